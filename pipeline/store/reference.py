"""The codebook, the periods and the published figures as rows, and the files of the last two."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import SettingsError
from pipeline.periods import Period
from pipeline.settings import read_toml


@dataclass(frozen=True, slots=True)
class FactorRow:
    """A factor of the codebook; ``min_age_years`` is 0 or None where children of every age count."""

    factor_id: str
    name: str
    domain: str
    definition: str
    min_age_years: int | None = None


@dataclass(frozen=True, slots=True)
class StatisticRow:
    """A published figure: either ``factor_id`` or ``measure`` says what it measures."""

    statistic_no: int
    period_id: str | None
    published_period: str
    domain: str
    factor_id: str | None
    measure: str | None
    published_factor: str
    n: int | None
    denominator: int | None
    percent: float | None
    denominator_rule: str | None
    same_base: bool | None
    source: str
    verified: str


def read_statistics(path: Path, map_path: Path, periods: tuple[Period, ...]) -> tuple[StatisticRow, ...]:
    """Read ``national_statistics.csv`` with ``national_statistics_map.toml``, a row a figure.

    A published period that is none of ``periods`` keeps its wording and gets no ``period_id``.
    Raises SettingsError where a file is missing or a figure cannot be read.
    """
    mapping = read_toml(map_path)
    factors: dict[str, str] = mapping.get("factors", {})
    other_base = {(entry["period"], entry["factor"]) for entry in mapping.get("other_base", ())}
    known = {period.period_id for period in periods}
    rows = []
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for number, line in enumerate(csv.DictReader(file), start=1):
                rows.append(_statistic(number, line, factors, other_base, known))
    except OSError as error:
        raise SettingsError(f"{path}: the published figures cannot be read: {error.strerror}") from error
    except (KeyError, ValueError) as error:
        raise SettingsError(f"{path}, figure {len(rows) + 1}: {error}: mend that line") from error
    return tuple(rows)


def _statistic(
    number: int,
    line: dict[str, str],
    factors: dict[str, str],
    other_base: set[tuple[str, str]],
    periods: set[str],
) -> StatisticRow:
    period, wording = line["period"], line["factor"]
    factor_id = factors.get(wording)
    return StatisticRow(
        statistic_no=number,
        period_id=period if period in periods else None,
        published_period=period,
        domain=line["domain"],
        factor_id=factor_id,
        measure=None if factor_id else wording,
        published_factor=wording,
        n=int(line["n"]) if line["n"] else None,
        denominator=int(line["denominator"]) if line["denominator"] else None,
        percent=float(line["percent"]) if line["percent"] else None,
        denominator_rule=line["denominator_rule"] or None,
        same_base=(period, wording) not in other_base if factor_id else None,
        source=line["source"],
        verified=line["verified"],
    )
