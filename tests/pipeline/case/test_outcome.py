"""Whether a child died or lives and what befell it, in the many ways in which reports tell it."""

from __future__ import annotations

import pytest

from pipeline.records import CaseRecord
from tests.pipeline.case.make import findings

FILLER = (
    "[2.{0}] The duty team took the call on a Tuesday and wrote it on a pink form.\n"
    "[2.{1}] Nobody rang back before the bank holiday, and the form lay in a tray.\n"
)


def case(text: str, cover: str = "= Serious Case Review: Child B") -> CaseRecord:
    """A review whose introduction says nothing; ``text`` stands in its narrative, after some other matters."""
    method = "# 1 Method\n" + "".join(
        f"[1.{n}] The panel met on {n} March 2012 and read the records of {n + 4} agencies.\n"
        for n in range(1, 14)
    )
    narrative = "# 2 What happened\n" + "".join(FILLER.format(n, n + 1) for n in range(1, 9, 2))
    return findings(cover, f"{method}{narrative}[2.9] {text}\n" + FILLER.format(10, 11)).case


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (
            "Child B was carried in at noon. Twenty minutes later the doctors stopped: she was beyond help.",
            "death",
        ),
        ("Child B never woke. Her funeral was attended by the whole of the school.", "death"),
        ("Child B would now be eleven, and her grandmother keeps her room as it was.", "death"),
        ("The stepfather smothered Child B and then telephoned the police.", "death"),
        (
            "The grandmother told us of the weeks before Child B's death. The inquest heard no evidence.",
            "death",
        ),
        ("The blow cost Child B his life. His uncle was tried for it.", "death"),
        (
            "Child B was ten when the incident took place. The coroner sat without a jury. The death was quick.",
            "death",
        ),
        # Somebody else's death.
        (
            "Child B was burned in the fire that killed her mother. Child B is now with foster carers.",
            "serious_harm",
        ),
        ("Child B's father died in 2009. Child B took an overdose and survived.", "serious_harm"),
        (
            "Child B was beaten. Her aunt attended the funeral of a neighbour. Child B now lives in Wales.",
            "serious_harm",
        ),
        (
            "Father threatened to kill Child B. Child B has a fractured skull and met us twice.",
            "serious_harm",
        ),
        ("Child B might have died of the burns. He walks again, and is back at school.", "serious_harm"),
        ("A baby died in another county in 1998. Child B was raped by a lodger.", "serious_harm"),
        # Nothing is said of what came of it.
        ("Child B was a boy of four who liked trains.", "not_stated"),
    ],
)
def test_outcome(text: str, outcome: str) -> None:
    assert case(text).outcome == outcome


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "Holly was drowned by her father, and Joe was pulled out alive. Joe now lives with an aunt.",
            "death",
            "serious_harm",
        ),
        (
            "Joe's death was recorded on the Friday. Holly has recovered and is in a foster home.",
            "serious_harm",
            "death",
        ),
        ("Holly and Joe were killed by their father, who then hanged himself.", "death", "death"),
    ],
)
def test_each_child_has_its_own_outcome(text: str, first: str, second: str) -> None:
    found = case(
        f"{text} Holly had liked cats. Joe had liked dogs. Holly and Joe had shared a room. Holly and Joe had no pets.",
        "= Serious Case Review: Holly and Joe",
    )
    assert [child.outcome for child in found.children] == [first, second]


@pytest.mark.parametrize(
    ("text", "category"),
    [
        (
            "Child B, aged 14, left a note and died under a train, in which he meant to die. The coroner agreed.",
            "suicide",
        ),
        (
            "Child B, aged 16, was stabbed outside a shop by a rival of his cousin's and died. "
            "Two youths were convicted of murder.",
            "extrafamilial_homicide",
        ),
        (
            "Child B, aged 7, was strangled by her mother, who was psychotic; she died that night. "
            "A hospital order was made.",
            "overt_filicide_or_homicide",
        ),
        (
            "Child B, aged 2, died of salt poisoning. His mother had made up his symptoms, and the "
            "jury convicted her of murder.",
            "covert_homicide",
        ),
        (
            "Child B, aged 3, died. The pathologist described a malnourished child with pressure sores and a "
            "body that had had no fluid for days. Dehydration was the cause.",
            "extreme_neglect",
        ),
        (
            "Child B, aged 18 months, died of a torn liver. The pathologist said that it took a kick or a blow of great force.",
            "severe_physical_assault",
        ),
        (
            "Baby B, aged 9 weeks, was found lifeless after sharing the sofa with her father. "
            "The coroner returned an open conclusion.",
            "sudden_unexpected_infant_death",
        ),
        (
            "Child B, aged 5, drowned in the pond of a hotel. The coroner's conclusion was misadventure.",
            "accident",
        ),
        (
            "Child B, aged 6, died in hospital of meningitis. The coroner found natural causes.",
            "natural_causes",
        ),
        (
            "Child B, aged 4, was killed with his mother when her former husband shot them both.",
            "overt_filicide_or_homicide",
        ),
        ("Child B, aged 13, swallowed forty tablets and was close to death. She is well now.", "self_harm"),
        (
            "Child B, aged 8, was indecently assaulted by a lodger, who pleaded guilty. She is now safe.",
            "sexual_assault",
        ),
        (
            "Child B, aged 15, stabbed a boy in a park. He was himself gravely injured, and is in custody.",
            "risk_taking_or_violent_behaviour",
        ),
        (
            "Child B, aged 15, was stabbed by a boy in a park. He was gravely injured, and is now home.",
            "physical_assault",
        ),
        (
            "Child B, aged 6, was admitted so underweight and dehydrated that she was near death. She has recovered.",
            "neglect",
        ),
        (
            "Child B, aged 4, nearly drowned when a boat overturned. It was accidental, and he has recovered.",
            "other_harm",
        ),
    ],
)
def test_harm_category(text: str, category: str) -> None:
    cover = "= Serious Case Review: Baby B" if text.startswith("Baby") else "= Serious Case Review: Child B"
    assert case(text, cover).children[0].harm_category == category


def test_the_killing_of_a_sibling_is_not_the_childs_own() -> None:
    found = case("Child B, aged 4, died of meningitis. His half-sister had been shaken as a baby, in 2003.")
    assert found.children[0].harm_category == "natural_causes"
