"""Writes rows as an .xlsx workbook, of any length that a sheet takes, in little memory."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.publish.cells import neutral

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

# Excel's limits: rows of a sheet with its heading, characters of a cell, letters of a sheet's name.
MAX_ROWS = 1_048_576
MAX_CHARACTERS = 32_767
MAX_SHEET_NAME = 31
_FIRST_YEAR = 1900
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd hh:mm:ss",
}


def write_workbook(
    path: Path,
    sheets: Sequence[tuple[str, Sequence[str], Iterable[Sequence[object]]]],
    made: datetime,
) -> int:
    """Write ``sheets``, each (name, headings, rows), and return how many cells had to be cut.

    Numbers, dates and truth values keep their types; text that begins like a formula gets an apostrophe;
    text too long for a cell is cut and says so at its end. ``made`` is the time that the file carries.
    """
    import xlsxwriter

    n_cut = 0
    # Its temporary files hold the data: they stay in the folder of the export.
    with xlsxwriter.Workbook(str(path), {**_OPTIONS, "tmpdir": str(path.parent)}) as book:
        book.set_properties({"created": made})
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        for name, headings, rows in sheets:
            sheet = book.add_worksheet(name[:MAX_SHEET_NAME])
            sheet.freeze_panes(1, 0)
            for column, heading in enumerate(headings):
                sheet.write_string(0, column, heading, bold)
            for number, row in enumerate(rows, start=1):
                for column, value in enumerate(row):
                    n_cut += _write(sheet, number, column, value, day)
    return n_cut


def _write(sheet: Worksheet, row: int, column: int, value: object, day: object) -> int:
    """Write one cell; 1 where it was cut, else 0."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return 0
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif isinstance(value, date) and value.year >= _FIRST_YEAR:
        # A datetime is a date too, and has the workbook's own format.
        sheet.write_datetime(row, column, value, None if isinstance(value, datetime) else day)
    else:
        text = str(neutral(str(value)))
        sheet.write_string(row, column, shortened(text))
        return int(len(text) > MAX_CHARACTERS)
    return 0


def shortened(text: str) -> str:
    """A text that fits a cell; where it is cut, its end says so and how long it was."""
    if len(text) <= MAX_CHARACTERS:
        return text
    mark = f" [cut: {len(text)} characters]"
    return text[: MAX_CHARACTERS - len(mark)] + mark
