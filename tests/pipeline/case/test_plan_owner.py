"""Whose plan it was, and which came first: pronouns, siblings, several children, lists of what ought to be."""

from __future__ import annotations

import pytest

from tests.pipeline.case.make import findings

COVER = "= Serious Case Review: Child B"
START = "# 1 Introduction\n[1.1] Child B, a boy aged 6, died on 9 May 2012 after an assault.\n# 2 Narrative\n"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            "A conference put Child B on a child protection plan in March 2012. It ran on until his death.",
            "current",
        ),
        (
            "Child B was put on the register in 2011. He had been off the register for ten weeks when he died.",
            "previous",
        ),
        (
            "The conference of 4 May 2011 registered Child B. The one of 6 March 2012 removed his name.",
            "previous",
        ),
        (
            "His half-sister had been on a child protection plan in 2009. No such plan was made for Child B.",
            "never",
        ),
        (
            "A conference registered both brothers in March 2012, and Child B was still on the register.",
            "current",
        ),
        (
            "Child B had a child protection plan from 2010. From that day in 2011 there was no plan.",
            "previous",
        ),
        ("Child B had never had a plan of any kind.", "never"),
    ],
)
def test_whose_plan_and_when(text: str, status: str) -> None:
    found = findings(COVER, f"{START}[2.1] {text}").case.child_protection_plan
    assert found == status


def test_a_list_of_what_ought_to_be_is_no_denial() -> None:
    body = f"{START}[2.1] Child B was made subject to a child protection plan in March 2012.\n"
    advice = "# 3 What should change\nThe council should:\n- close no plan without a visit to the child\n"
    assert findings(COVER, body + advice).case.child_protection_plan == "current"


@pytest.mark.parametrize(
    "text",
    [
        "Child B was placed on the child protection register in March 2012. The concern recorded was emotional abuse.",
        "His name was put on the child protection register in March 2012, a neighbour having called, for emotional abuse.",
    ],
)
def test_the_category_may_stand_after_the_plan(text: str) -> None:
    assert findings(COVER, f"{START}[2.1] {text}").case.plan_categories == ("emotional_abuse",)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("No legal order related to Child B or to either brother.", "none"),
        (
            "When he was found no order was in force; a care order was made on the others in June 2012.",
            "none",
        ),
        ("Mother had a non-molestation order, the only order of any court.", "none"),
        ("Mother, who was 23, had been looked after by another council.", "not_stated"),
        (
            "The bench made an interim supervision order on 6 March 2012 and adjourned to July, and it was in force at the time.",
            "supervision_order",
        ),
    ],
)
def test_orders_and_denials(text: str, status: str) -> None:
    assert findings(COVER, f"{START}[2.1] {text}").case.legal_status == status
