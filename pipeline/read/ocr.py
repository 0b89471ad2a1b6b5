"""Lines of a scanned page by RapidOCR, whose models come inside its wheel: nothing is downloaded."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import fmean, median
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from pypdfium2 import raw

from pipeline.read.layout import Line, PageLines, PlacedWord
from pipeline.read.scanned_rules import Picture, ruling_lines
from pipeline.read.tables import grids

Corners = list[tuple[float, float]]
# Below this mean confidence the page may lie upside down.
UNSURE = 0.75
# A picture of more than so many times the wanted pixels a point is drawn as one of fewer.
FINEST = 4.5
# Grey below this is ink.
DARK = 128
# Bold letters have so much more ink than the usual ones, small ones so much less.
BOLD_INK = 1.6
# More is a rule or a stain that was read as letters.
BLACK = 6.0
SMALL_INK = 0.62
SMALL_SIZE = 0.8
# Of a shorter piece the ink says little.
LONG = 25
# Height of the box round a line by the size of its letters.
BOX_RATIO = 1.3
# By the usual size of a page: what lies between is of that size.
SMALLER, LARGER = 0.82, 1.14


@lru_cache(maxsize=1)
def _engine() -> Any:  # noqa: ANN401 - rapidocr is untyped
    """The recogniser, loaded at the first scanned page of a process, on one thread."""
    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(
        params={
            "Global.log_level": "error",
            # It takes long upright lines for lines upside down, and turns them.
            "Global.use_cls": False,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def recognise_page(document: pdfium.PdfDocument, index: int, scale: float, max_pixels: int) -> PageLines:
    """The lines of page ``index`` (from 0) from its picture, at about ``scale`` pixels a point."""
    page = document[index]
    try:
        width, height = page.get_size()
        fitting = (max_pixels / max(width * height, 1.0)) ** 0.5
        native = _native_scale(page, width * height)
        used = min(native if scale <= native <= FINEST * scale else scale, fitting)
        bitmap = page.render(scale=used, grayscale=True)
        image = np.ascontiguousarray(bitmap.to_numpy())
        bitmap.close()
    finally:
        page.close()
    grey = image[:, :, 0] if image.ndim == 3 else image
    coarser = max(int(used / scale), 1)
    grey, used = _reduced(grey, coarser), used / coarser
    if int(grey.min(initial=255)) > 245:
        return PageLines(index + 1, width, height, (), "ocr")
    boxes, grey = _upright(grey, used)
    height, width = grey.shape[0] / used, grey.shape[1] / used
    slope = _slope(boxes)
    pieces = _lines(boxes, index + 1, (width / 2, height / 2), slope)
    drawings = ruling_lines(grey, used, slope)
    words = [_placed(piece) for piece in sorted(pieces, key=lambda one: (one.base, one.x0))]
    return PageLines(
        index + 1,
        width,
        height,
        tuple(_in_reading_order(pieces)),
        "ocr",
        n_rules=len(drawings.horizontal) + len(drawings.vertical),
        grids=grids(drawings, words),
    )


def _placed(piece: Line) -> PlacedWord:
    return PlacedWord(piece.text, (piece.x0 + piece.x1) / 2, (piece.top + piece.bottom) / 2, piece.size)


def _upright(grey: Picture, scale: float) -> tuple[list[_Box], Picture]:
    """The pieces of lines, and the picture as it is to be held: on its side or its head it reads worse."""
    boxes = _recognised(grey, scale)
    if not boxes:
        return boxes, grey
    upright = sum(len(box.text) for box in boxes if box.on_end)
    turns: tuple[int, ...]
    if upright > 0.5 * sum(len(box.text) for box in boxes):
        turns = (1, 3)
    elif fmean(box.score for box in boxes) < UNSURE:
        turns = (2,)
    else:
        return boxes, grey
    tried = [(boxes, grey)]
    for quarters in turns:
        turned = np.ascontiguousarray(np.rot90(grey, quarters))
        tried.append((_recognised(turned, scale), turned))
    return max(tried, key=lambda one: sum(box.score * len(box.text) for box in one[0] if not box.on_end))


def _recognised(grey: Picture, scale: float) -> list[_Box]:
    """The pieces of lines in a picture of ``scale`` pixels a point."""
    result = _engine()(np.repeat(grey[:, :, None], 3, axis=2))
    return [] if result.boxes is None else _boxes(result, grey, scale)


def _native_scale(page: pdfium.PdfPage, area: float) -> float:
    """Pixels a point of the picture that fills a scanned page, 0 where none does.

    Drawn at a little less than its own, PDFium leaves out rows and columns, and thin strokes with them.
    """
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=2):
        left, bottom, right, top = item.get_bounds()
        if (right - left) * (top - bottom) > 0.5 * area:
            return float(max(item.get_px_size()) / max(right - left, top - bottom))
    return 0.0


def _reduced(image: Picture, factor: int) -> Picture:
    """The picture with each square of ``factor`` pixels made one, of their mean."""
    if factor < 2:
        return image
    high, wide = image.shape[0] // factor * factor, image.shape[1] // factor * factor
    squares = image[:high, :wide].reshape(high // factor, factor, wide // factor, factor)
    return np.asarray(squares.mean(axis=(1, 3)), dtype=np.uint8)


@dataclass(frozen=True, slots=True)
class _Box:
    """A recognised piece of a line: its text and four corners in points, and the ink of a letter in it by
    the square of its height."""

    text: str
    corners: Corners
    score: float
    ink: float

    @property
    def slope(self) -> float:
        """Radians by which its lower edge climbs."""
        left, right = self.corners[3], self.corners[2]
        return math.atan2(right[1] - left[1], max(right[0] - left[0], 0.1))

    @property
    def on_end(self) -> bool:
        """Whether the piece runs up or down the page."""
        xs, ys = zip(*self.corners, strict=True)
        return bool(max(ys) - min(ys) > 1.5 * (max(xs) - min(xs)))

    @property
    def height(self) -> float:
        """Points across the line, however the page is turned."""
        top, bottom = self.corners[0], self.corners[3]
        return math.hypot(bottom[0] - top[0], bottom[1] - top[1])


def _boxes(result: Any, image: Picture, scale: float) -> list[_Box]:  # noqa: ANN401 - rapidocr is untyped
    found = []
    for box, text, score in zip(result.boxes, result.txts, result.scores, strict=True):
        text = text.strip()  # noqa: PLW2901 - the same text
        if not text:
            continue
        (left, top), (right, bottom) = box.min(axis=0), box.max(axis=0)
        crop = image[max(int(top), 0) : int(bottom) + 1, max(int(left), 0) : int(right) + 1]
        corners = [(float(x) / scale, float(y) / scale) for x, y in box]
        dark = float((crop < DARK).sum()) / (scale * scale) if crop.size else 0.0
        one = _Box(text, corners, float(score), 0.0)
        letters = len(text.replace(" ", ""))
        found.append(replace(one, ink=dark / letters / max(one.height, 1.0) ** 2))
    return found


def _long(boxes: Sequence[_Box]) -> list[_Box]:
    return [box for box in boxes if len(box.text) > LONG] or list(boxes)


def _slope(boxes: Sequence[_Box]) -> float:
    """Radians by which the lines of the page climb; 0 without any."""
    return median(box.slope for box in _long(boxes)) if boxes else 0.0


def _lines(boxes: Sequence[_Box], page: int, centre: tuple[float, float], angle: float) -> list[Line]:
    """The pieces with the page turned level about its ``centre``, by the ``angle`` at which they climb.

    Bold is what has much more ink than usual.
    """
    long = _long(boxes)
    if not long:
        return []
    usual = max(median(box.ink for box in long), 1e-6)
    usual_size = median(box.height for box in long) / BOX_RATIO
    cos, sin = math.cos(-angle), math.sin(-angle)
    found = []
    for box in boxes:
        level = [(x - centre[0], y - centre[1]) for x, y in box.corners]
        xs = [x * cos - y * sin + centre[0] for x, y in level]
        ys = [x * sin + y * cos + centre[1] for x, y in level]
        middle, high = sum(ys) / 4, box.height
        small = len(box.text) > LONG and box.ink < SMALL_INK * usual
        found.append(
            Line(
                box.text,
                page,
                min(xs),
                middle - high / 2,
                max(xs),
                middle + high / 2,
                usual_size * SMALL_SIZE if small else high / BOX_RATIO,
                len(box.text) > 3 and BOLD_INK < box.ink / usual < BLACK,
                box.score,
            )
        )
    return found


def evened(pages: Sequence[PageLines]) -> list[PageLines]:
    """Pages with the sizes of scanned lines evened out: a box is a point too high or too low.

    Those about the usual size of their page get the size of the text in the whole document.
    """
    if all(page.source != "ocr" for page in pages):
        return list(pages)
    printed = [page for page in pages if page.source != "ocr" and page.lines] or pages
    body = _usual_size(line for page in printed for line in page.lines)
    return [_evened(page, body) if page.source == "ocr" and page.lines else page for page in pages]


def _evened(page: PageLines, body: float) -> PageLines:
    usual = _usual_size(page.lines)
    target = body if 0.7 < usual / body < 1.4 else usual
    return page.with_lines(
        replace(
            line,
            size=round(target * (1 if SMALLER < line.size / usual < LARGER else line.size / usual), 1),
        )
        for line in page.lines
    )


def _usual_size(lines: Iterable[Line]) -> float:
    """The size of the letter in the middle, in points."""
    sizes = sorted(line.size for line in lines for _ in range(len(line.text)))
    return max(sizes[len(sizes) // 2], 1.0) if sizes else 11.0


def _in_reading_order(lines: list[Line]) -> list[Line]:
    """Boxes joined to printed lines: those whose middles lie within half a line's height of another."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: (one.top + one.bottom) / 2):
        middle = (line.top + line.bottom) / 2
        if rows and abs(middle - (rows[-1][0].top + rows[-1][0].bottom) / 2) < 0.5 * line.height:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_joined(sorted(row, key=lambda one: one.x0)) for row in rows]


def _joined(row: list[Line]) -> Line:
    """Pieces of one printed line; the longest says how it is set, a number in front is too short to tell."""
    main = max(row, key=lambda line: len(line.text))
    return replace(
        main,
        text=" ".join(line.text for line in row),
        x0=row[0].x0,
        x1=max(line.x1 for line in row),
        confidence=sum(line.confidence for line in row) / len(row),
    )
