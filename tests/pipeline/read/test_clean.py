"""Mending text: what is broken by printing is made whole, what is right is left alone."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.read.clean import join_lines, mend


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("the ﬁrst oﬃcer", "the first officer"),
        ("mother’s “friend”", 'mother\'s "friend"'),
        ("on 24 th November", "on 24th November"),
        ("1 | P a g e", "1 | Page"),
        ("was closed.The family", "was closed. The family"),
        ("Dr. A.B. Smith", "Dr. A.B. Smith"),
        ("a\xa0\xa0b\u200b c", "a b c"),
    ],
)
def test_mend(printed: str, wanted: str) -> None:
    assert mend(printed) == wanted


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["the assess-", "ment was late"], "the assessment was late"),
        (["a non-", "accidental injury"], "a non-accidental injury"),
        (["the Anglo-", "Welsh border"], "the Anglo-Welsh border"),
        (["the moth\x02", "er said"], "the mother said"),
        (["one line", "and another"], "one line and another"),
    ],
)
def test_join_lines(lines: list[str], wanted: str) -> None:
    assert join_lines(lines) == wanted


@given(st.text(max_size=80))
@example("Â\r0")
@example("À\x0c\x86")
def test_mending_twice_changes_nothing_more(text: str) -> None:
    once = mend(text).rstrip("\x02")
    assert mend(once).rstrip("\x02") == once
