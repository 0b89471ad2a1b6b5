"""Choosing one of several by weighed signs: a conditional logit with weights drawn to what a reader expects.

The chance of each is the exponential of its weighed signs over the sum of those of all. A weight stays on the
side of zero on which it is expected (either, where nothing is), since there are no more than a few signs for
each report to learn from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from pipeline.corpus.audit import read_splits
from pipeline.corpus.short_reports import short_folders

Floats = npt.NDArray[np.float64]
FOLDS = 12
Name = TypeVar("Name")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a report leaves to choose from: ``signs`` (choices, names), and the row of the right one.

    ``counts``: how much it counts beside others.
    """

    slug: str
    signs: Floats
    right: int
    counts: float


def labelled_folders(annotations: Path) -> Iterator[tuple[Path, bool]]:
    """The reviews and short reports that are not for testing; and whether each is a short one."""
    for slug, split in read_splits(annotations).items():
        if split != "test":
            yield annotations / "reviews" / slug, False
    for folder in short_folders(annotations, "development"):
        yield folder, True


def fit(choices: Sequence[Choice], expected: Floats, drawn: float) -> Floats:
    """The likeliest weights (names,), ``drawn`` so strongly to the expected ones."""

    def loss(weights: Floats) -> tuple[float, Floats]:
        away = weights - expected
        total, slope = drawn * float(away @ away), 2 * drawn * away
        for one in choices:
            scores = one.signs @ weights
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            total -= one.counts * float(np.log(chances[one.right] + 1e-12))
            slope -= one.counts * (one.signs[one.right] - chances @ one.signs)
        return total, slope

    sides = [(0.0, None) if one > 0 else (None, 0.0) if one < 0 else (None, None) for one in expected]
    found = minimize(loss, expected, jac=True, method="L-BFGS-B", bounds=sides)
    return np.asarray(found.x, dtype=np.float64)


def right_ones(choices: Sequence[Choice], weights: Floats) -> int:
    """How many have the right one on top."""
    return sum(int((one.signs @ weights).argmax()) == one.right for one in choices)


def crossfit(choices: Sequence[Choice], expected: Floats, drawn: float) -> int:
    """How many come out right with weights that have not seen their report."""
    slugs = sorted({one.slug for one in choices})
    order = np.random.default_rng(0).permutation(len(slugs))
    right = 0
    for fold in range(FOLDS):
        held = {slugs[at] for at in order[fold::FOLDS]}
        weights = fit([one for one in choices if one.slug not in held], expected, drawn)
        right += right_ones([one for one in choices if one.slug in held], weights)
    return right


def learn(
    choices: Sequence[Choice], expected: Mapping[Name, float], drawn: float
) -> tuple[dict[Name, float], str]:
    """The weights by name, in the order of the signs, and how right they are on reports seen and unseen."""
    start = np.array(list(expected.values()))
    weights = fit(choices, start, drawn)
    seen, unseen = right_ones(choices, weights), crossfit(choices, start, drawn)
    told = f"{len(choices)} choices: {seen} right, {unseen} by weights that had not seen them"
    return dict(zip(expected, weights.tolist(), strict=True)), told
