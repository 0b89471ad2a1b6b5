"""``scr annotate``: passages out to the annotators' tools, judgements back in, decisions and agreement."""

from __future__ import annotations

import csv
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from pipeline.cli import simulate, studio, suspects
from pipeline.cli.console import err, escape, out
from pipeline.cli.printing import StoreOption, readable
from pipeline.codebook import load_codebook
from pipeline.errors import ScrError
from pipeline.settings import configs_folder
from pipeline.store.annotations import Difference, open_annotations, read_annotations
from pipeline.store.publish import default_target, publish

if TYPE_CHECKING:
    from pipeline.annotate.agreement import Agreement, EntityAgreement, Estimate
    from pipeline.annotate.decide import Decided
    from pipeline.annotate.take_in import Names, Taken

annotate = typer.Typer(no_args_is_help=True, help="Code passages by hand: out to a labelling tool and back.")
WHERE = Path("scr.duckdb")
# So long another process that writes to the store is waited for, in seconds.
_PATIENCE_S = 20.0
_REPLICATES = 1000


class ToolName(StrEnum):
    """The tool that a file of passages is for."""

    label_studio = "label-studio"
    jsonl = "jsonl"
    doccano = "doccano"
    csv = "csv"


class Selection(StrEnum):
    """How passages are chosen."""

    queue = "queue"
    random = "random"


AnnotatorOption = Annotated[str, typer.Option("--annotator", help="Your name, as it is to be stored.")]
NoteOption = Annotated[str | None, typer.Option("--note", help="Why, for whoever reads the decision later.")]


@annotate.command("export")
def export(
    target: Annotated[Path, typer.Argument(metavar="OUT", help="The file to write.")],
    tool: Annotated[ToolName, typer.Option("--format", help="The tool it is for.")] = ToolName.label_studio,
    n: Annotated[int, typer.Option("--n", min=1, help="So many passages.")] = 50,
    select: Annotated[
        Selection, typer.Option(help="queue: what helps most, and a fifth by chance; random: all by chance.")
    ] = Selection.queue,
    blank: Annotated[bool, typer.Option(help="Without suggestions, so that they cannot lead.")] = False,
    seed: Annotated[int, typer.Option(help="The same seed on the same store gives the same passages.")] = 1,
    again: Annotated[bool, typer.Option(help="Passages that somebody has coded, too.")] = False,
    store: StoreOption = WHERE,
) -> None:
    """Write passages of whole paragraphs to code, each with the reason why it was chosen.

    For Label Studio the labelling configuration, made from the codebook, is written beside it. Give the same
    file to two annotators to measure how far they agree.

    Example: `scr annotate export tasks.json --n 50 --format label-studio`
    """
    from pipeline.annotate.export import make_tasks, write_tasks

    codebook = load_codebook(configs_folder())
    with read_annotations(readable(store)) as reader:
        by_chance = select is Selection.random
        tasks = make_tasks(reader, codebook, n, seed=seed, by_chance=by_chance, blank=blank, again=again)
    files = write_tasks(tasks, tool.value, target, codebook)
    reasons = [task.chosen.reason for task in tasks]
    counts = ", ".join(f"{reasons.count(one)} {one}" for one in dict.fromkeys(sorted(reasons)))
    out.print(f"{len(tasks)} passages ({counts}) in {escape(', '.join(map(str, files)))}")


@annotate.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="What the labelling tools export.")],
    annotator: Annotated[
        list[str] | None,
        typer.Option("--annotator", help="Who annotated, where the file does not say; or NUMBER=NAME."),
    ] = None,
    also_codebook: Annotated[
        list[str] | None,
        typer.Option("--codebook", help="Take tasks made with this older version of the codebook, too."),
    ] = None,
    store: StoreOption = WHERE,
) -> None:
    """Store what annotators coded: the JSON of Label Studio, or the JSONL, doccano and CSV forms.

    Every item is checked, those that are wrong are listed and the rest is stored: exit code 2. The same file
    twice adds nothing; a passage coded again by the same annotator replaces what it said before.

    Example: `scr annotate import project-1.json --annotator ann`
    """
    from pipeline.annotate.take_in import take_in

    codebook = load_codebook(configs_folder())
    with open_annotations(store, _PATIENCE_S) as writer:
        taken = take_in(files, writer, codebook, _names(annotator or []), also_codebook or ())
    _publish(store)
    _print_taken(taken)
    if taken.refused:
        raise typer.Exit(2)


def _names(given: list[str]) -> Names:
    from pipeline.annotate.take_in import Names

    by_id = dict(one.split("=", 1) for one in given if "=" in one)
    plain = [one for one in given if "=" not in one]
    if len(plain) > 1:
        raise ScrError("Two annotators without numbers: give --annotator NUMBER=NAME for each.")
    return Names(by_id, plain[0] if plain else None)


def _print_taken(taken: Taken) -> None:
    out.print(
        f"{taken.new} annotations stored, {taken.known} were known already; "
        f"{taken.unanswered} tasks without an answer"
    )
    if not taken.refused:
        return
    table = Table("file", "task", "reason", "what is wrong", title=f"{len(taken.refused)} not stored")
    for one in taken.refused:
        table.add_row(*map(escape, (one.file, one.task, one.reason, one.detail)))
    err.print(table)


@annotate.command("decide")
def decide(
    case: Annotated[str, typer.Argument(help="The case, as in `scr cases`.")],
    factor: Annotated[str, typer.Argument(help="The factor.")],
    value: Annotated[str, typer.Argument(help="present, absent or not_mentioned.")],
    annotator: AnnotatorOption,
    note: NoteOption = None,
    store: StoreOption = WHERE,
) -> None:
    """Decide a factor of a case: this outranks the model, in later runs too, until it is withdrawn.

    Example: `scr annotate decide castlemoor-baby-f-2010 neglect present --annotator ann --note "page 12"`
    """
    from pipeline.annotate import decide as deciding

    codebook = load_codebook(configs_folder())
    with open_annotations(store, _PATIENCE_S) as writer:
        made = deciding.decide(writer, codebook, case, factor, value, annotator=annotator, note=note)
    _publish(store)
    what = f"decision {made.annotation_id}" if made.new else "decided so before, nothing added"
    _print_now(f"{case} {factor}: {what}", made)


def _print_now(what: str, made: Decided) -> None:
    out.print(escape(what))
    if made.now is None:
        return
    by = made.now.decided_by
    out.print(f"Value {made.now.value}, decided by {by}; the model says {made.now.model_value}.")
    if by == "model" and made.others:
        said = ", ".join(f"{who} says {value}" for who, value in made.others.items())
        out.print(
            f"{escape(said)}: the model's value stands until this is settled (scr annotate adjudicate)."
        )


@annotate.command("withdraw")
def withdraw(
    annotation: Annotated[str, typer.Argument(metavar="ID", help="The id, or its first 6 characters.")],
    store: StoreOption = WHERE,
) -> None:
    """Take an annotation or decision back; a case value returns to what others or the model say.

    The ids: `scr query "SELECT annotation_id, annotator, item_id, value FROM annotations_in_force"`

    Example: `scr annotate withdraw 3f9a1c`
    """
    from pipeline.annotate import decide as deciding

    with open_annotations(store, _PATIENCE_S) as writer:
        found = deciding.withdraw(writer, annotation)
    _publish(store)
    out.print(escape(f"Withdrawn: {found.annotator} on {found.item_id}, {found.value}"))


@annotate.command("agreement")
def agreement(
    raters: Annotated[
        list[str] | None, typer.Option("--with", help="Only these, by name; `model` is one. Give it twice.")
    ] = None,
    export_to: Annotated[
        Path | None, typer.Option("--export", help="Write every coding to this CSV file.")
    ] = None,
    replicates: Annotated[int, typer.Option(min=100, help="Of the bootstrap.")] = _REPLICATES,
    store: StoreOption = WHERE,
) -> None:
    """How far annotators agree with each other and with the model, over the sentences that both saw.

    Example: `scr annotate agreement --with ann --with ben --export codings.csv`
    """
    from pipeline.annotate import agreement as measured

    factor_ids = [factor.id for factor in load_codebook(configs_folder()).factors]
    with read_annotations(readable(store)) as reader:
        ratings = measured.read_ratings(reader, factor_ids)
    unknown = set(raters or ()) - set(ratings.codes)
    if unknown or not ratings.annotators:
        known = ", ".join(ratings.annotators) or "none"
        raise ScrError(f"Annotators with coded passages in {store}: {known}. Import what they coded first.")
    groups: list[tuple[str, ...]] = [
        pair for pair in measured.pairs(ratings) if not raters or set(pair) <= set(raters)
    ]
    if len(ratings.annotators) > 2 and not raters:
        groups.append(ratings.annotators)
    figures = {group: measured.measure(ratings, group, replicates=replicates) for group in groups}
    entities = {pair: measured.entity_agreement(ratings, pair) for pair in measured.pairs(ratings)}
    _print_agreement(figures, entities)
    for pair in measured.pairs(ratings):
        if figures.get(pair):
            _print_confusion(pair, measured.confusion(ratings, pair).tolist(), measured.WORDS)
    if export_to:
        head, rows = measured.raw_table(ratings)
        with export_to.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([head, *rows])
        out.print(f"{len(rows)} rows in {escape(str(export_to))}")


def _print_agreement(
    figures: dict[tuple[str, ...], list[Agreement]],
    entities: dict[tuple[str, str], EntityAgreement | None],
) -> None:
    for group, rows in figures.items():
        if not rows:
            out.print(f"{escape(' and '.join(group))} saw no sentence in common.")
            continue
        table = Table(title=escape(" and ".join(group)), title_justify="left")
        for heading in ("factor", "sentences", "coded", "same where coded", "kappa", "alpha"):
            table.add_column(heading, justify="left" if heading == "factor" else "right")
        for row in rows:
            shown = (
                str(row.n_sentences),
                str(row.n_coded),
                *map(_interval, (row.same, row.kappa, row.alpha)),
            )
            table.add_row(escape(row.factor), *shown)
        out.print(table)
        found = entities.get((group[0], group[1])) if len(group) == 2 else None
        if found:
            out.print(
                f"Entities: {found.n_first} and {found.n_second} marked, F1 {found.strict:.2f} for the same "
                f"words and label, {found.partial:.2f} with overlap counted half."
            )
    out.print(
        "same: share of codings with the same assertion, where either coded. kappa: Cohen's, affirmed "
        "against the rest, all sentences. alpha: Krippendorff's, four assertions and none, where either "
        "coded. 95 per cent intervals by bootstrap over passages. Who saw the model's suggestions agrees "
        "with it too easily."
    )


def _interval(figure: Estimate) -> str:
    if figure.value != figure.value:
        return "-"
    return f"{figure.value:.2f} ({figure.low:.2f} to {figure.high:.2f})"


def _print_confusion(pair: tuple[str, str], counts: list[list[int]], words: tuple[str, ...]) -> None:
    table = Table(title=f"Rows {escape(pair[0])}, columns {escape(pair[1])}", title_justify="left")
    for heading in ("", *words):
        table.add_column(heading, justify="right")
    for word, row in zip(words, counts, strict=True):
        table.add_row(word, *map(str, row))
    out.print(table)


@annotate.command("adjudicate")
def adjudicate(
    factor: Annotated[str | None, typer.Option("--factor", help="Only this factor.")] = None,
    n: Annotated[int, typer.Option("--n", min=1, help="At most so many.")] = 20,
    store: StoreOption = WHERE,
) -> None:
    """List what annotators code differently, with both codings, the codebook's rule and the sentence.

    Settle one with `scr annotate settle`.

    Example: `scr annotate adjudicate --factor neglect`
    """
    rules = {one.id: one for one in load_codebook(configs_folder()).factors}
    with read_annotations(readable(store)) as reader:
        found = reader.differences(factor_id=factor)
        values = {
            one.item_id: reader.case_value(one.case_id, one.factor_id)
            for one in found[:n]
            if one.kind == "case_value" and one.case_id and one.factor_id
        }
    if not found:
        out.print("Annotators differ in nothing that is not settled.")
        return
    for one in found[:n]:
        out.print(f"\n[bold]{escape(one.item_id)}[/]  {escape(one.codings)}", soft_wrap=True)
        _print_difference(one)
        if now := values.get(one.item_id):
            out.print(f"  the model says {now.model_value}: scr evidence {one.case_id} {one.factor_id}")
        rule = rules.get(one.factor_id or "")
        if rule:
            out.print(f"  [dim]{escape(rule.definition)}[/]", soft_wrap=True)
            out.print(f"  [dim]includes: {escape('; '.join(rule.include))}[/]", soft_wrap=True)
            out.print(f"  [dim]not: {escape('; '.join(rule.exclude) or '-')}[/]", soft_wrap=True)
    out.print(f"\n{len(found)} to settle, {min(n, len(found))} shown: scr annotate settle ITEM VALUE")


def _print_difference(one: Difference) -> None:
    if one.sentence is None:
        return
    quote = escape(one.quote or "")
    marked = escape(one.sentence).replace(quote, f"[bold]{quote}[/]", 1) if quote else escape(one.sentence)
    out.print(f"  “{marked}” [dim]{escape(one.file_name or '-')}, page {one.page}[/]", soft_wrap=True)


@annotate.command("settle")
def settle(
    item: Annotated[str, typer.Argument(help="The item, as `scr annotate adjudicate` prints it.")],
    value: Annotated[
        str, typer.Argument(help="'affirmed mother', 'none', an entity label, or a case value.")
    ],
    annotator: AnnotatorOption,
    note: NoteOption = None,
    store: StoreOption = WHERE,
) -> None:
    """Settle a difference: the decision is gold and outranks all annotators, until it is withdrawn.

    Example: `scr annotate settle 1f2e3d4c5b6a7988:12:neglect "affirmed child" --annotator cara`
    """
    from pipeline.annotate import decide as deciding

    codebook = load_codebook(configs_folder())
    with open_annotations(store, _PATIENCE_S) as writer:
        made = deciding.settle(writer, codebook, item, value, annotator=annotator, note=note)
    _publish(store)
    _print_now(f"{item}: settled as {value}, decision {made.annotation_id}", made)


def _publish(store: Path) -> None:
    """The copy that analysts read follows at once, where there is one."""
    if default_target(store).exists():
        publish(store, default_target(store))


annotate.command("serve")(studio.serve)
annotate.command("pull")(studio.pull)
annotate.command("simulate")(simulate.simulate)
annotate.command("guidelines")(simulate.guidelines)
annotate.command("relabel")(simulate.relabel)
annotate.command("suspects")(suspects.suspects)
