"""The typed records that travel between the stages.

Offsets are characters into ``Document.text``: for every record that has a quote or a text,
``document.text[char_start:char_end]`` is that text. Pages count from 1, as a reader counts them.
Ages are in years. Probabilities lie between 0 and 1.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

Assertion = Literal["affirmed", "negated", "uncertain", "generic"]
Subject = Literal[
    "child", "sibling", "mother", "father", "parents", "partner", "family", "other_adult", "professional"
]
Temporality = Literal["current", "historical"]
Value = Literal["present", "absent", "not_mentioned"]
Method = Literal["rule", "model", "annotator"]
PageSource = Literal["text_layer", "ocr", "unread"]
TextSource = Literal["text_layer", "ocr", "mixed"]
BlockKind = Literal["paragraph", "heading", "list_item", "table_row", "footnote", "contents"]
TableKind = Literal["family", "chronology", "action_plan", "agencies", "other"]
Outcome = Literal["death", "serious_harm", "not_stated"]
PlanStatus = Literal["current", "previous", "never", "not_stated"]
DatePrecision = Literal["day", "month", "year"]
Gender = Literal["male", "female", "not_stated"]
Stage = Literal["read", "structure", "entities", "factors", "case", "store"]

ENTITY_LABELS = (
    "CHILD",
    "SIBLING",
    "MOTHER",
    "FATHER",
    "PARTNER",
    "GRANDPARENT",
    "OTHER_ADULT",
    "PROFESSIONAL",
    "AGE",
    "DATE",
    "AGENCY",
    "PLACE",
    "LEGAL_STATUS",
    "PLAN",
    "CONDITION",
    "SUBSTANCE",
    "INJURY",
    "METHODOLOGY",
)
ASSERTIONS: tuple[Assertion, ...] = get_args(Assertion)
SUBJECTS: tuple[Subject, ...] = get_args(Subject)
TEMPORALITIES: tuple[Temporality, ...] = get_args(Temporality)
VALUES: tuple[Value, ...] = get_args(Value)
# Blocks that state nothing, whatever their words: no coder reads them.
SILENT: tuple[BlockKind, ...] = ("heading", "contents")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where its text lies, and whether it was read or recognised; ``unread``: it is damaged.

    ``confidence`` is the mean word confidence of the OCR, 1.0 for a text layer.
    """

    number: int
    char_start: int
    char_end: int
    source: PageSource
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or footnote of the body text, in reading order.

    ``number`` is the printed paragraph or heading number ("2.3"), which is not part of the text.
    ``level`` is 1 to 4 for a heading, 0 otherwise. ``size`` is the font size in points.
    """

    kind: BlockKind
    page: int
    char_start: int
    char_end: int
    level: int = 0
    number: str | None = None
    size: float = 0.0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows of cells as text, kept out of the body text."""

    kind: TableKind
    page: int
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What the read stage makes of one file: the text, once normalised, and where its parts lie."""

    document_id: str
    file_name: str
    sha256: str
    text: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    dropped_lines: tuple[tuple[int, str], ...] = ()

    @property
    def text_source(self) -> TextSource:
        """Where the text came from, over all pages that have any."""
        sources = {page.source for page in self.pages if page.char_end > page.char_start}
        if sources == {"ocr"}:
            return "ocr"
        return "mixed" if "ocr" in sources else "text_layer"

    @property
    def n_unread_pages(self) -> int:
        """Pages that are damaged: what they say is missing."""
        return sum(page.source == "unread" for page in self.pages)

    @property
    def n_words(self) -> int:
        """Words of the body text, separated by white space."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document under one heading. Section 0 is what stands before the first heading."""

    section_no: int
    heading: str
    section_type: str
    level: int
    page_first: int
    page_last: int
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, a heading line or a list item; ``kind`` says which block it came from."""

    sentence_no: int
    section_no: int
    page: int
    char_start: int
    char_end: int
    text: str
    kind: BlockKind = "paragraph"


@dataclass(frozen=True, slots=True)
class Entity:
    """A named thing; ``normalised`` is an ISO date, an age in years, or a canonical name."""

    entity_no: int
    sentence_no: int
    label: str
    text: str
    char_start: int
    char_end: int
    normalised: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence that bears on a factor. ``quote`` is the words that say so, at the offsets."""

    sentence_no: int
    factor_id: str
    assertion: Assertion
    subject: Subject
    temporality: Temporality
    probability: float
    method: Method
    char_start: int
    char_end: int
    quote: str


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
    decided_by: Literal["model", "annotator"] = "model"


EthnicityGroup = Literal["white", "mixed", "asian", "black", "other"]


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


Confidence = Literal["labelled", "stated", "inferred"]


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


@dataclass(frozen=True, slots=True)
class Processed:
    """Everything that one file gave: the record that goes from a worker to the writer."""

    document_id: str
    file_name: str
    sha256: str
    n_pages: int
    n_unread_pages: int
    n_words: int
    text_source: TextSource
    document: DocumentRecord
    case: CaseRecord
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    case_factors: tuple[CaseFactor, ...]
    recommendations: tuple[Recommendation, ...]
    chronology: tuple[ChronologyEvent, ...]
    evidence: tuple[Evidence, ...] = ()
    seconds: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file that could not be used: at which stage, why, and what to do about it."""

    file_name: str
    sha256: str | None
    stage: Stage
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Versions:
    """What a result depends on besides the file: the same three give the same rows."""

    code: str
    model: str
    codebook: str
