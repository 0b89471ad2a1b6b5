"""case.toml of a labelled review: the plan, the layout, and the record that a perfect reader would find."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from pipeline.records import DatePrecision, Gender, LegalStatus, Outcome, PlanCategory, PlanStatus

Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Producer = Literal["libreoffice", "chromium", "typst", "reportlab"]
Style = Literal["plain", "serif", "modern", "two_column"]
Nation = Literal["England", "Wales", "Scotland", "Northern Ireland"]
DocumentType = Literal[
    "overview_report",
    "executive_summary",
    "individual_management_review",
    "chronology",
    "action_plan",
    "other",
]
Methodology = Literal[
    "IMR",
    "SILP",
    "Learning Together",
    "Child Practice Review",
    "Significant Case Review",
    "hybrid",
    "Appreciative Inquiry",
    "thematic",
    "Rapid Review",
    "LCSPR",
    "joint SCR/DHR",
    "other",
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Plan(_Strict):
    """Who writes, and what happens."""

    slug: Words
    voice: Words
    story: Words


class Layout(_Strict):
    """How the review is typeset; ``{page}`` and ``{pages}`` in header and footer are filled in."""

    producer: Producer
    scan: bool
    header: str
    footer: str
    style: Style


class DocumentRecord(_Strict):
    """The document; a date is None where the report does not state it."""

    document_type: DocumentType
    title: Words
    author: Words | None = None
    report_date: date | None = None
    publication_date: date | None = None
    methodology: Methodology | None = None


class CaseRecord(_Strict):
    """The case. ``period_id`` is None where the report gives no date of the incident."""

    case_label: Words
    board: Words | None = None
    nation: Nation
    incident_date: date | None = None
    incident_date_precision: DatePrecision | None = None
    period_id: Words | None = None
    outcome: Outcome
    child_protection_plan: PlanStatus
    n_children: int = Field(ge=1)
    n_recommendations: int = Field(ge=0)


class ChildRecord(_Strict):
    """A child whom the review is about; ``age_years`` at the incident, in years."""

    label: Words
    age_years: float | None = Field(default=None, ge=0, lt=18)
    gender: Gender
    ethnicity: Words | None = None
    outcome: Outcome
    harm_category: Words | None = None


class FurtherRecord(_Strict):
    """What is coded for some reviews only: of the case besides, and the agencies that took part."""

    plan_categories: tuple[PlanCategory, ...] = ()
    legal_status: LegalStatus = "not_stated"
    n_siblings: int | None = Field(default=None, ge=0)
    agencies: tuple[Words, ...] = ()


class Factors(_Strict):
    """Factor ids; in neither list: not mentioned."""

    present: tuple[Words, ...]
    absent: tuple[Words, ...]


class CaseFile(_Strict):
    """The whole of case.toml."""

    plan: Plan
    layout: Layout
    document: DocumentRecord
    case: CaseRecord
    children: tuple[ChildRecord, ...]
    factors: Factors
    further: FurtherRecord | None = None
