"""The age of a child at the incident."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.case.age.birth import find_birth, years_between
from pipeline.case.age.birthdays import MONTH
from pipeline.case.age.choice import Answer, weighed
from pipeline.case.age.left import left_over, with_codes
from pipeline.case.age.mentions import age_mentions
from pipeline.case.age.owner import Scope
from pipeline.case.age.passed import clues_by_time_passed
from pipeline.case.age.reading import age_passages
from pipeline.case.age.reckoned import Clue, clues, narrowest
from pipeline.case.age.said import CHILD_YEARS, Said, ages_told, said_of
from pipeline.case.children.traits import Named
from pipeline.case.incident.find import Incident
from pipeline.case.people.family import FamilyRow, told_row
from pipeline.case.people.people import People
from pipeline.case.people.whose import Sex
from pipeline.case.source import Source
from pipeline.dates import DAYS_A_YEAR, FoundDate, find_dates
from pipeline.records import CastMember, Gender, Reader

# Support below this is no statement.
MIN_SUPPORT = 2.0
# Ages of a table are at the incident when given for a day this near to it.
SAME_TIME_DAYS = 120
# An age in years and months must be said in the opening to go before the whole years of a table.
FINER_SUPPORT = 2.0
# Another age with more than this share of the votes leaves doubt.
CLOSE = 0.5
# What a birth that agrees with an age adds to it, and what one that does not leaves of it.
AGREES, DISAGREES = 1.5, 0.4
# Of the ages told of the past the highest is mostly that of the incident: reports end with it.
HIGHEST = 1.25
# An age in whole years now tells the age then only where the time between is nearly whole years.
WHOLE_YEARS = 0.2
# How far an age that is not in whole years may be off.
ROUGH = 0.2
# Weight from which a statement for another day is surely the child's.
MEANT = 0.3
# Weight of a statement that is enough where no higher age is told of the child: reports end with the event.
LAST = 0.8
# Weight from which the highest age of all is given, in doubt, where nothing speaks against it.
WEAK = 0.4
# Up to this age weeks and months are told, and are exact enough to count on from.
INFANT = 2.0
# What a value needs that another statement, or the birth, bears out.
BORNE_OUT = 1.0
# Weight of an age of another time, or of none, by the child's name or "the boy": the last that is left.
UNDATED = 0.3
# Days within which an age in whole years is likelier than not the same.
HALF_A_YEAR = 183
# Support of an age that is told of the event by the child's name.
SURE = 6.0
_BIRTH = re.compile(r"\b(?:was|were) (?:born|delivered)\b|\b(?:gave|giving) birth\b", re.I)


_SEX: dict[str, Sex] = {"male": "m", "female": "f"}


@dataclass(frozen=True, slots=True)
class _Best:
    years: float
    support: float
    said: Said
    doubt: bool


def find_age(
    source: Source,
    child: Named,
    people: People,
    incident: Incident | None,
    genders: Sequence[Gender] = ("not_stated",),
    index: int = 0,
    reader: Reader | None = None,
    cast: Sequence[CastMember] = (),
) -> float | None:
    """Age in years at the incident: by the table, as told, worked out from the birth; None where untold.

    ``genders``: those of all children of the case, among which this one is at ``index``: "her brother, who
    was five" may then be this one. What the ``reader`` makes of the ages, with the ``cast`` as it is for this
    child, is weighed with what the rules find.
    """
    alone = people.child is not people.own
    people = with_codes(source, child.forms or (child.name,), people)
    told = ages_told(source, people)
    scope = Scope(people, incident, alone, [_SEX.get(one) for one in genders], index)
    statements = said_of(source, scope, told)
    reckoned = [*clues(source, scope, statements), *clues_by_time_passed(source, scope, statements)]
    answer = _by_rules(source, child, scope, statements, reckoned) or left_over(source, scope, told)
    if reader is not None:
        mentions = age_mentions(source, people, told)
        passages = age_passages(source, mentions, incident, told)
        scores = reader("age", passages, cast) if passages else ()
        answer = weighed(mentions, scores, answer, statements)
    if answer is None:
        return None
    source.note("age_years", answer.years, answer.start, answer.end, inferred=answer.inferred)
    return answer.years


def _by_rules(
    source: Source,
    child: Named,
    scope: Scope,
    statements: Sequence[Said],
    reckoned: Sequence[Clue],
) -> Answer | None:
    incident = scope.incident
    row = child.row if child.row and _tells(child.row) else told_row(source, child.name, child.forms)
    row = row or child.row
    by_birth = _exact(FoundDate(row.start, row.end, row.born, "day"), incident) if row and row.born else None
    # "Born on 2 May 2005, now 16": the birth decides.
    fits = row is None or row.age is None or by_birth is None or _agrees(row.age, by_birth)
    if row and row.age is not None and row.age < CHILD_YEARS and _same_time(row, incident) and fits:
        finer = _finer(row, statements)
        start, end = _place(row, finer)
        return Answer(row.age if finer is None else finer.years, start, end, "row", inferred=False)
    born = _born(source, row, scope)
    exact = _exact(born, incident)
    best = _best(statements, exact, incident)
    if exact is not None and born is not None and not _goes_before(best, exact):
        return Answer(exact, born.start, born.end, "birth", inferred=not (row and row.born))
    span = narrowest(reckoned)
    if span and (best is None or _not_of_then(best, span)):
        return Answer(round(span.middle, 2), span.start, span.end, "reckoned")
    if best:
        return Answer(best.years, best.said.start, best.said.end, "told", best.doubt or best.said.worked_out)
    found = _converted(source, row, incident) if row else _at_birth(source, incident)
    return found or _carried(statements, incident) or _last_told(statements, incident)


def _not_of_then(best: _Best, span: Clue) -> bool:
    """Whether the best age told is that of the day from which ``span`` is reckoned, or in whole years."""
    if best.said.start == span.start:
        return True
    whole = best.years == int(best.years) and best.years >= 1
    return best.doubt and whole and not _within(best.years, (span.low - 1, span.high + ROUGH))


def _tells(row: FamilyRow) -> bool:
    return row.age is not None or row.born is not None


def _born(
    source: Source,
    row: FamilyRow | None,
    scope: Scope,
) -> FoundDate | None:
    """The date of birth with its place: of the row, else as cover, chronology or narrative tell it."""
    if row and row.born:
        return FoundDate(row.start, row.end, row.born, "day")
    incident = scope.incident
    event = incident.day if incident and incident.precision != "year" else None
    return find_birth(source, scope.people, scope.alone, event)


def _exact(born: FoundDate | None, incident: Incident | None) -> float | None:
    """The age in years by the dates, where both are known to the month and the years are a child's."""
    if born is None or incident is None:
        return None
    years = years_between(born, FoundDate(0, 0, incident.day, incident.precision))
    return years if years is not None and years < CHILD_YEARS else None


def _goes_before(best: _Best | None, exact: float) -> bool:
    """Whether the age as told stands: the birth agrees, or it is told so well that a date is wrong."""
    if best is None:
        return False
    return _agrees(best.years, exact) or best.support >= SURE


def _agrees(years: float, exact: float) -> bool:
    whole = years == int(years) and years >= 1
    return (whole and int(exact) == years) or abs(years - exact) <= 0.12


def _best(statements: Sequence[Said], exact: float | None, incident: Incident | None) -> _Best | None:
    """The age that most is said for; ages that are one to the measure (0.1) support each other."""
    past = [one for one in statements if one.weight > 0]
    # Of a time that is surely another's nothing is chosen, as long as there is anything else.
    past = [one for one in past if one.when != "other"] or past
    if not past:
        return None
    ages = list(dict.fromkeys(one.years for one in past))
    spans = _implied(statements, incident)
    if exact is not None:
        spans.append((min(exact - 0.12, int(exact)), max(exact + 0.12, int(exact) + 0.01)))
    # Of a time that no age of the report fits, nothing is learnt.
    spans = [span for span in spans if any(_within(years, span) for years in ages)]
    support: dict[float, float] = {}
    for years in ages:
        total = sum(one.weight for one in past if abs(one.years - years) <= 0.05)
        total *= HIGHEST if years == max(ages) else 1.0
        support[years] = total * math.prod(AGREES if _within(years, span) else DISAGREES for span in spans)
    best = max(support, key=lambda years: support[years])
    borne_out = bool(spans) and all(_within(best, span) for span in spans)
    last = best == max(ages) and any(
        one.years == best and one.weight >= LAST and one.when != "other" for one in past
    )
    enough = support[best] >= (BORNE_OUT if borne_out else MIN_SUPPORT)
    if not enough and not last:
        return _latest(past, spans)
    second = max((total for years, total in support.items() if abs(years - best) > 0.1), default=0.0)
    said = max((one for one in past if abs(one.years - best) <= 0.05), key=lambda one: one.weight)
    return _Best(best, support[best], said, not enough or second > CLOSE * support[best])


def _latest(past: Sequence[Said], spans: Sequence[tuple[float, float]]) -> _Best | None:
    """The highest age told of the child that nothing speaks against: a report ends with its event."""
    told = [
        one
        for one in past
        if one.when != "other" and one.weight >= WEAK and all(_within(one.years, span) for span in spans)
    ]
    said = max(told, key=lambda one: (one.years, one.weight), default=None)
    return _Best(said.years, said.weight, said, doubt=True) if said else None


def _within(years: float, span: tuple[float, float]) -> bool:
    return span[0] <= years < span[1]


def _implied(statements: Sequence[Said], incident: Incident | None) -> list[tuple[float, float]]:
    """Between which ages the child was at the incident, by ages of other days ("in May 2011, at 13")."""
    spans: list[tuple[float, float]] = []
    if incident is None:
        return spans
    if incident.precision == "year":
        # Nobody grows younger: of a year it is known that it was later.
        earlier = [
            one.years
            for one in statements
            if one.day and one.day.value.year < incident.day.year and one.weight >= MEANT
        ]
        return [(max(earlier), CHILD_YEARS)] if earlier else spans
    for one in statements:
        if one.day is None or one.when != "other" or one.day.precision == "year" or one.weight < MEANT:
            continue
        between = (incident.day - one.day.value).days / DAYS_A_YEAR
        # Whole years are any time of the year; months, and "nearly four", are told to a month or two.
        low, high = (MONTH, 1 + MONTH) if one.years >= 1 and one.years == int(one.years) else (ROUGH, ROUGH)
        if between > 0:
            spans.append((round(one.years + between - low, 2), round(one.years + between + high, 2)))
    return spans


def _finer(row: FamilyRow, statements: Sequence[Said]) -> Said | None:
    """The statement that goes before a table's whole years: years and months, or the event's own age.

    A table that does not say of when its ages are may give those at the time of writing.
    """
    age = row.age or 0.0
    if age < 1 or age != int(age):
        return None
    told: dict[float, list[Said]] = {}
    for one in statements:
        # Only the months of the day itself are told so exactly.
        months = one.years != int(one.years) and one.when in ("near", "told")
        finer = int(one.years) == age and (one.when in ("event", "opening") or months)
        earlier = row.as_at is None and age - 2 < one.years < age and one.when == "event"
        if one.years != age and (finer or earlier):
            told.setdefault(one.years, []).append(one)
    support = {
        years: sum(one.weight for one in said) / (1 if years > age else SURE / FINER_SUPPORT)
        for years, said in told.items()
    }
    best = max(support, key=lambda years: support[years], default=age)
    agreed = any(one.years == age and one.when == "event" for one in statements)
    if support.get(best, 0) < FINER_SUPPORT or (agreed and best < age):
        return None
    return max(told[best], key=lambda one: one.weight)


def _place(row: FamilyRow, finer: Said | None) -> tuple[int, int]:
    return (finer.start, finer.end) if finer else (row.start, row.end)


def _same_time(row: FamilyRow, incident: Incident | None) -> bool:
    """Whether the table's ages are those at the incident; ages at the time of writing are not."""
    if row.age_now:
        return False
    if row.as_at and incident and row.as_at.precision == "year":
        return row.as_at.value.year == incident.day.year
    return (
        row.as_at is None or incident is None or abs((row.as_at.value - incident.day).days) <= SAME_TIME_DAYS
    )


def _converted(source: Source, row: FamilyRow, incident: Incident | None) -> Answer | None:
    """The age then by an age at another stated day, or now, which is the report's own date."""
    told = row.as_at.value if row.as_at and row.as_at.precision != "year" else None
    day = told or (_report_date(source) if row.age_now else None)
    if row.age is None or day is None or incident is None or incident.precision == "year":
        return None
    between = (day - incident.day).days / DAYS_A_YEAR
    if row.age == int(row.age) and row.age >= 2:
        if abs(between - round(between)) > WHOLE_YEARS:
            return None
        between = round(between)
    years = round(row.age - between, 2)
    if not 0 <= years < CHILD_YEARS:
        return None
    return Answer(years, row.start, row.end, "reckoned")


def _carried(statements: Sequence[Said], incident: Incident | None) -> Answer | None:
    """The age then by an age in weeks or months on another stated day: that is as good as a birth."""
    if incident is None or incident.precision != "day":
        return None
    found: dict[float, Said] = {}
    for one in statements:
        exact = one.day is not None and one.day.precision == "day" and one.years != int(one.years)
        if one.day is None or not exact or one.when != "other" or one.weight < MEANT or one.years >= INFANT:
            continue
        years = round(one.years + (incident.day - one.day.value).days / DAYS_A_YEAR, 2)
        if 0 <= years < CHILD_YEARS:
            found[years] = one
    if not found or max(found) - min(found) > ROUGH:
        return None
    years, said = min(found.items(), key=lambda item: item[1].years)
    return Answer(years, said.start, said.end, "reckoned")


def _last_told(statements: Sequence[Said], incident: Incident | None) -> Answer | None:
    """The highest age told within half a year of the event, or of no day: in doubt, for want of another."""
    told = [
        one for one in statements if one.weight >= UNDATED and (one.day is None or _near(one.day, incident))
    ]
    said = max(told, key=lambda one: (one.years, one.weight), default=None)
    if said is None:
        return None
    return Answer(said.years, said.start, said.end, "undated")


def _near(day: FoundDate, incident: Incident | None) -> bool:
    return incident is not None and abs((incident.day - day.value).days) < HALF_A_YEAR


def _report_date(source: Source) -> date | None:
    """The date of the report, as the document's own record has found it."""
    found = {one.field: one.value for one in reversed(source.found)}
    value = found.get("report_date") or found.get("publication_date")
    return date.fromisoformat(value) if value else None


def _at_birth(source: Source, incident: Incident | None) -> Answer | None:
    """0 where the opening dates a birth on the day of the incident: a newborn has no age in words."""
    if incident is None or incident.precision != "day":
        return None
    for sentence in source.opening:
        born = _BIRTH.search(sentence.text)
        if born and any(
            found.precision == "day" and found.value == incident.day for found in find_dates(sentence.text)
        ):
            at = sentence.char_start
            return Answer(0.0, at + born.start(), at + born.end(), "birth")
    return None
