"""What the place of a date tells: its section, how early it stands, and what the sentences after it tell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from pipeline.case.incident.clause import looks_back
from pipeline.case.incident.whose import Persons
from pipeline.case.source import BETWEEN_BLOCKS, Source
from pipeline.case.timeline.timeline import Moment
from pipeline.number_words import cardinals
from pipeline.records import Sentence

Signs = dict[str, float]

_AFTERWARDS = ("death", "harm", "emergency", "found", "told", "removed", "arrest")
_STORY = frozenset(("narrative", "circumstances", "background", "summary"))
_OF_REVIEW = frozenset(("methodology", "terms_of_reference", "panel", "introduction"))
_LATER = frozenset(
    ("analysis", "findings", "lessons", "conclusion", "appendix", "family_views", "good_practice")
)
_MANY_DAYS = 3
_PRECEDING = 2  # sentences before a date that may tell of its day
_FOLLOWING = 6  # sentences after a date that may still tell of its day
# Headings of what all the rest led to, besides those that name a death or an injury.
_CRISIS = re.compile(
    r"\bwhat happened\b|\bto light\b|\bthe (?:critical|fatal|final|last|index) \w+|"
    r"\bthe (?:day|night|morning|evening|weekend|crisis|event|discovery)\b|"
    r"\bhow .{1,30}\b(?:died|was (?:hurt|found))",
    re.I,
)
# An age without a unit, which only such a word shows to be one: "just over sixteen,", "still two and".
_NEARLY = re.compile(
    rf"\b(?:just|barely|nearly|almost|still|only|then|not (?:yet|quite))\s+"
    rf"(?:(?:over|under|turned|past)\s+)?(?:{cardinals(17)})\b(?=\s*[,;.]|\s+(?:and|when)\b)"
)
_TURNS = re.compile(r"\b(?:birthday|had (?:just |recently )?turned)\b")


def tells_age(source: Source, sentence: Sentence, persons: Persons) -> bool:
    """Whether a sentence tells how old the child was: reports do so where they tell what happened to it."""
    places = [age.start for age in source.ages.get(sentence.sentence_no, ())]
    places += [match.start() for match in _NEARLY.finditer(sentence.text)]
    places += [match.start() for match in _TURNS.finditer(sentence.text)]
    people, text = persons.people, sentence.text
    return any((people.before(text, place) or people.first(text)) in ("child", "pronoun") for place in places)


def after_signs(
    source: Source,
    moment: Moment,
    of_sentence: Mapping[int, Sequence[Moment]],
    lists: Mapping[str, re.Pattern[str]],
    persons: Persons,
) -> Signs:
    """What the sentences after it tell, up to the next date; a look back to another day is passed over."""
    signs: Signs = {}
    sentence = moment.sentence
    if sentence.kind not in ("paragraph", "list_item"):
        return signs
    signs |= _before_signs(source, sentence, of_sentence, lists)
    one = sentence
    for step in range(_FOLLOWING):
        following = source.following(one)
        if following is None:
            break
        others = [one for one in of_sentence.get(following.sentence_no, ()) if one.value != moment.value]
        if others:
            if not _is_back(following, others, lists):
                break
            one = following
            continue
        near = BETWEEN_BLOCKS not in source.text[one.char_end : following.char_start] and step < 5
        worth = 1.0 if near else 0.5
        for name in _AFTERWARDS:
            if signs.get(f"next_{name}", 0.0) < worth and lists[name].search(following.text.lower()):
                signs[f"next_{name}"] = worth
        if signs.get("next_age", 0.0) < worth and tells_age(source, following, persons):
            signs["next_age"] = worth
        one = following
    return signs


def _before_signs(
    source: Source,
    sentence: Sentence,
    of_sentence: Mapping[int, Sequence[Moment]],
    lists: Mapping[str, re.Pattern[str]],
) -> Signs:
    """What the sentences right before it tell that name no date: it may follow as theirs."""
    signs: Signs = {}
    one: Sentence | None = sentence
    for _ in range(_PRECEDING):
        one = source.previous(one) if one else None
        if one is None or of_sentence.get(one.sentence_no):
            break
        for name in ("death", "harm", "emergency"):
            if lists[name].search(one.text.lower()):
                signs[f"prior_{name}"] = 1.0
    return signs


def _is_back(sentence: Sentence, moments: Sequence[Moment], lists: Mapping[str, re.Pattern[str]]) -> bool:
    """Whether a sentence looks back to the days that it names."""
    spans = [match.span() for match in lists["back"].finditer(sentence.text.lower())]
    return any(looks_back(one, span) for one in moments for span in spans)


def dated_sections(moments: Sequence[Moment]) -> frozenset[int]:
    """The sections that tell of so many days that they can only be the narrative, whatever their heading."""
    days: dict[int, set[date]] = defaultdict(set)
    for one in moments:
        if one.precision != "year":
            days[one.sentence.section_no].add(one.value)
    return frozenset(section for section, told in days.items() if len(told) >= _MANY_DAYS)


def place_signs(
    source: Source, sentence: Sentence, lists: Mapping[str, re.Pattern[str]], dated: Collection[int]
) -> Signs:
    """The section of a sentence, and what its heading says is told there; ``dated``: ``dated_sections``."""
    kind = source.section_type(sentence)
    signs: Signs = {f"in_{sentence.kind}": 1.0} if sentence.kind in ("table_row", "heading") else {}
    signs["in_narrative"] = float(kind in ("narrative", "background"))
    heads = kind not in _OF_REVIEW | _LATER and _heads_event(source, sentence, lists)
    if heads and sentence.kind != "heading":
        signs["under_event"] = 1.0
    if kind in _STORY or (kind == "other" and (heads or sentence.section_no in dated)):
        signs["in_story"] = 1.0
        signs["in_circumstances"] = float(kind in ("circumstances", "summary"))
    elif kind in _OF_REVIEW:
        signs["in_review"] = 1.0
    elif kind in _LATER:
        signs["in_analysis"] = 1.0
    elif kind == "family":
        signs["in_family"] = 1.0
    return signs


def _heads_event(source: Source, sentence: Sentence, lists: Mapping[str, re.Pattern[str]]) -> bool:
    heading = source.sections[sentence.section_no].heading if source.sections else ""
    if _CRISIS.search(heading):
        return True
    return any(lists[name].search(heading.lower()) for name in ("death", "harm", "event", "told"))


def opening_signs(rank: int) -> Signs:
    """How early it stands, by its place among the sentences of the prose."""
    return {"first": float(rank < 1), "opens": float(rank < 2), "opening": float(rank < 8)}
