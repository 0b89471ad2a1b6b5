"""Footnotes whose size gives nothing away, and their marks where these are printed like the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.read.layout import Line, PageLines

_START = re.compile(r"^\[?(?P<mark>\d{1,3})[\].)]?\s+(?=[A-Z\"'])")
_BRACKETS = re.compile(r"(?<=[\w.,;:)\"'])\s?\[(?P<mark>\d{1,3})\]")
_RAISED = re.compile(r"(?<=[a-z]{3}|[a-z]{2}[.,;:)])[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]{1,3}")
# A mark glued to a word in small letters, to its full stop, or to a year: "agreed2", "weeks.3", "20131".
_GLUED = r"(?:(?<=[a-z]{3})|(?<=[a-z]{2}[.,;:)])|(?<=\b(?:19|20)\d\d))MARK(?=$|[\s.,;:)])"
# A note stands lower than this share of its page, below a gap of so many lines.
SMALL = 0.92
LOW = 0.55
GAP = 1.35


@dataclass(frozen=True, slots=True)
class _Note:
    mark: int
    first: int
    small: bool


def without_glued_marks(pages: Sequence[PageLines], leading: float, size: float) -> list[PageLines]:
    """Pages on which notes in the size of the text are known as such, and marks printed like the text are
    taken out of it.

    A note at the foot of a page is only believed where its mark is found in the text above it; the digits
    go only there. ``leading`` and ``size`` are those of the text, in points.
    """
    return [_page(page, leading, size) for page in pages]


def _page(page: PageLines, leading: float, size: float) -> PageLines:
    lines = [_without_raised(line) for line in page.lines]
    notes = _candidates(page, leading, size)
    body = lines
    for note in notes:
        body = _unmarked(body, note)
    big = [note for note in notes if not note.small and _marked(lines[: note.first], note.mark)]
    if not big:
        return page.with_lines(body)
    begin = big[0].first
    marks = {note.first: str(note.mark) for note in big}
    return page.with_lines(
        line
        if at < begin
        else replace(line, size=min(line.size, round(0.8 * size, 1)), mark=marks.get(at, line.mark))
        for at, line in enumerate(body)
    )


def _candidates(page: PageLines, leading: float, size: float) -> list[_Note]:
    """Lines that start with a number and are small, or stand at the foot of the page: there the first is
    below a gap, and the numbers rise."""
    found: list[_Note] = []
    for at, line in enumerate(page.lines):
        start = _START.match(line.text)
        if start is None or line.bold:
            continue
        mark, small = int(start["mark"]), line.size < SMALL * size
        follows = bool(found) and mark == found[-1].mark + 1
        below = at > 0 and line.top - page.lines[at - 1].top > GAP * leading
        if small or (line.top > LOW * page.height and (follows or (below and not found))):
            found.append(_Note(mark, at, small))
    return found


def _without_raised(line: Line) -> Line:
    """A line without marks in brackets, and without those for which the font has raised digits."""
    text = _BRACKETS.sub("", line.text) if "[" in line.text else line.text
    text = _RAISED.sub("", text) if not text.isascii() else text
    return line.with_text(text)


def _marked(lines: Sequence[Line], mark: int) -> bool:
    pattern = re.compile(_GLUED.replace("MARK", str(mark)))
    return any(pattern.search(line.text) for line in lines)


def _unmarked(lines: Sequence[Line], note: _Note) -> list[Line]:
    """The lines without the last place above the note where its mark is glued to a word."""
    pattern = re.compile(_GLUED.replace("MARK", str(note.mark)))
    result = list(lines)
    for at in range(note.first - 1, -1, -1):
        if pattern.search(result[at].text):
            result[at] = result[at].with_text(pattern.sub("", result[at].text, count=1))
            break
    return result
