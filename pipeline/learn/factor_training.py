"""Training of the factor network on labelled reviews."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from pipeline.codebook import Codebook
from pipeline.learn.examples import Example
from pipeline.model.inputs import SUBJECTS, Encoding, Passage
from pipeline.model.network import FactorNetwork, Reading
from pipeline.records import ASSERTIONS, Section, Sentence


@dataclass(frozen=True, slots=True)
class FactorSettings:
    """Section [factors] of configs/training.toml."""

    layers: int
    frozen_layers: int
    max_tokens: int
    passage: int
    epochs: int
    encoder_rate: float
    heads_rate: float
    weight_decay: float
    warm_up: float
    dropout: float
    positive_weight: float
    forget_rules: float
    seed: int


UNKNOWN = -2


@dataclass(frozen=True, slots=True)
class Target:
    """Gold labels of n sentences and f factors: -1 for no label, -2 for not known, else the value's index."""

    assertion: Tensor
    subject: Tensor
    historical: Tensor

    def part(self, start: int, end: int) -> Target:
        """Those of the sentences from ``start`` up to ``end``."""
        return Target(self.assertion[start:end], self.subject[start:end], self.historical[start:end])


def target_of(example: Example, factor_ids: Sequence[str]) -> Target:
    """The gold labels of the sentences that are read."""
    columns = {name: at for at, name in enumerate(factor_ids)}
    read = example.read
    values = torch.full((3, len(read), len(factor_ids)), -1, dtype=torch.long)
    for row, sentence in enumerate(read):
        for label in example.gold.get(sentence.sentence_no, ()):
            column = columns[label.factor_id]
            values[0, row, column] = ASSERTIONS.index(label.assertion)
            values[1, row, column] = SUBJECTS.index(label.subject)
            values[2, row, column] = int(label.temporality == "historical")
    return Target(values[0], values[1], values[2])


def passage_of(example: Example, encoding: Encoding) -> Passage:
    """The sentences that are read, as the network sees them."""
    return encoding.passage(example.read, example.sections, example.cast, example.rules)


def codebook_passages(
    codebook: Codebook, encoding: Encoding, size: int, seed: int
) -> list[tuple[Passage, Target]]:
    """The worked examples of the codebook, shuffled into passages; of other factors nothing is known.

    Without the rules' word on them: the rules are tested on these very sentences.
    """
    columns = {name: at for at, name in enumerate(encoding.factor_ids)}
    worked = [(factor.id, one) for factor in codebook.factors for one in factor.examples]
    random.Random(seed).shuffle(worked)  # noqa: S311 - the order of training, no secret
    found = []
    for start in range(0, len(worked), size):
        part = worked[start : start + size]
        sections = [Section(at, "", one.section, 1, 1, 1, 0, 0) for at, (_, one) in enumerate(part)]
        sentences = [Sentence(at, at, 1, 0, len(one.text), one.text) for at, (_, one) in enumerate(part)]
        values = torch.full((3, len(part), len(columns)), UNKNOWN, dtype=torch.long)
        for row, (factor_id, one) in enumerate(part):
            values[:, row, columns[factor_id]] = torch.tensor(_expected(one.expect))
        found.append((encoding.passage(sentences, sections, (), ()), Target(values[0], values[1], values[2])))
    return found


def _expected(text: str) -> tuple[int, int, int]:
    if text == "none":
        return -1, -1, -1
    assertion, subject, *rest = text.split()
    return ASSERTIONS.index(assertion), SUBJECTS.index(subject), int("historical" in rest)


def codebook_prototypes(codebook: Codebook) -> list[list[str]]:
    """For each factor the sentences that stand for it: its name, what it includes, what affirms it."""
    return [
        [
            factor.name,
            *factor.include,
            *(one.text for one in factor.examples if one.expect.startswith("affirmed")),
        ]
        for factor in codebook.factors
    ]


def loss_of(reading: Reading, target: Target, positive_weight: float) -> Tensor:
    """Whether, how, of whom and when, each in its measure."""
    labelled, known = target.assertion >= 0, target.assertion != UNKNOWN
    mention = nn.functional.binary_cross_entropy_with_logits(
        reading.mention[known],
        labelled[known].float(),
        pos_weight=torch.tensor(positive_weight),
        reduction="sum",
    ) / max(len(labelled), 1)
    if not labelled.any():
        return mention
    cross = nn.functional.cross_entropy
    share = labelled.sum() / max(len(labelled), 1)
    assertion = cross(reading.assertion[labelled], target.assertion[labelled], label_smoothing=0.05)
    subject = cross(reading.subject[labelled], target.subject[labelled], label_smoothing=0.05)
    historical = nn.functional.binary_cross_entropy_with_logits(
        reading.historical[labelled], target.historical[labelled].float()
    )
    return mention + share * (assertion + 0.5 * subject + 0.25 * historical)


def train(
    network: FactorNetwork,
    examples: Sequence[tuple[Passage, Target]],
    settings: FactorSettings,
    score: Callable[[FactorNetwork], float],
    report: Callable[[str], None],
    worked: Sequence[tuple[Passage, Target]] = (),
) -> float:
    """Train in place; the weights of the epoch with the best ``score`` are kept. Returns that score.

    ``worked`` are passages to learn from as well, whose sentences do not follow one another.
    """
    generator = random.Random(settings.seed)  # noqa: S311 - the order of training, no secret
    torch.manual_seed(settings.seed)
    _freeze(network, settings.frozen_layers)
    optimiser, schedule = _optimiser(
        network, settings, len(worked) + sum(1 for _ in _cut(examples, settings.passage, 0))
    )
    best, kept = -1.0, network.state_dict()
    for epoch in range(settings.epochs):
        started = time.perf_counter()
        network.train()
        parts = list(_cut(examples, settings.passage, generator.randrange(settings.passage)))
        parts += worked
        generator.shuffle(parts)
        total = 0.0
        for passage, target in parts:
            forget = generator.random() < settings.forget_rules
            loss = loss_of(network(_blind(passage) if forget else passage), target, settings.positive_weight)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            total += float(loss.detach())
        network.eval()
        reached = score(network)
        report(
            f"epoch {epoch + 1} of {settings.epochs}: loss {total / len(parts):.3f}, "
            f"development {reached:.3f}, {time.perf_counter() - started:.0f} s"
        )
        if reached > best:
            best, kept = reached, {name: value.clone() for name, value in network.state_dict().items()}
    network.load_state_dict(kept)
    return best


def _freeze(network: FactorNetwork, layers: int) -> None:
    """Leave the encoder's words and first layers as they are: a corpus of this size can only spoil them."""
    torch.set_flush_denormal(True)
    encoder: Any = network.encoder
    for part in (encoder.embeddings, *encoder.encoder.layer[:layers]):
        for parameter in part.parameters():
            parameter.requires_grad = False


def _cut(
    examples: Sequence[tuple[Passage, Target]], size: int, offset: int
) -> Iterator[tuple[Passage, Target]]:
    """The reviews in passages of ``size`` sentences, the first shorter by ``offset``."""
    for passage, target in examples:
        bounds = [0, *range(size - offset % size, len(passage), size), len(passage)]
        for start, end in zip(bounds, bounds[1:], strict=False):
            if end > start:
                yield passage.part(start, end), target.part(start, end)


def _blind(passage: Passage) -> Passage:
    return replace(passage, said=np.zeros_like(passage.said), whom=np.zeros_like(passage.whom))


def _optimiser(
    network: FactorNetwork, settings: FactorSettings, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    encoder = [one for one in network.encoder.parameters() if one.requires_grad]
    inside = {id(one) for one in network.encoder.parameters()}
    heads = [one for one in network.parameters() if id(one) not in inside]
    optimiser = torch.optim.AdamW(
        [
            {"params": encoder, "lr": settings.encoder_rate},
            {"params": heads, "lr": settings.heads_rate},
        ],
        weight_decay=settings.weight_decay,
    )
    whole = max(steps * settings.epochs, 1)
    warm = max(int(settings.warm_up * whole), 1)

    def rate(step: int) -> float:
        return min((step + 1) / warm, max(whole - step, 0) / max(whole - warm, 1))

    return optimiser, torch.optim.lr_scheduler.LambdaLR(optimiser, rate)
