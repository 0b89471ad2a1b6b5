"""``scr run`` and ``scr extract``: from PDFs to coded cases."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from pipeline.cli import prefect_env
from pipeline.cli.console import err, escape, out
from pipeline.codebook import load_codebook
from pipeline.errors import RejectedFile, ScrError, StoreError
from pipeline.ingest import Observer, Outcome, Plan, Summary, find_files, observer, path_text
from pipeline.records import Processed
from pipeline.settings import configs_folder, models_folder

Store = Annotated[Path, typer.Option("--store", help="The store: a DuckDB file, made if it is not there.")]


def run(
    paths: Annotated[list[Path], typer.Argument(help="PDF files, or folders that hold them.")],
    store: Store = Path("scr.duckdb"),
    workers: Annotated[
        int | None, typer.Option(min=1, help="Worker processes; one a processor by default.")
    ] = None,
) -> None:
    """Code every report under PATHS into the store and publish it for analysts.

    Files already coded with the same program, codebook and models are left alone, so an interrupted run is
    taken up by running it again. Beside the store come `NAME.published.duckdb`, the read-only copy to query,
    and `NAME.work/run.log`. Exit code: 0 all read, 2 some files rejected, 1 the run itself failed.

    Example: `scr run reviews/ --store scr.duckdb`
    """
    find_files(paths)  # a wrong path is told at once, not after Prefect has started
    _warn_without_models()
    _name_left_to_rules()
    workspace = store.with_suffix(".work")
    try:
        log = prefect_env.prepare(workspace)
    except OSError as error:
        raise StoreError(f"The folder of the store {store} cannot be written: {error.strerror}.") from error
    summary = _run_flow([path_text(path) for path in paths], store, workers, log)
    _print_summary(summary, store)
    sys.exit(2 if summary.rejected else 0)


def _warn_without_models() -> None:
    """Coding by rules alone misses most of what is told indirectly: nobody should do it unawares."""
    from pipeline.run import MODELS, has_model

    missing = [name for name in MODELS if not has_model(name)]
    if missing:
        err.print(
            f"[bold yellow]No trained model:[/] {escape(', '.join(missing))} is missing in "
            f"{escape(str(models_folder()))}. What it would find is left to the rules, which miss most of "
            "what is told indirectly. `scr doctor` says more; `scr train` makes the models.",
            soft_wrap=True,
        )


def _name_left_to_rules() -> None:
    """Factors that the model does not know are coded worse than the others: that has to be seen."""
    from pipeline.run import FACTORS, check_factors, division, has_model

    codebook = load_codebook(configs_folder())
    check_factors(codebook)
    left = division(codebook).by_rules
    if has_model(FACTORS) and left:
        err.print(
            f"[bold yellow]Coded by rules alone until trained[/] (`scr train`): {escape(', '.join(left))}",
            soft_wrap=True,
        )


def _run_flow(paths: list[str], store: Path, workers: int | None, log: Path) -> Summary:
    """The flow with a progress bar; what goes wrong inside comes out as one ScrError."""
    with err.status("Starting Prefect ..."):
        from flows.ingest_reports import ingest_reports

        prefect_env.log_to(log)
    with _Bar() as bar:
        token = observer.set(bar)
        try:
            return ingest_reports(paths, str(store), workers)
        except ScrError:
            raise
        except Exception as error:
            raise ScrError(
                f"The run failed ({type(error).__name__}: {error}); {log} says more. "
                "What was stored before is safe."
            ) from error
        finally:
            observer.reset(token)


class _Bar(Observer):
    """The progress bar: documents, pages a second, time left."""

    def __init__(self) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("documents"),
            TextColumn("{task.fields[speed]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=err,
        )
        self._task = self._progress.add_task("Starting", total=None, speed="")
        self._pages = 0

    def __enter__(self) -> _Bar:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def planned(self, plan: Plan) -> None:
        """The number of documents is known."""
        self._progress.update(self._task, total=len(plan.to_do), description="Coding")

    def done(self, path: Path, outcome: Outcome) -> None:
        """One more, with the pages a second so far."""
        self._pages += outcome.n_pages if isinstance(outcome, Processed) else 0
        elapsed = self._progress.tasks[0].elapsed or 0.0
        speed = f"{self._pages / elapsed:.1f} pages/s" if elapsed else ""
        self._progress.update(self._task, advance=1, speed=speed)
        if isinstance(outcome, Processed):
            if outcome.n_unread_pages:
                self._progress.console.print(
                    f"[yellow]incomplete[/] {escape(outcome.file_name)}: {outcome.n_unread_pages} of its "
                    f"{outcome.n_pages} pages are damaged and were left out; fetch the file again."
                )
        else:
            self._progress.console.print(
                f"[yellow]rejected[/] {escape(outcome.file_name)}: {escape(outcome.detail)}"
            )


def _print_summary(summary: Summary, store: Path) -> None:
    from pipeline.store.publish import default_target

    table = Table(title="What this run did", title_justify="left", show_header=False)
    table.add_row(
        "read", f"{summary.read} documents, {summary.pages} pages, {summary.pages_a_second:.1f} pages/s"
    )
    table.add_row("unchanged", f"{summary.unchanged} documents, coded before with the same versions")
    if summary.copies:
        table.add_row("copies", f"{summary.copies} files with the same content as another")
    reasons = Counter(one.reason for one in summary.rejected)
    table.add_row("rejected", ", ".join(f"{count} {reason}" for reason, count in reasons.items()) or "none")
    table.add_row("factors found", f"{summary.present} present, from {summary.mentions} mentions")
    table.add_row("store", str(store))
    table.add_row("to query", str(default_target(store)))
    out.print(table)
    if summary.rejected:
        listed = Table("file", "stage", "reason", "what to do", title="Rejected", title_justify="left")
        for one in summary.rejected:
            listed.add_row(escape(one.file_name), one.stage, one.reason, escape(one.detail))
        out.print(listed)


def extract(
    file: Annotated[Path, typer.Argument(help="One PDF.")],
    text: Annotated[
        bool, typer.Option("--text", help="Add the whole text, to which the offsets refer.")
    ] = False,
) -> None:
    """Read and code one document and print it as JSON. No store, no Prefect.

    Example: `scr extract report.pdf | jq '.mentions[] | select(.factor_id == "neglect")'`
    """
    from pipeline.read.document import read_document
    from pipeline.run import code_document, load_tools

    if not file.exists():
        raise ScrError(f"There is no file {file}.")
    tools = load_tools()
    try:
        document = read_document(file, tools.settings)
        processed = code_document(document, tools)
    except RejectedFile as error:
        raise ScrError(f"{file.name} was rejected ({error.reason}): {error.detail}") from error
    result = dataclasses.asdict(processed)
    if text:
        result["text"] = document.text
    json.dump(result, sys.stdout, ensure_ascii=False, indent=1, default=str)
    sys.stdout.write("\n")
