"""Writes tables and views of a store to files: parquet and csv by DuckDB, xlsx row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import duckdb

from pipeline.errors import StoreError
from pipeline.publish.cells import FORMULA_STARTS
from pipeline.publish.dictionary import Relation
from pipeline.publish.workbook import MAX_ROWS, write_workbook
from pipeline.store.connect import connect_memory, explain, first_line

_ROWS_AT_ONCE = 5_000


class FileFormat(StrEnum):
    """What files an export has; also their suffix."""

    parquet = "parquet"
    csv = "csv"
    xlsx = "xlsx"


@contextmanager
def opened(store: Path, scratch: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that reads the store and may write files; what does not fit memory goes to ``scratch``.

    What DuckDB raises comes out as StoreError.
    """
    with connect_memory() as con:
        try:
            con.execute(f"ATTACH {_text(str(store))} AS store (READ_ONLY)")
        except duckdb.Error as error:
            raise explain(store, error) from error
        try:
            con.execute(f"SET temp_directory = {_text(str(scratch))}")
            con.execute("USE store")
            yield con
        except duckdb.Error as error:
            raise StoreError(f"the store {store} cannot be exported: {first_line(error)}") from error


def count_rows(con: duckdb.DuckDBPyConnection, relation: Relation) -> int:
    """How many rows a table or view has."""
    return int(con.execute(f"SELECT COUNT(*) FROM {_name(relation.name)}").fetchall()[0][0])


def require_fit(con: duckdb.DuckDBPyConnection, relations: Sequence[Relation]) -> None:
    """Raise StoreError where a table has more rows than a sheet takes."""
    limit = MAX_ROWS - 1
    counts = {one.name: count_rows(con, one) for one in relations}
    too_long = [f"{name} ({rows:,})" for name, rows in counts.items() if rows > limit]
    if too_long:
        raise StoreError(
            f"a sheet of an .xlsx file takes {limit:,} rows, and there are more in {', '.join(too_long)}: "
            "export as parquet or csv, or name with --only the tables that you want"
        )


def write_relation(
    con: duckdb.DuckDBPyConnection, relation: Relation, path: Path, form: FileFormat, made: datetime
) -> tuple[int, int]:
    """Write a table or view to ``path``; the numbers of its rows, and of cells that were cut.

    Rows are sorted by all columns, so that the same store gives the same file.
    """
    query = f"SELECT {_columns(relation, form)} FROM {_name(relation.name)} ORDER BY ALL"
    if form is FileFormat.xlsx:
        meanings = [(one.name, one.type, one.meaning) for one in relation.columns]
        names = [one.name for one in relation.columns]
        sheets = (
            (relation.name, names, _stream(con, query)),
            ("columns", ["column", "type", "meaning"], meanings),
        )
        n_cut = write_workbook(path, sheets, made)
        return count_rows(con, relation), n_cut
    options = "FORMAT parquet, COMPRESSION zstd" if form is FileFormat.parquet else "FORMAT csv, HEADER"
    rows = con.execute(f"COPY ({query}) TO {_text(str(path))} ({options})").fetchall()
    return int(rows[0][0]), 0


def _stream(con: duckdb.DuckDBPyConnection, query: str) -> Iterator[tuple[object, ...]]:
    result = con.execute(query)
    while rows := result.fetchmany(_ROWS_AT_ONCE):
        yield from rows


def _columns(relation: Relation, form: FileFormat) -> str:
    return ", ".join(_column(one.name, one.type, form) for one in relation.columns)


def _column(name: str, type_: str, form: FileFormat) -> str:
    """The column as the format wants it: lists as JSON in csv and xlsx, text made harmless in csv."""
    quoted = _name(name)
    if form is FileFormat.parquet:
        return quoted
    if type_.endswith("]") or type_.startswith(("STRUCT", "MAP")):
        return f"TO_JSON({quoted})::VARCHAR AS {quoted}"
    if type_ == "VARCHAR" and form is FileFormat.csv:
        risky = f"{quoted} <> '' AND CONTAINS({_text(FORMULA_STARTS)}, {quoted}[1])"
        return f"CASE WHEN {risky} THEN '''' || {quoted} ELSE {quoted} END AS {quoted}"
    return quoted


def _name(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
