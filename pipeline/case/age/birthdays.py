"""Birthdays: an age told by one that is near ("nine days short of her second birthday"), a birth by one that
is dated ("his third birthday, on 4 May 2010").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.any_case import AnyCase
from pipeline.case.timeline.relative import find_partials, in_year
from pipeline.dates import DAYS_A_YEAR, FoundDate, days_of_span, find_dates, parse_age
from pipeline.day_words import FEAST, WEEKDAY, WEEKDAYS, feast_day
from pipeline.number_words import NUMBER_WORD, ORDINALS, ordinals

MONTH = 1 / 12
ORDINAL = rf"(?P<n>{ordinals(18)}|\d{{1,2}}(?:st|nd|rd|th))"
COUNT = (
    rf"(?:\d{{1,3}}|an?|{NUMBER_WORD})"
    r"(?:\s+and\s+(?:a\s+half|a\s+quarter|three[\s-]quarters)|\s?[½¼¾])?"
)
UNIT = r"(?:years?|months?|weeks?|days?|fortnights?|hours?)"
# "a fortnight" is a count and a unit too.
QUANTITY = rf"(?:{COUNT}|½)[\s-]+{UNIT}\b(?:(?:,?\s+and|,)?\s+{COUNT}[\s-]+{UNIT}\b)?"
SPAN = (
    rf"(?P<off>{QUANTITY}|the\s+(?:very\s+)?(?:day|week|month)|(?:a\s+few|some|several)\s+(?:days|weeks|hours)|days|weeks|"
    r"just|shortly|not\s+long|soon)"
)
_WHOSE = (
    r"(?:his|her|their|the\s+\w+['’]s|[A-Z]\w*(?:\s[A-Z0-9]\w*)?['’]s?|"
    r"what\s+(?:would|should)\s+have\s+been\s+\w+|an?|the)"
)
_AGE = rf"(?P<age>{QUANTITY}|{COUNT}(?![\s-]+{UNIT}))(?:\s+old)?"
_END = r"(?=\s*(?:$|[.,;:)]|and\b|when\b|years?\s+old\b|at\s+the\s+time\b))"
# "Two hours past nine" is a time of day.
_NO_HOURS = rf"(?!\w+[\s-]+h(?:ou)?rs?\b){QUANTITY}"
_EARLIER = r"(?:before|earlier|previously|beforehand|ago)"
_THEY = (
    r"(?:(?:he|she|they)(?:(?:\s+had|\s+would\s+have)?\s+(?:turned|become|became|reached)|"
    r"\s+would\s+have\s+been)|turning|becoming|reaching)"
)
# What may stand between the days that are left and the birthday.
_STILL_TO_GO = (
    r"short\s+of|shy\s+of|away\s+from|to\s+go\s+(?:to|until|till|before)|(?:remained|left)\s+(?:to|until|before)|"
    r"ahead\s+of|from|until|till"
)
# Words, and whether their span is added to the birthday (1) or taken away (-1).
_NEAR: tuple[tuple[re.Pattern[str], int], ...] = tuple(
    (re.compile(expression, re.I), sign)
    for expression, sign in (
        (
            rf"\b{SPAN}\s+(?:{_STILL_TO_GO}|off|before)\s*{_WHOSE}\s+{ORDINAL}\s+birthday\b",
            -1,
        ),
        # "A fortnight off being three", "ten days from turning two".
        (rf"\b{SPAN}\s+(?:{_STILL_TO_GO}|off|before)\s+(?:being|turning|becoming|reaching)\s+{_AGE}", -1),
        # "Six weeks short of four.", "two months past nine".
        (
            r"\b(?<!took )(?<!had )(?<!taken )"
            rf"(?P<off>{_NO_HOURS})\s+(?:short\s+of|shy\s+of|off)\s+{_AGE}{_END}",
            -1,
        ),
        (rf"\b(?P<off>{_NO_HOURS})\s+(?:past|over|beyond|after\s+turning)\s+{_AGE}{_END}", 1),
        # "Her sixth birthday was nine days away", "would have been two weeks later".
        (
            rf"\b{_WHOSE}\s+{ORDINAL}\s+birthday,?\s+(?:(?:which|that|and\s+(?:it|this))\s+)?(?:(?:was|were|fell|came|lay|is|"
            r"would\s+(?:be|fall|come)|would\s+have\s+(?:been|fallen|come))\s+)?(?:[^.;,\d]{0,30}?\s)??"
            rf"(?:just\s+|only\s+|still\s+|some\s+|about\s+)?{SPAN}\s+(?:away|off|ahead|later|hence|to\s+come|distant|to\s+go)\b",
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
        (
            rf"\bhad\s+(?:(?:then|by\s+then|now|only|just)\s+)?been\s+{_AGE}\s+for\s+(?:only\s+|just\s+)?{SPAN}(?=\s*(?:$|[.,;:]|when\b))",
            1,
        ),
        # "He would have been two the following week", "in three weeks' time".
        (
            r"\b(?:would(?:\s+have)?|due\s+to|about\s+to|was\s+to|were\s+to)\s+(?:be|been|turn(?:ed)?|become|"
            rf"reach(?:ed)?)\s+{_AGE}\s+(?:(?:in|within)\s+)?(?:(?:another|only|just)\s+)?"
            rf"(?P<off>{QUANTITY}(?:\s+later)?|(?:the\s+)?(?:following|next)\s+(?:day|week|month)|"
            r"the\s+(?:day|week)\s+after)(?=\W)",
            -1,
        ),
    )
)
_ON = re.compile(
    r"\b(?:on|in|at)\s+(?:or\s+about\s+)?(?:(?:about\s+)?the\s+(?:day|morning|evening|eve|week|weekend|month|time)"
    rf"\s+of\s+)?{_WHOSE}\s+{ORDINAL}\s+birthday\b",
    re.I,
)
# "He had celebrated his seventh birthday"; "she never saw her second", "had not reached his third".
_KEPT = re.compile(
    r"(?P<never>\b(?:never|not(?:\s+yet|\s+quite)?|without)\s+(?:lived?\s+(?:long\s+enough\s+)?to\s+)?)?"
    r"\b(?:had|have|having|see|saw|seen|seeing|keep|kept|celebrated?|passed|marked|reach(?:ed|ing)?|enjoyed)\s+"
    rf"(?:only\s+|just\s+|even\s+|recently\s+)?{_WHOSE}\s+{ORDINAL}\s+birthday\b"
    r"(?!\s+(?:party|present|cake|card|tea))",
    re.I,
)
# "Her third birthday fell on", "he turned eight", "she would have been five": with a date, a birth.
_DATED = re.compile(
    rf"\b(?:{ORDINAL}\s+birthday\b|(?:(?:due|was|were)\s+to\s+(?:turn|become|reach|be)|turned|became|become|reached|"
    r"would\s+have\s+(?:been|turned|become|reached)|would\s+be|had\s+been)\s+"
    rf"(?:the\s+age\s+of\s+)?(?P<age>{COUNT})\b(?![\s-]+(?:months?|weeks?|days?|hours?)\b))",
    re.I,
)
_TO_COME = re.compile(r"\bwould|\bto\s+(?:turn|become|reach|be)\b", re.I)
DATE_AFTER, DATE_BEFORE = 45, 30  # characters between a birthday and its date


@dataclass(frozen=True, slots=True)
class NearBirthday:
    """An age in years that a birthday near ``text[start:end]`` tells."""

    start: int
    end: int
    years: float


# "The second birthday of her cousin".
_OF_OTHER = re.compile(r"\s+of\s+(?:his|her|their|an?|the|another)\b", re.I)
_BESIDE_DAY = re.compile(
    rf"\b(?P<off>{QUANTITY}|the\s+(?:very\s+)?(?:day|week|fortnight|month|{WEEKDAY}))\s+"
    r"(?P<dir>before|after|following)\s+(?:the\s+)?"
    rf"(?:(?P<f>{FEAST}|Christmas|New\s+Year|Easter),?\s+(?:of\s+|in\s+)?(?P<y>(?:19|20)\d\d)\b|(?=(?:the\s+)?\d|[A-Z]))"
)


def days_told(text: str) -> list[FoundDate]:
    """The dates of a text, those beside another reckoned: "the week before Christmas 2009" is 21 December."""
    found = find_dates(text)
    for match in _BESIDE_DAY.finditer(text):
        if match["f"]:
            anchor = feast_day(match["f"], int(match["y"]))
            end = match.end()
        else:
            day = next((one for one in found if one.start <= match.end() + 4 and one.end > match.end()), None)
            anchor, end = (day.value, day.end) if day and day.precision == "day" else (None, 0)
        if anchor is None:
            continue
        value = anchor + timedelta(days=_days_apart(match["off"], match["dir"] == "before", anchor))
        found = [one for one in found if not (one.start < end and match.start() < one.end)]
        found.append(FoundDate(match.start(), end, value, "day"))
    return sorted(found, key=lambda one: one.start)


def _days_apart(words: str, before: bool, anchor: date) -> int:
    """The days from an anchor that "four days", "the week" (its middle) or "the Sunday" before it mean."""
    sign, last = -1 if before else 1, words.rsplit(maxsplit=1)[-1].capitalize()
    if last in WEEKDAYS:
        return sign * (sign * (WEEKDAYS.index(last) - anchor.weekday()) % 7 or 7)
    counted = days_of_span(words)
    days = round(offset(words) * DAYS_A_YEAR if counted is None else counted)
    if words.lower().startswith("the") and last != "Day":
        days = days // 2 + 1
    return sign * days


def near_birthdays(text: str) -> Iterator[NearBirthday]:
    """The ages of a sentence that are told by a birthday and the time to it or since."""
    if not _SIGN.search(text):
        return
    for pattern, sign in _NEAR:
        for match in pattern.finditer(text):
            number = _number(match)
            age = -1.0 if number is None else round(number + sign * offset(match["off"]), 2)
            if age >= 0 and not _OF_OTHER.match(text, match.end()):
                yield NearBirthday(match.start(), match.end(), age)
    for match in _ON.finditer(text):
        if not _OF_OTHER.match(text, match.end()):
            yield NearBirthday(match.start(), match.end(), float(ordinal(match["n"])))
    for match in _KEPT.finditer(text):
        # Of a birthday that was not reached the years before it are full.
        years = ordinal(match["n"]) - (1 if match["never"] else 0)
        if years >= 1:
            yield NearBirthday(match.start(), match.end(), float(years))


_SIGN = AnyCase(
    r"birthday|turn|would|becom|reach|had been|was to|were to|being|short of|shy of|past|over|beyond|off"
)


def births_by_birthday(text: str, event: date | None = None) -> Iterator[tuple[int, FoundDate]]:
    """The births that dated birthdays tell, to the day or the month, each with where its birthday stands.

    A birthday without a year is the last before ``event``, or the next after it where it was still to come.
    """
    apart = [one for one in near_birthdays(text) if not _ON.match(text, one.start)]
    for match in _DATED.finditer(text) if _SIGN.search(text) else ():
        number = _number(match)
        if number is None or number < 1 or number != int(number):
            continue
        if match["n"] and any(near.start < match.start() < near.end for near in apart):
            # "On 6 March, three weeks short of her ninth birthday": the day is not the birthday's.
            continue
        day = next((one for one in find_dates(text) if _is_its_day(one, match)), None)
        day = day or (_without_year(text, match, event) if event else None)
        if day is None:
            continue
        first = day.value.replace(day=28) if (day.value.month, day.value.day) == (2, 29) else day.value
        born = first.replace(year=first.year - int(number))
        yield match.start(), FoundDate(day.start, day.end, born, day.precision)


def _without_year(text: str, birthday: re.Match[str], event: date) -> FoundDate | None:
    """The day of a birthday that is told without its year, by the event near which it was."""
    for one in find_partials(text):
        if one.month is None or not _is_beside(one.start, one.end, birthday):
            continue
        days = [day for year in (event.year - 1, event.year, event.year + 1) if (day := in_year(one, year))]
        past = [day for day in days if day <= event]
        coming = [day for day in days if day >= event]
        chosen = coming[:1] if _TO_COME.search(birthday[0]) else past[-1:]
        if chosen:
            return FoundDate(one.start, one.end, chosen[0], "day" if one.day else "month")
    return None


def _is_its_day(day: FoundDate, birthday: re.Match[str]) -> bool:
    return day.precision != "year" and _is_beside(day.start, day.end, birthday)


def _is_beside(start: int, end: int, birthday: re.Match[str]) -> bool:
    after, before = start - birthday.end(), birthday.start() - end
    return 0 <= after <= DATE_AFTER or 0 <= before <= DATE_BEFORE


def _number(match: re.Match[str]) -> float | None:
    parts = match.groupdict()
    return float(ordinal(parts["n"])) if parts.get("n") else years_of(parts["age"])


def years_of(words: str) -> float | None:
    """The years of "ten weeks"; a bare number is in years."""
    return parse_age(" ".join(words.split()))


def ordinal(word: str) -> int:
    """The number of "third" and "3rd"."""
    return ORDINALS.get(word.lower(), 0) or int(re.sub(r"\D", "", word) or 0)


def offset(words: str) -> float:
    """The years of "nineteen days"; a day of "the day", none of "a few hours", two weeks of another span that
    is not counted.
    """
    text = words.lower()
    if (years := parse_age(text)) is not None:
        return years
    if "day" in text and "days" not in text:
        return 1 / DAYS_A_YEAR
    if "hour" in text:
        return 0.0
    if "month" in text:
        return MONTH / 2
    return (7 if re.search(r"\bdays|week\b", text) else 14) / DAYS_A_YEAR
