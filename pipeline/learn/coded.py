"""What any coder says of a review, in one form, so that all are measured alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.codebook import value_of
from pipeline.corpus import Label
from pipeline.learn.examples import Example
from pipeline.records import Value

Key = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Coded:
    """One review, coded. ``labels`` by sentence number and factor.

    ``values`` and ``chances`` by factor: the case's value, and the probabilities of present, absent, not
    mentioned (None where a coder gives none).
    """

    labels: Mapping[Key, Label]
    values: Mapping[str, Value]
    chances: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)


def by_codebook(labels: Mapping[Key, Label], factor_ids: tuple[str, ...]) -> dict[str, Value]:
    """The values that the labels of a case add up to by the codebook's rule."""
    said: dict[str, set[str]] = {one: set() for one in factor_ids}
    for (_, factor_id), label in labels.items():
        said[factor_id].add(label.assertion)
    return {one: value_of(how) for one, how in said.items()}


def rules_coded(example: Example, factor_ids: tuple[str, ...]) -> Coded:
    """The rule layer alone."""
    labels = {
        (one.sentence_no, one.factor_id): Label(one.factor_id, one.assertion, one.subject, one.temporality)
        for one in example.rules
    }
    return Coded(labels, by_codebook(labels, factor_ids))


def gold_coded(example: Example) -> Coded:
    """The coders' labels."""
    labels = {(number, one.factor_id): one for number, of in example.gold.items() for one in of}
    return Coded(labels, example.values)
