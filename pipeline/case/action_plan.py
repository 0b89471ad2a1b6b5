"""Recommendations as rows of an action plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.case.source import Source


@dataclass(frozen=True, slots=True)
class Item:
    """A recommendation found: its text, where it begins, to whom it goes, and the group it belongs to.

    ``unheaded``: no heading says that it stands in a list of recommendations.
    """

    text: str
    addressee: str | None
    page: int
    start: int
    end: int
    group: int
    brief: bool = False
    unheaded: bool = False


def action_plans(source: Source) -> Iterator[Item]:
    """Rows of tables whose heads name an action; cells of number, owner and date are no text."""
    columns: tuple[int, int | None] | None = None
    used: set[int] = set()
    for table in source.tables:
        found = _columns(source, table.rows[0])
        rows = table.rows[1:] if found else table.rows
        columns = found or (columns if table.kind in ("action_plan", "other") else None)
        if columns is None:
            continue
        for row in rows:
            text = row[columns[0]].strip() if columns[0] < len(row) else ""
            if len(text.split()) < 4:
                continue
            start = next(
                (
                    sentence.char_start
                    for sentence in source.sentences
                    if sentence.kind == "table_row"
                    and sentence.text == " | ".join(row)
                    and sentence.char_start not in used
                ),
                -1,
            )
            used.add(start)
            owner = row[columns[1]].strip() if columns[1] is not None and columns[1] < len(row) else None
            offset = max(source.text.find(text, max(start, 0)), 0)
            yield Item(text, owner or None, table.page, offset, offset + len(text), 0)


def _columns(source: Source, heads: Sequence[str]) -> tuple[int, int | None] | None:
    """The columns of action and owner by the heads of a table; None where it is no action plan."""
    actions = source.wording.words("recommendations", "action_columns")
    owners = source.wording.words("recommendations", "owner_columns")
    lowered = [head.lower() for head in heads]
    text = next(
        (i for word in actions for i, head in enumerate(lowered) if word in head and len(head.split()) < 9),
        None,
    )
    owner = next((i for word in owners for i, head in enumerate(lowered) if word in head and i != text), None)
    # A first column of dates makes a chronology, whatever its agencies did.
    if text is None or re.search(r"\bdate\b|\bwhen\b", lowered[0]):
        return None
    return (text, owner) if owner is not None or "recommendation" in lowered[text] else None
