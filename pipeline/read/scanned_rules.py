"""Ruling lines in the picture of a scanned page, so that its tables are tables too."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from pipeline.read.layout import Box
from pipeline.read.rules import Drawings

Picture = npt.NDArray[np.uint8]
# Paper is lighter than this; a thin rule is grey once it was scanned.
INK = 160
# In points: no letter has a stroke as long, no rule is as thick.
LONG, THICK = 40.0, 6.0
# A scanned rule has gaps of up to this many points.
GAP = 1.5
# Degrees: a page lies no more askew, or it was turned over.
STEEPEST = 10.0


def ruling_lines(grey: Picture, scale: float, slope: float) -> Drawings:
    """The ruling lines of a page that climbs by ``slope`` radians, once it is turned level about its centre.

    ``grey``: the page (rows, columns) at ``scale`` pixels a point. Boxes are in points from the top left.
    """
    import cv2

    ink = np.where(grey < INK, np.uint8(255), np.uint8(0))
    if abs(math.degrees(slope)) > STEEPEST:
        return Drawings((), (), True)
    high, wide = ink.shape
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), math.degrees(slope), 1.0)
    level = np.asarray(cv2.warpAffine(ink, turn, (wide, high)), dtype=np.uint8)
    return Drawings(
        tuple(
            (x0, (top + bottom) / 2, x1, (top + bottom) / 2) for x0, top, x1, bottom in _runs(level, scale, 0)
        ),
        tuple(((x0 + x1) / 2, top, (x0 + x1) / 2, bottom) for x0, top, x1, bottom in _runs(level, scale, 1)),
        True,
    )


def _runs(ink: Picture, scale: float, upright: int) -> list[Box]:
    """Boxes round long thin strokes, in points; ``upright`` is 1 for those from top to bottom."""
    import cv2

    def along(points: float) -> npt.NDArray[np.uint8]:
        length = max(int(points * scale), 1)
        return np.ones((length, 1) if upright else (1, length), dtype=np.uint8)

    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, along(GAP))
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, along(LONG))
    _, _, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=8)
    found = []
    for left, top, width, height, _ in stats[1:]:
        across = width if upright else height
        if across <= THICK * scale:
            found.append(
                (left / scale, top / scale, (left + width) / scale, (top + height) / scale),
            )
    return found
