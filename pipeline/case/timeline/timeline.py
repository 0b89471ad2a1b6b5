"""The dates of the body on one line of time: those stated, those that borrow a year, those that are reckoned.

A date without a year takes it from its section's heading or from the dates before it; "eleven days later" is
reckoned from the day told last, "two days after the conference" from the day told of a conference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from pipeline.case.source import Source
from pipeline.case.timeline.borrowed_years import Stated, borrowed, said_again, stated_by_section
from pipeline.case.timeline.moments import Clock, Moment, Way
from pipeline.case.timeline.occasions import Told, stems
from pipeline.case.timeline.reckoned import counted_from, reckoned
from pipeline.case.timeline.relative import find_partials, in_year
from pipeline.dates import FoundDate, find_dates
from pipeline.records import DatePrecision, Sentence

# An older date than the last by more than this, told in the past perfect, is a look back.
LOOK_BACK = timedelta(days=200)
_PERFECT = re.compile(r"\b(?:had|earlier|previously|formerly|years before|long before|ago)\b")
_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/])")
# The year of a table stands in its head ("Date (2012)") or in a row of its own.
_ROW_YEAR = re.compile(r"(?<=[|(\s])(?:19|20)\d\d(?=\)?\s*\|)|^(?:19|20)\d\d(?=\s*\|)")
# "At 0915", and not the years that may look alike.
_HOURS = re.compile(
    r"(?:\b(?:at|by|until|from|to)|,)\s(?:0\d|1[0-8]|2[1-3])[0-5]\d\b(?!\s?(?:words|people|pounds))"
)
_AT = re.compile(r"\b(?:at|by|until|till|before|from|to)\s$")
_AHEAD = re.compile(
    r"\b(?:until|till|due|listed|fixed|scheduled|booked|arranged|planned|expected|postponed|adjourned|deadline|would|will)\b"
    r"[^.,;:]{0,40}$|\b(?:between|from)\b[^.;:]{0,40}\b(?:and|to|until|till)\s+(?:the\s+)?$|[-–—]\s?$"
)
# The days of the review's own work are no days of the story, and give it no year.
_OF_REVIEW = frozenset(("methodology", "terms_of_reference", "panel"))


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
    stated = stated_by_section(source.body)
    headings = {one.section_no: one.heading for one in source.sections}
    known: dict[tuple[int, int], date] = {}
    hours = sum(bool(_HOURS.search(sentence.text)) for sentence in source.body) >= 2
    clocks = {
        (row, review): Clock(born, written, hours, known=known)
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
        found = _of_sentence(sentence, rank, clock, stated)
        moments.extend(found)
        if sentence.kind == "heading":
            _take_heading(sentence, clocks)
        elif row and not found and (year := _ROW_YEAR.search(sentence.text)):
            clock.set(date(int(year[0]), 1, 1), "year", sentence.section_no)
        # A heading's span ("January to May 2012") begins with its first date.
        heading = headings.get(sentence.section_no, "")
        _advance(clock, sentence, rank, heading, found[:1] if sentence.kind == "heading" else found)
    return moments


def _take_heading(sentence: Sentence, clocks: dict[tuple[bool, bool], Clock]) -> None:
    """A heading's date or year ("Events of 1999", "March to May 2012") begins the time of its section."""
    found = find_dates(sentence.text)
    year = _YEAR.search(sentence.text)
    for clock in clocks.values():
        if found and found[0].precision == "month":
            clock.headed = (found[0].value, sentence.section_no)
        if found:
            clock.set(found[0].value, found[0].precision, sentence.section_no)
        elif year:
            clock.set(date(int(year[0]), 1, 1), "year", sentence.section_no)


def _of_sentence(
    sentence: Sentence, rank: int, clock: Clock, stated: Mapping[int, Sequence[Stated]]
) -> list[Moment]:
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
        value = said_again(partial, full) or borrowed(partial, before, sentence, rank, clock, stated)
        of_a_year = partial.month is not None or partial.feast is not None
        if value and clock.written and value > clock.written and before is None and of_a_year:
            value = in_year(partial, value.year - 1)
        if value:
            precision: DatePrecision = "day" if partial.day or partial.feast or partial.place else "month"
            moments.append(Moment(sentence, rank, partial.start, partial.end, value, precision, "carried"))
    named = sorted(moments, key=lambda one: one.start)
    for start, end, value, precision, way in reckoned(text, rank, named, clock):
        if not any(start < one.end and one.start < end for one in moments):
            moments.append(Moment(sentence, rank, start, end, value, precision, way))
    from_these = counted_from(text, named)
    return sorted(
        (replace(one, way="counted_from") if one in from_these else one for one in moments),
        key=lambda one: one.start,
    )


def _is_hour(text: str, found: FoundDate, clock: Clock) -> bool:
    """Whether "until 2000" is an hour: where hours are written so, and the story is far from that year."""
    if found.precision != "year" or not clock.hours or clock.value is None:
        return False
    return abs(found.value.year - clock.value.year) > 1 and bool(_AT.search(text[: found.start]))


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


def _holds(moment: Moment, clock: Clock) -> bool:
    """Whether "that month" or "that year" is the one in which the story already stands."""
    if clock.value is None or moment.precision == "day" or clock.value.year != moment.value.year:
        return False
    return moment.precision == "year" or clock.value.month == moment.value.month


def _advance(clock: Clock, sentence: Sentence, rank: int, heading: str, found: Sequence[Moment]) -> None:
    """Go on to the last date of the sentence, unless that looks back; ``heading``: that of its section."""
    for one in found:
        looks_back = (
            clock.value is not None
            and clock.section_no == sentence.section_no
            and _is_past(one, clock.value, bool(_PERFECT.search(sentence.text)))
        )
        if looks_back or _leads_ahead(one) or (one.way == "reckoned" and _holds(one, clock)):
            continue
        if one.precision == "day":
            clock.days.append(Told(rank, one.value, stems(sentence.text), one.way != "reckoned", heading))
            clock.known[one.value.month, one.value.day] = one.value
        clock.set(one.value, one.precision, sentence.section_no)


__all__ = ["Moment", "Way", "by_sentence", "find_moments"]
