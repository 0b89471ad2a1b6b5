"""Ruled tables: pdfplumber's algorithm on the lines and words of PDFium; a frame round running text is none.

pdfplumber itself reads a page again with pdfminer, a tenth of a second and more a page; its functions from
edges to cells need no page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pdfplumber.table import (
    Table,
    cells_to_tables,
    edges_to_intersections,
    intersections_to_cells,
    merge_edges,
)

from pipeline.read.clean import join_lines, mend
from pipeline.read.layout import Box, Grid, Line, PlacedWord
from pipeline.read.rules import Drawings
from pipeline.records import TableKind

# Fewer ruling lines than this on a page make no table.
MIN_RULES = 4
MAX_EDGES = 800
# Lines that miss each other by less than this, in points, meet.
TOLERANCE = 3.0
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
    """A table on a page: its box (x0, top, x1, bottom; points) and its rows of mended cells.

    ``goes_on``: the first row repeats the column heads of the table on the page before.
    """

    kind: TableKind
    page: int
    box: Box
    rows: tuple[tuple[str, ...], ...]
    goes_on: bool = False


def grids(drawings: Drawings, words: Sequence[PlacedWord]) -> tuple[Grid, ...]:
    """The ruled grids of one page with the lines of text in their cells."""
    count = len(drawings.horizontal) + len(drawings.vertical)
    if not MIN_RULES <= count <= MAX_EDGES or len(drawings.horizontal) < 2 or len(drawings.vertical) < 2:
        return ()
    edges = [_edge(box, "h") for box in drawings.horizontal] + [_edge(box, "v") for box in drawings.vertical]
    merged = merge_edges(edges, TOLERANCE, TOLERANCE, TOLERANCE, TOLERANCE)
    cells = intersections_to_cells(edges_to_intersections(merged, TOLERANCE, TOLERANCE))
    found = [Table(None, group) for group in cells_to_tables(cells)]  # type: ignore[arg-type]
    return tuple(_grid(table, words) for table in found if len(table.cells) > 1)


def _edge(box: Box, orientation: str) -> dict[str, Any]:
    x0, top, x1, bottom = box
    return {
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
        "orientation": orientation,
    }


def _grid(table: Table, words: Sequence[PlacedWord]) -> Grid:
    x0, top, x1, bottom = table.bbox
    inside = [word for word in words if x0 <= word.x <= x1 and top <= word.y <= bottom]
    rows = tuple(tuple(_lines_in(cell, inside) for cell in row.cells) for row in table.rows)
    return Grid((x0, top, x1, bottom), rows)


def _lines_in(cell: Box | None, words: Sequence[PlacedWord]) -> tuple[str, ...]:
    """The printed lines of a cell; a cell that spans several has its text in the first."""
    if cell is None:
        return ()
    x0, top, x1, bottom = cell
    lines: list[list[PlacedWord]] = []
    for word in words:
        if not (x0 <= word.x < x1 and top <= word.y < bottom):
            continue
        if lines and abs(lines[-1][-1].y - word.y) < word.size * 0.5:
            lines[-1].append(word)
        else:
            lines.append([word])
    return tuple(" ".join(word.text for word in line) for line in lines)


def find_tables(page: int, found: Sequence[Grid]) -> list[FoundTable]:
    """The data tables among the grids of a page."""
    tables = (_table(page, grid) for grid in found)
    return [table for table in tables if table is not None]


def linked(tables: Sequence[FoundTable]) -> list[FoundTable]:
    """Tables that go on over a page break known as such: of the same kind, or with their heads again."""
    result: list[FoundTable] = []
    for table in tables:
        last = result[-1] if result else None
        if last and table.page == last.page + 1 and len(table.rows[0]) == len(last.rows[0]):
            if table.rows[0] == last.rows[0]:
                table = replace(table, kind=last.kind, goes_on=True)  # noqa: PLW2901 - the same table, known better
            elif table.kind == "other":
                table = replace(table, kind=last.kind)  # noqa: PLW2901
        result.append(table)
    return result


def _table(page: int, grid: Grid) -> FoundTable | None:
    rows = [tuple(_cell(cell) for cell in row) for row in grid.rows]
    rows = [row for row in rows if any(row)]
    if not rows:
        return None
    used = [at for at in range(len(rows[0])) if any(row[at] for row in rows)]
    rows = [tuple(row[at] for at in used) for row in rows]
    filled = [sum(1 for cell in row if cell) for row in rows]
    longest = max(len(cell.split()) for row in rows for cell in row)
    if len(used) < 2 or len(rows) < 2 or max(filled) < 2 or longest > LAYOUT_CELL_WORDS:
        return None
    if _is_form(rows):
        return None
    return FoundTable(table_kind(rows[0]), page, grid.box, tuple(rows))


def _cell(lines: Sequence[str]) -> str:
    return join_lines([mend(line) for line in lines if line.strip()])


def _is_form(rows: Sequence[Sequence[str]]) -> bool:
    """A form's boxes: two columns, on the left nothing but a number, on the right the text."""
    columns = {i for row in rows for i, cell in enumerate(row) if cell}
    return len(columns) <= 2 and all(re.fullmatch(r"\(?\d{0,2}[.)]?", row[0]) for row in rows)


def table_kind(header: Sequence[str]) -> TableKind:
    """What a table is about, from its first row."""
    words = " ".join(header).lower()
    return next((kind for kind, pattern in _KINDS if re.search(pattern, words)), "other")


def is_inside(line: Line, table: FoundTable) -> bool:
    """Whether a printed line stands in a table."""
    x0, top, x1, bottom = table.box
    middle = (line.top + line.bottom) / 2
    return top - 2 <= middle <= bottom + 2 and line.x0 >= x0 - 5 and line.x1 <= x1 + 5
