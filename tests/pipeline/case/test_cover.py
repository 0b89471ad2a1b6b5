"""Covers: who wrote it, for whom, about whom, and which date is which."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.records import CaseFindings
from tests.pipeline.case.make import findings

BODY = """
# 1 Introduction
[1.1] Child B died on 5 May 2011 after an assault by his father. He was two years old.
[1.2] Agencies supplied individual management reviews and the Panel met six times.
"""


def cover(*lines: str, body: str = BODY, header: str = "") -> CaseFindings:
    return findings("\n".join(lines), body, header)


def test_dates_of_a_cover_are_told_apart() -> None:
    record = cover(
        "WESTVALE SAFEGUARDING CHILDREN BOARD",
        "= Serious Case Review: Child B",
        "Review commenced: 3 June 2011",
        "Report completed: 2 March 2012",
        "Endorsed by the Board: 9 May 2012",
        "Published on 1 October 2013",
    ).document
    assert (record.report_date, record.publication_date) == (date(2012, 3, 2), date(2013, 10, 1))


def test_approval_stands_in_for_a_missing_report_date_and_a_slash_date_is_read() -> None:
    record = cover("= Serious Case Review: Child B", "Presented to the Board 12/03/2012").document
    assert (record.report_date, record.publication_date) == (date(2012, 3, 12), None)


def test_dates_run_together_in_one_line() -> None:
    record = cover(
        "= Serious Case Review: Child B",
        "Overview author: Jane Poole, MA Report completed: 6 July 2011 "
        "Accepted by the Board: 19 September 2011 Published: 14 March 2012",
    ).document
    assert record.author == "Jane Poole"
    assert (record.report_date, record.publication_date) == (date(2011, 7, 6), date(2012, 3, 14))


def test_a_year_alone_is_no_date() -> None:
    body = BODY.replace("on 5 May 2011 ", "")
    found = cover(
        "Title: Serious Case Review: Child B LSCB: Westvale Safeguarding Children Board Author: Jane Poole "
        "Date of publication: 2012",
        "= Serious Case Review: Child B",
        body=body,
    )
    assert found.document.publication_date is None
    assert found.case.period_id is None
    assert found.case.case_id == "westvale-child-b-2012"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Author: Jane Poole", "Jane Poole"),
        ("Prepared by:- J. R. Poole, C.Q.S.W., Independent Author", "J. R. Poole"),
        ("Lead Reviewers: Ann Lee and Bob Ray-Smith", "Ann Lee and Bob Ray-Smith"),
        ("Authors: Jo King, Sam Hill and Pat Reed", "Jo King, Sam Hill and Pat Reed"),
        ("Independent Overview Report Writer: Dr Sandra Pike MSc", "Sandra Pike"),
        ("Dr Philippa Garrow, Independent Overview Author", "Philippa Garrow"),
        ("By Alan Stone", "Alan Stone"),
        ("Report of the Lead Reviewer: Alan Stone CQSW, MA", "Alan Stone"),
        ("Prepared for the Board by Alan Stone, CQSW, Dip. Applied Social Studies", "Alan Stone"),
        ("Professor Alan Stone, University of Westvale, Independent Reviewer", "Alan Stone"),
        ("Alan Stone RGN RM MA(Ed), Lead Inquirer", "Alan Stone"),
        ("Report signed off by the reviewer: 28 June 2019", None),
        ("Chair of the Panel: Mrs Gill Sower", None),
    ],
)
def test_author(line: str, author: str | None) -> None:
    assert cover("= Serious Case Review: Child B", line).document.author == author


@pytest.mark.parametrize(
    ("lines", "board", "nation"),
    [
        (
            ["WESTVALE LOCAL SAFEGUARDING CHILDREN BOARD"],
            "Westvale Local Safeguarding Children Board",
            "England",
        ),
        (
            ["On behalf of the Leaford and Rutton Safeguarding Children Partnership"],
            "Leaford and Rutton Safeguarding Children Partnership",
            "England",
        ),
        (
            ["Leaford Safeguarding Children Board", "Rutton Safeguarding Children Board"],
            "Leaford Safeguarding Children Board and Rutton Safeguarding Children Board",
            "England",
        ),
        (["Glenmore Child Protection Committee"], "Glenmore Child Protection Committee", "Scotland"),
        (
            ["Cwm Gwyn Regional Safeguarding Children Board"],
            "Cwm Gwyn Regional Safeguarding Children Board",
            "Wales",
        ),
        (
            [
                "Review begun by the Westvale Area Child Protection Committee",
                "WESTVALE SAFEGUARDING CHILDREN BOARD",
            ],
            "Westvale Safeguarding Children Board",
            "England",
        ),
        (["Northport LSCB"], "Northport LSCB", "England"),
        # Serious case reviews were English, but for those of Wales, which show it.
        ([], None, "England"),
    ],
)
def test_board_and_nation(lines: list[str], board: str | None, nation: str | None) -> None:
    case = cover(*lines, "= Serious Case Review: Child B").case
    assert (case.board, case.nation) == (board, nation)


def test_an_unnamed_board_of_its_slip_sheet_is_english() -> None:
    """Only England had Local Safeguarding Children Boards without Welsh or Scottish bodies beside them."""
    slip = "Title: Serious Case Review: Child LN18 LSCB: not named Author: Jane Poole Date of publication: July 2019"
    assert cover(slip, "= Child LN18").case.nation == "England"


@pytest.mark.parametrize(
    ("lines", "label"),
    [
        (["= Concise Child Practice Review: Westvale CPR 3/2016"], "Westvale CPR 3/2016"),
        (["= Polly: A Serious Case Review"], "Polly"),
        (["= Serious Case Review", "Three Boys: Jonah, Samir and Reece"], "Jonah, Samir and Reece"),
        (["= Young Person D: A Systems Review"], "Young Person D"),
    ],
)
def test_labels_of_several_kinds(lines: list[str], label: str) -> None:
    body = BODY + "Jonah met Samir and Reece and Polly. " * 4
    assert cover(*lines, body=body).case.case_label == label


def test_dates_on_the_way_are_not_the_reports() -> None:
    found = cover(
        "= Serious Case Review: Child B",
        "Rapid review: 4 November 2020",
        "Agreed by the safeguarding partners: 17 June 2021",
        "Released 9 March 2022, with the outcome of the trial added",
    ).document
    assert found.report_date == date(2021, 6, 17)
    assert found.publication_date == date(2022, 3, 9)


def test_board_of_the_running_header() -> None:
    case = cover("= Serious Case Review: Child B", header="Millbrook Safeguarding Children Board").case
    assert case.board == "Millbrook Safeguarding Children Board"


def test_a_slip_sheet_that_names_no_board_is_believed() -> None:
    slip = "Title: Serious Case Review: Child LN18 LSCB: not named Author: Jane Poole Date of publication: July 2019"
    body = BODY + "The Westvale Safeguarding Children Board commissioned nothing."
    found = cover(slip, "= Child LN18", body=body)
    assert found.case.board is None
    assert found.document.publication_date == date(2019, 7, 1)


def test_the_same_label_at_two_boards_is_two_cases() -> None:
    one = cover("Westvale Safeguarding Children Board", "= Serious Case Review: Child B").case
    other = cover("Eastvale Safeguarding Children Board", "= Serious Case Review: Child B").case
    assert one.case_label == other.case_label == "Child B"
    assert one.case_id == "westvale-child-b-2011"
    assert other.case_id == "eastvale-child-b-2011"


NAMED = (
    "Gabriel was hurt. Gabriel was fourteen. Gabriel lived with Mother. Gabriel liked birds. Holly saw Joe. "
    "Holly and Joe played. Holly ran. Joe sang. Joe ate. Holly slept."
)


@pytest.mark.parametrize(
    ("lines", "label"),
    [
        (["= SERIOUS CASE REVIEW", "CONCERNING CHILD P"], "Child P"),
        (["= Serious Case Review", "Baby X and Baby Y"], "Baby X and Baby Y"),
        (["= CHILDREN A AND B", "SERIOUS CASE REVIEW"], "Children A and B"),
        (["= Serious Case Review: Family U"], "Family U"),
        (["= Serious Case Review concerning T family"], "T family"),
        (["= Serious Case Review: Holly and Joe"], "Holly and Joe"),
        (["= Local Child Safeguarding Practice Review", "'Gabriel'"], "Gabriel"),
        (["= Serious Case Review in respect of BDS12"], "BDS12"),
        (["= Extended Child Practice Review", "CYSUR 4 2017"], "CYSUR 4 2017"),
        (["= Joint Serious Case Review and Domestic Homicide Review", "Child R and Adult V"], "Child R"),
        (["= Serious Case Review", "Working Together 2010"], None),
    ],
)
def test_labels(lines: list[str], label: str | None) -> None:
    body = f"# 1 Introduction\n[1.1] The review was held in 2012 by the Panel.\n[1.2] {NAMED}"
    assert cover(*lines, body=body).case.case_label == label


def test_a_document_that_is_no_review_names_no_case() -> None:
    found = findings(
        "= REGULATION 28: REPORT TO PREVENT FUTURE DEATHS",
        """
# 1 CORONER
[1] I am the coroner for Westvale. This report is sent to Westvale Safeguarding Children Board.
# 2 CIRCUMSTANCES OF THE DEATH
[2] On 3 March 2014 the boy, aged 12, was found dead at home. I opened the inquest on 9 April 2014.
""",
    )
    case = found.case
    assert (case.board, case.case_label, case.nation, case.children) == (None, None, None, ())
    assert case.case_id == "document-0123456789abcdef"
    assert case.incident_date == date(2014, 3, 3)
    assert found.document.document_type == "other"
    assert found.document.report_date is None


@pytest.mark.parametrize(
    ("sentence", "method"),
    [
        ("Agencies supplied individual management reviews.", "IMR"),
        ("The Significant Incident Learning Process was followed.", "SILP"),
        ("This was a hybrid, drawing on a systems approach.", "hybrid"),
        ("The Board considered the case at a rapid review meeting.", None),
    ],
)
def test_methodology(sentence: str, method: str | None) -> None:
    body = f"# 1 Introduction\n[1.1] This review is about Child B.\n# 2 Methodology\n[2.1] {sentence}"
    assert cover("= Serious Case Review: Child B", body=body).document.methodology == method


def test_a_draft_or_a_first_part_is_not_the_report() -> None:
    record = cover(
        "= Serious Case Review: Child B",
        "Part One prepared by the Lead Officer, 16 March 2018",
        "Report dated 5 November 2018",
        "Amended after the trial: 9 May 2019",
    ).document
    assert record.report_date == date(2018, 11, 5)
    only = cover("= Serious Case Review: Child B", "Draft report completed 3 June 2011").document
    assert only.report_date == date(2011, 6, 3)


@pytest.mark.parametrize(
    ("lines", "author"),
    [
        (
            ("Lead Reviewer: Winifred Aske RN, MSc", "Second Reviewer: Dominic Faraday"),
            "Winifred Aske and Dominic Faraday",
        ),
        (("Reviewers: Eluned Garmon, Designated Nurse, and Tomos Brynog",), "Eluned Garmon and Tomos Brynog"),
        (("Lead Reviewer: Winifred Aske, Chair of the Panel",), "Winifred Aske"),
    ],
)
def test_two_reviewers(lines: tuple[str, ...], author: str) -> None:
    assert cover("= Serious Case Review: Child B", *lines).document.author == author


def test_a_name_in_brackets_is_the_label_where_the_report_uses_it() -> None:
    body = "# 1 Introduction\n" + "\n".join(f"[1.{n}] Eoin was {n} then." for n in range(1, 6))
    assert cover("= Case Management Review: Case 3 (Eoin)", body=body).case.case_label == "Eoin"
    assert cover("= Case Management Review: Case 3 (Eoin)").case.case_label is None


def test_a_first_name_above_the_title_and_a_board_below_it() -> None:
    body = "# 1 Introduction\n" + "\n".join(f"[1.{n}] Ellis was {n} then." for n in range(1, 6))
    found = cover("= Ellis", "= Serious Case Review", "= Westvale Safeguarding Children Board", body=body)
    assert found.document.title == "Ellis: Serious Case Review"
    assert found.case.board == "Westvale Safeguarding Children Board"


def test_the_kind_of_review_is_no_part_of_the_board() -> None:
    found = cover("= Child B", "Significant Case Review", "Westvale Child Protection Committee")
    assert found.case.board == "Westvale Child Protection Committee"
