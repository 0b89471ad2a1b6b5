"""Recommendations put as wishes, needs and questions, in places that no heading of the usual kind announces."""

from __future__ import annotations

import pytest

from tests.pipeline.case.recommended import STORY, briefly

CASES: dict[str, tuple[str, list[tuple[str, str | None]]]] = {
    "bullets_without_stops": (
        """
# Recommendations
Harrowby Council should:
- keep a list of empty flats
- show it to the police each month.
""",
        [("flats", "Harrowby Council"), ("month.", "Harrowby Council")],
    ),
    "asked_of_each": (
        """
# Recommendations
We ask the fire service:
- to fit an alarm in each hostel;
- to test it twice a year.
It is recommended to the Housing Trust that:
- stairs be lit at night.
""",
        [("hostel;", "fire service"), ("year.", "fire service"), ("night.", "Housing Trust")],
    ),
    "officer_of_a_body": (
        """
# Recommendations
[1] The Trust's solicitor should read each plan before it is signed.
[2] Schools in the area should hold a spare key.
""",
        [("signed.", "Trust"), ("key.", "Schools")],
    ),
    "other_lists_are_none": (
        """
# Recommendations
[6.1] The Board to print a card for lodgers.
[6.2] The Coroner to be asked for a copy of each finding.
[6.3] Recommendations that agencies made in their own reviews number twelve and are kept by the manager.
""",
        [("lodgers.", "Board"), ("finding.", "Coroner")],
    ),
    "questions_we_leave": (
        """
# 9. Questions we leave with the Board
The panel preferred to end in this way.
[1] How might chemists tell somebody of a second lost bottle?
[2] Is the Board content that a broken lift should wait a year?
[3] Could porters be shown what to write down?
""",
        [("bottle?", "Board"), ("year?", "Board"), ("down?", "Board")],
    ),
    "weaker_words": (
        """
# Recommendations
The first need is for the Water Company to mark its open tanks with a sign that a child can read.
I should also like the Council to fence the quarry before the spring.
Then there are the lock keepers, who see everything and are asked nothing; the Board could write to them.
""",
        [("read.", "Water Company"), ("spring.", "Council"), ("them.", "Board")],
    ),
    "remarks_are_none": (
        """
# Recommendations
The Board should print a card for lodgers. The Board should send it out with each lease.
The Fire Service agreed to fit alarms in two hostels last year.
This may help porters who are new to the work.
The Council should fence the quarry.
""",
        [("lease.", "Board"), ("quarry.", "Council")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_moods(case: str) -> None:
    text, wanted = CASES[case]
    assert briefly(text, STORY) == wanted
