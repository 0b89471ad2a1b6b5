"""Where Label Studio is installed, where its data lie, and the settings that keep it on this machine."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.errors import ScrError

HOST = "127.0.0.1"
HOME = Path(".label-studio")
DATA = HOME / "data"
EXECUTABLE = HOME / "venv" / "bin" / "label-studio"
# The account that the program itself uses, as administrator; annotators have their own.
KEEPER = "scr@localhost"

_OFFLINE = {
    "COLLECT_ANALYTICS": "false",
    "SENTRY_DSN": "",
    "FRONTEND_SENTRY_DSN": "",
    "LATEST_VERSION_CHECK": "false",
    "FEATURE_FLAGS_OFFLINE": "true",
    "CONVERTER_DOWNLOAD_RESOURCES": "false",
}
# Other web pages open in the same browser must not reach it, and nobody gets an account uninvited.
_CLOSED = {
    "DISABLE_SIGNUP_WITHOUT_LINK": "true",
    "ALLOWED_HOSTS": f"{HOST},localhost",
    "CORS_ALLOW_ALL_ORIGINS": "false",
    "LOCAL_FILES_SERVING_ENABLED": "false",
    "DEBUG": "false",
}
# What of the user's environment is passed on. Label Studio takes HOST, PORT, USERNAME, DEBUG and others for
# its own settings, so the rest stays outside.
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT")


class StudioError(ScrError):
    """Label Studio is missing, cannot be started, cannot be reached, or refuses something."""


def find_executable(given: Path | None) -> Path:
    """The ``label-studio`` to start: the one given, else that of ``make label-studio``, as absolute path.

    Raises StudioError, which names the command that installs it, where there is none.
    """
    path = given or EXECUTABLE
    if path.is_file() and os.access(path, os.X_OK):
        return path.absolute()
    if given:
        raise StudioError(f"--label-studio names {given}, which is no program that can be run.")
    raise StudioError(
        f"Label Studio is not installed in {HOME}: there is no {EXECUTABLE}. Install it once with "
        "`make label-studio` (about 1 GB), or name one with --label-studio PATH."
    )


def server_environment(data: Path, password: str) -> dict[str, str]:
    """The environment variables of the server: offline, closed, and with the keeper's account.

    ``data``: the folder of its database, absolute. ``password``: the keeper's.
    """
    own = {
        **_OFFLINE,
        **_CLOSED,
        "BASE_DATA_DIR": str(data),
        "HOST": "",
        "USERNAME": KEEPER,
        "PASSWORD": password,
    }
    passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    # HOME: its libraries keep settings there, which must not mix with those of another Label Studio.
    return {**passed, "HOME": str(data), **{f"LABEL_STUDIO_{name}": value for name, value in own.items()}}
