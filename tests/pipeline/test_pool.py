"""The worker pool: what one file does to its worker stays with that file."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import CodebookError, ScrError
from pipeline.pool import WorkerPool
from pipeline.records import Processed, Rejected
from pipeline.settings import Settings, configs_folder, load_settings
from tests.pdfs import write_pdf, write_scan

LINES = ["# 1. Introduction", "1.1 The mother was often drunk when the health visitor called."]


@pytest.fixture(scope="module")
def settings() -> Settings:
    return load_settings()


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pdf(tmp_path_factory.mktemp("good") / "good.pdf", [LINES])


@pytest.fixture(scope="module")
def slow(good: Path) -> Path:
    """Minutes of work for the OCR."""
    return write_scan(good.with_name("slow.pdf"), write_pdf(good.with_name("long.pdf"), [LINES] * 60))


@pytest.fixture(scope="module")
def pool(settings: Settings) -> Iterator[WorkerPool]:
    """One worker that may take eight seconds a file."""
    with WorkerPool(1, limited(settings, max_seconds=8)) as pool:
        yield pool


def limited(settings: Settings, **limits: float) -> Settings:
    return settings.model_copy(update={"limits": settings.limits.model_copy(update=limits)})


def workers() -> list[int]:
    return [child.pid or 0 for child in multiprocessing.active_children()]


def while_reading(pool: WorkerPool, path: Path, number: signal.Signals) -> Rejected:
    """The outcome of a file whose worker gets a signal two seconds after it began."""
    before = set(workers())
    outcomes: list[object] = []
    waiting = threading.Thread(target=lambda: outcomes.append(pool.process(path)))
    waiting.start()
    time.sleep(2)
    for child in before:
        os.kill(child, number)
    waiting.join(60)
    assert isinstance(outcomes[0], Rejected)
    return outcomes[0]


def test_a_slow_file_is_stopped_and_the_next_is_read(pool: WorkerPool, good: Path, slow: Path) -> None:
    assert isinstance(pool.process(good), Processed)
    stopped = pool.process(slow)
    assert isinstance(stopped, Rejected)
    assert (stopped.stage, stopped.reason) == ("read", "too_slow")
    assert "8 seconds" in stopped.detail
    assert stopped.sha256 is not None
    assert isinstance(pool.process(good), Processed)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_a_worker_that_dies_is_one_rejected_file(
    pool: WorkerPool, good: Path, slow: Path, number: signal.Signals
) -> None:
    assert isinstance(pool.process(good), Processed)
    died = while_reading(pool, slow, number)
    assert (died.stage, died.reason) == ("read", "worker_died")
    assert number.name in died.detail
    assert isinstance(pool.process(good), Processed)


def test_a_worker_that_answers_nothing_is_stopped(pool: WorkerPool, good: Path, slow: Path) -> None:
    """As one that hangs in a library: no Python of its own runs any more."""
    assert isinstance(pool.process(good), Processed)
    assert while_reading(pool, slow, signal.SIGSTOP).reason == "too_slow"
    assert isinstance(pool.process(good), Processed)


def test_a_worker_killed_between_files_is_no_file_s_fault(pool: WorkerPool, good: Path) -> None:
    for _ in range(2):
        assert isinstance(pool.process(good), Processed)
        for child in workers():
            os.kill(child, signal.SIGKILL)
    assert isinstance(pool.process(good), Processed)


def test_a_hungry_file_is_rejected(settings: Settings, good: Path, slow: Path) -> None:
    """A page of a size that its picture cannot be held in the memory allowed."""
    hungry = limited(settings, max_memory_mb=1300, max_ocr_pixels=900_000_000)
    with WorkerPool(1, hungry.model_copy(update={"ocr_scale": 30.0})) as pool:
        outcome = pool.process(slow)
        assert isinstance(pool.process(good), Processed)
    assert isinstance(outcome, Rejected)
    assert outcome.reason in ("too_much_memory", "worker_died")


def test_too_little_memory_for_the_program_is_said_as_such(settings: Settings, good: Path) -> None:
    tight = limited(settings, max_memory_mb=20)
    with WorkerPool(1, tight) as pool, pytest.raises(ScrError, match="max_memory_mb"):
        pool.process(good)


def test_a_broken_codebook_is_said_as_such(
    tmp_path: Path, settings: Settings, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not a rejected file but an error of the run, with the pattern in it."""
    configs = tmp_path / "configs"
    shutil.copytree(configs_folder(), configs)
    file = configs / "codebook" / "child" / "bullying.toml"
    file.write_text(f'{file.read_text()}\n[[patterns]]\nname = "broken"\nmatch = ["..3 beaten"]\n')
    monkeypatch.setenv("SCR_CONFIGS", str(configs))
    with WorkerPool(1, settings) as pool, pytest.raises(CodebookError, match=r"\.\.3 beaten"):
        pool.process(good)


def test_a_stopped_pool_reads_no_more(settings: Settings, good: Path) -> None:
    before = set(workers())
    pool = WorkerPool(2, settings)
    pool.warm_up()
    assert len(set(workers()) - before) == 2
    pool.stop()
    assert set(workers()) <= before
    with pytest.raises(ScrError, match="stopped"):
        pool.process(good)


def test_no_worker_outlives_a_killed_program(slow: Path) -> None:
    """The program has no chance to end its workers; they end by themselves, in the middle of a file."""
    program = (
        "import multiprocessing, sys, threading, time\n"
        "from pathlib import Path\n"
        "from pipeline.pool import WorkerPool\n"
        "from pipeline.settings import load_settings\n"
        "if __name__ == '__main__':\n"
        "    pool = WorkerPool(1, load_settings())\n"
        "    threading.Thread(target=pool.process, args=[Path(sys.argv[1])], daemon=True).start()\n"
        "    time.sleep(6)\n"
        "    print(multiprocessing.active_children()[0].pid, flush=True)\n"
        "    time.sleep(60)\n"
    )
    script = slow.with_name("program.py")
    script.write_text(program)
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    with subprocess.Popen(
        [sys.executable, str(script), str(slow)], stdout=subprocess.PIPE, text=True, env=environment
    ) as running:
        worker = int((running.stdout or sys.stdin).readline())
        assert is_running(worker)
        running.kill()
    ended = time.monotonic() + 10
    while is_running(worker) and time.monotonic() < ended:
        time.sleep(0.1)
    assert not is_running(worker)


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
