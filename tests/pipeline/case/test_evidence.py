"""How sure a field is: from a cover or a table, from a sentence, or worked out."""

from __future__ import annotations

import pickle

from pipeline.records import Child, Confidence, Evidence
from tests.pipeline.case.make import document, findings

COVER = "Westvale Safeguarding Children Board\n= Serious Case Review: Child B\nReport completed: 2 March 2013"
BODY = """
# 1 Introduction
[1.1] Child B died on 5 May 2012 after an assault by his father.
# 2 The family
| Person | Relationship | Age in May 2012 | Ethnicity |
| Child B | Subject, male | 7 | White British |
"""


def levels(body: str = BODY) -> dict[str, Confidence | None]:
    found = findings(COVER, body).evidence
    assert all(one.confidence for one in found)
    return {one.field: one.confidence for one in found}


def test_cover_and_table_are_labelled_and_sentences_state() -> None:
    found = levels()
    assert {found[name] for name in ("board", "case_label", "report_date", "children.1.ethnicity")} == {
        "labelled"
    }
    assert {found[name] for name in ("outcome", "incident_date")} == {"stated"}


def test_what_is_worked_out_is_inferred() -> None:
    found = levels("""
# 1 Introduction
[1.1] On 5 May 2012 the ambulance brought Child B in. The pathologist thought that it was no accident.
[1.2] Her mother pleaded guilty to manslaughter. Child B was made subject to a child protection plan.
""")
    assert found["outcome"] == "inferred"  # no sentence says that she died
    assert found["child_protection_plan"] == "inferred"  # it began, and nothing is said of its end


def test_evidence_without_a_weight_keeps_its_words_and_travels_between_processes() -> None:
    bare = Evidence("board", "Westvale", 1, 0, 8, "Westvale")
    assert (bare.field, bare.quote, bare.confidence) == ("board", "Westvale", None)
    sure = Evidence("board", "Westvale", 1, 0, 8, "Westvale", "labelled")
    assert pickle.loads(pickle.dumps(sure)) == sure


def test_the_harm_is_shown_by_the_words_of_what_the_child_suffered() -> None:
    (child, *_), quotes = quoted(
        "Child B, aged 15, crashed a stolen van. In the same week he had been raped by a lodger."
    )
    assert child.harm_category == "sexual_assault"
    assert quotes["children.1.harm_category"][0] == "raped"


def test_the_sex_in_a_row_is_shown_in_its_own_cell() -> None:
    (child, *_), quotes = quoted(
        "Fern lived in Ledbury. Fern was known at school. A worker visited Fern.\n"
        "# 2 Story\n[2.1] Fern was seen.\n| Name | Called | Note |\n| Fern | Fran | F |",
        "= Serious Case Review\nFern\nAuthor: Ann Stone",
    )
    quote, before = quotes["children.1.gender"]
    assert (child.gender, quote) == ("female", "F")
    assert before.endswith("Fern | Fran | ")


def quoted(
    text: str, cover: str = "= Serious Case Review: Child B"
) -> tuple[tuple[Child, ...], dict[str, tuple[str, str]]]:
    """The children of a review, and for each field the words that show it and all that stands before them."""
    body = f"# 1 Introduction\n[1.1] {text}"
    found, whole = findings(cover, body), document(cover, body).text
    return found.case.children, {one.field: (one.quote, whole[: one.char_start]) for one in found.evidence}
