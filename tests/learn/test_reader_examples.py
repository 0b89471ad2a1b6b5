"""Which dates and ages of a labelled report are a birth's and the child's own."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.case.incident.find import Incident
from pipeline.case.incident.signs import Key
from pipeline.learn.reader_examples import births, own_age

JULY = Incident(date(2010, 7, 3), "day")


def day(year: int, month: int, number: int) -> Key:
    return date(year, month, number), "day"


def test_the_nearest_date_is_the_birth() -> None:
    keys = [day(2010, 7, 3), day(2010, 6, 25), day(2010, 6, 18), day(2010, 6, 1), (date(2010, 1, 1), "year")]
    # Two weeks old: born in the middle of June, and neither on the day of the death nor when he was seen.
    assert births(keys, JULY, [0.04]) == (False, False, True, False, None)


def test_months_are_told_when_they_are_full() -> None:
    # Fifteen months and three weeks old, told as fifteen months.
    assert births([day(2009, 3, 10), day(2009, 4, 20)], JULY, [1.25]) == (True, False)
    assert births([(date(2009, 4, 1), "month")], JULY, [1.25]) == (True,)


def test_each_child_has_a_birth_of_its_own() -> None:
    keys = [day(2004, 7, 3), day(2008, 1, 3), day(2009, 1, 3)]
    assert births(keys, JULY, [2.5, 6.0]) == (True, True, False)


@pytest.mark.parametrize(
    ("incident", "ages"),
    [(None, [2.5]), (Incident(date(2010, 1, 1), "year"), [2.5]), (JULY, [None]), (JULY, []), (JULY, [14.0])],
)
def test_where_nothing_is_known_of_births(incident: Incident | None, ages: list[float | None]) -> None:
    assert births([day(2010, 2, 1)], incident, ages) == (None,)


def test_without_a_birth_none_of_the_dates_is_one() -> None:
    assert births([day(2010, 2, 1), day(2010, 7, 9)], JULY, [2.5]) == (False, False)


@pytest.mark.parametrize(
    ("told", "years", "before", "own"),
    [
        (2.0, 4.2, 2.1, True),  # two, two years before
        (2.0, 4.2, 0.2, False),  # two, when the child was four
        (9.0, 4.2, 1.0, False),
        (0.5, 1.5, 1.0, True),
        (0.5, 1.5, 0.5, False),
        # Four at the incident may be nearly five: four half a year before, and three as well, but not two.
        (4.0, 4.0, 0.5, None),
        (3.0, 4.0, 0.5, True),
        (2.0, 4.0, 0.5, False),
        (3.25, 4.0, 0.5, False),  # who is at least four is at least three and a half then
        # "Born on 3 May 2006, was four when she died": the day of the sentence is not that of the age.
        (4.0, 4.0, 4.17, True),
        (6.0, 4.0, 4.17, None),
        (4.2, 4.2, None, True),
        (3.0, 4.2, None, None),
        (12.0, 4.2, None, False),
        (5.2, 4.2, -1.0, True),  # after the incident
    ],
)
def test_an_age_that_may_be_the_childs_own(
    told: float, years: float, before: float | None, own: bool
) -> None:
    assert own_age(told, years, before, 0.1) is own
