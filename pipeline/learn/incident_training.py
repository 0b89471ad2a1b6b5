"""Fitting the weights that choose the date of the incident: ``python -m pipeline.learn.incident_training``.

A choice between the dates of a report by their signs (``pipeline.learn.choices``).
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from pipeline.case.incident.find import find_candidates
from pipeline.case.record import outset
from pipeline.corpus import load_review
from pipeline.corpus.as_document import as_document
from pipeline.corpus.model import Review
from pipeline.learn.choices import Choice, labelled_folders, learn
from pipeline.run import load_tools
from pipeline.settings import configs_folder
from pipeline.structure.headings import HeadingTypes
from pipeline.structure.outline import outline

# How much a short report counts, which tells its date where it likes, and how strongly expected weights draw.
SHORT = 2.0
DRAWN = 1.0


def read_expected(path: Path) -> dict[str, float]:
    """What a reader would give each sign."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: float(sign["expected"]) for name, sign in raw["sign"].items()}


def read_choices(annotations: Path, names: Sequence[str], headings: HeadingTypes) -> list[Choice]:
    """The reports to learn from; those whose right date is not among their dates are left out."""
    choices = []
    for folder, short in labelled_folders(annotations):
        counts = SHORT if short else 1.0
        if (choice := _choice(load_review(folder), names, headings, counts)) is not None:
            choices.append(choice)
    return choices


def _choice(review: Review, names: Sequence[str], headings: HeadingTypes, counts: float) -> Choice | None:
    document, _ = as_document(review)
    given = outset(document, *outline(document, headings))
    found = find_candidates(given.source, given.rows, given.written, given.people)
    keys = list(found.signs)
    gold = (review.case.incident_date, review.case.incident_date_precision)
    if gold not in keys:
        return None
    signs = np.array([[found.signs[key].get(name, 0.0) for name in names] for key in keys])
    return Choice(review.slug, signs, keys.index(gold), counts)


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
    headings = load_tools(models=False).headings
    weights, told = learn(read_choices(Path("annotations"), list(expected), headings), expected, DRAWN)
    write_weights(path, weights)
    return told


if __name__ == "__main__":
    sys.stdout.write(main() + "\n")
