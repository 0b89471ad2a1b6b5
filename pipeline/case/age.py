"""The age of a child at the incident."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from pipeline.case.family import FamilyRow
from pipeline.case.incident import Incident
from pipeline.case.people import People
from pipeline.case.source import Source
from pipeline.case.traits import Named
from pipeline.dates import FoundAge, find_dates
from pipeline.records import Sentence

CHILD_YEARS = 18.0
# An age in years and months must be said in the opening to go before the whole years of a table.
FINER_SUPPORT = 2.0
# Another age with more than this share of the votes leaves doubt.
CLOSE = 0.5
# Sentences at the very beginning, which say what happened whatever their heading.
FIRST = 25
_SKIPPED = frozenset(("recommendations", "action_plan", "references", "glossary", "terms_of_reference"))
# What follows the age in "a six-year-old girl".
_DESCRIBED = re.compile(r"[- ]old\s+(?:\w+\s+)?(?:boy|girl|child|baby|infant|toddler|pupil|twins)\b", re.I)
_BIRTH = re.compile(r"\b(?:was|were) (?:born|delivered)\b|\b(?:gave|giving|given) birth\b", re.I)
_NOW = re.compile(r"\bnow(?: aged)?\s*$", re.I)
_PAST = re.compile(
    r"\b(?:when (?:he|she|they) (?:was|were)|at the age of|had been|by the age of|until)\b", re.I
)


def find_age(source: Source, child: Named, people: People, incident: Incident | None) -> float | None:
    """Age in years at the incident: by date of birth, by the table, else as the text gives it."""
    row = child.row
    if row and row.age is not None and row.age < CHILD_YEARS and _same_time(row, incident):
        source.note("age_years", row.age, row.start, row.end)
        return _finer(source, row.age, people)
    if row and row.born and incident and incident.precision == "day":
        source.note("age_years", row.born, row.start, row.end)
        exact = round((incident.day - row.born).days / 365.25, 2)
        told = _age_in_text(source, people, incident)
        # The age as the report gives it, where the birth date agrees with it.
        return told if told is not None and told == int(exact) and told >= 1 else exact
    told = _age_in_text(source, people, incident)
    return told if told is not None else _at_birth(source, incident)


def _at_birth(source: Source, incident: Incident | None) -> float | None:
    """0 where the opening dates a birth on the day of the incident: a newborn has no age in words."""
    if incident is None or incident.precision != "day":
        return None
    for sentence in source.opening:
        born = _BIRTH.search(sentence.text)
        if born and any(
            found.precision == "day" and found.value == incident.day for found in find_dates(sentence.text)
        ):
            at = sentence.char_start
            source.note("age_years", 0.0, at + born.start(), at + born.end(), inferred=True)
            return 0.0
    return None


def _finer(source: Source, age: float, people: People) -> float:
    """The table's age, or where that is whole years the years and months that the text says it was."""
    if age < 1 or age != int(age):
        return age
    votes = _votes(source, people, source.opening)[0]
    told = {years: votes[years] for years in votes if int(years) == age and years != age}
    best = max(told, key=lambda years: told[years], default=age)
    return best if told.get(best, 0) >= FINER_SUPPORT else age


def _same_time(row: FamilyRow, incident: Incident | None) -> bool:
    """Whether the table's ages are those at the incident; ages at the time of writing are not."""
    if row.age_now:
        return False
    if row.as_at and incident and row.as_at.precision == "year":
        return row.as_at.value.year == incident.day.year
    return row.as_at is None or incident is None or abs((row.as_at.value - incident.day).days) <= 120


def _age_in_text(source: Source, people: People, incident: Incident | None) -> float | None:
    """The age that most is said for; the sentences of the incident count most, of equals the first stands."""
    votes, place = _votes(source, people, source.prose)
    if not votes:
        return None
    best = max(votes, key=lambda years: votes[years])
    if votes[best] < 2.0:
        return None
    second = max((votes[years] for years in votes if years != best), default=0.0)
    source.note("age_years", best, *place[best][1:], inferred=second > CLOSE * votes[best])
    return best


def _votes(
    source: Source, people: People, sentences: Sequence[Sentence]
) -> tuple[dict[float, float], dict[float, tuple[float, int, int]]]:
    """What the first sentences, or all, say for each age, and where they say it best."""
    votes: dict[float, float] = defaultdict(float)
    place: dict[float, tuple[float, int, int]] = {}
    for rank, sentence in enumerate(sentences):
        skipped = rank >= FIRST and source.section_type(sentence) in _SKIPPED
        if skipped or (not source.ages[sentence.sentence_no] and "(" not in sentence.text):
            continue
        if source.phrases(sentence).get("outcome.rules"):
            continue
        for found in [*source.ages[sentence.sentence_no], *_bracketed(sentence.text, people)]:
            score = _age_score(source, sentence, found, people, rank)
            if found.years < CHILD_YEARS and score > 0:
                votes[found.years] += score
                if score > place.get(found.years, (0.0, 0, 0))[0]:
                    place[found.years] = (
                        score,
                        sentence.char_start + found.start,
                        sentence.char_start + found.end,
                    )
    return votes, place


def _bracketed(text: str, people: People) -> list[FoundAge]:
    """ "Q (9)": a bare number in brackets after a name of the child."""
    return [
        FoundAge(match.end() + 2, match.end() + 2 + len(age[1]), float(age[1]))
        for match in people.own.finditer(text)
        if (age := re.match(r"\s\((\d{1,2})\)", text[match.end() :]))
    ]


def _age_score(source: Source, sentence: Sentence, found: FoundAge, people: People, rank: int) -> float:
    """How much a sentence says that this is the child's age when it happened."""
    text = sentence.text
    # "Baby X and Baby Y were ten weeks old" gives the age of both.
    both = re.search(r"\band\s+(?:[A-Z]\w*\s)?[A-Z]\w*,?\s+(?:were|both)\b", text[: found.start])
    if both and people.own.search(text[: found.start]):
        return 4.0
    described = _DESCRIBED.match(text[found.end :])
    who = "child" if described else people.before(text, found.start)
    phrase = text[max(0, found.start - 25) : found.start]
    if who in (None, "other") or _NOW.search(phrase):
        return 0.0
    opening = rank < 25 or source.section_type(sentence) in ("circumstances", "summary")
    score = {"child": 2.0, "pronoun": 1.0}[who] * (2.0 if opening else 0.4)
    if people.own.search(text):
        score += 1.0
    if source.phrases(sentence).get("incident.event"):
        score *= 1.6
    # "When she was sixteen, Polly was assaulted": of the opening, that is when it happened.
    told = source.phrases(sentence).get("outcome.death") or (
        opening and rank < 25 and source.phrases(sentence).get("incident.strong")
    )
    return 0.3 * score if _PAST.search(phrase) and not told else score
