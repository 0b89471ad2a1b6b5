"""What all producers share: looks, lines of a cover, notes, the contents list, and where headings fell."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import pypdfium2

from pipeline.corpus import Block, Review

_MARKER = re.compile(r"\[\^(\d+)\]")
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_BYLINE = re.compile(
    rf":|\d (?:{_MONTH})|^(?:{_MONTH}) \d"
    r"|^(?:Prepared|Lead|Completed|Independent|Report |Final|Presented|Published|Dr )"
)
_ACCENTS = ("1f3864", "00594f", "5b2a6e", "7a1f2b", "2f5d8a", "3d5a1e")
_MAX_CONTENTS = 34

Alignment = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Look:
    """How a review looks: families of the Liberation and DejaVu fonts, sizes in points, a colour as hex.

    ``capitals``: first headings are printed in capitals, whatever the text has.
    """

    family: str
    heading_family: str
    size: float
    leading: float
    justify: bool
    heading_sizes: tuple[float, float, float]
    accent: str
    header: Alignment
    footer: Alignment
    capitals: bool = False


@dataclass(frozen=True)
class Entry:
    """A line of the contents list; ``page`` 0 where it is not yet known."""

    level: int
    text: str
    page: int


@dataclass(frozen=True)
class Cover:
    """The lines of a cover: above the title, the title, its continuation, and who and when."""

    above: tuple[str, ...]
    title: str
    subtitle: tuple[str, ...]
    below: tuple[str, ...]


@dataclass(frozen=True)
class Pages:
    """What the first pass finds out for the second: pages of the headings by line, and how many pages."""

    of_heading: dict[int, int]
    total: int


NO_PAGES = Pages({}, 0)


def look_of(review: Review) -> Look:
    """The look of the review's style; accent and alignments differ from review to review."""
    seed = hashlib.sha256(review.slug.encode()).digest()
    side: tuple[Alignment, ...] = ("left", "center", "right")
    accent = "000000" if review.layout.style in ("plain", "serif") else _ACCENTS[seed[0] % len(_ACCENTS)]
    header, footer = side[seed[1] % 3], side[1 + seed[2] % 2]
    sans, serif = "Liberation Sans", "Liberation Serif"
    if review.layout.style == "serif":
        return Look(serif, serif, 11.5, 1.3, True, (15, 12.5, 11.5), accent, header, footer, seed[7] % 2 == 1)
    if review.layout.style == "modern":
        return Look(sans, sans, 10.5, 1.45, False, (20, 13.5, 11), accent, header, footer)
    if review.layout.style == "two_column":
        return Look(sans, serif, 9.5, 1.25, True, (14, 11.5, 10), accent, header, footer)
    return Look(sans, sans, 11, 1.3, False, (14, 12, 11), accent, header, footer)


def typeset_date(review: Review) -> date:
    """The day that the file says it was made: when the report was published, or else written."""
    return review.document.publication_date or review.document.report_date or date(2015, 1, 1)


def cover_of(block: Block) -> Cover:
    """The lines of a cover by their place."""
    lines = [sentence.text for sentence in block.sentences]
    at = lines.index(block.name or "")
    end = at + 1
    while end < len(lines) and not _BYLINE.search(lines[end]):
        end += 1
    return Cover(tuple(lines[:at]), lines[at], tuple(lines[at + 1 : end]), tuple(lines[end:]))


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """A text cut at its footnote markers: a piece, and whether it is the number of a note."""
    for index, piece in enumerate(_MARKER.split(text)):
        if piece:
            yield piece, index % 2 == 1


def notes_of(review: Review) -> dict[str, str]:
    """The footnotes by number."""
    return {block.number or "": block.text for block in review.blocks if block.kind == "footnote"}


def heading_text(block: Block) -> str:
    """A heading as printed, with its number."""
    return f"{block.number} {block.text}" if block.number else block.text


def is_part_title(review: Review, block: Block) -> bool:
    """Whether a heading is the title of a bound-in part."""
    at = review.blocks.index(block)
    return at > 0 and review.blocks[at - 1].kind == "part"


def fill(template: str, page: int | str, pages: int | str) -> str:
    """A header or footer with its page numbers."""
    return template.replace("{pages}", str(pages)).replace("{page}", str(page))


def contents_of(review: Review, pages: Pages) -> list[Entry]:
    """The contents list: the headings after it, of two levels, or of one where two would be too long."""
    starts = [block.line for block in review.blocks if block.kind == "contents"]
    headings = [b for b in review.blocks if b.kind == "heading" and b.line > starts[0] and b.level < 3]
    if len(headings) > _MAX_CONTENTS:
        headings = [block for block in headings if block.level == 1]
    return [Entry(b.level, heading_text(b), pages.of_heading.get(b.line, 0)) for b in headings]


def find_pages(review: Review, pdf: Path) -> Pages:
    """On which page each heading was set, told apart from the contents list by the words after it."""
    texts = page_texts(pdf)
    found: dict[int, int] = {}
    at = 0
    for index, block in enumerate(review.blocks):
        if block.kind != "heading":
            continue
        after = review.blocks[index + 1] if index + 1 < len(review.blocks) else block
        key = _squeeze(heading_text(block)) + _squeeze(_opening(after))[:10]
        page = next((n for n in range(at, len(texts)) if key in _squeeze(texts[n])), at)
        found[block.line] = page + 1
        at = page
    return Pages(found, len(texts))


def page_texts(pdf: Path) -> list[str]:
    """The text layer, page by page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def _opening(block: Block) -> str:
    return heading_text(block) if block.kind == "heading" else f"{block.number or ''} {block.text}"


def _squeeze(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
