"""The legal status in many wordings: an order of each kind, accommodation, a denial of all, and none of these."""

from __future__ import annotations

import pytest

from tests.pipeline.case.make import findings

COVER = "= Serious Case Review: Child B"
START = "# 1 Introduction\n[1.1] Child B, a boy aged 6, died on 9 May 2012 after an assault.\n# 2 Narrative\n"
# Beyond the place where the incident is told orders count no more: it must stand early in the text.
REST = (
    "\n# 3 Analysis\n" + "[3.1] The visits of the health visitor were regular and the notes were full.\n" * 12
)


def status(text: str) -> str:
    return findings(COVER, f"{START}[2.1] {text}{REST}").case.legal_status


@pytest.mark.parametrize(
    "text",
    [
        "Nobody went to law about him.",
        "No judge had ever heard the name of Child B.",
        "Matters stopped short of any court.",
        "The Reporter was never asked to consider grounds.",
        "Care proceedings were talked about twice and never started.",
        "Neither the family court nor the council had any say in where he lived.",
        "The first application to a court was made on the day after the assault, in respect of his sister.",
        "The local authority did not share parental responsibility for him.",
        "The household was free of orders.",
        "The family courts had had no dealings with him.",
        "He was living at his aunt's by private arrangement, no order being in place.",
        "He was with his parents of right and nobody had asked a court to say otherwise.",
        "The social worker considered that an application was not justified, and none was made.",
        "None of the children was looked after.",
        "In no sense was Child B in care.",
        "An emergency protection order was obtained on 11 May 2012, there having been until then no order at all.",
        "No one had parental responsibility for him but his mother.",
        "No supervision requirement had ever bound Child B.",
        "No tribunal was ever troubled with Child B.",
        "There were no grounds for referral of Child B in any of those years.",
        "No formal steps were ever taken for Child B.",
        "Child B lived with his mother by natural right.",
        "Nobody except his mother held rights over Child B.",
        "No court order said with whom the children were to live.",
    ],
)
def test_a_report_says_in_many_ways_that_there_was_no_order(text: str) -> None:
    assert status(text) == "none"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The magistrates placed Child B in the council's care in 2009.", "care_order"),
        (
            "The council had shared parental responsibility for him since 2010 by a court's order.",
            "care_order",
        ),
        ("The county council's care order, made in 2009, had never been discharged.", "care_order"),
        ("A children's hearing had placed him under compulsory supervision at home.", "supervision_order"),
        (
            "In January 2012 the court declined a care order and made a supervision order for a year.",
            "supervision_order",
        ),
        (
            "Child B went to live with his aunt in 2011, the court having made an order that he should reside there.",
            "private_law_order",
        ),
        (
            "Under an arrangement sealed by the family court he lived with his father.",
            "private_law_order",
        ),
        (
            "Child B himself lived with his grandmother under a child arrangements order, which was in force.",
            "private_law_order",
        ),
        ("His aunt had been given residence of him by the county court in 2010.", "private_law_order"),
        ("A magistrate had signed an emergency protection order on 7 May 2012.", "emergency_order"),
        (
            "Since Easter Child B had been looked after by the council at his father's request.",
            "voluntary_accommodation",
        ),
        ("His mother had put him in the council's care by agreement.", "voluntary_accommodation"),
        ("His placement with foster carers was a voluntary one.", "voluntary_accommodation"),
    ],
)
def test_orders_and_agreements_in_other_words(text: str, wanted: str) -> None:
    assert status(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Father's supervision order was about to end.",
        "Mother spent her teens in foster care.",
        "The court heard that Child B had been hit before.",
        "No criminal charge was brought and no court heard the evidence.",
        "A special guardianship order on his sister was made in 2010.",
        "The sister had been the subject of a care order. There was nothing of the sort for Child B.",
        "The midwife had no order forms left.",
        "Not a word of this was put to the court that tried his father.",
        "There was no legal reason why the school could not ring the surgery.",
        "No interpreter had sight of the order.",
        "No officer was looked after as he should have been.",
    ],
)
def test_other_peoples_orders_and_other_courts_say_nothing(text: str) -> None:
    assert status(text) == "not_stated"


@pytest.mark.parametrize("day", ["28 May", "30 May", "31 May"])
def test_an_order_of_the_last_days_of_the_month_of_the_incident_is_not_later(day: str) -> None:
    body = (
        START.replace("9 May 2012", "May 2012")
        + f"[2.1] A care order was made for Child B on {day} 2012.{REST}"
    )
    assert findings(COVER, body).case.legal_status == "care_order"


def test_a_denial_of_every_order_outweighs_one_of_nobody_by_name() -> None:
    assert status("The boy was placed by residence order. No order was ever made about Child B.") == "none"


def test_what_another_thing_ended_does_not_end_the_accommodation() -> None:
    text = (
        "Child B had been looked after at his father's request since Easter. Registration ended on 30 April 2012 as "
        "Child B, with kind foster carers, no longer had to hear the shouting."
    )
    assert status(text) == "voluntary_accommodation"
