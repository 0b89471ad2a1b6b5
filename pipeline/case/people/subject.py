"""Of which person a sentence says something, seen from one child of the case: by name, word, or pronoun."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pipeline.case.people.people import People, gender_of_pronouns
from pipeline.case.source import Source
from pipeline.records import Sentence

# named: by a name of the child; general: "the baby"; pronoun: "he", and the child is meant;
# unclear: "he", and nobody says who; other: anybody else.
Whose = Literal["named", "general", "pronoun", "unclear", "other"]

_FEMALE = re.compile(
    r"\b(?:mother|mum|step-?mother|grandmother|mam-gu|gran|nan|sister|half-sister|aunt|wife|girlfriend|niece|"
    r"woman|girl|daughter|MGM|PGM|Mrs|Ms|Miss|midwife)\b",
    re.I,
)
_MALE = re.compile(
    r"\b(?:father|dad|step-?father|step-?dad|grandfather|taid|brother|half-brother|uncle|husband|boyfriend|"
    r"nephew|man|boy|son|MGF|PGF|Mr)\b",
    re.I,
)
# Persons beside those that every report has.
_OTHERS = re.compile(
    r"\b(?:siblings?|half-?sib\w*|friends?|neighbour|man|men|woman|women|lodger|landlord|niece|nephew|"
    r"patient|"
    r"gran|grandad|nan|Mam-gu|taid|dad|mum|step-?dad|great-\w+|Case [A-Z0-9]+|another (?:child|baby|boy|"
    r"girl)|"
    r"(?:older|younger|elder|eldest|other|first|surviving) (?:child|children|boy|girl|baby|son|daughter)|"
    r"cousins?|Sibling \w+)\b",
    re.I,
)
_PROFESSIONALS = re.compile(
    r"\b(?:constable|officer|teacher|nurse|doctor|worker|midwife|visitor|author|judge|minister|solicitor|"
    r"manager|(?:panel|board|review|independent|conference) chair|(?<!in )(?<!on )(?<!from )the chair)\b",
    re.I,
)
# "A surgeon said that he had died": they are no "she" of the same sentence.
_CERTIFYING = re.compile(
    r"\b(?:coroner|pathologist|paediatrician|registrar|surgeon|paramedic|consultant)\b", re.I
)
_NOBODY = re.compile(r"(?!)")
# Several persons are no "he" and no "she".
_SEVERAL = re.compile(
    r"\b(?:friends|men|women|siblings|parents|sisters|brothers|cousins|carers|neighbours|couple|grandparents|"
    r"children|(?:\w+ )?half-?sib\w*s)$",
    re.I,
)
_ROLE_OF = re.compile(
    r"\b(?:mother|father|parents?|sister|brother|siblings?|friends?|grand\w+|aunt|uncle|partner|family|"
    r"carers?) of "
    r"(?:the |both )?$",
    re.I,
)
# After a child: one of its family, or a thing of it, is meant.
_KIN_OF = re.compile(
    r"['’]s? (?:own |former |late |new |\w+ )?(?:\w*mother|\w*father|mum|dad|parents?|\w*sisters?|"
    r"\w*brothers?|uncle|aunt|cousin|twin|partner|boyfriend|girlfriend|friend|family|carers?|dog|son|daughter)\b"
)
# "Child A's relative" died, or "had died": somebody of the child's, if it is no part of the child.
_POSSESSED = re.compile(
    r"['’]s (?!(?:body|heart|life|lungs?|brain|condition|breathing|remains|death|skull|head|injuries)\b)"
    r"(?:[a-z-]+ ){0,2}?[a-z-]+ (?:(?:had|was|were|has|is|then|been|also) )*$"
)
_JOINED = re.compile(r"^\w+(?:[ -]\w+)?,? (?:and|&) (?:(?:his|her|their|the) (?:\w+ ){1,2})?$")
_OBLIQUE = re.compile(
    r"\b(?:by|from|with|to|of|for|at|beside|near|against|without|under|behind) "
    r"(?:(?:a|an|the|his|her|their|another|two|some|both) )?(?:[a-z-]+ )?$"
)
_COORDINATED = re.compile(r"\b(?:and|but|before|until)(?: \w+ly| later| then| had| has)? $")
_WITH = re.compile(
    r"^(?:,[^,;.]{1,40},)?(?:, [\w -]{1,30})*,? and (?:(?:his|her|their|the) )?[\w-]+(?: [\w-]+){0,3}"
    r"(?:, [^,;.]{1,40},)? (?:both |all |were |had |was |each )*$"
)
# A capital inside a sentence, with nothing but an auxiliary before the verb.
_NAME_BEFORE = re.compile(
    r"\b(?:when|after|before|until|because|since|that|as|and|while|once|where|how|whom|but|"
    r"though) (?P<n>[A-Z][A-Za-z]*\d?)(?: (?:had|has|was|is|then|later|suddenly))* $"
)
_NO_STRANGERS = frozenset(("I", "A", "He", "She", "They", "It", "The", "Baby", "Child", "Infant", "We"))
_APPOSED = re.compile(r"[\w’'] ?, $")
_SUBJECT_PRONOUN = re.compile(r"\b(?:he|she|they)\b", re.I)
_SUBJECT_OF = {"male": "he", "female": "she"}
# How many sentences back a pronoun may reach.
REACH = 4


@dataclass(frozen=True)
class Subject:
    """One child of the case among the persons of the report. ``alone``: the review is about no other
    child.
    """

    source: Source
    people: People
    alone: bool = True
    rivals: re.Pattern[str] = _NOBODY

    @classmethod
    def of(cls, source: Source, people: People, forms: Sequence[str], others: Sequence[str]) -> Subject:
        """The child with the names ``forms`` beside the other children of the case, named ``others``."""
        own = People.of(forms, others)
        rivals = "|".join(sorted(map(re.escape, others), key=len, reverse=True)) or r"(?!)"
        pattern = re.compile(rf"(?<![\w'.-])(?:{rivals})(?!\w)")
        return cls(source, People(people.child, people.other, own.own), False, pattern)

    def before(self, sentence: Sentence, at: int) -> Whose | None:
        """The person who is the likely subject of a verb at ``at``: named last before it, in its clause
        first.
        """
        text = sentence.text
        place, whose = self._last(text[:at])
        pronoun = list(_SUBJECT_PRONOUN.finditer(text, 0, at))
        if pronoun and pronoun[-1].start() > place:
            return self.pronoun(sentence, pronoun[-1].start(), pronoun[-1][0].lower())
        # "Child B, who was nine, and her mother died": the verb is of both.
        named = self.people.own.finditer(text, 0, at) if whose == "other" else ()
        if any(_WITH.search(text[one.end() : at]) for one in named):
            return "named"
        # "Child B was stabbed by a friend of his cousin's and died": the second verb has the subject of
        # the first.
        if whose == "other" and _COORDINATED.search(text[:at]):
            own, other = self.people.own.search(text), self._other(text)
            if own and own.end() < at and (other is None or own.start() < other.start()):
                return "named"
            # "He was carried to a neighbour and died": the same, of one who is not named.
            if pronoun and pronoun[0].start() < (other.start() if other else at):
                return self.pronoun(sentence, pronoun[0].start(), pronoun[0][0].lower())
        return whose

    def after(self, text: str, at: int, reach: int = 40) -> Whose | None:
        """The person that follows ``at``: the object of "killed", of "the death of"."""
        tail = re.split(r"[,.;:(]", text[at : at + reach], maxsplit=1)[0]
        own, other = self.people.own.search(tail), self._other(tail)
        general = self.people.child.search(tail)
        first = min((match.start() for match in (own, other, general) if match), default=None)
        if first is None:
            return None
        # "The deaths of Child A and Child B", "of Child A and his sister Child B": of both.
        if own and own.start() > first and _JOINED.match(tail[first : own.start()]):
            return "other" if _KIN_OF.match(tail, own.end()) else "named"
        if own and own.start() == first:
            # "the death of Child A's father"
            return "other" if re.match(r"['’]s \w*\s*\w*", tail[own.end() :]) and other else "named"
        if general and general.start() == first and not (other and other.start() == first):
            # "killed by the girl's father"
            if _KIN_OF.match(tail, general.end()):
                return "other"
            return "general" if self.alone else "unclear"
        return "other"

    def pronoun(self, sentence: Sentence, at: int, word: str) -> Whose:
        """Whether "he", "she", "his" or "her" at ``at`` is the child, by gender and by who was named
        before.
        """
        wanted = {"he": "male", "his": "male", "him": "male", "she": "female", "her": "female"}.get(word)
        if wanted and self.gender and self.gender != wanted:
            return "other"
        found = self._antecedent(self._head(sentence.text[:at], wanted), wanted, last=True)
        named = self.section_is_of(sentence)
        one: Sentence | None = sentence
        goes_on, steps = True, 0
        while not found and steps < REACH and (one := self.source.previous(one) if one else None):
            found = self._antecedent(one.text, wanted, last=False)
            # "He was well. He ate." goes on about one person, however long.
            same = re.match(rf"(?:{word}|{_SUBJECT_OF.get(wanted or '', word)})\b", one.text, re.I)
            # Under the child's own heading "his father" of the sentence before speaks of the child too.
            found = None if (same or named == "own") and found == "other" else found
            goes_on = goes_on and bool(same)
            steps += not same
        if found:
            return found
        chain = self.alone and goes_on and one is None and self.source.previous(sentence) is not None
        return "pronoun" if chain or named == "own" else "other" if named == "rival" else "unclear"

    def _head(self, head: str, wanted: str | None) -> str:
        """What stands before a pronoun, up to the person who did something to him or her.

        "His uncle struck him and he died": whoever struck "him" is not "he".
        """
        whom = {"male": "him", "female": "her"}.get(wanted or "")
        did = (
            re.search(
                rf" {whom}(?:,? (?:and|so|but|until)\b| (?:\w+ly|twice|again|there|down|out|off|up|hard)"
                r"[,;]? and\b|[,;.])",
                head,
            )
            if whom
            else None
        )
        other = self._other(head[: did.start()]) if did else None
        if other is None or not _agrees(other[0], wanted) or self.people.own.search(head, other.end()):
            return head
        return head[: other.start()]

    def section_is_of(self, sentence: Sentence) -> Literal["own", "rival"] | None:
        """Whose section it is, where a heading names one child of several."""
        if self.alone or not self.source.sections:
            return None
        heading = self.source.sections[sentence.section_no].heading or ""
        if self.rivals.search(heading):
            return None if self.people.own.search(heading) else "rival"
        return "own" if self.people.own.search(heading) else None

    @cached_property
    def gender(self) -> str | None:
        """What the pronouns of the sentences say that name the child and nobody else; None if they do not."""
        matches = (self.people.own.search(sentence.text) for sentence in self.source.prose)
        return gender_of_pronouns(
            match.string[match.end() :] for match in matches if match and not self._other(match.string)
        )

    def _antecedent(self, text: str, wanted: str | None, *, last: bool) -> Whose | None:
        """The person of this text whom a pronoun may mean: the last named, or of a sentence before the
        first.
        """
        mentions: list[tuple[int, Whose]] = []
        aside: list[tuple[int, Whose]] = []
        for match in self.people.own.finditer(text):
            if not re.match(
                r"['’]s? (?:\w+ )?(?:mother|father|parents?|sister|brother)", text[match.end() :]
            ):
                mentions.append((match.start(), "pronoun"))
        for match in self.people.child.finditer(text):
            if self.alone and not self._other(match[0]) and _agrees(match[0], wanted):
                mentions.append((match.start(), "pronoun"))
        # Professionals are seldom the "he" of the next sentence, but of their own.
        staff = (_PROFESSIONALS,) if last else ()
        for match in _in_order((*self._others, *staff), text):
            if wanted and _SEVERAL.search(match[0]):
                continue
            if _agrees(match[0], wanted) and not re.match(r"['’]s\b", text[match.end() :]):
                # "A call from Dad": who stands behind a preposition is seldom what the story goes on about.
                oblique = _OBLIQUE.search(text[: match.start()])
                (aside if oblique else mentions).append((match.start(), "other"))
        if not mentions and not aside:
            return None
        return (max if last else min)(mentions or aside)[1]

    def _last(self, head: str) -> tuple[int, Whose | None]:
        """Where the person named last stands, and who it is."""
        found: tuple[int, Whose | None] = (-1, None)
        for match in self.people.child.finditer(head):
            own = self.people.own.search(match[0])
            whose: Whose = "named" if own else "general" if self.alone else "unclear"
            if _ROLE_OF.search(head[: match.start()]):
                whose = "other"
            found = (match.start(), whose)
        for match in self.people.own.finditer(head):
            if match.start() >= found[0]:
                whose = "other" if _ROLE_OF.search(head[: match.start()]) else "named"
                found = (match.start(), "other" if _POSSESSED.match(head, match.end()) else whose)
        for match in _in_order((*self._others, _PROFESSIONALS, _CERTIFYING), head):
            if match.start() >= found[0] and not re.match(
                r"['’]s (?:son|daughter|child|baby)\b", head[match.end() :]
            ):
                found = (match.start(), "other")
        if (stranger := self._stranger(head)) is not None and stranger >= found[0]:
            found = (stranger, "other")
        # "Her sister's eldest, a girl, died": the words in apposition are of the same person.
        if found[1] == "general" and _APPOSED.search(head[: found[0]]):
            return found[0], "other" if self._other(head[: found[0]]) else "general"
        if found[1] == "unclear" and _APPOSED.search(head[: found[0]]):
            return self._last(head[: found[0]])
        return found

    def _stranger(self, head: str) -> int | None:
        """Where a name that nothing explains stands right before the verb: "when FE died"."""
        match = _NAME_BEFORE.search(head)
        if match is None or match["n"] in _NO_STRANGERS or self.people.own.pattern == _NOBODY.pattern:
            return None
        own = any(one.end() >= match.end("n") for one in self.people.own.finditer(head))
        return None if own or self.people.child.search(match[0]) else match.start("n")

    @property
    def _others(self) -> tuple[re.Pattern[str], ...]:
        """What names anybody but the child and professionals."""
        return self.people.other, _OTHERS, self.rivals

    def _other(self, text: str) -> re.Match[str] | None:
        matches = [one.search(text) for one in self._others]
        return min((match for match in matches if match), key=lambda match: match.start(), default=None)


def _in_order(patterns: Iterable[re.Pattern[str]], text: str) -> list[re.Match[str]]:
    """The matches of several expressions, sorted by their place in the text."""
    found = [match for pattern in patterns for match in pattern.finditer(text)]
    return sorted(found, key=lambda match: match.start())


def _agrees(words: str, wanted: str | None) -> bool:
    """Whether a pronoun of this gender can mean a person spoken of in these words."""
    if wanted == "male":
        return not _FEMALE.search(words)
    return wanted is None or not _MALE.search(words)
