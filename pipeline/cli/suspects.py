"""``scr annotate suspects``: labels that look wrong, for a person to look at again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.console import escape, out
from pipeline.cli.printing import StoreOption, readable


def suspects(
    corpus: Annotated[
        bool, typer.Option("--corpus", help="The corpus's development reviews instead of the store.")
    ] = False,
    factor: Annotated[str | None, typer.Option("--factor", help="Only this factor.")] = None,
    n: Annotated[int, typer.Option("--n", min=1, help="At most so many.")] = 20,
    annotations: Annotated[Path, typer.Option(help="The folder of the corpus.")] = Path("annotations"),
    store: StoreOption = Path("scr.duckdb"),
) -> None:
    """List labels that look wrong, the least likely first, by what a model that never saw them says.

    Confident learning, domain by domain. Annotations are judged by a model that learned from none; of the
    corpus only the development reviews can be judged, since every model learned from the others. What looks
    wrong may be right: read the sentence, then settle it or leave it.

    Example: `scr annotate suspects --n 50 --factor neglect`
    """
    from pipeline.learn import suspects as looking
    from pipeline.run import load_tools
    from pipeline.settings import models_folder

    tools = load_tools(models=False)
    if corpus:
        found, judge = looking.in_corpus(annotations, models_folder(), tools)
    else:
        found, judge = looking.in_store(readable(store), annotations, models_folder(), tools)
    found = [one for one in found if factor in (None, one.factor_id)]
    for one in found[:n]:
        where = f"{one.where}, page {one.page}" if corpus else f"{one.item}, page {one.page}"
        out.print(
            f"{one.likely:.2f}  [bold]{escape(one.factor_id)}[/] labelled {one.given}: {escape(one.text)} "
            f"[dim]{escape(where)}[/]",
            soft_wrap=True,
        )
    out.print(f"{len(found)} labels look wrong to the model {escape(judge)}, {min(n, len(found))} shown.")
