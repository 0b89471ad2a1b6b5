"""The main job as a Prefect flow: PDFs in, coded cases in a store, a published copy for analysts.

Run by ``scr run``, or as a deployment (``prefect.yaml``). One task is one document: its thread hands the
file to a worker process and waits, so that Prefect's own cost is paid once a document.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from pipeline.codebook import load_codebook
from pipeline.errors import ScrError
from pipeline.ingest import Outcome, Sink, Summary, find_files, ingest, path_of, prepared_store
from pipeline.pool import WorkerPool, default_workers
from pipeline.read.file import shown_name
from pipeline.records import Rejected
from pipeline.run import code_case, current_versions
from pipeline.settings import configs_folder, load_settings
from pipeline.store.publish import default_target, publish

# Threads wait for worker processes; a few more of them keep every worker busy.
THREADS = 16


@task(name="code document", task_run_name="{name}", cache_policy=NO_CACHE, persist_result=False)
def code_document(name: str, process: Callable[[], Outcome], deliver: Callable[[Outcome], None]) -> str:
    """Code one document in a worker process and deliver the outcome; returns how it went.

    The outcome is not the task's result: results are kept until the flow ends, and 1,800 would not fit.
    """
    outcome = process()
    deliver(outcome)
    return f"rejected: {outcome.reason}" if isinstance(outcome, Rejected) else "coded"


def _tell_failure(ended: PrefectFuture[Any], path: Path, sink: Sink) -> None:
    """A task that failed delivered nothing: the run must hear of it, or it would wait for ever."""
    if not ended.state.is_completed():
        error = ended.state.result(raise_on_failure=False)
        failed = (
            error
            if isinstance(error, BaseException)
            else ScrError(f"The task for {shown_name(path)} failed.")
        )
        sink(path, failed)


@task(name="publish", cache_policy=NO_CACHE, persist_result=False)
def publish_store(store: str, target: str) -> str:
    """Swap in a fresh read-only copy for analysts."""
    publish(Path(store), Path(target))
    return target


_runner: TaskRunner[PrefectFuture[Any]] = ThreadPoolTaskRunner(max_workers=THREADS)  # type: ignore[assignment]


@flow(name="ingest-reports", persist_result=False, task_runner=_runner)
def ingest_reports(paths: list[str], store: str = "scr.duckdb", workers: int | None = None) -> Summary:
    """Code the reports under ``paths`` into ``store`` and publish it.

    ``workers`` is the number of worker processes, by default one a processor. Files already coded with the
    same program, codebook and models are left alone. Raises ScrError where the run itself cannot go on.
    """
    settings = load_settings()
    codebook = load_codebook(configs_folder())
    files = find_files([path_of(path) for path in paths])
    count = workers or default_workers()
    with prepared_store(Path(store), codebook) as writer, WorkerPool(count, settings) as pool:

        def submit(path: Path, sink: Sink) -> None:
            future = code_document.submit(
                shown_name(path), lambda: pool.process(path), lambda outcome: sink(path, outcome)
            )
            future.add_done_callback(lambda ended: _tell_failure(ended, path, sink))

        summary = ingest(
            files,
            writer,
            current_versions(codebook),
            submit,
            code_case(codebook),
            batch_size=settings.batch_size,
            in_flight=min(THREADS, 2 * count),
            max_bytes=settings.limits.max_bytes,
        )
    publish_store(store, str(default_target(Path(store))))
    return summary
