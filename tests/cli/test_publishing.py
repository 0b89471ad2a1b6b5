"""``scr export`` and ``scr dictionary``."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from pipeline.errors import QueryError, ScrError

from .conftest import Scr


@pytest.mark.parametrize("form", ["parquet", "csv", "xlsx"])
def test_export(scr: Scr, tmp_path: Path, form: str) -> None:
    folder = tmp_path / "tables"
    result = scr("export", folder, "--format", form, "--only", "cases", "--only", "prevalence")
    assert result.exit_code == 0, result.output
    names = {path.name for path in folder.iterdir()}
    assert names == {f"cases.{form}", f"prevalence.{form}", "dictionary.md", "manifest.json"}
    files = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert {file["name"]: file["rows"] for file in files}[f"cases.{form}"] == 8
    assert f"prevalence.{form}" in result.stdout


def test_export_is_not_repeated_over_itself_unless_asked(scr: Scr, tmp_path: Path) -> None:
    command = ("export", tmp_path / "tables", "--only", "cases")
    assert scr(*command).exit_code == 0
    again = scr(*command).exception
    assert isinstance(again, ScrError)
    assert "--replace" in str(again)
    assert scr(*command, "--replace").exit_code == 0


def test_export_names_what_there_is(scr: Scr, tmp_path: Path) -> None:
    error = scr("export", tmp_path / "tables", "--without", "sentence").exception
    assert isinstance(error, QueryError)
    assert "sentences" in str(error)


def test_a_workbook_explains_its_columns(scr: Scr, tmp_path: Path) -> None:
    scr("export", tmp_path / "tables", "--format", "xlsx", "--only", "prevalence")
    book = openpyxl.load_workbook(tmp_path / "tables" / "prevalence.xlsx")
    assert book.sheetnames == ["prevalence", "columns"]
    headings = [cell.value for cell in book["prevalence"][1]]
    explained = [row[0] for row in book["columns"].iter_rows(min_row=2, values_only=True)]
    assert explained == headings
    assert book["prevalence"].max_row == 41


def test_dictionary(scr: Scr) -> None:
    result = scr("dictionary")
    assert result.exit_code == 0
    assert result.stdout.startswith("# Data dictionary\n")
    assert "### `prevalence_by_period`" in result.stdout
    assert "| `n_present` | BIGINT | " in result.stdout
