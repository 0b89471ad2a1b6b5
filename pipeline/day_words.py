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
    r"New\sYear['’]?s\s(?:Day|Eve)|Christmas\s(?:Day|Eve|morning|night)|Boxing\sDay|St\.?\sStephen['’]?s\sDay|Hogmanay|"
    r"Hallowe['’]?en|Bonfire\sNight|Fireworks\sNight|Guy\sFawkes(?:['’]s?)?\s(?:Night|Day)|(?:St\.?\s)?Valentine['’]?s\sDay|"
    r"Good\sFriday|Easter\s(?:Sunday|Monday|Day|Saturday|Eve)|Maundy\sThursday|Palm\sSunday|Shrove\sTuesday|Pancake\sDay|"
    r"Ash\sWednesday|Moth(?:ering\sSunday|er['’]?s['’]?\sDay)|Father['’]?s['’]?\sDay|Whit\s(?:Sunday|Monday)|"
    r"Burns\sNight|St\.?\s(?:(?:David|Patrick|George|Andrew)['’]?s|Nicholas(?:['’]s?)?)\sDay|April\sFool['’]?s['’]?\sDay|"
    r"Midsummer(?:['’]?s)?\s(?:Day|Eve)|Remembrance\s(?:Sunday|Day)|Armistice\sDay|Twelfth\sNight|"
    # The bank holiday is a Monday: its longer name is tried before the first of May.
    r"(?:[Ee]arly\s)?May\s(?:Day\s)?[Bb]ank\s[Hh]oliday|May\sDay|"
    r"(?:[Ll]ate\s[Mm]ay|[Ss]pring|[Ww]hitsun|[Aa]ugust|[Ss]ummer)\s[Bb]ank\s[Hh]oliday(?:\sMonday)?"
)
# The month and day of a feast by the end of its name, in small letters and without apostrophes.
_FEASTS = {
    "new years day": (1, 1),
    "new year": (1, 1),
    "new years eve": (12, 31),
    "hogmanay": (12, 31),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "christmas morning": (12, 25),
    "christmas night": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "stephens day": (12, 26),
    "halloween": (10, 31),
    "bonfire night": (11, 5),
    "fireworks night": (11, 5),
    "fawkes night": (11, 5),
    "fawkes day": (11, 5),
    "valentines day": (2, 14),
    "burns night": (1, 25),
    "davids day": (3, 1),
    "patricks day": (3, 17),
    "georges day": (4, 23),
    "andrews day": (11, 30),
    "nicholas day": (12, 6),
    "nicholass day": (12, 6),
    "fools day": (4, 1),
    "midsummer day": (6, 24),
    "midsummers day": (6, 24),
    "midsummer eve": (6, 23),
    "midsummers eve": (6, 23),
    "may day": (5, 1),
    "remembrance day": (11, 11),
    "armistice day": (11, 11),
    "twelfth night": (1, 5),
}
# Those that move with Easter, in days from it, by the beginning of the name.
_OF_EASTER = {
    "good friday": -2,
    "easter monday": 1,
    "easter saturday": -1,
    "easter eve": -1,
    "easter": 0,
    "maundy": -3,
    "palm": -7,
    "shrove": -47,
    "pancake": -47,
    "ash": -46,
    "mother": -21,
    "whit sunday": 49,
    "whit monday": 50,
}
# Those that are a weekday of a month.
_OF_MONTH = {
    "fathers day": ("third", "Sunday", 6),
    "remembrance sunday": ("second", "Sunday", 11),
    "may bank": ("first", "Monday", 5),
    "early may": ("first", "Monday", 5),
    "may day bank": ("first", "Monday", 5),
    "late may": ("last", "Monday", 5),
    "spring": ("last", "Monday", 5),
    "whitsun ": ("last", "Monday", 5),
    "august": ("last", "Monday", 8),
    "summer": ("last", "Monday", 8),
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
    """The day of a feast (``FEAST``, or its bare name: "Easter" is its Sunday) in a year, else None."""
    plain = re.sub(r"['’]", "", " ".join(name.lower().split()))
    for beginning, days in _OF_EASTER.items():
        if plain.startswith(beginning):
            return _easter(year) + timedelta(days=days)
    for beginning, (place, weekday, month) in _OF_MONTH.items():
        if plain.startswith(beginning):
            return nth_weekday(place, weekday, year, month)
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
    return found[{"f": 0, "1": 0, "s": 1, "2": 1, "t": 2, "3": 2, "4": 3, "l": -1}[_place(place)]]


def _place(word: str) -> str:
    """The letter or digit that tells "first" to "fourth", "1st" to "4th" and "last" apart."""
    return "4" if word.lower() == "fourth" else word[0].lower()
