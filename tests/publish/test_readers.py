"""The published file is read by others' tools: the DuckDB shell (an older DuckDB), ibis and harlequin."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SHELL = shutil.which("duckdb", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
HARLEQUIN = os.environ.get("SCR_HARLEQUIN_PYTHON")
VIEWS = "SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY view_name"


def shell(store: Path, sql: str) -> list[list[str]]:
    done = subprocess.run(
        [str(SHELL), "-readonly", "-csv", "-bail", "-init", os.devnull, str(store), "-c", sql],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return list(csv.reader(io.StringIO(done.stdout)))[1:]


@pytest.mark.skipif(SHELL is None, reason="no DuckDB shell: pip install duckdb-cli")
def test_every_view_answers_in_the_duckdb_shell(store: Path) -> None:
    views = [name for (name,) in shell(store, VIEWS)]
    assert "prevalence" in views
    assert len(views) > 15
    for view in views:
        shell(store, f"FROM {view}")
    assert shell(store, "SELECT n_present, denominator FROM prevalence WHERE factor_id = 'neglect'") == [
        ["5", "8"]
    ]
    assert shell(store, "SELECT n_present FROM prevalence_of('neglect')") == [["5"], ["2"], ["3"]]
    (comment,) = shell(store, "SELECT comment FROM duckdb_views() WHERE view_name = 'prevalence'")
    assert comment[0].startswith("A row is a factor over all cases")


@pytest.mark.skipif(SHELL is None, reason="no DuckDB shell: pip install duckdb-cli")
def test_the_file_is_read_by_duckdb_1_5(store: Path) -> None:
    """The copy is written for DuckDB 1.5; the shell of the registry is one, older than the program's library."""
    ((version,),) = shell(store, "SELECT version()")
    if not version.startswith("v1.5."):
        pytest.skip(f"the shell is {version}: install duckdb-cli 1.5 to test this")
    assert shell(store, "SELECT COUNT(*) FROM period_comparison") == [["3600"]]


def test_ibis_reads_tables_and_views(store: Path) -> None:
    ibis = pytest.importorskip("ibis")
    con = ibis.duckdb.connect(str(store), read_only=True)
    try:
        bands = con.table("prevalence_by_age_band")
        asked = (
            bands.filter(bands.factor_id == "neglect", bands.denominator > 0)
            .group_by("age_band")
            .aggregate(n=bands.n_present.sum())
            .order_by("age_band")
        )
        assert {row["age_band"]: row["n"] for row in asked.to_pyarrow().to_pylist()} == {
            "under 1": 1,
            "11-15": 1,
            "16-17": 3,
            None: 0,
        }
        factors = con.table("case_factors")
        joined = factors.filter(factors.value == "present").join(con.table("cases"), "case_id").count()
        assert int(joined.execute()) == 5 + 3
        assert con.table("prevalence").to_pandas().shape[0] == 40
    finally:
        con.disconnect()


@pytest.mark.skipif(HARLEQUIN is None, reason="SCR_HARLEQUIN_PYTHON names no Python that has harlequin")
def test_harlequin_shows_the_catalogue_and_a_result(store: Path, tmp_path: Path) -> None:
    script = Path(__file__).with_name("harlequin_transcript.py")
    done = subprocess.run(
        [str(HARLEQUIN), str(script), str(store)],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "HOME": str(tmp_path)},
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("harlequin ")
    assert "prevalence_by_period" in lines[1]
    assert "['Neglect', 5, 8]" in lines
