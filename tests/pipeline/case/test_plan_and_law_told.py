"""Plans, categories and orders: what is told of the child, and what only sounds like it."""

from __future__ import annotations

import re
import time

import pytest

from pipeline.case.protection import plan_category
from pipeline.records import CaseRecord
from tests.pipeline.case.make import findings

COVER = "= Serious Case Review: Child B"
START = "# 1 Introduction\n[1.1] Child B, a boy aged 6, died on 9 May 2012 after an assault.\n# 2 Narrative\n"
# Beyond the place where the incident is told orders count no more: it must stand early in the text.
REST = "\n# 3 Analysis\n" + "[3.1] The visits to the home were regular and the notes were full.\n" * 12


def case(text: str) -> CaseRecord:
    return findings(COVER, f"{START}[2.1] {text}{REST}").case


@pytest.mark.parametrize(
    ("text", "status"),
    [
        # A denial is none of another child.
        (
            "Child B was in need but not the subject of a child protection plan, and nobody asked why.",
            "never",
        ),
        ("In March 2012 a panel put him, and not the other two, on a child protection plan.", "current"),
        ("His half-sister had been on a plan. His own name never stood on the register.", "never"),
        ("Osbert was never on a child protection plan.", "never"),
        ("Neither of them was subject to any order.", "not_stated"),
        # What is taken out, or signed off, is not the plan's end.
        ("Child B was on a child protection plan when he was taken out of school.", "current"),
        ("Child B was registered in 2010. His name was taken out in June 2011.", "previous"),
        ("A conference signed off the plan for Child B, and he was on it when he died.", "current"),
        ("Child B came off his child protection plan in June 2011.", "previous"),
        # Said of others, or of families in general.
        ("Few children who have a child protection plan are ever seen alone.", "not_stated"),
        ("None of the six meetings under the plan noted his name.", "not_stated"),
        ("In March 2011, her baby was placed on a child protection plan.", "not_stated"),
    ],
)
def test_plan(text: str, status: str) -> None:
    assert case(text).child_protection_plan == status


@pytest.mark.parametrize(
    ("text", "categories"),
    [
        ("Concern about neglect led to Child B's name being entered on the register.", ("neglect",)),
        ("Neglect of the boy's teeth led to a plan of dental treatment.", ()),
        ("Category: neglect.", ("neglect",)),
        ("The nurse's letter concerns sexual abuse in the street.", ()),
        (
            "It was for domestic abuse and emotional abuse that the conference registered him.",
            ("emotional_abuse",),
        ),
    ],
)
def test_categories(text: str, categories: tuple[str, ...]) -> None:
    told = "A conference made Child B the subject of a child protection plan. "
    assert case(told + text).plan_categories == categories


@pytest.mark.parametrize(
    ("text", "categories"),
    [
        (
            "Child B was made subject of a child protection plan because of domestic violence, under the heading "
            "of neglect.",
            ("neglect",),
        ),
        (
            "Child B was registered for emotional abuse, and for neglect in his sister's case.",
            ("emotional_abuse",),
        ),
        ("Child B was put on a child protection plan for neglect, as were both brothers.", ("neglect",)),
    ],
)
def test_categories_beside_others(text: str, categories: tuple[str, ...]) -> None:
    assert case(text).plan_categories == categories


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("His brother and sister were placed in foster care with the council.", "not_stated"),
        ("Brother and sister were placed in foster care with the council.", "voluntary_accommodation"),
        ("Ms C was herself a looked after child.", "not_stated"),
        ("A special guardianship order was made to the grandmother, with whom he now lives.", "not_stated"),
        ("His aunt held a residence order for him, whose elder girl now lives abroad.", "private_law_order"),
        ("The youth court made a supervision order for theft, and the family moved.", "not_stated"),
        ("The family court made a supervision order for Child B after a conviction.", "supervision_order"),
        ("The meeting was put off in order for contact with Child B to take place.", "not_stated"),
        (
            "There was an order for Saturday visits to Child B, made in 2010 by the court.",
            "private_law_order",
        ),
        ("The court had no application about Child B before it.", "none"),
    ],
)
def test_legal_status(text: str, status: str) -> None:
    assert case(text).legal_status == status


@pytest.mark.parametrize("words", ["neglect and ", "severe ", "domestic abuse, ", "register "])
def test_categories_of_a_line_without_a_stop(words: str) -> None:
    line = words * (20_000 // len(words))
    for name, pattern in vars(plan_category).items():
        if isinstance(pattern, re.Pattern) and name != "_FOR_OTHERS":
            begun = time.process_time()
            assert sum(1 for _ in pattern.finditer(line)) >= 0
            assert time.process_time() - begun < 1.0, name
