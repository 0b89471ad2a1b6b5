"""Whose an age is: the person a sentence ties it to, and how surely that is the child of whom we ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.case.age_words import AgeWords
from pipeline.case.incident import Incident
from pipeline.case.people import People
from pipeline.case.source import Source
from pipeline.case.whose import Owner, Person, is_indefinite, resolve, topic
from pipeline.records import Sentence

Who = Literal["named", "meant", "pronoun", "doubtful"]

# Sentences at the very beginning, which say what happened whatever their heading.
FIRST = 25
FIRST_OF_ALL = 8
# An adult is not younger: a pronoun with a lower age is not the parent named before it.
ADULT_YEARS = 12.0
GROWN_YEARS = 17.0
# Nobody calls a parent a "14-year-old"; of a young mother or father a report may say "a 16-year-old".
OLDEST_BY_NOUN = 15.0
OPENING = frozenset(("circumstances", "summary"))
ACCOUNT = frozenset(("narrative", "background"))
_LIST = re.compile(r"(?:,|\s|and|years?|months?|weeks?|old)+")
_JOINED = re.compile(r",?\s+(?:and\s+)?|,\s*")
# "Both children were four months old."
_EVERY = re.compile(
    r"\b(?:both|all(?:\s+(?:the|of\s+the))?|the)\s+(?:(?:two|three|four)\s+)?(?:children|babies|twins|infants|boys|girls)\s+"
    r"were\s+(?:\w+\s+){0,2}$",
    re.I,
)
# "The twins, now five days old": of a case of several each of them.
_GROUP = re.compile(
    r"\b(?:both|all|the|these)\s+(?:(?:two|three|four)\s+)?(?:children|babies|twins|infants|boys|girls|sisters|brothers|"
    r"siblings)(?:,?\s+(?:who|were|are|was|being|aged|now|then|only|just|by\s+then|still|barely))*,?\s+$",
    re.I,
)
_BRACKET = re.compile(r"(?:[\s-]+old)?(?:\s+(?:boy|girl|child|baby|infant))?\s+\(")
_CALLED = re.compile(r"\b(?:is|was|,)\s+(?:then\s+)?(?:an?|the)\s*(?:\w+\s+)?$")
# What may stand before an age that opens its part of a sentence, and how far on its person may be.
_OPENS = re.compile(
    r"(?:^|[,;:])\s*(?:(?:then|now|just|only|barely|still|over|nearly|almost|about|aged|at)\s+)*$", re.I
)
AHEAD = 60
# "I was seven," said ...: the age of who speaks.
_SPEAKS = re.compile(r"\bI(?:\s+(?:was|am)|['’]m)\s+(?:\w+\s+){0,2}$")
EARLIER = re.compile(
    r"\b(?:when\s+(?:he|she|they)\s+(?:was|were)|had\s+been|had\b[^,;.]{1,40}\bat\s+the\s+age\s+of|"
    r"had\b[^,;.]{1,60}\bwhen\s+[A-Z]\w*(?:\s[A-Z0-9]\w*){0,2}\s+was|by\s+the\s+age\s+of|until|since|from|by|before)(?:\s+(?:he|she|they)\s+(?:was|were|turned))?\s+"
    r"(?:the\s+age\s+of\s+|about\s+|only\s+|just\s+)*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom we ask about: the expressions for the child, whether it is the only one, and the incident."""

    people: People
    incident: Incident | None
    alone: bool
    # Whether the report tells its story in the present tense: "is six" is then no age of today.
    present: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence as it is read for ages: the ``rank``th of the running text, its ages and its persons."""

    source: Source
    scope: Scope
    sentence: Sentence
    rank: int
    ages: Sequence[AgeWords]
    found: Sequence[Person]

    @property
    def text(self) -> str:
        """The sentence's text."""
        return self.sentence.text

    @property
    def kind(self) -> str:
        """The type of the section."""
        return self.source.section_type(self.sentence)

    @property
    def opening(self) -> bool:
        """Whether the report here says what happened; a short one is soon in its narrative."""
        return (
            self.kind in OPENING
            or self.rank < FIRST_OF_ALL
            or (self.rank < FIRST and self.kind not in (*ACCOUNT, "other"))
        )

    @property
    def own_part(self) -> bool:
        """Whether the heading names this child of several, and no other."""
        return not self.scope.alone and topic(self.source, self.sentence, self.scope.people) == "own"


def who_is(place: Place, age: AgeWords) -> Who | None:
    """How surely an age is the child's: named, meant, or by a pronoun; None where it is another's."""
    group = _EVERY if place.scope.alone else _GROUP
    if group.search(place.text[: age.start]) and len(_run(place.text, age, place.ages)) == 1:
        return "meant"
    owner = _owner(place, age)
    if owner is None:
        return None
    if owner.kind == "child":
        return "named" if owner.named else "meant"
    if owner.kind == "other":
        if not place.scope.alone or (owner.adult and not _not_grown(place, age, owner)):
            return None
        # A pronoun may be the child though somebody else was named last.
        return "meant" if owner.adult else "doubtful" if owner.by_pronoun and age.tie == "near" else None
    if not (place.scope.alone or place.own_part):
        return None
    if owner.kind == "pronoun":
        return "pronoun"
    if owner.definite or place.opening:
        return "meant"
    # "He had called an ambulance to a floppy 4-month-old."
    told = age.tie == "noun" and place.source.phrases(place.sentence).get("incident.event")
    return "pronoun" if told else None


def _not_grown(place: Place, age: AgeWords, owner: Owner) -> bool:
    """Whether a pronoun seems an adult's whom the age cannot fit: "Mother rang. She was nine weeks old"."""
    if not (owner.adult and owner.by_pronoun):
        return False
    if age.tie == "noun":
        return age.years < OLDEST_BY_NOUN
    early = age.tie != "near" or EARLIER.search(place.text[: age.start])
    return age.years < (GROWN_YEARS if owner.grown else ADULT_YEARS) and not early


def _owner(place: Place, age: AgeWords) -> Owner | None:
    """The person whom an age is tied to; None where the sentence has nobody."""
    one = _in_brackets(place, age) or _paired(place, age)
    if one is None and age.tie == "noun":
        after = [one for one in place.found if one.start <= age.end + 25 and one.end > age.end]
        return _of_noun(place, age, after[0]) if after else Owner("young")
    before = [one for one in place.found if one.start <= age.start]
    if one is None and age.tie in ("point", "life"):
        one = _subject(place, age, before)
    elif one is None and before and not _leads(place, age, before[-1]):
        # "She was found by her mother; Q was six", "the mother of Q, aged 19": the nearest before.
        one = before[-1]
    if one is None and (_OPENS.search(place.text[: age.start]) or _SPEAKS.search(place.text[: age.start])):
        # "In May, just over six and without a coat, he ran off": whoever comes next.
        one = next((one for one in place.found if age.end <= one.start < age.end + AHEAD), None)
    if one is None:
        return Owner("pronoun") if re.match(r"\W*aged?\b", place.text, re.I) else None
    return _resolved(place, one)


def _leads(place: Place, age: AgeWords, before: Person) -> bool:
    """Whether an age opens a part of the sentence whose person comes after it ("...; then six, he ...")."""
    start = max(place.text.rfind(mark, 0, age.start) for mark in ";:")
    return before.end <= start and bool(_OPENS.search(place.text[start : age.start]))


def _in_brackets(place: Place, age: AgeWords) -> Person | None:
    """The person who is named in brackets after an age: "a girl of nine (Child K)"."""
    gap = _BRACKET.match(place.text, age.end)
    return next((one for one in place.found if gap and one.start == gap.end()), None)


def _resolved(place: Place, one: Person) -> Owner:
    before = [other for other in place.found if other.start < one.start]
    return resolve(place.source, place.sentence, one, before, place.scope.people)


def _subject(place: Place, age: AgeWords, before: Sequence[Person]) -> Person | None:
    """ "When he died, at 1½ years": the last who does something; "at 2½ years the little girl": the next."""
    start = max(place.text.rfind(";", 0, age.start), place.text.rfind(":", 0, age.start)) + 1
    clause = [one for one in before if one.start >= start]
    doing = [one for one in clause if not one.by_way]
    ahead = [one for one in place.found if one.start >= age.end]
    return doing[-1] if doing else next(iter([*ahead, *clause]), None)


def _of_noun(place: Place, age: AgeWords, noun: Person) -> Owner:
    """The owner of "a six-year-old girl": the noun, or the child where the noun is said of it by name."""
    near = [one for one in place.found if one.end <= age.start and one.kind == "child"]
    told = near and age.start - near[-1].end < 40 and _CALLED.search(place.text[: age.start])
    # "The six-year-old, Child L": whoever is named next, if that is the child.
    after = next((one for one in place.found if one.start >= noun.end), None)
    named = after is not None and after.kind == "child" and after.start - noun.end < 40
    if told or (named and noun.kind == "young"):
        return Owner("child", named=True)
    if noun.kind == "young" and is_indefinite(place.text, noun):
        return Owner("young")
    return _resolved(place, noun)


def _paired(place: Place, age: AgeWords) -> Person | None:
    """The person of a list that a list of as many ages answers: "Q and R were six and four"."""
    run = _run(place.text, age, place.ages)
    people: list[Person] = []
    for one in reversed([one for one in place.found if one.end <= run[0].start]):
        if people and not _JOINED.fullmatch(place.text[one.end : people[0].start]):
            break
        people.insert(0, one)
    if len(people) < 2:
        return None
    if len(run) == len(people):
        return people[run.index(age)]
    # "Baby X and Baby Y were ten weeks old": both.
    both = re.match(r"\s*,?\s*(?:were|both|are)\b", place.text[people[-1].end :])
    return next((one for one in people if one.kind == "child"), None) if len(run) == 1 and both else None


def _run(text: str, age: AgeWords, ages: Sequence[AgeWords]) -> list[AgeWords]:
    """The ages that are listed with this one, itself among them."""
    run = [age]
    for other in ages:
        if other.start > run[-1].end and _LIST.fullmatch(text[run[-1].end : other.start]):
            run.append(other)
    for other in reversed(ages):
        if other.end < run[0].start and _LIST.fullmatch(text[other.end : run[0].start]):
            run.insert(0, other)
    return run
