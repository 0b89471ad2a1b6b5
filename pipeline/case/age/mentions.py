"""All words of a report that may tell a child's age, for a reader that judges them by what stands around.

The rules take for an age what their wordings know to be one. A reader can be given more: cells and sentences
of tables, and any number of years, months or weeks that is not plainly a time that passed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pipeline.any_case import AnyCase
from pipeline.case.age.birthdays import COUNT, ORDINAL, QUANTITY, ordinal, years_of
from pipeline.case.age.said import AgeTold, of_the_case
from pipeline.case.age.words import AgeWords, of_pregnancy, said_ages
from pipeline.case.people.family import cell_age
from pipeline.case.people.people import People
from pipeline.case.source import NOT_TOLD, Source
from pipeline.dates import find_ages, find_dates

_CELL = re.compile(r"[^|]+")
_REST = re.compile(r"\s*[(;,+?].*$|\s+[–—-]\s.*$", re.S)
_BARE = re.compile(rf"{COUNT}", re.I)
_AGE_HEAD = re.compile(r"\b(?:ages?|aged|years|yrs|old)\b", re.I)
# Columns and rows of lengths of time, counts and measures.
_NO_AGE_HEAD = re.compile(
    r"\b(?:sentenc\w*|length|duration|time\w*|due|deadline|gestation\w*|injur\w+|fractures?|bruis\w+|wounds?|numbers?|"
    r"deaths?|reviews?|pages?|refs?|reference|no|cost|dose|weight|paragraphs?|para|contacts?|visits?|meetings?|sessions?|"
    r"wait\w*|immunis\w+|vaccin\w+|imprison\w*)\b",
    re.I,
)
_HALF = (
    rf"(?:{COUNT}\s+and\s+(?:a\s+half|a\s+quarter|three[\s-]quarters)|\d{{1,2}}\s?[½¼¾])"
    r"(?!\s*(?:miles?|stone|hours?|minutes?|pages?|pounds?|mg|ml|kg|g|cm|metres?|lbs?|times|per)\b)"
)
_SHORT = rf"{COUNT}\s?(?:yrs?|mths?|wks?)\b"
_LOOSE = re.compile(rf"(?<![\w£.,/-])(?P<age>{QUANTITY}|{_SHORT}|{_HALF})", re.I)
_BIRTHDAY = re.compile(rf"\b{ORDINAL}\s+birthday\b", re.I)
_LOOSE_SIGN = AnyCase(r"years?|months?|weeks?|\dyrs?|\byrs?|mths?|wks?|half|quarter|[½¼¾]|birthday")
# A time that passed, to or from something: no age whatever else is said.
_PASSED = re.compile(
    r"[\s-]*(?:later|ago|earlier|previously|beforehand|afterwards|hence|imprisonment|in\s+(?:prison|custody)|sentence|"
    r"(?:and\s+more\s+)?(?:passed|elapsed)|gap|wait|pregnan\w+|gestation\w*|"
    r"(?:before|after|since)\s+(?!(?:his|her|their)\s+birth)|['’])",
    re.I,
)
_FOR = re.compile(
    r"\b(?:for|within|(?<!just )(?<!little )over|during|every|under|below|above|less\s+than|more\s+than|"
    r"lasted|sentenced\s+to|the\s+(?:last|past|next|first|following|previous))\s+"
    r"(?:(?:about|nearly|almost|some|only|just|at\s+least|up\s+to)\s+)*$",
    re.I,
)
# Characters before a number that say what it counts.
BEFORE = 40
# Nobody counts a child's age in weeks or days beyond so many years, or in months.
MOST_WEEKS, MOST_MONTHS = 2.0, 4.0


def age_mentions(source: Source, people: People, told: Sequence[AgeTold]) -> list[AgeTold]:
    """The ages ``told``, as the rules find them, with all else that may be one, in the order of the text."""
    found = [*told, *_of_rows(source, people), *_loose(source, people, told)]
    return sorted(found, key=lambda one: (one.sentence.char_start, one.words.start))


def _of_rows(source: Source, people: People) -> Iterator[AgeTold]:
    """Ages in the cells of tables, those of lists of recommendations left out."""
    starts = [sentence.char_start for sentence in source.prose]
    for sentence in source.body:
        if sentence.kind != "table_row" or source.section_type(sentence) in NOT_TOLD:
            continue
        rank = bisect_left(starts, sentence.char_start)
        head = source.heads.get(sentence.sentence_no, "")
        for words in of_the_case(source, people, sentence, _in_row(sentence.text, head, people)):
            yield AgeTold(rank, sentence, words)


def _in_row(text: str, head: str, people: People) -> list[AgeWords]:
    found = said_ages(text, find_ages(text), people.own, people.other)
    heads = head.split("|")
    cells = list(_CELL.finditer(text))
    if not cells or _NO_AGE_HEAD.search(cells[0][0]):
        return found
    for at, cell in enumerate(cells):
        words = _REST.sub("", cell[0]).strip()
        column = heads[at] if at < len(heads) else ""
        if not words or find_dates(words) or _NO_AGE_HEAD.search(column):
            continue
        # A bare number may count anything, unless its column says that it counts years.
        if _BARE.fullmatch(words) and not _AGE_HEAD.search(column):
            continue
        years, start = cell_age(words), cell.start() + cell[0].index(words)
        if years is None:
            continue
        age = AgeWords(start, start + len(words), round(years, 2), "near")
        if not any(age.overlaps(one) for one in found):
            found.append(age)
    return sorted(found, key=lambda one: one.start)


def _loose(source: Source, people: People, told: Sequence[AgeTold]) -> Iterator[AgeTold]:
    """Numbers of years, months and weeks that no wording of the rules takes for an age."""
    taken: dict[int, list[AgeWords]] = {}
    for one in told:
        taken.setdefault(one.sentence.sentence_no, []).append(one.words)
    for rank, sentence in enumerate(source.prose):
        if source.section_type(sentence) in NOT_TOLD or not _LOOSE_SIGN.search(sentence.text):
            continue
        for words in of_the_case(source, people, sentence, list(_in_sentence(sentence.text))):
            others = taken.get(sentence.sentence_no, ())
            # "Nine years and a month", of which the rules took nine.
            if not any(words.overlaps(one) and not _within(one, words) for one in others):
                yield AgeTold(rank, sentence, words)


def _within(one: AgeWords, other: AgeWords) -> bool:
    return other.start <= one.start and one.end <= other.end and one.years != other.years


def _in_sentence(text: str) -> Iterator[AgeWords]:
    for match in _LOOSE.finditer(text):
        start = match.start("age")
        if _PASSED.match(text, match.end()) or _FOR.search(text[max(0, start - BEFORE) : start]):
            continue
        years = years_of(match["age"].replace("-", " "))
        if years is None or _too_many(match["age"], years) or of_pregnancy(text, match["age"], years):
            continue
        if years > 0:
            yield AgeWords(start, match.end("age"), round(years, 2), "near")
    for match in _BIRTHDAY.finditer(text):
        yield AgeWords(match.start(), match.end(), float(ordinal(match["n"])), "near")


def _too_many(words: str, years: float) -> bool:
    """Whether so many weeks or months, or any hours, are a length of time: "72 hours", "120 weeks"."""
    if re.search(r"hour", words, re.I):
        return True
    if re.search(r"year|yr", words, re.I):
        return False
    if re.search(r"week|wk|day|fortnight", words, re.I):
        return years > MOST_WEEKS
    return bool(re.search(r"mo?n?ths?", words, re.I)) and years > MOST_MONTHS
