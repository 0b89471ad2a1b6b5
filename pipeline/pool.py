"""Worker processes that code documents; a file that hangs or kills its worker is one rejected file.

Each worker has a pipe of its own. With queues and locks shared between workers, as process pools have them,
one that is killed at the wrong moment leaves the others waiting, and the batch would end with it.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import TracebackType
from typing import Self

from pipeline.errors import ScrError
from pipeline.read.file import hash_or_none, shown_name
from pipeline.records import Processed, Rejected, Stage
from pipeline.settings import Settings
from pipeline.worker import Done, Ready, work

# Loading the rules takes a second or two; a machine that swaps may need far more.
START_SECONDS = 120
# A worker may be killed before it has a file, through no fault of any file: it is started again this often.
STARTS = 3
END_SECONDS = 5
_starting = threading.Lock()


class WorkerPool:
    """``workers`` processes, each with the rules compiled once, each file within the limits.

    Processes are spawned, not forked: the caller runs threads. Safe to call from several threads.
    """

    def __init__(self, workers: int, settings: Settings) -> None:
        self.workers = workers
        self._all = [_Worker(settings) for _ in range(workers)]
        self._free: queue.LifoQueue[_Worker] = queue.LifoQueue()
        for worker in self._all:
            self._free.put(worker)

    def warm_up(self) -> None:
        """Start the workers before the first file is there, so that their start costs no waiting."""
        for worker in self._all:
            worker.start()

    def process(self, path: Path) -> Processed | Rejected:
        """Code one file in a worker and wait for it. Never raises for the file's sake.

        Raises ScrError where no file can be coded, since the codebook or a setting is wrong, and after
        the pool was stopped.
        """
        worker = self._free.get()
        try:
            return worker.code(path)
        finally:
            self._free.put(worker)

    def stop(self) -> None:
        """End the workers now, whatever they are at."""
        for worker in self._all:
            worker.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def default_workers() -> int:
    """One worker for each processor that this process may use, eight at most."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(usable, 8))


class _Worker:
    """The pool's side of one worker: a process that is replaced when it is dead, too slow or worn."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: SpawnProcess | None = None
        self._files: Connection | None = None
        self._ready = False
        self._stopped = False
        self._changing = threading.RLock()

    def start(self) -> None:
        """Make sure that there is a living process. Raises ScrError after ``stop``."""
        with self._changing:
            if self._stopped:
                raise ScrError("The workers were stopped before this file was read; run again.")
            if self._process is not None and self._process.is_alive():
                return
            self._discard()
            context = multiprocessing.get_context("spawn")
            self._files, other_end = context.Pipe()
            process = context.Process(
                target=work, args=(other_end, self._settings), name="scr worker", daemon=True
            )
            with _starting, _deaf_to_interrupts():
                process.start()
            # With our copy closed, the death of the process is the end of the pipe, for a half message too.
            other_end.close()
            self._process = process

    def code(self, path: Path) -> Processed | Rejected:
        """Code one file; see ``WorkerPool.process``."""
        for _ in range(STARTS):
            outcome = self._try(path)
            if outcome is not None:
                return outcome
            code = self._discard()
        raise ScrError(
            f"The worker processes do not start (exit code {code}); the machine may have too little memory "
            "free, or limits.max_memory_mb may be too small for the program itself."
        )

    def _try(self, path: Path) -> Processed | Rejected | None:
        """The outcome of a file, or None where the worker died before it began with the file."""
        self.start()
        stage: Stage | None = None
        try:
            files = self._ready_files()
            files.send(path)
            deadline = time.monotonic() + self._settings.limits.max_seconds
            while files.poll(max(0.0, deadline - time.monotonic())):
                message = files.recv()
                if isinstance(message, Done):
                    if message.worn:
                        self._discard()
                    return message.outcome
                stage = message
        except (EOFError, OSError):
            if stage is None:
                return None
            return self._rejected(path, stage, "worker_died", _death(self._discard(), self._settings))
        self._discard()
        limit = self._settings.limits.max_seconds
        return self._rejected(
            path,
            stage or "read",
            "too_slow",
            f"It took more than {limit:g} seconds and was stopped; raise limits.max_seconds if it is wanted.",
        )

    def stop(self) -> None:
        """End the process for good."""
        with self._changing:
            self._stopped = True
            self._discard()

    def _ready_files(self) -> Connection:
        """The pipe of a process that has its rules. EOFError where it died or came to nothing."""
        files = self._files
        if files is None or not (self._ready or files.poll(START_SECONDS)):
            raise EOFError
        if not self._ready:
            message = files.recv()
            if isinstance(message, Ready) and message.error is not None:
                raise message.error
            self._ready = True
        return files

    def _discard(self) -> int | None:
        """End the process, if there is one, and return its exit code."""
        with self._changing:
            process, files = self._process, self._files
            self._process, self._files, self._ready = None, None, False
            if process is None or files is None:
                return None
            process.kill()  # does nothing to one that is dead
            process.join(END_SECONDS)
            files.close()  # after the kill: a thread that waits on it has been told of the end
            return process.exitcode

    def _rejected(self, path: Path, stage: Stage, reason: str, detail: str) -> Rejected:
        sha256 = hash_or_none(path, self._settings.limits.max_bytes)
        return Rejected(shown_name(path), sha256, stage, reason, detail)


def _death(code: int | None, settings: Settings) -> str:
    """Why a worker died, as far as its exit code tells, and what to do."""
    if code is not None and code == -getattr(signal, "SIGKILL", 0):
        return (
            "Its worker process was killed (SIGKILL), as the system does when memory runs out; "
            "close other programs or use fewer --workers, and run again."
        )
    name = f"exit code {code}"
    if code is not None and -code in set(signal.Signals):
        name = signal.Signals(-code).name
    return (
        f"Its worker process broke down ({name}): the file is damaged, or needs more memory than "
        f"{settings.limits.max_memory_mb} MB; print it to a new PDF, or raise limits.max_memory_mb."
    )


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """A process started inside does not get the Ctrl-C of the terminal; it is for the parent to answer."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # starting it within would lift the mask again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
