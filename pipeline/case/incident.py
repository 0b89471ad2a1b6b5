"""When it happened: every date of the report is weighed, and the day with most support is the incident's."""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from pipeline.case.family import FamilyRow
from pipeline.case.source import OPENING_SENTENCES, Source
from pipeline.case.title import is_review
from pipeline.dates import FoundDate, find_dates
from pipeline.periods import Period, period_holding, read_periods
from pipeline.records import DatePrecision, Sentence
from pipeline.settings import configs_folder

# Support below this is no statement: a date that only happens to stand beside an ambulance.
MIN_SUPPORT = 3.0
# Another day with more than this share of the support leaves doubt.
CLOSE = 0.5
HEADED = 4.0  # support by a heading that is a day
NEAR = 90  # characters between a date and the words that say what it is the date of
_TYPES = frozenset(("circumstances", "introduction", "summary", "front"))
_SKIPPED = frozenset(("recommendations", "references", "glossary", "action_plan", "panel"))
_THAT_DAY = re.compile(
    r"(?:On|During) (?:the (?:second|last|latter) of (?:these|those) (?:dates|days)|that (?:same )?"
    r"(?:day|date|night|evening|morning|afternoon))\b"
)
# "In the later part of 2013": a year that is told in words.
_VAGUE_YEAR = re.compile(
    r"\b(?:in|during|towards|at|by)\s+(?:the\s+)?(?:\w+\s+){0,3}(?:of\s+)?(?P<y>(?:19|20)\d\d)(?![\d/–-])",
    re.I,
)
# "The period looked at runs from 1 September 2020 to 9 November 2022": it ends with what happened.
_SPAN = re.compile(
    r"\b(?:period|time ?(?:frame|line|span)|scope)\b[^.;]{0,80}\b(?:from|between|covers?|runs|starts|"
    r"begins)\b",
    re.I,
)
_BEGINS = re.compile(r"\b(?:from|between|since)\s+(?:the\s+)?$", re.I)
# "A girl of nine, whom this report calls Child N": the report speaks of itself, not of the day of writing.
_SELF = re.compile(r"\b(?:whom|who|as|in|which|for) this (?:report|review)$", re.I)
# It is said in the first part of a report, whatever the heading there.
_SPAN_WITHIN = 0.35
_DAY_HEADING = re.compile(r"^(?:[\d.]+\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?$", re.I)
# Sentences at the very beginning: a day told there with its hour is the day of what happened, and so is a day
# told in the first two.
FIRST = 6
FIRST_OF_ALL = 2
_CLOCK = re.compile(
    r"\bat (?:\d{1,2}[.:]\d\d|(?:about |around |just (?:after|before) )?(?:five|ten|a?\s?quarter|"
    r"twenty|half) (?:to|past))\b|"
    r"\b(?:morning|afternoon|evening|night|o'clock|a\.?m\b|p\.?m\b|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Incident:
    """The date of the incident, the first day of its month or year where that is all that is known."""

    day: date
    precision: DatePrecision


@dataclass(slots=True)
class _Support:
    score: float = 0.0
    place: tuple[int, int] = (0, 0)
    best: float = field(default=-1.0)


def find_incident(source: Source, rows: Sequence[FamilyRow], before: date | None) -> Incident | None:
    """The incident's date; ``before`` is the report's own date, which the incident precedes."""
    votes: dict[tuple[date, DatePrecision], _Support] = defaultdict(_Support)
    # Other documents than reviews tell many events; there only words of a death say which is meant.
    strong_only = not is_review(source)
    table_rows = [sentence for sentence in source.body if sentence.kind == "table_row"]
    for rank, sentence in enumerate([*source.prose, *table_rows]):
        if source.section_type(sentence) in _SKIPPED:
            continue
        for found, score in _votes(source, sentence, rank, strong_only):
            if score and (before is None or found.value < before):
                at = sentence.char_start
                _add(votes[found.value, found.precision], score, at + found.start, at + found.end)
        if told := _said_before(source, sentence, rank):
            day, at = told
            if before is None or day.value < before:
                _add(votes[day.value, day.precision], 6.0, at + day.start, at + day.end)
    for found, at in _headed(source) if not strong_only else ():
        if before is None or found.value < before:
            _add(votes[found.value, found.precision], HEADED, at + found.start, at + found.end)
    for row in rows[:1]:
        if row.as_at and row.as_at.precision != "year" and not row.age_now:
            votes[row.as_at.value, row.as_at.precision].score += 5.0
    return _decide(source, votes)


def _said_before(source: Source, sentence: Sentence, rank: int) -> tuple[FoundDate, int] | None:
    """The last day that the sentences before name, where this one says what happened "on that day"."""
    if rank >= OPENING_SENTENCES or not _THAT_DAY.match(sentence.text):
        return None
    if not source.phrases(sentence).get("incident.strong"):
        return None
    previous = source.previous(sentence)
    for _ in range(4):
        if previous is None:
            return None
        if days := find_dates(previous.text):
            return (days[-1], previous.char_start) if days[-1].precision == "day" else None
        previous = source.previous(previous)
    return None


def _add(support: _Support, score: float, start: int, end: int) -> None:
    support.score += score
    if score > support.best:
        support.best, support.place = score, (start, end)


def _votes(source: Source, sentence: Sentence, rank: int, strong_only: bool) -> list[tuple[FoundDate, float]]:
    """What one sentence says for each of its dates: more in the opening, less among other events."""
    found = find_dates(sentence.text)
    if not found:
        return []
    phrases = source.phrases(sentence)
    weight = 3.0 if rank < 15 else 2.0 if rank < 60 or source.section_type(sentence) in _TYPES else 1.0
    exact = [one for one in found if one.precision != "year"]
    if _is_scope(source, sentence):
        # "Between 1 January 1999 and the date of death": the day on which a period begins is no event's.
        exact = [one for one in exact if not _BEGINS.search(sentence.text[: one.start])]
    first = rank < FIRST_OF_ALL or (rank < FIRST and bool(_CLOCK.search(sentence.text)))
    votes = [(one, weight * _near(sentence.text, one, phrases, strong_only, first)) for one in exact]
    if (_is_scope(source, sentence) and len(found) > 1 and found[-1].precision == "day") or phrases.get(
        "incident.as_at"
    ):
        votes.append((found[-1], 6.0))
    return votes


def _is_scope(source: Source, sentence: Sentence) -> bool:
    """Whether a sentence names the period that the review looks at."""
    return bool(
        source.phrases(sentence).get("incident.scope")
        or (sentence.char_start < _SPAN_WITHIN * len(source.text) and _SPAN.search(sentence.text))
    )


def _headed(source: Source) -> Iterator[tuple[FoundDate, int]]:
    """The day that heads the account of what happened ("Friday 9 November 2018"), with its heading's start.

    Headings of a chronology are days too: only one day that stands alone as a heading tells anything.
    """
    headings = [sentence for sentence in source.body if sentence.kind == "heading"]
    alone = [
        (days[0], one.char_start)
        for one in headings
        if len(days := find_dates(one.text)) == 1
        and days[0].precision == "day"
        and _DAY_HEADING.match(one.text[: days[0].start])
        and not one.text[days[0].end :].strip(" .:")
    ]
    if len(alone) == 1 and alone[0][1] < _SPAN_WITHIN * len(source.text):
        yield alone[0]


def _near(
    text: str,
    found: FoundDate,
    phrases: dict[str, list[tuple[int, int]]],
    strong_only: bool,
    first: bool = False,
) -> float:
    """1 and more where words of an event stand nearer than words of another kind of day; else 0."""
    start, end = _clause(text, found)
    event = _distance(found, phrases.get("incident.event", ()), start, end)
    others = phrases.get("incident.other", ())
    if first:
        others = [span for span in others if not _SELF.search(text[: span[1]])]
    other = _distance(found, others, start, end)
    if other <= min(event, 45) or event > NEAR:
        if other <= NEAR:
            return 0.0
        if first and not strong_only and found.precision == "day":
            return 1.0
        return 0.3 if _CLOCK.search(text) else 0.0
    strong = _distance(found, phrases.get("incident.strong", ()), start, end) <= NEAR
    if strong_only and not strong:
        return 0.0
    return 1.0 + 0.5 * bool(_CLOCK.search(text)) + (0.5 if event < 30 else 0.0) + (1.0 if strong else 0.0)


def _clause(text: str, found: FoundDate) -> tuple[int, int]:
    """The clause round a date: between semicolons, or from one date of the sentence to the next."""
    start = max(text.rfind(";", 0, found.start), 0)
    end = text.find(";", found.end)
    return start, len(text) if end < 0 else end


def _distance(found: FoundDate, spans: Sequence[tuple[int, int]], start: int, end: int) -> float:
    inside = [span for span in spans if span[0] >= start and span[1] <= end]
    gaps = [found.start - last if last <= found.start else first - found.end for first, last in inside]
    return min((gap for gap in gaps if gap >= 0), default=10_000)


def _decide(source: Source, votes: dict[tuple[date, DatePrecision], _Support]) -> Incident | None:
    """The best supported day, which the votes for its month support too; a month where no day is named."""
    totals = {
        key: support.score + _month_support(key, votes) for key, support in votes.items() if support.best >= 0
    }
    if not totals:
        return _vague(source)
    best = max(totals, key=lambda key: (totals[key], key[1] == "day", -key[0].toordinal()))
    days = [
        key
        for key in totals
        if key[1] == "day" and key[0].replace(day=1) == best[0] and votes[key].score >= 3
    ]
    if best[1] == "month" and days:
        best = max(days, key=lambda key: totals[key])
    if totals[best] < MIN_SUPPORT:
        return _vague(source)
    place = votes[best].place
    second = max((totals[key] for key in totals if not _same_day(key, best)), default=0.0)
    source.note("incident_date", best[0], *place, inferred=second > CLOSE * totals[best])
    return Incident(best[0], best[1])


def _same_day(one: tuple[date, DatePrecision], other: tuple[date, DatePrecision]) -> bool:
    """Whether one of two dates is the other, or its month."""
    months = one[0].replace(day=1) == other[0].replace(day=1)
    return one == other or (months and "day" not in (one[1], other[1])) or (months and one[1] != other[1])


def _vague(source: Source) -> Incident | None:
    """The year in which the opening says that it happened, of a report that gives no day and no month."""
    if not is_review(source):
        return None
    for sentence in source.opening[:25]:
        match = _VAGUE_YEAR.search(sentence.text)
        phrases = source.phrases(sentence)
        if match is None or not phrases.get("incident.strong") or phrases.get("outcome.rules"):
            continue
        found = FoundDate(match.start("y"), match.end("y"), date(int(match["y"]), 1, 1), "year")
        if _near(sentence.text, found, phrases, strong_only=True) > 0:
            at = sentence.char_start
            start, end = at + match.start(), at + match.end()
            source.note("incident_date", found.value, start, end, inferred=True)
            return Incident(found.value, "year")
    return None


def _month_support(
    key: tuple[date, DatePrecision], votes: dict[tuple[date, DatePrecision], _Support]
) -> float:
    month = votes.get((key[0].replace(day=1), "month")) if key[1] == "day" else None
    return month.score if month else 0.0


@lru_cache(maxsize=1)
def _periods() -> tuple[Period, ...]:
    return read_periods(configs_folder() / "periods.toml")


def period_of(incident: Incident | None) -> str | None:
    """The period that holds all the days the incident may have been on; None without one."""
    if incident is None:
        return None
    first = incident.day
    if incident.precision == "day":
        last = first
    elif incident.precision == "month":
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    else:
        last = first.replace(month=12, day=31)
    return period_holding(first, last, _periods())
