"""One document from its PDF to its coded rows: the stages composed. No Prefect, no database."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.case.record import case_record
from pipeline.codebook import Codebook, fingerprint, load_codebook, read_toml
from pipeline.entities.find import EntityRules, find_entities
from pipeline.errors import RejectedFile
from pipeline.factors.find import FactorRules
from pipeline.factors.values import case_values
from pipeline.model.case_coder import CASE_FILE, CaseCoder, load_case_coder
from pipeline.model.division import Division, divide
from pipeline.read.document import read_document
from pipeline.read.file import hash_or_none, shown_name
from pipeline.records import (
    CaseFactor,
    CaseFindings,
    Document,
    Mention,
    Processed,
    Reader,
    Rejected,
    Section,
    Sentence,
    Stage,
    Versions,
)
from pipeline.sealed import SUMS, ModelError, folder_in_use, version_of
from pipeline.settings import Settings, code_version, configs_folder, load_settings, models_folder
from pipeline.structure.headings import HeadingTypes
from pipeline.structure.outline import outline

if TYPE_CHECKING:
    from pipeline.entities.trained import Recogniser
    from pipeline.model.coder import CodebookCoder

# The version where no trained model is in place: what is coded is coded by the rules.
RULES_ONLY = "rules"
# Folders of the models under models/.
FACTORS, ENTITIES, READER = "factors", "entities", "reader"
MODELS = (FACTORS, ENTITIES, READER)


@dataclass(frozen=True, slots=True)
class Tools:
    """Everything a worker needs, loaded and compiled once.

    ``coder``, ``recogniser`` and ``reader`` are None where the trained models are not in place.
    """

    settings: Settings
    codebook: Codebook
    factors: FactorRules
    entities: EntityRules
    headings: HeadingTypes
    coder: CodebookCoder | None = None
    recogniser: Recogniser | None = None
    reader: Reader | None = None


def load_tools(settings: Settings | None = None, models: bool = True) -> Tools:
    """Load settings, codebook, rules and models. Raises ScrError naming the file that is wrong.

    Without ``models``, or where there are none, coding is by rules alone.
    """
    configs = configs_folder()
    codebook = load_codebook(configs)
    return Tools(
        settings=settings or load_settings(),
        codebook=codebook,
        factors=FactorRules(codebook, configs),
        entities=EntityRules(configs, codebook.lexicon),
        headings=HeadingTypes(read_toml(configs / "sections.toml")["types"]),
        coder=_coder(codebook) if models and has_model(FACTORS) else None,
        recogniser=_recogniser() if models and has_model(ENTITIES) else None,
        reader=_reader() if models and has_model(READER) else None,
    )


def model_folder(name: str) -> Path:
    """The folder of the model of this name that is in use: the shipped one, or a version chosen instead."""
    return folder_in_use(models_folder(), name)


def accuracy_file() -> Path:
    """The measured accuracy of the factor coder in use; the file need not be there.

    A version has its own or none: figures of another coder would say nothing of this one.
    """
    folder = model_folder(FACTORS)
    return (models_folder() if folder == models_folder() / FACTORS else folder) / "accuracy.csv"


def has_model(name: str) -> bool:
    """Whether the trained model of this name is in place."""
    return (model_folder(name) / SUMS).is_file()


def _coder(codebook: Codebook) -> CodebookCoder:
    # torch and transformers take seconds to import: only where they are needed.
    from pipeline.model.coder import CodebookCoder, load_coder

    check_factors(codebook)
    return CodebookCoder(load_coder(model_folder(FACTORS)), codebook.factor_ids)


def _recogniser() -> Recogniser:
    from pipeline.entities.trained import load_recogniser

    return load_recogniser(model_folder(ENTITIES))


def _reader() -> Reader:
    from pipeline.model.reader import load_reader

    return load_reader(model_folder(READER))


def division(codebook: Codebook) -> Division:
    """The factors that the model in use codes, and those left to the rules: all where there is none."""
    trained = _cases().factor_ids if has_model(FACTORS) else ()
    return divide(codebook.factor_ids, trained)


def check_factors(codebook: Codebook) -> None:
    """ModelError where there is a model that knows not one factor of the codebook."""
    if has_model(FACTORS) and not division(codebook).by_model:
        raise ModelError(
            f"The model in {model_folder(FACTORS)} knows no factor of the codebook in {configs_folder()}: "
            "train it with `scr train`, or move it away to code by rules alone."
        )


def _cases() -> CaseCoder:
    return load_case_coder(model_folder(FACTORS) / CASE_FILE)


def model_version() -> str:
    """The versions of the models in place, ``rules`` where there are none."""
    found = [f"{name} {version_of(model_folder(name))}" for name in MODELS if has_model(name)]
    return ", ".join(found) or RULES_ONLY


def coded_with(codebook: Codebook) -> str:
    """The versions of the models, and the factors of the codebook that they leave to the rules."""
    left = division(codebook).by_rules if has_model(FACTORS) else ()
    return f"{model_version()}, by rules alone: {' '.join(sorted(left))}" if left else model_version()


def current_versions(codebook: Codebook) -> Versions:
    """What a result depends on besides its file: the program with its settings files, model, codebook."""
    configs = configs_folder()
    reading = [
        configs / name
        for name in (
            "sections.toml",
            "furniture.toml",
            "case.toml",
            "incident.toml",
            "harm.toml",
            "entities.toml",
            "periods.toml",
            "settings.toml",
        )
    ]
    code = f"{code_version()}+{fingerprint([*reading, *_program_files()])}"
    return Versions(code=code, model=coded_with(codebook), codebook=codebook.version)


def _program_files() -> list[Path]:
    """The modules that decide a coding: a change in one is a new version, released or not."""
    package = Path(__file__).resolve().parent
    stages = ("read", "structure", "entities", "factors", "case", "model")
    files = [file for stage in stages for file in sorted((package / stage).rglob("*.py"))]
    alone = (
        "any_case",
        "codebook",
        "date_forms",
        "dates",
        "day_words",
        "number_words",
        "patterns",
        "periods",
        "run",
    )
    return [*files, *(package / f"{name}.py" for name in alone)]


def process_document(
    path: Path, tools: Tools, begin: Callable[[Stage], None] = lambda stage: None
) -> Processed | Rejected:
    """Read and code one file. A file that cannot be used comes back as Rejected; nothing is raised for it.

    ``begin`` is told of each stage that begins. ``Rejected.detail`` says what is wrong and what to do; it
    never holds text of the report.
    """
    started = time.perf_counter()
    stage: Stage = "read"

    def enter(following: Stage) -> None:
        nonlocal stage
        stage = following
        begin(following)

    limits = tools.settings.limits
    try:
        enter("read")
        document = read_document(path, tools.settings)
        return code_document(document, tools, started, enter)
    except RejectedFile as error:
        stage, reason, detail = error.stage, error.reason, error.detail
    except Exception as error:  # noqa: BLE001 - one bad file never stops a batch
        if _lacked_memory(error):
            reason = "too_much_memory"
            detail = (
                f"It needs more than {limits.max_memory_mb} MB; raise limits.max_memory_mb or split the file."
            )
        else:
            reason = "failed"
            detail = (
                f"The program failed on this file ({type(error).__name__} in {_where(error)}); "
                "please report it, without the file if it is confidential."
            )
    return Rejected(shown_name(path), hash_or_none(path, limits.max_bytes), stage, reason, detail)


def code_document(
    document: Document,
    tools: Tools,
    started: float | None = None,
    begin: Callable[[Stage], None] = lambda stage: None,
) -> Processed:
    """The stages after reading. ``started`` is the ``perf_counter`` at which the reading began."""
    started = time.perf_counter() if started is None else started
    sections, sentences, found, mentions = read_with_rules(document, tools, begin)
    if tools.coder:
        mentions = tools.coder.mentions(sentences, sections, found.cast, mentions)
    code = partial(values_by, tools.coder.coder.cases) if tools.coder else case_values
    begin("entities")
    entities = find_entities(sentences, tools.entities, tools.recogniser, found.cast)
    return Processed(
        document_id=document.document_id,
        file_name=document.file_name,
        sha256=document.sha256,
        n_pages=len(document.pages),
        n_unread_pages=document.n_unread_pages,
        n_words=document.n_words,
        text_source=document.text_source,
        document=found.document,
        case=found.case,
        sections=tuple(sections),
        sentences=tuple(sentences),
        entities=tuple(entities),
        mentions=tuple(mentions),
        case_factors=tuple(code(mentions, tools.codebook.factor_ids)),
        recommendations=found.recommendations,
        chronology=found.chronology,
        evidence=found.evidence,
        siblings=found.siblings,
        agencies=found.agencies,
        actions=found.actions,
        seconds=time.perf_counter() - started,
    )


def read_with_rules(
    document: Document, tools: Tools, begin: Callable[[Stage], None] = lambda stage: None
) -> tuple[list[Section], list[Sentence], CaseFindings, list[Mention]]:
    """Sections, sentences, the case record, and what the rule layer says of the factors."""
    begin("structure")
    sections, sentences = outline(document, tools.headings)
    return sections, sentences, *apply_rules(document, sections, sentences, tools, begin)


def apply_rules(
    document: Document,
    sections: Sequence[Section],
    sentences: Sequence[Sentence],
    tools: Tools,
    begin: Callable[[Stage], None] = lambda stage: None,
) -> tuple[CaseFindings, list[Mention]]:
    """The case record of a document whose sentences are known, and what the rules say of the factors."""
    begin("case")
    found = case_record(document, sections, sentences, tools.reader)
    genders = {child.gender for child in found.case.children} - {"not_stated"}
    gender = genders.pop() if len(genders) == 1 else None
    begin("factors")
    return found, tools.factors.mentions(sentences, sections, found.cast, gender)


def code_case(codebook: Codebook) -> Callable[[Sequence[Mention]], list[CaseFactor]]:
    """The function that gives every factor of a case from all its mentions.

    By the trained case coder where it is in place and knows the factor, else by the rule of the codebook.
    Raises ModelError where it knows none.
    """
    check_factors(codebook)
    if has_model(FACTORS):
        return partial(values_by, _cases(), factor_ids=codebook.factor_ids)
    return partial(case_values, factor_ids=codebook.factor_ids)


def values_by(cases: CaseCoder, mentions: Sequence[Mention], factor_ids: Sequence[str]) -> list[CaseFactor]:
    """One CaseFactor for every factor, in the order of ``factor_ids``, from all mentions of a case.

    Those that the case coder was not trained for by the rule of the codebook.
    """
    by_rules = divide(factor_ids, cases.factor_ids).by_rules
    coded = {one.factor_id: one for one in (*cases.code(mentions), *case_values(mentions, by_rules))}
    return [coded[one] for one in factor_ids]


# What libraries in C++ (ONNX Runtime, torch, OpenCV) say in errors of other classes.
_NO_MEMORY = ("bad_alloc", "can't allocate memory", "not enough memory", "Insufficient memory")


def _lacked_memory(error: BaseException | None) -> bool:
    """Whether an error, or one that led to it, is want of memory, in whatever class a library puts it."""
    seen: list[BaseException] = []
    while error is not None and error not in seen:
        seen.append(error)
        if isinstance(error, MemoryError) or getattr(error, "errno", None) == errno.ENOMEM:
            return True
        if any(words in str(error) for words in _NO_MEMORY):
            return True
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return False


def _where(error: Exception) -> str:
    """Module and line of the program where it failed; no values, so no text of the report."""
    trace = error.__traceback__
    place = "unknown place"
    while trace is not None:
        name = trace.tb_frame.f_globals.get("__name__", "")
        if name.startswith("pipeline"):
            place = f"{name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
