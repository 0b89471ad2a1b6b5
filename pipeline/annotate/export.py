"""Chosen passages written for a labelling tool: Label Studio, spaCy or Prodigy, doccano, or a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from pipeline.annotate.coding import Judgement
from pipeline.annotate.labelling import (
    ASSERTION,
    ENTITY,
    FACTOR,
    SUBJECT,
    TEMPORALITY,
    TEXT,
    labelling_config,
)
from pipeline.annotate.passages import cut, text_hash
from pipeline.annotate.select import Chosen, choose
from pipeline.codebook import Codebook
from pipeline.errors import ScrError
from pipeline.records import ASSERTIONS
from pipeline.store.annotations import FoundEntity, FoundMention, Reader

Tool = Literal["label-studio", "jsonl", "doccano", "csv"]
TOOLS: tuple[Tool, ...] = get_args(Tool)
CSV_COLUMNS = (
    "task_id",
    "document_id",
    "char_start",
    "codebook_version",
    "text_sha256",
    "page",
    "sentence_no",
    "start",
    "end",
    "sentence",
    "labels",
    "entities",
    "selected_by",
    "why",
)
# What a spreadsheet would run as a formula; it gets a quote in front, which is taken off again on import.
FORMULA = ("=", "+", "-", "@", "'")


@dataclass(frozen=True, slots=True)
class Span:
    """Marked words of a passage: ``text[start:end]``; a factor has its judgement, an entity none."""

    start: int
    end: int
    label: str
    judgement: Judgement | None = None
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Task:
    """A passage to code, with what the program suggests; none where the annotator shall see it blank."""

    chosen: Chosen
    spans: tuple[Span, ...]
    codebook_version: str
    blank: bool

    @property
    def data(self) -> dict[str, object]:
        """What travels with the text through the tool, so that the answer can be checked."""
        passage = self.chosen.passage
        return {
            "task_id": passage.task_id,
            "document_id": passage.document_id,
            "case_id": passage.sentences[0].case_id,
            "file_name": passage.sentences[0].file_name,
            "heading": passage.sentences[0].heading or "",
            "page": passage.sentences[0].page,
            "char_start": passage.char_start,
            "char_end": passage.char_end,
            "text_sha256": text_hash(passage.text),
            "codebook_version": self.codebook_version,
            "selected_by": self.chosen.reason,
            "why": self.chosen.why,
        }


def make_tasks(
    reader: Reader,
    codebook: Codebook,
    n: int,
    *,
    seed: int,
    by_chance: bool = False,
    blank: bool = False,
    again: bool = False,
) -> list[Task]:
    """Choose ``n`` passages that nobody has coded (``again``: any) and mark in them what was found.

    Raises ScrError where there is none.
    """
    seen = set() if again else {(one.document_id, one.sentence_no) for one in reader.seen()}
    passages = [
        passage
        for passage in cut(reader.sentences())
        if not any((passage.document_id, one.sentence_no) in seen for one in passage.sentences)
    ]
    if not passages:
        what = "has no passage that nobody has coded; use --again" if seen else "has no passage"
        raise ScrError(f"The store {reader.path} {what}, or code more reports with scr run.")
    mentions = reader.mentions()
    chosen = choose(passages, mentions, reader.queued(), n, seed=seed, by_chance=by_chance)
    found = _spans_of(mentions, reader.entities())
    return [
        Task(one, () if blank else _spans(one, found[one.passage.document_id]), codebook.version, blank)
        for one in chosen
    ]


def _spans_of(
    mentions: Sequence[FoundMention], entities: Sequence[FoundEntity]
) -> Mapping[str, list[tuple[int, Span]]]:
    """By document: sentence number and span, with offsets into the document."""
    found: defaultdict[str, list[tuple[int, Span]]] = defaultdict(list)
    # A sentence has one label for a factor, the strongest thing that it says.
    strongest = sorted(mentions, key=lambda one: ASSERTIONS.index(one.assertion))
    for (document_id, sentence_no, factor_id), one in reversed(
        {(one.document_id, one.sentence_no, one.factor_id): one for one in reversed(strongest)}.items()
    ):
        judged = Judgement(factor_id, one.assertion, one.subject, one.temporality)
        span = Span(one.char_start, one.char_end, factor_id, judged, one.probability)
        found[document_id].append((sentence_no, span))
    for entity in entities:
        found[entity.document_id].append(
            (entity.sentence_no, Span(entity.char_start, entity.char_end, entity.label))
        )
    return found


def _spans(chosen: Chosen, found: Sequence[tuple[int, Span]]) -> tuple[Span, ...]:
    """The spans of a passage, with offsets into its text."""
    first = chosen.passage.char_start
    numbers = {one.sentence_no for one in chosen.passage.sentences}
    moved = [
        Span(one.start - first, one.end - first, one.label, one.judgement, one.probability)
        for sentence_no, one in found
        if sentence_no in numbers
    ]
    return tuple(sorted(moved, key=lambda one: (one.start, one.end, one.label)))


def write_tasks(tasks: Sequence[Task], tool: Tool, out: Path, codebook: Codebook) -> list[Path]:
    """Write the tasks; for Label Studio the configuration too, beside them as ``OUT.config.xml``.

    Returns the files. Raises ScrError where one cannot be written.
    """
    writers: dict[Tool, Callable[[Sequence[Task]], str]] = {
        "label-studio": label_studio,
        "jsonl": spacy_jsonl,
        "doccano": doccano,
        "csv": spreadsheet,
    }
    texts = {out: writers[tool](tasks)}
    if tool == "label-studio":
        texts[out.with_suffix(".config.xml")] = labelling_config(codebook)
    for path, text in texts.items():
        try:
            path.write_text(text, encoding="utf-8", newline="")
        except OSError as error:
            raise ScrError(f"{path} cannot be written: {error.strerror}; name another file.") from error
    return list(texts)


def label_studio(tasks: Sequence[Task]) -> str:
    """Tasks for Label Studio's import, with suggestions as predictions."""
    return json.dumps([_label_studio(task) for task in tasks], ensure_ascii=False, indent=1) + "\n"


def _label_studio(task: Task) -> dict[str, object]:
    text = task.chosen.passage.text
    made: dict[str, object] = {"data": {"text": text, **task.data}}
    if not task.blank:
        regions = [part for n, span in enumerate(task.spans) for part in _regions(n, span, text)]
        factors = [span.probability for span in task.spans if span.judgement]
        made["predictions"] = [
            {"model_version": "scr", "score": min(factors, default=1.0), "result": regions}
        ]
    return made


def _regions(number: int, span: Span, text: str) -> list[dict[str, object]]:
    """A region is its label and, for a factor, three choices with the same id."""
    where = {"start": span.start, "end": span.end, "text": text[span.start : span.end]}
    control = FACTOR if span.judgement else ENTITY

    def part(name: str, kind: str, word: str) -> dict[str, object]:
        value = {**where, kind: [word]}
        return {"id": f"s{number}", "from_name": name, "to_name": TEXT, "type": kind, "value": value}

    parts = [part(control, "labels", span.label)]
    if span.judgement:
        parts += [
            part(ASSERTION, "choices", span.judgement.assertion),
            part(SUBJECT, "choices", span.judgement.subject),
            part(TEMPORALITY, "choices", span.judgement.temporality),
        ]
    return parts


def spacy_jsonl(tasks: Sequence[Task]) -> str:
    """A line a passage with ``spans``, as spaCy and Prodigy read them."""
    lines = []
    for task in tasks:
        spans = [{"start": one.start, "end": one.end, "label": _label(one)} for one in task.spans]
        lines.append({"text": task.chosen.passage.text, "spans": spans, "meta": task.data})
    return _json_lines(lines)


def doccano(tasks: Sequence[Task]) -> str:
    """A line a passage with ``label``, as doccano reads it for sequence labelling."""
    lines = []
    for task in tasks:
        label = [[one.start, one.end, _label(one)] for one in task.spans]
        lines.append({"text": task.chosen.passage.text, "label": label, **task.data})
    return _json_lines(lines)


def spreadsheet(tasks: Sequence[Task]) -> str:
    """A row a sentence. ``labels`` are written as in the corpus, ``entities`` as ``0-6 MOTHER``."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, CSV_COLUMNS, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    for task in tasks:
        first = task.chosen.passage.char_start
        for sentence in task.chosen.passage.sentences:
            start, end = sentence.char_start - first, sentence.char_end - first
            inside = [one for one in task.spans if start <= one.start < end]
            entities = [
                f"{one.start - start}-{one.end - start} {one.label}" for one in inside if not one.judgement
            ]
            row = {
                **task.data,
                "page": sentence.page,
                "sentence_no": sentence.sentence_no,
                "start": start,
                "end": end,
                "sentence": sentence.text,
                "labels": "; ".join(one.judgement.label for one in inside if one.judgement),
                "entities": "; ".join(entities),
            }
            writer.writerow({key: _not_a_formula(value) for key, value in row.items()})
    return file.getvalue()


def _label(span: Span) -> str:
    return span.judgement.label if span.judgement else span.label


def _json_lines(lines: Sequence[object]) -> str:
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _not_a_formula(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
