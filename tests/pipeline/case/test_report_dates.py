"""The report's own date and its publication, on the cover, in the text, and at its foot."""

from __future__ import annotations

import pytest

from tests.pipeline.case.make import findings
from tests.pipeline.case.test_author import BODY, END, TITLE


def dates(*lines: str, told: str = "", end: str = "") -> tuple[str, str]:
    body = BODY + (f"[1.3] {told}\n" if told else "") + (END + end if end else "")
    record = findings("\n".join([*TITLE, *lines]), body).document
    return str(record.report_date), str(record.publication_date)


@pytest.mark.parametrize(
    ("lines", "report", "publication"),
    [
        (("3rd June 2012: report completed", "Ratified 9 July 2012"), "2012-06-03", "None"),
        (("Ratified by the Board 9 July 2012", "Presented to the Panel 3 June 2012"), "2012-06-03", "None"),
        (("Accepted by the Board 19 July 2012", "Delivered by the author 3 June 2012"), "2012-06-03", "None"),
        (("Date approved by LSCB", "19 July 2012"), "2012-07-19", "None"),
        (("Version: Final", "Date: 03/06/12", "Published: Feb 2013"), "2012-06-03", "2013-02-01"),
        (("June 2012", "Released to the public 17 January 2013"), "2012-06-01", "2013-01-17"),
        (("Commissioned by the Westvale Board", "June 2012"), "2012-06-01", "None"),
        (("Final version 03.06.2012", "Child B (3.2.09 - 5.5.11)"), "2012-06-03", "None"),
        (("RESTRICTED UNTIL PUBLICATION", "3 June 2012"), "2012-06-03", "None"),
        (("Not for publication", "3 June 2012"), "2012-06-03", "None"),
        (("3 June 2012 (published 17 January 2013)",), "2012-06-03", "2013-01-17"),
        (("3 June 2012: final. 17 January 2013: published.",), "2012-06-03", "2013-01-17"),
        (("3 June 2012", "Embargoed until 17 January 2013"), "2012-06-03", "2013-01-17"),
        (("EMBARGOED UNTIL PUBLICATION", "3 June 2012"), "2012-06-03", "None"),
        (("Signed 3 June 2012", "Uploaded 17 January 2013"), "2012-06-03", "2013-01-17"),
        (("Sent to the Department 3 July 2012", "Agreed by Panel 3 June 2012"), "2012-06-03", "None"),
        (("Review started 3 June 2011", "Review ended 3 June 2012"), "2012-06-03", "None"),
        (("Panel meetings: 3 July 2011, 4 August 2011", "June 2012"), "2012-06-01", "None"),
        (("Date of birth 3.2.09", "Period under review: January 2010 to May 2011"), "None", "None"),
    ],
)
def test_dates_of_the_cover(lines: tuple[str, ...], report: str, publication: str) -> None:
    assert dates(*lines) == (report, publication)


@pytest.mark.parametrize(
    ("told", "report"),
    [
        ("This report was delivered to the Board on 3 June 2012 and taken up on 4 July 2012.", "2012-06-03"),
        ("I handed this report to the Chair on 3 June 2012.", "2012-06-03"),
        ("This overview is dated 3 June 2012 and takes no account of anything after it.", "2012-06-03"),
        ("It was on 3 June 2012 that this report was laid before the Board.", "2012-06-03"),
        ("The final version went to the Board on 3 June 2012.", "2012-06-03"),
        ("The partners accepted the report at their meeting of 3 June 2012.", "2012-06-03"),
        ("My report was complete on 3 June 2012.", "2012-06-03"),
        ("I laid down my pen on 3 June 2012.", "2012-06-03"),
        ("We began in June 2011 and finished on 3 June 2012.", "2012-06-03"),
        ("This report was not complete until 3 June 2012.", "2012-06-03"),
        ("Nothing after 3 June 2012, when this report was finished, has been considered.", "2012-06-03"),
        ("At its meeting on 3 June 2012 the Board accepted this report.", "2012-06-03"),
        ("The Board met on 3 June 2012 to receive the report.", "2012-06-03"),
        ("We had meant to finish this report by 3 June 2012.", "None"),
        ("The report by the paediatrician was dated 3 June 2010.", "None"),
        ("The scope of this review was settled by the panel on 3 June 2011.", "None"),
        ("This review was agreed on 3 June 2011.", "None"),
        ("The report could not be completed until the trial ended on 9 March 2012.", "None"),
        ("The health overview report was completed on 9 March 2011.", "None"),
        ("This review was commissioned on 7 June 2011, and the panel first met on 8 August 2011.", "None"),
        ("The review of his placement concluded on 7 July 2010 that he should stay.", "None"),
    ],
)
def test_the_date_that_a_report_gives_itself(told: str, report: str) -> None:
    assert dates(told=told) == (report, "None")


@pytest.mark.parametrize(
    ("told", "publication"),
    [
        ("This report was published on 17 January 2013, once the inquest had closed.", "2013-01-17"),
        ("Publication had to be held back until 17 January 2013 because of the trial.", "2013-01-17"),
        ("It could not be published until 17 January 2013.", "2013-01-17"),
        ("The trial ended on 9 March 2012 and the report was made public on 17 January 2013.", "2013-01-17"),
        ("The Board's publication of this review followed on 17 January 2013.", "2013-01-17"),
        ("The report went on the website on 17 January 2013.", "2013-01-17"),
        ("Only on 17 January 2013 could this report be made public.", "2013-01-17"),
        ("The order was lifted on 17 January 2013 and the report was published the same day.", "2013-01-17"),
        ("A newspaper published an article about the family on 17 January 2011.", "None"),
        ("Working Together to Safeguard Children was published in March 2010.", "None"),
        ("This report will not be published before the trial on 9 March 2012.", "None"),
    ],
)
def test_publication_in_the_text(told: str, publication: str) -> None:
    assert dates("June 2012", told=told) == ("2012-06-01", publication)


@pytest.mark.parametrize(
    "end",
    ["3 June 2012", "Westvale, 3 June 2012", "Odette Marsh, Author. 3rd June 2012", "O. Marsh, 3/6/2012"],
)
def test_the_date_at_the_foot_of_the_last_page(end: str) -> None:
    assert dates(end=end) == ("2012-06-03", "None")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("On 3 May 2014, Westvale", True),
        ("In May 2014, Odette Marsh", True),
        ("On 3 May 2014 Odette Marsh, Chair", True),
        ("On 3 May 2014 the mother moved.", False),
        ("On Friday 3 May 2014 the mother moved.", False),
        ("During May 2014 the mother moved.", False),
    ],
)
def test_a_signed_line_at_the_end_and_a_short_sentence(line: str, told: bool) -> None:
    body = f"# Narrative\nChild B died at the hospital after a long illness that nobody had seen.\n{line}\n"
    assert (findings("= Serious Case Review: Child B", body).document.report_date is not None) == told
