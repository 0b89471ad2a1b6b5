"""The figures against numbers worked by hand and by scikit-learn."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import brier_score_loss, cohen_kappa_score

from pipeline.corpus import Label
from pipeline.learn import metrics
from pipeline.learn.coded import Coded, by_codebook
from pipeline.records import VALUES

A = Label("neglect", "affirmed", "child")
N = Label("neglect", "negated", "child")


def test_sentence_counts_by_hand() -> None:
    gold = Coded({(1, "neglect"): A, (2, "neglect"): A, (3, "neglect"): N}, {})
    found = Coded({(1, "neglect"): A, (3, "neglect"): A}, {})
    counts = metrics.sentence_counts(gold, found, "neglect", 10)
    assert counts.tolist() == [1, 1, 1, 7]
    assert metrics.precision(counts) == metrics.recall(counts) == metrics.f1(counts) == 0.5


def test_kappa_is_scikit_learns() -> None:
    generator = np.random.default_rng(1)
    gold, found = generator.integers(0, 3, 200), generator.integers(0, 3, 200)
    table = np.zeros((3, 3))
    for one, two in zip(gold, found, strict=True):
        table[one, two] += 1
    assert metrics.kappa(table) == pytest.approx(cohen_kappa_score(gold, found))


def test_binary_kappa_is_scikit_learns() -> None:
    gold = [1] * 8 + [0] * 12
    found = [1] * 5 + [0] * 3 + [1] * 2 + [0] * 10
    counts = np.array([5.0, 2.0, 3.0, 10.0])
    assert metrics.binary_kappa(counts) == pytest.approx(cohen_kappa_score(gold, found))


def test_calibration_by_hand() -> None:
    chances, happened = [0.95, 0.95, 0.15, 0.15], [True, False, False, False]
    found = metrics.calibration(chances, happened)
    assert found.brier == pytest.approx(brier_score_loss(happened, chances))
    # Half the cases say 0.95 where 0.5 is so, half 0.15 where none is.
    assert found.expected_error == pytest.approx(0.5 * 0.45 + 0.5 * 0.15)


def test_the_interval_holds_the_value_and_narrows_with_reviews() -> None:
    few = [np.array([4.0, 1.0, 2.0, 20.0]), np.array([1.0, 3.0, 1.0, 20.0])] * 3
    one, many = metrics.figure(few, metrics.f1, 24), metrics.figure(few * 10, metrics.f1, 240)
    assert one.low <= one.value <= one.high
    assert many.value == pytest.approx(one.value)
    assert many.high - many.low < one.high - one.low


def test_a_figure_that_does_not_exist_has_no_n() -> None:
    none = metrics.figure([np.zeros(4)], metrics.precision, 0)
    assert none.n == 0
    assert str(none) == "-"


def test_the_rule_of_the_codebook() -> None:
    suspected = Label("poverty", "uncertain", "family")
    labels = {(1, "neglect"): N, (2, "neglect"): A, (3, "poverty"): suspected, (4, "bullying"): N}
    values = by_codebook(
        labels | {(4, "bullying"): Label("bullying", "negated", "child")}, ("neglect", "poverty", "bullying")
    )
    assert values == {"neglect": "present", "poverty": "not_mentioned", "bullying": "absent"}
    assert set(values.values()) == set(VALUES)
