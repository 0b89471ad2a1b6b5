"""Further ways in which reports set out a list, and say to whom each recommendation goes."""

from __future__ import annotations

import pytest

from tests.pipeline.case.recommended import STORY, Found, briefly

CASES: dict[str, tuple[str, Found]] = {
    "sub_headings_name_bodies_and_numbers_begin_again": (
        """
# 6. What ought to change
## Westvale Police
1. Log each call to an address under the name of every child there.
2. Drop the practice of closing logs at midnight.
## Acute hospital
1. Weigh infants undressed.
## All three partners
1. Pay for one shared interpreter line.
""",
        [
            ("there.", "Westvale Police"),
            ("midnight.", "Westvale Police"),
            ("undressed.", "Acute hospital"),
            ("line.", "All three partners"),
        ],
    ),
    "points_and_a_paragraph_of_its_own": (
        """
# What must now be done
The Westvale Safeguarding Children Board is requested:
- to settle with the Coast Guard how a report about a child reaches the duty desk;
- to count the caravans in which children winter.
Westvale Homes is expected to stop treating a missed repair visit as a visit.
""",
        [
            ("desk;", "Westvale Safeguarding Children Board"),
            ("winter.", "Westvale Safeguarding Children Board"),
            ("visit.", "Westvale Homes"),
        ],
    ),
    "lettered_series_with_an_undertaking_last": (
        """
# Recommendations
# National
N1. The Home Office is invited to think again about the form.
# Local
L1. The Health Trust must copy each letter to the school nurse.
L2. The Board will look at thirty files before Easter.
""",
        [("form.", "Home Office"), ("nurse.", "Health Trust"), ("Easter.", "Board")],
    ),
    "two_in_a_numbered_paragraph": (
        """
# Recommendations
[7.1] It follows from paragraph 4.2 that the Probation Service ought to visit before release. The Housing \
Department, for its part, ought to refuse no applicant with a child.
[7.2] It is desirable that the Trust employ a second liaison nurse.
""",
        [("release.", "Probation Service"), ("child.", "Housing Department"), ("nurse.", "Trust")],
    ),
    "questions_put_to_several": (
        """
# Questions for the Board
Q1 Will the Ambulance Service send its sheets to the surgery by the next morning?
Q2 What does the Education Authority intend to do about places lost in Year 6?
Q3 How can members be sure that letters are read?
Q4 Can the Trust be helped to find interpreters?
""",
        [
            ("morning?", "Ambulance Service"),
            ("6?", "Education Authority"),
            ("read?", "Board"),
            ("interpreters?", "Board"),
        ],
    ),
    "an_officer_owns_what_a_body_should_do": (
        """
# Recommendations and actions
The table sets them out.
| No. | Recommendation | Action | Owner | By |
| 1 | The Constabulary to put a child's name on each warning marker | Form changed | Chief Inspector | 2012 |
| 2 | Schools to keep two telephone numbers for every pupil | Letter to heads | Education Adviser | 2013 |
""",
        [("marker", "Constabulary"), ("pupil", "Schools")],
    ),
    "a_body_in_a_later_clause": (
        """
# Recommendations
1. Lifts that are out of order keep mothers indoors, and the housing association should mend them within a day.
2. A boy who sleeps in a car is a matter for more than one service; the youth service is asked to say so.
""",
        [("day.", "housing association"), ("so.", "youth service")],
    ),
    "commands_that_name_whom_they_help": (
        """
# Recommendations
Education
[1.] Train all staff in nursery classes to ask about sleep.
[2.] Invite health visitors to meetings where a baby is discussed.
""",
        [("sleep.", "Education"), ("discussed.", "Education")],
    ),
    "findings_with_an_opinion_before_what_follows": (
        """
# Findings
## Finding 1
The ward had no book. That a student should be left to count the tablets says enough.
The hospital trust should count them twice.
## Finding 2
Nobody thought that she should be asked. The clinic should ask every mother at six weeks.
""",
        [("twice.", "hospital trust"), ("weeks.", "clinic")],
    ),
    "bodies_with_figures_and_asides": (
        """
# Recommendations
The 5–19 nursing team is invited to take one step:
- A named colleague to be given for each week of leave.
Childcare settings, with help from the early years lead, are urged to:
- telephone on the first day of an absence.
The integrated care system should pay for both.
""",
        [
            ("leave.", "5–19 nursing team"),
            ("absence.", "Childcare settings"),
            ("both.", "integrated care system"),
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_recommendations_of_a_report(text: str, expected: Found) -> None:
    assert briefly(text, start=STORY) == expected
