"""``scr train`` shows how far it is: a bar over the epochs on a terminal, a line for each epoch everywhere."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from pipeline.cli import learning
from pipeline.cli.app import _app
from pipeline.learn import reader_training
from pipeline.learn.examples import Example
from pipeline.learn.versions import list_versions
from pipeline.model.factor_model import FactorModel
from pipeline.model.reader import load_reader
from pipeline.run import READER, Tools
from tests.learn.small import beginnings, small_corpus, train_small
from tests.model.test_reader import PASSAGE, tiny


@pytest.fixture(scope="module")
def annotations(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_corpus(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="module")
def examples(annotations: Path, rules_only: Tools) -> dict[str, list[Example]]:
    return beginnings(annotations, rules_only)


@pytest.mark.parametrize("terminal", [True, False])
def test_the_bar_is_for_terminals_and_the_lines_for_all(
    terminal: bool,
    annotations: Path,
    examples: dict[str, list[Example]],
    small_model: FactorModel,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    train_small(monkeypatch, small_model, examples)
    shown = io.StringIO()
    monkeypatch.setattr(learning, "out", Console(file=io.StringIO(), force_terminal=terminal))
    # Without colours and cursor movements, so that what is shown can be read as text.
    monkeypatch.setattr(
        learning, "err", Console(file=shown, force_terminal=terminal, color_system=None, width=120)
    )
    arguments = ["train", "factors", "--annotations", str(annotations), "--into", str(tmp_path / "models")]
    done = CliRunner().invoke(_app, arguments, catch_exceptions=False)
    assert done.exit_code == 0
    assert "all reviews: epoch 1 of 1: loss" in shown.getvalue()
    assert ("1/1 epochs" in shown.getvalue()) == terminal
    assert ("Training the factor coder" in shown.getvalue()) == terminal


def test_the_reader_is_trained_as_a_version(
    annotations: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_training, "starting_encoder", lambda: tmp_path)
    monkeypatch.setattr(reader_training, "new_reader", lambda start, shape: tiny())
    models = tmp_path / "models"
    arguments = ["train", "reader", "--annotations", str(annotations), "--into", str(models)]
    done = CliRunner().invoke(_app, arguments, catch_exceptions=False)
    assert done.exit_code == 0
    assert "Reader of the case record reader-" in done.output
    (version,) = list_versions(models, [READER])
    assert not version.in_use
    assert version.lineage is not None
    assert version.lineage.settings["epochs"] == 4
    assert load_reader(version.folder)("incident_date", [PASSAGE], [])
