"""Whether the child had a child protection plan (or was registered) at the incident: now, before, never.

What the sentences tell is put on a line: begun, kept, ended, begun again. What is said of the time of the
incident outweighs the line; what is said of other children does not count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from pipeline.case.incident.find import Incident
from pipeline.case.people.people import People, gender_of_pronouns
from pipeline.case.protection import plan_denials as denials
from pipeline.case.protection import plan_words as words
from pipeline.case.protection.plan_clause import Kind
from pipeline.case.protection.plan_foreign import foreign as foreign_plans
from pipeline.case.protection.plan_told import PlanReader, Told
from pipeline.case.protection.plan_whose import Kin
from pipeline.case.source import Source
from pipeline.case.timeline.timeline import by_sentence, find_moments
from pipeline.dates import DAYS_A_YEAR
from pipeline.records import CastMember, PlanStatus

# A plan lasts months; one that began so many years before the incident was over.
LONGEST_PLAN_YEARS = 2.5
# A plan that the incident led to is made within so many days of it; what is later is of another story, or the
# day of the incident is not the right one.
SOON_AFTER_DAYS = 365
_POSITIVE = frozenset(("begun", "on", "kept", "then", "ended", "been"))


def find_plan(
    source: Source,
    people: People,
    incident: Incident | None = None,
    cast: Sequence[CastMember] = (),
    n_children: int = 1,
    sex: str | None = None,
) -> tuple[PlanStatus, bool]:
    """The plan status of the children of the case at the incident, and whether any sentence decided it.

    ``cast`` tells the names of the siblings, ``n_children`` how many children the review is about, ``sex``
    that of an only child, where it is known.
    """
    foreign = foreign_plans(
        tuple(source.wording.words("plan", "other_plans")),
        tuple(source.wording.words("plan", "other_registers")),
    )
    moments = by_sentence(find_moments(source, None))
    siblings = tuple(member.name for member in cast if member.role == "sibling")
    several = n_children > 1
    sex = None if several else _sex(source, people, sex)
    dated = all(one.confidence != "inferred" for one in source.found if one.field == "incident_date")
    decided = None
    # Of several children "the older girl" is another child at first; where nothing is told then, one of them.
    # A person whom no list knows is another child too, and where nothing is told of the child, the child.
    for of_them, unknown in ((False, False), *(((True, False),) if several else ()), (several, True)):
        kin = Kin.of(people, siblings, several=of_them, sex=sex, unknown=unknown)
        reader = PlanReader(source, kin, foreign, moments)
        told = [one for one in reader.read() if one.whose != "other"]
        told = [one for one in told if not _afterwards(one, incident)]
        decided = decide(told, incident, several=several, dated=dated)
        # Somebody unknown who had a plan may be another child; that one had none tells of this family.
        if unknown and decided and decided[0] != "never":
            decided = None
        if decided is not None:
            source.plans.update(one.sentence.sentence_no for one in told if one.kind in _POSITIVE)
            break
    if decided is None:
        return "not_stated", False
    status, why, sure = decided
    named = people.own.search(why.sentence.text) is not None
    start, end = why.sentence.char_start, why.sentence.char_end
    source.note("child_protection_plan", status, start, end, inferred=not (sure and named))
    return status, True


def _sex(source: Source, people: People, known: str | None) -> str | None:
    """The only child's sex: as it was found, else by pronouns of the sentences that begin with its name."""
    if known in ("male", "female"):
        return known
    return gender_of_pronouns(one.text for one in source.prose if people.own.match(one.text))


def decide(
    told: Sequence[Told], incident: Incident | None, *, several: bool = False, dated: bool = True
) -> tuple[PlanStatus, Told, bool] | None:
    """The status, what it rests on, and whether that says it outright; None where nothing settles it.

    ``several``: of more children than one, "never" said of one of them does not settle it. ``dated``: the
    incident's day is settled.
    """
    of = {kind: [one for one in told if one.kind == kind] for kind in {one.kind for one in told}}
    line = [one for one in told if one.kind in _POSITIVE]
    never = of.get("never", [])
    named_never = [one for one in never if one.whose == "named"]
    collective = [one for one in never if denials.OF_ALL.search(one.sentence.text[one.start : one.end])]
    if collective and not any(one.whose == "named" for one in line):
        return "never", collective[0], True
    # "The boy himself was never on one" goes before a plan of somebody who is not named.
    if named_never and not any(several or one.whose == "named" for one in line):
        return "never", named_never[0], True
    then = of.get("then", [])
    if then:
        return "current", then[0], True
    if over := _over(line, of, incident, dated=dated):
        return "previous", *over
    running = [one for one in line if one.kind in ("kept", "on", "begun")]
    if running:
        best = min(running, key=lambda one: (("kept", "on", "begun").index(one.kind), one.whose != "named"))
        return "current", best, best.kind == "kept"
    denied = [*never, *of.get("not_again", ()), *of.get("refused", ())]
    return ("never", denied[0], denied[0].kind == "never") if denied else None


def _over(
    line: Sequence[Told], of: Mapping[Kind, Sequence[Told]], incident: Incident | None, *, dated: bool
) -> tuple[Told, bool] | None:
    """Where the plan's end is told or follows from its time, what tells it, and whether outright.

    ``dated``: the incident's day is settled, so that an end after it may be believed.
    """
    ended = [one for one in line if one.kind in ("ended", "been")]
    begun = [one for one in line if one.kind in ("begun", "kept", "on")]
    if ended:
        if (dated or ended[0].kind == "been") and _after_incident(ended[0], incident):
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
        if one.kind != "begun" or (one.rank, one.start) < max((end.rank, end.start) for end in ended):
            continue
        if one.again or (last and one.day and one.day > last + timedelta(days=14)):
            return True
    return False


def _after_incident(one: Told, incident: Incident | None) -> bool:
    if incident is None or incident.precision != "day" or one.day is None:
        return False
    if words.BEFORE_IT.search(one.sentence.text, one.start):
        return False
    return 0 < (one.day - incident.day).days <= SOON_AFTER_DAYS


def _afterwards(one: Told, incident: Incident | None) -> bool:
    """Whether what is told is a plan that the incident led to."""
    if one.kind not in ("begun", "on"):
        return False
    text = one.sentence.text[one.start : one.end]
    return _after_incident(one, incident) or words.AFTERWARDS.search(text) is not None
