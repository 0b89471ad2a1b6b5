"""Exports a store: a folder with a file for each table and view, a data dictionary and a manifest."""

from __future__ import annotations

import glob
import hashlib
import json
import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.errors import QueryError, ScrError, StoreError
from pipeline.publish.dictionary import Dictionary, Relation, describe, markdown
from pipeline.publish.reader import About, about
from pipeline.publish.tables import FileFormat, opened, require_fit, write_relation

MANIFEST = "manifest.json"
DICTIONARY = "dictionary.md"
_MADE_BY = "scr export"
# The time that workbooks of a store without a run carry, UTC.
_NO_RUN = datetime(2000, 1, 1)
_NOTES = {
    FileFormat.parquet: "Values are as in the store.",
    FileFormat.csv: "UTF-8. An empty field is null, a quoted empty one is an empty text. Text that a "
    "spreadsheet would take for a formula has an apostrophe in front. Excel reads age bands such as 1-5 of a "
    "csv file as dates: take xlsx for Excel.",
    FileFormat.xlsx: "An empty cell is null. Text that a spreadsheet would take for a "
    "formula has an apostrophe in front; text too long for a cell is cut and says so at its end (cut_cells). "
    "Dates before 1900 are text.",
}


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file of an export; ``relation``, ``kind`` and ``rows`` are None for the dictionary."""

    name: str
    relation: str | None
    kind: str | None
    rows: int | None
    cut_cells: int
    bytes: int
    sha256: str


def export(
    store: Path,
    folder: Path,
    form: FileFormat,
    only: Sequence[str] | None = None,
    without: Sequence[str] | None = None,
    *,
    replace: bool = False,
) -> tuple[ExportedFile, ...]:
    """Write all tables and views of ``store`` into ``folder``, which appears when it is complete.

    ``only`` names those that are wanted, ``without`` those that are not.

    ``replace`` puts it in the place of an older export, and of nothing else. Raises StoreError where the
    store cannot be read or the folder not be written, QueryError for a table that the store lacks.
    """
    folder = folder.absolute()
    before = _identity(store)
    held, dictionary = about(store), describe(store)
    relations = _chosen(dictionary.relations, only or (), without or ())
    _require_target(folder, replace)
    _clear_leftovers(folder)
    staging = folder.with_name(f".{folder.name}.{os.getpid()}.tmp")
    try:
        staging.mkdir()
        files = _write_relations(store, staging, form, relations, held)
        text = markdown(Dictionary(relations, dictionary.types), held)
        (staging / DICTIONARY).write_text(text, encoding="utf-8")
        files.append(_described(staging / DICTIONARY, None, None, 0))
        manifest = json.dumps(_manifest(store, form, held, files), ensure_ascii=False, indent=2, default=str)
        (staging / MANIFEST).write_text(manifest + "\n", encoding="utf-8")
        if _identity(store) != before:
            raise StoreError(f"the store {store} was published anew during the export: run it again")
        _swap(staging, folder)
    except OSError as error:
        raise StoreError(f"the export {folder} cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return tuple(files)


def _clear_leftovers(folder: Path) -> None:
    """Remove what an export to the same folder left when its process was killed."""
    for entry in folder.parent.glob(f".{glob.escape(folder.name)}.*.tmp"):
        process = entry.suffixes[-2].lstrip(".")
        if not process.isdecimal():
            continue
        try:
            os.kill(int(process), 0)
        except ProcessLookupError:
            shutil.rmtree(entry, ignore_errors=True)
        except OSError:
            # It runs, under another user.
            continue


def _write_relations(
    store: Path, staging: Path, form: FileFormat, relations: Sequence[Relation], held: About
) -> list[ExportedFile]:
    files = []
    scratch = staging / "scratch"
    with opened(store, scratch) as con:
        if form is FileFormat.xlsx:
            require_fit(con, relations)
        made = held.finished_at or held.started_at or _NO_RUN
        for relation in relations:
            path = staging / f"{relation.name}.{form.value}"
            rows, n_cut = write_relation(con, relation, path, form, made)
            files.append(_described(path, relation, rows, n_cut))
    shutil.rmtree(scratch, ignore_errors=True)
    return files


def _chosen(
    relations: Sequence[Relation], only: Sequence[str], without: Sequence[str]
) -> tuple[Relation, ...]:
    names = [one.name for one in relations]
    for name in (*only, *without):
        if name not in names:
            raise QueryError(
                f"there is no table or view {name!r} in this store; there is: {', '.join(names)}"
            )
    chosen = tuple(one for one in relations if (not only or one.name in only) and one.name not in without)
    if not chosen:
        raise QueryError("there is nothing to export: --without takes away all that --only names")
    return chosen


def _described(path: Path, relation: Relation | None, rows: int | None, n_cut: int) -> ExportedFile:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    name, kind = (None, None) if relation is None else (relation.name, relation.kind)
    return ExportedFile(path.name, name, kind, rows, n_cut, path.stat().st_size, digest)


def _manifest(store: Path, form: FileFormat, held: About, files: Sequence[ExportedFile]) -> dict[str, Any]:
    newest = held.versions[0] if held.versions else None
    return {
        "made_by": _MADE_BY,
        "exported_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "store": store.name,
        "run": {"run_id": held.run_id, "started_at": held.started_at, "finished_at": held.finished_at},
        "code_version": newest.code if newest else None,
        "codebook_version": newest.codebook if newest else None,
        "model_version": newest.model if newest else None,
        "documents_by_version": [asdict(one) for one in held.versions],
        "n_cases": held.n_cases,
        "n_documents": held.n_documents,
        "format": form.value,
        "note": _NOTES[form],
        "files": [asdict(one) for one in files],
    }


def _identity(store: Path) -> tuple[int, int, int] | None:
    if not store.is_file():
        return None
    found = store.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


def _require_target(folder: Path, replace: bool) -> None:
    """Nothing but an older export is ever replaced, so that no folder of a user's is lost by a slip."""
    if not (folder.parent.is_dir() and os.access(folder.parent, os.W_OK)):
        raise StoreError(
            f"the export {folder} cannot be made: there is no folder {folder.parent} to write in"
        )
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    if not replace:
        raise ScrError(f"{folder} is there already: name another folder, or give --replace")
    foreign = _foreign(folder)
    if foreign:
        listed = ", ".join(foreign[:5]) + (" ..." if len(foreign) > 5 else "")
        raise ScrError(f"{folder} is not replaced, for it has what no export wrote: {listed}")


def _foreign(folder: Path) -> list[str]:
    """Names in the folder that are of no export that its manifest tells of."""
    if not folder.is_dir():
        return [folder.name]
    own = {MANIFEST}
    with suppress(OSError, ValueError, KeyError, TypeError):
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if manifest["made_by"] == _MADE_BY:
            own |= {str(file["name"]) for file in manifest["files"]}
        else:
            own = set()
    return sorted(entry.name for entry in folder.iterdir() if entry.name not in own)


def _swap(staging: Path, folder: Path) -> None:
    """Put the finished folder in its place; an older one goes only when the new one stands there."""
    if not folder.exists():
        staging.rename(folder)
        return
    old = folder.with_name(f".{folder.name}.{os.getpid()}.old")
    folder.rename(old)
    try:
        staging.rename(folder)
    except BaseException:
        old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)
