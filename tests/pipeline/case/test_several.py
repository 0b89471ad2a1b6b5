"""Whom a review is about where a family or a mark is all that it is called by, and who of several died."""

from __future__ import annotations

import re

import pytest

from pipeline.case.killer import Killer, known_persons
from pipeline.case.label_forms import code_forms
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
