"""``scr corpus check``: labels, entities, codebook and splits of the labelled reviews hold together."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from pipeline.cli.console import err, escape, out
from pipeline.codebook import load_codebook
from pipeline.errors import ScrError
from pipeline.settings import configs_folder

corpus = typer.Typer(no_args_is_help=True, help="The labelled reviews that the models learn from.")
AnnotationsOption = Annotated[
    Path, typer.Option("--annotations", help="The folder with reviews/ and splits.toml.")
]


@corpus.command("check")
def check(annotations: AnnotationsOption = Path("annotations")) -> None:
    """Prove that the labelled reviews agree with themselves, the codebook and the splits; count the labels.

    Example: `scr corpus check`
    """
    from pipeline.corpus.audit import audit_corpus

    codebook = load_codebook(configs_folder())
    audit = audit_corpus(annotations, [factor.id for factor in codebook.factors])
    table = Table(
        title=f"{audit.n_reviews} reviews, {audit.n_sentences} sentences, {audit.n_words} words; "
        f"{audit.n_labelled} sentences bear on a factor, {audit.n_entities} entities",
        title_justify="left",
    )
    for heading in ("factor", "affirmed", "negated", "uncertain", "generic", "in test: present", "absent"):
        table.add_column(heading, justify="left" if heading == "factor" else "right")
    for factor_id, counts in audit.reviews.items():
        table.add_row(escape(factor_id), *map(str, counts))
    out.print(table)
    out.print("Reviews in which some sentence says so of the factor.")
    for group in (audit.nations, audit.splits):
        out.print(", ".join(f"{escape(name)} {n}" for name, n in group.items()))
    out.print(
        f"Passages that belong to no review: {audit.n_passage_sentences} sentences, of which "
        f"{audit.n_passage_labelled} bear on a factor."
    )
    named = ", ".join(f"{escape(split)} {n}" for split, n in audit.short_reports.items())
    out.print(f"Short reports with a case record and no factor labels: {named}.")
    for problem in audit.problems:
        err.print(f"[yellow]wrong[/] {escape(problem)}", soft_wrap=True)
    if audit.problems:
        raise ScrError(
            f"{len(audit.problems)} things in {annotations} do not agree; mend them and check again."
        )


@corpus.command("agreement")
def agreement(annotations: AnnotationsOption = Path("annotations")) -> None:
    """How far the two coders of the twice coded reviews agreed, before their differences were settled.

    Example: `scr corpus agreement`
    """
    from pipeline.corpus.agreement import measure_agreement

    codebook = load_codebook(configs_folder())
    table = Table("factor", title="Two coders, before settling", title_justify="left")
    for heading in ("affirmed by 1st", "by 2nd", "kappa", "alpha", "same case value"):
        table.add_column(heading, justify="right")
    for one in measure_agreement(annotations, [factor.id for factor in codebook.factors]):
        figures = (f"{one.kappa:.2f}", f"{one.alpha:.2f}", f"{one.same_value}/{one.n_cases}")
        table.add_row(escape(one.name), str(one.n_first), str(one.n_second), *figures)
    out.print(table)
    out.print(
        "kappa: Cohen's, affirmed against the rest, all sentences. alpha: Krippendorff's, four assertions "
        "and none, over the sentences that either coder coded."
    )
