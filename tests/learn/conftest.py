"""A small network without training: what is tested is the way of the data, not what a model knows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig, BertModel

from pipeline.learn.start import section_types
from pipeline.model.factor_model import FactorModel
from pipeline.model.network import FactorNetwork, Shape
from pipeline.run import Tools, load_tools


@pytest.fixture(scope="session")
def rules_only() -> Tools:
    return load_tools(models=False)


@pytest.fixture
def small_model(new_small_model: Callable[[], FactorModel]) -> FactorModel:
    return new_small_model()


@pytest.fixture(scope="session")
def new_small_model(rules_only: Tools) -> Callable[[], FactorModel]:
    return lambda: _small_model(rules_only)


def _small_model(rules_only: Tools) -> FactorModel:
    torch.manual_seed(0)
    words = {
        word: at
        for at, word in enumerate(["[PAD]", "[UNK]", "the", "mother", "child", "drank", "was", "not"])
    }
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
    )
    ids = tuple(factor.id for factor in rules_only.codebook.factors)
    shape = Shape(
        ids, section_types(), (2,) * len(ids), layers=2, max_tokens=48, context=8, inner=8, dropout=0.0
    )
    network = FactorNetwork(BertModel(config, add_pooling_layer=False), shape)
    return FactorModel(network.eval(), tokenizer, shape)
