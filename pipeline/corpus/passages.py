"""Short labelled passages that belong to no review: what the reviews show too rarely to be learned from."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.corpus.labels import parse_labels
from pipeline.corpus.model import CorpusError, Label
from pipeline.corpus.parse import SECTION_TYPES


@dataclass(frozen=True, slots=True)
class PassageSentence:
    """One sentence and what it says of factors."""

    text: str
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class LabelledPassage:
    """Consecutive sentences, and the type of the section that they would stand in."""

    section_type: str
    sentences: tuple[PassageSentence, ...]


def load_passages(annotations: Path, factor_ids: Collection[str]) -> dict[str, list[LabelledPassage]]:
    """The passages of ``passages/*.txt`` under the folder of annotations, by the name of their file.

    CorpusError names file and line of what does not parse.
    """
    files = sorted((annotations / "passages").glob("*.txt"))
    return {file.name: list(_read(file, factor_ids)) for file in files}


def _read(path: Path, factor_ids: Collection[str]) -> Iterator[LabelledPassage]:
    kind, sentences = "", list[PassageSentence]()
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), "#"], start=1):
        try:
            if line.startswith("#"):
                if sentences:
                    yield LabelledPassage(kind, tuple(sentences))
                kind, sentences = _section_type(line), []
            elif line.strip():
                sentences.append(_sentence(line, kind, factor_ids))
        except ValueError as error:
            raise CorpusError(f"{path}, line {number}: {error}.") from error


def _section_type(line: str) -> str:
    kind = line.removeprefix("#").strip()
    if kind and kind not in SECTION_TYPES:
        raise ValueError(f"unknown section type {kind!r}; there are {', '.join(sorted(SECTION_TYPES))}")
    return kind


def _sentence(line: str, kind: str, factor_ids: Collection[str]) -> PassageSentence:
    if not kind:
        raise ValueError("a passage begins with a line `# SECTION_TYPE`")
    text, _, labels = line.partition(" || ")
    if not labels:
        return PassageSentence(text.strip(), ())
    of, recommended = parse_labels(labels.strip(), factor_ids)
    if recommended:
        raise ValueError("a passage has no numbered recommendations")
    return PassageSentence(text.strip(), of)
