"""What is drawn on a page: the ruling lines of its tables, and pictures that may show text."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from pipeline.read.layout import Box, Sheet

# Objects of a page that are looked at for ruling lines; a drawing with thousands is no table.
MAX_OBJECTS = 1500
MAX_SEGMENTS = 400
DEPTH = 3
# A line is drawn as a stroke, or as a box thinner than this, in points.
THIN = 2.5
# A shorter line is part of a letter or an arrow.
SHORT = 5.0
# A picture of less of the page than this is a logo.
PICTURE_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Drawings:
    """Ruling lines as boxes without height or width, in points from the top left; and whether a picture of
    some size, or a drawing of many strokes, may show text that is no text."""

    horizontal: tuple[Box, ...]
    vertical: tuple[Box, ...]
    drawn: bool


def drawings_of(page: pdfium.PdfPage, sheet: Sheet) -> Drawings:
    """The drawings of a page."""
    area = max(sheet.width * sheet.height, 1.0)
    horizontal: list[Box] = []
    vertical: list[Box] = []
    drawn = False
    kinds = [raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE]
    for number, item in enumerate(page.get_objects(filter=kinds, max_depth=DEPTH)):
        if number > MAX_OBJECTS:
            return Drawings((), (), True)
        left, bottom, right, top = item.get_bounds()
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            drawn = drawn or (right - left) * (top - bottom) > PICTURE_SHARE * area
            continue
        for box in _boxes(item, sheet):
            _sort(box, sheet, horizontal, vertical)
    return Drawings(tuple(horizontal), tuple(vertical), drawn)


def _sort(box: Box, sheet: Sheet, horizontal: list[Box], vertical: list[Box]) -> None:
    """The edges of a drawn box; a thin one is a line."""
    x0, top, x1, bottom = box
    wide, high = x1 - x0, bottom - top
    middle, centre = (top + bottom) / 2, (x0 + x1) / 2
    if wide > 0.97 * sheet.width and high > 0.9 * sheet.height:
        return
    if high < THIN:
        if wide > SHORT:
            horizontal.append((x0, middle, x1, middle))
    elif wide < THIN:
        if high > SHORT:
            vertical.append((centre, top, centre, bottom))
    elif wide > 2 * SHORT and high > SHORT:
        horizontal += [(x0, top, x1, top), (x0, bottom, x1, bottom)]
        vertical += [(x0, top, x0, bottom), (x1, top, x1, bottom)]


def _boxes(item: pdfium.PdfObject, sheet: Sheet) -> Iterator[Box]:
    """The boxes that a path draws: itself, or its straight strokes where it has several."""
    count = raw.FPDFPath_CountSegments(item.raw)
    if count <= 5 or count > MAX_SEGMENTS:
        if count <= 5:
            yield sheet.box(*item.get_bounds())
        return
    matrix = item.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    start: tuple[float, float] | None = None
    last: tuple[float, float] | None = None
    for index in range(count):
        segment: Any = raw.FPDFPath_GetPathSegment(item.raw, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = here
        elif kind == raw.FPDF_SEGMENT_LINETO and last is not None:
            yield _stroke(last, here, sheet)
        if raw.FPDFPathSegment_GetClose(segment) and start is not None:
            yield _stroke(here, start, sheet)
        last = here


def _stroke(first: tuple[float, float], second: tuple[float, float], sheet: Sheet) -> Box:
    xs, ys = sorted((first[0], second[0])), sorted((first[1], second[1]))
    return sheet.box(xs[0], ys[0], xs[1], ys[1])
