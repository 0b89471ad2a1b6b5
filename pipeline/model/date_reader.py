"""A trained reader of dates: how likely the sentences round a date make it that of the incident."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.model.inputs import renamer
from pipeline.records import CastMember, DatePassage
from pipeline.sealed import stay_offline, verify

stay_offline()
import torch  # noqa: E402
from tokenizers import Tokenizer  # noqa: E402
from torch import Tensor, nn  # noqa: E402

from pipeline.model.files import (  # noqa: E402
    empty_encoder,
    first_layers,
    read_shape,
    read_tokenizer,
    read_weights,
    short_numbers_are_fast,
    write_network,
)

BATCH = 32
# Signs that stand beside the words: see ``_signs``.
SIGNS = 8
_START, _END = "[CLS]", "[SEP]"
_AFTER_HEADING, _MARK = ":", "#"


@dataclass(frozen=True, slots=True)
class DateShape:
    """Sizes of the reader, kept beside its weights: tokens of each part of a passage, layers, inner width."""

    section_types: tuple[str, ...]
    layers: int = 6
    heading: int = 12
    before: int = 48
    date: int = 12
    after: int = 34
    section: int = 16
    inner: int = 128
    dropout: float = 0.2


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A passage as numbers: token ids, the first and the end of the date's own, its section, its signs."""

    tokens: tuple[int, ...]
    start: int
    end: int
    section: int
    signs: tuple[float, ...]


class DateNetwork(nn.Module):
    """An encoder reads a passage; its mean, the date's own words, section and signs give one score."""

    def __init__(self, encoder: nn.Module, shape: DateShape) -> None:
        super().__init__()
        self.encoder = encoder
        width = int(encoder.config.hidden_size)  # type: ignore[union-attr, arg-type]
        self.sections = nn.Embedding(len(shape.section_types), shape.section)
        self.inner = nn.Linear(2 * width + shape.section + SIGNS, shape.inner)
        self.score = nn.Linear(shape.inner, 1)
        self.dropout = nn.Dropout(shape.dropout)

    def forward(self, passages: Sequence[ReadDate]) -> Tensor:
        """The scores of n passages: (n,)."""
        longest = max(len(one.tokens) for one in passages)
        tokens = torch.zeros(len(passages), longest, dtype=torch.long)
        mask, own = torch.zeros(len(passages), longest), torch.zeros(len(passages), longest)
        for row, one in enumerate(passages):
            tokens[row, : len(one.tokens)] = torch.tensor(one.tokens)
            mask[row, : len(one.tokens)] = 1
            own[row, one.start : one.end] = 1
        states = self.encoder(input_ids=tokens, attention_mask=mask).last_hidden_state.float()
        seen = torch.cat(
            [
                _mean(states, own),
                _mean(states, mask),
                self.sections(torch.tensor([one.section for one in passages])),
                torch.tensor([one.signs for one in passages]),
            ],
            dim=-1,
        )
        inner = nn.functional.gelu(self.inner(self.dropout(seen)))
        scores: Tensor = self.score(self.dropout(inner))[:, 0]
        return scores


def _mean(states: Tensor, weights: Tensor) -> Tensor:
    return (states * weights[..., None]).sum(1) / weights.sum(1, keepdim=True)


@dataclass(frozen=True, slots=True)
class TrainedDates:
    """A network with its tokenizer: the ``DateReader`` that the case stage is given."""

    network: DateNetwork
    tokenizer: Tokenizer
    shape: DateShape

    def __call__(self, passages: Sequence[DatePassage], cast: Sequence[CastMember]) -> list[float]:
        """The score of each passage: of a report's dates, the incident's has the highest."""
        read = self.encode(passages, cast)
        order = sorted(range(len(read)), key=lambda at: len(read[at].tokens))
        scores = [0.0] * len(read)
        self.network.eval()
        with torch.inference_mode():
            for start in range(0, len(order), BATCH):
                chosen = order[start : start + BATCH]
                for at, score in zip(chosen, self.network([read[at] for at in chosen]), strict=True):
                    scores[at] = float(score)
        return scores

    def encode(self, passages: Sequence[DatePassage], cast: Sequence[CastMember]) -> list[ReadDate]:
        """The passages as the network reads them, people by their role."""
        rename = renamer(cast)
        sections = {name: at for at, name in enumerate(self.shape.section_types)}
        return [self._encode(one, rename(one.heading), rename, sections) for one in passages]

    def _encode(
        self, one: DatePassage, heading: str, rename: Callable[[str], str], sections: dict[str, int]
    ) -> ReadDate:
        shape = self.shape
        before = [
            *self._ids(_START),
            *self._ids(heading)[: shape.heading],
            *self._ids(_AFTER_HEADING),
            *self._ids(rename(one.before))[-shape.before :],
            *self._ids(_MARK),
        ]
        date = self._ids(one.date)[: shape.date]
        after = [*self._ids(_MARK), *self._ids(rename(one.after))[: shape.after], *self._ids(_END)]
        # The marks on both sides are the date's own, so that it has some even if the tokenizer knows none.
        start, end = len(before) - 1, len(before) + len(date) + 1
        return ReadDate((*before, *date, *after), start, end, sections.get(one.section_type, 0), _signs(one))

    def _ids(self, text: str) -> list[int]:
        ids: list[int] = self.tokenizer.encode(text, add_special_tokens=False).ids
        return ids

    def save(self, folder: Path) -> None:
        """Write the model."""
        write_network(folder, self.network, self.tokenizer, asdict(self.shape))


def _signs(one: DatePassage) -> tuple[float, ...]:
    return (
        one.place,
        one.in_time,
        float(one.precision == "day"),
        float(one.precision == "month"),
        float(one.reckoned),
        float(one.kind == "table_row"),
        float(one.kind == "heading"),
        math.log1p(one.times),
    )


def load_date_reader(folder: Path) -> TrainedDates:
    """The reader in ``folder``, its files checked. ModelError where one is missing or changed."""
    verify(folder)
    raw = read_shape(folder)
    shape = DateShape(**{**raw, "section_types": tuple(raw["section_types"])})
    network = DateNetwork(empty_encoder(folder), shape)
    read_weights(folder, network)
    if short_numbers_are_fast():
        network.encoder.to(torch.bfloat16)
    return TrainedDates(network.eval(), read_tokenizer(folder), shape)


def new_date_reader(start: Path, shape: DateShape) -> TrainedDates:
    """An untrained reader round the first layers of the encoder in ``start``, a folder of transformers."""
    tokenizer = read_tokenizer(start)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return TrainedDates(DateNetwork(first_layers(start, shape.layers), shape).eval(), tokenizer, shape)
