"""What speaks for a date being the day of the incident, and what against: signs between 0 and 1.

A date is told by the sentences that name it (``Mention``): what stands nearest to it, of whom, in which
section, and what the sentences after it tell. What the dates say of each other: ``dates``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from pipeline.case.incident.clause import (
    is_bound,
    is_finding,
    is_heard,
    is_named,
    is_planned,
    is_reported,
    is_rough,
    is_verdict,
    looks_back,
    of_anchor,
)
from pipeline.case.incident.form import COVER_LABEL, form_signs
from pipeline.case.incident.place import after_signs, dated_sections, opening_signs, place_signs, tells_age
from pipeline.case.incident.whose import Persons, child_sex
from pipeline.case.people.people import People
from pipeline.case.source import NOT_TOLD, Source
from pipeline.case.timeline.timeline import Moment
from pipeline.dates import FoundDate, find_dates, last_day
from pipeline.day_words import WEEKDAY
from pipeline.records import DatePrecision, Sentence

Key = tuple[date, DatePrecision]
Signs = dict[str, float]

NEAR, FAR = 80, 160  # characters between a date and the words that say what it is the date of
_ELSEWHERE = 1000  # characters: what happened is told of the day that is counted from such a date
_HAPPENED = ("death", "harm", "emergency", "found", "told", "event", "removed")
_SKIPPED = NOT_TOLD - {"terms_of_reference"}
_OF_ITS_OWN = frozenset(("process", "decision", "court", "routine", "nothing", "birth"))
_OF_SERVICES = ("process", "decision", "court", "routine", "birth")
_SPOILS = ("process", "court", "birth", "back", "decision", "death_of_other")
_NO_OPENING = ("process", "court", "decision", "birth", "death_of_other")
_EVENT_SIGNS = ("plain", "direct", "death", "harm", "emergency")
_POINTS_BACK = re.compile(
    r"(?:This|That|It|All (?:of )?th(?:is|at)|The (?:date|day|year|month|time))\b[\w’' ]{0,40}?"
    r"\b(?:was|is|happened|took place|occurred|came|fell|gives?|given)\b",
)
_ABOUT = re.compile(
    r"\b(?:trial|inquest|inquir\w+|enquir\w+|convict\w+|charge[sd]?|guilty|sentenced|reviews?|"
    r"acquitted|verdict|"
    r"investigat\w+|hearing|prosecut\w+|bail|tried|admitt(?:ed|ing))\b[^.;,]{0,30}\b(?:of|for|into|"
    r"to|with|about|on|over)\b"
    r"[^.;,]{0,20}$",
    re.I,
)
# What somebody wishes, fears or threatens has not happened: "better off dead", "wished him dead".
_ONLY_SAID = re.compile(
    r"\b(?:better off|wish\w* (?:(?:\w+ ){1,3}(?:was|were) )?(?:(?:him|her|them)(?:sel(?:f|ves))? )?|"
    r"as good as|threat\w* (?:to |of |that )(?:\w+ ){0,3}|"
    r"wanted to |want(?:s|ing)? to |feared (?:that )?(?:\w+ ){1,4}|"
    r"afraid (?:that |of )?(?:\w+ ){0,4}|rather (?:be |see (?:him|her|them) )?)$",
    re.I,
)
_TIME_OF = re.compile(
    r"\b(?:at|by|up to|until|till|before|since)\s+(?:the\s+)?(?:time|date|moment|point|"
    r"day)\s+of\s+(?:[\w’']+\s+){0,3}$",
    re.I,
)
# What was resolved or concluded on a day had happened before.
_RULED = re.compile(
    r"\b(?:resolved|decided|determined|concluded|ruled|recommended|directed|accepted)\s+(?:(?:by|at)\s[^.;,]{1,40}\s)?"
    r"(?:(?:on|in|of)\s+)(?:\w+day,?\s+)?(?:the\s+)?$",
    re.I,
)
# What a board rules on, behind the day on which it did.
_MATTER = re.compile(r"\b(?:that|whether|reviews?|inquir(?:y|ies)|enquir(?:y|ies))\b", re.I)
_ITS_DATE = re.compile(r"\W{0,3}(?:(?:on|in|of)\s|\d)")
# "Born on 4 May", "b. 4 May"; but the label of "Child B. 4 May 2012" is no word for it.
BORN = re.compile(
    r"\b(?:born\b|(?-i:b\.)|dob\b|d\.o\.b\b\.?|date of birth\b)\W{0,3}(?:(?:on|in)\s+)?"
    r"(?:\w+day,?\s+)?(?:the\s+)?$",
    re.I,
)
_BETWEEN = re.compile(
    r"\.\s|[;|]|\b(?:held|led|opened|which|that|into|review\w*|board|panel|inquest|coroner\w*|had|"
    r"inquiry|court|trial|convict\w+|report|"
    r"decid\w+|because|since|after|before|following|until|conference|meeting|referr\w+|charged|arrest\w*)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A moment and the signs of its sentence."""

    moment: Moment
    signs: Mapping[str, float]

    @property
    def key(self) -> Key:
        """The date and its precision."""
        return self.moment.value, self.moment.precision


@dataclass(frozen=True)
class Wordings:
    """The expressions of ``[when]``, one a list, for text in small letters."""

    lists: Mapping[str, re.Pattern[str]]

    def of(self, text: str, names: Iterable[str] | None = None) -> dict[str, list[tuple[int, int]]]:
        """The spans of each list (of ``names``, where given) in a sentence."""
        lower = text.lower()
        wanted = self.lists if names is None else names
        return {name: [match.span() for match in self.lists[name].finditer(lower)] for name in wanted}


@lru_cache(maxsize=4)
def _wordings(lists: tuple[tuple[str, tuple[str, ...]], ...]) -> Wordings:
    # Small letters on both sides: much faster than an expression that does not mind the case.
    return Wordings({name: re.compile(rf"\b(?:{'|'.join(words).lower()})\b") for name, words in lists})


def wordings(source: Source) -> Wordings:
    """The compiled lists of ``[when]``."""
    return _wordings(tuple((name, tuple(words)) for name, words in source.wording.raw["when"].items()))


def find_mentions(source: Source, moments: Sequence[Moment], people: People) -> list[Mention]:
    """The moments that may be the incident's, with their signs; those of recommendations are left out."""
    lists, persons = wordings(source), Persons(people, child_sex(source, people))
    of_sentence: dict[int, list[Moment]] = defaultdict(list)
    for moment in moments:
        of_sentence[moment.sentence.sentence_no].append(moment)
    dated = dated_sections(moments)
    prose_rank = {one.sentence_no: rank for rank, one in enumerate(source.prose)}
    mentions: list[Mention] = []
    for together in of_sentence.values():
        sentence = together[0].sentence
        if source.section_type(sentence) in _SKIPPED:
            continue
        pointed = _pointed_at(source, sentence)
        spans = _own_events(sentence.text, lists.of(sentence.text))
        owned = _share(sentence, together, spans, people.first(sentence.text) == "other")
        rest = place_signs(source, sentence, lists.lists, dated)
        rest["aged"] = float(tells_age(source, sentence, persons))
        place = rest | opening_signs(prose_rank.get(sentence.sentence_no, 999))
        for moment, own in zip(together, owned, strict=True):
            signs = _told(moment, own, persons, source.previous(sentence), len(together) > 1)
            if pointed:
                # What happened stands in the sentence before; the date's own only says when.
                end = len(pointed.text)
                there = replace(moment, sentence=pointed, start=end, end=end)
                signs = _told(there, _whole(lists.of(pointed.text)), persons, None)
            signs |= after_signs(source, moment, of_sentence, lists.lists, persons)
            signs |= form_signs(moment, together) | _clause_signs(moment, spans)
            mentions.append(Mention(moment, _settled(moment, signs, rest, place)))
    return mentions


def _settled(moment: Moment, signs: Signs, rest: Signs, place: Signs) -> Signs:
    """The signs that count for a date of its kind; ``place``: where it stands, ``rest``: less the opening."""
    if signs.get("planned"):
        # "Due to turn two in the coming month": what the sentence tells happened on another day.
        signs = {name: value for name, value in signs.items() if not name.startswith((*_EVENT_SIGNS, "ages"))}
    elif any(signs.get(name) for name in ("period_ends", "ages", "labelled", "named", "placed")):
        # Said of the review, but of the day to which it looks back.
        signs = {name: value for name, value in signs.items() if name not in _OF_ITS_OWN | {"bound"}}
    elif signs.get("begins") or signs.get("bound"):
        # "From 1 May to the day of the death": what happened did not happen on the first day.
        signs = {name: value for name, value in signs.items() if not name.startswith(_EVENT_SIGNS)}
    return signs | (place if _may_open(moment, signs) else rest)


def cover_mentions(source: Source) -> list[Mention]:
    """The day that a label on the cover calls the day of the incident or of the death."""
    end = max(source.cover_span[1], source.slip_end)
    lines = [one for one in source.sentences if one.char_start < end]
    found: list[Mention] = []
    for rank, one in enumerate(lines):
        if (day := life_ends(one.text)) and not _OF_PERIOD.search(lines[rank - 1].text if rank else ""):
            moment = Moment(one, -rank, day.start, day.end, day.value, day.precision)
            found.append(Mention(moment, {"labelled": 1.0}))
        for day in find_dates(one.text):
            label = one.text[: day.start].strip() or (lines[rank - 1].text if rank else "")
            if COVER_LABEL.search(label):
                moment = Moment(one, -rank, day.start, day.end, day.value, day.precision)
                found.append(Mention(moment, {"labelled": 1.0}))
    return found


def headed_days(moments: Sequence[Moment]) -> list[Mention]:
    """The one day that stands alone as a heading; where several do, they are a chronology's."""
    alone = [
        one
        for one in moments
        if one.sentence.kind == "heading" and one.precision == "day" and _alone(one.sentence.text, one)
    ]
    return [Mention(one, {"headed": 1.0}) for one in alone] if len(alone) == 1 else []


_LIFE = re.compile(r"\W*\s?(?:[-–—]|to)\s?\W*")
_LONGEST_LIFE = 18 * 366  # days
# The line above two days that are no life: "Period under review".
_OF_PERIOD = re.compile(
    r"\b(?:period|scope|time\s?(?:frame|scale|line)s?|dates?|from|covering|covers|between)\b", re.I
)


def life_ends(line: str) -> FoundDate | None:
    """The day of the death in a line of nothing but two days ("3 May 2009 – 17 June 2014")."""
    days = [one for one in find_dates(line) if one.precision == "day"]
    if len(days) != 2 or not _LIFE.fullmatch(line[days[0].end : days[1].start]):
        return None
    if line[: days[0].start].strip(" ([") or line[days[1].end :].strip(" .)]"):
        return None
    lived = (days[1].value - days[0].value).days
    # From the first of a month to the last of one runs a period.
    cut = days[0].value.day == 1 and days[1].value == last_day(days[1].value, "month")
    return days[1] if 0 <= lived <= _LONGEST_LIFE and not cut else None


_NO_WORD = re.compile(rf"[\W\d]+|{WEEKDAY}")


def _alone(heading: str, moment: Moment) -> bool:
    rest = heading[: moment.start] + heading[moment.end :]
    return not _NO_WORD.sub("", rest)


def _share(
    sentence: Sentence,
    together: Sequence[Moment],
    spans: Mapping[str, list[tuple[int, int]]],
    told_by_other: bool,
) -> list[dict[str, tuple[int, tuple[int, int]]]]:
    """For each moment the nearest wording of each list, with its distance: a wording is of one date."""
    owned: list[dict[str, tuple[int, tuple[int, int]]]] = [{} for _ in together]
    for name, found in spans.items():
        for span in found:
            gaps = {
                place: _gap(sentence, one, span, len(together) > 1)
                + (_ELSEWHERE if one.way == "counted_from" else 0)
                for place, one in enumerate(together)
                if _may_own(one, name, span, spans, told_by_other)
            }
            if not gaps:
                continue
            best = min(gaps, key=gaps.__getitem__)
            if name not in owned[best] or gaps[best] < owned[best][name][0]:
                owned[best][name] = (gaps[best], span)
    return owned


def _may_own(
    moment: Moment,
    name: str,
    span: tuple[int, int],
    spans: Mapping[str, list[tuple[int, int]]],
    told_by_other: bool,
) -> bool:
    """Whether such a wording can be of the date at all; ``told_by_other``: another begins the sentence."""
    courts, tests = spans["court"], spans["after"]
    if name in _HAPPENED and BORN.search(moment.sentence.text[: moment.start]):
        return False  # "Child B (born 4 May 1999) was stabbed on ..."
    if name in _HAPPENED and _is_matter(moment, span):
        return False  # "resolved on 4 May that the killing called for a review"
    if name == "back":
        return looks_back(moment, span)
    if name in _OF_SERVICES:
        return not of_anchor(moment, span) and not (name == "court" and is_heard(moment, span))
    if name in ("death", "harm") and (is_verdict(moment, span, courts) or is_finding(moment, span, tests)):
        return False
    # What a child says was done to it is its disclosure, what another admits happened before.
    return name not in (("death", "harm") if told_by_other else ("death",)) or not is_reported(moment, span)


def _gap(sentence: Sentence, moment: Moment, span: tuple[int, int], several: bool) -> int:
    """Characters between; a semicolon parts the dates of a sentence, all cells of a row are near."""
    if sentence.kind == "table_row":
        return 0
    first, last = min(moment.end, span[1]), max(moment.start, span[0])
    between = sentence.text[first:last]
    return max(0, last - first) + (150 * between.count(";") if several else 0)


def _told(
    moment: Moment,
    own: Mapping[str, tuple[int, tuple[int, int]]],
    persons: Persons,
    before: Sentence | None,
    several: bool = False,
) -> Signs:
    """What the sentence says of the day, and of whom; ``before`` is the sentence before it.

    ``several``: the sentence has other dates too, so that what stands far off is rather theirs.
    """
    far = FAR if several else 3 * FAR
    signs: Signs = {name: 1.0 if gap <= NEAR else 0.5 for name, (gap, _) in own.items() if gap <= far}
    for name in ("death", "harm", "emergency"):
        if name in signs:
            signs[f"{name}_of_{persons.of(moment.sentence, own[name][1], before)}"] = signs[name]
    if any(_direct(moment, own[name][1]) for name in _HAPPENED if name in own):
        signs["direct"] = 1.0
        for name in ("process", "decision", "court"):
            signs[name] = 0.3 * signs.get(name, 0.0)
    if "death_of_other" in signs:
        signs.pop("certified", None)
    if "told" in signs and persons.of(moment.sentence, own["told"][1], before) == "other":
        del signs["told"]  # what a parent tells is no child's disclosure
    if "told" in signs and "back" in signs and own["back"][1][0] > own["told"][1][0]:
        del signs["back"]  # "told her teacher that he had been hurting her"
    looked_at = "death_of_child" in signs or ("harm_of_child" in signs and moment.way == "reckoned")
    if "direct" in signs and looked_at:
        signs.pop("back", None)  # "accepted that she had died on 3 May" looks back to that very day
    return signs | _summed(signs)


def _summed(signs: Mapping[str, float]) -> Signs:
    """Whether the sentence plainly tells of an event, or of none."""
    happened = [name for name in _HAPPENED if signs.get(name)]
    if not happened:
        return {"nothing": 1.0}
    if any(signs.get(name, 0.0) >= 0.5 for name in _SPOILS):
        return {}
    # Somebody is found on many days: that alone is half an event.
    plain = max(signs[name] * (0.5 if name == "found" else 1.0) for name in happened)
    return {"plain": plain} if "routine" in signs else {"plain": plain, "plainest": plain}


def _pointed_at(source: Source, sentence: Sentence) -> Sentence | None:
    """The sentence before, where this one says no more than when that was ("This was in 2010.")."""
    if sentence.kind == "heading" or not _POINTS_BACK.match(sentence.text):
        return None
    return source.previous(sentence) if len(sentence.text.split()) <= 14 else None


def _is_matter(moment: Moment, span: tuple[int, int]) -> bool:
    """Whether what stands at ``span`` is the matter on which a board ruled on the day."""
    text, start = moment.sentence.text, max(0, moment.start - 100)
    return bool(_MATTER.search(text[moment.end : span[0]]) and _RULED.search(text[start : moment.start]))


def _own_events(text: str, spans: dict[str, list[tuple[int, int]]]) -> dict[str, list[tuple[int, int]]]:
    """Without the events that only say what a trial, an inquest or a review was about."""
    for name in ("death", "harm", "event"):
        spans[name] = [
            span
            for span in spans[name]
            if not _ABOUT.search(text[: span[0]])
            and not _is_mark(text, span)
            and not (name == "death" and _ONLY_SAID.search(text[: span[0]]))
        ]
    return spans


def _is_mark(text: str, span: tuple[int, int]) -> bool:
    """Whether an event only marks a time, and tells no date ("at the time of her death he was at work")."""
    return bool(_TIME_OF.search(text[: span[0]])) and not _ITS_DATE.match(text[span[1] :])


def _clause_signs(moment: Moment, spans: Mapping[str, list[tuple[int, int]]]) -> Signs:
    """How the date hangs in its sentence."""
    events = [span for name in ("death", "harm", "emergency", "event") for span in spans[name]]
    signs: Signs = {}
    if is_named(moment, events):
        signs["named"] = 1.0
    if is_rough(moment):
        signs["rough"] = 1.0
    if signs.get("named"):
        return signs
    if is_planned(moment, events):
        signs["planned"] = 1.0
    elif is_bound(moment, events):
        signs["bound"] = 1.0
    return signs


def _whole(spans: Mapping[str, list[tuple[int, int]]]) -> dict[str, tuple[int, tuple[int, int]]]:
    """Everything that a sentence tells, as if it stood next to the date."""
    return {name: (0, found[0]) for name, found in spans.items() if found}


def _direct(moment: Moment, span: tuple[int, int]) -> bool:
    """Whether only who and where stand between the event and its date ("the death of X, in May 2012")."""
    text = moment.sentence.text
    between = text[span[1] : moment.start] if span[1] <= moment.start else text[moment.end : span[0]]
    return len(between) <= 60 and not _BETWEEN.search(between)


def _may_open(moment: Moment, signs: Mapping[str, float]) -> bool:
    """Whether an early place speaks for a date: for a day that is none of the review's own."""
    return moment.precision == "day" and not any(signs.get(name, 0.0) >= 0.5 for name in _NO_OPENING)
