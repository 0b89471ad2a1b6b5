"""Lines of a page as they lie on paper: the common form of what the text layer and the OCR give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. Coordinates in points from the top left corner of the page; ``size`` in points."""

    text: str
    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool = False
    confidence: float = 1.0

    @property
    def height(self) -> float:
        """Points from top to bottom."""
        return self.bottom - self.top

    def with_text(self, text: str) -> Line:
        """The same line with mended text."""
        return replace(self, text=text)


@dataclass(frozen=True, slots=True)
class PageLines:
    """All lines of a page in reading order, with the page's size in points.

    ``n_rules`` counts ruling lines and boxes; ``drawn`` says whether a picture or drawing may hold text.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    source: str = "text_layer"
    n_rules: int = 0
    drawn: bool = True

    def with_lines(self, lines: Sequence[Line]) -> PageLines:
        """The same page with other lines."""
        return replace(self, lines=tuple(lines))

    @property
    def confidence(self) -> float:
        """Mean confidence of the lines, weighted by their length; 1.0 for a text layer."""
        letters = sum(len(line.text) for line in self.lines)
        return sum(line.confidence * len(line.text) for line in self.lines) / letters if letters else 1.0
