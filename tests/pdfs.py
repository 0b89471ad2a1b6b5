"""Small PDFs made for a test: what is on them is known because it was put there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

LEFT, TOP, LEADING = 72, A4[1] - 90, 15


def write_pdf(
    path: Path,
    pages: Sequence[Sequence[str]],
    *,
    password: str | None = None,
    header: str = "",
    footer: str = "",
) -> Path:
    """Lines of 11 point text. A line starting with `# ` is a bold heading, an empty one a gap;
    ``footer`` may hold {page} and {pages}."""
    encrypt = None if password is None else StandardEncryption(password, ownerPassword="owner")
    canvas = Canvas(str(path), pagesize=A4, encrypt=encrypt, invariant=1)
    for number, lines in enumerate(pages, 1):
        if header:
            canvas.setFont("Helvetica", 9)
            canvas.drawString(LEFT, A4[1] - 40, header)
        if footer:
            canvas.setFont("Helvetica", 9)
            canvas.drawString(LEFT, 40, footer.format(page=number, pages=len(pages)))
        height = TOP
        for line in lines:
            bold = line.startswith("# ")
            canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 14 if bold else 11)
            canvas.drawString(LEFT, height, line.removeprefix("# "))
            height -= 2 * LEADING if bold else LEADING
        canvas.showPage()
    canvas.save()
    return path


def write_scan(path: Path, source: Path, dpi: int = 150, quarters: int = 0) -> Path:
    """The pages of ``source`` as pictures, turned by ``quarters``: a PDF without a text layer."""
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    with pdfium.PdfDocument(source) as pdf:
        for page in pdf:
            picture = page.render(scale=dpi / 72, grayscale=True).to_pil().rotate(90 * quarters, expand=True)
            size = landscape(A4) if quarters % 2 else A4
            canvas.setPageSize(size)
            canvas.drawImage(ImageReader(picture), 0, 0, *size)
            canvas.showPage()
    canvas.save()
    return path
