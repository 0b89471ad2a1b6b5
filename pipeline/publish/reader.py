"""Asks a store, by the queries in ``queries/``, for what leaves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path

import duckdb

from pipeline.errors import QueryError, StoreError
from pipeline.store.connect import first_line
from pipeline.store.query import Table, read_only


@dataclass(frozen=True, slots=True)
class VersionCount:
    """How many documents of a store were coded by one set of versions."""

    code: str
    model: str
    codebook: str
    n_documents: int


@dataclass(frozen=True, slots=True)
class About:
    """What a store holds, and what made it.

    ``versions`` are those that coded its documents, the newest first: a store that was added to over time
    may have several. ``period_cases`` has the number of cases of each period that has any. ``run_id`` and
    its times are of the last run, UTC; None where there was none.
    """

    n_cases: int
    n_documents: int
    n_without_period: int
    versions: tuple[VersionCount, ...]
    period_cases: dict[str, int]
    run_id: str | None
    started_at: datetime | None
    finished_at: datetime | None


@cache
def query_text(name: str) -> str:
    """The text of ``queries/NAME.sql``."""
    return files("pipeline.publish").joinpath("queries", f"{name}.sql").read_text(encoding="utf-8")


def ask(path: Path, name: str, parameters: Sequence[object] = ()) -> Table:
    """The rows of ``queries/NAME.sql`` over the store ``path``.

    Raises StoreError where the store cannot be read, or was made before the view that is asked for.
    """
    with read_only(path) as con:
        try:
            result = con.execute(query_text(name), list(parameters))
            columns = tuple(str(column[0]) for column in result.description or ())
            return Table(columns, tuple(result.fetchall()))
        except duckdb.CatalogException as error:
            raise StoreError(
                f"the store {path} lacks what `{name}` needs ({first_line(error)}): an older version made "
                "it; run `scr run` on it again"
            ) from error
        except duckdb.Error as error:
            raise QueryError(f"{error}\n\n{query_text(name)}") from error


def about(path: Path) -> About:
    """What the store holds and what made it."""
    counts = ask(path, "about").rows[0]
    versions = tuple(VersionCount(*row) for row in ask(path, "versions").rows)  # type: ignore[arg-type]
    runs = ask(path, "last_run").rows
    run = runs[0][:3] if runs else (None,) * 3
    periods = {str(row[0]): row[1] for row in ask(path, "period_cases").rows}
    return About(*(*counts, versions, periods, *run))  # type: ignore[arg-type]


def require_factors(path: Path, factors: Sequence[str]) -> None:
    """Raise QueryError for a factor that the codebook of the store lacks."""
    known = [str(row[0]) for row in ask(path, "factors").rows]
    for factor in factors:
        if factor not in known:
            raise QueryError(f"there is no factor {factor!r} in this store; there is: {', '.join(known)}")
