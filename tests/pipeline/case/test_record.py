"""The whole record: documents with nothing in them, long ones, and evidence that quotes the text."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.case import case_record
from pipeline.records import CaseRecord, Document, DocumentRecord, Page
from pipeline.structure.outline import outline
from tests.pipeline.case.make import document, findings, heading_types


def test_an_empty_document_states_nothing() -> None:
    empty = Document("0123456789abcdef", "a.pdf", "0" * 64, "", (Page(1, 0, 0, "text_layer"),), ())
    found = case_record(empty, [], [])
    assert found.document == DocumentRecord("other")
    assert found.case == CaseRecord("document-0123456789abcdef")
    assert (found.recommendations, found.chronology, found.cast, found.evidence) == ((), (), (), ())


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=300), st.text(max_size=300))
def test_any_text_can_be_read(cover: str, body: str) -> None:
    findings(f"= Serious Case Review: Child B\n{cover}", f"# 1 Introduction\n{body}")


def test_every_decided_field_has_its_evidence() -> None:
    found = findings(
        "Westvale Safeguarding Children Board\n= Serious Case Review: Child B\nAuthor: Jane Poole\n2 March 2012",
        """
# 1 Introduction
[1.1] Child B, a White British boy aged 3, died on 5 May 2011 after an assault; he was on no child protection plan.
# 2 Recommendations
- The Board should audit assessments.
""",
    )
    fields = {one.field: one.quote for one in found.evidence}
    assert fields["board"] == "Westvale Safeguarding Children Board"
    assert fields["case_label"] == "Child B"
    assert fields["author"] == "Jane Poole"
    assert fields["incident_date"] == "5 May 2011"
    assert fields["outcome"] == "died"
    assert fields["children.1.age_years"] == "3"
    assert fields["children.1.gender"] == "boy"
    assert fields["recommendations.1"] == "The Board should audit assessments."


def test_long_reports_take_seconds_not_minutes() -> None:
    paragraph = (
        "On 3 May 2010 the Health Visitor and the Westvale And Marsh Mental Health Trust wrote to Mother, aged 22, and "
        "to Mr K, who had been told that Child B was not on a child protection plan when he died. "
    ) * 4
    made = document("= Serious Case Review: Child B", "# 1 Introduction\n" + f"{paragraph}\n" * 300)
    sections, sentences = outline(made, heading_types())
    begin = time.perf_counter()
    case_record(made, sections, sentences)
    assert time.perf_counter() - begin < 20
