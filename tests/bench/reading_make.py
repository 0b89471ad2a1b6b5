"""``python -m tests.bench.reading_make [NAME...]``: make the PDFs of the reading set, or those named."""

from __future__ import annotations

import argparse
import io
import tempfile
from collections.abc import Collection
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium

from tests.bench import reading_canvas
from tests.bench.reading_truth import Entry, load_set, printed, review_of
from tests.typeset.__main__ import typeset
from tests.typeset.scan import DPI, JPEG_QUALITY, _scanned


def make(entry: Entry) -> None:
    """Write the PDF of one document."""
    entry.pdf.parent.mkdir(exist_ok=True)
    review = review_of(entry, printed)
    if entry.layout["maker"] != "canvas":
        typeset(review, entry.pdf)
        return
    scan = entry.layout.get("scan", False)
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "draft.pdf"
        reading_canvas.typeset(review, entry.layout, draft)
        if scan:
            _scan(draft, None if scan is True else set(scan), seed=len(entry.name))
        entry.pdf.write_bytes(draft.read_bytes())


def _scan(pdf: Path, wanted: Collection[int] | None, seed: int) -> None:
    """Pages of ``pdf`` (counted from 1; None for all) become noisy, slightly turned pictures."""
    random = np.random.default_rng(seed)
    source = pdfium.PdfDocument(pdf.read_bytes())
    bound = pdfium.PdfDocument.new()
    for index, page in enumerate(source):
        if wanted is not None and index + 1 not in wanted:
            bound.import_pages(source, [index])
            continue
        picture = _scanned(page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L"), random)
        jpeg = io.BytesIO()
        picture.save(jpeg, "JPEG", quality=JPEG_QUALITY)
        image = pdfium.PdfImage.new(bound)
        image.load_jpeg(jpeg, inline=True)
        width, height = page.get_size()
        image.set_matrix(pdfium.PdfMatrix().scale(width, height))
        sheet = bound.new_page(width, height)
        sheet.insert_obj(image)
        sheet.gen_content()
    bound.save(str(pdf))
    bound.close()
    source.close()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.reading_make", description=__doc__)
    parser.add_argument("names", nargs="*")
    names = parser.parse_args().names
    for entry in load_set():
        if entry.made and (not names or entry.name in names):
            make(entry)
            print(f"{entry.name}  {entry.pdf.stat().st_size // 1000} kB", flush=True)


if __name__ == "__main__":
    main()
