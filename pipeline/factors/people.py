"""Who a sentence speaks of: role words, the names of the case, and pronouns carried over."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from pipeline.factors.strangers import find_strangers
from pipeline.factors.text import CueMatcher, Person
from pipeline.patterns import blank_english
from pipeline.records import CastMember, Subject

_FEMALE = frozenset(
    "mother mum mummy mam stepmother she her hers herself grandmother mgm pgm nan nana gran granny aunt "
    "sister sisters half-sister girl daughter woman girlfriend wife ms mrs miss".split()
)
_MALE = frozenset(
    "father dad daddy stepfather he him his himself grandfather mgf pgf uncle brother brothers boy son man "
    "boyfriend husband mr".split()
)
_OWNERS: dict[str, Subject] = {
    "father": "father",
    "mother": "mother",
    "stepfather": "partner",
    "partner": "partner",
    "boyfriend": "partner",
    "parents": "parents",
}
# The list of people.toml whose wordings are no person.
_NOBODY = cast("Subject", "nobody")
_PARENTS: frozenset[Subject] = frozenset({"mother", "father", "parents", "partner"})
# Roles whose names the patterns are to see as the role: one word each.
_NAMED_BY_ROLE: frozenset[Subject] = frozenset({"child", "sibling", "mother", "father", "partner"})
_PRONOUNS = frozenset("she her hers herself he him his himself they their them themselves".split())


@dataclass(slots=True)
class Discourse:
    """Who was last spoken of, so that a pronoun in the next sentence can be resolved."""

    last: dict[str, Subject] = field(default_factory=dict)
    child_gender: str | None = None
    begun: bool = False

    def remember(self, people: Sequence[Person], child_gender: str | None = None) -> None:
        """Keep the first person of each gender in the sentence; never a professional.

        Who a sentence begins with is whom the next goes on about: "The girl moved in with an aunt. She ..."
        ``child_gender`` is what the sentence itself told.
        """
        self.begun = True
        first: dict[str, Subject] = {}
        for person in people:
            for gender in self.genders(person):
                known = child_gender if gender == "unknown" and child_gender else gender
                first.setdefault(known, person.role)
        if "parents" in first.values():
            first = {"female": "mother", "male": "father", **first}
        if "unknown" in first:
            self.last = {"plural": self.last["plural"]} if "plural" in self.last else {}
        self.last.update(first)

    def genders(self, person: Person) -> tuple[str, ...]:
        """By which pronouns a person can be taken up: a professional by none, an unknown child by either."""
        if person.role in ("professional", "family"):
            return ()
        if person.role == "parents":
            return ("plural",)
        if person.role == "child":
            return (person.gender or self.child_gender or "unknown",)
        return (person.gender,) if person.gender else ()


class PeopleFinder:
    """Finds people in sentences of one document.

    ``lists`` are the role wordings of ``configs/qualifiers/people.toml``; ``members`` the names of this case;
    ``strangers`` the names in it that are nobody's whom the report has introduced.
    """

    def __init__(
        self, cues: CueMatcher, members: Sequence[CastMember] = (), strangers: Collection[str] = ()
    ) -> None:
        self._cues = cues
        self._strangers = strangers
        self._cast = {member.name: member for member in members}
        self._names = PhraseMatcher(blank_english().vocab, attr="ORTH")
        names = [blank_english().make_doc(name) for name in self._cast]
        if names:
            self._names.add("cast", names)

    def find(self, doc: Doc, discourse: Discourse) -> list[Person]:
        """People in order of appearance; pronouns carry the role of whom they stand for."""
        named = [self._from_cast(doc, start, end) for _, start, end in self._names(doc)]
        spans = [(role, span) for role, found in self._cues.find(doc).items() for span in found]
        roles = [self._from_role(doc, role, *span) for role, span in spans]
        introduced = _longest([*named, *roles])
        strangers = find_strangers(doc, self._strangers, introduced)
        people = [person for person in introduced if person.role != _NOBODY]
        people = sorted([*people, *strangers], key=lambda one: one.start)
        people, gender = _resolve_pronouns(doc, people, discourse)
        discourse.remember(people, gender)
        return people

    def in_roles(self, doc: Doc) -> Doc:
        """The sentence with the words for roles where names of the case stand, token for token.

        "Mr G was not asked" reads "the father was not asked", so that the patterns need no names.
        """
        spans = self._names(doc)
        if not spans:
            return doc
        words = [token.text for token in doc]
        for _, start, end in spans:
            role = self._cast[doc[start:end].text].role
            if role in _NAMED_BY_ROLE:
                words[start:end] = [*["the"] * (end - start - 1), role]
        return Doc(doc.vocab, words=words, spaces=[bool(token.whitespace_) for token in doc])

    def _from_cast(self, doc: Doc, start: int, end: int) -> Person:
        member = self._cast[doc[start:end].text]
        return Person(start, end, member.role, member.gender)

    def _from_role(self, doc: Doc, role: str, start: int, end: int) -> Person:
        """``role`` is a list of people.toml; "nobody" claims its words and is dropped afterwards."""
        words = {token.lower_ for token in doc[start:end]}
        gender = _gender(doc[end - 1].lower_)
        if gender is None and words & {"maternal"} and role == "mother":
            gender = "female"
        if gender is None and role == "partner":
            gender = "male"
        if "deceased" in words:
            return Person(start, end, "other_adult", "unknown", stranger=True)
        return Person(start, end, cast("Subject", role), gender)


def _longest(people: Sequence[Person]) -> list[Person]:
    """The longest where they overlap; of two as long, the one that is no person ("the baby clinic")."""
    kept: list[Person] = []
    for person in sorted(people, key=lambda one: (one.start - one.end, one.role != _NOBODY, one.start)):
        if not any(person.start < other.end and other.start < person.end for other in kept):
            kept.append(person)
    return sorted(kept, key=lambda one: one.start)


def _resolve_pronouns(
    doc: Doc, people: list[Person], discourse: Discourse
) -> tuple[list[Person], str | None]:
    """Add a Person for each pronoun: the latest of that gender, in this sentence first, then before it.

    Also the gender of a child that the sentence tells by a pronoun.
    """
    taken = {i for person in people for i in range(person.start, person.end)}
    starts = {person.start: person for person in people}
    latest = dict(discourse.last)
    here: dict[str, Subject] = {}
    if discourse.child_gender:
        latest.setdefault(discourse.child_gender, "child")
    found: list[Person] = []
    told: str | None = None
    for token in doc:
        if token.i in starts:
            person = _with_owner(starts[token.i], doc, here, latest)
            found.append(person)
            told = told or next(
                (gender for gender in ("female", "male") if here.get(gender) == "child"), None
            )
            here.update(dict.fromkeys(discourse.genders(person), person.role))
            if person.role == "parents":
                here.update(female="mother", male="father")
        elif token.i not in taken and token.lower_ in _PRONOUNS:
            gender = _gender(token.lower_) or "plural"
            role = _referent(gender, here, latest)
            if role:
                found.append(Person(token.i, token.i + 1, role, gender, pronoun=True))
            elif discourse.begun and gender != "plural" and not found:
                found.append(Person(token.i, token.i + 1, "other_adult", gender, pronoun=True, stranger=True))
    return found, told


def _referent(gender: str, here: Mapping[str, Subject], before: Mapping[str, Subject]) -> Subject | None:
    """Whom a pronoun stands for: of that gender in this sentence, else a child of either, else before it."""
    if gender == "plural":
        return here.get(gender) or before.get(gender)
    return here.get(gender) or here.get("unknown") or before.get(gender) or before.get("unknown")


def _gender(word: str) -> str | None:
    return "female" if word in _FEMALE else "male" if word in _MALE else None


def _with_owner(person: Person, doc: Doc, here: dict[str, Subject], before: Mapping[str, Subject]) -> Person:
    """Whose relative or former partner another adult is, from the possessive that opens the words.

    "Her sister" is the child's sister or, where "her" is the mother, another adult. The first "his" or
    "her" after a child of unknown gender tells the child's gender.
    """
    first_word, head = doc[person.start].lower_, doc[person.end - 1].lower_
    gender = _gender(first_word) if first_word in ("his", "her") else None
    if gender and gender not in here and here.get("unknown") == "child":
        here[gender] = here.pop("unknown")
    owner = _OWNERS.get(first_word) if gender is None else _referent(gender, here, before)
    if person.role == "sibling" and gender and owner in _PARENTS and head.startswith(("brother", "sister")):
        return replace(person, role="other_adult", owner=owner)
    return replace(person, owner=owner) if person.role == "other_adult" else person
