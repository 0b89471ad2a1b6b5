"""The door of the case stage: one document's findings from its outline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.case.children.children import children_records, named_children
from pipeline.case.children.traits import Named
from pipeline.case.chronology import find_chronology
from pipeline.case.incident.find import find_incident, period_of
from pipeline.case.outcome.outcome import find_outcome
from pipeline.case.people.cast import find_cast, told_cast
from pipeline.case.people.family import FamilyRow, family_rows
from pipeline.case.people.people import People
from pipeline.case.protection.legal_status import find_legal_status
from pipeline.case.protection.plan import find_plan
from pipeline.case.protection.plan_category import find_plan_categories
from pipeline.case.recommendations.actions import find_actions
from pipeline.case.recommendations.find import find_recommendations
from pipeline.case.report.agencies import find_agencies
from pipeline.case.report.commission import Board, find_board
from pipeline.case.report.cover import document_record
from pipeline.case.report.labels import CaseLabel, find_label
from pipeline.case.report.nation import find_nation
from pipeline.case.report.report_dates import cover_dates
from pipeline.case.report.title import is_review
from pipeline.case.siblings.find import find_siblings
from pipeline.case.source import Source
from pipeline.case.wording import load_wording
from pipeline.records import (
    CaseFindings,
    CaseRecord,
    CastMember,
    Child,
    Document,
    DocumentRecord,
    Gender,
    Reader,
    Section,
    Sentence,
)


@dataclass(frozen=True, slots=True)
class Outset:
    """What the fields of a case are found from: the document, and of whom it tells."""

    source: Source
    record: DocumentRecord
    label: CaseLabel | None
    rows: Sequence[FamilyRow]
    named: Sequence[Named]
    told: Sequence[CastMember]
    cast: Sequence[CastMember]
    people: People

    @property
    def written(self) -> date | None:
        """The report's own date, else the publication: nothing that happened to the child is later."""
        return self.record.report_date or self.record.publication_date


def case_record(
    document: Document,
    sections: Sequence[Section],
    sentences: Sequence[Sentence],
    reader: Reader | None = None,
) -> CaseFindings:
    """Everything that one document says of itself and of its case; ``reader``: a trained one of its passages.

    What it does not say is None or not_stated. Every item of the evidence quotes the document's text.
    """
    at = outset(document, sections, sentences)
    source, case = at.source, _case(at, reader)
    siblings, n_siblings = find_siblings(source, at.rows, at.cast, at.named, case.children)
    case = replace(case, n_siblings=n_siblings)
    recommendations = find_recommendations(source)
    cast = _cast(source, at.named, at.rows, at.told, case.children)
    agencies, actions = find_agencies(source), find_actions(source)
    chronology, evidence = find_chronology(source), tuple(source.found)
    return CaseFindings(
        at.record, case, recommendations, chronology, cast, evidence, siblings, agencies, actions
    )


def outset(document: Document, sections: Sequence[Section], sentences: Sequence[Sentence]) -> Outset:
    """The document's own record, the children of the case, and everybody else whom it names."""
    source = Source(document, sections, sentences, load_wording())
    record = document_record(source)
    label = find_label(source)
    rows = family_rows(source)
    named = named_children(source, label, rows)
    told = told_cast(source)
    cast = _cast(source, named, rows, told, ())
    forms = [form for child in named for form in child.forms]
    people = People.of(forms, [member.name for member in cast if member.role != "child"])
    return Outset(source, record, label, rows, named, told, cast, people)


def _cast(
    source: Source,
    named: Sequence[Named],
    rows: Sequence[FamilyRow],
    told: Sequence[CastMember],
    children: Sequence[Child],
) -> tuple[CastMember, ...]:
    """The cast, with the children's gender once it is known."""
    genders: dict[str, Gender] = {child.label: child.gender for child in children}
    known: dict[str, str | None] = {}
    for one in named:
        gender = genders.get(one.name, "not_stated")
        for form in one.forms:
            known[form] = None if gender == "not_stated" else gender
    return find_cast(source, known, rows, told)


def _case(at: Outset, reader: Reader | None) -> CaseRecord:
    source, people, label = at.source, at.people, at.label
    board = find_board(source)
    incident = find_incident(source, at.rows, at.written, people, at.cast, reader)
    outcome = find_outcome(source, people, [child.forms for child in at.named])
    children: tuple[Child, ...] = ()
    if is_review(source):
        children = children_records(source, at.named, people, incident, outcome, at.cast, reader)
    sex = children[0].gender if len(children) == 1 else None
    plan, _ = find_plan(source, people, incident, at.cast, len(at.named), sex)
    year = incident.day.year if incident else cover_dates(source).year
    return CaseRecord(
        case_id=case_id(source.document.document_id, board, label, year),
        case_label=label.text if label else None,
        board=board.name if board else None,
        nation=find_nation(source, board),
        incident_date=incident.day if incident else None,
        incident_date_precision=incident.precision if incident else None,
        period_id=period_of(incident),
        outcome=outcome,
        child_protection_plan=plan,
        children=children,
        plan_categories=find_plan_categories(source, people, plan),
        legal_status=find_legal_status(source, people, incident, at.cast, len(at.named)),
    )


# What every board is called: the place is what tells them apart.
_BODY = re.compile(
    r"\b(?:local|regional|area|safeguarding|children'?s?|child|public|protection|board|partnership|committee)\b"
)


def case_id(document_id: str, board: Board | None, label: CaseLabel | None, year: int | None) -> str:
    """The board's place, label and year as a slug ("castlemoor-baby-f-2010").

    Where the board is unnamed, the same label and year may be two cases: the start of the document's id keeps
    them apart, so that such documents are never merged. ``document-...`` where there is no label either.
    """
    if board is None and label is None:
        return f"document-{document_id}"
    name = board.name.lower() if board else ""
    place = _BODY.sub(" ", name) if re.search(r"[a-z]", _BODY.sub(" ", name)) else name
    slug = re.sub(r"[^a-z0-9]+", "-", f"{place} {label.text.lower() if label else ''}").strip("-")
    if year and not slug.endswith(f"-{year}"):
        slug = f"{slug}-{year}"
    return slug if board else f"{slug}-{document_id[:8]}"


__all__ = ["Outset", "case_id", "case_record", "outset"]
