"""The records of a labelled review."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.corpus.case_record import (
    CaseFile,
    CaseRecord,
    ChildRecord,
    DocumentRecord,
    Factors,
    Layout,
    Plan,
)
from pipeline.errors import ScrError
from pipeline.records import Assertion, Subject, Temporality

BlockKind = Literal[
    "slip",
    "cover",
    "contents",
    "part",
    "heading",
    "paragraph",
    "bullet",
    "quote",
    "box",
    "table",
    "footnote",
    "pagebreak",
]


class CorpusError(ScrError):
    """A file of the labelled corpus is wrong; the message names the file, the line and what is wrong."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a sentence says about one factor."""

    factor_id: str
    assertion: Assertion
    subject: Subject
    temporality: Temporality = "current"


@dataclass(frozen=True, slots=True)
class Recommended:
    """The recommendation that a sentence is part of: its number in the report, and to whom it is made."""

    number: int
    addressee: str | None = None


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """A sentence as printed, with footnote markers as ``[^1]``; ``line`` counts from 1 in review.txt."""

    text: str
    labels: tuple[Label, ...]
    recommendation: Recommended | None
    line: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells as printed, and labels as a sentence has them."""

    cells: tuple[str, ...]
    labels: tuple[Label, ...]
    recommendation: Recommended | None
    line: int

    @property
    def text(self) -> str:
        """The cells, joined by blanks."""
        return " ".join(cell for cell in self.cells if cell)


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the text in the order printed.

    ``level`` is 1 to 3 for a heading, 0 otherwise. ``number`` is the number as printed: of a heading
    ("4."), of a paragraph ("2.3"), of a footnote ("1"). ``name`` is the kind of a table ("family") or
    part ("overview_report"), and the title line of a cover. ``section_type`` is the heading's own or
    the one it inherits; None before the first heading. Tables have ``rows``, the first the column
    heads; all else has ``sentences`` (slip and cover: one a printed line; heading: its text).
    """

    kind: BlockKind
    line: int
    section_type: str | None = None
    level: int = 0
    number: str | None = None
    name: str | None = None
    sentences: tuple[LabelledSentence, ...] = ()
    rows: tuple[Row, ...] = ()

    @property
    def text(self) -> str:
        """The sentences in a run, or the rows one a line."""
        if self.rows:
            return "\n".join(row.text for row in self.rows)
        return " ".join(sentence.text for sentence in self.sentences)

    def labelled(self) -> Iterator[LabelledSentence | Row]:
        """Its sentences, or its table rows without the column heads, labelled or not."""
        yield from self.sentences
        yield from self.rows[1:]


@dataclass(frozen=True, slots=True)
class Review:
    """One labelled review: what case.toml says, and the blocks of review.txt."""

    slug: str
    record: CaseFile
    blocks: tuple[Block, ...]

    @property
    def plan(self) -> Plan:
        """Who writes, and the story."""
        return self.record.plan

    @property
    def layout(self) -> Layout:
        """How the review is typeset."""
        return self.record.layout

    @property
    def document(self) -> DocumentRecord:
        """What a perfect reader finds out about the document."""
        return self.record.document

    @property
    def case(self) -> CaseRecord:
        """What a perfect reader finds out about the case."""
        return self.record.case

    @property
    def children(self) -> tuple[ChildRecord, ...]:
        """The children whom the review is about."""
        return self.record.children

    @property
    def factors(self) -> Factors:
        """The factors that are present or absent."""
        return self.record.factors

    def labelled(self) -> Iterator[LabelledSentence | Row]:
        """Every sentence and table row in the order printed, labelled or not; no column heads."""
        for block in self.blocks:
            yield from block.labelled()
