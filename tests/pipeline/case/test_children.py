"""The children of a case: which they are, how old, and what is not said of them."""

from __future__ import annotations

import pytest

from pipeline.records import Child
from tests.pipeline.case.make import findings

COVER = "= Serious Case Review: Child B"


def children(text: str, cover: str = COVER) -> tuple[Child, ...]:
    body = text if text.lstrip().startswith("#") else f"# 1 Introduction\n[1.1] {text}"
    return findings(cover, body).case.children


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Child B, a boy aged 6, died with his mother, aged 38, on 4 May 2012.", 6),
        ("Child B died aged 5 months. His sister, aged four, and his mother, then 19, were at home.", 0.42),
        ("A six-year-old girl, called Child B here, was injured. Her brother is nine years old.", 6),
        ("Child B's parents, both 19, found that Child B had died. Child B was ten weeks old.", 0.19),
        ("Child B, now aged 9, was 6 at the time she was injured.", 6),
        ("Child B's sister, aged four, was unharmed. Child B died.", None),
    ],
)
def test_the_childs_own_age(text: str, age: float | None) -> None:
    assert children(text)[0].age_years == age


def test_several_children_each_with_what_is_theirs() -> None:
    first, second = children(
        "Child A, aged 5, and Child B, aged 2 years, died in a fire started by their father.",
        "= Serious Case Review: Children A and B",
    )
    assert (first.label, first.age_years, first.outcome) == ("Child A", 5, "death")
    assert (second.label, second.age_years, second.outcome) == ("Child B", 2, "death")
    assert first.harm_category == "overt_filicide_or_homicide"


def test_one_twin_died_and_one_lives() -> None:
    dead, living = children(
        "Twin boys, Baby X and Baby Y, were ten weeks old when Baby X died. Baby Y was found to "
        "have rib fractures and survived.",
        "= Serious Case Review\nBaby X and Baby Y",
    )
    assert (dead.outcome, living.outcome) == ("death", "serious_harm")
    assert dead.age_years == living.age_years == 0.19
    assert dead.gender == living.gender == "male"


def test_the_family_table_tells_subject_siblings_and_parents_apart() -> None:
    (child,) = children("""
# 1 Introduction
[1.1] Child B died on 9 May 2012.
# 2 The family
| Person | Relationship | Age in May 2012 | Ethnicity |
| Child B | Subject, male | 7 months | White Welsh |
| Sibling 1 | Half-brother | 3 years | White British |
| Mother | Mother of the two | 22 | White British |
""")
    assert child == Child(1, "Child B", 0.58, "male", "White Welsh", "death", child.harm_category, "white")


def test_ages_at_the_time_of_writing_are_not_used_and_a_date_of_birth_is() -> None:
    (child,) = children("""
# 1 Introduction
[1.1] Child B died on 30 September 2006.
# 2 The family
| Name | Relationship | DOB | Age now |
| Child B | Index child | 30/3/1991 | 18 |
""")
    assert child.age_years == 15.5


def test_the_labelled_children_of_a_family() -> None:
    found = children(
        "The children are Child 1 (aged 11), Child 2 (aged 9) and Child 3 (18 months). All were neglected.",
        "= Serious Case Review: Family Z",
    )
    assert [(child.label, child.age_years) for child in found] == [
        ("Child 1", 11),
        ("Child 2", 9),
        ("Child 3", 1.5),
    ]


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Child B was a girl of two who died.", "female"),
        ("A 13-year-old boy, called Child B in this report, died.", "male"),
        ("The sex of the child is withheld. Child B died. Child B's brother saw him.", "not_stated"),
        ("Child B died. Child B's mother said that she was tired.", "not_stated"),
    ],
)
def test_gender(text: str, gender: str) -> None:
    assert children(text)[0].gender == gender


@pytest.mark.parametrize(
    ("text", "ethnicity"),
    [
        ("Child B died. Child B is of mixed White and Asian heritage.", "mixed White and Asian"),
        ("Child B died. Mother is White British and the father of Child B was born abroad.", None),
        ("Child B died. The family is White Welsh.", "White Welsh"),
        ("Child B died. Mr L was born in Leeds of Pakistani parents.", None),
    ],
)
def test_ethnicity_as_written(text: str, ethnicity: str | None) -> None:
    assert children(text)[0].ethnicity == ethnicity


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Child B, aged 15, died. She took her own life.", "suicide"),
        (
            "Child B, a baby of eight weeks, died while asleep beside Father on a sofa; the death was unascertained.",
            "sudden_unexpected_infant_death",
        ),
        (
            "Child B, aged 4 months, died. He had been shaken, and his father was convicted of his manslaughter.",
            "severe_physical_assault",
        ),
        ("Child B died of starvation. She was emaciated.", "extreme_neglect"),
        ("Child B, aged 9, was sexually abused by a lodger and is now safe.", "sexual_assault"),
        (
            "Child B, aged 9, was admitted with a fractured arm; there was no sexual abuse. She has recovered.",
            "physical_assault",
        ),
    ],
)
def test_harm_category(text: str, category: str) -> None:
    assert children(text)[0].harm_category == category


def test_the_cast_names_people_by_their_part() -> None:
    found = findings(
        COVER,
        """
# 1 Introduction
[1.1] Child B died. His mother, Ms T, lived with Mr K, the stepfather. Mr L, the father of Child B, lived in York.
[1.2] Ms T's sister, Mrs P, helped. The maternal grandmother (MGM) was ill. SW1 is the social worker.
# 2 Family
| Name | Relationship | Age |
| Child B | Subject | 3 |
| Anna | Half-sister | 7 |
""",
    )
    cast = {member.name: (member.role, member.gender) for member in found.cast}
    assert cast["Child B"][0] == "child"
    assert cast["Ms T"] == ("mother", "female")
    assert cast["Mr K"] == ("partner", "male")
    assert cast["Mr L"] == ("father", "male")
    assert cast["Anna"] == ("sibling", "female")
    assert cast["Mrs P"][0] == "other_adult"
    assert cast["MGM"] == ("other_adult", "female")
    assert cast["SW1"][0] == "professional"


def test_a_table_with_heads_of_its_own_words_and_no_table_kept_apart() -> None:
    (child,) = children("""
# 1 Introduction
[1.1] Child B died on 9 May 2012. He was then two years and three months old.
# 2 Who is who
| Called here | In May 2012 | Remarks |
| Child B | 2 | Subject of the review; White Welsh |
| Mother | 29 | |
| Father | 41 | Lives twelve miles away |
""")
    # Two years and three months of the text go before the whole years of the table.
    assert (child.label, child.age_years, child.ethnicity) == ("Child B", 2.25, "White Welsh")


def test_gender_by_the_pronouns_after_the_name() -> None:
    text = (
        "Child B has recovered fully, and lives with her aunt. Staff who met Child B liked her. "
        "At school Child B said that she was cold."
    )
    assert children(text)[0].gender == "female"
    assert children("Child B has made a full recovery.")[0].gender == "not_stated"


def test_a_name_that_is_said_not_to_be_hers() -> None:
    (child,) = children(
        "Mali was then six years and seven months old. Mali is not her real name. Mali was found by the school.",
        "= Child Practice Review: CSRB 3/2014",
    )
    assert (child.label, child.age_years) == ("Mali", 6.58)


def test_a_newborn_is_of_no_age() -> None:
    (child,) = children(
        "Baby Q was born at home on 22 February 2018 and died there on 22 February 2018.",
        "= Serious Case Review: Baby Q",
    )
    assert child.age_years == 0
    (older,) = children(
        "Baby Q was born at home on 20 February 2018. Baby Q died on 22 February 2018.",
        "= Serious Case Review: Baby Q",
    )
    assert older.age_years == pytest.approx(2 / 365.25, abs=0.005)


def test_the_age_as_given_goes_before_the_birth_date_that_agrees() -> None:
    table = (
        "# 2 The family\n| Name | Who | Born |\n| F1 | The child | 3 May 1995 |\n| F2 | Half-brother | 1999 |"
    )
    text = "# 1 Introduction\n[1.1] {} died on 14 November 2002 in Wharram.\n"
    (child,) = children(text.format("A girl of seven, called F1,") + table, "= Part 8 Review: Family F")
    assert (child.label, child.age_years) == ("F1", 7)
    (child,) = children(text.format("F1") + table, "= Part 8 Review: Family F")
    # 7 years and 195 days.
    assert child.age_years == pytest.approx(7.53, abs=0.01)
