"""Of whom a sentence tells what happened: the child, another person, or nobody who is named."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pipeline.case.people.people import People
from pipeline.case.source import Source
from pipeline.records import Sentence

Of = Literal["child", "other", "nobody"]

_SUBJECT = re.compile(r"\b(?:he|she|they|both|all three)\b", re.I)
_MALE = re.compile(r"\b(?:he|him|his|himself)\b", re.I)
_SEXED = re.compile(r"\b(?:he|him|his|himself|she|hers?|herself)\b", re.I)
# "The death of his father", "injuries to her sister": whose it is follows.
_OF_WHOM = re.compile(r"\s+(?:of|to)\s+")
_OBJECT = re.compile(
    r"\b(?:him|them|himself|herself|her(?=\s+(?:dead|lifeless|un\w+|collapsed|lying|hanging|on|in|at|to|with|and|"
    r"not|cold|motionless|floppy|limp|bod(?:y|ies)|there|by|from)\b))\b"
)
_BY = re.compile(
    r"\bby (?:(?:his|her|their|the|an?|one of his|one of her) (?:own |older |younger |elder |late )?)?"
)
_FEWEST, _TIMES = 3, 3  # pronouns that settle a sex, and how often the one for each of the other


_KIN_OF = re.compile(
    r"\b(?:(?:grand|step|half-)?(?:mother|father|brother|sister|parents?)|aunt|uncle|cousin|partner|friend|neighbour|carer)\s+"
    r"(?:of|to)\s+[^,;.]{1,40},\s+(?:who\s+)?(?:\w+\s+){0,2}$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Persons:
    """Who can be meant: ``people`` finds the names; ``sex``: the child's, male or female, where known."""

    people: People
    sex: str | None

    def of(self, sentence: Sentence, span: tuple[int, int], before: Sentence | None) -> Of:
        """Of whom the words at ``span`` speak; ``before`` is the sentence before."""
        text, people = _without_agents(sentence.text, self.people), self.people
        if of := _OF_WHOM.match(text, span[1]):
            who = people.first(text[of.end() : of.end() + 30].split(",")[0])
            return who if who in ("child", "other") else "nobody"
        if people.child.search(text, *span):
            return "child"  # "took Child B's life"
        if people.after(text, span[1], 30) == "child":
            return "child"
        who = people.before(text, span[0])
        if who == "child" and _KIN_OF.search(text[: span[0]]):
            return "other"  # "Adult B, mother of Child C, died"
        if who == "other":
            return self._beside_other(text[: span[0]])
        if who == "pronoun":
            return self._by_pronoun(text[: span[0]], before)
        return "child" if who == "child" else "nobody"

    def _beside_other(self, head: str) -> Of:
        """Of whom, where another is named last: "his mother found him", "at his mother's he fell"."""
        named = last_match(self.people.other, head)
        if pronoun := last_match(_OBJECT, head):
            # "His mother found him dead": of him, not of her.
            return "child" if named is None or pronoun.start() > named.start() else "other"
        if subject := last_match(_SUBJECT, head):
            # "Back at his parents' house he collapsed": of whom "he" is said is open.
            return "nobody" if named is None or subject.start() > named.end() else "other"
        return "other"

    def _by_pronoun(self, head: str, before: Sentence | None) -> Of:
        said = last_match(_SEXED, head)
        if self.sex and said and (self.sex == "male") != bool(_MALE.fullmatch(said[0])):
            return "other"  # "he" is not the girl, whoever he is
        if before is not None and self.people.child.search(before.text) is None:
            return "nobody" if self.people.other.search(before.text) else "child"
        return "child"


def _without_agents(text: str, people: People) -> str:
    """The text with those blanked by whom something was done: "she was found by her uncle" is of her."""
    for by in _BY.finditer(text):
        if other := people.other.match(text, by.end()):
            text = text[: by.end()] + " " * (other.end() - by.end()) + text[other.end() :]
    return text


def child_sex(source: Source, people: People) -> str | None:
    """The sex by the pronouns that follow the child's name before anybody else's; None where they differ."""
    male = female = 0
    for sentence in source.prose:
        named = people.own.search(sentence.text)
        if named is None or named.start() > 40 or people.other.search(sentence.text[: named.end()]):
            continue
        rest = sentence.text[named.end() :]
        other, said = people.other.search(rest), _SEXED.search(rest)
        if said and (other is None or said.start() < other.start()):
            male += bool(_MALE.fullmatch(said[0]))
            female += not _MALE.fullmatch(said[0])
    if max(male, female) < max(_FEWEST, _TIMES * min(male, female)):
        return None
    return "male" if male > female else "female"


def last_match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The match of ``pattern`` that begins last."""
    return max(pattern.finditer(text), key=lambda match: match.start(), default=None)
