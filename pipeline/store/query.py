"""Answers from a store or its published copy: ready-made ones, and other people's SQL, read-only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from pipeline.errors import QueryError
from pipeline.records import Assertion, Method, Outcome, Subject, Temporality, Value
from pipeline.store.connect import connect_guarded
from pipeline.store.sql import query_text

# MULTI is a PIVOT, which DuckDB runs as several statements.
_READING = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN, duckdb.StatementType.MULTI}
_LISTED = 40


@dataclass(frozen=True, slots=True)
class Table:
    """The result of a query; ``rows`` are as long as ``columns``, with Python values."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A factor in two periods: a row of view ``period_comparison``, which explains every field."""

    factor_id: str
    name: str
    domain: str
    period_a: str
    period_b: str
    n_a: int
    denominator_a: int
    proportion_a: float | None
    wilson_low_a: float | None
    wilson_high_a: float | None
    n_b: int
    denominator_b: int
    proportion_b: float | None
    wilson_low_b: float | None
    wilson_high_b: float | None
    difference: float | None
    difference_low: float | None
    difference_high: float | None
    odds_ratio: float | None
    odds_ratio_low: float | None
    odds_ratio_high: float | None
    p_value: float | None
    p_exact: float | None
    p_adjusted: float | None
    few_cases: bool
    series_break: bool
    definition_changed: bool


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A mention and where to find it: a row of view ``evidence``. Offsets are into the document's text."""

    case_id: str
    factor_id: str
    name: str
    value: Value
    assertion: Assertion
    subject: Subject
    temporality: Temporality
    probability: float
    method: Method
    quote: str
    sentence: str
    heading: str
    page: int
    file_name: str
    document_id: str
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list; ``n_present`` is how many factors are present."""

    case_id: str
    case_label: str | None
    board: str | None
    nation: str | None
    incident_date: date | None
    period_id: str | None
    outcome: Outcome
    n_children: int
    n_documents: int
    n_recommendations: int
    n_present: int


def read_only(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection to a store that can read its tables and nothing else: no file, network or setting.

    Raises StoreError where the store is missing or being written to.
    """
    return connect_guarded(path)


def query(path: Path, sql: str) -> Table:
    """Run one SQL statement that reads.

    Raises QueryError with DuckDB's message and the SQL where it fails or does anything but read.
    """
    with read_only(path) as con:
        try:
            statements = con.extract_statements(sql)
            if len(statements) != 1:
                raise QueryError(f"one statement is wanted, not {len(statements)}\n\n{sql}")
            if statements[0].type not in _READING:
                raise QueryError(f"only reading is allowed, not {statements[0].type.name}\n\n{sql}")
            return _table(con.execute(statements[0]))
        except duckdb.Error as error:
            raise QueryError(f"{error}\n\n{sql}") from error


def compare(
    path: Path, period_a: str, period_b: str, factors: Sequence[str] | None = None
) -> tuple[Comparison, ...]:
    """How every factor, or some, differ between two periods; the largest difference first.

    ``difference`` is ``period_b`` less ``period_a``. Raises QueryError for a name that the store lacks.
    """
    with read_only(path) as con:
        for period in (period_a, period_b):
            _require(con, "period", period, "SELECT period_id FROM periods ORDER BY start_date")
        for factor in factors or ():
            _require_factor(con, factor)
        if period_a == period_b:
            raise QueryError(f"{period_a} cannot be compared with itself: name two periods")
        wanted = None if factors is None else list(factors)
        rows = _run(con, "compare", [period_a, period_b, wanted]).rows
    return tuple(Comparison(*row) for row in rows)  # type: ignore[arg-type]


def evidence(path: Path, case: str, factor: str | None = None) -> tuple[EvidenceRow, ...]:
    """The mentions of a case, of all its factors or of one; none where the reports say nothing.

    Raises QueryError for a case or factor that the store lacks.
    """
    with read_only(path) as con:
        _require(con, "case", case, "SELECT case_id FROM cases ORDER BY case_id")
        if factor is not None:
            _require_factor(con, factor)
        rows = _run(con, "evidence", [case, factor]).rows
    return tuple(EvidenceRow(*row) for row in rows)  # type: ignore[arg-type]


def cases(path: Path) -> tuple[CaseRow, ...]:
    """All cases of a store, by incident date."""
    with read_only(path) as con:
        return tuple(CaseRow(*row) for row in _run(con, "cases", []).rows)  # type: ignore[arg-type]


def _run(con: duckdb.DuckDBPyConnection, name: str, parameters: list[object]) -> Table:
    sql = query_text(name)
    try:
        return _table(con.execute(sql, parameters))
    except duckdb.Error as error:
        raise QueryError(f"{error}\n\n{sql}") from error


def _table(result: duckdb.DuckDBPyConnection) -> Table:
    columns = tuple(str(column[0]) for column in result.description or ())
    return Table(columns, tuple(result.fetchall()))


def _require_factor(con: duckdb.DuckDBPyConnection, factor: str) -> None:
    _require(con, "factor", factor, "SELECT factor_id FROM factors ORDER BY factor_id")


def _require(con: duckdb.DuckDBPyConnection, what: str, name: str, sql: str) -> None:
    try:
        known = [str(row[0]) for row in con.execute(sql).fetchall()]
    except duckdb.Error as error:
        raise QueryError(f"{error}\n\n{sql}") from error
    if name in known:
        return
    listed = ", ".join(known[:_LISTED]) or "none"
    more = f" and {len(known) - _LISTED} more" if len(known) > _LISTED else ""
    raise QueryError(f"there is no {what} {name!r} in this store; there is: {listed}{more}")
