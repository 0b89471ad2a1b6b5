"""``scr evaluate``: every coder on the same reviews, per factor and overall, with intervals and n."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.codebook import Codebook
from pipeline.learn import metrics
from pipeline.learn.coded import Coded, gold_coded
from pipeline.learn.examples import Example
from pipeline.learn.metrics import Calibration, Figure, figure
from pipeline.records import VALUES

Floats = npt.NDArray[np.float64]
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("child, parent, family, maltreatment", ("child", "parent", "family", "maltreatment")),
    ("practice", ("practice",)),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: what it is about, and its figures by name."""

    name: str
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything measured of one coder on one set of reviews.

    ``present``: of each factor the cases in which the coder (rows: yes, no) and the gold labels (columns:
    yes, no) have it present. ``overall``: all factors, the two groups of the aims, and each domain.
    ``factors``: one row each. ``by``: one row for each nation and period. ``agreement``: assertion, subject
    and temporality where both have the factor in a sentence.
    """

    coder: str
    n_reviews: int
    overall: tuple[Row, ...]
    factors: tuple[Row, ...]
    by: tuple[Row, ...]
    present: Mapping[str, tuple[tuple[int, int], tuple[int, int]]]
    agreement: Mapping[str, Figure]
    calibration: Calibration | None


def evaluate(
    name: str, examples: Sequence[Example], coded: Sequence[Coded], codebook: Codebook
) -> Evaluation:
    """Measure ``coded`` against the gold labels of the same reviews, in the same order."""
    counts = _Counts(examples, coded, codebook.factor_ids)
    domains = {factor.id: factor.domain for factor in codebook.factors}
    ids = list(domains)
    overall = [_row("all factors", counts, ids)]
    for group, members in GROUPS:
        overall.append(_row(group, counts, [one for one in ids if domains[one] in members]))
    for domain in dict.fromkeys(domains.values()):
        overall.append(_row(domain, counts, [one for one in ids if domains[one] == domain]))
    return Evaluation(
        name,
        len(examples),
        tuple(overall),
        tuple(_row(one, counts, [one]) for one in ids),
        tuple(_by(counts, ids)),
        {one: counts.present(one) for one in ids},
        counts.agreement(),
        _calibration(examples, coded),
    )


class _Counts:
    """The tables of every review and factor, counted once."""

    def __init__(self, examples: Sequence[Example], coded: Sequence[Coded], ids: Sequence[str]) -> None:
        self.examples = examples
        self.gold = [gold_coded(example) for example in examples]
        self.coded = coded
        pairs = list(zip(self.gold, coded, strict=True))
        self.sentences = [
            {one: metrics.sentence_counts(gold, found, one, len(example.read)) for one in ids}
            for example, (gold, found) in zip(examples, pairs, strict=True)
        ]
        self.cases = [{one: metrics.case_counts(gold, found, one) for one in ids} for gold, found in pairs]

    def present(self, factor_id: str) -> tuple[tuple[int, int], tuple[int, int]]:
        both, only_found, only_gold, neither = (
            int(one) for one in metrics.binary(np.sum([of[factor_id] for of in self.cases], axis=0))
        )
        return (both, only_found), (only_gold, neither)

    def agreement(self) -> dict[str, Figure]:
        of = [metrics.agreement(gold, found) for gold, found in zip(self.gold, self.coded, strict=True)]
        return {
            name: figure(
                [np.array(one[name], dtype=float) for one in of],
                lambda sums: float(sums[0] / sums[1]) if sums[1] else float("nan"),
                sum(one[name][1] for one in of),
            )
            for name in ("assertion", "subject", "temporality")
        }


def _row(name: str, counts: _Counts, ids: Sequence[str], chosen: Iterable[int] | None = None) -> Row:
    """The figures of some factors together, over all reviews or those chosen by their place."""
    places = list(range(len(counts.cases)) if chosen is None else chosen)
    sentences = [np.sum([counts.sentences[at][one] for one in ids], axis=0) for at in places]
    cases = [np.sum([counts.cases[at][one] for one in ids], axis=0) for at in places]
    present = [metrics.binary(one) for one in cases]
    n_affirmed = int(sum(one[0] + one[2] for one in sentences))
    n_present = int(sum(one[0].sum() for one in cases))
    n_values = int(sum(one.sum() for one in cases))

    return Row(
        name,
        {
            "sentence precision": figure(sentences, metrics.precision, n_affirmed),
            "sentence recall": figure(sentences, metrics.recall, n_affirmed),
            "sentence F1": figure(sentences, metrics.f1, n_affirmed),
            "sentence kappa": figure(sentences, metrics.binary_kappa, n_affirmed),
            "case precision": figure(present, metrics.precision, n_present),
            "case recall": figure(present, metrics.recall, n_present),
            "case F1": figure(present, metrics.f1, n_present),
            "case kappa": figure(cases, metrics.kappa, n_values),
        },
    )


def _by(counts: _Counts, ids: Sequence[str]) -> Iterable[Row]:
    for what in ("nation", "period_id"):
        groups: dict[str, list[int]] = {}
        for at, example in enumerate(counts.examples):
            groups.setdefault(str(getattr(example, what)), []).append(at)
        for group, places in sorted(groups.items()):
            yield _row(f"{group} ({len(places)} reviews)", counts, ids, places)


def _calibration(examples: Sequence[Example], coded: Sequence[Coded]) -> Calibration | None:
    """Of the probability that a factor is present, where the coder gives one."""
    pairs = [
        (chances[VALUES.index("present")], example.values[factor_id] == "present")
        for example, one in zip(examples, coded, strict=True)
        for factor_id, chances in one.chances.items()
    ]
    return metrics.calibration([one for one, _ in pairs], [two for _, two in pairs]) if pairs else None
