"""Slip sheet, title, and whether the document is a review."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from pipeline.case.source import Source
from pipeline.case.wording import matches
from pipeline.dates import find_dates
from pipeline.records import Block

_FIELDS = (
    r"(?:Reference|Title|LSCB|Board|Partnership|Authors?|Date of publication|Publication date|Copyright)"
)
_NO_TITLE = re.compile(
    r"\b(?:authors?|reviewers?|writer|prepared by|written by|report by|commissioned|chair|manager)\b", re.I
)
# On the cover of a body that commissions reviews, any of these words says that it is one.
_INQUIRED = re.compile(
    r"\b(?:reviews?|LCSPR|CSPR|SCR|CMR|inquiry|enquiry|(?:report|lessons|learning) (?:on|into|about|from)|"
    r"learning process|SILP|overview report|executive summary|appreciative inquiry|root cause analysis|"
    r"report of the panel|independent report|overview)\b",
    re.I,
)
_BODY = re.compile(
    r"\b(?:safeguarding|child protection committee|public protection|children[’']?s? (?:board|partnership)|"
    r"area review committee)\b",
    re.I,
)
_SMALL = frozenset(
    "a an and at by concerning for from in into of on or regarding relating respect the to under using "
    "with".split()
)


def slip_field(source: Source, name: str) -> tuple[str, int] | None:
    """A field of the repository's slip sheet and where its value begins; None where it is not there."""
    match = re.search(
        rf"\b{name}s?:\s*(?P<value>.*?)"
        rf"(?=\s*\b{_FIELDS}:\s|\s*$|\n|\s+Copyright|\s+(?:Held|This report)\b)",
        source.slip_text,
        re.S,
    )
    if match is None or not match["value"].strip():
        return None
    return " ".join(match["value"].split()), match.start("value")


def is_review(source: Source) -> bool:
    """Whether the document calls itself a review on its cover, in running lines or in its first sentences."""
    reviews = source.wording.regexes("document_types", "review")
    lines = {text for _, text in source.document.dropped_lines}
    texts = [source.slip_text, source.cover_text, *lines, *(sentence.text for sentence in source.body[:10])]
    front = " ".join(texts[:2])
    if re.search(r"prevent future deaths|regulation 28", front, re.I):
        return False
    return any(matches(text, reviews) for text in texts) or bool(
        _INQUIRED.search(front) and _BODY.search(front)
    )


def find_title(source: Source) -> str | None:
    """The title as printed (capitals brought down): the cover's largest lines, with the child's label."""
    slip = slip_field(source, "Title")
    blocks = (
        [block for block in source.cover_blocks if block.page == source.cover_blocks[0].page]
        if source.cover_blocks
        else []
    )
    block = _largest(source, blocks)
    if block is None:
        if slip:
            source.note("title", slip[0], slip[1], slip[1] + len(slip[0]))
        return slip[0] if slip else None
    following = [other for other in blocks if other.char_start > block.char_start]
    # Where a heading is printed again among the lines of the cover, what belongs to it stands there.
    same = [one for one in following if source.block_text(one).lower() == source.block_text(block).lower()]
    if same:
        following = following[following.index(same[-1]) + 1 :]
    # A title of several lines is several blocks where the lines stand apart.
    more = list(takewhile(lambda other: _goes_on(source, block, other), following))
    parts = [_headline(" ".join(source.block_text(one) for one in (block, *more)))]
    if name := _name_above(source, blocks, block):
        source.note("title", f"{name}: {parts[0]}", block.char_start, block.char_end)
        return f"{name}: {parts[0]}"
    following = following[len(more) :]
    if kind := _kind_below(source, parts[0], following[:3]):
        source.note("title", f"{parts[0]}: {kind}", block.char_start, block.char_end)
        return f"{parts[0]}: {kind}"
    following = following[:2]
    if slip and len(slip[0]) > len(parts[0]):
        source.note("title", slip[0], slip[1], slip[1] + len(slip[0]))
        return slip[0]
    if not _names_someone(source, parts[0]):
        parts += [label for other in following if (label := _label_line(source, other))][:1]
    source.note("title", ": ".join(parts), block.char_start, block.char_end)
    if len(parts) > 1 and re.match(r"(?:concerning|in respect|relating|regarding)", parts[1], re.I):
        return f"{parts[0]} {parts[1][0].lower()}{parts[1][1:]}"
    return ": ".join(parts)


def _kind_below(source: Source, title: str, following: Sequence[Block]) -> str | None:
    """The line that says what kind of review it is, below a title that is only first names or a code."""
    reviews = source.wording.regexes("document_types", "review")
    if (
        matches(title, reviews)
        or _names_someone(source, title)
        or re.search(r"\b(?:review|report|summary)\b", title, re.I)
    ):
        return None
    lines = [_headline(" ".join(source.block_text(one).split())) for one in following]
    return next((line for line in lines if matches(line, reviews) and not _NO_TITLE.search(line)), None)


def _goes_on(source: Source, block: Block, other: Block) -> bool:
    """Whether a line of the cover is another line of the title: as large, and no name of a board."""
    text = source.block_text(other)
    board = re.search(r"\b(?:board|partnership|committee)\W*$", text, re.I)
    return (
        other.size > 0.88 * block.size and not board and not _NO_TITLE.search(text) and not find_dates(text)
    )


def _name_above(source: Source, blocks: Sequence[Block], title: Block) -> str | None:
    """The child's first name on a line of its own above the title, in type at least as large."""
    above = [block for block in blocks if block.char_end < title.char_start and block.size >= title.size]
    return first_names(source, source.block_text(above[-1]).strip()) if above else None


def _largest(source: Source, blocks: Sequence[Block]) -> Block | None:
    """The block set in the largest type, if it can be a title; without sizes, the one that says "review"."""
    fitting = [block for block in blocks if 1 < len(source.block_text(block).split()) <= 30]
    if not fitting or not is_review(source):
        return None
    top = max(fitting, key=lambda block: block.size)
    named = [
        block
        for block in fitting
        if matches(source.block_text(block), source.wording.regexes("document_types", "review"))
    ]
    if named and top.size < 1.15 * max(block.size for block in named):
        return named[0]
    return top


def _headline(text: str) -> str:
    """A title in capitals as one would write it; other titles as they are."""
    words = " ".join(text.split())
    letters = [character for character in words if character.isalpha()]
    if not letters or sum(map(str.isupper, letters)) < 0.8 * len(letters):
        return words
    lowered = [
        word.lower()
        if word.lower() in _SMALL
        else word
        if len(word.strip(":,")) <= 2 or re.search(r"\d", word)
        else word.capitalize()
        for word in words.split()
    ]
    headline = " ".join([lowered[0].capitalize() if lowered[0].islower() else lowered[0], *lowered[1:]])
    return re.sub(r"\b(Child|Children|Baby|Infant|Person|Family|Adult) a\b", r"\1 A", headline)


def _names_someone(source: Source, text: str) -> bool:
    roles = "|".join(source.wording.words("labels", "roles"))
    if re.search(
        rf"(?i:\b(?:{roles}|children|babies|infants|twins|siblings|young people|family))\s+"
        r"(?:[A-Z]{1,3}\d*|\d{1,2})\b|"
        r"\b[A-Z]{2,}\d{2}",
        text,
    ):
        return True
    named = re.search(r"(?i:review|report)\s*[:–-]\s*[\"']?([A-Z][a-z]+)", text)
    return named is not None and named[1] not in source.wording.words("labels", "not_names")


def first_names(source: Source, text: str) -> str | None:
    """A line that is nothing but first names which the report goes on using: "Gabriel", "Holly and Joe"."""
    bare = re.sub(r"[\"'‘’“”]", "", text).strip()
    match = re.fullmatch(r"[A-Z][a-z]{2,}(?:(?:, [A-Z][a-z]{2,})* and [A-Z][a-z]{2,})?", bare)
    names = re.split(r",\s*|\s+and\s+", bare)
    used = all(len(re.findall(rf"\b{re.escape(name)}\b", source.text)) >= 4 for name in names)
    stops = source.wording.words("labels", "not_names")
    return bare if match and used and not any(name in stops for name in names) else None


def _label_line(source: Source, block: Block) -> str | None:
    """The cover line that holds the label, without "Overview report" before it."""
    text = re.sub(
        r"^\W*(?:overview report|executive summary|the|re:?)\s+|\s*\((?:dob|born)\b.*$",
        "",
        " ".join(source.block_text(block).split()),
        flags=re.I,
    )
    if re.fullmatch(r"[A-Z]{3,8} \d{1,2}[ /]\d{4}|[A-Z]{1,6}\d{2,4}(?:\(\d\))?", text):
        return text
    if first_names(source, text):
        return re.sub(r"[\"'‘’“”]", "", text)
    if find_dates(text):
        return None
    return _headline(text) if len(text.split()) <= 8 and _names_someone(source, text) else None
