"""Running headers, footers, page numbers and watermarks: whole lines that repeat from page to page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.read.layout import Line, PageLines

# A line belongs to the margin zone if it is among this many from the top or the bottom of its page.
EDGE_LINES = 4
EDGE_SHARE = 0.14
SAME_PLACE = 8.0
MIN_SHARE = 0.3
_PAGE_NUMBER = re.compile(
    r"^\W*(?:p\s?a\s?g\s?e|pg\.?)?\s*(?:\d{1,4}|[ivxlc]{1,7})\s*(?:(?:of|/|\|)\s*\d{1,4})?\s*"
    r"(?:[|–-]\s*p\s?a\s?g\s?e)?\W*$",
    re.IGNORECASE,
)


def without_furniture(pages: Sequence[PageLines]) -> tuple[list[PageLines], list[tuple[int, str]]]:
    """Pages without their furniture, and the lines taken out as (page, text).

    A line goes only if the same words, digits masked, stand at the same height of at least two pages
    and of three in ten of them; a lone page number only at the edge of a page. A page that stands
    alone loses nothing.
    """
    if len(pages) < 2:
        return list(pages), []
    counts = Counter(key for page in pages for key in {_key(line) for line in _edge_lines(page)})
    anywhere = Counter(key for page in pages for key in {_key(line) for line in page.lines})
    needed = max(2, MIN_SHARE * len(pages))
    kept: list[PageLines] = []
    dropped: list[tuple[int, str]] = []
    numbered = sum(any(_PAGE_NUMBER.match(line.text) for line in _edge_lines(page)) for page in pages)
    for page in pages:
        edges = {id(line) for line in _edge_lines(page)}
        lines = []
        for line in page.lines:
            repeats = id(line) in edges and counts[_key(line)] >= needed
            watermark = anywhere[_key(line)] >= max(4, 0.6 * len(pages)) and len(line.text) > 3
            number = id(line) in edges and numbered >= needed and _PAGE_NUMBER.match(line.text)
            if repeats or watermark or number:
                dropped.append((page.number, line.text))
            else:
                lines.append(line)
        kept.append(page.with_lines(lines))
    return kept, dropped


def _edge_lines(page: PageLines) -> list[Line]:
    """Lines near the top or bottom edge: by place on the page and by rank from the edge."""
    by_height = sorted(page.lines, key=lambda line: line.top)
    top = [line for line in by_height[:EDGE_LINES] if line.top < EDGE_SHARE * page.height]
    bottom = [line for line in by_height[-EDGE_LINES:] if line.bottom > (1 - EDGE_SHARE) * page.height]
    return [*top, *(line for line in bottom if line not in top)]


def _key(line: Line) -> tuple[str, int]:
    """The words with digits masked, and the height in steps that forgive a wobble of the scan."""
    return re.sub(r"\d+", "#", " ".join(line.text.lower().split())), round(line.top / SAME_PLACE / 2)
