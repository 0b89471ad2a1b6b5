"""Lines of a scanned page by RapidOCR, whose models come inside its wheel: nothing is downloaded."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import Any

import numpy as np
import pypdfium2 as pdfium

from pipeline.read.layout import Line, PageLines


@lru_cache(maxsize=1)
def _engine() -> Any:  # noqa: ANN401 - rapidocr is untyped
    """The recogniser, loaded at the first scanned page of a process, on one thread."""
    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(
        params={
            "Global.log_level": "error",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def recognise_page(document: pdfium.PdfDocument, index: int, scale: float, max_pixels: int) -> PageLines:
    """The lines of page ``index`` (from 0) from its picture, at ``scale`` pixels a point at most."""
    page = document[index]
    try:
        width, height = page.get_size()
        fitting = (max_pixels / max(width * height, 1.0)) ** 0.5
        used = min(scale, fitting)
        bitmap = page.render(scale=used, grayscale=True)
        image = np.ascontiguousarray(bitmap.to_numpy())
        bitmap.close()
    finally:
        page.close()
    if image.ndim == 3 and image.shape[2] == 1:
        image = image[:, :, 0]
    image = np.repeat(image[:, :, None], 3, axis=2) if image.ndim == 2 else image
    if int(image.min()) > 245:
        return PageLines(index + 1, width, height, (), "ocr")
    result = _engine()(image)
    lines = [] if result.boxes is None else _lines(result, index + 1, used)
    return PageLines(index + 1, width, height, tuple(_in_reading_order(lines)), "ocr")


def _lines(result: Any, page: int, scale: float) -> list[Line]:  # noqa: ANN401 - rapidocr is untyped
    found = []
    for box, text, score in zip(result.boxes, result.txts, result.scores, strict=True):
        left, top = (float(value) / scale for value in box.min(axis=0))
        right, bottom = (float(value) / scale for value in box.max(axis=0))
        if text.strip():
            found.append(
                Line(
                    text.strip(),
                    page,
                    left,
                    top,
                    right,
                    bottom,
                    round((bottom - top) / 1.3, 1),
                    False,
                    float(score),
                )
            )
    return found


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
    if len(row) == 1:
        return row[0]
    text = " ".join(line.text for line in row)
    return Line(
        text,
        row[0].page,
        row[0].x0,
        min(line.top for line in row),
        max(line.x1 for line in row),
        max(line.bottom for line in row),
        max(line.size for line in row),
        False,
        sum(line.confidence for line in row) / len(row),
    )
