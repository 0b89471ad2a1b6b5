"""Labelled reviews from their folders."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from pathlib import Path

from pydantic import ValidationError

from pipeline.corpus.case_record import CaseFile
from pipeline.corpus.model import CorpusError, Review
from pipeline.corpus.parse import ParseError, parse_review
from pipeline.settings import configs_folder


def load_review(folder: Path, factor_ids: Collection[str] | None = None) -> Review:
    """The review in ``folder`` (review.txt and case.toml).

    ``factor_ids`` are the factors that labels may name; the codebook's where left out. Raises
    CorpusError naming file and line for whatever does not parse.
    """
    known = codebook_ids() if factor_ids is None else factor_ids
    record = _load_case(folder / "case.toml")
    if record.plan.slug != folder.name:
        raise CorpusError(
            f"{folder / 'case.toml'}: the slug {record.plan.slug!r} must be the name of the folder."
        )
    _check_ids(folder / "case.toml", record, known)
    file = folder / "review.txt"
    try:
        blocks = parse_review(_read(file), known)
    except ParseError as error:
        raise CorpusError(f"{file}, line {error.line}: {error}.") from error
    return Review(folder.name, record, blocks)


def load_corpus(folder: Path, factor_ids: Collection[str] | None = None) -> list[Review]:
    """All reviews under ``folder`` (``annotations/reviews``), by slug. CorpusError as for one."""
    known = codebook_ids() if factor_ids is None else factor_ids
    folders = sorted(file.parent for file in folder.glob("*/case.toml"))
    if not folders:
        raise CorpusError(f"No labelled reviews (*/case.toml) in {folder}.")
    return [load_review(one, known) for one in folders]


def codebook_ids() -> frozenset[str]:
    """The ids of all factors: the names of the codebook's files."""
    return frozenset(file.stem for file in (configs_folder() / "codebook").rglob("*.toml"))


def _load_case(file: Path) -> CaseFile:
    try:
        return CaseFile.model_validate(tomllib.loads(_read(file)))
    except tomllib.TOMLDecodeError as error:
        raise CorpusError(f"{file}: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise CorpusError(f"{file}: {where}: {first['msg']}.") from error


def _check_ids(file: Path, record: CaseFile, known: Collection[str]) -> None:
    listed = [*record.factors.present, *record.factors.absent]
    for factor_id in listed:
        if factor_id not in known:
            raise CorpusError(f"{file}: factors: unknown factor {factor_id!r}.")
        if listed.count(factor_id) > 1:
            raise CorpusError(f"{file}: factors: {factor_id} is listed twice.")


def _read(file: Path) -> str:
    try:
        text = file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{file} cannot be read: {error}.") from error
    if "\r" in text or text.startswith("\ufeff"):
        raise CorpusError(f"{file} has carriage returns or a byte order mark; save it as plain UTF-8.")
    return text
