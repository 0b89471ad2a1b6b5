"""What becomes of a file: processed or rejected, and with which versions."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.records.case import (
    Agency,
    CaseFactor,
    CaseRecord,
    ChronologyEvent,
    DocumentRecord,
    Evidence,
    PlannedAction,
    Recommendation,
    Sibling,
)
from pipeline.records.text import Entity, Mention, Section, Sentence
from pipeline.records.vocabulary import Stage, TextSource


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
    siblings: tuple[Sibling, ...] = ()
    agencies: tuple[Agency, ...] = ()
    actions: tuple[PlannedAction, ...] = ()
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
