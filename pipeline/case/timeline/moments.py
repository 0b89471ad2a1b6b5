"""A date of the body, and how far the story has come."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pipeline.case.timeline.occasions import Told
from pipeline.records import DatePrecision, Sentence

# "turned": reckoned back from the event itself ("on 4 May, two days before he died"); "counted_from": another
# day of the sentence is reckoned from it ("the day after her birthday, 4 May").
Way = Literal["stated", "carried", "reckoned", "turned", "counted_from"]


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
class Clock:
    """What has been told so far: the last date, and the days with the words they were told in.

    ``known``: the last day told with each (month, day), of which a later section may speak without its year;
    ``hours``: whether the report writes hours as "0915"; ``headed``: the month that the heading of the
    section names, and which section that is.
    """

    born: date | None
    written: date | None = None
    hours: bool = False
    value: date | None = None
    precision: DatePrecision = "year"
    section_no: int = -1
    days: list[Told] = field(default_factory=list)
    known: dict[tuple[int, int], date] = field(default_factory=dict)
    headed: tuple[date, int] | None = None

    def set(self, value: date, precision: DatePrecision, section_no: int) -> None:
        """Go to a date that a section tells."""
        self.value, self.precision, self.section_no = value, precision, section_no

    def month_of(self, section_no: int) -> date | None:
        """The month under whose heading a section stands."""
        return self.headed[0] if self.headed and self.headed[1] == section_no else None
