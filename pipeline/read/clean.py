"""Mending text once, before any offset exists: ligatures, quotes, odd spaces, hyphenation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import ftfy

_FIXES = ftfy.TextFixerConfig(
    unescape_html=True,
    uncurl_quotes=True,
    fix_latin_ligatures=True,
    fix_character_width=True,
    normalization="NFC",
    explain=False,
)
MOST_MENDINGS = 4
# PDFium marks a hyphen at a line's end by one of these.
HYPHENS = ("\x02", "\ufffe", "\xad")
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u3000\ufeff]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\xad]")
_ORDINAL = re.compile(r"\b(\d{1,2}) (st|nd|rd|th)\b(?= [A-Z])")
_LETTER_SPACED = re.compile(r"\b(?:[A-Za-z] ){3,}[A-Za-z]\b")
_TAG = re.compile(
    r"</?(?:br|p|b|i|u|strong|em|span|div|sup|sub|font|li|ul|ol|a)(?:\s[^<>]{0,80})?/?\s*>", re.I
)
_LOST_SPACE = re.compile(r"(?<=[a-z]{2}[.;,])(?=[A-Z][a-z])")


def ends_hyphenated(text: str) -> bool:
    """Whether a printed line ends in the middle of a word."""
    return text.rstrip().endswith(HYPHENS) or bool(re.search(r"[A-Za-z]{2}-$", text.rstrip()))


def mend(text: str) -> str:
    """One line of clean text. Pure: the same input gives the same output."""
    soft_end = text.rstrip().endswith(HYPHENS)
    # A character taken out may bring two others together that were one, wrongly decoded.
    for _ in range(MOST_MENDINGS):
        before, text = text, _mended(text)
        if text.isascii() or text == before:
            break
    return text + "\x02" if soft_end else text


def _mended(text: str) -> str:
    text = ftfy.fix_text(text, _FIXES) if not text.isascii() else text
    if "<" in text:
        text = _TAG.sub("", text)
    text = _CONTROL.sub("", text)
    text = _SPACES.sub(" ", text).strip()
    text = _ORDINAL.sub(r"\1\2", text)
    text = _LOST_SPACE.sub(" ", text)
    return _LETTER_SPACED.sub(lambda match: match[0].replace(" ", ""), text)


class Vocabulary:
    """The words of one document as it prints them whole: the judge of what a broken one should be."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._counts: Counter[str] = Counter()
        broken = False
        for line in lines:
            words = [word.lower() for word in _WORD.findall(line) if not _CAMEL.fullmatch(word)]
            start, broken = int(broken), ends_hyphenated(line)
            self._counts.update(words[start : -1 if broken else None])
        self._torn = self._find_torn()

    def _find_torn(self) -> re.Pattern[str] | None:
        """Pairs of words that may be one word torn: the second is hardly ever printed alone."""
        rare = {word for word, count in self._counts.items() if count <= 1 and len(word) > 2}
        pairs = [
            (word[:cut], word[cut:])
            for word in self._counts
            if len(word) > 6 and word.isalpha()
            for cut in range(3, len(word) - 2)
            if word[cut:] in rare and word[:cut] in self._counts and word[:cut] not in _JOINS_ON
        ]
        if not pairs:
            return None
        return re.compile(r"\b(?:" + "|".join(f"{a}(?= {b}\\b)" for a, b in pairs) + r") ", re.IGNORECASE)

    def __getitem__(self, word: str) -> int:
        return self._counts[word.lower()]

    def rejoin(self, first: str, second: str) -> str:
        """Two halves of a word that a hyphen broke at the end of a line.

        The hyphen stays where the second half starts with a capital or digit ("Anglo-|Saxon"), where the
        document elsewhere has the word with it, where the first half is a prefix that keeps it
        ("non-|accidental"), and where both halves are words and the whole is not ("call-|out").
        """
        head = re.split(r"[\s(\"'-]", first)[-1].lower()
        tail = re.split(r"[^A-Za-z]", second, maxsplit=1)[0].lower()
        keep = f"{first}-{second}"
        if not second[:1].islower() or first.endswith(f"-{head}"):
            return keep
        whole, hyphened = self[head + tail], self[f"{head}-{tail}"]
        if whole or hyphened:
            return keep if hyphened > whole else f"{first}{second}"
        if head in _KEEPS_HYPHEN:
            return keep
        both = len(head) > 2 and len(tail) > 2 and self[head] and self[tail]
        if both and head not in _JOINS_ON and tail not in _JOINED_ON:
            return keep
        return f"{first}{second}"

    def mend(self, text: str) -> str:
        """A paragraph with words that were torn ("Relation ship") or run together ("RutlandLocal") mended,
        where the document elsewhere has them as they should be."""
        text = _CAMEL.sub(self._parted, text)
        return self._torn.sub(lambda match: match[0].rstrip(), text) if self._torn else text

    def _parted(self, match: re.Match[str]) -> str:
        first, second = match["first"], match["second"]
        if not self[first] or not self[second]:
            return match[0]
        apart = f"{first} {second}"
        if first in _LITTLE or any(apart in line for line in self._lines):
            return apart
        return match[0]


def join_lines(lines: list[str], words: Vocabulary | None = None, *, goes_on: bool = False) -> str:
    """Printed lines of one paragraph as running text; a word broken by a hyphen is made whole.

    ``goes_on`` keeps the sign that the last word is broken, for what comes on the next page.
    """
    words = words or Vocabulary(lines)
    text = ""
    for line in lines:
        if not text:
            text = line
        elif text.endswith("\x02"):
            text = words.rejoin(text[:-1].rstrip("-"), line)
        elif re.search(r"[A-Za-z]{2}-$", text):
            text = words.rejoin(text[:-1], line)
        else:
            text = f"{text} {line}"
    return text if goes_on else text.rstrip("\x02")


_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_CAMEL = re.compile(r"\b(?P<first>[A-Z]?[a-z]{2,})(?P<second>[A-Z][a-z]{2,})\b")
_KEEPS_HYPHEN = frozenset(
    (
        "non self co pre fixed post multi inter half step ex well high low long short cross anti semi mid "
        "follow drop section one two three four five six seven eight nine ten twenty thirty forty fifty "
        "sixty seventy eighty ninety full part"
    ).split()
)
# Small words that are never the first half of a name with a capital inside.
_LITTLE = frozenset("the their his her its and of to in for with by from was were that this".split())
# First halves that make one word with what comes after, though they are words themselves, and second halves.
_JOINS_ON = frozenset(
    (
        "under with some any every out over up in on for there where who what when how house back after "
        "grand may him her them day water no to be hand home week work foot child mother father brother"
    ).split()
)
_JOINED_ON = frozenset(
    (
        "fully able ably less ness ship ward wards hood where ever thing things times one body self selves "
        "out side room hold holds land lands port ports place time man men woman women work book ability "
        "able age ages ate ion ions ance ant ants ard ling ring king sing ting ding other others"
    ).split()
) - {"out"}
