"""Dates that a sentence does not give in full: without a year, or reckoned from another day.

"On Thursday 14 October", "by May", "on Boxing Day"; "eleven days later", "the following morning", "two nights
after that visit", "a week before her fourteenth birthday", "at nine days old". Pure text: what they are
reckoned from is for the timeline to know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from pipeline.any_case import AnyCase
from pipeline.date_forms import MONTH_NAMES, NO_HOUR
from pipeline.day_words import DAY_WORD, FEAST, MONTH, WEEKDAY, WEEKDAYS, feast_day, nth_weekday, spoken_day
from pipeline.number_words import CARDINALS, NUMBER_WORD, ORDINALS, TENS, ordinals
from pipeline.records import DatePrecision

_YEAR_AFTER = rf"(?!\s*,?\s*(?:of\s+)?(?:the\s+year\s+)?(?:19|20)\d\d{NO_HOUR})"
_MONTH = rf"(?P<m>{MONTH}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
_WEEKDAY = rf"(?P<w>{WEEKDAY})"
_DAY_MONTH = re.compile(
    rf"(?:\b{_WEEKDAY},?\s+(?:the\s+)?)?\b(?<![\d.,/£$-])(?P<d>\d{{1,2}}(?:\s?(?:st|nd|rd|th))?|"
    rf"(?:{DAY_WORD}))\s+"
    rf"(?:of\s+|day\s+of\s+)?{_MONTH}\b{_YEAR_AFTER}"
)
_MONTH_DAY = re.compile(
    rf"(?:\b{_WEEKDAY},?\s+)?\b{_MONTH}\s+(?:the\s+)?(?P<d>\d{{1,2}}(?:st|nd|rd|th)?|(?:{DAY_WORD}))\b"
    rf"(?!\s*,?\s*(?:19|20)\d\d{NO_HOUR}|[\d:.]\d|\s+(?:years|weeks|months|days|per|children))"
)
_MONTH_ALONE = re.compile(
    r"\b(?:[Ii]n|[Bb]y|[Uu]ntil|[Ss]ince|[Dd]uring|[Oo]f|[Ll]ate|[Ee]arly|[Mm]id|[Tt]hat|"
    r"[Ff]ollowing|[Nn]ext|"
    rf"[Ff]rom|[Tt]hroughout|same|and|[Bb]etween)[\s-](?:late\s|early\s|"
    rf"mid-)?{_MONTH}\b{_YEAR_AFTER}(?!\s+\d)"
)
_FEAST = re.compile(rf"\b(?P<f>{FEAST})\b{_YEAR_AFTER}")
_PLACED = re.compile(
    rf"\b(?P<place>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast)\s+{_WEEKDAY}\s+(?:of|"
    rf"in)\s+(?:that\s+)?{_MONTH}\b"
    rf"{_YEAR_AFTER}"
)
# "The 9th of that month", "on the third of the next month".
_OF_MONTH = r"\s+of\s+(?:that|this|the\s+(?:very\s+)?same|the\s+(?:next|following))\s+month\b"
_ORDINAL_DAY = re.compile(
    r"\b(?:[Oo]n|[Ff]or|[Uu]ntil|[Bb]y|[Oo]f|[Ff]rom|[Tt]o|[Bb]efore|[Aa]fter|[Ss]ince|[Aa]nd)\s+(?:the\s+)?"
    rf"(?:{_WEEKDAY},?\s+(?:the\s+)?)?(?P<d>\d{{1,2}}(?:st|nd|rd|th)\b|(?:{DAY_WORD})\b(?={_OF_MONTH})|"
    # "From the first, ..." is no day.
    rf"(?<=[Oo]n the )(?!first|second|third|last)(?:{DAY_WORD})\b(?=\s*[,;.:]))"
    rf"(?P<same>{_OF_MONTH})?(?!\s+(?:of\s+)?(?:{MONTH})|"
    r"\s+(?:floor|birthday|occasion|visit|time|centile|century|day|week|month|year|grade))"
)

# "In the early hours of 21.11": two numbers after such a word, and no measure.
_NUMERIC = re.compile(
    r"\b(?:[Oo]n|(?:hours|morning|afternoon|evening|night|day|date|events|visit|meeting|call|"
    r"incident)\s+of|[Uu]ntil|[Bb]y|"
    r"[Ss]ince|[Ff]rom|[Bb]efore|[Aa]fter)\s+(?:the\s+)?(?P<d>[0-3]?\d)(?P<s>[./])(?P<n>[01]?\d)"
    r"(?=[,;:)]|\.?$|\.\s|\s+(?!(?:kg|g|kilos?|pounds?|cm|mm|metres?|miles?|km|per|hours?|days?|"
    r"weeks?|months?|years?|am|pm|"
    r"of|and|million|times|degrees|mmol|ml|mg|litres?)\b)[A-Za-z])"
)

_COUNT = rf"(?:\d{{1,3}}|{NUMBER_WORD}|a\s+couple\s+of|an?|the)"
_DAYS = r"(?:days?|nights?|mornings?|evenings?)"
_HEDGE = (
    r"(?:about|around|some|nearly|almost|roughly|approximately|just\s+(?:under|over)|over|under|more\s+than|"
    r"less\s+than|fewer\s+than|within|at\s+least|up\s+to|several|few)"
)
_TO_THE_DAY = re.compile(r"\bto\s+the\s+(?:day|hour)\b", re.I)
_CLAUSE_ENDS = r"(?=\s*[,.;:)]|\s+(?:he|she|they|it|the|an?)\b|$)"
_OFFSET = re.compile(
    rf"(?:\b(?P<hedge>{_HEDGE})\s+)?\b(?P<n>{_COUNT})\s+(?:(?:short|further|more|whole)\s+)?"
    rf"(?P<u>{_DAYS}|weeks?|fortnights?|months?|years?)"
    rf"(?:\s+and\s+(?P<n2>{_COUNT})\s+days?)?(?:\s+to\s+the\s+(?:day|hour))?\s+"
    rf"(?P<dir>later|afterwards?|(?:after|before)\s+that{_CLAUSE_ENDS}|thereafter|on(?=[,.;])|"
    rf"earlier|previously|after|before|"
    r"following|prior\s+to|short\s+of|from)\b(?P<obj>[^,.;:()]{0,80})",
    re.I,
)
_NTH = re.compile(
    rf"\b(?:the|on\s+the)\s+(?P<n>{ordinals(12)})\s+{_DAYS}\s+(?P<dir>after|following)\b"
    r"(?P<obj>[^,.;:()]{0,80})",
    re.I,
)
_NEXT = re.compile(
    rf"\b(?:the|that)\s+(?:very\s+)?(?:following|next)\s+(?:(?:{_DAYS}|afternoon)\b|{_WEEKDAY}\b)",
    re.I,
)
# "The Tuesday after", "the Friday before that", "on the Wednesday of the following week".
_WEEKDAY_BY = re.compile(
    rf"\b(?:[Tt]he|[Tt]hat|[Oo]n\s+the)\s+{_WEEKDAY}\s+(?P<dir>after|following|before)(?:\s+(?:that|"
    rf"this|which))?"
    rf"(?P<obj>[^,.;:()]{{0,60}})"
)
_WEEKDAY_OF = re.compile(
    rf"\b(?:[Tt]he|[Oo]n(?:\s+the)?)\s+{_WEEKDAY}\s+of\s+the\s+(?P<which>following|next|previous|"
    rf"preceding)\s+week\b"
)
_LAST_WEEKDAY = re.compile(rf"\b[Tt]he\s+(?:previous|preceding)\s+{_WEEKDAY}\b")
_BEFORE_LAST = re.compile(r"\b(?:on\s+)?the\s+(?:night|evening|day)\s+before\s+last\b", re.I)
_PREVIOUS = re.compile(rf"(?<!within )(?<!over )\b[Tt]he\s+(?:previous|preceding)\s+(?:{_DAYS}|afternoon)\b")
_DAY_AFTER = re.compile(rf"\b[Tt]he\s+{_DAYS}\s+(?P<dir>after|before)\b(?P<obj>[^,.;:()]{{0,80}})")
_SAME = re.compile(
    r"\b[Tt]he\s+(?:second|last|latter|later)\s+of\s+(?:these|those|the\s+two)\s+(?:dates|days)\b|"
    r"\b(?:[Tt]hat|[Tt]he\s+same|[Tt]his)\s+(?:very\s+|same\s+)?(?:day|night|evening|morning|"
    r"afternoon|date)\b"
)
_SAME_SPAN = re.compile(
    r"\b(?:that|the\s+same|(?:end|close|last\s+days?|middle)\s+of\s+the)\s+(?:very\s+|same\s+)?"
    r"(?P<u>month|year|spring|summer|autumn|winter)\b(?!\s+(?:old|before|after|earlier|later|of|in|"
    r"which|when|that)\b|['’])",
    re.I,
)
_SPAN_SIGN = re.compile(r"(?:[Tt]hat|same|the) (?:very |same )?(?:month|year|spring|summer|autumn|winter)")
_ON_WEEKDAY = re.compile(rf"\b[Oo]n\s+(?:the\s+|that\s+)?{_WEEKDAY}\b(?!s|,?\s+(?:the\s+)?\d|\s+\w+,\s+\d)")
_BIRTHDAY = re.compile(
    rf"\b(?:his|her|their|the|its|[A-Z][\w ]{{0,20}}['’]s)\s+(?:own\s+)?"
    rf"(?P<n>{ordinals(18)}|\d{{1,2}}(?:st|nd|rd|th))\s+birthday"
)
# "He was no taller than on his second birthday": no day of the story.
_COMPARED = re.compile(r"\b(?:than|as|like)\s+(?:\w+\s+){0,3}$")
_OLD = re.compile(
    rf"\b(?:aged\s+(?:only\s+|just\s+)?)?(?P<n>{_COUNT})[\s-](?P<u>days?|"
    rf"weeks?)(?:\s+and\s+(?P<n2>{_COUNT})\s+days?)?"
    r"[\s-]*(?P<old>old\b|of\s+age\b)?",
    re.I,
)

# Quick looks, since most sentences have neither.
_MONTH_SIGN = re.compile(
    r"Jan|Feb|Mar|Apr|May|Ju[nl]|Aug|Sep|Oct|Nov|Dec|\d(?:st|nd|rd|th)|New Year|Christmas|Boxing|Hogmanay|"
    r"Hallow|Bonfire|Firework|Guy F|Valentine|Stephen|Easter|Good F|Maundy|Palm S|Shrove|Pancake|"
    r"Ash W|Mother|Father['’]?s|"
    r"Whit|Burns|St\.? [DPGAN]|Midsummer|Remembrance|Armistice|Twelfth|[Bb]ank [Hh]ol|"
    r"\b\d\d?[./]\d\d?\b|"
    rf"\b(?:{DAY_WORD})\b"
)
_OFFSET_SIGN = re.compile(
    r"(?:day|night|morning|evening|afternoon|fortnight|week|month|year|date)s?\b.{0,40}"
    r"(?:\b(?:later|after|thereafter|on\b|earlier|previous|before|following|prior|short|from))|"
    r"[Tt]hat |[Tt]he (?:same|previous|preceding) |[Tt]his |(?:next|following) |"
    r"[Oo]n (?:(?:the|that) )?[TMWFS]|"
    r"of (?:th[eo]se|the two)"
)
_UNIT_SIGN = AnyCase(
    r"(?:days?|nights?|mornings?|evenings?|weeks?|fortnights?|months?|years?)(?:\s+and\s+\S+\s+days?)?"
    r"(?:\s+to\s+the\s+\w+)?\s+(?:later|after|there|on[,.;]|earl|prev|before|foll|prior|short|from)"
)


@dataclass(frozen=True, slots=True)
class Partial:
    """A day (or month, ``day`` None; or day of a month not named, ``month`` None) at ``text[start:end]``.

    ``place``: with ``weekday``, "the last Thursday of August". ``same``: 0 for a day "of that
    month", 1 for one "of the next".
    """

    start: int
    end: int
    month: int | None
    day: int | None
    weekday: int | None = None
    feast: str | None = None
    place: str | None = None
    same: int | None = None


@dataclass(frozen=True, slots=True)
class Offset:
    """So many days (or ``months``) after or before something; ``of`` is what, "" for what was told last.

    ``weekday``: the first such day from there on (the last one where ``days`` is below 0), or with ``by``
    "week" that of the week so many days on. ``by`` "day": the months are counted to the very day.
    ``exact``: False where the words round.
    """

    start: int
    end: int
    days: int
    months: int
    of: str
    exact: bool = True
    weekday: int | None = None
    by: str = ""


def find_partials(text: str) -> list[Partial]:
    """The dates without a year, in order."""
    return list(_partials(text))


# Every reading of a document's dates asks for the same sentences: what they tell is kept.
@lru_cache(maxsize=1024)
def _partials(text: str) -> tuple[Partial, ...]:
    if not _MONTH_SIGN.search(text):
        return ()
    found: list[Partial] = []
    for pattern in (_PLACED, _DAY_MONTH, _MONTH_DAY, _FEAST, _MONTH_ALONE, _ORDINAL_DAY, _NUMERIC):
        for match in pattern.finditer(text):
            one = _partial(match)
            if one and not any(one.start < other.end and other.start < one.end for other in found):
                found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def _partial(match: re.Match[str]) -> Partial | None:
    parts = match.groupdict()
    if parts.get("f"):
        return Partial(match.start(), match.end(), None, None, None, parts["f"])
    month = MONTH_NAMES[parts["m"][:3].lower()] if parts.get("m") else None
    month = int(parts["n"]) if parts.get("n") else month
    if month is not None and not 1 <= month <= 12:
        return None
    day = spoken_day(parts["d"]) if parts.get("d") else None
    weekday = WEEKDAYS.index(parts["w"]) if parts.get("w") else None
    if day is not None and not 1 <= day <= 31:
        return None
    if parts.get("place"):
        return Partial(match.start(), match.end(), month, None, weekday, None, parts["place"].lower())
    start = match.start("d") if parts.get("n") else match.start() if day is not None else match.start("m")
    told = parts.get("same")
    same = None if told is None else int("next" in told or "following" in told)
    return Partial(start, match.end(), month, day, weekday, same=same)


def in_year(partial: Partial, year: int) -> date | None:
    """The first day of what ``partial`` names, in a year; None where there is no such day."""
    if partial.feast:
        return feast_day(partial.feast, year)
    if partial.place and partial.weekday is not None:
        return nth_weekday(partial.place, WEEKDAYS[partial.weekday], year, partial.month or 1)
    try:
        day = date(year, partial.month or 1, partial.day or 1)
    except ValueError:
        return None
    return None if partial.weekday is not None and day.weekday() != partial.weekday else day


def find_spans(text: str) -> list[tuple[int, int, DatePrecision]]:
    """The months and years that are named by the one told last ("as that month ended", "later that year")."""
    if not _SPAN_SIGN.search(text):
        return []
    return [
        (match.start(), match.end(), "month" if match["u"].lower() == "month" else "year")
        for match in _SAME_SPAN.finditer(text)
    ]


def find_offsets(text: str) -> list[Offset]:
    """What a sentence reckons from another day, in order; birthdays and ages are ``find_of_life``'s."""
    return list(_offsets(text))


@lru_cache(maxsize=1024)
def _offsets(text: str) -> tuple[Offset, ...]:
    if not _OFFSET_SIGN.search(text):
        return ()
    found: list[Offset] = []
    for one in _each_offset(text):
        if not any(one.start < other.end and other.start < one.end for other in found):
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def _each_offset(text: str) -> Iterator[Offset]:
    for match in _BEFORE_LAST.finditer(text):
        yield Offset(match.start(), match.end(), -2, 0, "")
    for match in _OFFSET.finditer(text) if _UNIT_SIGN.search(text) else ():
        yield _counted(match)
    for match in _NTH.finditer(text):
        yield Offset(match.start(), match.start("obj"), _ordinal(match["n"]), 0, match["obj"].strip())
    yield from _by_weekday(text)
    for match in _DAY_AFTER.finditer(text):
        days = 1 if match["dir"] == "after" else -1
        yield Offset(match.start(), match.start("obj"), days, 0, match["obj"].strip())
    for match in _NEXT.finditer(text):
        weekday = _weekday(match["w"])
        # A day later at least: from a Tuesday, "the next Tuesday" is not that day itself.
        yield Offset(match.start(), match.end(), 1, 0, "", True, weekday)
    for match in _PREVIOUS.finditer(text):
        yield Offset(match.start(), match.end(), -1, 0, "")
    for match in _SAME.finditer(text):
        yield Offset(match.start(), match.end(), 0, 0, "")
    for match in _ON_WEEKDAY.finditer(text):
        yield Offset(match.start(), match.end(), 0, 0, "", True, _weekday(match["w"]))


def _by_weekday(text: str) -> Iterator[Offset]:
    """The weekdays that are told by what they follow or precede, or by their week."""
    for match in _WEEKDAY_OF.finditer(text):
        weeks = 7 if match["which"] in ("following", "next") else -7
        yield Offset(match.start(), match.end(), weeks, 0, "", True, _weekday(match["w"]), "week")
    for match in _LAST_WEEKDAY.finditer(text):
        yield Offset(match.start(), match.end(), -1, 0, "", True, _weekday(match["w"]))
    for match in _WEEKDAY_BY.finditer(text):
        days = -1 if match["dir"] == "before" else 1
        yield Offset(
            match.start(), match.start("obj"), days, 0, match["obj"].strip(), True, _weekday(match["w"])
        )


def _weekday(word: str | None) -> int | None:
    return WEEKDAYS.index(word.capitalize()) if word else None


def _counted(match: re.Match[str]) -> Offset:
    unit = match["u"].lower()
    number = count_of(match["n"])
    direction = match["dir"].lower()
    sign = -1 if direction.startswith(("earlier", "prev", "before", "prior", "short")) else 1
    bare = direction.split()[0] in (
        "later",
        "afterwards",
        "afterward",
        "thereafter",
        "on",
        "earlier",
        "previously",
    )
    of = "" if bare or direction.endswith("that") else match["obj"].strip()
    scale = 14 if unit.startswith("fortnight") else 7 if unit.startswith("week") else 1
    days = 0 if unit.startswith(("month", "year")) else number * scale
    months = number * (12 if unit.startswith("year") else 1 if unit.startswith("month") else 0)
    days += count_of(match["n2"]) if match["n2"] and days else 0
    end = match.start("obj")
    to_the_day = _TO_THE_DAY.search(match.string, match.start(), end) or match.string[
        : match.start()
    ].lower().endswith("exactly ")
    by = "day" if months and to_the_day else ""
    # "In the week after" is all of a week, "a week after" is a day.
    span = match["n"].lower() == "the" and not unit.startswith(("day", "night", "morning", "evening"))
    exact = match["hedge"] is None and not span
    return Offset(match.start(), end, sign * days, sign * months, of, exact, None, by)


def find_of_life(text: str, born: date) -> list[tuple[int, int, date]]:
    """The days that birthdays and ages in days name, of a child born on a day: start, end, day."""
    found = []
    if "birthday" not in text and " old" not in text and "aged" not in text and " of age" not in text:
        return []
    for match in _BIRTHDAY.finditer(text):
        if _COMPARED.search(text[: match.start()]):
            continue
        day = _birthday(born, _ordinal(match["n"]))
        offset = next((one for one in find_offsets(text[: match.end()]) if one.of and one.exact), None)
        if offset and offset.end <= match.start() and offset.days and "birthday" in offset.of:
            found.append((offset.start, match.end(), day + timedelta(days=offset.days)))
        else:
            found.append((match.start(), match.end(), day))
    for match in _OLD.finditer(text):
        exact = match["u"].lower().startswith("day") or match["n2"]
        if exact and (match["old"] or match[0].lower().startswith("aged")):
            days = count_of(match["n"]) * (7 if match["u"].lower().startswith("week") else 1)
            days += count_of(match["n2"]) if match["n2"] else 0
            found.append((match.start(), match.end(), born + timedelta(days=days)))
    return found


def _birthday(born: date, age: int) -> date:
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return born.replace(year=born.year + age, day=28)


def count_of(word: str) -> int:
    """The number that a word of a count stands for ("twenty-three", "a", "a couple of", "14")."""
    text = " ".join(word.lower().replace("-", " ").split())
    if text.isdigit():
        return int(text)
    if text in ("a", "an", "the"):
        return 1
    if text.startswith("a couple"):
        return 2
    return sum(TENS.get(part, 0) or CARDINALS.get(part, 0) for part in text.split())


def _ordinal(word: str) -> int:
    return int(re.sub(r"\D", "", word)) if word[0].isdigit() else ORDINALS.get(word.lower(), 0)
