"""Dates and ages in the words of a report, with where they stand.

Dates: "24 July 2014", "20th August 2014", "24 th November 2014", "March 2010", "23/3/10", "7.10.03",
"2014-07-24", "the fourteenth of May 2012", "the second Sunday of March 2012", "Boxing Day 2008",
"summer 2018", "in 2012", and the first half of a range ("between March and May 2012").
Ages: "aged 5 and 2½", "2-year-1-month-old", "five months old", "a girl of nine", "at the age of 16".
A day that the calendar does not have ("31 June 2010") is no date, and a date without a year is none either.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pipeline.any_case import AnyCase
from pipeline.date_forms import (
    BARE_YEAR,
    BEFORE_RANGE,
    FEAST_YEAR,
    FORMS,
    LAST_OF,
    MONTH_NAMES,
    NTH_WEEKDAY,
    NUMERIC,
    REFERENCE,
)
from pipeline.day_words import feast_day, nth_weekday, spoken_day
from pipeline.number_words import CARDINALS, NUMBER_WORD, TENS
from pipeline.records import DatePrecision

FIRST_YEAR, LAST_YEAR = 1900, 2069
MAX_YEARS = 110.0
DAYS_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date at ``text[start:end]``; ``value`` is the first day of what ``precision`` names."""

    start: int
    end: int
    value: date
    precision: DatePrecision


@dataclass(frozen=True, slots=True)
class FoundAge:
    """An age at ``text[start:end]``, in years to two decimals."""

    start: int
    end: int
    years: float


def last_day(value: date, precision: DatePrecision) -> date:
    """The last day that a date may mean: of its month, or of its year, where no more is known."""
    month = 12 if precision == "year" else value.month
    return value if precision == "day" else value.replace(month=month, day=monthrange(value.year, month)[1])


def find_dates(text: str) -> list[FoundDate]:
    """The dates of ``text`` from left to right; none overlaps another."""
    return list(_dates(text)) if _DIGIT.search(text) else []


# Several fields read the same sentences: those of one document are kept.
@lru_cache(maxsize=1024)
def _dates(text: str) -> tuple[FoundDate, ...]:
    found: list[FoundDate] = []
    for pattern in FORMS:
        for match in pattern.finditer(text):
            start = match.start(_year_group(match)) if pattern is BARE_YEAR else match.start()
            # An impossible day leaves its words as they are: "31 June 2010" is not June 2010 either.
            if not any(start < other.end and other.start < match.end() for other in found):
                found.append(_dated(text, match, start, pattern))
    real = [one for one in found if one.value != _NONE]
    return tuple(sorted([*real, *_range_starts(text, real)], key=lambda one: one.start))


_NONE = date.min
_DIGIT = re.compile(r"\d\d")


def _year_group(match: re.Match[str]) -> str:
    """The name of the group that holds the year."""
    return next(name for name in ("y", "y1", "y2", "y3") if match.groupdict().get(name))


def _dated(text: str, match: re.Match[str], start: int, pattern: re.Pattern[str]) -> FoundDate:
    """The date of a match, or one with the value ``_NONE`` that only keeps its words taken."""
    parts = match.groupdict()
    if pattern is LAST_OF:
        first = date(int(parts["y"]), _month(parts["m"]), 1)
        return FoundDate(start, match.end(), last_day(first, "month"), "day")
    if pattern in (NTH_WEEKDAY, FEAST_YEAR):
        year = int(parts["y"])
        if parts.get("f"):
            whole = feast_day(parts["f"], year)
        else:
            whole = nth_weekday(parts["n"], parts["w"], year, _month(parts["m"]))
        return FoundDate(start, match.end(), whole or _NONE, "day")
    month = _month(parts["m"]) if parts.get("m") else 1
    day = spoken_day(parts["d"]) if parts.get("d") else 1
    precision: DatePrecision = "day" if parts.get("d") else "month" if parts.get("m") else "year"
    value = _calendar(_year(match[_year_group(match)]), month, day)
    if pattern is NUMERIC and _is_number(text, match):
        value = None
    return FoundDate(start, match.end(), value or _NONE, precision)


def _is_number(text: str, match: re.Match[str]) -> bool:
    """Whether "2.3.10" is a paragraph number: after a word that refers, or before a sentence at the start."""
    if match["s"] != "." or len(match["y"]) == 4:
        return False
    before, after = text[: match.start()], text[match.end() :]
    return bool(REFERENCE.search(before)) or (not before.strip() and bool(re.match(r"\s+[A-Z]", after)))


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    return MONTH_NAMES[word[:3].lower()]


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year < 50 else 1900)


def _calendar(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _range_starts(text: str, found: list[FoundDate]) -> Iterator[FoundDate]:
    """Days and months that borrow the year after them: "from 3 to 5 May 2010", "March and May 2012"."""
    for one in found:
        if one.precision == "year" or not text[one.start : one.end][-4:].isdigit():
            continue
        match = BEFORE_RANGE.search(text, max(0, one.start - 40), one.start)
        if match is None or not (match["d"] or match["m"]) or REFERENCE.search(text[: match.start()]):
            continue
        if (match["d"] is None) != (one.precision == "month"):
            continue
        month = _month(match["m"]) if match["m"] else one.value.month
        day = spoken_day(match["d"]) if match["d"] else 1
        # "from November to January 2013" began in the year before.
        year = one.value.year - (1 if (month, day) > (one.value.month, one.value.day) else 0)
        value = _calendar(year, month, day)
        first = match.start("d") if match["d"] else match.start("m")
        last = match.end("m") if match["m"] else match.end("d")
        if value and not any(first < other.end and other.start < last for other in found):
            yield FoundDate(first, last, value, one.precision)


_WORD = rf"(?:{NUMBER_WORD}|zero)"
# "a year old", "a fortnight old": the article is a number only before a unit.
_ARTICLE = r"(?:an?|one\s+single)(?=[\s-]+(?:year|month|week|day|hour|fortnight)\b)"
_FRACTION = r"(?:\s+and\s+(?:a\s+half|a\s+quarter|three[\s-]quarters)|-and-a-half|-and-a-quarter)"
_NUM = rf"(?:\d{{1,3}}(?:\.(?:25|5|75)|\s?[½¼¾])?|[½¼¾]|{_WORD}|{_ARTICLE}){_FRACTION}?(?![\w½¼¾%£])"
_UNIT = r"(?:years?|yrs?|months?|mths?|weeks?|wks?|days?|hours?|hrs?|fortnights?)\b(?!['’])"
_GAP = r"(?:\s+|\s?-\s?)"
# "A year and a half", "two years and a quarter": the fraction after the unit.
_AND_PART = r"(?:\s+and\s+(?:a\s+half|a\s+quarter|three[\s-]quarters)\b)"
_PART = rf"{_NUM}{_GAP}{_UNIT}{_AND_PART}?"
_FULL = rf"{_PART}(?:(?:,?\s+and\s+|,?\s+|-)(?:and-)?{_PART})?"
_PERSON = (
    r"(?:boy|girl|child|baby|infant|youth|toddler|man|woman|lad|teenager|pupil|son|daughter|sister|brother|"
    r"half-brother|half-sister|student|twins?|youngster|mother|father)s?"
)
_ROUND = (
    r"(?:(?:about|around|approximately|roughly|(?:just|a\s+little|slightly|well)\s+(?:under|over|past)|nearly|almost|"
    r"approaching|not\s+(?:quite|yet)|coming\s+up\s+to|close\s+to|only|just|between|barely|scarcely|still|already|"
    r"then|now|by\s+then|at\s+(?:that|the)\s+time|himself|herself|some|but|all\s+of|no\s+more\s+than|"
    r"not\s+more\s+than|at\s+most|rising|perhaps|exactly|all\s+but|as\s+yet|newly|aged)(?:\s+|(?=,)))*"
)
_ONE = rf"(?:{_FULL}|{_NUM})"
_AND = r"(?:,\s+|\s+and\s+|,\s+and\s+|\s+or\s+|\s+to\s+)"
_LIST = rf"{_ONE}(?:{_AND}{_ONE}(?!\s+(?:other|more|of|times)))*"
# What may follow a bare number that is an age: the end of a phrase, or words that go on about the person.
_STOP = r"(?=\s*(?:$|(?!\.\d)[.,;:()|]))"
_ON = (
    r"(?=\s+(?:who|when|was|were|had|and|in|with|at|from|whose|asked|or|is|to|died|rang|found|on|drown\w*|"
    r"kill\w*|suffer\w*)\b)"
)
# "She was five in March 2010", "he was four and loved trains", "was nine that June".
_GOES_ON = (
    rf"(?=\s+(?:and\s+(?!an?\s|\d|the\s+same|{_WORD}\b)\w+|"
    r"but|while|still|already|by\s+now|now|in\s+(?!all\b|total\b|number\b|every\b|each\b|"
    r"the\s+(?:list|queue|family|house|home|class)\b)|that|then|last|or\s+so|as\s+(?:he|she|the)|before|"
    r"(?:on|during|at)\s+(?:the|that|this|his|her|\d)|for\s+(?:only|just|a\s+few))\b)"
)
_LABEL = r"(?-i:[A-Z][A-Z0-9]{0,4}|[A-Z][a-z]{2,}(?:\s[A-Z0-9]{1,2})?)"
_ABOUT = rf"{_ROUND}"
_AGED = re.compile(rf"\b(?:aged?|ages)(?:\s+of|:)?\s+{_ABOUT}(?P<list>{_LIST})(?:{_GAP}old\b)?", re.I)
_OLD = re.compile(rf"\b(?P<list>{_FULL}|{_NUM}(?:\s+(?:and|or|to)\s+){_PART}){_GAP}(?:old|of\s+age)\b", re.I)
_PATTERNS = (
    _AGED,
    _OLD,
    # a girl of nine
    re.compile(rf"\b{_PERSON}\s+of\s+{_ABOUT}(?P<list>{_FULL}|{_NUM}{_STOP}|{_NUM}{_ON})", re.I),
    # was sixteen when; were 18 and 19 when
    re.compile(
        rf"\b(?:was|were)\s+{_ABOUT}(?P<list>{_ONE}(?:\s+and\s+{_ONE})?)(?=\s+(?:when|by\s+then|"
        r"(?:at|by)\s+(?:the|that|this)\s+(?:time|point|stage|date)|"
        r"(?:on|in)\s+(?:the|that)\s+(?:day|night|morning|evening|week|month|spring|summer|autumn|winter))\b)",
        re.I,
    ),
    # when she was eleven; when Child B was two
    re.compile(
        rf"\bwhen\s+(?:he|she|they|[A-Z]\w*(?:\s[A-Z0-9]\w*)?)\s+(?:was|were)\s+{_ABOUT}"
        rf"(?P<list>{_FULL}|{_NUM}(?!\s+(?:of|more)\b))",
        re.I,
    ),
    # his sister, then thirteen,
    re.compile(
        rf"\bbeing\s+(?:then|now|only|just|barely|still|by\s+then)\s+(?P<list>{_FULL}|{_NUM}(?:{_STOP}|{_ON}))",
        re.I,
    ),
    re.compile(rf"(?<=,\s)(?:by\s+)?(?:then|now)\s+{_ABOUT}(?P<list>{_FULL}|{_NUM}{_STOP})", re.I),
    # At 15 she
    re.compile(rf"(?:^|(?<=[.;,]\s)|\band\s)at\s+(?P<list>{_NUM})(?=,?\s+(?:he|she|they)\b)", re.I),
    # W was fifteen.
    re.compile(
        rf"\b(?:he|she|they|who|victim|{_PERSON}|{_LABEL})(?:,[^,;.()]{{3,60}},)?\s+(?:(?:him|her|them)sel(?:f|ves)\s+)?"
        rf"(?:was|were|is|are|(?:had\s+|has\s+)?(?:just\s+|recently\s+|by\s+then\s+|then\s+|already\s+)?turned)\s+{_ABOUT}"
        rf"(?P<list>{_FULL}|{_WORD}(?:,\s+{_WORD})?\s+and\s+{_WORD}{_STOP}|{_WORD}{_FRACTION}?(?:{_STOP}|{_GOES_ON})|"
        rf"\d{{1,2}}(?:\s?[½¼¾])?(?:(?=\s*(?:$|[.,;])(?!\d))|{_GOES_ON}))",
        re.I,
    ),
    # who had been seven; J had reached nine,
    re.compile(
        rf"\b(?:he|she|they|who|{_PERSON}|{_LABEL})\s+had\s+(?:(?:just|only|not\s+yet|by\s+then)\s+)?(?:been|reached|attained|become)\s+"
        rf"{_ABOUT}(?P<list>{_NUM}(?:{_STOP}|(?=\s+(?:when|at\s+the\s+time|by\s+then|on\s+the\s+day)\b)))",
        re.I,
    ),
    # Child 4 (18 months)
    re.compile(rf"(?<=(?-i:[A-Z0-9])\s)\((?P<list>{_FULL})\)", re.I),
    # her brothers six and three
    re.compile(
        rf"\b(?:brothers|sisters|siblings|sons|daughters|boys|girls),?\s+(?:(?:then|now|only|just)\s+)?"
        rf"(?P<list>{_WORD}(?:,\s+{_WORD})*\s+and\s+{_WORD}){_STOP}",
        re.I,
    ),
    # both 19,
    re.compile(rf"\bboth\s+(?P<list>{_NUM}){_STOP}", re.I),
)
_THRESHOLD = re.compile(r"\b(?<!just )(?<!little )(?:under|below|over|above|minimum)\s+(?:the\s+)?$", re.I)
_DURATION = re.compile(r"(?:\bfor|sentenced\s+to|imprisonment|\bwithin|\blasted)\s+$", re.I)
# "Was three years younger", "was nine months pregnant", "was two weeks late".
_COMPARED = re.compile(
    r"\s+(?:(?:the\s+|his\s+|her\s+|their\s+)?(?:younger|older|elder|junior|senior)|apart|pregnant|late|early|overdue|"
    r"premature|sober|behind|ahead)\b",
    re.I,
)
_ITEM = re.compile(rf"(?P<full>{_FULL})|(?P<num>{_NUM})", re.I)
_PIECE = re.compile(rf"(?P<n>{_NUM}){_GAP}(?P<u>{_UNIT})(?P<f>{_AND_PART})?", re.I)
# What every age has near its number; without one the slower expressions need not be tried.
_AGE_SIGN = AnyCase(
    r"\b(?:aged?|ages|old|of age|was|were|had|is|are|being|turned|then|now|both|at|brothers|sisters|siblings|"
    r"sons|daughters|boys|girls)\b|\(|"
    rf"(?:{_PERSON})\s+of\b"
)
_PER_YEAR = {
    "y": 1.0,
    "m": 12.0,
    "f": DAYS_A_YEAR / 14,
    "w": DAYS_A_YEAR / 7,
    "d": DAYS_A_YEAR,
    "h": 24 * DAYS_A_YEAR,
}


def find_ages(text: str) -> list[FoundAge]:
    """The ages of people in ``text``, in order. Thresholds ("under 18 years") and durations are none."""
    if not _AGE_SIGN.search(text):
        return []
    found: list[FoundAge] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            before = text[: match.start()]
            if _THRESHOLD.search(before) or (pattern is _OLD and _DURATION.search(before)):
                continue
            if _COMPARED.match(text, match.end()):
                continue
            for age in _listed(match["list"], match.start("list"), pattern is _OLD):
                if not any(age.start < other.end and other.start < age.end for other in found):
                    found.append(age)
    return sorted(found, key=lambda one: one.start)


# "2y 3m", "11/12" (of months), "5/52" (of weeks), as doctors and tables write ages.
_SHORT = re.compile(r"(?P<n>\d{1,3})\s?(?:(?P<u>y|m|w|d)(?![a-z])|/(?P<of>12|52|7)(?!\d|/))", re.I)
_LONG_UNIT = {
    "y": "years",
    "m": "months",
    "w": "weeks",
    "d": "days",
    "12": "months",
    "52": "weeks",
    "7": "days",
}


def _spelt(cell: str) -> str:
    """A cell with the short forms of its units written out."""
    return _SHORT.sub(lambda one: f"{one['n']} {_LONG_UNIT[(one['u'] or one['of']).lower()]}", cell)


def parse_age(cell: str) -> float | None:
    """The age in years of a table's cell ("7 weeks", "14 months", "16", "40, a carer"); None without one."""
    text = _spelt(cell.strip())
    match = _ITEM.match(re.sub(rf"^(?:aged?\s+|approx\.?\s+)?{_ABOUT}", "", text, flags=re.I))
    if match is None or find_dates(text):
        return None
    return next((age.years for age in _listed(match[0], 0, old=False)), None)


def days_of_span(words: str) -> float | None:
    """The days of "three days" or "a month and two days", not rounded; None where nothing is counted."""
    pieces = list(_PIECE.finditer(_spelt(words.strip())))
    return sum(map(_years_of_piece, pieces)) * DAYS_A_YEAR if pieces else None


def _years_of_piece(piece: re.Match[str]) -> float:
    return _number(piece["n"] + (piece["f"] or "")) / _PER_YEAR[piece["u"][0].lower()]


def _listed(text: str, offset: int, old: bool) -> Iterator[FoundAge]:
    """The ages of a list ("5 and 2½ years"): a bare number takes the unit of the age after it, else years."""
    matches = list(_ITEM.finditer(text))
    for i, match in enumerate(matches):
        if match["full"]:
            years = sum(map(_years_of_piece, _PIECE.finditer(match[0])))
        else:
            following = _PIECE.search(text, match.end()) if old or i + 1 < len(matches) else None
            years = _number(match[0]) / (_PER_YEAR[following["u"][0].lower()] if following else 1.0)
        if 0 <= years <= MAX_YEARS:
            yield FoundAge(offset + match.start(), offset + match.end(), round(years, 2))


_FRACTION_END = re.compile(rf"(?:{_FRACTION}|[½¼¾])$", re.I)
_PARTS = {"half": 0.5, "½": 0.5, "three": 0.75, "¾": 0.75, "quarter": 0.25, "¼": 0.25}


def _number(words: str) -> float:
    text = words.lower().strip()
    end = _FRACTION_END.search(text)
    part = next((value for sign, value in _PARTS.items() if end and sign in end[0]), 0.0)
    text = (text[: end.start()] if end else text).strip()
    if not text:
        return part
    if text[0].isdigit():
        return float(text) + part
    tens, _, ones = text.replace("-", " ").partition(" ")
    if tens in ("a", "an"):
        return 1.0 + part
    return TENS.get(tens, CARDINALS.get(tens, 0)) + CARDINALS.get(ones, 0) + part
