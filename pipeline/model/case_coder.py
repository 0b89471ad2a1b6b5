"""From all mentions of a case to present, absent or not mentioned, with a probability that can be believed.

A multinomial logistic regression (scikit-learn fits it, a few numbers in JSON hold it) on what the sentences
add up to: one sure sentence, many half-sure ones, whether negations outweigh them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.records import ASSERTIONS, VALUES, CaseFactor, Mention
from pipeline.sealed import read_json, write_json

Floats = npt.NDArray[np.float64]
CASE_FILE = "case_coder.json"
TOP = 3
# Log-odds of a probability that is as good as none.
NOTHING = -5.0
FEATURES = (
    *(f"affirmed_{n + 1}" for n in range(TOP)),
    "n_affirmed",
    "sum_affirmed",
    "negated_1",
    "n_negated",
    "n_uncertain",
    "n_generic",
    "share_affirmed",
)


@dataclass(frozen=True, slots=True)
class CaseCoder:
    """The regression: ``weights`` (f, 3, features), ``intercepts`` (f, 3), and how features are scaled."""

    factor_ids: tuple[str, ...]
    weights: Floats
    intercepts: Floats
    mean: Floats
    scale: Floats

    def probabilities(self, features: Floats) -> Floats:
        """(f, features) to (f, 3): present, absent, not mentioned; rows add up to 1."""
        scaled = (features - self.mean) / self.scale
        logits = np.einsum("fw,fvw->fv", scaled, self.weights) + self.intercepts
        logits -= logits.max(axis=1, keepdims=True)
        raised = np.exp(logits)
        return np.asarray(raised / raised.sum(axis=1, keepdims=True))

    def code(self, mentions: Sequence[Mention]) -> list[CaseFactor]:
        """One CaseFactor for every factor, in the order of ``factor_ids``, from all mentions of a case.

        ``probability`` is that of the value given. ``present`` needs a sentence that affirms it.
        """
        counts = Counter((mention.factor_id, mention.assertion) for mention in mentions)
        chances = self.probabilities(case_features(mentions, self.factor_ids))
        coded = []
        for factor_id, row in zip(self.factor_ids, chances, strict=True):
            affirmed, negated, uncertain = (
                counts[factor_id, how] for how in ("affirmed", "negated", "uncertain")
            )
            best = int((row * [affirmed > 0, negated > 0, True]).argmax())
            chance = round(float(row[best]), 4)
            coded.append(CaseFactor(factor_id, VALUES[best], chance, affirmed, negated, uncertain))
        return coded

    def save(self, path: Path) -> None:
        """Write it as JSON."""
        write_json(
            path,
            {
                "features": list(FEATURES),
                "values": list(VALUES),
                "factor_ids": list(self.factor_ids),
                "weights": self.weights.round(6).tolist(),
                "intercepts": self.intercepts.round(6).tolist(),
                "mean": self.mean.round(6).tolist(),
                "scale": self.scale.round(6).tolist(),
            },
        )


def load_case_coder(path: Path) -> CaseCoder:
    """The coder in ``path``. ModelError where the file cannot be read."""
    raw: Mapping[str, list[Any]] = read_json(path)
    return CaseCoder(
        tuple(raw["factor_ids"]),
        np.array(raw["weights"]),
        np.array(raw["intercepts"]),
        np.array(raw["mean"]),
        np.array(raw["scale"]),
    )


def case_features(mentions: Sequence[Mention], factor_ids: Sequence[str]) -> Floats:
    """(factors, features): what the mentions of a case, from all its documents, add up to.

    From the mentions alone, so that a value rests on sentences that can be shown, and a correction of one
    is felt at once.
    """
    of: dict[str, dict[str, list[float]]] = {one: {how: [] for how in ASSERTIONS} for one in factor_ids}
    for mention in mentions:
        if mention.factor_id in of:
            of[mention.factor_id][mention.assertion].append(mention.probability)
    return np.array([_features(of[one]) for one in factor_ids], dtype=np.float64)


def _features(said: Mapping[str, list[float]]) -> list[float]:
    affirmed, negated = (sorted(said[how], reverse=True) for how in ("affirmed", "negated"))
    counts = [len(said[how]) for how in ASSERTIONS]
    stated = counts[0] + counts[1] + counts[2]
    return [
        *(_log_odds(affirmed[n]) if n < len(affirmed) else NOTHING for n in range(TOP)),
        math.log1p(counts[0]),
        math.log1p(sum(affirmed)),
        _log_odds(negated[0]) if negated else NOTHING,
        math.log1p(counts[1]),
        math.log1p(counts[2]),
        math.log1p(counts[3]),
        (counts[0] + 0.5) / (stated + 1.0),
    ]


def _log_odds(value: float) -> float:
    kept = min(max(value, 0.01), 0.99)
    return math.log(kept / (1 - kept))
