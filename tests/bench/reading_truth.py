"""The reading set: its documents, and for each the text that a perfect reader would give.

``tests/data/reading/README.md`` describes the files.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.corpus import Block, Review, load_review
from pipeline.corpus.case_record import CaseFile
from pipeline.corpus.model import LabelledSentence, Row
from pipeline.corpus.parse import parse_review

ROOT = Path(__file__).resolve().parents[2]
REVIEWS = ROOT / "annotations" / "reviews"
SET = ROOT / "tests" / "data" / "reading"
_MARK = re.compile(r"⟦([^→⟧]*)→([^⟧]*)⟧")
_NOTE = re.compile(r"\[\^\w+\]")
_ITEM = re.compile(r"^\(?[a-z]{1,4}\)\s+|^\(\d{1,2}\)\s+")


class _AnyFactor(frozenset[str]):
    """Lets any factor pass: what a text says about factors is nothing to its reading."""

    def __contains__(self, _: object) -> bool:
        return True


@dataclass(frozen=True)
class Entry:
    """A document of the set as ``set.toml`` has it; ``layout`` is everything that says how it looks."""

    name: str
    pdf: Path
    origin: str
    is_review: bool
    layout: dict[str, Any]

    @property
    def made(self) -> bool:
        """Whether the PDF is made for the set, and does not lie with its review."""
        return self.pdf.parent.name == "pdf"


@dataclass(frozen=True)
class Unit:
    """A piece of true text: a heading, paragraph, bullet, footnote, table row or line of a cover."""

    kind: str
    sentences: tuple[str, ...]
    number: str | None = None
    level: int = 0
    section_type: str | None = None
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Truth:
    """What a perfect reader makes of a document. ``furniture`` are running lines, page by page."""

    units: tuple[Unit, ...]
    furniture: tuple[str, ...]
    scanned: bool

    @property
    def headings(self) -> list[Unit]:
        """The headings of the body in order."""
        return [unit for unit in self.units if unit.kind == "heading"]

    @property
    def cells(self) -> list[str]:
        """The cells of all tables."""
        return [cell for unit in self.units for cell in unit.cells if cell]


def load_set() -> list[Entry]:
    """All documents of the set in the order of ``set.toml``."""
    listed = tomllib.loads((SET / "set.toml").read_text(encoding="utf-8"))["document"]
    return [_entry(dict(one)) for one in listed]


def _entry(one: dict[str, Any]) -> Entry:
    one.pop("shows", None)
    review = one.pop("review", None)
    origin = review or one.pop("source")
    name = one.pop("name", origin)
    pdf = SET / "pdf" / f"{name}.pdf" if one else REVIEWS / origin / f"{origin}.pdf"
    return Entry(name, pdf, origin, review is not None, one)


def review_of(entry: Entry, side: Callable[[str], str]) -> Review:
    """The source as a review with the layout of the set; ``side`` is ``printed`` or ``true``."""
    if entry.is_review:
        review = load_review(REVIEWS / entry.origin, _AnyFactor())
    else:
        text = (SET / f"{entry.origin}.txt").read_text(encoding="utf-8")
        blocks = tuple(_one_side(block, side) for block in parse_review(text, frozenset()))
        review = Review(entry.origin, CaseFile.model_validate(_case(entry)), blocks)
    asked = entry.layout
    if not asked or asked["maker"] == "canvas":
        return review
    layout = review.layout.model_copy(
        update={
            "producer": asked["maker"],
            "style": asked["style"],
            "header": asked["header"],
            "footer": asked["footer"],
            "scan": bool(asked.get("scan")),
        }
    )
    return replace(review, record=review.record.model_copy(update={"layout": layout}))


def _case(entry: Entry) -> dict[str, Any]:
    """The least that a case.toml may say."""
    return {
        "plan": {"slug": entry.origin, "voice": "plain", "story": "invented"},
        "layout": {"producer": "typst", "scan": False, "header": "", "footer": "", "style": "plain"},
        "document": {"document_type": "other", "title": entry.origin},
        "case": {
            "case_label": "Child",
            "nation": "England",
            "outcome": "not_stated",
            "child_protection_plan": "not_stated",
            "n_children": 1,
            "n_recommendations": 0,
        },
        "children": [],
        "factors": {"present": [], "absent": []},
    }


def printed(text: str) -> str:
    """A text as the page shows it."""
    return _MARK.sub(r"\1", text)


def true(text: str) -> str:
    """A text as it should be read."""
    return " ".join(_MARK.sub(r"\2", text).split())


def _one_side(block: Block, side: Callable[[str], str]) -> Block:
    sentences = tuple(LabelledSentence(side(one.text), (), None, one.line) for one in block.sentences)
    rows = tuple(Row(tuple(map(side, row.cells)), (), None, row.line) for row in block.rows)
    return replace(block, sentences=sentences, rows=rows, name=side(block.name) if block.name else None)


def truth_of(entry: Entry, n_pages: int) -> Truth:
    """The truth of a document whose PDF has ``n_pages`` pages."""
    review = review_of(entry, true)
    flat = entry.layout.get("tables") == "flattened"
    units = tuple(unit for block in review.blocks for unit in _units(block, flat) if any(unit.sentences))
    if entry.layout.get("keeps_furniture"):
        units += tuple(Unit("cover", (line,)) for line in entry.layout["footer"])
    scan = entry.layout.get("scan", review.layout.scan if not entry.layout else False)
    templates = _templates(entry, review)
    filled = [
        template.replace("{pages}", str(n_pages)).replace("{page}", str(page))
        for page in range(1, n_pages + 1)
        for template in templates
    ]
    return Truth(units, (*entry.layout.get("first", ()), *filled), bool(scan))


def _templates(entry: Entry, review: Review) -> list[str]:
    if entry.layout.get("keeps_furniture"):
        return []
    if entry.layout.get("maker") != "canvas":
        return [line for line in (review.layout.header, review.layout.footer) if line]
    marks = [entry.layout["watermark"]] if "watermark" in entry.layout else []
    return [*entry.layout.get("header", ()), *entry.layout.get("footer", ()), *marks]


def _units(block: Block, flat: bool) -> Iterator[Unit]:
    """What of a block is text; a contents list and what only steers the typesetter is not."""
    if block.kind in ("contents", "pagebreak", "part"):
        return
    if block.rows:
        for row in block.rows:
            cells = tuple(_plain(cell) for cell in row.cells)
            if flat:
                split = (tuple(re.split(r"(?<=[a-z]\.) (?=[A-Z])", cell)) for cell in cells if cell)
                yield from (Unit("line", sentences) for sentences in split)
            else:
                yield Unit("row", (" ".join(cell for cell in cells if cell),), cells=cells)
    elif block.kind in ("slip", "cover"):
        yield from (Unit(block.kind, (_plain(one.text),)) for one in block.sentences)
    else:
        kind = block.kind if block.kind in ("heading", "footnote") else "text"
        sentences = [_plain(part) for one in block.sentences for part in one.text.split("¶")]
        if kind == "text" and sentences:
            sentences[0] = _ITEM.sub("", sentences[0])
        yield Unit(kind, tuple(filter(None, sentences)), block.number, block.level, block.section_type)


def _plain(text: str) -> str:
    return " ".join(_NOTE.sub("", text).split())


def words_of(text: str) -> list[str]:
    """Words as they are compared: without capitals and without punctuation round them; quotes straight."""
    plain = text.casefold().translate(_QUOTES)
    stripped = (word.strip("""'".,;:!?()[]{}|•·…*-_""") for word in plain.split())
    return [word for word in stripped if word]


_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-", "\xad": None}
    | {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "\xa0": " "}
)


def all_words(units: Sequence[Unit]) -> list[str]:
    """The words of several units in order."""
    return [word for unit in units for sentence in unit.sentences for word in words_of(sentence)]
