"""``scr compare``, ``evidence``, ``cases`` and ``query``: from the published store to answers."""

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
from rich.table import Table

from pipeline.cli.console import err, escape, out
from pipeline.errors import StoreError
from pipeline.store import query as store_query
from pipeline.store.publish import default_target
from pipeline.store.query import Comparison

StoreOption = Annotated[Path, typer.Option("--store", help="The store of `scr run`, or a published copy.")]


class Format(StrEnum):
    """How an answer is printed."""

    table = "table"
    csv = "csv"
    json = "json"


FormatOption = Annotated[Format, typer.Option("--format", help="table, csv or json")]


def readable(store: Path) -> Path:
    """The published copy beside the store where there is one: it can be read while a run is writing."""
    published = default_target(store)
    if published.exists():
        return published
    if not store.exists():
        raise StoreError(f"There is no store {store}. Make one with `scr run FOLDER --store {store}`.")
    return store


def compare(
    period_a: Annotated[str, typer.Argument(metavar="PERIOD", help="The earlier period, as 2011-14.")],
    period_b: Annotated[str, typer.Argument(metavar="PERIOD", help="The later period, as 2014-17.")],
    factor: Annotated[list[str] | None, typer.Option(help="Only this factor; may be given again.")] = None,
    store: StoreOption = Path("scr.duckdb"),
    output: FormatOption = Format.table,
) -> None:
    """Compare how common each factor is in two periods, with denominators and 95 per cent intervals.

    The difference is the second period less the first. `few` marks a denominator under 20, `break` a
    series that changed (reviews after 2019), `def` a definition that changed.

    Example: `scr compare 2011-14 2014-17 --factor neglect --factor domestic_abuse`
    """
    rows = store_query.compare(readable(store), period_a, period_b, factor or None)
    if output is not Format.table:
        _print_records(rows, output)
        return
    table = Table(
        title=f"{period_a} and {period_b}: cases with the factor of cases it could apply to",
        title_justify="left",
    )
    for heading in ("factor", period_a, "", period_b, "", "difference", "p", "note"):
        table.add_column(heading, justify="left" if heading in ("factor", "note") else "right")
    for row in rows:
        table.add_row(
            escape(row.name),
            _share(row.n_a, row.denominator_a),
            _interval(row.proportion_a, row.wilson_low_a, row.wilson_high_a),
            _share(row.n_b, row.denominator_b),
            _interval(row.proportion_b, row.wilson_low_b, row.wilson_high_b),
            _interval(row.difference, row.difference_low, row.difference_high, signed=True),
            "" if row.p_exact is None else f"{row.p_exact:.3f}",
            _notes(row),
        )
    out.print(table)
    out.print(
        "Percentages with 95 per cent intervals (Wilson; differences Newcombe); p is Fisher's exact test, "
        "not adjusted for looking at many factors. Coded by machine: check with `scr evidence`."
    )


def _share(n: int, denominator: int) -> str:
    return f"{n}/{denominator}"


def _interval(value: float | None, low: float | None, high: float | None, *, signed: bool = False) -> str:
    if value is None or low is None or high is None:
        return "-"
    sign = "+" if signed else ""
    return f"{100 * value:{sign}.0f}% ({100 * low:{sign}.0f} to {100 * high:{sign}.0f})"


def _notes(row: Comparison) -> str:
    notes = {"few": row.few_cases, "break": row.series_break, "def": row.definition_changed}
    return " ".join(name for name, holds in notes.items() if holds)


def evidence(
    case: Annotated[str, typer.Argument(help="A case_id, as listed by `scr cases`.")],
    factor: Annotated[str | None, typer.Argument(help="A factor_id, as neglect; all where left out.")] = None,
    store: StoreOption = Path("scr.duckdb"),
    output: FormatOption = Format.table,
) -> None:
    """Show every mention behind a case's factors: the sentence, its page, and what was made of it.

    Example: `scr evidence harrowdale-child-b-2004 domestic_abuse`
    """
    rows = store_query.evidence(readable(store), case, factor)
    if output is not Format.table:
        _print_records(rows, output)
        return
    if not rows:
        out.print(f"Nothing in the reports of {case} bears on {factor or 'any factor'}: not mentioned.")
        return
    table = Table(title=case, title_justify="left", show_lines=True)
    for heading in ("factor", "value", "mention", "page", "evidence"):
        table.add_column(heading, no_wrap=heading == "page")
    for row in rows:
        about = f"{row.assertion}\n{row.subject}" + (
            "\nhistorical" if row.temporality == "historical" else ""
        )
        marked = escape(row.sentence).replace(escape(row.quote), f"[bold]{escape(row.quote)}[/]", 1)
        source = f"[dim]{escape(row.file_name)}, {escape(row.heading or 'front')}, by {row.method}[/]"
        table.add_row(row.factor_id, row.value, about, str(row.page), f"{marked}\n{source}")
    out.print(table)


def cases(store: StoreOption = Path("scr.duckdb"), output: FormatOption = Format.table) -> None:
    """List the cases of the store.

    Example: `scr cases --format csv > cases.csv`
    """
    rows = store_query.cases(readable(store))
    if output is not Format.table:
        _print_records(rows, output)
        return
    table = Table(title=f"{len(rows)} cases", title_justify="left")
    for heading in (
        "case",
        "label",
        "board",
        "incident",
        "period",
        "outcome",
        "factors present",
        "recommendations",
    ):
        table.add_column(heading, overflow="fold", no_wrap=heading == "incident")
    for row in rows:
        table.add_row(
            row.case_id,
            row.case_label or "-",
            row.board or "-",
            str(row.incident_date or "-"),
            row.period_id or "-",
            row.outcome,
            str(row.n_present),
            str(row.n_recommendations),
        )
    out.print(table)


def query(
    sql: Annotated[
        str, typer.Argument(help="One SQL statement that reads; `-` takes it from standard input.")
    ],
    store: StoreOption = Path("scr.duckdb"),
    output: FormatOption = Format.table,
) -> None:
    """Ask the store in SQL: read-only, without access to files or the network.

    Example: `scr query "SELECT name, n_present, denominator FROM prevalence ORDER BY n_present DESC LIMIT 5"`
    """
    found = store_query.query(readable(store), sys.stdin.read() if sql == "-" else sql)
    if output is Format.json:
        records = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
        _json(records)
    elif output is Format.csv:
        _csv(found.columns, found.rows)
    else:
        table = Table(*found.columns)
        for row in found.rows:
            table.add_row(*("" if value is None else escape(_short(value)) for value in row))
        out.print(table)
        err.print(f"{len(found.rows)} rows")


def _short(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _print_records(rows: Sequence[object], output: Format) -> None:
    records = [dataclasses.asdict(row) for row in rows]  # type: ignore[call-overload]
    if output is Format.json:
        _json(records)
    elif records:
        _csv(tuple(records[0]), [tuple(record.values()) for record in records])


def _json(records: Sequence[object]) -> None:
    json.dump(records, sys.stdout, ensure_ascii=False, indent=1, default=str)
    sys.stdout.write("\n")


def _csv(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([["" if value is None else _not_a_formula(value) for value in row] for row in rows])


def _not_a_formula(value: object) -> object:
    """Report text that a spreadsheet would run as a formula gets a quote in front."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t") else value
