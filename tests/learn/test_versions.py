"""Versions of a model: kept with their lineage, switched in one step, rolled back, never half in use."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.models import models as commands
from pipeline.learn import versions
from pipeline.learn.versions import Lineage, keep, label_in_use, list_versions, use
from pipeline.run import accuracy_file, has_model, model_folder, model_version
from pipeline.sealed import IN_USE, ModelError, seal, verify, version_of

NAMES = ["factors", "entities"]
LINEAGE = Lineage(
    trained_at="2026-03-01T09:00:00",
    parent="shipped",
    labels="abc123",
    gold_sentences=12,
    annotators=2,
    codebook_version="cb-1",
    code_version="0.1.0",
    settings={"epochs": 2},
    figures={"sentence F1": (0.5, 0.4, 0.6, 100), "case kappa": (0.61, 0.52, 0.7, 40)},
)


def trained(models: Path, content: str, **fields: str) -> str:
    draft = models / "draft"
    draft.mkdir()
    (draft / "model.safetensors").write_text(content)
    return keep(draft, models, "factors", replace(LINEAGE, **fields))


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of models with a shipped one and two versions, of which none is in use."""
    for name in NAMES:
        (tmp_path / name).mkdir()
        (tmp_path / name / "model.safetensors").write_text("shipped")
        seal(tmp_path / name)
    monkeypatch.setenv("SCR_MODELS", str(tmp_path))
    return tmp_path


def test_a_switch_is_what_the_program_loads_and_it_goes_back(models: Path) -> None:
    label = trained(models, "one")
    assert model_folder("factors") == models / "factors"
    before = model_version()
    assert use(models, label, NAMES) == ["factors"]
    assert model_folder("factors") == models / "versions" / label
    assert model_folder("entities") == models / "entities"
    assert has_model("factors")
    assert model_version() != before
    assert label.removeprefix("factors-") in model_version()
    use(models, "shipped", NAMES)
    assert model_folder("factors") == models / "factors"
    assert model_version() == before


def test_a_version_is_sealed_with_its_lineage(models: Path) -> None:
    label = trained(models, "one")
    folder = models / "versions" / label
    assert verify(folder) == version_of(folder) == label.removeprefix("factors-")
    assert json.loads((folder / "lineage.json").read_text())["parent"] == "shipped"
    (folder / "lineage.json").write_text((folder / "lineage.json").read_text().replace("shipped", "other"))
    with pytest.raises(ModelError, match=r"lineage\.json is not the file"):
        use(models, label, NAMES)
    assert label_in_use(models, "factors") == "shipped"


def test_the_list_has_the_newest_first_and_says_what_is_in_use(models: Path) -> None:
    older = trained(models, "one")
    newer = trained(models, "two", trained_at="2026-03-02T09:00:00", parent=older)
    use(models, older, NAMES)
    found = list_versions(models, NAMES)
    assert [(one.label, one.name, one.in_use) for one in found] == [
        (newer, "factors", False),
        (older, "factors", True),
        ("shipped", "factors", False),
        ("shipped", "entities", True),
    ]
    assert found[0].lineage is not None
    assert found[0].lineage.parent == older


def test_the_commands(models: Path) -> None:
    label = trained(models, "one")
    versions.save_verdict(models, label, False, "Not promoted: worse.", "abc123")
    printed = CliRunner().invoke(commands, ["use", label[:12]]).output
    assert f"factors: {label} is in use." in printed
    listed = " ".join(CliRunner().invoke(commands, ["list"]).output.split())
    assert "0.50 (0.40 to 0.60)" in listed
    assert "0.61 (0.52 to 0.70)" in listed
    assert "12 sentences of 2 annotators" in listed.replace("│ ", "")
    assert "Not promoted: worse." in listed


def test_what_was_measured_of_another_coder_is_not_this_ones(models: Path) -> None:
    (models / "accuracy.csv").write_text("shipped")
    label = trained(models, "one")
    assert accuracy_file() == models / "accuracy.csv"
    use(models, label, NAMES)
    assert accuracy_file() == models / "versions" / label / "accuracy.csv"
    assert not accuracy_file().exists()


@pytest.mark.parametrize("wanted", ["factors-ffff", "", "factors-", "nothing"])
def test_a_version_that_is_not_one_switches_nothing(models: Path, wanted: str) -> None:
    first = trained(models, "one")
    trained(models, "two")
    use(models, first, NAMES)
    with pytest.raises(ModelError, match="scr models list"):
        use(models, wanted, NAMES)
    assert label_in_use(models, "factors") == first


@pytest.mark.parametrize("text", ['{"factors": "factors-00', "[]", '{"factors": "factors-0123456789ab"}'])
def test_a_damaged_choice_is_said_and_mended_by_choosing(models: Path, text: str) -> None:
    label = trained(models, "one")
    (models / IN_USE).write_text(text)
    with pytest.raises(ModelError):
        model_folder("factors")
    use(models, label, NAMES)
    assert model_folder("factors").name == label


@pytest.mark.parametrize("name", ["../factors", "factors-../../factors", "entities-0123456789ab"])
def test_a_choice_never_leads_out_of_the_folder(models: Path, name: str) -> None:
    (models / IN_USE).write_text(json.dumps({"factors": name}))
    with pytest.raises(ModelError, match="not in"):
        model_folder("factors")


SWITCHING = """
import sys
from pathlib import Path
from pipeline.learn.versions import use
while True:
    for label in sys.argv[2:]:
        use(Path(sys.argv[1]), label, ["factors"])
    print("switched", flush=True)
"""


def test_killed_while_switching_one_version_is_in_use_whole(models: Path) -> None:
    labels = [trained(models, "one"), trained(models, "two")]
    for _ in range(5):
        process = subprocess.Popen(
            [sys.executable, "-c", SWITCHING, str(models), *labels], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline()
        for _ in range(200):
            assert model_folder("factors").name in labels
        time.sleep(0.01)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        verify(model_folder("factors"))
