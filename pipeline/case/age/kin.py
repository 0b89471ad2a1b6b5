"""A child's age by another's: "she was seven, and two years the elder"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.any_case import AnyCase
from pipeline.case.age.birthdays import QUANTITY, years_of
from pipeline.case.age.owner import Place, Scope, owner_of
from pipeline.case.age.said import CHILD_YEARS
from pipeline.case.age.words import AgeWords, said_ages
from pipeline.case.people.whose import Person, resolve
from pipeline.case.source import Source
from pipeline.number_words import CARDINALS, cardinals
from pipeline.records import Sentence

_ELDER = r"(?:elder|older|senior|first[\s-]born)"
_YOUNGER = r"(?:younger|junior)"
_SPAN = rf"(?:half\s+a\s+year|{QUANTITY})"
_DIFFERENCE = re.compile(
    rf"\b(?P<d>{_SPAN})\s+(?:(?:the|his|her|their|my|\w+['’]s)\s+)?(?:(?P<up>{_ELDER})|(?P<down>{_YOUNGER}))\b|"
    rf"\b(?:(?P<up2>{_ELDER})|(?P<down2>{_YOUNGER}))\b[^.;:]{{0,40}}?\bby\s+(?:\w+\s+){{0,2}}?(?P<d2>{_SPAN})|"
    rf"\bborn\s+(?:\w+\s+){{0,2}}?(?P<d3>{QUANTITY})\s+(?:(?P<up3>before)|(?P<down3>after))\s+(?:he|she|his|her|the|(?-i:[A-Z]))|"
    # "And Ada is his junior by eight": the years are told before.
    rf"\b(?:(?P<up5>{_ELDER})|(?P<down5>{_YOUNGER}))\s+by\s+(?P<d5>{cardinals(17)})(?=\s*(?:$|[.,;:)]|(?:and|but|when|who)\b))|"
    rf"\b(?P<d4>{QUANTITY})\s+(?:(?P<up4>ahead\s+of)|(?P<down4>behind))\s+(?:him|her|his|(?-i:[A-Z]))",
    re.I,
)
_SIGN = AnyCase(r"\b(?:elder|older|senior|first|younger|junior|born|ahead|behind)\b")
_UNKNOWN = re.compile(
    r"\b[A-Z]\w*(?:,[^,;.]{1,40},)?\s+(?:was|had\s+(?:been|turned|reached)|turned|is|being)\s+(?:\w+\s+){0,2}$"
)
# "She was seven when he died, and the elder": it is not he who is the elder.
_ASIDE = re.compile(r"\b(?:when|while|after|before|on the day)\b[^,;.]{0,200},")
# With whom or what somebody is compared: "than her half-brother", "older than she was", "younger than that".
_THAN = re.compile(r"\b(?:than|ahead\s+of|behind|before|after)\s+(?P<that>(?:that|this)\b(?!\s+\w))?", re.I)
_WHO = re.compile(r"(?P<m>he|him|his)\b|(?P<f>she|her|hers)\b", re.I)
# "A son who was fourteen", "a daughter, then twelve": somebody else than the child that is named.
_ANOTHER = re.compile(
    r"\b(?:an?|another|one)\s+(?:[\w-]+\s+){0,2}?(?:son|daughter|brother|sister|boy|girl|child)\b[^;.]{0,40}$",
    re.I,
)
# A brother's or sister's age counts beyond childhood too.
GROWN_KIN = 30.0
MAJORITY = 18.0
_OF_AGE = re.compile(
    r"\b(?:com(?:e|ing)|came) of age\b|"
    r"\b(?:attain\w*|reach\w*) (?:(?:his|her|their|the age of) )?(?:majority|adulthood)\b",
    re.I,
)
_CODE = re.compile(r"\b[A-Z]{2,4}\d{0,2}\s+(?:was|is|had\s+(?:been|turned))\s+(?:then\s+|just\s+|\w+ly\s+)?$")
# Sentences around a difference in which the other's age may stand.
AROUND = (0, 1, -1)


@dataclass(frozen=True, slots=True)
class ByKin:
    """An age in years of the child that another child's ``anchor`` at ``place`` and a difference make."""

    years: float
    place: Place
    anchor: AgeWords

    @property
    def sentence(self) -> Sentence:
        """The sentence of the anchor."""
        return self.place.sentence


def ages_by_kin(source: Source, scope: Scope) -> Iterator[ByKin]:
    """The ages of the child that follow from a brother's or sister's, at the time for which that is told."""
    for rank, sentence in enumerate(source.prose):
        if not _SIGN.search(sentence.text):
            continue
        for match in _DIFFERENCE.finditer(sentence.text):
            if (found := _by_difference(source, scope, rank, match)) is not None:
                yield found


def _by_difference(source: Source, scope: Scope, rank: int, match: re.Match[str]) -> ByKin | None:
    """The child's age by one difference; None where it is not the child's or nobody's age stands near."""
    years = _years(match)
    here = _place(source, scope, rank)
    own = _is_childs(here, match)
    if years is None or years <= 0 or own is None:
        return None
    that, other = _compared(here, match)
    if (that or other) and not own:
        # "Ada is a year younger than that", "than her half-brother": nothing is said of this child.
        return None
    elder = any(match[one] for one in ("up", "up2", "up3", "up4", "up5"))
    # The child elder, or the other younger: the child's age is the higher.
    shift = years if elder == own else -years
    for step in (0, -1) if that else AROUND:
        if not 0 <= rank + step < len(source.prose):
            continue
        place = here if step == 0 else _place(source, scope, rank + step)
        taken = match.span() if step == 0 else (0, 0)
        anchor = _last_before(place, taken) if that else _anchor(place, taken, own)
        if anchor is not None and 0 <= anchor.years + shift < CHILD_YEARS:
            return ByKin(round(anchor.years + shift, 2), place, anchor)
    return None


def _majority(text: str) -> list[AgeWords]:
    """Eighteen, where the words are "came of age"."""
    return [AgeWords(one.start(), one.end(), MAJORITY, "near") for one in _OF_AGE.finditer(text)]


def _by_code(place: Place, age: AgeWords) -> bool:
    """Whether letters that no list explains stand before an age: "HB was nine, and Ada her junior by two"."""
    match = _CODE.search(place.text[: age.start])
    return match is not None and not place.scope.people.own.search(match[0])


def _years(match: re.Match[str]) -> float | None:
    """The difference in years."""
    if match["d5"]:
        return float(CARDINALS[match["d5"].lower()])
    words = next(filter(None, (match[one] for one in ("d", "d2", "d3", "d4"))))
    return 0.5 if words.lower().startswith("half") else years_of(words)


def _compared(place: Place, match: re.Match[str]) -> tuple[bool, bool]:
    """Whether somebody is compared with an age ("than that"), and whether with another than the child."""
    than = _THAN.search(place.text, match.start(), match.end() + 20)
    if than is None:
        return False, False
    if than["that"]:
        return True, False
    whom = next((one for one in place.found if than.end() <= one.start <= than.end() + 15), None)
    return False, whom is not None and whom.kind == "other" and not place.scope.alone


def _last_before(place: Place, taken: tuple[int, int]) -> AgeWords | None:
    """The last age of a sentence, before the words at ``taken`` where they stand in it."""
    told = [age for age in place.ages if taken == (0, 0) or age.end <= taken[0]]
    return told[-1] if told else None


def _place(source: Source, scope: Scope, rank: int) -> Place:
    sentence = source.prose[rank]
    found = source.ages[sentence.sentence_no]
    return Place.of(
        source, scope, rank, said_ages(sentence.text, found, scope.people.own, scope.people.other)
    )


def _is_childs(place: Place, match: re.Match[str]) -> bool | None:
    """Whether it is the child who is elder or younger; None where that is nobody known, or a grown person."""
    aside = [one.span() for one in _ASIDE.finditer(place.text, 0, match.start())]
    before = [
        one
        for one in place.found
        if one.end <= match.start() and not any(start <= one.start < end for start, end in aside)
    ]
    doing = [one for one in before if not one.by_way] or before
    if not doing:
        return None
    told = _child_or_kin(place, doing[-1])
    return _by_sex(place, match, doing[-1]) if told is None else told


def _by_sex(place: Place, match: re.Match[str], one: Person) -> bool | None:
    """Whether "he" of "he was older than she was" is the only child, by its sex; None where that is open."""
    than = _THAN.search(place.text, match.start(), match.end() + 20)
    spoken = _WHO.fullmatch(place.text, one.start, one.end)
    whom = _WHO.match(place.text, than.end()) if than else _WHO.search(match[0])
    sex = place.scope.sexes[place.scope.index]
    if not place.scope.alone or not (spoken and whom and sex) or (spoken["m"] is None) == (whom["m"] is None):
        return None
    return (spoken["m"] is not None) == (sex == "m")


def _child_or_kin(place: Place, one: Person) -> bool | None:
    earlier = [other for other in place.found if other.start < one.start]
    owner = resolve(place.source, place.sentence, one, earlier, place.scope.people)
    if owner.kind == "child" or (place.scope.alone and owner.kind == "young" and owner.definite):
        return True
    return None if owner.adult or owner.kind in ("pronoun", "young") else False


def _anchor(place: Place, taken: tuple[int, int], own: bool) -> AgeWords | None:
    """The other child's age in a sentence, outside the words of the difference."""
    for age in (*place.ages, *_majority(place.text)):
        if age.years >= GROWN_KIN or (age.start < taken[1] and taken[0] < age.end):
            continue
        if own and _by_code(place, age):
            return age
        owner = owner_of(place, age)
        if owner is None:
            # "So Ludo was seven, and Q was two years the younger": somebody whom no list names.
            if _UNKNOWN.search(place.text[: age.start]):
                return age
            continue
        if owner.named or owner.adult:
            continue
        if not place.scope.alone and own and _ANOTHER.search(place.text[: age.start]):
            return age
        if owner.kind == "child":
            continue
        # "Q was two years the younger, and B was seven": who is compared with is another than the child.
        if owner.kind == "other" or (own and owner.kind == "pronoun"):
            return age
    return None
