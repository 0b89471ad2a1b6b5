"""Whose brothers and sisters a sentence tells of: the child's, or those of a parent or somebody else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.case.people.people import People
from pipeline.case.siblings.words import SiblingMention
from pipeline.records import CastMember, Gender

Owner = Literal["child", "parent", "other", "nobody"]

_FEMALE = (
    r"(?:step-?)?mother|mum|mam|mummy|grand-?mother|gran|granny|nan|nana|aunt|wife|girlfriend|"
    r"woman|lady|MGM|PGM|MM|(?:Ms|Mrs|Miss) \w+"
)
_MALE = (
    r"(?:step-?)?father|dad|daddy|stepdad|grand-?father|grandad|uncle|husband|boyfriend|man|MGF|PGF|FM|"
    r"Mr (?!and\b)\w+"
)
_EITHER = (
    r"parents?|couple|partner|carers?|grandparents?|neighbour|friend|cousin|lodger|social worker|"
    r"health visitor|"
    r"teacher|midwife|nurse|doctor|GP|officer|Adult [A-Z0-9]+"
)
_PARENT = re.compile(r"^(?:mother|father|mum|dad|mam|mummy|daddy|parents?|couple|MM|FM)$", re.I)
# "The first child of a widow of 40": whoever is described as the child's parent.
_OF_FAMILY = re.compile(r"\b(?:famil(?:y|ies)|household|home|flat|house|genogram)\b", re.I)
_OF_WHOM = re.compile(r"\s*(?:of|(?:born )?to|for)\s+(?P<whom>(?:the\s+)?[\w’'-]+(?:\s[A-Z0-9]\w*)?)")
# "A stepsister of his mother"
_OF_ADULT = re.compile(
    rf"\s*(?:of|to)\s+(?:his|her|their)\s+(?:{_FEMALE}|{_MALE}|{_EITHER})(?![\w’'-])", re.I
)
_BORN_TO_THEM = re.compile(r"\s*(?:was |had been )?born to (?:them|her|him|the (?:couple|parents))\b")
_THEIR_PARENT = re.compile(
    r"^\W*(?:His|Her|Their)\s+(?:\w+\s+)?(?:mother|father|parents|mum|dad)\b[^.;]{0,40}\b(?:had|has|have)\b"
)
# Who lives with his mother is the child.
_WITH_PARENT = re.compile(r"\bwith (?:his|her|their) (?:own )?(?:mother|father|parents|mum|mam|dad)\b", re.I)
_PLURAL = re.compile(r"\b(?:couple|\w+s)$(?<!ss)(?<!Mrs)(?<!Ms)", re.I)
# Who lives with them is the child: "Ada lived with her aunt and a half-brother".
_LIVED_WITH = re.compile(r"\b(?:liv(?:ed|es|ing)|stay(?:ed|s|ing)|resid(?:ed|es|ing)|home) with [^.;]{0,60}$")
_KIN = re.compile(r"\b(?:half-|step-?)?(?:brothers?|sisters?|siblings?)\b", re.I)
# Who owns something, or is called by somebody's word, is not whom a sentence is about.
_POSSESSED = re.compile(r"\b(?:his|her|their)\s+(?:[\w-]+\s+)?$", re.I)
_EXISTS = re.compile(r"\b[Tt]here (?:is|are|was|were|had been|have been)\b[^.;]{0,40}$")
# Between persons who are told of together: "Mother, Child B and two older".
_COORDINATED = re.compile(r"[\s,;]*(?:(?:\([^)]*\)|aged? \w+|and|with|both|her|his|their|the)[\s,]*)*$")


@dataclass(frozen=True, slots=True)
class _Person:
    owner: Owner
    sex: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Kin:
    """Tells whose kin a mention is; made once for a document from the people of the case."""

    child: re.Pattern[str]
    parent: re.Pattern[str]
    adult: re.Pattern[str]
    parents: frozenset[str]
    sexes: dict[str, str]
    child_sex: str | None
    labels: frozenset[str]
    letters: frozenset[str]

    @classmethod
    def of(
        cls,
        people: People,
        cast: Sequence[CastMember],
        forms: Collection[str],
        genders: Iterable[Gender],
        keyed: frozenset[str] = frozenset(),
    ) -> Kin:
        """``forms`` and ``genders`` are those of the children of the case, as far as known; ``keyed``: the
        codes of the parents.
        """
        grown = [one for one in cast if one.role not in ("child", "sibling")]
        called = {one.name for one in grown if one.name not in forms} | keyed
        names = "|".join(sorted(map(re.escape, called), key=len, reverse=True))
        known = {gender for gender in genders if gender != "not_stated"}
        # "Mrs G" of "Young Person G" is a parent, or as good as one.
        initials = "|".join(
            {form.rsplit(maxsplit=1)[-1] for form in forms if re.search(r"\b[A-Z]{1,2}$", form)}
        )
        return cls(
            people.child,
            re.compile(rf"(?:Mr|Mrs|Ms|Miss) (?:{initials or '(?!)'})"),
            re.compile(
                rf"(?<![\w-])(?:(?P<n>{names or '(?!)'})|(?P<f>(?i:{_FEMALE}))|(?P<m>(?i:{_MALE}))|"
                rf"(?P<e>(?i:{_EITHER})))(?![\w-])"
            ),
            keyed | {one.name for one in grown if one.role in ("mother", "father")},
            {one.name: one.gender for one in grown if one.gender},
            next(iter(known)) if len(known) == 1 else None,
            frozenset(one.name for one in cast if one.role == "sibling"),
            # "Half-sister of U", in a key that calls Ulric so.
            frozenset(form[0] for form in forms if form[0].isupper()),
        )

    def owner(self, text: str, one: SiblingMention, before: str = "", *, line: bool = False) -> Owner:
        """Whose brother, sister, son or daughter a mention is; ``before``: the sentence before it."""
        if one.offspring and _BORN_TO_THEM.match(text, one.end):
            return "parent"
        if not one.offspring and _OF_ADULT.match(text, one.end):
            return "other"
        whom = _OF_WHOM.match(text, one.end)
        if (
            whom
            and (owner := self._named(whom["whom"])) != "nobody"
            and not re.match(r"(?:\s+\w+)?['’]", text[whom.end() :])
        ):
            return owner
        det = one.det.lower()
        if re.search(r"['’]s$|s['’]$", det):
            return self._named(re.sub(r"['’]s$|['’]$", "", one.det))
        if det in ("his", "her") and _WITH_PARENT.search(text[: one.start]):
            return "child" if not one.offspring else self._antecedent(text, one.start, det, before)
        if det in ("his", "her", "their", "whose"):
            shared = det == "their" and not one.offspring and not self._several(text[: one.start], before)
            return "child" if shared else self._antecedent(text, one.start, det, before)
        if det in ("my", "our"):
            return "other"
        new = not one.offspring and det in ("a", "an")
        lives = _LIVED_WITH.search(text[: one.start]) if new else None
        # "The father lived with a brother": his own.
        with_child = lives and self._subject(text, lives.start(), before) in ("child", "nobody")
        if with_child or (line and det != "the"):
            return "child"
        owner = self._subject(text, one.start, before)
        # "His father had two daughters": the father has them, although he is told of as somebody's.
        theirs = one.offspring and owner == "nobody" and _THEIR_PARENT.search(text[: one.start])
        return "parent" if theirs else owner

    def _named(self, words: str) -> Owner:
        """Who is meant by a name or a word such as "the baby"; nobody where it is neither."""
        if (
            self.child.search(words)
            or words in self.letters
            or re.search(
                r"\b(?:child|baby|boy|girl|children|infant|twins|couple's children)\b|"
                r"^the (?:two|three|pair)$",
                words,
                re.I,
            )
        ):
            return "child"
        match = self.adult.search(words)
        if match:
            return self._as_owner(match)
        if (
            words.lower() in ("his", "her", "their", "him", "them", "a", "an", "the", "this", "it")
            or not words[:1].isupper()
        ):
            return "parent" if _OF_FAMILY.search(words) else "nobody"
        return "other"

    def _as_owner(self, match: re.Match[str]) -> Owner:
        known = match[0] in self.parents or _PARENT.match(match[0]) or self.parent.fullmatch(match[0])
        return "parent" if known else "other"

    def persons(self, text: str) -> list[_Person]:
        """Children of the case, grown-ups, brothers and sisters named in a text, in order."""
        found: list[_Person] = []
        for match in self.adult.finditer(text):
            sex = self.sexes.get(match[0]) or ("female" if match["f"] else "male" if match["m"] else None)
            found.append(_Person(self._as_owner(match), sex, match.start(), match.end()))
        for match in _KIN.finditer(text):
            sex = "female" if "ister" in match[0] else "male" if "rother" in match[0] else None
            found.append(_Person("other", sex, match.start(), match.end()))
        for match in self.child.finditer(text):
            if not any(one.start < match.end() and match.start() < one.end for one in found):
                found.append(_Person("child", self.child_sex, match.start(), match.end()))
        return sorted(found, key=lambda one: one.start)

    def _antecedent(self, text: str, at: int, pronoun: str, before: str) -> Owner:
        """The person last named before a pronoun who can be meant by it.

        Who has the same pronoun herself is passed over: in "her mother and her sister" both are of one.
        """
        if pronoun == "whose":
            near = [one for one in self.persons(text[:at])]
            return near[-1].owner if near else "nobody"
        sex = {"his": "male", "her": "female"}.get(pronoun)
        for one in reversed(self.persons(text[:at])):
            own = re.search(rf"\b{pronoun}\s+(?:[\w-]+\s+)?$", text[: one.start], re.I)
            if not own and (sex is None or one.sex in (sex, None)):
                return one.owner
        return self._spoken_of(before, sex)

    def _several(self, head: str, before: str) -> bool:
        """Whether "their" may be of two or more grown-ups, who are named before it."""
        adults = [match[0] for match in self.adult.finditer(f"{before} {head}")]
        return len(adults) > 1 or any(_PLURAL.search(one) for one in adults)

    def _spoken_of(self, before: str, sex: str | None) -> Owner:
        """Whom the sentence before spoke of, by a pronoun; the child where nobody fits."""
        first = next((one for one in self.persons(before) if sex is None or one.sex in (sex, None)), None)
        if first is None:
            return "parent" if sex and self.child_sex and sex != self.child_sex else "child"
        return first.owner

    def first_of(self, text: str) -> Owner:
        """Whose part in the family the person has whom a text names first; nobody where it names none."""
        return next((one.owner for one in self.persons(text)), "nobody")

    def _subject(self, text: str, at: int, before: str) -> Owner:
        """Whose it is where no word says: of the sentence's subject, or of a child named with it."""
        head = text[:at]
        if _EXISTS.search(head):
            return "child"
        pronoun = re.match(r"\W*(He|She|They)\b", head)
        if pronoun and _WITH_PARENT.search(head):
            return "child"
        if pronoun:
            return self._spoken_of(before, {"He": "male", "She": "female"}.get(pronoun[1]))
        persons = [
            one
            for one in self.persons(head)
            if not _POSSESSED.search(head[: one.start]) and not re.match("['’]s?", head[one.end :])
        ]
        if not persons:
            return "nobody"
        if persons[0].owner == "child":
            return "child"
        last = persons[-1]
        if last.owner == "child" and _COORDINATED.match(head[last.end :]):
            return "child"
        return persons[0].owner

    def speaks_of(self, text: str, at: int, before: str, after: str) -> Owner:
        """Of whom words such as "the youngest of four" are said: the subject, before or behind them."""
        head = re.sub(r"[\w’'-]+['’]s?\s*$|\b(?:his|her|their)\s*$", "", text[:at])
        owner = self._subject(head, len(head), before)
        if owner != "nobody":
            return owner
        if _THEIR_PARENT.search(head):
            return "parent"
        next_one = re.match(r"[^,;.]{0,40},\s*(?P<who>(?:he|she)\b)?", after)
        if next_one and next_one["who"]:
            return "child"
        first = self.persons(after[: next_one.end() + 30]) if next_one else []
        return first[0].owner if first else "parent" if _OF_FAMILY.search(text) else "nobody"
