"""Lines from a PDF's text layer by pypdfium2: one call for a page's text, a few for each line's place."""

from __future__ import annotations

import ctypes
import re
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from pipeline.read.layout import Line, PageLines

BOLD_WEIGHT = 600
_BOLD_NAME = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
# A digit or two after a word or its punctuation: a footnote marker if it is printed smaller.
_MARKER = re.compile(r"(?<=[A-Za-z.,;:'’\")\]])\d{1,3}(?=$|[\s.,;:)])")
_LONE_MARKER = re.compile(r"(?<=\s)\d{1,3}(?=\s|$)")
SUPERSCRIPT_RATIO = 0.8
# Height of a character's loose box (ascent to descent) by its printed size. The size that the file states
# is no measure: producers scale it by a matrix.
LOOSE_RATIO = 1.17
# Objects of a page that are looked at for ruling lines; a drawing with thousands is no table.
MAX_OBJECTS = 600
# A picture of less of the page than this is a logo.
PICTURE_SHARE = 0.1


def read_page(document: pdfium.PdfDocument, index: int) -> PageLines:
    """The lines of page ``index`` (from 0) in the order of the content stream."""
    page = document[index]
    text_page = page.get_textpage()
    try:
        width, height = page.get_size()
        total = text_page.count_chars()
        text = text_page.get_text_range(0, total) if total > 0 else ""
        reader = _LineReader(text_page, index + 1, height)
        lines = [line for line in reader.lines(text) if line.text]
        rules, drawn = _drawings(page, width * height)
        return PageLines(index + 1, width, height, tuple(lines), "text_layer", rules, drawn)
    finally:
        text_page.close()
        page.close()


def _drawings(page: pdfium.PdfPage, area: float) -> tuple[int, bool]:
    """How many ruling lines and boxes there are (a page with few has no ruled table), and whether a picture
    of some size, or a drawing of many strokes, may show text that is no text."""
    rules = 0
    drawn = False
    for number, item in enumerate(
        page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    ):
        if number > MAX_OBJECTS:
            return 0, True
        left, bottom, right, top = item.get_bounds()
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            drawn = drawn or (right - left) * (top - bottom) > PICTURE_SHARE * area
        else:
            rules += (right - left < 2) + (top - bottom < 2) or (right - left > 20 and top - bottom > 8)
    return rules, drawn


class _LineReader:
    def __init__(self, text_page: pdfium.PdfTextPage, number: int, page_height: float) -> None:
        self._page: Any = text_page.raw
        self._number = number
        self._page_height = page_height
        self._box = raw.FS_RECTF()
        self._flags = ctypes.c_int()
        self._name = ctypes.create_string_buffer(256)

    def lines(self, text: str) -> list[Line]:
        found: list[Line] = []
        offset = 0
        for part in re.split(r"(\r\n|\r|\n)", text):
            # PDFium counts UTF-16 units; text beyond the basic plane takes two.
            length = len(part.encode("utf-16-le", "surrogatepass")) // 2
            if part.strip():
                line = self._line(part, offset)
                if line is not None:
                    found.append(line)
            offset += length
        return found

    def _line(self, part: str, offset: int) -> Line | None:
        first = offset + len(part) - len(part.lstrip())
        last = offset + len(part.rstrip()) - 1
        box, end = self._char_box(first), self._char_box(last)
        if box is None or end is None:
            return None
        middle = self._solid((first + last) // 2, part, offset)
        size = max(self._size(index) for index in (first, middle, last))
        bold = (
            self._is_bold(first) and self._is_bold(self._solid(last, part, offset)) and self._is_bold(middle)
        )
        text = self._without_markers(part, offset, size).strip()
        return Line(
            text,
            self._number,
            min(box[0], end[0]),
            min(box[1], end[1]),
            max(box[2], end[2]),
            max(box[3], end[3]),
            round((box[3] - box[1]) / LOOSE_RATIO, 1),
            bold,
        )

    def _solid(self, index: int, part: str, offset: int) -> int:
        """The nearest character at or before ``index`` that is not a space."""
        while index > offset and part[index - offset : index - offset + 1].isspace():
            index -= 1
        return index

    def _char_box(self, index: int) -> tuple[float, float, float, float] | None:
        if not raw.FPDFText_GetLooseCharBox(self._page, index, self._box):
            return None
        box = self._box
        return box.left, self._page_height - box.top, box.right, self._page_height - box.bottom

    def _size(self, index: int) -> float:
        """The font size as the file states it; only good for comparing characters of one line."""
        return float(raw.FPDFText_GetFontSize(self._page, index))

    def _is_bold(self, index: int) -> bool:
        if raw.FPDFText_GetFontWeight(self._page, index) >= BOLD_WEIGHT:
            return True
        length = raw.FPDFText_GetFontInfo(self._page, index, self._name, len(self._name), self._flags)
        return bool(length) and bool(_BOLD_NAME.search(self._name.value.decode("latin-1")))

    def _without_markers(self, part: str, offset: int, size: float) -> str:
        """The line without raised footnote digits ("agreed1" is printed "agreed" and a small 1)."""
        cut = [
            match.span()
            for pattern in (_MARKER, _LONE_MARKER)
            for match in pattern.finditer(part)
            if self._size(offset + match.start()) < SUPERSCRIPT_RATIO * size
        ]
        for start, end in sorted(cut, reverse=True):
            part = part[:start] + part[end:]
        return part
