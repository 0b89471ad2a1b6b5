"""Days that are named in words: ordinals, months, weekdays of a month, and feasts of the year."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from pipeline.number_words import ORDINALS, ordinals

DAY_WORD = rf"(?:twenty|thirty)[-\s](?:{ordinals(9)})|thirtieth|{ordinals(20)}"
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# As alternatives of an expression.
MONTH, WEEKDAY = "|".join(MONTHS), "|".join(WEEKDAYS)
FEAST = (
    r"New\sYear['’]s\s(?:Day|Eve)|Christmas\s(?:Day|Eve)|Boxing\sDay|St\.?\sStephen['’]s\sDay|Hogmanay|"
    r"Hallowe['’]?en|Bonfire\sNight|Guy\sFawkes\sNight|(?:St\.?\s)?Valentine['’]s\sDay|Good\sFriday|"
    r"Easter\s(?:Sunday|Monday|Day)"
)
_FEASTS = {
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "hogmanay": (12, 31),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "stephen's day": (12, 26),
    "en": (10, 31),
    "bonfire night": (11, 5),
    "fawkes night": (11, 5),
    "valentine's day": (2, 14),
}


def spoken_day(word: str) -> int:
    """The day of the month that "14", "14th", "fourteenth" or "twenty-first" names."""
    if digits := re.sub(r"\D", "", word):
        return int(digits)
    *tens, last = re.split(r"[-\s]", word.lower())
    if last == "thirtieth":
        return 30
    return (20 if tens == ["twenty"] else 30 if tens == ["thirty"] else 0) + ORDINALS[last]


def feast_day(name: str, year: int) -> date | None:
    """The day of a feast (``FEAST``) in a year; None for a name that is none."""
    plain = " ".join(name.lower().replace("’", "'").split())
    for moved, days in (("good friday", -2), ("easter monday", 1), ("easter", 0)):
        if plain.startswith(moved):
            return _easter(year) + timedelta(days=days)
    found = next((day for ending, day in _FEASTS.items() if plain.endswith(ending)), None)
    return date(year, *found) if found else None


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(place: str, weekday: str, year: int, month: int) -> date | None:
    """The day that "the second Sunday of March 2012" names (``place`` "second"); "last" is the last one."""
    wanted = WEEKDAYS.index(weekday.capitalize())
    days = [date(year, month, number) for number in range(1, monthrange(year, month)[1] + 1)]
    found = [day for day in days if day.weekday() == wanted]
    return found[{"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}[place.lower()]]
