"""What happened: death or serious harm, and the harm category of the national analyses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.case.death_signs import death_signs
from pipeline.case.people import People, negated
from pipeline.case.source import Source
from pipeline.case.title import is_review
from pipeline.records import Outcome, Sentence

# Support that "the child died" needs: one sentence that names the child, or several with a pronoun.
DEATH_SUPPORT = 3.0
# Another harm category with more than this share of the weight leaves doubt.
CLOSE = 0.5
# Sentences at the very beginning of the body.
FIRST = 12
_SKIPPED = frozenset(
    ("recommendations", "action_plan", "references", "glossary", "terms_of_reference", "panel", "methodology")
)
_NOT_DEAD = re.compile(
    r"\b(?:not|never|nearly|almost|close to|might have|could have|would have|ha[sd] since)\s+(?:\w+\s+)?$",
    re.I,
)
# Of a child whose review names no harm that the lists know.
_LIVED = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[A-Z]\w*) (?:lived,|survived\b|is alive\b|(?:now )?lives? (?:now |"
    r"today )?(?:with|in)\b|"
    r"(?:is|are) (?:now )?(?:living|looked after|thriving|settled|cared for)\b)|"
    r"\bdanger of (?:his|her|their) li(?:fe|ves)\b"
)
_GENERIC = re.compile(
    r"\b(?:research|study|studies|national(?:ly)? figures|it is known that|literature)\b", re.I
)


def find_outcome(source: Source, people: People) -> Outcome:
    """Death where the report says that the child died, else serious harm where it says so."""
    support, best = 0.0, (0.0, 0, 0)
    for sentence in source.telling("outcome.death"):
        for start, end, score in _death_said(source, sentence, people):
            support += score
            if score > best[0]:
                best = (score, sentence.char_start + start, sentence.char_start + end)
    if support >= DEATH_SUPPORT:
        source.note("outcome", "death", best[1], best[2])
        return "death"
    if not is_review(source):
        return "not_stated"
    if signs := death_signs(source, people):
        at = signs[0].char_start
        source.note("outcome", "death", at + signs[1], at + signs[2], inferred=True)
        return "death"
    for sentence in [*source.opening, *source.of_types(("circumstances", "summary"))]:
        spans = source.phrases(sentence).get("outcome.serious_harm")
        if (
            spans
            and not source.phrases(sentence).get("outcome.rules")
            and not negated(sentence.text, *spans[0])
        ):
            source.note(
                "outcome",
                "serious_harm",
                sentence.char_start + spans[0][0],
                sentence.char_start + spans[0][1],
            )
            return "serious_harm"
    # A review of a child who lives was held because the child was harmed; it says how in its opening.
    told = source.of_types(("circumstances", "summary"))
    for sentence in [*source.opening[:25], *told]:
        phrases = source.phrases(sentence)
        harm = [spans[0] for name, spans in phrases.items() if name.startswith("nonfatal.")]
        if harm and not phrases.get("outcome.rules") and not negated(sentence.text, *harm[0]):
            start, end = (sentence.char_start + offset for offset in harm[0])
            source.note("outcome", "serious_harm", start, end, inferred=True)
            return "serious_harm"
    return _lived(source, [*source.opening, *told], people)


def _lived(source: Source, sentences: Sequence[Sentence], people: People) -> Outcome:
    """Serious harm where a review's account says no more than that its child lived on; else not stated."""
    for sentence in sentences:
        match = _LIVED.search(sentence.text)
        if match and people.before(sentence.text, match.end()) != "other":
            at = sentence.char_start
            start, end = at + match.start(), at + match.end()
            source.note("outcome", "serious_harm", start, end, inferred=True)
            return "serious_harm"
    return "not_stated"


def died(source: Source, forms: Sequence[str], others: Sequence[str]) -> bool:
    """Whether the report says that the child with these names died; ``others`` are the other children."""
    people = People.of(forms, others)
    only = People(people.own, people.other, people.own)
    # "Child A, aged 5, and Child B, aged 2, died": the verb is of both.
    names = "|".join(map(re.escape, others)) or "(?!)"
    both = re.compile(
        rf"{people.own.pattern}[^.;]{{0,30}}\band\s+(?:{names})(?!\w)[^.;]{{0,30}}?"
        r"\b(?:died|were killed|were murdered|were found dead)\b"
    )
    if any(both.search(sentence.text) for sentence in source.opening):
        return True
    return (
        sum(
            score
            for sentence in source.telling("outcome.death")
            for _, _, score in _death_said(source, sentence, only)
        )
        >= DEATH_SUPPORT
    )


def _death_said(source: Source, sentence: Sentence, people: People) -> list[tuple[int, int, float]]:
    """Words that say the child's death, with their weight: 3 with a name, 2 described, 1 a pronoun."""
    # What happened is said first, whatever the first heading is.
    first = sentence.sentence_no <= source.opening[min(FIRST, len(source.opening)) - 1].sentence_no
    if source.section_type(sentence) in _SKIPPED and not first:
        return []
    phrases = source.phrases(sentence)
    text = sentence.text
    if not phrases.get("outcome.death") or phrases.get("outcome.rules") or _GENERIC.search(text):
        return []
    opening = sentence.sentence_no <= source.opening[-1].sentence_no if source.opening else False
    found = []
    for start, end in phrases["outcome.death"]:
        words = text[start:end].lower()
        named_after = re.search(r"(?:death|deaths|murder|manslaughter) of$", words)
        who = people.after(text, end) if named_after else people.before(text, start)
        whose = re.search(r"\b(?:his|her|their)\s+$", text[:start], re.I)
        if words == "death" and not (whose or re.search(r"'s?\s+$", text[:start])):
            continue
        # "His father was convicted of her manslaughter": the pronoun is the child's, whoever was named last.
        if re.match(r"(?:his|her|their) (?:murder|manslaughter)", words) or (
            whose and people.own.search(text)
        ):
            who = "pronoun"
        # "His stepfather beat him, and he died": the child is meant, whoever was named last.
        if who == "other" and opening and re.search(r"\b(?:and|but|,) (?:he|she)\s+$", text[:start]):
            who = "pronoun"
        if words.startswith("verdict") and not people.other.search(text[:start]):
            who = "child"
        if who is None or who == "other" or _NOT_DEAD.search(text[:start]):
            continue
        if who == "pronoun":
            score = _pronoun_score(source, sentence, people, opening=opening)
        elif people.own.search(text):
            score = 3.0
        else:
            # "A girl of sixteen died. She is called L here."
            after = source.following(sentence) if first else None
            score = 3.0 if after and people.own.search(after.text) else 2.0 if opening else 0.5
        found.append((start, end, score))
    return found


def _pronoun_score(source: Source, sentence: Sentence, people: People, *, opening: bool) -> float:
    """Up to 3 where this sentence or the one before is about the child, else 1; 0 late in a report."""
    if people.own.search(sentence.text):
        return 2.0
    if not opening:
        return 0.0
    before = source.previous(sentence)
    if (
        is_review(source)
        and before
        and re.match(r"(?:He|She)\b", sentence.text)
        and people.first(before.text) != "other"
        and _named_just_before(source, before, people)
    ):
        return 3.0
    if before is None or people.first(before.text) != "child":
        # In a report that is no review "he died" may be said of any adult.
        return 1.0 if is_review(source) else 0.0
    return 3.0 if people.own.search(before.text) else 2.0


def _named_just_before(source: Source, sentence: Sentence, people: People) -> bool:
    """Whether this sentence or one of the five before it, in the same section, names the child."""
    one: Sentence | None = sentence
    for _ in range(6):
        if one is None:
            return False
        if people.own.search(one.text):
            return True
        one = source.previous(one)
    return False


@dataclass(frozen=True, slots=True)
class HarmSaid:
    """What the report says of each harm category: its weight, where it says it best, and conditions met."""

    fatal: bool
    scores: Mapping[str, float]
    place: Mapping[str, tuple[float, int, int]]
    met: frozenset[str]


def harm_said(source: Source, people: People, fatal: bool) -> HarmSaid:
    """The wordings of all categories, fatal or not, weighed; the beginning counts most.

    Wordings of the child's own act count only where nobody else is their subject.
    """
    scores: dict[str, float] = defaultdict(float)
    place: dict[str, tuple[float, int, int]] = {}
    met: set[str] = set()
    prefix = "fatal." if fatal else "nonfatal."
    own = {category.name for category in source.wording.harm if category.of_child}
    for rank, sentence in enumerate(source.prose):
        phrases = source.phrases(sentence)
        # A plan "under the category of neglect" is no account of what happened at last.
        if (
            (source.section_type(sentence) in _SKIPPED and rank >= FIRST)
            or phrases.get("outcome.rules")
            or phrases.get("plan.term")
            or _GENERIC.search(sentence.text)
        ):
            continue
        weight = 8.0 if rank < FIRST else 4.0 if rank < 30 else 2.0 if _types(source, sentence) else 1.0
        for name, spans in phrases.items():
            if name.startswith("needs.") or (name.startswith("unless.") and weight > 1):
                met.add(name)
            if not name.startswith(prefix):
                continue
            category = name.removeprefix(prefix)
            for start, end in spans:
                other = category in own and people.before(sentence.text, start) == "other"
                if other or not _of_harm(sentence.text, phrases, name, start, end):
                    continue
                scores[category] += weight
                if weight > place.get(category, (0.0, 0, 0))[0]:
                    place[category] = (weight, sentence.char_start + start, sentence.char_start + end)
    return HarmSaid(fatal, scores, place, frozenset(met))


def _of_harm(text: str, phrases: dict[str, list[tuple[int, int]]], name: str, start: int, end: int) -> bool:
    """Whether the words say harm of their own: not denied, no part of a longer wording."""
    if text[start:end] == "neglected" and text[end:].startswith(" to "):
        return False
    return not _within_longer(phrases, name, start, end) and not negated(text, start, end)


def _within_longer(phrases: dict[str, list[tuple[int, int]]], name: str, start: int, end: int) -> bool:
    """Whether the words are part of a longer wording of another category: "sexually assaulted"."""
    return any(
        begin <= start and end <= stop and stop - begin > end - start
        for other, spans in phrases.items()
        if other != name and other.startswith(("fatal.", "nonfatal.")) and other[:3] == name[:3]
        for begin, stop in spans
    )


def _types(source: Source, sentence: Sentence) -> bool:
    return source.section_type(sentence) in ("circumstances", "summary", "conclusion", "introduction")


def decide_harm(source: Source, said: HarmSaid, age: float | None) -> str | None:
    """The category whose wordings weigh most, None without any; ``age`` in years rules out what only befalls
    infants."""
    best: tuple[float, str] | None = None
    for category in source.wording.harm:
        if category.fatal != said.fatal or (category.needs and f"needs.{category.name}" not in said.met):
            continue
        if f"unless.{category.name}" in said.met:
            continue
        if category.age_below is not None and (age is None or age >= category.age_below):
            continue
        # Between equals the first of the file stands.
        score = said.scores.get(category.name, 0.0)
        if score >= 2.0 and (best is None or score > best[0]):
            best = (score, category.name)
    if best is None:
        return None
    others = (score for name, score in said.scores.items() if name != best[1])
    doubtful = max(others, default=0.0) > CLOSE * best[0]
    source.note("harm_category", best[1], *said.place[best[1]][1:], inferred=doubtful)
    return best[1]
