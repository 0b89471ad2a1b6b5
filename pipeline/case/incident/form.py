"""What the form of a date tells: a clock time, a weekday, the end of the period looked at, a label, ages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from pipeline.case.incident.whose import last_match
from pipeline.case.timeline.timeline import Moment
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
# "Scope: 4 March 2011 to the day of the fire", "1 May 2010 until her death".
_SPAN = re.compile(
    r"\s*(?:(?:up\s+)?to|until|till|through\s+to|[-–—])\s+"
    r"(?:(?:the|his|her|their|its|an?)\s|(?:birth|death|[A-Z][\w ]{0,20}['’]s)\b|[\d.]+(?:[/. ]|st|nd|rd|th))"
)
# "The two years to 5 April 2013", "the eighteen months ending on 3 May 2010", "from birth to 4 June 2012".
_LENGTH_ENDS = re.compile(
    r"\b(?:years?|months?|weeks?|period)\s+(?:up\s+to|to|until|ending|ended|that\s+ended|"
    r"which\s+ended|running\s+(?:up\s+)?to)"
    r"(?:\s+on|\s+with|\s+at)?\s+(?:the\s+)?(?:\w+day,?\s+)?(?:the\s+)?$|"
    r"\bfrom\s+[^.;,]{3,60}\s(?:(?:up\s+)?to|until|till)\s+(?:the\s+)?(?:\w+day,?\s+)?(?:the\s+)?$",
    re.I,
)
_AGES = re.compile(
    r"\bages?\b[^.;|]{0,40}\b(?:at|on|in|of)\s+(?:the\s+)?(?:\w+day,?\s+)?$|\bages?\W{0,3}$", re.I
)
_CLOCK = re.compile(
    r"(?<![\d.])\d{1,2}[.:]\d\d\b(?!\.\d)|\b\d{1,2}\s?[ap]\.?m\b|\b(?:\d{4} hours|o['’]clock|"
    rf"(?:minutes?|quarter|half|five|ten|twenty) (?:to|past) (?:{cardinals(12)})|morning|afternoon|"
    rf"evening|night|small hours|midnight|"
    r"noon|dawn|midday)\b",
    re.I,
)
_WEEKDAY = re.compile(rf"\b(?:{WEEKDAY})\b")
_LABELLED_WORDS = (
    r"\b(?:date|day|time) of (?:the |this |his |her |their |its )?(?:\w+ ){0,2}(?:incident|death|injur\w+|"
    r"event|collapse|assault|attack|fire|crash|accident|disclosure|killing|murder|shooting|stabbing|"
    r"drowning|admission)\b"
)
_LABELLED = re.compile(_LABELLED_WORDS, re.I)
# "The events of 20 October" are those to which the review looks back.
_EVENTS_OF = re.compile(
    r"\b(?:the\s+(?:tragic\s+|terrible\s+|fatal\s+)?(?:events|tragedy)|what\s+happened)\s+(?:of|on)\s+"
    r"(?:the\s+)?(?:(?:night|evening|morning|afternoon|weekend)\s+of\s+)?(?:\w+day,?\s+)?(?:the\s+)?$",
    re.I,
)
# "The incident which led to this review", in the sentence of its date.
_LED_HERE = re.compile(
    r"\b(?:the|this|that|an?)\s+(?:[\w-]+\s+){0,2}?(?:events?|incidents?|death|injur(?:y|ies)|attack|assault|fire|"
    r"abuse|harm|killing|crisis|tragedy|disclosures?|admission|collapse|day|night)\b[^.;,]{0,30}?\s"
    r"(?:(?:which|that)\s+)?(?:(?:has\s+|have\s+|had\s+)?(?:led\s+(?:up\s+)?to|brought\s+about|gave\s+rise\s+to|"
    r"given\s+rise\s+to|prompted|occasioned|caused|triggered)|leading\s+to|giving\s+rise\s+to|is\s+the\s+(?:subject|"
    r"reason|cause)\s+(?:of|for)|with\s+which)\s+(?:this|the\s+present|our|my)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:review|report|inquiry|enquiry|exercise)\b",
    re.I,
)
# "It was the night of 4 May", "that happened on a Sunday, 9 June".
_IT_WAS = re.compile(
    r"(?:^|[.:;,–—-]\s|\band\s)(?:it|this|that|which|all this)\s+(?:was|happened|took place|"
    r"occurred|began and ended)\s+"
    r"(?:(?:on|in|during|at)\s+)?(?:(?:the|a)\s+)?(?:(?:early hours|small hours|night|evening|"
    r"morning|afternoon|day|weekend)\s+of\s+)?"
    r"(?:an?\s+)?(?:\w+day,?\s+)?(?:the\s+)?$",
    re.I,
)
# "The harm that led to this review took place in 2012", "the events lie within one week of March 2010".
_PLACED = re.compile(
    r"\b(?:the|these|those|this)\s+(?:\w+\s+)?(?:events?|harm|incidents?|matters|death|injur(?:y|"
    r"ies)|abuse|assaults?|attack|fire|"
    r"facts|disclosures?|killing|crisis|tragedy)\b(?![^.;]{0,80}\b(?:published|completed|decided|"
    r"agreed|trial|court|inquest)\b)"
    r"[^.;]{0,70}\b(?:lies?|lay|took place|happened|occurred|fell|falls?|belongs?|dates?|dated|"
    r"came to light|were told|was told|"
    r"is placed|was in|were in|is of|are of|was on)\b[^.;,]{0,60}$|"
    r"\bthese were (?:the|some of the) (?:first|last|early|closing|opening|middle)?\s*(?:days|weeks|"
    r"hours) (?:of|in)\s+$",
    re.I,
)
# On a cover the label stands right before its date: "Date of incident:", "Died", "Born ... - died".
COVER_LABEL = re.compile(
    # "The events of", but not "a learning event on".
    rf"(?:{_LABELLED_WORDS}|(?:^|\bthe )(?:tragic )?(?:events?|tragedy|fire|crash|deaths?) (?:of|on)|"
    rf"\b(?:died|death|dod|d\.o\.d\.?|deceased|incident))\W{{0,3}}(?:on\s+)?(?:\w+day,?\s+)?$",
    re.I,
)
# "A year before the incident that led to this review", "met to consider the events that led to our review".
_NOT_ON = re.compile(
    r"\b(?:before|prior\s+to|until|up\s+to|after|since|following|preceding|about|discuss\w*|consider\w*|reflect\w*\s+on|"
    r"notif\w+|inform\w*|hear\w*)\s+(?:of\s+|the\s+board\s+of\s+)?$",
    re.I,
)
_MANY = 4  # dates of a sentence that are too many to say of which an event in it is told
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
    if _ends_period(moment, together):
        signs["period_ends"] = _ROUND_END if _is_round(moment) else 1.0
    if _BEGINS.search(before[-20:]) or (moment.way in ("stated", "carried") and _SPAN.match(after)):
        signs["begins"] = 1.0
    if moment.precision != "year" and _EVENTS_OF.search(before):
        signs["events_of"] = 1.0
    if moment.precision != "year" and len(together) < _MANY and leads_here(text):
        signs["led_here"] = 1.0
    if _PLACED.search(before):
        signs["placed"] = 1.0
    if _IT_WAS.search(before):
        signs["pointed"] = 1.0
    if _AGES.search(before):
        signs["ages"] = 1.0
    label = last_match(_LABELLED, before)
    if label and moment.start - label.end() < 40 and not re.search(r"[.;|]", before[label.end() :]):
        signs["labelled"] = 1.0
    return signs


def _ends_period(moment: Moment, together: Sequence[Moment]) -> bool:
    """Whether the period that the review looks at ends with the date, the last of its sentence."""
    text = moment.sentence.text
    before = text[: moment.start]
    if moment.sentence.kind == "heading" or moment.start < max(one.start for one in together):
        return False
    ends = _PERIOD_ENDS if len(together) > 1 else _LENGTH_ENDS
    return bool(ends.search(before) and _PERIOD.search(text))


def _is_round(moment: Moment) -> bool:
    """Whether a date is the first or last day of a month, or no day at all."""
    return moment.precision != "day" or 1 in (moment.value.day, (moment.value + timedelta(days=1)).day)


def leads_here(text: str) -> bool:
    """Whether a sentence tells of the event that led to the review, and of no time before or after it."""
    match = _LED_HERE.search(text)
    return match is not None and not _NOT_ON.search(text[max(0, match.start() - 40) : match.start()])
