"""Fitting the weights that choose the date of the incident: ``python -m pipeline.learn.incident_training``.

A choice between the dates of a report, so a conditional logit: the chance of a date is the exponential of its
weighed signs over the sum of those of all dates. The weights are drawn to what a reader would expect and kept
on its side of zero, since there are no more than a few signs for each report to learn from.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from pipeline.case.cast import find_cast, told_cast
from pipeline.case.children import named_children
from pipeline.case.cover import document_record
from pipeline.case.family import family_rows
from pipeline.case.incident import find_candidates
from pipeline.case.labels import find_label
from pipeline.case.people import People
from pipeline.case.source import Source
from pipeline.case.wording import load_wording
from pipeline.corpus import load_review
from pipeline.corpus.as_document import as_document
from pipeline.corpus.audit import read_splits
from pipeline.corpus.model import Review
from pipeline.corpus.short_reports import short_folders
from pipeline.run import load_tools
from pipeline.settings import configs_folder
from pipeline.structure.headings import HeadingTypes
from pipeline.structure.outline import outline

Floats = npt.NDArray[np.float64]
# How much a short report counts, of which there are fewer, and how strongly the expected weights draw.
SHORT = 2.0
DRAWN = 1.0
FOLDS = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """The dates of one report: ``signs`` (dates, names), the row of the right one, and how much it counts."""

    slug: str
    signs: Floats
    right: int
    counts: float


def read_expected(path: Path) -> dict[str, float]:
    """What a reader would give each sign."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: float(sign["expected"]) for name, sign in raw["sign"].items()}


def read_choices(annotations: Path, names: Sequence[str], headings: HeadingTypes) -> list[Choice]:
    """The reports to learn from; those whose right date is not among their dates are left out."""
    choices = []
    for folder, counts in _folders(annotations):
        review = load_review(folder)
        if (choice := _choice(review, names, headings, counts)) is not None:
            choices.append(choice)
    return choices


def _folders(annotations: Path) -> Iterator[tuple[Path, float]]:
    """The labelled reviews for training and the short reports for development, with their weight."""
    for slug, split in read_splits(annotations).items():
        if split != "test":
            yield annotations / "reviews" / slug, 1.0
    for folder in short_folders(annotations, "development"):
        yield folder, SHORT


def _choice(review: Review, names: Sequence[str], headings: HeadingTypes, counts: float) -> Choice | None:
    document, _ = as_document(review)
    source = Source(document, *outline(document, headings), load_wording())
    record, label, rows = document_record(source), find_label(source), family_rows(source)
    cast = find_cast(source, {}, rows, told_cast(source))
    forms = [form for child in named_children(source, label, rows) for form in child.forms]
    people = People.of(forms, [member.name for member in cast if member.role != "child"])
    found = find_candidates(source, rows, record.report_date or record.publication_date, people)
    keys = list(found.signs)
    gold = (review.case.incident_date, review.case.incident_date_precision)
    if gold not in keys:
        return None
    signs = np.array([[found.signs[key].get(name, 0.0) for name in names] for key in keys])
    return Choice(review.slug, signs, keys.index(gold), counts)


def fit(choices: Sequence[Choice], expected: Floats) -> Floats:
    """The likeliest weights (names,), drawn to the expected ones."""

    def loss(weights: Floats) -> tuple[float, Floats]:
        away = weights - expected
        total, slope = DRAWN * float(away @ away), 2 * DRAWN * away
        for one in choices:
            scores = one.signs @ weights
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            total -= one.counts * float(np.log(chances[one.right] + 1e-12))
            slope -= one.counts * (one.signs[one.right] - chances @ one.signs)
        return total, slope

    sides = [(0.0, None) if one > 0 else (None, 0.0) if one < 0 else (None, None) for one in expected]
    found = minimize(loss, expected, jac=True, method="L-BFGS-B", bounds=sides)
    return np.asarray(found.x, dtype=np.float64)


def right_ones(choices: Sequence[Choice], weights: Floats) -> int:
    """How many reports have their right date on top."""
    return sum(int((one.signs @ weights).argmax()) == one.right for one in choices)


def crossfit(choices: Sequence[Choice], expected: Floats) -> int:
    """How many reports come out right with weights that have not seen them."""
    order = np.random.default_rng(0).permutation(len(choices))
    right = 0
    for fold in range(FOLDS):
        held = set(order[fold::FOLDS].tolist())
        weights = fit([one for i, one in enumerate(choices) if i not in held], expected)
        right += right_ones([one for i, one in enumerate(choices) if i in held], weights)
    return right


def write_weights(path: Path, weights: Mapping[str, float]) -> None:
    """Put the weights into the file; its comments and expected values stay as they are."""
    text = path.read_text(encoding="utf-8")
    for name, weight in weights.items():
        line = re.compile(rf"(\[sign\.{name}\][^\[]*?\nweight = )[-\d.]+")
        text = line.sub(rf"\g<1>{weight:.2f}", text)
    path.write_text(text, encoding="utf-8")


def main() -> str:
    """Fit and write the weights; the line says how right they are, seen and unseen."""
    path = configs_folder() / "incident.toml"
    expected = read_expected(path)
    names = list(expected)
    start = np.array(list(expected.values()))
    choices = read_choices(Path("annotations"), names, load_tools(models=False).headings)
    weights = fit(choices, start)
    write_weights(path, dict(zip(names, weights.tolist(), strict=True)))
    seen, unseen = right_ones(choices, weights), crossfit(choices, start)
    return f"{len(choices)} reports: {seen} right, {unseen} by weights that had not seen them"


if __name__ == "__main__":
    import sys

    sys.stdout.write(main() + "\n")
