"""``scr prevalence``, ``compare``, ``evidence``, ``cases`` and ``query``: from the store to answers."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from pipeline.cli.console import err, escape, out
from pipeline.cli.printing import (
    Format,
    FormatOption,
    StoreOption,
    interval,
    print_records,
    print_rows,
    probability,
    readable,
    share,
)
from pipeline.errors import QueryError
from pipeline.publish import charts, figures
from pipeline.publish.prevalence import Corrected, Group, Prevalence
from pipeline.publish.prevalence import corrected as read_corrected
from pipeline.publish.prevalence import prevalence as read_prevalence
from pipeline.publish.reader import about
from pipeline.store import query as store_query
from pipeline.store.query import CaseRow, Comparison, EvidenceRow

FactorOption = Annotated[list[str] | None, typer.Option(help="Only this factor; may be given again.")]
ChartOption = Annotated[
    Path | None, typer.Option("--chart", help="Draw a chart too: a file that ends in .svg or .png.")
]


def compare(
    period_a: Annotated[str, typer.Argument(metavar="PERIOD", help="The earlier period, as 2011-14.")],
    period_b: Annotated[str, typer.Argument(metavar="PERIOD", help="The later period, as 2014-17.")],
    factor: FactorOption = None,
    store: StoreOption = Path("scr.duckdb"),
    output: FormatOption = Format.table,
    chart: ChartOption = None,
) -> None:
    """Compare how common each factor is in two periods, with denominators and 95 per cent intervals.

    The difference is the second period less the first. `p adj.` allows for looking at all factors of the two
    periods (Benjamini and Hochberg), also where only some are shown. `few` marks a denominator under 20,
    `break` a series that changed (reviews after 2019), `def` a definition that changed.

    Example: `scr compare 2011-14 2014-17 --factor neglect --chart neglect.svg`
    """
    path = readable(store)
    if chart is not None:
        charts.check_target(chart)
    rows = store_query.compare(path, period_a, period_b, factor or None)
    if chart is not None:
        _draw(figures.comparison_figure(rows, about(path)), chart)
    if output is not Format.table:
        print_records(rows, Comparison, output)
        return
    table = Table(
        title=f"{period_a} and {period_b}: cases with the factor of cases it could apply to",
        title_justify="left",
    )
    for heading in ("factor", period_a, "", period_b, "", "difference", "p", "p adj.", "note"):
        table.add_column(heading, justify="left" if heading in ("factor", "note") else "right")
    for row in rows:
        table.add_row(
            escape(row.name),
            share(row.n_a, row.denominator_a),
            interval(row.proportion_a, row.wilson_low_a, row.wilson_high_a),
            share(row.n_b, row.denominator_b),
            interval(row.proportion_b, row.wilson_low_b, row.wilson_high_b),
            interval(row.difference, row.difference_low, row.difference_high, signed=True),
            probability(row.p_exact),
            probability(row.p_adjusted),
            _notes(row),
        )
    out.print(table)
    out.print(
        "Percentages with 95 per cent intervals (Wilson; differences Newcombe). p is Fisher's exact test of "
        "one factor; p adj. allows for the tests of all factors. Coded by machine: check with `scr evidence`."
    )


def _notes(row: Comparison) -> str:
    notes = {"few": row.few_cases, "break": row.series_break, "def": row.definition_changed}
    return " ".join(name for name, holds in notes.items() if holds)


def _draw(figure: charts.Figure, path: Path) -> None:
    charts.draw(figure, path)
    err.print(f"Chart in {escape(str(path))}", soft_wrap=True)


def prevalence(
    by: Annotated[
        Group | None, typer.Option(help="A row for each period, age_band, nation or outcome too.")
    ] = None,
    factor: FactorOption = None,
    corrected: Annotated[
        bool,
        typer.Option("--corrected", help="Correct for the coder's measured errors; over all cases only."),
    ] = False,
    store: StoreOption = Path("scr.duckdb"),
    output: FormatOption = Format.table,
    chart: ChartOption = None,
) -> None:
    """Say how common each factor is: cases with it, of how many, per cent with a 95 per cent interval.

    A factor that the reports do not mention counts as not present, and a case whose children are all too
    young for a factor does not count for it. Groups without a case are left out.

    Example: `scr prevalence --by age_band --factor neglect --factor domestic_abuse`
    """
    if corrected and by is not None:
        raise QueryError(f"The correction is over all cases: leave out --by {by.value} or --corrected.")
    path = readable(store)
    if chart is not None:
        charts.check_target(chart)
    if corrected:
        _corrected(path, factor, output, chart)
        return
    rows = read_prevalence(path, by, factor)
    if chart is not None:
        held = about(path)
        _draw(figures.group_figure(rows, by, held) if by else figures.prevalence_figure(rows, held), chart)
    if output is Format.table:
        _prevalence_table(rows, by)
        _prevalence_foot(path, by)
    elif by is None:
        print_records(rows, Prevalence, output, without=("group",))
    else:
        column = "period_id" if by is Group.period else by.value
        print_records(rows, Prevalence, output, group=column)


def _prevalence_table(rows: Sequence[Prevalence], by: Group | None) -> None:
    title = "Cases with the factor of cases it could apply to" + (f", by {figures.GROUPS[by]}" if by else "")
    table = Table(title=title, title_justify="left")
    headings = ["factor", *([by.value.replace("_", " ")] if by else []), "cases", "per cent"]
    for heading in [*headings, "said not to apply", "not mentioned"]:
        table.add_column(heading, justify="right" if heading not in headings[:-2] else "left")
    last = None
    for row in rows:
        if last is not None and (row.domain != last.domain or (by and row.name != last.name)):
            table.add_section()
        # The name stands once over its groups.
        name = "" if last is not None and row.name == last.name else escape(row.name)
        last = row
        table.add_row(
            name,
            *([escape(figures.group_label(row.group, by))] if by else []),
            share(row.n_present, row.denominator),
            interval(row.proportion, row.wilson_low, row.wilson_high),
            str(row.n_absent),
            str(row.n_not_mentioned),
        )
    out.print(table)


def _prevalence_foot(path: Path, by: Group | None) -> None:
    out.print(
        "Per cent with the 95 per cent Wilson interval. Cases whose children are all too young for a factor "
        "are not among its cases. Coded by machine: check with `scr evidence`."
    )
    held = about(path)
    if by is Group.period and held.n_without_period:
        out.print(f"{held.n_without_period} of {held.n_cases} cases have no known period and are left out.")


def _corrected(path: Path, factor: list[str] | None, output: Format, chart: Path | None) -> None:
    rows = read_corrected(path, factor)
    if chart is not None:
        _draw(figures.corrected_figure(rows, about(path)), chart)
    if output is not Format.table:
        print_records(rows, Corrected, output)
        return
    table = Table(title="Cases with the factor, as coded and corrected", title_justify="left")
    headings = ("factor", "cases", "as coded", "corrected", "sensitivity", "specificity", "why not corrected")
    for heading in headings:
        table.add_column(heading, justify="left" if heading in (headings[0], headings[-1]) else "right")
    last = rows[0].domain if rows else ""
    for row in rows:
        if row.domain != last:
            table.add_section()
        last = row.domain
        n_right = _less(row.n_gold_other, row.n_found_of_other)
        table.add_row(
            escape(row.name),
            share(row.n_present, row.denominator),
            interval(row.proportion, row.wilson_low, row.wilson_high),
            interval(row.corrected, row.corrected_low, row.corrected_high),
            _measured(row.n_found_of_present, row.n_gold_present),
            _measured(n_right, row.n_gold_other),
            row.not_corrected or "",
        )
    out.print(table)
    sources = "; ".join(sorted({row.source for row in rows if row.source}))
    out.print(
        "Corrected by Rogan and Gladen, with Lang and Reiczigel's 95 per cent interval, from how often the "
        f"coder was right in cases coded by people{f' ({escape(sources)})' if sources else ''}. It "
        "takes it that the coder errs as often in these reports."
    )


def _less(n: int | None, m: int | None) -> int | None:
    return None if n is None or m is None else n - m


def _measured(n: int | None, denominator: int | None) -> str:
    return "-" if n is None or denominator is None else share(n, denominator)


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
        print_records(rows, EvidenceRow, output)
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
        print_records(rows, CaseRow, output)
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
    if output is not Format.table:
        print_rows(found.columns, found.rows, output)
    else:
        table = Table(*found.columns)
        for row in found.rows:
            table.add_row(*("" if value is None else escape(_short(value)) for value in row))
        out.print(table)
        err.print(f"{len(found.rows)} rows")


def _short(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)
