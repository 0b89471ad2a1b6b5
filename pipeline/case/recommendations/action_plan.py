"""Recommendations as rows of an action plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.case.recommendations.addressee import named_to_act
from pipeline.case.report.bodies import body_name, names_officer
from pipeline.case.source import Source

# Words of a cell that says what is to be done, on the average of its column.
LONG_CELL = 7


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


def action_plans(source: Source, *, listed: bool = False) -> Iterator[Item]:
    """Rows of tables whose heads name an action; cells of number, owner and date are no text.

    Of a table that stands in a list of recommendations (``listed``) the cells themselves tell its columns.
    """
    columns: tuple[int, int | None] | None = None
    used: set[int] = set()
    for table in source.tables:
        found = _columns(source, table.rows[0]) or (_by_cells(table.rows[1:]) if listed else None)
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
            yield Item(text, _addressee(text, owner), table.page, offset, offset + len(text), 0)


def _addressee(text: str, owner: str | None) -> str | None:
    """The owner of a row; where he is an officer ("Head of Safeguarding"), the body that the text names."""
    body = owner and not names_officer(owner)
    return owner if body else named_to_act(text) or owner or None


def _columns(source: Source, heads: Sequence[str]) -> tuple[int, int | None] | None:
    """The columns of action and owner by the heads of a table; None where it is no action plan."""
    lowered = [head.lower() for head in heads]
    text = _column(lowered, source.wording.words("recommendations", "action_columns"), None)
    # A first column of dates makes a chronology, whatever its agencies did.
    if text is None or re.search(r"\bdate\b|\bwhen\b", lowered[0]):
        return None
    owner = _column(lowered, source.wording.words("recommendations", "owner_columns"), text)
    if "recommendation" in lowered[text]:
        return text, owner
    return (text, owner) if owner is not None else None


def _by_cells(rows: Sequence[Sequence[str]]) -> tuple[int, int | None] | None:
    """The columns of action and owner by what their cells are: most words, and names of bodies; no owner
    where no other column names bodies and all its cells are of one word, as numbers are."""
    width = min((len(row) for row in rows), default=0)
    if width < 2:
        return None
    words = [sum(len(row[i].split()) for row in rows) / len(rows) for i in range(width)]
    text = max(range(width), key=lambda i: words[i])
    bodies = [sum(body_name(row[i]) is not None for row in rows) for i in range(width)]
    others = [i for i in range(width) if i != text]
    owner = max(others, key=lambda i: bodies[i])
    if words[text] >= 4 and bodies[owner] >= 0.6 * len(rows):
        return text, owner
    return (text, None) if words[text] >= LONG_CELL and all(words[i] <= 1 for i in others) else None


def _column(heads: Sequence[str], words: Sequence[str], but: int | None) -> int | None:
    """The first column whose head has one of the words, in the order of the words; ``but`` is another's."""
    return next(
        (
            i
            for word in words
            for i, head in enumerate(heads)
            if i != but and re.search(rf"\b{word}", head) and len(head.split()) < 9
        ),
        None,
    )
