"""Every words of a report that may tell a child's age, for a reader that judges them by what stands around.

The rules take for an age what their wordings know to be one. A reader can be given more: cells and sentences
of tables, and any number of years, months or weeks that is not plainly a time that passed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pipeline.any_case import AnyCase
from pipeline.case.age.birthdays import COUNT, ORDINAL, QUANTITY, ordinal, years_of
from pipeline.case.age.said import CHILD_YEARS, AgeTold
from pipeline.case.age.words import AgeWords, said_ages
from pipeline.case.people.people import People
from pipeline.case.source import NOT_TOLD, Source
from pipeline.dates import find_ages, find_dates, parse_age
from pipeline.records import Sentence

# A cell with more words than these is prose.
CELL_WORDS = 8
_CELL = re.compile(r"[^|]+")
_HALF = rf"{COUNT}\s+and\s+(?:a\s+half|a\s+quarter|three[\s-]quarters)|\d{{1,2}}\s?[½¼¾]"
_LOOSE = re.compile(rf"(?<![\w£.,/-])(?P<age>{QUANTITY}|{_HALF})", re.I)
_BIRTHDAY = re.compile(rf"\b{ORDINAL}\s+birthday\b", re.I)
_LOOSE_SIGN = AnyCase(r"years?|months?|mths|weeks?|\byrs?|half|quarter|[½¼¾]|birthday")
# A time that passed, to or from something: no age whatever else is said.
_PASSED = re.compile(
    r"[\s-]*(?:later|ago|earlier|previously|beforehand|afterwards|hence|imprisonment|in\s+(?:prison|custody)|sentence|"
    r"(?:before|after|since)\s+(?!(?:his|her|their)\s+birth)|['’])",
    re.I,
)
_FOR = re.compile(r"\b(?:for|within|over|the\s+(?:last|past|next|first|following|previous))\s+$", re.I)
# Nobody is so old in hours, and nobody counts a child's age in more weeks or months than these.
MOST_WEEKS, MOST_MONTHS = 104, 48
_NUMBER = re.compile(r"\d+")


def age_mentions(source: Source, people: People, told: Sequence[AgeTold]) -> list[AgeTold]:
    """The ages ``told``, as the rules find them, with all else that may be one, in the order of the text."""
    of_rows = list(_of_rows(source, people))
    found = [*told, *of_rows, *_loose(source, told)]
    return sorted(found, key=lambda one: (one.sentence.char_start, one.words.start))


def _of_rows(source: Source, people: People) -> Iterator[AgeTold]:
    """Ages in the cells of tables, those of lists of recommendations left out."""
    starts = [sentence.char_start for sentence in source.prose]
    for sentence in source.body:
        if sentence.kind != "table_row" or source.section_type(sentence) in NOT_TOLD:
            continue
        rank = bisect_left(starts, sentence.char_start)
        for words in _in_row(sentence.text, people):
            yield AgeTold(rank, sentence, words)


def _in_row(text: str, people: People) -> Iterator[AgeWords]:
    said = [
        one for one in said_ages(text, find_ages(text), people.own, people.other) if one.years < CHILD_YEARS
    ]
    yield from said
    for at, cell in enumerate(_CELL.finditer(text)):
        words = cell[0].strip()
        if not at or not words or len(words.split()) > CELL_WORDS or find_dates(words):
            continue
        start = cell.start() + cell[0].index(words)
        if any(one.start < start + len(words) and start < one.end for one in said):
            continue
        years = parse_age(words)
        if years is not None and years < CHILD_YEARS:
            yield AgeWords(start, start + len(words), round(years, 2), "near")


def _loose(source: Source, told: Sequence[AgeTold]) -> Iterator[AgeTold]:
    """Numbers of years, months and weeks that no wording of the rules takes for an age."""
    taken: dict[int, list[AgeWords]] = {}
    for one in told:
        taken.setdefault(one.sentence.sentence_no, []).append(one.words)
    for rank, sentence in enumerate(source.prose):
        if source.section_type(sentence) in NOT_TOLD or not _LOOSE_SIGN.search(sentence.text):
            continue
        for words in _in_sentence(sentence):
            others = taken.get(sentence.sentence_no, ())
            # "Six years and four months", of which the rules took six.
            if not any(
                one.start < words.end and words.start < one.end and not _within(one, words) for one in others
            ):
                yield AgeTold(rank, sentence, words)


def _within(one: AgeWords, other: AgeWords) -> bool:
    return other.start <= one.start and one.end <= other.end and one.years != other.years


def _in_sentence(sentence: Sentence) -> Iterator[AgeWords]:
    text = sentence.text
    for match in _LOOSE.finditer(text):
        if _PASSED.match(text, match.end()) or _FOR.search(text[: match.start()]):
            continue
        years = years_of(match["age"].replace("-", " "))
        if years is not None and 0 < years < CHILD_YEARS and not _too_many(match["age"]):
            yield AgeWords(match.start("age"), match.end("age"), round(years, 2), "near")
    for match in _BIRTHDAY.finditer(text):
        if (years := float(ordinal(match["n"]))) < CHILD_YEARS:
            yield AgeWords(match.start(), match.end(), years, "near")


def _too_many(words: str) -> bool:
    """Whether so many weeks or months, or any hours, are a length of time: "within 72 hours", "120 weeks"."""
    number = _NUMBER.match(words)
    if re.search(r"hour", words, re.I):
        return True
    if number is None or re.search(r"year|yr", words, re.I):
        return False
    return int(number[0]) > (MOST_WEEKS if re.search(r"week|day", words, re.I) else MOST_MONTHS)
