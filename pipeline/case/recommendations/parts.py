"""The parts of a list of recommendations: paragraphs, bullets, and the pieces of lines that ran together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Self

from pipeline.any_case import AnyCase
from pipeline.case.recommendations.addressee_heading import is_addressee_heading
from pipeline.case.source import Source
from pipeline.number_words import cardinals
from pipeline.records import Block, Section

_INLINE = re.compile(r"(?:^|(?<=[;.]\s)|(?<=;\sand\s))\(?(?P<n>\d{1,2})[.)]?\s+(?=[A-Za-z])")
_INLINE_AFTER = re.compile(r"(?:(?<=[;.:]\s)|(?<=\w\s))\(?(?P<n>\d{1,2})[.)]\s+(?=[A-Z])")
# A line that names a body, and the first item of its list run into it: "Education service 5. Count ...",
# "For the Trust: 1. Count ...".
_BODY_BEFORE = re.compile(r"(?P<who>[A-Z][^.:;?!]{2,80}?:?)\s+(?=\(?\d{1,2}[.)]\s+[A-Z])")
_GLUED = re.compile(
    rf"(?<=[.?!;]\s)(?:Recommendation|Consideration)\s+(?:\d+(?:\.\d+)*|{cardinals(20)})\s*[:.–-]", re.I
)
# A finding and, in the same paragraph, what it leads to: "Nobody had a key. Recommendation: that ...".
_AFTER_FINDING = re.compile(
    r"(?<=[.?!;”]\s)(?:We recommend|(?:The )?Recommendation|Consideration|"
    r"Question for the \w+)\s*:\s+(?=\w)"
)
# "R1. No young person should ... . R2. The Trust should ...": lines that ran together. A letter other than R
# (Q, of a question) wants a stop, for a child may be called C3.
_CODED_RUN = re.compile(
    r"(?:^|(?<=[.?;]\s))\(?(?P<n>[QR]\s?\d{1,2}|(?:[A-Z]{1,2}|Rec\.?)\s?\d{1,2}(?=[.:)]|"
    r"\s\([^)]{2,60}\)\s?:))[.:)]?\s+(?=[A-Z(])"
)
# "(i) Staff should ... . (ii) The Council should ...": whole sentences, not the points of one.
_POINTS = re.compile(r"(?:^|(?<=[.:]\s))\((?P<n>[ivx]{1,4}|[a-z])\)\s+(?=[A-Z])")
# What has no stop is taken to the end at once: looked for anew at each letter it would take seconds.
_SENTENCE = re.compile(r"[^.?!]+(?:[.?!](?!\s|$)[^.?!]*)*(?P<stop>[.?!]+|$)")
# "(a) The Committee should ...": a point whose letter stands in the text.
_LETTERED = re.compile(
    r"(?P<n>\((?:[a-z]|[ivx]{1,4})\)|(?:[a-zA-Z]|[ivx]{1,4}|"
    r"[IVX]{2,4})[.)])\s+(?=[\w'’-]+\s+[\w'’-]+\s+\w)"
)
# A date or a signature below a list: "6 May 2021" has no number 6.
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)\w*"
_CLOSING = AnyCase(
    rf"^(?:signed\b|signature\b|_{{3,}}|dated?\s*:|(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}\s+(?:19|"
    rf"20)\d\d\W*$"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\W*$)|_{6,}"
)
# What stands beside a recommendation under a word of its own, and is none.
_REASON = AnyCase(
    r"(?:^|(?<=[.?!;]\s))(?:the )?(?:rationale|reasons?|reasoning|why(?: (?:this|we|it)(?: \w+){1,3})?|"
    r"background|context|evidence|"
    r"explanation|basis|grounds|(?:intended |expected )?(?:outcome|impact|benefit)|measures? of success|"
    r"progress|timescale|response)"
    r"(?: (?:for|of|behind) (?:this|the) recommendation)?\s*(?::|\s[–—-])\s*"
)
_ASKS_AGAIN = re.compile(
    r"(?:^|(?<=[.?!;]\s))(?:recommendation|action|what we recommend)\s*(?::|\s[–—-])\s*", re.I
)
# A line that breaks off before its points, with no colon: "The Board, in its turn, should".
OPEN = re.compile(r"\b(?:should|must|shall|will|ought|needs?|to|that)(?: also| then)?\s*$")


@dataclass(frozen=True, slots=True)
class Part:
    """A block, or a piece of one, under a heading of recommendations; offsets into the document's text.

    ``to`` is the body that a line before it names; ``leads`` says that it is such a line itself.
    """

    text: str
    kind: str
    number: str | None
    page: int
    start: int
    end: int
    heading: str
    to: str | None = None
    leads: bool = False

    def cut(self, start: int, end: int) -> Self:
        """The part from ``start`` to ``end`` of its text, without white space round it."""
        text = self.text[start:end]
        begin = self.start + start + len(text) - len(text.lstrip())
        return replace(self, text=text.strip(), start=begin, end=begin + len(text.strip()))


def blocks_of(source: Source, section: Section) -> list[Block]:
    """Paragraphs, bullets and headings of a section, in order."""
    return [
        block
        for block in source.document.blocks
        if section.char_start <= block.char_start < section.char_end
        and block.kind in ("paragraph", "list_item", "heading")
    ]


def pieces(block: Block, text: str, heading: str) -> Iterator[Part]:
    """The block as one part; or as several, where lines ran together: "... closed. Recommendation two: ...",
    "1 the Board adopt ...; 2 the Board publish ..."."""
    if is_closing(text):
        return
    named = _BODY_BEFORE.match(text) if block.number is None else None
    if named and is_addressee_heading(named["who"]):
        rest = [match for match in _INLINE_AFTER.finditer(text, named.end())]
        yield from _run(block, text, named["who"], rest)
        return
    breaks = list(_GLUED.finditer(text)) or (
        [] if _REASON.search(text) else list(_AFTER_FINDING.finditer(text))
    )
    glued = [0, *(match.start() for match in breaks), len(text)]
    if len(glued) > 2:
        for start, end in pairwise(glued):
            piece = text[start:end].rstrip()
            begin = block.char_start + start
            yield Part(piece, block.kind, block.number, block.page, begin, begin + len(piece), heading)
        return
    points = list(_POINTS.finditer(text))
    if len(points) > 1 and points[0]["n"] in ("i", "a"):
        for match, end in zip(points, [*(point.start() for point in points[1:]), len(text)], strict=True):
            piece = text[match.end() : end].strip()
            begin = block.char_start + match.end()
            yield Part(piece, "paragraph", f"({match['n']})", block.page, begin, begin + len(piece), heading)
        return
    coded = list(_CODED_RUN.finditer(text))
    if coded and coded[0].start() == 0:
        yield from _run(block, text, heading, coded)
        return
    lettered = _LETTERED.match(text) if block.number is None else None
    if lettered:
        yield from _run(block, text, heading, [lettered])
        return
    run = list(_INLINE.finditer(text))
    follows = all(int(second["n"]) == int(first["n"]) + 1 for first, second in pairwise(run))
    if run and follows and _counts_to(block.number, run[0]):
        head = text[: run[0].start()].strip()
        end = block.char_start + len(head)
        yield Part(head, block.kind, block.number, block.page, block.char_start, end, heading)
        yield from _run(block, text, heading, run)
        return
    if run and run[0].start() == 0 and follows and (len(run) > 1 or block.number is None):
        yield from _run(block, text, heading, run)
    else:
        yield Part(text, block.kind, block.number, block.page, block.char_start, block.char_end, heading)


def _counts_to(number: str | None, first: re.Match[str]) -> bool:
    """Whether a number in a block goes on from the block's own, which its text has lost: "1" before "2."."""
    own = re.fullmatch(r"\(?(\d{1,2})[.)]?", number or "")
    return own is not None and first.start() > 0 and int(first["n"]) == int(own[1]) + 1


def _run(block: Block, text: str, heading: str, run: Sequence[re.Match[str]]) -> Iterator[Part]:
    """The pieces of a text that the matches of its numbers begin."""
    bounds = [*(match.start() for match in run), len(text)]
    for match, end in zip(run, bounds[1:], strict=True):
        piece = text[match.end() : end].strip()
        begin = block.char_start + match.end()
        yield Part(piece, "paragraph", match["n"], block.page, begin, begin + len(piece), heading)


def joined(parts: Sequence[Part]) -> list[Part]:
    """Parts that begin in the middle of a sentence are joined to the part before them: a line broke there."""
    kept: list[Part] = []
    for part in parts:
        if (
            kept
            and part.number is None
            and part.text[:1].islower()
            and not (
                part.kind == "list_item" and (kept[-1].kind == "list_item" or OPEN.search(kept[-1].text))
            )
            and not re.search(r"[.;:?](?:\s+(?:and|or))?\s*$", kept[-1].text)
        ):
            last = kept[-1]
            kept[-1] = replace(last, text=f"{last.text} {part.text}", end=part.end)
        else:
            kept.append(part)
    return kept


def sentences_of(part: Part) -> Iterator[Part]:
    """The sentences of a part."""
    for match in _SENTENCE.finditer(part.text):
        if match["stop"]:
            yield part.cut(*match.span())


def is_closing(text: str) -> bool:
    """Whether a line is a signature or a date below the list."""
    return bool(_CLOSING.search(text)) and len(text.split()) < 14


def without_reasons(part: Part) -> Part | None:
    """The part without "Rationale: ..."; None where nothing else is in it."""
    reason = _REASON.search(part.text)
    if reason is None:
        return part
    again = _ASKS_AGAIN.search(part.text, reason.end())
    if again:
        return without_reasons(part.cut(again.end(), len(part.text)))
    return part.cut(0, reason.start()) if reason.start() else None


def is_point(part: Part) -> bool:
    """Whether a part is numbered as a point of something: (a), b), (iv)."""
    return (
        part.number is not None
        and re.fullmatch(r"\(?(?:[a-z]{1,2}|[ivx]+)[.)]*", part.number, re.I) is not None
    )
