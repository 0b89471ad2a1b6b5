"""A child's sex by nouns and pronouns near its name, by rows, and by what is said of brothers and sisters."""

from __future__ import annotations

import pytest

from tests.pipeline.case.make import findings

ONE = "= Serious Case Review\nTam\nAuthor: Ann Stone"
TWO = "= Serious Case Review\nCory and Sam\nAuthor: Ann Stone"
START = (
    "# 1 Introduction\n[1.1] Tam lived in Ledbury. Tam was known at school. A worker visited Tam.\n"
    "# 2 Story\n[2.1] "
)
START_OF_TWO = (
    "# 1 Introduction\n[1.1] Cory and Sam lived in Ledbury. Cory was known at school. Sam was known too. "
    "A worker visited Cory and Sam.\n# 2 Story\n[2.1] "
)


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("We call him Tam.", "male"),
        ("Tam (she) liked trains.", "female"),
        ("| Role | Name | Note |\n| Child | Tam | Subject; girl |\n| Mother | Ms A | |", "female"),
        (
            "Tam moved to a new school, where the tutor noticed her bruises. In May Tam told a friend that her stepfather frightened her.",
            "female",
        ),
        (
            "A neighbour saw Tam in the lane without his shoes. The school rang. Tam said he had walked.",
            "male",
        ),
        ("It is with the younger daughter that this review is concerned, and she is called Tam.", "female"),
        ("The youngster had never been seen without her coat.", "female"),
        ("Tam was brought in by her mother.", "female"),
        ("The mother was proud of Tam and of his drawing.", "male"),
        ("Tam loved football and his dog. Mother loved her too.", "male"),
        ("Nobody knew what Tam wanted. Tam never said.", "not_stated"),
        ("Tam’s mother said that she was tired. She missed the appointment.", "not_stated"),
        ("Tam was the eldest of three brothers.", "male"),
        ("Tam and her twin brother were seen.", "female"),
        ("The first-born son, Tam, was healthy.", "male"),
        ("At birth Tam weighed 3.1 kg; he fed well.", "male"),
        ("Ms A had a daughter in May 2009, whom this report calls Tam.", "female"),
    ],
)
def test_of_one_child(text: str, gender: str) -> None:
    (child,) = findings(ONE, START + text).case.children
    assert child.gender == gender


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Cory was six and his sister two.", "male", "female"),
        ("Cory (she) and Sam (he) shared a room.", "female", "male"),
        ("Cory’s brother Sam was two. Cory told her teacher.", "female", "male"),
        ("Both boys were thin.", "not_stated", "not_stated"),
        ("Both boys were thin. The two boys were hungry.", "male", "male"),
        ("The children are a girl, Cory, and a boy, Sam.", "female", "male"),
        ("Cory was born in 2009 and his brother, Sam, in 2011.", "male", "male"),
        ("Ms A has two sons, Cory and Sam.", "male", "male"),
        ("The elder, a girl, is Cory. The younger, a boy, is Sam.", "female", "male"),
    ],
)
def test_of_two_children(text: str, first: str, second: str) -> None:
    found = findings(TWO, START_OF_TWO + text).case.children
    assert [child.gender for child in found] == [first, second]
