"""``scr train``: from the labelled corpus to the models under ``models/``."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.corpus import CorpusError
from pipeline.corpus.passages import load_passages
from pipeline.entities.trained import DIVISION
from pipeline.learn.case_training import fit_case_coder, fit_thresholds
from pipeline.learn.crossfit import MODEL, Job, Labelled, Progress, left_out, run, untold
from pipeline.learn.entity_training import EntitySettings, score_entities, train_entities
from pipeline.learn.examples import Example, load_examples, load_marked_split
from pipeline.learn.factor_training import FactorSettings
from pipeline.learn.gold import GoldDocument, gold_passages
from pipeline.learn.start import training_settings, untrained
from pipeline.learn.targets import Target, codebook_passages, passage_of, target_of, worked_passages
from pipeline.model.case_coder import CASE_FILE
from pipeline.model.coder import mentions_of, save_decision
from pipeline.model.factor_model import Decisions, FactorModel
from pipeline.records import ENTITY_LABELS
from pipeline.run import Tools
from pipeline.sealed import seal, write_json

Report = Callable[[str], None]
WHOLE, SECOND = "all reviews", "some left out"


def train_coder(
    annotations: Path,
    into: Path,
    tools: Tools,
    report: Report,
    gold: Sequence[GoldDocument] = (),
    progress: Progress = untold,
) -> str:
    """Train the factor network and the case coder into the folder ``into``; returns the model's version.

    ``gold``: reports that annotators coded, to learn from beside the corpus. ``report`` is given a line for
    every epoch, ``progress`` the number of epochs done and that of all.

    The new model replaces what stood there in one step, when it is complete. Cut off, the same call goes on
    from the last epoch: its state is kept in a folder beside ``into`` until it is done.
    """
    material = prepare(annotations, tools, gold)
    report(
        f"{len(material.learn)} reviews and {len(material.worked)} parts with single passages to learn from, "
        f"{len(material.check)} reviews to check on"
    )
    work = into.with_name(f"{into.name}.work")
    jobs = plan_jobs(material, work / material.fingerprint)
    material.start.save(jobs[0].start)
    for old in work.glob("*"):
        if old.name != material.fingerprint:
            shutil.rmtree(old)
    run(jobs, report, progress)
    draft = into.with_name(f"{into.name}.part")
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(jobs[0].folder / MODEL, draft)
    finish(material, jobs, tools, draft)
    version = put_in_place(draft, into)
    shutil.rmtree(work)
    return version


@dataclass(frozen=True, slots=True)
class Material:
    """Reviews to learn from and to check on, as examples and as the network sees them.

    ``start`` is the model before training. ``worked``: passages that belong to no review. ``fingerprint``:
    of everything that decides a training.
    """

    settings: FactorSettings
    start: FactorModel
    learn: tuple[Example, ...]
    check: tuple[Example, ...]
    learned: tuple[Labelled, ...]
    checked: tuple[Labelled, ...]
    worked: tuple[Labelled, ...]
    fingerprint: str


def prepare(annotations: Path, tools: Tools, gold: Sequence[GoldDocument] = ()) -> Material:
    """Read the corpus. CorpusError where a split is empty."""
    settings = FactorSettings(**training_settings()["factors"])
    learn = load_examples(annotations, "train", tools)
    check = load_examples(annotations, "development", tools)
    if not learn or not check:
        raise CorpusError(f"{annotations}: training needs reviews in the splits train and development.")
    start = untrained(tools.codebook, settings)
    encoding = start.encoding
    learned, checked = (
        tuple((passage_of(one, encoding), target_of(one, encoding.factor_ids)) for one in of)
        for of in (learn, check)
    )
    passages = [one for of in load_passages(annotations, encoding.factor_ids).values() for one in of]
    worked = (
        *codebook_passages(tools.codebook, encoding, settings.passage, settings.seed),
        *worked_passages(passages, tools.factors, encoding, settings.passage, settings.seed),
        *gold_passages(gold, encoding, settings.passage),
    )
    mark = _fingerprint([repr(settings), tools.codebook.version], [*learned, *checked, *worked])
    return Material(settings, start, tuple(learn), tuple(check), learned, checked, worked, mark)


def plan_jobs(material: Material, work: Path) -> list[Job]:
    """The model of all reviews, and one without some of them; each decides on reviews it did not see."""

    def job(name: str, learn: Iterable[Labelled], decide: Iterable[Labelled]) -> Job:
        return Job(
            name,
            work / "start",
            work / name,
            material.settings,
            tuple(learn),
            material.worked,
            material.checked,
            tuple(passage for passage, _ in decide),
        )

    jobs = [job(WHOLE, material.learned, material.checked)]
    if out := _left_out(material):
        kept = [one for at, one in enumerate(material.learned) if at not in out]
        jobs.append(job(SECOND, kept, [material.learned[at] for at in out]))
    return jobs


def _left_out(material: Material) -> list[int]:
    settings = material.settings
    return left_out(len(material.learned), settings.left_out_every, settings.seed)


def finish(material: Material, jobs: Sequence[Job], tools: Tools, into: Path) -> None:
    """Fit thresholds and case coder on what the models of ``jobs`` decided on reviews new to them."""
    factors = tools.codebook.factors
    domains, factor_ids = [one.domain for one in factors], tuple(one.id for one in factors)
    unseen = unseen_decisions(material, jobs)
    thresholds = fit_thresholds([(decided, target) for _, decided, target in unseen], domains)
    overruled = training_settings()["overruled"]
    mentions = [
        (one, mentions_of(one.read, decided, one.rules, factor_ids, thresholds, overruled))
        for one, decided, _ in unseen
    ]
    weight = float(training_settings()["case"]["inverse_regularisation"])
    fit_case_coder(mentions, domains, factor_ids, weight).save(into / CASE_FILE)
    save_decision(into, factor_ids, thresholds, overruled)


def unseen_decisions(material: Material, jobs: Sequence[Job]) -> list[tuple[Example, Decisions, Target]]:
    """Each review with the decisions of a model that did not learn from it."""
    whole, *second = jobs
    found = [
        (one, decided, target)
        for one, decided, (_, target) in zip(material.check, whole.decisions(), material.checked, strict=True)
    ]
    for job in second:
        found += [
            (material.learn[at], decided, material.learned[at][1])
            for at, decided in zip(_left_out(material), job.decisions(), strict=True)
        ]
    return found


def _fingerprint(words: Sequence[str], labelled: Iterable[Labelled]) -> str:
    digest = hashlib.sha256("\n".join(words).encode())
    for passage, target in labelled:
        digest.update(repr(passage.tokens).encode())
        for values in (passage.section, passage.kind, passage.place, passage.said, passage.whom):
            digest.update(values.tobytes())
        for tensor in (target.assertion, target.subject, target.historical):
            digest.update(tensor.numpy().tobytes())
    return digest.hexdigest()[:16]


def train_recogniser(annotations: Path, into: Path, tools: Tools, report: Report) -> str:
    """Train the entity recogniser into the folder ``into``; returns the model's version.

    Labels that the rules find better on the development reviews are left to them.
    """
    settings = EntitySettings(**training_settings()["entities"])
    check = load_marked_split(annotations, "development")
    nlp = train_entities(load_marked_split(annotations, "train"), check, settings, report)
    gold = [list(one.entities) for one in check]
    by_rules = [[one[:3] for one in tools.entities.find(sentence.text)] for sentence in check]
    by_model = [
        [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
        for doc in nlp.pipe(sentence.text for sentence in check)
    ]
    rules, model = (score_entities(zip(found, gold, strict=True)) for found in (by_rules, by_model))
    better = [
        name for name in ENTITY_LABELS if name in rules and name in model and rules[name].f1 > model[name].f1
    ]
    report(f"left to the rules: {', '.join(better) or 'nothing'}")
    draft = into.with_name(f"{into.name}.part")
    shutil.rmtree(draft, ignore_errors=True)
    nlp.to_disk(draft)
    write_json(draft / DIVISION, {"by_rules": better})
    return put_in_place(draft, into)


def put_in_place(draft: Path, into: Path) -> str:
    """Seal the finished model in ``draft`` and put it where ``into`` stood; returns its version."""
    # What belongs to the model but is not trained (its card) stays.
    for kept in into.glob("*.md"):
        shutil.copy2(kept, draft / kept.name)
    version = seal(draft)
    old = into.with_name(f"{into.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if into.exists():
        into.rename(old)
    draft.rename(into)
    shutil.rmtree(old, ignore_errors=True)
    return version
