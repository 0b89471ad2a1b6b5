"""Trained versions of a model beside the shipped one: kept with their lineage, listed, and switched between.

A version is a folder ``models/versions/<name>-<version>/``, sealed with checksums. Which one is in use stands
in one small file, ``models/in_use.json``, that is replaced whole: a switch is done or it is not.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from pipeline.sealed import (
    IN_USE,
    SHIPPED,
    SUMS,
    VERSIONS,
    ModelError,
    read_json,
    seal,
    verify,
    versions_in_use,
    write_json,
)

LINEAGE, VERDICT = "lineage.json", "verdict.json"


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where a version comes from.

    ``trained_at``: UTC, ISO 8601. ``parent``: the version that was in use. ``labels``: fingerprint of all
    labels it learned from, the corpus's and the annotators'. ``gold_sentences`` and ``annotators``: how many
    sentences of reports were added, and by how many people. ``figures``: on the development reviews, each
    with its 95 per cent interval and n.
    """

    trained_at: str
    parent: str
    labels: str
    gold_sentences: int
    annotators: int
    codebook_version: str
    code_version: str
    settings: Mapping[str, Any]
    figures: Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Version:
    """A model that can be used. ``lineage`` and ``verdict`` are None where there is none.

    ``verdict``: why it was promoted or not, in words.
    """

    label: str
    name: str
    folder: Path
    in_use: bool
    lineage: Lineage | None
    verdict: str | None


def keep(draft: Path, models: Path, name: str, lineage: Lineage) -> str:
    """Make the finished model in the folder ``draft`` a version of ``name``; returns its label.

    It is not in use for that. The same model with the same lineage is one version.
    """
    write_json(draft / LINEAGE, asdict(lineage))
    label = f"{name}-{seal(draft)}"
    target = models / VERSIONS / label
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        shutil.rmtree(draft)
    else:
        draft.rename(target)
    return label


def list_versions(models: Path, names: Sequence[str]) -> list[Version]:
    """The shipped model of each of ``names`` and its versions, the newest first. ModelError where one is
    damaged."""
    found = []
    for name in names:
        chosen = label_in_use(models, name)
        trained = [
            _version(folder, name, folder.name == chosen)
            for folder in (models / VERSIONS).glob(f"{name}-*")
            if (folder / SUMS).is_file()
        ]
        trained.sort(key=lambda one: one.lineage.trained_at if one.lineage else "", reverse=True)
        found += trained
        if (models / name / SUMS).is_file():
            found.append(Version(SHIPPED, name, models / name, chosen == SHIPPED, None, None))
    return found


def label_in_use(models: Path, name: str) -> str:
    """The label of the version of ``name`` that is in use, ``shipped`` where none was chosen."""
    return versions_in_use(models).get(name, SHIPPED)


def use(models: Path, wanted: str, names: Sequence[str]) -> list[str]:
    """Switch to the version whose label is or starts with ``wanted``; ``shipped`` switches every model back.

    Its files are checked first. Returns the names of the models that were switched. ModelError where no
    version or several are meant, or a file of it is missing or changed; then nothing is switched.
    """
    try:
        now = versions_in_use(models)
    except ModelError:
        now = {}  # a damaged file is mended by choosing again
    if wanted == SHIPPED:
        for name in names:
            if (models / name / SUMS).is_file():
                verify(models / name)
        _switch(models, {})
        return list(names)
    at = [
        (name, folder.name)
        for name in names
        for folder in (models / VERSIONS).glob(f"{name}-*")
        if (folder / SUMS).is_file() and wanted and _means(wanted, folder.name, name)
    ]
    if len(at) != 1:
        what = "Several versions start" if at else "There is no version that starts"
        raise ModelError(f"{what} with {wanted!r} in {models / VERSIONS}; `scr models list` lists them.")
    ((name, label),) = at
    verify(models / VERSIONS / label)
    _switch(models, {**now, name: label})
    return [name]


def save_verdict(models: Path, label: str, promoted: bool, words: str, labels: str) -> None:
    """Keep beside a version how it compared with the one then in use; it is no part of what is sealed.

    ``labels``: the fingerprint of what it was measured on.
    """
    value = {"promoted": promoted, "words": words, "labels": labels}
    write_json(models / VERSIONS / label / VERDICT, value)


def trained_on(models: Path, name: str, **same: object) -> Version | None:
    """The newest version whose lineage has these values, such as ``labels`` and ``settings``, or None."""
    return next(
        (
            one
            for one in list_versions(models, [name])
            if one.lineage and all(getattr(one.lineage, key) == value for key, value in same.items())
        ),
        None,
    )


def folder_of(models: Path, name: str, label: str) -> Path:
    """The folder of a version of ``name``, or of the shipped model."""
    return models / name if label == SHIPPED else models / VERSIONS / label


def _means(wanted: str, label: str, name: str) -> bool:
    return label.startswith(wanted) or label.removeprefix(f"{name}-").startswith(wanted)


def _version(folder: Path, name: str, in_use: bool) -> Version:
    lineage = None
    if (folder / LINEAGE).exists():
        raw = read_json(folder / LINEAGE)
        missing = {one.name for one in fields(Lineage)} - set(raw)
        if missing:
            raise ModelError(f"{folder / LINEAGE} lacks {', '.join(sorted(missing))}: take the model again.")
        lineage = Lineage(**{one.name: raw[one.name] for one in fields(Lineage)})
    verdict = read_json(folder / VERDICT)["words"] if (folder / VERDICT).exists() else None
    return Version(folder.name, name, folder, in_use, lineage, verdict)


def _switch(models: Path, chosen: Mapping[str, str]) -> None:
    """Replace the file in one step; its own name for each process, so that two switches never mix."""
    target = models / IN_USE
    draft = target.with_name(f".{os.getpid()}.{IN_USE}")
    try:
        write_json(draft, dict(sorted(chosen.items())))
        draft.replace(target)
    except OSError as error:
        raise ModelError(
            f"{target} cannot be written: {error.strerror}. Name a folder of your own with SCR_MODELS."
        ) from error
    finally:
        draft.unlink(missing_ok=True)
