"""What the writer puts into the tables: whole, once, and the same however often."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.errors import StoreError
from pipeline.records import (
    Agency,
    CaseFactor,
    Entity,
    Mention,
    PlannedAction,
    Processed,
    Rejected,
    Sentence,
    Sibling,
    Versions,
)
from pipeline.store.connect import open_writer
from pipeline.store.rows import DOCUMENT_TABLES
from pipeline.store.write import Writer

from .build import FACTORS, PERIODS, VERSIONS, children, code_case, mention, prepared, processed

Rows = Callable[[str], list[tuple[Any, ...]]]
CASE_TABLES = ("cases", "children", "case_factors")
TIMES = "EXCLUDE (run_id, ingested_at)"


def contents(rows: Rows) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table about documents and cases, without the times of writing."""
    tables = {
        table: rows(f"SELECT * FROM {table} ORDER BY ALL") for table in (*DOCUMENT_TABLES[1:], *CASE_TABLES)
    }
    return tables | {"documents": rows(f"SELECT * {TIMES} FROM documents ORDER BY ALL")}


def test_a_document_is_stored_as_it_came(writer: Writer, run_id: str, rows: Rows) -> None:
    document = processed("one", mentions=["neglect", "-poverty"], ages=(0.25, None))
    assert writer.write_batch(run_id, [document], (), code_case) == ()
    assert rows("SELECT document_id, case_id, file_name, document_type, n_pages, run_id FROM documents") == [
        (document.document_id, "case-a", "one.pdf", "overview_report", 12, run_id)
    ]
    assert rows("SELECT * EXCLUDE (document_id, mention_no) FROM mentions ORDER BY sentence_no") == [
        (1, "neglect", "affirmed", "family", "current", 0.9, "rule", 100, 105, "quote"),
        (2, "poverty", "negated", "family", "current", 0.9, "rule", 200, 205, "quote"),
    ]
    assert rows("SELECT child_no, label, age_years, age_band, ethnicity FROM children ORDER BY child_no") == [
        (1, "Child 1", 0.25, "under 1", None),
        (2, "Child 2", None, None, None),
    ]
    assert rows("SELECT period_id, incident_date, n_children, n_recommendations, n_documents FROM cases") == [
        ("2014-17", date(2014, 6, 1), 2, 2, 1)
    ]
    counts = {t: rows(f"SELECT COUNT(*) FROM {t}")[0][0] for t in ("sections", "sentences", "entities")}
    assert counts == {"sections": 2, "sentences": 2, "entities": 1}
    assert rows("SELECT event_date, agency FROM chronology_events") == [(date(2014, 6, 1), "Police")]


def told_in_full(made: Processed) -> Processed:
    """The document with a sibling, two agencies, an action, and a plan under two categories."""
    case = replace(
        made.case, plan_categories=("neglect", "emotional_abuse"), legal_status="care_order", n_siblings=1
    )
    return replace(
        made,
        case=case,
        siblings=(Sibling(1, "Sibling 1", "half_sibling", 3.5, "male"),),
        agencies=(Agency(1, "Northshire Police", "police", 3), Agency(2, "The School", "education", 3)),
        actions=(PlannedAction(1, "Review the form", "The Board", "by May 2015", date(2015, 5, 1), 12),),
    )


def test_siblings_agencies_and_actions_are_stored_and_the_case_says_order_and_categories(
    writer: Writer, run_id: str, rows: Rows
) -> None:
    assert writer.write_batch(run_id, [told_in_full(processed("one"))], (), code_case) == ()
    assert rows("SELECT plan_categories, legal_status, n_siblings FROM cases") == [
        (["neglect", "emotional_abuse"], "care_order", 1)
    ]
    assert rows("SELECT case_id FROM cases WHERE LIST_CONTAINS(plan_categories, 'neglect')") == [("case-a",)]
    assert rows("SELECT * EXCLUDE (document_id) FROM siblings") == [
        (1, "Sibling 1", "half_sibling", 3.5, "male")
    ]
    assert rows("SELECT name, kind FROM agencies ORDER BY agency_no") == [
        ("Northshire Police", "police"),
        ("The School", "education"),
    ]
    assert rows("SELECT action, owner, due, due_date FROM planned_actions") == [
        ("Review the form", "The Board", "by May 2015", date(2015, 5, 1))
    ]
    assert rows("SELECT value FROM case_fields WHERE field = 'plan_categories'") == [
        ("neglect, emotional_abuse",)
    ]


def test_a_case_has_a_row_for_every_factor(writer: Writer, run_id: str, rows: Rows) -> None:
    def two_factors(mentions: Sequence[Mention]) -> list[CaseFactor]:
        return [CaseFactor("neglect", "present", 0.9, 1, 0, 0), CaseFactor("poverty", "absent", 0.1, 0, 1, 0)]

    writer.write_batch(run_id, [processed("one"), processed("two", "case-b", ["neglect"])], (), two_factors)
    assert len(FACTORS) == 40
    assert rows(
        "SELECT case_id, COUNT(*), COUNT(DISTINCT factor_id) FROM case_factors GROUP BY ALL ORDER BY 1"
    ) == [
        ("case-a", 40, 40),
        ("case-b", 40, 40),
    ]
    assert rows(
        "SELECT value, COUNT(*) FROM case_factors WHERE case_id = 'case-a' GROUP BY ALL ORDER BY 1"
    ) == [
        ("present", 1),
        ("absent", 1),
        ("not_mentioned", 38),
    ]


@pytest.mark.parametrize("coded", ["twice", "unheard_of"])
def test_a_coder_that_goes_wrong_writes_nothing(writer: Writer, run_id: str, rows: Rows, coded: str) -> None:
    factor = CaseFactor("neglect" if coded == "twice" else coded, "present", 0.9, 1, 0, 0)
    with pytest.raises(StoreError, match="code_case gave a factor twice, or one"):
        writer.write_batch(run_id, [processed("one")], (), lambda mentions: [factor, factor])
    assert rows("SELECT COUNT(*) FROM documents") == [(0,)]


def test_writing_again_changes_nothing(writer: Writer, run_id: str, rows: Rows) -> None:
    batch = [processed("one", mentions=["neglect"]), processed("two", "case-b", ["-neglect"], ages=(3, 8))]
    writer.write_batch(run_id, batch, (), code_case)
    before = contents(rows)
    for _ in range(3):
        assert writer.write_batch(writer.start_run(VERSIONS), batch, (), code_case) == ()
        assert contents(rows) == before


def test_a_document_in_a_batch_twice_is_written_once(writer: Writer, run_id: str, rows: Rows) -> None:
    again = replace(processed("one"), file_name="copy of one.pdf")
    writer.write_batch(run_id, [processed("one"), again], (), code_case)
    assert rows("SELECT file_name FROM documents") == [("copy of one.pdf",)]


def test_a_mention_repeated_exactly_is_written_once(writer: Writer, run_id: str, rows: Rows) -> None:
    mothers = replace(mention(1, "neglect"), subject="mother")
    document = replace(processed("one"), mentions=(mention(1, "neglect"), mothers, mention(1, "neglect")))
    writer.write_batch(run_id, [document], (), code_case)
    assert rows("SELECT mention_no, subject FROM mentions ORDER BY 1") == [(1, "family"), (2, "mother")]


def test_a_document_read_anew_replaces_every_row_of_itself(writer: Writer, run_id: str, rows: Rows) -> None:
    writer.write_batch(
        run_id, [processed("one", mentions=["neglect", "poverty", "bullying"], ages=(3, 4))], (), code_case
    )
    writer.write_batch(run_id, [told_in_full(processed("one"))], (), code_case)
    bare = replace(processed("one", mentions=["-neglect"]), recommendations=(), chronology=(), entities=())
    newer = writer.start_run(replace(VERSIONS, codebook="codebook-2"))
    writer.write_batch(newer, [bare], (), code_case)
    counts = {
        table: rows(f"SELECT COUNT(*) FROM {table}")[0][0] for table in (*DOCUMENT_TABLES, *CASE_TABLES)
    }
    assert counts == {
        "documents": 1,
        "document_cases": 1,
        "sections": 2,
        "sentences": 1,
        "entities": 0,
        "mentions": 1,
        "recommendations": 0,
        "chronology_events": 0,
        "case_evidence": 0,
        "siblings": 0,
        "agencies": 0,
        "planned_actions": 0,
        "cases": 1,
        "children": 1,
        "case_factors": 40,
    }
    assert rows("SELECT factor_id, value FROM case_factors WHERE value <> 'not_mentioned'") == [
        ("neglect", "absent")
    ]
    assert rows("SELECT run_id FROM documents") == [(newer,)]


def test_a_document_that_moves_takes_its_case_with_it(writer: Writer, run_id: str, rows: Rows) -> None:
    writer.write_batch(run_id, [processed("one", "case-a"), processed("two", "case-b")], (), code_case)
    writer.write_batch(run_id, [processed("one", "case-b", report_date=date(2010, 1, 1))], (), code_case)
    for table in CASE_TABLES:
        assert rows(f"SELECT DISTINCT case_id FROM {table}") == [("case-b",)], table
    assert rows("SELECT n_documents FROM cases") == [(2,)]


def test_the_factors_of_a_case_come_from_all_its_documents(writer: Writer, run_id: str, rows: Rows) -> None:
    seen: list[list[str]] = []

    def watched(mentions: Sequence[Mention]) -> list[CaseFactor]:
        seen.append([f"{m.assertion} {m.factor_id}" for m in mentions])
        return code_case(mentions)

    writer.write_batch(run_id, [processed("summary", mentions=["-neglect", "poverty"])], (), watched)
    writer.write_batch(run_id, [processed("overview", mentions=["neglect"])], (), watched)
    assert seen == [
        ["negated neglect", "affirmed poverty"],
        ["negated neglect", "affirmed poverty", "affirmed neglect"],
    ]
    assert rows(
        "SELECT factor_id, n_affirmed, n_negated FROM case_factors WHERE value = 'present' ORDER BY 1"
    ) == [
        ("neglect", 1, 1),
        ("poverty", 1, 0),
    ]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_the_record_of_a_case_comes_from_its_overview_report(
    writer: Writer, run_id: str, rows: Rows, order: tuple[int, ...]
) -> None:
    documents = [
        processed("overview", ages=(3, 8), report_date=date(2015, 1, 1), label="Overview"),
        processed("summary", ages=(3,), document_type="executive_summary", label="Summary"),
        processed("plan", ages=(), document_type="action_plan", report_date=date(2018, 1, 1), label="Plan"),
    ]
    for place in order:
        writer.write_batch(run_id, [documents[place]], (), code_case)
    assert rows("SELECT case_label, n_children, n_documents FROM cases") == [("Overview", 2, 3)]
    assert rows("SELECT age_years FROM children ORDER BY child_no") == [(3,), (8,)]


def test_without_an_overview_report_the_newest_document_counts(
    writer: Writer, run_id: str, rows: Rows
) -> None:
    newer = processed("b", document_type="executive_summary", report_date=date(2016, 1, 1), label="Newer")
    older = processed("a", document_type="action_plan", report_date=date(2015, 1, 1), label="Older")
    undated = processed("c", document_type="other", report_date=None, label="Undated")
    writer.write_batch(run_id, [newer], (), code_case)
    writer.write_batch(run_id, [older, undated], (), code_case)
    assert rows("SELECT case_label FROM cases") == [("Newer",)]
    moved = replace(newer, case=replace(newer.case, case_id="case-z"))
    writer.write_batch(run_id, [moved], (), code_case)
    assert rows("SELECT case_id, case_label FROM cases ORDER BY 1") == [
        ("case-a", "Older"),
        ("case-z", "Newer"),
    ]


def test_no_row_is_left_without_its_parent(writer: Writer, run_id: str, rows: Rows) -> None:
    """What foreign keys would hold, had DuckDB's not stood in the way of replacing a document."""
    for case in ("case-a", "case-b", "case-a"):
        writer.write_batch(
            run_id, [processed("one", case, ["neglect"]), processed("two", "case-c")], (), code_case
        )
    for table in DOCUMENT_TABLES[1:]:
        assert rows(f"SELECT * FROM {table} ANTI JOIN documents USING (document_id)") == [], table
    for table in ("documents", "document_cases", "children", "case_factors"):
        assert rows(f"SELECT * FROM {table} ANTI JOIN cases USING (case_id)") == [], table
    for table in ("mentions", "case_factors"):
        assert rows(f"SELECT * FROM {table} ANTI JOIN factors USING (factor_id)") == [], table
    for table in ("documents", "rejected_files"):
        assert rows(f"SELECT * FROM {table} ANTI JOIN runs USING (run_id)") == [], table
    assert rows("SELECT * FROM cases c ANTI JOIN documents d ON d.document_id = c.main_document_id") == []
    assert rows("SELECT * FROM mentions ANTI JOIN sentences USING (document_id, sentence_no)") == []


def test_why_there_are_no_foreign_keys() -> None:
    """When this fails, DuckDB has learnt to delete child and parent together, and the keys can come."""
    with duckdb.connect() as con:
        con.execute("CREATE TABLE parents (id INTEGER PRIMARY KEY)")
        con.execute("CREATE TABLE offspring (id INTEGER REFERENCES parents (id))")
        con.execute("INSERT INTO parents VALUES (1)")
        con.execute("INSERT INTO offspring VALUES (1)")
        con.begin()
        con.execute("DELETE FROM offspring")
        with pytest.raises(duckdb.ConstraintException, match="still referenced by a foreign key"):
            con.execute("DELETE FROM parents")


@pytest.mark.parametrize(
    ("reason", "spoil"),
    [
        ("unknown_factor", lambda p: replace(p, mentions=(mention(1, "unheard_of"),))),
        ("unknown_period", lambda p: replace(p, case=replace(p.case, period_id="2098-99"))),
        ("not_storable", lambda p: replace(p, document=replace(p.document, document_type="novel"))),
        ("not_storable", lambda p: replace(p, mentions=(replace(mention(1, "neglect"), probability=2.0),))),
        ("not_storable", lambda p: replace(p, sentences=(p.sentences[0], p.sentences[0]))),
        ("not_storable", lambda p: replace(p, document=replace(p.document, title="\ud800"))),
        (
            "not_storable",
            lambda p: replace(
                p, case=replace(p.case, children=(replace(children([1])[0], harm_category="x"),))
            ),
        ),
    ],
)
def test_a_document_that_does_not_fit_is_rejected_alone(
    writer: Writer, run_id: str, rows: Rows, reason: str, spoil: Callable[[Any], Any]
) -> None:
    good, bad = processed("good", "case-g", ["neglect"]), processed("bad", "case-b", ["neglect"])
    empty = Rejected("empty.pdf", None, "read", "empty", "The file is empty.")
    refused = writer.write_batch(run_id, [spoil(bad), good], [empty], code_case)
    assert [(r.file_name, r.stage, r.reason) for r in refused] == [("bad.pdf", "store", reason)]
    assert rows("SELECT file_name FROM documents") == [("good.pdf",)]
    assert rows("SELECT case_id FROM cases") == [("case-g",)]
    assert rows("SELECT file_name, reason FROM rejected_files ORDER BY 1") == [
        ("bad.pdf", reason),
        ("empty.pdf", "empty"),
    ]


def test_what_was_stored_of_a_document_stays_when_its_new_reading_does_not_fit(
    writer: Writer, run_id: str, rows: Rows
) -> None:
    document = processed("one", mentions=["neglect"])
    writer.write_batch(run_id, [document], (), code_case)
    before = contents(rows)
    spoiled = replace(document, document=replace(document.document, document_type="novel"))
    assert len(writer.write_batch(run_id, [spoiled], (), code_case)) == 1
    assert contents(rows) == before


def test_a_failing_coder_leaves_the_store_as_it_was(writer: Writer, run_id: str, rows: Rows) -> None:
    writer.write_batch(run_id, [processed("one", mentions=["neglect"])], (), code_case)
    before = contents(rows)

    def interrupted(mentions: Sequence[Mention]) -> list[CaseFactor]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        writer.write_batch(run_id, [processed("one"), processed("two")], (), interrupted)
    assert contents(rows) == before
    writer.write_batch(run_id, [processed("two", "case-b")], (), code_case)
    assert rows("SELECT COUNT(*) FROM documents") == [(2,)]


def test_rejected_files_are_kept_by_run_and_the_last_one_stands(writer: Writer, rows: Rows) -> None:
    empty = Rejected("a.pdf", None, "read", "empty", "The file is empty: fetch it again.")
    locked = Rejected("a.pdf", "00ff", "read", "encrypted", "The file is encrypted: ask for its password.")
    other = Rejected("b.pdf", "11ff", "read", "empty", "The file is empty: fetch it again.")
    first = writer.start_run(VERSIONS)
    writer.write_batch(first, (), [empty, empty, other], code_case)
    writer.write_batch(first, (), [empty], code_case)
    second = writer.start_run(VERSIONS)
    writer.write_batch(second, (), [locked], code_case)
    assert rows("SELECT run_id, file_name FROM rejected_files ORDER BY ALL") == sorted(
        [(first, "a.pdf"), (first, "b.pdf"), (second, "a.pdf")]
    )
    assert rows("SELECT file_name, reason FROM open_rejections ORDER BY 1") == [
        ("a.pdf", "encrypted"),
        ("b.pdf", "empty"),
    ]
    writer.write_batch(second, [processed("b")], (), code_case)
    assert rows("SELECT file_name FROM open_rejections") == [("a.pdf",)]


def test_known_documents_are_those_of_the_same_three_versions(writer: Writer, run_id: str) -> None:
    one, two = processed("one"), processed("two", "case-b")
    assert writer.known_documents(VERSIONS) == set()
    writer.write_batch(run_id, [one], (), code_case)
    assert writer.known_documents(VERSIONS) == {one.document_id}
    writer.finish_run(run_id)
    writer.write_batch(writer.start_run(VERSIONS), [two], (), code_case)
    assert writer.known_documents(VERSIONS) == {one.document_id, two.document_id}
    for other in (
        Versions("x", "model-1", "codebook-1"),
        replace(VERSIONS, model="x"),
        replace(VERSIONS, codebook="x"),
    ):
        assert writer.known_documents(other) == set()


def test_runs_have_a_start_and_an_end(writer: Writer, run_id: str, rows: Rows) -> None:
    assert rows("SELECT run_id, finished_at IS NULL, code_version FROM runs") == [(run_id, True, "code-1")]
    writer.finish_run(run_id)
    assert rows("SELECT finished_at >= started_at FROM runs") == [(True,)]
    with pytest.raises(StoreError, match="no run 1999: call start_run"):
        writer.finish_run("1999")
    with pytest.raises(StoreError, match="no run 1999: call start_run"):
        writer.write_batch("1999", [processed("one")], (), code_case)


def test_a_store_without_a_codebook_says_so(path: Path) -> None:
    with open_writer(path) as writer, pytest.raises(StoreError, match="no codebook: call load_codebook"):
        writer.write_batch(writer.start_run(VERSIONS), [processed("one")], (), code_case)


def test_a_factor_that_leaves_the_codebook_leaves_the_store(writer: Writer, run_id: str, rows: Rows) -> None:
    writer.write_batch(run_id, [processed("one", mentions=["neglect", "poverty"])], (), code_case)
    writer.load_codebook([factor for factor in FACTORS if factor.factor_id != "poverty"])
    assert rows("SELECT COUNT(*) FROM case_factors") == [(39,)]
    assert rows("SELECT factor_id FROM mentions") == [("neglect",)]
    writer.load_codebook(FACTORS)
    assert rows("SELECT COUNT(*) FROM factors") == [(40,)]
    assert rows(
        "SELECT denominator FROM prevalence WHERE factor_id IN ('neglect', 'poverty') ORDER BY 1"
    ) == [(0,), (1,)]


def test_reference_tables_are_replaced_whole(writer: Writer, rows: Rows) -> None:
    writer.load_reference(PERIODS[:3], ())
    assert rows("SELECT COUNT(*) FROM periods") == [(3,)]
    assert rows("SELECT COUNT(*) FROM national_statistics") == [(0,)]


def test_a_value_out_of_its_vocabulary_is_a_store_error(writer: Writer, rows: Rows) -> None:
    with pytest.raises(StoreError, match=r"as it was before: .*Could not convert string 'nowhere'"):
        writer.load_codebook([*FACTORS, replace(FACTORS[0], factor_id="new", domain="nowhere")])
    assert rows("SELECT COUNT(*) FROM factors") == [(40,)]


def test_names_outlive_the_connection(path: Path) -> None:
    with prepared(path) as writer:
        writer.write_batch(writer.start_run(VERSIONS), [processed("Ünïcode 'quoted' ; --")], (), code_case)
    with duckdb.connect(path, read_only=True) as con:
        assert con.execute("SELECT file_name FROM documents").fetchall() == [("Ünïcode 'quoted' ; --.pdf",)]


def test_a_long_document_is_written_fast(writer: Writer, run_id: str, rows: Rows) -> None:
    mentions = tuple(replace(mention(number, "neglect"), quote="so many words") for number in range(2000))
    sentences = tuple(
        Sentence(
            number, 1, 1 + number // 40, number * 90, number * 90 + 85, "A sentence of some length. " * 4
        )
        for number in range(5000)
    )
    entities = tuple(Entity(n, n, "DATE", "June 2014", n * 90, n * 90 + 9, "2014-06") for n in range(3000))
    long = replace(processed("long"), mentions=mentions, sentences=sentences, entities=entities)
    for _ in range(2):
        begin = time.perf_counter()
        writer.write_batch(run_id, [long], (), code_case)
        seconds = time.perf_counter() - begin
        print(f"{seconds:.3f} s")
    assert rows("SELECT COUNT(*) FROM sentences") == [(5000,)]
    assert seconds < 3  # 0.2 s on an idle machine; what is tested is that it is not row by row
