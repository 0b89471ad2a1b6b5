"""The labels at the end of a line: ``neglect negated child; recommendation 3 @The Board``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from pipeline.corpus.model import Label, Recommended
from pipeline.records import ASSERTIONS, SUBJECTS, Assertion, Subject

_RECOMMENDATION = re.compile(r"recommendation (\d{1,3})(?: @(\S.*))?")


def parse_labels(text: str, factor_ids: Collection[str]) -> tuple[tuple[Label, ...], Recommended | None]:
    """The factor labels in the order written, and the recommendation.

    ValueError says what is wrong with the first label that is: its form, an unknown factor,
    assertion or subject, a factor or a recommendation named twice.
    """
    labels: dict[str, Label] = {}
    recommendation: Recommended | None = None
    for part in (part.strip() for part in text.split(";")):
        if part.split(" ")[0] == "recommendation":
            if recommendation:
                raise ValueError("a second recommendation label")
            recommendation = _recommendation(part)
            continue
        label = _label(part, factor_ids)
        if label.factor_id in labels:
            raise ValueError(f"a second label for {label.factor_id}")
        labels[label.factor_id] = label
    return tuple(labels.values()), recommendation


def implied_factors(labels: Iterable[Label]) -> tuple[frozenset[str], frozenset[str]]:
    """The factors that a review's labels make present (any affirmed) and absent (negated, never affirmed)."""
    labels = list(labels)
    present = frozenset(label.factor_id for label in labels if label.assertion == "affirmed")
    absent = frozenset(label.factor_id for label in labels if label.assertion == "negated")
    return present, absent - present


def _recommendation(part: str) -> Recommended:
    match = _RECOMMENDATION.fullmatch(part)
    if not match or match[1] == "0":
        raise ValueError(f"{part!r} is not 'recommendation N' or 'recommendation N @addressee'")
    return Recommended(int(match[1]), match[2])


def _label(part: str, factor_ids: Collection[str]) -> Label:
    words = part.split()
    if not 3 <= len(words) <= 4 or (len(words) == 4 and words[3] != "historical"):
        raise ValueError(f"{part!r} is not 'factor assertion subject [historical]'")
    if words[0] not in factor_ids:
        raise ValueError(f"unknown factor {words[0]!r}")
    return Label(words[0], _assertion(words[1]), _subject(words[2]), "historical" if words[3:] else "current")


def _assertion(word: str) -> Assertion:
    for assertion in ASSERTIONS:
        if word == assertion:
            return assertion
    raise ValueError(f"unknown assertion {word!r}; there are {', '.join(ASSERTIONS)}")


def _subject(word: str) -> Subject:
    for subject in SUBJECTS:
        if word == subject:
            return subject
    raise ValueError(f"unknown subject {word!r}; there are {', '.join(SUBJECTS)}")
