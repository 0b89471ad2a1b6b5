"""entities.txt of a labelled review: each sentence with its entities marked, ``{Mother|MOTHER} rang``."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.corpus.as_document import as_document
from pipeline.corpus.model import CorpusError, Review
from pipeline.records import ENTITY_LABELS

FILE = "entities.txt"
_MARK = re.compile(r"\{([^{}|]+)\|([A-Z_]+)\}")


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence and the entities in it: start, end (characters in ``text``) and label."""

    text: str
    entities: tuple[tuple[int, int, str], ...]


def parse_marked(line: str) -> MarkedSentence:
    """The sentence of a line and its marks. ValueError for a brace that belongs to no mark."""
    text, entities, last = "", [], 0
    for match in _MARK.finditer(line):
        text += line[last : match.start()]
        entities.append((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        last = match.end()
    text += line[last:]
    if "{" in text or "}" in text:
        raise ValueError("a brace that is no mark {words|LABEL}")
    return MarkedSentence(text, tuple(entities))


def marked(text: str, entities: Sequence[tuple[int, int, str]]) -> str:
    """The line that ``parse_marked`` reads."""
    for start, end, label in sorted(entities, reverse=True):
        text = f"{text[:start]}{{{text[start:end]}|{label}}}{text[end:]}"
    return text


def load_entities(
    folder: Path, review: Review, labels: Collection[str] = ENTITY_LABELS
) -> list[MarkedSentence]:
    """The marked sentences of a review, one for each that a coder labels, in their order.

    Raises CorpusError naming the line where the text is not the review's, or a label is unknown.
    """
    file = folder / FILE
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{file} cannot be read: {error}.") from error
    document, placed = as_document(review)
    wanted = [document.text[one.char_start : one.char_end] for one in placed]
    found = []
    for number, (line, text) in enumerate(zip(lines, wanted, strict=False), start=1):
        try:
            one = parse_marked(line)
        except ValueError as error:
            raise CorpusError(f"{file}, line {number}: {error}.") from error
        if one.text != text:
            raise CorpusError(f"{file}, line {number}: the text is not that of review.txt: {text[:60]!r}.")
        if unknown := sorted({label for _, _, label in one.entities} - set(labels)):
            raise CorpusError(f"{file}, line {number}: unknown label {unknown[0]!r}.")
        found.append(one)
    if len(lines) != len(wanted):
        raise CorpusError(f"{file} has {len(lines)} sentences, review.txt {len(wanted)}.")
    return found
