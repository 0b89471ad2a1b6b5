"""What annotators left in a store, as the models learn from it: known, not known, and kept for measuring."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from pipeline.annotate.take_in import EMPTY, identified, mark_item
from pipeline.corpus import Label, load_review
from pipeline.learn.coded import Coded
from pipeline.learn.examples import example
from pipeline.learn.gold import gold_passages, gold_target, labels_fingerprint, load_gold, sample_coded
from pipeline.learn.targets import UNKNOWN
from pipeline.model.factor_model import FactorModel
from pipeline.records import Processed, Sentence
from pipeline.run import Tools, process_document
from pipeline.store.annotations import Annotation, open_annotations
from tests.annotate.conftest import DOCUMENT, review, write

CORPUS = Path("annotations")
A = "affirmed"


def row(
    number: int, value: str, factor: str | None = None, by: str = "ann", chosen: str = "queue"
) -> Annotation:
    """An annotator's judgement of a sentence of the small review; ``none`` of one without a mention."""
    sentence = {one.sentence_no: one for one in review().sentences}[number]
    words = value.split()
    made = replace(
        EMPTY,
        submission_id=f"{by}-1",
        kind="mention" if factor else "none",
        document_id=DOCUMENT,
        sentence_no=number,
        char_start=sentence.char_start,
        char_end=sentence.char_end,
        quote=sentence.text,
        factor_id=factor,
        value=value,
        annotator=by,
        codebook_version="cb",
        selected_by=chosen,
    )
    if factor:
        made = replace(made, assertion=words[0], subject=words[1], temporality=words[2])
    return identified(replace(made, item_id=mark_item(made)))


@pytest.fixture
def store(tmp_path: Path, rules_only: Tools) -> Path:
    path = tmp_path / "scr.duckdb"
    write(path, [review()], rules_only.codebook)
    return path


@pytest.fixture
def annotations(tmp_path: Path) -> Path:
    """A corpus of one review that nothing in the store is."""
    folder = tmp_path / "annotations"
    copied(folder, "castlemoor-baby-f")
    (folder / "splits.toml").write_text('test = ["castlemoor-baby-f"]\ndevelopment = []\n')
    return folder


def copied(annotations: Path, *slugs: str) -> None:
    for slug in slugs:
        (annotations / "reviews" / slug).mkdir(parents=True)
        for name in ("case.toml", "review.txt", "entities.txt"):
            text = (CORPUS / "reviews" / slug / name).read_bytes()
            (annotations / "reviews" / slug / name).write_bytes(text)


def add(store: Path, *rows: Annotation) -> None:
    with open_annotations(store) as writer:
        assert writer.add(rows) == len(rows)


def test_what_was_seen_is_known_and_the_rest_is_not(
    store: Path, annotations: Path, rules_only: Tools, small_model: FactorModel
) -> None:
    add(
        store,
        row(1, "affirmed mother current", "parental_alcohol_misuse"),
        row(2, "none"),
        row(3, "negated child current", "neglect"),
        row(3, "uncertain family current", "poverty"),
    )
    gold = load_gold(store, annotations, rules_only)
    (document,) = gold.documents
    assert (document.learn, document.sample, gold.annotators) == ({1, 2, 3}, set(), 1)
    assert document.example.gold == {
        1: (Label("parental_alcohol_misuse", "affirmed", "mother"),),
        3: (Label("neglect", "negated", "child"), Label("poverty", "uncertain", "family")),
    }
    ids = small_model.shape.factor_ids
    target = gold_target(document, ids)
    assert [one.sentence_no for one in document.example.read] == [0, 1, 2, 3, 4, 5]
    for row_, sentence_no in enumerate(range(6)):
        seen = sentence_no in (1, 2, 3)
        known = target.assertion[row_] != UNKNOWN
        assert bool(known.all()) == seen == bool(known.any())
    # affirmed, negated, uncertain are 0, 1, 2; -1 is known to be none.
    assert int(target.assertion[3, ids.index("neglect")]) == 1
    assert int(target.assertion[3, ids.index("poverty")]) == 2
    assert bool((target.assertion[2] == -1).all())
    # The text stands where the store says: every quote is found at its offsets.
    for one in document.example.sentences:
        assert document.example.document.text[one.char_start : one.char_end] == one.text


def test_parts_hold_the_context_and_only_those_with_gold(
    store: Path, annotations: Path, rules_only: Tools, small_model: FactorModel
) -> None:
    add(store, row(1, "affirmed mother current", "parental_alcohol_misuse"))
    gold = load_gold(store, annotations, rules_only)
    parts = gold_passages(gold.documents, small_model.encoding, 4)
    # Six sentences in parts of four: the second part has nothing known.
    assert [len(passage) for passage, _ in parts] == [4]
    assert int((parts[0][1].assertion != UNKNOWN).sum()) == 40


def test_annotators_who_differ_are_not_known(
    store: Path, annotations: Path, rules_only: Tools, small_model: FactorModel
) -> None:
    add(store, row(3, "affirmed child current", "neglect"))
    add(store, row(3, "none", by="ben"))
    gold = load_gold(store, annotations, rules_only)
    (document,) = gold.documents
    assert document.unsettled == {(3, "neglect")}
    assert document.example.gold == {}
    target = gold_target(document, small_model.shape.factor_ids)
    column = small_model.shape.factor_ids.index("neglect")
    assert int(target.assertion[3, column]) == UNKNOWN
    assert int((target.assertion == UNKNOWN).sum()) == 5 * 40 + 1
    assert gold.annotators == 2


def test_the_random_sample_is_for_measuring(store: Path, annotations: Path, rules_only: Tools) -> None:
    add(
        store,
        row(1, "affirmed mother current", "parental_alcohol_misuse", chosen="random"),
        row(2, "none", chosen="random"),
        row(3, "affirmed child current", "neglect"),
    )
    (document,) = load_gold(store, annotations, rules_only).documents
    assert (document.learn, document.sample) == ({3}, {1, 2})
    said = Coded(
        {(number, "neglect"): Label("neglect", "affirmed", "child") for number in range(6)},
        {"neglect": "present"},
    )
    assert set(sample_coded(document, said).labels) == {(1, "neglect"), (2, "neglect")}
    assert set(sample_coded(document).labels) == {(1, "parental_alcohol_misuse")}
    assert sample_coded(document).values == {}


def as_processed(rules_only: Tools) -> Processed:
    done = process_document(CORPUS / "reviews/castlemoor-baby-f/castlemoor-baby-f.pdf", rules_only)
    assert isinstance(done, Processed)
    return done


def seen(document: Processed, sentence: Sentence) -> Annotation:
    made = replace(
        row(1, "none"),
        document_id=document.document_id,
        sentence_no=sentence.sentence_no,
        char_start=sentence.char_start,
        char_end=sentence.char_end,
        quote=sentence.text,
    )
    return identified(made)


def test_a_test_review_is_never_learned_from(store: Path, annotations: Path, rules_only: Tools) -> None:
    """The store of the sample PDFs holds the reviews that models are measured on, read from their PDFs."""
    document = as_processed(rules_only)
    write(store, [document], rules_only.codebook)
    body = [one for one in document.sentences if one.kind == "paragraph"][50]
    add(store, seen(document, body))
    gold = load_gold(store, annotations, rules_only)
    assert (gold.documents, gold.left_out, gold.n_learn) == ((), (document.document_id,), 0)
    # In the training split it is learned from, and never measured on.
    (annotations / "splits.toml").write_text("test = []\ndevelopment = []\n")
    (one,) = load_gold(store, annotations, rules_only).documents
    assert (one.learn, one.sample) == ({body.sentence_no}, set())
    # What the rules make of the stored sentences is what they made of the document.
    assert {(m.sentence_no, m.factor_id, m.assertion) for m in one.example.rules} == {
        (m.sentence_no, m.factor_id, m.assertion) for m in document.mentions
    }


def test_a_new_label_is_a_new_fingerprint(store: Path, annotations: Path, rules_only: Tools) -> None:
    def now() -> str:
        return labels_fingerprint(annotations, load_gold(store, annotations, rules_only))

    bare = now()
    add(store, row(2, "none"))
    one = now()
    assert bare != one == now()
    add(store, row(3, "affirmed child current", "neglect"))
    two = now()
    assert two != one
    file = annotations / "reviews/castlemoor-baby-f/review.txt"
    file.write_text(file.read_text() + "\n")
    assert now() not in (bare, one, two)


def test_gold_targets_are_those_of_a_review_where_everything_was_seen(
    rules_only: Tools, small_model: FactorModel
) -> None:
    from pipeline.learn.gold import GoldDocument
    from pipeline.learn.targets import target_of

    one = example(load_review(CORPUS / "reviews/castlemoor-baby-f"), rules_only)
    everything = GoldDocument(one, frozenset(s.sentence_no for s in one.read), frozenset(), frozenset())
    ids = small_model.shape.factor_ids
    assert torch.equal(gold_target(everything, ids).assertion, target_of(one, ids).assertion)
