"""Who wrote a report, wherever and however it says so; nobody where it does not."""

from __future__ import annotations

import pytest

from tests.pipeline.case.make import findings

TITLE = ("Westvale Safeguarding Children Board", "= Serious Case Review: Child B")
BODY = """
# 1 Introduction
[1.1] Child B died on 5 May 2011 after an assault by his father. He was two years old.
[1.2] Both parents stood trial in March 2012.
"""
END = """
# 7 Conclusion
The services have changed a good deal since then, and the changes are welcome to all who took part in this work.
"""


def author(*lines: str, told: str = "", end: str = "") -> str | None:
    body = BODY + (f"[1.3] {told}\n" if told else "") + (END + end if end else "")
    return findings("\n".join([*TITLE, *lines]), body).document.author


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("MAEVE TOLLAND", "Independent Author"), "Maeve Tolland"),
        (("AUTHOR: MAEVE TOLLAND MBE",), "Maeve Tolland"),
        (("Overview report author: June Hartwell, 3 May 2012",), "June Hartwell"),
        (("Reviewer – Mrs Maeve McTolland-O'Hare (Registered Social Worker)",), "Maeve McTolland-O'Hare"),
        (("Report of the Independent Overview Author, Odette Marsh",), "Odette Marsh"),
        (
            ("Compiled on behalf of the Westvale Safeguarding Children Board by Maeve Tolland",),
            "Maeve Tolland",
        ),
        (("Independent Chair of the panel and author of this report: Odette Marsh",), "Odette Marsh"),
        (("Authors", "Maeve Tolland", "Odette Marsh", "January 2012"), "Maeve Tolland and Odette Marsh"),
        (
            ("Lead Reviewers: Odette Marsh (Independent)", "Ruth Callow (Westvale Council)"),
            "Odette Marsh and Ruth Callow",
        ),
        (("Odette Marsh & Ruth Callow", "Independent Reviewers"), "Odette Marsh and Ruth Callow"),
        # The first line of a run of names and parts tells to whom each part belongs.
        (("Panel Chair", "Ruth Callow", "Overview Report Author", "Odette Marsh"), "Odette Marsh"),
        (("Odette Marsh", "Overview Report Author", "Ruth Callow", "Panel Chair"), "Odette Marsh"),
        (
            ("Reviewer (external): Maeve Tolland", "Reviewer (internal): Odette Marsh"),
            "Maeve Tolland and Odette Marsh",
        ),
        (("Maeve Tolland (reviewer), Ruth Callow (chair)",), "Maeve Tolland"),
        (("Author and chair: Maeve Tolland",), "Maeve Tolland"),
        (("Report to the Board from Maeve Tolland",), "Maeve Tolland"),
        (("Independent consultant: Maeve Tolland",), "Maeve Tolland"),
        (("Presented by the author, Maeve Tolland",), "Maeve Tolland"),
        (
            ("Prepared by", "Odette Marsh BA CQSW", "Marsh Consultancy Ltd", "February 2010"),
            "Odette Marsh",
        ),
    ],
)
def test_an_author_whom_the_cover_calls_so(lines: tuple[str, ...], name: str) -> None:
    assert author(*lines) == name


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("Maeve Tolland", "Tolland Associates Ltd", "January 2012"), "Maeve Tolland"),
        (
            ("Maeve Tolland BSc (Hons), DipSW", "Ruth Callow, Independent Chair of the Panel"),
            "Maeve Tolland",
        ),
        (("Maeve Tolland, Solicitor", "Ruth Callow FRCPCH, Consultant"), "Maeve Tolland and Ruth Callow"),
        (("Business Manager", "Ruth Callow", "January 2012"), None),
        (("Contact: Ruth Callow, Board Administrator",), None),
        (("Foreword by Ruth Callow, Chair of the Board",), None),
        (("Overview Report", "Town Hall", "Westvale", "Strictly Private", "Final Report"), None),
        (("MARRAM SANDS SAFEGUARDING CHILDREN BOARD",), None),
        (("Maeve Tolland for the Westvale Safeguarding Children Board",), "Maeve Tolland"),
        (("Northern Ireland",), None),
        (("What Happened Next",), None),
        (("Easy Read",), None),
    ],
)
def test_a_name_without_a_word(lines: tuple[str, ...], name: str | None) -> None:
    assert author(*lines) == name


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("My name is Maeve Tolland and I was a children's nurse for thirty years.", "Maeve Tolland"),
        (
            "The Panel was chaired by Ruth Callow, and Maeve Tolland, a retired probation officer, was engaged "
            "to write the overview report.",
            "Maeve Tolland",
        ),
        (
            "The Board turned to Maeve Tolland and Odette Marsh to carry out the review.",
            "Maeve Tolland and Odette Marsh",
        ),
        (
            "This overview report has been written by Dr Maeve Tolland on behalf of the Board.",
            "Maeve Tolland",
        ),
        ("The Lead Reviewer, Odette Marsh, is a nurse by profession.", "Odette Marsh"),
        ("Odette Marsh was chosen as lead reviewer, having worked in neither town.", "Odette Marsh"),
        ("The panel was chaired by Maeve Tolland, who also wrote this report.", "Maeve Tolland"),
        ("The writing of it fell to Maeve Tolland.", "Maeve Tolland"),
        ("I am Maeve Tolland, a paediatrician, and the Board asked me to look into this.", "Maeve Tolland"),
        (
            "The Board appointed Ruth Callow to chair the panel and Maeve Tolland to write its report.",
            "Maeve Tolland",
        ),
        (
            "Those who reviewed the case were Maeve Tolland, a nurse, and Ruth Callow, a police officer.",
            "Maeve Tolland and Ruth Callow",
        ),
        ("Its chair was Ruth Callow, and its author Maeve Tolland.", "Maeve Tolland"),
        ("Judge Ruth Callow wrote in her judgment that the father lied.", None),
        ("Dr Ruth Callow was instructed to report on the injuries.", None),
        ("The Panel was chaired by Ruth Callow, Director of Nursing.", None),
        (
            "The panel consisted of Odette Marsh (Designated Nurse) and Tom Finch (Detective Inspector).",
            None,
        ),
        ("The management review was written by Sam Hill of the Trust.", None),
    ],
)
def test_an_author_whom_the_text_names(told: str, name: str | None) -> None:
    assert author(told=told) == name


@pytest.mark.parametrize(
    ("lines", "end", "name"),
    [
        ((), "Maeve Tolland\n\nIndependent Reviewer\n\n3 June 2012", "Maeve Tolland"),
        (("Panel Chair: Ruth Callow",), "(Signed) Maeve Tolland ..........\n\n3 June 2012", "Maeve Tolland"),
        ((), "Maeve Tolland\n\nIndependent Reviewer", "Maeve Tolland"),
        ((), "Signed: Ruth Callow, Chair of the Board\n\n3 July 2012", None),
        ((), "Dr Ruth Callow, a pathologist, looked at the scans again.\n\n3 July 2012", None),
        (("Odette Marsh", "Solicitor"), "Signed: __________ O. Marsh\n\n3 July 2012", "Odette Marsh"),
        ((), "Signed by the lead reviewers\n\nA. Send the letter to every school.\n\n3 July 2012", None),
    ],
)
def test_an_author_who_signs(lines: tuple[str, ...], end: str, name: str | None) -> None:
    assert author(*lines, end=end) == name


@pytest.mark.parametrize(
    ("line", "told", "name"),
    [
        (
            "Chair of the Review Panel: Ruth Callow",
            "I drafted this report and the Panel adopted it.",
            "Ruth Callow",
        ),
        ("Chair of the Review Panel: Ruth Callow", "The Panel met six times.", None),
        ("Chair of the Westvale Board: Ruth Callow", "I drafted this report in the spring.", None),
    ],
)
def test_the_chair_of_a_review_is_its_author_only_where_the_text_says_i_wrote(
    line: str, told: str, name: str | None
) -> None:
    assert author(line, told=told) == name
