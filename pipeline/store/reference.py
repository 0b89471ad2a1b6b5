"""The codebook, the published figures and the coder's accuracy as rows, and the files of the last two."""

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


@dataclass(frozen=True, slots=True)
class AccuracyRow:
    """How right the coder is on a factor, in gold cases: ``n_found_of_*`` are those it codes present."""

    factor_id: str
    n_gold_present: int
    n_found_of_present: int
    n_gold_other: int
    n_found_of_other: int
    source: str


def read_accuracy(path: Path) -> tuple[AccuracyRow, ...]:
    """Read ``accuracy.csv``, a row a factor; none where there is no such file: nothing was measured.

    Raises SettingsError where a row lacks a column, is no count, or has a factor twice.
    """
    if not path.exists():
        return ()
    rows: dict[str, AccuracyRow] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file):
                row = _accuracy(line)
                if row.factor_id in rows:
                    raise ValueError(f"{row.factor_id} has a row already")
                rows[row.factor_id] = row
    except OSError as error:
        raise SettingsError(f"{path}: the coder's accuracy cannot be read: {error.strerror}") from error
    except KeyError as error:
        raise SettingsError(f"{path}: there is no column {error}: measure the coder again") from error
    except (TypeError, ValueError) as error:
        where = f"{path}, row {len(rows) + 1}"
        raise SettingsError(f"{where}: {error}: mend that row, or measure the coder again") from error
    return tuple(rows.values())


def _accuracy(line: dict[str, str]) -> AccuracyRow:
    row = AccuracyRow(
        factor_id=line["factor_id"],
        n_gold_present=int(line["n_gold_present"]),
        n_found_of_present=int(line["n_found_of_present"]),
        n_gold_other=int(line["n_gold_other"]),
        n_found_of_other=int(line["n_found_of_other"]),
        source=line["source"],
    )
    present, other = (row.n_found_of_present, row.n_gold_present), (row.n_found_of_other, row.n_gold_other)
    for n_found, n_gold in (present, other):
        if not 0 <= n_found <= n_gold:
            raise ValueError(f"{row.factor_id}: {n_found} found of {n_gold} cannot be")
    if not row.source:
        raise ValueError(f"{row.factor_id}: the source is empty")
    return row


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
