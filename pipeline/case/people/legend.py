"""Whom the report's own key, list of persons or first lines call the child: "Baby Y: the child concerned"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.case.people.naming import used_as_person, uses
from pipeline.case.report.label_forms import LETTERS, NAME, listed
from pipeline.case.source import Source
from pipeline.number_words import cardinals

_ROLE = r"(?:Child|Baby|Infant|Young Person|Boy|Girl|Toddler|Adolescent|Twin|Teenager|Student|Pupil)"
_NAMED = rf"[\"“‘']?(?P<n>{_ROLE} {LETTERS}|{NAME}|[A-Z]{{1,4}}\d{{0,3}}|(?:[A-Z]\.){{2,3}})[\"”’']?"
_SUBJECT = (
    r"(?:(?:the|a|our|this|index) )*(?:(?:\w+ )?subjects?\b(?! (?:to|access))|"
    r"(?:index |subject |focus )(?:child|baby|infant)|"
    r"(?:\w+ )?(?:child(?:ren)?|baby|infant|young person|boy|girl|teenager|toddler) "
    r"(?:with whom|about whom|on whom|of whom|who (?:is|was|are)|whose|at the (?:centre|heart)|"
    r"(?:in|of) (?:the|this|our) (?:(?!other|earlier|previous|neighbouring|similar|same|last)\w+ )?"
    r"(?:case|comparison|study)|"
    r"this |concerned|under review|reviewed|of (?:this|the) (?:review|report|case))|"
    r"(?:child|baby|infant|young person)\W*$)"
)
_NO_SUBJECT = re.compile(r"\bnot? (?:an? |the |one of the )?subjects?\b|\bnot (?:in|part of)\b", re.I)
# A line or a row: the name, what parts it from the rest, and what the rest says first.
_LINE = re.compile(rf"^\W*{_NAMED}\s*(?:\([^)]*\)\s*)?(?:[|:,;–—=-]|\s-\s)\s*(?P<r>.{{3,90}})")
# The role in the first cell: "Child | Sami | ...", "Subject: Sami".
_ROLE_FIRST = re.compile(
    rf"^\W*(?:[Tt]he )?(?:(?:[Ss]ubject|[Ii]ndex)(?: [Cc]hild)?|[Cc]hild|[Bb]aby)\s*[|:–-]\s*"
    rf"{_NAMED}\s*(?:[|,.;(]|$)"
)
FEWEST = 2


def keyed(source: Source) -> tuple[str, int, int] | None:
    """The names that a key or a list gives to the subjects, joined, with the first's place; else None."""
    found = list(dict.fromkeys(_entries(source)))
    if not found:
        return None
    names = [name for name, _, _ in found]
    text = listed(names)
    return text, found[0][1], found[0][2]


def _entries(source: Source) -> Iterator[tuple[str, int, int]]:
    seen: set[str] = set()
    stops = set(source.wording.words("labels", "not_names"))
    for sentence in source.body:
        if sentence.kind == "paragraph" and len(sentence.text.split()) > 25:
            continue
        match = _LINE.match(sentence.text)
        if match is not None and not re.match(_SUBJECT, match["r"].strip(), re.I):
            cells = [cell.strip() for cell in match["r"].split("|")]
            told = any(re.match(_SUBJECT, cell, re.I) for cell in cells)
            match = match if told and sentence.kind == "table_row" else None
        match = match or _ROLE_FIRST.match(sentence.text)
        if match is None or _NO_SUBJECT.search(sentence.text):
            continue
        name = match["n"]
        if name in seen or name in stops or uses(source, name) < FEWEST or not used_as_person(source, name):
            continue
        seen.add(name)
        yield name, sentence.char_start + match.start("n"), sentence.char_start + match.end("n")


_KIN = (
    r"(?:boy|girl|son|daughter|child|baby|infant|toddler|pupil|twin|teenager|youngster|schoolgirl|schoolboy)"
)
_ANY = rf"(?<![\w’'-])(?P<n>{_ROLE} {LETTERS}|{NAME}|[A-Z]{{1,3}}\d{{0,2}}|(?:[A-Z]\.){{2,3}})(?![\w-])"
# What is said of a child and hardly of an adult.
_CHILDLIKE = tuple(
    re.compile(expression)
    for expression in (
        rf"{_ANY},? (?:who )?(?:(?:was|is|had been|then|only|just|nearly|almost|aged),? ){{1,3}}"
        rf"(?:1?\d|{cardinals(17)})\b(?:[ -](?:years?|months?|weeks?|days?)\b)?(?! (?:times|visits|of))",
        rf"{_ANY}, (?:who (?:is|was) )?(?:an?|the|their|her|his) "
        rf"(?:(?!\bof\b)[\w-]+ ){{0,3}}{_KIN}\b(?!['’])",
        rf"{_ANY} (?:is|was) (?:an?|the) (?:[\w-]+,? ){{0,3}}{_KIN}\b",
        rf"{_ANY}, (?:then |now |aged )?1?\d(?:[ -](?:years?|months?|weeks?|days?)\b)?(?=[,;.]| old)",
        rf"\b{_KIN},? (?:called |named |known as )?{_ANY}",
        rf"{_ANY} (?:was born|collapsed|was delivered|died|was killed|"
        r"was found (?:dead|lifeless|hanging|cold))\b",
        rf"\b(?:death|murder|killing|birth|injur(?:y|ies)) (?:of|to) {_ANY}",
        rf"{_ANY}['’]s (?:mother|father|parents|stepfather|school|death|birth|nursery|injuries|"
        r"health visitor)\b",
    )
)
_GROWN = re.compile(
    r"\b(?:Adult|Mr|Mrs|Ms|Dr|Miss|Mother|Father|mother|father|partner|uncle|aunt|called)\W+$"
)
FEWEST_SIGNS, FEWEST_USES = 2, 4


def by_use(source: Source) -> list[tuple[str, int, int]]:
    """The names of which the text tells what is told of children, each with a place, the commonest first.

    For a report that nowhere says whom it is about; all have at least half as many signs as the first.
    """
    stops = set(source.wording.words("labels", "not_names"))
    signs: dict[str, list[tuple[int, int]]] = {}
    for sentence in source.prose:
        for pattern in _CHILDLIKE:
            for match in pattern.finditer(sentence.text):
                if match["n"] not in stops and not _GROWN.search(sentence.text[: match.start("n")]):
                    at = sentence.char_start
                    signs.setdefault(match["n"], []).append((at + match.start("n"), at + match.end("n")))
    told = {
        name: places
        for name, places in signs.items()
        if len(places) >= FEWEST_SIGNS and uses(source, name) >= FEWEST_USES and used_as_person(source, name)
    }
    most = max(map(len, told.values()), default=0)
    ranked = sorted(told, key=lambda name: (-len(told[name]), told[name][0]))
    return [(name, *told[name][0]) for name in ranked if 2 * len(told[name]) >= most]


__all__ = ["by_use", "keyed"]
