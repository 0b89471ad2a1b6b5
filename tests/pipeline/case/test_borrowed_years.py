"""The year of a date told without one, and the day from which another is reckoned."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.case.incident.signs import life_ends
from pipeline.case.timeline.timeline import find_moments
from pipeline.dates import find_dates
from tests.pipeline.case.test_incident_day import COVER, source_of, story, told

WRITTEN = date(2016, 3, 2)


def days(*paragraphs: str, heading: str = "Narrative of events") -> dict[str, date]:
    """The dates by their words."""
    moments = find_moments(source_of(story(*paragraphs, heading=heading)), None, WRITTEN)
    return {one.sentence.text[one.start : one.end]: one.value for one in moments}


@pytest.mark.parametrize(
    ("paragraphs", "words", "expected"),
    [
        (
            (
                "The plan of 7 March 2012 was confirmed on 9 August.",
                "The clinic was kept to until June.",
                "By December 2012 nobody called.",
            ),
            "June",
            date(2012, 6, 1),
        ),
        (
            (
                "The grant ran out on 17 October 2012.",
                "The piano teacher had given up in August.",
                "He came back.",
            ),
            "August",
            date(2012, 8, 1),
        ),
        (
            ("The grant ran out on 17 October 2012.", "The piano teacher came again in August."),
            "August",
            date(2013, 8, 1),
        ),
        (
            (
                "The lift failed on 3 May 2011.",
                "In April 2012 it was mended.",
                "On 3 May they moved.",
            ),
            "3 May",
            date(2012, 5, 3),
        ),
        (
            ("A lull followed the visit of 20 March 2014.", "He sailed on Tuesday 4 February."),
            "Tuesday 4 February",
            date(2014, 2, 4),
        ),
    ],
)
def test_the_year_is_borrowed(paragraphs: tuple[str, ...], words: str, expected: date) -> None:
    assert days(*paragraphs)[words] == expected


def test_a_heading_names_the_month_of_bare_days() -> None:
    found = days(
        "A locksmith came on the 2nd.",
        "The college had promised a room in December.",
        "On the 6th a window was broken.",
        heading="Events in October 2011",
    )
    assert found["On the 6th"] == date(2011, 10, 6)


@pytest.mark.parametrize(
    ("paragraphs", "words", "expected"),
    [
        (
            (
                "The tutors sat down on 6 May 2013 with the aunt.",
                "Twelve days after that hour the stove was lit.",
            ),
            "Twelve days after",
            date(2013, 5, 18),
        ),
        (
            (
                "Falls were logged on 8 and 19 May 2013.",
                "Two weeks to the day after the second of these he fell.",
            ),
            "Two weeks to the day after",
            date(2013, 6, 2),
        ),
    ],
)
def test_a_day_is_reckoned_from_what_is_pointed_at(
    paragraphs: tuple[str, ...], words: str, expected: date
) -> None:
    assert days(*paragraphs)[words] == expected


def test_a_date_beside_a_feast_or_a_weekday_says_the_same_day() -> None:
    found = days("On the Wednesday after Whit Sunday, 30 May 2012, the tent was pitched.")
    assert set(found.values()) == {date(2012, 5, 30)}


@pytest.mark.parametrize(
    "text", ["On the Friday of the fire it rained.", "The lock had been forced within the preceding night."]
)
def test_words_that_name_no_day(text: str) -> None:
    assert set(days("The nurse called on 10 May 2012.", text).values()) == {date(2012, 5, 10)}


def test_a_year_beside_the_months_counted_is_what_is_known() -> None:
    found = days("The move was on 8 August 2012.", "In 2013, seven months after the move, he ran away.")
    assert date(2013, 3, 1) not in found.values()


@pytest.mark.parametrize(
    "text",
    ["The year of the flood, 2010, was a wet one.", "It was one year - 2010 - too late.", "The year: 2010."],
)
def test_a_year_in_apposition(text: str) -> None:
    assert [(one.value, one.precision) for one in find_dates(text)] == [(date(2010, 1, 1), "year")]


def test_two_days_alone_on_a_line_are_a_life() -> None:
    ends = life_ends("(3 May 2009 – 17 June 2014)")
    assert ends is not None
    assert ends.value == date(2014, 6, 17)
    assert life_ends("Review period: 3 May 2009 – 17 June 2014") is None
    assert life_ends("3 May 1970 – 17 June 2014") is None


@pytest.mark.parametrize("line", ["3 May 2009 – 17 June 2014", "Events of 17 June 2014"])
def test_the_cover_tells_the_day(line: str) -> None:
    body = story("The school wrote on 9 May 2013.", "A panel met on 4 September 2014 and asked for a review.")
    assert told(body, f"{COVER}\n{line}") == (date(2014, 6, 17), "day")


def test_what_a_board_resolved_had_happened_before() -> None:
    body = story(
        "The partners concluded on 11 July 2013 that the stabbing was a matter for all of them.",
        "Child B was stabbed at home on 5 June 2013.",
    )
    assert told(body) == (date(2013, 6, 5), "day")


def test_a_wish_is_no_death() -> None:
    body = story(
        "On 9 March 2013 an uncle wrote a letter. In it he wished them dead.",
        "On 6 June 2013 Child B was found dead.",
    )
    assert told(body) == (date(2013, 6, 6), "day")
