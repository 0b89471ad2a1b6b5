"""`scr annotate serve` and `pull` without Label Studio: what is missing, down, taken or wrong is said."""

from __future__ import annotations

import json
import os
import socket
import stat
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.annotate.studio.accounts import Accounts, load_accounts, save_accounts
from pipeline.annotate.studio.client import Studio
from pipeline.annotate.studio.environment import StudioError, find_executable, server_environment
from pipeline.annotate.studio.prepare import read_passages
from pipeline.annotate.studio.project import open_tasks, read_tasks, without_entities
from pipeline.annotate.studio.server import choose_port, find_running, needed, started
from pipeline.cli.annotate import annotate
from pipeline.codebook import Codebook

from .conftest import rows_of
from .tasks import exported


def refused(*arguments: object) -> str:
    done = CliRunner().invoke(annotate, [str(one) for one in arguments])
    assert isinstance(done.exception, StudioError), done.output
    return str(done.exception)


@pytest.fixture
def other_program() -> Iterator[int]:
    """The port of a program that is not Label Studio and answers everything with a page."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<html>Hello</html>")

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_missing_environment_names_the_command_and_makes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = refused("serve", "--annotator", "ann")
    assert "make label-studio" in said
    assert ".label-studio/venv/bin/label-studio" in said
    assert list(tmp_path.iterdir()) == []
    assert "names nowhere/ls" in refused("serve", "--label-studio", "nowhere/ls")


def test_a_program_that_can_be_run_is_found(tmp_path: Path) -> None:
    program = tmp_path / "label-studio"
    program.write_text("#!/bin/sh\n")
    with pytest.raises(StudioError, match="no program that can be run"):
        find_executable(program)
    program.chmod(0o755)
    assert find_executable(program) == program


def test_the_server_sees_its_own_settings_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOST", "USERNAME", "PASSWORD", "DEBUG", "SENTRY_DSN", "LABEL_STUDIO_HOST"):
        monkeypatch.setenv(name, "of the user")
    made = server_environment(tmp_path, "secret")
    assert "of the user" not in made.values()
    assert made["LABEL_STUDIO_SENTRY_DSN"] == made["LABEL_STUDIO_FRONTEND_SENTRY_DSN"] == ""
    assert made["LABEL_STUDIO_COLLECT_ANALYTICS"] == made["LABEL_STUDIO_LATEST_VERSION_CHECK"] == "false"
    assert made["LABEL_STUDIO_CORS_ALLOW_ALL_ORIGINS"] == "false"
    assert made["LABEL_STUDIO_ALLOWED_HOSTS"] == "127.0.0.1,localhost"


def test_pull_with_nothing_running_says_so_and_changes_nothing(store: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert "is not running" in refused("pull", "--data", data, "--store", store)
    data.mkdir()
    # A server that was killed leaves its file behind.
    left = data / "scr-server.json"
    left.write_text(json.dumps({"address": f"http://127.0.0.1:{closed_port()}", "pid": 1}))
    said = refused("pull", "--data", data, "--store", store)
    assert "scr annotate serve" in said
    assert "What was coded there is kept" in said
    left.write_text("{")
    assert find_running(data) is None
    assert rows_of(store, "SELECT COUNT(*) FROM annotations") == [(0,)]


def test_another_program_on_the_port_is_not_label_studio(tmp_path: Path, other_program: int) -> None:
    address = f"http://127.0.0.1:{other_program}"
    (tmp_path / "scr-server.json").write_text(json.dumps({"address": address, "pid": 1}))
    with pytest.raises(StudioError, match="is not running"):
        needed(tmp_path)
    with Studio(address, "token") as studio, pytest.raises(StudioError, match="is not Label Studio"):
        studio.get("/api/projects/")
    address = f"http://127.0.0.1:{closed_port()}"
    with Studio(address, "token") as studio, pytest.raises(StudioError, match="does not answer"):
        studio.get("/api/projects/")


def test_a_port_that_is_taken_is_refused_and_a_free_one_found(other_program: int) -> None:
    with pytest.raises(StudioError, match=f"Port {other_program} on 127.0.0.1 is taken"):
        choose_port(other_program)
    free = closed_port()
    assert choose_port(free) == free
    assert choose_port(None) in range(8080, 8100)


def test_a_program_that_ends_at_once_is_reported_and_leaves_nothing(tmp_path: Path) -> None:
    program = tmp_path / "label-studio"
    program.write_text("#!/bin/sh\necho no such module\nexit 3\n")
    program.chmod(0o755)
    ended = pytest.raises(StudioError, match=r"exit code 3.*label-studio\.log")
    with ended, started(program, tmp_path, closed_port(), "secret"):
        pass
    assert "no such module" in (tmp_path / "label-studio.log").read_text()
    assert not (tmp_path / "scr-server.json").exists()


def test_accounts_are_kept_and_only_the_user_reads_them(tmp_path: Path) -> None:
    accounts = load_accounts(tmp_path)
    accounts.add(["Ann", "ben"])
    save_accounts(tmp_path, accounts)
    again = load_accounts(tmp_path)
    again.add(["ben", "Ann"])
    assert again == accounts
    assert again.names() == {"ann@localhost": "Ann", "ben@localhost": "ben"}
    assert len({one.password for one in again.annotators}) == 2
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "scr-accounts.json").stat().st_mode) == 0o600
    with pytest.raises(StudioError, match="write the name as before"):
        again.add(["ANN"])


@pytest.mark.parametrize("name", ["", "a b", "Zoë", "x@y", "1=ann", "a" * 31, ".a", "a..b", "a."])
def test_names_that_cannot_be_an_address_are_refused(name: str) -> None:
    with pytest.raises(StudioError, match="cannot be an account"):
        Accounts(keeper_password="p").add([name])


@pytest.mark.parametrize("name", ["model", "scr", "SCR"])
def test_names_of_the_program_are_refused(name: str) -> None:
    with pytest.raises(StudioError, match="uses this name for itself"):
        Accounts(keeper_password="p").add([name])


def test_a_database_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "label_studio.sqlite3").write_bytes(b"")
    with pytest.raises(StudioError, match="not made by scr annotate serve"):
        load_accounts(tmp_path)
    (tmp_path / "scr-accounts.json").write_text("{}")
    with pytest.raises(StudioError, match="damaged"):
        load_accounts(tmp_path)


def test_tasks_of_a_file_and_of_a_store_are_the_same(store: Path, tmp_path: Path, book: Codebook) -> None:
    file = exported(store, book, tmp_path / "tasks.json")
    passages = read_passages([file], [store], book, 5)
    (given,), (offered,) = passages.given, passages.offered
    assert given == offered
    assert {part["from_name"] for part in given.predictions[0]["result"]} >= {"factor", "entity"}
    bare = without_entities(given)
    assert {part["from_name"] for part in bare.predictions[0]["result"]} == {
        "factor",
        "assertion",
        "subject",
        "temporality",
    }
    assert bare.data == given.data


def test_tasks_that_cannot_be_used_are_refused(store: Path, tmp_path: Path, book: Codebook) -> None:
    for text in ("", "{}", '[{"data": {"text": "x"}}]'):
        with pytest.raises(StudioError, match=r"t\.json holds no tasks for Label Studio"):
            read_tasks(text, "t.json", book)
    text = exported(store, book, tmp_path / "tasks.json").read_text()
    with pytest.raises(StudioError, match="exported with codebook 000000000000, this is"):
        read_tasks(text.replace(book.version, "000000000000"), "t.json", book)
    latin = tmp_path / "latin.json"
    latin.write_bytes("[é]".encode("latin-1"))
    for path, said in ((tmp_path / "none.json", "cannot be read"), (latin, "not UTF-8")):
        with pytest.raises(StudioError, match=said):
            read_passages([path], [], book, 5)


def test_open_tasks_are_those_without_an_answer() -> None:
    assert open_tasks([{"annotations": []}, {"annotations": [{}]}, {}]) == 2
