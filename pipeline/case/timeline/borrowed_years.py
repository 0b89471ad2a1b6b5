"""The year of a date that is told without one: from what was told before it, bounded by what is told next.

A story goes on: "in March" after 4 August is the next year's March. But where its section goes on to name a
date before that March, or looks back ("had moved out in March"), the March before is meant, if it is nearer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.case.timeline.day_steps import BACK, carried_from
from pipeline.case.timeline.moments import Clock, Moment
from pipeline.case.timeline.relative import Partial, in_year
from pipeline.dates import FoundDate, find_dates, last_day
from pipeline.records import Sentence

HEADINGS = -1  # in the place of a section's number: the dates of all headings
A_YEAR = timedelta(days=366)
# So far back at most lies what a look back means, where the story could go on to the same day as well.
_HALF_A_YEAR = timedelta(days=190)
_LOOKS_BACK = re.compile(
    r"\b(?:had\s+(?:\w+\s+){0,2}?(?:\w+ed|been|left|gone|met|told|begun|given|made|come|taken|seen|moved|written|"
    r"broken|found|held|lost|put|said|sent|got|received)|"
    r"earlier|previously|formerly|years before|long before|ago)\b"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A full date of a section's prose: the rank of its sentence in the body, and the date."""

    rank: int
    date: FoundDate


def stated_by_section(body: Sequence[Sentence]) -> dict[int, list[Stated]]:
    """The full dates that the prose of each section names, in order; under ``HEADINGS`` those of headings."""
    found: dict[int, list[Stated]] = {}
    for rank, sentence in enumerate(body):
        if sentence.kind in ("paragraph", "list_item", "heading"):
            key = HEADINGS if sentence.kind == "heading" else sentence.section_no
            for one in find_dates(sentence.text):
                found.setdefault(key, []).append(Stated(rank, one))
    return found


def said_again(partial: Partial, full: Sequence[FoundDate]) -> date | None:
    """The day that the sentence gives in full besides ("Easter Sunday fell on 31 March 2013")."""
    days = (one.value for one in full if one.precision == "day")
    return next((day for day in days if in_year(partial, day.year) == day), None)


def borrowed(
    partial: Partial,
    before: Moment | None,
    sentence: Sentence,
    rank: int,
    clock: Clock,
    stated: Mapping[int, Sequence[Stated]],
) -> date | None:
    """The day of a date without a year; ``before``: the date told before it in the sentence.

    By what was told before it, else by what its section tells next; None where neither settles it.
    """
    if before:
        return carried_from(partial, before.value, before.precision)
    here = clock.value if clock.section_no == sentence.section_no else None
    if partial.month is None and partial.feast is None and here and clock.precision != "day":
        month = clock.month_of(sentence.section_no)
        here = month or here
        if month:
            return carried_from(partial, month, "month")
    own = stated.get(sentence.section_no, ())
    following = own[0].date if own else None
    told = clock.known.get((partial.month or 0, partial.day or 0))
    if told and partial.weekday not in (None, told.weekday()):
        told = None
    if here is None and (told or following):
        return told or _by_next(partial, following, clock.value)
    if clock.value is None:
        return None
    back = bool(_LOOKS_BACK.search(sentence.text))
    value = carried_from(partial, clock.value, clock.precision, back)
    if here is None:
        return value
    ahead = [*own, *stated.get(HEADINGS, ())]
    bound = next((last_day(one.date.value, one.date.precision) for one in ahead if one.rank > rank), None)
    value = _not_past(partial, value, here, bound, back)
    return told if told and _is_nearer(told, value, here, clock) else value


def _is_nearer(told: date, value: date | None, here: date, clock: Clock) -> bool:
    """Whether a day told before is meant again, rather than the one to which the story would go on."""
    if value is None or clock.precision == "year":
        return abs(here - told) <= A_YEAR if value is None else told.year == here.year
    return abs(here - told) <= min(abs(value - here), A_YEAR)


def _not_past(partial: Partial, value: date | None, now: date, bound: date | None, back: bool) -> date | None:
    """The day of the year before, where the story does not come as far as ``value`` and that day is nearer.

    ``bound``: the next full date of the section; ``back``: the sentence looks back.
    """
    if value is None or value <= now or (partial.month is None and partial.feast is None):
        return value
    stays = bound is not None and now - BACK <= bound < value
    earlier = in_year(partial, value.year - 1)
    if earlier is None or not (stays or back):
        return value
    gap = now - last_day(earlier, "day" if partial.day or partial.feast else "month")
    return earlier if gap < min(value - now, _HALF_A_YEAR) else value


def _by_next(partial: Partial, following: FoundDate | None, now: date | None) -> date | None:
    """The day of a month by the first full date of its section, between it and the date told last."""
    if following is None or not partial.month:
        return None
    years = (following.value.year, following.value.year - 1)
    options = [day for year in years if (day := in_year(partial, year))]
    # Best a day between the date told last and the next.
    if now and (between := [day for day in options if now - BACK <= day <= following.value]):
        return between[-1]
    return next((day for day in options if day <= following.value + BACK), None)
