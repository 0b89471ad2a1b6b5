"""A child's age by another's: "she was seven, and two years the elder"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.any_case import AnyCase
from pipeline.case.age_owner import Place, Scope, owner_of
from pipeline.case.age_said import CHILD_YEARS
from pipeline.case.age_words import AgeWords, said_ages
from pipeline.case.birthdays import QUANTITY, years_of
from pipeline.case.source import Source
from pipeline.case.whose import Person, resolve
from pipeline.records import Sentence

_ELDER = r"(?:elder|older|senior|first[\s-]born)"
_YOUNGER = r"(?:younger|junior)"
_SPAN = rf"(?:half\s+a\s+year|{QUANTITY})"
_DIFFERENCE = re.compile(
    rf"\b(?P<d>{_SPAN})\s+(?:(?:the|his|her|their|my|\w+['’]s)\s+)?(?:(?P<up>{_ELDER})|(?P<down>{_YOUNGER}))\b|"
    rf"\b(?:(?P<up2>{_ELDER})|(?P<down2>{_YOUNGER}))\b[^.;:]{{0,40}}?\bby\s+(?:\w+\s+){{0,2}}?(?P<d2>{_SPAN})|"
    rf"\bborn\s+(?:\w+\s+){{0,2}}?(?P<d3>{QUANTITY})\s+(?:(?P<up3>before)|(?P<down3>after))\s+(?:he|she|his|her|the|(?-i:[A-Z]))|"
    rf"\b(?P<d4>{QUANTITY})\s+(?:(?P<up4>ahead\s+of)|(?P<down4>behind))\s+(?:him|her|his|(?-i:[A-Z]))",
    re.I,
)
_SIGN = AnyCase(r"\b(?:elder|older|senior|first|younger|junior|born|ahead|behind)\b")
_UNKNOWN = re.compile(
    r"\b[A-Z]\w*(?:,[^,;.]{1,40},)?\s+(?:was|had\s+(?:been|turned|reached)|turned|is|being)\s+(?:\w+\s+){0,2}$"
)
# "She was seven when he died, and the elder": it is not he who is the elder.
_ASIDE = re.compile(r"\b(?:when|while|after|before|on the day)\b[^,;.]{0,200},")
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
            words = next(filter(None, (match[one] for one in ("d", "d2", "d3", "d4"))))
            years = 0.5 if words.lower().startswith("half") else years_of(words)
            elder = any(match[one] for one in ("up", "up2", "up3", "up4"))
            own = _is_childs(_place(source, scope, rank), match)
            if years is None or years <= 0 or own is None:
                continue
            # The child elder, or the other younger: the child's age is the higher.
            shift = years if elder == own else -years
            for step in AROUND:
                if not 0 <= rank + step < len(source.prose):
                    continue
                place = _place(source, scope, rank + step)
                taken = match.span() if step == 0 else (0, 0)
                anchor = _anchor(place, taken, own)
                if anchor is not None and 0 <= anchor.years + shift < CHILD_YEARS:
                    yield ByKin(round(anchor.years + shift, 2), place, anchor)
                    break


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
    return _child_or_kin(place, doing[-1])


def _child_or_kin(place: Place, one: Person) -> bool | None:
    earlier = [other for other in place.found if other.start < one.start]
    owner = resolve(place.source, place.sentence, one, earlier, place.scope.people)
    if owner.kind == "child" or (place.scope.alone and owner.kind == "young" and owner.definite):
        return True
    return None if owner.adult or owner.kind in ("pronoun", "young") else False


def _anchor(place: Place, taken: tuple[int, int], own: bool) -> AgeWords | None:
    """The other child's age in a sentence, outside the words of the difference."""
    for age in place.ages:
        if age.years >= CHILD_YEARS or (age.start < taken[1] and taken[0] < age.end):
            continue
        owner = owner_of(place, age)
        if owner is None:
            # "So Ludo was seven, and Q was two years the younger": somebody whom no list names.
            if _UNKNOWN.search(place.text[: age.start]):
                return age
            continue
        if owner.kind == "child" or owner.adult:
            continue
        # "Q was two years the younger, and B was seven": who is compared with is another than the child.
        if owner.kind == "other" or (own and owner.kind == "pronoun"):
            return age
    return None
