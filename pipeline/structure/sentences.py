"""Sentence boundaries in one paragraph of a review.

General splitters break after "No." and "para.", and join "... of Child B. He ..." because a letter with a
full stop looks like an initial; here a letter after a role word is a label and may end a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BOUNDARY = re.compile(r"[.!?…][\"')\]]*(?=\s+[\"'(\[‘“£]*[A-Z0-9])")
_ABBREVIATIONS = frozenset(
    (
        "dr mr mrs ms prof rev st no nos para paras p pp vol ed eds e.g i.e etc cf al fig approx est inc "
        "ltd co dept jan feb mar apr jun jul aug sep sept oct nov dec ref tel ch art reg s ss v vs viz "
        "hon capt sgt insp det supt pc dc ds"
    ).split()
)
# These may well end a sentence; they are abbreviations only before a number.
_BEFORE_NUMBER = frozenset(
    ["no", "nos", "para", "paras", "p", "pp", "vol", "fig", "ch", "art", "reg", "s", "ss", "ref"]
)
_LABELLED = frozenset(
    (
        "child baby infant person adult family sibling brother sister mother father mr ms mrs boy girl "
        "address hospital school nursery worker visitor gp twin subject son daughter officer doctor nurse "
        "professional area lscb partner grade year class appendix ward"
    ).split()
)
_TITLES = frozenset(("dr", "mr", "mrs", "ms", "prof", "professor", "sir", "dame", "judge"))
_STARTERS = frozenset(
    (
        "The He She They It This That These Those There In On At By For From A An No Not Nobody None When "
        "While After Before During His Her Their Its Both Each Every Some Most One Two If As But And So "
        "Then However Since Until Although Neither Nothing What Who I We"
    ).split()
)


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Character spans of the sentences of ``text``, without surrounding space, in order."""
    start = 0
    for match in _BOUNDARY.finditer(text):
        if _is_boundary(text, match.start(), match.end()):
            yield from _span(text, start, match.end())
            start = match.end()
    yield from _span(text, start, len(text))


def _span(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end


def _is_boundary(text: str, stop: int, end: int) -> bool:
    if text[stop] != ".":
        return True
    before = text[:stop].rsplit(None, 1)
    word = before[-1].strip("\"'([") if before else ""
    following = text[end:].lstrip()
    lowered = word.lower()
    if lowered in _BEFORE_NUMBER:
        return not following[:1].isdigit()
    if lowered in _ABBREVIATIONS:
        return False
    if re.fullmatch(r"[A-Z]", word):
        previous = before[0].rsplit(None, 1)[-1].strip(",;").lower() if len(before) > 1 else ""
        if previous in _LABELLED or previous in ("of", "for", "to", "by", "and", "with"):
            return True
        # "She saw W. The next day": a name of one letter, where no surname can follow.
        return previous not in _TITLES and following.split(None, 1)[0].strip("\"',") in _STARTERS
    if re.fullmatch(r"(?:[A-Z]\.)+[A-Z]?", word):
        return bool(re.match(r"(?:The|He|She|They|It|This|In|On|At)\b", following))
    # "3.4" never gets here: a digit follows at once. A lone list number ("2.") is no sentence.
    return not (word.isdigit() and len(word) <= 2 and _starts_line(text, stop, word))


def _starts_line(text: str, stop: int, word: str) -> bool:
    return text[: stop - len(word)].strip() == ""
