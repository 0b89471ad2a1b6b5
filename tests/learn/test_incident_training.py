"""The weights that choose the incident's date: learned on the side of what is expected, and written in place."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from pipeline.case.outcome.harm_choice import ACCOUNT
from pipeline.corpus import load_review
from pipeline.learn import harm_training
from pipeline.learn.choices import Choice, crossfit, fit, right_ones
from pipeline.learn.incident_training import read_expected, write_weights
from pipeline.settings import configs_folder
from tests.learn.small import CHECK, CORPUS
from tests.pipeline.case.make import heading_types

FILE = "# how\n[sign.death] # a life that ends\nexpected = 0.5\nweight = 0.5\n[sign.back]\nexpected = -1.0\nweight = -1.0\n"


def test_weights_follow_the_choices_and_never_cross_zero() -> None:
    # The right date is the one with a death, though it also looks back.
    choices = [Choice(str(n), np.array([[1.0, 1.0], [0.0, 0.0]]), 0, 1.0) for n in range(20)]
    expected = np.array([0.5, -1.0])
    weights = fit(choices, expected, 1.0)
    assert weights[0] > 0.5
    assert -1.0 < weights[1] <= 0.0
    assert right_ones(choices, expected) == 0
    assert right_ones(choices, weights) == 20
    assert crossfit(choices, expected, 1.0) == 20


def test_weights_are_written_beside_what_was_expected(tmp_path: Path) -> None:
    path = tmp_path / "incident.toml"
    path.write_text(FILE, encoding="utf-8")
    write_weights(path, {"death": 1.234, "back": -0.2})
    assert path.read_text(encoding="utf-8") == FILE.replace("weight = 0.5", "weight = 1.23").replace(
        "weight = -1.0", "weight = -0.20"
    )
    assert read_expected(path) == {"death": 0.5, "back": -1.0}


def test_weights_of_harm_are_written_beside_what_was_expected(tmp_path: Path) -> None:
    path = tmp_path / "harm.toml"
    text = "[account]\nbest = [0.6, 1.0]\n[fact.killed] # by another\n[fact.killed.for]\nsuicide = [-2.5, -2.0]\n"
    path.write_text(text, encoding="utf-8")
    harm_training.write_weights(path, {("account", "best"): 0.25, ("killed", "suicide"): -1.5})
    assert path.read_text(encoding="utf-8") == text.replace("1.0]", "0.25]").replace("-2.0]", "-1.50]")


def test_weights_of_harm_are_fitted_to_categories_that_the_report_tells() -> None:
    keys = list(harm_training.read_expected(configs_folder() / "harm.toml"))
    review = load_review(CORPUS / "reviews" / CHECK)
    rows = [row for case in harm_training._cases(review, keys, heading_types()) for row in case.signs]
    words = [row[: len(ACCOUNT)].any() for row in rows]
    facts = [any(row[len(ACCOUNT) :]) for row in rows]
    assert rows
    assert all(told or fact for told, fact in zip(words, facts, strict=True))
