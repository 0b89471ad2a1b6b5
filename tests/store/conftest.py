from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.store.write import Writer

from .build import VERSIONS, prepared


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "scr.duckdb"


@pytest.fixture
def writer(path: Path) -> Iterator[Writer]:
    with prepared(path) as opened:
        yield opened


@pytest.fixture
def run_id(writer: Writer) -> str:
    return writer.start_run(VERSIONS)


@pytest.fixture
def rows(writer: Writer) -> Callable[[str], list[tuple[Any, ...]]]:
    """Rows of a query over the store that ``writer`` has open."""
    con: duckdb.DuckDBPyConnection = writer._con
    return lambda sql: con.execute(sql).fetchall()
