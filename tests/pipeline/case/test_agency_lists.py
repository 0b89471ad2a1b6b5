"""Agencies listed within a sentence: those that gave evidence or took part."""

from __future__ import annotations

import pytest

from pipeline.case.report.agency_lists import runs_of
from pipeline.records import CaseFindings
from tests.pipeline.case.make import findings

COVER = "Westvale Safeguarding Children Board\n= Serious Case Review: Child B\nReport completed: 2 March 2013"


def told(sentence: str) -> CaseFindings:
    return findings(
        COVER,
        f"# 1 Methodology\n[1.1] This review is about Child B, a boy of three.\n[1.2] {sentence}\n"
        "# 2 What happened\n[2.1] Child B died on 5 May 2012 after an assault by his father.\n",
    )


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "Written evidence was taken from the ambulance service, Westvale Infirmary and Westvale Police.",
            ["ambulance service", "Westvale Infirmary", "Westvale Police"],
        ),
        (
            "Accounts of their own part were put in by housing, the police and midwifery.",
            ["housing", "police", "midwifery"],
        ),
        (
            "Around the table for the practitioner event sat people from the police, the early help hub, "
            "the infant school and the hospital trust.",
            ["police", "early help hub", "infant school", "hospital trust"],
        ),
        (
            "Papers opened: police, education, Children's Reporter, residential unit.",
            ["police", "education", "Children's Reporter", "residential unit"],
        ),
        (
            "Reviews, due by 3.9.12, were received from: (a) Westvale Council, Social Services and Housing; "
            "(b) the health board; (c) the police.",
            ["Westvale Council, Social Services and Housing", "health board", "police"],
        ),
        (
            "Taking part were Westvale Council, the Elm House provider, the school and the police.",
            ["Westvale Council", "Elm House provider", "school", "police"],
        ),
        ("The police, the school and the hospital attended the strategy meeting on 3 May.", []),
        ("The Board should ask the police, the hospital and the school to report.", []),
        ("His mother was known to housing, the police and the drug service.", []),
    ],
)
def test_agencies_are_the_members_of_a_list_that_gave_or_took_part(sentence: str, names: list[str]) -> None:
    assert [one.name for one in told(sentence).agencies] == names


def test_a_member_stands_where_its_words_are() -> None:
    text = "We read letters from the police, from the infant school, notes by Westvale Infirmary and housing."
    known = ("the police", "Westvale Infirmary", "housing.")
    runs = runs_of(text, lambda words: words if words in known else None)
    parts = [part for run in runs for part in run.parts]
    assert [part.text for part in parts] == [
        "the police",
        "the infant school",
        "Westvale Infirmary",
        "housing.",
    ]
    assert [text[part.start : part.start + len(part.text)] for part in parts] == [part.text for part in parts]
    assert [text[run.end :] for run in runs] == [""]
