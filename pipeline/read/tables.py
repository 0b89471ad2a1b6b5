"""Ruled tables by pdfplumber, on the pages that have rules; frames round running text are no tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pdfplumber.pdf import PDF

from pipeline.read.clean import join_lines, mend
from pipeline.read.layout import PageLines
from pipeline.records import TableKind

# Fewer ruling lines than this on a page and pdfplumber is not asked: it costs a tenth of a second a page.
MIN_RULES = 4
# A "table" with a cell of more words is a form's box or a frame: its text is body text.
LAYOUT_CELL_WORDS = 150
_KINDS: tuple[tuple[TableKind, str], ...] = (
    ("action_plan", r"recommendation|action|owner|outcome|timescale|responsib|lead agency"),
    ("chronology", r"\bdate\b|\bwhen\b|\btime\b|event|episode|timeline"),
    ("family", r"relation|family|\bage\b|\bmember|\bdob\b|ethnic|\bname\b"),
    ("agencies", r"agenc|service|organisation|involve|role|contact"),
)


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table on a page: its box (x0, top, x1, bottom; points) and its rows of mended cells."""

    kind: TableKind
    page: int
    box: tuple[float, float, float, float]
    rows: tuple[tuple[str, ...], ...]


def find_tables(pdf: PDF, page: PageLines) -> list[FoundTable]:
    """The data tables of one page. The page's objects are freed before returning."""
    if page.n_rules < MIN_RULES:
        return []
    source = pdf.pages[page.number - 1]
    try:
        found = [_table(table, page.number) for table in source.find_tables()]
    finally:
        source.close()
    return [table for table in found if table is not None]


def _table(table: Any, page: int) -> FoundTable | None:  # noqa: ANN401 - pdfplumber's Table is untyped
    rows = [tuple(_cell(cell) for cell in row) for row in table.extract()]
    rows = [row for row in rows if any(row)]
    width = max((len(row) for row in rows), default=0)
    filled = [sum(1 for cell in row if cell) for row in rows]
    longest = max((len(cell.split()) for row in rows for cell in row), default=0)
    if width < 2 or len(rows) < 2 or max(filled, default=0) < 2 or longest > LAYOUT_CELL_WORDS:
        return None
    if _is_form(rows):
        return None
    return FoundTable(table_kind(rows[0]), page, tuple(table.bbox), tuple(rows))


def _cell(cell: str | None) -> str:
    return join_lines([mend(line) for line in (cell or "").split("\n") if line.strip()])


def _is_form(rows: Sequence[Sequence[str]]) -> bool:
    """A form's boxes: two columns, on the left nothing but a number, on the right the text."""
    columns = {i for row in rows for i, cell in enumerate(row) if cell}
    return len(columns) <= 2 and all(re.fullmatch(r"\(?\d{0,2}[.)]?", row[0]) for row in rows)


def table_kind(header: Sequence[str]) -> TableKind:
    """What a table is about, from its first row."""
    words = " ".join(header).lower()
    return next((kind for kind, pattern in _KINDS if re.search(pattern, words)), "other")
