"""What the running text says of a child's age: every statement, whose it is, and of which time.

A statement counts by the person it is tied to (the child by name, a child that is meant, a pronoun) and by
its time: the event itself, the opening of the report, a time told otherwise, now.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.any_case import AnyCase
from pipeline.case.age.owner import FIRST, Place, Scope, Who, who_is
from pipeline.case.age.time import When, another_day, in_present_tense, when_is
from pipeline.case.age.words import AgeWords, said_ages
from pipeline.case.people.people import People
from pipeline.case.source import NOT_TOLD, Source
from pipeline.dates import FoundDate
from pipeline.records import Sentence

CHILD_YEARS = 18.0
WHO: dict[Who, float] = {"named": 3.0, "meant": 2.0, "pronoun": 1.0, "doubtful": 0.35}
WHEN: dict[When, float] = {
    "event": 2.0,
    "opening": 1.4,
    "near": 1.3,
    "hinted": 0.8,
    "told": 0.4,
    "other": 0.15,
    "now": 0.0,
}
# What every age has; without one the slower expressions need not be tried.
_SIGN = AnyCase(
    r"\d|\bage|\bold\b|birth|would have|\bwas\b|\bwere\b|\bis\b|\bam\b|['’][sm]\b|\bat\b|\blived?\b|"
    r"\b(?:reach|attain)ed\b|\bturn|day|week|month|year|hour|\byrs|mths|wks|[,:;]|\s[–—-]\s"
)
# Another case that the report compares with is not its own.
_COMPARED = re.compile(
    r"\b(?:another|earlier|previous|other|separate|similar|neighbouring|different)\s+(?:[\w'’]+\s+){0,2}(?:cases?|reviews?|reports?)\b|"
    r"\bcomparison\b|\bCase\s[A-Z]\b",
    re.I,
)
# "Fractures, some of them a fortnight old", "a letter that was four months old".
_THING = re.compile(
    r"\b(?:(?:some|one|two|three|four|most|all|many|several|none)\s+of\s+(?:them|these|those|which)|"
    r"(?:fractures?|bruis(?:es?|ing)|injur(?:y|ies)|wounds?|burns?|scars?|marks?|bleeds?|letter|record|note|referral|"
    r"assessment|plan|form|entry|entries|data|information|photographs?)(?:\s+(?:that|which|by\s+then|by\s+now|were|was|is|are|"
    r"being|then|already|probably|some|had))*)"
    r"[\s,]+(?:(?:were|was|being|about|at\s+least|more\s+than|up\s+to|some|over|nearly|perhaps|probably|by\s+then)\s+)*$",
    re.I,
)
# "He was the size of a child of two", "a reading age of six": a measure, and nobody's age.
_LIKENED = re.compile(
    r"(?:\b(?:weigh\w*|size|height|length|strength|speech|language|vocabulary|understanding|clothes|clothing|manners|build|"
    r"look\s+of|like|than|abilit\w+|level|skills|development|behaviour|functioning)\b[^.;,]{0,30}\b(?:an?|any|most|many|the\s+average|"
    r"normal)\s+(?:(?:average|typical|normal|healthy|well[\w-]*)\s+)?(?:child|boy|girl|baby|infant|toddler|youngster|person|adult|one)s?|"
    r"\b(?:reading|mental|developmental|spelling|language|comprehension|emotional)\s+age(?:\s+(?:was|is|then|given|put|as|at))*(?=\s))\s+"
    r"(?:(?:of|at|aged?)\s+)?(?:(?:about|nearly|only|some|perhaps)\s+)*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Said:
    """An age in years said of the child at ``start`` to ``end`` of the text, with its weight and its time."""

    years: float
    weight: float
    when: When
    start: int
    end: int
    worked_out: bool
    # The day for which an age at another time is told.
    day: FoundDate | None = None
    sentence: Sentence | None = None


@dataclass(frozen=True, slots=True)
class AgeTold:
    """An age below 18 as said in the ``rank``th sentence of the running text, or in a row before that."""

    rank: int
    sentence: Sentence
    words: AgeWords


def ages_told(source: Source, people: People) -> list[AgeTold]:
    """Every age of a child's years that the report tells of its case, whoever's it is."""
    told: list[AgeTold] = []
    for rank, sentence in enumerate(source.prose):
        if rank >= FIRST and source.section_type(sentence) in NOT_TOLD:
            continue
        found = source.ages[sentence.sentence_no]
        if not found and not _SIGN.search(sentence.text):
            continue
        ages = said_ages(sentence.text, found, people.own, people.other)
        told.extend(AgeTold(rank, sentence, one) for one in of_the_case(source, people, sentence, ages))
    return told


def of_the_case(
    source: Source, people: People, sentence: Sentence, ages: Sequence[AgeWords]
) -> list[AgeWords]:
    """The ages of a sentence that are a child's years: not a thing's, no measure, not of another case."""
    text = sentence.text
    kept = [
        one
        for one in ages
        if one.years < CHILD_YEARS
        and not _THING.search(text[max(0, one.start - 60) : one.start])
        and not _LIKENED.search(text[max(0, one.start - 90) : one.start])
    ]
    if not kept or source.phrases(sentence).get("outcome.rules"):
        return []
    return [] if _COMPARED.search(text) and not people.own.search(text) else kept


def said_of(source: Source, scope: Scope, told: Sequence[AgeTold]) -> list[Said]:
    """Those of the ages ``told`` that are, or may be, the child's."""
    scope = replace(scope, present=in_present_tense(source))
    return [said for place in places(source, scope, told) for said in _of_sentence(place)]


def places(source: Source, scope: Scope, told: Sequence[AgeTold]) -> Iterator[Place]:
    """The sentences of the ages ``told``, each with its ages and its persons."""
    for rank, of_sentence in groupby(told, key=lambda one: one.rank):
        yield Place.of(source, scope, rank, [one.words for one in of_sentence])


def _of_sentence(place: Place) -> Iterator[Said]:
    sentence, day = place.sentence, another_day(place)
    for one in place.ages:
        who = who_is(place, one)
        if who:
            when = when_is(place, one, day)
            at = sentence.char_start
            weight = WHO[who] * WHEN[when]
            yield Said(one.years, weight, when, at + one.start, at + one.end, one.worked_out, day, sentence)
