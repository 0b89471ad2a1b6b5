"""The age that is left: one that nobody else claims, where nothing better is told of an only child."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.case.age.choice import Answer
from pipeline.case.age.owner import Scope, owner_of
from pipeline.case.age.said import WHEN, AgeTold, places
from pipeline.case.age.time import another_day, when_is
from pipeline.case.people.people import People, any_of
from pipeline.case.source import Source

# An age in years and months is told of a child rather than of anybody else.
EXACT = 2.0
# Less than this is no evidence.
LEAST = 0.3
_CODE = re.compile(
    r"^\W*(?P<code>[A-Z]{1,4}\d{0,2})\s*(?:[=:|–—-]|means|is)\s*(?P<name>[^=:|,;]{2,40}?)\s*(?:[,;|(.]|$)"
)


def with_codes(source: Source, forms: Sequence[str], people: People) -> People:
    """``people`` with the abbreviations that a key gives for the child ("IT = Infant T") among its names."""
    codes = {
        match["code"]
        for one in source.body
        if (match := _CODE.match(one.text)) and match["name"] in forms and match["code"] not in forms
    }
    if not codes:
        return people
    own = f"{people.own.pattern}|{any_of(tuple(codes)).pattern}"
    return replace(people, own=re.compile(own))


def left_over(source: Source, scope: Scope, told: Sequence[AgeTold]) -> Answer | None:
    """The age that is likeliest the child's of those that no other person is named for; None without one."""
    if not scope.alone:
        return None
    best: tuple[float, Answer] | None = None
    for place in places(source, scope, told):
        day = another_day(place)
        for age in place.ages:
            owner = owner_of(place, age)
            if owner is not None and owner.kind == "other" and not owner.by_pronoun:
                continue
            when = when_is(place, age, day)
            exact = age.years != int(age.years)
            if when == "other" and not (exact and age.of_event and age.tie == "point" and day is None):
                continue
            # "A nine-year-old": any child, unless a pronoun or a log speaks of the one there is.
            meant = owner is not None and (
                (owner.by_pronoun and (exact or not owner.adult))
                or owner.definite
                or (exact and owner.kind == "young")
            )
            if not (meant or age.logged or (age.of_event and exact)):
                continue
            score = WHEN["near" if age.of_event and exact else when] * (EXACT if exact else 1.0)
            if score < LEAST or (best and best[0] >= score):
                continue
            at = place.sentence.char_start
            best = score, Answer(age.years, at + age.start, at + age.end, "undated")
    return best[1] if best else None
