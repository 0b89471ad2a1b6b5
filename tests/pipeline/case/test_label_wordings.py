"""Labels and the children that they name, in covers, keys and sentences of many kinds."""

from __future__ import annotations

import pytest

from tests.pipeline.case.labelled import about, labelled


@pytest.mark.parametrize(
    ("cover", "body", "label", "n_children"),
    [
        (
            "= Serious Case Review\nSubject of the review: P3",
            "P3 was nine. The mother of P3 is Ms P. Her sister P4 was not harmed.",
            "P3",
            1,
        ),
        (
            "= Thematic Review: B2 and D4",
            "B2 was three and lived with his aunt. D4, whose parents came from Cork, was nearly one. Nobody had seen B2 or D4.",
            "B2 and D4",
            2,
        ),
        (
            "= SIGNIFICANT CASE REVIEW: KPR2\nThe child is called “Magnus” in this review",
            "Magnus was four. Magnus lived with his aunt. Nobody visited Magnus.",
            "KPR2",
            1,
        ),
        (
            "= Serious Case Review\nin respect of\nR9",
            "The injuries to R9 were found in May. R9 lives with foster carers.",
            "R9",
            1,
        ),
        (
            "= Overview Report\nServices provided to a child known as Q",
            "Q was born in May. Q's mother was 19. A nurse saw Q at home. Q was found dead.",
            "Q",
            1,
        ),
        (
            "= SERIOUS CASE REVIEW\nSIBLINGS S1 AND S2",
            "S1 was four and S2 was one. S1 was found. S2 was thin.",
            "Siblings S1 and S2",
            2,
        ),
        (
            "= Serious Case Review\nNumber 4 of 2012",
            "The review concerns a boy referred to throughout by the letter H. H was eight. H was found. Nobody asked H.",
            "H",
            1,
        ),
        (
            "= Serious Case Review",
            "| Code | Meaning |\n| C1 | the child with whom this report deals |\n| M1 | mother of C1 |\n\nC1 was nine. M1 drank. C1 was hit. Nobody asked C1.",
            "C1",
            1,
        ),
        (
            "= Review of the death of CN7 and the injury of CN8\nA serious case review",
            "CN7 was nine. CN8 is a girl. CN7 was hit. Nobody asked CN8.",
            "CN7 and CN8",
            2,
        ),
        (
            "= Executive Summary of the Serious Case Review into the circumstances surrounding the death of an infant known as FX",
            "FX was six weeks old. FX was cold. Mother held FX.",
            "FX",
            1,
        ),
        ("= Serious Case Review\nYP1", "YP1 was sixteen. YP1 was cold. The mother of YP1 rang.", "YP1", 1),
        (
            "= Review concerning Children 1, 2 and 3\nSerious Case Review",
            "Child 1 was nine. Child 2 was six. Child 3 was two. Child 3 was found.",
            "Children 1, 2 and 3",
            3,
        ),
        (
            "= Serious Case Review\nThe Two Sisters",
            "We know the sisters as Sister 1 and Sister 2. Sister 1 was nine. Sister 2 was two. Sister 1 told Sister 2.",
            "Sister 1 and Sister 2",
            2,
        ),
        (
            "= Child Practice Review\nHCPR-04-2018",
            "The child is called Mabon here. " + about("Mabon"),
            "HCPR-04-2018",
            1,
        ),
        (
            "= Case Management Review\nCMR 2/14",
            "The child is called Mabon here. " + about("Mabon"),
            "CMR 2/14",
            1,
        ),
        ("= Serious Case Review\nJ (aged three)", about("J"), "J", 1),
        (
            "= Part 8 Review\nC.F.\nReport to the Area Child Protection Committee",
            "C.F. was nine. C.F. was known. Nobody saw C.F.",
            "C.F.",
            1,
        ),
        (
            "= Thematic Review of three infants\nSerious case review",
            "The infants are called Baby 1, Baby 2 and Baby 3. Baby 1 was found. Baby 2 was found. Baby 3 was found. Baby 1, Baby 2 and Baby 3 died.",
            "Baby 1, Baby 2 and Baby 3",
            3,
        ),
        (
            "= Serious Case Review",
            "On 4 May 2012 JT, a girl of nine, was found dead by her aunt. " + about("JT"),
            "JT",
            1,
        ),
        ("= Serious Case Review SN2016", "The child was two. SN2016 was seen. SN2016 is well.", "SN2016", 1),
        ("= TB – What we missed\nA serious case review", about("TB"), "TB", 1),
        (
            "= Report No. 7\nSerious case review\nYoung Person 12",
            about("Young Person 12"),
            "Young Person 12",
            1,
        ),
        ("= NB16\nserious case review", about("NB16"), "NB16", 1),
    ],
)
def test_label_of_letters(cover: str, body: str, label: str, n_children: int) -> None:
    case = labelled(cover, body).case
    assert (case.case_label, len(case.children)) == (label, n_children)


@pytest.mark.parametrize(
    ("cover", "body", "n_children"),
    [
        ("= Bobby (Child D17)\nSerious Case Review", about("Bobby"), 1),
        ("= SCR3\nSerious Case Review", "The child is called Mabon here. " + about("Mabon"), 1),
        ("= Eastmoor Case 12\nA serious case review", "We call the boy Ivor. " + about("Ivor"), 1),
        ("= Serious case review: PC 2014/3", "The child was a boy of two. He was found.", 1),
        ("= Oldport CPC\nSignificant Case Review\nO/17/2", "We call her Peg. " + about("Peg"), 1),
        ("= Part 8 review: Quentin R.", about("Quentin"), 1),
    ],
)
def test_children_of_a_case_whatever_its_label(cover: str, body: str, n_children: int) -> None:
    assert len(labelled(cover, body).case.children) == n_children
