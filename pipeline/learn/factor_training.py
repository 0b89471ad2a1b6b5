"""Training of the factor network on labelled reviews."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from pipeline.learn.targets import UNKNOWN, Target
from pipeline.model.inputs import Passage
from pipeline.model.network import FactorNetwork, Reading


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
    average: float
    left_out_every: int
    seed: int


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
    checkpoint: Path | None = None,
) -> float:
    """Train in place; the weights of the epoch with the best ``score`` are kept. Returns that score.

    What is scored and kept are the weights averaged over the last steps, which err less than any one step's.
    ``worked`` are passages to learn from as well, whose sentences do not follow one another. With a
    ``checkpoint`` file every epoch is kept there, and a training that was cut off goes on after the last.
    """
    _freeze(network, settings.frozen_layers)
    state = _State(network, settings, len(worked) + sum(1 for _ in _cut(examples, settings.passage, 0)))
    if checkpoint and checkpoint.exists():
        state.load(checkpoint)
    while state.epoch < settings.epochs:
        started = time.perf_counter()
        # Of each epoch its own, so that one that is taken up goes on as it would have.
        generator = random.Random(f"{settings.seed} {state.epoch}")  # noqa: S311 - the order, no secret
        torch.manual_seed(1000 * settings.seed + state.epoch)
        parts = [*_cut(examples, settings.passage, generator.randrange(settings.passage)), *worked]
        generator.shuffle(parts)
        loss = _epoch(state, parts, settings, generator)
        state.finish_epoch(score)
        report(
            f"epoch {state.epoch} of {settings.epochs}: loss {loss:.3f}, "
            f"development {state.reached:.3f}, {time.perf_counter() - started:.0f} s"
        )
        if checkpoint:
            state.save(checkpoint)
    network.load_state_dict(state.kept)
    return state.best


def epochs_done(checkpoint: Path) -> int:
    """After how many epochs a training that kept its state in this file was cut off; 0 without the file."""
    if not checkpoint.exists():
        return 0
    with safe_open(checkpoint, "pt") as file:
        return int(file.metadata()["epoch"])


def _epoch(
    state: _State,
    parts: Sequence[tuple[Passage, Target]],
    settings: FactorSettings,
    generator: random.Random,
) -> float:
    """One step for each part; the mean loss."""
    network = state.network
    network.train()
    total = 0.0
    for passage, target in parts:
        forget = generator.random() < settings.forget_rules
        reading = network(_blind(passage) if forget else passage)
        loss = loss_of(reading, target.to(network.device), settings.positive_weight)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        state.step()
        total += float(loss.detach())
    network.eval()
    return total / max(len(parts), 1)


class _State:
    """Everything that a training holds between two steps, so that it can be kept in a file."""

    def __init__(self, network: FactorNetwork, settings: FactorSettings, steps: int) -> None:
        self.network = network
        self.optimiser, self.schedule = _optimiser(network, settings, steps)
        average = get_ema_multi_avg_fn(settings.average)  # type: ignore[no-untyped-call]
        self._averaged = AveragedModel(network, multi_avg_fn=average)
        self.smooth = cast(FactorNetwork, self._averaged.module)
        self.epoch = 0
        self.best = self.reached = -1.0
        self.kept = _copied(network.state_dict())

    def step(self) -> None:
        self.optimiser.step()
        self.schedule.step()
        self.optimiser.zero_grad()
        self._averaged.update_parameters(self.network)

    def finish_epoch(self, score: Callable[[FactorNetwork], float]) -> None:
        self.smooth.eval()
        self.reached = score(self.smooth)
        self.epoch += 1
        if self.reached > self.best:
            self.best, self.kept = self.reached, _copied(self.smooth.state_dict())

    def save(self, path: Path) -> None:
        tensors = {
            **{f"network.{name}": value for name, value in self.network.state_dict().items()},
            **{f"smooth.{name}": value for name, value in self.smooth.state_dict().items()},
            **{f"kept.{name}": value for name, value in self.kept.items()},
            **{
                f"optimiser.{number}.{name}": value
                for number, of in self.optimiser.state_dict()["state"].items()
                for name, value in of.items()
            },
        }
        numbers = {"epoch": self.epoch, "best": self.best, "steps": self.schedule.last_epoch}
        part = path.with_suffix(".part")
        save_file(
            {name: value.contiguous() for name, value in tensors.items()},
            part,
            {name: str(value) for name, value in numbers.items()},
        )
        part.replace(path)

    def load(self, path: Path) -> None:
        with safe_open(path, "pt") as file:
            numbers = file.metadata()
        of: dict[str, dict[str, Tensor]] = {"network": {}, "smooth": {}, "kept": {}, "optimiser": {}}
        for name, value in load_file(path).items():
            whose, _, rest = name.partition(".")
            of[whose][rest] = value
        self.network.load_state_dict(of["network"])
        self.smooth.load_state_dict(of["smooth"])
        self.kept = of["kept"]
        moments: dict[int, dict[str, Tensor]] = {}
        for name, value in of["optimiser"].items():
            number, _, what = name.partition(".")
            moments.setdefault(int(number), {})[what] = value
        self.optimiser.load_state_dict({**self.optimiser.state_dict(), "state": moments})
        self._averaged.n_averaged.fill_(int(numbers["steps"]))
        self.schedule.last_epoch = int(numbers["steps"])
        for group, rate in zip(self.optimiser.param_groups, self.schedule.get_lr(), strict=True):
            group["lr"] = rate
        self.epoch, self.best = int(numbers["epoch"]), float(numbers["best"])


def _copied(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    return {name: value.detach().clone() for name, value in state.items()}


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
