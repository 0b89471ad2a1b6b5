"""The parts of a list of recommendations: paragraphs, bullets, numbered runs, and the ways to count them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.case.source import Source
from pipeline.case.wording import matches
from pipeline.records import Block, Section

NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split(),
        1,
    )
}
_INLINE = re.compile(r"(?:^|(?<=[;.]\s)|(?<=;\sand\s))\(?(?P<n>\d{1,2})[.)]?\s+(?=[A-Za-z])")
_GLUED = re.compile(
    rf"(?<=[.?!;]\s)(?:Recommendation|Consideration)\s+(?:\d+(?:\.\d+)*|{'|'.join(NUMBERS)})\s*[:.–-]", re.I
)
# "R1. No young person should ... . R2. The Trust should ...": lines that ran together.
_CODED_RUN = re.compile(r"(?:^|(?<=[.?;]\s))(?P<n>R\s?\d{1,2}|A\s?\d{1,2}(?=[.:)]))[.:)]?\s+(?=[A-Z])")
# "(i) Staff should ... . (ii) The Council should ...": whole sentences, not the points of one.
_POINTS = re.compile(r"(?:^|(?<=[.:]\s))\((?P<n>[ivx]{1,4}|[a-z])\)\s+(?=[A-Z])")
_ITEM_NUMBER = re.compile(r"(?:[RA]\s?)?\d+(?:\.\d+)*[.)]?|\(?[a-z]{1,2}\)|[a-z][.)]|\(?[ivx]+[.)]", re.I)
# "The Health Board will bring the inspection forward": what a body takes upon itself.
_UNDERTAKES = re.compile(
    r"^(?:The\s+)?[A-Z][^.;:?]{1,90}?\s+will\s+(?!be\b|have\b|not be\b|now be\b)[a-z]+\b"
)
# What stands round a list under numbers of its own: how it was accepted, who reports on it.
_ROUND_LIST = re.compile(
    r"^(?:I|We|These|Those|There)\b|\b(?:accept\w*|adopt\w*|endors\w*|recommendations?|actions|progress|copies|"
    r"action plans?|made (?:in|by)|follow\w*|below|publish\w*)\b",
    re.I,
)
# "The Panel commends the following to those named": leads in, whatever else it says of them.
_LEADS = re.compile(
    r"^(?:I|We|The (?:panel|board|committee|partnership|reviewers?|review|author|report)) (?:\w+ly )?"
    r"(?:makes?|made|commends?|offers?|puts?|proposes?|recommends?|asks?|sets? out) (?:the following|"
    r"these|those|"
    rf"(?:{'|'.join(NUMBERS)}|\d{{1,2}})\b(?! (?:of the|agenc|service|bod)))",
    re.I,
)
_SENTENCE = re.compile(r"[^.?!]+(?:[.?!](?!\s|$)[^.?!]*)*[.?!]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A block, or a piece of one, under a heading of recommendations; offsets into the document's text."""

    text: str
    kind: str
    number: str | None
    page: int
    start: int
    end: int
    heading: str


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
    glued = [0, *(match.start() for match in _GLUED.finditer(text)), len(text)]
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
    run = list(_INLINE.finditer(text))
    follows = all(int(second["n"]) == int(first["n"]) + 1 for first, second in pairwise(run))
    if run and run[0].start() == 0 and follows and (len(run) > 1 or block.number is None):
        yield from _run(block, text, heading, run)
    else:
        yield Part(text, block.kind, block.number, block.page, block.char_start, block.char_end, heading)


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
            and not re.search(r"[.;:?]\s*$", kept[-1].text)
        ):
            last = kept[-1]
            kept[-1] = replace(last, text=f"{last.text} {part.text}", end=part.end)
        else:
            kept.append(part)
    return kept


def ways_to_count(source: Source, parts: Sequence[Part]) -> list[list[Part]]:
    """The ways to count a list, likeliest first: numbered parts, bullets, both, paragraphs, sentences."""
    lead_in = source.wording.regexes("recommendations", "lead_in")
    said = source.wording.regexes("recommendations", "prescriptive")
    parts = [_after_lead(part, lead_in, said) for part in parts if part.number not in _parents(parts)]
    real = [part for i, part in enumerate(parts) if not _introduces(part, i, parts, lead_in, said)]
    numbered = [part for part in real if part.number and _ITEM_NUMBER.fullmatch(part.number)]
    bullets = [part for part in real if part.kind == "list_item"]
    spoken = [part for part in real if matches(part.text, said)]
    sentences = [sentence for part in real for sentence in _sentences(part) if matches(sentence.text, said)]
    if len(numbered) < 2 and bullets:
        return [bullets, numbered, spoken, sentences]
    if numbered:
        merged = _without_edges(_with_points(parts, numbered), said)
        return [
            merged,
            [part for part in merged if matches(part.text, said)],
            [part for part in real if part in numbered or part in bullets],
            bullets,
            spoken,
            sentences,
        ]
    undertaken = [] if spoken else [part for part in parts if _UNDERTAKES.match(part.text)]
    return [spoken, undertaken, sentences, real]


def _without_edges(parts: list[Part], said: Sequence[re.Pattern[str]]) -> list[Part]:
    """The numbered parts less a first and a last that only speak of the list, where all between prescribe.

    Such a part speaks of the list, or has a number of another shape: "13.1" before "1.", "2." ...
    """
    between = parts[1:-1]
    if len(between) < 2 or not all(matches(part.text, said) for part in between):
        return parts
    shapes = {_shape(part) for part in between}
    first, last = (_is_edge(part, said, shapes) for part in (parts[0], parts[-1]))
    return parts[int(first) : len(parts) - int(last)]


def _is_edge(part: Part, said: Sequence[re.Pattern[str]], shapes: set[int]) -> bool:
    """Whether a part stands round the list of parts whose numbers have these shapes."""
    other_number = _shape(part) not in shapes
    speaks_of_list = bool(_ROUND_LIST.search(part.text))
    if matches(part.text, said):
        return bool(_LEADS.match(part.text)) or (speaks_of_list and other_number)
    return bool(_LEADS.match(part.text)) or speaks_of_list or other_number


def _shape(part: Part) -> int:
    """How many levels the number of a part has: 2 for "13.1"."""
    return len(re.findall(r"\d+", part.number or ""))


def _parents(parts: Sequence[Part]) -> set[str]:
    """The one number that all others are points of: "44" before "44.1", "44.2" ... introduces them."""
    numbers = [part.number.rstrip(".") for part in parts if part.number]
    first = numbers[0] if numbers else ""
    if len(numbers) < 3 or not all(number.startswith(f"{first}.") for number in numbers[1:]):
        return set()
    return {number for number in (first, f"{first}.") if number}


def _introduces(
    part: Part,
    index: int,
    parts: Sequence[Part],
    lead_in: Sequence[re.Pattern[str]],
    said: Sequence[re.Pattern[str]],
) -> bool:
    """Whether a part leads into the list: it says so, or it ends in a colon before points of its own."""
    if part.kind == "list_item" or re.match(r"That\b", part.text):
        return False
    if matches(part.text.split(". ")[0] + ".", lead_in[:-1]):
        return True
    following = parts[index + 1] if index + 1 < len(parts) else None
    opens = part.text.rstrip().endswith((":", "that:")) and following is not None
    if (
        opens
        and following
        and following.kind == "list_item"
        and part.number
        and re.search(r"\bshould\b", part.text)
    ):
        return False
    return opens or (part.number is None and not matches(part.text, said))


def _after_lead(part: Part, lead_in: Sequence[re.Pattern[str]], said: Sequence[re.Pattern[str]]) -> Part:
    """The rest of a paragraph whose first sentence leads in and which then gives the list in prose."""
    first, dot, rest = part.text.partition(". ")
    if (
        part.kind != "paragraph"
        or not dot
        or not matches(first + ".", lead_in[:-1])
        or not matches(rest, said)
    ):
        return part
    if len([one for one in _sentences(replace(part, text=rest)) if matches(one.text, said)]) < 2:
        return part
    return replace(part, text=rest, start=part.start + len(first) + 2)


def _with_points(parts: Sequence[Part], numbered: Sequence[Part]) -> list[Part]:
    """Numbered parts with the bullets under them: "8.1 The Board should: (a) ... (b) ..." is one."""
    merged: list[Part] = []
    for part in parts:
        if part in numbered and not (merged and merged[-1].text.rstrip().endswith(":") and is_point(part)):
            merged.append(part)
        elif (
            merged and (part.kind == "list_item" or is_point(part)) and re.search(r":\s|:$", merged[-1].text)
        ):
            merged[-1] = replace(merged[-1], text=f"{merged[-1].text} {part.text}", end=part.end)
    return merged


def is_point(part: Part) -> bool:
    """Whether a part is numbered as a point of something: (a), b), (iv)."""
    return (
        part.number is not None
        and re.fullmatch(r"\(?(?:[a-z]{1,2}|[ivx]+)[.)]*", part.number, re.I) is not None
    )


def _sentences(part: Part) -> Iterator[Part]:
    for match in _SENTENCE.finditer(part.text):
        text = match[0].strip()
        begin = part.start + match.start() + len(match[0]) - len(match[0].lstrip())
        yield replace(part, text=text, start=begin, end=begin + len(text))
