"""Ages in many wordings: of one child after the words of its death, and of two children of a case."""

from __future__ import annotations

import pytest

from tests.pipeline.case.make import findings

ONE = """
# 1 Introduction
[1.1] The Board commissioned this review after a notification.
# 2 Narrative
[2.1] Child B died on 14 June 2013 in the bath. {}
[2.2] The health visitor had seen the family twice.
"""
TWO = """
# 1 Introduction
[1.1] The Board commissioned this review after a notification about Child P, a boy, and Child R, a girl.
# 2 Narrative
[2.1] He liked trains, said Child P's teacher. She was a shy girl, said Child R's nursery.
[2.2] On 14 June 2013 a fire took hold and both died. {}
[2.3] The house stood empty for a year.
"""


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("He was 3½.", 3.5),
        ("Child B was four and three quarters.", 4.75),
        ("He had been 6 years and 4 months in this world.", 6.33),
        ("He had been alive for seven weeks.", 0.13),
        ("He was 41 weeks into his life.", 0.79),
        ("His life lasted eleven weeks.", 0.21),
        ("He was a year and a half old.", 1.5),
        ("He was four and loved trains.", 4),
        ("He was but three.", 3),
        ("He was nine that June.", 9),
        ("He had not yet reached his second birthday.", 1),
        ("He had celebrated his seventh birthday in May.", 7),
        ("His fifth birthday was nine days away.", 4.98),
        ("There were ten days to go to his second birthday.", 1.97),
        ("He was a fortnight off being three.", 2.96),
        ("He was to turn sixteen three weeks later.", 15.94),
        ("It was the day after his tenth birthday.", 10),
        ("It happened in the week of his ninth birthday.", 9),
        ("He was 2y 4m.", 2.33),
        ("He was only hours old.", 0.0),
        ("Child B – then four – was in the back.", 4),
        ("Child B's age on that morning was nine years and one month.", 9.08),
        ("Child B, whose parents came from Poland, was six.", 6),
        ("Death came at eleven weeks.", 0.21),
        # Worked out from a birth, whose year may have to be taken from the event.
        ("Born on 14 March 2004, Child B was a quiet baby.", 9.25),
        ("His date of birth was 14.3.04.", 9.25),
        ("He had turned six on 14 March, three months before.", 6.25),
        ("Child B, who would have been five in July, was in the bath.", 4.95),
        # Another time is better than nothing.
        ("At four years of age he could not swim.", 4),
        ("His mother rang for help. He was nine days old when she first sought it.", 0.02),
    ],
)
def test_a_wording_of_one_childs_age(text: str, years: float) -> None:
    child = findings("= Serious Case Review: Child B", ONE.format(text)).case.children[0]
    assert child.age_years == pytest.approx(years, abs=0.05)


@pytest.mark.parametrize(
    "text",
    [
        "His cousin was three years younger.",
        "His mother was nine months pregnant.",
        "He was fifteen when we met.",
        "The others, both 17, ran away.",
        "It was two years before his first birthday.",
    ],
)
def test_no_age_of_the_child_at_the_event(text: str) -> None:
    assert findings("= Serious Case Review: Child B", ONE.format(text)).case.children[0].age_years is None


@pytest.mark.parametrize(
    "text",
    [
        "They were seven and four.",
        "The children, aged 7 and 4, were asleep.",
        "The boy was seven and the girl four.",
        "A boy of seven and a girl of four were carried out.",
        "Child R was four and her brother seven.",
        "Child R (aged 4) lay beside her brother (aged 7).",
        "Child P had reached seven. His sister was four.",
        "Child P, a seven-year-old, shared a room with four-year-old Child R.",
        "Child P, who had been seven, and Child R, who had been four, did not wake.",
    ],
)
def test_the_ages_of_two_children(text: str) -> None:
    children = findings("= Serious Case Review: Child P and Child R", TWO.format(text)).case.children
    assert [child.age_years for child in children] == [7, 4]


def test_the_child_among_those_of_its_household() -> None:
    text = """
# 1 Introduction
[1.1] There were four children at the time: a son of nine, a daughter of seven, a younger boy and a girl of one.
[1.2] The younger boy is the one whom this review is about: he was four and a quarter.
# 2 Narrative
[2.1] On 14 June 2013 Child B was found in the pond.
"""
    assert findings("= Serious Case Review: Child B", text).case.children[0].age_years == 4.25


def test_an_age_now_beside_one_then() -> None:
    text = """
# 1 Family
- Child B, now 16, in a unit
- His mother, 36
# 2 Narrative
[2.1] On 14 June 2013 Child B, then 15, drove a car into a bridge and was gravely injured.
"""
    assert findings("= Serious Case Review: Child B", text).case.children[0].age_years == 15
