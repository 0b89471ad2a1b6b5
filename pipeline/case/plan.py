"""Whether the child was on a child protection plan (or register) at the incident: now, before, never.

What the sentences tell is put on a line: begun, kept, ended, begun again. What is said of the time of the
incident outweighs the line; what is said of other children does not count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from pipeline.case import plan_words as words
from pipeline.case.incident import Incident
from pipeline.case.people import People
from pipeline.case.plan_clause import Kind
from pipeline.case.plan_told import PlanReader, Told, by_sentence
from pipeline.case.source import Source
from pipeline.case.timeline import find_moments
from pipeline.dates import DAYS_A_YEAR
from pipeline.records import PlanStatus

# A plan lasts months; one that began so many years before the incident was over.
LONGEST_PLAN_YEARS = 2.5
# A plan that the incident led to is made within so many days of it; what is later is of another story, or the
# day of the incident is not the right one.
SOON_AFTER_DAYS = 365
_POSITIVE = frozenset(("begun", "on", "kept", "then", "ended", "been"))


def find_plan(source: Source, people: People, incident: Incident | None = None) -> tuple[PlanStatus, bool]:
    """The plan status of the children of the case at the incident, and whether any sentence decided it."""
    foreign = words.foreign(
        tuple(source.wording.words("plan", "other_plans")),
        tuple(source.wording.words("plan", "other_registers")),
    )
    moments = by_sentence(find_moments(source, None))
    reader = PlanReader(source, people, foreign, moments)
    told = [one for one in reader.read() if one.whose != "other"]
    decided = decide([one for one in told if not _afterwards(one, incident)], incident)
    if decided is None:
        return "not_stated", False
    status, why, sure = decided
    named = people.own.search(why.sentence.text) is not None
    start, end = why.sentence.char_start, why.sentence.char_end
    source.note("child_protection_plan", status, start, end, inferred=not (sure and named))
    return status, True


def decide(told: Sequence[Told], incident: Incident | None) -> tuple[PlanStatus, Told, bool] | None:
    """The status, what it rests on, and whether that says it outright; None where nothing settles it."""
    of = {kind: [one for one in told if one.kind == kind] for kind in {one.kind for one in told}}
    line = [one for one in told if one.kind in _POSITIVE]
    never = of.get("never", [])
    named_never = [one for one in never if one.whose == "named"]
    # "Baby W himself was never on a plan" goes before a plan of somebody who is not named.
    if named_never and not any(one.whose == "named" for one in line):
        return "never", named_never[0], True
    then = of.get("then", [])
    if then:
        return "current", then[0], True
    if over := _over(line, of, incident):
        return "previous", *over
    running = [one for one in line if one.kind in ("kept", "on", "begun")]
    if running:
        best = min(running, key=lambda one: (("kept", "on", "begun").index(one.kind), one.whose != "named"))
        return "current", best, best.kind == "kept"
    denied = [*never, *of.get("not_again", ()), *of.get("refused", ())]
    return ("never", denied[0], denied[0].kind == "never") if denied else None


def _over(
    line: Sequence[Told], of: Mapping[Kind, Sequence[Told]], incident: Incident | None
) -> tuple[Told, bool] | None:
    """Where the plan's end is told or follows from its time, what tells it, and whether outright."""
    ended = [one for one in line if one.kind in ("ended", "been")]
    begun = [one for one in line if one.kind in ("begun", "kept", "on")]
    if ended:
        if _after_incident(ended[0], incident):
            return None
        return None if _begun_again(ended, begun) else (_best(ended), True)
    if not begun:
        return None
    if of.get("not_then") or (of.get("not_again") and not any(one.kind == "kept" for one in begun)):
        return begun[0], False
    days = [one.day for one in begun if one.day]
    if incident and days and (incident.day - max(days)).days > LONGEST_PLAN_YEARS * DAYS_A_YEAR:
        return begun[0], False
    return None


def _best(told: Sequence[Told]) -> Told:
    """What tells it best: with the child's name, with a date, early."""
    return min(told, key=lambda one: (one.whose != "named", one.day is None, one.rank))


def _begun_again(ended: Sequence[Told], begun: Sequence[Told]) -> bool:
    """Whether another plan began after the end of one: by its date, or by "again" further on."""
    last = max((one.day for one in ended if one.day), default=None)
    for one in begun:
        if one.kind == "begun" and one.again and one.rank > max(end.rank for end in ended):
            return True
        if last and one.kind == "begun" and one.day and one.day > last + timedelta(days=14):
            return True
    return False


def _after_incident(one: Told, incident: Incident | None) -> bool:
    if incident is None or incident.precision != "day" or one.day is None:
        return False
    return 0 < (one.day - incident.day).days <= SOON_AFTER_DAYS


def _afterwards(one: Told, incident: Incident | None) -> bool:
    """Whether what is told is a plan that the incident led to."""
    if one.kind not in ("begun", "on"):
        return False
    text = one.sentence.text[one.start : one.end]
    return _after_incident(one, incident) or words.AFTERWARDS.search(text) is not None
