"""Whose review it is, where it was held, how it was done, and what kind of document it is."""

from __future__ import annotations

import pytest

from pipeline.records import CaseFindings
from tests.pipeline.case.make import findings
from tests.pipeline.case.test_author import BODY

REVIEW = "= Serious Case Review: Child B"


def told(*lines: str, body: str = BODY) -> CaseFindings:
    return findings("\n".join(lines), body)


@pytest.mark.parametrize(
    ("lines", "board"),
    [
        (
            ("Westvale and Marsh", "Safeguarding Children Partnership", REVIEW),
            "Westvale and Marsh Safeguarding Children Partnership",
        ),
        (
            ("Westvale, Marsh and Leaford Safeguarding Children Board", REVIEW),
            "Westvale, Marsh and Leaford Safeguarding Children Board",
        ),
        (
            ("CITY OF LEAFORD SAFEGUARDING CHILDREN BOARD", REVIEW),
            "City of Leaford Safeguarding Children Board",
        ),
        (("Leaford Children’s Safeguarding Board", REVIEW), "Leaford Children’s Safeguarding Board"),
        (("SAFEGUARDING BOARD FOR LEAFORD", REVIEW), "Safeguarding Board for Leaford"),
        (
            ("Child Protection Committee for Leaford and Marsh", REVIEW),
            "Child Protection Committee for Leaford and Marsh",
        ),
        (("Leaford Safeguarding Partnership", REVIEW), "Leaford Safeguarding Partnership"),
        (
            ("Leaford Safeguarding Children and Adults Partnership", REVIEW),
            "Leaford Safeguarding Children and Adults Partnership",
        ),
    ],
)
def test_board_of_the_cover(lines: tuple[str, ...], board: str) -> None:
    assert told(*lines).case.board == board


@pytest.mark.parametrize(
    ("sentence", "board"),
    [
        (
            "The Westvale Safeguarding Children Board set up this review in June 2011. The Leaford Safeguarding "
            "Children Board was told of it.",
            "Westvale Safeguarding Children Board",
        ),
        ("A report by the Leaford Safeguarding Children Board on another child was read.", None),
    ],
)
def test_board_of_the_opening(sentence: str, board: str | None) -> None:
    assert told(REVIEW, body=f"{BODY}[1.3] {sentence}").case.board == board


@pytest.mark.parametrize(
    ("lines", "sentence", "nation"),
    [
        (("Pont LSCB", REVIEW), "The Local Health Board and Estyn were represented.", "Wales"),
        (("Pont LSCB", REVIEW), "His cousin had moved to Wales.", "England"),
        (("Pont LSCB", REVIEW), "The family came from Scotland, where a Children's Hearing sat.", "England"),
        (("Westvale Area Child Protection Committee", "= Part 8 Review: Child B"), "", "England"),
        (
            ("Westvale Area Child Protection Committee", "= Case Management Review: Child B"),
            "The Health and Social Services Trust held the file.",
            "Northern Ireland",
        ),
        (("= Significant Case Review: Child B",), "The Children’s Reporter had been told.", "Scotland"),
        (("= Overview report: Child B",), "", None),
    ],
)
def test_nation(lines: tuple[str, ...], sentence: str, nation: str | None) -> None:
    body = f"{BODY}[1.3] {sentence}" if sentence else BODY
    assert told(*lines, body=body).case.nation == nation


@pytest.mark.parametrize(
    ("sentence", "method"),
    [
        (
            "Each of the six agencies examined its own files and told the panel in writing what it found.",
            "IMR",
        ),
        ("The police and both trusts each carried out a management review.", "IMR"),
        ("Staff met at a learning event in March and again at a recall day in May.", "SILP"),
        ("The Significant Incident Learning Process was chosen instead of management reviews.", "SILP"),
        ("The model was developed by the Social Care Institute for Excellence.", "Learning Together"),
        ("A SCIE review was considered. The Board decided on individual management reviews.", "IMR"),
        ("The review combined several models, with chronologies and with conversations.", "hybrid"),
        ("This paper builds on the rapid review, in which most of it was learned.", "Rapid Review"),
        ("Every agency was asked for a written account of its own dealings with the family.", "IMR"),
        ("Reports were called for from each service.", "IMR"),
        ("We did not ask for separate management reviews.", None),
        ("Staff came to two learning events, the second of which was a recall event.", "SILP"),
        ("No single model was followed: chronologies and conversations were put together.", "hybrid"),
        ("The panel met six times.", None),
    ],
)
def test_method_told(sentence: str, method: str | None) -> None:
    assert told(REVIEW, body=f"{BODY}# 2 Method\n[2.1] {sentence}").document.methodology == method


def test_the_kind_of_review_is_its_method() -> None:
    body = "# 1 Introduction\n[1.1] This significant case review was called for in May. Individual management reviews came."
    assert (
        told("= Review of the care of Child B", body=body).document.methodology == "Significant Case Review"
    )


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (("= Executive Summary of the Overview Report", "Serious Case Review"), "executive_summary"),
        ((REVIEW, "EXECUTIVE SUMMARY", "Overview report author: Odette Marsh"), "executive_summary"),
        ((REVIEW, "Overview Report and Executive Summary"), "overview_report"),
    ],
)
def test_document_type(lines: tuple[str, ...], kind: str) -> None:
    assert told(*lines).document.document_type == kind


@pytest.mark.parametrize("committee", ["Public Protection Committee", "Child Protection Committee"])
def test_a_scottish_learning_review_has_no_other_model(committee: str) -> None:
    found = told(f"Leaford {committee}", "= Learning Review: Child B")
    assert (found.document.methodology, found.case.nation) == ("other", "Scotland")
