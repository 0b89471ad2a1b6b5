"""What the form of a date tells: a clock time, a weekday, the end of the period looked at, a label, ages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from pipeline.case.incident_whose import last_match
from pipeline.case.timeline import Moment
from pipeline.day_words import WEEKDAY
from pipeline.number_words import cardinals

_PERIOD = re.compile(
    r"\b(?:period|time ?(?:frame|line|span)|scope|lens|cover(?:s|ed)?|look(?:ed|s) (?:closely )?at|examin\w+|"
    r"scrutiny|consider(?:s|ed)?|review runs)\b",
    re.I,
)
_PERIOD_ENDS = re.compile(
    r"\b(?:to|until|till|and|up to|[-–—])\s*(?:the\s+)?(?:\w+day,?\s+)?(?:the\s+)?$", re.I
)
_BEGINS = re.compile(r"\b(?:from|between|since)\s+(?:the\s+)?$", re.I)
_AGES = re.compile(
    r"\bages?\b[^.;|]{0,40}\b(?:at|on|in|of)\s+(?:the\s+)?(?:\w+day,?\s+)?$|\bages?\W{0,3}$", re.I
)
_CLOCK = re.compile(
    r"\b\d{1,2}[.:]\d\d\b|\b\d{1,2}\s?[ap]\.?m\b|\b(?:\d{4} hours|o['’]clock|"
    rf"(?:to|past) (?:{cardinals(12)})|morning|afternoon|evening|night|small hours|midnight|"
    r"noon|dawn|midday)\b",
    re.I,
)
_WEEKDAY = re.compile(rf"\b(?:{WEEKDAY})\b")
_LABELLED_WORDS = (
    r"\b(?:date|day|time) of (?:the |this |his |her |their |its )?(?:\w+ ){0,2}(?:incident|death|injur\w+|"
    r"event|collapse|assault|attack|fire|crash|accident|disclosure|killing|murder|shooting|stabbing|drowning|admission)\b"
)
_LABELLED = re.compile(_LABELLED_WORDS, re.I)
# "The events of 20 October" are those to which the review looks back.
_EVENTS_OF = re.compile(
    r"\b(?:the\s+(?:tragic\s+|terrible\s+|fatal\s+)?(?:events|tragedy)|what\s+happened)\s+(?:of|on)\s+"
    r"(?:the\s+)?(?:(?:night|evening|morning|afternoon|weekend)\s+of\s+)?(?:\w+day,?\s+)?(?:the\s+)?$",
    re.I,
)
# On a cover the label stands right before its date: "Date of incident:", "Died", "Born ... - died".
COVER_LABEL = re.compile(
    rf"(?:{_LABELLED_WORDS}|\b(?:died|death|dod|d\.o\.d\.?|deceased|incident))\W{{0,3}}(?:on\s+)?(?:\w+day,?\s+)?$",
    re.I,
)
_ROUND_END = 0.4  # a period that ends with a month was mostly cut there, whatever happened in it


def form_signs(moment: Moment, together: Sequence[Moment]) -> dict[str, float]:
    """The form of the date, and what its neighbours in the sentence make of it."""
    text = moment.sentence.text
    before, after = text[: moment.start], text[moment.end :]
    signs: dict[str, float] = {}
    if moment.way != "stated":
        signs[moment.way] = 1.0
    if moment.precision != "year" and _CLOCK.search(before + after):
        signs["clock"] = 1.0
    if moment.way in ("stated", "carried") and _WEEKDAY.search(
        before[-14:] + text[moment.start : moment.end] + after[:12]
    ):
        signs["weekday"] = 1.0
    last = moment.start == max(one.start for one in together)
    if (
        moment.sentence.kind != "heading"
        and len(together) > 1
        and _PERIOD.search(text)
        and last
        and _PERIOD_ENDS.search(before)
    ):
        signs["period_ends"] = _ROUND_END if _is_round(moment) else 1.0
    if _BEGINS.search(before[-20:]):
        signs["begins"] = 1.0
    if moment.precision != "year" and _EVENTS_OF.search(before):
        signs["events_of"] = 1.0
    if _AGES.search(before):
        signs["ages"] = 1.0
    label = last_match(_LABELLED, before)
    if label and moment.start - label.end() < 40 and not re.search(r"[.;|]", before[label.end() :]):
        signs["labelled"] = 1.0
    return signs


def _is_round(moment: Moment) -> bool:
    """Whether a date is the first or last day of a month, or no day at all."""
    return moment.precision != "day" or 1 in (moment.value.day, (moment.value + timedelta(days=1)).day)
