"""Training moves the network towards the labels, and what is saved is what was trained."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from pipeline.corpus import load_review
from pipeline.corpus.entities import parse_marked
from pipeline.learn.case_training import fit_case_coder, fit_thresholds
from pipeline.learn.entity_training import EntitySettings, score_entities, train_entities
from pipeline.learn.examples import Example, example
from pipeline.learn.factor_training import (
    FactorSettings,
    codebook_passages,
    loss_of,
    passage_of,
    target_of,
    train,
)
from pipeline.model.coder import mentions_of
from pipeline.model.factor_model import FactorModel, load_factor_model
from pipeline.run import Tools
from pipeline.sealed import ModelError, seal

SETTINGS = FactorSettings(
    layers=2, frozen_layers=0, max_tokens=48, passage=64, epochs=2, encoder_rate=1e-3, heads_rate=1e-2,
    weight_decay=0.0, warm_up=0.1, dropout=0.0, positive_weight=2.0, forget_rules=0.0, seed=1,
)  # fmt: skip


@pytest.fixture(scope="module")
def reviewed(rules_only: Tools) -> Example:
    return example(load_review(Path("annotations/reviews/castlemoor-baby-f")), rules_only)


def test_training_lowers_the_loss_and_keeps_the_best_epoch(
    reviewed: Example, small_model: FactorModel
) -> None:
    passage, target = (
        passage_of(reviewed, small_model.encoding),
        target_of(reviewed, small_model.shape.factor_ids),
    )
    before = float(loss_of(small_model.network(passage), target, 2.0).detach())
    scores = iter([0.9, 0.1])
    states = []

    def score(network: torch.nn.Module) -> float:
        states.append({name: value.clone() for name, value in network.state_dict().items()})
        return next(scores)

    assert train(small_model.network, [(passage, target)], SETTINGS, score, lambda line: None) == 0.9
    assert float(loss_of(small_model.network(passage), target, 2.0).detach()) < before
    kept = small_model.network.state_dict()
    assert all(torch.equal(kept[name], value) for name, value in states[0].items())
    assert not all(torch.equal(kept[name], value) for name, value in states[1].items())


def test_the_worked_examples_say_nothing_of_other_factors(
    rules_only: Tools, small_model: FactorModel
) -> None:
    parts = codebook_passages(rules_only.codebook, small_model.encoding, 32, 1)
    examples = sum(len(factor.examples) for factor in rules_only.codebook.factors)
    known = sum(int((target.assertion != -2).sum()) for _, target in parts)
    assert known == examples == sum(len(passage) for passage, _ in parts)


def test_a_saved_model_decides_alike(tmp_path: Path, reviewed: Example, small_model: FactorModel) -> None:
    passage = passage_of(reviewed, small_model.encoding)
    small_model.save(tmp_path / "model")
    seal(tmp_path / "model")
    again = load_factor_model(tmp_path / "model")
    one, two = small_model.decide(passage), again.decide(passage)
    assert np.allclose(one.mention, two.mention, atol=2e-3)
    assert np.allclose(one.assertion, two.assertion, atol=2e-3)


def test_a_changed_weight_file_is_refused(tmp_path: Path, small_model: FactorModel) -> None:
    small_model.save(tmp_path / "model")
    seal(tmp_path / "model")
    weights = tmp_path / "model" / "model.safetensors"
    data = bytearray(weights.read_bytes())
    data[-1] ^= 1
    weights.write_bytes(data)
    with pytest.raises(ModelError, match="not the file the model was sealed with"):
        load_factor_model(tmp_path / "model")


def test_windows_change_nothing_but_the_distant_context(reviewed: Example, small_model: FactorModel) -> None:
    """A sentence is decided from itself and its neighbours: alone in a short document, it is much the same."""
    passage = passage_of(reviewed, small_model.encoding)
    whole = small_model.decide(passage)
    assert len(whole.mention) == len(passage) > 192
    assert np.array_equal(whole.mention, small_model.decide(passage).mention)


def test_thresholds_and_case_coder_learn_what_separates(reviewed: Example, small_model: FactorModel) -> None:
    ids = small_model.shape.factor_ids
    target = target_of(reviewed, ids)
    decided = small_model.decide(passage_of(reviewed, small_model.encoding))
    sure = np.where(target.assertion.numpy() >= 0, 0.9, 0.2).astype(np.float32)
    shares = np.full((*sure.shape, 4), 0.01, dtype=np.float32)
    np.put_along_axis(shares, target.assertion.numpy().clip(0)[..., None], 0.97, -1)
    perfect = type(decided)(sure, shares, decided.subject, decided.historical)
    thresholds = fit_thresholds([(perfect, target)])
    mentions = mentions_of(reviewed.read, perfect, reviewed.rules, ids, thresholds)
    assert len(mentions) == int((target.assertion >= 0).sum())
    coder = fit_case_coder([(reviewed, mentions)], ids, 10.0, 0.6)
    coded = coder.code(mentions, ids)
    assert sum(one.value == reviewed.values[one.factor_id] for one in coded) >= 39
    for one in mentions:
        assert reviewed.document.text[one.char_start : one.char_end] == one.quote


def test_the_recogniser_learns_a_few_sentences() -> None:
    sentences = [
        parse_marked(line)
        for line in (
            "{Mother|MOTHER} told the {midwife|PROFESSIONAL} that she was well.",
            "The {midwife|PROFESSIONAL} called on {Mother|MOTHER} again.",
            "{Mother|MOTHER} did not answer the {midwife|PROFESSIONAL}.",
            "Nobody else was there.",
        )
    ]
    settings = EntitySettings(epochs=100, dropout=0.0, batch=4, width=32, depth=2, seed=3)
    nlp = train_entities(sentences, sentences, settings, lambda line: None)
    doc = nlp("The midwife called on Mother again.")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("midwife", "PROFESSIONAL"), ("Mother", "MOTHER")]


def test_entity_scores_by_hand() -> None:
    scores = score_entities([([(0, 3, "DATE"), (5, 9, "AGE")], [(0, 3, "DATE"), (5, 8, "AGE")])])
    assert (scores["DATE"].f1, scores["AGE"].f1, scores["all"].f1) == (1.0, 0.0, 0.5)
