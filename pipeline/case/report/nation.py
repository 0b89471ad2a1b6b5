"""In which of the four nations a review was held: by its board's kind, else by law, services and words.

Where law and services are another nation's throughout, they outweigh the kind of the board.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from pipeline.case.report.commission import Board
from pipeline.case.report.title import is_review
from pipeline.case.source import Source

# What a word found in only one nation weighs against one that is usual there; how often each is counted.
_STRONG, _WEAK, _COUNTED = 3.0, 1.0, 2
# What speaks for the nation of most boards of a kind: it settles a tie, and a report without any sign.
_USUAL = 1.5
# What a board's place weighs, where its name is Welsh; beginnings that Cornwall has too are left out.
_PLACE = 2 * _STRONG
_WELSH_PLACE = re.compile(
    r"\b(?:Aber(?!de[en]|dour|feldy|lour|nethy)|Afon|Betws|Blaen|Bryn|Bwlch|Caer|Cefn|Ceredig|Coed|"
    r"Craig-y|Cwm|"
    r"Dinas|Dol(?=[gw])|Dwyr|Dyffryn|Eglwys|Esgair|Felin|Ff|Gelli|Glan(?!ford|ton|vill)|Glyn(?!de)|Gwaun|Gwent|Gwy|Hafod|Ll|"
    r"Maes|Merthyr|Moel|Morfa|Mynydd|Nant(?!wich)|Pant|Pont(?=[acgnpry]|[- ]y)|Pwll|Rh[oiuy]|Sarn|"
    r"Tal(?:[- ]?y|ley)|"
    r"Waun|Ynys|Ystr|Ystw|Ystum)\w*|\b\w+(?:ddu|goch|fawr|nydd|wydd|allt)\b"
)


def find_nation(source: Source, board: Board | None) -> str | None:
    """The nation of the board's kind, else that with most evidence; None where nothing or a tie is found."""
    if not board and not is_review(source):
        return None
    kind = _kind(source, board)
    signs = source.wording.raw["nations"]
    text = _told(source)
    if board and board.nation:
        other = _contradicted(signs, text, board)
        if other:
            _note(source, other, board, sure=False)
            return other
        source.note("nation", board.nation, board.start, board.end)
        return board.nation
    among: Sequence[str] = kind.get("among", [name for name in signs if name != "ignored"])
    scores = {nation: _score(signs[nation], text) for nation in among}
    if "Wales" in scores and board and _WELSH_PLACE.search(board.name):
        scores["Wales"] += _PLACE
    if usual := _usual(source, board, kind):
        scores[usual] = scores.get(usual, 0) + _USUAL
    ranked = sorted(scores, key=lambda nation: -scores[nation])
    best, second = scores[ranked[0]], scores[ranked[1]]
    if best <= second:
        return None
    _note(source, ranked[0], board, sure=best - second >= _STRONG)
    return ranked[0]


def _contradicted(signs: Mapping[str, Mapping[str, Sequence[str]]], text: str, board: Board) -> str | None:
    """Another nation than that of the board's kind, where law and services are all of that other."""
    others = text.replace(board.name.lower().replace("’", "'"), "")
    strong = {
        nation: sum(_STRONG for sign in signs[nation]["only"] if next(_places(sign, others), None))
        for nation in signs
        if nation != "ignored"
    }
    best = max(strong, key=lambda nation: strong[nation])
    return best if strong[best] >= 2 * _STRONG and not strong[board.nation] else None


def _told(source: Source) -> str:
    """The running lines and the whole text, in small letters, without the words that tell of no nation."""
    text = "\n".join([*{line for _, line in source.document.dropped_lines}, source.text]).lower()
    return _without_ignored(source, text).replace("’", "'")


def _without_ignored(source: Source, text: str) -> str:
    """A text in small letters with the words that tell of no nation made blank; offsets stay."""
    for words in source.wording.words("nations", "ignored"):
        text = text.replace(words, " " * len(words))
    return text


def _kind(source: Source, board: Board | None) -> Mapping[str, Any]:
    """The table of the board's kind in ``case.toml``; empty without one."""
    patterns = source.wording.raw["boards"]["pattern"]
    return next(
        (
            one
            for one in patterns
            if board and re.search(rf"(?i:{one['regex']})(?: (?:for|of) .*)?$", board.name)
        ),
        {},
    )


def _usual(source: Source, board: Board | None, kind: Mapping[str, Any]) -> str | None:
    """The nation of most boards of the kind; England for a repository's sheet with an LSCB that it hides."""
    if board is None and re.search(r"\bLSC[BP]:|Local Safeguarding Children", source.slip_text):
        return "England"
    return str(kind["otherwise"]) if "otherwise" in kind else None


def _weighed(signs: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, float]]:
    yield from ((sign, _STRONG) for sign in signs["only"])
    yield from ((sign, _WEAK) for sign in signs["usual"])


def _score(signs: Mapping[str, Sequence[str]], text: str) -> float:
    """Each sign weighs, at most twice, however often it stands there."""
    return sum(
        weight * sum(1 for _ in islice(_places(sign, text), _COUNTED)) for sign, weight in _weighed(signs)
    )


def _places(sign: str, text: str) -> Iterator[tuple[int, int]]:
    """Where one of the words or phrases "a|b" stands whole in a text in small letters; "a*" is a beginning.

    Looked up without a regular expression: a report is long, and the signs are many.
    """
    for form in sign.lower().split("|"):
        word = form.rstrip("*")
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            whole = form.endswith("*") or not text[end : end + 1].isalnum()
            if whole and not text[at - 1 : at].isalnum():
                yield at, end
            at = text.find(word, end)


def _note(source: Source, nation: str, board: Board | None, *, sure: bool) -> None:
    """The first of the strongest signs in the text, else the board's name."""
    text = _without_ignored(source, source.text.lower())
    for sign, _ in _weighed(source.wording.raw["nations"][nation]):
        for start, end in _places(sign, text) if len(text) == len(source.text) else ():
            source.note("nation", nation, start, end, inferred=not sure)
            return
    if board:
        source.note("nation", nation, board.start, board.end, inferred=True)


__all__ = ["find_nation"]
