"""Ethnicity of a child in the ways that authors say it: of the child, of the family, of both parents."""

from __future__ import annotations

import pytest

from tests.pipeline.case.make import findings

ONE = "= Serious Case Review\nChild B\nAuthor: Ann Stone"
TWO = "= Serious Case Review\nChild B and Child C\nAuthor: Ann Stone"
START = "# 1 Introduction\n[1.1] Child B was nine. Child B was found in May 2012.\n# 2 Family\n[2.1] "
START_OF_TWO = (
    "# 1 Introduction\n[1.1] Child B was nine and Child C two. Child B and Child C were found in May 2012.\n"
    "# 2 Family\n[2.1] "
)


@pytest.mark.parametrize(
    ("text", "ethnicity"),
    [
        ("All are white and speak English.", "white"),
        ("Her parents, who are White Irish, moved here in 2009.", "White Irish"),
        ("Mr P, a Traveller as were his whole family, sold carpets.", "Traveller"),
        ("Her aunts, of Somali descent like herself, called daily.", "Somali"),
        ("They speak Polish at home and are recorded by the clinic as White Polish.", "White Polish"),
        ("Child B was, as the nursery noted on the first day, Black African.", "Black African"),
        ("Everyone would describe themselves as White Cornish.", "White Cornish"),
        ("Ms P and her sons are of Black Caribbean heritage.", "Black Caribbean"),
        ("The midwife was Spanish and read Polish well.", None),
        ("There was black mould on the wall.", None),
        ("Everyone in the household is white.", "white"),
        ("The parents are in their thirties. They are White Irish, as is their daughter.", "White Irish"),
        (
            "The mother told us that her children, like herself, are white and of Scottish descent.",
            "white and of Scottish descent",
        ),
        ("The family, who are Bangladeshi, moved here in 2009.", "Bangladeshi"),
        ("White Welsh is how the family describes itself.", "White Welsh"),
        ("The family identifies as Black British.", "Black British"),
        ("The family self-identified as Roma.", "Roma"),
        ("Her ethnicity was given as Mixed White and Asian on the school roll.", "Mixed White and Asian"),
        ("Ethnically, Child B was White British.", "White British"),
        ("As to ethnicity, the records have White British.", "White British"),
        ("The case notes give his ethnic origin as Indian.", "Indian"),
        ("She was Somali by ethnicity.", "Somali"),
        ("The parents and all three children are White British.", "White British"),
        ("Mother, Father and Child B are all White British.", "White British"),
        ("Child B shares his parents’ White Irish heritage.", "White Irish"),
        ("Both parents and Child B were recorded as Chinese.", "Chinese"),
        (
            "Child B is a girl, of Black Caribbean heritage on her father’s side and White Irish on her mother’s.",
            "Black Caribbean heritage on her father’s side and White Irish on her mother’s",
        ),
        ("Ms A, who is Polish, came here in 2004.", None),
        ("Ms A is White British. Mr B is Black Caribbean.", None),
        (
            "Theirs was a white Northern Irish household, from the Catholic side of the town.",
            "white Northern Irish",
        ),
        ("The family’s heritage is Punjabi.", "Punjabi"),
        ("Child B comes of a Turkish Cypriot family.", "Turkish Cypriot"),
        ("Child B is described in the records as being of mixed heritage.", "mixed heritage"),
        ("The family are of Tigrinya heritage.", "Tigrinya"),
        ("Child B’s ethnic background was Maldivian.", "Maldivian"),
        ("Ethnicity: White Scottish.", "White Scottish"),
        ("All members of the family are from the Traveller community.", "Traveller"),
        ("The family belongs to the Irish Traveller community.", "Irish Traveller"),
        ("The family is white and British.", "white and British"),
        ("The household was White British, Catholic and close.", "White British"),
        ("The white van was outside. The family speaks Polish.", None),
        ("The social worker, who is Black British, saw Child B.", None),
        ("The neighbours, a White British couple, heard him.", None),
        (
            "Child B was born here to Nigerian parents, and the school has him as Black African.",
            "Black African",
        ),
        ("Born to White British parents, Child B lived in Ledbury.", "White British"),
        ("Child B was the only child of White British parents.", "White British"),
        ("Child B’s parents are both White British.", "White British"),
        ("Both parents, like Child B, are Pakistani.", "Pakistani"),
        ("This was a White British family.", "White British"),
        ("Theirs is a White British household.", "White British"),
        ("The children of the family are White British.", "White British"),
        ("White British by origin, the family had lived there for years.", "White British"),
        ("In the records Child B’s ethnicity is White British; his stepfather is Polish.", "White British"),
    ],
)
def test_of_one_child(text: str, ethnicity: str | None) -> None:
    (child,) = findings(ONE, START + text).case.children
    assert child.ethnicity == ethnicity


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("The former was White Irish; the latter was recorded as Somali.", "White Irish", "Somali"),
        ("Both are White Welsh.", "White Welsh", "White Welsh"),
        ("The two children were White British.", "White British", "White British"),
        ("Child B was White British and Child C Black British.", "White British", "Black British"),
        ("Child B is a White British girl with a brother, Child C.", "White British", None),
        ("The first family was White British. The second came from Poland.", None, None),
        ("The hospital has Child C as British Indian.", None, "British Indian"),
        ("Child B and Child C are both described as dual heritage.", "dual heritage", "dual heritage"),
        ("Both children are described as dual heritage.", "dual heritage", "dual heritage"),
        ("Each of the children is White Irish.", "White Irish", "White Irish"),
    ],
)
def test_of_two_children(text: str, first: str | None, second: str | None) -> None:
    found = findings(TWO, START_OF_TWO + text).case.children
    assert [child.ethnicity for child in found] == [first, second]
