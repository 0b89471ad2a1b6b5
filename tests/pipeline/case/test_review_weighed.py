"""Author, method, board and nation where the words are unusual or speak against each other."""

from __future__ import annotations

import pytest

from tests.pipeline.case.make import findings
from tests.pipeline.case.test_author import BODY, author
from tests.pipeline.case.test_commission import REVIEW, told

ONE, BOTH = "Odette Marsh", "Odette Marsh and Ruth Callow"


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("Author and Lead Reviewer: Odette Marsh", "Local Reviewer: Ruth Callow"), ONE),
        (("Joint reviewers", "Odette Marsh, Consultant Nurse", "Ruth Callow, Solicitor"), BOTH),
        (("Reviewers: Odette Marsh (Service Manager) and Ruth Callow (Named Nurse)",), BOTH),
        (("Odette Marsh (author) and Ruth Callow (chair)",), ONE),
        (("Review team leaders: Odette Marsh and Ruth Callow",), BOTH),
        (("Independent scrutiny and authorship: Odette Marsh",), ONE),
        (("From the hand of Odette Marsh",), ONE),
        (("Report compiled for the Board by its Development Officer, Odette Marsh",), ONE),
    ],
)
def test_an_author_of_the_cover_in_unusual_words(lines: tuple[str, ...], name: str) -> None:
    assert author(*lines) == name


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The report before you comes from Odette Marsh, whom the Board had never used.", ONE),
        ("I am called Odette Marsh and have been a social worker for thirty years.", ONE),
        ("The pen was held by Odette Marsh.", ONE),
        ("The authorship is shared between Odette Marsh and Ruth Callow.", BOTH),
        ("The panel was chaired by Ruth Callow, and Odette Marsh served as its reviewer.", ONE),
        ("The coroner, Ruth Callow, wrote to the Board.", None),
        ("The genogram was drawn by Ruth Callow, the panel's secretary.", None),
        ("The research of Ruth Callow has shown that fathers are overlooked.", None),
    ],
)
def test_an_author_of_the_text_in_unusual_words(sentence: str, name: str | None) -> None:
    assert author(told=sentence) == name


@pytest.mark.parametrize(
    ("lines", "board"),
    [
        (
            ("Westvale a’r Glyn", "Regional Safeguarding Children Board", REVIEW),
            "Westvale a’r Glyn Regional Safeguarding Children Board",
        ),
        (
            (REVIEW, "Undertaken at the request of the Westvale Safeguarding Children Board"),
            "Westvale Safeguarding Children Board",
        ),
        (
            (REVIEW, "A joint review by Westvale and Leaford Safeguarding Children Boards"),
            "Westvale and Leaford Safeguarding Children Boards",
        ),
        (
            ("Stoke under Hamble Safeguarding Children Board", REVIEW),
            "Stoke under Hamble Safeguarding Children Board",
        ),
    ],
)
def test_a_board_in_an_unusual_form(lines: tuple[str, ...], board: str) -> None:
    assert told(*lines).case.board == board


def test_a_slip_sheet_that_withholds_the_board_names_none() -> None:
    slip = "Title: Serious Case Review: Child B LSCB: A Local Safeguarding Children Board (name withheld)"
    assert told(slip, REVIEW).case.board is None


@pytest.mark.parametrize(
    ("board", "nation"),
    [
        ("Westvale Regional Child Protection Committee", "Northern Ireland"),
        ("Westvale Regional Safeguarding Board", "Northern Ireland"),
    ],
)
def test_law_and_services_of_another_nation_outweigh_the_kind_of_board(board: str, nation: str) -> None:
    services = "Reports came from the Lough Health and Social Care Trust and the Housing Executive."
    body = f"{BODY}[1.4] A Case Management Review was called for. {services}\n"
    assert told(board, "= Review of a Child", "Case Management Review", body=body).case.nation == nation


@pytest.mark.parametrize(
    ("sentence", "method"),
    [
        ("The school and the police sent internal reports.", "IMR"),
        ("The school and the hospital turned in management reports.", "IMR"),
        ("All six services did an individual review and sent it in.", "IMR"),
        ("Each service sent in its own critical history of its part, with lessons.", "IMR"),
        ("The police, the two schools and the surgery each wrote us a critical paper.", "IMR"),
        ("Contributions were invited from every service on a common form.", "IMR"),
        ("We did not use SILP or Learning Together, but a mixture of our own.", "hybrid"),
        ("The approach borrowed from several schools and belongs to none.", "hybrid"),
        (
            "Conversations were held with staff, and the lead reviewers met the case group.",
            "Learning Together",
        ),
        ("The Significant Case Review of an older girl was set beside it for comparison.", None),
    ],
)
def test_method_in_unusual_words(sentence: str, method: str | None) -> None:
    body = f"# 1 Introduction\n[1.1] This review is about Child B.\n# 2 How we worked\n[2.1] {sentence}"
    assert findings(REVIEW, body).document.methodology == method


@pytest.mark.parametrize(
    ("board", "date", "method"),
    [
        ("Westvale Area Child Protection Committee", "June 2004", "IMR"),
        ("Westvale Safeguarding Children Board", "June 2016", "hybrid"),
        ("Westvale Safeguarding Children Partnership", "June 2021", "LCSPR"),
        ("Westvale Safeguarding Children Board", "", None),
    ],
)
def test_a_review_that_tells_no_method_was_done_as_others_of_its_year(
    board: str, date: str, method: str | None
) -> None:
    found = told(board, REVIEW, *filter(None, [date]))
    assert found.document.methodology == method
    marked = [one.confidence for one in found.evidence if one.field == "methodology"]
    assert marked == (["inferred"] if method else [])
