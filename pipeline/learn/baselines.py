"""Simpler coders to measure the network against: words, or a frozen encoder, with logistic regression."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from pipeline.corpus import Label
from pipeline.learn.coded import Coded, Key, by_codebook
from pipeline.learn.examples import Example
from pipeline.model.factor_model import FactorModel
from pipeline.model.inputs import renamer
from pipeline.records import Assertion

# A factor that fewer training sentences show with an assertion is not learned.
FEWEST = 5
DECIDED: tuple[Assertion, ...] = ("affirmed", "negated")
Features = Any  # a matrix of scipy or numpy, one row a sentence
Vectorise = Callable[[Sequence[Example]], Features]


class LinearCoder:
    """One logistic regression for each factor and assertion over the features of single sentences.

    ``vectorise`` gives the features of the sentences that are read, review after review.
    """

    def __init__(self, vectorise: Vectorise, factor_ids: tuple[str, ...], weight: float) -> None:
        self._vectorise = vectorise
        self._factor_ids = factor_ids
        self._weight = weight
        self._models: dict[tuple[str, Assertion], LogisticRegression] = {}
        self._threshold = 0.5

    def fit(self, train: Sequence[Example], development: Sequence[Example]) -> None:
        """Learn from ``train``; the threshold that does best on ``development`` is kept."""
        features = self._vectorise(train)
        for factor_id in self._factor_ids:
            for assertion in DECIDED:
                wanted = _wanted(train, factor_id, assertion)
                if wanted.sum() >= FEWEST:
                    model = LogisticRegression(C=self._weight, max_iter=400, class_weight={1: 4.0, 0: 1.0})
                    self._models[factor_id, assertion] = model.fit(features, wanted)
        found = self._chances(development)
        gold = {key: _wanted(development, *key) for key in found}

        def score(threshold: float) -> float:
            both = sum(int((found[key] >= threshold)[gold[key]].sum()) for key in found)
            either = sum(int((found[key] >= threshold).sum() + gold[key].sum()) for key in found)
            return 2 * both / max(either, 1)

        self._threshold = max((0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7), key=score)

    def code(self, examples: Sequence[Example]) -> list[Coded]:
        """The reviews, coded."""
        chances = self._chances(examples)
        coded, start = [], 0
        for example in examples:
            read = example.read
            labels: dict[Key, Label] = {}
            for (factor_id, assertion), all_chances in chances.items():
                own = all_chances[start : start + len(read)]
                for row in np.flatnonzero(own >= self._threshold):
                    key = (read[row].sentence_no, factor_id)
                    # Affirmed comes first in DECIDED, and is the stronger.
                    labels.setdefault(key, Label(factor_id, assertion, "child"))
            start += len(read)
            coded.append(Coded(labels, by_codebook(labels, self._factor_ids)))
        return coded

    def _chances(self, examples: Sequence[Example]) -> dict[tuple[str, Assertion], npt.NDArray[np.float64]]:
        features = self._vectorise(examples)
        return {key: model.predict_proba(features)[:, 1] for key, model in self._models.items()}


def by_words(train: Sequence[Example]) -> Vectorise:
    """TF-IDF of words and pairs of words, people by role."""
    vectoriser = word_vectoriser()
    vectoriser.fit(texts_of(train))
    return lambda examples: vectoriser.transform(texts_of(examples))


def word_vectoriser() -> TfidfVectorizer:
    """TF-IDF of words and pairs of words, not fitted: texts to a sparse matrix, one row a text."""
    return TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, strip_accents="unicode")


def by_frozen_encoder(start: FactorModel) -> Vectorise:
    """The mean vector of each sentence from an encoder that is not trained further."""
    kept: dict[str, npt.NDArray[np.float32]] = {}

    def vectors(example: Example) -> npt.NDArray[np.float32]:
        if example.slug not in kept:
            texts = texts_of([example])
            start.network.eval()
            with torch.inference_mode():
                kept[example.slug] = start.network.vectors(start.tokenize(texts)).numpy()
        return kept[example.slug]

    return lambda examples: np.concatenate([vectors(example) for example in examples])


def texts_of(examples: Sequence[Example]) -> list[str]:
    """The sentences that are read, review after review, with people by role as the network sees them."""
    texts: list[str] = []
    for example in examples:
        rename = renamer(example.cast)
        texts += [rename(sentence.text) for sentence in example.read]
    return texts


def _wanted(examples: Sequence[Example], factor_id: str, assertion: Assertion) -> npt.NDArray[np.bool_]:
    return np.array(
        [
            any(
                label.factor_id == factor_id and label.assertion == assertion
                for label in example.gold.get(sentence.sentence_no, ())
            )
            for example in examples
            for sentence in example.read
        ]
    )
