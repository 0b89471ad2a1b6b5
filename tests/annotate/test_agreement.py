"""Agreement: numbers worked out by hand, and by the packages that are known for them."""

from __future__ import annotations

import math
from pathlib import Path

import krippendorff
import numpy as np
import pytest

from pipeline.annotate.agreement import (
    MODEL,
    WORDS,
    Ratings,
    _alpha,
    confusion,
    entity_agreement,
    measure,
    pairs,
    raw_table,
    read_ratings,
)
from pipeline.codebook import Codebook
from pipeline.store.annotations import read_annotations

from .tasks import answered, imported, region, saved, task_of

A, N, _, _, O = range(5)  # noqa: E741 - affirmed, negated, uncertain, generic, none


def ratings(passages: list[int] | None = None, entities: dict | None = None, **codes: list[int]) -> Ratings:
    n = len(next(iter(codes.values())))
    return Ratings(
        tuple(("d", number) for number in range(n)),
        np.array(passages or range(n)),
        ("neglect",),
        {name: np.array(of).reshape(-1, 1) for name, of in codes.items()},
        entities or {},
    )


def test_figures_worked_out_by_hand() -> None:
    made = measure(ratings(ann=[A, A, O, N], ben=[A, O, O, N]), ("ann", "ben"))
    assert [one.factor for one in made] == ["all factors", "neglect"]
    one = made[0]
    assert (one.n_sentences, one.n_coded) == (4, 3)
    assert one.same.value == pytest.approx(2 / 3)
    # Affirmed: 2 of 4 and 1 of 4; observed 3/4, expected 1/2.
    assert one.kappa.value == pytest.approx(0.5)
    # Three units: observed disagreement 2, expected (36 - 9 - 4 - 1) / 5.
    assert one.alpha.value == pytest.approx(1 - 2 / 4.4)
    assert one.same.low <= one.same.value <= one.same.high


def test_text_that_nobody_coded_raises_neither_alpha_nor_the_share() -> None:
    short = measure(ratings(ann=[A, A, N], ben=[A, O, N]), ("ann", "ben"))[0]
    long = measure(ratings(ann=[A, A, N] + [O] * 500, ben=[A, O, N] + [O] * 500), ("ann", "ben"))[0]
    assert long.alpha.value == pytest.approx(short.alpha.value)
    assert long.same.value == pytest.approx(short.same.value)
    assert long.kappa.value > short.kappa.value


def test_only_sentences_that_both_saw_count() -> None:
    one = measure(ratings(ann=[A, A, -1, A], ben=[A, -1, N, O]), ("ann", "ben"))[0]
    assert (one.n_sentences, one.n_coded) == (2, 2)
    assert one.same.value == pytest.approx(0.5)
    assert measure(ratings(ann=[A, -1], ben=[-1, A]), ("ann", "ben")) == []


def test_the_bootstrap_computes_what_the_package_computes() -> None:
    random = np.random.default_rng(3)
    for _ in range(20):
        codes = random.integers(0, 5, (3, 40))
        codes[random.random(codes.shape) < 0.2] = -1
        counts = np.stack([(codes == word).sum(0) for word in range(5)], axis=1)
        counts = counts[counts.sum(1) > 1].astype(float)
        n = counts.sum(1)
        sums = np.zeros((1, 12))
        sums[0, 6] = ((n**2 - (counts**2).sum(1)) / (n - 1)).sum()
        sums[0, 7:] = counts.sum(0)
        table = np.where(codes == -1, np.nan, codes)
        expected = krippendorff.alpha(reliability_data=table, level_of_measurement="nominal")
        assert _alpha(sums)[0] == pytest.approx(expected)


def test_intervals_come_from_passages_not_sentences() -> None:
    ann, ben = [A] * 20 + [A] * 20, [A] * 20 + [O] * 20
    apart = measure(ratings(ann=ann, ben=ben), ("ann", "ben"))[0].same
    together = measure(ratings([0] * 20 + [1] * 20, ann=ann, ben=ben), ("ann", "ben"))[0].same
    assert apart.value == together.value == 0.5
    # Two passages, one all agreed and one none: a replicate has 0, a half or all.
    assert (together.low, together.high) == (0.0, 1.0)
    # The standard error of a half of 40 is 0.079.
    assert apart.low == pytest.approx(0.5 - 1.96 * 0.079, abs=0.04)


def test_three_raters_have_an_alpha_and_no_kappa() -> None:
    one = measure(ratings(ann=[A, A, N, O], ben=[A, O, N, A], cara=[A, A, -1, O]), ("ann", "ben", "cara"))[0]
    table = [[0, 0, 1, 4], [0, 4, 1, 0], [0, 0, math.nan, 4]]
    assert one.alpha.value == pytest.approx(
        krippendorff.alpha(reliability_data=table, level_of_measurement="nominal")
    )
    # Pairs that agree: 3 of 3, 1 of 3, 1 of 1, 1 of 3.
    assert one.same.value == pytest.approx(6 / 10)
    assert math.isnan(one.kappa.value)


def test_entities_and_confusion() -> None:
    entities = {
        "ann": {("d", 0): [(0, 7, "CHILD"), (9, 12, "DATE")]},
        "ben": {("d", 0): [(0, 7, "CHILD"), (10, 14, "DATE")]},
    }
    made = ratings(ann=[A, N], ben=[A, O], entities=entities)
    found = entity_agreement(made, ("ann", "ben"))
    assert (found.n_first, found.n_second) == (2, 2)
    assert found.strict == pytest.approx(0.5)
    # One right and one that overlaps: 1.5 of 2.
    assert found.partial == pytest.approx(0.75)
    assert entity_agreement(ratings(ann=[A], ben=[A]), ("ann", "ben")) is None
    table = confusion(made, ("ann", "ben"))
    assert (table[A, A], table[N, O], table.sum()) == (1, 1, 2)


def test_from_the_store_with_the_model_as_one_more(store: Path, tmp_path: Path, book: Codebook) -> None:
    task = task_of(store, book, tmp_path / "t.json")
    text = task["data"]["text"]
    ann = [
        region(text, "no food", "neglect", "affirmed", "child"),
        region(text, "drinking", "parental_alcohol_misuse", "negated", "mother", name="b"),
    ]
    imported(store, book, saved(tmp_path / "a.json", answered(task, *ann)), name="ann")
    ids = [factor.id for factor in book.factors]
    with read_annotations(store) as reader:
        found = read_ratings(reader, ids)
    assert pairs(found) == [("ann", MODEL)]
    by_factor = {one.factor: one for one in measure(found, ("ann", MODEL))}
    # The model: affirmed on alcohol, neglect and fathers; ann: neglect affirmed, alcohol negated.
    assert (by_factor["all factors"].n_sentences, by_factor["all factors"].n_coded) == (6, 3)
    assert by_factor["all factors"].same.value == pytest.approx(1 / 3)
    assert by_factor["neglect"].same.value == 1
    table = confusion(found, ("ann", MODEL))
    assert table.sum() == 6 * len(ids)
    assert table[WORDS.index("negated"), WORDS.index("affirmed")] == 1
    head, rows = raw_table(found)
    assert head[-2:] == ["ann", "model"]
    assert len(rows) == 6 * len(ids)
    assert [row[1:] for row in rows if row[-2:] != ["none", "none"]] == [
        [1, 0, "parental_alcohol_misuse", "negated", "affirmed"],
        [3, 0, "neglect", "affirmed", "affirmed"],
        [4, 0, "invisible_fathers", "none", "affirmed"],
    ]
