"""A running Label Studio made ready for annotators: their accounts, the project, the passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.annotate.export import label_studio, make_tasks
from pipeline.annotate.studio.accounts import Accounts
from pipeline.annotate.studio.client import connect, make_annotators
from pipeline.annotate.studio.project import (
    Added,
    StudioTask,
    add_tasks,
    ensure_project,
    exported,
    open_tasks,
    read_file,
    read_tasks,
    without_entities,
)
from pipeline.codebook import Codebook
from pipeline.store.annotations import read_annotations

_SEED = 1


@dataclass(frozen=True, slots=True)
class Passages:
    """What is to be coded: ``given`` are all loaded, ``offered`` only until ``n_open`` are unanswered."""

    given: tuple[StudioTask, ...] = ()
    offered: tuple[StudioTask, ...] = ()
    n_open: int = 0


@dataclass(frozen=True, slots=True)
class Prepared:
    """What an annotator needs to know: the page of the project, what was loaded, how much is open."""

    page: str
    added: Added
    n_open: int


def read_passages(
    files: Sequence[Path], stores: Sequence[Path], codebook: Codebook, n: int, *, factors_only: bool = False
) -> Passages:
    """The passages of files of tasks, and the ``n`` that help most of each store. Raises ScrError.

    ``factors_only``: without suggested entities, which lie over the factors' words.
    """
    given = [task for file in files for task in read_tasks(read_file(file), file.name, codebook)]
    offered: list[StudioTask] = []
    for store in stores:
        with read_annotations(store) as reader:
            tasks = make_tasks(reader, codebook, n, seed=_SEED)
        offered += read_tasks(label_studio(tasks), store.name, codebook)
    if factors_only:
        given, offered = [without_entities(one) for one in given], [without_entities(one) for one in offered]
    return Passages(tuple(given), tuple(offered), n)


def prepare(
    address: str, data: Path, accounts: Accounts, codebook: Codebook, passages: Passages, coders: int | None
) -> Prepared:
    """Make what is missing in the Label Studio at ``address``; what is there already stays as it is.

    ``coders``: so many annotators are given each passage; None: all. Raises StudioError.
    """
    with connect(address, data, accounts) as studio:
        make_annotators(studio, accounts)
        project = ensure_project(studio, codebook, coders or len(accounts.annotators))
        there = exported(studio, project.number)
        given = add_tasks(studio, project, passages.given, there)
        there = exported(studio, project.number) if given.new else there
        room = max(0, passages.n_open - open_tasks(there))
        offered = add_tasks(studio, project, passages.offered, there, at_most=room)
    added = Added(given.new + offered.new, given.known + offered.known)
    return Prepared(project.page, added, open_tasks(there) + offered.new)
