"""When it happened: every date of the report is weighed, the one with most signs of the incident taken."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pipeline.case.incident.dates import date_signs
from pipeline.case.incident.reading import date_passages
from pipeline.case.incident.signs import (
    BORN,
    Key,
    Mention,
    Signs,
    cover_mentions,
    find_mentions,
    headed_days,
    life_ends,
)
from pipeline.case.people.family import FamilyRow
from pipeline.case.people.people import People
from pipeline.case.reading import log_chances
from pipeline.case.report.title import is_review
from pipeline.case.source import Source
from pipeline.case.timeline.timeline import find_moments
from pipeline.dates import find_dates, last_day
from pipeline.errors import SettingsError
from pipeline.periods import Period, period_holding, read_periods
from pipeline.records import CastMember, DatePrecision, Reader
from pipeline.settings import configs_folder

# A date without one of these is no date of an incident, whatever else speaks for it.
TELLING = frozenset(
    "death_of_child death_of_nobody harm_of_child harm_of_nobody emergency_of_child emergency_of_nobody "
    "found told event removed next_death next_harm next_emergency next_found next_told "
    "next_removed period_ends ages labelled headed named turned first events_of led_here under_event pointed "
    "certified placed".split()
)
# Other documents than reviews tell many events: there a death must be told with the date.
STRONG = frozenset(("death_of_child", "death_of_nobody", "labelled"))
# A day of the narrative may be the incident's without any of them, unless one of these speaks against it.
AGAINST = frozenset("process decision court birth death_of_other planned begins period_ends".split())
# What a date's signs have to weigh at least.
LEAST = -2.5
# The share of all dates' chances below which the best one is in doubt, and below which it is left out.
SURE, FEWEST = 0.8, 0.15
# How much less that may be where a reader is sure of one.
UNSIGNED = 1.5
# How much the logarithm of a reader's chances counts beside the signs, which are such logarithms too.
READER = 0.6
_REVIEW = re.compile(
    r"\b(?:learning|practice|case|together|management|independent|joint|serious|significant|child|"
    r"thematic|homicide|death)\b"
    r"[^.\n]{0,40}\breview\b|\blearning (?:process|together|exercise|inquiry|enquiry)\b",
    re.I,
)
_IS_BORN = re.compile(r"\bborn\b[^.;]{0,60}$", re.I)


@dataclass(frozen=True, slots=True)
class Incident:
    """The date of the incident, the first day of its month or year where that is all that is known."""

    day: date
    precision: DatePrecision


@dataclass(frozen=True, slots=True)
class Candidates:
    """The dates that may be the incident's: where each is told, and its signs."""

    mentions: tuple[Mention, ...]
    signs: Mapping[Key, Signs]


def find_incident(
    source: Source,
    rows: Sequence[FamilyRow],
    before: date | None,
    people: People,
    cast: Sequence[CastMember] = (),
    reader: Reader | None = None,
) -> Incident | None:
    """The incident's date; ``before`` is the report's own date, which the incident precedes.

    With a ``reader``, what it makes of each date's sentences is weighed with the signs; ``cast`` is for it.
    """
    found = find_candidates(source, rows, before, people)
    weights = read_weights()
    review = is_review(source) or bool(_REVIEW.search(source.cover_text))
    # What has no sign of the event may be the incident's only where somebody reads the sentences.
    read = review and reader is not None
    scores = {
        key: score(signs, weights) for key, signs in found.signs.items() if read or _may_be(signs, review)
    }
    least = LEAST
    if scores and review and reader is not None:
        passages, keys = date_passages(source, found.mentions), [one.key for one in found.mentions]
        chances = log_chances(reader, "incident_date", passages, keys, cast)
        # A label on the cover has no sentences to read; and who has read them may find what has no sign.
        told = {key: 0.0 if _is_on_cover(key, found) else chances[key] for key in scores}
        scores = {key: value + READER * told[key] for key, value in scores.items()}
        least -= UNSIGNED if math.exp(max(chances[key] for key in scores)) >= SURE else 0.0
    if not scores or max(scores.values()) < least:
        return None
    best = max(scores, key=lambda key: (scores[key], key[1] == "day", -key[0].toordinal()))
    share = 1 / sum(math.exp(one - scores[best]) for one in scores.values())
    if share < FEWEST:
        return None
    mention = max(
        (one for one in found.mentions if one.key == best), key=lambda one: score(one.signs, weights)
    )
    moment = mention.moment
    start = moment.sentence.char_start
    unsure = share < SURE or moment.way != "stated" or not _shows(found.signs[best], TELLING)
    source.note("incident_date", best[0], start + moment.start, start + moment.end, inferred=unsure)
    return Incident(*best)


def _is_on_cover(key: Key, found: Candidates) -> bool:
    """Whether the cover alone tells a date."""
    return bool(found.signs[key].get("labelled")) and all(
        one.moment.rank <= 0 for one in found.mentions if one.key == key
    )


def _may_be(signs: Mapping[str, float], review: bool) -> bool:
    """Whether a date with these signs may be the incident's, in a review or in another document."""
    if not review:
        return _shows(signs, STRONG)
    return _shows(signs, TELLING) or (
        # The daily work of services speaks against it only next to the date.
        bool(signs.get("in_story")) and not _shows(signs, AGAINST, 0.3) and signs.get("routine", 0.0) <= 0.5
    )


def _shows(signs: Mapping[str, float], names: Iterable[str], least: float = 0.5) -> bool:
    return any(signs.get(name, 0.0) >= least for name in names)


def find_candidates(
    source: Source, rows: Sequence[FamilyRow], before: date | None, people: People
) -> Candidates:
    """The dates of cover and body, with their signs; those from ``before`` on have a sign for that."""
    born = birth(source, rows, people)
    moments = find_moments(source, born, before)
    mentions = [
        one
        for one in (
            *cover_mentions(source),
            *headed_days(moments),
            *find_mentions(source, moments, people),
        )
        if not _before_birth(one, born)
    ]
    return Candidates(tuple(mentions), date_signs(mentions, before))


def _before_birth(mention: Mention, born: date | None) -> bool:
    value, precision = mention.key
    return born is not None and value < (born if precision == "day" else born.replace(month=1, day=1))


def score(signs: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """What a date's signs weigh together."""
    return sum(weights.get(name, 0.0) * value for name, value in signs.items())


def birth(source: Source, rows: Sequence[FamilyRow], people: People) -> date | None:
    """The child's day of birth, by cover, family table or text; None where no day is told, or several are."""
    days = {row.born for row in rows if row.marked and row.born}
    for day in find_dates(source.cover_text):
        if day.precision == "day" and BORN.search(source.cover_text[: day.start]):
            days.add(day.value)
    lives = [find_dates(line)[0].value for line in source.cover_text.splitlines() if life_ends(line)]
    days.update(lives[:1])
    if not days:
        for sentence in source.prose:
            if " born " not in sentence.text or people.first(sentence.text) == "other":
                continue
            for day in find_dates(sentence.text):
                if day.precision == "day" and _IS_BORN.search(sentence.text[: day.start]):
                    days.add(day.value)
    return next(iter(days)) if len(days) == 1 else None


@lru_cache(maxsize=1)
def read_weights() -> dict[str, float]:
    """The weights of ``incident.toml``. SettingsError says what is wrong with the file."""
    path = configs_folder() / "incident.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        return {name: float(sign["weight"]) for name, sign in raw["sign"].items()}
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise SettingsError(f"{path}: {error}; compare it with the file of the distribution.") from error


@lru_cache(maxsize=1)
def _periods() -> tuple[Period, ...]:
    return read_periods(configs_folder() / "periods.toml")


def period_of(incident: Incident | None) -> str | None:
    """The period that holds all the days the incident may have been on; None without one."""
    if incident is None:
        return None
    last = last_day(incident.day, incident.precision)
    return period_holding(incident.day, last, _periods())
