"""``scr train`` and ``scr evaluate``: from labels to models, and how right they are."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markdown import Markdown
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from pipeline.cli import prefect_env
from pipeline.cli.console import err, escape, out
from pipeline.cli.corpus import AnnotationsOption
from pipeline.errors import ScrError
from pipeline.settings import models_folder

if TYPE_CHECKING:
    from pipeline.learn.retrain import Retraining


class Part(StrEnum):
    """What is trained."""

    factors = "factors"
    entities = "entities"
    reader = "reader"
    all = "all"


class Split(StrEnum):
    """On which reviews is measured."""

    development = "development"
    test = "test"


def train(
    part: Annotated[Part, typer.Argument(help="factors, entities, reader or all.")] = Part.all,
    annotations: AnnotationsOption = Path("annotations"),
    with_: Annotated[
        Path | None,
        typer.Option("--with", help="A store whose annotations are learned from too (factors only)."),
    ] = None,
    promote: Annotated[
        bool,
        typer.Option(help="Compare the new factor coder with the one in use; use it unless it is worse."),
    ] = False,
    into: Annotated[Path | None, typer.Option(help="The folder of the models; the program's own.")] = None,
    shipped: Annotated[
        bool, typer.Option(help="Replace the shipped models themselves, for a release of the program.")
    ] = False,
) -> None:
    """Train the models on the labelled reviews, as new versions under `models/versions`.

    A new version is not in use: `scr models use` puts it to use, or --promote, if on the test reviews and on
    the annotators' random sample it is worse beyond noise in no domain. --promote runs as the Prefect flow
    `retrain`. Interrupted, the same command goes on from the last epoch; the model in use stays. Needs the
    encoder to start from: `pip install -c constraints.txt -e '.[train]'`. An hour or more on two cores.

    Example: `scr train factors --with scr.duckdb --promote`
    """
    from pipeline.learn.retrain import Retraining
    from pipeline.run import load_tools

    target = into or models_folder()
    target.mkdir(parents=True, exist_ok=True)
    if promote:
        if shipped or with_ is None or part in (Part.entities, Part.reader):
            raise ScrError(
                "--promote is for the factor coder, with a store: scr train --with STORE --promote"
            )
        out.print(escape(_retrain(with_, annotations, target)), soft_wrap=True)
        return
    with _Epochs() as epochs:
        work = Retraining(with_, annotations, target, load_tools(models=False), _say, epochs.show)
        if shipped:
            _train_shipped(part, work)
        else:
            _train_version(part, work)


def _train_version(part: Part, work: Retraining) -> None:
    if part in (Part.entities, Part.all):
        out.print(f"Entity recogniser {work.train_entities()} in {escape(str(work.models))}")
    if part in (Part.reader, Part.all):
        out.print(f"Reader of the case record {work.train_the_reader()} in {escape(str(work.models))}")
    if part in (Part.factors, Part.all):
        work.gather()
        out.print(f"Factor coder {work.train()} in {escape(str(work.models))}")
    out.print("What is in use is as before: `scr models list`, `scr models use VERSION`.")


def _train_shipped(part: Part, work: Retraining) -> None:
    from pipeline.learn.reader_training import train_reader
    from pipeline.learn.train import train_coder, train_recogniser
    from pipeline.run import ENTITIES, FACTORS, READER

    if part in (Part.entities, Part.all):
        version = train_recogniser(work.annotations, work.models / ENTITIES, work.tools, _say)
        out.print(f"Entity recogniser {version} in {escape(str(work.models / ENTITIES))}")
    if part in (Part.reader, Part.all):
        version = train_reader(work.annotations, work.models / READER, work.tools, _say)
        out.print(f"Reader of the case record {version} in {escape(str(work.models / READER))}")
    if part in (Part.factors, Part.all):
        work.gather()
        folder = work.models / FACTORS
        version = train_coder(work.annotations, folder, work.tools, _say, work.gold.documents, work.progress)
        out.print(f"Factor coder {version} in {escape(str(folder))}")


class _Epochs:
    """A progress bar over the epochs of the factor coder; none where there is no terminal to show it."""

    def __init__(self) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("epochs"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=err,
            disable=not (out.is_terminal and err.is_terminal),
        )
        self._task: TaskID | None = None

    def __enter__(self) -> _Epochs:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def show(self, done: int, total: int) -> None:
        """So many epochs of all that are to be done are done; the bar comes with the first call."""
        if self._task is None:
            self._task = self._progress.add_task("Training the factor coder", total=total)
        self._progress.update(self._task, completed=done)


def _retrain(store: Path, annotations: Path, models: Path) -> str:
    """The flow; what goes wrong inside comes out as one ScrError."""
    log = prefect_env.prepare(store.with_suffix(".work"))
    with err.status("Training; the log says how far it is ..."):
        from flows.retrain import retrain

        prefect_env.log_to(log)
        try:
            return retrain(str(store), str(annotations), str(models))
        except ScrError:
            raise
        except Exception as error:
            raise ScrError(
                f"The training failed ({type(error).__name__}: {error}); {log} says more. "
                "The model in use is as it was; run the same command to go on."
            ) from error


def evaluate(
    split: Annotated[Split, typer.Option(help="development, or test: only to report, never to build.")] = (
        Split.development
    ),
    annotations: AnnotationsOption = Path("annotations"),
    baselines: Annotated[bool, typer.Option(help="Fit and measure the simpler coders too.")] = True,
    write: Annotated[
        bool, typer.Option(help="Write evaluation.md, .json and accuracy.csv beside the model.")
    ] = False,
    errors: Annotated[int, typer.Option(help="Print so many of the worst errors, with their sentences.")] = 0,
) -> None:
    """Measure the models against the gold labels, beside the rules and simpler coders, with intervals and n.

    Example: `scr evaluate --split development --errors 20`
    """
    from pipeline.learn.measure import measure
    from pipeline.learn.report import markdown, write_accuracy, write_report
    from pipeline.run import accuracy_file, coded_with, load_tools

    tools = load_tools()
    measured = measure(annotations, split.value, tools, baselines, _say)
    versions = coded_with(tools.codebook)
    out.print(Markdown(markdown(measured, versions)))
    for miss in measured.misses[:errors]:
        out.print(
            f"[bold]{miss.factor_id}[/] gold {miss.gold}, found {miss.found} ({miss.probability:.2f}): "
            f"{escape(miss.text)} [dim]{miss.slug}, page {miss.page}[/]"
        )
    if write:
        file = accuracy_file()
        folder = file.parent
        write_report(measured, versions, folder)
        write_accuracy(measured.coders[0], f"{split.value} reviews, {versions}", file)
        out.print(f"Written to {escape(str(folder))}: evaluation.md, evaluation.json, accuracy.csv")


def _say(line: str) -> None:
    err.print(f"[dim]{escape(line)}[/]")
