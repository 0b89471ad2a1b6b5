"""The commands of ``scr``, and how an error reaches the user: one line, no traceback."""

from __future__ import annotations

import os
import sys

import typer

from pipeline.cli import answers, coding, doctor, learning, prefect_env, publishing
from pipeline.cli.annotate import annotate
from pipeline.cli.console import err
from pipeline.cli.corpus import corpus
from pipeline.cli.models import models
from pipeline.errors import ScrError

_app = typer.Typer(
    name="scr",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="Codes the factors of serious case reviews from their PDFs, with the evidence for every finding.",
)
_app.command("run")(coding.run)
_app.command("extract")(coding.extract)
_app.command("prevalence")(answers.prevalence)
_app.command("compare")(answers.compare)
_app.command("evidence")(answers.evidence)
_app.command("cases")(answers.cases)
_app.command("query")(answers.query)
_app.command("export")(publishing.export)
_app.command("dictionary")(publishing.dictionary)
_app.command("doctor")(doctor.doctor)
_app.command("train")(learning.train)
_app.command("evaluate")(learning.evaluate)
_app.add_typer(corpus, name="corpus")
_app.add_typer(annotate, name="annotate")
_app.add_typer(models, name="models")


def app() -> None:
    """The entry point. Exit codes: 0 done, 2 done with files rejected or wrong usage, 1 could not be done."""
    try:
        _app()
    except ScrError as error:
        err.print(f"[bold red]scr:[/] {error}", highlight=False, soft_wrap=True)
        sys.exit(1)
    except KeyboardInterrupt:
        err.print("[bold red]scr:[/] Interrupted. What was stored is safe; run the same command to go on.")
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output has gone (`scr query ... | head`): nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(0)
    finally:
        prefect_env.silence_exit()
