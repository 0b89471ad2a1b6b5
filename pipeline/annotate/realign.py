"""Offsets carried from the text that a tool handed back to the text of the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two texts that differ in white space at most: where each character that is none stands in both."""

    text: str
    stored: str
    text_at: Sequence[int]
    stored_at: Sequence[int]

    def span(self, start: int, end: int, quote: str | None) -> tuple[int, int] | None:
        """The span of the stored text for ``text[start:end]``, without white space at its ends.

        Where the words there are not ``quote`` the nearest place with these words is taken (tools count
        line ends and some characters in other ways). None where there is no such place, or nothing is left.
        """
        if quote is not None and _bare(self.text[max(start, 0) : max(end, 0)]) != _bare(quote):
            return self._nearest(start, quote)
        if not 0 <= start < end <= len(self.text):
            return None
        inside = [place for place, at in enumerate(self.text_at) if start <= at < end]
        return (self.stored_at[inside[0]], self.stored_at[inside[-1]] + 1) if inside else None

    def _nearest(self, start: int, quote: str) -> tuple[int, int] | None:
        words, whole = _bare(quote), _bare(self.text)
        before = sum(at < start for at in self.text_at)
        places = [at for at in range(len(whole)) if words and whole.startswith(words, at)]
        if not places:
            return None
        first = min(places, key=lambda place: abs(place - before))
        return self.stored_at[first], self.stored_at[first + len(words) - 1] + 1


def align(text: str, stored: str) -> Alignment | None:
    """The alignment of two texts, or None where they differ in more than white space."""
    if _bare(text) != _bare(stored):
        return None
    return Alignment(text, stored, _places(text), _places(stored))


def bare_length(text: str) -> int:
    """How many characters are no white space."""
    return len(_bare(text))


def _bare(text: str) -> str:
    return "".join(text.split())


def _places(text: str) -> list[int]:
    return [at for at, character in enumerate(text) if not character.isspace()]
