"""Printed lines to blocks: paragraphs whole across lines and pages, list items, footnotes apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.day_words import MONTH
from pipeline.read.layout import Line, PageLines
from pipeline.records import BlockKind

# A printed number in front of a paragraph or heading: "1.", "2.3", "2.3.1", "6A.", "a)", "(iv)", "[12]".
NUMBER = re.compile(
    r"^(?P<number>\d{1,3}(?:\.\d{1,3}){1,4}[a-z]?\.?|\d{1,3}[.)]|\(\d{1,3}\)|\[\d{1,3}\]|"
    r"\d{1,2}[A-Za-z][.)]?(?=\s+[A-Z\"'])|\d{1,3}(?=\s*[A-Z\"'])(?!\d?[A-Z]\b(?! [a-z]))|"
    r"[a-z][.)]|\([a-z]\)|\(?[ivxl]{1,6}[.)]|[A-Z][.)](?=\s))\s*(?=\S)"
)
BULLET = re.compile(
    r"^(?P<bullet>[•●○▪▫■□◦‣∙·*➢➤►✓✔❖\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf02d\uf020]|"
    r"[-–—](?=\s)|o(?=\s[A-Z]))\s*(?=\S)"
)
# "1 the Board publish guidance;": a number before a small letter, in a list that a colon began.
_ITEM = re.compile(r"^(?P<number>\d{1,2})\s+(?=[a-z])")
# "17.09.13": parts of a paragraph's number have no nought in front, but those of two digits ("1.01").
_DAY_IN_DIGITS = re.compile(r"(?:0[1-9]\.[01]?\d|[0-3]?\d\.0[1-9])\.\d\d")
# A bare number, whatever follows it.
_NEXT = re.compile(r"(?P<number>\d{1,3})\s+(?=\S)")
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d{1,3}$|…{2,}\s*\d{1,3}$|_{4,}\s*\d{1,3}$")
_ENDS = re.compile(r"[.!?:;…][\"')\]]*$")
_OPEN = re.compile(
    r"(?:,|\b(?:and|or|of|the|to|a|an|in|on|by|for|with|from|that|was|were|had|has|her|his|their|at|as|is|between|"
    r"into|after|before|than|who|which|when|whether|not|be|been|about|over|under|but|if|because|until|since|he|she|"
    r"they|we|it|this|these|those|its|our|your|my|are|have|did|does|do|no|aged|section|paragraph|Mr|Mrs|Ms|Dr))$"
)
_NOTE_START = re.compile(r"^(?P<mark>\[?\d{1,3}[\].)]?|\*|†)\s*(?=[A-Za-z\"'(£])")
FOOTNOTE_RATIO = 0.92
# By the distance of lines in a paragraph: a larger one begins another. A scan's lines waver.
PARAGRAPH_GAP = 1.22
SCAN_GAP = 1.45
INDENT = 6.0
LEADING_SHARE = 0.15
# Points by which a word may miss the right edge and still not have fitted in.
SLACK = 4.0
# A line of running text has so many characters; so many such lines show how wide a full one is.
RUNNING_TEXT, LINES_TO_TELL = 40, 10
# A number above this is a paragraph's, whatever follows it, where one of so many blocks before has the last.
MIN_ORDER, NEAR_ORDER = 3, 6
# A page with fewer lines may be a cover, whose own lines do not show how wide a full one is.
FEW_LINES = 20


@dataclass(slots=True)
class RawBlock:
    """Lines that belong together; ``number`` is what was printed in front and taken off."""

    kind: BlockKind
    lines: list[Line]
    number: str | None = None
    cells: tuple[str, ...] = ()

    @property
    def page(self) -> int:
        """The page on which the block starts."""
        return self.lines[0].page

    @property
    def size(self) -> float:
        """The most frequent font size, in points."""
        return Counter(line.size for line in self.lines).most_common(1)[0][0]

    @property
    def bold(self) -> bool:
        """Whether every line is bold."""
        return all(line.bold for line in self.lines)


@dataclass(frozen=True, slots=True)
class Metrics:
    """What is normal in this document, in points: body size, distance of lines, width of a full line."""

    size: float
    leading: float
    measure: float = 0.0

    @classmethod
    def of(cls, pages: Sequence[PageLines]) -> Metrics:
        """The metrics of the whole document; sensible figures for one without text."""
        sizes: Counter[float] = Counter()
        for page in pages:
            for line in page.lines:
                if line.size > 0:  # a font may be scaled to nothing
                    sizes[line.size] += len(line.text)
        size = sizes.most_common(1)[0][0] if sizes else 11.0
        gaps = Counter(
            round((following.top - line.top) * 2) / 2
            for page in pages
            for line, following in pairwise(page.lines)
            if 0.8 * size < following.top - line.top < 40
            and max(abs(line.size - size), abs(following.size - size)) < 0.1 * size
        )
        # In a letter the gaps between paragraphs may be as many as those between lines: the least that is
        # frequent is the line's.
        often = [gap for gap, count in gaps.items() if count >= LEADING_SHARE * gaps.total()]
        return cls(size, min(often) if often else size * 1.2, _measure(pages, size))


def _measure(pages: Sequence[PageLines], size: float) -> float:
    """The width of a full line of running text; 0 where the document has too little of it to tell."""
    widths = sorted(
        line.x1 - line.x0
        for page in pages
        for line in page.lines
        if len(line.text) >= RUNNING_TEXT and abs(line.size - size) < 0.1 * size
    )
    return widths[len(widths) // 2] if len(widths) >= LINES_TO_TELL else 0.0


def page_blocks(page: PageLines, metrics: Metrics, before: Line | None = None) -> list[RawBlock]:
    """The blocks of one page, in reading order; footnotes keep their place. ``before`` is the last line of
    the text on the page before."""
    blocks: list[RawBlock] = []
    previous: Line | None = None
    margins = _Margins(page, metrics.measure)
    for line in page.lines:
        if blocks and previous is not None and not _starts_new(blocks[-1], previous, line, metrics, margins):
            blocks[-1].lines.append(line)
        else:
            blocks.append(_new_block(line, page, metrics, previous or before))
        previous = line
    return blocks


class _Margins:
    """The right edge of the column in which a line stands; ``measure``: how wide the document's lines are."""

    def __init__(self, page: PageLines, measure: float) -> None:
        self._lines = [(line.x0, line.x1) for line in page.lines if len(line.text) > 20]
        self._known: dict[int, float] = {}
        self._measure = measure if len(page.lines) < FEW_LINES else 0.0
        self.scanned = page.source == "ocr"

    def right(self, line: Line) -> float:
        """In points; where few lines are there to tell, that of the line itself."""
        key = round(line.x0 / 10)
        if key not in self._known:
            near = [x1 for x0, x1 in self._lines if abs(x0 - line.x0) < 70 and x1 > line.x0]
            self._known[key] = sorted(near)[int(0.9 * (len(near) - 1))] if len(near) > 2 else 0.0
        return self._known[key]

    def breaks_early(self, previous: Line, line: Line) -> bool:
        """Whether the first word of ``line`` would have fitted on the line before."""
        first = line.text.split(" ", 1)[0]
        wide = len(first) * (line.x1 - line.x0) / max(len(line.text), 1) + 0.3 * line.size + SLACK
        # The lines of a cover are set to no edge: there it is the width that tells.
        return previous.x1 + wide < self.right(previous) or previous.x1 - previous.x0 + wide < self._measure


def _new_block(line: Line, page: PageLines, metrics: Metrics, previous: Line | None) -> RawBlock:
    if _LEADERS.search(line.text):
        return RawBlock("contents", [line])
    bullet = BULLET.match(line.text)
    if bullet:
        return RawBlock("list_item", [line.with_text(line.text[bullet.end() :])])
    small = line.size < FOOTNOTE_RATIO * metrics.size and not line.bold
    low = line.top > 0.5 * page.height or bool(line.mark) or line.size < 0.84 * metrics.size
    note = _NOTE_START.match(line.text)
    if small and low and note:
        rest = line.with_text(line.text[note.end() :])
        return RawBlock("footnote", [rest], note["mark"].strip(" []).("))
    number = _number(line, previous)
    if number:
        printed, rest_text = number
        kind: BlockKind = "list_item" if re.match(r"^\(?[a-zivxl]{1,6}[.)]", printed) else "paragraph"
        return RawBlock(kind, [line.with_text(rest_text)], printed.rstrip(".").strip("[]"))
    return RawBlock("paragraph", [line])


def _number(line: Line, previous: Line | None) -> tuple[str, str] | None:
    """The number printed in front of a line, and the rest of it; None for a date, a year or a quantity."""
    match = NUMBER.match(line.text)
    if match is None and previous is not None and previous.text.endswith((":", ";", "; and")):
        match = _ITEM.match(line.text)
    if match is None or not _is_number(match["number"], line.text[match.end() :]):
        return None
    if match["number"][-1].isdigit() and line.text[match.end("number") :][:1].isdigit():
        return None  # the first digits of a longer number
    return match["number"], line.text[match.end() :]


def _is_number(number: str, rest: str) -> bool:
    """Not a date ("3 May 2010", "17.09.13"), a year or a quantity ("12 weeks") that starts a line."""
    if number.isdigit() and (int(number) > 399 or re.match(_MONTH_OR_UNIT, rest)):
        return False
    if _DAY_IN_DIGITS.fullmatch(number):
        return False
    return not (re.fullmatch(r"\d{1,2}\.\d{1,2}", number) and re.match(r"(?:am|pm|hours|hrs)\b", rest))


_MONTH_OR_UNIT = (
    rf"(?:{MONTH}|"
    r"(?:week|day|month|year|hour|minute|child|children|per|%|or|and|to|of)s?\b)"
)


def _starts_new(block: RawBlock, previous: Line, line: Line, metrics: Metrics, margins: _Margins) -> bool:
    """Whether ``line`` begins a new block after ``previous``."""
    if block.kind == "contents" or _LEADERS.search(line.text) or BULLET.match(line.text):
        return True
    gap = line.base - previous.base
    if gap < -0.5 * metrics.leading:
        return not _carries_on(previous.text, line.text)
    if _other_style(previous, line, metrics):
        return True
    if block.kind == "footnote":
        return bool(_NOTE_START.match(line.text)) and _follows(block.number, line.text)
    numbered = _number(line, previous) is not None
    size = max(line.size, previous.size)
    usual = max(metrics.leading, 1.1 * size) * max(1.0, size / metrics.size)
    wide = SCAN_GAP if margins.scanned else PARAGRAPH_GAP
    if _carries_on(previous.text, line.text) and gap < 3 * metrics.leading:
        return numbered and (block.kind == "list_item" or gap > wide * usual)
    if gap > wide * usual:
        return True
    if numbered and not _OPEN.search(previous.text):
        return _sure_number(line.text) or bool(_ENDS.search(previous.text)) or block.bold
    ended = bool(_ENDS.search(previous.text)) and not (block.bold and previous.text.endswith(":"))
    if margins.breaks_early(previous, line):
        return ended or (_is_apart(previous) and not line.text[:1].islower())
    return ended and line.x0 > previous.x0 + INDENT and len(block.lines) > 1


def _sure_number(text: str) -> bool:
    """Numbers of several parts, or with a mark behind, do not stand at the start of a line by chance."""
    return bool(re.match(r"\d{1,3}\.\d|\d{1,3}[A-Za-z]?[.)]\s|\(", text))


def _is_apart(previous: Line) -> bool:
    """A line that stops early without an end or an opening: a label, a cell, a title."""
    return not _OPEN.search(previous.text) and not previous.text.endswith(("-", "\x02"))


def _follows(number: str | None, text: str) -> bool:
    """Whether a note starts with the number after that of the note before."""
    start = re.match(r"\D?(\d{1,3})", text)
    return not (start and number and number.isdigit()) or 0 < int(start[1]) - int(number) <= 3


def _other_style(previous: Line, line: Line, metrics: Metrics) -> bool:
    """Another size or weight, on another line; the first word of a footnote is often set otherwise."""
    if abs(line.top - previous.top) < 0.3 * metrics.leading:
        return False
    small_caps = (
        line.bold and previous.text.isupper() and line.text.isupper() and line.size > 0.7 * previous.size
    )
    return (
        abs(line.size - previous.size) > 0.12 * metrics.size and not small_caps
    ) or line.bold != previous.bold


def _carries_on(first: str, second: str) -> bool:
    """A sentence broken by a column or page: it has not ended, and goes on in lower case."""
    return not _ENDS.search(first) and second[:1].islower()


def merge_pages(pages: Sequence[Sequence[RawBlock]]) -> list[RawBlock]:
    """All blocks of the document; a paragraph cut by a page break is one, its footnotes after it."""
    merged: list[RawBlock] = []
    for blocks in pages:
        notes = [block for block in blocks if block.kind == "footnote"]
        body = [block for block in blocks if block.kind != "footnote"]
        position = _last_body(merged)
        if body and position is not None and _continues(merged[position], body[0]):
            merged[position].lines.extend(body[0].lines)
            body = body[1:]
        merged.extend(_rejoined(body))
        merged.extend(notes)
    return merged


def number_by_order(blocks: Sequence[RawBlock]) -> None:
    """Take off the numbers that by themselves look like a date's day: "13 February 2016." between 12 and 14.

    Changes the blocks: a paragraph that begins with the number after the last one has that number.
    """
    # Headings and paragraphs may each have numbers of their own: the last ones of both are kept.
    recent: list[int] = []
    for block in blocks:
        if block.kind not in ("paragraph", "list_item"):
            continue
        first = block.lines[0]
        start = _NEXT.match(first.text) if block.kind == "paragraph" and block.number is None else None
        if start and int(start["number"]) > MIN_ORDER and int(start["number"]) - 1 in recent:
            block.lines[0], block.number = first.with_text(first.text[start.end() :]), start["number"]
        plain = block.number is not None and block.number.isdigit()
        recent = [*recent, int(block.number) if plain and block.number else 0][-NEAR_ORDER:]


def _rejoined(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """The blocks of a page without its notes: a paragraph that a note or a column cut in two is one again."""
    joined: list[RawBlock] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if (
            last is not None
            and _continues(last, block)
            and _carries_on(last.lines[-1].text, block.lines[0].text)
        ):
            last.lines.extend(block.lines)
        else:
            joined.append(block)
    return joined


def _last_body(blocks: Sequence[RawBlock]) -> int | None:
    for position in range(len(blocks) - 1, -1, -1):
        if blocks[position].kind != "footnote":
            return position
    return None


def _continues(block: RawBlock, following: RawBlock) -> bool:
    if block.kind not in ("paragraph", "list_item") or following.kind != "paragraph" or following.number:
        return False
    if abs(block.size - following.size) > 0.7 or block.bold != following.bold:
        return False
    first, second = block.lines[-1].text, following.lines[0].text
    return _carries_on(first, second) or bool(_OPEN.search(first)) or first.endswith("\x02")
