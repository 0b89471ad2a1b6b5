"""The two consoles: answers go to standard output, everything else to standard error."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape

# Where there is no terminal (a pipe, a file) tables get room for their longest names.
WIDE = 160


def _console(*, stderr: bool) -> Console:
    console = Console(stderr=stderr, soft_wrap=not stderr)
    if not console.is_terminal:
        console.width = WIDE
    return console


out = _console(stderr=False)
err = _console(stderr=True)

__all__ = ["err", "escape", "out"]
