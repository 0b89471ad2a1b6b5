"""Which blocks are headings, at which level, and of which type of section."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.records import Block, Document

MAX_WORDS = 40
_PREFIX = re.compile(
    r"^(?:(?:part|section|chapter|appendix|annex)\s+[\divxa-h]+\b[\s:.–-]*|[\d.()]+\s*|[a-z][.)]\s+)", re.I
)
# "June 2016 to July 2017: Ashcombe": a part of the story.
_DATE_RANGE = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|"
    r"autumn|winter|christmas|(?:19|20)\d\d)\b.*\b(?:to|until|onwards|[–-])\W.*\b(?:january|february|march|april|may|"
    r"june|july|august|september|october|november|december|spring|summer|autumn|winter|christmas|(?:19|20)\d\d)\b",
    re.I,
)
_ENTRY = re.compile(r"(?:^|\D[\s.…_])\d{1,3}$")
_LEADERS = re.compile(r"(?:\.\s?){2,}\s*\d{1,3}(?:\s|$)|…\s*\d{1,3}(?:\s|$)")
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
    """The blocks with headings marked and given a level from 1 to 4."""
    body = _body_style(document)
    blocks = _mark_contents(document)
    marked = [
        replace(block, kind="heading") if _is_heading(document, block, body, types) else block
        for block in blocks
    ]
    ladder = _Ladder(document, marked)
    return [
        replace(block, level=ladder.level(block)) if block.kind == "heading" else block for block in marked
    ]


def _mark_contents(document: Document) -> list[Block]:
    """The entries of a contents list marked: lines that end in a page number, on a page that says it is one
    or has several with leaders, and the pages it runs on to."""
    texts = [document.text[block.char_start : block.char_end] for block in document.blocks]
    titles = {
        block.page
        for block, text in zip(document.blocks, texts, strict=True)
        if _normal(text) in ("contents", "table of contents", "list of contents")
    }
    led = Counter(
        block.page
        for block, text in zip(document.blocks, texts, strict=True)
        if block.kind == "contents" or _LEADERS.search(text)
    )
    pages = titles | {page for page, count in led.items() if count >= 3 and page <= 10}
    pages |= {page + 1 for page in pages if led[page + 1]}
    return [
        replace(block, kind="contents")
        if block.page in pages and len(text.split()) <= 60 and (_ENTRY.search(text) or _LEADERS.search(text))
        else block
        for block, text in zip(document.blocks, texts, strict=True)
    ]


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
    if not words or len(words) > MAX_WORDS or not re.search(r"[A-Za-z]{2}", text):
        return False
    if block.kind == "list_item" and not block.bold:
        return False
    letters = [character for character in text if character.isalpha()]
    capitals = len(letters) > 3 and sum(map(str.isupper, letters)) > 0.9 * len(letters)
    score = 2.0 * (block.bold and not body[1]) + 2.0 * (block.size > 1.08 * body[0]) + 1.5 * capitals
    score += 2.0 * (types.exact(text) is not None)
    score += 1.0 * bool(block.number and re.fullmatch(r"[\d.]+", block.number))
    score -= 2.0 * bool(re.search(r"[.;,]$", text)) + 1.0 * text.endswith(":")
    score -= 1.0 * (len(words) > 14) + 2.0 * (len(words) > 25) * (not block.bold)
    score -= 2.0 * text[0].islower()
    if len(words) > 8 and _SENTENCE.search(text) and not block.bold and block.size <= 1.4 * body[0]:
        score -= 2.0
    return score >= 2.0


class _Ladder:
    """The levels of a document's headings: by the depth of the printed number, else by their style.

    A heading without a number that is set like the numbered ones, or smaller, stands below them.
    """

    def __init__(self, document: Document, blocks: Sequence[Block]) -> None:
        self._document = document
        headings = [block for block in blocks if block.kind == "heading"]
        self._sizes = sorted({round(block.size) for block in headings}, reverse=True)
        self._numbered = {
            round(block.size): depth for block in headings if (depth := _depth(block)) is not None
        }

    def level(self, block: Block) -> int:
        """1 to 4."""
        depth = _depth(block)
        if depth is not None:
            return min(depth, 4)
        text = self._document.text[block.char_start : block.char_end]
        if re.match(r"(?:part|chapter|appendix|annex)\b", text, re.I):
            return 1
        size = round(block.size)
        above = [depth for numbered, depth in self._numbered.items() if numbered >= size]
        if above:
            return min(max(above) + 1, 4)
        return min(self._sizes.index(size) + 1, 4)


def _depth(block: Block) -> int | None:
    if block.number and re.fullmatch(r"\d+(?:\.\d+)*", block.number):
        return block.number.removesuffix(".0").count(".") + 1
    return None
