"""Which children a review is about, their sex and their ages, where reasoning rather than a name tells it."""

from __future__ import annotations

import pytest

from pipeline.records import Child
from tests.pipeline.case.make import findings

ONE = "= Serious Case Review: Child B\nAuthor: Ann Stone"
TWO = "= Serious Case Review: Child 1 and Child 2\nAuthor: Ann Stone"
OPENING = "# 1 Introduction {{introduction}}\n[1.1] {}"


def children(cover: str, text: str) -> tuple[Child, ...]:
    body = text if text.startswith("#") else OPENING.format(text)
    return findings(cover, body).case.children


@pytest.mark.parametrize(
    ("cover", "text", "labels"),
    [
        ("= Serious Case Review", "A child died in 2012. Two children had lived there.", ["the child"]),
        (
            "= Child Y\nSignificant Incident Learning Process",
            "Child Y was hurt. Child Y lived with an aunt.",
            ["Child Y"],
        ),
        (
            "= Serious Case Review",
            "This is about a girl, whom we have agreed with her parents to call Mina. Mina sang. "
            "Mina was four. Mina died in 2012.",
            ["Mina"],
        ),
        (
            "= Joint Review: KT and RT\nDomestic Homicide Review: RT (adult)",
            "KT was a baby. RT was his mother. KT slept badly. KT was seen at home. RT had said so. RT died.",
            ["KT"],
        ),
        (
            "= Thematic Review QX11\n‘Ravi’ and ‘Glen’",
            "Ravi and Glen never met. Ravi was known to the police. Glen had run away. Ravi told a worker. "
            "Glen was found in May. Ravi and Glen lived at home.",
            ["Ravi", "Glen"],
        ),
    ],
)
def test_the_children_are_found(cover: str, text: str, labels: list[str]) -> None:
    assert [child.label for child in children(cover, text)] == labels


def test_of_a_family_only_the_subject_counts() -> None:
    found = children(
        "= Serious Case Review\nFamily W",
        "The girl is Child 3. Child 1 and Child 2 had been adopted long before. Child 3 was burned in 2012. "
        "Child 1 and Child 2 have no part in this.",
    )
    assert [child.label for child in found] == ["Child 3"]


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("This concerns a pupil who was killed by his father. Child B was well liked.", "male"),
        ("Child B was born at term. Her weight was good. She was seen at home.", "female"),
        ("The carer fed Child B’s rabbit and wrote that she was late.", "not_stated"),
        ("An officer rang. He did not know where Child B was, and he rang.", "not_stated"),
        ("A conference entered the boy’s name on the register. Child B died.", "male"),
        (
            "The tutor met Child B. The file says little. Child B was Ada’s twin, and Ada is well.",
            "not_stated",
        ),
    ],
)
def test_the_sex_of_an_only_child(text: str, gender: str) -> None:
    assert children(ONE, text)[0].gender == gender


@pytest.mark.parametrize(
    ("text", "genders"),
    [
        ("Child 1 and Child 2 are full sister and brother. Both died.", ("female", "male")),
        ("The twins, Child 1 and Child 2, are a girl and a boy respectively.", ("female", "male")),
        ("Their aunt recalls a boy who sang and a girl who listened.", ("male", "female")),
        ("Child 1 was a girl of six. Child 2 was her only brother.", ("female", "male")),
        (
            "Child 1, a girl, died. The boy was unhurt. A neighbour kept the boy for a night.",
            ("female", "male"),
        ),
    ],
)
def test_the_sexes_of_two(text: str, genders: tuple[str, str]) -> None:
    first, second = children(TWO, text)
    assert (first.gender, second.gender) == genders


KIN = """# What happened {{narrative}}
Child B was a cheerful boy.
{}
On 4 May 2012 he died of a head injury at home."""


@pytest.mark.parametrize(
    ("text", "years"),
    [
        (
            "When he died HB was six years and one month old; he was the younger by two years and four months.",
            3.75,
        ),
        (
            "His sister came of age the day before his death; he was two years and three months the younger.",
            15.75,
        ),
        (
            "His sister was fourteen when he died. He was older than her by two years and six months.",
            16.5,
        ),
    ],
)
def test_an_age_by_kin(text: str, years: float) -> None:
    found = children(ONE, KIN.format(text))[0].age_years
    assert found == pytest.approx(years, abs=0.1)


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        (
            "On that day Child 1 was fifteen and his sister eleven. Child 2 was one year younger than that. "
            "Both were hurt.",
            (15, None),
        ),
        (
            "The mother had by another man a son who was fourteen when they died. Child 1 is younger by five "
            "years than her half-brother; Child 2 is his junior by eight.",
            (9, 6),
        ),
        ("When they died the older child was just over three, the younger nearly two.", (3.08, 1.92)),
    ],
)
def test_the_ages_of_two(text: str, ages: tuple[float | None, float | None]) -> None:
    first, second = children(TWO, f"{text} Child 1 was a girl. Child 2 was a boy.")
    for child, years in zip((first, second), ages, strict=True):
        if years is not None:
            assert child.age_years == pytest.approx(years, abs=0.1)
