"""The data dictionary has every table, view, column, type and macro of the store, each with its meaning."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from pipeline.publish.dictionary import Column, Dictionary, Relation, describe, markdown
from pipeline.publish.reader import about


@pytest.fixture(scope="module")
def text(store: Path) -> str:
    return markdown(describe(store), about(store))


def section(text: str, name: str) -> str:
    return text.split(f"### `{name}`\n")[1].split("\n## ", maxsplit=1)[0].split("\n### ", maxsplit=1)[0]


def test_every_column_stands_under_its_table_in_order(text: str, store: Path) -> None:
    with duckdb.connect(str(store), read_only=True) as con:
        found = con.execute(
            "SELECT table_name, LIST(column_name ORDER BY ordinal_position) "
            "FROM information_schema.columns WHERE table_schema = 'main' GROUP BY table_name"
        ).fetchall()
    assert len(found) > 30
    for table, columns in found:
        assert re.findall(r"^\| `(\w+)`", section(text, table), re.MULTILINE) == columns, table


def test_nothing_is_without_a_meaning(store: Path) -> None:
    told = describe(store)
    things = [*told.relations, *told.types, *told.macros]
    assert [one.name for one in things if not one.meaning] == []
    columns = [
        (one.name, column.name) for one in told.relations for column in one.columns if not column.meaning
    ]
    assert columns == []


def test_types_keys_and_values_are_told(text: str) -> None:
    factors = section(text, "case_factors")
    assert "| `case_id` (key) | VARCHAR | " in factors
    assert "| `value` | factor_value | " in factors
    assert "ENUM(" not in text
    assert "| `factor_value` | present, absent, not_mentioned | " in text
    assert "| `prevalence_of(factor)` | " in text
    assert "| `wilson_low(n, d)` | " in text
    assert "program code-1, codebook codebook-1, models model-1" in text


def test_a_bar_or_line_break_does_not_end_a_cell(store: Path) -> None:
    odd = Relation("odd", "table", "Odd.", (Column("c", "VARCHAR", "a | b\nc", False),))
    assert r"| `c` | VARCHAR | a \| b c |" in markdown(Dictionary((odd,), ()), about(store))


def test_every_row_of_a_table_has_as_many_cells_as_its_heading(text: str) -> None:
    for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        cells = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
        assert len(cells) == 1, block
