"""Ethnicity as written, where it stands, and the group of the census that it belongs to."""

from __future__ import annotations

import pytest

from pipeline.case.children.ethnicity import ethnicity_group
from tests.pipeline.case.make import findings

COVER = "= Serious Case Review: Child B"
START = "# 1 Introduction\n[1.1] Child B, a boy aged 6, died on 9 May 2012 after an assault.\n# 2 Family\n"


@pytest.mark.parametrize(
    ("written", "group"),
    [
        ("White British", "white"),
        ("Irish Traveller", "white"),
        ("White and Black Caribbean", "mixed"),
        ("dual heritage, White Welsh and Black Caribbean", "mixed"),
        ("Mixed", "mixed"),
        ("British Pakistani", "asian"),
        ("Chinese", "asian"),
        ("Black British", "black"),
        ("Somali", "black"),
        ("Arab", "other"),
        ("Turkish", None),
        ("Muslim", None),
        (None, None),
    ],
)
def test_group_of_the_census(written: str | None, group: str | None) -> None:
    assert ethnicity_group(written) == group


@pytest.mark.parametrize(
    ("text", "ethnicity"),
    [
        ("| Person | Who | Age |\n| Child B | Subject of the review; White Scottish | 6 |", "White Scottish"),
        ("| Person | Who | Age |\n| Child B | Subject; White British boy | 6 |", "White British"),
        (
            "| Person | Who | Age |\n"
            "| Child B | Subject of the review; dual heritage, White Irish and Black African | 6 |",
            "White Irish and Black African",
        ),
        ("Child B and both parents are White British.", "White British"),
        ("All of them are White Welsh.", "White Welsh"),
        ("The clinic has him down as Mixed White and Asian.", "Mixed White and Asian"),
        ("Mr D, the landlord, is White British.", None),
        ("A White British neighbour called.", None),
    ],
)
def test_ethnicity_as_written(text: str, ethnicity: str | None) -> None:
    (child,) = findings(COVER, START + text).case.children
    assert child.ethnicity == ethnicity
