"""What comes back from a labelling tool, read into one form; nothing is checked against the store here."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from pipeline.annotate.export import FORMULA, Tool
from pipeline.annotate.labelling import ASSERTION, SUBJECT, TEMPORALITY
from pipeline.errors import ScrError


class FileError(ScrError):
    """A file that is none of the forms, or is damaged: nothing of it is used."""


class TaskData(BaseModel):
    """What ``export`` sent with the text, and every tool hands back."""

    text: str
    task_id: str
    document_id: str
    char_start: int
    codebook_version: str
    selected_by: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that an annotator marked, with offsets into the text of the task.

    ``attributes`` are assertion, subject and temporality where the tool keeps them beside the label; None
    where the label itself may name them. ``quote`` is what the tool says the words are.
    """

    start: int
    end: int
    label: str
    quote: str | None = None
    attributes: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Something of a file that is not stored: which task, a short reason, and the sentence for people."""

    file: str
    task: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Submitted:
    """A passage as one annotator handed it in. ``annotator`` and ``annotated_at`` (UTC): as the file says."""

    data: TaskData
    marks: tuple[Mark, ...]
    annotator: str | None = None
    annotated_at: datetime | None = None


@dataclass(slots=True)
class Parsed:
    """A whole file: what was handed in, what is not usable, and how many tasks nobody answered."""

    tool: Tool
    submitted: list[Submitted] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    unanswered: int = 0


def parse(path: Path) -> Parsed:
    """Read a file of any of the four forms. Raises FileError where it is none of them or is damaged."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise FileError(f"the file cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise FileError(f"the file is not UTF-8 at byte {error.start}: save or export it as UTF-8") from error
    if not text.strip():
        raise FileError("the file is empty: export it again")
    lines = path.suffix.lower() != ".csv" and not text.lstrip().startswith("[")
    read = _lines if lines else _spreadsheet if path.suffix.lower() == ".csv" else _label_studio
    try:
        return read(path.name, text)
    except (AttributeError, IndexError, KeyError, TypeError) as error:
        raise FileError(
            f"the file is built otherwise than labelling tools write it ({type(error).__name__}: {error})"
        ) from error
    except csv.Error as error:
        raise FileError(f"the table cannot be read: {error}; save it as CSV again") from error


def _label_studio(name: str, text: str) -> Parsed:
    tasks = _json(text, "the file")
    if any(not isinstance(task, dict) or "data" not in task or "annotations" not in task for task in tasks):
        raise FileError("this is no JSON export of Label Studio with annotations: choose JSON, not JSON_MIN")
    parsed = Parsed("label-studio")
    for number, task in enumerate(tasks, start=1):
        shown = f"task {task.get('id', number)}"
        data = _data(name, shown, task["data"], parsed)
        answers = [one for one in task["annotations"] if not one.get("was_cancelled")] if data else []
        parsed.unanswered += bool(data) and not answers
        for answer in answers:
            marks = tuple(_regions(name, data.task_id, answer.get("result"), parsed)) if data else ()
            when = _time(answer.get("updated_at") or answer.get("created_at"))
            if data:
                parsed.submitted.append(Submitted(data, marks, _person(answer.get("completed_by")), when))
    return parsed


def _person(completed_by: object) -> str | None:
    """Label Studio names the annotator by number, or by a record with the address."""
    if isinstance(completed_by, dict):
        named = completed_by.get("email") or completed_by.get("username") or completed_by.get("id")
        return None if named is None else str(named)
    return None if completed_by is None else str(completed_by)


def _regions(name: str, task: str, result: object, parsed: Parsed) -> Iterator[Mark]:
    """The marks of one annotation: a label and the choices that share its id are one region."""
    parts = [one for one in result if isinstance(one, dict)] if isinstance(result, list) else []
    attributes: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for part in parts:
        control = part.get("from_name")
        if part.get("type") == "choices" and control in (ASSERTION, SUBJECT, TEMPORALITY):
            attributes[str(part.get("id"))][str(control)] = str(part["value"]["choices"][0])
    for part in parts:
        value = part.get("value")
        if part.get("type") != "labels" or not isinstance(value, dict):
            continue
        start, end, labels = value.get("start"), value.get("end"), value.get("labels")
        if not (isinstance(start, int) and isinstance(end, int) and labels):
            detail = f"region {part.get('id')} has no label, start or end"
            parsed.refused.append(Refused(name, task, "damaged_region", detail))
            # It may have stood anywhere: the empty label keeps the task from counting as seen whole.
            yield Mark(0, 0, "")
            continue
        for label in labels:
            yield Mark(start, end, str(label), value.get("text"), attributes[str(part.get("id"))])


def _lines(name: str, text: str) -> Parsed:
    lines = [
        (number, _json(line, f"line {number}"))
        for number, line in enumerate(text.split("\n"), start=1)
        if line.strip()
    ]
    prodigy = any("spans" in line for _, line in lines)
    parsed = Parsed("jsonl" if prodigy else "doccano")
    for number, line in lines:
        if not isinstance(line, dict) or ("spans" in line) != prodigy:
            raise FileError(f"line {number} is no passage as scr annotate export writes it")
        meta = {**line, **(line.get("meta") or line.get("metadata") or {})}
        data = _data(name, f"line {number}", meta, parsed)
        if data is None:
            continue
        if line.get("answer", "accept") != "accept":
            parsed.unanswered += 1
            continue
        spans = line.get("spans") if prodigy else _doccano_spans(line)
        try:
            marks = tuple(_span(span, data.text) for span in spans or ())
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise FileError(f"line {number} has a span without start, end or label") from error
        who = line.get("_annotator_id") or line.get("annotator")
        when = _time(line.get("_timestamp") or line.get("annotated_at"))
        parsed.submitted.append(Submitted(data, marks, None if who is None else str(who), when))
    return parsed


def _doccano_spans(line: Mapping[str, Any]) -> list[Any]:
    found = line.get("label", line.get("labels", line.get("entities")))
    if not isinstance(found, list):
        raise FileError("a line has neither spans (spaCy, Prodigy) nor label (doccano)")
    return found


def _span(span: Any, text: str) -> Mark:  # noqa: ANN401 - whatever the file holds; errors are caught above
    if isinstance(span, dict):
        first, last = ("start", "end") if "start" in span else ("start_offset", "end_offset")
        return Mark(int(span[first]), int(span[last]), str(span["label"]), span.get("text"))
    return Mark(int(span[0]), int(span[1]), str(span[2]))


def _spreadsheet(name: str, text: str) -> Parsed:
    rows = csv.DictReader(io.StringIO(text, newline=""))
    wanted = {"task_id", "document_id", "char_start", "codebook_version", "sentence", "labels"}
    if missing := wanted - set(rows.fieldnames or ()):
        raise FileError(f"the table has no column {', '.join(sorted(missing))}: keep those of the export")
    tasks: defaultdict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        if None in row or None in row.values():
            raise FileError(f"line {rows.line_num} has not as many fields as the head: is the file whole?")
        plain = {key: _plain(value) for key, value in row.items()}
        tasks[plain["task_id"], plain.get("annotator", "")].append(plain)
    parsed = Parsed("csv")
    for (task_id, annotator), of_task in tasks.items():
        whole = " ".join(row["sentence"] for row in of_task)
        data = _data(name, task_id or "-", {**of_task[0], "text": whole}, parsed)
        if data:
            when = _time(of_task[0].get("annotated_at"))
            marks = tuple(_cells(name, task_id, of_task, parsed))
            parsed.submitted.append(Submitted(data, marks, annotator or None, when))
    return parsed


def _cells(name: str, task: str, rows: Sequence[Mapping[str, str]], parsed: Parsed) -> Iterator[Mark]:
    """A factor marks its whole sentence; entities have offsets into the sentence."""
    at = 0
    for row in rows:
        length = len(row["sentence"])
        for label in filter(None, (part.strip() for part in row["labels"].split(";"))):
            yield Mark(at, at + length, label)
        for part in filter(None, (part.strip() for part in row.get("entities", "").split(";"))):
            if found := re.fullmatch(r"(\d+)-(\d+) (\S+)", part):
                yield Mark(at + int(found[1]), at + int(found[2]), found[3])
            else:
                detail = f"the entity {part!r} is not written as 0-6 MOTHER"
                parsed.refused.append(Refused(name, task, "unknown_label", detail))
        at += length + 1


def _plain(cell: str) -> str:
    """A cell without the quote that the export put before what looks like a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def _data(name: str, task: str, data: object, parsed: Parsed) -> TaskData | None:
    try:
        return TaskData.model_validate(data)
    except ValidationError as error:
        missing = ", ".join(str(one["loc"][0]) for one in error.errors() if one["loc"])
        detail = f"it does not say where its text is from ({missing}): annotate what scr annotate export made"
        parsed.refused.append(Refused(name, task, "no_origin", detail))
        return None


def _json(text: str, what: str) -> Any:  # noqa: ANN401 - whatever the file holds
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise FileError(
            f"{what} is not valid JSON at {where}: it is damaged or cut off; export it again"
        ) from error


def _time(said: object) -> datetime | None:
    """A moment in UTC, from ISO 8601 or seconds since 1970; None where there is none."""
    reading: Callable[[Any], datetime] = (
        datetime.fromisoformat if isinstance(said, str) else lambda s: datetime.fromtimestamp(s, UTC)
    )
    try:
        moment = reading(said) if said else None
    except (TypeError, ValueError, OverflowError, OSError):
        return None
    if moment is None or moment.tzinfo is None:
        return moment
    return moment.astimezone(UTC).replace(tzinfo=None)
