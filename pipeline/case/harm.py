"""The harm category of the national analyses: what befell a child, weighed over the document.

What happened is told in few sentences: those of the death or the day itself, those beside them, and the
conclusions of courts, coroners and doctors. They weigh more than all that the report tells of earlier years.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.case.fate import find_fate
from pipeline.case.killer import Killer
from pipeline.case.people import negated
from pipeline.case.source import Source
from pipeline.case.subject import Subject
from pipeline.case.wording import HarmCategory
from pipeline.records import Outcome, Sentence

# Another harm category with more than this share of the weight leaves doubt.
CLOSE = 0.5
# The least weight on which a category rests.
LEAST = 3.0
# Age in years below which a child does no harm to itself or others that a review would be about.
OWN_ACT = 5.0
# How often the sentence nearest to the event counts again.
BEST_TOLD = 2.0
# The least where no other category is near.
LEAST_ALONE = 2.0
# Deaths by another's hand; the killer tells which of them it is as much as the way.
OUTSIDER = "extrafamilial_homicide"
KILLINGS = frozenset((OUTSIDER, "overt_filicide_or_homicide", "covert_homicide", "severe_physical_assault"))
# Weight of a sentence of the event, by its distance in sentences; of a conclusion; of the beginning.
NEAR = (8.0, 5.0, 3.0)
CONCLUSION = 5.0
# Of a conclusion on a child who lives: a court may have tried what was done to it long before.
COURT = 4.0
FIRST, FIRST_WEIGHT = 12, 6.0
EARLY, EARLY_WEIGHT = 30, 3.0
ROW = 5.0
# Share of the weight that further words of a category have in a sentence that has one.
AGAIN = 0.5
# The least weight of a sentence in which the one who did it is looked for.
FIRST_OF_EVENT = 3.0
# Uses of "baby" or "infant" that show a review to be about one whose age is not told.
FEWEST_BABIES = 5
_SKIPPED = frozenset(
    ("recommendations", "action_plan", "references", "glossary", "terms_of_reference", "panel", "methodology")
)
_TOLD_IN = frozenset(("circumstances", "summary", "conclusion", "introduction"))
_GENERIC = re.compile(
    r"\b(?:may (?:also )?be met|where a child (?:has|is|dies)|"
    r"research|study|studies|national(?:ly)? figures|it is known that|literature|"
    r"(?:earlier|previous|another|neighbouring) (?:[\w-]+ ){0,2}?(?:reviews?|cases?|board|committee))\b",
    re.I,
)
# Harm to somebody else: a victim named before or after the words.
_OF_OTHERS = re.compile(
    r"\b(?:half-?sister|half-?brother|half-?sib\w*|siblings?|sisters?|brothers?|cousins?|"
    r"former partners?|ex-partners?|"
    r"previous partners?|another (?:child|boy|girl|pupil)|other (?:child|children)|friends?|wife|S\d|"
    r"(?:second|first) woman['’]s)\b",
    re.I,
)
_ON_ADULT = re.compile(
    r"\s*(?:on |of |to |against )?(?:the |his |her |child \w+['’]s )?(?:mother|father|wife|husband|"
    r"partner|girlfriend|"
    r"former|previous|ex-|neighbour|police|officer|Mrs?\b|Ms\b|M[HMTF]\b|two (?:former|women)|a woman|a man)",
    re.I,
)
# "He stabbed a boy" and "he had been stabbed": the child's act, and what it suffered.
_ASSAULT = "assault"
BEHAVIOUR, SUFFERED = "risk_taking_or_violent_behaviour", "sexual_assault"
_VERB = re.compile(r"(?:stabbed|attacked|punched|kicked|struck|shot|threw|beaten|shaken|wounded)", re.I)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|got) (?:\w+ly |then |also |again )?$", re.I)
_OF_BODY = re.compile(r"\s*(?:his|her|their|a) (?:head|arm|leg|face|own)\b", re.I)
# A homicide of which no mechanism is told: what it mostly is at such an age (years, not older than).
_HOMICIDE_BY_AGE = (
    (0.02, "covert_homicide"),
    (5.0, "severe_physical_assault"),
    (18.0, "overt_filicide_or_homicide"),
)
# Beyond this age (years) a murder is seldom the blow of a moment.
MURDERED = 1.0


@dataclass(frozen=True, slots=True)
class HarmSaid:
    """What the report says of each harm category: its weight, where it says it best, and conditions met."""

    fatal: bool
    scores: Mapping[str, float]
    place: Mapping[str, tuple[float, int, int]]
    met: frozenset[str]
    convicted: tuple[int, int] | None = None
    killer: Killer = field(default_factory=Killer)


def harm_said(source: Source, subject: Subject, fatal: bool) -> HarmSaid:
    """The wordings of all categories, fatal or not, weighed for one child."""
    scores: dict[str, float] = defaultdict(float)
    place: dict[str, tuple[float, int, int]] = {}
    met: set[str] = set()
    weights = _weights(source, subject, fatal)
    convicted: tuple[int, int] | None = None
    killer = Killer()
    categories = {one.name: one for one in source.wording.harm if one.fatal == fatal}
    for sentence in [*source.prose, *_rows(source, subject)]:
        weight = weights.get(sentence.sentence_no, 0.0)
        if not weight:
            continue
        phrases = _with_patterns(source, sentence, fatal)
        if fatal and weight >= FIRST_OF_EVENT:
            killer.read(sentence.text, weight)
        if (crime := phrases.get("harm.homicide")) and not negated(sentence.text, *crime[0]):
            convicted = convicted or (sentence.char_start + crime[0][0], sentence.char_start + crime[0][1])
        for name, spans in phrases.items():
            if name.startswith("needs.") or (name.startswith("unless.") and weight > 1):
                met.add(name)
            kind, _, category = name.partition(".")
            if kind != ("fatal" if fatal else "nonfatal") or category not in categories:
                continue
            own = [
                (start, end, *_by_or_to_child(sentence, subject, category, start, end))
                for start, end in spans
                if _of_harm(sentence, subject, categories[category], name, start, end, phrases)
            ]
            # A sentence in which the child attacks somebody tells of nothing that it suffered.
            attacks = any(named == BEHAVIOUR for _, _, named, _ in own) and category == "physical_assault"
            for rank, (start, end, said, times) in enumerate(own):
                named = BEHAVIOUR if attacks else said
                told = weight * times
                scores[named] += told * (AGAIN if rank else 1.0)
                shown = category if named == _ASSAULT else named
                if told > place.get(shown, (0.0, 0, 0))[0]:
                    at = sentence.char_start
                    place[shown] = (told, at + start, at + end)
    _share_assaults(scores)
    return HarmSaid(fatal, scores, place, frozenset(met), convicted, killer)


def _with_patterns(source: Source, sentence: Sentence, fatal: bool) -> dict[str, list[tuple[int, int]]]:
    """The wordings of a sentence and what the patterns of the harm categories find, one span a place."""
    found = dict(source.phrases(sentence))
    for category in source.wording.harm:
        if category.fatal != fatal:
            continue
        more = [match.span() for match in category.patterns.finditer(sentence.text)]
        if more:
            name = f"{'fatal' if fatal else 'nonfatal'}.{category.name}"
            found[name] = _merged([*found.get(name, ()), *more])
    return found


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that overlap as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _share_assaults(scores: dict[str, float]) -> None:
    """ "The assault" of a report that tells of a sexual one is that; of any other report it is a blow."""
    assaults = scores.pop(_ASSAULT, 0.0)
    if assaults:
        sexual = scores.get("sexual_assault", 0.0) > scores.get("physical_assault", 0.0)
        scores["sexual_assault" if sexual else "physical_assault"] += assaults


def _weights(source: Source, subject: Subject, fatal: bool) -> dict[int, float]:
    """How much each running sentence says of what befell the child, by its number; what says nothing
    is left out.
    """
    event = _event(source, subject, fatal)
    places = [rank for rank, sentence in enumerate(source.prose) if sentence.sentence_no in event]
    weights: dict[int, float] = {}
    for rank, sentence in enumerate(source.prose):
        phrases = source.phrases(sentence)
        skipped = source.section_type(sentence) in _SKIPPED and (
            rank >= EARLY or (rank >= FIRST and _asks(sentence))
        )
        # A plan "under the category of neglect" is no account of what happened at last.
        if (
            skipped
            or phrases.get("outcome.rules")
            or phrases.get("plan.term")
            or _GENERIC.search(sentence.text)
        ):
            continue
        if _is_of_rival(sentence, subject):
            continue
        distance = min((abs(rank - place) for place in places), default=len(NEAR))
        weights[sentence.sentence_no] = max(
            NEAR[distance] if distance < len(NEAR) else 0.0,
            (CONCLUSION if fatal else COURT) if phrases.get("harm.conclusion") else 0.0,
            FIRST_WEIGHT if rank < FIRST else EARLY_WEIGHT if rank < EARLY else 0.0,
            2.0 if source.section_type(sentence) in _TOLD_IN else 1.0,
        )
    weights |= {row.sentence_no: ROW if row.sentence_no in event else 1.0 for row in _rows(source, subject)}
    return weights


def _rows(source: Source, subject: Subject) -> list[Sentence]:
    """The rows of tables that name the child: a chronology may tell there what nothing else tells."""
    return [
        sentence
        for sentence in source.body
        if sentence.kind == "table_row"
        and subject.people.own.search(sentence.text)
        and source.section_type(sentence) not in _SKIPPED
        and not source.phrases(sentence).get("plan.term")
    ]


def _asks(sentence: Sentence) -> bool:
    """Whether it is a question of the terms of reference, or one of a list."""
    return sentence.kind == "list_item" or bool(
        re.search(r"\?|\bwhether\b|^(?:How|To|What)\b", sentence.text)
    )


def _is_of_rival(sentence: Sentence, subject: Subject) -> bool:
    """Whether the sentence is about another child of the case only."""
    if subject.people.own.search(sentence.text):
        return False
    return bool(subject.rivals.search(sentence.text)) or subject.section_is_of(sentence) == "rival"


def _event(source: Source, subject: Subject, fatal: bool) -> set[int]:
    """The numbers of the sentences that tell the death, or the day on which the harm came to light."""
    if fatal:
        return {one.sentence.sentence_no for one in find_fate(source, subject).death if one.weight >= 1.0}
    days = [one for one in source.found if one.field == "incident_date"]
    return {
        sentence.sentence_no
        for sentence in [*source.prose, *_rows(source, subject)]
        if any(sentence.char_start <= day.char_start < sentence.char_end for day in days)
        or source.phrases(sentence).get("harm.came_to_light")
    }


def _of_harm(
    sentence: Sentence,
    subject: Subject,
    category: HarmCategory,
    name: str,
    start: int,
    end: int,
    phrases: dict[str, list[tuple[int, int]]],
) -> bool:
    """Whether the words say a harm of this child: not denied, nobody else's, no part of a longer wording."""
    text = sentence.text
    if text[start:end] == "neglected" and text[end:].startswith(" to "):
        return False
    if _within_longer(phrases, name, start, end) or negated(text, start, end) or _ON_ADULT.match(text[end:]):
        return False
    if category.of_child and subject.before(sentence, start) == "other":
        return False
    other = max((match.end() for match in _OF_OTHERS.finditer(text, 0, start)), default=-1)
    return (
        other < 0 or max((match.end() for match in subject.people.child.finditer(text)), default=-1) >= other
    )


def _by_or_to_child(
    sentence: Sentence, subject: Subject, category: str, start: int, end: int
) -> tuple[str, float]:
    """An assault that the child made is its violent behaviour; one that it suffered says most of
    what befell it.
    """
    text = sentence.text
    if category == "physical_assault" and re.fullmatch(r"assault(?:ed)?", text[start:end], re.I):
        return _ASSAULT, 1.0
    if category != "physical_assault" or not _VERB.fullmatch(text[start:end]):
        return category, 1.0
    if _PASSIVE.search(text[:start]):
        return category, 2.0
    by_child = subject.before(sentence, start) in ("named", "pronoun") and not _OF_BODY.match(text[end:])
    return (BEHAVIOUR if by_child else category), 1.0


def _within_longer(phrases: dict[str, list[tuple[int, int]]], name: str, start: int, end: int) -> bool:
    """Whether the words are part of a longer wording of another category: "sexually assaulted"."""
    return any(
        begin <= start and end <= stop and stop - begin > end - start
        for other, spans in phrases.items()
        if other != name and other.startswith(("fatal.", "nonfatal.")) and other[:3] == name[:3]
        for begin, stop in spans
    )


def find_harm(source: Source, subject: Subject, outcome: Outcome, age: float | None) -> str | None:
    """The harm category of one child, whose outcome and age in years are known; None where nothing
    tells it.
    """
    if outcome == "not_stated":
        return None
    return decide_harm(source, harm_said(source, subject, outcome == "death"), age)


def decide_harm(source: Source, said: HarmSaid, age: float | None) -> str | None:
    """The category whose wordings weigh most, None without any; ``age`` in years rules out what only befalls
    infants."""
    scores = {
        one.name: said.scores[one.name] + BEST_TOLD * said.place[one.name][0]
        for one in source.wording.harm
        if said.scores.get(one.name) and one.name in said.place and _possible(source, said, one, age)
    }
    killed = said.convicted is not None or max(scores, key=scores.__getitem__, default="") in KILLINGS
    if said.fatal and killed and said.killer.is_outsider and set(scores) & KILLINGS:
        name = OUTSIDER
        place = said.place.get(name) or said.place[max(set(scores) & KILLINGS, key=scores.__getitem__)]
        source.note("harm_category", name, *place[1:], inferred=name not in scores)
        return name
    # Between equals the first of the file stands.
    best = max(scores, key=scores.__getitem__, default=None)
    if best is None:
        return _homicide(source, said, age)
    if best == BEHAVIOUR and _suffered(said, scores):
        best = SUFFERED
    rest = sorted((score for name, score in said.scores.items() if name != best), reverse=True)
    close = bool(rest) and rest[0] > CLOSE * scores[best]
    # A little that nothing else contradicts is enough for a value that says that it is a guess.
    if scores[best] < LEAST and (close or scores[best] < LEAST_ALONE):
        return _homicide(source, said, age)
    source.note("harm_category", best, *said.place[best][1:], inferred=close or scores[best] < LEAST)
    return best


def _suffered(said: HarmSaid, scores: Mapping[str, float]) -> bool:
    """Whether a child that did wrong was abused, as is told no farther from the event: that outranks it."""
    return (
        scores.get(SUFFERED, 0.0) > CLOSE * scores[BEHAVIOUR]
        and said.place[SUFFERED][0] >= said.place[BEHAVIOUR][0]
    )


def _possible(source: Source, said: HarmSaid, category: HarmCategory, age: float | None) -> bool:
    """Whether nothing of what the report says rules the category out."""
    if category.fatal != said.fatal or f"unless.{category.name}" in said.met:
        return False
    if category.needs and f"needs.{category.name}" not in said.met:
        return False
    if category.name == OUTSIDER and said.killer.inside > said.killer.outside:
        return False
    if category.of_child and _younger(source, age, OWN_ACT):
        return False
    return category.age_below is None or _younger(source, age, category.age_below)


def _younger(source: Source, age: float | None, limit: float) -> bool:
    """Whether the child was younger than ``limit`` years; where its age is not known, whether it is
    called a baby.
    """
    if age is not None:
        return age < limit
    return len(re.findall(r"\b(?:baby|infant)\b", source.text, re.I)) >= FEWEST_BABIES


def _homicide(source: Source, said: HarmSaid, age: float | None) -> str | None:
    """The likeliest category of a killing of which the report tells no more, by age in years; None
    without one.
    """
    if not said.fatal or age is None or said.convicted is None:
        return None
    crime = source.text[slice(*said.convicted)].lower()
    if "murder" in crime and age > MURDERED:
        age = max(age, _HOMICIDE_BY_AGE[-1][0])
    name = next((name for oldest, name in _HOMICIDE_BY_AGE if age <= oldest), None)
    if name:
        source.note("harm_category", name, *said.convicted, inferred=True)
    return name
