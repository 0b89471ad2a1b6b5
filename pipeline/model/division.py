"""Which factors of a codebook a trained coder codes, and which it leaves to the rules.

A codebook may have gained or lost factors since the coder was trained, and have them in any order.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Division:
    """The factors of a codebook, in its order: coded ``by_model``, or ``by_rules`` alone."""

    by_model: tuple[str, ...]
    by_rules: tuple[str, ...]


def divide(factor_ids: Sequence[str], trained: Collection[str]) -> Division:
    """Divide the codebook's ``factor_ids`` by whether a coder was trained for them.

    What it was trained for and the codebook has no more is in neither part: it is not coded.
    """
    known = frozenset(trained)
    return Division(
        tuple(one for one in factor_ids if one in known),
        tuple(one for one in factor_ids if one not in known),
    )
