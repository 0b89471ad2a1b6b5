"""Errors that a user sees. Each message says what is wrong, where, and what to do next."""

from __future__ import annotations

from pipeline.records import Stage


class ScrError(Exception):
    """Base of every error that ends a command with one line instead of a traceback."""


class RejectedFile(ScrError):
    """One file cannot be used; the batch goes on.

    ``reason`` is a short code for tables (``encrypted``), ``detail`` the sentence for people.
    """

    def __init__(self, stage: Stage, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.stage: Stage = stage
        self.reason = reason
        self.detail = detail


class CodebookError(ScrError):
    """A file of the codebook is wrong; the message names the file and the key."""


class SettingsError(ScrError):
    """A settings file or environment variable has a value that cannot be used."""


class StoreError(ScrError):
    """The store cannot be opened, is busy, or was made by a newer version."""


class QueryError(ScrError):
    """A user's SQL cannot be run."""
