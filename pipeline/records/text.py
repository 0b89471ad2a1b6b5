"""A document as it was read: pages, blocks, tables, sections, sentences, and what stands in them."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.records.vocabulary import (
    Assertion,
    BlockKind,
    Method,
    PageSource,
    Subject,
    TableKind,
    Temporality,
    TextSource,
)


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
