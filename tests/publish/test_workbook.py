"""What becomes of values that a workbook has no place for."""

from __future__ import annotations

import math
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from pipeline.publish.cells import neutral
from pipeline.publish.workbook import MAX_CHARACTERS, shortened, write_workbook


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 20", "-5", "@a", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1"]
)
def test_text_that_begins_like_a_formula(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("value", [-5, -0.5, None, True, "", "5 - 3", "a=b", "'=1", " =1"])
def test_all_else_stays(value: object) -> None:
    assert neutral(value) is value


@pytest.mark.parametrize("length", [0, MAX_CHARACTERS - 1, MAX_CHARACTERS])
def test_what_fits_a_cell_is_whole(length: int) -> None:
    assert shortened("a" * length) == "a" * length


def test_what_does_not_fit_is_cut_to_fit() -> None:
    cut = shortened("a" * (MAX_CHARACTERS + 1))
    assert len(cut) == MAX_CHARACTERS
    assert cut.endswith(f"a [cut: {MAX_CHARACTERS + 1} characters]")


def test_values_keep_their_types(tmp_path: Path) -> None:
    row = (7, -0.25, True, "text", None, date(2014, 6, 1), datetime(2014, 6, 1, 12, 30), math.inf, math.nan)
    more = (
        date(1899, 12, 31),
        "=SUM(A1)",
        "https://example.org",
        "0123",
        "line\nbreak",
        "bell \x07",
        2**40,
        "",
        "é",
    )
    path = tmp_path / "book.xlsx"
    headings = [f"c{number}" for number in range(9)]
    n_cut = write_workbook(path, [("s" * 40, headings, [row, more])], datetime(2020, 1, 2))
    book = openpyxl.load_workbook(path)
    assert n_cut == 0
    assert book.sheetnames == ["s" * 31]
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert list(rows[0]) == headings
    moments = (datetime(2014, 6, 1), datetime(2014, 6, 1, 12, 30))
    assert rows[1] == (7, -0.25, True, "text", None, *moments, None, None)
    assert rows[2][:5] == ("1899-12-31", "'=SUM(A1)", "https://example.org", "0123", "line\nbreak")
    assert rows[2][6:] == (2**40, "", "é")
    assert book.worksheets[0]["A2"].data_type == "n"
    assert book.worksheets[0]["B3"].data_type == "s"
    assert book.worksheets[0]["C3"].hyperlink is None
    assert book.worksheets[0]["F2"].number_format == "yyyy-mm-dd"
    assert book.properties.created == datetime(2020, 1, 2)


def test_a_text_with_a_formula_start_that_is_cut_is_counted_once(tmp_path: Path) -> None:
    n_cut = write_workbook(
        tmp_path / "b.xlsx", [("s", ["c"], [("=" + "a" * MAX_CHARACTERS,)])], datetime(2020, 1, 1)
    )
    value = str(openpyxl.load_workbook(tmp_path / "b.xlsx").worksheets[0]["A2"].value)
    assert n_cut == 1
    assert value.startswith("'=a")
    assert len(value) == MAX_CHARACTERS
