"""An age that is told plainly, weakly bound to the child: given where nothing speaks against it."""

from __future__ import annotations

import pytest

from tests.pipeline.case.make import findings

COVER = "= Serious Case Review: Child B"
BEFORE = "# 1 Introduction\n[1.1] The Board commissioned this review after a notification.\n"
DEATH = "# 5 Narrative\n[5.1] Child B died on 14 June 2013 at the hospital.\n"


def age(text: str, cover: str = COVER) -> float | None:
    return findings(cover, text).case.children[0].age_years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Child B was found in the canal. Nobody had reported her missing. She was eleven.", 11),
        ("The officer lifted the boy out of the wreck. He was six years and two months old.", 6.17),
        ("The pathologist saw a well nourished infant. She was nine weeks old.", 0.17),
        ("The coroner was told that Child B, four at the time, had been left in the bath.", 4),
        ("Barely thirteen and alone in the flat, Child B took the tablets.", 13),
        ("“I was seven and I hid,” Child B told the officer.", 7),
        ("Her birthday had been three weeks earlier and she was nine.", 9.06),
        ("She was only just short, by two days, of her fourth birthday.", 3.99),
        ("Within a week of her second birthday Child B was dead.", 1.98),
        ("Child B had been excluded when he was ten. He was thirteen by the time of the stabbing.", 13),
        ("Child B had reached nine months by the morning of the fire.", 0.75),
        ("A scan at twenty weeks was normal. Child B lived seven weeks.", 0.13),
        # Counted on from another day: 73 days later.
        ("On 2 April 2013, when he was exactly five weeks old, Child B was weighed.", 0.3),
        # Another's death at another time does not make an age the one at the event.
        (
            "He died on 4 May 2011, when Child B was five. Child B was seven in the summer of his death.",
            7,
        ),
    ],
)
def test_a_plain_age_is_the_childs(text: str, years: float) -> None:
    assert age(f"{BEFORE}{DEATH}[5.2] {text}\n") == pytest.approx(years, abs=0.02)


@pytest.mark.parametrize(
    "text",
    [
        "Her brother was ten. He had gone to football.",
        "Mother was seventeen when Child B was born.",
        "Child B's friend, who was fifteen, raised the alarm. He was with her in the park.",
        "Girls of fourteen are often overlooked. The age of consent is sixteen.",
        "Child B's sister had died in 2006. She was three.",
        "The half-sister, then nine, slept in the next room.",
        "The neighbour's boy was eight. He played with Child B.",
        "Ms K had been in care herself. She was fourteen when she came to the area.",
        "Child B was delivered by section at 37 weeks.",
        "On the day of the fire S1 was nine and a half; nobody asked Child B.",
    ],
)
def test_an_age_of_somebody_else_is_not(text: str) -> None:
    assert age(f"{BEFORE}{DEATH}[5.2] {text}\n") is None


def test_a_story_in_the_present_tense() -> None:
    text = """
# 1 Introduction
[1.1] Child B lives in a tower. The Board meets and asks for a review.
# 2 Narrative
[2.1] In May the mother moves. On 3 June 2013 he tells his teacher. Child B is nine when it comes to light.
"""
    assert age(text) == 9


def test_a_group_of_the_reviews_children() -> None:
    text = f"""{BEFORE}
# 4 Narrative
[4.1] Child K and Child L were found on 11 March 2013. The twins, by then six days old, were cold.
"""
    found = findings("= Serious Case Review: Child K and Child L", text).case.children
    assert [one.age_years for one in found] == [0.02, 0.02]


@pytest.mark.parametrize(
    ("lines", "years"),
    [
        ("| Designation | Age | Status |\n| Child B | 14 months | Subject |\n| MB | 21 | Mother |", 1.17),
        ("Child B f b. 14/03/2013\nMother b. 3/3/1990", 0.25),
        ("Ages are as they stand today.\n- Child B: died aged 2 years; female\n- Her brother: 8", 2),
    ],
)
def test_lines_of_a_family(lines: str, years: float) -> None:
    opening = "# 1 Introduction\n[1.1] Child B died on 14 June 2013 at the hospital, on a Friday.\n"
    cover = f"{COVER}\nReport of 3 May 2015"
    assert age(f"{opening}# 2 The family\n{lines}\n", cover) == pytest.approx(years, abs=0.02)
