"""What an annotator does in a tool: exported tasks, answered."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from pipeline.annotate.export import Tool, make_tasks, write_tasks
from pipeline.annotate.take_in import Names, Taken, take_in
from pipeline.codebook import Codebook
from pipeline.store.annotations import open_annotations, read_annotations

EARLY, LATE = "2026-03-01T09:00:00.000000Z", "2026-03-02T09:00:00.000000Z"


def exported(store: Path, book: Codebook, out: Path, tool: Tool = "label-studio", **options: Any) -> Path:
    with read_annotations(store) as reader:
        tasks = make_tasks(reader, book, options.pop("n", 50), seed=1, **{"again": True, **options})
    write_tasks(tasks, tool, out, book)
    return out


def task_of(store: Path, book: Codebook, out: Path) -> dict[str, Any]:
    """The one task of the small store."""
    (task,) = json.loads(exported(store, book, out).read_text())
    return task


def region(text: str, words: str, label: str, *choices: str, name: str = "r") -> list[dict[str, Any]]:
    """A region round the first place of ``words``, as Label Studio writes it."""
    start = text.index(words)
    where = {"start": start, "end": start + len(words), "text": words}
    kinds = ("assertion", "subject", "temporality")
    control = "entity" if label.isupper() else "factor"
    head = {
        "id": name,
        "from_name": control,
        "to_name": "text",
        "type": "labels",
        "value": {**where, "labels": [label]},
    }
    return [
        head,
        *(
            {
                "id": name,
                "from_name": kind,
                "to_name": "text",
                "type": "choices",
                "value": {**where, "choices": [word]},
            }
            for kind, word in zip(kinds, choices, strict=False)
        ),
    ]


def answered(
    task: dict[str, Any], *regions: list[dict[str, Any]], by: Any = 1, at: str = EARLY
) -> dict[str, Any]:
    """A task as Label Studio exports it, with one annotation."""
    result = [part for one in regions for part in one]
    return {
        "id": 7,
        "data": task["data"],
        "annotations": [
            {"id": 1, "completed_by": by, "result": result, "updated_at": at, "was_cancelled": False}
        ],
    }


def saved(path: Path, *tasks: dict[str, Any]) -> Path:
    path.write_text(json.dumps(tasks, ensure_ascii=False), encoding="utf-8")
    os.utime(path, (1_770_000_000, 1_770_000_000))
    return path


def imported(
    store: Path, book: Codebook, *files: Path, name: str | None = "ann", also: tuple[str, ...] = ()
) -> Taken:
    with open_annotations(store) as writer:
        return take_in(files, writer, book, Names({}, name), also)
