"""Who the review is about, in many wordings: labels, names the text gives, sex and ethnicity."""

from __future__ import annotations

import pytest

from pipeline.records import CaseRecord
from tests.pipeline.case.make import findings

HEAD = "# 1 Introduction\n[1.1] "


def case(cover: str, body: str) -> CaseRecord:
    return findings(cover, HEAD + body if "#" not in body else body).case


def about(name: str, times: int = 4) -> str:
    return f"{name} was well known at school. " * times + f"A worker visited {name}'s home."


@pytest.mark.parametrize(
    ("cover", "name", "label"),
    [
        ("= Serious Case Review\nTJ\nLead Reviewer: Ann Stone", "TJ", "TJ"),
        ("= Overview Report concerning M.K.\nAuthor: Ann Stone", "M.K.", "M.K."),
        (
            "Westvale Safeguarding Children Board\n= WV SCR 4/2012\nSerious Case Review by Ann Stone",
            "The Child",
            "WV SCR 4/2012",
        ),
        ("= HK14/3\nSerious Case Review\nWestvale Board", "HK", "HK14/3"),
        ("= WVSCB 07(2)\nSerious Case Review", "The Child", "WVSCB 07(2)"),
        ("= RQ09/11 (‘Meredith’)\nSerious Case Review", "Meredith", "RQ09/11"),
        ("= Serious Case Review\n‘Meredith’\n(not her own name)\nAuthor: Ann Stone", "Meredith", "Meredith"),
        ("= MEREDITH\nA serious case review\nAuthor: Ann Stone", "Meredith", "Meredith"),
        (
            "Westvale Safeguarding Children Board\n= What the neighbours heard\nSerious Case Review: Owain",
            "Owain",
            "Owain",
        ),
        (
            "= Local Child Safeguarding Practice Review\nThe V Family\nAuthor: Ann Stone",
            "Child V",
            "V Family",
        ),
        ("= Serious Case Review\nSiblings J and K\nAuthor: Ann Stone", "Sibling J", "Siblings J and K"),
        ("= Serious Case Review\nin respect of Child ‘T’", "Child T", "Child T"),
        ("= Adult R and Baby S\nJoint Serious Case Review and Domestic Homicide Review", "Baby S", "Baby S"),
        (
            "= Serious Case Review\nOur reference: WV/77/2\nYoung Person L\nAuthor: Ann Stone",
            "L",
            "Young Person L",
        ),
        ("= The Death of Baby Jake\nSerious Case Review", "Baby Jake", "Baby Jake"),
        ("= Child Safeguarding Practice Review\nSeán\nAuthor: Ann Stone", "Seán", "Seán"),
        ("= Significant Case Review P14", "P14", "P14"),
        ("= A Quiet House\nSerious Case Review\nAuthor: Owain Stone", "The child", None),
    ],
)
def test_the_label_as_the_cover_gives_it(cover: str, name: str, label: str | None) -> None:
    assert case(cover, about(name)).case_label == label


@pytest.mark.parametrize(
    ("sentence", "label", "n"),
    [
        ("The boy at the heart of this review is referred to throughout as Owain.", "Owain", 1),
        ("We shall call her Meredith, which is not her name.", "Meredith", 1),
        ("In these pages the two sisters are known as Meredith and Sunita.", "Meredith and Sunita", 2),
        ("The name Meredith was chosen by her foster carer.", "Meredith", 1),
        ("Owain is not the name that his parents gave him.", "Owain", 1),
        ("The child has been given the pseudonym ‘Meredith’.", "Meredith", 1),
        ("The twins appear in this report as Baby C and Baby D.", "Baby C and Baby D", 2),
        ("This review concerns a boy of ten, whom we have named Owain.", "Owain", 1),
        ("His mother is referred to as Meredith, and the school as Oakfield.", None, 1),
    ],
)
def test_the_text_names_the_children_where_the_cover_does_not(
    sentence: str, label: str | None, n: int
) -> None:
    names = ("Owain", "Meredith", "Sunita", "Baby C", "Baby D", "Oakfield")
    body = sentence + " " + " ".join(about(name) for name in names if name in sentence)
    found = case("= Serious Case Review\nWestvale Safeguarding Children Board", body)
    assert (found.case_label, len(found.children)) == (label, n)


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Child B lived with an uncle. She was often late for school and her teacher worried.", "female"),
        ("Child B, who was a lively boy, lived with an aunt.", "male"),
        ("The aunt had care of her nephew, Child B, from May.", "male"),
        ("Child B lived with the mother's friend. She was often late.", "not_stated"),
        ("Child B was with him at the time. The stepfather said that he was asleep.", "not_stated"),
        ("Child B's gender is not given. Child B was often late, and his teacher worried.", "not_stated"),
        ("This report does not say whether Child B is a boy or a girl. He was late.", "not_stated"),
        (
            "‘They’ and ‘them’ are the only pronouns used for Child B. Child B was late. He was ill.",
            "not_stated",
        ),
        ("A review elsewhere dealt with a girl of nine. Child B and his grandfather went fishing.", "male"),
        ("Child B was the second of three sisters.", "female"),
        ("Child B had two older sisters and a brother.", "not_stated"),
        ("Child B stayed with Uncle P. He was kind.", "not_stated"),
        ("Child B (female, aged six) lived with an aunt.", "female"),
    ],
)
def test_the_sex_of_the_child(text: str, gender: str) -> None:
    (child,) = case("= Serious Case Review: Child B", f"{text} Child B died in May 2012.").children
    assert child.gender == gender


@pytest.mark.parametrize(
    ("text", "ethnicity"),
    [
        (
            "Child B was a boy of Black Caribbean and White Irish parentage.",
            "Black Caribbean and White Irish",
        ),
        ("Her mother is White British and her father Kurdish.", None),
        ("Both parents are British Pakistani, and so is Child B.", "British Pakistani"),
        ("They are a Polish family. Child B died.", "Polish"),
        ("Everybody in the household is White Welsh and speaks Welsh.", "White Welsh"),
        ("Mr A's family is of Somali heritage. Child B died.", None),
        ("Child B went to a Polish school and liked the Welsh coast.", None),
        ("Child B was described by the nursery as Black African (Ghanaian).", "Black African (Ghanaian)"),
        ("Child B’s ethnicity was recorded as Mixed White and Asian.", "Mixed White and Asian"),
        ("Child B's eye was black, and his face was white.", None),
        ("The family is White. Child B is dual heritage.", "dual heritage"),
        ("Child B is Asian British of Bengali heritage.", "Asian British of Bengali heritage"),
        ("The family's first language is English. Child B died.", None),
        ("The family are Irish Travellers.", "Irish Travellers"),
        ("Child B has a Black Caribbean father and a White British mother.", None),
        ("The street is mostly White British, and Child B is Chinese.", "Chinese"),
        ("The foster carer, who is White British, looked after Child B.", None),
    ],
)
def test_the_ethnicity_as_written_of_the_child(text: str, ethnicity: str | None) -> None:
    (child,) = case("= Serious Case Review: Child B", f"Child B was born in 2010. {text}").children
    assert child.ethnicity == ethnicity
