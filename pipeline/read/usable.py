"""Whether a page's text layer can be used, or its picture has to be read; and whether that can be risked."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pypdfium2 as pdfium
from pypdfium2 import raw

from pipeline.errors import RejectedFile
from pipeline.read.layout import PageLines

_PRINTED = frozenset(".,;:'\"()[]-_/&!?%£+•…–—‘’“”")
# Words that every page of English or Welsh prose has; a font whose map is wrong has letters, but no words.
_COMMON = frozenset(
    (
        "the of and to a in was that is for on with by be at from as it her his she he not had were this "
        "are or has an page y yr yn i o ar ei wedi gan am"
    ).split()
)
_WORD = re.compile(r"[A-Za-z]+")
_VOWELS = frozenset("aeiouwy")
# Prose has one common word in three, a table of names may have none; but no language and no list of names
# has one word in eight without a vowel. A font with a wrong map fails in both.
MIN_COMMON = 0.02
MAX_VOWELLESS = 0.12
MIN_WORDS = 40
# A page that many times longer than wide is no page; the OCR fails on its picture.
MAX_SHAPE = 30
# Forms inside forms that are looked into for pictures.
DEPTH = 8


def is_usable(page: PageLines, minimum: int) -> bool:
    """At least ``minimum`` characters, most of them letters that make words.

    A stray glyph is not text, nor is what a font without a map, or with a wrong one, gives.
    """
    count = glyph_count(page)
    if count < minimum or _letters(page) <= 0.5 * count:
        return False
    return not _is_gibberish(page)


def may_show_text(page: PageLines, minimum: int) -> bool:
    """Whether the picture of a page that is not usable is worth the OCR: something is drawn on it, or the
    characters of its text layer were."""
    long, short = max(page.width, page.height), min(page.width, page.height)
    return (page.drawn or glyph_count(page) >= minimum) and long <= MAX_SHAPE * short


def better(page: PageLines, seen: PageLines) -> PageLines:
    """The text layer that was in doubt, or what was ``seen`` in the picture of the page."""
    if _is_gibberish(page):
        # A table of abbreviations: then the picture holds no more common words than the layer.
        return seen if _common(_words(seen)) >= 2 * MIN_COMMON else page
    return seen if len(seen.lines) >= len(page.lines) else page


def glyph_count(page: PageLines) -> int:
    """Characters of the page that are no spaces."""
    return len(_glyphs(page))


def check_pictures(document: pdfium.PdfDocument, index: int, max_pixels: int) -> None:
    """Raise RejectedFile where page ``index`` (from 0) has pictures of more than ``max_pixels`` in all.

    A picture is unpacked whole before the page can be drawn, at up to four bytes a pixel; a small file may
    hold a huge one. PdfiumError where the page cannot be opened.
    """
    page = document[index]
    try:
        pictures = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=DEPTH)
        pixels = sum(width * height for width, height in (picture.get_px_size() for picture in pictures))
    finally:
        page.close()
    if pixels > max_pixels:
        raise RejectedFile(
            "read",
            "image_too_large",
            f"Page {index + 1} is a picture of {pixels:,} pixels, more than the limit of {max_pixels:,}; "
            "scan it at 300 dots an inch, or raise limits.max_image_pixels and limits.max_memory_mb.",
        )


def _glyphs(page: PageLines) -> str:
    return "".join(line.text for line in page.lines).replace(" ", "")


def _letters(page: PageLines) -> int:
    """Characters that print has; the dots of a contents page are no sign of a broken font."""
    return sum(character.isalnum() or character in _PRINTED for character in _glyphs(page))


def _is_gibberish(page: PageLines) -> bool:
    words = _words(page)
    return len(words) >= MIN_WORDS and _common(words) < MIN_COMMON and _vowelless(words) > MAX_VOWELLESS


def _words(page: PageLines) -> list[str]:
    """The words in Latin letters, in lower case."""
    return [word.lower() for line in page.lines for word in _WORD.findall(line.text)]


def _common(words: Sequence[str]) -> float:
    return sum(word in _COMMON for word in words) / max(1, len(words))


def _vowelless(words: Sequence[str]) -> float:
    return sum(len(word) > 1 and _VOWELS.isdisjoint(word) for word in words) / max(1, len(words))
