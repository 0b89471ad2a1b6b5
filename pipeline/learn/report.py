"""What was measured, as Markdown for people, JSON for programs, and a CSV for the store."""

from __future__ import annotations

import csv
import dataclasses
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pipeline.learn.case_fields import case_table
from pipeline.learn.entity_training import EntityScore
from pipeline.learn.evaluate import Evaluation, Row
from pipeline.learn.measure import Measured
from pipeline.sealed import write_json

COLUMNS = (
    "sentence precision",
    "sentence recall",
    "sentence F1",
    "sentence kappa",
    "case precision",
    "case recall",
    "case F1",
    "case kappa",
)
SHORT = ("sentence F1", "case F1", "case kappa")


def markdown(measured: Measured, versions: str) -> str:
    """The whole report. Every figure has its 95 per cent bootstrap interval over reviews, and its n."""
    first = measured.coders[0]
    parts = [
        f"# Measured on the {measured.split} reviews",
        f"{first.n_reviews} reviews; {versions}. Written by `scr evaluate --split {measured.split} --write`. "
        "Each figure: value (95 per cent interval from resampling reviews; n: affirmed sentences, present "
        "factors, or pairs of case and factor).",
        "## Coders",
        _table("coder", SHORT, ((one.coder, one.overall[0]) for one in measured.coders)),
        *(
            f"### {name}\n\n"
            + _table("coder", SHORT, ((one.coder, one.overall[at]) for one in measured.coders))
            for at, name in ((1, "Child, parent, family and maltreatment factors"), (2, "Practice factors"))
        ),
        "## By domain",
        _table("factors", COLUMNS, ((row.name, row) for row in first.overall)),
        "## By factor",
        _table("factor", COLUMNS, ((row.name, row) for row in first.factors)),
        "## By nation and period",
        _table("reviews", SHORT, ((row.name, row) for row in first.by)),
        "## Assertion, subject, time",
        _agreement(measured.coders),
        *_calibration(first),
        "## Entities",
        _entities(measured.entities),
        "## Case record",
        case_table(measured.case_fields),
        *_short(measured),
        *_by_confidence(measured),
    ]
    return "\n\n".join(parts) + "\n"


def _short(measured: Measured) -> list[str]:
    if not measured.short_fields:
        return []
    lead = f"The short reports of the {measured.split} split, written to tell a case in ways of their own:"
    return ["### Short reports", lead, case_table(measured.short_fields)]


def _by_confidence(measured: Measured) -> list[str]:
    if not measured.by_confidence:
        return []
    rows = [
        f"| {level} | {right} | {given} | {right / given:.2f} |"
        for level, (right, given) in measured.by_confidence.items()
    ]
    lead = "Of the values that rest on words, in all these reports, by the confidence that the store keeps:"
    head = "| confidence | right | given | share |\n| --- | --- | --- | --- |"
    return ["### By confidence", lead, "\n".join([head, *rows])]


def write_report(measured: Measured, versions: str, folder: Path) -> None:
    """evaluation.md and evaluation.json in ``folder``."""
    (folder / "evaluation.md").write_text(markdown(measured, versions), encoding="utf-8")
    whole = dataclasses.asdict(dataclasses.replace(measured, misses=()))
    write_json(folder / "evaluation.json", {"versions": versions, **_plain(whole)})


def write_accuracy(evaluation: Evaluation, source: str, path: Path) -> None:
    """accuracy.csv: of each factor how often the coder finds it present where it is, and where it is not."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(
        ["factor_id", "n_gold_present", "n_found_of_present", "n_gold_other", "n_found_of_other", "source"]
    )
    for row in evaluation.factors:
        (both, only_found), (only_gold, neither) = evaluation.present[row.name]
        writer.writerow([row.name, both + only_gold, both, only_found + neither, only_found, source])
    path.write_text(text.getvalue(), encoding="utf-8")


def _table(head: str, columns: Sequence[str], rows: Iterable[tuple[str, Row]]) -> str:
    lines = [f"| {head} | {' | '.join(columns)} |", f"| --- |{' --- |' * len(columns)}"]
    lines += [f"| {name} | {' | '.join(str(row.figures[one]) for one in columns)} |" for name, row in rows]
    return "\n".join(lines)


def _agreement(coders: Sequence[Evaluation]) -> str:
    names = ("assertion", "subject", "temporality")
    lines = [
        "Where the coder and the gold labels both have the factor in a sentence, how often they agree:",
        "",
    ]
    lines += [f"| coder | {' | '.join(names)} |", "| --- | --- | --- | --- |"]
    lines += [f"| {one.coder} | {' | '.join(str(one.agreement[name]) for name in names)} |" for one in coders]
    return "\n".join(lines)


def _calibration(evaluation: Evaluation) -> list[str]:
    one = evaluation.calibration
    if one is None:
        return []
    lines = [
        f"Of the probability that a factor is present: Brier score {one.brier:.3f}, expected calibration "
        f"error {one.expected_error:.3f}.",
        "",
        "| mean probability | share present | n |",
        "| --- | --- | --- |",
    ]
    lines += [f"| {mean:.2f} | {share:.2f} | {n} |" for mean, share, n in one.bins]
    return ["## Calibration", "\n".join(lines)]


def _entities(entities: Mapping[str, Mapping[str, EntityScore]]) -> str:
    names = list(entities)
    labels = sorted({label for of in entities.values() for label in of}, key=lambda one: (one != "all", one))
    lines = [
        "F1 of exact spans with the right label (precision, recall):",
        "",
        f"| label | n | {' | '.join(names)} |",
        f"| --- | --- |{' --- |' * len(names)}",
    ]
    for label in labels:
        scores = [entities[name].get(label, EntityScore(0, 0, 0)) for name in names]
        n = scores[0].both + scores[0].only_gold
        cells = " | ".join(f"{one.f1:.2f} ({one.precision:.2f}, {one.recall:.2f})" for one in scores)
        lines.append(f"| {label} | {n} | {cells} |")
    return "\n".join(lines)


def _plain(value: object) -> dict[str, object]:
    """The value for JSON, where a figure that does not exist is null."""

    def plain(one: object) -> object:
        if isinstance(one, dict):
            return {str(name): plain(part) for name, part in one.items()}
        if isinstance(one, list | tuple):
            return [plain(part) for part in one]
        if isinstance(one, float):
            return None if math.isnan(one) else round(one, 4)
        return one

    found = plain(value)
    return found if isinstance(found, dict) else {}
