"""Fitting the weights that choose the harm category: ``python -m pipeline.learn.harm_training``.

A choice between the categories that a child's outcome and age leave open and the report tells, by the
account that each gives and the facts that speak for it (``pipeline.learn.choices``).
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from pipeline.case.children.children import subject_for
from pipeline.case.incident.find import find_incident
from pipeline.case.outcome.harm import candidates, harm_said
from pipeline.case.outcome.harm_choice import ACCOUNT
from pipeline.case.record import outset
from pipeline.corpus import load_review
from pipeline.corpus.as_document import as_document
from pipeline.corpus.model import Review
from pipeline.learn.choices import Choice, labelled_folders, learn
from pipeline.run import load_tools
from pipeline.settings import configs_folder
from pipeline.structure.headings import HeadingTypes
from pipeline.structure.outline import outline

Key = tuple[str, str]
# How strongly the expected weights draw.
DRAWN = 1.4


def read_expected(path: Path) -> dict[Key, float]:
    """What a reader would give the account and each fact, by (fact, category)."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    expected: dict[Key, float] = {("account", name): float(raw["account"][name][0]) for name in ACCOUNT}
    for fact, entry in raw["fact"].items():
        expected |= {(fact, category): float(pair[0]) for category, pair in entry.get("for", {}).items()}
    return expected


def read_cases(annotations: Path, keys: Sequence[Key]) -> list[Choice]:
    """The children to learn from: of the reviews not for testing and the short reports for development."""
    headings = load_tools(models=False).headings
    return [
        case
        for folder, _ in labelled_folders(annotations)
        for case in _cases(load_review(folder), keys, headings)
    ]


def _cases(review: Review, keys: Sequence[Key], headings: HeadingTypes) -> Iterator[Choice]:
    """The children of a review, where the program finds as many as are labelled."""
    document, _ = as_document(review)
    at = outset(document, *outline(document, headings))
    find_incident(at.source, at.rows, at.written, at.people)  # its evidence shows where the event is told
    if len(at.named) != len(review.children):
        return
    for named, gold in zip(at.named, review.children, strict=True):
        subject = subject_for(at.source, at.named, named, at.people)
        said = harm_said(at.source, subject, gold.outcome == "death")
        accounts, facts = candidates(at.source, said, gold.age_years)
        names = list(accounts)
        if gold.harm_category in names:
            rows = [dict(zip(ACCOUNT, accounts[one], strict=True)) for one in names]
            signs = [
                [
                    row[key] if fact == "account" else facts.get(fact, 0.0) * (key == name)
                    for fact, key in keys
                ]
                for row, name in zip(rows, names, strict=True)
            ]
            yield Choice(review.slug, np.array(signs), names.index(gold.harm_category), 1.0)


def write_weights(path: Path, weights: Mapping[Key, float]) -> None:
    """Put the weights into the file; its comments and expected values stay as they are."""
    lines, table = [], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            table = line.split("]")[0].strip("[").removeprefix("fact.").removesuffix(".for")
        pair = re.fullmatch(r"(\w+) = \[(-?[\d.]+), -?[\d.]+\]", line)
        lines.append(f"{pair[1]} = [{pair[2]}, {weights[table, pair[1]] + 0.0:.2f}]" if pair else line)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> str:
    """Fit and write the weights; the line says how right they are, seen and unseen."""
    path = configs_folder() / "harm.toml"
    expected = read_expected(path)
    weights, told = learn(read_cases(Path("annotations"), list(expected)), expected, DRAWN)
    write_weights(path, weights)
    return told


if __name__ == "__main__":
    sys.stdout.write(main() + "\n")
