"""What the case stage shows a trained reader of dates, and what it wants to know of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pipeline.records.case import CastMember
from pipeline.records.vocabulary import BlockKind, DatePrecision


@dataclass(frozen=True, slots=True)
class DatePassage:
    """One date of a report where it is told, and what stands around it.

    ``before`` and ``after`` are the rest of its sentence with the neighbouring sentences, ``heading`` that of
    its section. ``place``: share of the body that lies before it; ``in_time``: share of the report's other
    dates that are earlier; ``reckoned``: its year or day is worked out; ``times``: how often it is told.
    """

    heading: str
    before: str
    date: str
    after: str
    section_type: str
    kind: BlockKind
    precision: DatePrecision
    place: float
    in_time: float
    reckoned: bool
    times: int


class DateReader(Protocol):
    """Scores of passages: the higher, the likelier its date is that of the incident."""

    def __call__(self, passages: Sequence[DatePassage], cast: Sequence[CastMember]) -> Sequence[float]:
        """A score for each passage of one report; ``cast``: its people, whose names are read as roles."""
        ...
