"""The age at the incident by an age on an earlier occasion and the time that passed from it.

"She was two years and a month old when the tenancy began ... Five months after it had begun she was found"
gives the age without a date: the occasion that the span counts from is the one of which an age is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from pipeline.any_case import AnyCase
from pipeline.case.age.birthdays import QUANTITY, years_of
from pipeline.case.age.owner import Scope
from pipeline.case.age.reckoned import MEANT, MONTHS, Clue, breadth
from pipeline.case.age.said import CHILD_YEARS, Said
from pipeline.case.source import Source
from pipeline.case.timeline.occasions import stems
from pipeline.case.timeline.timeline import find_moments
from pipeline.records import Sentence

# Sentences before an age, and after it, in which its occasion may be told.
BEFORE, AFTER = 2, 1
# Sentences within which "seven months later" follows an age.
NEXT = 2
# How much a clue counts beside those by dates.
WEIGHT = 1.5
_SIGN = AnyCase(r"\b(?:after|since|later|from)\b")
_HEDGE = r"(?:(?:just|only|almost|nearly|exactly|some|about|barely|precisely)\s+)*"
_LENGTH = rf"{_HEDGE}(?P<age>{QUANTITY})(?:\s+to\s+the\s+(?:very\s+)?(?:day|week|month))?"
_SINCE = (
    re.compile(rf"\b{_LENGTH}\s+(?:after|on\s+from|from)\s+(?P<of>[^.;:()]{{3,90}})", re.I),
    # "A year and a month had passed since the case was shut."
    re.compile(
        rf"\b{_LENGTH}\s+(?:had|have|has|were\s+to)?\s*(?:gone\s+by|passed|elapsed|pass|gone)\s+(?:since|from|after)\s+"
        r"(?P<of>[^.;:()]{3,90})",
        re.I,
    ),
    re.compile(rf"\bit\s+(?:was|is|had\s+been)\s+{_LENGTH}\s+since\s+(?P<of>[^.;:()]{{3,90}})", re.I),
)
_LATER = re.compile(rf"\b{_LENGTH}\s+(?:later|afterwards?|after\s+that|on)\b(?=\s*[,.;]|\s+\w)", re.I)
# What an occasion is called without saying which.
_EMPTY = frozenset("first secon third last when time child that were been came went".split())
_OF_EVENT = re.compile(
    r"\b(?:fire|death|died|killing|killed|murder\w*|incident|attack|assault|crash|stabbing|shooting|drowning|overdose|"
    r"collapse\w*|injur\w+|accident)\b",
    re.I,
)
# "Three years after the move her grandfather died."
_KIN_DIED = re.compile(
    r"\b(?:(?:step)?(?:mother|father)|(?:great-?)?grand(?:mother|father|parent)|mum|dad|uncle|aunt|cousin|friend|neighbour)"
    r"\s+(?:had\s+|was\s+|also\s+|\w+ly\s+)*(?:died|dead|killed|passed\s+away|collapsed)\b",
    re.I,
)
# A birthday that is told as the day of something else: "turned six on the day that ...".
_ON_OCCASION = re.compile(
    r"(?:\s+years?\s+old)?,?\s+(?:on|in)?\s*(?:the|that)\s+(?:very\s+|same\s+)?(?:day|week|morning|evening)\b",
    re.I,
)
_EXACT = re.compile(r"\bturn(?:ed|ing)\s+$|birthday\b[^.;]{0,20}$", re.I)


def clues_by_time_passed(source: Source, scope: Scope, said: Sequence[Said]) -> Iterator[Clue]:
    """The spans of years within which the child's age was, by each age of another time and what passed."""
    earlier = [
        one
        for one in said
        if one.sentence
        and one.weight >= MEANT
        and (one.when not in ("now", "event", "opening") or _on_birthday(source, one))
    ]
    if not earlier:
        return
    days = _on_its_day(source, scope)
    places = {one.sentence_no: at for at, one in enumerate(source.prose)}
    for at, sentence in enumerate(source.prose):
        if not _SIGN.search(sentence.text) or not (spans := list(_passed(sentence.text))):
            continue
        if not _tells_event(source, days, sentence):
            continue
        for years, of in spans:
            # "Seven months later the placement ended": what the next sentence tells is not of that day.
            if not of and not _is_event(source, days, sentence):
                continue
            # "Five weeks after the fire she would have been two": counted from the event, not to it.
            if _OF_EVENT.search(" ".join(of.split()[:5])):
                continue
            one = _told_of(source, earlier, places, at, of)
            if one is None or one.years + years >= CHILD_YEARS + MONTHS:
                continue
            # On a birthday, as when one turns six, it is hardly off at all.
            low, high = breadth(one.years, one.worked_out or _on_birthday(source, one))
            total = one.years + years
            yield Clue(round(total - low, 2), round(total + high, 2), one.start, one.end, WEIGHT * one.weight)


def _tells_event(source: Source, days: Set[int], sentence: Sentence) -> bool:
    """Whether a sentence, or one beside it, tells what happened to the child."""
    if _is_event(source, days, sentence):
        return True
    before, after = (
        one if one is not None and one.section_no == sentence.section_no else None
        for one in (source.previous(sentence), source.following(sentence))
    )
    if before is not None and (_strong(source, before) or before.sentence_no in days):
        return True
    return after is not None and _strong(source, after)


def _is_event(source: Source, days: Set[int], sentence: Sentence) -> bool:
    """Whether a sentence itself tells what happened to the child, or is of that day (one of ``days``)."""
    return (
        bool(source.phrases(sentence).get("incident.event"))
        or _strong(source, sentence)
        or sentence.sentence_no in days
    )


def _strong(source: Source, sentence: Sentence) -> bool:
    """Whether a sentence tells of a death or of grave harm, and not of that of a relative."""
    phrases = source.phrases(sentence)
    if _KIN_DIED.search(sentence.text):
        return False
    return bool(phrases.get("incident.strong") or phrases.get("outcome.death"))


def _on_its_day(source: Source, scope: Scope) -> set[int]:
    """The numbers of the sentences that tell the very day of the incident."""
    incident = scope.incident
    if incident is None or incident.precision != "day":
        return set()
    return {
        one.sentence.sentence_no
        for one in find_moments(source, None)
        if one.precision == "day" and one.value == incident.day
    }


def _passed(text: str) -> Iterator[tuple[float, str]]:
    """Each length of time in years with the occasion that it counts from; "" for what was told last."""
    for pattern in _SINCE:
        for match in pattern.finditer(text):
            if years := years_of(match["age"]):
                yield years, match["of"]
    for match in _LATER.finditer(text):
        if years := years_of(match["age"]):
            yield years, ""


def _told_of(
    source: Source, earlier: Sequence[Said], places: dict[int, int], at: int, of: str
) -> Said | None:
    """The age that is told of an occasion: by the words that the occasion shares with the age's sentences."""
    best: tuple[int, int] | None = None
    found = None
    wanted = {one for one in stems(" ".join(of.split()[:10])) if one not in _EMPTY}
    for one in earlier:
        assert one.sentence is not None
        told = places.get(one.sentence.sentence_no, at)
        if told >= at:
            continue
        if not of:
            if at - told <= NEXT and source.prose[at].section_no == one.sentence.section_no:
                return one
            continue
        common = _common(source, wanted, told, at)
        if common and (best is None or (common, told) >= best):
            best, found = (common, told), one
    # "Turned six on the day of the fall": so it is called otherwise later.
    section = source.prose[at].section_no
    days = [one for one in earlier if one.sentence and one.sentence.section_no == section]
    lone = days[0] if of and len(days) == 1 and _on_birthday(source, days[0]) else None
    return found or (lone if lone and _ON_OCCASION.match(source.text, lone.end) else None)


def _common(source: Source, wanted: set[str], told: int, at: int) -> int:
    """How many words of an occasion stand in the sentence of an age, or (counting less) beside it."""
    section = source.prose[told].section_no
    own = stems(source.prose[told].text)
    beside: set[str] = set()
    for place in range(max(0, told - BEFORE), min(told + AFTER + 1, at)):
        if place != told and source.prose[place].section_no == section:
            beside |= stems(source.prose[place].text)
    return sum(2 if _in(word, own) else 1 if _in(word, beside) else 0 for word in wanted)


def _in(word: str, words: set[str] | frozenset[str]) -> bool:
    return any(word.startswith(other) or other.startswith(word) for other in words)


def _on_birthday(source: Source, one: Said) -> bool:
    return bool(_EXACT.search(source.text[max(0, one.start - 40) : one.start]))
