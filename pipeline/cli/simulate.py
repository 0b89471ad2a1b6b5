"""``scr annotate simulate``, ``guidelines`` and ``relabel``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.console import err, escape, out
from pipeline.cli.corpus import AnnotationsOption
from pipeline.codebook import load_codebook
from pipeline.errors import ScrError
from pipeline.settings import configs_folder

if TYPE_CHECKING:
    from pipeline.annotate.simulate import CurveRow
    from pipeline.publish.curve import CurvePoint

_NAME = "learning_curve"


def simulate(
    into: Annotated[Path, typer.Option(help="The folder for learning_curve.csv, .svg and .png.")] = Path(
        "models"
    ),
    annotations: AnnotationsOption = Path("annotations"),
    seeds: Annotated[int, typer.Option(min=1, help="So many simulated annotators of each kind.")] = 5,
    points: Annotated[
        str, typer.Option(help="After how many passages to train and measure; the first are by chance.")
    ] = "40,80,120,160,240,320,480",
    cache: Annotated[
        Path | None, typer.Option(help="Keep the vectors of the sentences in this .npz file for next time.")
    ] = None,
) -> None:
    """Measure what the queue of `scr annotate export` is worth: passages it chooses against chance.

    The labels of the training reviews are hidden and shown batch by batch; after each a learner is trained on
    them and measured on the development reviews. The learner is a logistic regression for each factor on
    vectors of the untrained encoder and on words, not the network, which has learned from these labels. About
    ten minutes on two free cores, half of it for the vectors. Needs the encoder that training starts from.

    Example: `scr annotate simulate --into models --seeds 5`
    """
    from pipeline.annotate.pool import read_pool
    from pipeline.annotate.simulate import Plan, curve, simulate, write_rows

    if not into.is_dir():
        raise ScrError(f"There is no folder {into} for the learning curve: make it first.")
    if cache and (cache.suffix != ".npz" or not cache.parent.is_dir()):
        raise ScrError(f"--cache {cache} is no .npz file in a folder that is there.")
    plan = Plan(_points_of(points), tuple(range(1, seeds + 1)))
    pool = read_pool(annotations, _say, cache)
    rows = curve(simulate(pool, plan, _say))
    write_rows(rows, into / f"{_NAME}.csv")
    _draw(rows, seeds, into)
    out.print(_table(rows), markup=False, highlight=False, soft_wrap=True)
    out.print(f"Written to {escape(str(into))}: {_NAME}.csv, {_NAME}.svg, {_NAME}.png")


def _points_of(text: str) -> tuple[int, ...]:
    try:
        points = tuple(int(part) for part in text.split(","))
    except ValueError:
        points = ()
    if not points or min(points) < 1:
        raise ScrError(f"--points {text} is no list of numbers of passages, such as 40,80,160.")
    return points


def _draw(rows: list[CurveRow], seeds: int, into: Path) -> None:
    from pipeline.publish.curve import draw_curve

    subtitle = (
        "Passages of the training reviews, measured on the development reviews.",
        f"Logistic regressions on frozen vectors; means of {seeds} seeds, bands 95 per cent intervals.",
    )
    for ending in (".svg", ".png"):
        draw_curve("What the queue is worth", subtitle, _points(rows), into / f"{_NAME}{ending}")


def _points(rows: list[CurveRow]) -> list[CurvePoint]:
    from pipeline.publish.curve import CurvePoint

    names = ("chosen by the queue", "drawn by chance")
    panels = ("All affirmed sentences", "Mean of the factors")
    return [
        CurvePoint(panel, name, row.n_passages, mean.value, mean.low, mean.high)
        for panel, means in zip(panels, ("micro", "macro"), strict=True)
        for row in rows
        for name, mean in zip(
            names,
            (row.queue, row.random) if means == "micro" else (row.queue_macro, row.random_macro),
            strict=True,
        )
    ]


def _table(rows: list[CurveRow]) -> str:
    from pipeline.annotate.simulate import markdown

    return markdown(rows)


def guidelines(
    write: Annotated[
        Path | None, typer.Option("--write", help="Write the pages to this file instead of printing them.")
    ] = None,
) -> None:
    """The codebook as pages for annotators: definitions, what counts, ages, worked examples.

    Example: `scr annotate guidelines --write annotations/codebook.md`
    """
    from pipeline.annotate.guide import codebook_markdown

    text = codebook_markdown(load_codebook(configs_folder()))
    if write is None:
        out.print(text, markup=False, highlight=False, soft_wrap=True)
        return
    try:
        write.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ScrError(f"{write} cannot be written: {error.strerror}; name another file.") from error
    out.print(escape(f"Written to {write}"))


def relabel(
    annotations: AnnotationsOption = Path("annotations"),
    write: Annotated[
        bool, typer.Option("--write", help="Change the files; else only say what would.")
    ] = False,
) -> None:
    """Bring the labelled corpus up to date after factors were renamed, merged, split or dropped.

    What became of them stands in `configs/label_changes.toml`. Sentences of a factor that was split lose its
    label and are listed: they are to be coded again for the new factors. Exit code 2 where there are any.

    Example: `scr annotate relabel --write`
    """
    from pipeline.corpus.label_changes import load_label_changes
    from pipeline.corpus.relabel import relabel_corpus

    ids = [factor.id for factor in load_codebook(configs_folder()).factors]
    found = relabel_corpus(annotations, load_label_changes(configs_folder(), ids), ids)
    for path, text in found.texts.items():
        if write:
            path.write_text(text, encoding="utf-8")
        out.print(escape(f"{'changed' if write else 'would change'}: {path}"), soft_wrap=True)
    for one in found.again:
        err.print(
            escape(f"to be coded again: {one.file}, line {one.line}: {', '.join(one.factors)}"),
            soft_wrap=True,
        )
    out.print(f"{len(found.texts)} files, {len(found.again)} lines to be coded again")
    if found.again:
        raise typer.Exit(2)


def _say(line: str) -> None:
    err.print(f"[dim]{escape(line)}[/]")
