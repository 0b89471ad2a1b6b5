"""Printed lines to blocks: paragraphs whole across lines and pages, list items, footnotes apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from pipeline.read.layout import Line, PageLines
from pipeline.records import BlockKind

# A printed number in front of a paragraph or heading: "1.", "2.3", "2.3.1", "a)", "(iv)", "[12]".
NUMBER = re.compile(
    r"^(?P<number>\d{1,3}(?:\.\d{1,3}){1,4}\.?|\d{1,3}[.)]|\(\d{1,3}\)|\d{1,3}(?=\s+[A-Z\"'])|[a-z][.)]|"
    r"\([a-z]\)|\(?[ivxl]{1,6}[.)]|[A-Z][.)](?=\s))\s*(?=\S)"
)
BULLET = re.compile(r"^(?P<bullet>[•●▪■◦‣∙·*➢➤✓\uf0b7\uf0a7\uf0d8]|[-–](?=\s)|o(?=\s[A-Z]))\s*(?=\S)")
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d{1,3}$|…{2,}\s*\d{1,3}$|_{4,}\s*\d{1,3}$")
_ENDS = re.compile(r"[.!?:;][\"')\]]*$")
_OPEN = re.compile(
    r"(?:,|\b(?:and|or|of|the|to|a|an|in|on|by|for|with|from|that|was|were|had|has|her|his|their))$"
)
FOOTNOTE_RATIO = 0.92
PARAGRAPH_GAP = 1.45
INDENT = 6.0


@dataclass(slots=True)
class RawBlock:
    """Lines that belong together; ``number`` is what was printed in front and taken off."""

    kind: BlockKind
    lines: list[Line]
    number: str | None = None
    cells: tuple[str, ...] = ()
    breaks: list[int] = field(default_factory=list)

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
    """What is normal in this document: body size in points, distance of lines, right margin a page."""

    size: float
    leading: float
    right: float

    @classmethod
    def of(cls, pages: Sequence[PageLines]) -> Metrics:
        """The metrics of the whole document; sensible figures for one without text."""
        sizes: Counter[float] = Counter()
        gaps: list[float] = []
        rights: list[float] = []
        for page in pages:
            for line in page.lines:
                sizes[line.size] += len(line.text)
            for line, following in zip(page.lines, page.lines[1:], strict=False):
                if 0 < following.top - line.top < 40 and abs(following.size - line.size) < 0.6:
                    gaps.append(following.top - line.top)
            rights.extend(line.x1 for line in page.lines if len(line.text) > 50)
        size = sizes.most_common(1)[0][0] if sizes else 11.0
        leading = _mode(gaps) if gaps else size * 1.2
        return cls(size, leading, median(rights) if rights else 500.0)


def _mode(values: Sequence[float]) -> float:
    """The most frequent value to half a point: the line distance inside paragraphs."""
    return Counter(round(value * 2) / 2 for value in values).most_common(1)[0][0]


def page_blocks(page: PageLines, metrics: Metrics) -> list[RawBlock]:
    """The blocks of one page, in reading order; footnotes keep their place at the end."""
    blocks: list[RawBlock] = []
    previous: Line | None = None
    for line in page.lines:
        if blocks and previous is not None and not _starts_new(blocks[-1], previous, line, metrics):
            blocks[-1].lines.append(line)
        else:
            blocks.append(_new_block(line, page, metrics))
        previous = line
    return blocks


def _new_block(line: Line, page: PageLines, metrics: Metrics) -> RawBlock:
    if _LEADERS.search(line.text):
        return RawBlock("contents", [line])
    bullet = BULLET.match(line.text)
    if bullet:
        return RawBlock("list_item", [line.with_text(line.text[bullet.end() :])])
    number = NUMBER.match(line.text)
    small = line.size < FOOTNOTE_RATIO * metrics.size and line.top > 0.5 * page.height
    if small and (number or re.match(r"^\d{1,3}\s?(?=[A-Z])", line.text)):
        marker = re.match(r"^\d{1,3}[.)]?\s*", line.text)
        rest = line.text[marker.end() :] if marker else line.text
        return RawBlock("footnote", [line.with_text(rest)], marker[0].strip(" .)") if marker else None)
    if number and _is_number(number["number"], line.text[number.end() :]):
        kind: BlockKind = (
            "list_item" if re.match(r"^\(?[a-zivxl]{1,6}[.)]", number["number"]) else "paragraph"
        )
        return RawBlock(kind, [line.with_text(line.text[number.end() :])], number["number"].rstrip("."))
    return RawBlock("paragraph", [line])


def _is_number(number: str, rest: str) -> bool:
    """Not a date ("3 May 2010"), a year or a quantity ("12 weeks") that happens to start a line."""
    if number.isdigit() and (int(number) > 399 or re.match(_MONTH_OR_UNIT, rest)):
        return False
    return not (re.fullmatch(r"\d{1,2}\.\d{1,2}", number) and re.match(r"(?:am|pm|hours|hrs)\b", rest))


_MONTH_OR_UNIT = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:week|day|month|year|hour|minute|child|per|%|or|and|to)s?\b)"
)


def _starts_new(block: RawBlock, previous: Line, line: Line, metrics: Metrics) -> bool:
    """Whether ``line`` begins a new block after ``previous``."""
    if block.kind == "contents" or _LEADERS.search(line.text):
        return True
    gap = line.top - previous.top
    if gap < -0.5 * metrics.leading:
        return not _carries_on(previous.text, line.text)
    if abs(line.size - previous.size) > 0.7 or line.bold != previous.bold:
        return not (abs(gap) < 0.3 * metrics.leading)
    if (
        _carries_on(previous.text, line.text)
        and 0 < gap < 3 * metrics.leading
        and not BULLET.match(line.text)
    ):
        return bool(NUMBER.match(line.text)) and block.kind == "list_item"
    usual = max(metrics.leading, 1.1 * line.size) * (
        line.size / metrics.size if line.size > metrics.size else 1
    )
    if gap > PARAGRAPH_GAP * usual:
        return True
    if BULLET.match(line.text):
        return True
    number = NUMBER.match(line.text)
    if number and _is_number(number["number"], line.text[number.end() :]) and not _OPEN.search(previous.text):
        return "." in number["number"].rstrip(".") or bool(_ENDS.search(previous.text)) or block.bold
    short = previous.x1 < metrics.right - 0.25 * (metrics.right - previous.x0)
    ended = bool(_ENDS.search(previous.text)) and previous.text[-1] not in ",;"
    indented = line.x0 > previous.x0 + INDENT and len(block.lines) > 1
    return (short and ended) or (ended and indented)


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
        merged.extend(body)
        merged.extend(notes)
    return merged


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
