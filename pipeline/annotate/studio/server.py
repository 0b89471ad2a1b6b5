"""The process of Label Studio: started on 127.0.0.1, awaited, and stopped without a trace."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
from pydantic import BaseModel, ValidationError

from pipeline.annotate.studio.environment import HOST, StudioError, server_environment

PORTS = range(8080, 8100)
LOG = "label-studio.log"
_FILE = "scr-server.json"
# The first start makes the database: half a minute on two cores, many times that where others use them.
_START_S = 600.0
_STOP_S = 15.0
_HEALTH_S = 3.0


class Running(BaseModel):
    """A server that was started here: its address (http://127.0.0.1:PORT) and the id of its process."""

    address: str
    pid: int


def find_running(data: Path) -> Running | None:
    """The server of a data folder, where one is up; None where none is, or its file is a leftover."""
    try:
        running = Running.model_validate_json((data / _FILE).read_bytes())
    except (OSError, ValidationError):
        return None
    return running if is_up(running.address) else None


def needed(data: Path) -> Running:
    """The server of a data folder. Raises StudioError with what to do where it is down."""
    running = find_running(data)
    if running is None:
        kept = " What was coded there is kept." if data.exists() else ""
        raise StudioError(
            f"Label Studio is not running on {data}.{kept} Start it with `scr annotate serve` in another "
            "terminal (the same --data, if you gave one), then try again."
        )
    return running


def is_up(address: str) -> bool:
    """Whether a Label Studio answers there."""
    try:
        answer = httpx.get(f"{address}/health", timeout=_HEALTH_S, trust_env=False)
        return answer.is_success and answer.json().get("status") == "UP"
    except (httpx.HTTPError, ValueError, AttributeError):
        return False


def choose_port(given: int | None) -> int:
    """The port given, or the first free one from 8080 on. Raises StudioError where it is taken."""
    if given is not None:
        if not _is_free(given):
            raise StudioError(
                f"Port {given} on {HOST} is taken by another program: give another --port, or none and a "
                "free one is found."
            )
        return given
    for port in PORTS:
        if _is_free(port):
            return port
    raise StudioError(f"The ports {PORTS[0]} to {PORTS[-1]} are all taken: give a free one with --port.")


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As the server binds it: a port whose last connection is still closing counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


@contextlib.contextmanager
def started(executable: Path, data: Path, port: int, password: str) -> Iterator[tuple[Running, Process]]:
    """Label Studio for the time of the ``with`` block; its output goes to ``label-studio.log`` in ``data``.

    ``password``: the keeper's. Raises StudioError where it ends or does not answer within ten minutes.
    """
    with (data / LOG).open("ab") as log:
        process = _launch(executable, data, port, password, log.fileno())
    file = data / _FILE
    try:
        running = Running(address=f"http://{HOST}:{port}", pid=process.pid)
        _await(running, process, data)
        file.write_text(running.model_dump_json() + "\n", encoding="utf-8")
        yield running, process
    finally:
        file.unlink(missing_ok=True)
        _stop(process)


Process = subprocess.Popen[bytes]


def _launch(executable: Path, data: Path, port: int, password: str, log: int) -> Process:
    command = [str(executable), "start", "--no-browser", "--internal-host", HOST, "--port", str(port)]
    command += ["--data-dir", str(data)]
    try:
        # A session of its own: Ctrl-C reaches this program alone, which then stops the server in order.
        return subprocess.Popen(
            command,
            cwd=data,
            env=server_environment(data, password),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    except OSError as error:
        raise StudioError(f"{executable} cannot be started: {error.strerror}.") from error


def _await(running: Running, process: Process, data: Path) -> None:
    give_up = time.monotonic() + _START_S
    while not is_up(running.address):
        if process.poll() is not None:
            raise StudioError(
                f"Label Studio ended while it was starting (exit code {process.returncode}); the end of "
                f"{data / LOG} says why."
            )
        if time.monotonic() > give_up:
            raise StudioError(
                f"Label Studio has not answered for {_START_S:.0f} seconds; the end of {data / LOG} may say "
                "why. Try again when the machine is less busy."
            )
        time.sleep(0.5)


def _stop(process: Process) -> None:
    """In order, which the database survives at any moment; by force where that does not help."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, how)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_STOP_S)
