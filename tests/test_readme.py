"""The README says what is true: its commands run, its files and views exist, every command's help has an example."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import _app
from pipeline.ingest import find_files, ingest, prepared_store
from pipeline.run import code_case, current_versions, load_tools, process_document
from pipeline.store.publish import default_target, publish
from pipeline.store.query import query

README = Path("README.md").read_text(encoding="utf-8")
SLUGS = ("castlemoor-baby-f", "glenorrin-child-m", "cwm-derwen-cwmrsb-2-2015", "brackwell-family-q")
COMMANDS = [
    line
    for block in re.findall(r"<!-- run:.*?-->\n```sh\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.strip() and not line.startswith("#")
]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store of four sample reviews, made without Prefect."""
    folder = tmp_path_factory.mktemp("readme")
    tools = load_tools()
    paths = [Path("annotations/reviews") / slug / f"{slug}.pdf" for slug in SLUGS]
    with prepared_store(folder / "scr.duckdb", tools.codebook) as writer:
        ingest(
            find_files(paths),
            writer,
            current_versions(tools.codebook),
            lambda path, sink: sink(path, process_document(path, tools)),
            code_case(tools.codebook),
            batch_size=8,
            in_flight=1,
        )
    publish(folder / "scr.duckdb", default_target(folder / "scr.duckdb"))
    return folder


def test_there_are_commands_to_run() -> None:
    assert len(COMMANDS) >= 5


@pytest.mark.parametrize("command", COMMANDS)
def test_command_of_the_readme(command: str, sample: Path) -> None:
    arguments = shlex.split(command)
    assert arguments[0] == "scr"
    done = subprocess.run(
        [sys.executable, "-c", "from pipeline.cli import app; app()", *arguments[1:]],
        cwd=sample,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_views_of_the_readme_exist_with_comments(sample: Path) -> None:
    table = README.split("| view | one row is |")[1].split("\n\n")[0]
    named = set(re.findall(r"`(\w+)`", "\n".join(line.split("|")[1] for line in table.splitlines()[2:])))
    found = query(
        default_target(sample / "scr.duckdb"),
        "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal",
    ).rows
    comments = {str(name): comment for name, comment in found}
    assert len(named) >= 7
    assert all(comments.get(name) for name in named)


def test_folders_and_targets_of_the_readme_exist() -> None:
    for folder in re.findall(r"`((?:pipeline|flows|configs|annotations|tests)(?:/[\w./]+)?)/?`", README):
        assert Path(folder).exists(), folder
    makefile = Path("Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"\bmake ([\w-]+)", README)) - {"an"}:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@pytest.mark.parametrize("command", [one.name or one.callback.__name__ for one in _app.registered_commands])
def test_help_ends_with_an_example(command: str) -> None:
    help_text = CliRunner().invoke(_app, [command, "--help"]).stdout
    assert f"Example: scr {command}" in " ".join(help_text.split()), help_text
