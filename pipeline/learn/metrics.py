"""How right a coder is, review by review, so that intervals come from resampling reviews."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.learn.coded import Coded
from pipeline.records import VALUES

Floats = npt.NDArray[np.float64]
RESAMPLES = 1000
SEED = 11


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value with its 95 per cent bootstrap interval over reviews, and the n it rests on."""

    value: float
    low: float
    high: float
    n: int

    def __str__(self) -> str:
        if self.n == 0:
            return "-"
        return f"{self.value:.2f} ({self.low:.2f} to {self.high:.2f}; {self.n})"


def sentence_counts(gold: Coded, found: Coded, factor_id: str, n_sentences: int) -> Floats:
    """(4,): both affirm, only the coder, only the gold labels, neither."""
    affirmed = [
        {
            number
            for (number, one), label in coded.labels.items()
            if one == factor_id and label.assertion == "affirmed"
        }
        for coded in (gold, found)
    ]
    both = len(affirmed[0] & affirmed[1])
    only_found, only_gold = len(affirmed[1]) - both, len(affirmed[0]) - both
    return np.array([both, only_found, only_gold, n_sentences - both - only_found - only_gold], dtype=float)


def case_counts(gold: Coded, found: Coded, factor_id: str) -> Floats:
    """(3, 3): a one at the row of the gold value and the column of the coder's."""
    table = np.zeros((3, 3))
    table[VALUES.index(gold.values[factor_id]), VALUES.index(found.values[factor_id])] = 1
    return table


def agreement(gold: Coded, found: Coded) -> Mapping[str, tuple[int, int]]:
    """Of labels that both give to a sentence and factor: how often assertion, subject and time agree."""
    both = [(label, found.labels[key]) for key, label in gold.labels.items() if key in found.labels]
    return {
        name: (sum(getattr(one, name) == getattr(other, name) for one, other in both), len(both))
        for name in ("assertion", "subject", "temporality")
    }


def precision(counts: Floats) -> float:
    """Of what the coder affirms, the share that is affirmed; NaN without any."""
    return _ratio(counts[0], counts[0] + counts[1])


def recall(counts: Floats) -> float:
    """Of what is affirmed, the share that the coder affirms; NaN without any."""
    return _ratio(counts[0], counts[0] + counts[2])


def f1(counts: Floats) -> float:
    """Harmonic mean of the two; NaN where nothing is affirmed by either."""
    return _ratio(2 * counts[0], 2 * counts[0] + counts[1] + counts[2])


def binary(table: Floats) -> Floats:
    """(3, 3) of three values to (4,) of present against the rest."""
    present = table[0, 0]
    return np.array([present, table[1:, 0].sum(), table[0, 1:].sum(), table[1:, 1:].sum()])


def kappa(table: Floats) -> float:
    """Cohen's kappa of a square table; NaN where both coders give one value only."""
    whole = table.sum()
    if not whole:
        return float("nan")
    expected = (table.sum(0) * table.sum(1)).sum() / whole**2
    return _ratio(np.trace(table) / whole - expected, 1 - expected)


def binary_kappa(counts: Floats) -> float:
    """Cohen's kappa of (both, only found, only gold, neither)."""
    return kappa(np.array([[counts[0], counts[2]], [counts[1], counts[3]]]))


def figure(per_review: Sequence[Floats], measure: Callable[[Floats], float], n: int) -> Figure:
    """The measure of the sum over reviews, and its interval over resampled reviews."""
    stacked = np.stack(list(per_review))
    value = measure(stacked.sum(0))
    if np.isnan(value):
        return Figure(float("nan"), float("nan"), float("nan"), 0)
    generator = np.random.default_rng(SEED)
    drawn = generator.integers(0, len(stacked), (RESAMPLES, len(stacked)))
    values = [measure(stacked[rows].sum(0)) for rows in drawn]
    low, high = np.nanpercentile(values, [2.5, 97.5])
    return Figure(float(value), float(low), float(high), n)


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far to believe probabilities. ``bins``: mean probability, share that was so, n of each tenth."""

    brier: float
    expected_error: float
    bins: tuple[tuple[float, float, int], ...]


def calibration(chances: Sequence[float], happened: Sequence[bool]) -> Calibration:
    """Brier score, expected calibration error over ten equal bins, and the reliability curve."""
    said, was = np.array(chances), np.array(happened, dtype=float)
    places = np.minimum((said * 10).astype(int), 9)
    bins = tuple(
        (float(said[places == n].mean()), float(was[places == n].mean()), int((places == n).sum()))
        for n in range(10)
        if (places == n).any()
    )
    error = sum(abs(mean - share) * n for mean, share, n in bins) / max(len(said), 1)
    return Calibration(float(((said - was) ** 2).mean()), float(error), bins)


def _ratio(part: float, whole: float) -> float:
    return float(part / whole) if whole else float("nan")
