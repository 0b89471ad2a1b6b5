"""The age at the incident reckoned from ages told of other days, or of other children.

Each clue is a span of years within which the child's age at the incident lay: an age in years and months on a
dated day plus the time between, a brother's or sister's age and the difference. Spans that meet narrow each
other; where a narrow one is left, its middle is the age.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.case.age.kin import ByKin, ages_by_kin
from pipeline.case.age.owner import Scope
from pipeline.case.age.said import CHILD_YEARS, Said
from pipeline.case.age.time import another_day, when_is
from pipeline.case.people.whose import topic
from pipeline.case.source import Source
from pipeline.case.timeline.timeline import Moment, by_sentence, find_moments
from pipeline.dates import DAYS_A_YEAR
from pipeline.records import Sentence

# Weight from which a statement is the child's, whatever its time.
MEANT = 0.14
# Half the breadth of an age that is told in months, and of one in weeks or by a birthday.
MONTHS, DAYS = 0.06, 0.03
# Half a month, where a day is not told.
HALF_MONTH = 0.05
# A span as narrow as this gives an age.
NARROW = 0.4
# Sentences back from which a day is borrowed.
BACK = 2
_THEN = re.compile(r"\bthen\s+(?:\w+\s+){0,2}$", re.I)
_LINKED = re.compile(
    r"\b(?:then|(?:that|the\s+same|those)\s+(?:\w+\s+)?(?:day|days|date|night|morning|time|month|week|meeting|order|conference|visit|hearing))\b",
    re.I,
)
# "Turned six that very week", "became nine on the same day": to the day or nearly so.
_TURNED = re.compile(
    r"\b(?:turned|became|reached|attained|completed|kept)\s+(?:the\s+age\s+of\s+)?(?:\w+\s+)?$", re.I
)
_THAT_DAY = re.compile(
    r"(?:\s+years?(?:\s+old|\s+of\s+age)?)?,?\s+(?:on\s+|in\s+)?(?:that|the|this)\s+(?:very\s+|same\s+|previous\s+)?"
    r"(?:day|week|morning|afternoon|evening)\b",
    re.I,
)
# Days beyond which a statement is of another time than the incident, and years too far to count on.
SAME_TIME_DAYS, FAR_YEARS = 20, 17.0
OF_KIN, OF_AGE = 1.5, 1.0

# The days and months that the report tells, by the number of the sentence.
Days = Mapping[int, Sequence[Moment]]


@dataclass(frozen=True, slots=True)
class Clue:
    """Between which ages in years the child was at the incident, by words at ``start`` to ``end``."""

    low: float
    high: float
    start: int
    end: int
    weight: float

    @property
    def middle(self) -> float:
        """The middle of the span."""
        return (self.low + self.high) / 2


def clues(source: Source, scope: Scope, said: Sequence[Said]) -> list[Clue]:
    """The clues of a report, those of the child's own ages before those by its kin."""
    days = by_sentence(one for one in find_moments(source, None) if one.precision != "year")
    return [*_of_ages(source, scope, said, days), *_of_kin(source, scope, days)]


def narrowest(found: Sequence[Clue]) -> Clue | None:
    """The span that is left of the clues that agree with the best of them; None where it is not narrow."""
    sure = [one for one in found if one.high - one.low <= NARROW]
    if not sure:
        return None
    best = max(sure, key=lambda one: sum(_meet(one, other) * other.weight for other in found))
    low, high = best.low, best.high
    for one in found:
        if one.low < high and low < one.high:
            low, high = max(low, one.low), min(high, one.high)
    # Of the last months of childhood a span may reach beyond it, of a newborn below nothing.
    low, high = max(low, 0.0), min(high, CHILD_YEARS)
    return Clue(low, high, best.start, best.end, best.weight) if low < high else None


def _meet(one: Clue, other: Clue) -> bool:
    return one.low < other.high and other.low < one.high


def _of_ages(source: Source, scope: Scope, said: Sequence[Said], days: Days) -> Iterator[Clue]:
    incident = scope.incident
    if incident is None or incident.precision == "year":
        return
    for one in said:
        if one.weight < MEANT or one.when in ("event", "opening", "now") or one.sentence is None:
            continue
        own_part = not scope.alone and topic(source, one.sentence, scope.people) == "own"
        if own_part or _of_event(source, one):
            continue
        day = _day(source, one.sentence, one.start - one.sentence.char_start, days)
        if day is None or (one.when == "told" and not _dated(one, day)):
            continue
        passed = (incident.day - day.value).days / DAYS_A_YEAR
        # A day after the incident speaks against the incident's date rather than for another age.
        if not SAME_TIME_DAYS / DAYS_A_YEAR < passed < FAR_YEARS:
            continue
        rough = sum(HALF_MONTH for each in (day.precision, incident.precision) if each == "month")
        low, high = breadth(one.years, one.worked_out or _turning(source, one))
        low, high = one.years + passed - low - rough, one.years + passed + high + rough
        if low >= 0 and high < CHILD_YEARS + 1:
            yield Clue(round(low, 2), round(high, 2), one.start, one.end, OF_AGE * one.weight)


def _of_event(source: Source, said: Said) -> bool:
    """Whether a statement stands in or right after words of the event, whatever day was found for that."""
    assert said.sentence is not None
    if said.when == "near" and not _THEN.search(source.text[max(0, said.start - 40) : said.start]):
        return True
    before = source.previous(said.sentence)
    found = [said.sentence, before, source.previous(before) if before else None]
    if said.when == "other" and not said.worked_out:
        found = found[:1]
    return any(
        one is not None
        and bool(source.phrases(one).get("incident.strong") or source.phrases(one).get("outcome.death"))
        for one in found
    )


def _dated(one: Said, day: Moment) -> bool:
    """Whether a statement without words of time has its day in its own sentence, or points back to one."""
    assert one.sentence is not None
    return day.sentence.sentence_no == one.sentence.sentence_no or bool(_LINKED.search(one.sentence.text))


def _turning(source: Source, one: Said) -> bool:
    """Whether the age was reached on the day that is told: "had turned six that very week"."""
    assert one.sentence is not None
    at = one.sentence.char_start
    return bool(
        _TURNED.search(source.text[max(at, one.start - 40) : one.start])
        and _THAT_DAY.match(source.text[one.end : one.sentence.char_end])
    )


def breadth(years: float, worked_out: bool) -> tuple[float, float]:
    """How far an age may be off below and above: whole years are told for the whole of the next."""
    if worked_out:
        return DAYS, DAYS
    if years == int(years) and years >= 1:
        return 0.0, 1.0
    return MONTHS, MONTHS


def _of_kin(source: Source, scope: Scope, days: Days) -> Iterator[Clue]:
    incident = scope.incident
    for one in ages_by_kin(source, scope):
        at = one.sentence.char_start
        day = _day(source, one.sentence, one.anchor.start, days)
        passed = 0.0
        # An age told of the event needs no reckoning on, whatever day stands before it.
        if day is not None and _then(one) and incident is not None and incident.precision != "year":
            passed = (incident.day - day.value).days / DAYS_A_YEAR
            passed = 0.0 if abs(passed) < SAME_TIME_DAYS / DAYS_A_YEAR else passed
        years = one.years + passed
        if 0 <= years < CHILD_YEARS:
            yield Clue(
                round(years - MONTHS, 2),
                round(years + MONTHS, 2),
                at + one.anchor.start,
                at + one.anchor.end,
                OF_KIN,
            )


def _then(one: ByKin) -> bool:
    day = another_day(one.place)
    return when_is(one.place, one.anchor, day) not in ("event", "opening")


def _day(source: Source, sentence: Sentence, at: int, days: Days) -> Moment | None:
    """The day for which a sentence tells what stands at ``at``: its own, else the last told before it."""
    if own := days.get(sentence.sentence_no):
        return min(own, key=lambda one: min(abs(one.start - at), abs(one.end - at)))
    one: Sentence | None = sentence
    for _ in range(BACK if _LINKED.search(sentence.text) else 1):
        one = source.previous(one) if one else None
        if one is None or one.kind != sentence.kind:
            return None
        if before := days.get(one.sentence_no):
            return before[-1]
    return None
