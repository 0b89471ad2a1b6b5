"""Where to draw the line: the threshold of a probability with the best F1."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

STEPS = tuple(round(0.05 * n, 2) for n in range(2, 18))


def best_f1(chances: npt.NDArray[np.floating], wanted: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """The threshold of ``STEPS`` with the best F1, and that F1; both arrays of shape (n,)."""
    scores = [
        2 * float((chances[wanted] >= step).sum()) / max(float((chances >= step).sum() + wanted.sum()), 1.0)
        for step in STEPS
    ]
    best = int(np.argmax(scores))
    return STEPS[best], scores[best]
