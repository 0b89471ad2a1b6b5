"""The coder's measured accuracy: its file, and its way into the store at the start of a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.codebook import load_codebook
from pipeline.errors import SettingsError
from pipeline.ingest import prepared_store
from pipeline.settings import configs_folder, models_folder
from pipeline.store.query import query
from pipeline.store.reference import AccuracyRow, read_accuracy

HEADER = "factor_id,n_gold_present,n_found_of_present,n_gold_other,n_found_of_other,source\n"


def write(folder: Path, text: str) -> Path:
    path = folder / "accuracy.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_of_accuracy_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER + 'neglect,20,18,40,4,"test split, coder 1"\npoverty,0,0,60,1,same\n')
    assert read_accuracy(path) == (
        AccuracyRow("neglect", 20, 18, 40, 4, "test split, coder 1"),
        AccuracyRow("poverty", 0, 0, 60, 1, "same"),
    )


def test_without_a_file_nothing_was_measured(tmp_path: Path) -> None:
    assert read_accuracy(tmp_path / "accuracy.csv") == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("factor_id,source\nneglect,x\n", "there is no column 'n_gold_present'"),
        (HEADER + "neglect,20,18,40,4,x\npoverty,3,4,40,4,x\n", "row 2: poverty: 4 found of 3 cannot be"),
        (HEADER + "neglect,20,18,40,41,x\n", "row 1: neglect: 41 found of 40 cannot be"),
        (HEADER + "neglect,20,many,40,4,x\n", "row 1: .*'many'.*: mend that row"),
        (HEADER + "neglect,20\n", "row 1: .*NoneType"),
        (HEADER + "neglect,20,18,40,4,\n", "row 1: neglect: the source is empty"),
        (HEADER + "neglect,20,18,40,4,x\nneglect,20,18,40,4,x\n", "row 2: neglect has a row already"),
    ],
)
def test_a_wrong_file_is_a_settings_error(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=rf"accuracy.csv.*{message}"):
        read_accuracy(write(tmp_path, text))


def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "accuracy.csv").mkdir()
    with pytest.raises(SettingsError, match="cannot be read: Is a directory"):
        read_accuracy(tmp_path / "accuracy.csv")


def test_the_models_lie_beside_the_configs_or_where_the_variable_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SCR_CONFIGS", raising=False)
    monkeypatch.delenv("SCR_MODELS", raising=False)
    assert models_folder() == configs_folder().parent / "models"
    monkeypatch.setenv("SCR_MODELS", str(tmp_path))
    assert models_folder() == tmp_path
    monkeypatch.setenv("SCR_MODELS", str(tmp_path / "nowhere"))
    with pytest.raises(SettingsError, match=r"SCR_MODELS names .*nowhere, which is not a folder"):
        models_folder()


def test_a_run_begins_with_the_accuracy_of_today(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCR_MODELS", str(tmp_path))
    codebook = load_codebook(configs_folder())
    store = tmp_path / "scr.duckdb"
    sql = "SELECT factor_id, sensitivity, specificity FROM prevalence_corrected WHERE sensitivity IS NOT NULL"
    path = write(tmp_path, HEADER + "neglect,20,18,40,4,x\n")
    prepared_store(store, codebook).close()
    assert query(store, sql).rows == (("neglect", 0.9, 0.9),)
    path.unlink()
    prepared_store(store, codebook).close()
    assert query(store, sql).rows == ()


def test_a_wrong_file_of_accuracy_makes_no_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCR_MODELS", str(tmp_path))
    write(tmp_path, HEADER + "neglect,1,2,0,0,x\n")
    with pytest.raises(SettingsError, match="2 found of 1"):
        prepared_store(tmp_path / "scr.duckdb", load_codebook(configs_folder()))
    assert not (tmp_path / "scr.duckdb").exists()
