"""What annotators say, in and out of the store: rows are added or withdrawn, never overwritten."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, TypeVar

import duckdb

from pipeline.errors import StoreError
from pipeline.records import Assertion, BlockKind, Method, Subject, Temporality, Value
from pipeline.store.connect import connect_guarded, first_line, open_writer
from pipeline.store.opened import Opened
from pipeline.store.overlay import overlay
from pipeline.store.sql import query_text
from pipeline.store.transaction import transaction
from pipeline.store.write import Writer

Kind = Literal["mention", "none", "entity", "case_value"]
Row = TypeVar("Row")
# How often a store that another process is writing to is tried again, in seconds.
_PAUSE = 0.2


@dataclass(frozen=True, slots=True)
class Annotation:
    """A row of table ``annotations``, which explains every field; offsets are into the document's text."""

    annotation_id: str
    submission_id: str
    item_id: str
    kind: Kind
    adjudicated: bool
    document_id: str | None
    sentence_no: int | None
    case_id: str | None
    char_start: int | None
    char_end: int | None
    quote: str | None
    factor_id: str | None
    assertion: Assertion | None
    subject: Subject | None
    temporality: Temporality | None
    entity_label: str | None
    value: str
    annotator: str
    annotated_at: datetime
    note: str | None
    source_tool: str
    source_file: str | None
    task_id: str | None
    codebook_version: str
    text_sha256: str | None
    selected_by: str | None = None


@dataclass(frozen=True, slots=True)
class StoredSentence:
    """A sentence with what an annotator needs to know of its place."""

    document_id: str
    case_id: str
    file_name: str
    sentence_no: int
    heading: str | None
    page: int
    char_start: int
    char_end: int
    text: str
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class FoundMention:
    """A mention of the rules or the model."""

    document_id: str
    sentence_no: int
    factor_id: str
    assertion: Assertion
    subject: Subject
    temporality: Temporality
    probability: float
    method: Method
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class FoundEntity:
    """An entity that the program found."""

    document_id: str
    sentence_no: int
    label: str
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class QueuedFactor:
    """A factor of the case of a document that view ``review_queue`` lists, and why."""

    document_id: str
    factor_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A sentence that an annotator has seen, and the passage that it was shown in."""

    annotator: str
    document_id: str
    sentence_no: int
    task_id: str | None


@dataclass(frozen=True, slots=True)
class Coding:
    """What an annotator says on an item: a row of view ``codings``."""

    item_id: str
    kind: Kind
    annotator: str
    document_id: str | None
    sentence_no: int | None
    case_id: str | None
    factor_id: str | None
    value: str
    char_start: int | None
    char_end: int | None
    quote: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """An item on which annotators differ: a row of view ``adjudication_queue``."""

    item_id: str
    kind: Kind
    case_id: str | None
    document_id: str | None
    sentence_no: int | None
    factor_id: str | None
    definition: str | None
    codings: str
    n_annotators: int
    differs_in_kind: bool
    quote: str | None
    sentence: str | None
    page: int | None
    file_name: str | None
    char_start: int | None
    char_end: int | None


@dataclass(frozen=True, slots=True)
class Found:
    """An annotation as ``withdraw`` found it."""

    annotation_id: str
    item_id: str
    case_id: str | None
    annotator: str
    value: str
    withdrawn: bool
    document_id: str | None = None


@dataclass(frozen=True, slots=True)
class CaseValue:
    """A factor of a case, who decided its value, and what the model says."""

    value: Value
    decided_by: str
    model_value: Value


class Reader(Opened):
    """Reads from an open connection to a store."""

    def sentences(self, document_ids: Sequence[str] | None = None) -> list[StoredSentence]:
        """The sentences of some documents, or of all, in reading order."""
        wanted = None if document_ids is None else list(document_ids)
        return self._rows("passage_sentences", StoredSentence, wanted)

    def mentions(self) -> list[FoundMention]:
        """What rules and model found."""
        return self._rows("found_mentions", FoundMention)

    def entities(self) -> list[FoundEntity]:
        """The entities that the program found."""
        return self._rows("found_entities", FoundEntity)

    def queued(self) -> list[QueuedFactor]:
        """What a person should look at, by document."""
        return self._rows("queued_factors", QueuedFactor)

    def seen(self) -> list[Seen]:
        """Who has seen which sentences."""
        return self._rows("seen_sentences", Seen)

    def codings(self) -> list[Coding]:
        """What every annotator says on every mention and entity that anyone marked."""
        return self._rows("mark_codings", Coding)

    def differences(self, item_id: str | None = None, factor_id: str | None = None) -> list[Difference]:
        """The adjudication queue, the plainer differences first; of one item or factor if it is named."""
        return self._rows("adjudication_queue", Difference, item_id, factor_id)

    def case_value(self, case_id: str, factor_id: str) -> CaseValue | None:
        """The value of a factor of a case, or None where the store has none."""
        return next(iter(self._rows("case_value", CaseValue, case_id, factor_id)), None)

    def item_codings(self, item_id: str) -> list[Coding]:
        """What every annotator says on an item."""
        return self._rows("item_codings", Coding, item_id)

    def annotations(self, start_of_id: str) -> list[Found]:
        """The annotations whose id starts so."""
        return self._rows("annotations_by_id", Found, start_of_id)

    def _rows(self, query: str, record: type[Row], *parameters: object) -> list[Row]:
        return [record(*row) for row in self._fetch(query, *parameters)]

    def _fetch(self, query: str, *parameters: object) -> list[tuple[Any, ...]]:
        try:
            return self._con.execute(query_text(query), list(parameters)).fetchall()
        except duckdb.CatalogException as error:
            raise StoreError(
                f"the store {self.path} was made by an older version and has no annotations: "
                "scr run brings it up to date"
            ) from error


class AnnotationWriter(Reader):
    """Adds and withdraws annotations; ``open_annotations`` makes one. For one thread."""

    def __init__(self, writer: Writer) -> None:
        super().__init__(writer._con, writer.path)

    def add(self, annotations: Sequence[Annotation]) -> int:
        """Store what is not there yet, in one transaction, and bring the case values up to date.

        Returns how many rows were new. Raises StoreError where nothing could be written.
        """
        if not annotations:
            return 0
        rows = [asdict(one) for one in {one.annotation_id: one for one in annotations}.values()]
        with self._writing():
            added = self._con.execute(query_text("add_annotations"), [rows, _now()]).fetchall()
            self._overlay(case_ids=[row[0] for row in added], document_ids=[row[1] for row in added])
        return len(added)

    def withdraw(self, annotation_id: str) -> None:
        """Mark an annotation as withdrawn; case values go back to what others or the model say."""
        found = self.annotations(annotation_id)
        with self._writing():
            self._con.execute(
                "UPDATE annotations SET withdrawn_at = $1 WHERE annotation_id = $2 AND withdrawn_at IS NULL",
                [_now(), annotation_id],
            )
            self._overlay(
                case_ids=[one.case_id for one in found], document_ids=[one.document_id for one in found]
            )

    def _overlay(self, case_ids: Iterable[str | None], document_ids: Iterable[str | None]) -> None:
        """Bring the values of these cases, and of the cases of these documents, up to date."""
        documents = sorted({one for one in document_ids if one is not None})
        of_documents = self._con.execute(query_text("cases_of_documents"), [documents]).fetchall()
        cases = {one for one in case_ids if one is not None} | {str(row[0]) for row in of_documents}
        overlay(self._con, documents, sorted(cases), back=True)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            with transaction(self._con):
                yield
        except duckdb.Error as error:
            raise StoreError(
                f"the store {self.path} could not be written and is as it was before: {first_line(error)}"
            ) from error


def open_annotations(path: Path, wait_s: float = 0.0) -> AnnotationWriter:
    """Open an existing store to add annotations, as a context manager.

    Another process that has it open is waited for, up to ``wait_s`` seconds. Raises StoreError where
    there is no store, and what ``open_writer`` raises.
    """
    if not path.is_file():
        raise StoreError(f"there is no store {path}: make one with scr run, or name another")
    give_up = time.monotonic() + wait_s
    while True:
        try:
            return AnnotationWriter(open_writer(path))
        except StoreError as error:
            if " is busy: " not in str(error) or time.monotonic() >= give_up:
                raise
        time.sleep(_PAUSE)


def read_annotations(path: Path) -> Reader:
    """Open a store, or a published copy, to read only, as a context manager. Raises StoreError."""
    return Reader(connect_guarded(path), path)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
