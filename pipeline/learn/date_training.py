"""Training of the reader of dates: of all dates that a report tells, that of the incident.

A choice between dates, as in ``incident_training``: the scores of a date's passages are added as chances, and
the right date's chance among all is made as great as can be.
"""

from __future__ import annotations

import contextlib
import random
import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from pipeline.case.incident import find_candidates
from pipeline.case.incident_reading import date_passages
from pipeline.case.record import outset
from pipeline.corpus import CorpusError, Review, load_review
from pipeline.corpus.as_document import as_document
from pipeline.learn.choices import labelled_folders
from pipeline.learn.start import section_types, starting_encoder, training_settings
from pipeline.learn.train import put_in_place
from pipeline.model.date_reader import DateNetwork, DateShape, ReadDate, TrainedDates, new_date_reader
from pipeline.model.files import short_numbers_are_fast
from pipeline.run import Tools
from pipeline.structure.headings import HeadingTypes
from pipeline.structure.outline import outline

# Passages of the right date that are sure to be among those of a step.
MOST_RIGHT = 6


@dataclass(frozen=True, slots=True)
class DateSettings:
    """Section [dates] of configs/training.toml."""

    layers: int
    frozen_layers: int
    epochs: int
    encoder_rate: float
    head_rate: float
    weight_decay: float
    warm_up: float
    together: int
    most_passages: int
    seed: int


@dataclass(frozen=True, slots=True)
class DateExample:
    """The passages of one report's dates; ``of``: which date each tells; ``right``: the incident's."""

    passages: tuple[ReadDate, ...]
    of: tuple[int, ...]
    right: int


def train_date_reader(annotations: Path, into: Path, tools: Tools, report: Callable[[str], None]) -> str:
    """Train a reader on the labelled reviews and short reports for building, into the folder ``into``.

    Returns its version. CorpusError where there is nothing to learn from.
    """
    settings = DateSettings(**training_settings()["dates"])
    torch.manual_seed(settings.seed)
    reader = new_date_reader(starting_encoder(), DateShape(section_types(), settings.layers))
    folders = [folder for folder, _ in labelled_folders(annotations)]
    examples = read_examples(map(load_review, folders), reader, tools.headings)
    if not examples:
        raise CorpusError(f"{annotations}: there is no report whose date of the incident the program finds.")
    report(f"{len(examples)} reports, {sum(len(one.passages) for one in examples)} passages with a date")
    fit(reader.network, examples, settings, report)
    draft = into.with_name(f"{into.name}.part")
    shutil.rmtree(draft, ignore_errors=True)
    reader.save(draft)
    return put_in_place(draft, into)


def read_examples(
    reviews: Iterable[Review], reader: TrainedDates, headings: HeadingTypes
) -> list[DateExample]:
    """The dates of each review as the program finds them; left out is a review whose date it does not."""
    found = (_example(review, reader, headings) for review in reviews)
    return [one for one in found if one is not None]


def _example(review: Review, reader: TrainedDates, headings: HeadingTypes) -> DateExample | None:
    document, _ = as_document(review)
    at = outset(document, *outline(document, headings))
    mentions = find_candidates(at.source, at.rows, at.written, at.people).mentions
    keys = list(dict.fromkeys(one.key for one in mentions))
    gold = (review.case.incident_date, review.case.incident_date_precision)
    if gold not in keys:
        return None
    passages = reader.encode(date_passages(at.source, mentions), at.cast)
    return DateExample(tuple(passages), tuple(keys.index(one.key) for one in mentions), keys.index(gold))


def fit(
    network: DateNetwork,
    examples: Sequence[DateExample],
    settings: DateSettings,
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
                loss = -log_chances(network, _drawn(example, settings, generator))[example.right]
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
    for group in optimiser.param_groups:
        group["lr"] = group["rate"] * min((done + 0.01) / warm_up, (1 - done) / (1 - warm_up))


def log_chances(network: DateNetwork, example: DateExample) -> Tensor:
    """The logarithm of the chance of each of a report's dates: (dates,); of those not read it is low."""
    scores = network(example.passages).float()
    of = torch.tensor(example.of)
    sums = [
        torch.logsumexp(scores[of == key], 0) if bool((of == key).any()) else scores.new_tensor(-1e4)
        for key in range(max(int(of.max()), example.right) + 1)
    ]
    return torch.stack(sums).log_softmax(0)


def _drawn(example: DateExample, settings: DateSettings, generator: random.Random) -> DateExample:
    """So many of the passages as one step reads."""
    if len(example.passages) <= settings.most_passages:
        return example
    order = generator.sample(range(len(example.passages)), len(example.passages))
    right = [at for at in order if example.of[at] == example.right]
    right = right[: min(MOST_RIGHT, settings.most_passages)]
    others = [at for at in order if example.of[at] != example.right]
    chosen = [*right, *others[: settings.most_passages - len(right)]]
    return DateExample(
        tuple(example.passages[at] for at in chosen),
        tuple(example.of[at] for at in chosen),
        example.right,
    )


def _optimiser(network: DateNetwork, settings: DateSettings) -> torch.optim.Optimizer:
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
