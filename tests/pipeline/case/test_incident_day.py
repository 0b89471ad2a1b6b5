"""The day of the incident in the many ways in which reports tell it."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from pipeline.case.incident.find import find_candidates, read_weights
from pipeline.case.people.people import People
from pipeline.case.source import Source
from pipeline.case.timeline.timeline import find_moments
from pipeline.case.wording import load_wording
from pipeline.settings import configs_folder
from pipeline.structure.outline import outline
from tests.pipeline.case.make import document, findings, heading_types

FILE = Path(__file__).with_name("incident_days.txt")
Told = tuple[date, str] | None
COVER = "= Serious Case Review: Child B\nReport completed: 2 March 2016"


def told(body: str, cover: str = COVER) -> Told:
    found = findings(cover, body).case
    precision = found.incident_date_precision
    return (found.incident_date, precision) if found.incident_date and precision else None


def story(*paragraphs: str, heading: str = "Narrative of events") -> str:
    opening = "This review concerns Child B, who lived with two parents and was known to many. It looks at their work."
    return f"# 1 Introduction\n{opening}\n{opening}\n# 2 {heading}\n" + "\n".join(paragraphs)


def read_stories(text: str) -> dict[str, tuple[list[str], Told]]:
    """The cases of ``incident_days.txt`` by name; ValueError for a first line of another form."""
    cases: dict[str, tuple[list[str], Told]] = {}
    plain = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    for case in plain.strip().split("\n\n"):
        first, *paragraphs = case.splitlines()
        match = re.fullmatch(r"(?:none|(?P<day>\S{10}) (?P<precision>day|month|year)): (?P<name>.+)", first)
        if not match or not paragraphs or match["name"] in cases:
            raise ValueError(f"no case: {first}")
        expected = (date.fromisoformat(match["day"]), match["precision"]) if match["day"] else None
        cases[match["name"]] = (paragraphs, expected)
    return cases


STORIES = read_stories(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("paragraphs", "expected"), STORIES.values(), ids=STORIES)
def test_the_day_of_a_story(paragraphs: list[str], expected: Told) -> None:
    assert told(story(*paragraphs)) == expected


@pytest.mark.parametrize(
    "text", ["1 May 2012: a day in words\nShe died.", "none\nShe died.", "none: no story"]
)
def test_a_case_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no case"):
        read_stories(text)


def test_the_year_of_a_heading() -> None:
    body = story(
        "On 22 February the family moved. The assault came on 9 October, and Child B died of it the same day.",
        heading="The events of 2011",
    )
    assert told(body) == (date(2011, 10, 9), "day")


def test_the_heading_that_names_the_death() -> None:
    body = story(
        "On 12 March 2013 an engineer came about the boiler. On 20 June 2013 the housing officer called.",
    )
    body += "\n# 3 The death of Child B\nThe bath was left running on 2 September 2013. Child B, not yet two, was in it."
    assert told(body) == (date(2013, 9, 2), "day")


@pytest.mark.parametrize(
    ("born", "sentence", "day"),
    [
        (
            "3 May 2013",
            "Child B was shaken when he was 24 days old, and has been blind since.",
            date(2013, 5, 27),
        ),
        (
            "3 May 1999",
            "Two days before her fourteenth birthday Child B took an overdose, and died in hospital.",
            date(2013, 5, 1),
        ),
    ],
)
def test_a_day_counted_from_the_day_of_birth(born: str, sentence: str, day: date) -> None:
    assert told(story(sentence), f"{COVER}\nDate of birth: {born}") == (day, "day")


@pytest.mark.parametrize("label", ["Date of incident:", "Date of death:", "Date of serious injury", "Died:"])
def test_a_label_on_the_cover(label: str) -> None:
    body = story("The health visitor called on 1 March 2014. The Panel met on 3 September 2014.")
    assert told(body, f"{COVER}\n{label} 7 July 2014") == (date(2014, 7, 7), "day")


def test_a_row_of_the_chronology() -> None:
    rows = (
        "| Date | Agency | Event |\n| 4.1.14 | Health | Home visit. |\n"
        "| 8.2.14 | Police | Child B stabbed outside a shop and pronounced dead. |\n| 3.5.14 | Board | Review agreed. |"
    )
    assert told(story("The table tells the case.", rows)) == (date(2014, 2, 8), "day")


def test_what_is_reckoned_is_marked() -> None:
    body = story("The nurse visited on 3 June 2013. Nine days later Child B was found dead.")
    evidence = [one for one in findings(COVER, body).evidence if one.field == "incident_date"]
    assert [(one.quote, one.confidence) for one in evidence] == [("Nine days later", "inferred")]


def test_two_days_that_are_told_alike_leave_doubt() -> None:
    body = story(
        "On 5 May 2012 Child B was taken to hospital by ambulance with a fractured arm.",
        "On 9 May 2012 Child B was taken to hospital by ambulance with a fractured leg.",
    )
    evidence = [one for one in findings(COVER, body).evidence if one.field == "incident_date"]
    assert [one.confidence for one in evidence] == ["inferred"]


def test_every_sign_has_a_weight_on_its_side_of_zero() -> None:
    raw = tomllib.loads((configs_folder() / "incident.toml").read_text(encoding="utf-8"))["sign"]
    assert read_weights().keys() == raw.keys()
    assert all(sign["expected"] * sign["weight"] >= 0 for sign in raw.values())


def source_of(body: str) -> Source:
    made = document(COVER, body)
    return Source(made, *outline(made, heading_types()), load_wording())


def test_a_date_of_its_own_sentence_belongs_to_what_the_sentence_before_tells() -> None:
    source = source_of(
        story(
            "The flat had been cold since the autumn and the landlord had mended nothing in it when Child B died.",
            "That was on 9 May 2013.",
        )
    )
    found = find_candidates(source, (), None, People.of(["Child B"], []))
    assert [one.signs.get("direct") for one in found.mentions if one.key == (date(2013, 5, 9), "day")] == [
        1.0
    ]


def test_the_dates_of_a_document_are_read_once() -> None:
    source = source_of(story("Child B was born on 4 March, and the nurse called on 9 May 2013."))
    assert find_moments(source, None) is find_moments(source, None)
    assert find_moments(source, date(2013, 3, 4)) is not find_moments(source, None)


def test_the_label_of_a_child_before_a_date_is_no_word_for_a_birth() -> None:
    body = story("On 1 March 2014 Child B was found dead in the cot.")
    assert told(body, f"{COVER}\nChild B. 4 May 2014") == (date(2014, 3, 1), "day")


@pytest.mark.parametrize(
    "day", ["On 2 March, 2015 hours,", "On March 2, 2015 hours,", "At 1915 hours on 2 March", "On 2 March"]
)
def test_an_hour_is_no_year(day: str) -> None:
    """And a short sentence of the story is nobody's signature under the report."""
    body = f"# Narrative\nOn 3 January 2010 the nurse called.\n{day} Child B was found dead in his cot.\n"
    case = findings("= Serious Case Review: Child B", body).case
    assert (case.incident_date, case.incident_date_precision) == (date(2010, 3, 2), "day")
