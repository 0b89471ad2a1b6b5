"""What annotators have coded, fetched from a running Label Studio into files that the import takes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.annotate.studio.accounts import load_accounts
from pipeline.annotate.studio.client import Studio, connect
from pipeline.annotate.studio.environment import KEEPER
from pipeline.annotate.studio.project import TITLE, as_text, exported, find_projects
from pipeline.annotate.studio.server import needed

FOLDER = "pulled"


@dataclass(frozen=True, slots=True)
class Pulled:
    """What was fetched.

    ``files``: one a project. ``names``: the annotators by Label Studio's numbers. ``codebooks``: the
    versions that the projects are of. ``drafts``: answers begun and not submitted, which are not fetched.
    """

    files: tuple[Path, ...]
    names: dict[str, str]
    codebooks: tuple[str, ...]
    drafts: int


def fetch(data: Path) -> Pulled:
    """Fetch every project of the Label Studio that runs on ``data``, and keep it in ``data/pulled``.

    Raises StudioError where it is down or refuses; nothing has changed then.
    """
    running = needed(data)
    accounts = load_accounts(data)
    with connect(running.address, data, accounts) as studio:
        names = _names(studio, accounts.names())
        projects = find_projects(studio)
        tasks = {int(one["id"]): exported(studio, int(one["id"])) for one in projects}
    folder = data / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    files = []
    for number, found in tasks.items():
        file = folder / f"label-studio-{number}.json"
        file.write_text(as_text(found), encoding="utf-8")
        files.append(file)
    versions = tuple(str(one["title"]).removeprefix(TITLE).strip() for one in projects)
    return Pulled(tuple(files), names, versions, sum(_drafts(one) for one in tasks.values()))


def _names(studio: Studio, ours: dict[str, str]) -> dict[str, str]:
    """Every user's name by number: the one given to ``serve``, else the address."""
    users = {str(user["id"]): str(user["email"]).lower() for user in studio.get("/api/users/")}
    # What the keeper codes is left without a name, so that the import refuses it and says so.
    return {number: ours.get(email, email) for number, email in users.items() if email != KEEPER}


def _drafts(tasks: list[dict[str, Any]]) -> int:
    return sum(len(task.get("drafts") or ()) for task in tasks)
