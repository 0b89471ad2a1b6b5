"""Ages and days that look like the child's and are not: periods, measures, others' ages, boards' own dates."""

from __future__ import annotations

import re
import time

import pytest

from pipeline.case.age.bare import bare_ages, years_then_months
from pipeline.case.age.order import by_order
from pipeline.case.age.words import said_ages
from pipeline.case.incident.form import COVER_LABEL, leads_here
from pipeline.case.incident.signs import life_ends
from pipeline.dates import find_ages
from tests.pipeline.case.make import findings
from tests.pipeline.case.test_incident_day import COVER, story, told

OWN = re.compile(r"\b(?:Child )?Q\b")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("The aunt was sixteen and four months pregnant.", []),
        ("He was nine and four months into the placement.", []),
        ("He was nine and four months when they moved.", [9.33]),
        ("The score was 14½.", []),
        ("Q was 14½.", [14.5]),
        ("Weight: 8½.", []),
        ("They had not reached six of the households.", []),
        ("Q had not reached six.", [5]),
        ("It was two hours past nine.", []),
        ("Q was two weeks past nine.", [9.04]),
        ("The staff took three days off two when the heating failed.", []),
        ("Two weeks before the second birthday of her cousin, they left.", []),
        ("Two weeks before the second birthday of Q, they left.", [1.96]),
        ("He was three years and two months on the day of the flood.", [3.17]),
        ("The lease ran three years and two months on from the flood.", []),
        ("They were held for six years and two months.", []),
    ],
)
def test_what_is_an_age_and_what_only_looks_like_one(text: str, years: list[float]) -> None:
    assert [one.years for one in said_ages(text, find_ages(text), OWN)] == years


def body(*paragraphs: str) -> str:
    told = "\n".join(f"[2.{number}] {one}" for number, one in enumerate(paragraphs, 1))
    return (
        "# 1 Introduction\n[1.1] The Board commissioned this review after a notification about Child B, a girl.\n"
        f"# 2 Narrative\n{told}"
    )


def age(*paragraphs: str) -> float | None:
    return findings("= Serious Case Review: Child B", body(*paragraphs)).case.children[0].age_years


FILLER = "The landlord wrote about the rent. Nobody answered, and no more was heard that year."


@pytest.mark.parametrize(
    ("paragraphs", "years"),
    [
        # The time that passed is that to her death.
        (
            (
                "In March the tenancy was closed. She was then four years and three months old.",
                FILLER,
                "Child B died on 9 August 2015. Two years had gone by since the tenancy was closed.",
            ),
            6.25,
        ),
        # A relative's death, and a span that ends with something else than the event.
        (
            (
                "At the end of the first foster placement Child B was four years and one month old.",
                FILLER,
                "Two years after the first foster placement her grandfather died.",
            ),
            4.08,
        ),
        (
            (
                "Child B was four years and one month old when she joined the nursery.",
                "Seven months later she left it. Child B was found dead in another town.",
            ),
            4.08,
        ),
        # A lone birthday is not the day of whatever is named later.
        (
            (
                "Child B turned four that spring.",
                FILLER,
                "Three years after the flood Child B was found dead.",
            ),
            4.0,
        ),
    ],
)
def test_the_time_that_passed(paragraphs: tuple[str, ...], years: float) -> None:
    assert age(*paragraphs) == pytest.approx(years, abs=0.1)


@pytest.mark.parametrize(
    ("before", "several", "index", "expected"),
    [
        ("The older was ", 2, 0, True),
        ("The older was ", 2, 1, False),
        ("and the younger child, then ", 2, 1, True),
        ("The younger of the two was just ", 2, 0, False),
        ("The older was ", 3, 0, None),
        ("The older brother was ", 2, 0, None),
        ("The older was told that Q was ", 2, 0, None),
        ("", 2, 0, None),
    ],
)
def test_the_older_and_the_younger(before: str, several: int, index: int, expected: bool | None) -> None:
    assert by_order(before, several, index) is expected


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Her brother Tomas was nine. Child B was his junior by two. Child B was found dead.", 7.0),
        ("Her brother Tomas was nine. Child B was his junior by two minutes. Child B was found dead.", None),
        ("Her brother Tomas was nine. Child B was his junior by two grades. Child B was found dead.", None),
    ],
)
def test_how_much_younger(text: str, years: float | None) -> None:
    assert age(text) == years


@pytest.mark.parametrize(
    ("label", "is_label"),
    [
        ("The events of ", True),
        ("Events of ", True),
        ("Learning event on ", False),
        ("Practitioner events of ", False),
    ],
)
def test_labels_of_the_cover(label: str, is_label: bool) -> None:
    assert bool(COVER_LABEL.search(label)) is is_label


def test_a_period_is_no_life() -> None:
    assert life_ends("1 April 2012 – 31 March 2014") is None
    assert life_ends("1 April 2012 – 30 March 2014") is not None
    assert life_ends("") is None
    events = story("The school wrote on 9 May 2013.", "Child B was stabbed at home on 5 June 2013.")
    assert told(events, f"{COVER}\nPeriod under review\n3 May 2012 – 17 June 2014") == (
        told(events) or pytest.fail("the day of the stabbing is told")
    )


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("The incident that led to this review happened in a flat in June 2013.", True),
        ("In March 2012, a year before the incident that led to this review, the aunt moved.", False),
        ("In May 2014 a panel met to consider the incident that led to this review.", False),
        ("In May 2014 the incident led to a change of staff.", False),
    ],
)
def test_the_day_that_led_to_the_review(text: str, leads: bool) -> None:
    assert leads_here(text) is leads


def test_who_is_accepted_somewhere_is_no_board() -> None:
    accepted = story("Child B was accepted on 5 June 2013 by a hostel and stabbed at its door.")
    assert told(accepted) is not None


@pytest.mark.parametrize(
    "words",
    [
        "two years and three months, ",
        "Q was two years and three months and ",
        "he was seven and two months and ",
    ],
)
def test_long_lines_are_quick(words: str) -> None:
    text = (words * 800)[:20_000]
    begin = time.process_time()
    list(bare_ages(text))
    list(years_then_months(text))
    assert time.process_time() - begin < 1
