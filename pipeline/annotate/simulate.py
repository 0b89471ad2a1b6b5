"""A simulated annotator: how fast a learner gets right with passages of the queue, and with random ones.

The labels of the training reviews are hidden and shown passage by passage, chosen by the very function
that ``scr annotate export`` chooses with; after each batch a learner is trained anew on what was shown and
measured on the development reviews. The learner is no network: it is a logistic regression for each factor
on frozen vectors of the untrained encoder and on words. The shipped coder has learned from these labels and
would know them already, and to train one at each point would take days.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.stats import t as student

from pipeline.annotate.learner import FEWEST, Bools, Floats, chances, fit
from pipeline.annotate.pool import Pool, Sentences
from pipeline.annotate.select import choose
from pipeline.errors import ScrError
from pipeline.learn.scores import best_f1
from pipeline.records import Assertion
from pipeline.store.annotations import FoundMention, QueuedFactor

Strategy = Literal["queue", "random"]
POINTS = (40, 80, 120, 160, 240, 320, 480)


@dataclass(frozen=True, slots=True)
class Plan:
    """After so many passages a learner is trained, the first so many drawn by chance; and the seeds.

    Points beyond the number of passages mean all of them.
    """

    points: tuple[int, ...] = POINTS
    seeds: tuple[int, ...] = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Step:
    """After ``n_passages``: the affirmed labels that were seen, F1 over all sentences, mean F1 of factors."""

    strategy: Strategy
    seed: int
    n_passages: int
    n_labels: int
    micro: float
    macro: float


@dataclass(frozen=True, slots=True)
class Learned:
    """A trained learner: weights, the labels that it learned (affirmed, then negated), and its threshold."""

    weights: Floats
    columns: Bools
    threshold: float


def simulate(pool: Pool, plan: Plan, report: Callable[[str], None]) -> list[Step]:
    """Every seed with the queue and by chance; both begin with the same passages."""
    steps: list[Step] = []
    for seed in plan.seeds:
        for strategy in ("queue", "random"):
            found = annotate(pool, plan, strategy, seed)
            steps += found
            report(f"seed {seed}, {strategy}: F1 {found[-1].micro:.3f} with {found[-1].n_passages} passages")
    return steps


def annotate(pool: Pool, plan: Plan, strategy: Strategy, seed: int) -> list[Step]:
    """One annotator: the first passages by chance, then batch after batch as the strategy has it."""
    number = {passage.task_id: at for at, passage in enumerate(pool.passages)}
    shown: list[int] = []
    learned: Learned | None = None
    steps: list[Step] = []
    for point in sorted({min(point, len(pool.passages)) for point in plan.points}):
        seen = set(shown)
        left = [passage for at, passage in enumerate(pool.passages) if at not in seen]
        mentions = mentions_of(pool, learned) if learned and strategy == "queue" else []
        chosen = choose(
            left,
            mentions,
            queued_of(mentions),
            point - len(shown),
            seed=1000 * seed + len(shown),
            by_chance=strategy == "random" or not shown,
        )
        shown += [number[one.passage.task_id] for one in chosen]
        learned = learn(pool, shown, learned.weights if learned else None)
        steps.append(_measured(pool, learned, strategy, seed, shown))
    return steps


def learn(pool: Pool, shown: Sequence[int], start: Floats | None = None) -> Learned:
    """Train on the passages of these numbers. The threshold is the best on all development reviews."""
    rows = np.concatenate([pool.rows[at] for at in shown])
    wanted = np.concatenate([pool.learn.affirmed[rows], pool.learn.negated[rows]], axis=1)
    weights = fit(pool.learn.features[rows], wanted, start)
    columns: Bools = wanted.sum(0) >= FEWEST
    n_factors = len(pool.factor_ids)
    found = chances(pool.check.features, weights, columns)[:, :n_factors]
    return Learned(weights, columns, best_f1(found.ravel(), pool.check.affirmed.ravel())[0])


def _measured(pool: Pool, learned: Learned, strategy: Strategy, seed: int, shown: Sequence[int]) -> Step:
    micro, macro = score(pool.check, learned)
    rows = np.concatenate([pool.rows[at] for at in shown])
    return Step(strategy, seed, len(shown), int(pool.learn.affirmed[rows].sum()), micro, macro)


def score(check: Sentences, learned: Learned) -> tuple[float, float]:
    """F1 of affirmed over all pairs of sentence and factor, and the mean of the F1 of the factors.

    Every second review is measured with the threshold that is best on the others, and the other way round:
    no sentence has a say in its own threshold. Factors that no sentence affirms are left out of the mean.
    """
    n_factors = check.affirmed.shape[1]
    found = chances(check.features, learned.weights, learned.columns)[:, :n_factors]
    said: Bools = np.zeros(found.shape, dtype=bool)
    for half in (0, 1):
        own = check.review % 2 == half
        threshold, _ = best_f1(found[~own].ravel(), check.affirmed[~own].ravel())
        said[own] = found[own] >= threshold
    both = (said & check.affirmed).sum(0)
    either = said.sum(0) + check.affirmed.sum(0)
    present = check.affirmed.any(0)
    macro = (2 * both / np.maximum(either, 1))[present].mean()
    return float(2 * both.sum() / max(int(either.sum()), 1)), float(macro)


def mentions_of(pool: Pool, learned: Learned) -> list[FoundMention]:
    """What a store would hold had the learner coded it: where the rules found words too, those are quoted."""
    n_factors = len(pool.factor_ids)
    found = chances(pool.learn.features, learned.weights, learned.columns)
    affirmed, negated = found[:, :n_factors], found[:, n_factors:]
    strongest = np.maximum(affirmed, negated)
    mentions = []
    for row, column in zip(*np.nonzero(strongest >= learned.threshold), strict=True):
        place, factor_id = pool.places[row], pool.factor_ids[column]
        said: Assertion = "affirmed" if affirmed[row, column] >= negated[row, column] else "negated"
        whole = (place.char_start, place.char_end)
        words = pool.wording.get((place.document_id, place.sentence_no, factor_id), whole)
        mentions.append(
            FoundMention(
                place.document_id,
                place.sentence_no,
                factor_id,
                said,
                "child",
                "current",
                float(strongest[row, column]),
                "model",
                *words,
            )
        )
    return mentions


def queued_of(mentions: Sequence[FoundMention]) -> list[QueuedFactor]:
    """What view ``review_queue`` would list of these mentions: those reasons that need no case coder."""
    said: defaultdict[tuple[str, str], list[Assertion]] = defaultdict(list)
    for one in mentions:
        said[one.document_id, one.factor_id].append(one.assertion)
    return [
        QueuedFactor(document_id, factor_id, "conflict" if "negated" in of else "single_mention")
        for (document_id, factor_id), of in sorted(said.items())
        if "affirmed" in of and ("negated" in of or len(of) == 1)
    ]


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean over seeds with its 95 per cent interval by Student's t; equal to the mean with one seed."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class CurveRow:
    """After ``n_passages``, over seeds: F1 of both, of the queue less chance, and the labels seen of both."""

    n_passages: int
    queue: Mean
    random: Mean
    difference: Mean
    queue_macro: Mean
    random_macro: Mean
    difference_macro: Mean
    queue_labels: float
    random_labels: float


def curve(steps: Sequence[Step]) -> list[CurveRow]:
    """A row for each number of passages. Differences are taken seed by seed, which began alike."""
    by: dict[tuple[Strategy, int], list[Step]] = defaultdict(list)
    for step in sorted(steps, key=lambda one: one.seed):
        by[step.strategy, step.n_passages].append(step)
    rows = []
    for n in sorted({step.n_passages for step in steps}):
        queue, random = by["queue", n], by["random", n]
        micro = [np.array([one.micro for one in of]) for of in (queue, random)]
        macro = [np.array([one.macro for one in of]) for of in (queue, random)]
        labels = [float(np.mean([one.n_labels for one in of])) for of in (queue, random)]
        rows.append(
            CurveRow(
                n,
                mean_of(micro[0]),
                mean_of(micro[1]),
                mean_of(micro[0] - micro[1]),
                mean_of(macro[0]),
                mean_of(macro[1]),
                mean_of(macro[0] - macro[1]),
                *labels,
            )
        )
    return rows


def mean_of(values: npt.NDArray[np.float64]) -> Mean:
    """Of at least one value."""
    mean, n = float(values.mean()), len(values)
    half = float(student.ppf(0.975, n - 1) * values.std(ddof=1) / np.sqrt(n)) if n > 1 else 0.0
    return Mean(mean, mean - half, mean + half)


def write_rows(rows: Sequence[CurveRow], path: Path) -> None:
    """learning_curve.csv: a row for each number of passages. ScrError where it cannot be written."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    parts = ("", "_low", "_high")
    named = ("queue", "random", "difference", "queue_macro", "random_macro", "difference_macro")
    heads = [f"{name}{part}" for name in named for part in parts]
    writer.writerow(["n_passages", *heads, "queue_labels", "random_labels"])
    for row in rows:
        means: list[Mean] = [getattr(row, name) for name in named]
        cells = [f"{value:.4f}" for one in means for value in (one.value, one.low, one.high)]
        writer.writerow([row.n_passages, *cells, f"{row.queue_labels:.1f}", f"{row.random_labels:.1f}"])
    try:
        path.write_text(text.getvalue(), encoding="utf-8")
    except OSError as error:
        raise ScrError(f"{path} cannot be written: {error.strerror}; name another folder.") from error


def markdown(rows: Sequence[CurveRow]) -> str:
    """The curve as a table for people."""
    lines = [
        "| passages | F1, queue | chance | difference | macro F1, queue | chance | difference |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for row in rows:
        means = (
            row.queue,
            row.random,
            row.difference,
            row.queue_macro,
            row.random_macro,
            row.difference_macro,
        )
        cells = [f"{one.value:.3f} ({one.low:.3f} to {one.high:.3f})" for one in means]
        lines.append(f"| {row.n_passages} | {' | '.join(cells)} |")
    return "\n".join(lines)
