"""The retraining as a Prefect flow: a real run of it, and the deployment that ``prefect.yaml`` makes of it."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from pipeline.learn.examples import Example
from pipeline.learn.versions import label_in_use
from pipeline.model.factor_model import FactorModel
from pipeline.run import Tools
from tests.learn.conftest import new_small_model, rules_only, small_model  # noqa: F401 - fixtures
from tests.learn.small import beginnings, small_corpus, train_small
from tests.learn.test_gold import add, row, store  # noqa: F401 - a fixture


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DO_NOT_TRACK", "1")
        patch.setenv("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
        patch.setenv("PREFECT_LOGGING_TO_API_ENABLED", "false")
        from prefect.testing.utilities import prefect_test_harness

        with prefect_test_harness(server_startup_timeout=120):
            yield


def test_a_run_trains_and_promotes_and_the_next_does_nothing(
    server: None,
    tmp_path: Path,
    store: Path,  # noqa: F811
    rules_only: Tools,  # noqa: F811
    small_model: FactorModel,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from flows import retrain as flow

    annotations, models = small_corpus(tmp_path / "annotations"), tmp_path / "models"
    examples: dict[str, list[Example]] = beginnings(annotations, rules_only)
    train_small(monkeypatch, small_model, examples)
    monkeypatch.setattr(flow, "load_tools", lambda **_: rules_only)
    add(store, row(1, "affirmed mother current", "parental_alcohol_misuse"))
    said = flow.retrain(str(store), str(annotations), str(models))
    label = label_in_use(models, "factors")
    assert label.startswith("factors-")
    assert said.startswith(f"{label}: Promoted")
    assert "Nothing new to learn from" in flow.retrain(str(store), str(annotations), str(models))


def test_the_deployment_is_the_flow_with_its_parameters_every_night() -> None:
    (deployment,) = [
        one
        for one in yaml.safe_load(Path("prefect.yaml").read_text())["deployments"]
        if one["name"] == "retrain"
    ]
    file, _, name = deployment["entrypoint"].partition(":")
    flow = getattr(importlib.import_module(file.removesuffix(".py").replace("/", ".")), name)
    assert set(deployment["parameters"]) == set(inspect.signature(flow.fn).parameters)
    (schedule,) = deployment["schedules"]
    assert schedule["cron"].split()[2:] == ["*", "*", "*"]
    # Two trainings at once would stand in each other's way.
    assert deployment["concurrency_limit"] == 1
