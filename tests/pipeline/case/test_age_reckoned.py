"""Ages that are reckoned: from another day, from a brother's or sister's age, from a birth beside a feast."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.case.age.birthdays import days_told
from tests.pipeline.case.make import findings

TITLE = "= Serious Case Review: Child B"
ONE = """# What happened {{narrative}}
Child B was a cheerful boy.
{}
On 4 May 2012 he died of a head injury at home."""


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("At the clinic on 4 January 2012 he was three years and two months old.", 3.5),
        ("On 4 February 2012 he was exactly ten months old, and walked.", 1.08),
        ("His sister was seven years old when he died, and the elder by three years.", 4.0),
        ("A neighbour’s call was logged: “Male, six, not breathing.”", 6.0),
        ("Child B was born the week before Christmas 2009.", 2.37),
    ],
)
def test_an_age_is_reckoned(text: str, years: float) -> None:
    found = findings(TITLE, ONE.format(text)).case.children[0].age_years
    assert found == pytest.approx(years, abs=0.1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("born on the Sunday before Christmas 2011", date(2011, 12, 18)),
        ("three days before the Christmas of 2006", date(2006, 12, 22)),
        ("the Monday after 4 May 2011", date(2011, 5, 9)),
        ("in the week before Christmas 2009", date(2009, 12, 21)),
    ],
)
def test_a_day_beside_another(text: str, day: date) -> None:
    assert [one.value for one in days_told(text)] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "He had been stabbed by a sixteen-year-old from another town.",
        "He had three fractures, some of them a fortnight old.",
    ],
)
def test_no_age_of_the_child(text: str) -> None:
    assert findings(TITLE, ONE.format(text)).case.children[0].age_years is None
