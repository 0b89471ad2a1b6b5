"""Agencies listed within a sentence, and brothers and sisters told of in other words than the usual ones."""

from __future__ import annotations

import pytest

from pipeline.records import CaseFindings
from tests.pipeline.case.make import findings

COVER = "Westvale Safeguarding Children Board\n= Serious Case Review: Child B\nReport completed: 2 March 2013"


def told(sentence: str, heading: str = "Introduction") -> CaseFindings:
    return findings(
        COVER,
        f"# 1 {heading}\n[1.1] This review is about Child B, a boy of three.\n[1.2] {sentence}\n"
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
    assert [one.name for one in told(sentence, "Methodology").agencies] == names


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Neither parent had any other children.", 0),
        ("There were no living brothers or sisters.", 0),
        ("Child B was the only child of his mother. His father had two daughters of an earlier union.", 2),
        ("His half-brothers, who are seven and nine today, live with an aunt; there are no others.", 2),
        ("A half-brother of five attended the nursery; there were no other children.", 1),
        ("His parents have an older son, who is six, and another son who is now two.", 2),
        ("His mother had borne five children.", 4),
        ("He lived with his parents, a grandmother, an elder brother and two younger sisters.", 3),
        ("An older child, a girl born in 2004, was removed at birth.", 1),
        ("His sister's name was on the Child Protection Register.", 1),
    ],
)
def test_siblings_are_counted_in_other_words(sentence: str, count: int) -> None:
    assert told(sentence).case.n_siblings == count


def test_the_sibling_of_each_of_two_children_is_counted() -> None:
    found = findings(
        "Westvale Safeguarding Children Board\n= Serious Case Review: Child B and Child C",
        """
# 1 The family
[1.1] Child B and Child C never met.
- Child B's mother, 22.
- Child B's brother, 4½.
- Child C's sisters, 14 and 9½.
# 2 What happened
[2.1] Child B, a boy, and Child C, a girl of 12, were badly hurt on 5 May 2012.
""",
    )
    assert found.case.n_siblings == 3
