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
    for number, (kind, item) in enumerate(_objects(page.raw, DEPTH)):
        if number > MAX_OBJECTS:
            return Drawings((), (), True)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = _bounds(item)
            drawn = drawn or (right - left) * (top - bottom) > PICTURE_SHARE * area
            continue
        for box in _boxes(item, sheet):
            _sort(box, sheet, horizontal, vertical)
    return Drawings(tuple(horizontal), tuple(vertical), drawn)


def _objects(parent: Any, depth: int, inside: bool = False) -> Iterator[tuple[int, Any]]:  # noqa: ANN401
    """Paths and pictures with their kind, of a page or of a form on it and the forms inside.

    pypdfium2 would make a Python object of each; a page has up to thousands of texts, which nobody needs.
    """
    count = raw.FPDFFormObj_CountObjects if inside else raw.FPDFPage_CountObjects
    get = raw.FPDFFormObj_GetObject if inside else raw.FPDFPage_GetObject
    for index in range(count(parent)):
        item: Any = get(parent, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            yield kind, item
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth > 1:
            yield from _objects(item, depth - 1, inside=True)


def _bounds(item: Any) -> tuple[float, float, float, float]:  # noqa: ANN401 - a ctypes pointer
    """Left, bottom, right and top in the page's points."""
    sides = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(item, *sides):
        return 0.0, 0.0, 0.0, 0.0
    return sides[0].value, sides[1].value, sides[2].value, sides[3].value


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


def _boxes(item: Any, sheet: Sheet) -> Iterator[Box]:  # noqa: ANN401 - a ctypes pointer
    """The boxes that a path draws: itself, or its straight strokes where it has several."""
    count = raw.FPDFPath_CountSegments(item)
    if count <= 5 or count > MAX_SEGMENTS:
        if count <= 5:
            yield sheet.box(*_bounds(item))
        return
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    start: tuple[float, float] | None = None
    last: tuple[float, float] | None = None
    for index in range(count):
        segment: Any = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
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
