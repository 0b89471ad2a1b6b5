"""Mending text once, before any offset exists: ligatures, quotes, odd spaces, hyphenation."""

from __future__ import annotations

import re

import ftfy

_FIXES = ftfy.TextFixerConfig(
    unescape_html=True,
    uncurl_quotes=True,
    fix_latin_ligatures=True,
    fix_character_width=True,
    normalization="NFC",
    explain=False,
)
# PDFium marks a hyphen at a line's end by one of these.
HYPHENS = ("\x02", "\ufffe", "\xad")
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u3000\ufeff]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\xad]")
_ORDINAL = re.compile(r"\b(\d{1,2}) (st|nd|rd|th)\b(?= [A-Z])")
_LETTER_SPACED = re.compile(r"\b(?:[A-Za-z] ){3,}[A-Za-z]\b")
_LOST_SPACE = re.compile(r"(?<=[a-z]{2}[.;,])(?=[A-Z][a-z])")


def ends_hyphenated(text: str) -> bool:
    """Whether a printed line ends in the middle of a word."""
    return text.rstrip().endswith(HYPHENS) or bool(re.search(r"[A-Za-z]{2}-$", text.rstrip()))


def mend(text: str) -> str:
    """One line of clean text. Pure: the same input gives the same output."""
    soft_end = text.rstrip().endswith(HYPHENS)
    text = ftfy.fix_text(text, _FIXES) if not text.isascii() else text
    text = _CONTROL.sub("", text)
    text = _SPACES.sub(" ", text).strip()
    text = _ORDINAL.sub(r"\1\2", text)
    text = _LOST_SPACE.sub(" ", text)
    text = _LETTER_SPACED.sub(lambda match: match[0].replace(" ", ""), text)
    return text + "\x02" if soft_end else text


def join_lines(lines: list[str]) -> str:
    """Printed lines of one paragraph as running text; a word broken by a hyphen is made whole.

    A hyphen stays where the second half starts with a capital or digit ("Anglo-|Saxon"), or where the
    first half is a prefix that keeps it ("non-|accidental").
    """
    text = ""
    for line in lines:
        if not text:
            text = line
        elif text.endswith("\x02"):
            text = _rejoin(text[:-1].rstrip("-"), line)
        elif re.search(r"[A-Za-z]{2}-$", text):
            text = _rejoin(text[:-1], line)
        else:
            text = f"{text} {line}"
    return text.rstrip("\x02")


_KEEPS_HYPHEN = frozenset(
    (
        "non self co pre post multi inter half step ex well high low long short cross anti semi follow "
        "drop section one two three four five"
    ).split()
)


def _rejoin(first: str, second: str) -> str:
    head = re.split(r"[\s-]", first)[-1].lower()
    keep = not second[:1].islower() or head in _KEEPS_HYPHEN
    return f"{first}-{second}" if keep else f"{first}{second}"
