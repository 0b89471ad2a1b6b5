"""Ages that are told without a word for it, and by the time that passed since an earlier age."""

from __future__ import annotations

import re

import pytest

from pipeline.case.age.words import said_ages
from pipeline.dates import find_ages
from tests.pipeline.case.make import findings

OWN = re.compile(r"\b(?:Child )?Q\b")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Q is a boy, 8 years and 9 months, and lives at home.", [8.75]),
        ("The eldest was twelve and Q himself two years and five months.", [2.42]),
        ("The form gives: “Female. 0 years 7 months. 6.2 kg.”", [0.58]),
        ("He had become twelve and three months that very day.", []),
        ("He had turned twelve and three months that very day.", [12.25]),
        ("The caller said: “It's a little boy, three and a half, he's cold.”", [3.5]),
        ("Two months after a fourteenth birthday that nobody kept, Q left.", [14.17]),
        ("Q, barely past two (two years and one month), was asleep.", [2.08]),
        ("Q was two months past four.", [4.17]),
        ("They found Q, 13 yrs 2 mths, in the yard.", [13.17]),
        ("Patient: girl, 5 years 3 months, unresponsive.", [5.25]),
        ("Q had not yet turned ten.", [9]),
        ("The log reads: “baby, 7 weeks 2 days, floppy”.", [0.14]),
        ("His sister was then 7.3 kg.", []),
        # Periods, sentences and differences are no ages.
        ("The father was sentenced to four years and six months.", []),
        ("Three years and four months later Q died.", []),
        ("Two years and seven months had passed since the move.", []),
        ("Ada was a year and five months his junior.", []),
        ("The gap between them was two years and three months.", []),
        ("Q was on the plan for one year and two months.", []),
        ("The order was made for two years and six months.", []),
        ("She waited two and a half hours.", []),
    ],
)
def test_ages_without_a_word_for_it(text: str, years: list[float]) -> None:
    assert [one.years for one in said_ages(text, find_ages(text), OWN)] == years


@pytest.mark.parametrize(
    ("before", "after", "years"),
    [
        (
            "In March the plan was closed. She was then nine years and four months old.",
            "Child B died on 9 August 2015. Two years and five months had passed since the plan was closed.",
            11.75,
        ),
        (
            "Child B turned four on the day of her fall from the wall.",
            "Eighteen months after the fall Child B was found dead.",
            5.5,
        ),
    ],
)
def test_age_by_the_time_that_passed(before: str, after: str, years: float) -> None:
    body = f"""
# 1 Introduction
[1.1] The Board commissioned this review after a notification about Child B, a girl.
# 2 Narrative
[2.1] {before}
[2.2] The health visitor called twice. A nursery place was offered and not taken up.
[2.3] The landlord wrote about the rent. Nobody answered, and no more was heard that year.
[2.4] The core group met each month. {after}
"""
    found = findings("= Serious Case Review: Child B", body).case.children[0].age_years
    assert found == pytest.approx(years, abs=0.1)
