"""Brings a store to the schema that this program knows, in one transaction."""

from __future__ import annotations

from pathlib import Path

from duckdb import DuckDBPyConnection

from pipeline.errors import StoreError
from pipeline.store.sql import Script, query_text, scripts
from pipeline.store.transaction import transaction

# In the order that they are made in: views use macros, table macros use views.
_DERIVED = ("macros", "views", "table_macros")


def migrate(con: DuckDBPyConnection, path: Path, upto: int | None = None) -> None:
    """Run the migrations that the store lacks, and make macros and views anew where they changed.

    ``upto`` stops after that version and leaves the views alone; it exists to test old stores.
    Raises StoreError for a store of a newer program, and for a database that is no store.
    """
    known = scripts("migrations")
    done = _applied(con, path)
    if done and max(done) > known[-1].number:
        raise StoreError(
            f"the store {path} was made by a newer version of scr-factors (schema {max(done)}, this one "
            f"knows {known[-1].number}): upgrade scr-factors, or use another store"
        )
    pending = [script for script in known if script.number not in done]
    if upto is not None:
        pending = [script for script in pending if script.number <= upto]
    derived = () if upto is not None else tuple(script for folder in _DERIVED for script in scripts(folder))
    with transaction(con):
        for script in pending:
            con.execute(script.text)
            con.execute(query_text("record_migration"), [script.number, script.name])
        if derived:
            _rebuild_views(con, derived)


def _applied(con: DuckDBPyConnection, path: Path) -> set[int]:
    """The versions that the store has had; none for an empty database."""
    rows = con.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    tables = {str(row[0]) for row in rows}
    if "schema_migrations" in tables:
        versions = con.execute("SELECT version FROM schema_migrations").fetchall()
        return {int(row[0]) for row in versions}
    if tables:
        raise StoreError(f"{path} is a DuckDB database but no store of scr-factors: name another file")
    return set()


def _rebuild_views(con: DuckDBPyConnection, derived: tuple[Script, ...]) -> None:
    """Views hold no data, so they follow the program without migrations."""
    wanted = {script.path: script.sha256 for script in derived}
    stored = dict(con.execute("SELECT file_name, sha256 FROM schema_views").fetchall())
    if stored == wanted:
        return
    for script in derived:
        con.execute(script.text)
    con.execute("DELETE FROM schema_views")
    con.executemany("INSERT INTO schema_views VALUES (?, ?)", list(wanted.items()))
