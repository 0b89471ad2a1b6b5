"""Whose an age is: the person a sentence ties it to, and how surely that is the child of whom we ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.case.age.order import by_order
from pipeline.case.age.words import AgeWords
from pipeline.case.incident.find import Incident
from pipeline.case.people.people import People
from pipeline.case.people.whose import Owner, Person, Sex, is_indefinite, persons, resolve, topic
from pipeline.case.source import Source
from pipeline.records import Sentence

Who = Literal["named", "meant", "pronoun", "doubtful"]

# Sentences at the very beginning, which say what happened whatever their heading.
FIRST = 25
FIRST_OF_ALL = 8
# An adult is not younger: a pronoun with a lower age is not the parent named before it.
ADULT_YEARS = 12.0
GROWN_YEARS = 17.0
INFANT_YEARS = 3.0
# Nobody calls a parent a "14-year-old"; of a young mother or father a report may say "a 16-year-old".
OLDEST_BY_NOUN = 15.0
OPENING = frozenset(("circumstances", "summary"))
ACCOUNT = frozenset(("narrative", "background"))
_LIST = re.compile(r"(?:,|\s|and|years?|months?|weeks?|old)+")
_JOINED = re.compile(r",?\s+(?:(?:and|nor|or)\s+)?|,\s*")
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
_BRACKET = re.compile(r"(?:[\s-]+old)?(?:\s+(?:boy|girl|child|baby|infant))?\s{1,4}\(")
_CALLED = re.compile(r"\b(?:is|was|,)\s+(?:then\s+)?(?:an?|the)\s*(?:\w+\s+)?$")
# What may stand before an age that opens its part of a sentence, and how far on its person may be.
_OPENS = re.compile(
    r"(?:^|[,;:])\s*(?:(?:by|then|now|just|only|barely|still|over|nearly|almost|about|aged|at)\s+)*$", re.I
)
AHEAD = 60
_KIN_LIST = re.compile(
    r"\b(?:his|her|their|the|two|three)\s+(?:(?:two|three|younger|elder|older|little)\s+){0,3}(?:brothers|boys|sons|(?P<f>sisters|girls|"
    r"daughters))(?:,?\s+(?:were|who|was|then|aged|just|only|both|had|been|by))*,?\s+$",
    re.I,
)
_THEY = re.compile(
    r"\b(?:they|(?:the|both|two|these)\s+(?:\w+\s+)?(?:children|boys|girls|babies|brothers|sisters|siblings|pair|two))"
    r"(?:,?\s+(?:were|who|was|then|now|aged|just|only|are|being|both|respectively|by))*,?\s+$",
    re.I,
)
_SIBLING = re.compile(r"(?:half-|step-?|twin\s+)?(?:brother|sister)", re.I)
_SIBLING_OF = re.compile(
    r"(?:\b(?:his|her|the)|['’]s?)\s+(?:(?:younger|elder|older|little|big|small|twin|baby|own|half)\s+)*$",
    re.I,
)
_THE_ONE = re.compile(r"(?:the|this|that)\s+(?:(?:younger|elder|older|little|small)\s+)?(?:boy|girl)", re.I)
_CLAUSE = re.compile(
    r"(?:,\s+(?:who|whose|whom|which|where)|(?<=\bwas),\s+(?:when|as|while|before|after|at|on|by|that)|"
    r"(?<=\bwere),\s+(?:when|as|while|before|after|at|on|by|that))\b[^,;.]*,|\([^()]*\)|\s[–—]\s[^–—;.]*\s[–—]\s"
)
_LISTED = re.compile(
    r"(?:an?|one|another)\s+(?:[\w-]+\s+){0,2}(?:son|daughter|boy|girl|baby|infant|toddler|child)\b", re.I
)
# "I was seven," said ...: the age of who speaks.
_SPEAKS = re.compile(r"\bI(?:\s+(?:was|am)|['’]m)\s+(?:\w+\s+){0,2}$")
# "Stabbed by a boy of sixteen": the age of the one who did it.
_AGENT = re.compile(
    r"\b(?:kill|attack|assault|stabb|beat|shak|abus|rap|injur|harm|hurt|murder|shot|strangl|struck|hit|target|exploit)\w*\b"
    r"[^,;.]{0,30}\bby\s+(?:an?|the|this|another|his|her|their)\s+(?:\w+\s+){0,2}$",
    re.I,
)
_VICTIM = re.compile(
    r"\bthe\s+(?:\w+\s+)?victim\s+(?:of\s+[^,;.]{1,40}\s+)?(?:was|is)\s+(?:an?|the|this)\s+(?:\w+\s+)?$", re.I
)
EARLIER = re.compile(
    r"\b(?:when\s+(?:he|she|they|the\s+\w+|(?-i:[A-Z]\w*(?:\s[A-Z0-9]\w*)?))\s+(?:was|were)|had\s+been|had\b[^,;.]{1,40}\bat\s+the\s+age\s+of|"
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
    # The sexes of the children of the case in order, and which of them this one is.
    sexes: Sequence[Sex] = (None,)
    index: int = 0
    # Whether the report tells its story in the present tense: "is six" is then no age of today.
    present: bool = False

    @property
    def several(self) -> int:
        """How many children the case has."""
        return len(self.sexes)

    @property
    def sex(self) -> Sex:
        """The child's sex where no other child of the case has it: "her brother" is then the child."""
        return self.sexes[self.index] if len(self.brothers) == 1 else None

    @property
    def brothers(self) -> list[int]:
        """Which children of the case have this one's sex, itself among them; none where it is not known."""
        own = self.sexes[self.index]
        return [i for i, sex in enumerate(self.sexes) if own and sex == own]


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence as it is read for ages: the ``rank``th of the running text, its ages and its persons."""

    source: Source
    scope: Scope
    sentence: Sentence
    rank: int
    ages: Sequence[AgeWords]
    found: Sequence[Person]

    @classmethod
    def of(cls, source: Source, scope: Scope, rank: int, ages: Sequence[AgeWords]) -> Place:
        """The ``rank``th sentence of the running text with its persons."""
        sentence = source.prose[rank]
        found = with_kin(sentence.text, persons(sentence.text, scope.people), scope)
        return cls(source, scope, sentence, rank, ages, found)

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
    def others_part(self) -> bool:
        """Whether the heading names another of several children, and not this one."""
        return not self.scope.alone and topic(self.source, self.sentence, self.scope.people) == "other"

    @property
    def own_part(self) -> bool:
        """Whether the heading names this child of several, and no other."""
        return not self.scope.alone and topic(self.source, self.sentence, self.scope.people) == "own"


def with_kin(text: str, found: Sequence[Person], scope: Scope) -> list[Person]:
    """The persons of a sentence, where of several children "her brother" and "the girl" mean this one."""
    if scope.alone or scope.sex is None:
        return list(found)
    both = {one.sex for one in found if one.kind == "young" and is_indefinite(text, one)} >= {"m", "f"}
    return [
        replace(one, kind="child")
        if one.sex == scope.sex and not one.plural and _is_kin(text, one, both)
        else one
        for one in found
    ]


def _is_kin(text: str, one: Person, both: bool) -> bool:
    """``both``: the sentence brings in a boy and a girl, who are then the children of the case."""
    words = text[one.start : one.end]
    if one.kind == "young":
        return both or bool(_THE_ONE.fullmatch(words))
    return one.kind == "other" and bool(_SIBLING.fullmatch(words) and _SIBLING_OF.search(text[: one.start]))


def who_is(place: Place, age: AgeWords) -> Who | None:
    """How surely an age is the child's: named, meant, or by a pronoun; None where it is another's."""
    if age.logged and place.scope.alone:
        return "meant"
    in_list = _of_list(place, age)
    if in_list is None:
        in_list = by_order(place.text[: age.start], place.scope.several, place.scope.index)
    if in_list is not None:
        return "meant" if in_list else None
    owner = owner_of(place, age)
    if owner is None or (owner.by_pronoun and place.others_part):
        return None
    own = place.scope.sexes[place.scope.index]
    if not place.scope.alone and owner.by_pronoun and owner.sex and own and owner.sex != own:
        return None
    if owner.kind == "child":
        return "named" if owner.named else "meant"
    asked = place.scope.alone or place.own_part
    if owner.kind == "other":
        return _of_other(place, age, owner) if asked else None
    if not asked:
        of_nobody = owner.kind == "pronoun" or _not_grown(place, age, owner)
        own_sex = of_nobody and owner.sex is not None and owner.sex == place.scope.sex
        return "pronoun" if own_sex else None
    if owner.kind == "young" and (owner.definite or (place.opening and not _listed_with_others(place))):
        return "meant"
    # "He had called an ambulance to a floppy 4-month-old."
    told = age.tie == "noun" and place.source.phrases(place.sentence).get("incident.event")
    return "pronoun" if told or owner.by_pronoun or owner.kind == "pronoun" else None


def _of_list(place: Place, age: AgeWords) -> bool | None:
    """Whether the child's is this one of the ages of a group; None where the age is told of no group."""
    run, scope = _run(place.text, age, place.ages), place.scope
    before = place.text[: run[0].start]
    group = _EVERY if scope.alone else _GROUP
    if len(run) == 1 and group.search(before):
        return True
    if len(run) == 1:
        return None
    own = scope.brothers
    kin = _KIN_LIST.search(before) if len(own) == len(run) else None
    if kin and (kin["f"] is None) == (scope.sexes[scope.index] == "m"):
        # "Her brothers six and three": in the order of the case.
        return run[own.index(scope.index)] is age
    if scope.several == len(run) and _THEY.search(before):
        return run[scope.index] is age
    return None


def _of_other(place: Place, age: AgeWords, owner: Owner) -> Who | None:
    """How surely an age is the child's though somebody else was named last: a pronoun may be the child."""
    if owner.adult:
        return "meant" if _not_grown(place, age, owner) else _of_youth(place, age, owner)
    return "doubtful" if owner.by_pronoun and age.tie == "near" else None


def _of_youth(place: Place, age: AgeWords, owner: Owner) -> Who | None:
    """How surely a pronoun that seems an adult's is a child's of 12 to 17: more so where months are told."""
    # "She was fourteen when she came to the area": a parent's youth.
    since = re.match(r"(?:[\s-]+old)?\s+when\s+(?:he|she)\b", place.text[age.end :])
    past = age.tie != "near" or since or EARLIER.search(place.text[: age.start])
    if not owner.by_pronoun or past or not ADULT_YEARS <= age.years < GROWN_YEARS:
        return None
    return "pronoun" if age.years != int(age.years) else "doubtful"


def _listed_with_others(place: Place) -> bool:
    """Whether a sentence counts up the children of a household: "a son of nine, a daughter of seven"."""
    young = [one for one in place.found if one.kind == "young"]
    return sum(bool(_LISTED.match(place.text, one.start)) for one in young) > 1


def _not_grown(place: Place, age: AgeWords, owner: Owner) -> bool:
    """Whether a pronoun seems an adult's whom the age cannot fit: "Mother rang. She was nine weeks old"."""
    if not (owner.adult and owner.by_pronoun):
        return False
    if age.tie == "noun":
        return age.years < OLDEST_BY_NOUN
    if age.of_event and age.tie == "point":
        # Of a parent no birthday of childhood is told.
        return age.years < GROWN_YEARS
    # Nobody tells of a parent's first years, nor of a professional's childhood.
    past = age.years >= INFANT_YEARS and not owner.grown
    early = age.tie != "near" or (past and EARLIER.search(place.text[: age.start]))
    return age.years < (GROWN_YEARS if owner.grown else ADULT_YEARS) and not early


def owner_of(place: Place, age: AgeWords) -> Owner | None:
    """The person whom an age is tied to; None where the sentence has nobody."""
    one = _in_brackets(place, age) or _paired(place, age) or _whose_birthday(place, age)
    if "old" in place.text[age.start : age.end + 5] and _AGENT.search(place.text[: age.start]):
        return Owner("other")
    if one is None and age.tie == "noun" and _VICTIM.search(place.text[: age.start]) and place.scope.alone:
        return Owner("young", definite=True)
    if one is None and age.tie == "noun":
        after = [one for one in place.found if one.start <= age.end + 25 and one.end > age.end]
        return _of_noun(place, age, after[0]) if after else Owner("young")
    before = _outside_clauses(place, age)
    if one is None and age.tie in ("point", "life"):
        one = _subject(place, age, before)
    elif one is None and before and not _leads(place, age, before[-1]):
        # "She was found by her mother; Q was six", "the mother of Q, aged 19": the nearest before.
        one = before[-1]
    if one is None and (_OPENS.search(place.text[: age.start]) or _SPEAKS.search(place.text[: age.start])):
        # "In May, just over six and without a coat, he ran off": whoever comes next.
        one = next((one for one in place.found if age.end <= one.start < age.end + AHEAD), None)
    if one is None:
        return Owner("pronoun") if _of_nobody(place, age) else None
    owner = _resolved(place, one)
    # "Q was still a fortnight from turning fourteen": hers by name.
    return replace(owner, named=owner.named or (owner.kind == "child" and one.start > age.start))


def _outside_clauses(place: Place, age: AgeWords) -> list[Person]:
    """The persons before an age, less those of a closed clause: "L, whose parents came late, was two"."""
    closed = [match.span() for match in _CLAUSE.finditer(place.text, 0, age.start)]
    before = [one for one in place.found if one.start <= age.start]
    outside = [one for one in before if not any(start < one.start < end for start, end in closed)]
    return outside or before


def _whose_birthday(place: Place, age: AgeWords) -> Person | None:
    """The person whose birthday the words of the age name: "the day after his tenth birthday"."""
    if age.tie != "point" or not age.of_event:
        return None
    return next((one for one in place.found if age.start <= one.start < age.end), None)


def _of_nobody(place: Place, age: AgeWords) -> bool:
    """Whether an age without a person is the child's: of a line, of a life that ended, of the death."""
    if age.tie == "life" or re.match(r"\W*aged?\b", place.text, re.I):
        return True
    told = place.source.phrases(place.sentence)
    return not place.found and bool(told.get("incident.strong") or told.get("outcome.death"))


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
    # "Her eleven-month-old brother Q": the name follows at once.
    beside = named and after is not None and after.start - noun.end <= 2
    if told or beside or (named and noun.kind == "young"):
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
