"""What annotators decide on mentions moves the values of the case, outlasts runs, and can be taken back."""

from __future__ import annotations

from dataclasses import astuple, replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.annotate.decide import decide, settle, withdraw
from pipeline.codebook import Codebook
from pipeline.records import Mention
from pipeline.store.annotations import open_annotations
from pipeline.store.query import evidence

from .conftest import CASE, DOCUMENT, review, rows_of, write
from .tasks import LATE, answered, imported, region, saved, task_of

ITEM = f"{DOCUMENT}:3:neglect"
DRINK, FOOD, ASKED = (
    ("was drinking", "parental_alcohol_misuse", "affirmed", "mother"),
    ("no food in the house", "neglect", "affirmed", "child"),
    ("asked Father", "invisible_fathers", "affirmed", "professional"),
)
CAFE = ("closed", "poverty", "affirmed", "family")


def value(store: Path, factor: str) -> tuple[Any, ...]:
    columns = "value, decided_by, model_value, n_affirmed, n_negated, n_uncertain"
    where = f"case_id = '{CASE}' AND factor_id = '{factor}'"
    (row,) = rows_of(store, f"SELECT {columns} FROM case_factors WHERE {where}")
    return row


def everything(store: Path) -> list[tuple[Any, ...]]:
    return rows_of(store, "SELECT * FROM case_factors ORDER BY ALL")


def in_force(store: Path) -> set[tuple[Any, ...]]:
    return set(rows_of(store, "SELECT sentence_no, factor_id, assertion, method FROM mentions_in_force"))


@pytest.fixture
def code(store: Path, tmp_path: Path, book: Codebook) -> Any:
    """Take in the passage with these marks, as one annotator hands it in."""
    task = task_of(store, book, tmp_path / "task.json")

    def coded(*marks: tuple[str, ...], name: str = "ann", at: str = LATE) -> None:
        regions = [
            region(task["data"]["text"], words, *label, name=f"r{number}")
            for number, (words, *label) in enumerate(marks)
        ]
        file = saved(tmp_path / f"{name}{len(marks)}.json", answered(task, *regions, at=at))
        assert not imported(store, book, file, name=name).refused

    return coded


def test_a_mark_taken_out_takes_the_value_with_it(store: Path, code: Any) -> None:
    before = everything(store)
    assert value(store, "neglect") == ("present", "model", "present", 1, 0, 0)
    code(DRINK, ASKED)
    assert value(store, "neglect") == ("not_mentioned", "model", "present", 0, 0, 0)
    assert value(store, "parental_alcohol_misuse")[:3] == ("present", "model", "present")
    assert (3, "neglect", "affirmed", "rule") not in in_force(store)
    # What was found is kept, and comes back with the value.
    assert rows_of(store, "SELECT COUNT(*) FROM mentions WHERE factor_id = 'neglect'") == [(1,)]
    with open_annotations(store) as writer:
        for (one,) in rows_of_writer(writer, "SELECT annotation_id FROM annotations"):
            withdraw(writer, one)
    assert everything(store) == before


def rows_of_writer(writer: Any, sql: str) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = writer._con.execute(sql).fetchall()
    return found


def test_a_mark_put_in_brings_the_value(store: Path, code: Any) -> None:
    assert value(store, "poverty") == ("not_mentioned", "model", "not_mentioned", 0, 0, 0)
    code(DRINK, FOOD, ASKED, CAFE)
    assert value(store, "poverty") == ("present", "model", "not_mentioned", 1, 0, 0)
    assert (5, "poverty", "affirmed", "annotator") in in_force(store)
    (shown,) = evidence(store, CASE, "poverty")
    assert {"poverty", "present", "affirmed", "annotator", "closed"} <= set(astuple(shown))
    assert rows_of(store, "SELECT n_present FROM prevalence WHERE factor_id = 'poverty'") == [(1,)]


@pytest.mark.parametrize(
    ("assertion", "expected"),
    [
        ("negated", ("absent", "model", "present", 0, 1, 0)),
        ("uncertain", ("not_mentioned", "model", "present", 0, 0, 1)),
        ("generic", ("not_mentioned", "model", "present", 0, 0, 0)),
    ],
)
def test_a_mark_corrected_moves_the_value(
    store: Path, code: Any, assertion: str, expected: tuple[Any, ...]
) -> None:
    code(DRINK, (FOOD[0], "neglect", assertion, "child"), ASKED)
    assert value(store, "neglect") == expected


def test_what_is_decided_survives_a_run_with_a_newer_model(store: Path, book: Codebook, code: Any) -> None:
    code(DRINK, ASKED, CAFE)
    after = {factor: value(store, factor) for factor in ("neglect", "poverty")}
    write(store, [review()], book, model="model-2")
    assert {factor: value(store, factor) for factor in after} == after
    # The newer model finds what the annotator put in, and nothing else.
    found = Mention(5, "poverty", "affirmed", "family", "current", 0.8, "model", 0, 1, "x")
    write(store, [replace(review(), mentions=(found,))], book, model="model-3")
    assert value(store, "poverty") == ("present", "model", "present", 1, 0, 0)
    assert value(store, "neglect") == ("not_mentioned", "model", "not_mentioned", 0, 0, 0)


def test_sentences_that_nobody_saw_are_left_alone(store: Path, book: Codebook, code: Any) -> None:
    # Another document of the same case, which nobody has coded, affirms neglect too.
    more = review("two", (("There was {no food at all|neglect}.",),))
    write(store, [review(), more], book)
    assert value(store, "neglect")[3] == 2
    code(DRINK, ASKED)
    assert value(store, "neglect") == ("present", "model", "present", 1, 0, 0)


def test_annotators_who_differ_move_nothing_until_it_is_settled(
    store: Path, book: Codebook, code: Any
) -> None:
    code(DRINK, FOOD, ASKED, name="ann")
    code(DRINK, ASKED, name="ben")
    # Ann sees neglect in sentence 3, Ben does not: the model's word stands.
    assert value(store, "neglect") == ("present", "model", "present", 1, 0, 0)
    assert (3, "neglect", "affirmed", "rule") in in_force(store)
    with open_annotations(store) as writer:
        made = settle(writer, book, ITEM, "none", annotator="cara")
    assert value(store, "neglect") == ("not_mentioned", "model", "present", 0, 0, 0)
    with open_annotations(store) as writer:
        withdraw(writer, made.annotation_id)
        settle(writer, book, ITEM, "negated child", annotator="cara")
    assert value(store, "neglect") == ("absent", "model", "present", 0, 1, 0)


def test_a_decided_case_value_outranks_decided_mentions(store: Path, book: Codebook, code: Any) -> None:
    code(DRINK, ASKED)
    with open_annotations(store) as writer:
        made = decide(writer, book, CASE, "neglect", "present", annotator="dora")
    assert value(store, "neglect") == ("present", "annotator", "present", 0, 0, 0)
    with open_annotations(store) as writer:
        withdraw(writer, made.annotation_id)
    assert value(store, "neglect") == ("not_mentioned", "model", "present", 0, 0, 0)


def test_a_document_read_otherwise_is_no_longer_decided(store: Path, book: Codebook, code: Any) -> None:
    """The sentences have moved: what was said of sentence 3 says nothing of the sentence that is there now."""
    code(DRINK, ASKED)
    moved = review("one", (("A new first sentence.",), ("There was {no food in the house|neglect}.",)))
    write(store, [moved], book, model="model-2")
    assert value(store, "neglect") == ("present", "model", "present", 1, 0, 0)


def test_how_a_passage_was_chosen_is_kept(store: Path, code: Any) -> None:
    code(DRINK)
    assert rows_of(store, "SELECT DISTINCT selected_by FROM annotations") == [("random",)]
