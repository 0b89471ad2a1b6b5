"""What the place of a date tells: its section, how early it stands, and what the sentences after it tell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.case.incident_whose import Persons
from pipeline.case.source import BETWEEN_BLOCKS, Source
from pipeline.case.timeline import Moment
from pipeline.records import Sentence

Signs = dict[str, float]

_AFTERWARDS = ("death", "harm", "emergency", "found", "told", "removed", "arrest")
_STORY = frozenset(("narrative", "circumstances", "background", "summary"))
_OF_REVIEW = frozenset(("methodology", "terms_of_reference", "panel", "introduction"))
_LATER = frozenset(
    ("analysis", "findings", "lessons", "conclusion", "appendix", "family_views", "good_practice")
)
_FOLLOWING = 6  # sentences after a date that may still tell of its day
# Headings of what all the rest led to, besides those that name a death or an injury.
_CRISIS = re.compile(
    r"\bwhat happened\b|\bto light\b|\bthe (?:critical|fatal|final|last|index) \w+|"
    r"\bthe (?:day|night|morning|evening|weekend|crisis|event|discovery)\b|"
    r"\bhow .{1,30}\b(?:died|was (?:hurt|found))",
    re.I,
)
_NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen)"
)
# An age without a unit, which only such a word shows to be one: "just over sixteen,", "still two and".
_NEARLY = re.compile(
    rf"\b(?:just|barely|nearly|almost|still|only|then|not (?:yet|quite))\s+"
    rf"(?:(?:over|under|turned|past)\s+)?{_NUMBER_WORD}\b(?=\s*[,;.]|\s+(?:and|when)\b)"
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
    if sentence.kind not in ("paragraph", "list_item") or lists["back"].search(sentence.text.lower()):
        return signs
    one = sentence
    for step in range(_FOLLOWING):
        following = source.following(one)
        if following is None:
            break
        if any(other.value != moment.value for other in of_sentence.get(following.sentence_no, ())):
            if not lists["back"].search(following.text.lower()):
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


def place_signs(source: Source, sentence: Sentence, lists: Mapping[str, re.Pattern[str]]) -> Signs:
    """The section of a sentence, and what its heading says is told there."""
    kind = source.section_type(sentence)
    signs: Signs = {f"in_{sentence.kind}": 1.0} if sentence.kind in ("table_row", "heading") else {}
    heads = kind not in _OF_REVIEW | _LATER and _heads_event(source, sentence, lists)
    if heads and sentence.kind != "heading":
        signs["under_event"] = 1.0
    if kind in _STORY or (heads and kind == "other"):
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
