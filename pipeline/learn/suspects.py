"""Labels that look wrong: confident learning (cleanlab) over what a model new to the labels says of them.

Northcutt et al., 2021, Confident Learning, JAIR 70. A label is suspect where the model is at least as sure of
the other value as it is on average where that is the label; the least likely labels come first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from cleanlab.filter import find_label_issues
from cleanlab.rank import get_self_confidence_for_each_label

from pipeline.learn.examples import Example, load_examples
from pipeline.learn.gold import GoldDocument, load_gold
from pipeline.learn.targets import passage_of
from pipeline.learn.versions import Version, folder_of, label_in_use, list_versions
from pipeline.model.coder import Coder, load_coder
from pipeline.run import FACTORS, Tools
from pipeline.sealed import SUMS, ModelError

Floats = npt.NDArray[np.float64]
# With fewer labels of a kind it cannot be said how sure the model usually is of them.
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Suspect:
    """A label to look at again. ``where``: document or review; ``given``: its assertion, ``none`` where
    the sentence was looked at and not marked; ``likely``: the model's probability, 0 to 1, that it is right
    as to affirmed or not."""

    where: str
    page: int
    sentence_no: int
    factor_id: str
    given: str
    likely: float
    text: str

    @property
    def item(self) -> str:
        """The item as ``scr annotate settle`` takes it, for a label in a store."""
        return f"{self.where}:{self.sentence_no}:{self.factor_id}"


@dataclass(frozen=True, slots=True)
class _Case:
    suspect: Suspect
    affirmed: bool
    chance: float


def in_store(store: Path, annotations: Path, models: Path, tools: Tools) -> tuple[list[Suspect], str]:
    """The suspect labels of a store's gold, the least likely first, and the model that judged them.

    The newest version that never learned from annotations judges. Raises StoreError, and ModelError where
    there is no such model.
    """
    label = _without_gold(models)
    coder = load_coder(folder_of(models, FACTORS, label))
    gold = load_gold(store, annotations, tools)
    cases = [case for one in gold.documents for case in _of_document(one, coder)]
    return ranked(cases, tools), label


def in_corpus(annotations: Path, models: Path, tools: Tools) -> tuple[list[Suspect], str]:
    """The suspect labels of the development reviews, the least likely first, and the model that judged them.

    The model in use learned from the training reviews: it can say nothing of theirs. Raises CorpusError,
    ModelError.
    """
    label = label_in_use(models, FACTORS)
    coder = load_coder(folder_of(models, FACTORS, label))
    cases = [
        case
        for one in load_examples(annotations, "development", tools)
        for case in _cases(one, coder, {sentence.sentence_no for sentence in one.read}, frozenset())
    ]
    return ranked(cases, tools), label


def ranked(cases: Sequence[_Case], tools: Tools) -> list[Suspect]:
    """The suspects among ``cases``, domain by domain: single factors are too rare to judge by."""
    found: list[Suspect] = []
    domains: Mapping[str, str] = {factor.id: factor.domain for factor in tools.codebook.factors}
    for domain in dict.fromkeys(domains.values()):
        # A factor that the codebook has no more is in no domain.
        of = [case for case in cases if domains.get(case.suspect.factor_id) == domain]
        given = np.array([case.affirmed for case in of], dtype=np.int64)
        places = suspicious(given, np.array([case.chance for case in of], dtype=np.float64))
        found += [of[at].suspect for at in places]
    return sorted(found, key=lambda one: one.likely)


def suspicious(given: npt.NDArray[np.int64], chances: Floats) -> list[int]:
    """The places of labels that look wrong, the least likely first.

    ``given`` (n,): 1 where the label is affirmed, else 0. ``chances`` (n,): a model's probability that it is,
    of a model that did not learn from these labels. None where a kind has fewer than 5 labels.
    """
    if min(int((given == 1).sum()), int((given == 0).sum())) < FEWEST:
        return []
    both = np.stack([1 - chances, chances], axis=1)
    issues = find_label_issues(given, both, filter_by="confident_learning", n_jobs=1)
    likely = get_self_confidence_for_each_label(given, both)
    return sorted((int(at) for at in np.flatnonzero(issues)), key=lambda at: (float(likely[at]), at))


def _of_document(document: GoldDocument, coder: Coder) -> Iterator[_Case]:
    yield from _cases(document.example, coder, document.learn | document.sample, document.unsettled)


def _cases(
    example: Example,
    coder: Coder,
    seen: frozenset[int] | set[int],
    unsettled: frozenset[tuple[int, str]],
) -> Iterator[_Case]:
    """Every sentence that was looked at, and every factor of it on which nobody differs."""
    chances = coder.model.decide(passage_of(example, coder.model.encoding)).affirmed
    for row, sentence in enumerate(example.read):
        if sentence.sentence_no not in seen:
            continue
        labels = {one.factor_id: one.assertion for one in example.gold.get(sentence.sentence_no, ())}
        for column, factor_id in enumerate(coder.model.shape.factor_ids):
            if (sentence.sentence_no, factor_id) in unsettled:
                continue
            given, chance = labels.get(factor_id, "none"), float(chances[row, column])
            likely = chance if given == "affirmed" else 1 - chance
            yield _Case(
                Suspect(
                    example.slug, sentence.page, sentence.sentence_no, factor_id, given, likely, sentence.text
                ),
                given == "affirmed",
                chance,
            )


def _without_gold(models: Path) -> str:
    """The version in use if it never learned from annotations, else the newest that did not."""

    def untaught(one: Version) -> bool:
        return one.lineage is None or one.lineage.gold_sentences == 0

    known = [one for one in list_versions(models, [FACTORS]) if untaught(one)]
    chosen = sorted(known, key=lambda one: not one.in_use)
    if not chosen:
        raise ModelError(
            f"Every model in {models} has learned from annotations, and can say nothing of them: put the "
            f"shipped one back ({models / FACTORS / SUMS} is missing)."
        )
    return chosen[0].label
