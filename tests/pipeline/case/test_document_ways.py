"""Authors, method and board of a report in wordings and layouts of their own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.case import case_record
from pipeline.structure.outline import outline
from tests.pipeline.case.make import document, findings, heading_types
from tests.pipeline.case.test_author import BODY, TITLE, author

PARTNERSHIP = "Leaford Safeguarding Children Partnership\n= Partnership Learning Review: Child B\n4 July 2022"


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (
            ("by", "Miss Odette Marsh, Barrister", "and", "Dr Ruth Callow FRCPCH, Consultant Paediatrician"),
            "Odette Marsh and Ruth Callow",
        ),
        (
            ("Overview report by", "Odette Marsh LLB, Solicitor", "Ruth Callow MB FRCPCH"),
            "Odette Marsh and Ruth Callow",
        ),
        (("Dr Odette Marsh", "Consultant Paediatrician (retired)", "October 2012"), "Odette Marsh"),
        (("Report of the Independent Chair, Odette Marsh QPM",), "Odette Marsh"),
        (("Independent lead: Odette Marsh",), "Odette Marsh"),
        (("Prepared for the Board by J. Odette Marsh, formerly a director of services",), "J. Odette Marsh"),
    ],
)
def test_authors_of_a_cover(lines: tuple[str, ...], name: str) -> None:
    assert author(*lines) == name


@pytest.mark.parametrize(
    ("body", "method"),
    [
        ("# 2 Hybrid method\n[2.1] Each agency gave a chronology, and none a management report.", "hybrid"),
        (
            "# 2 Getting the facts\n[2.1] Each agency let a manager who had no part in it write the "
            "individual management review.",
            "IMR",
        ),
    ],
)
def test_the_method_by_heading_and_by_those_who_wrote(body: str, method: str) -> None:
    assert findings("\n".join(TITLE), f"{BODY}{body}\n").document.methodology == method


def test_a_method_of_a_heading_is_quoted_as_it_stands() -> None:
    # The number of a heading stands beside its text, not in it.
    made = document("\n".join(TITLE), f"{BODY}# Hybrid method\n[2.1] The panel met four times.\n")
    at = made.text.index("Hybrid method")
    blocks = tuple(replace(one, number="2") if one.char_start == at else one for one in made.blocks)
    made = replace(made, blocks=blocks)
    found = case_record(made, *outline(made, heading_types()))
    (noted,) = (one for one in found.evidence if one.field == "methodology")
    assert noted.quote == "Hybrid method"


@pytest.mark.parametrize(
    "told",
    [
        "A rapid review was held in May. The partners carried it on instead of opening a separate inquiry.",
        "The rapid review met within three weeks. It was agreed that a fuller review would add little.",
        "What you are reading is the rapid review itself, with two conversations added.",
    ],
)
def test_a_rapid_review_that_stands_alone(told: str) -> None:
    assert findings(PARTNERSHIP, f"{BODY}[1.3] {told}\n").document.methodology == "Rapid Review"


def test_a_board_in_short_on_the_cover_has_its_name_from_the_opening() -> None:
    body = f"{BODY}[1.3] The Leaford Local Safeguarding Children Board decided on this review.\n"
    found = findings("Leaford LSCB\n= Serious Case Review: Child B", body)
    assert found.case.board == "Leaford Local Safeguarding Children Board"


def test_the_board_of_children_beside_another_body() -> None:
    cover = (
        "Leaford Community Safety Partnership and Leaford Safeguarding Children Board\n"
        "= Serious Case Review: Child B"
    )
    assert findings(cover, BODY).case.board == "Leaford Safeguarding Children Board"
