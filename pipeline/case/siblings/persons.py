"""Brothers and sisters put together from what single lines and sentences say of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.case.children.traits import Named
from pipeline.case.people.family import FamilyRow
from pipeline.case.siblings.words import SiblingMention
from pipeline.records import Child, Gender, Sentence, Sibling, SiblingRelation

# Between two persons of one list: "an elder brother, 12, and a half-sister".
_LIST = re.compile(r"^[^.;:]{0,60}$")
_JOINED = re.compile(r",|\band\b|&|\bas well as\b")
_VERB = re.compile(r"\b(?:was|were|is|are|had|has|said|told|who|when|while|but)\b")
_NO_LABEL = re.compile(
    r"^(?:the|an?|one|another|both|his|her|their|its|whose|two|three|four|[\w ]+['’]s)\s+", re.I
)
AGE_GAP = 6.0  # years by which two ages of one person may differ: at the event, and at the time of writing
OWN_AGE_GAP = 1.2  # the same of a child of the case, whose age at the event is known


@dataclass(slots=True)
class Person:
    """A brother or sister as known so far; ``own``: a child of the case, who absorbs what is said of it."""

    start: int
    end: int
    label: str
    names: set[str] = field(default_factory=set)
    kind: str | None = None
    gender: Gender = "not_stated"
    order: str | None = None
    age: float | None = None
    own: bool = False

    def fits(self, one: SiblingMention, name: str | None, age: float | None) -> bool:
        """Whether a mention may be of this person."""
        if name in self.names:
            return True
        new = one.det.lower() in ("", "a", "an", "one", "their") and one.kind in ("half", "step")
        if (name and self.names) or (self.own and (one.others or name or new)):
            return False
        differ = (
            "not_stated" not in (one.gender, self.gender) and one.gender != self.gender,
            None not in (one.kind, self.kind) and one.kind != self.kind and not self.own,
            None not in (one.order, self.order) and one.order != self.order,
            age is not None
            and self.age is not None
            and abs(age - self.age) > (OWN_AGE_GAP if self.own else AGE_GAP),
        )
        return not any(differ)

    def learn(self, one: SiblingMention, name: str | None, age: float | None) -> None:
        """Adds what a mention says."""
        if self.own:
            return
        if name:
            self.names.add(name)
            self.label = name
        self.kind = self.kind or one.kind
        self.order = self.order or one.order
        self.age = age if self.age is None else self.age
        if self.gender == "not_stated":
            self.gender = one.gender


class Persons:
    """The siblings found so far. ``uncounted``: some are told of together, and nobody says how many."""

    def __init__(self) -> None:
        self.all: list[Person] = []
        self.listed = False
        self.uncounted = False

    @classmethod
    def of(cls, named: Sequence[Named], children: Sequence[Child]) -> Persons:
        """Starts with the children of the case, where there are several: each is the others' sibling."""
        persons = cls()
        if len(named) > 1:
            genders = {child.label: child.gender for child in children}
            ages = {child.label: child.age_years for child in children}
            persons.all = [
                Person(
                    0,
                    0,
                    one.name,
                    {one.name, *one.forms},
                    None,
                    genders.get(one.name, "not_stated"),
                    age=ages.get(one.name),
                    own=True,
                )
                for one in named
            ]
        return persons

    @property
    def place(self) -> tuple[int, int]:
        """Where the first of them is told of."""
        first = next(one for one in self.all if not one.own)
        return first.start, first.end

    def add_row(self, row: FamilyRow) -> None:
        """Adds the person of a row of the family table."""
        words = f"{row.name} {row.relation}"
        kind = next((kind for kind in ("half", "step") if re.search(rf"\b{kind}\b", words, re.I)), None)
        age: float | None = row.age
        # "Half-brothers | 8 and 6" are two.
        codes = len(re.split(r", | and | & ", row.name)) if row.name.isupper() else 1
        both = 2 if re.search(r"\b(?:brothers|sisters|siblings|twins)$", row.name, re.I) else 1
        for _ in range(max(both, codes)):
            self.all.append(Person(row.start, row.end, row.name, {row.name}, kind, row.gender, None, age))
            age = None
        self.listed = True

    @property
    def dead(self) -> bool:
        """Whether one is known to have died."""
        return any(re.search(r"died|deceased|stillborn", one.label, re.I) for one in self.all)

    def add(self, one: SiblingMention, sentence: Sentence) -> None:
        """Adds a person whom nobody told of before."""
        start = sentence.char_start
        person = Person(start + one.start, start + one.end, _NO_LABEL.sub("", one.words))
        person.learn(one, one.names[0] if one.names else None, None)
        self.all.append(person)

    @property
    def empty(self) -> bool:
        """Whether nobody is told of but the children of the case."""
        return all(one.own for one in self.all)

    def clear(self) -> None:
        """Takes back what single sentences told, where the report says that there is nobody."""
        self.all = [one for one in self.all if one.own]
        self.uncounted = False

    def join(self, told: Sequence[SiblingMention], sentence: Sentence, *, listed: bool) -> None:
        """Adds the persons of a line or sentence, or what it says of known ones."""
        used: list[Person] = []
        all_used: list[Person] = []
        last: SiblingMention | None = None
        for one in told:
            if last is not None and not in_list(sentence.text[last.end : one.start]):
                used = []
            last = one
            if one.n is None:
                self.uncounted = self.uncounted or (
                    self._known(one) < 2 and one.det.lower() in ("his", "her", "their") and not one.offspring
                )
            if (one.n is None and self._known(one) < 2) or one.n == 0:
                continue
            for at in range(one.n or 0):
                # "Another" is none of those whom the sentence has named.
                not_these = all_used if one.det.lower() == "another" else used
                if one.det.lower() == "a" and re.search(r"\b(?:third|fourth|fifth|further)\b", one.words):
                    not_these = self.all
                used = [*used, self._join(one, at, not_these, sentence, listed=listed)]
                all_used.append(used[-1])
            self.listed = self.listed or listed

    def _known(self, one: SiblingMention) -> int:
        return sum(person.fits(one, None, None) for person in self.all)

    def _join(
        self, one: SiblingMention, at: int, used: Sequence[Person], sentence: Sentence, *, listed: bool
    ) -> Person:
        name = one.names[at] if at < len(one.names) else None
        age = one.ages[at] if at < len(one.ages) else None
        free = [each for each in self.all if not any(each is other for other in used)]
        # Each line of a list is a person of its own.
        fit = [each for each in free if each.fits(one, name, age) and (not listed or name in each.names)]
        best = max(fit, key=lambda each: (name in each.names, not each.own), default=None)
        if best is None:
            start = sentence.char_start
            best = Person(start + one.start, start + one.end, _NO_LABEL.sub("", one.words))
            self.all.append(best)
        best.learn(one, name, age)
        return best

    def siblings(self) -> tuple[Sibling, ...]:
        """One row a person, the children of the case left out."""
        kept = [one for one in self.all if not one.own]
        return tuple(
            Sibling(number, one.label, _relation(one.kind), one.age, one.gender)
            for number, one in enumerate(kept, 1)
        )


def in_list(between: str) -> bool:
    """Whether what stands between two persons joins them in one list."""
    return bool(_LIST.match(between) and _JOINED.search(between) and not _VERB.search(between))


def _relation(kind: str | None) -> SiblingRelation:
    return "half_sibling" if kind == "half" else "step_sibling" if kind == "step" else "sibling"
