"""Plan or register: now, before, never, or not said; and whose plan it is."""

from __future__ import annotations

import pytest

from tests.pipeline.case.make import findings

COVER = "= Serious Case Review: Child B"
START = "# 1 Introduction\n[1.1] Child B, a boy aged 6, died on 9 May 2012 after an assault.\n# 2 Narrative\n"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Child B's plan was in force on the day that he died.", "current"),
        ("Since 6 February 2012 there had been a child protection plan for him, under neglect.", "current"),
        ("Child B's name had stood on the Child Protection Register since December 2011.", "current"),
        ("From May 2010 to April 2011 the council had a child protection plan for Child B.", "previous"),
        ("Child B and his sister had been on child protection plans until May 2011.", "previous"),
        (
            "A conference placed Child B on a child protection plan in May 2011. The plan ended in July.",
            "previous",
        ),
        ("The conference took Child B's name off the Child Protection Register.", "previous"),
        # More than two and a half years before the day.
        ("Child B's name was entered in the Child Protection Register on 14 November 2007.", "previous"),
        ("Child B's name was entered in the Child Protection Register on 14 November 2011.", "current"),
        ("Child B was never on a child protection plan.", "never"),
        ("The Child Protection Register never had Child B's name on it.", "never"),
        ("A conference made a child protection plan for her. Child B himself was never on a plan.", "never"),
        (
            "A newspaper said that Child B was on a child protection plan. He was not, and never had been.",
            "never",
        ),
        (
            "Child B's name had never been on the Child Protection Register, and nobody says that it should.",
            "never",
        ),
        ("Neither child had been on the Child Protection Register.", "never"),
        (
            "For eight months before he died Child B's name had been on the Child Protection Register.",
            "current",
        ),
        (
            "Child B's name had not been on the Child Protection Register in the six months before. A "
            "conference had placed Child B on a child protection plan in May 2011.",
            "previous",
        ),
        (
            "A conference made a child protection plan for Child B. The plan was ended in July 2011.",
            "previous",
        ),
        (
            "One agency has Child B on the Child Protection Register. That is an error of the typist's.",
            "never",
        ),
        (
            "Should Child B have been on a child protection plan, the visits would have been weekly.",
            "not_stated",
        ),
        ("None of the seven meetings under the plan has his name on its list.", "not_stated"),
        ("Every child on a child protection plan should be seen alone.", "not_stated"),
        ("He had a child in need plan.", "not_stated"),
    ],
)
def test_status_at_the_incident(text: str, status: str) -> None:
    assert findings(COVER, f"{START}[2.1] {text}").case.child_protection_plan == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            "A conference resolved that Child B should be made subject to a child protection plan for neglect.",
            "current",
        ),
        (
            "Child B was registered for neglect by a conference in March 2012. His name remained there.",
            "current",
        ),
        (
            "A plan for Child B was made by the conference, category neglect, in May 2011. The review conference agreed that "
            "the plan could end.",
            "previous",
        ),
        ("No child of this household was ever registered.", "never"),
        ("The boy was at no point on a plan, and nobody had asked for one.", "never"),
        # Somebody else's plan.
        ("Sister was made subject of a child protection plan in 2011.", "not_stated"),
        ("Osbert had been the subject of a child protection plan until May 2011.", "not_stated"),
        # A plan that the incident led to.
        ("Child B was made subject of a child protection plan on 20 May 2012.", "not_stated"),
    ],
)
def test_status_by_who_and_when(text: str, status: str) -> None:
    assert findings(COVER, f"{START}[2.1] {text}").case.child_protection_plan == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        # What was begun goes on, whatever the words.
        (
            "The initial conference of 3 October 2011 voted for a plan. Three months on, the review conference saw "
            "no reason to alter that.",
            "current",
        ),
        ("Child B came off the register in 2009 and went back on it in February 2012.", "current"),
        (
            "Child B became the subject of a protection plan at birth. Its goals were never met, and no one proposed "
            "to end it.",
            "current",
        ),
        ("Child B had been a registered child for a year when he was killed.", "current"),
        ("The doctor did not know that Child B was on a child protection plan.", "current"),
        ("The child protection plan for Child B was ended on 16 May 2012, a week after he died.", "current"),
        # What ended, told of "it" or of the lesser status after it.
        (
            "A conference in June 2011 agreed a plan for Child B under emotional abuse. By the time of the assault "
            "it had been closed for six weeks.",
            "previous",
        ),
        ("Child B's status was changed from child protection to child in need in April 2012.", "previous"),
        (
            "The names of Child B and his brother were added to the register in August 2011 and deleted in "
            "February 2012.",
            "previous",
        ),
        (
            "Child B was not on a child protection plan at the time of his death, although he had been on one in "
            "2009.",
            "previous",
        ),
        ("Child B had twice been on a child protection plan, most lately until August 2011.", "previous"),
        ("At the age of two Child B spent five months on a child protection plan.", "previous"),
    ],
)
def test_line_of_begun_kept_and_ended(text: str, status: str) -> None:
    assert findings(COVER, f"{START}[2.1] {text}").case.child_protection_plan == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Both brothers had plans in 2009, but Child B was only ever a child in need.", "never"),
        ("His sister Mia was registered in 2004. Child B, not yet born, never was.", "never"),
        (
            "Two older half-siblings were subject to plans in another county. No such step was taken for Child B.",
            "never",
        ),
        (
            "Although Child B was discussed at his cousin's conference, he was not himself made the subject of a "
            "plan.",
            "never",
        ),
        ("Child protection registration was considered in January 2012 and rejected.", "never"),
        ("Mother had been on the at risk register as a girl.", "not_stated"),
        (
            "Mother's elder son by another man had his name on the Child Protection Register in Leeds.",
            "not_stated",
        ),
        ("Child B's sister remained on a child protection plan throughout.", "not_stated"),
        ("Following the injury a conference made Child B the subject of a plan.", "not_stated"),
        # Other plans and registers.
        (
            "Child B was on a care plan and a health plan, and on the school's register of special needs.",
            "not_stated",
        ),
        ("The plan for Child B asked that he be seen every week and that the dog be removed.", "not_stated"),
        (
            "No child protection plan was ever made for Child B. He had a child in need plan for a time. The plan "
            "was closed in March 2012.",
            "never",
        ),
    ],
)
def test_whose_plan_and_which(text: str, status: str) -> None:
    assert findings(COVER, f"{START}[2.1] {text}").case.child_protection_plan == status
