"""The network: an encoder reads each sentence once, a recurrent layer what stands around it, heads decide.

Label attention after Mullenbach et al. (2018), "Explainable prediction of medical codes from clinical text":
each factor looks at the words of a sentence that matter to it, so that one sentence can affirm one factor
and negate another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy.typing as npt
import torch
from torch import Tensor, nn

from pipeline.model.inputs import KINDS, Passage
from pipeline.records import ASSERTIONS, SUBJECTS

BATCH = 32
PLACE = 2
LOW = -1e4
# Cosine of two sentences of a review that have nothing in common but their kind.
USUAL_LIKENESS = 0.4


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network, kept beside its weights. ``prototypes``: how many each factor has."""

    factor_ids: tuple[str, ...]
    section_types: tuple[str, ...]
    prototypes: tuple[int, ...]
    layers: int = 6
    max_tokens: int = 96
    context: int = 128
    inner: int = 128
    dropout: float = 0.15

    @classmethod
    def from_dict(cls, raw: dict[str, Any]) -> Shape:
        """What ``as_dict`` gave, read back from JSON."""
        lists = {name: tuple(raw[name]) for name in ("factor_ids", "section_types", "prototypes")}
        return cls(**{**raw, **lists})

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the heads say of n sentences and f factors, as logits.

    ``mention`` (n, f): whether the sentence bears on the factor; ``assertion`` (n, f, 4), ``subject``
    (n, f, 9) and ``historical`` (n, f): how, of whom, and when, if it does.
    """

    mention: Tensor
    assertion: Tensor
    subject: Tensor
    historical: Tensor


class FactorNetwork(nn.Module):
    """``encoder`` is a BERT-like model of transformers; its hidden size sets the width of the rest."""

    def __init__(self, encoder: nn.Module, shape: Shape) -> None:
        super().__init__()
        self.encoder = encoder
        self.shape = shape
        width = int(encoder.config.hidden_size)  # type: ignore[union-attr, arg-type]
        factors = len(shape.factor_ids)
        self.sections = nn.Embedding(len(shape.section_types), 24)
        self.kinds = nn.Embedding(len(KINDS), 8)
        self.around = nn.GRU(width + 24 + 8 + PLACE, shape.context, batch_first=True, bidirectional=True)
        self.queries = nn.Parameter(torch.randn(factors, width) * width**-0.5)
        self.names = nn.Parameter(torch.zeros(factors, shape.inner))
        self.words = nn.Linear(width, shape.inner)
        self.place = nn.Linear(2 * shape.context + width, shape.inner)
        self.norm = nn.LayerNorm(shape.inner)
        self.dropout = nn.Dropout(shape.dropout)
        self.mention = nn.Parameter(torch.randn(factors, shape.inner) * shape.inner**-0.5)
        self.base = nn.Parameter(torch.full((factors,), -4.0))
        self.assertion = nn.Linear(shape.inner, len(ASSERTIONS))
        self.subject = nn.Linear(shape.inner, len(SUBJECTS))
        self.historical = nn.Linear(shape.inner, 1)
        # Sentences of the codebook: one that means the same as one of them is likely to bear on its factor.
        self.prototypes = nn.Parameter(torch.randn(sum(shape.prototypes), width))
        self.likeness = nn.Parameter(torch.full((factors,), 8.0))
        self.register_buffer("members", _members(shape.prototypes), persistent=False)
        # What the rules say moves the decision; how far is learned for each factor.
        self.rule_mention = nn.Parameter(torch.zeros(factors, 1 + len(ASSERTIONS)))
        self.rule_assertion = nn.Embedding(1 + len(ASSERTIONS), len(ASSERTIONS))
        self.rule_subject = nn.Embedding(1 + len(SUBJECTS), len(SUBJECTS))
        nn.init.zeros_(self.rule_assertion.weight)
        nn.init.zeros_(self.rule_subject.weight)

    @property
    def device(self) -> torch.device:
        """The processor that the network is on."""
        return self.queries.device

    def forward(self, passage: Passage) -> Reading:
        """The logits for every sentence of a passage and every factor."""
        looked, whole = self._read(passage.tokens)
        said, whom = self._given(passage.said), self._given(passage.whom)
        around = self._around(passage, whole)
        inner = looked + self.place(torch.cat([around, whole], dim=-1))[:, None] + self.names
        inner = self.dropout(self.norm(nn.functional.gelu(inner)))
        mention = (inner * self.mention).sum(-1) + self.base + self.likeness * self._alike(whole)
        mention = mention + self.rule_mention.expand(len(passage), -1, -1).gather(2, said[..., None])[..., 0]
        return Reading(
            mention,
            self.assertion(inner) + self.rule_assertion(said),
            self.subject(inner) + self.rule_subject(whom),
            self.historical(inner)[..., 0],
        )

    def _alike(self, whole: Tensor) -> Tensor:
        """(n, f): cosine of each sentence and the most similar sentence of the codebook for each factor."""
        normal = nn.functional.normalize
        cosines = normal(whole, dim=-1) @ normal(self.prototypes, dim=-1).T
        padded = torch.cat([cosines, whole.new_full((len(whole), 1), -1.0)], dim=1)
        members: Tensor = self.members  # type: ignore[assignment]
        best: Tensor = padded[:, members].amax(-1)
        return best - USUAL_LIKENESS

    def vectors(self, tokens: Sequence[Sequence[int]]) -> Tensor:
        """The mean vector of each sentence: (n, width)."""
        return self._read(tokens)[1]

    def _read(self, tokens: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
        """Of each sentence what each factor sees in it (n, f, inner), and its mean (n, width).

        Sentences of a length are read together, so that little is padding.
        """
        order = sorted(range(len(tokens)), key=lambda at: len(tokens[at]))
        looked: list[Tensor] = []
        whole: list[Tensor] = []
        for start in range(0, len(order), BATCH):
            chosen = [tokens[at] for at in order[start : start + BATCH]]
            longest = max(len(ids) for ids in chosen)
            padded = torch.zeros(len(chosen), longest, dtype=torch.long)
            mask = torch.zeros(len(chosen), longest)
            for row, ids in enumerate(chosen):
                padded[row, : len(ids)] = torch.tensor(ids)
                mask[row, : len(ids)] = 1
            padded, mask = padded.to(self.device), mask.to(self.device)
            states = self.encoder(input_ids=padded, attention_mask=mask).last_hidden_state
            states = self.dropout(states.float())
            weights = (states @ self.queries.T).masked_fill(mask[..., None] == 0, LOW).softmax(dim=1)
            looked.append(self.words(weights.transpose(1, 2) @ states))
            whole.append((states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True))
        back = torch.empty(len(order), dtype=torch.long)
        back[torch.tensor(order, dtype=torch.long)] = torch.arange(len(order))
        back = back.to(self.device)
        return torch.cat(looked)[back], torch.cat(whole)[back]

    def _given(self, values: npt.NDArray[Any]) -> Tensor:
        return torch.from_numpy(values).to(self.device)

    def _around(self, passage: Passage, whole: Tensor) -> Tensor:
        seen = torch.cat(
            [
                whole,
                self.sections(self._given(passage.section)),
                self.kinds(self._given(passage.kind)),
                self._given(passage.place),
            ],
            dim=-1,
        )
        states, _ = self.around(seen[None])
        left: Tensor = self.dropout(states[0])
        return left


def _members(counts: Sequence[int]) -> Tensor:
    """(f, most): the rows of each factor's prototypes, padded with one past the last."""
    total, most = sum(counts), max(counts, default=0)
    table = torch.full((len(counts), most), total, dtype=torch.long)
    start = 0
    for row, count in enumerate(counts):
        table[row, :count] = torch.arange(start, start + count)
        start += count
    return table
