"""The main job as a deployment: a real Prefect server, a worker, one run of ``prefect.yaml``'s flow."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.store.query import query

ROOT = Path(__file__).resolve().parents[2]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment in which `prefect` commands speak to a server of this test."""
    home = tmp_path_factory.mktemp("prefect")
    port = _free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    environment |= {
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_CLI_PROMPT": "false",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    with (home / "server.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "prefect", "server", "start", "--port", str(port)],
            env=environment,
            stdout=log,
            stderr=log,
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/api/health")
            yield environment
        finally:
            process.terminate()
            process.wait(30)


def _wait_for(url: str) -> None:
    for _ in range(240):
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise AssertionError(f"no answer from {url}")


def test_the_deployment_runs(server: dict[str, str], tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    shutil.copy(ROOT / "annotations/reviews/glenorrin-child-m/glenorrin-child-m.pdf", reports)
    store = tmp_path / "s.duckdb"

    def prefect(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "prefect", *arguments],
            cwd=ROOT,
            env=server,
            capture_output=True,
            text=True,
            timeout=180,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    prefect("work-pool", "create", "scr", "--type", "process")
    prefect("--no-prompt", "deploy", "--name", "ingest")
    prefect(
        "deployment",
        "run",
        "ingest-reports/ingest",
        "--param",
        f'paths=["{reports}"]',
        "--param",
        f"store={store}",
        "--param",
        "workers=1",
    )
    prefect("worker", "start", "--pool", "scr", "--run-once", "--limit", "1")
    published = tmp_path / "s.published.duckdb"
    assert query(published, "SELECT COUNT(*) FROM documents").rows == ((1,),)
    assert query(published, "SELECT COUNT(*) FROM case_factors").rows == ((40,),)
