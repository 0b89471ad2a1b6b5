"""Trainings side by side, each in a process of its own: on all reviews, and with some left out.

What a model says of reviews that it learned from tells nothing about new ones. So a second model is trained
without some of the reviews and decides on these. On its decisions rest the thresholds and the case coder.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from multiprocessing.process import BaseProcess
from multiprocessing.queues import Queue
from pathlib import Path

import numpy as np
import torch

from pipeline.learn.factor_training import FactorSettings, epochs_done, train
from pipeline.learn.scores import best_f1
from pipeline.learn.targets import Target
from pipeline.model.factor_model import Decisions, FactorModel, read_factor_model
from pipeline.model.inputs import Passage
from pipeline.model.network import FactorNetwork
from pipeline.records import ASSERTIONS
from pipeline.sealed import ModelError

Labelled = tuple[Passage, Target]
Report = Callable[[str], None]
Progress = Callable[[int, int], None]
CHECKPOINT, MODEL, DECISIONS = "checkpoint.safetensors", "model", "decisions.npz"
_FIELDS = ("mention", "assertion", "subject", "historical")


@dataclass(frozen=True, slots=True)
class Job:
    """One training: on ``learn`` and ``worked``, scored on ``check``; then it decides on ``decide``.

    ``start`` is the folder of the model that it starts from; ``folder`` is where it keeps its state after
    every epoch and, when it is done, the model and the decisions.
    """

    name: str
    start: Path
    folder: Path
    settings: FactorSettings
    learn: tuple[Labelled, ...]
    worked: tuple[Labelled, ...]
    check: tuple[Labelled, ...]
    decide: tuple[Passage, ...]

    @property
    def done(self) -> bool:
        """Whether it has been run to its end."""
        return (self.folder / DECISIONS).exists()

    @property
    def epochs_left(self) -> int:
        """The epochs still to be trained, from where it was cut off."""
        return 0 if self.done else self.settings.epochs - epochs_done(self.folder / CHECKPOINT)

    def decisions(self) -> list[Decisions]:
        """What its model decided, in the order of ``decide``."""
        with np.load(self.folder / DECISIONS, allow_pickle=False) as kept:
            return [Decisions(*(kept[f"{at}.{one}"] for one in _FIELDS)) for at in range(len(self.decide))]


def left_out(count: int, every: int, seed: int) -> list[int]:
    """One of ``every`` so many of the numbers from 0 up to ``count``, drawn at random; none where it is 0."""
    order = np.random.default_rng(seed).permutation(count)
    return sorted(int(at) for at in order[::every]) if every else []


def untold(done: int, total: int) -> None:
    """The progress of a training that nobody follows."""


def run(jobs: Sequence[Job], report: Report, progress: Progress = untold) -> None:
    """Run the jobs that are not done: as many at once as there are processors, or in turn on a GPU.

    ``report`` is given a line for every epoch, ``progress`` the number of epochs done and that of all that
    are still to be done at the start.
    ModelError where one fails. Cut off, the next call goes on from the last epoch of each.
    """
    waiting = [job for job in jobs if not job.done]
    total, done = sum(job.epochs_left for job in waiting), count(1)

    def tell(line: str) -> None:
        report(line)
        progress(next(done), total)

    progress(0, total)
    if torch.cuda.is_available() or len(waiting) < 2:
        for job in waiting:
            fit(job, lambda line, name=job.name: tell(f"{name}: {line}"))  # type: ignore[misc]
        return
    context = multiprocessing.get_context("spawn")
    lines: Queue[str] = context.Queue()
    running: list[BaseProcess] = []
    while waiting or running:
        while waiting and len(running) < (os.cpu_count() or 1):
            job = waiting.pop(0)
            # A daemon: it ends with this process, however this one ends.
            running.append(context.Process(target=_fit_alone, args=(job, lines), name=job.name, daemon=True))
            running[-1].start()
        try:
            tell(lines.get(timeout=0.5))
        except queue.Empty:
            for process in [one for one in running if not one.is_alive()]:
                running.remove(process)
                if process.exitcode:
                    raise ModelError(
                        f"The training {process.name!r} stopped with exit code {process.exitcode}; what it "
                        "printed stands above. Run the same command to go on."
                    ) from None


def _fit_alone(job: Job, lines: Queue[str]) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # One thread each: several that share a processor wait for one another.
    torch.set_num_threads(1)
    fit(job, lambda line: lines.put(f"{job.name}: {line}"))


def _end_with_parent() -> None:
    """A parent that was killed cannot end its children: they see to it themselves."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def fit(job: Job, report: Report) -> None:
    """Train the job's model in this process, and keep it with its decisions."""
    job.folder.mkdir(parents=True, exist_ok=True)
    model = read_factor_model(job.start)
    model.network.to("cuda" if torch.cuda.is_available() else "cpu")

    def score(network: FactorNetwork) -> float:
        return _score(replace(model, network=network), job.check)

    train(model.network, job.learn, job.settings, score, report, job.worked, job.folder / CHECKPOINT)
    model.save(job.folder / MODEL)
    decided = {
        f"{at}.{name}": getattr(decisions, name)
        for at, decisions in enumerate(map(model.decide, job.decide))
        for name in _FIELDS
    }
    part = job.folder / f"part-{DECISIONS}"
    np.savez_compressed(part, **decided)
    part.replace(job.folder / DECISIONS)
    (job.folder / CHECKPOINT).unlink(missing_ok=True)


def _score(model: FactorModel, checked: Sequence[Labelled]) -> float:
    """F1 of affirmed mentions at the best threshold: what the choice of an epoch rests on."""
    chances = [model.decide(passage).affirmed.ravel() for passage, _ in checked]
    wanted = [(target.assertion == ASSERTIONS.index("affirmed")).numpy().ravel() for _, target in checked]
    return best_f1(np.concatenate(chances), np.concatenate(wanted))[1]
