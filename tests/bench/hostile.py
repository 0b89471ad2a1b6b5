"""Safety: hand-made hostile files, spoilt reviews, and a folder of other people's PDFs, all in worker processes.

``SCR_HOSTILE_FOLDER`` names the folder; the test files of public PDF programs are good ones.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from rich.console import Console
from rich.table import Table

from pipeline.ingest import find_files
from pipeline.pool import WorkerPool, default_workers
from pipeline.records import Processed, Rejected
from pipeline.settings import Settings, load_settings
from tests.bench.speed import digital_reviews
from tests.hostile import HOSTILE, spoilt_reviews

MAX_SECONDS = 30
SPOILT = 200
SEED = 3


def main() -> None:
    """Print how the files of each kind ended."""
    settings = load_settings()
    limits = settings.limits.model_copy(update={"max_seconds": MAX_SECONDS})
    settings = settings.model_copy(update={"limits": limits})
    table = Table(
        "files",
        "read",
        "rejected",
        "seconds",
        "slowest",
        title=f"Hostile files, {MAX_SECONDS} s each at most",
    )
    with tempfile.TemporaryDirectory() as folder:
        for name, files in _kinds(Path(folder)).items():
            _row(table, name, files, settings)
    Console(width=140).print(table)


def _kinds(folder: Path) -> dict[str, list[Path]]:
    by_hand = folder / "by hand"
    by_hand.mkdir()
    for name, make in HOSTILE.items():
        (by_hand / f"{name}.pdf").write_bytes(make())
    kinds = {
        "made by hand": find_files([by_hand]),
        f"reviews spoilt with seed {SEED}": spoilt_reviews(folder, SPOILT, SEED, digital_reviews()),
    }
    if foreign := os.environ.get("SCR_HOSTILE_FOLDER"):
        kinds["of other programs"] = find_files([Path(foreign)])
    return kinds


def _row(table: Table, name: str, files: Sequence[Path], settings: Settings) -> None:
    workers = default_workers()
    started = time.perf_counter()
    with WorkerPool(workers, settings) as pool, ThreadPoolExecutor(workers) as threads:
        ended = list(threads.map(lambda file: _timed(pool, file), files))
    seconds = time.perf_counter() - started
    outcomes = [outcome for outcome, _ in ended]
    read = sum(isinstance(outcome, Processed) for outcome in outcomes)
    reasons = Counter(outcome.reason for outcome in outcomes if isinstance(outcome, Rejected))
    rejected = ", ".join(f"{count} {reason}" for reason, count in reasons.most_common())
    slowest = max(spent for _, spent in ended)
    table.add_row(f"{len(files)} {name}", str(read), rejected, f"{seconds:.0f}", f"{slowest:.0f}")


def _timed(pool: WorkerPool, file: Path) -> tuple[Processed | Rejected, float]:
    started = time.perf_counter()
    outcome = pool.process(file)
    return outcome, time.perf_counter() - started
