"""The main job without Prefect: which files there are, what is new, coded in batches, stored, published."""

from __future__ import annotations

import os
import queue
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote_to_bytes

from pipeline.codebook import Codebook
from pipeline.errors import ScrError
from pipeline.periods import read_periods
from pipeline.read.file import ID_LENGTH, content_hash, shown_name
from pipeline.records import CaseFactor, Mention, Processed, Rejected, Versions
from pipeline.settings import configs_folder
from pipeline.store.connect import open_writer
from pipeline.store.reference import FactorRow, read_accuracy, read_statistics
from pipeline.store.write import Writer

Outcome = Processed | Rejected
Sink = Callable[[Path, Outcome | BaseException], None]
# Starts work on one file and returns at once; the outcome goes to the sink, from any thread. An exception
# in place of an outcome ends the run: it is nothing that one file did.
Submit = Callable[[Path, Sink], None]
CodeCase = Callable[[Sequence[Mention]], Sequence[CaseFactor]]
_READABLE = {".pdf"}
# Not read, but named, so that nobody believes they were.
_NAMED = {".doc", ".docx", ".odt", ".rtf"}


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run will do: files to code, files already coded, second copies of the same content."""

    to_do: tuple[Path, ...]
    unchanged: tuple[Path, ...]
    copies: tuple[Path, ...]

    @property
    def total(self) -> int:
        """All files found."""
        return len(self.to_do) + len(self.unchanged) + len(self.copies)


@dataclass(slots=True)
class Summary:
    """What a run did. ``pages_a_second`` counts the pages of documents read in this run."""

    run_id: str = ""
    read: int = 0
    unchanged: int = 0
    copies: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    pages: int = 0
    mentions: int = 0
    present: int = 0
    seconds: float = 0.0

    @property
    def pages_a_second(self) -> float:
        """Pages read divided by the seconds of the whole run."""
        return self.pages / self.seconds if self.seconds else 0.0


class Observer:
    """Told how a run goes; this one says nothing. The command line shows a progress bar."""

    def planned(self, plan: Plan) -> None:
        """The files are known."""

    def done(self, path: Path, outcome: Outcome) -> None:
        """One file is coded or rejected."""

    def stored(self, count: int) -> None:
        """A batch of ``count`` files is safe in the store."""


# A context variable, since a flow's parameters have to be plain data.
observer: ContextVar[Observer] = ContextVar("observer", default=Observer())  # noqa: B039 - it has no state


def path_text(path: Path) -> str:
    """The path as text that can be kept and sent: a file: address where a name holds bytes that are none."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return path.absolute().as_uri()
    return str(path)


def path_of(text: str) -> Path:
    """The path that ``path_text`` made text of."""
    is_address = text.startswith("file:///")
    return Path(os.fsdecode(unquote_to_bytes(text.removeprefix("file://")))) if is_address else Path(text)


def find_files(paths: Sequence[Path]) -> list[Path]:
    """The PDFs under ``paths`` in a stable order, and word processors' files so that they are named.

    Raises ScrError for a path that does not exist and where nothing is found.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if not path.exists():
            raise ScrError(f"There is no file or folder {path}.")
        if path.is_dir():
            found.update(dict.fromkeys(_in_folder(path)))
        else:
            found[path] = None
    if not any(file.suffix.lower() not in _NAMED for file in found):
        where = ", ".join(str(path) for path in paths)
        raise ScrError(f"There is no PDF in {where}. Give the folder that holds the reports, or the files.")
    return list(found)


def _in_folder(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if Path(name).suffix.lower() in _READABLE | _NAMED and not name.startswith((".", "~$")):
                yield Path(root) / name


def make_plan(files: Sequence[Path], known: set[str], max_bytes: int | None = None) -> Plan:
    """Sort files into new, already coded (``known`` document ids) and copies, by their content.

    What has no content to go by (a broken link, a pipe, more than ``max_bytes``) is new: the reader says
    what is wrong with it.
    """
    to_do: list[Path] = []
    unchanged: list[Path] = []
    copies: list[Path] = []
    seen: set[str] = set()
    for file in files:
        try:
            identity = content_hash(file, max_bytes)[:ID_LENGTH]
        except OSError:
            to_do.append(file)
            continue
        if identity in seen:
            copies.append(file)
        elif identity in known:
            unchanged.append(file)
        else:
            to_do.append(file)
        seen.add(identity)
    return Plan(tuple(to_do), tuple(unchanged), tuple(copies))


def told_apart(files: Sequence[Path]) -> dict[Path, str]:
    """The name that each file is stored under: its own, with the folders that tell it from others."""
    names = {file: shown_name(file) for file in files}
    folders = {file: list(file.absolute().parents) for file in files}
    for depth in range(max(map(len, folders.values()), default=0)):
        count = Counter(names.values())
        alike = [file for file, name in names.items() if count[name] > 1 and depth < len(folders[file])]
        if not alike:
            break
        for file in alike:
            names[file] = f"{shown_name(folders[file][depth])}/{names[file]}"
    return names


def prepared_store(path: Path, codebook: Codebook) -> Writer:
    """The store at ``path``, open for writing, with codebook, periods, published figures, accuracy loaded.

    Raises StoreError where it cannot be opened, SettingsError where a file to load is wrong.
    """
    # Its rules take a second to import: not for a command that stores nothing.
    from pipeline.run import accuracy_file

    configs = configs_folder()
    periods = read_periods(configs / "periods.toml")
    statistics = read_statistics(
        configs / "national_statistics.csv", configs / "national_statistics_map.toml", periods
    )
    accuracy = read_accuracy(accuracy_file())
    writer = open_writer(path)
    try:
        writer.load_codebook(
            [
                FactorRow(
                    factor.id, factor.name, factor.domain, factor.definition, factor.min_age_years or None
                )
                for factor in codebook.factors
            ]
        )
        writer.load_reference(periods, statistics)
        writer.load_accuracy(accuracy)
    except BaseException:
        writer.close()
        raise
    return writer


def ingest(
    files: Sequence[Path],
    writer: Writer,
    versions: Versions,
    submit: Submit,
    code_case: CodeCase,
    *,
    batch_size: int,
    in_flight: int,
    max_bytes: int | None = None,
) -> Summary:
    """Code what is new and store it in batches, one transaction each.

    An interruption loses at most the documents in flight and the unfinished batch: the next run does them.
    """
    started = time.perf_counter()
    watcher = observer.get()
    plan = make_plan(files, writer.known_documents(versions), max_bytes)
    watcher.planned(plan)
    summary = Summary(unchanged=len(plan.unchanged), copies=len(plan.copies))
    if plan.to_do:
        summary.run_id = writer.start_run(versions)
        batch: list[Outcome] = []
        names = told_apart(files)
        for path, coded in _outcomes(plan.to_do, submit, in_flight):
            outcome = replace(coded, file_name=names[path])
            watcher.done(path, outcome)
            batch.append(outcome)
            if len(batch) >= batch_size:
                _store(writer, summary, batch, code_case, watcher)
        _store(writer, summary, batch, code_case, watcher)
        writer.finish_run(summary.run_id)
    summary.seconds = time.perf_counter() - started
    return summary


def _outcomes(paths: Sequence[Path], submit: Submit, in_flight: int) -> Iterator[tuple[Path, Outcome]]:
    """Outcomes as they come, never more than ``in_flight`` files under way, so that memory stays flat."""
    done: queue.Queue[tuple[Path, Outcome | BaseException]] = queue.Queue()
    waiting = deque(paths)
    running = 0
    while waiting or running:
        while waiting and running < in_flight:
            submit(waiting.popleft(), lambda path, outcome: done.put((path, outcome)))
            running += 1
        path, outcome = done.get()
        if isinstance(outcome, BaseException):
            raise outcome
        yield path, outcome
        running -= 1


def _store(
    writer: Writer, summary: Summary, batch: list[Outcome], code_case: CodeCase, watcher: Observer
) -> None:
    """Write the batch, count it, empty it."""
    if not batch:
        return
    processed = [outcome for outcome in batch if isinstance(outcome, Processed)]
    rejected = [outcome for outcome in batch if isinstance(outcome, Rejected)]
    refused = writer.write_batch(summary.run_id, processed, rejected, code_case)
    names = {refusal.file_name for refusal in refused}
    kept = [one for one in processed if one.file_name not in names]
    summary.read += len(kept)
    summary.rejected += [*rejected, *refused]
    summary.pages += sum(one.n_pages for one in kept)
    summary.mentions += sum(len(one.mentions) for one in kept)
    summary.present += sum(factor.value == "present" for one in kept for factor in one.case_factors)
    watcher.stored(len(batch))
    batch.clear()
