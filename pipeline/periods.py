"""The periods of the national analyses, from ``configs/periods.toml``: their one reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.errors import SettingsError
from pipeline.settings import read_toml


@dataclass(frozen=True, slots=True)
class Period:
    """A period of the national analyses, both days inclusive; ``end_date`` is None while it is open."""

    period_id: str
    start_date: date
    end_date: date | None
    analysis: str
    series: str


def read_periods(path: Path) -> tuple[Period, ...]:
    """Read ``periods.toml``, in the order of the file.

    Raises SettingsError where the file is missing or a period lacks a key.
    """
    try:
        entries = read_toml(path)["period"]
        return tuple(
            Period(entry["id"], entry["start"], entry.get("end"), entry["analysis"], entry["series"])
            for entry in entries
        )
    except KeyError as error:
        raise SettingsError(f"{path}: the key {error} is missing: add it to every [[period]]") from error


def period_holding(first: date, last: date, periods: Sequence[Period]) -> str | None:
    """The period that holds all days from ``first`` to ``last``; None where none does."""
    for period in periods:
        if period.start_date <= first and (period.end_date is None or last <= period.end_date):
            return period.period_id
    return None
