"""The two consoles: answers go to standard output, everything else to standard error."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape

out = Console(soft_wrap=True)
err = Console(stderr=True)

__all__ = ["err", "escape", "out"]
