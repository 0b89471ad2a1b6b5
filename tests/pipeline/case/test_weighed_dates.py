"""Dates of the report in clauses that no known wording fits, weighed by what they are about."""

from __future__ import annotations

import pytest

from pipeline.case.report.cover import document_record
from pipeline.case.source import Source
from pipeline.case.wording import load_wording
from pipeline.structure.outline import outline
from tests.pipeline.case.make import document, heading_types
from tests.pipeline.case.test_author import BODY, END, TITLE


def source_of(told: str = "", end: str = "") -> Source:
    body = BODY + (f"[1.3] {told}\n" if told else "") + (END + end if end else "")
    made = document("\n".join(TITLE), body)
    return Source(made, *outline(made, heading_types()), load_wording())


def dates(told: str = "", end: str = "") -> tuple[str, str]:
    record = document_record(source_of(told, end))
    return str(record.report_date), str(record.publication_date)


@pytest.mark.parametrize(
    "told",
    [
        "This text was put to bed, and closed, on 3 June 2012.",
        "The typescript left my hands on 3 June 2012.",
        "My findings were placed in the hands of the Chair on 3 June 2012.",
        "Members gave their assent to this document on 3 June 2012.",
        "The Board was content with this version on 3 June 2012.",
        "The Committee took receipt of the overview on 3 June 2012.",
        "We have worked from the papers as they stood on 3 June 2012, the date of this report.",
        "This overview reached its final form on 3 June 2012.",
        "The present version came before members, and went before the panel, on 3 June 2012.",
        "It is 3 June 2012 as I finish.",
        "The reading began on 4 July 2011 and the manuscript was delivered on 3 June 2012.",
        "The task closed, and the report too, on 3 June 2012.",
        "The Board approves this summary on 3 June 2012.",
        "The father was convicted on 4 May 2012, and this account was closed a month later, on 3 June 2012.",
        "The work on these pages began on 4 July 2011. The report was with the Board by 30 May 2012 and it was "
        "settled on 3 June 2012.",
    ],
)
def test_a_clause_that_tells_of_the_end_of_the_report(told: str) -> None:
    assert dates(told) == ("2012-06-03", "None")


@pytest.mark.parametrize(
    "told",
    [
        "The report enters the public domain on 17 January 2013.",
        "The Board will publish on 17 January 2013.",
        "After the sentence the Board was free to publish and did so on 17 January 2013.",
        "This document could be shown to the public only from 17 January 2013.",
        "The trial held publication back to 17 January 2013.",
        "A quarrel about costs and a change of chair deferred publication until 17 January 2013.",
        "The text was given to the press on 17 January 2013.",
        "Sentence was passed on 5 December 2012, and the overview was released some time after that, on "
        "17 January 2013.",
    ],
)
def test_a_clause_that_tells_of_publication(told: str) -> None:
    assert dates(told)[1] == "2013-01-17"


@pytest.mark.parametrize(
    "told",
    [
        "The report was sent to the parents on 9 June 2012.",
        "He was released from prison on 9 June 2010, the report says.",
        "The police published an appeal on 9 June 2011.",
        "The review began on 9 June 2011 and the chronology was completed on 8 August 2011.",
        "The assessment was completed on 9 June 2010 and signed by the manager on 11 June 2010.",
        "The panel received the last of the agency reports on 4 May 2012.",
        "A first draft was tabled on 4 May 2012 and sent back.",
        "The school handed its account to the panel on 4 May 2012.",
        "The report covers the time to 4 May 2011.",
        "A national study was published on 4 May 2011.",
        "The panel's terms of reference were agreed on 4 May 2011.",
    ],
)
def test_a_clause_about_something_else_gives_no_date(told: str) -> None:
    assert dates(told) == ("None", "None")


@pytest.mark.parametrize(
    "end",
    [
        "Signed in Westvale by my own hand on 3 June 2012, with nothing added since.",
        "Odette Marsh laid down her pen here on 3 June 2012.",
        "I thank all who helped. Odette Marsh, 3 June 2012",
        "The Board accepted the above on 3 June 2012.",
    ],
)
def test_the_last_sentence_dates_the_report(end: str) -> None:
    assert dates(end=end) == ("2012-06-03", "None")


def test_what_is_weighed_is_marked_as_worked_out() -> None:
    source = source_of("The typescript left my hands on 3 June 2012.")
    document_record(source)
    noted = next(one for one in source.found if one.field == "report_date")
    assert (noted.quote, noted.confidence) == ("3 June 2012", "inferred")


@pytest.mark.parametrize(
    "told",
    [
        "It took us until 3 June 2012 to agree a text.",
        "The ink was dry on 3 June 2012.",
        "The panel met for the last time on 3 June 2012 and settled these words.",
        "On 3 June 2012, having heard the author, the Board made the report its own.",
        "At its meeting on 3 June 2012 the Board adopted this report, which will be looked at again after a "
        "year.",
        "A first version went to the panel on 1 May 2012; the Board agreed this one on 3 June 2012.",
        "The report was laid before the Board on 1 May 2012, was returned for more work, and was accepted on "
        "3 June 2012.",
        "The Committee, which had read a draft in May, gave its blessing to the present text on 3 June 2012.",
        "The report you hold was finished on 3 June 2012.",
        "I finished writing this on 3 June 2012.",
        "Laid by me before the Committee this 3rd day of June 2012.",
    ],
)
def test_the_end_of_the_work_in_other_words(told: str) -> None:
    assert dates(told) == ("2012-06-03", "None")


@pytest.mark.parametrize(
    "told",
    [
        "The first report of a boy in a stolen car is dated 3 June 2012.",
        "The report of the health visitor was sent on 3 June 2012.",
        "The chair set this report going on 3 June 2012.",
        "A separate review of the order was finished on 3 June 2012.",
        "An early version of this report went to the panel on 3 June 2012 and was sent back.",
    ],
)
def test_what_is_no_end_of_the_report(told: str) -> None:
    assert dates(told) == ("None", "None")


@pytest.mark.parametrize(
    "told",
    [
        "So it was not until 3 June 2012, ten weeks after the jury came back, that the Board published it.",
        "It is only now, on 3 June 2012, and with a line on the sentences, that the Board publishes the report.",
        "Release was put back for the trial, which concluded on 2 May 2012, and publication followed on "
        "3 June 2012.",
        "The trial took place in the spring of 2012, and the Board published it on 3 June that year.",
    ],
)
def test_publication_after_the_court(told: str) -> None:
    assert dates(told)[1] == "2012-06-03"
