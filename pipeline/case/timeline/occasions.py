"""The day of an occasion that is named again: "twelve days after that unannounced call"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.case.timeline.relative import Offset
from pipeline.day_words import WEEKDAY

_FARTHEST = 40  # sentences back to an occasion that is named again
_NEAR = 20  # sentences back to one that is pointed at ("that visit")
_POINTED = re.compile(r"(?:that|this)\b", re.I)
# "That consultation" was told as "the GP examined him".
_OCCASIONS = {
    "#doctor": re.compile(r"\b(?:consultation|examin\w+|appointment|surgery|clinic|GP|doctor|check)\b", re.I),
    "#visit": re.compile(r"\b(?:visit\w*|call(?:ed|s)?|came|went to see|knock\w+)\b", re.I),
    "#meeting": re.compile(r"\b(?:meeting|met|conference|panel|core group|sat|discussion|convened)\b", re.I),
    "#letter": re.compile(r"\b(?:letter|wrote|written|note|e-?mail\w*|text\w*|message)\b", re.I),
    "#leaving": re.compile(
        r"\b(?:discharge\w*|went home|sent home|left hospital|came home|return\w*)\b", re.I
    ),
    "#talk": re.compile(r"\b(?:conversation|talk\w*|spoke|telephon\w*|rang|phoned|call(?:ed)?)\b", re.I),
    "#arrest": re.compile(r"\b(?:arrest\w*|custody|detained|bail\w*|charged)\b", re.I),
    "#court": re.compile(r"\b(?:court|hearing|order|judge|magistrates|injunction)\b", re.I),
    "#fight": re.compile(r"\b(?:quarrel\w*|argu\w+|row|fight|fought|dispute|assault\w*|incident)\b", re.I),
    "#move": re.compile(r"\b(?:move[ds]?|moving|placed|placement|tenancy)\b", re.I),
}
_WEEKDAY_BEHIND = re.compile(rf"[\s,(]{{0,3}}(?:on\s+)?(?:a|the)\s+(?P<w>{WEEKDAY})\b")
_OWNER = re.compile(r"\b(?P<who>[A-Z]\w*(?: [A-Z0-9]\w*)?)['’]s\b")
_CONTENT = re.compile(r"[A-Za-z]{4,}")
_EMPTY = frozenset(
    "that this with from they their were which when after before been have into been mother".split()
)


@dataclass(frozen=True, slots=True)
class Told:
    """A day that was told: the rank of its sentence, the stems of its words, whether the text states it.

    ``heading``: that of its section, which may say of whom it tells.
    """

    rank: int
    day: date
    stems: frozenset[str]
    stated: bool
    heading: str = ""


def day_told_of(
    offset: Offset, text: str, rank: int, days: Sequence[Told], written: date | None = None
) -> date | None:
    """The day that was told in the words with which an offset names its beginning: in most of them, or last.

    A weekday behind the offset ("four days after the visit, on a Saturday") has to fit, and of "J's visit"
    one under the heading of J comes first. Nothing is reckoned beyond ``written``, the report's own date.
    """
    wanted = stems(offset.of)
    behind = _WEEKDAY_BEHIND.match(text, offset.end + len(offset.of))
    owner = _OWNER.search(offset.of)
    whose = re.compile(rf"\b{re.escape(owner['who'])}\b") if owner else None
    best: tuple[bool, bool, int, bool] | None = None
    found = None
    reach = _NEAR if _POINTED.match(offset.of) else _FARTHEST
    for one in reversed(days):
        if rank - one.rank > reach:
            break
        if written and one.day + timedelta(days=offset.days) > written:
            continue
        common = sum(any(_akin(word, other) for other in one.stems) for word in wanted)
        fits = behind is not None and (one.day + timedelta(days=offset.days)).strftime("%A") == behind["w"]
        owned = whose is not None and bool(whose.search(one.heading))
        worth = fits, owned, common, one.stated
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
