"""Whom a review is about where a family or a mark is all that it is called by, and who of several died."""

from __future__ import annotations

import re

import pytest

from pipeline.case.outcome.killer import Killer, known_persons
from pipeline.case.report.label_forms import code_forms
from tests.pipeline.case.make import findings
from tests.pipeline.case.test_outcome import case


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Thematic Review: HB14A and HB14B", "HB14A and HB14B"),
        ("Case Management Review 2009/C118", "2009/C118"),
        ("2009/C118", None),
    ],
)
def test_marks_of_a_cover(line: str, label: str | None) -> None:
    assert next((one.text for one in code_forms(line)), None) == label


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Child B was carried to the ambulance and did not reach the infirmary alive.", "death"),
        ("The paramedics could not revive Child B.", "death"),
        ("Child B could not be roused.", "death"),
        ("Child B was past help.", "death"),
        ("Child B was hurt. She pulled through and uses a wheelchair.", "serious_harm"),
        ("Child B was six years old when FQ died of an illness. Child B was badly burned.", "serious_harm"),
    ],
)
def test_the_child_and_nobody_else(text: str, outcome: str) -> None:
    assert case(text).outcome == outcome


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Child B was killed by SFB in the kitchen.", True),
        ("Child B was murdered by someone who lived two doors away and was not a relative.", False),
    ],
)
def test_who_killed_by_the_key_of_the_report(text: str, inside: bool) -> None:
    killer = Killer(persons=known_persons("MB: her mother\nSFB: her stepfather\n", re.compile("Child B")))
    killer.read(text, 5.0)
    assert (killer.inside > 0) == inside
    assert (killer.outside > 0) != inside


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("SFB: her stepfather\nSFC: a neighbour\nMr D: his uncle in the family", ["SFB", "SFC", "Mr D"]),
        ("However, a neighbour saw it.\nNobody, however, rang.", []),
        ("Mother, who had a friend with her, slept.", []),
        ("Child B: her cousin is a friend.\n" + "\n" * 5000, []),
    ],
)
def test_whom_a_report_explains(text: str, known: list[str]) -> None:
    assert list(known_persons(text, re.compile("Child B"))) == known


def test_kin_by_the_whole_word() -> None:
    assert known_persons("MU: an uncle in the family", re.compile("Child B")) == {"MU": "stepfather"}


@pytest.mark.parametrize(
    ("opening", "body", "names"),
    [
        ("This review is about two babies.", "Baby 1 slept. Baby 2 cried. Baby 1 and Baby 2 were fed.", 2),
        ("This review is about three babies.", "Baby 1 slept. Baby 2 cried. Baby 1 and Baby 2 were fed.", 1),
    ],
)
def test_as_many_as_the_report_says(opening: str, body: str, names: int) -> None:
    told = findings("= Serious Case Review 2009/C118", f"# 1 Introduction\n[1.1] {opening}\n[1.2] {body}\n")
    assert len(told.case.children) == names


@pytest.mark.parametrize(
    ("about", "label"),
    [
        ("The review is about the youngest of them.", "Child 3"),
        ("The review is about only one of the children. Child 2 died in the fire.", "Child 2"),
    ],
)
def test_one_of_a_family(about: str, label: str) -> None:
    body = f"# 1 Introduction\n[1.1] Child 1, Child 2 and Child 3 lived in the town. {about}\n"
    told = findings("= Serious Case Review: Family N", body)
    assert [child.label for child in told.case.children] == [label]
