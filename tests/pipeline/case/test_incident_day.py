"""The day of the incident in the many ways in which reports tell it."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from pipeline.case.incident import read_weights
from pipeline.settings import configs_folder
from tests.pipeline.case.make import findings

COVER = "= Serious Case Review: Child B\nReport completed: 2 March 2016"


def told(body: str, cover: str = COVER) -> tuple[date, str] | None:
    found = findings(cover, body).case
    precision = found.incident_date_precision
    return (found.incident_date, precision) if found.incident_date and precision else None


def story(*paragraphs: str, heading: str = "Narrative of events") -> str:
    opening = "This review concerns Child B, who lived with two parents and was known to many. It looks at their work."
    return f"# 1 Introduction\n{opening}\n{opening}\n# 2 {heading}\n" + "\n".join(paragraphs)


@pytest.mark.parametrize(
    ("paragraphs", "day"),
    [
        # The year from the heading, or from what was told before.
        (
            (
                "The midwife booked the pregnancy in March 2013. Child B was seen at the clinic on 6 October.",
                "On Sunday 19 January Child B was found lifeless in the cot, and a doctor pronounced death.",
                "The Board decided on 4 April 2014 to hold a review.",
            ),
            date(2014, 1, 19),
        ),
        # Reckoned from the day before.
        (
            (
                "The social worker visited on 3 June 2013 and saw nothing amiss.",
                "Nine days later Child B was carried into the emergency department with burns to both legs.",
                "The review was commissioned on 1 August 2013.",
            ),
            date(2013, 6, 12),
        ),
        (
            (
                "A core group sat on 8 May 2012. The nursery wrote a letter on 15 May 2012.",
                "Three days after that core group Child B fell from a window and died in the ambulance.",
            ),
            date(2012, 5, 11),
        ),
        (
            (
                "Police attended an argument on the evening of 30 June 2012 and left.",
                "The following morning a cleaner found Child B dead in the bath.",
                "The inquest opened on 12 July 2012.",
            ),
            date(2012, 7, 1),
        ),
        # Turned back from the event.
        (
            (
                "The last home visit, on 11 February 2013, took place six days before Child B died.",
                "The Panel met on 9 May 2013.",
            ),
            date(2013, 2, 17),
        ),
        # The event in one sentence, its day in another.
        (
            (
                "The health visitor had called in April 2012.",
                "He was brought in by ambulance with a fractured skull and did not survive. This was on 21 September 2012.",
                "The stepfather was convicted on 3 March 2013.",
            ),
            date(2012, 9, 21),
        ),
        (
            (
                "School ended for Child B on 19 July 2013.",
                "On 2 August 2013 the lodger was alone with the children. A neighbour heard shouting. "
                "When the mother came home Child B was unconscious, and died within the hour.",
                "A strategy discussion was held on 5 August 2013.",
            ),
            date(2013, 8, 2),
        ),
        (
            (
                "CAMHS discharged Child B on 3 October 2013.",
                "Eleven days later his stepmother cut him down from the banister. He lived, with damage to his brain.",
            ),
            date(2013, 10, 14),
        ),
        (
            (
                "The father collected methadone on Friday 7 June 2013, as he did each week.",
                "On the Sunday morning Child B could not be woken, and died. The pathologist found the drug in his blood.",
            ),
            date(2013, 6, 9),
        ),
        (
            (
                "Neighbours heard a row on the night of 3 to 4 December 2013.",
                "Child B was certified dead at 3.40 am on the latter date, and both adults were arrested.",
                "The trial ended on 20 October 2014.",
            ),
            date(2013, 12, 4),
        ),
        (
            (
                "A student social worker called on the family on 21 January 2014 and was not let in.",
                "On the 27th Child B was lowered into scalding water by her mother's boyfriend.",
            ),
            date(2014, 1, 27),
        ),
        (
            (
                "The trial for the murder of Child B began on 4 November 2013.",
                "He had been beaten over a weekend and was found dead by his aunt on Monday 18 March 2013.",
            ),
            date(2013, 3, 18),
        ),
        (
            (
                "In the summer of 2012 the landlord complained about the dogs.",
                "On the last Thursday of August that year one of them seized Child B by the neck. She died.",
            ),
            date(2012, 8, 30),
        ),
        # Named days.
        (
            ("Child B had been unwell all week. On Boxing Day 2011 he collapsed and died at home.",),
            date(2011, 12, 26),
        ),
        (
            ("On the second Saturday of May 2014 Child B was stabbed outside the station.",),
            date(2014, 5, 10),
        ),
        (("Child B took her own life on the twenty-third of November 2012.",), date(2012, 11, 23)),
        # Another person's death, an earlier injury, the courts.
        (
            (
                "Her grandfather died on 5 May 2011, and she missed him.",
                "Child B had broken an arm on 8 August 2012.",
                "On 14 March 2013 Child B was found hanged in her bedroom.",
                "The coroner sat on 20 January 2014.",
            ),
            date(2013, 3, 14),
        ),
        (
            (
                "A sister, Ana, had died on 9 September 2006 of meningitis.",
                "At 4.15 am on 6.2.13 the father rang 999 because Child B was not breathing; death was certified at 5 am.",
                "He pleaded guilty on 7.10.13.",
            ),
            date(2013, 2, 6),
        ),
        # A disclosure, and children who were found.
        (
            (
                "Child B was referred to the clinic on 3 April 2013.",
                "On 17 May 2013 Child B told her form teacher that her uncle had been raping her. He was arrested that night.",
                "The criteria were judged to be met on 20 June 2013.",
            ),
            date(2013, 5, 17),
        ),
    ],
)
def test_the_day_in_a_narrative(paragraphs: tuple[str, ...], day: date) -> None:
    assert told(story(*paragraphs)) == (day, "day")


def test_the_year_of_a_heading() -> None:
    body = story(
        "On 22 February the family moved. The assault came on 9 October, and Child B died of it the same day.",
        heading="The events of 2011",
    )
    assert told(body) == (date(2011, 10, 9), "day")


def test_an_age_in_days_and_a_day_of_birth() -> None:
    cover = f"{COVER}\nDate of birth: 3 May 2013"
    body = story("Child B was shaken when he was 24 days old, and has been blind since.")
    assert told(body, cover) == (date(2013, 5, 27), "day")


def test_a_birthday() -> None:
    cover = f"{COVER}\nDate of birth: 3 May 1999"
    body = story("Two days before her fourteenth birthday Child B took an overdose, and died in hospital.")
    assert told(body, cover) == (date(2013, 5, 1), "day")


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


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Towards the end of June 2012 Child B was found dead in her cot.", (date(2012, 6, 1), "month")),
        ("Child B died in 2012 at the hands of her father.", (date(2012, 1, 1), "year")),
        ("The Board decided on 4 July 2012 to hold a review.", None),
        ("Child B was born on 4 July 2012 and saw the doctor on 9 September 2013.", None),
        ("Child B's grandmother died on 4 July 2012.", None),
    ],
)
def test_no_more_than_is_told(sentence: str, expected: tuple[date, str] | None) -> None:
    assert told(story(sentence)) == expected


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
