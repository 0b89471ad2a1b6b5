"""Dates and ages in all the ways of reports, and what only looks like them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dates import FIRST_YEAR, LAST_YEAR, find_ages, find_dates, parse_age

DAYS = st.dates(min_value=date(FIRST_YEAR + 50, 1, 1), max_value=date(LAST_YEAR - 20, 12, 31))
MONTHS = ("January February March April May June July August September October November December").split()
WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()


def ordinal(day: int) -> str:
    return "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


WAYS: tuple[Callable[[date], str], ...] = (
    lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{d.day}{ordinal(d.day)} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{d.day} {ordinal(d.day)} {MONTHS[d.month - 1]}, {d.year}",
    lambda d: f"{d.day}{ordinal(d.day)} of {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{d.day} {MONTHS[d.month - 1][:3]} {d.year}",
    lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year}",
    lambda d: f"{d.day}/{d.month}/{d.year}",
    lambda d: f"{d.day:02}/{d.month:02}/{d.year % 100:02}",
    lambda d: f"{d.day}.{d.month:02}.{d.year % 100:02}",
    lambda d: f"{d.day:02}-{d.month:02}-{d.year}",
    lambda d: d.isoformat(),
)


@given(DAYS, st.sampled_from(WAYS))
def test_a_day_is_found_however_written(day: date, way: Callable[[date], str]) -> None:
    written = way(day)
    text = f"The nurse visited on {written}, and again."
    found = find_dates(text)
    assert [(text[one.start : one.end], one.value, one.precision) for one in found] == [(written, day, "day")]


@given(DAYS)
def test_month_and_year(day: date) -> None:
    text = f"It was in {MONTHS[day.month - 1]} {day.year} that she moved."
    assert [(one.value, one.precision) for one in find_dates(text)] == [(day.replace(day=1), "month")]


@given(
    st.integers(29, 31),
    st.sampled_from(("February", "Feb")),
    st.integers(1990, 2030).filter(lambda y: y % 4 != 0),
)
def test_impossible_days_are_no_dates(day: int, month: str, year: int) -> None:
    assert find_dates(f"on {day} {month} {year} he") == []
    assert find_dates(f"on {day}/2/{year} he") == []


@given(st.text(max_size=200))
def test_anything_can_be_read(text: str) -> None:
    spans = [(one.start, one.end) for one in find_dates(text)]
    ages = [(one.start, one.end) for one in find_ages(text)]
    assert all(0 <= start < end <= len(text) for start, end in (*spans, *ages))
    assert all(first[1] <= second[0] for first, second in zip(spans, spans[1:], strict=False))
    parse_age(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("summer 2018", [("summer 2018", 2018, "year")]),
        ("in the winter of 2014", [("winter of 2014", 2014, "year")]),
        ("In 2012 he moved", [("2012", 2012, "year")]),
        ("who may in 2010 have seen her", [("2010", 2010, "year")]),
        ("In May of 2010 he ran", [("May of 2010", 2010, "month")]),
        ("towards the end of 2009", [("2009", 2009, "year")]),
        ("aged 31 June 2010", []),
        ("13/13/2010 and 0/5/2011", []),
        ("at 8.43 am and at 05.34a.m on the ward", []),
        ("2.3.10 The health visitor called.", []),
        ("see paragraph 2.3.10 above", []),
        ("the Children Act 1989 and Working Together 2013", []),
        ("in 2013/14 and 2012-13", []),
        ("in 20131 the", []),
        ("3 May, with the year left out", []),
        ("On 2 March, 2015 hours, the car was found", []),
        ("at 1940hrs on 2 March 2012", [("2 March 2012", 2012, "day")]),
        ("On 2 March, 2015h, the car was found", []),
        ("On 2 March 2010 hours after her birth", [("2 March 2010", 2010, "day")]),
        ("2 March 2015\nHours worked: 7", [("2 March 2015", 2015, "day")]),
        ("2 March 2010, hours later", [("2 March 2010", 2010, "day")]),
    ],
)
def test_kinds_of_dates(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert [
        (text[one.start : one.end], one.value.year, one.precision) for one in find_dates(text)
    ] == expected


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("between March and May 2012", [date(2012, 3, 1), date(2012, 5, 1)]),
        ("on 12 February and 21 March 2019", [date(2019, 2, 12), date(2019, 3, 21)]),
        ("from 10 to 12 June 2004", [date(2004, 6, 10), date(2004, 6, 12)]),
        ("from November to January 2013", [date(2012, 11, 1), date(2013, 1, 1)]),
        ("7.10.03 | Police", [date(2003, 10, 7)]),
    ],
)
def test_ranges_and_cells(text: str, days: list[date]) -> None:
    assert [one.value for one in find_dates(text)] == days


@given(
    st.integers(1, 20),
    st.sampled_from((("year", 1.0), ("month", 12.0), ("week", 365.25 / 7), ("day", 365.25))),
    st.booleans(),
)
def test_an_age_with_a_unit(number: int, unit: tuple[str, float], words: bool) -> None:
    written = WORDS[number - 1] if words else str(number)
    years = round(number / unit[1], 2)
    for text in (
        f"The baby was {written} {unit[0]}s old.",
        f"a {written}-{unit[0]}-old boy",
        f"aged {written} {unit[0]}s,",
        f"at the age of {written} {unit[0]}s she",
    ):
        assert [one.years for one in find_ages(text)] == [years], text


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("aged 5 and 2½", [5, 2.5]),
        ("aged 5 and 2½ years", [5, 2.5]),
        ("a 2-year-1-month-old girl", [2.08]),
        ("two years and five months old", [2.42]),
        ("a girl aged four years and two months, who", [4.17]),
        ("She was 18 years and 6 months old", [18.5]),
        ("two-and-a-half-year-old", [2.5]),
        ("just over three weeks old", [0.06]),
        ("a girl of nine asked", [9]),
        ("a boy of fourteen rang", [14]),
        ("his sister, then thirteen, lived", [13]),
        ("when she was eleven a hearing", [11]),
        ("He was sixteen when he died.", [16]),
        ("Her parents, who were 18 and 19 when she was born", [18, 19]),
        ("At 15 she cut her arms", [15]),
        ("Mother was aged thirty-five.", [35]),
        ("the parents, both 19,", [19]),
        ("ages 3, 5 and 7", [3, 5, 7]),
        ("She lived with her sons six and three.", [6, 3]),
        ("They met the siblings nine, seven and four.", [9, 7, 4]),
        ("Child 3 (aged 4) and Child 4 (18 months).", [4, 1.5]),
        ("a delay (three months)", []),
        ("children under 18 years", []),
        ("under the age of five", []),
        ("sentenced to 2 years", []),
        ("one of six children", []),
        ("a child of 2 parents", []),
        ("a score of 17", []),
        ("fourteen practitioners were seen", []),
    ],
)
def test_kinds_of_ages(text: str, years: list[float]) -> None:
    assert [one.years for one in find_ages(text)] == years


@pytest.mark.parametrize(
    ("cell", "years"),
    [
        ("7 weeks", 0.13),
        ("14 months", 1.17),
        ("16", 16),
        ("40, carer in a nursing home", 40),
        ("5½", 5.5),
        ("aged 3", 3),
        ("3 years 2 months", 3.17),
        ("", None),
        ("Home", None),
        ("12 November 2004", None),
    ],
)
def test_age_of_a_cell(cell: str, years: float | None) -> None:
    assert parse_age(cell) == years
