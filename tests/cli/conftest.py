"""The commands, run in this process on a small store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from pipeline.cli.app import _app
from pipeline.store.publish import default_target, publish
from pipeline.store.reference import AccuracyRow
from tests.store.build import VERSIONS, code_case, prepared, processed

Scr = Callable[..., Result]


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Neglect in one of four cases of 2011-14 and in three of three of 2014-17; one case without a period."""
    path = tmp_path_factory.mktemp("cli") / "scr.duckdb"
    documents = [
        *(
            processed(f"a{i}", f"a{i}", ["neglect"] if i < 1 else ["-neglect"], period="2011-14")
            for i in range(4)
        ),
        *(
            processed(f"b{i}", f"b{i}", ["neglect", "?poverty"], period="2014-17", ages=(0.5,))
            for i in range(3)
        ),
        processed("c", "c", period=None, ages=(None,)),
    ]
    with prepared(path) as writer:
        writer.load_accuracy((AccuracyRow("neglect", 20, 18, 30, 3, "test reviews"),))
        run_id = writer.start_run(VERSIONS)
        assert writer.write_batch(run_id, documents, (), code_case) == ()
        writer.finish_run(run_id)
    publish(path, default_target(path))
    return path


@pytest.fixture
def scr(store: Path) -> Scr:
    """Run a command on the store; the exception, where there is one, is in ``result.exception``."""

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(_app, [*map(str, arguments), "--store", str(store)])

    return run
