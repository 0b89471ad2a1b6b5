"""Opens a store, for writing or reading; what can go wrong becomes one sentence."""

from __future__ import annotations

import os
import re
from pathlib import Path

import duckdb

from pipeline.errors import StoreError
from pipeline.store.migrate import migrate
from pipeline.store.write import Writer

# DuckDB fetches extensions when it meets a function it lacks, and reads Python variables as tables.
_OFFLINE: dict[str, str] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}
# For other people's SQL: no file, no network, and no way to allow them again.
_GUARDED: dict[str, str] = {**_OFFLINE, "enable_external_access": "false", "lock_configuration": "true"}


def open_writer(path: Path) -> Writer:
    """Open a store for writing, as a context manager; a new or older one is brought up to date.

    Raises StoreError where the folder cannot be written, the file is no store or a newer program's,
    or the store is in use: one writer, or many readers, may have it open.
    """
    folder = path.absolute().parent
    if not folder.is_dir():
        raise StoreError(f"the store {path} cannot be made: there is no folder {folder}; make it first")
    if path.is_dir():
        raise StoreError(f"the store {path} is a folder: name a file, such as {path / 'scr.duckdb'}")
    if not os.access(path if path.exists() else folder, os.W_OK):
        raise StoreError(f"the store {path} cannot be written: get write permission, or name another place")
    con = connect(path)
    try:
        migrate(con, path)
    except duckdb.Error as error:
        con.close()
        raise StoreError(f"the store {path} cannot be brought up to date: {first_line(error)}") from error
    except BaseException:
        con.close()
        raise
    return Writer(con, path)


def connect(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection that writes, with DuckDB's network access off."""
    return _connect(path, read_only=False, config=_OFFLINE)


def connect_guarded(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection that only reads, and reads nothing but this store."""
    if not path.is_file():
        raise StoreError(f"there is no store {path}: make one with scr run, or name another")
    return _connect(path, read_only=True, config=_GUARDED)


def connect_memory() -> duckdb.DuckDBPyConnection:
    """A connection without a file, to attach others to, with DuckDB's network access off."""
    return duckdb.connect(":memory:", config={**_OFFLINE})


def explain(path: Path, error: duckdb.Error) -> StoreError:
    """What a DuckDB error on opening ``path`` means, and what to do."""
    text = str(error)
    if "lock on file" in text:
        holder = re.search(r"PID (\d+)", text)
        who = f"process {holder[1]}" if holder else "another process"
        advice = "wait until it has ended, or read the published copy"
        return StoreError(f"the store {path} is busy: {who} has it open; {advice}")
    if "different configuration" in text or "already attached" in text:
        return StoreError(f"the store {path} is busy: this process has it open already; close it first")
    if "not a valid DuckDB database" in text:
        return StoreError(f"{path} is no DuckDB database: name another file, or move this one away")
    if "newer version of DuckDB" in text:
        return StoreError(f"the store {path} was written by a newer DuckDB: upgrade scr-factors")
    if "Corrupt database file" in text:
        advice = "put the published copy in its place, or name a new store and run again"
        return StoreError(f"the store {path} is damaged: {advice}")
    return StoreError(f"the store {path} cannot be opened: {first_line(error)}")


def _connect(path: Path, *, read_only: bool, config: dict[str, str]) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(str(path), read_only=read_only, config={**config})
    except duckdb.Error as error:
        raise explain(path, error) from error


def first_line(error: Exception) -> str:
    """DuckDB's message without the lines that point into the SQL."""
    return str(error).partition("\n")[0]
