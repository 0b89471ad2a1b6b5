"""When it happened, what came of it, and whether there was a plan."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.case.incident.find import Incident, period_of
from pipeline.records import CaseRecord
from tests.pipeline.case.make import findings


def case(*paragraphs: str, cover: str = "= Serious Case Review: Child B") -> CaseRecord:
    body = "# 1 Introduction\n" + "\n".join(f"[1.{n}] {text}" for n, text in enumerate(paragraphs, 1))
    return findings(cover, body).case


def test_the_day_of_the_death_among_other_days() -> None:
    found = case(
        "Child B was born on 2 March 2009. The review was commissioned on 4 July 2011.",
        "On Thursday 5 May 2011 Child B was taken to hospital by ambulance, and died that evening.",
        "The inquest opened on 20 May 2011 and the father was convicted on 9 January 2012.",
        "The period under review was 1 January 2010 to 5 May 2011.",
    )
    assert (found.incident_date, found.incident_date_precision, found.period_id) == (
        date(2011, 5, 5),
        "day",
        "2011-14",
    )


def test_month_only() -> None:
    found = case(
        "In June 2018 a baby girl was brought to hospital by ambulance with fractures.",
        "The Board decided in July 2018 to hold a review.",
    )
    assert (found.incident_date, found.incident_date_precision) == (date(2018, 6, 1), "month")


def test_without_an_incident_date_there_is_no_period() -> None:
    found = case(
        "Child B was neglected over years.",
        cover="= Serious Case Review: Child B\nReport completed: 2 March 2012",
    )
    assert (found.incident_date, found.incident_date_precision, found.period_id) == (None, None, None)


@pytest.mark.parametrize(
    ("day", "precision", "period"),
    [
        (date(2011, 3, 31), "day", "2009-11"),
        (date(2011, 4, 1), "day", "2011-14"),
        (date(2011, 3, 1), "month", "2009-11"),
        (date(2012, 1, 1), "year", "2011-14"),
        (date(2011, 1, 1), "year", None),
        (date(1990, 1, 1), "day", None),
    ],
)
def test_periods_run_from_april_to_march(day: date, precision: str, period: str | None) -> None:
    assert period_of(Incident(day, precision)) == period  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Child B died at the age of two.", "death"),
        ("This report concerns the death of Child B.", "death"),
        ("Child B was a boy of two. He died in hospital.", "death"),
        (
            "Child B was a girl of 15 who drew birds. On Sunday 6 May 2012, at home, she took her own life.",
            "death",
        ),
        ("Child B was admitted with fractures. His grandmother had died the year before.", "serious_harm"),
        ("Child B nearly died and has made a full recovery.", "serious_harm"),
        ("Mother's own mother died when she was six. Child B was sexually abused.", "serious_harm"),
        (
            "Working Together says that a review is required where a child has died. Child B is mentioned.",
            "not_stated",
        ),
    ],
)
def test_outcome(text: str, outcome: str) -> None:
    assert case(text).outcome == outcome


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("Child B was never the subject of a child protection plan.", "never"),
        ("Neither boy had ever been on the Child Protection Register.", "never"),
        ("Her name had at no time been entered upon the Child Protection Register.", "never"),
        ("Child B was never on a plan or a child protection plan until he was in intensive care.", "never"),
        ("At the time of his death Child B was subject to a child protection plan for neglect.", "current"),
        ("Child B's name remained on the child protection register when he died.", "current"),
        ("Child B was on a child protection plan until March 2010.", "previous"),
        ("He had been subject to a child protection plan between 2008 and 2009.", "previous"),
        ("Child B's name was removed from the child protection register in May 2010.", "previous"),
        (
            "Child B was made the subject of a child protection plan in 2008. The plan for Child B was a child protection plan "
            "that ended in 2009.",
            "previous",
        ),
        ("His cousin's name was on the child protection register of another authority.", "not_stated"),
        ("A child protection plan should have been considered.", "not_stated"),
        ("Child B was on the school's register for special needs.", "not_stated"),
    ],
)
def test_plan(text: str, plan: str) -> None:
    assert case(f"{text} Child B was hurt.").child_protection_plan == plan


def test_the_second_of_those_dates() -> None:
    found = case(
        "Between 1 July 2008 and 14 October 2009 the public spent 61,340 pounds. I have the invoices. "
        "On the second of those dates, at about ten, Child B was found dead in her cot.",
    )
    assert (found.incident_date, found.incident_date_precision) == (date(2009, 10, 14), "day")


def test_a_year_told_in_words_where_no_day_is_given() -> None:
    found = case("In the later part of 2013 Child B was sexually assaulted by two young men. She survived.")
    assert (found.incident_date, found.incident_date_precision) == (date(2013, 1, 1), "year")
    assert case("A law of 2013 was amended. Child B was injured.").incident_date is None


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("His stepfather beat Child B in the hallway, and he died in hospital before midnight.", "death"),
        ("Child B was teething. He was certified dead at the hospital at 1.20 pm.", "death"),
        ("A girl of sixteen died in Westvale. She is called Child B here.", "death"),
        ("Child B broke his pelvis. His father died in 2009.", "serious_harm"),
    ],
)
def test_outcome_of_the_child(text: str, outcome: str) -> None:
    assert case(text).outcome == outcome


@pytest.mark.parametrize(
    ("text", "harm"),
    [
        ("Child B was sexually assaulted by three men and survived.", "sexual_assault"),
        (
            "Child B, a boy of 15, died when a group that sold drugs stabbed him in the street.",
            "extrafamilial_homicide",
        ),
        ("Child B died of his father's methadone, as the toxicology showed.", "other_death"),
        ("Child B died after an assault. Mr D was convicted of murder.", "severe_physical_assault"),
        ("Child B had hurt herself, and nearly died. The office neglected to send a letter.", "self_harm"),
    ],
)
def test_harm_category(text: str, harm: str) -> None:
    assert case(text).children[0].harm_category == harm


def test_the_first_day_that_a_report_tells_with_its_hour_is_the_day() -> None:
    found = case(
        "On Wednesday 9 November 2022, at 23.40, a nurse coming off shift came upon a boy on the stairs.",
        "The rapid review met on 1 December 2022.",
    )
    assert (found.incident_date, found.incident_date_precision) == (date(2022, 11, 9), "day")


def test_a_report_that_speaks_of_itself_gives_no_other_day() -> None:
    found = case("On 13 June 2010 a girl of nine, whom this report calls Child N, was raped by a lodger.")
    assert found.incident_date == date(2010, 6, 13)
    # The same word of the day on which the report was written.
    assert case("On 13 June 2010 this report was agreed.").incident_date is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The period under scrutiny runs from 1 September 2013 to 9 November 2018.", date(2018, 11, 9)),
        # It ends with no day, and the day on which it begins is none.
        ("We were directed to the period between 1 January 1999 and the date of death.", None),
    ],
)
def test_the_period_looked_at_ends_with_what_happened(text: str, day: date | None) -> None:
    padding = "The family lived in a small town by the sea and few people knew them well. " * 30
    assert case("This is a review of practice in two towns.", text, padding).incident_date == day


def test_one_heading_that_is_a_day_is_the_day_and_a_chronology_of_them_is_not() -> None:
    told = (
        "[1.1] Child B lay on the landing, and nobody in the house had heard him call.\n[1.2] "
        + "The house was quiet that winter. " * 40
    )
    cover = "= Serious Case Review: Child B\nReport completed: 2 March 2020"
    assert findings(cover, f"# 1. Friday 9 November 2018\n{told}").case.incident_date == date(2018, 11, 9)
    several = f"# 1. Friday 9 November 2018\n{told}\n# 2. Monday 12 November 2018\n{told}"
    assert findings(cover, several).case.incident_date is None


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (
            "The pathologist thought that she had been killed. Her mother pleaded guilty to manslaughter.",
            "death",
        ),
        # One sign may be of anybody.
        (
            "The pathologist wrote a note on the family's dog. She was shaken and had fractures.",
            "serious_harm",
        ),
        # Somebody else's death, and a child who lives.
        (
            "Her father was convicted of the murder of her mother, on whom there was an inquest. "
            "She has a brain injury.",
            "serious_harm",
        ),
        ("The pathologist gave evidence of a murder. Child B lives with foster carers.", "serious_harm"),
        ("Child B lived, and the surgeons expect no lasting effect.", "serious_harm"),
        ("Child B was a girl of five. The grandfather had been ill, and has since died.", "not_stated"),
    ],
)
def test_an_outcome_told_by_what_came_after(text: str, outcome: str) -> None:
    assert case(text).outcome == outcome
