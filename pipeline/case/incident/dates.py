"""What the dates of a report say of each other: the incident comes after the visits and before the review."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from pipeline.case.incident.signs import Key, Mention, Signs
from pipeline.dates import DAYS_A_YEAR, last_day

_AGAINST = frozenset(("process", "decision", "court", "birth", "back", "death_of_other"))
# What does not count where another sentence tells more of the same day.
_WEAK = frozenset(
    ("nothing", "routine", "begins", "carried", "reckoned", "in_review", "in_family", "in_analysis")
)
_RECENT, _RECENT_TO_OLD = 3.0, 5.0  # years
SHORTLY = 14  # days from an injury to the death or the disclosure that comes of it


def date_signs(mentions: Sequence[Mention], before: date | None) -> dict[Key, Signs]:
    """The signs of each date: the strongest of its mentions, and where it stands among the other dates.

    ``before``: the report's own date; without it, the latest date that is told stands for it.
    """
    by_key: dict[Key, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_key[mention.key].append(mention)
    decisions = _decided_on(mentions)
    closing = sorted(set(_days(mentions, "court")) | set(decisions))
    told = [one for one in mentions if _of_story(one)]
    story = sorted({one.moment.value for one in told})
    if any(one.signs.get("labelled") and one.moment.value == before for one in mentions):
        before = None  # the cover's one date is the incident's, and was taken for the report's
    written = before or max((one.moment.value for one in mentions), default=date.min)
    died = max(
        (one.moment.value for one in told if one.moment.precision != "year" and _plain_death(one)),
        default=None,
    )
    last = max(told, key=lambda one: (one.moment.rank, one.moment.start), default=None)
    return {
        key: _together(own)
        | _among(key, own, by_key, decisions, closing, story)
        | {"last_told": float(last is not None and key == last.key), "old": _old(key, written)}
        | {"outlived": float(died is not None and (died - last_day(*key)).days > SHORTLY)}
        | {"late": float(before is not None and key[0] >= before)}
        for key, own in by_key.items()
    }


def _decided_on(mentions: Sequence[Mention]) -> list[date]:
    """The days on which a review was decided on, in order.

    Outside the narrative what a board rules and whom it appoints is such a decision too.
    """
    rulings = [one for one in mentions if not one.signs.get("in_narrative")]
    return sorted(set(_days(mentions, "decision")) | set(_days(rulings, "ruling")))


def _of_story(mention: Mention) -> bool:
    """Whether a day or month is one of the narrative's own, and none of the review or the courts."""
    signs, moment = mention.signs, mention.moment
    return (
        moment.precision != "year"
        and bool(signs.get("in_story"))
        and not (moment.way == "reckoned" and signs.get("nothing"))
        and not any(signs.get(name, 0.0) >= 0.5 for name in ("process", "court", "decision"))
    )


def _days(mentions: Iterable[Mention], name: str) -> list[date]:
    return [
        one.moment.value
        for one in mentions
        if one.moment.precision != "year" and one.signs.get(name, 0) >= 0.5
    ]


def _together(mentions: Sequence[Mention]) -> Signs:
    """The signs of all mentions: what speaks for a date at its strongest, against it on average."""
    signs: Signs = {}
    for name in {name for mention in mentions for name in mention.signs}:
        values = [mention.signs.get(name, 0.0) for mention in mentions]
        if name in _AGAINST:
            signs[name] = sum(values) / len(values)
        else:
            signs[name] = min(values) if name in _WEAK else max(values)
    return signs


def _among(
    key: Key,
    own: Sequence[Mention],
    by_key: Mapping[Key, list[Mention]],
    decisions: Sequence[date],
    closing: Sequence[date],
    story: Sequence[date],
) -> Signs:
    value, precision = key
    signs: Signs = {"month": float(precision == "month"), "year": float(precision == "year")}
    telling = {one.moment.rank for one in own if not one.signs.get("nothing")}
    signs["often"] = math.log(max(1, len(telling)))
    wait = min(((day - value).days for day in decisions if day > value), default=None)
    for name, least, most in (("decided_60", 0, 60), ("decided_180", 60, 180), ("decided_400", 180, 400)):
        signs[name] = float(wait is not None and least < wait <= most)
    signs["undecided"] = float(wait is None)
    later_decision = [day for day in decisions if day < value]
    signs["decided_before"] = float(bool(later_decision))
    signs["closed_before"] = math.log1p(sum(day < value for day in closing))
    bound = min((day for day in decisions if day > value), default=date.max)
    signs["story_after"] = math.log1p(sum(last_day(*key) < day < bound for day in story))
    signs["after_harm"] = float(_follows_harm(key, own, by_key))
    signs["last_of_story"] = float(precision != "year" and value == _last(story, bound))
    if precision == "day":
        month = by_key.get((value.replace(day=1), "month"), ())
        signs["in_month"] = float(any(one.signs.get("plain") or one.signs.get("ages") for one in month))
    else:
        signs["finer"] = float(any(_within(other, key) and _speaks(told) for other, told in by_key.items()))
    return signs


def _plain_death(mention: Mention) -> bool:
    """Whether a date is stated next to the child's own death."""
    signs = mention.signs
    return bool(
        mention.moment.way == "stated" and signs.get("death_of_child", 0.0) >= 1.0 and signs.get("plainest")
    )


def _old(key: Key, written: date) -> float:
    """How long ago it was when the report was written: 0 up to three years, 1 from eight years on."""
    years = (written - key[0]).days / DAYS_A_YEAR
    return min(1.0, max(0.0, (years - _RECENT) / _RECENT_TO_OLD))


def _follows_harm(key: Key, own: Sequence[Mention], by_key: Mapping[Key, list[Mention]]) -> bool:
    """Whether the child was hurt on a day shortly before, and this one tells what came of it."""
    if key[1] != "day" or any(one.signs.get("harm_of_child") for one in own):
        return False
    return any(
        precision == "day" and 0 < (key[0] - day).days <= SHORTLY and _hurt(told)
        for (day, precision), told in by_key.items()
    )


def _hurt(mentions: Iterable[Mention]) -> bool:
    # A row of a chronology seldom says of whom it tells.
    return any(
        bool(signs.get("plain"))
        and bool(signs.get("harm_of_child") or (signs.get("in_table_row") and signs.get("harm_of_nobody")))
        for signs in (one.signs for one in mentions)
    )


def _within(one: Key, other: Key) -> bool:
    """Whether a date is a part of another, of a month or a year."""
    if other[1] == "month":
        return one[1] == "day" and one[0].replace(day=1) == other[0]
    return one[1] != "year" and one[0].year == other[0].year


def _speaks(mentions: Iterable[Mention]) -> bool:
    return any(
        one.signs.get(name) for one in mentions for name in ("direct", "period_ends", "ages", "labelled")
    )


def _last(story: Sequence[date], bound: date) -> date | None:
    return max((day for day in story if day < bound), default=None)
