"""Worker processes that code documents; a file that hangs or kills its worker is one rejected file."""

from __future__ import annotations

import multiprocessing
import os
import signal
from concurrent.futures import TimeoutError as FutureTimeoutError
from pathlib import Path
from types import TracebackType
from typing import Self

from pebble import ProcessExpired, ProcessPool

from pipeline.errors import ScrError
from pipeline.records import Processed, Rejected
from pipeline.run import Tools, load_tools, process_document
from pipeline.settings import Settings

_tools: Tools | None = None
_broken: ScrError | None = None


class WorkerPool:
    """``workers`` processes, each with the rules compiled once, each file within the limits.

    Processes are spawned, not forked: the caller runs threads. Safe to call from several threads.
    """

    def __init__(self, workers: int, settings: Settings) -> None:
        self.workers = workers
        self._settings = settings
        self._pool = ProcessPool(
            max_workers=workers,
            context=multiprocessing.get_context("spawn"),
            initializer=_start_worker,
            initargs=(settings,),
        )

    def warm_up(self) -> None:
        """Start the workers before the first file is there, so that their start costs no waiting."""
        for _ in range(self.workers):
            self._pool.schedule(_nothing)

    def process(self, path: Path) -> Processed | Rejected:
        """Code one file in a worker and wait for it. Never raises for the file's sake.

        Raises ScrError where no file can be coded, since the codebook or a setting is wrong.
        """
        limit = self._settings.limits.max_seconds
        future = self._pool.schedule(_in_worker, args=[str(path)], timeout=limit)
        try:
            outcome: Processed | Rejected = future.result()
        except FutureTimeoutError:
            return Rejected(
                path.name,
                None,
                "read",
                "too_slow",
                f"It took more than {limit:g} seconds and was "
                "stopped; raise limits.max_seconds if it is wanted.",
            )
        except ProcessExpired as error:
            return Rejected(
                path.name,
                None,
                "read",
                "worker_died",
                f"Its worker process died (exit code "
                f"{error.exitcode}); the file may be hostile or need more memory than there is.",
            )
        return outcome

    def stop(self) -> None:
        """End the workers now, whatever they are at."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._pool.close()  # type: ignore[no-untyped-call]
            self._pool.join()
        else:
            self.stop()


def default_workers() -> int:
    """One worker for each processor that this process may use, eight at most."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(usable, 8))


def _start_worker(settings: Settings) -> None:
    global _tools, _broken  # noqa: PLW0603 - a worker's tools are loaded once for all its files
    # The parent answers Ctrl-C and ends the workers; they need not print tracebacks of their own.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory(settings.limits.max_memory_mb)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    try:
        _tools = load_tools(settings)
    except ScrError as error:  # raised where it can be seen: by the first file
        _broken = error


def _limit_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the limit on time still holds
        return
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, megabytes << 20))


def _in_worker(path: str) -> Processed | Rejected:
    if _broken is not None:
        raise _broken
    if _tools is None:
        raise RuntimeError("the worker was not started by WorkerPool")
    return process_document(Path(path), _tools)


def _nothing() -> None:
    """A task that only makes a worker start."""
