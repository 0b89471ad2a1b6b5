"""A model's folder: its weights in safetensors, its settings in JSON, and the checksums that prove both."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from pipeline.errors import ScrError

SUMS = "SHA256SUMS"
# Trained versions stand in their own folders beside the shipped models; the file says which are in use.
VERSIONS, IN_USE, SHIPPED = "versions", "in_use.json", "shipped"


class ModelError(ScrError):
    """A model's folder is missing, incomplete or changed; the message says which file and what to do."""


def seal(folder: Path) -> str:
    """Write the checksums of a finished folder. Returns the model's version: the start of their own."""
    lines = [f"{_sha256(file)}  {file.relative_to(folder).as_posix()}" for file in _files(folder)]
    (folder / SUMS).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return version_of(folder)


def version_of(folder: Path) -> str:
    """The version of the model in ``folder``. ModelError where it has no checksums."""
    sums = folder / SUMS
    if not sums.exists():
        raise ModelError(
            f"There is no model in {folder}. Train one with `scr train`, or take the one shipped."
        )
    return _sha256(sums)[:12]


def verify(folder: Path) -> str:
    """Check every file against its checksum; returns the version. ModelError names the first that differs."""
    version = version_of(folder)
    for line in (folder / SUMS).read_text(encoding="utf-8").splitlines():
        wanted, _, name = line.partition("  ")
        file = folder / name
        if not file.exists():
            raise ModelError(f"{file} is missing: the model is incomplete; take it again.")
        if _sha256(file) != wanted:
            raise ModelError(f"{file} is not the file the model was sealed with; take it again.")
    return version


def folder_in_use(models: Path, name: str) -> Path:
    """The folder of the model ``name`` ("factors") in use under ``models``: the shipped one unless another
    was chosen. ModelError where the chosen one is gone, or the file that names it is damaged.
    """
    chosen = versions_in_use(models).get(name, SHIPPED)
    if chosen == SHIPPED:
        return models / name
    folder = models / VERSIONS / chosen
    if not chosen.startswith(f"{name}-") or Path(chosen).name != chosen or not (folder / SUMS).is_file():
        raise ModelError(
            f"{models / IN_USE} names the model {chosen!r}, which is not in {models / VERSIONS}: "
            "choose one of `scr models list` with `scr models use`."
        )
    return folder


def versions_in_use(models: Path) -> dict[str, str]:
    """The chosen version of each model that is not the shipped one. ModelError for a damaged file."""
    path = models / IN_USE
    if not path.exists():
        return {}
    found = read_json(path)
    if not isinstance(found, dict):
        raise ModelError(f"{path} is damaged: choose a model again with `scr models use`.")
    return {str(name): str(version) for name, version in found.items()}


def write_json(path: Path, value: Any) -> None:  # noqa: ANN401 - whatever JSON holds
    """Write a value as JSON, readable, in one step: an interruption leaves the old file."""
    draft = path.with_suffix(".part")
    draft.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    draft.replace(path)


def read_json(path: Path) -> Any:  # noqa: ANN401 - whatever JSON holds
    """The value in a JSON file. ModelError where it cannot be read."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{path} cannot be read: {error}; take the model again.") from error


def stay_offline() -> None:
    """Before transformers is imported: it looks for nothing on the network."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TRANSFORMERS_OFFLINE"] = "1"
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file() and file.name != SUMS)


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
