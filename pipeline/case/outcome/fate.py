"""Whether a child died or lives: every sentence that tells of it, weighed over the whole document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.case.outcome.death_words import (
    ANY_CHILD,
    DIED,
    ENDED,
    FOUND,
    GENERIC,
    HAD_LIVED,
    HINT,
    HIS,
    IN_PRESENT,
    LIVES,
    MET,
    NAMES,
    NEVER_BUT,
    NOBODYS,
    NOT,
    NOT_OBJECT,
    OF,
    PASSIVE,
    SIGNS,
    TRIED,
    UNSAVED,
)
from pipeline.case.people.subject import Subject, Whose
from pipeline.case.source import Source
from pipeline.records import Sentence

# Weight of a sentence by how it speaks of the child.
_WEIGHT: dict[Whose | None, float] = {"named": 3.0, "general": 2.0, "pronoun": 2.0, "unclear": 0.5}
# Of words that speak of a death but of nobody ("the death", "the inquest").
BARE, SIGN = 1.0, 0.5
# Characters after "we met" in which the person must begin.
MET_REACH = 16
# Of a sentence that speaks of the child in the present tense.
PRESENT = 1.0
_SKIPPED = frozenset(("references", "glossary", "methodology", "panel"))
# Where nothing is told of how the child lives, unless it is named.
_ADVISED = frozenset(("recommendations", "action_plan", "terms_of_reference"))


@dataclass(frozen=True, slots=True)
class Told:
    """Words of one sentence that tell of a child's death or life, and how much they weigh."""

    sentence: Sentence
    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Fate:
    """What tells of the child's death and what of its life; the strongest sentence of each first."""

    death: tuple[Told, ...]
    life: tuple[Told, ...]
    # Sentences that tell of the death of somebody else, and not of the child's.
    elsewhere: int = 0

    @property
    def for_death(self) -> float:
        """The weight of all that tells of a death."""
        return sum(one.weight for one in self.death)

    @property
    def for_life(self) -> float:
        """The weight of all that tells that the child lives."""
        return sum(one.weight for one in self.life)

    @property
    def surest(self) -> float:
        """The weight of the sentence that says the death best."""
        return max((one.weight for one in self.death), default=0.0)


def find_fate(source: Source, subject: Subject) -> Fate:
    """The sentences, rows and headings that tell of the child's death or life; kept for all fields."""
    people = subject.people
    key = (
        people.own.pattern,
        people.child.pattern,
        people.other.pattern,
        subject.rivals.pattern,
        subject.alone,
    )
    if key not in source.fates:
        source.fates[key] = _weighed(source, subject)
    return source.fates[key]


def _weighed(source: Source, subject: Subject) -> Fate:
    """All that tells of the child's death or life, one weight a sentence, row or heading."""
    death: list[Told] = []
    life: list[Told] = []
    elsewhere = 0
    for sentence in source.body:
        text = sentence.text
        named = bool(subject.people.own.search(text))
        if source.section_type(sentence) in _SKIPPED and not named:
            continue
        if GENERIC.search(text) and not named:
            continue
        found = list(_deaths(sentence, subject)) if HINT.search(text) else []
        dead = _best(iter(found))
        elsewhere += bool(found) and not dead
        best = dead or _best(_lives(sentence, subject))
        if dead and not named and (_long_before(source, text) or ANY_CHILD.search(text)):
            continue
        if best and not dead and not named and source.section_type(sentence) in _ADVISED:
            continue
        if best and (named or not source.phrases(sentence).get("outcome.rules")):
            (death if dead else life).append(Told(sentence, *best))
    return Fate(_ranked(death), _ranked(life), elsewhere)


# Not that of an Act or of its rules.
_YEAR = re.compile(r"(?<!Act )(?<!Order )(?<!Regulations )\b(?:19|20)\d\d\b")
# Years between a death of which nobody is named and the incident, from which on it was another's.
_LONG_BEFORE = 2


def _long_before(source: Source, text: str) -> bool:
    """Whether all years that a sentence names are long before the incident, where its year is known."""
    years = [int(year) for year in _YEAR.findall(text)]
    if not years:
        return False
    incident = next((one.value for one in source.found if one.field == "incident_date"), "")
    return incident[:4].isdigit() and max(years) <= int(incident[:4]) - _LONG_BEFORE


def _ranked(told: list[Told]) -> tuple[Told, ...]:
    return tuple(sorted(told, key=lambda one: -one.weight))


def _best(found: Iterator[tuple[int, int, float]]) -> tuple[int, int, float] | None:
    return max((one for one in found if one[2] > 0), key=lambda one: one[2], default=None)


def _deaths(sentence: Sentence, subject: Subject) -> Iterator[tuple[int, int, float]]:
    """Start, end and weight of the words that say a death: a verb, an object, whose it was, or only
    that it was.
    """
    text = sentence.text
    others = False
    for match, whose in (
        *_of_verb(sentence, subject),
        *_of_object(sentence, subject),
        *_of_owner(sentence, subject),
    ):
        others = others or whose == "other"
        weight = _WEIGHT.get(whose, 0.0)
        # "She had lived for five weeks" when she died, or when she was hurt.
        if "lived" in match[0].lower() and HAD_LIVED.search(text, 0, match.end()):
            weight = min(weight, BARE)
        yield match.start(), match.end(), weight
    if (subject.alone and not others) or (not others and subject.section_is_of(sentence) == "own"):
        yield from (one for one in _unowned(text) if not _tried_for(sentence, subject, one))


def _of_verb(sentence: Sentence, subject: Subject) -> Iterator[tuple[re.Match[str], Whose | None]]:
    """Verbs of dying, and who is their subject."""
    text = sentence.text
    for match in DIED.finditer(text):
        if NOT.search(text[: match.start()]) and not NEVER_BUT.match(match[0]):
            continue
        # "Neither the boy nor his father": both are meant.
        both = match[0].startswith("neither")
        yield match, "general" if both else subject.before(sentence, match.start())


def _of_object(sentence: Sentence, subject: Subject) -> Iterator[tuple[re.Match[str], Whose | None]]:
    """Verbs of killing, of finding dead and of failing to save, and who is their object."""
    text = sentence.text
    for match in OF.finditer(text):
        if not NOT.search(text[: match.start()]):
            yield match, _object(sentence, subject, match)
    for match in FOUND.finditer(text):
        if not NOT.search(text[: match.start()]):
            yield match, _found_dead(sentence, subject, match)
    for match in UNSAVED.finditer(text):
        pronoun = match["whom"] in ("him", "her", "them")
        told = subject.pronoun(sentence, match.start("whom"), match["whom"]) if pronoun else None
        yield match, told or subject.after(text, match.start("whom"))


def _of_owner(sentence: Sentence, subject: Subject) -> Iterator[tuple[re.Match[str], Whose | None]]:
    """Nouns of a death, and whose it was."""
    text = sentence.text
    for match in HIS.finditer(text):
        yield match, subject.pronoun(sentence, match.start(), match["p"].lower())
    for match in NAMES.finditer(text):
        yield match, subject.before(sentence, match.start() + 1)
    for match in ENDED.finditer(text):
        whose = subject.after(text, match.start() + 4)
        yield match, whose if whose != "other" else None


def _object(sentence: Sentence, subject: Subject, match: re.Match[str]) -> Whose | None:
    """Who was killed: the person after the words, or a pronoun that is not their subject."""
    text = sentence.text
    if pronoun := _WHOM.match(text, match.end()):
        return subject.pronoun(sentence, match.end(), pronoun[0])
    if not match[0].rstrip().lower().endswith(_PREPOSITIONS) and (
        PASSIVE.search(text[: match.start()]) or NOT_OBJECT.match(text[match.end() :])
    ):
        return None
    return subject.after(text, match.end())


_OF_KIN = re.compile(r"['’]s\b")
_PREPOSITIONS = ("of", "on", "to")
_WHOM = re.compile(
    r"(?:him|her|them)\b(?!\s+\w)"
    r"|(?:him|her|them)(?=\s+(?:in|on|at|and|with|by|before|after|when|while|as|to|that|until|because|during|for)\b)"
)


def _found_dead(sentence: Sentence, subject: Subject, match: re.Match[str]) -> Whose | None:
    """Who was found dead: the person between the verb and the word for it."""
    whom = match["whom"]
    if whom in ("him", "her", "them"):
        return subject.pronoun(sentence, match.start("whom"), whom)
    # "Found Child A and Child B lifeless": both.
    if any(not _OF_KIN.match(whom, own.end()) for own in subject.people.own.finditer(whom)):
        return "named"
    return subject.after(sentence.text[: match.start("dead")], match.start("whom"))


def _tried_for(sentence: Sentence, subject: Subject, told: tuple[int, int, float]) -> bool:
    """Whether the child is the one who was tried: "she pleaded guilty to manslaughter"."""
    start, end, _ = told
    tried = TRIED.search(sentence.text, 0, end)
    return tried is not None and subject.before(sentence, min(start, tried.start())) in ("named", "pronoun")


def _unowned(text: str) -> Iterator[tuple[int, int, float]]:
    """Words of a death of which the sentence does not say whose it was."""
    for pattern, weight in ((NOBODYS, BARE), (SIGNS, SIGN)):
        for match in pattern.finditer(text):
            if not NOT.search(text[: match.start()]):
                yield match.start(), match.end(), weight


def _lives(sentence: Sentence, subject: Subject) -> Iterator[tuple[int, int, float]]:
    """Start, end and weight of the words that say that the child lives."""
    for match in LIVES.finditer(sentence.text):
        whose = subject.before(
            sentence, match.end() if match[0][:3].lower() in ("he ", "she", "the") else match.start()
        )
        yield match.start(), match.end(), _WEIGHT.get(whose, 0.0)
    if (
        subject.alone
        and (own := subject.people.own.match(sentence.text))
        and IN_PRESENT.match(sentence.text, own.end())
    ):
        yield own.start(), own.end(), PRESENT
    for match in MET.finditer(sentence.text):
        whose = subject.after(sentence.text, match.end(), reach=MET_REACH)
        yield match.start(), match.end(), _WEIGHT.get(whose, 0.0)
