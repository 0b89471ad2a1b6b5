"""One worker process: it codes the files it is told of, within the limits, until its pool lets go of it."""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import sys
import threading
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from pipeline.errors import ScrError
from pipeline.read.file import shown_name
from pipeline.records import Processed, Rejected
from pipeline.run import Tools, load_tools, process_document
from pipeline.settings import Settings

# The pool stops a worker that is over its time. A worker whose pool is gone stops itself this much later.
GRACE_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker has its rules and waits for files; or it has none, since a setting or rule is wrong."""

    error: ScrError | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What one file gave. ``worn``: it left so much memory in use that the next file would lack it."""

    outcome: Processed | Rejected
    worn: bool


def work(files: Connection, settings: Settings) -> None:
    """The life of a worker. Files come as paths; between ``Ready`` and each ``Done`` go the stages begun."""
    _prepare(settings)
    try:
        tools = load_tools(settings)
    except ScrError as error:
        files.send(Ready(error))
        return
    _one_thread()
    files.send(Ready())
    at_start = _held_mb()
    while True:
        try:
            path = files.recv()
        except (EOFError, OSError):
            return
        faulthandler.dump_traceback_later(settings.limits.max_seconds + GRACE_SECONDS, exit=True, file=2)
        _code(path, tools, files, at_start)
        faulthandler.cancel_dump_traceback_later()


def _code(path: Path, tools: Tools, files: Connection, at_start: float) -> None:
    limit = tools.settings.limits.max_memory_mb
    outcome = process_document(path, tools, files.send)
    worn = _held_mb() - at_start > 0.5 * (limit - at_start)
    try:
        files.send(Done(outcome, worn))
    except MemoryError:
        detail = f"Its result needs more than {limit} MB; raise limits.max_memory_mb or split the file."
        files.send(Done(Rejected(shown_name(path), None, "store", "too_much_memory", detail), worn=True))


def _prepare(settings: Settings) -> None:
    # The pool answers Ctrl-C and ends the workers; they need not print tracebacks of their own.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # What libraries print may hold words of the report, and would break into the progress bar.
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    _limit_memory(settings.limits.max_memory_mb)


def _one_thread() -> None:
    """Each worker has a processor to itself; threads of several would wait for one another."""
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.set_num_threads(1)


def _end_with_parent() -> None:
    """A pool that was killed cannot stop its workers: they stop with it, whatever they are at."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _limit_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the limit on time still holds
        return
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _held_mb() -> float:
    """The memory that counts against the limit, in megabytes; 0 where the system does not say."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmData:")), 0.0)
