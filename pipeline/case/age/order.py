"""Which of two children an age is of, by "the elder was five and the younger nearly four"."""

from __future__ import annotations

import re

TWO = 2
_NOUN = r"(?:child|one|boy|girl|twin|baby|of\s+(?:the|them|these|those)(?:\s+\w+)?)"
_ORDER = re.compile(
    rf"\b[Tt]he\s+(?:(?P<first>older|elder|first[\s-]born)|(?P<last>younger))(?:\s+{_NOUN}){{0,2}},?\s+"
    r"(?:(?:was|were|being|aged|then|had|turned|just|only|at|of|a|over|nearly|almost|about|\w+ly)\s+){0,4}$"
)


def by_order(before: str, several: int, index: int) -> bool | None:
    """Whether an age behind the words ``before`` is that of the child at ``index``; None where it is open.

    Reports label children by age, the eldest first. Of more than two, "the older" may be any.
    """
    match = _ORDER.search(before) if several == TWO else None
    return None if match is None else (match["first"] is None) == (index == 1)
