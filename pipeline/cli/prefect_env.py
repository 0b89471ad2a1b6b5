"""Prefect made quiet and local before it is imported: no telemetry, its own workspace, logs to a file."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

_LOGGERS = ("prefect", "prefect.flow_runs", "prefect.task_runs", "prefect.flow_engine", "prefect.task_engine")
_log_files: list[Path] = []


def prepare(workspace: Path) -> Path:
    """Set Prefect's variables where the user has not, and return the log file.

    ``workspace`` holds Prefect's own database and the log; a PREFECT_HOME or PREFECT_API_URL of the user's
    is honoured.
    """
    workspace.mkdir(parents=True, exist_ok=True)
    os.environ["DO_NOT_TRACK"] = "1"
    os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
    os.environ.setdefault("PREFECT_HOME", str((workspace / "prefect").resolve()))
    os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "120")
    os.environ.setdefault("PREFECT_CLI_WARN_ON_UPDATE", "false")
    if "PREFECT_API_URL" not in os.environ:
        # The temporary server dies with the run: its log lines would be sent to nobody.
        os.environ.setdefault("PREFECT_LOGGING_TO_API_ENABLED", "false")
        # At its end it prints tracebacks of its own cancelled tasks, to our standard error.
        os.environ.setdefault("PREFECT_SERVER_LOGGING_LEVEL", "CRITICAL")
    return workspace / "run.log"


def log_to(file: Path) -> None:
    """Send what Prefect and warnings say to the log file alone. Call after Prefect is imported."""
    _log_files.append(file)
    handler = logging.FileHandler(file, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    names = {*_LOGGERS, *(name for name in logging.root.manager.loggerDict if name.startswith("prefect"))}
    for name in names:
        logger = logging.getLogger(name)
        logger.handlers = [one for one in logger.handlers if type(one).__name__ == "APILogHandler"]
        logger.propagate = True
    logging.captureWarnings(True)
    logging.root.handlers = [handler]
    logging.root.setLevel(logging.INFO)


def silence_exit() -> None:
    """From here on standard error is the log file, if there is one.

    The last thing a command does: Prefect prints of cancelled tasks while Python ends.
    """
    if not _log_files:
        return
    sys.stderr.flush()
    descriptor = os.open(_log_files[-1], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    os.dup2(descriptor, 2)
    os.close(descriptor)
