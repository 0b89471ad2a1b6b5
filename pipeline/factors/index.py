"""Very many patterns against one sentence: only those run whose words all stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from spacy.matcher import Matcher
from spacy.tokens import Doc

from pipeline.patterns import TokenPattern, blank_english

# Words whose slots are remembered; more than any collection of reports holds in plain English.
MEMORY = 200_000


NEGATORS = frozenset(("not", "n't", "never", "no", "nor"))
# What makes a pattern a negative one, if it is among its own words.
_NEGATIVE = NEGATORS | {"neither", "none", "nobody", "nothing", "without"}


class Match(NamedTuple):
    """A pattern found: its key, the first token, and the token after the last.

    ``negative`` says that a negator is one of the pattern's own words: the match then means what it says.
    """

    key: str
    start: int
    end: int
    negative: bool


class PatternIndex:
    """Matcher patterns under keys, indexed by the words that they cannot do without.

    A *slot* is what one obligatory token of a pattern may be: a set of words or an expression. A
    sentence has a slot if one of its words fits; a pattern runs only if the sentence has all its slots.
    """

    def __init__(self) -> None:
        self._keys: list[str] = []
        self._patterns: list[TokenPattern] = []
        self._negative: set[int] = set()
        self._matchers: dict[int, Matcher] = {}
        self._needed: list[frozenset[int]] = []
        self._slots: dict[frozenset[str] | re.Pattern[str], int] = {}
        self._by_word: dict[str, set[int]] = {}
        self._expressions: list[tuple[re.Pattern[str], int]] = []
        self._fits: dict[str, frozenset[int]] = {}
        self._anchored: dict[int, list[int]] | None = None
        self._unanchored: list[int] = []

    def add(self, key: str, patterns: Iterable[TokenPattern]) -> None:
        """Add patterns under a key, which several calls may share."""
        for pattern in patterns:
            if any(_may_be_negator(token) for token in pattern):
                self._negative.add(len(self._keys))
            self._keys.append(key)
            self._patterns.append(pattern)
            self._needed.append(frozenset(self._slot(token) for token in pattern if _words(token)))
        self._anchored = None
        self._fits.clear()

    def find(self, doc: Doc) -> list[Match]:
        """Every match in the order of the text; the same words count once a key."""
        present = frozenset().union(*(self._fitting(word) for word in {token.lower_ for token in doc}))
        anchored = self._anchors()
        candidates = [number for slot in present for number in anchored.get(slot, ())
                      if self._needed[number] <= present]  # fmt: skip
        found: dict[tuple[int, int, str], bool] = {}
        for number in (*candidates, *self._unanchored):
            for _, start, end in self._matcher(number)(doc):
                at = (start, end, self._keys[number])
                found[at] = found.get(at, False) or number in self._negative
        return [Match(key, start, end, negative) for (start, end, key), negative in sorted(found.items())]

    def _slot(self, token: dict[str, object]) -> int:
        words = _words(token)
        assert words is not None
        if words not in self._slots:
            self._slots[words] = len(self._slots)
            if isinstance(words, re.Pattern):
                self._expressions.append((words, self._slots[words]))
            else:
                for word in words:
                    self._by_word.setdefault(word, set()).add(self._slots[words])
        return self._slots[words]

    def _fitting(self, word: str) -> frozenset[int]:
        """The slots that a word in lower case fits."""
        known = self._fits.get(word)
        if known is None:
            if len(self._fits) >= MEMORY:
                self._fits.clear()
            by_expression = {slot for expression, slot in self._expressions if expression.match(word)}
            known = self._fits[word] = frozenset(self._by_word.get(word, ())) | by_expression
        return known

    def _anchors(self) -> dict[int, list[int]]:
        """Patterns by the slot of theirs that the fewest patterns share."""
        if self._anchored is None:
            shared: dict[int, int] = {}
            for needed in self._needed:
                for slot in needed:
                    shared[slot] = shared.get(slot, 0) + 1
            self._anchored = {}
            self._unanchored = [number for number, needed in enumerate(self._needed) if not needed]
            for number, needed in enumerate(self._needed):
                if needed:
                    anchor = min(needed, key=lambda slot: (shared[slot], slot))
                    self._anchored.setdefault(anchor, []).append(number)
        return self._anchored

    def _matcher(self, number: int) -> Matcher:
        if number not in self._matchers:
            matcher = Matcher(blank_english().vocab, validate=False)
            matcher.add("pattern", [self._patterns[number]])
            self._matchers[number] = matcher
        return self._matchers[number]


def _words(token: dict[str, object]) -> frozenset[str] | re.Pattern[str] | None:
    """What an obligatory token may be, or None where it is optional or no matter of words."""
    lower = token.get("LOWER")
    if "OP" in token or lower is None:
        return None
    if isinstance(lower, str):
        return frozenset({lower})
    if isinstance(lower, dict) and set(lower) == {"IN"}:
        return frozenset(lower["IN"])
    if isinstance(lower, dict) and set(lower) == {"REGEX"}:
        return _expression(lower["REGEX"])
    return None


def _may_be_negator(token: dict[str, object]) -> bool:
    lower = token.get("LOWER")
    if isinstance(lower, dict):
        return not _NEGATIVE.isdisjoint(lower.get("IN", ()))
    return lower in _NEGATIVE


@cache
def _expression(text: str) -> re.Pattern[str]:
    return re.compile(text)
