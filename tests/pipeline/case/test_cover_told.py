"""Author, date and nation: lines of a cover and last lines that say it, and those that only seem to."""

from __future__ import annotations

import pytest

from pipeline.case.report.author_words import is_body
from tests.pipeline.case.make import findings
from tests.pipeline.case.test_author import BODY, END, TITLE


def told(*lines: str, told: str = "", end: str = "") -> tuple[str, str | None]:
    body = BODY + (f"[1.3] {told}\n" if told else "") + (END + end if end else "")
    record = findings("\n".join([*TITLE, *lines]), body).document
    return str(record.report_date), record.author


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (("House fire: May 2011", "June 2012"), "2012-06-01"),
        (("Road accident on 4 May 2011",), "None"),
        (("Serious Incident Learning, June 2012",), "2012-06-01"),
        (("For the Board's meeting of 3 June 2012",), "2012-06-03"),
        (("June 2012", "Approved by the Board on 28 June 2012"), "2012-06-28"),
        (("June 2012", "Approved by the Board on 28 July 2012"), "2012-06-01"),
    ],
)
def test_date_of_the_cover(lines: tuple[str, ...], day: str) -> None:
    assert told(*lines)[0] == day


@pytest.mark.parametrize(
    ("end", "day"),
    [
        ("Odette Marsh, laid before the Board at Westvale this third day of June 2012.", "2012-06-03"),
        (
            "Finished at Westvale in June 2012 by Odette Marsh for those who asked me to write it.",
            "2012-06-01",
        ),
        ("Training delivered to all staff, March 2013.", "None"),
        ("Actions to be completed by 3 June 2013.", "None"),
        ("Audit of case files completed May 2013 by the nurses of the two hospitals in the town.", "None"),
        ("Date of birth: 3 May 2005.", "None"),
    ],
)
def test_date_of_the_last_line(end: str, day: str) -> None:
    assert told(end=end)[0] == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("I laid my pen down on 3 June 2012.", "2012-06-03"),
        ("On 3 June 2012 I signed this report.", "2012-06-03"),
        ("On 3 May 2012 a duty arose, and that duty is why the Board had this report written.", "None"),
    ],
)
def test_date_in_the_text(text: str, day: str) -> None:
    assert told(told=text)[0] == day


@pytest.mark.parametrize(
    ("lines", "author"),
    [
        (("Prepared by the Board's lead officer, Odette Marsh",), "Odette Marsh"),
        (("Report by the Westvale Board, Great Oak Street, Westvale",), None),
        (("Odette Marsh", "with the Board's manager, Ruth Callow"), "Odette Marsh"),
    ],
)
def test_author_of_the_cover(lines: tuple[str, ...], author: str | None) -> None:
    assert told(*lines)[1] == author


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Open Gate wrote this. Open Gate Families Trust is a charity.", True),
        ("Open Gate Consulting Ltd wrote this.", True),
        ("Open Gate wrote this. Open Gate Consulting Ltd is her firm.", False),
        ("Open Gate Service Manager", False),
        ("", False),
    ],
)
def test_names_of_bodies(text: str, body: bool) -> None:
    assert is_body(("Open Gate",), text) is body


@pytest.mark.parametrize(
    ("place", "nation"),
    [("Bryncoed", "Wales"), ("Llanwern", "Wales"), ("Glanford", "England"), ("Nantwich", "England")],
)
def test_nation_by_the_place_of_the_board(place: str, nation: str) -> None:
    cover = f"{place} Local Safeguarding Children Board\n= Serious Case Review: Child B"
    assert findings(cover, BODY).case.nation == nation
