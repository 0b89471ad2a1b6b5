"""The worker pool: what one file does to its worker stays with that file."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import threading
import time
from pathlib import Path

import pytest

from pipeline.errors import CodebookError
from pipeline.pool import WorkerPool
from pipeline.records import Processed, Rejected
from pipeline.settings import Settings, configs_folder, load_settings
from tests.pdfs import write_pdf, write_scan

LINES = ["# 1. Introduction", "1.1 The mother was often drunk when the health visitor called."]


@pytest.fixture(scope="module")
def settings() -> Settings:
    return load_settings()


def limited(settings: Settings, **limits: float) -> Settings:
    return settings.model_copy(update={"limits": settings.limits.model_copy(update=limits)})


def test_a_slow_file_is_stopped_and_the_next_is_read(tmp_path: Path, settings: Settings) -> None:
    good = write_pdf(tmp_path / "good.pdf", [LINES])
    slow = write_scan(tmp_path / "slow.pdf", write_pdf(tmp_path / "long.pdf", [LINES] * 60))
    with WorkerPool(1, limited(settings, max_seconds=8)) as pool:
        assert isinstance(pool.process(good), Processed)
        stopped = pool.process(slow)
        assert isinstance(stopped, Rejected)
        assert stopped.reason == "too_slow"
        assert isinstance(pool.process(good), Processed)


def test_a_killed_worker_is_one_rejected_file(tmp_path: Path, settings: Settings) -> None:
    good = write_pdf(tmp_path / "good.pdf", [LINES])
    long = write_scan(tmp_path / "scan.pdf", write_pdf(tmp_path / "long.pdf", [LINES] * 30))
    with WorkerPool(1, settings) as pool:
        assert isinstance(pool.process(good), Processed)
        outcomes: list[object] = []
        waiting = threading.Thread(target=lambda: outcomes.append(pool.process(long)))
        waiting.start()
        time.sleep(2)
        for child in multiprocessing.active_children():
            os.kill(child.pid or 0, signal.SIGKILL)
        waiting.join(60)
        assert isinstance(outcomes[0], Rejected)
        assert outcomes[0].reason == "worker_died"
        assert isinstance(pool.process(good), Processed)


def test_a_hungry_file_is_rejected(tmp_path: Path, settings: Settings) -> None:
    """A page of a size that its picture cannot be held in the memory allowed."""
    scan = write_scan(tmp_path / "scan.pdf", write_pdf(tmp_path / "a.pdf", [LINES]))
    with WorkerPool(
        1,
        limited(settings, max_memory_mb=700, max_ocr_pixels=900_000_000).model_copy(
            update={"ocr_scale": 30.0}
        ),
    ) as pool:
        outcome = pool.process(scan)
    assert isinstance(outcome, Rejected)
    assert outcome.reason in ("too_much_memory", "worker_died")


def test_a_broken_codebook_is_said_as_such(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not a rejected file but an error of the run, with the pattern in it."""
    good = write_pdf(tmp_path / "good.pdf", [LINES])
    configs = tmp_path / "configs"
    shutil.copytree(configs_folder(), configs)
    file = configs / "codebook" / "child" / "bullying.toml"
    file.write_text(f'{file.read_text()}\n[[patterns]]\nname = "broken"\nmatch = ["..3 beaten"]\n')
    monkeypatch.setenv("SCR_CONFIGS", str(configs))
    with WorkerPool(1, settings) as pool, pytest.raises(CodebookError, match=r"\.\.3 beaten"):
        pool.process(good)
