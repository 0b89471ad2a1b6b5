"""What a report says of itself and of its case. Ages are in years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.records.vocabulary import (
    AgencyKind,
    Confidence,
    DatePrecision,
    Decider,
    EthnicityGroup,
    Gender,
    LegalStatus,
    Outcome,
    PlanCategory,
    PlanStatus,
    SiblingRelation,
    Subject,
    Value,
)


@dataclass(frozen=True, slots=True)
class CastMember:
    """A name or label that this report gives to a person: "Child B" is the child, "Ms T" the mother.

    ``gender`` is ``male``, ``female`` or None. The name is matched with its capitals.
    """

    name: str
    role: Subject
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class CaseFactor:
    """A factor of a case, three-valued, with the counts of its mentions."""

    factor_id: str
    value: Value
    probability: float
    n_affirmed: int
    n_negated: int
    n_uncertain: int
    decided_by: Decider = "model"


@dataclass(frozen=True, slots=True)
class Child:
    """A child the review is about; ``age_years`` is the age at the incident.

    ``ethnicity`` is as written, ``ethnicity_group`` the group of the census that it belongs to.
    """

    child_no: int
    label: str
    age_years: float | None = None
    gender: Gender = "not_stated"
    ethnicity: str | None = None
    outcome: Outcome = "not_stated"
    harm_category: str | None = None
    ethnicity_group: EthnicityGroup | None = None

    @property
    def age_band(self) -> str | None:
        """The age band of the national analyses, or None where no age is stated."""
        if self.age_years is None:
            return None
        bands = ((1, "under 1"), (6, "1-5"), (11, "6-10"), (16, "11-15"), (18, "16-17"))
        return next((name for below, name in bands if self.age_years < below), None)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation; ``text`` is as printed, ``addressee`` as the report names it."""

    recommendation_no: int
    text: str
    addressee: str | None
    page: int


@dataclass(frozen=True, slots=True)
class ChronologyEvent:
    """One row of a chronology table."""

    event_no: int
    event_date: date | None
    agency: str | None
    text: str
    page: int


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """What a document says of itself on its cover and in its opening."""

    document_type: str
    title: str | None = None
    author: str | None = None
    report_date: date | None = None
    publication_date: date | None = None
    methodology: str | None = None


@dataclass(frozen=True, slots=True)
class Sibling:
    """A brother or sister of the children of the case; ``age_years`` as the report gives it, at its date."""

    sibling_no: int
    label: str
    relation: SiblingRelation = "sibling"
    age_years: float | None = None
    gender: Gender = "not_stated"


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency that took part in the review, ``name`` as printed."""

    agency_no: int
    name: str
    kind: AgencyKind
    page: int


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """A row of an action plan. ``due`` is as printed, ``due_date`` None where it is no date ("ongoing")."""

    action_no: int
    action: str
    owner: str | None
    due: str | None
    due_date: date | None
    page: int


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """The review as a case. ``case_id`` is board, label and year as a slug: the same label recurs.

    ``incident_date`` is the first day of the month or year where ``incident_date_precision`` says so.
    ``period_id`` is None where only the report's date is known.
    """

    case_id: str
    case_label: str | None = None
    board: str | None = None
    nation: str | None = None
    incident_date: date | None = None
    incident_date_precision: DatePrecision | None = None
    period_id: str | None = None
    outcome: Outcome = "not_stated"
    child_protection_plan: PlanStatus = "not_stated"
    children: tuple[Child, ...] = ()
    plan_categories: tuple[PlanCategory, ...] = ()
    legal_status: LegalStatus = "not_stated"
    n_siblings: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a field of the case record rests on: ``document.text[char_start:char_end] == quote``.

    ``field`` is named as in the store ("incident_date", "children.1.age_years"); ``value`` is as text.
    ``confidence``, how sure the field is: ``labelled`` where the words stand on the slip sheet or cover, or
    in a table, where a label, a column or their place says what they are; ``stated`` where a sentence says
    it; ``inferred`` where it is worked out from what several sentences say, none of which settles it; None
    where nobody weighed it. How often each is right: ``pipeline.learn.case_fields.count_by_confidence``.
    """

    field: str
    value: str
    page: int
    char_start: int
    char_end: int
    quote: str
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class CaseFindings:
    """Everything the case stage finds in one document."""

    document: DocumentRecord
    case: CaseRecord
    recommendations: tuple[Recommendation, ...] = ()
    chronology: tuple[ChronologyEvent, ...] = ()
    cast: tuple[CastMember, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    siblings: tuple[Sibling, ...] = ()
    agencies: tuple[Agency, ...] = ()
    actions: tuple[PlannedAction, ...] = ()
