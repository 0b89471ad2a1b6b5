"""The published copy: whole, read-only, and swapped in under its readers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipeline.errors import StoreError
from pipeline.store.connect import open_writer
from pipeline.store.publish import default_target, publish
from pipeline.store.query import cases, query

from .build import VERSIONS, code_case, processed, store_of

OBJECTS = {
    "columns": "SELECT table_name, column_name, data_type, comment FROM duckdb_columns() WHERE NOT internal",
    "tables": "SELECT table_name, comment, estimated_size FROM duckdb_tables()",
    "views": "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal",
    "macros": "SELECT function_name, comment FROM duckdb_functions() WHERE NOT internal",
    "types": "SELECT type_name, labels, comment FROM duckdb_types() WHERE NOT internal",
    "constraints": "SELECT table_name, constraint_text FROM duckdb_constraints()",
    "figures": "SELECT * FROM prevalence",
    "comparison": "SELECT * FROM period_comparison WHERE denominator_a > 0",
}
READ = """
import sys, duckdb
con = duckdb.connect(sys.argv[1], read_only=True)
for _ in sys.stdin:
    print(con.execute("SELECT COUNT(*) FROM documents").fetchone()[0], flush=True)
"""


@pytest.fixture
def target(path: Path) -> Path:
    store_of(path, [processed("1", "c1", ["neglect", "-poverty"]), processed("2", "c2", period="2011-14")])
    publish(path, default_target(path))
    return default_target(path)


def test_the_default_target_lies_beside_the_store() -> None:
    assert default_target(Path("/data/scr.duckdb")) == Path("/data/scr.published.duckdb")


@pytest.mark.parametrize("what", OBJECTS)
def test_the_copy_has_all_that_the_store_has(path: Path, target: Path, what: str) -> None:
    with duckdb.connect(path, read_only=True) as store, duckdb.connect(target, read_only=True) as copy:
        expected = sorted(map(str, store.execute(OBJECTS[what]).fetchall()))
        assert sorted(map(str, copy.execute(OBJECTS[what]).fetchall())) == expected
        assert expected


def test_the_copy_is_one_file_that_an_older_duckdb_can_read(path: Path, target: Path) -> None:
    assert {entry.name for entry in path.parent.iterdir()} == {path.name, target.name}
    with duckdb.connect(target, read_only=True) as con:
        tags = con.execute("SELECT tags FROM duckdb_databases() WHERE NOT internal").fetchone()
    assert tags == ({"storage_version": "v1.5.0+"},)
    assert target.stat().st_mode & 0o222 == 0


def test_the_copy_is_read_while_the_store_is_written(path: Path, target: Path) -> None:
    with open_writer(path) as writer:
        writer.write_batch(writer.start_run(VERSIONS), [processed("3", "c3")], (), code_case)
        assert [case.case_id for case in cases(target)] == ["c2", "c1"]
        assert query(target, "SELECT COUNT(*) FROM documents").rows == ((2,),)
    publish(path, target)
    assert query(target, "SELECT COUNT(*) FROM documents").rows == ((3,),)


def test_a_reader_goes_on_with_the_old_copy(path: Path, target: Path) -> None:
    reader = subprocess.Popen(
        [sys.executable, "-c", READ, str(target)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )

    def count() -> str:
        assert reader.stdin is not None
        assert reader.stdout is not None
        reader.stdin.write("\n")
        reader.stdin.flush()
        return reader.stdout.readline().strip()

    assert count() == "2"
    with open_writer(path) as writer:
        writer.write_batch(writer.start_run(VERSIONS), [processed("3", "c3")], (), code_case)
    publish(path, target)
    assert count() == "2"
    assert query(target, "SELECT COUNT(*) FROM documents").rows == ((3,),)
    reader.communicate("")


def test_a_log_left_beside_the_old_copy_is_not_played_into_the_new(path: Path, target: Path) -> None:
    log = target.with_name(f"{target.name}.wal")
    log.write_bytes(b"of before")
    publish(path, target)
    assert not log.exists()
    assert query(target, "SELECT COUNT(*) FROM documents").rows == ((2,),)


def test_a_failed_publication_leaves_the_old_copy(
    path: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = target.read_bytes()
    with (
        open_writer(path),
        pytest.raises(StoreError, match="busy: this process has it open already; close it first"),
    ):
        publish(path, target)
    monkeypatch.setattr("pipeline.store.publish._STORAGE_VERSION", "v0.0.0")
    with pytest.raises(StoreError, match="cannot be written"):
        publish(path, target)
    assert target.read_bytes() == before
    assert {entry.name for entry in path.parent.iterdir()} == {path.name, target.name}


def test_places_where_no_copy_can_be(path: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no store .* to publish"):
        publish(path, tmp_path / "copy.duckdb")
    store_of(path, ())
    with pytest.raises(StoreError, match="would replace the store itself"):
        publish(path, path)
    with pytest.raises(StoreError, match=r"no folder .*nowhere that can be written"):
        publish(path, tmp_path / "nowhere" / "copy.duckdb")


def test_a_name_with_a_quote_in_it(tmp_path: Path) -> None:
    store = store_of(tmp_path / "it's.duckdb", [processed("1")])
    publish(store, default_target(store))
    assert len(cases(tmp_path / "it's.published.duckdb")) == 1
