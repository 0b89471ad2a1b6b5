"""Decisions outrank the model, outlast its runs, and can be settled and taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.annotate.decide import decide, settle, withdraw
from pipeline.codebook import Codebook
from pipeline.errors import ScrError
from pipeline.store.annotations import open_annotations, read_annotations
from pipeline.store.connect import open_writer
from pipeline.store.migrate import migrate

from .conftest import CASE, DOCUMENT, review, rows_of, write
from .tasks import LATE, answered, imported, region, saved, task_of

ITEM = f"{DOCUMENT}:3:neglect"


def value(store: Path, factor: str = "neglect") -> tuple[Any, ...]:
    columns = "value, probability, decided_by, model_value, model_probability, n_affirmed"
    (row,) = rows_of(
        store, f"SELECT {columns} FROM case_factors WHERE case_id = '{CASE}' AND factor_id = '{factor}'"
    )
    return row


def test_a_decision_outranks_the_model_until_it_is_withdrawn(store: Path, book: Codebook) -> None:
    before = value(store)
    assert before[:3] == ("present", before[4], "model")
    with open_annotations(store) as writer:
        made = decide(writer, book, CASE, "neglect", "not_mentioned", annotator="ann", note="page 3")
        assert (made.new, made.others, made.now.decided_by) == (True, {}, "annotator")
    assert value(store) == ("not_mentioned", 1.0, "annotator", "present", before[4], 1)
    assert rows_of(store, "SELECT COUNT(*) FROM review_queue WHERE factor_id = 'neglect'") == [(0,)]
    with open_annotations(store) as writer:
        withdraw(writer, made.annotation_id[:8])
    assert value(store) == before
    assert rows_of(store, "SELECT value, note, withdrawn_at IS NOT NULL FROM annotations") == [
        ("not_mentioned", "page 3", True)
    ]


def test_a_decision_survives_a_run_with_a_newer_model(store: Path, book: Codebook) -> None:
    with open_annotations(store) as writer:
        kept = decide(writer, book, CASE, "neglect", "absent", annotator="ann")
        decide(writer, book, CASE, "poverty", "present", annotator="ann")
    # The newer model finds nothing of neglect any more.
    newer = replace(review(), mentions=())
    write(store, [newer], book, model="model-2")
    assert rows_of(store, "SELECT DISTINCT model_version FROM documents JOIN runs USING (run_id)") == [
        ("model-2",)
    ]
    assert value(store)[:4] == ("absent", 1.0, "annotator", "not_mentioned")
    assert value(store, "poverty")[:3] == ("present", 1.0, "annotator")
    with open_annotations(store) as writer:
        withdraw(writer, kept.annotation_id)
    # Back to what the newer model says, not to what the older one said.
    assert value(store)[:3] == ("not_mentioned", value(store)[4], "model")
    assert rows_of(store, "SELECT COUNT(*) FROM case_factors WHERE decided_by = 'annotator'") == [(1,)]


def test_annotators_who_differ_leave_the_value_to_the_model_until_settled(
    store: Path, book: Codebook
) -> None:
    with open_annotations(store) as writer:
        decide(writer, book, CASE, "neglect", "absent", annotator="ann")
        made = decide(writer, book, CASE, "neglect", "not_mentioned", annotator="ben")
        assert (made.others, made.now.decided_by) == ({"ann": "absent"}, "model")
        (difference,) = writer.differences()
        assert difference.codings == "ann: absent; ben: not_mentioned"
        settled = settle(writer, book, difference.item_id, "absent", annotator="cara")
        assert writer.differences() == []
    assert value(store)[:3] == ("absent", 1.0, "annotator")
    with open_annotations(store) as writer:
        withdraw(writer, settled.annotation_id)
        assert len(writer.differences()) == 1
        # Ben comes round: both say the same, nothing is left to settle.
        decide(writer, book, CASE, "neglect", "absent", annotator="ben")
        assert writer.differences() == []
    assert value(store)[:3] == ("absent", 1.0, "annotator")
    assert rows_of(store, "SELECT value, basis, n_annotators FROM decisions") == [("absent", "agreed", 2)]


def test_deciding_the_same_again_adds_nothing(store: Path, book: Codebook) -> None:
    with open_annotations(store) as writer:
        assert decide(writer, book, CASE, "neglect", "absent", annotator="ann").new
        assert not decide(writer, book, CASE, "neglect", "absent", annotator="ann").new
        assert decide(writer, book, CASE, "neglect", "present", annotator="ann").new
    assert rows_of(store, "SELECT value FROM annotations ORDER BY annotated_at") == [
        ("absent",),
        ("present",),
    ]
    assert value(store)[:3] == ("present", 1.0, "annotator")


@pytest.mark.parametrize(
    ("case", "factor", "said", "name", "says"),
    [
        ("nobody", "neglect", "absent", "ann", "no case 'nobody'"),
        (CASE, "gambling", "absent", "ann", "no factor 'gambling'"),
        (CASE, "neglect", "maybe", "ann", "one of present, absent, not_mentioned"),
        (CASE, "neglect", "absent", " ", "give --annotator NAME"),
    ],
)
def test_a_decision_that_cannot_be(
    store: Path, book: Codebook, case: str, factor: str, said: str, name: str, says: str
) -> None:
    with open_annotations(store) as writer, pytest.raises(ScrError, match=says):
        decide(writer, book, case, factor, said, annotator=name)
    assert rows_of(store, "SELECT COUNT(*) FROM annotations") == [(0,)]


@pytest.mark.parametrize(("start", "says"), [("abc", "no annotation"), ("0123456789", "no annotation")])
def test_withdrawing_what_is_not_there(store: Path, start: str, says: str) -> None:
    with open_annotations(store) as writer, pytest.raises(ScrError, match=says):
        withdraw(writer, start)


@pytest.fixture
def coded_twice(store: Path, tmp_path: Path, book: Codebook) -> Path:
    """Ann and Ben coded the passage; they differ on sentence 1 (whom), 3 (whether) and on one entity."""
    task = task_of(store, book, tmp_path / "t.json")
    text = task["data"]["text"]
    ann = (
        region(text, "drinking", "parental_alcohol_misuse", "affirmed", "mother", name="a"),
        region(text, "no food", "neglect", "affirmed", "child", name="b"),
        region(text, "asked Father", "invisible_fathers", "affirmed", "professional", name="c"),
        region(text, "Child A", "CHILD", name="d"),
    )
    ben = (
        region(text, "drinking again", "parental_alcohol_misuse", "affirmed", "parents", name="a"),
        region(text, "Nobody asked", "invisible_fathers", "affirmed", "professional", name="c"),
    )
    imported(store, book, saved(tmp_path / "ann.json", answered(task, *ann)), name="ann")
    imported(store, book, saved(tmp_path / "ben.json", answered(task, *ben, at=LATE)), name="ben")
    return store


def test_differences_are_a_queue_and_agreement_a_decision(coded_twice: Path) -> None:
    with read_annotations(coded_twice) as reader:
        found = reader.differences()
    assert [(one.item_id, one.codings, one.differs_in_kind) for one in found] == [
        (ITEM, "ann: affirmed child current; ben: none", True),
        (f"{DOCUMENT}:0-7", "ann: CHILD; ben: none", True),
        (
            f"{DOCUMENT}:1:parental_alcohol_misuse",
            "ann: affirmed mother current; ben: affirmed parents current",
            False,
        ),
    ]
    assert found[0].sentence == "There was no food in the house."
    assert found[0].quote == "no food"
    assert found[0].definition
    decided = "SELECT sentence_no, COALESCE(factor_id, '*'), value, basis FROM decisions ORDER BY 1, 2"
    # Sentences 0, 2 and 5 bear on nothing for both; 4 they code alike with other words marked.
    assert rows_of(coded_twice, decided) == [
        (0, "*", "none", "agreed"),
        (2, "*", "none", "agreed"),
        (4, "invisible_fathers", "affirmed professional current", "agreed"),
        (5, "*", "none", "agreed"),
    ]


def test_settling_makes_gold(coded_twice: Path, book: Codebook) -> None:
    with open_annotations(coded_twice) as writer:
        settle(writer, book, ITEM, "uncertain child historical", annotator="cara", note="a guess")
        settle(writer, book, f"{DOCUMENT}:1:parental_alcohol_misuse", "none", annotator="cara")
        settle(writer, book, f"{DOCUMENT}:0-7", "SIBLING", annotator="cara")
        assert writer.differences() == []
        settle(writer, book, ITEM, "affirmed child", annotator="dora")
    gold = "SELECT kind, value, quote FROM decisions WHERE basis = 'adjudicated' ORDER BY sentence_no"
    assert rows_of(coded_twice, gold) == [
        ("entity", "SIBLING", "Child A"),
        ("mention", "none", "drinking"),
        ("mention", "affirmed child current", "no food"),
    ]
    with open_annotations(coded_twice) as writer:
        for item, said in (
            (ITEM, "present"),
            (f"{DOCUMENT}:0-7", "SHOP"),
            ("nothing:1:neglect", "none"),
            (ITEM, ""),
        ):
            with pytest.raises(ScrError):
                settle(writer, book, item, said, annotator="cara")


def test_an_older_store_keeps_the_values_of_the_model(tmp_path: Path) -> None:
    path = tmp_path / "old.duckdb"
    with duckdb.connect(str(path)) as con:
        migrate(con, path, upto=7)
        con.execute("INSERT INTO case_factors VALUES ('c', 'neglect', 'present', 0.7, 1, 0, 0, 'model')")
    open_writer(path).close()
    assert rows_of(path, "SELECT value, model_value, model_probability FROM case_factors") == [
        ("present", "present", 0.7)
    ]


def test_an_older_copy_without_annotations_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "old.duckdb"
    with duckdb.connect(str(path)) as con:
        migrate(con, path, upto=7)
    with read_annotations(path) as reader, pytest.raises(ScrError, match="scr run brings it up to date"):
        reader.seen()


def test_a_busy_store_says_who_has_it(store: Path) -> None:
    with open_annotations(store), pytest.raises(ScrError, match="is busy"):
        read_annotations(store)
    with pytest.raises(ScrError, match="there is no store"):
        open_annotations(store.with_name("none.duckdb"))
