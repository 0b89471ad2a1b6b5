"""Opening a store: what can go wrong is one sentence, and a broken-off run leaves whole batches."""

from __future__ import annotations

import os
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from pipeline.errors import StoreError
from pipeline.store.connect import open_writer
from pipeline.store.query import read_only
from pipeline.store.rows import DOCUMENT_TABLES

from .build import VERSIONS, code_case, processed, store_of

ROOT = Path(__file__).parents[2]
HOLD = """
import sys, duckdb
con = duckdb.connect(sys.argv[1], read_only=sys.argv[2] == "read")
print("open", flush=True)
sys.stdin.read()
"""
# Writes batches of three documents over and over: new ones, and the first three again each time.
WRITE = """
import sys
from pathlib import Path
from pipeline.store.connect import open_writer
from tests.store.build import VERSIONS, code_case, processed
with open_writer(Path(sys.argv[1])) as writer:
    run_id = writer.start_run(VERSIONS)
    for batch in range(1000):
        names = [f"{sys.argv[2]}-{batch}-{i}" for i in range(3)]
        documents = [processed(name, name, ["neglect"] * 300) for name in names]
        again = [processed(f"again-{i}", f"again-{i}", ["poverty"] * (batch + 1)) for i in range(3)]
        writer.write_batch(run_id, [*documents, *again], (), code_case)
        print(batch, flush=True)
"""


def start(script: str, *arguments: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


def stop(process: subprocess.Popen[str]) -> None:
    process.communicate("", timeout=30)


def test_a_second_writer_is_told_who_has_the_store(path: Path) -> None:
    store_of(path, ())
    other = start(HOLD, str(path), "write")
    try:
        with pytest.raises(
            StoreError, match=f"busy: process {other.pid} has it open; wait until it has ended"
        ):
            open_writer(path)
        with pytest.raises(StoreError, match=f"busy: process {other.pid} has it open.*published copy"):
            read_only(path)
    finally:
        stop(other)
    open_writer(path).close()


def test_a_reader_keeps_the_writer_out_and_lets_readers_in(path: Path) -> None:
    store_of(path, ())
    other = start(HOLD, str(path), "read")
    try:
        with pytest.raises(StoreError, match=f"busy: process {other.pid} has it open"):
            open_writer(path)
        read_only(path).close()
    finally:
        stop(other)


def test_a_store_open_in_this_process_is_busy_for_readers(path: Path) -> None:
    store_of(path, ())
    with open_writer(path), pytest.raises(StoreError, match="busy: this process has it open already"):
        read_only(path)


def test_a_file_that_is_no_database(path: Path) -> None:
    path.write_bytes(b"%PDF-1.4 and so on" * 1000)
    with pytest.raises(StoreError, match=r"scr.duckdb is no DuckDB database: name another file"):
        open_writer(path)
    assert path.read_bytes().startswith(b"%PDF")


def header_checksum(header: bytes) -> int:
    """DuckDB's checksum of the first block: without it a changed version is only a damaged file."""
    checksum = 5381
    for (word,) in struct.iter_unpack("<Q", header):
        checksum ^= word * 0xBF58476D1CE4E5B9 % 2**64
    return checksum


def test_a_store_of_a_newer_duckdb(path: Path) -> None:
    store_of(path, ())
    content = bytearray(path.read_bytes())
    content[12:20] = struct.pack("<Q", 1250)  # the version of the storage format
    content[:8] = struct.pack("<Q", header_checksum(bytes(content[8:4096])))
    path.write_bytes(content)
    with pytest.raises(StoreError, match="written by a newer DuckDB: upgrade scr-factors"):
        open_writer(path)


def test_a_damaged_store(path: Path) -> None:
    store_of(path, ())
    content = bytearray(path.read_bytes())
    content[100:110] = b"overwrites"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="is damaged: put the published copy in its place"):
        open_writer(path)


def test_places_where_no_store_can_be(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no folder .*nowhere; make it first"):
        open_writer(tmp_path / "nowhere" / "scr.duckdb")
    with pytest.raises(StoreError, match=r"is a folder: name a file"):
        open_writer(tmp_path)
    with pytest.raises(StoreError, match="there is no store"):
        read_only(tmp_path / "scr.duckdb")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="cannot be written: get write permission"):
        open_writer(tmp_path / "scr.duckdb")


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="no folder that even root cannot write")
def test_a_folder_that_nobody_can_write() -> None:
    with pytest.raises(StoreError, match=r"the store /proc/scr.duckdb cannot be (written|opened)"):
        open_writer(Path("/proc/scr.duckdb"))


def test_an_error_in_the_block_closes_the_store(path: Path) -> None:
    with pytest.raises(ZeroDivisionError), open_writer(path):
        _ = 1 / 0
    open_writer(path).close()


def test_the_writer_cannot_fetch_extensions_or_see_python(path: Path) -> None:
    secret = [(1,)]  # noqa: F841 - a variable that DuckDB would read as a table
    with open_writer(path) as writer:
        settings = dict(writer._con.execute("SELECT name, value FROM duckdb_settings()").fetchall())
        assert settings["autoinstall_known_extensions"] == "false"
        assert settings["autoload_known_extensions"] == "false"
        with pytest.raises(duckdb.CatalogException):
            writer._con.execute("SELECT * FROM secret")
        with pytest.raises(duckdb.Error, match="excel"):
            writer._con.execute("SELECT * FROM read_xlsx('a.xlsx')")


@pytest.mark.slow
def test_a_writer_killed_in_mid_batch_leaves_whole_batches(path: Path) -> None:
    store_of(path, [processed(f"again-{i}", f"again-{i}", ["poverty"]) for i in range(3)])
    for life, seconds in enumerate((0.01, 0.13, 0.31)):
        process = start(WRITE, str(path), f"life-{life}")
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        with duckdb.connect(path) as con:
            assert con.execute("SELECT COUNT(*) % 3, COUNT(*) > 3 FROM documents").fetchone() == (0, True)
            whole = con.execute("""
                SELECT COUNT(*) FILTER (d.case_id NOT LIKE 'again%'), COUNT(DISTINCT m.n)
                FROM documents AS d
                JOIN (SELECT document_id, COUNT(*) AS n FROM mentions GROUP BY ALL) AS m USING (document_id)
                JOIN (SELECT document_id, COUNT(*) AS n FROM sentences GROUP BY ALL) AS s USING (document_id)
                WHERE m.n = s.n
                GROUP BY d.case_id LIKE 'again%'
            """).fetchall()
            assert sorted(whole)[0] == (0, 1)  # all three of the documents written again are of one batch
            n_documents = con.execute("SELECT COUNT(*) FROM documents").fetchall()[0][0]
            assert sum(row[0] for row in whole) == n_documents - 3
            assert con.execute("SELECT COUNT(*), SUM(40) FROM cases").fetchone() == (
                n_documents,
                n_documents * 40,
            )
            assert con.execute("SELECT COUNT(*) FROM case_factors").fetchone() == (n_documents * 40,)
            for table in DOCUMENT_TABLES[1:]:
                assert (
                    con.execute(f"SELECT * FROM {table} ANTI JOIN documents USING (document_id)").fetchall()
                    == []
                )
    with open_writer(path) as writer:
        assert (
            writer.write_batch(writer.start_run(VERSIONS), [processed("again-0", "again-0")], (), code_case)
            == ()
        )
