"""Recommendations printed twice: in brief in a summary, in full in the report, again in an action plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

# Words shared, of those of the shorter text, above which two recommendations of two lists are one.
ALIKE = 0.34
# Share of a list's items that must recur in the other list.
MOST = 0.6
_STOP = frozenset(
    "the a an of to and in that for on is be by with should must or at its it as are any all from this which "
    "who board".split()
)


class Listed(Protocol):
    """An item of a list of recommendations."""

    @property
    def text(self) -> str:
        """The item's words."""

    @property
    def group(self) -> int:
        """Which list of the document it stands in."""

    @property
    def brief(self) -> bool:
        """Whether its list says that it is a short form."""


ListedT = TypeVar("ListedT", bound=Listed)


def without_repeats(items: Sequence[ListedT]) -> list[ListedT]:
    """The items less every list that another list repeats: the fuller of two stays."""
    groups = sorted({item.group for item in items})
    lists = {group: [item for item in items if item.group == group] for group in groups}
    dropped: set[int] = set()
    for i, first in enumerate(groups):
        for second in groups[i + 1 :]:
            if first in dropped or second in dropped or not is_repeat(lists[first], lists[second]):
                continue
            dropped.add(_shorter(lists, first, second))
    return [item for item in items if item.group not in dropped]


def _shorter(lists: dict[int, list[ListedT]], first: int, second: int) -> int:
    """The list to leave out: the one called brief, else the one with fewer items, else with fewer words."""
    for one, other in ((first, second), (second, first)):
        if lists[one][0].brief and not lists[other][0].brief:
            return one
    sizes = {
        group: (len(lists[group]), sum(len(item.text) for item in lists[group])) for group in (first, second)
    }
    return first if sizes[first] < sizes[second] else second


def is_repeat(first: Sequence[Listed], second: Sequence[Listed]) -> bool:
    """Whether most items of the shorter list stand in the longer one, in whatever words."""
    shorter, longer = sorted((first, second), key=len)
    if shorter[0].brief and len(shorter) == len(longer):
        return True
    found = sum(any(alike(item.text, other.text) for other in longer) for item in shorter)
    return found >= max(2, MOST * len(shorter)) or (
        len(shorter) == 1 and found == 1 and _same(shorter[0], longer)
    )


def _same(one: Listed, others: Sequence[Listed]) -> bool:
    return any(_share(one.text, other.text) > 0.8 for other in others)


def alike(one: str, other: str) -> bool:
    """Whether two recommendations share so many words that they are one in two wordings."""
    return _share(one, other) >= ALIKE


def _share(one: str, other: str) -> float:
    """The share of the shorter text's words (their first five letters) that the other has too."""
    first, second = _stems(one), _stems(other)
    if not first or not second:
        return 0.0
    return len(first & second) / min(len(first), len(second))


def _stems(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"[a-z]+", text.lower()) if word not in _STOP and len(word) > 2}
