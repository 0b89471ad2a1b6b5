"""Whose brothers and sisters a report tells of, and which totals are of the child's own family."""

from __future__ import annotations

import time

import pytest

from pipeline.case.siblings.key import Key, read_key
from pipeline.case.siblings.totals import as_siblings, totals_in
from pipeline.case.siblings.words import siblings_in
from tests.pipeline.case.test_sibling_wordings import told


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        # Of whom one lives with is one's own.
        ("He lived with an aunt and a half-brother.", 1),
        ("The father lived with a brother and two friends.", None),
        ("Child B's mother stayed with her aunt and a sister.", None),
        # "Their" is of the children, but of two grown-ups it is theirs.
        ("The children were told that their sister was ill.", 1),
        ("The couple asked for help, and their brother paid the rent.", None),
        ("Mother and Father met at college. Their siblings stayed in Leeds.", None),
        # Of another's mother or father.
        ("A stepsister of his mother came to stay.", None),
        ("A stepsister of Child B came to stay.", 1),
        ("His mother was the only child of a vicar.", None),
        ("Child B was the only child of a vicar.", 0),
        # Nobody is told of.
        ("He told his teacher that he wanted a little brother.", None),
        ("He told his teacher that he had a little brother.", 1),
        ("Nobody asked whether he had a sister.", None),
        # A total of other children.
        ("The foster family had looked after nine children.", None),
        ("At a family meeting the school said that 12 children were away.", None),
        ("The family is a large one: a lodger, a grandmother and four children.", 3),
        ("Child B was the third child of his mother.", 2),
        ("The father had from an earlier marriage a son, aged 9.", 1),
    ],
)
def test_only_the_child_s_own_brothers_and_sisters_are_counted(sentence: str, count: int | None) -> None:
    assert told(sentence).case.n_siblings == count


@pytest.mark.parametrize(
    ("text", "n", "names"),
    [
        ("Nell, his sister, rang.", 1, ("Nell",)),
        ("They saw Nell, and his sister rang.", 1, ()),
        ("His big sis, Nell, rang.", 1, ("Nell",)),
        ("Brother 8 Sister 10", 1, ("Brother 8",)),
        ("Half-Brother 2", 1, ("Half-Brother 2",)),
        ("14 brothers", None, ()),
    ],
)
def test_a_mention_has_its_number_and_names(text: str, n: int | None, names: tuple[str, ...]) -> None:
    first = siblings_in(text)[0]
    assert (first.n, first.names) == (n, names)


def test_a_key_gives_the_codes_of_the_child_and_of_its_parents() -> None:
    lines = [
        "CQ: the child with whom this review deals",
        "MQ: mother of CQ",
        "AQ: mother of MQ",
        "GP: a doctor",
    ]
    assert read_key(lines, []) == Key(frozenset(("CQ",)), frozenset(("MQ",)))
    assert read_key([], []) == Key()


@pytest.mark.parametrize(
    ("n", "kind", "owner", "subjects", "siblings"),
    [
        (4, "of", "child", 1, 3),
        (4, "of", "parent", 1, None),
        (1, "of", "child", 2, None),
        (3, "all", "parent", 2, 1),
        (2, "rest", "child", 2, None),
        (2, "rest", "child", 1, 2),
        (3, "born", "child", 1, 2),
        (3, "born", "child", 2, None),
        (0, "none", "other", 1, None),
        (0, "theirs", "parent", 1, 0),
        (0, "theirs", "parent", 2, None),
    ],
)
def test_a_total_makes_siblings(n: int, kind: str, owner: str, subjects: int, siblings: int | None) -> None:
    assert as_siblings(n, kind, owner, subjects) == siblings


@pytest.mark.parametrize(
    "words", ["older ", "brother ", "family ", "A and ", "A, ", " ", "children with ", "x"]
)
def test_long_lines_are_read_in_no_time(words: str) -> None:
    text = words * (20_000 // len(words))
    start = time.process_time()
    list(totals_in(text))
    read_key([text], ["Child B"])
    assert time.process_time() - start < 2.0


def test_the_lines_of_a_key_that_were_run_together_are_parted() -> None:
    found = told("MB: mother FB: father HB1 and HB2: half-brothers, 9 and 3")
    assert found.case.n_siblings == 2
    assert {one.relation for one in found.siblings} == {"half_sibling"}
