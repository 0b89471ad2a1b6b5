"""Small stores made from records: cases whose mentions are given as ``factor`` or ``-factor``."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.periods import read_periods
from pipeline.records import (
    CaseFactor,
    CaseRecord,
    Child,
    ChronologyEvent,
    DocumentRecord,
    Entity,
    Mention,
    Processed,
    Recommendation,
    Section,
    Sentence,
    Versions,
)
from pipeline.store.connect import open_writer
from pipeline.store.reference import FactorRow, read_statistics
from pipeline.store.write import Writer

# The factors of the codebook; a number is the age in years under which a child is left out.
_CODEBOOK = """
maltreatment: neglect physical_abuse emotional_abuse sexual_abuse
child: child_disability child_mental_health=6 child_behaviour=1 child_alcohol_misuse=6
child: child_drug_misuse=6 bullying=6 child_sexual_exploitation=6 child_criminal_exploitation=6
child: going_missing=6 education_disengagement=5
parent: parental_mental_health parental_alcohol_misuse parental_drug_misuse parental_adverse_childhood
parent: parental_learning_disability parental_criminal_record parental_violent_offending young_parent
family: domestic_abuse poverty housing_problems transient_lifestyle social_isolation
family: parental_separation multiple_partners
practice: information_sharing assessment_quality voice_of_child invisible_fathers
practice: professional_curiosity parental_engagement missed_appointments management_oversight
practice: thresholds record_keeping workforce_capacity
"""


def _factor(domain: str, entry: str) -> FactorRow:
    name, _, age = entry.partition("=")
    label = name.replace("_", " ").capitalize()
    return FactorRow(name, label, domain, f"What counts as {name}.", int(age) if age else None)


FACTORS = tuple(
    _factor(domain, entry)
    for domain, _, entries in (line.partition(": ") for line in _CODEBOOK.split("\n") if line)
    for entry in entries.split()
)
CONFIGS = Path(__file__).parents[2] / "configs"
VERSIONS = Versions("code-1", "model-1", "codebook-1")
PERIODS = read_periods(CONFIGS / "periods.toml")
STATISTICS = read_statistics(
    CONFIGS / "national_statistics.csv", CONFIGS / "national_statistics_map.toml", PERIODS
)
_ASSERTIONS = {"-": "negated", "?": "uncertain", "*": "generic"}


def mention(number: int, written: str) -> Mention:
    """``neglect`` is affirmed, ``-neglect`` negated, ``?neglect`` uncertain, ``*neglect`` generic."""
    assertion = _ASSERTIONS.get(written[0], "affirmed")
    factor = written.lstrip("-?*")
    return Mention(
        number, factor, assertion, "family", "current", 0.9, "rule", number * 100, number * 100 + 5, "quote"
    )


def children(ages: Iterable[float | None]) -> tuple[Child, ...]:
    return tuple(
        Child(number, f"Child {number}", age, "female", None, "death", "extreme_neglect")
        for number, age in enumerate(ages, start=1)
    )


def processed(
    name: str,
    case_id: str = "case-a",
    mentions: Sequence[str] = (),
    *,
    period: str | None = "2014-17",
    ages: Iterable[float | None] = (10,),
    document_type: str = "overview_report",
    report_date: date | None = date(2016, 5, 1),
    label: str = "Child A",
    factors: tuple[CaseFactor, ...] = (),
) -> Processed:
    """A document whose id comes from its name, with a section and a sentence a mention."""
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    found = tuple(mention(number, written) for number, written in enumerate(mentions, start=1))
    return Processed(
        document_id=sha256[:16],
        file_name=f"{name}.pdf",
        sha256=sha256,
        n_pages=12,
        n_unread_pages=0,
        n_words=2400,
        text_source="text_layer",
        document=DocumentRecord(document_type, "A review", "An author", report_date, None, "SILP"),
        case=CaseRecord(
            case_id=case_id,
            case_label=label,
            board="Northshire Safeguarding Children Board",
            nation="England",
            incident_date=None if period is None else date(int(period[:4]), 6, 1),
            incident_date_precision=None if period is None else "month",
            period_id=period,
            outcome="death",
            child_protection_plan="never",
            children=children(ages),
        ),
        sections=(
            Section(0, "", "front_matter", 0, 1, 1, 0, 100),
            Section(1, "Analysis", "analysis", 1, 2, 12, 100, 9000),
        ),
        sentences=tuple(
            Sentence(m.sentence_no, 1, 3, m.char_start, m.char_end + 20, f"Sentence {m.sentence_no}.")
            for m in found
        ),
        entities=(Entity(1, 1, "DATE", "June 2014", 10, 19, "2014-06"),),
        mentions=found,
        case_factors=factors,
        recommendations=(
            Recommendation(1, "The board should do this.", "the board", 11),
            Recommendation(2, "The trust should do that.", None, 11),
        ),
        chronology=(ChronologyEvent(1, date(2014, 6, 1), "Police", "An event.", 5),),
        seconds=1.5,
    )


def code_case(mentions: Sequence[Mention]) -> list[CaseFactor]:
    """Present where anything is affirmed, else absent where anything is negated."""
    coded = []
    for factor in FACTORS:
        counts = Counter(m.assertion for m in mentions if m.factor_id == factor.factor_id)
        affirmed, negated = counts["affirmed"], counts["negated"]
        value = "present" if affirmed else "absent" if negated else "not_mentioned"
        coded.append(CaseFactor(factor.factor_id, value, 0.9, affirmed, negated, counts["uncertain"]))
    return coded


@cache
def _empty_store() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder, "empty.duckdb")
        with open_writer(path) as writer:
            writer.load_codebook(FACTORS)
            writer.load_reference(PERIODS, STATISTICS)
        return path.read_bytes()


def prepared(path: Path) -> Writer:
    """A new store with the codebook and the reference tables."""
    path.write_bytes(_empty_store())
    return open_writer(path)


def store_of(path: Path, documents: Sequence[Processed]) -> Path:
    """A closed store that holds these documents, written by one finished run."""
    with prepared(path) as writer:
        run_id = writer.start_run(VERSIONS)
        assert writer.write_batch(run_id, documents, (), code_case) == ()
        writer.finish_run(run_id)
    return path
