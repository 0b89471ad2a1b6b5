"""The files of the labelled corpus, brought up to date after the codebook has changed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.corpus.label_changes import LabelChanges, relabel
from pipeline.corpus.labels import implied_factors
from pipeline.corpus.model import CorpusError
from pipeline.corpus.parse import ParseError, parse_review

# Where labels stand in a line: after two bars in a text, after the line's number in a second coding.
_IN_TEXT = re.compile(r"(?P<before>.*?) ?\|\| (?P<labels>.+)")
_IN_CODING = re.compile(r"(?P<before>\d+:) (?P<labels>.+)")
_LISTS = ("present", "absent")


@dataclass(frozen=True, slots=True)
class ToCode:
    """A line whose labels do not say any more what it is of these factors: ``file`` in the folder."""

    file: str
    line: int
    factors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relabelling:
    """The new texts of the files that change, and what is to be coded again."""

    texts: dict[Path, str]
    again: tuple[ToCode, ...]


def relabel_corpus(annotations: Path, changes: LabelChanges, factor_ids: Collection[str]) -> Relabelling:
    """What the files under ``annotations`` become; nothing is written.

    The labels of reviews, passages and codings follow the changes, and the lists of a changed review's
    case.toml follow from its labels. Done a second time it changes nothing. Raises CorpusError for a review
    that does not parse with the new labels.
    """
    texts: dict[Path, str] = {}
    again: list[ToCode] = []
    for path in _files(annotations):
        form = _IN_CODING if path.parent.name.endswith("_coder") else _IN_TEXT
        old = _read(path)
        lines: list[str] = []
        for number, line in enumerate(old.split("\n"), start=1):
            match = form.fullmatch(line)
            found = (
                relabel(match["labels"], changes) if match and _retired(match["labels"], changes) else None
            )
            if found is None or match is None:
                lines.append(line)
                continue
            if found.again:
                again.append(ToCode(path.relative_to(annotations).as_posix(), number, found.again))
            lines += _line(match["before"], found.text, coding=form is _IN_CODING)
        new = "\n".join(lines)
        if new != old:
            texts[path] = new
            if path.name == "review.txt":
                texts.update(_record(path, new, factor_ids))
    return Relabelling(texts, tuple(again))


def _files(annotations: Path) -> Iterator[Path]:
    yield from sorted(annotations.glob("reviews/*/review.txt"))
    yield from sorted(annotations.glob("passages/*.txt"))
    yield from sorted(annotations.glob("*_coder/*.txt"))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path} cannot be read: {error}.") from error


def _retired(labels: str, changes: LabelChanges) -> bool:
    return any(changes.retired(part.split()[0]) for part in labels.split(";") if part.strip())


def _line(before: str, labels: str, *, coding: bool) -> list[str]:
    """The line without its bars where no label is left; of a coding no line at all."""
    if coding:
        return [f"{before} {labels}"] if labels else []
    return [f"{before} || {labels}" if labels else before]


def _record(path: Path, text: str, factor_ids: Collection[str]) -> dict[Path, str]:
    """case.toml with the factors that the new labels make present and absent, in the order that they had."""
    try:
        blocks = parse_review(text, factor_ids)
    except ParseError as error:
        raise CorpusError(f"{path}, line {error.line}: with the new labels {error}.") from error
    listed = implied_factors(label for block in blocks for line in block.labelled() for label in line.labels)
    file = path.with_name("case.toml")
    record = _read(file)
    for name, implied in zip(_LISTS, listed, strict=True):
        match = re.search(rf"(?ms)^{name} = \[(.*?)\]", record)
        if match:
            made = f"{name} = [{_listed(match[1], implied)}]"
            record = record[: match.start()] + made + record[match.end() :]
    return {file: record}


def _listed(old: str, implied: Collection[str]) -> str:
    kept: Sequence[str] = [one for one in re.findall(r'"([^"]*)"', old) if one in implied]
    return ", ".join(f'"{one}"' for one in (*kept, *sorted(set(implied) - set(kept))))
