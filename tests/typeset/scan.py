"""A scan: the typeset pages as noisy, slightly turned grey pictures, bound without any text."""

from __future__ import annotations

import hashlib
import io
import time
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

from pipeline.corpus import Review
from tests.typeset.book import typeset_date

DPI = 150
JPEG_QUALITY = 45
NOISE = 5.0  # standard deviation, of 255
PAPER = 243  # grey of the empty page
INK = 28


def scan_pages(review: Review, pdf: Path) -> None:
    """Replace the pages of ``pdf`` by pictures of them."""
    random = np.random.default_rng(int(hashlib.sha256(review.slug.encode()).hexdigest()[:8], 16))
    document = pypdfium2.PdfDocument(pdf)
    pictures = []
    for page in document:
        sheet = page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
        pictures.append(_scanned(sheet, random))
    document.close()
    day = time.struct_time((*typeset_date(review).timetuple()[:3], 12, 0, 0, 0, 1, 0))
    bound = io.BytesIO()
    pictures[0].save(
        bound,
        "PDF",
        save_all=True,
        append_images=pictures[1:],
        resolution=DPI,
        quality=JPEG_QUALITY,
        title=review.document.title,
        creationDate=day,
        modDate=day,
    )
    pdf.write_bytes(bound.getvalue())


def _scanned(sheet: Image.Image, random: np.random.Generator) -> Image.Image:
    """One page as a worn flatbed gives it: turned by 0.3 to 0.8 degrees, soft, uneven."""
    angle = random.uniform(0.3, 0.8) * random.choice([-1, 1])
    turned = sheet.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    soft = np.asarray(turned.filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float32)
    grey = INK + soft / 255 * (PAPER - INK)
    across = np.linspace(random.uniform(-6, 0), random.uniform(0, 6), sheet.width, dtype=np.float32)
    noisy = grey + across[None, :] + random.normal(0, NOISE, grey.shape)
    return Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(0.4))
