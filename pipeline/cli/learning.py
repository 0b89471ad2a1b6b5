"""``scr train`` and ``scr evaluate``: from labels to models, and how right they are."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.markdown import Markdown

from pipeline.cli.console import err, escape, out
from pipeline.cli.corpus import AnnotationsOption
from pipeline.settings import models_folder


class Part(StrEnum):
    """What is trained."""

    factors = "factors"
    entities = "entities"
    all = "all"


class Split(StrEnum):
    """On which reviews is measured."""

    development = "development"
    test = "test"


def train(
    part: Annotated[Part, typer.Argument(help="factors, entities or all.")] = Part.all,
    annotations: AnnotationsOption = Path("annotations"),
    into: Annotated[Path | None, typer.Option(help="The folder of the models; the program's own.")] = None,
) -> None:
    """Train the models on the labelled reviews; a new model replaces the old one when it is complete.

    Needs the encoder to start from: `pip install -c constraints.txt -e '.[train]'`. About half an hour on
    two cores. Measure the result with `scr evaluate`.

    Example: `scr train factors --into /tmp/models`
    """
    from pipeline.learn.train import train_coder, train_recogniser
    from pipeline.run import ENTITIES, FACTORS, load_tools

    target = into or models_folder()
    target.mkdir(parents=True, exist_ok=True)
    tools = load_tools(models=False)
    if part in (Part.entities, Part.all):
        version = train_recogniser(annotations, target / ENTITIES, tools, _say)
        out.print(f"Entity recogniser {version} in {escape(str(target / ENTITIES))}")
    if part in (Part.factors, Part.all):
        version = train_coder(annotations, target / FACTORS, tools, _say)
        out.print(f"Factor coder {version} in {escape(str(target / FACTORS))}")


def evaluate(
    split: Annotated[Split, typer.Option(help="development, or test: only to report, never to build.")] = (
        Split.development
    ),
    annotations: AnnotationsOption = Path("annotations"),
    baselines: Annotated[bool, typer.Option(help="Fit and measure the simpler coders too.")] = True,
    write: Annotated[
        bool, typer.Option(help="Write evaluation.md, .json and accuracy.csv to models/.")
    ] = False,
    errors: Annotated[int, typer.Option(help="Print so many of the worst errors, with their sentences.")] = 0,
) -> None:
    """Measure the models against the gold labels, beside the rules and simpler coders, with intervals and n.

    Example: `scr evaluate --split development --errors 20`
    """
    from pipeline.learn.measure import measure
    from pipeline.learn.report import markdown, write_accuracy, write_report
    from pipeline.run import load_tools, model_version

    measured = measure(annotations, split.value, load_tools(), baselines, _say)
    versions = model_version()
    out.print(Markdown(markdown(measured, versions)))
    for miss in measured.misses[:errors]:
        out.print(
            f"[bold]{miss.factor_id}[/] gold {miss.gold}, found {miss.found} ({miss.probability:.2f}): "
            f"{escape(miss.text)} [dim]{miss.slug}, page {miss.page}[/]"
        )
    if write:
        folder = models_folder()
        write_report(measured, versions, folder)
        write_accuracy(measured.coders[0], f"{split.value} reviews, {versions}", folder / "accuracy.csv")
        out.print(f"Written to {escape(str(folder))}: evaluation.md, evaluation.json, accuracy.csv")


def _say(line: str) -> None:
    err.print(f"[dim]{escape(line)}[/]")
