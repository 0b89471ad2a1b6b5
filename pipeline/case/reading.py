"""Passages of a report for a trained reader, and the chances that it gives to what they tell."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Sequence
from typing import TypeVar

from pipeline.case.source import Source
from pipeline.records import CastMember, Passage, Question, Reader, Sentence

# Characters of the sentences before and after that are read with a passage's own.
NEIGHBOUR = 220
Key = TypeVar("Key", bound=Hashable)


def passage(source: Source, sentence: Sentence, start: int, end: int, signs: tuple[float, ...]) -> Passage:
    """The words at ``start`` to ``end`` of a sentence with what stands around them."""
    before, after = source.previous(sentence), source.following(sentence)
    heading = (source.sections[sentence.section_no].heading or "") if source.sections else ""
    return Passage(
        # What the columns of a table are says more than where it stands.
        heading=source.heads.get(sentence.sentence_no, heading),
        before=(f"{before.text[-NEIGHBOUR:]} " if before else "") + sentence.text[:start],
        words=sentence.text[start:end],
        after=sentence.text[end:] + (f" {after.text[:NEIGHBOUR]}" if after else ""),
        section_type=source.section_type(sentence),
        kind=sentence.kind,
        signs=signs,
    )


def log_chances(
    reader: Reader,
    question: Question,
    passages: Sequence[Passage],
    keys: Sequence[Key],
    cast: Sequence[CastMember],
) -> dict[Key, float]:
    """The logarithm of the chance of each of ``keys``, of which each passage tells one.

    Together they are less than one by the chance that it is none of them.
    """
    if not passages:
        return {}
    return chances_of(keys, reader(question, passages, cast))


def chances_of(keys: Sequence[Key], given: Sequence[float]) -> dict[Key, float]:
    """The logarithm of the chance of each of ``keys`` by the scores that a reader has given."""
    scores: dict[Key, list[float]] = defaultdict(list)
    for key, score in zip(keys, given, strict=True):
        scores[key].append(score)
    # What is told twice has what is said at both places.
    total = {key: _log_sum(values) for key, values in scores.items()}
    whole = _log_sum([0.0, *total.values()])
    return {key: value - whole for key, value in total.items()}


def _log_sum(values: Sequence[float]) -> float:
    most = max(values)
    return most + math.log(sum(math.exp(value - most) for value in values))
