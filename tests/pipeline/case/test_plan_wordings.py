"""Plan or register in many wordings, and the categories: now, before, never."""

from __future__ import annotations

import pytest

from tests.pipeline.case.make import findings

COVER = "= Serious Case Review: Child B"
START = "# 1 Introduction\n[1.1] Child B, a boy aged 6, died on 9 May 2012 after an assault.\n# 2 Narrative\n"


@pytest.mark.parametrize(
    "text",
    [
        "Child B had been made subject to a protection plan for neglect in March 2012. That plan remained in being "
        "throughout.",
        "In March 2012 all agreed that he should have a child protection plan. The meeting kept the plan going and "
        "dropped half of the visits.",
        "He died in the fifth month of a child protection plan.",
        "It was his second spell on the child protection register, and it was still going on.",
        "He was taken off the register in 2010 and put back on it on 4 February 2012.",
        "Child B lived and died on the child protection register.",
        "His was a registered case from December 2011.",
        "The conference made a plan for emotional abuse, and he was on it to the end.",
        "From that date the names of the baby and of his half-brother were on the child protection register.",
    ],
)
def test_a_plan_that_goes_on_is_current(text: str) -> None:
    assert findings(COVER, f"{START}[2.1] {text}").case.child_protection_plan == "current"


@pytest.mark.parametrize(
    "text",
    [
        "A conference placed Child B on a plan for neglect. The meeting held on 14.10.11 brought that plan to an end.",
        "He was put on a plan by the conference. In April the chair, who had not read the note and was in "
        "haste, brought the plan to an end; help by a child in need plan was to follow and never did.",
        "A conference in 2010 made Child B the subject of a plan. In May 2011 the next one voted to end it.",
        "His child protection plan was stood down in October 2011.",
        "A year-long child protection plan for neglect had closed in the summer of 2011.",
        "For part of 2010 Child B's name was on the child protection register.",
        "From being the subject of a protection plan he had become, in January 2012, a child in need.",
        "The plan, in place for five months under the child protection register, had ended six weeks before he died.",
        "His name was entered on the register in March 2011. Ten months later the entry was deleted.",
    ],
)
def test_a_plan_that_is_over_is_previous(text: str) -> None:
    assert findings(COVER, f"{START}[2.1] {text}").case.child_protection_plan == "previous"


@pytest.mark.parametrize(
    "text",
    [
        "At no stage was Child B talked of at a child protection conference.",
        "We searched for any time when his name had been put on the child protection register and found none.",
        "Osbert, his brother, was the subject of a child protection plan for a year. No plan was made for either twin.",
        "His sister had a child protection plan from October 2010. He did not then have one, nor before or after.",
        "The child protection register had never known his name.",
        "Child protection procedures were at no stage invoked for Child B.",
        "A check of the child protection register, made at three in the morning, drew a blank.",
        "His brother was on the child protection register; he was not.",
        "Services never went beyond the level of child in need.",
        "It was never suggested that his name should go on the register.",
        "Iris was born in 2010, and a conference put her name on the register; Child B never was on it, then or later.",
    ],
)
def test_a_child_without_a_plan_had_none(text: str) -> None:
    assert findings(COVER, f"{START}[2.1] {text}").case.child_protection_plan == "never"


@pytest.mark.parametrize(
    ("text", "categories"),
    [
        ("A child protection plan was made, emotional abuse being its category.", ("emotional_abuse",)),
        ("Child B's name was put on the register on the ground of physical neglect.", ("neglect",)),
        (
            "Child B was entered in the child protection register, the areas of risk being neglect and emotional abuse.",
            ("neglect", "emotional_abuse"),
        ),
        ("It placed Child B on the Child Protection Register as likely to suffer neglect.", ("neglect",)),
        ("A neglect plan was made for Child B by the child protection conference.", ("neglect",)),
        (
            "After an injury to the elder brother the name of the expected child was entered on the Non-Accidental Injury "
            "Register under physical abuse.",
            ("physical_abuse",),
        ),
    ],
)
def test_categories_in_other_words(text: str, categories: tuple[str, ...]) -> None:
    assert findings(COVER, f"{START}[2.1] {text}").case.plan_categories == categories
