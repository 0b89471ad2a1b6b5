"""The names of real people in a report: those of its authors, panel and officers, never of a family.

A name is at least two words: "Jane Poole", "H. J. Stone", "Anna de Vries". What a person is called (Dr, Mrs)
and what a person has earned (MSc, O.B.E., FRCPCH) are no part of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.case.source import BETWEEN_BLOCKS
from pipeline.case.wording import CaseWording

_PARTICLE = r"(?:de|van|von|der|den|le|la|ap|ab|al|el|bin|di|du|ní|mac)\b(?=[ \t]+[A-Z])"
_WORD = re.compile(
    rf"[ \t]*(?P<word>(?:[A-Z]\.[ \t]?)+(?:-[A-Z]\.)?|[^\W\d_a-z][\w’'-]*|{_PARTICLE})(?:\.(?=\s|$))?"
)
# "MSc", "DipSW", "FRCPCH", "Ph.D.", "C.Eng.", but neither "McKay" nor "O'Neill".
_LETTERS = re.compile(
    r"(?:[A-Z]{2,}[a-z]*|(?!Mac|Mc)[A-Z][a-z]{1,4}[A-Z][A-Za-z]*|(?:[A-Z][a-z]{0,3}\.){2,})s?"
)
_MORE = re.compile(
    r"\s*(?:,[^,\n:;.]{2,60},\s+and|,?\s+and|,?\s*&|\s*/|,(?=\s+[A-Z][\w’'-]+\s+[A-Z][\w’'-]+\s+(?:and|"
    r"&)\s))\s+"
)
_EARNED = re.compile(
    r"(?:[ \t,]*(?:(?:[A-Z]\.){2,}|[A-Z]{2,}[A-Za-z]*|[A-Z][a-z]{1,4}[A-Z][A-Za-z]*|"
    r"\((?![^)]*(?i:author|review|chair|writ|lead|manager|member|report))[\w .]{1,30}\)))*"
)
# "Odette Marsh (Named Nurse) and Ruth Callow": a post in brackets, and another person behind it.
_POSTED = re.compile(
    r"[ \t]*\((?![^)\n]*\b(?i:authors?|reviewers?|chair\w*|writers?)\b)[^)\n]{2,80}\)(?:,?[ \t]+(?:and|&)|"
    r",)[ \t]+"
    r"(?=[A-Z])"
)
_MAX_WORDS = 6
# How a title of words begins: "What Happened Next".
_ASKS = frozenset("what how when why who where while not no never".split())
# Months that are first names too.
_MONTH_NAMES = frozenset(("april", "may", "june", "august"))


@dataclass(frozen=True, slots=True)
class People:
    """The names that begin a text, where they end in it, and whether a title or letters mark a person."""

    names: tuple[str, ...]
    end: int
    marked: bool


def people_at(wording: CaseWording, text: str) -> People | None:
    """The person or people ("X and Y", "X MSc, Y and Z") that begin ``text``; None without a whole name."""
    names: list[str] = []
    at, marked = 0, False
    while True:
        found = _one(wording, text[at:])
        if found is None:
            break
        name, length, titled = found
        names.append(name)
        end = at + length
        after = _after_letters(wording, text, end)
        marked = marked or titled or after > end
        more = _POSTED.match(text, end) or _MORE.match(text, after)
        # A comma before the "and" of two begins another clause: "chaired by X, and Y was asked to write".
        if more is None or (after == end and re.match(r",\s+and\b", more[0])):
            return People(tuple(names), after, marked)
        at, last = more.end(), after
    return People(tuple(names), last, marked) if names else None


def _after_letters(wording: CaseWording, text: str, end: int) -> int:
    """The end of the letters behind a name; the rest of a heading in capitals ("BOARD") is none."""
    earned = _EARNED.match(text, end)
    stops = _small(tuple(wording.raw["cover"]["not_names"]))
    if earned is None or stops & set(re.findall(r"[a-z]+", re.sub(r"\(.*?\)", "", earned[0]).lower())):
        return end
    return earned.end()


def _one(wording: CaseWording, text: str) -> tuple[str, int, bool] | None:
    """One name at the start, its length in the text with its titles, and whether it has a title."""
    titles = _titles(tuple(wording.raw["cover"]["honorifics"])).match(text)
    begin = titles.end() if titles else 0
    titled = bool(titles and titles[0].strip())
    words, end = _words(wording, text, begin)
    if not 2 <= len(words) <= _MAX_WORDS or not any(len(word.strip(".")) > 1 for word in words):
        return None
    return " ".join(words), end, titled


@lru_cache(maxsize=4)
def _small(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)


@lru_cache(maxsize=4)
def _titles(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:[Tt]he\s+(?=(?:Rev|Hon|Ven)))?(?:(?:{'|'.join(words)})\b\.?\s+)*")


def _words(wording: CaseWording, text: str, begin: int) -> tuple[list[str], int]:
    stops = _small(tuple(wording.raw["cover"]["not_names"]))
    letters = _small(tuple(wording.raw["cover"]["post_nominals"]))
    found: list[tuple[str, int]] = []
    at = begin
    capitals = bool(re.match(r"[A-Z][A-Z’'-]{2,}[ \t]+(?:[A-Z]\.?[ \t]+)?[A-Z][A-Z’'-]{2,}\b", text[begin:]))
    while match := _WORD.match(text, at):
        # Initials keep their stops: "H. J. Stone".
        dotted = len(match["word"].strip()) == 1 and match[0].endswith(".")
        word = match["word"].strip() + ("." if dotted else "")
        bare = word.strip(".").lower()
        first_name = not found and bare in _MONTH_NAMES and re.match(r"[ \t]+[A-Z][a-z]", text[match.end() :])
        if (
            (bare in stops and not first_name)
            or bare.replace(".", "") in letters
            or BETWEEN_BLOCKS in match[0]
        ):
            break
        if not capitals and len(word) > 1 and _LETTERS.fullmatch(word) and not word.endswith("."):
            break
        if capitals and found and len(word) < 3 and "." not in word and len(found) > 1:
            break
        found.append((word, match.end()))
        at = match.end()
        if match[0].endswith(".") and not re.fullmatch(r"(?:[A-Z]\.\s?)+|St\.?", word):
            break
    # "Gerald Stone O.B.E.": capitals behind a surname are an honour.
    while found and re.fullmatch(r"(?:[A-Z]\.[ ]?)+|[A-Z]", found[-1][0]):
        found.pop()
    words = [_titled(word) if capitals else word for word, _ in found]
    return words, found[-1][1] if found else begin


def _titled(word: str) -> str:
    return re.sub(r"[A-Z]+", lambda part: part[0].capitalize(), word) if len(word) > 2 else word


def is_name(wording: CaseWording, line: str, elsewhere: str, body: str) -> bool:
    """Whether a bare line can be a person: no firm, no place of the cover (``elsewhere``), no ordinary words.

    "Key Findings" is none in a ``body`` that writes of key findings; "Alan Stone" is one, for all its stones.
    """
    words = re.findall(r"[^\W\d_][\w’'-]+", line)
    firm = re.search(rf"\b(?:{'|'.join(wording.words('cover', 'firms'))})\b", line, re.I)
    if not 1 <= len(words) <= 4 or firm or words[0].lower() in _ASKS or re.search(r"['’]s$", words[0]):
        return False
    if any(re.search(rf"\b{re.escape(word)}\b", elsewhere, re.I) for word in words):
        return False
    return not all(re.search(rf"\b{re.escape(word.lower())}\b", body) for word in words)


__all__ = ["People", "is_name", "people_at"]
