"""A network's files in its folder: weights as 16-bit numbers, tokenizer, and the shapes to build it by."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.sealed import ModelError, read_json, stay_offline, write_json

stay_offline()
import torch  # noqa: E402
from safetensors.torch import load_file, save_file  # noqa: E402
from tokenizers import Tokenizer  # noqa: E402
from torch import nn  # noqa: E402
from transformers import BertConfig, BertModel  # noqa: E402


def write_network(folder: Path, network: nn.Module, tokenizer: Tokenizer, shape: dict[str, Any]) -> None:
    """Write a network round an encoder; weights as 16-bit numbers, half the size and no worse."""
    folder.mkdir(parents=True, exist_ok=True)
    state = {name: value.half().contiguous() for name, value in network.state_dict().items()}
    save_file(state, folder / "model.safetensors")
    tokenizer.save(str(folder / "tokenizer.json"))
    config: dict[str, Any] = network.encoder.config.to_dict()  # type: ignore[union-attr, operator]
    # Where the encoder that it began with lay on the machine that trained it is nobody's business.
    config.pop("_name_or_path", None)
    write_json(folder / "encoder.json", config)
    write_json(folder / "shape.json", shape)


def read_shape(folder: Path) -> dict[str, Any]:
    """The shape that ``write_network`` wrote; its tuples have become lists."""
    shape: dict[str, Any] = read_json(folder / "shape.json")
    return shape


def read_tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer in a folder, as it was written there."""
    return Tokenizer.from_file(str(folder / "tokenizer.json"))


def empty_encoder(folder: Path) -> BertModel:
    """The encoder of a written network, its weights still to be read with ``read_weights``."""
    return BertModel(BertConfig(**read_json(folder / "encoder.json")), add_pooling_layer=False)


def read_weights(folder: Path, network: nn.Module) -> None:
    """Give a network the weights that were written of it. ModelError where they are of another network."""
    state = {name: value.float() for name, value in load_file(folder / "model.safetensors").items()}
    try:
        network.load_state_dict(state)
    except RuntimeError as error:
        raise ModelError(
            f"{folder}: these weights were written by another version of the program and do not fit it; "
            "put back the model that came with it, or train this one again (scr train)."
        ) from error


def first_layers(start: Path, layers: int) -> BertModel:
    """The first ``layers`` layers of the encoder in ``start``, a folder of transformers."""
    encoder = BertModel.from_pretrained(start, add_pooling_layer=False)
    encoder.encoder.layer = encoder.encoder.layer[:layers]
    encoder.config.num_hidden_layers = layers
    return encoder


def short_numbers_are_fast() -> bool:
    """Whether this processor multiplies 16-bit numbers (bfloat16) by itself: the encoder then takes half.

    Probabilities differ by about 0.01 from those with 32 bits; on one machine they are always the same.
    """
    return bool(torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported())
