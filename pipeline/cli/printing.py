"""How answers are printed: tables for people, csv and json for other programs."""

from __future__ import annotations

import csv
import dataclasses
import json
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.errors import StoreError
from pipeline.publish.cells import neutral
from pipeline.store.publish import default_target


class Format(StrEnum):
    """How an answer is printed."""

    table = "table"
    csv = "csv"
    json = "json"


StoreOption = Annotated[Path, typer.Option("--store", help="The store of `scr run`, or a published copy.")]
FormatOption = Annotated[Format, typer.Option("--format", help="table, csv or json")]


def readable(store: Path) -> Path:
    """The published copy beside the store where there is one: it can be read while a run is writing."""
    published = default_target(store)
    if published.exists():
        return published
    if not store.exists():
        raise StoreError(f"There is no store {store}. Make one with `scr run FOLDER --store {store}`.")
    return store


def share(n: int, denominator: int) -> str:
    """A count with its base, as 3/12."""
    return f"{n}/{denominator}"


def interval(value: float | None, low: float | None, high: float | None, *, signed: bool = False) -> str:
    """A proportion (0 to 1) in per cent with its interval, as 25% (9 to 53)."""
    if value is None or low is None or high is None:
        return "-"
    sign = "+" if signed else ""
    return f"{100 * value:{sign}.0f}% ({100 * low:{sign}.0f} to {100 * high:{sign}.0f})"


def probability(p: float | None) -> str:
    """A p value with three decimals, as 0.041 or <0.001."""
    if p is None:
        return "-"
    return "<0.001" if p < 0.001 else f"{p:.3f}"


def print_records(
    rows: Sequence[object], kind: type, output: Format, without: Sequence[str] = (), **renamed: str
) -> None:
    """Print rows of the dataclass ``kind``, less the fields ``without``; ``renamed`` has other headings."""
    names = [field.name for field in dataclasses.fields(kind) if field.name not in without]
    columns = [renamed.get(name, name) for name in names]
    print_rows(columns, [[getattr(row, name) for name in names] for row in rows], output)


def print_rows(columns: Sequence[str], rows: Sequence[Sequence[object]], output: Format) -> None:
    """Print rows as csv with a heading, or as a JSON array of objects."""
    if output is Format.json:
        records = [dict(zip(columns, row, strict=True)) for row in rows]
        json.dump(records, sys.stdout, ensure_ascii=False, indent=1, default=str)
        sys.stdout.write("\n")
        return
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([["" if value is None else neutral(value) for value in row] for row in rows])
