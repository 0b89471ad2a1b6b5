"""An open store: what its writer and its reader share."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from duckdb import DuckDBPyConnection


class Opened:
    """A connection to the store ``path`` that is closed at the end of its ``with``. For one thread."""

    def __init__(self, con: DuckDBPyConnection, path: Path) -> None:
        self._con = con
        self.path = path

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the store and free it for others; what is written is on the disk."""
        self._con.close()
