"""The labelled reviews as a store would show them to an annotator: passages, and what their sentences are."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.decomposition import TruncatedSVD

from pipeline.annotate.learner import Bools, Floats
from pipeline.annotate.passages import Passage, cut
from pipeline.learn.baselines import by_frozen_encoder, texts_of, word_vectoriser
from pipeline.learn.examples import Example, load_examples
from pipeline.learn.factor_training import FactorSettings
from pipeline.learn.start import training_settings, untrained
from pipeline.model.factor_model import FactorModel
from pipeline.run import load_tools
from pipeline.store.annotations import StoredSentence

Place = tuple[str, int]
# Dimensions that the TF-IDF vectors of sentences are brought down to.
_TOPICS = 192
# The length of a sentence's vector, and of its words: what suits the regularisation.
_LENGTH = 3.0


@dataclass(frozen=True, slots=True)
class Sentences:
    """The n sentences of some reviews that a coder reads, for f factors.

    ``features`` (n, width); ``affirmed`` and ``negated`` (n, f): the gold labels; ``review`` (n,): the
    number of the review that each is of.
    """

    features: Floats
    affirmed: Bools
    negated: Bools
    review: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pool:
    """Reviews to draw passages from, and reviews to measure on.

    ``rows``: of each passage the rows of its sentences in ``learn``. ``places``: of each row its sentence;
    ``wording``: the characters of the words that the rules found, by sentence and factor.
    """

    factor_ids: tuple[str, ...]
    passages: tuple[Passage, ...]
    rows: tuple[npt.NDArray[np.int64], ...]
    places: tuple[StoredSentence, ...]
    wording: Mapping[tuple[str, int, str], tuple[int, int]]
    learn: Sentences
    check: Sentences


def read_pool(annotations: Path, report: Callable[[str], None], cache: Path | None = None) -> Pool:
    """The training reviews to draw from, the development reviews to measure on. CorpusError, ModelError."""
    tools = load_tools(models=False)
    report("reading the reviews")
    learn, check = (load_examples(annotations, split, tools) for split in ("train", "development"))
    start = untrained(tools.codebook, FactorSettings(**training_settings()["factors"]))
    report(f"vectors of the sentences of {len(learn) + len(check)} reviews")
    return make_pool(learn, check, tools.codebook.factor_ids, read_features(learn, check, start, cache))


def make_pool(
    learn: Sequence[Example],
    check: Sequence[Example],
    factor_ids: Sequence[str],
    features: tuple[Floats, Floats],
) -> Pool:
    """Passages of the reviews ``learn``, cut as ``scr annotate export`` cuts them.

    ``features`` has a row for every sentence that is read of ``learn``, and of ``check``, in their order.
    """
    stored = [_stored(example) for example in learn]
    places = tuple(
        sentence
        for example, of in zip(learn, stored, strict=True)
        for sentence in of
        if sentence.sentence_no in {one.sentence_no for one in example.read}
    )
    row_of = {(one.document_id, one.sentence_no): row for row, one in enumerate(places)}
    passages, rows = [], []
    for passage in cut([sentence for of in stored for sentence in of]):
        found = [(one.document_id, one.sentence_no) for one in passage.sentences]
        passages.append(passage)
        rows.append(np.array([row_of[one] for one in found if one in row_of], dtype=np.int64))
    wording = {
        (example.document.document_id, one.sentence_no, one.factor_id): (one.char_start, one.char_end)
        for example in learn
        for one in example.rules
    }
    of_learn, of_check = (
        _sentences(examples, factor_ids, own) for examples, own in zip((learn, check), features, strict=True)
    )
    return Pool(tuple(factor_ids), tuple(passages), tuple(rows), places, wording, of_learn, of_check)


def read_features(
    learn: Sequence[Example], check: Sequence[Example], start: FactorModel, cache: Path | None = None
) -> tuple[Floats, Floats]:
    """For every sentence read of ``learn`` and of ``check`` its vector of the frozen encoder and its words.

    The words are TF-IDF values brought down to fewer dimensions, worked out on ``learn`` without its labels.
    With a ``cache`` file the encoder, which takes minutes, reads the same text only once.
    """
    texts = [texts_of(part) for part in (learn, check)]
    mark = hashlib.sha256("\n".join(text for part in texts for text in part).encode()).hexdigest()
    vectors = _read_cache(cache, mark)
    if vectors is None:
        vectorise = by_frozen_encoder(start)
        vectors = vectorise(learn), vectorise(check)
        if cache:
            np.savez(cache, mark=mark, learn=vectors[0], check=vectors[1])
    tfidf, topics = word_vectoriser(), TruncatedSVD(_TOPICS, random_state=0)
    words = topics.fit_transform(tfidf.fit_transform(texts[0])), topics.transform(tfidf.transform(texts[1]))
    return _joined(vectors[0], words[0]), _joined(vectors[1], words[1])


def _read_cache(cache: Path | None, mark: str) -> tuple[Floats, Floats] | None:
    if cache is None or not cache.is_file():
        return None
    with np.load(cache) as kept:
        return (kept["learn"], kept["check"]) if str(kept["mark"]) == mark else None


def _joined(vectors: Floats, words: Floats) -> Floats:
    """Both of unit length, so that neither drowns the other, times ``_LENGTH``."""
    parts = [
        part / np.maximum(np.linalg.norm(part, axis=1, keepdims=True), 1e-6) for part in (vectors, words)
    ]
    joined: Floats = (_LENGTH * np.concatenate(parts, axis=1)).astype(np.float32)
    return joined


def _stored(example: Example) -> list[StoredSentence]:
    headings = {one.section_no: one.heading for one in example.sections}
    return [
        StoredSentence(
            example.document.document_id,
            example.slug,
            example.document.file_name,
            one.sentence_no,
            headings.get(one.section_no),
            one.page,
            one.char_start,
            one.char_end,
            one.text,
            one.kind,
        )
        for one in example.sentences
    ]


def _sentences(examples: Sequence[Example], factor_ids: Sequence[str], features: Floats) -> Sentences:
    column = {factor_id: at for at, factor_id in enumerate(factor_ids)}
    count = sum(len(example.read) for example in examples)
    affirmed, negated = (np.zeros((count, len(column)), dtype=bool) for _ in range(2))
    review, row = np.zeros(count, dtype=np.int64), 0
    for number, example in enumerate(examples):
        for sentence in example.read:
            review[row] = number
            for label in example.gold.get(sentence.sentence_no, ()):
                if label.factor_id in column and label.assertion in ("affirmed", "negated"):
                    into = affirmed if label.assertion == "affirmed" else negated
                    into[row, column[label.factor_id]] = True
            row += 1
    return Sentences(features, affirmed, negated, review)
