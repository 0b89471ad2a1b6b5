"""How far two coders agreed, sentence by sentence and case by case, factor by factor."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import krippendorff
import numpy as np
from sklearn.metrics import cohen_kappa_score

from pipeline.codebook import value_of
from pipeline.corpus.labels import parse_labels
from pipeline.corpus.load import load_review
from pipeline.corpus.model import CorpusError, Label
from pipeline.records import ASSERTIONS

NONE = "none"
Coding = Mapping[int, Mapping[str, Label]]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of one factor, or of all together.

    ``n_first``, ``n_second``: sentences that each affirmed. ``kappa``: Cohen's, of affirmed against the rest
    over all sentences. ``alpha``: Krippendorff's, nominal, of the four assertions and none, over the
    sentences that either coded: text that nobody coded cannot raise it. ``same_value``: cases with the same
    of the three values, of ``n_cases``. NaN where a figure does not exist.
    """

    name: str
    n_first: int
    n_second: int
    kappa: float
    alpha: float
    same_value: int
    n_cases: int


def read_coding(path: Path, factor_ids: Collection[str]) -> Coding:
    """A coder's file: ``LINE: labels``, a line each. CorpusError names the line that does not parse."""
    found: dict[int, dict[str, Label]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        at, _, labels = line.partition(":")
        try:
            of, _ = parse_labels(labels.strip(), factor_ids)
            found[int(at)] = {label.factor_id: label for label in of}
        except ValueError as error:
            raise CorpusError(f"{path}, line {number}: {error}.") from error
    return found


def measure_agreement(annotations: Path, factor_ids: Sequence[str]) -> list[Agreement]:
    """All factors together, then each; over the reviews in ``second_coder``."""
    said: dict[str, tuple[list[str], list[str]]] = {one: ([], []) for one in factor_ids}
    values: dict[str, list[tuple[str, str]]] = {one: [] for one in factor_ids}
    for file in sorted((annotations / "second_coder").glob("*.txt")):
        codings = [
            read_coding(annotations / coder / file.name, factor_ids)
            for coder in ("first_coder", "second_coder")
        ]
        lines = [line.line for line in load_review(annotations / "reviews" / file.stem).labelled()]
        for one in factor_ids:
            of = [[_assertion(coding, line, one) for line in lines] for coding in codings]
            said[one][0].extend(of[0])
            said[one][1].extend(of[1])
            values[one].append((value_of(of[0]), value_of(of[1])))
    together = tuple([word for one in factor_ids for word in said[one][at]] for at in (0, 1))
    cases = [pair for one in factor_ids for pair in values[one]]
    return [
        _agreement("all factors", together[0], together[1], cases),
        *(_agreement(one, *said[one], values[one]) for one in factor_ids),
    ]


def _assertion(coding: Coding, line: int, factor_id: str) -> str:
    label = coding.get(line, {}).get(factor_id)
    return label.assertion if label else NONE


def _agreement(
    name: str, first: Sequence[str], second: Sequence[str], cases: Sequence[tuple[str, str]]
) -> Agreement:
    affirmed = [[word == "affirmed" for word in one] for one in (first, second)]
    words = (*ASSERTIONS, NONE)
    coded = [(one, two) for one, two in zip(first, second, strict=True) if (one, two) != (NONE, NONE)]
    table = np.array([[words.index(word) for word in pair] for pair in coded]).T
    alpha = float("nan")
    if len(set(table.flatten())) > 1:
        alpha = float(krippendorff.alpha(reliability_data=table, level_of_measurement="nominal"))
    both = any(affirmed[0]) or any(affirmed[1])
    return Agreement(
        name,
        sum(affirmed[0]),
        sum(affirmed[1]),
        float(cohen_kappa_score(*affirmed)) if both else float("nan"),
        alpha,
        sum(one == two for one, two in cases),
        len(cases),
    )
