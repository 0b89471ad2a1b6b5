"""The simulated annotator: the same for a seed, each passage once, and better where it is shown more."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from typer.testing import CliRunner

from pipeline.annotate import learner
from pipeline.annotate.passages import Passage, cut
from pipeline.annotate.pool import Pool, Sentences, make_pool
from pipeline.annotate.select import choose
from pipeline.annotate.simulate import (
    Learned,
    Plan,
    Step,
    annotate,
    curve,
    learn,
    markdown,
    mean_of,
    mentions_of,
    queued_of,
    score,
    simulate,
    write_rows,
)
from pipeline.cli.annotate import annotate as commands
from pipeline.corpus import load_review
from pipeline.learn.examples import example
from pipeline.run import load_tools
from pipeline.store.annotations import StoredSentence

FACTORS = ("neglect", "poverty", "thresholds")
REVIEWS, PER_REVIEW = 6, 24
PLAN = Plan(points=(4, 8, 16, 999), seeds=(1, 2))


def _review(document: str) -> list[StoredSentence]:
    """Each sentence a paragraph of 500 characters: a passage holds two or more of them."""
    return [
        StoredSentence(
            document,
            document,
            f"{document}.pdf",
            number,
            "Analysis",
            1,
            502 * number,
            502 * number + 500,
            f"{document} {number} " + "x" * (499 - len(f"{document} {number}")),
            "paragraph",
        )
        for number in range(PER_REVIEW)
    ]


def _sentences(n: int, rng: np.random.Generator) -> Sentences:
    """The vectoriser is a fake that all but knows: a column for each factor, and noise."""
    affirmed = rng.random((n, len(FACTORS))) < 0.3
    # The second half of the reviews tells nothing.
    affirmed[n // 2 :] = False
    features = np.concatenate([affirmed * 2.0, np.zeros((n, 2))], axis=1) + rng.normal(0, 0.3, (n, 5))
    review = np.arange(n) // PER_REVIEW
    return Sentences(features.astype(np.float32), affirmed, np.zeros_like(affirmed), review)


@pytest.fixture(scope="module")
def pool() -> Pool:
    rng = np.random.default_rng(0)
    places = tuple(one for number in range(REVIEWS) for one in _review(f"review{number}"))
    row_of = {(one.document_id, one.sentence_no): row for row, one in enumerate(places)}
    passages = tuple(cut(places))
    rows = tuple(
        np.array([row_of[one.document_id, one.sentence_no] for one in passage.sentences])
        for passage in passages
    )
    n = REVIEWS * PER_REVIEW
    return Pool(FACTORS, passages, rows, places, {}, _sentences(n, rng), _sentences(n, rng))


def test_a_seed_gives_the_same_curve_and_another_seed_another(pool: Pool) -> None:
    first, again = (simulate(pool, PLAN, lambda line: None) for _ in range(2))
    assert first == again
    assert annotate(pool, PLAN, "random", 1) != annotate(pool, PLAN, "random", 3)


def test_every_passage_is_shown_once(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []

    def watched(passages: list[Passage], *rest: object, **named: object) -> object:
        chosen = choose(passages, *rest, **named)  # type: ignore[arg-type]
        shown.extend(one.passage.task_id for one in chosen)
        return chosen

    monkeypatch.setattr("pipeline.annotate.simulate.choose", watched)
    steps = annotate(pool, PLAN, "queue", 1)
    assert sorted(shown) == sorted(passage.task_id for passage in pool.passages)
    assert [step.n_passages for step in steps] == [4, 8, 16, len(pool.passages)]
    assert steps[-1].n_labels == int(pool.learn.affirmed.sum())


def test_both_begin_alike_and_end_alike(pool: Pool) -> None:
    queue, random = (annotate(pool, PLAN, strategy, 1) for strategy in ("queue", "random"))
    assert (queue[0].micro, queue[0].n_labels) == (random[0].micro, random[0].n_labels)
    assert queue[-1].micro == pytest.approx(random[-1].micro, abs=0.03)


def test_telling_passages_first_beats_empty_ones_first(pool: Pool) -> None:
    told = [int(pool.learn.affirmed[rows].sum()) for rows in pool.rows]
    best = sorted(range(len(told)), key=lambda at: -told[at])
    assert told[best[0]] > 0 == told[best[-1]]
    good, bad = (score(pool.check, learn(pool, order[:12])) for order in (best, best[::-1]))
    assert bad == (0.0, 0.0)
    assert good[0] > 0.7
    assert good[1] > 0.7


def test_the_learner_is_the_regression_that_scikit_learn_fits() -> None:
    rng = np.random.default_rng(1)
    features = rng.normal(size=(200, 4)).astype(np.float32)
    wanted = np.stack([features[:, 0] > 0.5, features @ [1, -1, 0, 1] + rng.normal(size=200) > 0], axis=1)
    weights = learner.fit(features, wanted)
    found = learner.chances(features, weights, np.array([True, True]))
    for column in (0, 1):
        other = LogisticRegression(C=1.0, class_weight={1: learner.POSITIVE_WEIGHT, 0: 1.0}, tol=1e-6)
        expected = other.fit(features, wanted[:, column]).predict_proba(features)[:, 1]
        assert found[:, column] == pytest.approx(expected, abs=0.02)
    assert not learner.chances(features, weights, np.array([True, False]))[:, 1].any()


def test_what_the_learner_finds_is_queued_as_a_store_would(pool: Pool) -> None:
    """Weights by hand: a factor is found where its own column is above 1."""
    weights = np.zeros((6, 6), dtype=np.float32)
    weights[[0, 1, 2], [0, 1, 2]] = 10
    weights[5] = -10
    mentions = mentions_of(pool, Learned(weights, np.array([True] * 3 + [False] * 3), 0.5))
    features = pool.learn.features
    wanted = {
        (pool.places[row].document_id, pool.places[row].sentence_no, FACTORS[column])
        for row, column in zip(*np.nonzero(features[:, :3] >= 1), strict=True)
    }
    assert {(one.document_id, one.sentence_no, one.factor_id) for one in mentions} == wanted
    once = [one for one in mentions if one.document_id == "review0"][:1]
    assert [(one.factor_id, one.reason) for one in queued_of(once)] == [(once[0].factor_id, "single_mention")]
    assert queued_of([once[0], once[0]]) == []


def test_the_curve_is_the_mean_of_the_seeds_with_students_interval(tmp_path: Path) -> None:
    """Worked by hand: the t value of two degrees of freedom is 4.303; sd of .2, .3, .4 is .1."""
    steps = [
        Step(strategy, seed, 40, 10, value, value / 2)
        for strategy, values in (("queue", (0.2, 0.3, 0.4)), ("random", (0.1, 0.2, 0.3)))
        for seed, value in enumerate(values)
    ]
    (row,) = curve(steps)  # type: ignore[arg-type]
    half = 4.303 * 0.1 / 3**0.5
    assert (row.queue.value, row.queue.low) == (pytest.approx(0.3), pytest.approx(0.3 - half, abs=1e-4))
    assert row.difference.value == pytest.approx(0.1)
    assert row.difference.high - row.difference.low == pytest.approx(0, abs=1e-9)
    assert mean_of(np.array([0.5])).low == 0.5
    write_rows([row], tmp_path / "curve.csv")
    head, line = (tmp_path / "curve.csv").read_text().splitlines()
    assert dict(zip(head.split(","), line.split(","), strict=True))["random"] == "0.2000"
    assert "| 40 | 0.300 (" in markdown([row])


def test_the_command_writes_the_table_and_the_charts(
    pool: Pool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.annotate.pool.read_pool", lambda *read: pool)
    asked = ["simulate", "--into", str(tmp_path), "--seeds", "2", "--points", "4,8"]
    answer = CliRunner().invoke(commands, asked)
    assert answer.exit_code == 0, answer.output
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"learning_curve.{ending}" for ending in ("csv", "png", "svg")
    ]
    numbers = [line.split(",")[0] for line in (tmp_path / "learning_curve.csv").read_text().splitlines()]
    assert numbers == ["n_passages", "4", "8"]
    drawn = (tmp_path / "learning_curve.svg").read_text()
    assert all(word in drawn for word in ("chosen by the queue", "drawn by chance", "passages coded"))


def test_a_pool_of_a_review_holds_each_sentence_once_with_its_labels() -> None:
    tools = load_tools(models=False)
    one = example(load_review(Path("annotations/reviews/castlemoor-baby-f")), tools)
    ids = [factor.id for factor in tools.codebook.factors]
    nothing = np.zeros((len(one.read), 1), dtype=np.float32)
    made = make_pool([one], [one], ids, (nothing, nothing))
    assert sorted(np.concatenate(made.rows)) == list(range(len(one.read)))
    affirmed = {
        (number, label.factor_id)
        for number, labels in one.gold.items()
        for label in labels
        if label.assertion == "affirmed"
    }
    rows, columns = np.nonzero(made.learn.affirmed)
    found = {(made.places[row].sentence_no, ids[column]) for row, column in zip(rows, columns, strict=True)}
    assert found == affirmed
