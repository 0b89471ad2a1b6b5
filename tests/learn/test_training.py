"""Training moves the network towards the labels, and what is saved is what was trained."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from pipeline.corpus import Label, load_review
from pipeline.corpus.entities import parse_marked
from pipeline.corpus.passages import LabelledPassage, PassageSentence
from pipeline.learn.case_training import fit_case_coder, fit_thresholds
from pipeline.learn.crossfit import Job, Labelled, left_out, run
from pipeline.learn.entity_training import EntitySettings, score_entities, train_entities
from pipeline.learn.examples import Example, example
from pipeline.learn.factor_training import FactorSettings, loss_of, train
from pipeline.learn.targets import codebook_passages, passage_of, target_of, worked_passages
from pipeline.model.coder import mentions_of
from pipeline.model.factor_model import FactorModel, load_factor_model, read_factor_model
from pipeline.run import Tools
from pipeline.sealed import ModelError, seal

SETTINGS = FactorSettings(
    layers=2, frozen_layers=0, max_tokens=48, passage=64, epochs=2, encoder_rate=1e-3, heads_rate=1e-2,
    weight_decay=0.0, warm_up=0.1, dropout=0.0, positive_weight=2.0, forget_rules=0.0, average=0.5, left_out_every=2, seed=1,
)  # fmt: skip


@pytest.fixture(scope="module")
def reviewed(rules_only: Tools) -> Example:
    return example(load_review(Path("annotations/reviews/castlemoor-baby-f")), rules_only)


def labelled(review: Example, model: FactorModel) -> Labelled:
    return passage_of(review, model.encoding), target_of(review, model.shape.factor_ids)


def test_training_lowers_the_loss_and_keeps_the_best_epoch(
    reviewed: Example, small_model: FactorModel
) -> None:
    passage, target = labelled(reviewed, small_model)
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
    again = read_factor_model(tmp_path / "model")
    one, two = small_model.decide(passage), again.decide(passage)
    assert np.allclose(one.mention, two.mention, atol=2e-3)
    assert np.allclose(one.assertion, two.assertion, atol=2e-3)
    # As a run loads it, on a processor with 16-bit arithmetic: a little less exact.
    fast = load_factor_model(tmp_path / "model").decide(passage)
    assert np.allclose(one.mention, fast.mention, atol=0.02)


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


def test_thresholds_and_case_coder_learn_what_separates(
    rules_only: Tools, reviewed: Example, small_model: FactorModel
) -> None:
    ids = small_model.shape.factor_ids
    target = target_of(reviewed, ids)
    decided = small_model.decide(passage_of(reviewed, small_model.encoding))
    sure = np.where(target.assertion.numpy() >= 0, 0.9, 0.2).astype(np.float32)
    shares = np.full((*sure.shape, 4), 0.01, dtype=np.float32)
    np.put_along_axis(shares, target.assertion.numpy().clip(0)[..., None], 0.97, -1)
    perfect = type(decided)(sure, shares, decided.subject, decided.historical)
    domains = [factor.domain for factor in rules_only.codebook.factors]
    thresholds = fit_thresholds([(perfect, target)], domains)
    mentions = mentions_of(reviewed.read, perfect, reviewed.rules, ids, thresholds)
    assert len(mentions) == int((target.assertion >= 0).sum())
    coder = fit_case_coder([(reviewed, mentions)], domains, ids, 10.0)
    coded = coder.code(mentions)
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


def test_a_training_cut_off_goes_on_as_if_it_had_not_been(
    tmp_path: Path, reviewed: Example, new_small_model: Callable[[], FactorModel]
) -> None:
    checkpoint = tmp_path / "state.safetensors"

    def trained(scores: list[float], kept: Path | None) -> tuple[FactorModel, int]:
        model, said = new_small_model(), list[str]()
        train(
            model.network,
            [labelled(reviewed, model)],
            SETTINGS,
            lambda _: scores.pop(0),
            said.append,
            (),
            kept,
        )
        return model, len(said)

    whole, epochs = trained([0.1, 0.9], None)
    assert epochs == 2
    with pytest.raises(IndexError):  # cut off in the scoring of the second epoch
        trained([0.1], checkpoint)
    resumed, epochs = trained([0.9], checkpoint)
    assert epochs == 1
    again = resumed.network.state_dict()
    assert all(
        torch.allclose(again[name], value, atol=1e-5) for name, value in whole.network.state_dict().items()
    )


def test_parts_left_out_are_decided_by_models_that_did_not_see_them(
    tmp_path: Path, reviewed: Example, small_model: FactorModel
) -> None:
    passage, target = labelled(reviewed, small_model)
    few = replace(SETTINGS, layers=1, epochs=1)
    short = (passage.part(0, 40), target.part(0, 40))
    small_model.save(tmp_path / "start")
    jobs = [
        Job(name, tmp_path / "start", tmp_path / name, few, (short,), (), (short,), (passage.part(40, 60),))
        for name in ("one", "two")
    ]
    said: list[str] = []
    told: list[tuple[int, int]] = []
    run(jobs, said.append, lambda *of: told.append(of))
    assert told == [(0, 2), (1, 2), (2, 2)]
    assert {line.partition(":")[0] for line in said} == {"one", "two"}
    first, second = (job.decisions()[0] for job in jobs)
    assert first.mention.shape == (20, 40)
    assert np.array_equal(first.mention, second.mention)  # the same material, the same seed
    run(jobs, said.append)
    assert len(said) == 2  # nothing is done twice


def test_the_progress_of_a_training_taken_up_is_that_of_what_is_left(
    tmp_path: Path, reviewed: Example, small_model: FactorModel
) -> None:
    passage, target = labelled(reviewed, small_model)
    short = (passage.part(0, 40), target.part(0, 40))
    small_model.save(tmp_path / "start")
    job = Job("one", tmp_path / "start", tmp_path / "one", SETTINGS, (short,), (), (short,), ())

    def cut_off(line: str) -> None:
        if "epoch 2" in line:
            raise KeyboardInterrupt

    assert job.epochs_left == SETTINGS.epochs == 2
    with pytest.raises(KeyboardInterrupt):
        run([job], cut_off)
    told: list[tuple[int, int]] = []
    run([job], lambda line: None, lambda *of: told.append(of))
    assert told == [(0, 1), (1, 1)]
    assert job.epochs_left == 0


def test_one_in_so_many_is_left_out() -> None:
    half = left_out(58, 2, 7)
    assert len(half) == len(set(half)) == 29
    assert set(half) < set(range(58))
    assert half == left_out(58, 2, 7) != list(range(0, 58, 2))
    assert left_out(58, 0, 7) == []


def test_single_passages_are_learned_with_the_rules_word(rules_only: Tools, small_model: FactorModel) -> None:
    ids = small_model.shape.factor_ids
    passages = [
        LabelledPassage(
            "narrative",
            (
                PassageSentence(
                    "The mother drank a bottle of vodka every day.",
                    (Label("parental_alcohol_misuse", "affirmed", "mother"),),
                ),
                PassageSentence("The clinic was moved.", ()),
            ),
        )
    ] * 3
    parts = worked_passages(passages, rules_only.factors, small_model.encoding, 4, 1)
    assert [len(passage) for passage, _ in parts] == [4, 2]
    column = ids.index("parental_alcohol_misuse")
    for passage, target in parts:
        assert target.assertion[::2, column].tolist() == [0] * (len(passage) // 2)
        assert (target.assertion[1::2] == -1).all()
        assert (passage.said[::2, column] == 1).all()
