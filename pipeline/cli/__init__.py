"""The command line: ``scr``. Each command is a few lines round a function that a test can call."""

from pipeline.cli.app import app

__all__ = ["app"]
