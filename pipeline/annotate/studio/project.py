"""The project in Label Studio: one for each version of the codebook, every passage in it once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from pipeline.annotate.labelling import ENTITY, instructions, labelling_config
from pipeline.annotate.studio.client import Studio
from pipeline.annotate.studio.environment import StudioError
from pipeline.codebook import Codebook

# What the titles of all our projects begin with; the version of the codebook follows.
TITLE = "scr codebook"
_BATCH = 200


class TaskData(BaseModel):
    """Where the text of a task is from: what tells one task from another."""

    model_config = ConfigDict(extra="allow")

    text: str
    task_id: str
    text_sha256: str
    codebook_version: str

    @property
    def key(self) -> tuple[str, str]:
        """The passage and its text: the same passage of a report that was read otherwise is another task."""
        return self.task_id, self.text_sha256


class StudioTask(BaseModel):
    """A task as ``scr annotate export`` writes it for Label Studio."""

    data: TaskData
    predictions: list[dict[str, Any]] = []


@dataclass(frozen=True, slots=True)
class Project:
    """A project that is there: its number, and its page for people."""

    number: int
    page: str


@dataclass(frozen=True, slots=True)
class Added:
    """What loading did: tasks that were new, and that the project had already."""

    new: int
    known: int


def read_tasks(text: str, name: str, codebook: Codebook) -> list[StudioTask]:
    """The tasks of a file of ``scr annotate export``. Raises StudioError where it is another file, or was
    exported with another codebook, whose factors the project's labels would not be."""
    try:
        tasks = TypeAdapter(list[StudioTask]).validate_json(text)
    except ValidationError as error:
        raise StudioError(
            f"{name} holds no tasks for Label Studio: write them with `scr annotate export {name} --format "
            "label-studio`."
        ) from error
    others = {task.data.codebook_version for task in tasks} - {codebook.version}
    if others:
        raise StudioError(
            f"{name} was exported with codebook {', '.join(sorted(others))}, this is {codebook.version}: "
            "export it again."
        )
    return tasks


def without_entities(task: StudioTask) -> StudioTask:
    """The task with the suggested factors alone."""
    kept = [
        {**one, "result": [part for part in one["result"] if part.get("from_name") != ENTITY]}
        for one in task.predictions
    ]
    return task.model_copy(update={"predictions": kept})


def find_projects(studio: Studio) -> list[dict[str, Any]]:
    """All our projects, of whichever codebook, oldest first."""
    found = studio.get("/api/projects/", page_size=1000)["results"]
    ours = [one for one in found if str(one["title"]).startswith(TITLE)]
    return sorted(ours, key=lambda one: int(one["id"]))


def ensure_project(studio: Studio, codebook: Codebook, coders: int) -> Project:
    """The project of this codebook, made where there is none.

    ``coders``: how many annotators each passage is given to.
    """
    title = f"{TITLE} {codebook.version}"
    wanted = {
        "title": title,
        "label_config": labelling_config(codebook),
        "expert_instruction": instructions(codebook),
        "show_instruction": True,
        "enable_empty_annotation": True,
        "show_collab_predictions": True,
        "maximum_annotations": coders,
    }
    same = [one for one in find_projects(studio) if one["title"] == title]
    if same:
        number = int(same[0]["id"])
        studio.patch(f"/api/projects/{number}/", wanted)
    else:
        number = int(studio.post("/api/projects/", wanted)["id"])
    return Project(number, f"{studio.address}/projects/{number}/data")


def exported(studio: Studio, number: int) -> list[dict[str, Any]]:
    """Every task of a project with its annotations, in the form of Label Studio's JSON export."""
    query = {"exportType": "JSON", "download_all_tasks": "true", "download_resources": "false"}
    tasks: list[dict[str, Any]] = studio.get(f"/api/projects/{number}/export", **query)
    return tasks


def open_tasks(tasks: Sequence[Mapping[str, Any]]) -> int:
    """How many tasks of an export nobody has answered."""
    return sum(not task.get("annotations") for task in tasks)


def add_tasks(
    studio: Studio,
    project: Project,
    tasks: Sequence[StudioTask],
    there: Sequence[Mapping[str, Any]],
    at_most: int | None = None,
) -> Added:
    """Load the tasks that the project has not, the first ``at_most`` of them.

    ``there``: the project's tasks as ``exported`` gives them.
    """
    known = {TaskData.model_validate(one["data"]).key for one in there}
    new = {task.data.key: task for task in tasks if task.data.key not in known}
    chosen = [task.model_dump() for task in new.values()][:at_most]
    for first in range(0, len(chosen), _BATCH):
        studio.post(f"/api/projects/{project.number}/import", chosen[first : first + _BATCH])
    versions = [str(one["model_version"]) for task in chosen for one in task["predictions"]]
    if versions:
        # Names the suggestions that an annotator starts from; Label Studio takes it once they are there.
        studio.patch(f"/api/projects/{project.number}/", {"model_version": versions[0]})
    return Added(len(chosen), len(tasks) - len(new))


def as_text(tasks: Sequence[Mapping[str, Any]]) -> str:
    """Tasks as a JSON file."""
    return json.dumps(tasks, ensure_ascii=False, indent=1) + "\n"


def read_file(path: Path) -> str:
    """The text of a tasks file. Raises StudioError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise StudioError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise StudioError(f"{path} is not UTF-8 text: it is no file of tasks.") from error
