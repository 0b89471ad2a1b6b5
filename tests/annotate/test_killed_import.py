"""An import that is killed, and two at once: nothing is lost, nothing is there twice."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from pipeline.codebook import Codebook

from .conftest import review, rows_of, write
from .tasks import answered, exported, imported, region, saved

# As `scr annotate import` is typed.
SCR = [sys.executable, "-c", "from pipeline.cli import app; app()", "annotate", "import"]
FILES = 6
EVERYTHING = "SELECT * EXCLUDE (imported_at) FROM annotations ORDER BY ALL"
VALUES = "SELECT * FROM case_factors ORDER BY ALL"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, book: Codebook) -> tuple[Path, list[Path]]:
    """A store of a long review, and several annotators' files on it; a file is a transaction."""
    folder = tmp_path_factory.mktemp("many")
    store = folder / "scr.duckdb"
    paragraphs = [
        (f"The family had {number} visits that year.", f"There was {{no food in house {number}|neglect}}.")
        for number in range(120)
    ]
    write(store, [review("one", paragraphs)], book)
    tasks = json.loads(exported(store, book, folder / "tasks.json", n=100, by_chance=True).read_text())
    files = []
    for number in range(FILES):
        marked = [answered(task, *_marks(task, number), by=number) for task in tasks]
        files.append(saved(folder / f"{number:02}.json", *marked))
    return store, files


def _marks(task: dict[str, Any], number: int) -> list[list[dict[str, Any]]]:
    """Of every passage one sentence; the annotators agree on whom but for the first."""
    text = task["data"]["text"]
    whom = "sibling" if number == 0 else "child"
    return [region(text, "no food", "neglect", "affirmed", whom)] if "no food" in text else []


def names() -> list[str]:
    return [part for number in range(FILES) for part in ("--annotator", f"{number}=annotator {number}")]


@pytest.fixture(scope="module")
def whole(many: tuple[Path, list[Path]], tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    """What the store holds after an import that nothing disturbed."""
    store = Path(shutil.copy(many[0], tmp_path_factory.mktemp("whole") / "scr.duckdb"))
    done = subprocess.run(
        [*SCR, *map(str, many[1]), *names(), "--store", str(store)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    found = rows_of(store, EVERYTHING), rows_of(store, VALUES)
    assert len(found[0]) > 1200
    return found


def test_killed_in_the_middle_it_is_taken_up(
    many: tuple[Path, list[Path]], whole: tuple[Any, Any], tmp_path: Path
) -> None:
    store = Path(shutil.copy(many[0], tmp_path / "scr.duckdb"))
    command = [*SCR, *map(str, many[1]), *names(), "--store", str(store)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    log = store.with_name("scr.duckdb.wal")
    # Killed as soon as the first of its transactions is on the disk, while the next are being made.
    for _ in range(3000):
        if process.poll() is not None or (log.exists() and log.stat().st_size > 0):
            break
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL, "it had ended before it was killed"
    # A read-only connection plays the log, and shows what was committed: whole files, nothing else.
    before = len(rows_of(store, EVERYTHING))
    assert before < len(whole[0])
    per_file = rows_of(store, "SELECT source_file, COUNT(*) FROM annotations GROUP BY ALL")
    assert len({count for _, count in per_file}) <= 1
    again = subprocess.run(command, capture_output=True, text=True)
    assert again.returncode == 0, again.stderr
    assert f"{len(whole[0]) - before} annotations stored, {before} were known already" in again.stdout
    assert rows_of(store, EVERYTHING) == whole[0]
    assert rows_of(store, VALUES) == whole[1]


def test_two_imports_at_once_wait_for_each_other(
    many: tuple[Path, list[Path]], whole: tuple[Any, Any], tmp_path: Path
) -> None:
    store = Path(shutil.copy(many[0], tmp_path / "scr.duckdb"))
    files = list(map(str, many[1]))
    # Some files are given to both.
    halves = (files[:4], files[2:])
    running = [
        subprocess.Popen(
            [*SCR, *half, *names(), "--store", str(store)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for half in halves
    ]
    said = [process.communicate() for process in running]
    assert [process.returncode for process in running] == [0, 0], said
    assert rows_of(store, EVERYTHING) == whole[0]
    assert rows_of(store, VALUES) == whole[1]


def test_the_same_file_twice_is_once(many: tuple[Path, list[Path]], tmp_path: Path, book: Codebook) -> None:
    store = Path(shutil.copy(many[0], tmp_path / "scr.duckdb"))
    first = imported(store, book, many[1][0])
    again = imported(store, book, many[1][0])
    assert (again.new, again.known) == (0, first.new)
