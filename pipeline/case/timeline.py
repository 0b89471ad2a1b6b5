"""The dates of the body on one line of time: those stated, those that borrow a year, those that are reckoned.

A date without a year takes it from its section's heading or from the dates before it; "eleven days later" is
reckoned from the day told last, "two days after the conference" from the day told of a conference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from pipeline.case.day_steps import BACK, OF_FEAST, carried_from, days_on, feast_near, months_on
from pipeline.case.occasions import Told, day_told_of, stems
from pipeline.case.relative import (
    Offset,
    Partial,
    find_of_life,
    find_offsets,
    find_partials,
    find_spans,
    in_year,
)
from pipeline.case.source import Source
from pipeline.dates import FoundDate, find_dates
from pipeline.records import DatePrecision, Sentence

# "turned": reckoned back from the event itself ("on 4 May, two days before he died"); "counted_from": another
# day of the sentence is reckoned from it ("the day after her birthday, 4 May").
Way = Literal["stated", "carried", "reckoned", "turned", "counted_from"]
A_YEAR = timedelta(days=366)
# An older date than the last by more than this, told in the past perfect, is a look back.
LOOK_BACK = timedelta(days=200)
# "That night" and "on the Friday" mean a day that was told a few sentences ago at most.
NEAR_SENTENCES, NEAR_WEEKDAY = 6, 3
_PERFECT = re.compile(r"\b(?:had|earlier|previously|formerly|years before|long before|ago)\b")
_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/])")
# The year of a table stands in its head ("Date (2012)") or in a row of its own.
_ROW_YEAR = re.compile(r"(?<=[|(\s])(?:19|20)\d\d(?=\)?\s*\|)|^(?:19|20)\d\d(?=\s*\|)")
# "At 0915", and not the years that may look alike.
_HOURS = re.compile(
    r"(?:\b(?:at|by|until|from|to)|,)\s(?:0\d|1[0-8]|2[1-3])[0-5]\d\b(?!\s?(?:words|people|pounds))"
)
_AT = re.compile(r"\b(?:at|by|until|till|before|from|to)\s$")
_POINTS = re.compile(r"^(?:that|this|which|these|it)\b(?:\s+(?:date|day|one))?$", re.I)
# "Five days after she set out": what the sentences before have told, in other words.
_CLAUSE = re.compile(r"(?:he|she|they|it|his|her|their|this|that|these)\b", re.I)
_TO_EVENT = re.compile(
    r"\b(?:died|death|dies|killing|killed|murder\w*|drown\w*|hanged|stabb\w+|strangl\w+|passed away|fatal|"
    r"took (?:his|her) (?:own )?life|was found (?:dead|hanged|lifeless)|the incident|collapse\w*|injur\w+|"
    r"(?:the|an?) (?:\w+ )?(?:fire|crash|attack|assault|shooting|stabbing|drowning|overdose)|"
    r"was (?:attacked|assaulted|stabbed|shaken|hurt))\b",
    re.I,
)
_AHEAD = re.compile(
    r"\b(?:until|till|due|listed|fixed|scheduled|booked|arranged|planned|expected|postponed|adjourned|deadline|would|will)\b"
    r"[^.,;:]{0,40}$|\b(?:between|from)\b[^.;:]{0,40}\b(?:and|to|until|till)\s+(?:the\s+)?$|[-–—]\s?$"
)
# What may stand between "the Friday of that week" or "a week after the birth" and the same day in figures.
_SIDE_BY_SIDE = re.compile(
    r"[^,.;:()–—]{0,60}(?:,|\s[-–—]|\s?\()\s*(?:that\s+is(?:\s+to\s+say)?,?\s+|namely,?\s+|which\s+(?:in\s+\d{4}\s+)?(?:was|fell\s+on)\s+|being\s+|it\s+was\s+)?"
    r"(?:on\s+)?(?:the\s+)?(?:\w+day,?\s+)?(?:the\s+)?$"
)
# The days of the review's own work are no days of the story, and give it no year.
_OF_REVIEW = frozenset(("methodology", "terms_of_reference", "panel"))
_DETERMINERS = frozenset("the that this these those a an his her their".split())
_BIRTH = re.compile(r"\b(?:birth|born|delivery)\b", re.I)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date at ``sentence.text[start:end]``; ``value`` is the first day of what ``precision`` names.

    ``rank``: the sentence's place among the sentences of the body.
    """

    sentence: Sentence
    rank: int
    start: int
    end: int
    value: date
    precision: DatePrecision
    way: Way = "stated"


@dataclass(slots=True)
class _Clock:
    """What has been told so far: the last date, and the days with the words they were told in.

    ``known``: the last day told with each (month, day), of which a later section may speak without its year;
    ``hours``: whether the report writes hours as "0915".
    """

    born: date | None
    written: date | None = None
    hours: bool = False
    value: date | None = None
    precision: DatePrecision = "year"
    section_no: int = -1
    days: list[Told] = field(default_factory=list)
    known: dict[tuple[int, int], date] = field(default_factory=dict)

    def set(self, value: date, precision: DatePrecision, section_no: int) -> None:
        self.value, self.precision, self.section_no = value, precision, section_no


def find_moments(source: Source, born: date | None, written: date | None = None) -> list[Moment]:
    """All dates of the body, by their place in it.

    ``born``: the child's date of birth; ``written``: the report's own date, which no borrowed year passes.
    """
    known = source.moments
    if (born, written) not in known:
        known[born, written] = _read_moments(source, born, written)
    return known[born, written]


def by_sentence(moments: Iterable[Moment]) -> dict[int, list[Moment]]:
    """The dates of the body by the number of the sentence that tells them."""
    found: dict[int, list[Moment]] = {}
    for one in moments:
        found.setdefault(one.sentence.sentence_no, []).append(one)
    return found


def _read_moments(source: Source, born: date | None, written: date | None) -> list[Moment]:
    first = _first_of_sections(source.body)
    known: dict[tuple[int, int], date] = {}
    hours = sum(bool(_HOURS.search(sentence.text)) for sentence in source.body) >= 2
    clocks = {
        (row, review): _Clock(born, written, hours, known=known)
        for row in (True, False)
        for review in (True, False)
    }
    prose = {sentence.sentence_no: sentence for sentence in source.prose}
    moments: list[Moment] = []
    for rank, one in enumerate(source.body):
        row = one.kind == "table_row"
        if not row and one.kind != "heading" and one.sentence_no not in prose:
            continue  # the second half of a broken sentence: the whole of it stands in its first
        sentence = prose.get(one.sentence_no, one)
        clock = clocks[row, source.section_type(sentence) in _OF_REVIEW]
        if clock.value is None:
            # Nothing of its own has been told: the other clock's time is better than none.
            other = clocks[row, source.section_type(sentence) not in _OF_REVIEW]
            clock.value, clock.precision, clock.section_no = other.value, other.precision, other.section_no
        found = _of_sentence(sentence, rank, clock, first)
        moments.extend(found)
        if sentence.kind == "heading":
            _take_heading(sentence, clocks)
        elif row and not found and (year := _ROW_YEAR.search(sentence.text)):
            clock.set(date(int(year[0]), 1, 1), "year", sentence.section_no)
        # A heading's span ("January to May 2012") begins with its first date.
        _advance(clock, sentence, rank, found[:1] if sentence.kind == "heading" else found)
    return moments


def _first_of_sections(body: Sequence[Sentence]) -> dict[int, FoundDate]:
    """The first full date that the prose of each section names."""
    first: dict[int, FoundDate] = {}
    for sentence in body:
        if sentence.section_no in first or sentence.kind not in ("paragraph", "list_item"):
            continue
        if found := find_dates(sentence.text):
            first[sentence.section_no] = found[0]
    return first


def _take_heading(sentence: Sentence, clocks: dict[tuple[bool, bool], _Clock]) -> None:
    """A heading's date or year ("Events of 1999", "March to May 2012") begins the time of its section."""
    found = find_dates(sentence.text)
    year = _YEAR.search(sentence.text)
    for clock in clocks.values():
        if found:
            clock.set(found[0].value, found[0].precision, sentence.section_no)
        elif year:
            clock.set(date(int(year[0]), 1, 1), "year", sentence.section_no)


def _of_sentence(sentence: Sentence, rank: int, clock: _Clock, first: dict[int, FoundDate]) -> list[Moment]:
    """The dates of one sentence: first those that it names, then what it reckons from them."""
    text = sentence.text
    full = [one for one in find_dates(text) if not _is_hour(text, one, clock)]
    moments = [Moment(sentence, rank, one.start, one.end, one.value, one.precision) for one in full]
    for partial in find_partials(text):
        if any(partial.start < one.end and one.start < partial.end for one in moments):
            continue
        before = max(
            (one for one in moments if one.end <= partial.start), key=lambda one: one.end, default=None
        )
        value = _said_again(partial, full) or _carried(partial, before, sentence, clock, first)
        of_a_year = partial.month is not None or partial.feast is not None
        if value and clock.written and value > clock.written and before is None and of_a_year:
            value = in_year(partial, value.year - 1)
        if value:
            precision: DatePrecision = "day" if partial.day or partial.feast or partial.place else "month"
            moments.append(Moment(sentence, rank, partial.start, partial.end, value, precision, "carried"))
    named = sorted(moments, key=lambda one: one.start)
    for start, end, value, precision, way in _reckoned(text, rank, named, clock):
        if not any(start < one.end and one.start < end for one in moments):
            moments.append(Moment(sentence, rank, start, end, value, precision, way))
    from_these = [_stands_by(one, named) for one in find_offsets(text) if one.exact and one.days]
    return sorted(
        (replace(one, way="counted_from") if one in from_these else one for one in moments),
        key=lambda one: one.start,
    )


def _said_again(partial: Partial, full: Sequence[FoundDate]) -> date | None:
    """The day that the sentence gives in full besides ("Easter Sunday fell on 31 March 2013")."""
    days = (one.value for one in full if one.precision == "day")
    return next((day for day in days if in_year(partial, day.year) == day), None)


def _is_hour(text: str, found: FoundDate, clock: _Clock) -> bool:
    """Whether "until 2000" is an hour: where hours are written so, and the story is far from that year."""
    if found.precision != "year" or not clock.hours or clock.value is None:
        return False
    return abs(found.value.year - clock.value.year) > 1 and bool(_AT.search(text[: found.start]))


def _carried(
    partial: Partial,
    before: Moment | None,
    sentence: Sentence,
    clock: _Clock,
    first: dict[int, FoundDate],
) -> date | None:
    """The day of a date without a year, by what was told before it, else by what its section tells next."""
    if before:
        return carried_from(partial, before.value, before.precision)
    told = clock.known.get((partial.month or 0, partial.day or 0))
    here = clock.value if clock.section_no == sentence.section_no else None
    if told and partial.weekday in (None, told.weekday()) and not (here and abs(here - told) > A_YEAR):
        return told
    following = first.get(sentence.section_no)
    if clock.value and (clock.section_no == sentence.section_no or following is None):
        return carried_from(partial, clock.value, clock.precision, bool(_PERFECT.search(sentence.text)))
    if following and partial.month:
        years = (following.value.year, following.value.year - 1)
        options = [day for year in years if (day := in_year(partial, year))]
        if clock.value:  # best a day between the date told last and the next
            earliest = clock.value - BACK
            if between := [day for day in options if earliest <= day <= following.value]:
                return between[-1]
        return next((day for day in options if day <= following.value + BACK), None)
    return None


def _reckoned(
    text: str, rank: int, named: Sequence[Moment], clock: _Clock
) -> Iterator[tuple[int, int, date, DatePrecision, Way]]:
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
        if not offset.exact or ("birthday" in offset.of and not _stands_by(offset, named)):
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
        return False
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
    clock: _Clock,
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
        told = day_told_of(offset, text, rank, clock.days)
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


def _stands_by(offset: Offset, named: Sequence[Moment]) -> Moment | None:
    """The date within or right behind what an offset counts from ("after the visit of 4 May")."""
    reach = offset.end + len(offset.of) + len(" (on ")
    return next((one for one in named if offset.of and offset.end <= one.start <= reach), None)


def _is_past(moment: Moment, now: date, perfect: bool) -> bool:
    """Whether a date lies before the day at which the story stands; ``perfect``: it is told in that tense."""
    if moment.precision == "year":
        # "The clinic still holds a letter of 2005" is no step back of the story.
        return moment.value < now - LOOK_BACK
    if moment.precision == "month":
        return perfect and moment.value < now.replace(day=1)
    return perfect and moment.value < now - LOOK_BACK


def _leads_ahead(moment: Moment) -> bool:
    """Whether a month is the end of a span or a plan: what is told next may still lie before it."""
    if moment.precision != "month" and moment.way != "carried":
        return False
    return bool(_AHEAD.search(moment.sentence.text[max(0, moment.start - 60) : moment.start]))


def _holds(moment: Moment, clock: _Clock) -> bool:
    """Whether "that month" or "that year" is the one in which the story already stands."""
    if clock.value is None or moment.precision == "day" or clock.value.year != moment.value.year:
        return False
    return moment.precision == "year" or clock.value.month == moment.value.month


def _advance(clock: _Clock, sentence: Sentence, rank: int, found: Sequence[Moment]) -> None:
    """Go on to the last date of the sentence, unless that looks back."""
    for one in found:
        looks_back = (
            clock.value is not None
            and clock.section_no == sentence.section_no
            and _is_past(one, clock.value, bool(_PERFECT.search(sentence.text)))
        )
        if looks_back or _leads_ahead(one) or (one.way == "reckoned" and _holds(one, clock)):
            continue
        if one.precision == "day":
            clock.days.append(Told(rank, one.value, stems(sentence.text), one.way != "reckoned"))
            clock.known[one.value.month, one.value.day] = one.value
        clock.set(one.value, one.precision, sentence.section_no)
