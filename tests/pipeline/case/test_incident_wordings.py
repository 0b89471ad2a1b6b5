"""The day of the incident where its words, its tense or its reckoning are unusual."""

from __future__ import annotations

from datetime import date

import pytest

from tests.pipeline.case.test_incident_day import story, told


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        pytest.param(
            (
                "The assessment ends on 4 March 2014. Nobody visits in April.",
                "On 19 May 2014 Child B confides in the school librarian, who rings the police before lunch.",
                "The sub-group's recommendation reaches the Chair on 30 June 2014.",
            ),
            (date(2014, 5, 19), "day"),
            id="tells in the present tense",
        ),
        pytest.param(
            (
                "Police brought Child B home on 3 July 2013.",
                "On Saturday 10 August Child B rode a stolen moped off the sea wall. The pelvis was shattered and surgeons took off the left foot.",
                "Notification was sent to Ofsted on 2 September 2013.",
            ),
            (date(2013, 8, 10), "day"),
            id="rides off a wall",
        ),
        pytest.param(
            (
                "A core group was due on 10.11.13 and did not meet.",
                "Towards midnight on 17.11 the lodger was left with Child B in a chair. He was grey and cold by the time anyone looked in.",
            ),
            (date(2013, 11, 17), "day"),
            id="a day and month in figures",
        ),
        pytest.param(
            (
                "The clinic weighed Child B on 9 September 2013.",
                "In October 2013 an ambulance was called to the flat.",
                "There was bleeding on the brain, and Child B died the next day.",
            ),
            (date(2013, 10, 1), "month"),
            id="no day is reckoned across a month",
        ),
        pytest.param(
            (
                "Child B said she saw her grandfather every week, and she cooked for him. Child B said that she was his favourite.",
                "Child B, when she was eight, learned to swim with him.",
                "He died on 8 March 2013, when Child B was ten.",
                "On 6 May 2014 Child B swallowed a bottle of her mother's tablets and lost the use of her kidneys.",
            ),
            (date(2014, 5, 6), "day"),
            id="he is not the girl",
        ),
        pytest.param(
            (
                "Child B had lived with the aunt since 2011.",
                "The day after her sixth birthday, 12 April 2013, she was smothered by her uncle.",
            ),
            (date(2013, 4, 13), "day"),
            id="counted from a birthday",
        ),
        pytest.param(
            (
                "The review covers 1 January 2012 to 31 July 2013.",
                "Child B was seen at school on 4 June 2013.",
                "On 18 July 2013, when Child B was not yet three, her stepfather rang for help; she was limp and her pupils were fixed.",
            ),
            (date(2013, 7, 18), "day"),
            id="a period cut at the end of a month",
        ),
        pytest.param(
            (
                "The dog warden came on 3 January 2013.",
                "Nobody missed the boys until dusk on 16 January 2013, by when Child B had gone through the ice on the reservoir.",
            ),
            (date(2013, 1, 16), "day"),
            id="through the ice",
        ),
        pytest.param(
            (
                "Child B changed foster homes on 4 April 2012.",
                "She drew for her social worker, on 9 October 2012, what the foster father did to her at bath time. She was moved before dark.",
            ),
            (date(2012, 10, 9), "day"),
            id="draws what was done",
        ),
        pytest.param(
            (
                "The tenancy began on 2 May 2013.",
                "Thirteen days into it, on 15 May 2013, a window catch gave way and Child B went through. She had turned two that week. Her skull was fractured.",
            ),
            (date(2013, 5, 15), "day"),
            id="an age beside the date",
        ),
        pytest.param(
            (
                "She had been stable on 80 ml since 3 March 2013.",
                "It was not until the morning of 22 June that the bottle was missed. By then Child B was deeply unconscious and her breathing was down to four a minute. She survived.",
            ),
            (date(2013, 6, 22), "day"),
            id="a day of the month told last",
        ),
        pytest.param(
            (
                "The father left prison on 7 May 2013.",
                "He went to the house on the evening of 11 May with a can of petrol. Three people got out; Child B was not one of them.",
                "He was remanded on 13 May and convicted in March 2014.",
            ),
            (date(2013, 5, 11), "day"),
            id="petrol",
        ),
        pytest.param(
            (
                "Child B was shaken on 3 May 2013, lay in a coma, and died on 8 May 2013.",
                "The Board agreed on 2 July 2013 to a review.",
            ),
            (date(2013, 5, 3), "day"),
            id="hurt, then dead",
        ),
        pytest.param(
            (
                "On 8 June 2013 Child B was raped by her mother's partner. On 11 June 2013 she told a friend, who told a teacher.",
            ),
            (date(2013, 6, 8), "day"),
            id="hurt, then told",
        ),
        pytest.param(
            (
                "The health visitor weighed Child B on 2 April 2013. A week after that visit the dog was bought.",
                "Five days later it had Child B by the throat. He bled to death on the kitchen floor.",
            ),
            (date(2013, 4, 14), "day"),
            id="reckoned from what was reckoned",
        ),
        pytest.param(
            (
                "This review looks at work with Child B between 1 January 2012 and 31 December 2013.",
                "The harm to Child B was of many years, and no day can be given to it. A conference was held on 4 June 2013.",
            ),
            None,
            id="no day at all",
        ),
        pytest.param(
            (
                "Towards the close of November 2013, barely fifteen and in no state to drive, Child B took a car and hit a lamp post at seventy. He will not walk again.",
                "A youth club had sent him home on 9 November 2013.",
            ),
            (date(2013, 11, 1), "month"),
            id="the close of a month",
        ),
        pytest.param(
            (
                "The matter of Child B was referred to the sub-committee on 12 March 2013.",
                "Child B had come home from school on 28 February 2013 to an empty house and was found by his uncle in the garage, hanged. He was eleven.",
            ),
            (date(2013, 2, 28), "day"),
            id="found by another",
        ),
        pytest.param(
            (
                "Health visiting began on 2 March 2013.",
                "Mother woke at ten past five on the 19th to find Child B beneath her arm, pale and stiff. He was nine weeks old.",
            ),
            (date(2013, 3, 19), "day"),
            id="on the 19th",
        ),
        pytest.param(
            (
                "The events of this review are those of 2012.",
                "On Mothering Sunday the family went to the coast. On 14 April Child B was swept from the breakwater and was not seen alive again.",
            ),
            (date(2012, 4, 14), "day"),
            id="the year of the review",
        ),
        pytest.param(
            (
                "The landlord let in two officers on 9 January 2014. They found Child B and his sister tied to a radiator, in rags; both are now in foster care.",
                "School had lost touch with them on 19 July 2013.",
            ),
            (date(2014, 1, 9), "day"),
            id="found and taken into care",
        ),
    ],
)
def test_unusual_wordings(paragraphs: tuple[str, ...], expected: tuple[date, str] | None) -> None:
    assert told(story(*paragraphs)) == expected


def test_the_heading_that_names_the_death() -> None:
    body = story(
        "On 12 March 2013 an engineer came about the boiler. On 20 June 2013 the housing officer called.",
    )
    body += "\n# 3 The death of Child B\nThe bath was left running on 2 September 2013. Child B, not yet two, was in it."
    assert told(body) == (date(2013, 9, 2), "day")


def test_the_evening_before_the_hospital() -> None:
    body = story(
        "In the small hours of Sunday 9 June 2013 a taxi took Child B to the infirmary. "
        "She had been raped the previous evening. No one looked back beyond the events of 8 June.",
    )
    assert told(body) == (date(2013, 6, 8), "day")


def test_the_week_after_is_no_day() -> None:
    body = story(
        "The case was closed on 4 March 2013. Letters were exchanged in the week after.",
        "Twelve days later the stepfather took the life of Child B.",
    )
    assert told(body) == (date(2013, 3, 16), "day")
