"""``scr export`` and ``scr dictionary``: what leaves the store, and what its columns mean."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from pipeline.cli.console import err, escape, out
from pipeline.cli.printing import StoreOption, readable
from pipeline.publish.dictionary import describe, markdown
from pipeline.publish.export import export as write_export
from pipeline.publish.reader import about
from pipeline.publish.tables import FileFormat


def export(
    folder: Annotated[Path, typer.Argument(help="The folder to make.")],
    form: Annotated[FileFormat, typer.Option("--format", help="parquet, csv or xlsx")] = FileFormat.parquet,
    only: Annotated[
        list[str] | None, typer.Option(help="Only this table or view; may be given again.")
    ] = None,
    without: Annotated[
        list[str] | None, typer.Option(help="All but this table or view; may be given again.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of an older export.")
    ] = False,
    store: StoreOption = Path("scr.duckdb"),
) -> None:
    """Export all tables and views, a file each, with their dictionary and a manifest, into a new folder.

    `manifest.json` names the run, the versions, and every file with its rows and SHA-256; `dictionary.md`
    says what every column means. The folder appears when it is complete. In csv and xlsx text that a
    spreadsheet would run as a formula has an apostrophe in front.

    Example: `scr export tables --format csv --without sentences`
    """
    files = write_export(readable(store), folder, form, only, without, replace=replace)
    table = Table("file", title=escape(str(folder)), title_justify="left")
    for heading in ("rows", "KB"):
        table.add_column(heading, justify="right")
    for file in files:
        rows = "" if file.rows is None else f"{file.rows:,}"
        table.add_row(escape(file.name), rows, f"{file.bytes / 1000:,.0f}")
    out.print(table)
    n_cut = sum(file.cut_cells for file in files)
    if n_cut:
        err.print(
            f"[yellow]{n_cut} texts are too long for a cell[/] and were cut, as their ends say; parquet and "
            "csv have them whole.",
            soft_wrap=True,
        )


def dictionary(store: StoreOption = Path("scr.duckdb")) -> None:
    """Print what every table, view, column and macro of the store means, as Markdown.

    Example: `scr dictionary > dictionary.md`
    """
    path = readable(store)
    sys.stdout.write(markdown(describe(path), about(path)))
