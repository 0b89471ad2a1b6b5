"""How far annotators agree with each other and with the model, over the sentences that both have seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import krippendorff
import numpy as np
import numpy.typing as npt
from nervaluate import Evaluator  # type: ignore[import-untyped]
from sklearn.metrics import cohen_kappa_score

from pipeline.records import ASSERTIONS, ENTITY_LABELS
from pipeline.store.annotations import Coding, FoundEntity, FoundMention, Reader, Seen

MODEL, ALL, NONE = "model", "all factors", "none"
# What a sentence can say of a factor, and the number of none: that nothing was coded.
WORDS = (*ASSERTIONS, NONE)
_AFFIRMED, _NONE, _UNSEEN = WORDS.index("affirmed"), WORDS.index(NONE), -1
Sentence = tuple[str, int]
Codes = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 per cent interval, by bootstrap over passages; NaN where it does not exist."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of some raters on a factor, or on all together.

    ``n_sentences``: seen by two of them or more; ``n_coded``: of these, sentence and factor that any of them
    coded. ``same``: share of the pairs of codings that are the same assertion, where either coded;
    ``kappa``: Cohen's, affirmed against the rest, all sentences (two raters only); ``alpha``:
    Krippendorff's, nominal, of the four assertions and none, where any coded. Text that nobody coded
    raises neither ``same`` nor ``alpha``.
    """

    raters: tuple[str, ...]
    factor: str
    n_sentences: int
    n_coded: int
    same: Estimate
    kappa: Estimate
    alpha: Estimate


@dataclass(frozen=True, slots=True)
class EntityAgreement:
    """F1 of the entities of two raters: same words and label; and with overlap counted half."""

    raters: tuple[str, str]
    n_first: int
    n_second: int
    strict: float
    partial: float


@dataclass(frozen=True, slots=True)
class Ratings:
    """All codings: ``codes[rater]`` is sentences by factors, -1 where the rater has not seen the sentence.

    ``passages`` numbers the passage of each sentence.
    """

    sentences: tuple[Sentence, ...]
    passages: Codes
    factor_ids: tuple[str, ...]
    codes: Mapping[str, Codes]
    entities: Mapping[str, Mapping[Sentence, list[tuple[int, int, str]]]]

    @property
    def annotators(self) -> tuple[str, ...]:
        """The raters but for the model."""
        return tuple(rater for rater in self.codes if rater != MODEL)


def read_ratings(reader: Reader, factor_ids: Sequence[str]) -> Ratings:
    """What annotators in the store and the model say of the sentences that any annotator has seen."""
    seen, codings = reader.seen(), reader.codings()
    sentences = sorted({(one.document_id, one.sentence_no) for one in seen})
    row = {sentence: at for at, sentence in enumerate(sentences)}
    column = {factor_id: at for at, factor_id in enumerate(factor_ids)}
    shape = (len(sentences), len(factor_ids))
    codes = {one.annotator: np.full(shape, _UNSEEN) for one in seen}
    for one in seen:
        codes[one.annotator][row[one.document_id, one.sentence_no]] = _NONE
    for coding in codings:
        if coding.kind == "mention" and coding.factor_id in column:
            at = row[str(coding.document_id), int(coding.sentence_no or 0)], column[coding.factor_id]
            codes[coding.annotator][at] = WORDS.index(coding.value.split()[0])
    codes[MODEL] = _model_codes(reader.mentions(), row, column, shape)
    entities = _entities(codings, reader.entities(), row)
    return Ratings(tuple(sentences), _passages(seen, row), tuple(factor_ids), codes, entities)


def _model_codes(
    mentions: Sequence[FoundMention],
    row: Mapping[Sentence, int],
    column: Mapping[str, int],
    shape: tuple[int, int],
) -> Codes:
    """The strongest assertion of each sentence and factor: the first of ``WORDS``."""
    codes = np.full(shape, _NONE)
    for one in mentions:
        sentence = (one.document_id, one.sentence_no)
        if sentence in row and one.factor_id in column:
            at = row[sentence], column[one.factor_id]
            codes[at] = min(codes[at], WORDS.index(one.assertion))
    return codes


def _passages(seen: Sequence[Seen], row: Mapping[Sentence, int]) -> Codes:
    tasks = {(one.document_id, one.sentence_no): one.task_id or one.document_id for one in seen}
    numbers = {task: at for at, task in enumerate(sorted(set(tasks.values())))}
    return np.array([numbers[tasks[sentence]] for sentence in row], dtype=np.int64)


def _entities(
    codings: Sequence[Coding], found: Sequence[FoundEntity], row: Mapping[Sentence, int]
) -> dict[str, dict[Sentence, list[tuple[int, int, str]]]]:
    marked: dict[str, dict[Sentence, list[tuple[int, int, str]]]] = {MODEL: {}}
    for one in codings:
        if one.kind == "entity" and one.value != NONE:
            sentence = (str(one.document_id), int(one.sentence_no or 0))
            span = (int(one.char_start or 0), int(one.char_end or 0), one.value)
            marked.setdefault(one.annotator, {}).setdefault(sentence, []).append(span)
    for entity in found:
        if (entity.document_id, entity.sentence_no) in row:
            span = (entity.char_start, entity.char_end, entity.label)
            marked[MODEL].setdefault((entity.document_id, entity.sentence_no), []).append(span)
    return marked


def pairs(ratings: Ratings) -> list[tuple[str, str]]:
    """Every two annotators, then each with the model."""
    people = ratings.annotators
    return [*combinations(people, 2), *((person, MODEL) for person in people)]


def measure(
    ratings: Ratings, raters: Sequence[str], *, replicates: int = 1000, seed: int = 1
) -> list[Agreement]:
    """The agreement of two raters or more: over all factors, then for each that any of them coded.

    Empty where no sentence was seen by two of them.
    """
    codes = np.stack([ratings.codes[rater] for rater in raters])
    shared = (codes[..., 0] != _UNSEEN).sum(0) >= 2 if codes.shape[2] else np.zeros(codes.shape[1], bool)
    codes, passages = codes[:, shared], ratings.passages[shared]
    if not shared.any():
        return []
    numbers, passages = np.unique(passages, return_inverse=True)
    draws = np.random.default_rng(seed).multinomial(
        len(numbers), np.full(len(numbers), 1 / len(numbers)), size=replicates
    )
    made = [_agreement(tuple(raters), ALL, codes, passages, draws)]
    for at, factor_id in enumerate(ratings.factor_ids):
        of_factor = codes[:, :, at : at + 1]
        if ((of_factor != _NONE) & (of_factor != _UNSEEN)).any():
            made.append(_agreement(tuple(raters), factor_id, of_factor, passages, draws))
    return made


def _agreement(
    raters: tuple[str, ...], factor: str, codes: Codes, passages: Codes, draws: Codes
) -> Agreement:
    """``codes`` is raters by sentences by factors; ``draws`` how often a replicate draws each passage."""
    units = codes.reshape(len(raters), -1)
    of_unit = np.repeat(passages, codes.shape[2])
    counts = np.stack([(units == word).sum(0) for word in range(len(WORDS))], axis=1).astype(float)
    n_raters = counts.sum(1)
    coded = (counts[:, :_NONE].sum(1) > 0) & (n_raters > 1)
    parts = np.zeros((draws.shape[1], 4 + 3 + len(WORDS)))
    safe = np.maximum(n_raters, 2)
    agreeing = (counts * (counts - 1)).sum(1) / 2
    differing = (n_raters**2 - (counts**2).sum(1)) / (safe - 1)
    rows = np.column_stack(
        [
            *(_two_by_two(units) if len(raters) == 2 else np.zeros((4, units.shape[1]))),
            coded * agreeing,
            coded * n_raters * (n_raters - 1) / 2,
            coded * differing,
            coded[:, None] * counts,
        ]
    )
    np.add.at(parts, of_unit, rows)
    drawn = draws @ parts
    whole = parts.sum(0, keepdims=True)
    same, kappa, alpha = _same(drawn), _kappa(drawn), _alpha(drawn)
    return Agreement(
        raters,
        factor,
        codes.shape[1],
        int(coded.sum()),
        _estimate(float(_same(whole)[0]), same),
        _estimate(_cohen(units), kappa),
        _estimate(_krippendorff(units[:, coded]), alpha),
    )


def _two_by_two(units: Codes) -> Floats:
    first, second = units == _AFFIRMED
    return np.array([first & second, first & ~second, ~first & second, ~first & ~second], dtype=float)


def _cohen(units: Codes) -> float:
    affirmed = units == _AFFIRMED
    if len(units) != 2 or not affirmed.any():
        return float("nan")
    return float(cohen_kappa_score(*affirmed))


def _krippendorff(units: Codes) -> float:
    table = np.where(units == _UNSEEN, np.nan, units.astype(float))
    if len(np.unique(units[units != _UNSEEN])) < 2:
        return float("nan")
    return float(krippendorff.alpha(reliability_data=table, level_of_measurement="nominal"))


def _same(sums: Floats) -> Floats:
    return _ratio(sums[:, 4], sums[:, 5])


def _kappa(sums: Floats) -> Floats:
    n = sums[:, :4].sum(1)
    observed = _ratio(sums[:, 0] + sums[:, 3], n)
    first, second = _ratio(sums[:, 0] + sums[:, 1], n), _ratio(sums[:, 0] + sums[:, 2], n)
    expected = first * second + (1 - first) * (1 - second)
    return _ratio(observed - expected, 1 - expected)


def _alpha(sums: Floats) -> Floats:
    """Krippendorff's alpha, nominal: one less observed over expected disagreement (Krippendorff 2011)."""
    values = sums[:, 7:]
    n = values.sum(1)
    expected = _ratio(n**2 - (values**2).sum(1), n - 1)
    return 1 - _ratio(sums[:, 6], expected)


def _ratio(above: Floats, below: Floats) -> Floats:
    quotient: Floats = np.divide(above, below, out=np.full(above.shape, np.nan), where=below > 0)
    return quotient


def _estimate(value: float, replicates: Floats) -> Estimate:
    finite = replicates[np.isfinite(replicates)]
    if not np.isfinite(value) or not len(finite):
        return Estimate(value, float("nan"), float("nan"))
    low, high = np.quantile(finite, (0.025, 0.975))
    return Estimate(value, float(low), float(high))


def confusion(ratings: Ratings, raters: tuple[str, str]) -> Codes:
    """How often the first said the row's word and the second the column's, in the order of ``WORDS``."""
    first, second = (ratings.codes[rater].ravel() for rater in raters)
    both = (first != _UNSEEN) & (second != _UNSEEN)
    table = np.zeros((len(WORDS), len(WORDS)), dtype=np.int64)
    np.add.at(table, (first[both], second[both]), 1)
    return table


def entity_agreement(ratings: Ratings, raters: tuple[str, str]) -> EntityAgreement | None:
    """Span F1 over the sentences that both saw; None where neither marked an entity there."""
    seen = [ratings.codes[rater][:, 0] != _UNSEEN for rater in raters]
    both = [sentence for sentence, shared in zip(ratings.sentences, seen[0] & seen[1], strict=True) if shared]
    marked = [[ratings.entities.get(rater, {}).get(sentence, []) for sentence in both] for rater in raters]
    n_first, n_second = (sum(map(len, of)) for of in marked)
    if n_first + n_second == 0:
        return None
    # nervaluate takes the last character, not the one after it.
    first, second = (
        [[{"start": one[0], "end": one[1] - 1, "label": one[2]} for one in spans] for spans in of]
        for of in marked
    )
    figures = Evaluator(first, second, tags=list(ENTITY_LABELS), loader="dict").evaluate()["overall"]
    return EntityAgreement(raters, n_first, n_second, figures["strict"].f1, figures["partial"].f1)


def raw_table(ratings: Ratings) -> tuple[list[str], list[list[str | int]]]:
    """Head and rows, a row a sentence and factor: what each rater says, empty where they have not seen it."""
    names = list(ratings.codes)
    head = ["document_id", "sentence_no", "passage", "factor_id", *names]
    rows: list[list[str | int]] = []
    for at, (document_id, sentence_no) in enumerate(ratings.sentences):
        for of, factor_id in enumerate(ratings.factor_ids):
            said = [int(ratings.codes[name][at, of]) for name in names]
            words = ["" if code == _UNSEEN else WORDS[code] for code in said]
            rows.append([document_id, sentence_no, int(ratings.passages[at]), factor_id, *words])
    return head, rows
