"""Lines from a PDF's text layer by pypdfium2: one call for a page's text, a few for each word's place."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from pipeline.read.layout import ASCENT, DESCENT, Line, PageLines, PlacedWord, Sheet, joined_rows
from pipeline.read.rules import drawings_of
from pipeline.read.tables import grids

BOLD_WEIGHT = 600
_BOLD_NAME = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
# Digits at the end of a word or alone: the mark of a footnote if they are printed smaller.
_MARKER = re.compile(r"(?<!^)\d{1,6}(?=$|[\s.,;:)\"'’”])")
_DIGITS = re.compile(r"\d{1,3}")
SUPERSCRIPT_RATIO = 0.8
# Small capitals are about this high by the large ones.
SMALL_CAPS = 0.75
# PDFium goes on with the next line after a word broken by a hyphen, which it shows by one of these.
_WORD = re.compile(r"[^\s\ufffe\x02]+[\ufffe\x02]?")
# A word whose base line is off by more of the size than this stands on another line; a raised mark does not.
OFF_LINE = 0.45
# Two words farther apart than this many sizes are two columns, cells, or a number and its paragraph.
WIDE_GAP = 1.6


def read_page(document: pdfium.PdfDocument, index: int) -> PageLines:
    """The lines of page ``index`` (from 0) in the order of the content stream."""
    page = document[index]
    text_page = page.get_textpage()
    try:
        left, bottom, right, top = page.get_cropbox()
        sheet = Sheet(left, bottom, right, top, page.get_rotation())
        total = text_page.count_chars()
        text = text_page.get_text_range(0, total) if total > 0 else ""
        reader = _LineReader(text_page, index + 1, sheet)
        lines = tuple(line for line in joined_rows(reader.lines(text)) if line.text)
        drawings = drawings_of(page, sheet)
        return PageLines(
            index + 1,
            sheet.width,
            sheet.height,
            lines,
            n_rules=len(drawings.horizontal) + len(drawings.vertical),
            drawn=drawings.drawn,
            slanted=tuple(reader.slanted),
            grids=grids(drawings, reader.words),
        )
    finally:
        text_page.close()
        page.close()


@dataclass(slots=True)
class _Word:
    """A word of the page's text: where it stands in it, and on the sheet."""

    start: int
    end: int
    x0: float
    x1: float
    base: float
    size: float


class _LineReader:
    def __init__(self, text_page: pdfium.PdfTextPage, number: int, sheet: Sheet) -> None:
        self._page: Any = text_page.raw
        self._number = number
        self._sheet = sheet
        self._box = raw.FS_RECTF()
        self._flags = ctypes.c_int()
        self._name = ctypes.create_string_buffer(256)
        self._matrix = raw.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._text = ""
        self.slanted: list[str] = []
        self.words: list[PlacedWord] = []

    def lines(self, text: str) -> Iterator[Line]:
        """The printed lines, in pieces where one has wide gaps."""
        # PDFium counts UTF-16 units; text beyond the basic plane takes two.
        self._text = re.sub("([\U00010000-\U0010ffff])", "\\1\0", text)
        for part in re.finditer(r"[^\r\n]+", self._text):
            piece: list[_Word] = []
            for found in _WORD.finditer(part[0]):
                word = self._word(part.start() + found.start(), part.start() + found.end())
                if word is None:
                    continue
                if piece and _apart(piece, word):
                    yield self._line(piece)
                    piece = []
                piece.append(word)
                middle = (word.x0 + word.x1) / 2
                self.words.append(PlacedWord(found[0], middle, word.base - word.size / 3, word.size))
            if piece:
                yield self._line(piece)

    def _word(self, start: int, end: int) -> _Word | None:
        """The word at these places of the text; None for one that is printed aslant: a watermark."""
        if not raw.FPDFText_GetMatrix(self._page, start, self._matrix):
            return None
        matrix = self._matrix
        if matrix.b and abs(self._sheet.climb(matrix.a, matrix.b)) > 1:
            self.slanted.append(self._text[start:end])
            return None
        size = float(raw.FPDFText_GetFontSize(self._page, start)) * math.hypot(matrix.c, matrix.d)
        raw.FPDFText_GetCharOrigin(self._page, start, self._x, self._y)
        first, base = self._sheet.place(self._x.value, self._y.value)
        left, right = self._sides(start, end - 1, first)
        return _Word(start, end, left, right, base, size)

    def _sides(self, first: int, last: int, origin: float) -> tuple[float, float]:
        """Left edge of one character and right edge of another, on the sheet.

        The box of a character that runs from left to right begins at its ``origin``.
        """
        sheet, box = self._sheet, self._box
        raw.FPDFText_GetLooseCharBox(self._page, last, box)
        if not sheet.turned:
            right = box.right - sheet.left
            if origin <= right:
                return origin, right
        xs = [sheet.place(box.left, box.bottom)[0], sheet.place(box.right, box.top)[0]]
        raw.FPDFText_GetLooseCharBox(self._page, first, box)
        xs += [sheet.place(box.left, box.bottom)[0], sheet.place(box.right, box.top)[0]]
        return min(xs), max(xs)

    def _line(self, words: list[_Word]) -> Line:
        sizes: Counter[float] = Counter()
        for word in words:
            sizes[word.size] += word.end - word.start
        usual = sizes.most_common(1)[0][0]
        base = next(word.base for word in words if word.size == usual)
        places = (words[0].start, words[len(words) // 2].start, words[-1].end - 1)
        text = self._without_markers(words[0].start, words[-1].end, usual).strip()
        if len(sizes) > 1 and text.isupper():
            usual = max(usual, min(max(sizes), usual / SMALL_CAPS))
        digits = _DIGITS.match(text)
        raised = digits is not None and words[0].size < SUPERSCRIPT_RATIO * usual
        return Line(
            text,
            self._number,
            words[0].x0,
            base - ASCENT * usual,
            words[-1].x1,
            base + DESCENT * usual,
            round(usual, 1),
            all(map(self._is_bold, places)),
            mark=digits[0] if digits and raised else "",
        )

    def _size(self, index: int) -> float:
        """The size in which a character is printed, in points: as the file states it, times its matrix."""
        raw.FPDFText_GetMatrix(self._page, index, self._matrix)
        return float(raw.FPDFText_GetFontSize(self._page, index)) * math.hypot(self._matrix.c, self._matrix.d)

    def _is_bold(self, index: int) -> bool:
        if raw.FPDFText_GetFontWeight(self._page, index) >= BOLD_WEIGHT:
            return True
        length = raw.FPDFText_GetFontInfo(self._page, index, self._name, len(self._name), self._flags)
        return bool(length) and bool(_BOLD_NAME.search(self._name.value.decode("latin-1")))

    def _without_markers(self, start: int, end: int, size: float) -> str:
        """The line without raised footnote digits ("agreed1" is printed "agreed" and a small 1)."""
        text = self._text[start:end]
        for match in reversed(list(_MARKER.finditer(text))):
            cut = match.end()
            while cut > match.start() and self._size(start + cut - 1) < SUPERSCRIPT_RATIO * size:
                cut -= 1
            text = text[:cut] + text[match.end() :]
        return text.replace("\0", "")


def _apart(piece: list[_Word], word: _Word) -> bool:
    """Whether a word stands on another line than the words before it, or far from them."""
    last = piece[-1]
    size = max(last.size, word.size)
    return (
        abs(word.base - last.base) > OFF_LINE * size
        or word.x0 - last.x1 > WIDE_GAP * size
        or word.x0 < last.x0 - size
    )
