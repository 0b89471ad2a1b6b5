"""Which blocks are headings, at which level, and of which type of section."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.day_words import MONTH
from pipeline.records import Block, Document

MAX_WORDS = 40
_PREFIX = re.compile(
    r"^(?:(?:part|section|chapter|appendix|annex)\s+[\divxa-h]+\b[\s:.–-]*|[\d.()]+\s*|[a-z][.)]\s+)", re.I
)
# "June 2016 to July 2017: Ashcombe": a part of the story.
_WHEN = rf"\b(?:{MONTH}|spring|summer|autumn|winter|christmas|(?:19|20)\d\d)\b"
_DATE_RANGE = re.compile(rf"{_WHEN}.*\b(?:to|until|onwards|[–-])\W.*{_WHEN}", re.I)
_ENTRY = re.compile(r"(?:^|\D[\s.…_])\d{1,3}$")
_LEADERS = re.compile(r"(?:\.\s?){2,}\s*\d{1,3}(?:\s|$)|…\s*\d{1,3}(?:\s|$)")
_CONTENTS = ("contents", "table of contents", "list of contents", "contents page", "index")
_DIVISION = re.compile(r"(?:part|chapter|appendix|annex)\b", re.I)
_ITEM = re.compile(
    r"(?P<kind>(?:key )?finding|recommendation|lesson|learning point|theme|(?:practice|care) episode)s?\s+\d",
    re.I,
)
_SENTENCE = re.compile(r"\b(?:was|were|had|has|is|are|did|does|will|should|must)\b", re.I)


class HeadingTypes:
    """The wordings of ``configs/sections.toml``, looked up by equality, beginning, then containment."""

    def __init__(self, types: Mapping[str, Sequence[str]]) -> None:
        phrases = [(_normal(phrase), kind) for kind, words in types.items() for phrase in words]
        self._phrases = sorted(phrases, key=lambda pair: -len(pair[0]))
        self._exact = {phrase: kind for phrase, kind in reversed(self._phrases)}

    def exact(self, heading: str) -> str | None:
        """The type whose phrase the heading equals."""
        return self._exact.get(_normal(heading))

    def type_of(self, heading: str) -> str | None:
        """The type of a heading, or None where no phrase fits."""
        text = _normal(heading)
        if text in self._exact:
            return self._exact[text]
        if _DATE_RANGE.search(heading):
            return "narrative"
        if re.match(r"(?:appendix|annex)\b", heading.strip(), re.I):
            inner = self._contained(text)
            return (
                inner
                if inner in ("terms_of_reference", "glossary", "references", "action_plan")
                else "appendix"
            )
        if item := _ITEM.match(heading.strip()):
            return self._exact.get(_normal(item["kind"]))
        if heading.rstrip().endswith("?"):
            # A heading that asks restates a term of reference and answers it.
            return "analysis"
        for phrase, kind in self._phrases:
            if text.startswith(phrase + " "):
                return kind
        return self._contained(text) if len(text.split()) <= 12 else None

    def _contained(self, text: str) -> str | None:
        # A short phrase inside a longer heading says little: "Family T" in a title is no family section.
        padded = f" {text} "
        return next(
            (kind for phrase, kind in self._phrases if len(phrase) > 8 and f" {phrase} " in padded), None
        )


def _normal(heading: str) -> str:
    text = re.sub(r"[^a-z' ]+", " ", _PREFIX.sub("", heading.strip()).lower())
    return " ".join(word for word in text.split() if word not in ("the", "a", "an"))


def mark_headings(document: Document, types: HeadingTypes) -> list[Block]:
    """The blocks with headings and the entries of contents lists marked."""
    body = _body_style(document)
    blocks = _mark_contents(document)
    return [
        replace(block, kind="heading") if _is_heading(document, block, body, types) else block
        for block in blocks
    ]


def _mark_contents(document: Document) -> list[Block]:
    """The contents list marked: its title, and from there to the last entry on that page and the next.

    An entry ends in a page number, is a page number, or comes again later as a heading.
    """
    texts = [document.text[block.char_start : block.char_end] for block in document.blocks]
    starts = [i for i, text in enumerate(texts) if _normal(text) in _CONTENTS]
    led = Counter(
        block.page
        for block, text in zip(document.blocks, texts, strict=True)
        if block.kind == "contents" or _LEADERS.search(text)
    )
    starts += [
        next(i for i, block in enumerate(document.blocks) if block.page == page)
        for page, count in led.items()
        if count >= 3 and page <= 10 and all(document.blocks[i].page != page for i in starts)
    ]
    marked: set[int] = set()
    for start in starts:
        marked |= _list_from(document, texts, start)
    return [
        replace(block, kind="contents") if i in marked else block for i, block in enumerate(document.blocks)
    ]


def _list_from(document: Document, texts: Sequence[str], start: int) -> set[int]:
    """The blocks of the contents list that begins at ``start``."""
    blocks = document.blocks
    later = Counter(_normal(text) for text in texts[start:] if len(text) < 200)
    entries: list[int] = []
    for i in range(start + 1, len(blocks)):
        if blocks[i].page > blocks[start].page + 2 or (entries and i - entries[-1] > 3):
            break
        text = texts[i]
        titled = bool(_normal(text)) and later[_normal(text)] > sum(
            _normal(texts[k]) == _normal(text) for k in range(start, i + 1)
        )
        if titled or (len(text.split()) <= 60 and _is_entry(text)) or _LEADERS.search(text):
            entries.append(i)
    if not entries:
        return {start} if _normal(texts[start]) in _CONTENTS else set()
    return set(range(start if _normal(texts[start]) in _CONTENTS else entries[0], entries[-1] + 1))


def _is_entry(text: str) -> bool:
    return bool(_ENTRY.search(text)) or not re.search(r"[A-Za-z]{2}", text)


def _body_style(document: Document) -> tuple[float, bool]:
    """Size and weight of the running text: what most characters are set in."""
    weights: Counter[tuple[float, bool]] = Counter()
    for block in document.blocks:
        if block.kind in ("paragraph", "list_item"):
            weights[block.size, block.bold] += block.char_end - block.char_start
    return weights.most_common(1)[0][0] if weights else (11.0, False)


def _is_heading(document: Document, block: Block, body: tuple[float, bool], types: HeadingTypes) -> bool:
    if block.kind not in ("paragraph", "list_item"):
        return False
    text = document.text[block.char_start : block.char_end]
    words = text.split()
    year = block.bold and re.fullmatch(r"(?:19|20)\d\d(?:\s?[-/–]\s?\d{2,4})?", text)
    if not words or len(words) > MAX_WORDS or not (re.search(r"[A-Za-z]{2}", text) or year):
        return False
    if block.kind == "list_item" and not block.bold:
        return False
    capitals = _is_capitals(text)
    score = 2.0 * (block.bold and not body[1]) + 2.0 * (block.size > 1.08 * body[0]) + 1.5 * capitals
    score += 2.0 * (types.exact(text) is not None)
    score += 1.0 * bool(block.number and re.fullmatch(r"[\d.]+", block.number))
    score -= 2.0 * bool(re.search(r"[.;,]$", text)) + 1.0 * text.endswith(":")
    score -= 1.0 * (len(words) > 14) + 2.0 * (len(words) > 25) * (not block.bold)
    score -= 2.0 * text[0].islower()
    if len(words) > 8 and _SENTENCE.search(text) and not block.bold and block.size <= 1.4 * body[0]:
        score -= 2.0
    return score >= 2.0


# Size to half a point, capitals, bold: what headings of one level have in common.
Style = tuple[float, bool, bool]


def with_levels(document: Document, blocks: Sequence[Block], first: int) -> list[Block]:
    """The blocks with the headings from index ``first`` on given their level, 1 to 4.

    By the depth of the printed number; without one, that of the numbered headings set alike, else by size
    among the others. Titles of parts, which have no text of their own, stand at the first level and do not
    push the others down.
    """
    at = [i for i in range(first, len(blocks)) if blocks[i].kind == "heading"]
    styles = {i: _style(document, blocks[i]) for i in at}
    ladder = _Ladder(blocks, styles)
    return [
        replace(block, level=ladder.level(i, document)) if i in styles else block
        for i, block in enumerate(blocks)
    ]


def _style(document: Document, block: Block) -> Style:
    text = document.text[block.char_start : block.char_end]
    return round(block.size * 2) / 2, _is_capitals(text), block.bold


class _Ladder:
    """The levels of a document's headings by their style."""

    def __init__(self, blocks: Sequence[Block], styles: Mapping[int, Style]) -> None:
        self._blocks = blocks
        self._styles = styles
        bare: dict[Style, bool] = {}
        for i, style in styles.items():
            alone = i + 1 in styles and _depth(blocks[i]) is None
            bare[style] = bare.get(style, True) and alone
        depths: dict[Style, Counter[int]] = {}
        for i, style in styles.items():
            depth = _depth(blocks[i])
            if depth is not None:
                depths.setdefault(style, Counter())[depth] += 1
        # Where numbers say what is first, titles of parts stand beside; where none do, they are the first.
        self._parts = {style for style, lonely in bare.items() if lonely and depths}
        self._depths = {style: counts.most_common(1)[0][0] for style, counts in depths.items()}
        self._ranks = sorted(
            {style for style in styles.values() if style not in self._parts and style not in self._depths},
            key=lambda style: (-style[0], not style[1], not style[2]),
        )

    def level(self, index: int, document: Document) -> int:
        """1 to 4."""
        block, style = self._blocks[index], self._styles[index]
        depth = _depth(block)
        if depth is not None:
            return min(depth, 4)
        text = document.text[block.char_start : block.char_end]
        if style in self._parts or _DIVISION.match(text):
            return 1
        if style in self._depths:
            return min(self._depths[style], 4)
        above = [depth for other, depth in self._depths.items() if _is_above(other, style)]
        rank = sum(1 for other in self._ranks if _is_above(other, style))
        return min(max(above, default=0) + rank + 1, 4)


def _is_above(first: Style, second: Style) -> bool:
    """Whether a heading of the first style outranks one of the second: larger, or in capitals."""
    if abs(first[0] - second[0]) > 0.6:
        return first[0] > second[0]
    return (first[1], first[2]) > (second[1], second[2])


def _is_capitals(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return len(letters) > 3 and sum(map(str.isupper, letters)) > 0.9 * len(letters)


def _depth(block: Block) -> int | None:
    if block.number and re.fullmatch(r"\d+[A-Z]?(?:\.\d+)*", block.number):
        return block.number.removesuffix(".0").count(".") + 1 + block.number[-1:].isupper()
    return None
