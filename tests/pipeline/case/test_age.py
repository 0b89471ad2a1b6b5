"""A child's age: whose an age is, of which time it is told, and what can be worked out."""

from __future__ import annotations

import re

import pytest

from pipeline.case.age.words import said_ages
from pipeline.case.people.people import People
from pipeline.case.people.whose import persons
from pipeline.dates import find_ages
from pipeline.records import Child
from tests.pipeline.case.make import findings

COVER = "= Serious Case Review: Child B"
NAMES = re.compile(r"(?<!\w)(?:Child B|Wren|Lark)(?!\w)")


def children(text: str, cover: str = COVER) -> tuple[Child, ...]:
    body = text if text.lstrip().startswith("#") else f"# 1 Introduction\n[1.1] {text}"
    return findings(cover, body).case.children


def age(text: str, cover: str = COVER) -> float | None:
    return children(text, cover)[0].age_years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Child B died a fortnight short of his third birthday.", [2.96]),
        ("Child B died on the eve of her second birthday.", [2.0]),
        ("Child B had marked her ninth birthday two months earlier.", [9.17]),
        ("It was several hours after his fifth birthday.", [5.0]),
        ("It was two years before her first birthday.", []),
        ("He would have been six the following week.", [5.98]),
        ("Wren lived for nineteen days.", [0.05]),
        ("She died six hours after her birth.", [0.0]),
        ("He was in the third month of life.", [0.17]),
        ("She was in her twelfth year.", [11.0]),
        ("The teacher, in her second year, was new.", []),
        ("Wren died at four and a half months.", [0.38]),
        ("The wound was treated at 36 weeks of pregnancy.", []),
        ("Wren, aged 7/12, was carried in.", [0.58]),
        ("Wren, barely four, and Lark, just over two, slept.", [4, 2.08]),
        ("Wren is nearly five.", [4.92]),
        ("A day short of ten weeks old, she was admitted.", [0.19]),
        ("The notes give his age as eleven years and one month.", [11.08]),
        ("Wren was eight and Lark three.", [8, 3]),
        ("Wren spent five weeks in hospital, Lark nine days.", []),
        ("He was a year and two months old.", [1.17]),
        ("a six-and-three-quarter-year-old boy", []),
    ],
)
def test_ages_told_otherwise(text: str, years: list[float]) -> None:
    assert [one.years for one in said_ages(text, find_ages(text), NAMES)] == pytest.approx(years, abs=0.011)


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("Wren's half-sister broke her arm.", ["half-sister"]),
        ("The mother of Wren, 24, rang.", ["mother"]),
        ("A neighbour’s daughter, five, saw it.", ["daughter"]),
        ("Wren was lifted by her aunt.", ["Wren", "aunt"]),
        ("Case K, a boy of two, had died.", ["Case K", "a boy"]),
    ],
)
def test_persons_by_their_heads(text: str, heads: list[str]) -> None:
    found = persons(text, People.of(["Wren"], []))
    assert [text[one.start : one.end] for one in found if one.kind != "pronoun"] == heads


@pytest.mark.parametrize(
    ("text", "years"),
    [
        # Of whom: the subject of the clause, and for a pronoun the person before it who agrees.
        (
            "Child B's stepbrother had lost a tooth at the age of nine months. Child B was killed at the age of six.",
            6,
        ),
        ("Mother rang for help. She was nine weeks old and had stopped breathing. Child B died.", 0.17),
        ("Child B died. Child B's cousin, aged four, was asleep upstairs.", None),
        ("Child B died. A different board's review dealt with a girl of three who drowned.", None),
        ("Child B died. His uncle, a youth of 17, was in the next room.", None),
        # Of when: the event, not the years before or after it.
        ("Child B, now eleven, was seven when he was attacked.", 7),
        (
            "Child B was stabbed on 4 May 2012 and died. He was fourteen. He had been in care from the age of two.",
            14,
        ),
        ("Child B, who has turned ten, was found injured.", None),
        ("Child B died on 2 June 2015, three weeks short of her eighth birthday.", 7.94),
        ("Child B was five when his father died. Child B died on 3 May 2011, aged nine.", 9),
    ],
)
def test_whose_and_when(text: str, years: float | None) -> None:
    assert age(text) == (years if years is None else pytest.approx(years, abs=0.011))


def test_an_age_on_another_day_tells_which_age_fits() -> None:
    text = """
# 1 Introduction
[1.1] Child B was gravely injured on 20 November 2018.
# 2 Narrative
[2.1] In March 2015 the school wrote that Child B was ten.
[2.2] A letter went home. Nothing came back. The class moved on. The caretaker mended the gate.
[2.3] The bicycle was seen on the bridge with Child B, who was just over fourteen, riding it.
"""
    # Ten in March 2015 is thirteen or fourteen in November 2018.
    assert age(text) == pytest.approx(14.08)


@pytest.mark.parametrize(
    ("birth", "years"),
    [
        ("Child B was born at term on 3.2.12.", 0.25),
        ("Father was at sea when Mother gave birth to Child B in February 2012.", 0.2),
        ("Mother was born on 3 February 1990. Child B's sister was born on 6 March 2008.", None),
        ("Child B was due on 3 February 2012.", None),
    ],
)
def test_worked_out_from_a_birth(birth: str, years: float | None) -> None:
    found = age(f"Child B died on 4 May 2012. {birth}")
    assert found == (years if years is None else pytest.approx(years, abs=0.06))


BEFORE = "# 1 Introduction\n[1.1] The Board commissioned this review after a notification.\n"
DEATH = "# 5 Narrative\n[5.1] Child B died on 14 June 2013 at the hospital.\n"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("She celebrated her third birthday on 14 April 2013.", 3.17),
        ("Her fifth birthday would have fallen on 2 July 2013.", 4.95),
        ("Child B had turned eight a fortnight earlier.", 8.04),
        ("His first birthday had been kept ten days earlier.", 1.03),
        ("Child B died a week after turning four.", 4.02),
        ("Child B reached only seven months.", 0.58),
        ("Child B died eleven weeks and two days after being born.", 0.22),
        ("Age at death: 11 weeks.", 0.21),
        ("The child's age at death was two years and one month.", 2.08),
        ("Child B was the youngest at ten months.", 0.83),
        ("Child B was a young woman of seventeen.", 17),
        ("Child B's birth, on 14 July 2012, was easy.", 0.92),
        ("In July 2012 Child B arrived, five weeks early.", 0.92),
        ("Child B was born in the summer of 2012.", None),
        ("Ages are given at the date of death: Mother 22, Father 24, Child B 11 months.", 0.92),
    ],
)
def test_ways_of_telling_an_age(text: str, years: float | None) -> None:
    expected = years if years is None else pytest.approx(years, abs=0.1)
    assert age(f"{BEFORE}[1.2] {text}\n{DEATH}") == expected


@pytest.mark.parametrize(
    ("rows", "years"),
    [
        ("| Who | Age |\n| Child B | 11/12 |\n| Mother | 22 |", 0.92),
        ("| Who | Age |\n| Child B | 2y 3m |\n| Mother | 22 |", 2.25),
        ("| Who | Age when Child B died |\n| Child B | 11m |\n| Mother | 22 |", 0.92),
        ("| Who | Relation | Age now |\n| Child B | subject | died aged 3 |\n| Mother | mother | 22 |", 3),
        ("- Subject child: Child B, male, DOB 14/07/2012\n- Father, 30", 0.92),
        ("- Child B, subject, boy, 11 months\n- Father, 30", 0.92),
        ("Child B – 11 months – male\nMother – 22", 0.92),
    ],
)
def test_ages_of_tables_lists_and_labels(rows: str, years: float) -> None:
    assert age(f"{BEFORE}# 2 The family\n{rows}\n{DEATH}") == pytest.approx(years, abs=0.02)


def test_a_birth_on_the_cover_or_in_a_chronology() -> None:
    text = "# 1 Introduction\n[1.1] Child B died on 4 May 2012.\n"
    assert age(text, f"{COVER}\nDate of birth: 04/02/2012") == pytest.approx(0.25, abs=0.01)
    rows = (
        "# 2 Chronology\n| Date | Event |\n| 4.2.12 | Birth of Child B at home. |\n| 4.5.12 | Child B dies. |"
    )
    assert age(text + rows) == pytest.approx(0.25, abs=0.01)


LIST = """
# 1 Introduction
[1.1] Child B was injured by a fall on 9 June 2014.
# 2 The family
[2.1] {}
- Child B, {}, a quiet child
- Mother, 31
"""


@pytest.mark.parametrize(
    ("lead", "told", "years"),
    [
        ("The household was as follows.", "6", 6),
        ("The ages are those at the time of the fall.", "2½", 2.5),
        ("Ages are given as in June 2016.", "8", 6),
        # Six and a half years on, seven or eight: nothing says which.
        ("Ages are given as in December 2015.", "8", None),
        ("All ages are current.", "8", None),
    ],
)
def test_a_list_says_of_when_its_ages_are(lead: str, told: str, years: float | None) -> None:
    assert age(LIST.format(lead, told)) == years


def test_the_labels_of_a_genogram() -> None:
    text = """
# 1 Introduction
[1.1] Child B died on 9 June 2014.
# 2 Family tree
Mother
29
Child B
F - 4
"""
    assert age(text) == 4


def test_several_children_each_by_its_place_in_the_list() -> None:
    cover = "= Serious Case Review: Child K and Child L"
    first, second = children("Child K and Child L, aged five and three, died in a fire.", cover)
    assert (first.age_years, second.age_years) == (5, 3)
    for text in (
        "Child K was nine and Child L six when their father killed them.",
        "Child K, who was nine, and her brother Child L, who was six, died in a fire.",
        "The nine-year-old, Child K, and the six-year-old, Child L, were both found dead.",
        "Two children, a girl of nine (Child K) and a boy of six (Child L), died.",
        "Child K, a girl of nine, and Child L, a boy of six, died in a fire.",
    ):
        assert [one.age_years for one in children(text, cover)] == [9, 6], text
    text = "Child K and Child L died in a fire. Both children were four months old."
    assert [one.age_years for one in children(text, cover)] == [0.33, 0.33]


def test_present_tense_ages_of_the_day_they_were_found() -> None:
    text = """
# 1 A morning
[1.1] Child B wakes. He is 2 years and 5 months old, and he cannot open the door.
[1.2] That was his life, and the ages given here are those on the day he was found.
# 2 Narrative
[2.1] Child B was found alone on 8 July 2003.
"""
    assert age(text) == pytest.approx(2.42)
