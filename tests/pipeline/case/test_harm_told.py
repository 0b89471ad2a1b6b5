"""Harm of the child against harm of others: who suffered it, who did it, and how old the child can be."""

from __future__ import annotations

import re

import pytest

from pipeline.case.outcome.harm_choice import is_teenager, of_adult
from pipeline.case.outcome.killer import Killer, known_persons
from tests.pipeline.case.test_outcome import case


@pytest.mark.parametrize(
    ("text", "words", "adult"),
    [
        ("His mother had been raped at a party.", "raped", True),
        ("The girl had been raped at a party.", "raped", False),
        ("The mother was charged with murder.", "charged with murder", False),
        ("His mother said that she had been raped.", "raped", False),
        ("He was tried for the murder of his wife.", "murder", True),
        ("He was tried for the murder of his wife and of their son.", "murder", False),
        ("He was tried for the murder of his wife and Nell.", "murder", False),
        ("He was tried for the murder of Nell.", "murder", False),
        ("murder", "murder", False),
    ],
)
def test_what_an_adult_suffered(text: str, words: str, adult: bool) -> None:
    start = text.index(words)
    assert of_adult(text, start, start + len(words)) is adult


@pytest.mark.parametrize(
    ("text", "category"),
    [
        (
            "Child B, aged 9, and his mother died. The father was found guilty of the murder of his wife and of Child B.",
            "overt_filicide_or_homicide",
        ),
        (
            "Child B, aged 15, was at the stop when a youth assaulted the boy with a bottle. He has lost an eye.",
            "physical_assault",
        ),
        (
            "Child B, aged 15, had been drinking. Then he assaulted a shopkeeper, and he is now in custody.",
            "risk_taking_or_violent_behaviour",
        ),
        (
            "Child B was in hospital for years. Earlier his mother had been killed by her husband. Child B, aged 15, died of leukaemia.",
            "natural_causes",
        ),
    ],
)
def test_harm_is_of_the_child(text: str, category: str) -> None:
    assert case(text).children[0].harm_category == category


@pytest.mark.parametrize(
    ("text", "teenager"),
    [
        ("He was in Year 9. His form tutor told the youth worker.", True),
        ("He was in Year 9. His form tutor told nobody.", False),
        ("She was a teenage mother. Two teenage parents, and a teenage pregnancy before.", False),
        (
            "The baby's brother was in Year 9. His form tutor told the youth worker and the health visitor of the baby, an infant.",
            False,
        ),
    ],
)
def test_the_words_of_secondary_school_show_a_teenager(text: str, teenager: bool) -> None:
    assert is_teenager(text) is teenager


@pytest.mark.parametrize(
    ("sentences", "inside", "outside"),
    [
        (("The stepfather had a key.", "The door was open.", "He had then suffocated her."), True, False),
        (("The lodger had a key.", "The door was open.", "He had then suffocated her."), False, True),
        (("The father went out at six.", "He then shot himself."), False, False),
        (("Her father saw the ball on the lawn.", "She threw it back."), False, False),
        (("Her father stood by the window.", "He threw Nell from it."), True, False),
        (("Her father stood by the window.", "He shook his head."), False, False),
        (("Her father stabs her.",), True, False),
        (("Two youths ran off.", "He stabbed her."), False, True),
    ],
)
def test_a_pronoun_is_of_the_one_named_last(sentences: tuple[str, ...], inside: bool, outside: bool) -> None:
    killer, before = Killer(), ""
    for text in sentences:
        killer.read(text, 5.0, before)
        before = text
    assert (killer.inside > 0, killer.outside > 0) == (inside, outside)


def test_the_partner_of_one_who_is_no_relation_is_none() -> None:
    text = "Ms K: a landlady, no relation\nMr L: once the partner of Ms K\nMr N: the partner of her mother\n"
    known = known_persons(text, re.compile("Child B"))
    assert known == {"Ms K": "stranger", "Mr L": "stranger", "Mr N": "stepfather"}
    assert known_persons("", re.compile("Child B")) == {}
