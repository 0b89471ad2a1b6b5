"""Learning from what annotators coded, as a Prefect flow: gather, train, compare, promote or keep.

Run by ``scr train --with STORE --promote``, or as a deployment (``prefect.yaml``) every night: it does
nothing where no label is new. Killed in the middle, the old model is in use, and the next run goes on.
"""

from __future__ import annotations

from pathlib import Path

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE

from pipeline.learn.promote import Verdict
from pipeline.learn.retrain import Retraining
from pipeline.run import load_tools
from pipeline.settings import models_folder


@task(name="gather labels", cache_policy=NO_CACHE, persist_result=False)
def gather(work: Retraining) -> str | None:
    """Read the annotations; returns why there is nothing to do, or None."""
    return work.gather()


@task(name="train", cache_policy=NO_CACHE, persist_result=False)
def train(work: Retraining) -> str:
    """Train a version, unless it is there; returns its label."""
    return work.train()


@task(name="compare", cache_policy=NO_CACHE, persist_result=False)
def compare(work: Retraining, label: str) -> Verdict:
    """Compare the version with the one in use."""
    return work.compare(label)


@task(name="promote or keep", cache_policy=NO_CACHE, persist_result=False)
def finish(work: Retraining, label: str, verdict: Verdict) -> str:
    """Put the version to use, or keep the old one; returns why."""
    return work.finish(label, verdict)


@flow(name="retrain", persist_result=False)
def retrain(store: str = "scr.duckdb", annotations: str = "annotations", models: str | None = None) -> str:
    """Train on the corpus and the annotations of ``store``; the new model is used unless it is worse.

    ``models`` is the folder of the models, by default the program's own. Returns in words what was decided.
    Raises ScrError where it cannot be done; the model in use is then as it was.
    """
    folder = Path(models) if models else models_folder()
    tools = load_tools(models=False)
    work = Retraining(Path(store), Path(annotations), folder, tools, get_run_logger().info)
    nothing = gather(work)
    if nothing:
        return nothing
    label = train(work)
    return finish(work, label, compare(work, label))
