"""From the mentions of a case to its forty three-valued factors, by the rule of the codebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.codebook import value_of
from pipeline.records import CaseFactor, Mention


def case_values(mentions: Iterable[Mention], factor_ids: Sequence[str]) -> list[CaseFactor]:
    """One CaseFactor for every factor, in the order of ``factor_ids``.

    Uncertain mentions decide nothing; they are counted in ``n_uncertain``.
    """
    counts = Counter((mention.factor_id, mention.assertion) for mention in mentions)
    return [
        _case_factor(
            factor_id,
            counts[factor_id, "affirmed"],
            counts[factor_id, "negated"],
            counts[factor_id, "uncertain"],
        )
        for factor_id in factor_ids
    ]


def _case_factor(factor_id: str, affirmed: int, negated: int, uncertain: int) -> CaseFactor:
    value = value_of([how for how, n in (("affirmed", affirmed), ("negated", negated)) if n])
    support = _support(affirmed, negated, uncertain)
    certainty = support if value == "present" else 1 - support
    return CaseFactor(factor_id, value, round(certainty, 4), affirmed, negated, uncertain)


def _support(affirmed: int, negated: int, uncertain: int) -> float:
    """The share of the mentions that affirm, drawn towards one half where there are few (Jeffreys).

    A measure of how one-sided the evidence is, to sort by. It is not calibrated: the trained case coder's
    probabilities are.
    """
    return (affirmed + 0.5 * uncertain + 0.5) / (affirmed + negated + uncertain + 1)
