"""Who may sign in: the keeper (the program itself) and the annotators, in a file that only the user reads."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from pydantic import BaseModel, ValidationError

from pipeline.annotate.studio.environment import StudioError

FILE = "scr-accounts.json"
# `model` is the coder of the program in `scr annotate agreement`, `scr` the keeper.
_RESERVED = ("model", "scr")


class Annotator(BaseModel):
    """A person who codes: the name as the store has it, and what is needed to sign in."""

    name: str
    email: str
    password: str


class Accounts(BaseModel):
    """All accounts of one data folder. ``token``: the keeper's personal access token, once it is made."""

    keeper_password: str
    token: str | None = None
    annotators: list[Annotator] = []

    def add(self, names: list[str]) -> None:
        """Annotators that are not known yet, each with a new password. Raises StudioError for a bad name."""
        for name in dict.fromkeys(names):
            email = f"{checked(name).lower()}@localhost"
            same = next((one for one in self.annotators if one.email == email), None)
            if same is None:
                self.annotators.append(Annotator(name=name, email=email, password=secrets.token_urlsafe(9)))
            elif same.name != name:
                raise StudioError(f"There is an annotator {same.name} already: write the name as before.")

    def names(self) -> dict[str, str]:
        """The annotators' names by address, in lower case."""
        return {one.email: one.name for one in self.annotators}


def checked(name: str) -> str:
    """The name, where it can be part of an address. Raises StudioError."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,29}(?<![.])", name) or ".." in name:
        raise StudioError(
            f"The annotator {name!r} cannot be an account: a name has up to 30 letters without accents, "
            "digits, . _ or -, and begins with a letter or digit."
        )
    if name.lower() in _RESERVED:
        raise StudioError(f"An annotator cannot be called {name}: the program uses this name for itself.")
    return name


def load_accounts(data: Path) -> Accounts:
    """The accounts of a data folder, new where it is empty. Raises StudioError where the file is damaged."""
    file = data / FILE
    try:
        return Accounts.model_validate_json(file.read_bytes())
    except FileNotFoundError:
        if (data / "label_studio.sqlite3").exists():
            raise StudioError(
                f"{data} holds a Label Studio that was not made by scr annotate serve ({FILE} is not there): "
                "give another folder with --data."
            ) from None
        return Accounts(keeper_password=secrets.token_urlsafe(18))
    except (OSError, ValidationError) as error:
        raise StudioError(f"{file} cannot be read ({type(error).__name__}); is it damaged?") from error


def save_accounts(data: Path, accounts: Accounts) -> None:
    """Write the file anew, readable for the user alone."""
    file = data / FILE
    new = file.with_suffix(".new")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.write(accounts.model_dump_json(indent=1) + "\n")
    new.replace(file)


def own_name(user: str) -> str:
    """The name of who started the program, as an annotator. Raises StudioError where it cannot be one."""
    try:
        return checked(user)
    except StudioError as error:
        raise StudioError(f"{error} Say who codes with --annotator NAME.") from error
