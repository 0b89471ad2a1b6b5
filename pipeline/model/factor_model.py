"""The trained factor model: loaded from its folder, it gives the probability of every mention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipeline.model.inputs import Encoding, Passage
from pipeline.sealed import stay_offline, verify

stay_offline()
import torch  # noqa: E402
from tokenizers import Tokenizer  # noqa: E402

from pipeline.model.files import (  # noqa: E402
    empty_encoder,
    first_layers,
    read_shape,
    read_tokenizer,
    read_weights,
    short_numbers_are_fast,
    write_network,
)
from pipeline.model.network import FactorNetwork, Shape  # noqa: E402

# A document is read in windows of so many sentences, each with some of its neighbours on both sides.
WINDOW, MARGIN = 192, 16
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Decisions:
    """Probabilities for n sentences and f factors.

    ``mention`` (n, f): that the sentence bears on the factor. ``assertion`` (n, f, 4), ``subject``
    (n, f, 9), ``historical`` (n, f): if it does, how, of whom, and whether before the child's birth.
    """

    mention: Floats
    assertion: Floats
    subject: Floats
    historical: Floats

    @property
    def affirmed(self) -> Floats:
        """(n, f): that the sentence affirms the factor."""
        return self.mention * self.assertion[..., 0]


@dataclass(frozen=True, slots=True)
class FactorModel:
    """A network with its tokenizer."""

    network: FactorNetwork
    tokenizer: Tokenizer
    shape: Shape

    @property
    def encoding(self) -> Encoding:
        """How sentences become the network's numbers."""
        return Encoding(self.tokenize, self.shape.section_types, self.shape.factor_ids)

    def tokenize(self, texts: Sequence[str]) -> list[list[int]]:
        """Token ids of each text, cut at the model's longest."""
        return [one.ids[: self.shape.max_tokens] for one in self.tokenizer.encode_batch(list(texts))]

    def decide(self, passage: Passage) -> Decisions:
        """The probabilities for every sentence of a document and every factor."""
        parts = []
        self.network.eval()
        with torch.inference_mode():
            for start in range(0, len(passage), WINDOW):
                first, last = max(start - MARGIN, 0), min(start + WINDOW + MARGIN, len(passage))
                reading = self.network(passage.part(first, last))
                own = slice(start - first, min(start + WINDOW, len(passage)) - first)
                parts.append(
                    (
                        reading.mention[own].sigmoid().cpu().numpy(),
                        reading.assertion[own].softmax(-1).cpu().numpy(),
                        reading.subject[own].softmax(-1).cpu().numpy(),
                        reading.historical[own].sigmoid().cpu().numpy(),
                    )
                )
        return Decisions(*(np.concatenate(one) for one in zip(*parts, strict=True)))

    def save(self, folder: Path) -> None:
        """Write the model."""
        write_network(folder, self.network, self.tokenizer, self.shape.as_dict())


def load_factor_model(folder: Path) -> FactorModel:
    """The model in ``folder``, its files checked. ModelError where one is missing or changed."""
    verify(folder)
    model = read_factor_model(folder)
    if short_numbers_are_fast():
        model.network.encoder.to(torch.bfloat16)
    return model


def read_factor_model(folder: Path) -> FactorModel:
    """What ``save`` wrote, as it is and unchecked: to train it further."""
    shape = Shape.from_dict(read_shape(folder))
    network = FactorNetwork(empty_encoder(folder), shape)
    read_weights(folder, network)
    return FactorModel(network.eval(), read_tokenizer(folder), shape)


def new_factor_model(start: Path, shape: Shape, prototypes: Sequence[Sequence[str]]) -> FactorModel:
    """An untrained model round the first layers of the encoder in ``start``, a folder of transformers.

    ``prototypes``: for each factor sentences that stand for it; the network begins with their vectors.
    """
    torch.manual_seed(1)
    tokenizer = read_tokenizer(start)
    tokenizer.no_padding()
    tokenizer.enable_truncation(shape.max_tokens)
    model = FactorModel(FactorNetwork(first_layers(start, shape.layers), shape).eval(), tokenizer, shape)
    with torch.no_grad():
        vectors = model.network.vectors(model.tokenize([text for of in prototypes for text in of]))
        model.network.prototypes.copy_(vectors)
    return model
