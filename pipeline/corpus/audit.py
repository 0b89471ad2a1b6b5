"""The labelled corpus as a whole: what does not hold together, and how many labels there are."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from pipeline.corpus.check import check_record, check_review
from pipeline.corpus.entities import load_entities
from pipeline.corpus.load import load_review
from pipeline.corpus.model import CorpusError, Review
from pipeline.corpus.overlap import read_allowed, shared_runs
from pipeline.corpus.passages import LabelledPassage, load_passages
from pipeline.corpus.short_reports import SHORT_SPLITS, ShortSplit, short_folders
from pipeline.records import ASSERTIONS

Split = Literal["train", "development", "test"]
SPLITS: tuple[Split, ...] = get_args(Split)
# Words in a row that no two texts may share. No model learns from the short reports, which are little but
# covers, Acts, names of bodies and set phrases.
SHARED_WORDS, SHARED_WORDS_SHORT = 8, 12


@dataclass(frozen=True, slots=True)
class Audit:
    """Counts of the corpus, and a sentence for everything that is wrong.

    ``reviews``: of each factor the reviews that affirm, negate, suspect or only mention it in general, and
    the test reviews in which it is present and absent. ``n_passage_...``: sentences of the passages that
    belong to no review, and those of them that bear on a factor. ``nations``, ``splits``: reviews in each.
    ``short_reports``: short reports in each of their splits.
    """

    n_reviews: int
    n_sentences: int
    n_words: int
    n_labelled: int
    n_entities: int
    n_passage_sentences: int
    n_passage_labelled: int
    nations: Mapping[str, int]
    splits: Mapping[str, int]
    short_reports: Mapping[str, int]
    reviews: Mapping[str, tuple[int, ...]]
    problems: tuple[str, ...]


def read_splits(annotations: Path) -> dict[str, Split]:
    """The split of every review by its slug: those that ``splits.toml`` does not name are for training.

    Raises CorpusError for a slug in two splits, of no review, or an unknown split.
    """
    path = annotations / "splits.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise CorpusError(f"{path} cannot be read: {error}.") from error
    if unknown := sorted(set(raw) - set(SPLITS)):
        raise CorpusError(f"{path}: unknown split {unknown[0]!r}; there are {', '.join(SPLITS)}.")
    named: dict[str, Split] = {}
    for name in SPLITS:
        for slug in raw.get(name, []):
            if slug in named:
                raise CorpusError(f"{path}: {slug} is in two splits.")
            named[slug] = name
    slugs = sorted(file.parent.name for file in (annotations / "reviews").glob("*/case.toml"))
    if missing := sorted(set(named) - set(slugs)):
        raise CorpusError(f"{path}: there is no review {missing[0]}.")
    return {slug: named.get(slug, "train") for slug in slugs}


def audit_corpus(annotations: Path, factor_ids: Sequence[str]) -> Audit:
    """Look through the corpus. What does not even parse is a problem too; CorpusError only for the splits."""
    splits = read_splits(annotations)
    problems: list[str] = []
    reviews: list[Review] = []
    n_entities = 0
    for slug in splits:
        try:
            review = load_review(annotations / "reviews" / slug, factor_ids)
            reviews.append(review)
            problems += [f"{slug}: {one}" for one in check_review(review, factor_ids)]
            found = load_entities(annotations / "reviews" / slug, review)
            n_entities += sum(len(sentence.entities) for sentence in found)
        except CorpusError as error:
            problems.append(str(error))
    try:
        passages = load_passages(annotations, factor_ids)
    except CorpusError as error:
        passages = {}
        problems.append(str(error))
    short = {split: _short(annotations, split, factor_ids, problems) for split in SHORT_SPLITS}
    problems += _shared(reviews, passages, annotations, SHARED_WORDS)
    everything = [*reviews, *(one for of in short.values() for one in of)]
    problems += _shared(everything, passages, annotations, SHARED_WORDS_SHORT)
    single = [one for of in passages.values() for passage in of for one in passage.sentences]
    lines = [line for review in reviews for line in review.labelled()]
    return Audit(
        len(reviews),
        len(lines),
        sum(len(line.text.split()) for line in lines),
        sum(bool(line.labels) for line in lines),
        n_entities,
        len(single),
        sum(bool(one.labels) for one in single),
        Counter(review.case.nation for review in reviews),
        Counter(splits.values()),
        {split: len(of) for split, of in short.items()},
        {one: _counts(one, reviews, splits) for one in factor_ids},
        tuple(problems),
    )


def _short(
    annotations: Path, split: ShortSplit, factor_ids: Sequence[str], problems: list[str]
) -> list[Review]:
    """The short reports of a split; what is wrong with them goes to ``problems``."""
    found = []
    for folder in short_folders(annotations, split):
        try:
            review = load_review(folder, factor_ids)
        except CorpusError as error:
            problems.append(str(error))
            continue
        found.append(review)
        problems += [f"{folder.name}: {one}" for one in check_record(review)]
        if any(line.labels for line in review.labelled()):
            problems.append(f"{folder.name}: a short report has no factor labels")
    return found


def _shared(
    reviews: Sequence[Review],
    passages: Mapping[str, Sequence[LabelledPassage]],
    annotations: Path,
    n_words: int,
) -> Iterator[str]:
    lines = [
        (f"passages/{name}", [one.text for passage in of for one in passage.sentences])
        for name, of in passages.items()
    ]
    for run in shared_runs(reviews, n_words, read_allowed(annotations / "allowed_runs.txt"), lines):
        yield f"{' and '.join(run.slugs)} share the words {run.text!r}, lines {run.lines}"


def _counts(factor_id: str, reviews: Sequence[Review], splits: Mapping[str, Split]) -> tuple[int, ...]:
    said = [
        {
            label.assertion
            for line in review.labelled()
            for label in line.labels
            if label.factor_id == factor_id
        }
        for review in reviews
    ]
    test = [review for review in reviews if splits[review.slug] == "test"]
    return (
        *(sum(assertion in one for one in said) for assertion in ASSERTIONS),
        sum(factor_id in review.factors.present for review in test),
        sum(factor_id in review.factors.absent for review in test),
    )
