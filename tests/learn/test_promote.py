"""A new model takes the place of the old one unless it is worse beyond noise."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.corpus import Label
from pipeline.learn.coded import Coded
from pipeline.learn.promote import FEWEST, Compared, judge
from pipeline.records import Value

DOMAINS = {"neglect": "maltreatment", "poverty": "family"}


def coded(affirmed: dict[str, list[int]], values: dict[str, Value]) -> Coded:
    labels = {
        (number, factor): Label(factor, "affirmed", "child")
        for factor, numbers in affirmed.items()
        for number in numbers
    }
    return Coded(labels, values)


def documents(hits: list[int], extra: int = 0, value: Value = "present") -> list[Coded]:
    """A document each: of four sentences that affirm neglect so many are found, and ``extra`` false ones."""
    return [
        coded({"neglect": [*range(found), *range(10, 10 + extra)]}, {"neglect": value, "poverty": "absent"})
        for found in hits
    ]


# Half the cases have the factor, or no kappa could be worked out.
def gold(n: int) -> list[Coded]:
    return [
        coded(
            {"neglect": [0, 1, 2, 3]},
            {"neglect": "present" if at % 2 else "not_mentioned", "poverty": "absent"},
        )
        for at in range(n)
    ]


def test_a_model_that_finds_less_everywhere_is_kept_out() -> None:
    verdict = judge([Compared("the test reviews", gold(8), documents([4] * 8), documents([2] * 8))], DOMAINS)
    assert not verdict.promote
    (worse,) = [one for one in verdict.differences if one.worse]
    # F1 of all found is 1; of half found 2 * 16 / (2 * 16 + 16) = 2/3, in every resample.
    assert (worse.domain, worse.measure) == ("maltreatment", "sentence F1")
    assert (worse.old, worse.new) == (1.0, pytest.approx(2 / 3))
    assert worse.low == worse.high == pytest.approx(-1 / 3)
    assert (
        "maltreatment, sentence F1 on the test reviews: 1.00 to 0.67, difference -0.33 "
        "(95 per cent interval -0.33 to -0.33)" in verdict.words
    )


def test_a_difference_within_noise_does_not_keep_it_out() -> None:
    old = documents([4, 4, 4, 4, 0, 0, 0, 1])
    new = documents([0, 0, 0, 1, 4, 4, 4, 3])
    verdict = judge([Compared("the test reviews", gold(8), old, new)], DOMAINS)
    assert verdict.promote
    (f1,) = [one for one in verdict.differences if one.measure == "sentence F1"]
    assert f1.new < f1.old
    assert f1.low < 0 < f1.high


def test_the_interval_is_that_of_a_paired_bootstrap() -> None:
    """Paired: models that err on the same documents differ surely, however unlike the documents are."""
    hits = [4, 1, 3, 2, 4, 1, 3, 2]
    verdict = judge(
        [Compared("the test reviews", gold(8), documents(hits), documents([one - 1 for one in hits]))],
        DOMAINS,
    )
    (f1,) = [one for one in verdict.differences if one.measure == "sentence F1"]
    # The old model's F1 alone moves more from resample to resample than the difference does.
    draws = np.random.default_rng(1).integers(0, 8, (4000, 8))
    sums = np.array(hits)[draws].sum(1)
    differences = 2 * (sums - 8) / (sums - 8 + 32) - 2 * sums / (sums + 32)
    low, high = np.percentile(differences, [2.5, 97.5])
    assert (f1.low, f1.high) == (pytest.approx(low, abs=0.02), pytest.approx(high, abs=0.02))
    assert f1.worse
    assert not verdict.promote


def test_one_domain_and_case_values_are_enough() -> None:
    """Sentences are the same; the new model gives every case the wrong value of poverty."""
    values: list[dict[str, Value]] = [
        {"neglect": "present", "poverty": "present" if at % 2 else "absent"} for at in range(10)
    ]
    turned: list[dict[str, Value]] = [
        {"neglect": "present", "poverty": "absent" if at % 2 else "present"} for at in range(10)
    ]
    truth = [coded({"neglect": [0]}, one) for one in values]
    wrong = [coded({"neglect": [0]}, one) for one in turned]
    verdict = judge([Compared("the test reviews", truth, truth, wrong)], DOMAINS)
    assert [(one.domain, one.measure) for one in verdict.differences if one.worse] == [
        ("family", "case kappa")
    ]
    # All right is kappa 1; all wrong with halves is kappa -1: (0 - 0.5) / (1 - 0.5).
    (kappa,) = [one for one in verdict.differences if one.worse]
    assert (kappa.old, kappa.new) == (1.0, -1.0)
    assert not verdict.promote


def test_the_second_set_counts_too() -> None:
    test = Compared("the test reviews", gold(8), documents([3] * 8), documents([4] * 8))
    sample = Compared("the random sample", gold(8), documents([4] * 8), documents([3] * 8))
    assert judge([test], DOMAINS).promote
    verdict = judge([test, sample], DOMAINS)
    assert not verdict.promote
    assert "on the random sample" in verdict.words
    assert "on the test reviews" not in verdict.words


def test_too_few_documents_judge_nothing() -> None:
    few = Compared("the random sample", gold(FEWEST - 1), documents([4] * 5), documents([0] * 5))
    verdict = judge([few], DOMAINS)
    assert not verdict.promote
    assert "nothing to compare" in verdict.words
    assert "The random sample: 5 documents, too few to judge by." in verdict.words
    test = Compared("the test reviews", gold(8), documents([3] * 8), documents([3] * 8))
    assert judge([test, few], DOMAINS).promote


def test_gold_that_knows_no_values_is_judged_by_sentences() -> None:
    unknown = [Coded(one.labels, {}) for one in gold(8)]
    verdict = judge(
        [Compared("the random sample", unknown, documents([3] * 8), documents([3] * 8, extra=1))], DOMAINS
    )
    assert {one.measure for one in verdict.differences} == {"sentence F1"}
    # 24 found of 32; then 8 false ones more: 48 / (48 + 8) to 48 / (48 + 8 + 8).
    (one,) = verdict.differences
    assert (one.old, one.new) == (pytest.approx(48 / 56), pytest.approx(48 / 64))
    assert not verdict.promote
