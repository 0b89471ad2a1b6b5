"""Birthdays: an age told by one that is near ("nine days short of her second birthday"), a birth by one that
is dated ("his third birthday, on 4 May 2010").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.dates import DAYS_A_YEAR, FoundDate, find_dates, parse_age

MONTH = 1 / 12
_ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth"
).split()
_ORDINALS = {word: number for number, word in enumerate(_ORDINAL_WORDS, 1)}
ORDINAL = rf"(?P<n>{'|'.join(sorted(_ORDINALS, key=len, reverse=True))}|\d{{1,2}}(?:st|nd|rd|th))"
COUNT = (
    r"(?:\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ]"
    r"(?:one|two|three|four|five|six|seven|eight|nine))(?:\s+and\s+a\s+half|½)?"
)
UNIT = r"(?:years?|months?|weeks?|days?|fortnights?|hours?)"
# "a fortnight" is a count and a unit too.
QUANTITY = rf"(?:{COUNT}|½)[\s-]+{UNIT}\b(?:(?:,?\s+and|,)?\s+{COUNT}[\s-]+{UNIT}\b)?"
SPAN = (
    rf"(?P<off>{QUANTITY}|the\s+(?:day|week|month)|(?:a\s+few|some|several)\s+(?:days|weeks|hours)|days|weeks|"
    r"just|shortly|not\s+long|soon)"
)
_WHOSE = r"(?:his|her|their|the\s+\w+['’]s|[A-Z]\w*(?:\s[A-Z0-9]\w*)?['’]s?|what\s+would\s+have\s+been\s+\w+)"
_AGE = rf"(?P<age>{QUANTITY}|{COUNT}(?![\s-]+{UNIT}))(?:\s+old)?"
_EARLIER = r"(?:before|earlier|previously|beforehand|ago)"
_THEY = (
    r"(?:(?:he|she|they)(?:\s+had|\s+would\s+have)?\s+(?:turned|become|became|reached)|turning|becoming|"
    r"reaching)"
)
# Words, and whether their span is added to the birthday (1) or taken away (-1).
_NEAR: tuple[tuple[re.Pattern[str], int], ...] = tuple(
    (re.compile(expression, re.I), sign)
    for expression, sign in (
        (
            rf"\b{SPAN}\s+(?:short\s+of|shy\s+of|away\s+from|off|before)\s*{_WHOSE}\s+{ORDINAL}\s+birthday\b",
            -1,
        ),
        # "Just short – by a month – of her ninth birthday", "within a week of his first birthday".
        (rf"\bshort\W+by\s+{SPAN}\W+of\s+{_WHOSE}\s+{ORDINAL}\s+birthday\b", -1),
        (rf"\bwithin\s+{SPAN}\s+of\s+{_WHOSE}\s+{ORDINAL}\s+birthday\b", -1),
        (rf"\b{SPAN}\s+(?:after|past|following)\s+{_WHOSE}\s+{ORDINAL}\s+birthday\b", 1),
        (rf"\b{_WHOSE}\s+{ORDINAL}\s+birthday\b[^.;,]{{0,30}}?\s{SPAN}\s+{_EARLIER}\b", 1),
        (rf"\bturned\s+{_AGE}\s+(?:only\s+|just\s+)?{SPAN}\s+{_EARLIER}\b", 1),
        # "Her birthday had been nine days before, and she was four."
        (
            rf"\bbirthday\b[^.;]{{0,40}}?\s{SPAN}\s+{_EARLIER}\b[^.;]{{0,60}}?\b(?:he|she|they)\s+"
            rf"(?:had\s+(?:been|turned|become|reached)|was|were|turned|became)\s+(?:just\s+|only\s+)?{_AGE}"
            r"(?=\W)(?!\s+(?:of|in)\b)",
            1,
        ),
        (rf"\b{SPAN}\s+after\s+{_THEY}\s+{_AGE}\b", 1),
        (rf"\b{SPAN}\s+before\s+{_THEY}\s+{_AGE}\b", -1),
        (rf"\bhad\s+been\s+{_AGE}\s+for\s+(?:only\s+|just\s+)?{SPAN}(?=\s*(?:$|[.,;:]|when\b))", 1),
        # "He would have been two the following week", "in three weeks' time".
        (
            rf"\bwould\s+have\s+(?:been|turned|become|reached)\s+{_AGE}\s+(?:(?:in|within)\s+)?"
            rf"(?:(?:another|only|just)\s+)?(?P<off>{QUANTITY}|(?:the\s+)?(?:following|next)\s+(?:day|week|month)|"
            r"the\s+(?:day|week)\s+after)(?=\W)",
            -1,
        ),
    )
)
_ON = re.compile(
    rf"\bon\s+(?:the\s+(?:day|morning|evening|eve)\s+of\s+)?{_WHOSE}\s+{ORDINAL}\s+birthday\b", re.I
)
# "Her third birthday fell on", "he turned eight", "she would have been five": with a date, a birth.
_DATED = re.compile(
    rf"\b(?:{ORDINAL}\s+birthday\b|(?:turned|become|became|reached|would\s+have\s+been|would\s+be)\s+"
    rf"(?:the\s+age\s+of\s+)?(?P<age>{COUNT})\b(?![\s-]+(?:months?|weeks?|days?|hours?)\b))",
    re.I,
)
DATE_AFTER, DATE_BEFORE = 45, 30  # characters between a birthday and its date


@dataclass(frozen=True, slots=True)
class NearBirthday:
    """An age in years that a birthday near ``text[start:end]`` tells."""

    start: int
    end: int
    years: float


def near_birthdays(text: str) -> Iterator[NearBirthday]:
    """The ages of a sentence that are told by a birthday and the time to it or since."""
    if not _SIGN.search(text):
        return
    for pattern, sign in _NEAR:
        for match in pattern.finditer(text):
            number = _number(match)
            if number is not None:
                yield NearBirthday(match.start(), match.end(), round(number + sign * offset(match["off"]), 2))
    for match in _ON.finditer(text):
        yield NearBirthday(match.start(), match.end(), float(ordinal(match["n"])))


_SIGN = re.compile(r"birthday|turn|would have|becom|reach|had been", re.I)


def births_by_birthday(text: str) -> Iterator[tuple[int, FoundDate]]:
    """The births that dated birthdays tell, to the day or the month, each with where its birthday stands."""
    for match in _DATED.finditer(text) if _SIGN.search(text) else ():
        number = _number(match)
        day = next((one for one in find_dates(text) if _is_its_day(one, match)), None)
        if day is None or number is None or number < 1 or number != int(number):
            continue
        first = day.value.replace(day=28) if (day.value.month, day.value.day) == (2, 29) else day.value
        born = first.replace(year=first.year - int(number))
        yield match.start(), FoundDate(day.start, day.end, born, day.precision)


def _is_its_day(day: FoundDate, birthday: re.Match[str]) -> bool:
    after, before = day.start - birthday.end(), birthday.start() - day.end
    return day.precision != "year" and (0 <= after <= DATE_AFTER or 0 <= before <= DATE_BEFORE)


def _number(match: re.Match[str]) -> float | None:
    parts = match.groupdict()
    return float(ordinal(parts["n"])) if parts.get("n") else years_of(parts["age"])


def years_of(words: str) -> float | None:
    """The years of "ten weeks"; a bare number is in years."""
    return parse_age(" ".join(words.split()))


def ordinal(word: str) -> int:
    """The number of "third" and "3rd"."""
    return _ORDINALS.get(word.lower(), 0) or int(re.sub(r"\D", "", word) or 0)


def offset(words: str) -> float:
    """The years of "nineteen days"; a day of "the day", two weeks of a span that is not counted."""
    text = words.lower()
    if (years := parse_age(text)) is not None:
        return years
    if "day" in text and "days" not in text:
        return 1 / DAYS_A_YEAR
    if "month" in text:
        return MONTH / 2
    return (7 if re.search(r"\bdays|week\b", text) else 14) / DAYS_A_YEAR
