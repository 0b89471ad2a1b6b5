"""A training that takes seconds: the first pages of three reviews, a network without knowledge, one epoch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.learn import metrics, retrain, train
from pipeline.learn.examples import Example, load_examples
from pipeline.learn.start import training_settings
from pipeline.model.factor_model import FactorModel
from pipeline.records import Versions
from pipeline.run import Tools

CORPUS = Path("annotations")
TRAIN, CHECK, TEST = "tarnbeck-baby-w", "drumlin-child-k", "ashcombe-child-w"
SENTENCES = 120


def small_corpus(annotations: Path) -> Path:
    """A corpus of three reviews, one a split."""
    for slug in (TRAIN, CHECK, TEST):
        (annotations / "reviews" / slug).mkdir(parents=True)
        for name in ("case.toml", "review.txt", "entities.txt"):
            text = (CORPUS / "reviews" / slug / name).read_bytes()
            (annotations / "reviews" / slug / name).write_bytes(text)
    (annotations / "splits.toml").write_text(f'test = ["{TEST}"]\ndevelopment = ["{CHECK}"]\n')
    return annotations


def beginnings(annotations: Path, tools: Tools) -> dict[str, list[Example]]:
    """The first sentences of the reviews of each split, read once for all tests."""
    return {split: [_beginning(one) for one in load_examples(annotations, split, tools)]  # type: ignore[arg-type]
            for split in ("train", "development", "test")}  # fmt: skip


def _beginning(whole: Example) -> Example:
    sentences = whole.sentences[:SENTENCES]
    last = sentences[-1].sentence_no
    return replace(
        whole,
        sentences=sentences,
        rules=tuple(one for one in whole.rules if one.sentence_no <= last),
        gold={number: of for number, of in whole.gold.items() if number <= last},
    )


def train_small(
    monkeypatch: pytest.MonkeyPatch, start: FactorModel, examples: Mapping[str, Sequence[Example]]
) -> None:
    """From now on a training starts from ``start``, sees these examples and takes one epoch, none left out."""
    known = training_settings()
    factors = {
        **known["factors"],
        "epochs": 1,
        "left_out_every": 0,
        "layers": 2,
        "frozen_layers": 0,
        "max_tokens": 48,
    }
    settings: dict[str, Any] = {**known, "factors": factors}
    for module in (train, retrain):
        monkeypatch.setattr(module, "training_settings", lambda: settings)
        monkeypatch.setattr(module, "load_examples", lambda annotations, split, tools: examples[split])
    monkeypatch.setattr(train, "untrained", lambda codebook, given: start)
    monkeypatch.setattr(train, "codebook_passages", lambda *_: [])
    # The intervals are tested with the metrics.
    monkeypatch.setattr(metrics, "RESAMPLES", 40)
    # So that a file of the program that changes while the tests run changes nothing.
    monkeypatch.setattr(retrain, "current_versions", lambda book: Versions("code-1", "-", book.version))
