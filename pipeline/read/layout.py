"""Lines of a page as they lie on paper: the common form of what the text layer and the OCR give."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.records import PageSource

# Left, top, right, bottom, in points from the top left corner of the page.
Box = tuple[float, float, float, float]
# A line reaches this far above and below its base line, by its size; the boxes that fonts state are no
# measure, some producers write none.
ASCENT, DESCENT = 0.9, 0.25
# Two pieces stand on one line if their lower edges differ by less than this of the size.
SAME_ROW = 0.35
RAISED = 0.75
# A number of fewer characters before a heading says nothing of its weight.
SHORT = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. Coordinates in points from the top left corner of the page; ``size`` in points.

    ``mark`` are digits at its start that are printed smaller than the rest: a footnote's number, or, where
    the line goes on with another, the mark of one.
    """

    text: str
    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool = False
    confidence: float = 1.0
    mark: str = ""

    @property
    def base(self) -> float:
        """Points from the top of the page to the line that the letters stand on."""
        return self.bottom - DESCENT * self.size

    @property
    def height(self) -> float:
        """Points from top to bottom."""
        return self.bottom - self.top

    def with_text(self, text: str) -> Line:
        """The same line with mended text."""
        return replace(self, text=text)


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word and where its middle is, in points from the top left corner of the page."""

    text: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Grid:
    """Ruled cells on a page, as they were printed: rows of cells of lines."""

    box: Box
    rows: tuple[tuple[tuple[str, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a page's own coordinates lie on the sheet as it is shown: its box, and how it is turned."""

    left: float
    bottom: float
    right: float
    top: float
    turned: int

    @property
    def width(self) -> float:
        """Points from side to side as it is shown."""
        return abs(self.top - self.bottom if self.turned % 180 else self.right - self.left)

    @property
    def height(self) -> float:
        """Points from top to bottom as it is shown."""
        return abs(self.right - self.left if self.turned % 180 else self.top - self.bottom)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Points from the left and from the top of the sheet."""
        if self.turned == 90:
            return y - self.bottom, x - self.left
        if self.turned == 180:
            return self.right - x, y - self.bottom
        if self.turned == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of the page's coordinates on the sheet."""
        (a, b), (c, d) = self.place(left, bottom), self.place(right, top)
        return min(a, c), min(b, d), max(a, c), max(b, d)

    def climb(self, a: float, b: float) -> float:
        """Degrees by which text that runs along (a, b) climbs on the sheet: 0 for upright text."""
        return (math.degrees(math.atan2(b, a)) - self.turned + 180) % 360 - 180


@dataclass(frozen=True, slots=True)
class PageLines:
    """All lines of a page in reading order, with the page's size in points.

    ``n_rules`` counts ruling lines and boxes; ``drawn`` says whether a picture or drawing may hold text.
    ``slanted`` are words printed aslant, which no line has: watermarks. ``grids`` are its ruled cells.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    source: PageSource = "text_layer"
    n_rules: int = 0
    drawn: bool = True
    slanted: tuple[str, ...] = ()
    grids: tuple[Grid, ...] = ()

    def with_lines(self, lines: Iterable[Line]) -> PageLines:
        """The same page with other lines."""
        return replace(self, lines=tuple(lines))

    @property
    def confidence(self) -> float:
        """Mean confidence of the lines, weighted by their length; 1.0 for a text layer."""
        letters = sum(len(line.text) for line in self.lines)
        return sum(line.confidence * len(line.text) for line in self.lines) / letters if letters else 1.0


def joined_rows(pieces: Iterable[Line]) -> list[Line]:
    """Pieces of printed lines that follow one another on the same base line, made one line.

    A producer may set a number, a mark or the rest of a line apart. Pieces side by side that both go on
    below are columns and stay apart: the second starts far to the right, and is not the shorter line's end.
    """
    lines: list[Line] = []
    for piece in pieces:
        last = lines[-1] if lines else None
        if last and _same_row(last, piece) and piece.x0 >= last.x1 - 2:
            lines[-1] = _row(last, piece)
        else:
            lines.append(piece)
    return lines


def _same_row(first: Line, second: Line) -> bool:
    """Whether two pieces stand side by side; a much smaller one may be raised."""
    size = max(first.size, second.size)
    raised = min(first.size, second.size) < RAISED * size
    return abs(first.bottom - second.bottom) < (0.65 if raised else SAME_ROW) * size


def _row(first: Line, second: Line) -> Line:
    if second.mark or (second.text.isdigit() and second.size < RAISED * first.size):
        second = second.with_text(second.text[len(second.mark or second.text) :].lstrip())
    other, main = sorted((first, second), key=lambda line: len(line.text))
    return replace(
        main,
        text=f"{first.text} {second.text}".strip(),
        x0=first.x0,
        x1=max(first.x1, second.x1),
        bold=main.bold and (other.bold or len(other.text) < SHORT),
        mark=first.mark,
        confidence=min(first.confidence, second.confidence),
    )
