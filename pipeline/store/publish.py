"""Publishes a store: a copy for readers, swapped in at once, that an analyst's DuckDB 1.5 can open too."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import duckdb

from pipeline.errors import StoreError
from pipeline.store.connect import connect_memory, explain, first_line

# The oldest DuckDB that can read the copy.
_STORAGE_VERSION = "v1.5.0"


def default_target(store: Path) -> Path:
    """Where the copy of a store goes: ``scr.published.duckdb`` beside ``scr.duckdb``."""
    return store.with_name(f"{store.stem}.published{store.suffix}")


def publish(store: Path, target: Path) -> None:
    """Copy ``store``, with its views, macros and comments, over ``target`` in one step.

    Close the writer first. Whoever has the old copy open goes on reading it. The copy's file mode is
    read-only. Raises StoreError where the store cannot be read or the copy not be written; the old
    copy is then as it was.
    """
    if not store.is_file():
        raise StoreError(f"there is no store {store} to publish: make one with scr run")
    if target.exists() and target.samefile(store):
        raise StoreError(f"the copy {target} would replace the store itself: name another file")
    folder = target.absolute().parent
    if not (folder.is_dir() and os.access(folder, os.W_OK)):
        raise StoreError(f"the copy {target} cannot be made: there is no folder {folder} that can be written")
    fresh = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        _copy(store, fresh)
        fresh.chmod(0o444)
        fresh.replace(target)
        # A log left beside the old copy must not be played into the new one.
        _log_of(target).unlink(missing_ok=True)
    except (OSError, duckdb.Error) as error:
        raise StoreError(f"the copy {target} cannot be written: {first_line(error)}") from error
    finally:
        for leftover in (fresh, _log_of(fresh)):
            with suppress(OSError):
                leftover.unlink(missing_ok=True)


def _copy(store: Path, fresh: Path) -> None:
    with connect_memory() as con:
        try:
            con.execute(f"ATTACH {_quoted(store)} AS store (READ_ONLY)")
        except duckdb.Error as error:
            raise explain(store, error) from error
        con.execute(f"ATTACH {_quoted(fresh)} AS copy (STORAGE_VERSION '{_STORAGE_VERSION}')")
        con.execute("COPY FROM DATABASE store TO copy")
        con.execute("CHECKPOINT copy")
        con.execute("DETACH copy")


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")
