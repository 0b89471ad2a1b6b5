"""Short reports: no factor labels, but a case record each, to build and to measure the case stage on."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Literal, get_args

from pipeline.corpus.load import load_review
from pipeline.corpus.model import Review

# Those of test are for measuring: nobody who builds the case stage reads them.
ShortSplit = Literal["development", "test"]
FOLDER = "short_reports"


def short_folders(annotations: Path, split: ShortSplit) -> list[Path]:
    """The folders of the short reports of one split, by name; none where there are none."""
    return sorted(file.parent for file in (annotations / FOLDER / split).glob("*/case.toml"))


def load_short_reports(
    annotations: Path, split: ShortSplit, factor_ids: Collection[str] | None = None
) -> list[Review]:
    """The short reports of one split. Raises CorpusError as ``load_review`` does."""
    return [load_review(folder, factor_ids) for folder in short_folders(annotations, split)]


SHORT_SPLITS: tuple[ShortSplit, ...] = get_args(ShortSplit)
