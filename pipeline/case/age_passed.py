"""The age at the incident by an age on an earlier occasion and the time that passed from it.

"He was one year and two months old when he was first admitted ... Seven months after the first admission he
died" gives the age without a date: the occasion that the span counts from is the one of which an age is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.any_case import AnyCase
from pipeline.case.age_owner import Scope
from pipeline.case.age_reckoned import Clue
from pipeline.case.age_said import CHILD_YEARS, Said
from pipeline.case.birthdays import QUANTITY, years_of
from pipeline.case.occasions import stems
from pipeline.case.source import Source
from pipeline.case.timeline import find_moments
from pipeline.records import Sentence

# Weight from which a statement is the child's, whatever its time.
MEANT = 0.14
# Half the breadth of an age told in months, and of one in weeks or on a birthday.
MONTHS, DAYS = 0.06, 0.03
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
    # "Two years and five months had gone by since the plan was closed."
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
# A birthday that is told as the day of something else: "turned four on the day that ...".
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
    places = {one.sentence_no: at for at, one in enumerate(source.prose)}
    for at, sentence in enumerate(source.prose):
        if not _SIGN.search(sentence.text) or not (spans := list(_passed(sentence.text))):
            continue
        if not _tells_event(source, scope, sentence):
            continue
        for years, of in spans:
            # "Seven months later the placement ended": what the next sentence tells is not of that day.
            if not of and not _is_event(source, scope, sentence):
                continue
            # "Five weeks after the fire she would have been two": counted from the event, not to it.
            if _OF_EVENT.search(" ".join(of.split()[:5])):
                continue
            one = _told_of(source, earlier, places, at, of)
            if one is None or one.years + years >= CHILD_YEARS + MONTHS:
                continue
            low, high = _breadth(source, one)
            total = one.years + years
            yield Clue(round(total - low, 2), round(total + high, 2), one.start, one.end, WEIGHT * one.weight)


def _tells_event(source: Source, scope: Scope, sentence: Sentence) -> bool:
    """Whether a sentence, or one beside it, tells what happened to the child."""
    beside = (sentence, source.previous(sentence), source.following(sentence))
    if source.phrases(sentence).get("incident.event"):
        return True
    return any(
        one is not None
        and one.section_no == sentence.section_no
        and (
            _strong(source, one)
            or (one is not source.following(sentence) and _on_its_day(source, scope, one))
        )
        for one in beside
    )


def _is_event(source: Source, scope: Scope, sentence: Sentence) -> bool:
    """Whether a sentence itself tells what happened to the child, or is of that day."""
    return (
        bool(source.phrases(sentence).get("incident.event"))
        or _strong(source, sentence)
        or _on_its_day(source, scope, sentence)
    )


def _strong(source: Source, sentence: Sentence) -> bool:
    """Whether a sentence tells of a death or of grave harm, and not of that of a relative."""
    phrases = source.phrases(sentence)
    if _KIN_DIED.search(sentence.text):
        return False
    return bool(phrases.get("incident.strong") or phrases.get("outcome.death"))


def _on_its_day(source: Source, scope: Scope, sentence: Sentence) -> bool:
    incident = scope.incident
    return (
        incident is not None
        and incident.precision == "day"
        and any(
            one.precision == "day"
            and one.value == incident.day
            and one.sentence.sentence_no == sentence.sentence_no
            for one in find_moments(source, None)
        )
    )


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
    # "Turned four on the day that he was told of his illness": so it is called otherwise later.
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


def _breadth(source: Source, one: Said) -> tuple[float, float]:
    """How far an age may be off below and above; on a birthday, as when one turns four, hardly at all."""
    if one.worked_out or _on_birthday(source, one):
        return DAYS, DAYS
    if one.years == int(one.years) and one.years >= 1:
        return 0.0, 1.0
    return MONTHS, MONTHS


def _on_birthday(source: Source, one: Said) -> bool:
    return bool(_EXACT.search(source.text[max(0, one.start - 40) : one.start]))
