"""The SQL files of the store, read from the package so that a wheel has them too."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Script:
    """One SQL file: ``number`` and ``name`` are the two parts of ``0001_name.sql``."""

    number: int
    name: str
    path: str
    text: str

    @property
    def sha256(self) -> str:
        """SHA-256 of the text, in hexadecimal digits."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@cache
def scripts(folder: str) -> tuple[Script, ...]:
    """The numbered SQL files of ``migrations``, ``macros``, ``views`` or ``table_macros``, in order."""
    found = []
    for entry in files("pipeline.store").joinpath(folder).iterdir():
        if match := re.fullmatch(r"(\d+)_(\w+)\.sql", entry.name):
            text = entry.read_text(encoding="utf-8")
            found.append(Script(int(match[1]), match[2], f"{folder}/{entry.name}", text))
    return tuple(sorted(found, key=lambda script: script.number))


@cache
def query_text(name: str) -> str:
    """The text of ``queries/NAME.sql``."""
    return files("pipeline.store").joinpath("queries", f"{name}.sql").read_text(encoding="utf-8")
