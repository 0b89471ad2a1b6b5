"""An export holds all of the store, in types and text as they were, and is there whole or not at all."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from pipeline.errors import QueryError, ScrError, StoreError
from pipeline.publish import tables
from pipeline.publish.export import export
from pipeline.publish.tables import FileFormat
from pipeline.publish.workbook import MAX_CHARACTERS

from .conftest import LONG, TEXTS


@pytest.fixture(scope="module", params=list(FileFormat), ids=str)
def exported(request: pytest.FixtureRequest, store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export") / request.param.value
    export(store, folder, request.param)
    return folder


def manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found


def relations(store: Path) -> dict[str, int]:
    """Every table and view of a store with its number of rows."""
    with duckdb.connect(str(store), read_only=True) as con:
        names = con.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main'"
        ).fetchall()
        return {name: con.execute(f"SELECT COUNT(*) FROM {name}").fetchall()[0][0] for (name,) in names}


def rows_of(path: Path) -> list[tuple[object, ...]]:
    """The data rows of an exported file, as its own format has them."""
    if path.suffix == ".parquet":
        return duckdb.sql(f"FROM '{path}'").fetchall()
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return [tuple(row) for row in list(csv.reader(file))[1:]]
    book = openpyxl.load_workbook(path, read_only=True)
    try:
        return list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    finally:
        book.close()


def column(folder: Path, relation: str, name: str) -> list[object]:
    path = next(folder.glob(f"{relation}.*"))
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        heading = [cell.value for cell in book.worksheets[0][1]]
    elif path.suffix == ".csv":
        heading = list(next(csv.reader(path.open(encoding="utf-8", newline=""))))
    else:
        heading = duckdb.sql(f"FROM '{path}'").columns
    position = heading.index(name)
    return [row[position] for row in rows_of(path)]


def test_every_table_and_view_is_a_file(exported: Path, store: Path) -> None:
    told = manifest(exported)
    expected = relations(store)
    assert {file["relation"]: file["rows"] for file in told["files"] if file["relation"]} == expected
    assert len(expected) > 30
    named = {file["name"] for file in told["files"]}
    assert {path.name for path in exported.iterdir()} == named | {"manifest.json"}
    assert all(file["kind"] in ("table", "view") for file in told["files"] if file["relation"])


def test_manifest_tells_versions_and_checksums(exported: Path) -> None:
    told = manifest(exported)
    versions = told["code_version"], told["model_version"], told["codebook_version"]
    assert versions == ("code-1", "model-1", "codebook-1")
    assert told["documents_by_version"] == [
        {"code": "code-1", "model": "model-1", "codebook": "codebook-1", "n_documents": 8}
    ]
    assert told["run"]["run_id"]
    assert (told["n_cases"], told["n_documents"], told["format"]) == (8, 8, exported.name)
    assert datetime.fromisoformat(told["exported_at"]).tzinfo is not None
    for file in told["files"]:
        content = (exported / file["name"]).read_bytes()
        assert (file["bytes"], file["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())


def test_rows_of_the_files_are_those_of_the_store(exported: Path, store: Path) -> None:
    counts = relations(store)
    for path in exported.iterdir():
        if path.stem in counts:
            assert len(rows_of(path)) == counts[path.stem], path.name


def test_parquet_is_the_store_itself(store: Path, tmp_path: Path) -> None:
    export(store, tmp_path / "e", FileFormat.parquet)
    with duckdb.connect(str(store), read_only=True) as con:
        for name in relations(store):
            columns = con.sql(f"FROM {name}").columns
            path = tmp_path / "e" / f"{name}.parquet"
            assert duckdb.sql(f"FROM '{path}'").columns == columns
            kept = [str(row) for row in duckdb.sql(f"FROM '{path}'").fetchall()]
            assert sorted(kept) == sorted(str(row) for row in con.sql(f"FROM {name}").fetchall()), name


@pytest.mark.parametrize("form", [FileFormat.csv, FileFormat.xlsx])
def test_formulas_are_made_text_and_numbers_stay_numbers(
    store: Path, tmp_path: Path, form: FileFormat
) -> None:
    folder = tmp_path / "e"
    export(store, folder, form, ["recommendations", "period_comparison"])
    texts = column(folder, "recommendations", "text")
    for text in TEXTS[:5]:
        assert f"'{text}" in texts
        assert text not in texts
    assert "Plain, with a comma" in texts
    differences = [
        value for value in column(folder, "period_comparison", "difference") if value not in ("", None)
    ]
    numbers = [float(str(value)) for value in differences]
    assert min(numbers) < 0 < max(numbers)
    if form is FileFormat.xlsx:
        assert all(isinstance(value, int | float) for value in differences)


def test_xlsx_has_no_formula_and_keeps_types(store: Path, tmp_path: Path) -> None:
    export(store, tmp_path / "e", FileFormat.xlsx, ["recommendations", "runs", "cases", "document_cases"])
    for path in (tmp_path / "e").glob("*.xlsx"):
        for sheet in openpyxl.load_workbook(path).worksheets:
            assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}, path.name
    assert datetime(2011, 6, 1) in column(tmp_path / "e", "cases", "incident_date")
    assert isinstance(column(tmp_path / "e", "runs", "started_at")[0], datetime)
    children = json.loads(str(column(tmp_path / "e", "document_cases", "children")[0]))
    assert children[0]["gender"] == "female"


def test_what_does_not_fit_a_cell_is_cut_and_says_so(store: Path, tmp_path: Path) -> None:
    files = export(store, tmp_path / "e", FileFormat.xlsx, ["recommendations", "chronology_events"])
    assert {file.relation: file.cut_cells for file in files if file.relation} == {
        "recommendations": 1,
        "chronology_events": 0,
    }
    (cut,) = (
        text for text in column(tmp_path / "e", "recommendations", "text") if str(text).startswith("Über")
    )
    assert len(str(cut)) == MAX_CHARACTERS
    assert str(cut).endswith(f"a [cut: {len(LONG)} characters]")
    # Excel has no date before 1900.
    assert "1823-06-01" in column(tmp_path / "e", "chronology_events", "event_date")


def test_csv_tells_null_from_an_empty_text(store: Path, tmp_path: Path) -> None:
    export(store, tmp_path / "e", FileFormat.csv, ["recommendations"])
    lines = (tmp_path / "e" / "recommendations.csv").read_text(encoding="utf-8").splitlines()
    # Number 7 has an empty text and no addressee.
    assert any(line.endswith(',7,"",,1') for line in lines), lines
    assert LONG in column(tmp_path / "e", "recommendations", "text")


def test_a_sheet_that_is_too_long_is_refused_before_anything_is_written(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # 320 rows of case_factors, and a limit of as many with the heading.
    monkeypatch.setattr(tables, "MAX_ROWS", 320)
    with pytest.raises(StoreError, match=r"319 rows.*case_factors \(320\).*parquet or csv.*--only"):
        export(store, tmp_path / "e", FileFormat.xlsx, ["case_factors", "cases"])
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(tables, "MAX_ROWS", 321)
    export(store, tmp_path / "e", FileFormat.xlsx, ["case_factors", "cases"])


def test_the_same_store_gives_the_same_files(store: Path, tmp_path: Path) -> None:
    for form in FileFormat:
        one = export(store, tmp_path / f"{form}1", form, ["prevalence", "evidence", "cases"])
        two = export(store, tmp_path / f"{form}2", form, ["prevalence", "evidence", "cases"])
        assert one == two


def test_only_and_without(store: Path, tmp_path: Path) -> None:
    files = export(store, tmp_path / "e", FileFormat.csv, ["cases", "prevalence"], ["cases"])
    assert [file.name for file in files] == ["prevalence.csv", "dictionary.md"]
    text = (tmp_path / "e" / "dictionary.md").read_text(encoding="utf-8")
    assert "### `prevalence`" in text
    assert "### `cases`" not in text
    with pytest.raises(QueryError, match=r"no table or view 'case'.*cases"):
        export(store, tmp_path / "f", FileFormat.csv, ["case"])
    with pytest.raises(QueryError, match="nothing to export"):
        export(store, tmp_path / "f", FileFormat.csv, ["cases"], ["cases"])


def test_an_export_is_not_overwritten_unless_asked(store: Path, tmp_path: Path) -> None:
    export(store, tmp_path / "e", FileFormat.csv, ["cases"])
    with pytest.raises(ScrError, match="--replace"):
        export(store, tmp_path / "e", FileFormat.parquet, ["prevalence"])
    assert (tmp_path / "e" / "cases.csv").exists()
    export(store, tmp_path / "e", FileFormat.parquet, ["prevalence"], replace=True)
    names = sorted(path.name for path in (tmp_path / "e").iterdir())
    assert names == ["dictionary.md", "manifest.json", "prevalence.parquet"]
    assert [path.name for path in tmp_path.iterdir()] == ["e"]


def test_nothing_but_an_export_is_replaced(store: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.md").write_text("Years of work.")
    with pytest.raises(ScrError, match=r"no export wrote: chapter\.md"):
        export(store, tmp_path / "thesis", FileFormat.csv, ["cases"], replace=True)
    export(store, tmp_path / "e", FileFormat.csv, ["cases"])
    (tmp_path / "e" / "notes.md").write_text("Mine.")
    with pytest.raises(ScrError, match=r"no export wrote: notes\.md"):
        export(store, tmp_path / "e", FileFormat.csv, ["cases"], replace=True)
    assert (tmp_path / "thesis" / "chapter.md").read_text() == "Years of work."
    # An empty folder holds nothing that could be lost.
    (tmp_path / "new").mkdir()
    export(store, tmp_path / "new", FileFormat.csv, ["cases"])


def test_errors_name_the_place(store: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no folder .*missing"):
        export(store, tmp_path / "missing" / "e", FileFormat.csv)
    with pytest.raises(StoreError, match=r"no store .*none\.duckdb"):
        export(tmp_path / "none.duckdb", tmp_path / "e", FileFormat.csv)
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_export_leaves_nothing(store: Path, tmp_path: Path) -> None:
    """Ctrl-C while files are written; and what a killed export leaves is cleared by the next."""
    script = (
        "import signal, sys, time; from pathlib import Path; from pipeline.publish import export as e, tables\n"
        # A shell that runs the tests in the background has its children pass over Ctrl-C.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "write = e.write_relation\n"
        "def slow(*args):\n"
        "    done = write(*args); print('one', flush=True); time.sleep(1); return done\n"
        "e.write_relation = slow\n"
        "e.export(Path(sys.argv[1]), Path(sys.argv[2]), tables.FileFormat.csv)\n"
    )

    def stopped(by: signal.Signals) -> list[str]:
        command = [sys.executable, "-c", script, str(store), str(tmp_path / "e")]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "one\n"
            assert not (tmp_path / "e").exists()
            process.send_signal(by)
            process.communicate(timeout=60)
        assert process.returncode != 0
        return [path.name for path in tmp_path.iterdir()]

    assert stopped(signal.SIGINT) == []
    (left,) = stopped(signal.SIGKILL)
    assert left.startswith(".e.")
    mine = tmp_path / f".e.{os.getpid()}.tmp"
    mine.mkdir()
    time.sleep(0.1)
    with pytest.raises(StoreError, match="cannot be written"):
        # A folder of a living process is not touched.
        export(store, tmp_path / "e", FileFormat.csv, ["cases"])
    assert not (tmp_path / left).exists()
    export(store, tmp_path / "e", FileFormat.csv, ["cases"])
    assert date.today().isoformat()[:4] in (tmp_path / "e" / "manifest.json").read_text()
