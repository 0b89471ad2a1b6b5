"""The rows of action plans: what is to be done, by whom, by when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.case.source import Source
from pipeline.dates import find_dates
from pipeline.records import PlannedAction, Table

_DUE = re.compile(
    r"\b(?:by when|when|deadline|due|target|time ?scale|timeframe|timing|date|completion|complet\w+ by|"
    r"review|until|month)\b|"
    r"^\W*by\W*$",
    re.I,
)
_NUMBERED = re.compile(r"^(?:[A-Z]?\d{1,2}(?:\.\d+)*[.):]?|\([a-z\d]\)|[a-z]\))\s+(?=\w)")
SHORTEST = 2  # words of an action


@dataclass(frozen=True, slots=True)
class _Columns:
    action: int
    owner: int | None
    due: int | None


def find_actions(source: Source) -> tuple[PlannedAction, ...]:
    """One row an action, in the order printed; a plan that goes on over a page keeps its column heads."""
    found: list[PlannedAction] = []
    columns: _Columns | None = None
    width = 0
    for table in source.tables:
        own = _columns(source, table.rows[0], table.rows[1:])
        if own is None and (columns is None or len(table.rows[0]) != width or table.kind == "family"):
            columns = None
            continue
        columns, width = own or columns, len(table.rows[0])
        if columns is not None:
            for row in table.rows[1:] if own else table.rows:
                found += _action(columns, row, table, len(found) + 1)
    return tuple(found)


def _action(columns: _Columns, row: Sequence[str], table: Table, number: int) -> Iterator[PlannedAction]:
    text = _cell(row, columns.action)
    if text and len(text.split()) >= SHORTEST:
        due = _cell(row, columns.due)
        days = find_dates(due) if due else []
        yield PlannedAction(
            number,
            _NUMBERED.sub("", text),
            _cell(row, columns.owner),
            due,
            days[-1].value if days else None,
            table.page,
        )


def _columns(source: Source, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> _Columns | None:
    """An action, with an owner or a date beside it; a first column of dates makes a chronology."""
    lowered = [(head or "").lower() for head in heads]
    if not lowered or (re.search(r"\bdate\b|\bwhen\b", lowered[0]) or _dated(rows, 0)):
        return None
    words = source.wording.words("recommendations", "action_columns")
    # "Recommendation | Action | Lead | By when": what is done for a recommendation is the action.
    order = sorted(words, key=lambda word: word != "action")
    action = next((i for word in order for i, head in enumerate(lowered) if word in head), None)
    owners = source.wording.words("recommendations", "owner_columns")
    rest = [(i, head) for i, head in enumerate(lowered) if i != action]
    owner = next((i for word in owners for i, head in rest if word in head), None)
    due = next((i for i, head in rest if i != owner and (_DUE.search(head) or _dated(rows, i))), None)
    if action is None and owner is not None and due is not None:
        action = _wordiest(rows, [i for i in range(len(lowered)) if i not in (owner, due)])
    return None if action is None or (owner is None and due is None) else _Columns(action, owner, due)


def _dated(rows: Sequence[Sequence[str]], column: int) -> bool:
    """Whether most cells of a column are dates and little more."""
    cells = [cell for row in rows if (cell := _cell(row, column))]
    return len(cells) > 1 and 2 * sum(
        bool(find_dates(cell)) and len(cell.split()) < 6 for cell in cells
    ) > len(cells)


def _wordiest(rows: Sequence[Sequence[str]], columns: Sequence[int]) -> int | None:
    """The column with the most words: what is to be done, whatever its head."""
    return max(columns, key=lambda i: sum(len((_cell(row, i) or "").split()) for row in rows), default=None)


def _cell(row: Sequence[str], column: int | None) -> str | None:
    text = row[column] if column is not None and column < len(row) else None
    return " ".join(text.split()) or None if text else None
