"""A trained reader: how likely the sentences round some words make them the answer to a question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.model.inputs import renamer
from pipeline.records import Beside, CastMember, Passage, Question
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
# How many signs the passages of each question have.
QUESTIONS: dict[Question, int] = {"incident_date": 8, "age": 16}
# What is learnt beside a question, from the same passages.
BESIDE: dict[Question, tuple[Beside, ...]] = {
    "incident_date": ("birth_date", "report_date"),
    "age": ("own_age",),
}
_START, _END = "[CLS]", "[SEP]"
_AFTER_HEADING, _MARK = ":", "#"


@dataclass(frozen=True, slots=True)
class ReaderShape:
    """Sizes of the reader, kept beside its weights: tokens of each part of a passage, layers, inner width."""

    section_types: tuple[str, ...]
    layers: int = 6
    heading: int = 12
    before: int = 56
    words: int = 12
    after: int = 44
    section: int = 16
    inner: int = 128
    dropout: float = 0.2


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A passage as numbers: token ids, the first and the end of the words' own, its section, its signs."""

    tokens: tuple[int, ...]
    start: int
    end: int
    section: int
    signs: tuple[float, ...]


class ReaderNetwork(nn.Module):
    """An encoder reads a passage; its mean, the words' own, section and signs give a question's score."""

    def __init__(self, encoder: nn.Module, shape: ReaderShape) -> None:
        super().__init__()
        self.encoder = encoder
        width = int(encoder.config.hidden_size)  # type: ignore[union-attr, arg-type]
        self.sections = nn.Embedding(len(shape.section_types), shape.section)
        self.inner = nn.ModuleDict(
            {
                name: nn.Linear(2 * width + shape.section + signs, shape.inner)
                for question, signs in QUESTIONS.items()
                for name in (question, *BESIDE[question])
            }
        )
        self.score = nn.ModuleDict({name: nn.Linear(shape.inner, 1) for name in self.inner})
        self.dropout = nn.Dropout(shape.dropout)

    def forward(self, question: Question, passages: Sequence[ReadPassage]) -> dict[str, Tensor]:
        """The scores of n passages, (n,), for the question and for what is learnt beside it."""
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
        return {name: self._scores(name, seen) for name in (question, *BESIDE[question])}

    def _scores(self, name: str, seen: Tensor) -> Tensor:
        inner = nn.functional.gelu(self.inner[name](self.dropout(seen)))
        scores: Tensor = self.score[name](self.dropout(inner))[:, 0]
        return scores


def _mean(states: Tensor, weights: Tensor) -> Tensor:
    return (states * weights[..., None]).sum(1) / weights.sum(1, keepdim=True)


@dataclass(frozen=True, slots=True)
class TrainedReader:
    """A network with its tokenizer: the ``Reader`` that the case stage is given."""

    network: ReaderNetwork
    tokenizer: Tokenizer
    shape: ReaderShape

    def __call__(
        self, question: Question, passages: Sequence[Passage], cast: Sequence[CastMember]
    ) -> list[float]:
        """The score of each passage: the one that answers the question has the highest."""
        read = self.encode(passages, cast)
        order = sorted(range(len(read)), key=lambda at: len(read[at].tokens))
        scores = [0.0] * len(read)
        self.network.eval()
        with torch.inference_mode():
            for start in range(0, len(order), BATCH):
                chosen = order[start : start + BATCH]
                given = self.network(question, [read[at] for at in chosen])[question]
                for at, score in zip(chosen, given, strict=True):
                    scores[at] = float(score)
        return scores

    def encode(self, passages: Sequence[Passage], cast: Sequence[CastMember]) -> list[ReadPassage]:
        """The passages as the network reads them, people by their role."""
        rename = renamer(cast)
        sections = {name: at for at, name in enumerate(self.shape.section_types)}
        return [self._encode(one, rename(one.heading), rename, sections) for one in passages]

    def _encode(
        self, one: Passage, heading: str, rename: Callable[[str], str], sections: dict[str, int]
    ) -> ReadPassage:
        shape = self.shape
        before = [
            *self._ids(_START),
            *self._ids(heading)[: shape.heading],
            *self._ids(_AFTER_HEADING),
            *self._ids(rename(one.before))[-shape.before :],
            *self._ids(_MARK),
        ]
        words = self._ids(one.words)[: shape.words]
        after = [*self._ids(_MARK), *self._ids(rename(one.after))[: shape.after], *self._ids(_END)]
        # The marks on both sides are the words' own, so that it has some even if the tokenizer knows none.
        start, end = len(before) - 1, len(before) + len(words) + 1
        return ReadPassage(
            (*before, *words, *after), start, end, sections.get(one.section_type, 0), one.signs
        )

    def _ids(self, text: str) -> list[int]:
        ids: list[int] = self.tokenizer.encode(text, add_special_tokens=False).ids
        return ids

    def save(self, folder: Path) -> None:
        """Write the model."""
        write_network(folder, self.network, self.tokenizer, asdict(self.shape))


def load_reader(folder: Path) -> TrainedReader:
    """The reader in ``folder``, its files checked. ModelError where one is missing or changed."""
    verify(folder)
    raw = read_shape(folder)
    shape = ReaderShape(**{**raw, "section_types": tuple(raw["section_types"])})
    network = ReaderNetwork(empty_encoder(folder), shape)
    read_weights(folder, network)
    if short_numbers_are_fast():
        network.encoder.to(torch.bfloat16)
    return TrainedReader(network.eval(), read_tokenizer(folder), shape)


def new_reader(start: Path, shape: ReaderShape) -> TrainedReader:
    """An untrained reader round the first layers of the encoder in ``start``, a folder of transformers."""
    tokenizer = read_tokenizer(start)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return TrainedReader(ReaderNetwork(first_layers(start, shape.layers), shape).eval(), tokenizer, shape)
