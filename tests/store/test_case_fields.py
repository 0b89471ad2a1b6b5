"""What a case record rests on: stored with its document, and set beside the fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.read.document import read_document
from pipeline.records import Child, Confidence, Evidence, Processed
from pipeline.run import load_tools, process_document
from pipeline.store.write import Writer

from .build import code_case, processed

Rows = Callable[[str], list[tuple[Any, ...]]]
REVIEW = Path(__file__).parents[2] / "annotations/reviews/castlemoor-baby-f/castlemoor-baby-f.pdf"


def evidence(field: str, value: str, quote: str, start: int = 0, sure: Confidence = "stated") -> Evidence:
    return Evidence(field, value, 2, start, start + len(quote), quote, sure)


FOUND = (
    evidence("incident_date", "2014-06-01", "in June 2014", 300),
    evidence("board", "Northshire", "Northshire LSCB", 10),
    evidence(
        "board", "Northshire Safeguarding Children Board", "NORTHSHIRE SAFEGUARDING BOARD", 50, "labelled"
    ),
    evidence("outcome", "death", "died", 400),
    evidence("children.2.age_years", "4.0", "four years old", 500),
    evidence(
        "children.2.ethnicity", "White and Black Caribbean", "White and Black Caribbean", 550, "inferred"
    ),
    evidence("children.2.gender", "not_stated", "the child", 600),
    evidence("recommendations.1", "the board", "The board should do this.", 700),
)


def document(name: str = "one") -> Processed:
    made = processed(name)
    children = (
        Child(1, "A", None, ethnicity="Turkish", outcome="death"),
        Child(
            2,
            "B",
            4.0,
            ethnicity="White and Black Caribbean",
            ethnicity_group="mixed",
            outcome="serious_harm",
        ),
    )
    return replace(made, case=replace(made.case, children=children), evidence=FOUND)


def fields(rows: Rows) -> dict[tuple[int | None, str], tuple[Any, ...]]:
    found = rows("SELECT child_no, field, value, quote, page, char_start FROM case_fields")
    assert len(found) == 16 + 2 * 6
    return {row[:2]: row[2:] for row in found}


def test_evidence_is_stored_as_it_came(writer: Writer, run_id: str, rows: Rows) -> None:
    writer.write_batch(run_id, [document()], (), code_case)
    assert rows("SELECT * EXCLUDE (document_id) FROM case_evidence ORDER BY evidence_no") == [
        (number, one.field, one.value, 2, one.char_start, one.char_end, one.quote, one.confidence)
        for number, one in enumerate(FOUND, start=1)
    ]
    writer.write_batch(run_id, [replace(document(), evidence=FOUND[:1])], (), code_case)
    assert rows("SELECT field FROM case_evidence") == [("incident_date",)]


def test_a_field_stands_beside_its_words(writer: Writer, run_id: str, rows: Rows) -> None:
    writer.write_batch(run_id, [document()], (), code_case)
    found = fields(rows)
    assert found[None, "incident_date"] == ("2014-06-01", "in June 2014", 2, 300)
    assert found[None, "period_id"] == ("2014-17", "in June 2014", 2, 300)
    assert found[None, "incident_date_precision"] == ("month", "in June 2014", 2, 300)
    # Of two quotes for the board, that which says the value.
    assert found[None, "board"][1] == "NORTHSHIRE SAFEGUARDING BOARD"
    assert found[None, "nation"] == ("England", None, None, None)
    assert found[None, "publication_date"] == (None, None, None, None)
    assert found[2, "age_years"] == ("4.0", "four years old", 2, 500)


def test_a_child_shares_the_words_of_the_case_only_where_it_shares_the_outcome(
    writer: Writer, run_id: str, rows: Rows
) -> None:
    writer.write_batch(run_id, [document()], (), code_case)
    found = fields(rows)
    assert found[1, "outcome"] == ("death", "died", 2, 400)
    assert found[2, "outcome"] == ("serious_harm", None, None, None)
    assert found[2, "gender"] == ("not_stated", None, None, None)  # what is not stated rests on nothing


def test_an_ethnicity_stands_beside_its_census_group(writer: Writer, run_id: str, rows: Rows) -> None:
    writer.write_batch(run_id, [document()], (), code_case)
    assert rows("SELECT child_no, ethnicity, ethnicity_group FROM children ORDER BY child_no") == [
        (1, "Turkish", None),
        (2, "White and Black Caribbean", "mixed"),
    ]
    found = fields(rows)
    assert found[2, "ethnicity_group"] == ("mixed", "White and Black Caribbean", 2, 550)
    assert found[1, "ethnicity_group"] == (None, None, None, None)


def test_a_field_says_how_sure_it_is(writer: Writer, run_id: str, rows: Rows) -> None:
    bare = Evidence("author", "An author", 1, 20, 29, "An author")
    made = document()
    writer.write_batch(run_id, [replace(made, evidence=(*made.evidence, bare))], (), code_case)
    found: dict[str, str | None] = dict(
        rows("SELECT field, confidence FROM case_fields WHERE child_no IS NULL")
    )
    # The board's words on the cover, not those of the sentence; the period is as sure as its date.
    assert (found["board"], found["period_id"], found["outcome"]) == ("labelled", "stated", "stated")
    assert found["author"] is None  # words that nobody weighed
    assert found["nation"] is None  # no words
    assert rows("SELECT confidence FROM case_fields WHERE field = 'ethnicity_group' AND child_no = 2") == [
        ("inferred",)
    ]


def test_the_fields_are_those_of_the_main_document(writer: Writer, run_id: str, rows: Rows) -> None:
    other = replace(document("two"), document=replace(document().document, document_type="chronology"))
    other = replace(other, evidence=(evidence("board", "Elsewhere", "Elsewhere"),))
    writer.write_batch(run_id, [other, document()], (), code_case)
    assert rows("SELECT DISTINCT file_name FROM case_fields") == [("one.pdf",)]
    assert rows("SELECT COUNT(*) FROM case_evidence") == [(9,)]


def test_the_words_of_a_real_run_stand_in_the_text(writer: Writer, run_id: str, rows: Rows) -> None:
    """From the PDF of a sample review to the view: what is quoted is what stands there."""
    tools = load_tools()
    coded = process_document(REVIEW, tools)
    assert isinstance(coded, Processed)
    assert writer.write_batch(run_id, [coded], (), code_case) == ()
    text = read_document(REVIEW, tools.settings).text
    quoted = rows("SELECT field, quote, char_start, char_end FROM case_fields WHERE quote IS NOT NULL")
    assert {"board", "incident_date", "outcome", "age_years", "ethnicity"} <= {row[0] for row in quoted}
    assert all(text[start:end] == quote for _, quote, start, end in quoted)
    assert rows("SELECT quote, page FROM case_fields WHERE field = 'incident_date'") == [
        ("21 November 2010", 3)
    ]
