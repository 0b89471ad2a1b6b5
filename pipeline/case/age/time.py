"""Of which time an age is told: of the event, of the opening of the report, of another day, of now."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal

from pipeline.case.age.as_at import ages_as_at
from pipeline.case.age.owner import ACCOUNT, EARLIER, Place
from pipeline.case.age.words import AgeWords
from pipeline.case.incident.find import Incident
from pipeline.case.people.whose import Person, persons
from pipeline.case.source import Source
from pipeline.case.timeline.timeline import find_moments
from pipeline.dates import FoundDate, find_dates
from pipeline.number_words import NUMBER_WORD
from pipeline.records import Sentence

When = Literal["event", "near", "opening", "hinted", "told", "other", "now"]

# Where a story is told.
STORY = frozenset((*ACCOUNT, "circumstances", "summary", "analysis", "other"))
DATED_STORY = STORY | {"findings"}
# Another day than the incident's is more than this many days away.
SAME_TIME_DAYS = 45
# A sentence without a date is of the day last named in as many sentences before it.
CARRIED = 3
# The night after is the day of the incident still, or the morning before it.
SAME_DAY_DAYS = 1
# Days of one sentence that are looked at.
MOST_DAYS = 8
# Characters between an age and the words of the event, or of the death itself.
NEAR_EVENT, NEAR_DEATH = 110, 60
LINE_WORDS = 12
_NOW = re.compile(
    r"\b(?:now|today|currently|presently|at\s+present|at\s+the\s+time\s+of\s+(?:writing|this\s+report)|is|are|"
    r"has\s+(?:just\s+)?turned|will\s+be|would\s+(?:by\s+)?now\s+be|would\s+be)"
    r"(?:\s+(?:aged|nearly|almost|just|only|over|about|still))*\s*,?\s*$",
    re.I,
)
_NOW_AFTER = re.compile(
    r"^(?:[\s-]+old)?,?\s+(?:now|today|at\s+the\s+time\s+of\s+writing|at\s+publication|at\s+(?:our|the)\s+(?:meeting|interview)|"
    r"when\s+(?:(?:we|I|the\s+(?:reviewer|author)s?)\s+(?:first\s+|last\s+)?(?:met|saw|spoke|talked|interviewed|visited|wrote)|"
    r"(?:he|she|they)\s+(?:met|spoke\s+(?:to|with)|talked\s+to|saw)\s+(?:me|us|the\s+(?:reviewer|author))))\b",
    re.I,
)
# In a report that tells its story in the present tense "is six" and "now six" are of the moment that is told.
_TODAY = re.compile(
    r"\b(?:today|currently|presently|at\s+present|at\s+the\s+time\s+of\s+(?:writing|this\s+report)|will\s+be|"
    r"would\s+(?:by\s+)?now\s+be|would\s+be)(?:\s+(?:aged|nearly|almost|just|only|over|about|still))*\s*,?\s*$",
    re.I,
)
# What follows a death, though not a word of it: "His weight at post-mortem", "she was buried".
_AFTERWARDS = re.compile(
    r"\b(?:post-?\s?mortem|autopsy|mortuary|pronounced|resuscitat\w+|funeral|buried|inquest|"
    r"life\s+(?:was\s+)?extinct)\b",
    re.I,
)
_PRESENT = re.compile(
    r"\b(?:is|are|has|does|goes|comes|says|asks|sees|takes|makes|tells|finds|rings|writes|gives|begins|leaves|tries|"
    r"meets|moves|visits|calls|refers|closes|wakes|dies)\b"
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|went|came|said|asked|saw|took|made|told|found|rang|wrote|gave|began|left|tried|met|moved|"
    r"visited|called|referred|closed|woke|died)\b"
)
_MOMENT = re.compile(r"\bthen\s+(?:\w+\s+){0,2}$|\bat\s+that\s+(?:time|point)\s+$", re.I)
_DEATH = re.compile(r"\b(?:died|dead|death|lifeless|passed\s+away|own\s+life|suicide|collapsed)\b", re.I)
_THEN = re.compile(
    r"\bat\s+(?:(?:the|that)\s+(?:time|date|point)|h(?:is|er)\s+death)\b|"
    r"\bon\s+(?:the|that)\s+(?:day|night|morning|evening|afternoon)\b|"
    r"\bwhen\s+[^,;.]{1,40}\b(?:died|killed|injured|harmed|hurt|attacked|assaulted|found|happened|disclosed)\b|"
    r"\bwhen\s+(?:it|this|(?:the|this|that)\s+(?:\w+\s+)?(?:abuse|assaults?|neglect|cruelty|violence|attack|incident))\s+"
    r"(?:is|was|were|had)?\s*(?:stop\w*|end\w*|came\s+to\s+an\s+end|came\s+to\s+light|comes\s+to\s+light|discovered|uncovered|"
    r"reported|disclosed|happen\w*|took\s+place|takes\s+place|occur\w*)\b",
    re.I,
)


_HAPPENED = (
    r"(?:when\s+(?:(?:it|this|that|the\s+(?:incident|events?|attack|abuse|assaults?|fire|crash|accident|injur\w+))\s+"
    r"(?:all\s+)?(?:happened|occurred|took\s+place|came\s+to\s+light|was\s+discovered|were\s+discovered|ended|stopped)|"
    r"(?:he|she|they)\s+(?:died|(?:was|were)\s+(?:killed|murdered|stabbed|injured|attacked|found\s+(?:dead|hanged|hanging)))))|"
    r"at\s+the\s+time\s+of\s+(?:(?:the|this|that|these|his|her|their)\s+)?(?:own\s+)?(?:death|incident|injur\w+|events?|attack|assault|"
    r"fire|crash|accident|collapse|overdose|disclosure|arrest)|(?:on|at)\s+(?:the\s+day\s+of\s+)?(?:his|her|their)\s+death"
)
_OF_EVENT = re.compile(
    rf"[\s-]*(?:(?:years?|months?|weeks?|days?)[\s-]+)?(?:old\b|of\s+age\b)?,?\s*(?:{_HAPPENED})\b", re.I
)
_OF_EVENT_BEFORE = re.compile(
    rf"\b(?:{_HAPPENED})\b,?\s+(?:(?:he|she|they|[A-Z]\w*)\s+)?(?:(?:was|were)\s+)?(?:\w+\s+){{0,2}}$", re.I
)
_WHEN_DIED = re.compile(
    r"[\s-]*(?:(?:years?|months?|weeks?|days?)[\s-]+)?(?:old\b|of\s+age\b)?,?\s*when\s+(?P<who>[^,;.]{1,40}?)\s+"
    r"(?:had\s+)?(?:died|passed\s+away|was\s+(?:killed|murdered|found\s+dead))\b",
    re.I,
)
_KIN = re.compile(
    r"\b(?:father|mother|dad|mum|mam|parents?|grand\w+|nan|gran|uncle|aunt|brother|sister|cousin|friend)\b"
)
_NAME = re.compile(r"[A-Z]\w*$")
_FINITE_PAST = re.compile(
    rf"(?:[\s-]*(?:years?|months?|weeks?|days?))?(?:[\s-]+old)?(?:\s+and\s+[^,;.]{{1,40}})?,\s+(?:(?:was|were)(?!\s+(?:then\s+|only\s+|just\s+)?(?:aged\b|\d|{NUMBER_WORD}\b))|had|did|could|came|went|told|said|"
    r"lay|weighed|ran|\w{3,}ed)\b",
    re.I,
)
# "Between the ages of four and nine" is of years gone by.
_BETWEEN = re.compile(
    r"\b(?:between|from|throughout)\s+(?:the\s+)?ages?\s+(?:of\s+)?(?:[\w½-]+\s+(?:and|to)\s+)?$", re.I
)
_NARRATED = re.compile(r"\bnow\s+(?:\w+\s+){0,2}$", re.I)
# Characters beside an age in which that is said.
BESIDE = 70


def when_is(place: Place, age: AgeWords, day: FoundDate | None) -> When:
    """Of which time an age is told; ``day`` is another day than the incident's that the sentence is about."""
    before = place.text[: age.start]
    frame = ages_as_at(place.source, place.sentence.section_no)
    if frame.event:
        return "event"
    # A line of a list is of the day that the list names; the family's row says which age that makes.
    elsewhere = frame.day is not None and not _same_time(frame.day, place.scope.incident)
    listed = (frame.now or elsewhere) and _is_line(place.sentence)
    told_now = _TODAY if place.scope.present and place.kind in STORY else _NOW
    now = not _told_in_past(place, age) and told_now.search(before[-45:])
    # "On 3 March Q, now nine, did not come home": of the moment that is told.
    if now and _NARRATED.search(before[-20:]) and _of_incident(place):
        now = None
    if (listed and age.tie != "life") or now or _NOW_AFTER.match(place.text[age.end :]):
        return "now"
    if _anothers_death(place, age) or _BETWEEN.search(before[-40:]):
        return "other"
    # "She did not live to be nine", whatever else the sentence dates.
    if (age.tie == "life" and age.of_event and age.worked_out) or _says_event(place, age):
        return "event"
    events = childs_events(place.source.phrases(place.sentence), place.text, place.found)
    if day and _dated_death_is_anothers(place, events):
        return "other"
    strong = _distance(age, events) <= NEAR_EVENT
    dead = _distance(age, [span for span in events if _DEATH.search(place.text[span[0] : span[1]])])
    if (strong and _then(place, age)) or dead <= NEAR_DEATH:
        return "event"
    earlier = age.tie != "life" and EARLIER.search(before[-60:])
    # A birthday that was near speaks of the day that matters, unless its own sentence has another.
    if day and age.of_event and not find_dates(place.text):
        day = None
    if day or (earlier and not (strong and place.opening)):
        return "other"
    on_day = age.tie != "point" and not earlier and _on_the_day(place)
    if strong or (age.of_event and age.tie != "point") or on_day:
        return "event"
    return _without_event(place, age)


def _told_in_past(place: Place, age: AgeWords) -> bool:
    """Whether "now" is a moment of the story: "The twins, now nineteen weeks old, were emaciated"."""
    rest = place.text[age.end :]
    return (
        bool(_NARRATED.search(place.text[: age.start][-20:]))
        and not _is_line(place.sentence)
        and bool(_FINITE_PAST.match(rest))
    )


def _anothers_death(place: Place, age: AgeWords) -> bool:
    """Whether an age is that at somebody else's death: "Q was five when her father died"."""
    match = _WHEN_DIED.match(place.text, age.end)
    if match is None:
        return False
    who, own = match["who"], place.scope.people.own
    # "Q's father" is not Q.
    return bool(_KIN.search(who)) or (bool(_NAME.match(who)) and not own.search(who))


def _of_incident(place: Place) -> bool:
    """Whether the sentence itself names the incident's day."""
    return any(
        _same_time(day, place.scope.incident) for day in find_dates(place.text) if day.precision != "year"
    )


def _says_event(place: Place, age: AgeWords) -> bool:
    """Whether the words right beside an age say that it is of the event: "14 when it happened"."""
    after = place.text[age.end : age.end + BESIDE]
    return bool(
        _OF_EVENT.match(after) or _OF_EVENT_BEFORE.search(place.text[max(0, age.start - BESIDE) : age.start])
    )


def _dated_death_is_anothers(place: Place, events: Sequence[tuple[int, int]]) -> bool:
    """Whether a death that the sentence itself dates elsewhere is that of a mere "he" or "she"."""
    if not find_dates(place.text):
        return False
    for span in events:
        before = [one for one in place.found if one.end <= span[0]]
        if before and before[-1].kind == "pronoun" and _DEATH.search(place.text[span[0] : span[1]]):
            return True
    return False


def in_present_tense(source: Source) -> bool:
    """Whether the report tells its story in the present tense."""
    story = [one.text for one in source.prose if source.section_type(one) in ACCOUNT]
    texts = story or [one.text for one in source.prose]
    present = sum(len(_PRESENT.findall(text)) for text in texts)
    return present > sum(len(_PAST.findall(text)) for text in texts)


def _without_event(place: Place, age: AgeWords) -> When:
    """The time of an age whose sentence has no words of a death or an attack."""
    weak = _distance(age, place.source.phrases(place.sentence).get("incident.event", ())) <= NEAR_EVENT
    if age.tie == "point" and not age.of_event:
        return "near" if weak and place.opening else "hinted" if weak else "other"
    beside = _beside_event(place)
    if weak and (beside or place.opening):
        return "event"
    untold = place.scope.incident is None and not place.own_part
    day = own_day(place.source, place.sentence, None) if untold else None
    undated = day is None or day.precision == "year"
    if age.tie == "near" and _AFTERWARDS.search(place.text):
        return "event" if beside else "near"
    if undated and _then(place, age):
        return "event"
    if place.opening:
        return "opening"
    if not undated:
        # Dated, and nothing says whether by the day that matters.
        return "told"
    # "Q, who was then seven": of the moment that is told.
    return "near" if weak or beside or _MOMENT.search(place.text[: age.start]) else "told"


def _then(place: Place, age: AgeWords) -> bool:
    """Whether the words before an age, or after it up to the next one, say that it is of that day."""
    following = min((one.start for one in place.ages if one.start > age.end), default=len(place.text))
    return bool(_THEN.search(place.text[:following]))


def _is_line(sentence: Sentence) -> bool:
    """Whether a sentence is a line of a list rather than a statement of its own."""
    return sentence.kind == "list_item" or len(sentence.text.split()) <= LINE_WORDS


def _distance(age: AgeWords, spans: Sequence[tuple[int, int]]) -> int:
    return min((max(age.start - end, start - age.end, 0) for start, end in spans), default=10_000)


def childs_events(
    phrases: dict[str, list[tuple[int, int]]], text: str, found: Sequence[Person]
) -> list[tuple[int, int]]:
    """Words of a death or an attack, less those of a death that is another's ("his father died")."""
    spans = [*phrases.get("incident.strong", ()), *phrases.get("outcome.death", ())]
    return [span for span in spans if not _anothers(text, span, found)]


def _anothers(text: str, span: tuple[int, int], found: Sequence[Person]) -> bool:
    if not _DEATH.search(text[span[0] : span[1]]):
        return False
    after = next((one for one in found if one.start >= span[1]), None)
    if after and after.start - span[1] < 25 and re.match(r"\s+of\s+", text[span[1] :]):
        return after.kind == "other"
    before = [one for one in found if one.end <= span[0] and not one.by_way]
    return bool(before) and before[-1].kind == "other"


def _beside_event(place: Place) -> bool:
    """Whether the sentence before or after tells what happened to the child."""
    source = place.source
    return any(
        one is not None
        and bool(childs_events(source.phrases(one), one.text, persons(one.text, place.scope.people)))
        for one in (source.previous(place.sentence), source.following(place.sentence))
    )


def another_day(place: Place) -> FoundDate | None:
    """The day that a sentence is about where that is not the incident's; None where it is, or may be."""
    # Where each child has a part of its own, the case's day is not that of each.
    if place.scope.incident is None or place.own_part:
        return None
    day = own_day(place.source, place.sentence, place.scope.incident)
    if day is None and _BACK.search(place.text):
        day = story_day(place.source, place.sentence, place.scope.incident)
    return None if day is None or _same_time(day, place.scope.incident) else day


# Words that tie a sentence to the day that was told before it.
_BACK = re.compile(
    r"\bthen\b|\bat\s+(?:the|that)\s+(?:time|point|date|stage)\b|\b(?:that|the\s+same)\s+(?:very\s+)?(?:day|week|month|year)\b",
    re.I,
)


def story_day(source: Source, sentence: Sentence, incident: Incident) -> FoundDate | None:
    """The day or month that the story has come to at a sentence: days without a year and reckoned ones too.

    Of several days of one sentence the incident's; without any, the year of the part's heading.
    """
    moments = find_moments(source, None)
    one: Sentence | None = sentence
    for _ in range(CARRIED + 1):
        if one is None or source.section_type(one) not in DATED_STORY:
            break
        at = bisect_left(moments, one.sentence_no, key=lambda each: each.sentence.sentence_no)
        own = [
            FoundDate(each.start, each.end, each.value, each.precision)
            for each in moments[at : at + MOST_DAYS]
            if each.sentence.sentence_no == one.sentence_no and each.precision != "year"
        ]
        if own:
            same = [day for day in own if _same_time(day, incident)]
            day = same[0] if same else own[0] if one is sentence else own[-1]
            # What a story tells after an inquest or a trial is not of that day.
            return day if one is sentence or day.value <= incident.day else None
        one = source.previous(one)
    if not source.sections or source.section_type(sentence) not in DATED_STORY:
        return None
    heading = find_dates(source.sections[sentence.section_no].heading)
    return heading[0] if len(heading) == 1 else None


def _on_the_day(place: Place) -> bool:
    """Whether the story has come to the very day of the incident."""
    incident = place.scope.incident
    if incident is None or incident.precision != "day" or place.own_part:
        return False
    day = story_day(place.source, place.sentence, incident)
    return (
        day is not None and day.precision == "day" and abs((day.value - incident.day).days) <= SAME_DAY_DAYS
    )


def own_day(source: Source, sentence: Sentence, incident: Incident | None) -> FoundDate | None:
    """The day of a sentence, of several the incident's, or in an account that of the sentences before it."""
    one: Sentence | None = sentence
    for _ in range(CARRIED + 1):
        if one is None:
            return None
        if days := find_dates(one.text):
            same = [day for day in days if _same_time(day, incident)]
            return same[0] if same else days[0] if one is sentence else days[-1]
        if source.section_type(one) not in ACCOUNT:
            return None
        one = source.previous(one)
    return None


def _same_time(found: FoundDate, incident: Incident | None) -> bool:
    if incident is None:
        return False
    if "year" in (found.precision, incident.precision):
        return found.value.year == incident.day.year
    return abs((found.value - incident.day).days) <= SAME_TIME_DAYS
