"""The days of a sentence that are reckoned from others: "the next morning", "two days after the visit"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from pipeline.case.timeline.day_steps import OF_FEAST, days_on, feast_near, months_on
from pipeline.case.timeline.moments import Clock, Moment, Way
from pipeline.case.timeline.occasions import day_told_of
from pipeline.case.timeline.relative import Offset, find_of_life, find_offsets, find_spans
from pipeline.records import DatePrecision

# "That night" and "on the Friday" mean a day that was told a few sentences ago at most.
NEAR_SENTENCES, NEAR_WEEKDAY = 6, 3
_POINTS = re.compile(
    r"^(?:(?:that|this|which|these|it)\b(?:\s+(?:date|day|one))?|the\s+(?:second|last|latter|later)"
    r"(?:\s+of\s+(?:them|these|those|the\s+two)(?:\s+\w+)?)?)(?=$|\s+(?:he|she|they|it|an?|the)\b)",
    re.I,
)
# "Five days after she set out": what the sentences before have told, in other words.
_CLAUSE = re.compile(r"(?:he|she|they|it|his|her|their|this|that|these)\b", re.I)
_TO_EVENT = re.compile(
    r"\b(?:died|death|dies|killing|killed|murder\w*|drown\w*|hanged|stabb\w+|strangl\w+|passed away|fatal|"
    r"took (?:his|her) (?:own )?life|was found (?:dead|hanged|lifeless)|the incident|collapse\w*|injur\w+|"
    r"(?:the|an?) (?:\w+ )?(?:fire|crash|attack|assault|shooting|stabbing|drowning|overdose)|"
    r"was (?:attacked|assaulted|stabbed|shaken|hurt))\b",
    re.I,
)
# What may stand between "the Friday of that week" or "a week after the birth" and the same day in figures.
_SIDE_BY_SIDE = re.compile(
    r"[^,.;:()–—]{0,60}(?:,|\s[-–—]|\s?\()\s*(?:that\s+is(?:\s+to\s+say)?,?\s+|namely,?\s+|which\s+(?:in\s+\d{4}\s+)?(?:was|fell\s+on)\s+|being\s+|it\s+was\s+)?"
    r"(?:on\s+)?(?:the\s+)?(?:\w+day,?\s+)?(?:the\s+)?$"
)
_DETERMINERS = frozenset("the that this these those a an his her their".split())
# "On the Saturday of her death": which Saturday that was is told elsewhere.
_OF_EVENT = re.compile(
    r"\s+of\s+(?:the|her|his|their|that|its|[A-Z][\w ]{0,20}['’]s)\s+(?:\w+\s+)?(?:death|killing|murder|"
    r"incident|attack|assault|fire|crash|stabbing|shooting|drowning|collapse|overdose|tragedy|accident|injur\w+|disclosure)\b",
    re.I,
)
_BIRTH = re.compile(r"\b(?:birth|born|delivery)\b", re.I)


def reckoned(
    text: str, rank: int, named: Sequence[Moment], clock: Clock
) -> Iterator[tuple[int, int, date, DatePrecision, Way]]:
    """What a sentence reckons: from where to where, the day (or month, year), and how it was found.

    ``named``: the dates that the sentence names, in order; ``rank``: its place in the body.
    """
    if clock.born:
        for start, end, day in find_of_life(text, clock.born):
            yield start, end, day, "day", "reckoned"
    if clock.value and clock.precision != "year":
        for start, end, unit in find_spans(text):
            if not any(one.end <= start for one in named):
                month = clock.value.month if unit == "month" else 1
                yield start, end, date(clock.value.year, month, 1), unit, "reckoned"
    last: tuple[int, date] | None = None
    for offset in find_offsets(text):
        if not _may_count(offset, text, named):
            continue
        if _to_event(offset.of) and not OF_FEAST.match(offset.of):
            if (turned := _of_event(offset, named)) is not None:
                yield offset.start, offset.end, turned, "day", "turned"
            continue
        anchor = _anchor(offset, text, rank, named, clock, last)
        if anchor is None or any(_says_again(text, one, offset) for one in named):
            continue
        if offset.months:
            yield offset.start, offset.end, *months_on(anchor, offset), "reckoned"
        else:
            last = offset.start, days_on(anchor, offset)
            yield offset.start, offset.end, last[1], "day", "reckoned"


def _says_again(text: str, moment: Moment, offset: Offset) -> bool:
    """Whether an offset and a day say the same of one day, side by side.

    "On 30 January, a day after his release", "a week after the meeting, on 6.11.14".
    """
    if moment.precision != "day":
        # "In 2016, seven months after the move": the year is what is known of the day.
        return bool(offset.months) and text[moment.end : offset.start].strip() in (",", "(")
    if moment.start >= offset.end:
        # "The day after her birthday, 12 April": that is the birthday's date.
        return not _stands_by(offset, [moment]) and bool(_SIDE_BY_SIDE.match(text[offset.end : moment.start]))
    return bool(offset.of) and text[moment.end : offset.start].strip() in (",", "(")


def _to_event(words: str) -> bool:
    """Whether an offset counts from the event: by the first words, behind which the sentence goes on."""
    first = words.split()
    many = 4 if first and first[0].lower() in _DETERMINERS else 6
    return bool(_TO_EVENT.search(" ".join(first[:many])))


def _of_event(offset: Offset, named: Sequence[Moment]) -> date | None:
    """ "On 4 May, two days before he died": he died on 6 May. The day is the one that stands next to it."""
    days = [one for one in named if one.precision == "day"]
    before = [one for one in days if one.end <= offset.start]
    if not offset.days or not days:
        return None
    return (before[-1] if before else days[0]).value - timedelta(days=offset.days)


def _anchor(
    offset: Offset,
    text: str,
    rank: int,
    named: Sequence[Moment],
    clock: Clock,
    last: tuple[int, date] | None,
) -> date | None:
    """The day from which an offset counts; ``last``: where the sentence last reckoned a day, and the day."""
    if within := _stands_by(offset, named):
        return within.value if within.precision == "day" else None
    if (feast := OF_FEAST.match(offset.of)) and clock.value:
        return feast_near(feast[0], clock.value)
    if offset.of and not _POINTS.match(offset.of):
        if clock.born and _BIRTH.search(offset.of):
            return clock.born
        told = day_told_of(offset, text, rank, clock.days, clock.written)
        if told or not _CLAUSE.match(offset.of):
            return told
    before = [one for one in named if one.end <= offset.start]
    if last and not (before and before[-1].start > last[0]):
        return last[1]
    if before:
        return before[-1].value if before[-1].precision == "day" else None
    reach = NEAR_WEEKDAY if offset.weekday is not None or not offset.days else NEAR_SENTENCES
    if not clock.days or (rank - clock.days[-1].rank > reach):
        return None
    # "In October an ambulance was called. She died the next day": not the day after an older date.
    return clock.days[-1].day if clock.precision == "day" else None


def _may_count(offset: Offset, text: str, named: Sequence[Moment]) -> bool:
    """Whether an offset is exact, and no birthday's, no date's that is given besides, no event's own day."""
    if not offset.exact or ("birthday" in offset.of and not _stands_by(offset, named)):
        return False
    return not _restates(offset, text, named) and not _OF_EVENT.match(text, offset.end)


def counted_from(text: str, named: Sequence[Moment]) -> list[Moment]:
    """The named dates from which another day of the sentence is reckoned."""
    offsets = [one for one in find_offsets(text) if one.exact and one.days]
    found = [_stands_by(one, named) for one in offsets if not _restates(one, text, named)]
    return [one for one in found if one]


def _restates(offset: Offset, text: str, named: Sequence[Moment]) -> bool:
    """Whether a date in figures says again what is reckoned: "the Tuesday after Whitsun, 6 June 2017"."""
    moment = _stands_by(offset, named)
    if (
        moment is None
        or moment.precision != "day"
        or not _SIDE_BY_SIDE.match(text[offset.end : moment.start])
    ):
        return False
    if feast := OF_FEAST.match(offset.of):
        day = feast_near(feast[0], moment.value)
        return day is not None and days_on(day, offset) == moment.value
    return offset.weekday == moment.value.weekday()


def _stands_by(offset: Offset, named: Sequence[Moment]) -> Moment | None:
    """The date within or right behind what an offset counts from ("after the visit of 4 May")."""
    reach = offset.end + len(offset.of) + len(" (on ")
    return next((one for one in named if offset.of and offset.end <= one.start <= reach), None)
