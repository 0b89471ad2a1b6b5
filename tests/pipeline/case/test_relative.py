"""Dates in words, without a year, or reckoned from another day."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.case.timeline.day_steps import days_on
from pipeline.case.timeline.relative import find_of_life, find_offsets, find_partials, in_year
from pipeline.dates import find_dates


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on the second Sunday of March 2012", date(2012, 3, 11)),
        ("the last Friday in May 2014", date(2014, 5, 30)),
        ("on Boxing Day 2008", date(2008, 12, 26)),
        ("Good Friday 2011", date(2011, 4, 22)),
        ("the twenty-first of April 2011", date(2011, 4, 21)),
    ],
)
def test_days_in_words(text: str, day: date) -> None:
    assert [(one.value, one.precision) for one in find_dates(text)] == [(day, "day")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On Thursday 14 October he left.", date(1999, 10, 14)),
        ("the first Monday of August", date(1999, 8, 2)),
        ("late June", date(1999, 6, 1)),
        ("the small hours of 17.11, when", date(1999, 11, 17)),
        ("on 31 June", None),
    ],
)
def test_a_date_without_a_year(text: str, day: date | None) -> None:
    (found,) = find_partials(text)
    assert in_year(found, 1999) == day


@pytest.mark.parametrize(
    ("text", "days", "of"),
    [
        ("eleven days later", 11, ""),
        ("the following morning", 1, ""),
        ("two days after the conference", 2, "the conference"),
        ("twelve days after that review meeting", 12, "that review meeting"),
        ("the second night after that visit", 2, "that visit"),
        ("a fortnight after that, she", 14, ""),
        ("the day before she died", -1, "she died"),
        ("the previous evening", -1, ""),
    ],
)
def test_what_is_reckoned(text: str, days: int, of: str) -> None:
    (found,) = find_offsets(text)
    assert (found.days, found.of) == (days, of)


def test_about_so_many_weeks_is_not_exact() -> None:
    assert not find_offsets("some eight weeks after the move")[0].exact


@pytest.mark.parametrize("text", ["a total of 3.4 kg", "a length of 1.2 metres", "by 17.13"])
def test_measures_are_no_dates(text: str) -> None:
    assert find_partials(text) == []


def test_the_week_after_is_not_exact() -> None:
    assert not find_offsets("in the week after.")[0].exact


def test_birthdays_and_ages_in_days() -> None:
    born = date(2000, 5, 5)
    assert [day for *_, day in find_of_life("a week before her fourteenth birthday", born)] == [
        date(2014, 4, 28)
    ]
    assert [day for *_, day in find_of_life("when he was nine days old", born)] == [date(2000, 5, 14)]
    assert find_of_life("when he was nine weeks old", born) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on 31 March in 2013", date(2013, 3, 31)),
        ("the night of 3/4 May 2012", date(2012, 5, 4)),
        ("Whit Monday 2010", date(2010, 5, 24)),
        ("Mother’s Day 2011", date(2011, 4, 3)),
        ("the August bank holiday 2014", date(2014, 8, 25)),
        ("the May Day bank holiday 2010", date(2010, 5, 3)),
        ("May Day 2010", date(2010, 5, 1)),
        ("St Nicholas’s Day 2010", date(2010, 12, 6)),
        ("St Nicholas’ Day 2010", date(2010, 12, 6)),
        ("the 2nd Saturday in May 2012", date(2012, 5, 12)),
    ],
)
def test_further_forms_of_a_day(text: str, day: date) -> None:
    assert find_dates(text)[-1].value == day


@pytest.mark.parametrize(
    "text", ["By now it was 2007.", "2007 began with a move.", "the autumn term of 2007"]
)
def test_a_year_that_stands_alone(text: str) -> None:
    assert [one.value.year for one in find_dates(text)] == [2007]


@pytest.mark.parametrize(
    ("text", "same"),
    [("the 9th of that month", 0), ("of the third of the next month", 1), ("by the 9th", None)],
)
def test_a_day_of_the_month_told_last_or_next(text: str, same: int | None) -> None:
    (found,) = find_partials(f"It began on {text}." if text.startswith("the") else f"It began {text}.")
    assert (found.day, found.same) == (3 if "third" in text else 9, same)


@pytest.mark.parametrize(
    ("text", "weekday", "days", "by"),
    [
        ("The Tuesday after that visit she left.", 1, 1, ""),
        ("On the Wednesday of the following week he fell.", 2, 7, "week"),
        ("The previous Friday she had left.", 4, -1, ""),
        ("The following Friday she left.", 4, 1, ""),
        ("Two days thereafter she left.", None, 2, ""),
        ("On the night before last he left.", None, -2, ""),
    ],
)
def test_weekdays_and_nights_by_another_day(text: str, weekday: int | None, days: int, by: str) -> None:
    (found,) = find_offsets(text)
    assert (found.weekday, found.days, found.by) == (weekday, days, by)


def test_months_to_the_very_day() -> None:
    assert [one.by for one in find_offsets("Exactly two months after the visit he left.")] == ["day"]
    assert [one.by for one in find_offsets("Two months after the visit he left.")] == [""]


def test_the_bank_holiday_of_may_day_without_its_year() -> None:
    (found,) = find_partials("On the May Day bank holiday he left.")
    assert in_year(found, 2010) == date(2010, 5, 3)


@pytest.mark.parametrize(
    ("anchor", "day"), [(date(2013, 4, 2), 9), (date(2013, 4, 3), 9), (date(2013, 4, 8), 9)]
)
def test_the_next_tuesday_is_a_later_day(anchor: date, day: int) -> None:
    (found,) = find_offsets("The next Tuesday he left.")
    assert days_on(anchor, found) == date(2013, 4, day)
