"""Running headers, footers, page numbers and watermarks: whole lines that repeat from page to page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from pipeline.codebook import read_toml
from pipeline.read.layout import Line, PageLines
from pipeline.settings import configs_folder

# A line belongs to the margin zone if it is among this many from the top or the bottom of its page.
EDGE_LINES = 5
EDGE_SHARE = 0.16
# Points by which the height of a running line may differ from page to page.
SAME_PLACE = 10.0
SCAN_SLACK = 10.0
MIN_SHARE = 0.3
# A running line inside the frame of the text is one only if it is on nearly every page.
MOST_PAGES = 0.75
# Share of letters that two readings of one running line have in common in a scan.
SAME_WORDS = 0.8
_PAGE_NUMBER = re.compile(
    r"^\W*(?P<word>p\s?a\s?g\s?e|pg\.?)?\s*(?P<number>\d{1,4}|[ivxlc]{1,7})\s*(?P<of>(?:of|/|\|)\s*\d{1,4})?\s*"
    r"(?P<after>[|–-]\s*p\s?a\s?g\s?e)?\W*$",
    re.IGNORECASE,
)


def without_furniture(pages: Sequence[PageLines]) -> tuple[list[PageLines], list[tuple[int, str]]]:
    """Pages without their furniture, and the lines taken out as (page, text).

    A line goes only if the same words, digits masked, stand at the same height of at least two pages
    and of three in ten of them, outside the frame of the text; a lone page number only at the edge of a
    page and in step with the others. A page that stands alone loses nothing but words printed aslant.
    """
    slanted = [(page.number, " ".join(page.slanted)) for page in pages if page.slanted]
    if len(pages) < 2:
        return list(pages), slanted
    running = _Running(pages)
    frame_lines = _site_lines(pages)
    kept: list[PageLines] = []
    dropped: list[tuple[int, str]] = []
    for page in pages:
        edges = {id(line) for line in edge_lines(page)}
        lines = []
        for line in page.lines:
            if (
                (id(line) in edges and running.has(line, page))
                or running.is_watermark(line)
                or (line.text in frame_lines)
            ):
                dropped.append((page.number, line.text))
            else:
                lines.append(line)
        kept.append(page.with_lines(lines))
    return kept, sorted(dropped + slanted, key=lambda pair: pair[0])


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a line stands: its page, and its height from the top and from the bottom, in points."""

    page: int
    top: float
    bottom: float


class _Running:
    """What runs through the pages of a document."""

    def __init__(self, pages: Sequence[PageLines]) -> None:
        self._count = len(pages)
        self._places: dict[str, list[_Place]] = defaultdict(list)
        self._heights = {page.number: page.height for page in pages}
        for page in pages:
            for line in edge_lines(page):
                self._places[_key(line)].append(self._place(line, page))
        self._anywhere = Counter(spot for page in pages for spot in {_spot(line) for line in page.lines})
        self._needed = max(2.0, MIN_SHARE * self._count)
        self._steps = Counter(
            int(number["number"]) - page.number
            for page in pages
            for line in edge_lines(page)
            if (number := _PAGE_NUMBER.match(line.text)) and number["number"].isdigit()
        )
        self._frame = self._find_frame(pages)

    def has(self, line: Line, page: PageLines) -> bool:
        """Whether a line at the edge of its page is a running one."""
        if self._is_page_number(line, page):
            return True
        share = self._repeats(line, page) / self._count
        if share * self._count < self._needed:
            return False
        return share >= MOST_PAGES or not self._in_frame(line, page)

    def is_watermark(self, line: Line) -> bool:
        """Whether a line stands somewhere on most pages: a stamp across the text."""
        return len(line.text) > 3 and self._anywhere[_spot(line)] >= max(4, 0.6 * self._count)

    def _is_page_number(self, line: Line, page: PageLines) -> bool:
        match = _PAGE_NUMBER.match(line.text)
        if match is None:
            return False
        if match["word"] or match["of"] or match["after"]:
            return self._repeats(line, page) >= min(2, self._needed)
        if not match["number"].isdigit():
            return len(match["number"]) < 6 and not self._in_frame(line, page) and page.number < 20
        return self._steps[int(match["number"]) - page.number] >= min(self._needed, 3)

    def _repeats(self, line: Line, page: PageLines) -> int:
        """On how many pages the line stands at this height."""
        own = self._place(line, page)
        key = _key(line)
        places = [place for place in self._places.get(key, ()) if _near(place, own)]
        if page.source == "ocr":
            # Each line against each edge line of the document: the place is asked first, it costs nothing.
            for other, found in self._places.items():
                near = [place for place in found if _near(place, own)]
                if near and other != key and _alike(key, other):
                    places += near
        return len({place.page for place in places})

    @staticmethod
    def _place(line: Line, page: PageLines) -> _Place:
        return _Place(page.number, line.top, page.height - line.bottom)

    def _find_frame(self, pages: Sequence[PageLines]) -> tuple[float, float]:
        """Where the text of a page usually begins, and the lowest that it reaches; from top and bottom."""
        tops, bottoms = [], []
        for page in pages:
            own = [
                line
                for line in page.lines
                if self._repeats(line, page) < self._needed and not _PAGE_NUMBER.match(line.text)
            ]
            if len(own) > 5 and page.number > 1:
                tops.append(min(line.top for line in own))
                bottoms.append(page.height - max(line.bottom for line in own))
        return (min(tops, default=0.0), min(bottoms, default=0.0))

    def _in_frame(self, line: Line, page: PageLines) -> bool:
        top, bottom = self._frame
        slack = SCAN_SLACK if page.source == "ocr" else 2.0
        return line.top > top - slack and page.height - line.bottom > bottom - slack


def edge_lines(page: PageLines) -> list[Line]:
    """Lines near the top or bottom edge: by place on the page and by rank from the edge."""
    by_height = sorted(page.lines, key=lambda line: line.top)
    top = [line for line in by_height[:EDGE_LINES] if line.top < EDGE_SHARE * page.height]
    bottom = [line for line in by_height[-EDGE_LINES:] if line.bottom > (1 - EDGE_SHARE) * page.height]
    return [*top, *(line for line in bottom if line not in top)]


def _key(line: Line) -> str:
    """The words with digits masked."""
    return re.sub(r"\d+", "#", " ".join(line.text.lower().split()))


def _spot(line: Line) -> tuple[str, int, int]:
    """The words of a line and its place, in steps of a few points."""
    return line.text, round(line.top / 4), round(line.x0 / 4)


def _near(place: _Place, own: _Place) -> bool:
    return abs(place.top - own.top) < SAME_PLACE or abs(place.bottom - own.bottom) < SAME_PLACE


def _alike(first: str, second: str) -> bool:
    """Whether two lines are readings of the same one."""
    if abs(len(first) - len(second)) > 0.3 * len(first) or min(len(first), len(second)) < 4:
        return False
    compared = SequenceMatcher(None, first, second, autojunk=False)
    return compared.quick_ratio() > SAME_WORDS and compared.ratio() > SAME_WORDS


@lru_cache(maxsize=1)
def _site_patterns() -> re.Pattern[str]:
    patterns: Sequence[str] = read_toml(configs_folder() / "furniture.toml")["site_lines"]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _site_lines(pages: Sequence[PageLines]) -> set[str]:
    """Lines of the frame that a site puts round a document; two kinds of them show that there is one."""
    found = {line.text for page in pages for line in page.lines if _site_patterns().fullmatch(line.text)}
    return found if len({re.sub(r"\d", "", text) for text in found}) > 1 else set()
