"""The quick learner of the simulated annotation: one logistic regression a factor, all fitted at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from threadpoolctl import threadpool_limits

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]
# What a positive sentence weighs against a negative one: positives are few.
POSITIVE_WEIGHT = 4.0
INVERSE_REGULARISATION = 1.0
_MOST_STEPS = 60
# A label that fewer sentences show is not learned: its chance is 0.
FEWEST = 3


def fit(features: Floats, wanted: Bools, start: Floats | None = None) -> Floats:
    """Weights of shape (width + 1, k) for ``features`` (n, width) and ``wanted`` (n, k).

    Each column is an L2-regularised logistic regression of its own (the last row is its intercept, not
    regularised); they are fitted together because that takes a few matrix products. ``start`` are weights
    to begin from; they change the time that it takes and not the minimum.
    """
    inputs = with_intercept(features)
    shape = (inputs.shape[1], wanted.shape[1])
    weigh = np.where(wanted, POSITIVE_WEIGHT, 1.0).astype(np.float32) * INVERSE_REGULARISATION
    signs = np.where(wanted, 1.0, -1.0).astype(np.float32)

    def loss(flat: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        weights = flat.reshape(shape).astype(np.float32)
        margins = signs * (inputs @ weights)
        slope = -signs * weigh * _sigmoid(-margins)
        penalised = weights.copy()
        penalised[-1] = 0
        value = float((weigh * np.logaddexp(0, -margins)).sum(dtype=np.float64) + (penalised**2).sum() / 2)
        return value, (inputs.T @ slope + penalised).astype(np.float64).ravel()

    first = np.zeros(shape) if start is None else start
    options = {"maxiter": _MOST_STEPS, "ftol": 1e-5}
    # One thread: products as small as these wait for each other longer than they take.
    with threadpool_limits(1):
        found = minimize(loss, first.ravel(), jac=True, method="L-BFGS-B", options=options)
    weights: Floats = found.x.reshape(shape).astype(np.float32)
    return weights


def chances(features: Floats, weights: Floats, learned: Bools) -> Floats:
    """Probabilities (n, k) from ``features`` (n, width); 0 in the columns that are not ``learned`` (k,)."""
    found: Floats = np.where(learned, _sigmoid(with_intercept(features) @ weights), 0).astype(np.float32)
    return found


def with_intercept(features: Floats) -> Floats:
    """The features with a column of ones at the end."""
    return np.concatenate([features, np.ones((len(features), 1), dtype=np.float32)], axis=1)


def _sigmoid(values: Floats) -> Floats:
    half: Floats = (0.5 * (1 + np.tanh(0.5 * values))).astype(np.float32)
    return half
