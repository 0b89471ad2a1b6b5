"""Fitting the case coder, and the thresholds of mentions, on reviews the factor model was not trained on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from pipeline.learn.coded import VALUES
from pipeline.learn.examples import Example
from pipeline.learn.factor_training import Target
from pipeline.model.case_coder import CaseCoder, case_features
from pipeline.model.factor_model import Decisions
from pipeline.records import ASSERTIONS, Mention

STEPS = tuple(round(0.05 * n, 2) for n in range(2, 18))


def fit_case_coder(
    read: Sequence[tuple[Example, Sequence[Mention]]],
    factor_ids: Sequence[str],
    inverse_regularisation: float,
    unsure_below: float,
) -> CaseCoder:
    """The regression over every factor of every review, from the mentions that the factor model gives.

    The reviews must be new to the factor model, or it would seem surer than it is.
    """
    features = np.concatenate([case_features(mentions, factor_ids) for _, mentions in read])
    values = [VALUES.index(example.values[factor_id]) for example, _ in read for factor_id in factor_ids]
    scaler = StandardScaler().fit(features)
    model = LogisticRegression(C=inverse_regularisation, max_iter=2000)
    model.fit(scaler.transform(features), values)
    if list(model.classes_) != [0, 1, 2]:
        raise ValueError("the reviews have to show all three values")
    return CaseCoder(
        np.asarray(model.coef_),
        np.asarray(model.intercept_),
        np.asarray(scaler.mean_),
        np.asarray(scaler.scale_),
        unsure_below,
    )


def fit_thresholds(read: Sequence[tuple[Decisions, Target]]) -> tuple[float, ...]:
    """For each assertion the threshold with the best F1 of the labels with that assertion."""
    joint, likeliest, gold = [], [], []
    for decisions, target in read:
        joint.append((decisions.mention[..., None] * decisions.assertion).reshape(-1, len(ASSERTIONS)))
        likeliest.append(decisions.assertion.argmax(-1).ravel())
        gold.append(target.assertion.numpy().ravel())
    chances, best, wanted = np.concatenate(joint), np.concatenate(likeliest), np.concatenate(gold)
    return tuple(_best(chances[:, n], best == n, wanted == n) for n in range(len(ASSERTIONS)))


def _best(
    chances: npt.NDArray[np.float32], chosen: npt.NDArray[np.bool_], wanted: npt.NDArray[np.bool_]
) -> float:
    def score(threshold: float) -> float:
        found = chosen & (chances >= threshold)
        return float(2 * (found & wanted).sum() / max(found.sum() + wanted.sum(), 1))

    return max(STEPS, key=score)
