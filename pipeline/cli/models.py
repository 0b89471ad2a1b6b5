"""``scr models``: the trained versions, where they come from, and which one codes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from pipeline.cli.console import escape, out
from pipeline.settings import models_folder

if TYPE_CHECKING:
    from pipeline.learn.versions import Version

models = typer.Typer(
    no_args_is_help=True, help="The trained versions of the models, and which one is in use."
)
FolderOption = Annotated[
    Path | None, typer.Option("--models", help="The folder of the models; the program's own.")
]
_FIGURES = ("sentence F1", "case F1", "case kappa")


@models.command("list")
def list_(folder: FolderOption = None) -> None:
    """List every version: when it was trained, from which labels, its figures, and which is in use.

    The figures are measured on the development reviews, with 95 per cent intervals; those of the shipped
    models stand in `models/evaluation.md`.

    Example: `scr models list`
    """
    from pipeline.learn.versions import list_versions
    from pipeline.run import MODELS

    where = folder or models_folder()
    table = Table("version", "in use", "trained (UTC)", "from", "labels", *_FIGURES, title=escape(str(where)))
    found = list_versions(where, MODELS)
    for one in found:
        table.add_row(*map(escape, _cells(one)))
    out.print(table)
    for one in found:
        if one.verdict:
            out.print(escape(f"{one.label}: {one.verdict}"), soft_wrap=True)


def _cells(one: Version) -> list[str]:
    used = "in use" if one.in_use else ""
    if one.lineage is None:
        return [f"{one.label} {one.name}", used, *("-",) * (3 + len(_FIGURES))]
    of = one.lineage
    gold = f", {of.gold_sentences} sentences of {of.annotators} annotators" if of.gold_sentences else ""
    figures = [_figure(list(of.figures.get(name, ()))) for name in _FIGURES]
    return [one.label, used, of.trained_at, of.parent, f"{of.labels}{gold}", *figures]


def _figure(of: list[float]) -> str:
    return f"{of[0]:.2f} ({of[1]:.2f} to {of[2]:.2f})" if len(of) == 4 else "-"


@models.command("use")
def use_(
    version: Annotated[str, typer.Argument(help="A version of `scr models list`, its start, or shipped.")],
    folder: FolderOption = None,
) -> None:
    """Code with this version from now on, or go back: `shipped` is what came with the program.

    Its files are checked first, and the switch is one step: cut off, the old version is still in use. The
    next `scr run` codes anew what another version coded; do not switch while one is under way.

    Example: `scr models use factors-3f9a1c`
    """
    from pipeline.learn.versions import label_in_use, use
    from pipeline.run import MODELS

    where = folder or models_folder()
    for name in use(where, version, MODELS):
        out.print(f"{name}: {label_in_use(where, name)} is in use.")
