"""A labelled review as the reader would give it, each label with the characters that it stands on."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from pipeline.corpus.model import Block as Written
from pipeline.corpus.model import LabelledSentence, Review, Row
from pipeline.records import Block, BlockKind, Document, Page, Table, TableKind

# A printed page of a review holds about so many words.
PAGE_WORDS = 430
_MARKER = re.compile(r"\[\^\d+\]")
_KINDS_OF_TABLE: dict[str, TableKind] = {kind: kind for kind in get_args(TableKind)}
_KINDS: dict[str, BlockKind] = {"bullet": "list_item", "footnote": "footnote"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A labelled sentence or row and its characters in the document's text."""

    char_start: int
    char_end: int
    gold: LabelledSentence | Row


def as_document(review: Review) -> tuple[Document, tuple[Placed, ...]]:
    """The review without its typesetting: as if its PDF had been read without a mistake, tables and all."""
    writer = _Writer()
    for block in review.blocks:
        writer.add(block)
    text = "\n\n".join(writer.parts)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    pages = tuple(writer.pages(len(text)))
    header = review.layout.header
    document = Document(
        sha256[:16],
        f"{review.slug}.pdf",
        sha256,
        text,
        pages,
        tuple(writer.blocks),
        tables=tuple(_tables(review, text, writer.blocks)),
        dropped_lines=tuple((page.number, header) for page in pages) if header else (),
    )
    return document, tuple(writer.placed)


def _tables(review: Review, text: str, blocks: Sequence[Block]) -> Iterator[Table]:
    starts = {text[one.char_start : one.char_end]: one.page for one in blocks if one.kind == "table_row"}
    for block in review.blocks:
        if block.rows:
            page = starts.get(_printed(block.rows[0]), 1)
            yield Table(
                _KINDS_OF_TABLE.get(block.name or "", "other"), page, tuple(row.cells for row in block.rows)
            )


class _Writer:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.blocks: list[Block] = []
        self.placed: list[Placed] = []
        self._page = 1
        self._words = 0
        self._position = 0

    def add(self, block: Written) -> None:
        if block.kind in ("contents", "pagebreak"):
            return
        if block.kind == "part" or (block.kind == "heading" and self._page == 1):
            self._turn()
        if block.kind in ("slip", "cover"):
            if block.kind == "cover" and block.name:
                self._block("heading", [block.name], block)
            for line in block.sentences:
                self._block("paragraph", [line], block)
        elif block.rows:
            for row in block.rows:
                self._block("table_row", [row], block)
        elif block.sentences:
            kind: BlockKind = "heading" if block.kind == "heading" else _KINDS.get(block.kind, "paragraph")
            self._block(kind, list(block.sentences), block)

    def pages(self, length: int) -> Iterator[Page]:
        first: dict[int, int] = {}
        for block in self.blocks:
            first.setdefault(block.page, block.char_start)
        numbers = sorted(first)
        for at, number in enumerate(numbers):
            end = first[numbers[at + 1]] if at + 1 < len(numbers) else length
            yield Page(at + 1, first[number], end, "text_layer")

    def _block(
        self, kind: BlockKind, sentences: Sequence[LabelledSentence | Row | str], block: Written
    ) -> None:
        texts = [_printed(sentence) for sentence in sentences]
        start = self._position
        for sentence, text in zip(sentences, texts, strict=True):
            if not isinstance(sentence, str):
                self.placed.append(Placed(self._position, self._position + len(text), sentence))
            self._position += len(text) + 1
        text = " ".join(texts)
        size = 16.0 - 2 * block.level if kind == "heading" else 11.0
        number = block.number if kind in ("heading", "paragraph") else None
        self.blocks.append(
            Block(kind, self._page, start, start + len(text), block.level, number, size, kind == "heading")
        )
        self.parts.append(text)
        self._position = start + len(text) + 2
        self._words += len(text.split())
        if self._words > PAGE_WORDS:
            self._turn()

    def _turn(self) -> None:
        self._page = max((block.page for block in self.blocks), default=0) + 1
        self._words = 0


def _printed(sentence: LabelledSentence | Row | str) -> str:
    if isinstance(sentence, str):
        return sentence
    if isinstance(sentence, Row):
        return " | ".join(_MARKER.sub("", cell) for cell in sentence.cells)
    return _MARKER.sub("", sentence.text)
