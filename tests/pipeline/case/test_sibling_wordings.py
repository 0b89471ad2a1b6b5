"""Brothers and sisters told of in other words than the usual ones, and counted."""

from __future__ import annotations

import pytest

from pipeline.records import CaseFindings
from tests.pipeline.case.make import findings

COVER = "Westvale Safeguarding Children Board\n= Serious Case Review: Child B\nReport completed: 2 March 2013"


def told(sentence: str) -> CaseFindings:
    return findings(
        COVER,
        f"# 1 Introduction\n[1.1] This review is about Child B, a boy of three.\n[1.2] {sentence}\n"
        "# 2 What happened\n[2.1] Child B died on 5 May 2012 after an assault by his father.\n",
    )


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Neither parent had any other children.", 0),
        ("He lived with his mother, her second husband, Mr Z, and his two younger sisters.", 2),
        ("There were four children in the house.", 3),
        ("He shared a room with his half-sister. He had no further brothers or sisters.", 1),
        ("There were no living brothers or sisters.", 0),
        ("Child B was the only child of his mother. His father has two daughters by a former wife.", 2),
        ("His half-brothers, who are now four and eleven, live with an aunt; there are no others.", 2),
        ("A half-brother of five attended the nursery; there were no other children.", 1),
        ("His parents have an older son, who is six, and another son, two years old.", 2),
        ("His mother had borne five children.", 4),
        ("He lived with his parents, an uncle, two younger sisters and an elder brother.", 3),
        ("An older child, a girl born in 2004, was removed at birth.", 1),
        ("The Child Protection Register held his sister's name.", 1),
    ],
)
def test_siblings_are_counted_in_other_words(sentence: str, count: int) -> None:
    assert told(sentence).case.n_siblings == count


def test_the_sibling_of_each_of_two_children_is_counted() -> None:
    found = findings(
        "Westvale Safeguarding Children Board\n= Serious Case Review: Child B and Child C",
        """
# 1 The family
[1.1] Child B and Child C never met.
- Child B's mother, 22.
- Child B's brother, 4½.
- Child C's sisters, 14 and 9½.
# 2 What happened
[2.1] Child B, a boy, and Child C, a girl of 12, were badly hurt on 5 May 2012.
""",
    )
    assert found.case.n_siblings == 3
