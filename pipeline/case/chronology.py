"""The rows of chronology tables as dated events."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.case.source import Source
from pipeline.dates import find_dates
from pipeline.records import ChronologyEvent

_DATE_HEAD = re.compile(r"\bdates?\b|\bwhen\b|\btime\b", re.I)
_AGENCY_HEAD = re.compile(r"agenc|source|service|organisation|who", re.I)
_TEXT_HEAD = re.compile(
    r"event|what|episode|detail|action|happened|incident|summary|description|entry|contact", re.I
)
Columns = tuple[int, int | None, int]


def find_chronology(source: Source) -> tuple[ChronologyEvent, ...]:
    """One event a row, in the order printed; a row whose date has no year has none.

    A table that goes on over a page keeps its column heads.
    """
    events: list[ChronologyEvent] = []
    columns: Columns | None = None
    width = 0
    for table in source.tables:
        found = _columns(table.rows[0])
        continued = (
            columns is not None and len(table.rows[0]) == width and _dated(table.rows, columns[0]) >= 0.5
        )
        if found is None and not continued:
            columns = None
            continue
        rows = table.rows[1:] if found else table.rows
        columns, width = found or columns, len(table.rows[0])
        if columns is None or _dated(rows, columns[0]) < 0.5:
            columns = None
            continue
        for row in rows:
            if text := _cell(row, columns[2]):
                dates = find_dates(_cell(row, columns[0]))
                agency = _cell(row, columns[1]) if columns[1] is not None else ""
                day = dates[0].value if dates and dates[0].precision != "year" else None
                events.append(ChronologyEvent(len(events) + 1, day, agency or None, text, table.page))
    return tuple(events)


def _columns(heads: Sequence[str]) -> Columns | None:
    """The columns of date, agency and event; None where the heads are not those of a chronology."""
    day = next((i for i, head in enumerate(heads[:2]) if _DATE_HEAD.search(head)), None)
    text = next((i for i, head in enumerate(heads) if i != day and _TEXT_HEAD.search(head)), None)
    if day is None or text is None:
        return None
    agency = next(
        (i for i, head in enumerate(heads) if i not in (day, text) and _AGENCY_HEAD.search(head)), None
    )
    return day, agency, text


def _dated(rows: Sequence[Sequence[str]], column: int) -> float:
    """The share of rows with something like a date in the column."""
    dated = sum(
        bool(re.search(r"\d|\b(?:spring|summer|autumn|winter)\b", _cell(row, column), re.I)) for row in rows
    )
    return dated / len(rows) if rows else 0.0


def _cell(row: Sequence[str], column: int) -> str:
    return row[column].strip() if column < len(row) and row[column] else ""
