"""Training of the reader of the case record: of all dates and ages that a report tells, the right ones.

A choice between passages: the chance of those that tell the right answer is made as great as can be, or that
of none where the program does not find the right one among what the report tells. What is learnt beside is a
choice too, but for the child's own ages, of which there may be any number.
"""

from __future__ import annotations

import contextlib
import random
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from pipeline.corpus import CorpusError, load_review
from pipeline.learn.choices import labelled_folders
from pipeline.learn.reader_examples import Example, read_examples
from pipeline.learn.start import section_types, starting_encoder, training_settings
from pipeline.learn.train import put_in_place
from pipeline.model.files import short_numbers_are_fast
from pipeline.model.reader import QUESTIONS, ReaderNetwork, ReaderShape, new_reader
from pipeline.run import Tools

# Right passages that are sure to be among those of a step, and those of each thing that is learnt beside.
MOST_RIGHT, MOST_BESIDE = 6, 2


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    """Section [reader] of configs/training.toml."""

    layers: int
    frozen_layers: int
    epochs: int
    encoder_rate: float
    head_rate: float
    weight_decay: float
    warm_up: float
    together: int
    most_passages: int
    beside: float
    seed: int


def train_reader(annotations: Path, into: Path, tools: Tools, report: Callable[[str], None]) -> str:
    """Train a reader on the labelled reviews and short reports for building, into the folder ``into``.

    Returns its version. CorpusError where there is nothing to learn from.
    """
    settings = ReaderSettings(**training_settings()["reader"])
    torch.manual_seed(settings.seed)
    reader = new_reader(starting_encoder(), ReaderShape(section_types(), settings.layers))
    folders = [folder for folder, _ in labelled_folders(annotations)]
    examples = read_examples(map(load_review, folders), reader, tools.headings)
    if not examples:
        raise CorpusError(f"{annotations}: there is no report with a date or an age to learn from.")
    for question in QUESTIONS:
        asked = [one for one in examples if one.question == question]
        passages = sum(len(one.passages) for one in asked)
        report(f"{question}: {len(asked)} questions, {passages} passages")
    fit(reader.network, examples, settings, report)
    draft = into.with_name(f"{into.name}.part")
    shutil.rmtree(draft, ignore_errors=True)
    reader.save(draft)
    return put_in_place(draft, into)


def fit(
    network: ReaderNetwork,
    examples: Sequence[Example],
    settings: ReaderSettings,
    report: Callable[[str], None],
) -> None:
    """Train in place. The same examples and settings give the same network on one machine."""
    generator = random.Random(settings.seed)  # noqa: S311 - the order, no secret
    optimiser = _optimiser(network, settings)
    steps = settings.epochs * len(examples)
    for epoch in range(settings.epochs):
        started, total = time.perf_counter(), 0.0
        network.train()
        order = generator.sample(list(examples), len(examples))
        for at, example in enumerate(order):
            _set_rates(optimiser, (epoch * len(order) + at) / steps, settings.warm_up)
            with _short_numbers():
                loss = loss_of(network, _drawn(example, settings, generator), settings.beside)
            (loss / settings.together).backward()  # type: ignore[no-untyped-call]
            total += float(loss.detach())
            if at % settings.together == settings.together - 1 or at == len(order) - 1:
                nn.utils.clip_grad_norm_(network.parameters(), 1.0)
                optimiser.step()
                optimiser.zero_grad()
        seconds = time.perf_counter() - started
        report(f"epoch {epoch + 1} of {settings.epochs}: loss {total / len(order):.3f}, {seconds:.0f} s")
    network.eval()


def _set_rates(optimiser: torch.optim.Optimizer, done: float, warm_up: float) -> None:
    """Up over the first share of the training, then down to nothing; ``done`` lies between 0 and 1."""
    # Settings may ask for no warm-up at all.
    warm_up = min(max(warm_up, 1e-6), 1 - 1e-6)
    for group in optimiser.param_groups:
        group["lr"] = group["rate"] * min((done + 0.01) / warm_up, (1 - done) / (1 - warm_up))


def loss_of(network: ReaderNetwork, example: Example, beside: float) -> Tensor:
    """How far a reader is from right; each thing learnt beside counts ``beside`` as much as the question."""
    scores = network(example.question, example.passages)
    loss = -log_chance(scores[example.question], example.right)
    for name, answers in example.beside.items():
        known = [at for at, answer in enumerate(answers) if answer is not None]
        if not known:
            continue
        right = [bool(answers[at]) for at in known]
        if name == "own_age":
            # Any number of ages may be the child's: each is a question of its own.
            wanted = torch.tensor(right, dtype=torch.float)
            one = functional.binary_cross_entropy_with_logits(scores[name][known].float(), wanted)
        else:
            one = -log_chance(scores[name][known], right)
        loss = loss + beside * one
    return loss


def log_chance(scores: Tensor, right: Sequence[bool]) -> Tensor:
    """The logarithm of the chance that ``scores`` give to the right passages, or to none where none is."""
    scores = scores.float()
    whole = torch.logsumexp(torch.cat([scores, scores.new_zeros(1)]), 0)
    chosen = torch.tensor(right)
    return (torch.logsumexp(scores[chosen], 0) if bool(chosen.any()) else scores.new_zeros(())) - whole


def _drawn(example: Example, settings: ReaderSettings, generator: random.Random) -> Example:
    """So many of the passages as one step reads."""
    if len(example.passages) <= settings.most_passages:
        return example
    order = generator.sample(range(len(example.passages)), len(example.passages))
    first = [at for at in order if example.right[at]][:MOST_RIGHT]
    for answers in example.beside.values():
        first += [at for at in order if answers[at]][:MOST_BESIDE]
    # In this order without those that come twice.
    chosen = list(dict.fromkeys((*first, *(at for at in order if not example.right[at]))))
    chosen = chosen[: settings.most_passages]
    return Example(
        example.question,
        tuple(example.passages[at] for at in chosen),
        tuple(example.right[at] for at in chosen),
        {name: tuple(answers[at] for at in chosen) for name, answers in example.beside.items()},
    )


def _optimiser(network: ReaderNetwork, settings: ReaderSettings) -> torch.optim.Optimizer:
    encoder: Any = network.encoder
    for part in (encoder.embeddings, *encoder.encoder.layer[: settings.frozen_layers]):
        for parameter in part.parameters():
            parameter.requires_grad = False
    inside = {id(one) for one in encoder.parameters()}
    groups = [
        ([one for one in encoder.parameters() if one.requires_grad], settings.encoder_rate),
        ([one for one in network.parameters() if id(one) not in inside], settings.head_rate),
    ]
    return torch.optim.AdamW(
        [{"params": params, "lr": rate, "rate": rate} for params, rate in groups],
        weight_decay=settings.weight_decay,
    )


def _short_numbers() -> contextlib.AbstractContextManager[Any]:
    """Half the time where the processor multiplies 16-bit numbers by itself."""
    if short_numbers_are_fast():
        return torch.autocast("cpu", torch.bfloat16)
    return contextlib.nullcontext()
