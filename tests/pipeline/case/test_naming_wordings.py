"""Labels, sex and ethnicity in wordings that leave much to the reader: lines, pronouns, "both"."""

from __future__ import annotations

import pytest

from pipeline.records import CaseRecord
from tests.pipeline.case.make import findings

HEAD = "# 1 Introduction\n[1.1] "
BOARD = "= Serious Case Review\nWestvale Board\nAuthor: Ann Stone"


def case(cover: str, body: str) -> CaseRecord:
    return findings(cover, HEAD + body).case


def about(name: str, times: int = 4) -> str:
    return f"{name} was well known at school. " * times + f"A worker visited {name}'s home."


@pytest.mark.parametrize(
    ("cover", "body", "label"),
    [
        (
            "= Serious Case Review\nThe Harlow Family\nAuthor: Ann Stone",
            "The Harlow family moved in May. The children of the Harlow family were seen.",
            "Harlow Family",
        ),
        ("= Overview Report\nSerious Case Review\nCHILD\nK\nAuthor: Ann Stone", about("Child K"), "Child K"),
        (
            "= PART 8 REVIEW\nOVERVIEW REPORT\nT.W.\nBy Ann Stone",
            "T.W. was a girl of four. A bruise was seen on T.W. in May.",
            "T.W.",
        ),
        ("= Serious Case Review\nYoung Woman F\nAuthor: Ann Stone", about("Young Woman F"), "Young Woman F"),
        ("= Imogen’s story\nChild Practice Review\nAuthor: Ann Stone", about("Imogen"), "Imogen"),
        ("= Serious Case Review\nSJ (aged 4)\nAuthor: Ann Stone", about("SJ"), "SJ"),
        ("= Serious Case Review\nSubject child: K7\nAuthor: Ann Stone", about("K7"), "K7"),
        (
            "= Serious Case Review\nWestvale SCR 7 (2014)\nAuthor: Ann Stone",
            "The child was a boy of two.",
            "Westvale SCR 7 (2014)",
        ),
        (BOARD, "He is Caleb in this report, though that was not his name. " + about("Caleb"), "Caleb"),
        (BOARD, "Caleb (a pseudonym) was found dead on 4 May 2012. " + about("Caleb"), "Caleb"),
        (BOARD, "This is the life of a girl of six. Her name here is Imogen. " + about("Imogen"), "Imogen"),
        (BOARD, "The initial K stands for the boy. " + about("K"), "K"),
        (BOARD, "The boy will be K. His mother is Ms L. " + about("K"), "K"),
        (BOARD, "Caleb is what we have called him. " + about("Caleb"), "Caleb"),
        (BOARD, "The school is called Oakfield. " + about("Oakfield"), None),
    ],
)
def test_label(cover: str, body: str, label: str | None) -> None:
    assert case(cover, body).case_label == label


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("MN works in a shop. Child B was taken to hospital by MN, where she died.", "female"),
        ("Child B's name is not her own. Child B had a bad fall.", "female"),
        ("The boys were at school, and Child B was at home.", "not_stated"),
        ("The nurse saw Child B and weighed her. No concern was raised.", "female"),
        ("The caller said that the child was not breathing. He was pronounced dead at once.", "male"),
        ("Child B slept in a drawer until a midwife brought a basket; his cot had been sold.", "male"),
        ("Child B’s mother was ill. She died in 2010. Child B went to an aunt.", "not_stated"),
        ("Child B was the mother’s first son.", "male"),
        ("Ms K was delivered of Child B, a daughter, in May 2010.", "female"),
        ("Child B lived with a sister, Child 2. She was often late.", "not_stated"),
        ("Child B and two other boys were seen at the shops.", "male"),
        ("Child B was a pupil at the infant school. Mrs Y taught him for a year.", "male"),
        ("Child B, a bright and funny six-year-old girl, lived here.", "female"),
        ("Child B went to live with grandfather, who taught him to fish.", "male"),
        ("The mother has three daughters, of whom Child B is the youngest.", "female"),
        ("Child B slept upstairs in his room, as she told the caller. Mother was out.", "male"),
    ],
)
def test_sex(text: str, gender: str) -> None:
    (child,) = case("= Serious Case Review: Child B", f"{text} Child B died in May 2012.").children
    assert child.gender == gender


@pytest.mark.parametrize(
    ("text", "ethnicity"),
    [
        ("Child B is a girl and her cousin a boy; both are Somali.", "Somali"),
        ("White British, like everybody in the road, Child B lived with an aunt.", "White British"),
        ("Her mother and father, both Nigerian, met in London.", "Nigerian"),
        ("Ethnicity: White British", "White British"),
        ("Child B liked to read. She was of Yemeni descent.", "Yemeni"),
        ("A White British boy, Child B lived with an aunt.", "White British"),
        ("Child B’s ethnic origin was put on the referral as “White Gypsy”.", "White Gypsy"),
        ("The mother is White British, and that is how Child B is recorded.", "White British"),
    ],
)
def test_ethnicity_of_one_child(text: str, ethnicity: str | None) -> None:
    (child,) = case("= Serious Case Review: Child B", f"Child B was born in 2010. {text}").children
    assert child.ethnicity == ethnicity


@pytest.mark.parametrize(
    ("text", "ethnicity"),
    [
        ("Child B likes maths. Child C likes games. They are both White British.", "White British"),
        ("Child B is a girl and Child C a boy; both are entered as Somali.", "Somali"),
        ("Child B and Child C are brothers; each is described as Black African.", "Black African"),
        ("The mother is 40. The father is 45. Both are Polish.", None),
        ("The two girls are Bangladeshi.", "Bangladeshi"),
    ],
)
def test_ethnicity_of_two_children(text: str, ethnicity: str | None) -> None:
    body = f"Child B was born in 2010 and Child C in 2012. {text}"
    found = case("= Serious Case Review: Child B and Child C", body)
    assert [child.ethnicity for child in found.children] == [ethnicity, ethnicity]


def test_a_table_row_of_the_subjects_sister_is_no_child_of_the_case() -> None:
    rows = "| Person | Who |\n| Imogen | Subject |\n| Tess | Half-sister of subject |"
    found = findings("= Serious Case Review\nImogen", f"{HEAD}{about('Imogen')}\n# 2 Family\n{rows}").case
    assert [child.label for child in found.children] == ["Imogen"]
