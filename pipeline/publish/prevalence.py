"""How common each factor is: over all cases, by a group of cases, or corrected for the coder's errors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pipeline.publish.reader import ask, require_factors


class Group(StrEnum):
    """By what cases are grouped: a view ``prevalence_by_...``."""

    period = "period"
    age_band = "age_band"
    nation = "nation"
    outcome = "outcome"


@dataclass(frozen=True, slots=True)
class Prevalence:
    """A factor in a group of cases: a row of view ``prevalence`` or ``prevalence_by_...``, which explain it.

    ``group`` is None over all cases, and for the cases whose group is not known.
    """

    factor_id: str
    name: str
    domain: str
    group: str | None
    n_present: int
    n_absent: int
    n_not_mentioned: int
    denominator: int
    proportion: float | None
    wilson_low: float | None
    wilson_high: float | None
    n_left_out: int
    n_age_unknown: int


@dataclass(frozen=True, slots=True)
class Corrected:
    """A factor over all cases, as coded and corrected: a row of view ``prevalence_corrected``."""

    factor_id: str
    name: str
    domain: str
    n_present: int
    denominator: int
    proportion: float | None
    wilson_low: float | None
    wilson_high: float | None
    corrected: float | None
    corrected_low: float | None
    corrected_high: float | None
    n_found_of_present: int | None
    n_gold_present: int | None
    n_found_of_other: int | None
    n_gold_other: int | None
    not_corrected: str | None
    source: str | None


def prevalence(
    path: Path, by: Group | None = None, factors: Sequence[str] | None = None
) -> tuple[Prevalence, ...]:
    """Every factor, or some, in every group that has a case.

    By part of the codebook, then the most common factor first, then groups in their order. Raises
    QueryError for a factor that the store lacks.
    """
    require_factors(path, factors or ())
    group = "all" if by is None else by.value
    rows = ask(path, "prevalence", [group, list(factors) if factors else None]).rows
    return tuple(Prevalence(*row) for row in rows)  # type: ignore[arg-type]


def corrected(path: Path, factors: Sequence[str] | None = None) -> tuple[Corrected, ...]:
    """Every factor, or some, over all cases, with the prevalence corrected where it can be."""
    require_factors(path, factors or ())
    rows = ask(path, "corrected", [list(factors) if factors else None]).rows
    return tuple(Corrected(*row) for row in rows)  # type: ignore[arg-type]
