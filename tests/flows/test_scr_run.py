"""``scr run`` as a user types it: a real Prefect run, a real store, broken files, a killed run."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.settings import configs_folder
from pipeline.store.query import query
from tests.data.test_label_changes import NEW_FACTOR
from tests.pdfs import write_pdf

REVIEWS = Path("annotations/reviews").resolve()
SCR = [sys.executable, "-c", "from pipeline.cli import app; app()"]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three sample reviews and one of each kind of broken file."""
    folder = tmp_path_factory.mktemp("shelf")
    for slug in ("castlemoor-baby-f", "ashcombe-child-w", "glenorrin-child-m"):
        shutil.copy(REVIEWS / slug / f"{slug}.pdf", folder)
    whole = (folder / "castlemoor-baby-f.pdf").read_bytes()
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "text.pdf").write_text("A report saved as text.")
    (folder / "cut short.pdf").write_bytes(whole[: len(whole) // 8])
    write_pdf(folder / "locked.pdf", [["Locked."]], password="secret")
    (folder / "to nothing.pdf").symlink_to(folder / "nowhere.pdf")
    (folder / "a link.pdf").symlink_to(folder / "castlemoor-baby-f.pdf")
    os.mkfifo(folder / "pipe.pdf")
    (folder / os.fsdecode(b"two\nlines \xff.pdf")).write_bytes(b"Neither name nor content are right.")
    return folder


def scr(*arguments: str, cwd: Path, check: bool = True) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    done = subprocess.run(
        [*SCR, *arguments], cwd=cwd, env=environment, capture_output=True, text=True, timeout=400
    )
    assert "Traceback" not in done.stdout + done.stderr, done.stderr
    if check:
        assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="module")
def coded(
    shelf: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, subprocess.CompletedProcess[str]]:
    work = tmp_path_factory.mktemp("work")
    return work, scr("run", str(shelf), "--workers", "2", cwd=work, check=False)


def test_a_shelf_with_broken_files(coded: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    work, done = coded
    assert done.returncode == 2, done.stderr
    for said in (
        "3 documents",
        "empty.pdf",
        "text.pdf",
        "cut short.pdf",
        "locked.pdf",
        "to nothing.pdf",
        "pipe.pdf",
        r"two\nlines \udcff.pdf",
        "1 files with the same content",
        "encrypted",
        "damaged",
    ):
        assert said in done.stdout
    published = work / "scr.published.duckdb"
    assert query(published, "SELECT COUNT(*) FROM documents").rows == ((3,),)
    assert query(published, "SELECT COUNT(*) FROM case_factors").rows == ((120,),)
    assert query(published, "SELECT COUNT(*) FROM rejected_files").rows == ((7,),)
    assert "Prefect" not in done.stdout
    assert (work / "scr.work" / "run.log").stat().st_size > 0


def test_a_second_run_does_no_work(shelf: Path, coded: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    work, _ = coded
    done = scr("run", str(shelf), cwd=work, check=False)
    assert done.returncode == 2
    assert "3 documents, coded before" in done.stdout
    published = work / "scr.published.duckdb"
    assert query(published, "SELECT COUNT(*) FROM documents").rows == ((3,),)
    assert query(published, "SELECT COUNT(*) FROM open_rejections").rows == ((7,),)


def test_the_answers(coded: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    work, _ = coded
    assert "2009-11" in scr("cases", cwd=work).stdout
    compared = scr("compare", "2009-11", "2017-19", "--format", "csv", cwd=work).stdout.splitlines()
    assert len(compared) == 41
    case = scr("cases", "--format", "json", cwd=work).stdout
    assert "Castlemoor" in case
    one = scr(
        "query", "SELECT case_id FROM cases ORDER BY 1 LIMIT 1", "--format", "csv", cwd=work
    ).stdout.split()[1]
    assert "page" in scr("evidence", one, cwd=work).stdout
    refused = scr("query", "DROP TABLE cases", cwd=work, check=False)
    assert refused.returncode == 1
    assert "only reading is allowed" in refused.stderr


def test_a_new_factor_is_coded_by_the_rules_and_the_others_as_before(
    coded: tuple[Path, subprocess.CompletedProcess[str]],
    shelf: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A factor added as one TOML file, with the trained models in place."""
    before, new = coded[0] / "scr.published.duckdb", tmp_path / "scr.published.duckdb"
    assert "rules alone" not in coded[1].stderr
    configs = tmp_path / "configs"
    shutil.copytree(configs_folder(), configs)
    (configs / "codebook" / "family" / "unsafe_sleeping.toml").write_text(NEW_FACTOR)
    monkeypatch.setenv("SCR_CONFIGS", str(configs))
    done = scr("run", str(shelf / "castlemoor-baby-f.pdf"), "--workers", "1", cwd=tmp_path)
    said = [line for line in done.stderr.splitlines() if "rules alone" in line]
    assert said == ["Coded by rules alone until trained (`scr train`): unsafe_sleeping"]

    where = "WHERE document_id LIKE '7fd15573%' AND factor_id <> 'unsafe_sleeping' ORDER BY ALL"
    for path in (before, new):
        assert len(query(path, f"FROM mentions {where}").rows) > 100
    # The number of a mention counts on through all factors of a document.
    columns = "SELECT * EXCLUDE (mention_no) FROM mentions"
    assert query(new, f"{columns} {where}").rows == query(before, f"{columns} {where}").rows
    values = "FROM (FROM case_factors JOIN documents USING (case_id) SELECT case_factors.*, document_id)"
    assert len(query(before, f"{values} {where}").rows) == 40
    assert query(new, f"{values} {where}").rows == query(before, f"{values} {where}").rows

    found = "FROM mentions WHERE factor_id = 'unsafe_sleeping'"
    assert query(new, f"SELECT DISTINCT method, assertion {found}").rows == (("rule", "affirmed"),)
    ((n_affirmed,),) = query(new, f"SELECT COUNT(*) {found}").rows
    assert isinstance(n_affirmed, int)
    # By the rule of the codebook: n sentences that affirm, none that negates, drawn towards one half.
    value = "SELECT value, probability, n_affirmed FROM case_factors WHERE factor_id = 'unsafe_sleeping'"
    sure = pytest.approx((n_affirmed + 0.5) / (n_affirmed + 1), abs=1e-4)
    assert query(new, value).rows == (("present", sure, n_affirmed),)
    versions = [query(path, "SELECT DISTINCT model_version FROM runs").rows[0][0] for path in (before, new)]
    assert versions[1] == f"{versions[0]}, by rules alone: unsafe_sleeping"


def test_a_busy_store_is_said_in_one_line(
    shelf: Path, coded: tuple[Path, subprocess.CompletedProcess[str]]
) -> None:
    work, _ = coded
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import duckdb, time; c = duckdb.connect('scr.duckdb'); print('open', flush=True); "
            "time.sleep(120)",
        ],
        cwd=work,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout is not None
        holder.stdout.readline()
        done = scr("run", str(shelf), cwd=work, check=False)
    finally:
        holder.kill()
    assert done.returncode == 1
    assert len([line for line in done.stderr.splitlines() if line.startswith("scr:")]) == 1
    assert "scr.duckdb" in done.stderr


def test_a_wrong_folder_is_said_at_once(tmp_path: Path) -> None:
    started = time.perf_counter()
    done = scr("run", str(tmp_path), cwd=tmp_path, check=False)
    assert done.returncode == 1
    assert "There is no PDF" in done.stderr
    assert time.perf_counter() - started < 10


def test_a_killed_run_is_taken_up(shelf: Path, tmp_path: Path) -> None:
    """kill -9 in the middle: what was stored stays, the next run does the rest, no process is left."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    environment["SCR_BATCH_SIZE"] = "1"
    run = subprocess.Popen(
        [*SCR, "run", str(shelf), "--workers", "1"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    store = tmp_path / "scr.duckdb"
    for _ in range(600):
        time.sleep(0.2)
        if run.poll() is not None or _stored(store):
            break
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    done = scr("run", str(shelf), cwd=tmp_path, check=False)
    assert done.returncode == 2, done.stderr
    published = tmp_path / "scr.published.duckdb"
    assert query(published, "SELECT COUNT(*), COUNT(DISTINCT document_id) FROM documents").rows == ((3, 3),)
    assert query(published, "SELECT COUNT(*) FROM case_factors").rows == ((120,),)


def _stored(store: Path) -> bool:
    """Whether the write-ahead log has grown: something was committed after the tables were made."""
    log = Path(f"{store}.wal")
    return log.exists() and log.stat().st_size > 400_000
