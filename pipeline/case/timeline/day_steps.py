"""From a day that was told to one told without its year, or so many days or months on."""

from __future__ import annotations

import re
from datetime import date, timedelta

from pipeline.case.timeline.relative import Offset, Partial, in_year
from pipeline.dates import last_day
from pipeline.day_words import FEAST, feast_day
from pipeline.records import DatePrecision

# A story may step back a little: a date without a year up to so many days before the last is of its year.
BACK = timedelta(days=45)
OF_FEAST = re.compile(rf"(?:{FEAST}|Easter|Christmas)(?=$|[\s,.;](?!(?:19|20)\d\d))")


def carried_from(partial: Partial, value: date, precision: DatePrecision, back: bool = False) -> date | None:
    """The first day of a date without a year that is not (much) before ``value``; ``back``: it looks back."""
    if partial.month is None and partial.feast is None:
        return None if precision == "year" else _in_month(partial, value, precision, back)
    years = (
        range(value.year, value.year + 2) if precision == "year" else range(value.year - 1, value.year + 3)
    )
    options = [day for year in years if (day := in_year(partial, year))]
    if not options and partial.weekday is not None:
        # A weekday that fits no year near is a slip of the pen.
        plain = Partial(partial.start, partial.end, partial.month, partial.day)
        options = [day for year in years if (day := in_year(plain, year))]
    if partial.weekday is not None and len(options) == 1 and options[0].weekday() == partial.weekday:
        return options[0]  # the weekday tells the year, whatever was told last
    earliest = value if precision == "year" else value - BACK
    if partial.day is None and partial.feast is None:
        earliest = earliest.replace(day=1)
    return next((day for day in options if day >= earliest), None)


def _in_month(partial: Partial, value: date, precision: DatePrecision, back: bool) -> date | None:
    """ "On the 14th": of the month told last, or of the next where that day is past, unless it looks back."""
    month = value.replace(day=1)
    if partial.same == 1 or (
        partial.same is None and precision == "day" and not back and (partial.day or 0) < value.day
    ):
        month = (month + timedelta(days=32)).replace(day=1)
    try:
        return month.replace(day=partial.day or 1)
    except ValueError:
        return None


def days_on(anchor: date, offset: Offset) -> date:
    """The day that an offset in days, weeks or weekdays reaches from ``anchor``."""
    shifted = anchor + timedelta(days=offset.days)
    if offset.weekday is None:
        return shifted
    if offset.by == "week":
        return shifted + timedelta(days=offset.weekday - shifted.weekday())
    if offset.days < 0:
        return shifted - timedelta(days=(shifted.weekday() - offset.weekday) % 7)
    return shifted + timedelta(days=(offset.weekday - shifted.weekday()) % 7)


def months_on(anchor: date, offset: Offset) -> tuple[date, DatePrecision]:
    """So many months on: no day is meant unless the words say so, and after whole years no month either."""
    index = anchor.year * 12 + anchor.month - 1 + offset.months
    if offset.by == "day":
        first = date(index // 12, index % 12 + 1, 1)
        return first.replace(day=min(anchor.day, last_day(first, "month").day)), "day"
    if offset.months % 12 == 0:
        return date(index // 12, 1, 1), "year"
    return date(index // 12, index % 12 + 1, 1), "month"


def feast_near(name: str, value: date) -> date | None:
    """The day of a feast that is nearest to a date."""
    days = [day for year in range(value.year - 1, value.year + 2) if (day := feast_day(name, year))]
    return min(days, key=lambda day: abs(day - value), default=None)
