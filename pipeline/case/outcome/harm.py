"""The harm category of the national analyses: what befell a child, weighed over the document.

What happened is told in few sentences: those of the death or the day itself, those beside them, and the
conclusions of courts, coroners and doctors. They weigh more than all that the report tells of earlier years.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.any_case import AnyCase
from pipeline.case.outcome.fate import find_fate
from pipeline.case.outcome.harm_choice import (
    HarmChoice,
    Met,
    account,
    facts_met,
    is_teenager,
    of_adult,
    preference,
    read_choice,
    reckoned,
)
from pipeline.case.outcome.killer import Killer, known_persons
from pipeline.case.people.people import negated
from pipeline.case.people.subject import Subject
from pipeline.case.source import NOT_TOLD, Source
from pipeline.case.wording import HarmCategory
from pipeline.records import Outcome, Sentence

# Another harm category that is as near as this leaves doubt.
CLOSE = 1.0
# The least share of the account of the child's own acts that what it suffered has, to outrank them.
SHARE = 0.5
# Age in years below which a child does no harm to itself or others that a review would be about.
OWN_ACT = 8.0
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
_SKIPPED = NOT_TOLD | {"panel", "methodology"}
# A verdict on a killing is of every child that died; these words are of all the children.
_KILLING = re.compile(r"\b(?:murder|manslaughter|infanticide|unlawful)", re.I)
_ALL = re.compile(
    r"\b(?:(?:the |two |both )?(?:others|elder|older)|both|all (?:three|four|of them)|each|"
    r"the (?:children|girls|boys))\b",
    re.I,
)
_TOLD_IN = frozenset(("circumstances", "summary", "conclusion", "introduction"))
_GENERIC = AnyCase(
    r"\b(?:may (?:also )?be met|where a child (?:has|is|dies)|"
    r"research|study|studies|national(?:ly)? figures|it is known that|literature|"
    r"(?:earlier|previous|another|neighbouring) (?:[\w-]+ ){0,2}?(?:reviews?|cases?|board|committee))\b"
)
# Harm to somebody else: a victim named before or after the words.
_OF_OTHERS = re.compile(
    r"\b(?:half-?sister|half-?brother|half-?sib\w*|siblings?|sisters?|brothers?|cousins?|"
    r"former partners?|ex-partners?|"
    r"previous partners?|another (?:child|boy|girl|pupil)|other (?:child|children)|friends?|wife|S\d|"
    r"(?:second|first) woman['’]s)\b",
    re.I,
)
# "The girl and her cousin were": the child too.
_JOINED = re.compile(r"\band (?:his|her|their|a|the) (?:[\w-]+ ){0,2}$", re.I)
# "He stabbed a boy" and "he had been stabbed": the child's act, and what it suffered.
_ASSAULT = "assault"
BEHAVIOUR, SUFFERED = "risk_taking_or_violent_behaviour", "sexual_assault"
_VERB = re.compile(
    r"(?:inflicted|injured|slashed|hit|knifed|stabbed|attacked|punched|kicked|struck|shot|threw|beaten|"
    r"shaken|wounded)",
    re.I,
)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|got) (?:\w+ly |then |also |again )?$", re.I)
_OF_STRANGER = re.compile(
    r"\s*(?:on |of |against )?(?:an?|another|two|three|(?:the|his|her)(?! (?:[\w-]+ ){0,2}?(?:boy|girl|"
    r"youth|pupil|teenager))) (?:[\w-]+ ){0,2}?(?:m[ae]n|wom[ae]n|boys?|girls?|youths?|pupils?|driver|staff|"
    r"teachers?|supervisor|officers?|strangers?|pensioners?|shopkeeper|workers?|teenagers?|passer-by)\b",
    re.I,
)
_OF_BODY = re.compile(r"\s*(?:his|her|their|a) (?:head|arm|leg|face|own)\b", re.I)


@dataclass(frozen=True, slots=True)
class HarmSaid:
    """What the report says of each harm category, of the facts of ``harm.toml``, and of who killed the child.

    ``scores``: the weight of each category's wordings; ``place``: where the report says it best; ``facts``:
    those met, with their weights; ``killer``: how much speaks for someone inside and outside the household.
    """

    fatal: bool
    scores: Mapping[str, float]
    place: Mapping[str, tuple[float, int, int]]
    facts: Mapping[str, Met]
    killer: Killer = field(default_factory=Killer)


def harm_said(source: Source, subject: Subject, fatal: bool) -> HarmSaid:
    """The wordings of all categories, fatal or not, weighed for one child."""
    scores: dict[str, float] = defaultdict(float)
    place: dict[str, tuple[float, int, int]] = {}
    rows = _rows(source, subject)
    weights = _weights(source, subject, fatal, rows)
    killer = Killer(persons=known_persons(source.text, subject.people.own) if fatal else {})
    categories = {one.name: one for one in source.wording.harm if one.fatal == fatal}
    sentences = [
        (sentence, weights[sentence.sentence_no])
        for sentence in [*source.prose, *rows]
        if sentence.sentence_no in weights
    ]
    for sentence, weight in sentences:
        phrases = _with_patterns(source, sentence, fatal)
        if fatal and weight >= FIRST_OF_EVENT:
            before = source.previous(sentence)
            killer.read(sentence.text, weight, before.text if before else "")
        for name, spans in phrases.items():
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
    facts = facts_met(sentences, subject, list(categories))
    return HarmSaid(fatal, scores, place, facts, killer)


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


def _weights(source: Source, subject: Subject, fatal: bool, rows: Sequence[Sentence]) -> dict[int, float]:
    """How much each running sentence says of what befell the child, by its number; what says nothing
    is left out.
    """
    event = _event(source, subject, fatal, rows)
    places = [rank for rank, sentence in enumerate(source.prose) if sentence.sentence_no in event]
    weights: dict[int, float] = {}
    for rank, sentence in enumerate(source.prose):
        phrases = source.phrases(sentence)
        skipped = source.section_type(sentence) in _SKIPPED and (
            rank >= EARLY or (rank >= FIRST and _asks(sentence))
        )
        # The "category of neglect" of a plan is no account of what happened at last.
        if (
            skipped
            or phrases.get("outcome.rules")
            or phrases.get("plan.term")
            or _GENERIC.search(sentence.text)
        ):
            continue
        if _is_of_rival(sentence, subject) and not (fatal and _KILLING.search(sentence.text)):
            continue
        distance = min((abs(rank - place) for place in places), default=len(NEAR))
        weights[sentence.sentence_no] = max(
            NEAR[distance] if distance < len(NEAR) else 0.0,
            (CONCLUSION if fatal else COURT) if phrases.get("harm.conclusion") else 0.0,
            FIRST_WEIGHT if rank < FIRST else EARLY_WEIGHT if rank < EARLY else 0.0,
            2.0 if source.section_type(sentence) in _TOLD_IN else 1.0,
        )
    weights |= {row.sentence_no: ROW if row.sentence_no in event else 1.0 for row in rows}
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
    rival = subject.rivals.search(sentence.text) and not _ALL.search(sentence.text)
    return bool(rival) or subject.section_is_of(sentence) == "rival"


def _event(source: Source, subject: Subject, fatal: bool, rows: Sequence[Sentence]) -> set[int]:
    """The numbers of the sentences that tell the death, or the day on which the harm came to light."""
    if fatal:
        return {one.sentence.sentence_no for one in find_fate(source, subject).death if one.weight >= 1.0}
    days = [one for one in source.found if one.field == "incident_date"]
    return {
        sentence.sentence_no
        for sentence in [*source.prose, *rows]
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
    if _within_longer(phrases, name, start, end) or negated(text, start, end) or of_adult(text, start, end):
        return False
    if category.of_child and subject.before(sentence, start) == "other":
        return False
    others = (
        match for match in _OF_OTHERS.finditer(text, 0, start) if not _JOINED.search(text, 0, match.start())
    )
    other = max((match.end() for match in others), default=-1)
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
        # "Then he assaulted a man": his own act.
        by_child = _OF_STRANGER.match(text[end:]) and subject.before(sentence, start) in ("named", "pronoun")
        return BEHAVIOUR if by_child and not _PASSIVE.search(text[:start]) else _ASSAULT, 1.0
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
    """The harm category of one child of known outcome and age (years); None where nothing tells it."""
    if outcome == "not_stated":
        return None
    return decide_harm(source, harm_said(source, subject, outcome == "death"), age)


def decide_harm(source: Source, said: HarmSaid, age: float | None) -> str | None:
    """The category for which wordings and facts speak most, None where nothing does; ``age`` in years rules
    out what only befalls infants."""
    choice = read_choice()
    accounts, facts = candidates(source, said, age)
    told = {name: preference(name, one, facts, choice) for name, one in accounts.items()}
    # Between equals the first of the file stands.
    best = max(told, key=told.__getitem__, default=None)
    if best == BEHAVIOUR and _suffered(said, said.scores):
        best = SUFFERED
    span = _shown(said, best, choice) if best else None
    if best is None or span is None:
        return None
    rest = max((one for name, one in told.items() if name != best), default=0.0)
    unsure = told[best] - rest < CLOSE or best not in said.place
    source.note("harm_category", best, *span, inferred=unsure)
    return best


def candidates(
    source: Source, said: HarmSaid, age: float | None
) -> tuple[dict[str, tuple[float, float, float]], dict[str, float]]:
    """The categories to choose among with the account of each, in the order of the file, and the facts.

    Outcome and age (years) leave them open, and the report tells each somewhere.
    """
    choice = read_choice()
    facts = {name: one.strength for name, one in said.facts.items()} | reckoned(said.facts, said.killer, age)
    accounts = {
        name: account(name, said.scores, said.place.get(name, (0.0,))[0])
        for name in open_categories(source, said, age)
        if _shown(said, name, choice)
    }
    return accounts, facts


def _shown(said: HarmSaid, category: str, choice: HarmChoice) -> tuple[int, int] | None:
    """Where the report tells a category: its best wording, else the fact that says most for it."""
    if category in said.place:
        return said.place[category][1:]
    telling = {
        name: choice.facts[name].weights.get(category, 0.0) * one.strength for name, one in said.facts.items()
    }
    name = max(telling, key=telling.__getitem__, default=None)
    if name is None or telling[name] <= 0:
        return None
    return said.facts[name].start, said.facts[name].end


def _suffered(said: HarmSaid, scores: Mapping[str, float]) -> bool:
    """Whether a child that did wrong was abused, as is told no farther from the event: that outranks it."""
    return (
        scores.get(SUFFERED, 0.0) > SHARE * scores.get(BEHAVIOUR, 0.0)
        and SUFFERED in said.place
        and BEHAVIOUR in said.place
        and said.place[SUFFERED][0] >= said.place[BEHAVIOUR][0]
    )


def open_categories(source: Source, said: HarmSaid, age: float | None) -> list[str]:
    """The categories that the outcome and the age (years) of a child leave open, in the order of the file."""
    return [one.name for one in source.wording.harm if _possible(source, said, one, age)]


def _possible(source: Source, said: HarmSaid, category: HarmCategory, age: float | None) -> bool:
    """Whether nothing of what the report says rules the category out."""
    if category.fatal != said.fatal:
        return False
    if category.of_child and _younger(source, age, OWN_ACT) and not is_teenager(source.text):
        return False
    if category.age_below is None or _younger(source, age, category.age_below):
        return True
    # Where no age is known, a death that is called one of an infant is one.
    return age is None and category.name in said.place


def _younger(source: Source, age: float | None, limit: float) -> bool:
    """Whether the child was younger than ``limit`` years; of unknown age, whether it is called a baby."""
    if age is not None:
        return age < limit
    return len(re.findall(r"\b(?:baby|infant)\b", source.text, re.I)) >= FEWEST_BABIES
