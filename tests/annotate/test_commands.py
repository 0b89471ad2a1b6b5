"""The commands, as a user types them: what they print, their exit codes, the copy that analysts read."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.annotate import annotate
from pipeline.codebook import Codebook
from pipeline.errors import ScrError
from pipeline.store.publish import default_target, publish

from .conftest import CASE, DOCUMENT, rows_of
from .tasks import answered, region, saved, task_of


def scr(*arguments: object, code: int = 0) -> str:
    done = CliRunner().invoke(annotate, [str(one) for one in arguments])
    if isinstance(done.exception, ScrError):
        raise done.exception
    assert done.exit_code == code, done.output
    return " ".join(done.output.split())


@pytest.mark.parametrize("command", [one.name for one in annotate.registered_commands])
def test_help_ends_with_an_example(command: str) -> None:
    assert f"Example: `scr annotate {command}" in scr(command, "--help")


def test_the_whole_circle(store: Path, tmp_path: Path, book: Codebook) -> None:
    publish(store, default_target(store))
    tasks = tmp_path / "tasks.json"
    assert "1 passages (1 random)" in scr("export", tasks, "--n", 5, "--store", store)
    assert '<Label value="neglect"' in (tmp_path / "tasks.config.xml").read_text()
    (task,) = json.loads(tasks.read_text())
    assert task["data"]["why"] == "drawn by chance, as a fifth of every choice is"
    text = task["data"]["text"]
    good = region(text, "no food", "neglect", "affirmed", "child")
    bad = region(text, "corner", "gambling", "affirmed", "child", name="b")
    ann = saved(tmp_path / "ann.json", answered(task, good, bad))
    printed = scr("import", ann, "--annotator", "ann", "--store", store, code=2)
    assert "5 annotations stored, 0 were known already" in printed
    assert f"ann.json │ {DOCUMENT}-0 │ unknown_factor │ the codebook has no factor 'gambling'" in printed
    ben = saved(tmp_path / "ben.json", answered(task))
    assert "6 annotations stored" in scr("import", ben, "--annotator", "ben", "--store", store)
    # The copy that is read follows at once.
    assert rows_of(default_target(store), "SELECT COUNT(*) FROM annotations") == [(11,)]

    raw = tmp_path / "raw.csv"
    printed = scr("agreement", "--store", store, "--export", raw, "--replicates", 100)
    assert "ann and ben" in printed
    assert "ann and model" in printed
    with raw.open(newline="") as file:
        assert len(list(csv.DictReader(file))) == 6 * 40

    item = f"{DOCUMENT}:3:neglect"
    printed = scr("adjudicate", "--store", store)
    assert f"{item} ann: affirmed child current; ben: none" in printed
    assert book.factor("neglect").include[0] in printed
    assert "“There was no food in the house.” one.pdf, page 3" in printed
    assert "settled as affirmed child" in scr(
        "settle", item, "affirmed child", "--annotator", "c", "--store", store
    )
    assert "differ in nothing" in scr("adjudicate", "--store", store)

    decided = scr("decide", CASE, "neglect", "absent", "--annotator", "ann", "--note", "no", "--store", store)
    assert "Value absent, decided by annotator; the model says present." in decided
    (made,) = rows_of(
        default_target(store), "SELECT annotation_id FROM annotations WHERE kind = 'case_value'"
    )
    assert f"Withdrawn: ann on case:{CASE}:neglect, absent" in scr("withdraw", made[0], "--store", store)
    assert rows_of(
        default_target(store), "SELECT decided_by, value FROM case_factors WHERE factor_id = 'neglect'"
    ) == [("model", "present")]


def test_agreement_without_annotators_says_so(store: Path) -> None:
    with pytest.raises(ScrError, match=r"Annotators with coded passages in .*: none"):
        scr("agreement", "--store", store)


def test_two_names_without_numbers_are_refused(store: Path, tmp_path: Path, book: Codebook) -> None:
    file = saved(tmp_path / "a.json", answered(task_of(store, book, tmp_path / "t.json")))
    with pytest.raises(ScrError, match="NUMBER=NAME"):
        scr("import", file, "--annotator", "ann", "--annotator", "ben", "--store", store)
