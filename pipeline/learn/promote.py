"""Whether a newly trained model may take the place of the one in use.

Both have coded the same documents, for which the truth is known. Documents are resampled, the same for both
(a paired bootstrap), and the new model is worse on a measure where the 95 per cent interval of the difference
lies below zero. One such measure is enough to keep the old model.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.learn import metrics
from pipeline.learn.coded import Coded

Floats = npt.NDArray[np.float64]
RESAMPLES = 2000
SEED = 13
# With fewer documents even one that is worse on all of them may be so by chance: 2 / 2 ** 5 is over 0.05.
FEWEST = 6


@dataclass(frozen=True, slots=True)
class Compared:
    """A set of documents coded by both models, in one order. ``name`` in words: "the test reviews".

    ``gold`` may know the values of some factors only, or of none; the labels of all three are of the
    sentences whose truth is known.
    """

    name: str
    gold: Sequence[Coded]
    old: Sequence[Coded]
    new: Sequence[Coded]


@dataclass(frozen=True, slots=True)
class Difference:
    """New less old, on one measure of one domain, with its 95 per cent interval over documents."""

    of: str
    domain: str
    measure: str
    old: float
    new: float
    low: float
    high: float

    @property
    def worse(self) -> bool:
        """Whether the new model is worse beyond noise."""
        return self.high < 0

    def __str__(self) -> str:
        return (
            f"{self.domain}, {self.measure} on {self.of}: {self.old:.2f} to {self.new:.2f}, difference "
            f"{self.new - self.old:+.2f} (95 per cent interval {self.low:+.2f} to {self.high:+.2f})"
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether to promote, why in words with figures, and everything that was compared."""

    promote: bool
    words: str
    differences: tuple[Difference, ...]


def judge(sets: Sequence[Compared], domains: Mapping[str, str]) -> Verdict:
    """Compare the models on every set; ``domains`` gives each factor's.

    On each set and domain the F1 of affirmed sentences and the kappa of case values over the domain's
    factors. A set with fewer than 6 documents is not judged by, and said to be too small. ValueError where
    a set's lists differ in length.
    """
    small = [one for one in sets if len(one.gold) < FEWEST]
    found = tuple(
        difference
        for one in sets
        if len(one.gold) >= FEWEST
        for domain in dict.fromkeys(domains.values())
        for difference in _differences(one, domain, [name for name, of in domains.items() if of == domain])
    )
    worse = [str(one) for one in found if one.worse]
    if worse:
        words = f"Not promoted: the new model is worse beyond noise. {'; '.join(worse)}."
    elif not found:
        words = "Not promoted: there is nothing to compare the models on."
    else:
        words = f"Promoted: in no domain worse beyond noise. {'; '.join(map(str, found))}."
    for one in small:
        words += f" {one.name[0].upper()}{one.name[1:]}: {len(one.gold)} documents, too few to judge by."
    return Verdict(bool(found) and not worse, words, found)


def _differences(of: Compared, domain: str, factor_ids: Sequence[str]) -> list[Difference]:
    sides = (of.old, of.new)
    sentences = [
        np.stack([_sentences(*pair, factor_ids) for pair in zip(of.gold, side, strict=True)])
        for side in sides
    ]
    cases = [
        np.stack([_cases(*pair, factor_ids) for pair in zip(of.gold, side, strict=True)]) for side in sides
    ]
    return [
        *_difference(of.name, domain, "sentence F1", sentences, metrics.f1),
        *_difference(of.name, domain, "case kappa", cases, metrics.kappa),
    ]


def _sentences(gold: Coded, found: Coded, factor_ids: Sequence[str]) -> Floats:
    # F1 asks nothing of the sentences that neither affirms, so their number is left at 0.
    return np.asarray(np.sum([metrics.sentence_counts(gold, found, one, 0) for one in factor_ids], axis=0))


def _cases(gold: Coded, found: Coded, factor_ids: Sequence[str]) -> Floats:
    known = [one for one in factor_ids if one in gold.values]
    tables = [np.zeros((3, 3)), *(metrics.case_counts(gold, found, one) for one in known)]
    return np.asarray(np.sum(tables, axis=0))


def _difference(
    name: str, domain: str, measure: str, counts: Sequence[Floats], figure: Callable[[Floats], float]
) -> list[Difference]:
    """Of (documents, ...) counts of the old model and the new; none where a figure does not exist."""
    old, new = (figure(of.sum(0)) for of in counts)
    if np.isnan(old) or np.isnan(new):
        return []
    n = len(counts[0])
    drawn = np.random.default_rng(SEED).integers(0, n, (RESAMPLES, n))
    differences = [figure(counts[1][rows].sum(0)) - figure(counts[0][rows].sum(0)) for rows in drawn]
    low, high = np.nanpercentile(differences, [2.5, 97.5])
    return [Difference(name, domain, measure, old, new, float(low), float(high))]
