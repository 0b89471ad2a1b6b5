"""Which passages an annotator is shown next, and why: reasons take turns, and a fifth is drawn by chance."""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer

from pipeline.annotate.passages import Passage
from pipeline.store.annotations import FoundMention, QueuedFactor

Reason = Literal["random", "uncertain", "disagreement", "queue", "rare", "diverse"]
Scored = dict[int, tuple[float, str]]
# The share that is drawn by chance: accuracy on it is an estimate for all passages.
RANDOM_SHARE = 0.2
# The reasons of view review_queue, the gravest with the greatest weight; a reason without one counts 1.
_GRAVITY = {"conflict": 3.0, "unsure": 2.5, "single_mention": 2.0, "only_uncertain": 1.0}
_QUEUED_BECAUSE = {
    "conflict": "affirmed in one place and negated in another",
    "unsure": "of a value that the coder is unsure of",
    "single_mention": "present on one mention alone",
    "only_uncertain": "only suspected",
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A passage to code, the reason it was chosen by, and that reason in words."""

    passage: Passage
    reason: Reason
    why: str


def choose(
    passages: Sequence[Passage],
    mentions: Sequence[FoundMention],
    queued: Sequence[QueuedFactor],
    n: int,
    *,
    seed: int,
    by_chance: bool = False,
) -> list[Chosen]:
    """At most ``n`` passages, in random order; the same arguments give the same passages.

    A fifth is a simple random sample of all ``passages``, or the whole ``by_chance``. For the rest the
    reasons take turns; each takes its best passage, weighed by how unlike the passages chosen before it is
    (one less the greatest cosine of TF-IDF vectors).
    """
    draw = random.Random(seed)  # noqa: S311 - nothing secret hangs on it
    n = min(n, len(passages))
    n_random = n if by_chance else math.ceil(RANDOM_SHARE * n)
    share = "the whole of this choice is" if by_chance else "a fifth of every choice is"
    chosen = {
        index: Chosen(passages[index], "random", f"drawn by chance, as {share}")
        for index in draw.sample(range(len(passages)), n_random)
    }
    if len(chosen) < n:
        _take_turns(chosen, passages, _reasons(passages, mentions, queued), n)
    found = list(chosen.values())
    draw.shuffle(found)
    return found


def _take_turns(
    chosen: dict[int, Chosen], passages: Sequence[Passage], reasons: Mapping[Reason, Scored], n: int
) -> None:
    vectors = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(
        [passage.text for passage in passages]
    )
    nearest: npt.NDArray[np.float64] = np.zeros(len(passages))
    for index in chosen:
        nearest = np.maximum(nearest, (vectors @ vectors[index].T).toarray()[:, 0])
    while len(chosen) < n:
        for reason, scored in reasons.items():
            left = [index for index in scored if index not in chosen]
            if len(chosen) == n or not left:
                continue
            # The index breaks ties, so that the order of a dictionary never decides.
            best = max(left, key=lambda index: (scored[index][0] * (1 - nearest[index]), -index))
            chosen[best] = Chosen(passages[best], reason, scored[best][1])
            nearest = np.maximum(nearest, (vectors @ vectors[best].T).toarray()[:, 0])


def _reasons(
    passages: Sequence[Passage], mentions: Sequence[FoundMention], queued: Sequence[QueuedFactor]
) -> dict[Reason, Scored]:
    """For every reason the passages that it speaks for, each with a score above 0 and words."""
    by_document: defaultdict[str, list[FoundMention]] = defaultdict(list)
    for mention in mentions:
        by_document[mention.document_id].append(mention)
    within = [_within(passage, by_document[passage.document_id]) for passage in passages]
    return {
        "uncertain": _uncertain(within, _thresholds(mentions)),
        "disagreement": _disagreement(passages, within),
        "queue": _queue(passages, within, queued),
        "rare": _rare(within, Counter(mention.factor_id for mention in mentions)),
        "diverse": _diverse(within),
    }


def _within(passage: Passage, mentions: Sequence[FoundMention]) -> list[FoundMention]:
    numbers = {sentence.sentence_no for sentence in passage.sentences}
    return [mention for mention in mentions if mention.sentence_no in numbers]


def _thresholds(mentions: Sequence[FoundMention]) -> dict[str, float]:
    """The lowest probability with which the model coded each assertion: less was not stored."""
    lowest: dict[str, float] = {}
    for one in mentions:
        if one.method == "model":
            lowest[one.assertion] = min(one.probability, lowest.get(one.assertion, 1.0))
    return lowest


def _uncertain(within: Sequence[Sequence[FoundMention]], thresholds: Mapping[str, float]) -> Scored:
    """Each mention counts by how near it is to the threshold: many doubts are worth more than one."""
    scored: Scored = {}
    for index, found in enumerate(within):
        doubts = [
            (1 - (one.probability - low) / (1 - low), one, low)
            for one in found
            if one.method == "model" and (low := thresholds[one.assertion]) < 1
        ]
        if not doubts or (score := sum(doubt for doubt, _, _ in doubts)) <= 0:
            continue
        _, one, low = max(doubts, key=lambda doubt: doubt[0])
        why = f"the model is unsure: {one.factor_id} {one.assertion} with {one.probability:.2f}"
        scored[index] = (score, f"{why}, where {low:.2f} is the least that it codes")
    return scored


def _disagreement(passages: Sequence[Passage], within: Sequence[Sequence[FoundMention]]) -> Scored:
    """Where the model quotes a whole sentence, no wording of the rules was found in it."""
    scored: Scored = {}
    for index, (passage, found) in enumerate(zip(passages, within, strict=True)):
        spans = {one.sentence_no: (one.char_start, one.char_end) for one in passage.sentences}
        alone = [
            one.factor_id
            for one in found
            if one.method == "model" and spans[one.sentence_no] == (one.char_start, one.char_end)
        ]
        if alone:
            scored[index] = (float(len(alone)), f"found by the model and not by the rules: {_listed(alone)}")
    return scored


def _queue(
    passages: Sequence[Passage], within: Sequence[Sequence[FoundMention]], queued: Sequence[QueuedFactor]
) -> Scored:
    reasons = {(one.document_id, one.factor_id): one.reason for one in queued}
    scored: Scored = {}
    for index, (passage, found) in enumerate(zip(passages, within, strict=True)):
        here = {
            one.factor_id: reasons[passage.document_id, one.factor_id]
            for one in found
            if (passage.document_id, one.factor_id) in reasons
        }
        if here:
            factor, reason = max(here.items(), key=lambda pair: (_gravity(pair[1]), pair[0]))
            score = sum(_gravity(one) for one in here.values())
            more = f", and {len(here) - 1} more of its factors" if len(here) > 1 else ""
            scored[index] = (
                score,
                f"to be looked at: {factor} is {_QUEUED_BECAUSE.get(reason, reason)}{more}",
            )
    return scored


def _gravity(reason: str) -> float:
    return _GRAVITY.get(reason, 1.0)


def _rare(within: Sequence[Sequence[FoundMention]], counts: Counter[str]) -> Scored:
    """Every factor of a passage counts, the more the fewer mentions of it the store has."""
    scored: Scored = {}
    for index, found in enumerate(within):
        if factors := sorted({one.factor_id for one in found}, key=lambda one: (counts[one], one)):
            why = f"rare factors, first {factors[0]}, {counts[factors[0]]} mentions in the store"
            scored[index] = (sum(1 / counts[one] for one in factors), why)
    return scored


def _diverse(within: Sequence[Sequence[FoundMention]]) -> Scored:
    """All passages; those of many factors first, or contents pages and lists of agencies, unlike any
    narrative, would be chosen."""
    return {
        index: (1.0 + len({one.factor_id for one in found}), "unlike the passages chosen before it")
        for index, found in enumerate(within)
    }


def _listed(names: Sequence[str]) -> str:
    return ", ".join(sorted(set(names)))
