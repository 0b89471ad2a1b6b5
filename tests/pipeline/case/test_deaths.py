"""Whose death a sentence tells: of the child, of a relative, of all the children together."""

from __future__ import annotations

import pytest

from pipeline.records import CaseRecord
from tests.pipeline.case.make import findings

QUIET = "[2.{0}] The duty team wrote the call on a form, and nobody rang back before the holiday.\n"


def case(text: str, cover: str = "= Serious Case Review: Child B") -> CaseRecord:
    """A review with ``text`` in its narrative, after sentences that tell nothing of the child."""
    method = "# 1 Method\n" + "".join(
        f"[1.{n}] The panel met on {n} March 2012 and read the records of {n + 4} agencies.\n"
        for n in range(1, 14)
    )
    quiet = "".join(QUIET.format(n) for n in range(1, 5))
    return findings(cover, f"{method}# 2 What happened\n{quiet}[2.9] {text}\n{QUIET.format(10)}").case


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("The crew pronounced Child B dead at the roadside.", "death"),
        ("The uncle found Child B hanging in the barn and cut him down.", "death"),
        ("Child B was driven in by a lodger who had heard a thud, and there, at four, he was certified dead.", "death"),
        ("Child B was with his uncle, who struck him and he died within the hour.", "death"),
        ("Officers forced the door, and a paramedic confirmed that Child B had died.", "death"),
        ("The doctor saw at once that the 9-month-old was dead. Child B weighed four kilograms.", "death"),
        ("The ward rang. Child B dead on the trolley; no doctor in the room.", "death"),
        # Somebody else's death, and no word of the child's.
        ("Child B's foster carer passed away in May. Child B took an overdose and was in hospital.", "serious_harm"),
        ("Child B, a girl, and her mother, who was killed in June by the girl's father, lived in a flat. "
         "Child B took an overdose and has lasting damage to her liver.", "serious_harm"),
        ("Such a review is held when a child dies. Child B was scalded in a bath and is back at school.", "serious_harm"),
    ],
)  # fmt: skip
def test_whose_death(text: str, outcome: str) -> None:
    assert case(text).outcome == outcome


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("Grandfather opened the garage and found Child 1 and Child 2 lifeless.", ("death", "death")),
        ("Child 1 and Child 2 were taken by their father. Both, the surgeon said, had been killed at once.", ("death", "death")),
        ("For a month their deaths were put down to an illness. Child 1 was four and Child 2 six.", ("death", "death")),
        ("Child 1 came home at four and found her brother dead. Child 2 had taken his own life. "
         "Child 1 now lives with an aunt.", ("serious_harm", "death")),
        ("Child 2 had been smothered and Child 1 assaulted. Child 2 was pronounced dead at noon. Child 1 now lives in Wales.",
         ("serious_harm", "death")),
        ("The ambulance crew pronounced Child 2 dead in his cot. Child 1 was carried out and has gained weight.",
         ("serious_harm", "death")),
    ],
)  # fmt: skip
def test_of_several(text: str, outcomes: tuple[str, str]) -> None:
    found = case(text, "= Serious Case Review: Child 1 and Child 2")
    assert tuple(child.outcome for child in found.children) == outcomes


def test_label_said_once() -> None:
    text = "The girl of this report is called here Young Person W. W was cut. W ran. W rang."
    assert case(text, "= Serious Case Review").case_label == "Young Person W"


def test_place_of_the_board_is_no_label() -> None:
    cover = "Thornwick Child Protection Committee\n= Significant Case Review\nTCPC SCR 2/2012"
    text = "NHS Thornwick was asked. Thornwick was asked. Thornwick was told. The girl died."
    assert case(text, cover).case_label == "TCPC SCR 2/2012"
