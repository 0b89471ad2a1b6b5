"""Of which person a place in a sentence speaks: the one who is named, or whom a pronoun stands for.

Persons are read from left to right. "J's half-sister" is the half-sister and "the mother of Q" the mother; a
pronoun is the subject of the words before it that agrees with it in number and, where known, in sex.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.case.people.people import People
from pipeline.case.source import Source
from pipeline.records import Sentence

Kind = Literal["child", "young", "other", "pronoun"]
Sex = Literal["m", "f"] | None

# How far back in its section a pronoun may look.
REACH = 6
# What a person has that tells an age.
_OWNED = r"age|date\s+of\s+birth|birth|(?:\w+\s+)?birthday"
_PRONOUN = re.compile(
    rf"\b(?:he|she|him|his(?=\s+(?:{_OWNED})\b)|her(?=\s+(?:{_OWNED})\b|\s*(?:$|[.,;:]|when|at|as|on|in|was))|himself|herself)\b",
    re.I,
)
_OTHERS = re.compile(
    r"\b(?:(?<!young\s)wom[ae]n|(?<!young\s)m[ae]n|nurse|teacher|worker|visitor|midwife|doctor|paediatrician|consultant|officer|supervisor|"
    r"(?-i:[Tt]he\s+others?)\b(?!\s+[a-z]+(?<!both)(?<!aged)(?<!was)(?<!were))|passengers?|classmates?|companions?|friends?|lodger|neighbour|girlfriend|boyfriend|cousins?|nephews?|nieces?|half-sib\w*|mum|mam|dad|gran\w*|"
    r"(?:half-|step-?)?(?:brothers?|sisters?|siblings?|sons|daughters)|offender|perpetrator|stranger|tenant|"
    r"landlord|youths?|victim|carers?|twins?|(?-i:(?:Sibling|Child|Baby|Case|Boy|Girl)\s[A-Z0-9]{1,3}\b))\b",
    re.I,
)
# "XK, asleep upstairs, was unhurt": somebody whom no list of persons names.
_INITIALS = re.compile(
    r"(?:^|(?<=; )|(?<=\. ))(?!GP\b|NHS|CSC|SSD|LA\b|HV\b|SW\b|IRO|EWO|CID|ICU|ED\b|DNA|IT\b|UK\b|"
    r"PCT|YOT|SCR|CDOP|LSCB|CPS\b|PM\b|AM\b)"
    r"[A-Z]{2,3}\d?(?=,\s|\s+(?:was|is|had|has)\b)"
)
_YOUNG = re.compile(
    r"\b(?:(?:the|this|that|an?|their|his|her|one|little|small|young)\s+)(?:[\w-]+\s+){0,3}?(?:child|baby|infant|boy|girl|toddler|"
    r"newborn|youngster|teenager|pupil|young\s+(?:person|man|woman)|son|daughter|[\w-]+-old)\b|"
    r"\b(?:child|baby|infant|boy|girl|toddler|son|daughter)\b",
    re.I,
)
_ANOTHER = re.compile(
    r"\b(?:another|other|older|elder|younger|second|eldest|youngest|different|case|such)\b", re.I
)
_DEFINITE = re.compile(r"^(?:the|this|that|their|his|her)\b", re.I)
_INDEFINITE = re.compile(r"^(?:an?|one)\b", re.I)
_OWNS = re.compile(r"(?:['’]s?)\s+(?:[\w-]+\s+){0,3}$")
_AND_OLD = re.compile(r"\b(?P<who>he|she)\s+was\s+an?\s+[\w-]+-old\b[^,;.]*\band\s+an?\s+[\w-]+-old$", re.I)
_APPOSED = re.compile(
    r"\s*(?:,[^,;.]{1,40},\s+(?:is|was)|,|\s(?:is|was))(?:\s+(?:by|then|now|only|still|already|just|but))*\s+",
    re.I,
)
_OF = re.compile(r"^\s*(?:who\s+is\s+)?(?:,\s+)?(?:of|to)\s+$")
_BY_WAY = re.compile(
    r"\b(?:with|by|to|from|for|of|at|about|beside|near|behind|towards?|between|after|against|told|asked|called|saw|rang|"
    r"and\s+by|than|as|like)\s+(?:(?:his|her|their|the|an?|own|both)\s+){0,2}$",
    re.I,
)
_FEMALE = re.compile(
    r"mother|mum\b|mam\b|sister|aunt|wife|girl|woman|daughter|niece|gran(?:ny)?\b|grandmother|midwife|\b(?:Ms|Mrs|Miss)\b|"
    r"\b[MP]GM\b",
    re.I,
)
_MALE = re.compile(
    r"father|dad\b|brother|uncle|husband|\bboy|\bm[ae]n\b|\bson\b|nephew|\bMr\b|\b[MP]GF\b|grandad", re.I
)
_PLURAL = re.compile(
    r"(?:parents|brothers|sisters|siblings|children|boys|girls|sons|daughters|women|men|twins|s)$"
)
_PARENT = re.compile(
    r"\b(?:mother|mum|mam|father|dad|parents?|couple|partner|wife|husband)\b|\bM[rs]s?\b", re.I
)

_GROWN = re.compile(
    r"\b(?:wom[ae]n|man|men|nurse|teacher|worker|visitor|midwife|doctor|GP|paediatrician|consultant|officer|supervisor|"
    r"lodger|neighbour|landlord|grand\w+|gran|aunt|uncle|carers?|girlfriend|boyfriend|[MP]G[MF]|Adult \w+)\b"
)


@dataclass(frozen=True, slots=True)
class Person:
    """A person at ``text[start:end]``. ``named`` by a name of the case; ``by_way``: after a preposition."""

    start: int
    end: int
    kind: Kind
    sex: Sex
    plural: bool = False
    by_way: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom words mean: ``named`` where the child itself is named; ``definite`` ("the baby") where meant.

    ``adult``: a parent, professional or other grown person; ``by_pronoun``: it is what a pronoun stands for.
    """

    kind: Kind
    named: bool = False
    definite: bool = False
    adult: bool = False
    by_pronoun: bool = False
    # Of a pronoun that nobody was found for.
    sex: Sex = None
    # Grown for sure, as a parent may not be.
    grown: bool = False


def persons(text: str, people: People) -> list[Person]:
    """The persons of a sentence in order; an owner ("J's") and who comes after "of" are no persons of it."""
    found: list[Person] = []
    named = [
        Person(match.start(), match.end(), "child", None, named=True) for match in people.own.finditer(text)
    ]
    named += [_person(match, "other") for match in people.other.finditer(text)]
    # "Boy N" is another than "N": the longer name stands.
    for one in sorted(named, key=lambda one: one.start - one.end):
        _keep(found, one)
    for match in _OTHERS.finditer(text):
        _keep(found, _person(match, "other"))
    for match in _INITIALS.finditer(text):
        _keep(found, _person(match, "other"))
    for match in _YOUNG.finditer(text):
        kind: Kind = "other" if _ANOTHER.search(match[0]) else "young"
        _keep(found, _person(match, kind))
    for match in _PRONOUN.finditer(text):
        sex: Sex = "f" if match[0].lower() in ("she", "her", "herself") else "m"
        _keep(found, Person(match.start(), match.end(), "pronoun", sex))
    found.sort(key=lambda one: one.start)
    return list(_heads(text, found))


def _keep(found: list[Person], one: Person) -> None:
    if not any(one.start < other.end and other.start < one.end for other in found):
        found.append(one)


def _person(match: re.Match[str], kind: Kind) -> Person:
    words = match[0]
    female, male = bool(_FEMALE.search(words)), bool(_MALE.search(words))
    sex: Sex = None if female == male else "f" if female else "m"
    return Person(match.start(), match.end(), kind, sex, bool(_PLURAL.search(words)))


def _heads(text: str, found: Sequence[Person]) -> Iterator[Person]:
    """Each phrase by its head: of "J's half-sister" and of "the mother of Q" one person is left."""
    dropped: set[int] = set()
    for i in range(1, len(found)):
        first, second = found[i - 1], found[i]
        between = text[first.end : second.start]
        if _OWNS.match(between):
            dropped.add(i - 1)
        elif first.kind == "other" and second.kind != "pronoun" and _OF.match(between):
            dropped.add(i)
    for i, one in enumerate(found):
        if i in dropped:
            continue
        owner = found[i - 1] if i - 1 in dropped and i else None
        kind, named, sex = one.kind, one.named, one.sex
        if owner and kind == "young" and not _PARENT.search(text[owner.start : owner.end]):
            kind = "other"
        by_way = bool(_BY_WAY.search(text[: owner.start if owner else one.start]))
        last = found[i - 1] if i else None
        # "Case C, a boy of three": the boy is the one before; so is "a 9-year-old" in "he was a 9-year-old".
        if (
            last
            and kind == "young"
            and is_indefinite(text, one)
            and _APPOSED.fullmatch(text[last.end : one.start])
        ):
            kind, named, sex, by_way = last.kind, last.named, last.sex or sex, False
        # "He was a 9-year-old when it began and an 11-year-old at the end."
        if kind == "young" and (was := _AND_OLD.search(text[: one.end])):
            kind, sex = "pronoun", "m" if was["who"].lower() == "he" else "f"
        yield replace(one, kind=kind, named=named, sex=sex, by_way=by_way)


def resolve(
    source: Source, sentence: Sentence, who: Person, before: Sequence[Person], people: People
) -> Owner:
    """Whom a person stands for: itself, or for a pronoun the subject before it that agrees with it."""
    if who.kind != "pronoun":
        return _owner(sentence.text, who)
    for one in _subjects(before):
        if _agrees(one, who):
            return replace(_owner(sentence.text, one), named=False, by_pronoun=True, sex=who.sex)
    previous = source.previous(sentence)
    for _ in range(REACH):
        if previous is None:
            break
        for one in _subjects(persons(previous.text, people)):
            if _agrees(one, who):
                return replace(_owner(previous.text, one), named=False, by_pronoun=True, sex=who.sex)
        previous = source.previous(previous)
    return Owner("pronoun", by_pronoun=True, sex=who.sex)


def _owner(text: str, one: Person) -> Owner:
    words = text[one.start : one.end]
    grown = one.kind == "other" and bool(_GROWN.search(words))
    adult = grown or (one.kind == "other" and bool(_PARENT.search(words)))
    return Owner(one.kind, one.named, bool(_DEFINITE.match(words)), adult, grown=grown)


def topic(source: Source, sentence: Sentence, people: People) -> Literal["own", "other"] | None:
    """Whether the heading over a sentence names the child, or another one; None where it names nobody."""
    heading = source.sections[sentence.section_no].heading if source.sections else ""
    own = bool(people.own.search(heading))
    other = bool(people.other.search(heading))
    return None if own == other else "own" if own else "other"


def _subjects(found: Sequence[Person]) -> list[Person]:
    """Whom a pronoun may mean, best first: those who do something before those who only come in."""
    real = [one for one in found if one.kind != "pronoun"]
    return [one for one in real if not one.by_way] + [
        one for one in real if one.by_way and one.kind != "other"
    ]


def _agrees(one: Person, pronoun: Person) -> bool:
    return not one.plural and (one.sex is None or pronoun.sex is None or one.sex == pronoun.sex)


def is_indefinite(text: str, one: Person) -> bool:
    """Whether a young person is brought in as somebody new ("a girl of nine")."""
    return bool(_INDEFINITE.match(text[one.start : one.end]))
