"""How a date hangs in its sentence: it may bound a state, be a plan, or be named by what happened then."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.case.timeline.timeline import Moment
from pipeline.day_words import WEEKDAY

Span = tuple[int, int]

_ARTICLES = (
    r"(?:the\s+)?(?:(?:very\s+)?(?:end|start|beginning|middle|early|late|mid)\b[\s-]*(?:of\s+)?)?"
    rf"(?:(?:{WEEKDAY}),?\s+)?(?:the\s+)?"
)
# "Before dawn on the 9th" is an hour of that very day.
_NO_HOUR = (
    r"(?![^.,;]{0,30}(?:\d|\b(?:dawn|noon|midnight|midday|daylight|daybreak|breakfast|lunch|morning|afternoon|evening|"
    r"night|o['’]clock|sunrise|dark|dusk|nightfall|school)\b))"
)
# "By January 2014 they had moved", "closed since May": how things stood, and nothing that happened then.
_BOUND = re.compile(
    r"\b(?:by|(?<!not )(?:until|till)|since|before|prior\s+to|pending|as\s+of|later\s+than|after|following)"
    rf"\s+{_ARTICLES}$|"
    r"\b(?:(?<!not )(?:until|till)|since|before|prior\s+to|by\s+the\s+time\s+of|pending)\s"
    rf"{_NO_HOUR}[^.,;:|()]{{0,45}}$",
    re.I,
)
# "Due to be seen on 4 May", "the hearing fixed for June": what was to be.
_PLANNED = re.compile(
    r"\b(?:due|listed|fixed|scheduled|booked|arranged|rearranged|planned|set(?:\s+down)?|expected|hoped|intended|"
    r"postponed|adjourned|deferred|put\s+(?:off|back)|moved|offered|promised|expires?|runs?\s+out|falls?\s+due|"
    r"(?:was|were|is|are)\s+to|would|will|shall|next\s+date|deadline)\b[^.,;:|()]{0,60}$",
    re.I,
)
_PLANNED_OFFSET = re.compile(
    r"\b(?:due\s+to|(?:was|were|is|are)\s+to|would(?!\s+have)|expected\s+to)\b[^.,;:|()]{0,40}$", re.I
)
# "March 1998, the month in which he drowned", "the Friday on which", "the night that he fell".
_NAMED = re.compile(
    r"[,;:–—-]?\s*(?:which\s+was\s+|that\s+was\s+|being\s+)?(?:on\s+|in\s+)?(?:the|that)\s+(?:very\s+|same\s+)?"
    rf"(?:day|date|night|morning|afternoon|evening|weekend|week|month|year|spring|summer|autumn|winter|{WEEKDAY})"
    r"\s+(?:of\b|(?:in|on|during)\s+which|that\b|when\b|(?=(?:he|she|they|it)\b))",
    re.I,
)
_WHEN = re.compile(r",?\s+when\b")
_NAMES_WITHIN = 60  # characters from such words to the event that they name
_SUBORDINATE = re.compile(
    r"\b(?:who|whom|whose|which|that|what|as|because|where|than|though|although|whether|if|for)\b", re.I
)
_OVERTAKEN = re.compile(r"\b(?:when|before|until)\b")
_SAID = re.compile(r"\b(?:that|how|when|where|heard|told)\b", re.I)
_CLAUSE_END = re.compile(r"[,.;:]")
_WEEKS = re.compile(r"\b(?:weeks?|fortnights?)\b", re.I)
_TO_THE_DAY = re.compile(r"\bto the (?:very )?(?:day|hour)\b|\bdays?\b", re.I)
# What somebody says has happened is of an earlier day than the saying: "told a nurse that she had smothered".
_REPORTED = re.compile(
    r"\b(?:told|tells|said|says|stat\w+|admit\w*|confess\w*|accept\w*|learn\w+|reveal\w*|disclos\w+|claim\w*|"
    r"alleg\w+|conced\w+|wrote|writes|acknowledg\w+)\b[^.;]{0,90}\b(?:had|has|have)\s+(?:\w+\s+){0,3}$|"
    r"\b(?:coroner|inquest|jury|judge|court|pathologist|post.?mortem|toxicolog\w+)\b[^.;]{0,90}\b(?:found|ruled|record\w*|conclu\w+|"
    r"decid\w+|return\w+|gave|gives|held|determin\w+|accept\w+|show\w+|establish\w+|certif\w+)\b[^.;]{0,60}$",
    re.I,
)


def is_bound(moment: Moment, events: Sequence[Span]) -> bool:
    """Whether the date says up to when or from when something was so; ``events``: spans of what happened."""
    if _WHEN.match(moment.sentence.text, moment.end):
        return False  # "nothing was seen until 9 July, when a teacher lifted his sleeve"
    return _leads(_BOUND, moment, events)


def is_planned(moment: Moment, events: Sequence[Span]) -> bool:
    """Whether the date is that of a plan: of a hearing to come, a visit that was due."""
    if moment.way == "reckoned":
        return _leads(_PLANNED_OFFSET, moment, events)
    return _leads(_PLANNED, moment, events)


def _leads(words: re.Pattern[str], moment: Moment, events: Sequence[Span]) -> bool:
    """Whether such words lead to the date, and no event stands between ("before his death on 4 May")."""
    start = max(0, moment.start - 90)
    match = words.search(moment.sentence.text[start : moment.start])
    return match is not None and not any(start + match.start() <= first < moment.start for first, _ in events)


def is_named(moment: Moment, events: Sequence[Span]) -> bool:
    """Whether what happened names the day, month or year: "1998, the year in which he drowned"."""
    match = _NAMED.match(moment.sentence.text, moment.end)
    return match is not None and any(0 <= first - match.end() <= _NAMES_WITHIN for first, _ in events)


def looks_back(moment: Moment, span: Span) -> bool:
    """Whether a look back at ``span`` is the date's own, and not of a clause that hangs on it.

    "On 9 May a man who had come to read the meter found her" tells of 9 May, and so does "he had been in bed
    an hour when, on 9 May, he fell".
    """
    text = moment.sentence.text
    if span[0] < moment.start:
        return not _OVERTAKEN.search(text[span[1] : moment.start])
    return not _SUBORDINATE.search(text[moment.end : span[0]])


def is_verdict(moment: Moment, span: Span, courts: Sequence[Span]) -> bool:
    """Whether an event at ``span`` is what a court or a coroner said that day; ``courts``: spans of courts.

    "The coroner sat on 2 June: unlawful killing"; but "the trial heard that on 4 May he hit her" is of 4 May.
    """
    if moment.start > span[0]:
        return False
    text = moment.sentence.text
    return any(
        first > moment.end or not _SAID.search(text[last : moment.start])
        for first, last in courts
        if last <= span[0]
    )


def is_heard(moment: Moment, court: Span) -> bool:
    """Whether a date is what a court heard of, and not its own: "the jury heard that on 4 May"."""
    return court[1] <= moment.start and bool(_SAID.search(moment.sentence.text[court[1] : moment.start]))


def is_finding(moment: Moment, span: Span, tests: Sequence[Span]) -> bool:
    """Whether an event at ``span`` is what a test found that day: "a scan on 6 May showed a fracture"."""
    return span[0] > moment.end and any(last <= moment.start for _, last in tests)


def of_anchor(moment: Moment, span: Span) -> bool:
    """Whether a wording only names the day from which the date is reckoned: "two days after that meeting"."""
    if moment.way not in ("reckoned", "turned") or span[0] < moment.start:
        return False
    return not _CLAUSE_END.search(moment.sentence.text[moment.end : span[0]]) and span[0] - moment.end <= 45


def is_rough(moment: Moment) -> bool:
    """Whether a day was reckoned in whole weeks, which mostly mean no day: "four weeks after her death"."""
    if moment.way not in ("reckoned", "turned") or moment.precision != "day":
        return False
    told = moment.sentence.text[moment.start : moment.end]
    return bool(_WEEKS.search(told)) and not _TO_THE_DAY.search(moment.sentence.text)


def is_reported(moment: Moment, span: Span) -> bool:
    """Whether on that day somebody only says that what stands at ``span`` has happened.

    A date behind the event is its own: "accepted that he had died on 4 May".
    """
    if moment.start > span[0]:
        return False
    return bool(_REPORTED.search(moment.sentence.text[max(0, span[0] - 160) : span[0]]))
