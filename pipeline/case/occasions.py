"""The day of an occasion that is named again: "twelve days after that unannounced call"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.case.relative import Offset
from pipeline.day_words import WEEKDAY

_FARTHEST = 40  # sentences back to an occasion that is named again
# "That consultation" was told as "the GP examined him".
_OCCASIONS = {
    "#doctor": re.compile(r"\b(?:consultation|examin\w+|appointment|surgery|clinic|GP|doctor|check)\b", re.I),
    "#visit": re.compile(r"\b(?:visit\w*|call(?:ed|s)?|came|went to see|knock\w+)\b", re.I),
    "#meeting": re.compile(r"\b(?:meeting|met|conference|panel|core group|sat|discussion|convened)\b", re.I),
    "#letter": re.compile(r"\b(?:letter|wrote|written|note|e-?mail\w*|text\w*|message)\b", re.I),
    "#leaving": re.compile(
        r"\b(?:discharge\w*|went home|sent home|left hospital|came home|return\w*)\b", re.I
    ),
    "#arrest": re.compile(r"\b(?:arrest\w*|custody|detained|bail\w*|charged)\b", re.I),
    "#court": re.compile(r"\b(?:court|hearing|order|judge|magistrates|injunction)\b", re.I),
    "#fight": re.compile(r"\b(?:quarrel\w*|argu\w+|row|fight|fought|dispute|assault\w*|incident)\b", re.I),
    "#move": re.compile(r"\b(?:move[ds]?|moving|placed|placement|tenancy)\b", re.I),
}
_WEEKDAY_BEHIND = re.compile(rf"[\s,(]{{0,3}}(?:on\s+)?(?:a|the)\s+(?P<w>{WEEKDAY})\b")
_CONTENT = re.compile(r"[A-Za-z]{4,}")
_EMPTY = frozenset(
    "that this with from they their were which when after before been have into been mother".split()
)


@dataclass(frozen=True, slots=True)
class Told:
    """A day that was told: the rank of its sentence, the stems of its words, whether the text states it."""

    rank: int
    day: date
    stems: frozenset[str]
    stated: bool


def day_told_of(offset: Offset, text: str, rank: int, days: Sequence[Told]) -> date | None:
    """The day that was told in the words with which an offset names its beginning: in most of them, or last.

    A weekday behind the offset ("four days after the visit, on a Saturday") has to fit.
    """
    wanted = stems(offset.of)
    behind = _WEEKDAY_BEHIND.match(text, offset.end + len(offset.of))
    best: tuple[bool, int, bool] | None = None
    found = None
    for one in reversed(days):
        if rank - one.rank > _FARTHEST:
            break
        common = sum(any(_akin(word, other) for other in one.stems) for word in wanted)
        fits = behind is not None and (one.day + timedelta(days=offset.days)).strftime("%A") == behind["w"]
        worth = fits, common, one.stated
        if common and (best is None or worth > best):
            best, found = worth, one.day
    return found


def _akin(one: str, other: str) -> bool:
    """Whether two stems are of one word: "call" and "calle(d)"."""
    return one.startswith(other) or other.startswith(one)


def stems(text: str) -> frozenset[str]:
    """The beginnings of the words, and "#KIND" for what the words call one kind of occasion."""
    words = {word.lower()[:5] for word in _CONTENT.findall(text) if word.lower() not in _EMPTY}
    return frozenset(words | {kind for kind, pattern in _OCCASIONS.items() if pattern.search(text)})
