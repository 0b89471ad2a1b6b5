"""Each label reaches the sentence that it was written for, and only that."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.corpus import CorpusError, load_review
from pipeline.corpus.as_document import as_document
from pipeline.corpus.audit import read_splits
from pipeline.learn.examples import case_gold, example
from pipeline.run import Tools

ANNOTATIONS = Path("annotations")
REVIEWS = sorted(file.parent for file in (ANNOTATIONS / "reviews").glob("*/case.toml"))


@pytest.mark.parametrize("folder", REVIEWS[::6], ids=lambda folder: folder.name)
def test_labels_stand_on_their_sentence(folder: Path, rules_only: Tools) -> None:
    review = load_review(folder)
    document, placed = as_document(review)
    one = example(review, rules_only)
    texts = {sentence.sentence_no: sentence.text for sentence in one.sentences}
    wanted = [label for line in review.labelled() for label in line.labels]
    found = [label for labels in one.gold.values() for label in labels]
    # Two labelled sentences that the splitter takes for one share its number.
    assert len(found) >= 0.98 * len(wanted)
    for part in placed:
        text = document.text[part.char_start : part.char_end]
        for label in part.gold.labels:
            at = [number for number, labels in one.gold.items() if label in labels and text in texts[number]]
            assert at or text not in texts.values()


def test_the_case_is_what_its_labels_say(rules_only: Tools) -> None:
    review = load_review(ANNOTATIONS / "reviews" / "castlemoor-baby-f")
    gold = case_gold(review, [factor.id for factor in rules_only.codebook.factors])
    assert len(gold) == 40
    assert {one for one, value in gold.items() if value == "present"} == set(review.factors.present)


def test_splits_are_whole_reviews_and_cover_the_corpus() -> None:
    splits = read_splits(ANNOTATIONS)
    assert set(splits) == {folder.name for folder in REVIEWS}
    assert sum(split == "test" for split in splits.values()) == 12
    assert sum(split == "development" for split in splits.values()) == 8


def test_a_review_in_two_splits_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "reviews" / "a").mkdir(parents=True)
    (tmp_path / "reviews" / "a" / "case.toml").write_text("")
    (tmp_path / "splits.toml").write_text('test = ["a"]\ndevelopment = ["a"]\n')
    with pytest.raises(CorpusError, match="two splits"):
        read_splits(tmp_path)
