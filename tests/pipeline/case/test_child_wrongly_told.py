"""What reports say of others, of other times and of all children, which must not be taken for the child's."""

from __future__ import annotations

import time

import pytest

from pipeline.case.gender.find import _KIN_LIST
from pipeline.case.gender.two import _ELSEWHERE
from pipeline.case.outcome.death_together import _PART_OF, _TOGETHER
from pipeline.case.outcome.death_words import DIED, LIVES
from pipeline.case.people.naming import _PATTERNS
from pipeline.case.people.people import People
from tests.pipeline.case.make import findings

OPENING = "# 1 Introduction {{introduction}}\n[1.1] {}"


def labels(cover: str, text: str) -> list[str]:
    return [child.label for child in findings(cover, OPENING.format(text)).case.children]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Asha lived for only nine days", True),
        ("Asha lived all her eleven weeks as a patient", True),
        ("Asha lived only with her aunt", False),
        ("Asha lived there for three weeks", False),
        ("Asha lived for two weeks with an aunt", False),
        ("Asha lived all her life in Wales", False),
        ("Asha slipped away at noon", True),
        ("Asha slipped away from the hostel", False),
        ("Asha would have been six today", True),
        ("Asha would have been six in 2009, when the family moved", False),
        ("the baby did not wake.", True),
        ("the baby did not wake for a feed", False),
        ("Asha never regained consciousness", True),
        ("Asha never regained the weight", False),
        ("Asha never came home again", True),
        ("Asha never came home on time", False),
    ],
)
def test_words_of_a_death(words: str, told: bool) -> None:
    assert (DIED.search(words) is not None) is told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Asha wanted to speak to the lead reviewer", True),
        ("Asha wanted to speak to her tutor", False),
        ("a blow that left her with a limp", True),
        ("Asha left school with two friends", False),
    ],
)
def test_words_of_a_life(words: str, told: bool) -> None:
    assert (LIVES.search(words) is not None) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("By then both children had died.", True),
        ("By then one of the children had died.", False),
        ("The lodger of the two boys was there and the father of both boys died.", False),
        ("The police told him of the deaths of the children.", True),
        ("The police told him of the death of the children’s aunt.", False),
        ("A panel reads of the deaths of all children in the county.", False),
        ("Their grandmother had not slept since her brothers died.", False),
        ("There had been two earlier deaths in the street.", False),
        ("The three deaths shook the street.", True),
        ("He feared the loss of the children to strangers.", False),
    ],
)
def test_deaths_of_all(text: str, told: bool) -> None:
    found = [
        one for one in _TOGETHER.finditer(text) if not (one["who"] and _PART_OF.search(text[: one.start()]))
    ]
    assert bool(found) is told


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("RT was his mother.", ["KT"]),
        ("RT kept a shop.", ["KT", "RT"]),
        # Whoever stands beside a mother is none.
        ("At noon RT, his mother and a nurse were in the hall.", ["KT", "RT"]),
        ("According to RT, mother was out.", ["KT", "RT"]),
        ("RT was a mother at fifteen.", ["KT", "RT"]),
    ],
)
def test_the_adult_of_a_joint_review(text: str, names: list[str]) -> None:
    told = f"{text} KT slept badly. RT said so. KT was seen. RT rang. KT was hurt."
    assert labels("= Serious Case Review: KT and RT", told) == names


def test_the_subject_of_a_plan_is_not_that_of_the_review() -> None:
    text = "Child 1 was the subject of {}. Child 2 sang. Child 1 sang. Child 2 was hurt. Child 1 and Child 2 ran."
    cover = "= Serious Case Review\nFamily W"
    assert labels(cover, text.format("this review")) == ["Child 1"]
    assert labels(cover, text.format("two plans")) == ["Child 1", "Child 2"]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("- Child 2: died 3 May\n- Child 1: scalded in a bath", "serious_harm"),
        ("- Child 2: died 3 May\n- Child 1: died 4 May", "death"),
        ("- Child 2: died 3 May\n- Child 1 was told of the death by a nurse", "serious_harm"),
        ("- Child 2: died 3 May\n- Death of the uncle; Child 1 scalded", "serious_harm"),
    ],
)
def test_a_line_of_one_child(text: str, outcome: str) -> None:
    cover = "= Serious Case Review: Child 1 and Child 2"
    first = findings(cover, f"# 2 What happened\n{text}\n").case.children[0]
    assert first.outcome == outcome


@pytest.mark.parametrize(
    ("head", "theirs"),
    [("The aunt had ", True), ("Another family with ", True), ("A tutor recalls ", False), ("", False)],
)
def test_another_pair(head: str, theirs: bool) -> None:
    assert bool(_ELSEWHERE.search(head)) is theirs


@pytest.mark.parametrize(
    ("words", "child"),
    [
        ("The 9-month-old", True),
        ("The six-year-old", True),
        ("The 34-year-old", False),
        ("The forty-year-old", False),
    ],
)
def test_of_an_age_that_children_have(words: str, child: bool) -> None:
    assert bool(People.of(["Asha"], []).child.search(words)) is child


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Child B's uncle struck him twice and he died.", "death"),
        ("Child B was scalded in a bath. Her mother lost her job and she died in June.", "serious_harm"),
        ("Child B's twin had died. Child B was scalded in a bath.", "serious_harm"),
    ],
)  # fmt: skip
def test_who_died(text: str, outcome: str) -> None:
    assert findings("= Serious Case Review: Child B", OPENING.format(text)).case.outcome == outcome


@pytest.mark.parametrize("word", ["Board and ", "boy ", "boy, ", "KT, and ", "Asha "])
def test_long_lines_are_quick(word: str) -> None:
    line = (word * 20_000)[:20_000]
    for pattern in (_KIN_LIST, *_PATTERNS):
        begun = time.process_time()
        list(pattern.finditer(line))
        assert time.process_time() - begun < 2
