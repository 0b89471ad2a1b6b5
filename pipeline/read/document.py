"""One file to one Document: the read stage's door."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pdfplumber
import pypdfium2 as pdfium

from pipeline.errors import RejectedFile
from pipeline.read.blocks import Metrics, RawBlock, merge_pages, page_blocks
from pipeline.read.clean import join_lines, mend
from pipeline.read.furniture import without_furniture
from pipeline.read.layout import Line, PageLines
from pipeline.read.ocr import recognise_page
from pipeline.read.tables import MIN_RULES, FoundTable, find_tables
from pipeline.read.text_layer import read_page
from pipeline.records import Block, Document, Page, Table
from pipeline.settings import Settings

ID_LENGTH = 16
_PRINTED = frozenset(".,;:'\"()[]-_/&!?%£+•…–—‘’“”")
_WORD_FILES = {".doc", ".docx", ".odt", ".rtf"}


def read_document(path: Path, settings: Settings) -> Document:
    """Read one PDF. Raises RejectedFile with a reason and advice for anything that cannot be read."""
    data = _bytes(path, settings)
    sha256 = hashlib.sha256(data).hexdigest()
    with _open(data, path) as pdf:
        if len(pdf) > settings.limits.max_pages:
            raise RejectedFile(
                "read",
                "too_many_pages",
                f"It has {len(pdf)} pages, more than the limit of "
                f"{settings.limits.max_pages}; raise limits.max_pages or split it.",
            )
        pages = [_page(pdf, index, settings) for index in range(len(pdf))]
    if not any(page.lines for page in pages):
        raise RejectedFile(
            "read",
            "no_text",
            "No text was found on any page, by the text layer or by OCR; look whether the pages are blank.",
        )
    pages, dropped = without_furniture([_mended(page) for page in pages])
    tables = _tables(path, pages)
    blocks = _blocks(pages, tables)
    return _assemble(path.name, sha256, pages, blocks, tables, dropped)


def content_hash(path: Path) -> str:
    """SHA-256 of the file's bytes, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def _bytes(path: Path, settings: Settings) -> bytes:
    if path.suffix.lower() in _WORD_FILES:
        raise RejectedFile(
            "read", "word_file", "This is a word processor's file; save it as PDF and add that."
        )
    try:
        size = path.stat().st_size
        if size > settings.limits.max_bytes:
            raise RejectedFile(
                "read",
                "too_large",
                f"The file has {size:,} bytes, more than the limit of "
                f"{settings.limits.max_bytes:,}; raise limits.max_bytes if it is wanted.",
            )
        data = path.read_bytes()
    except OSError as error:
        raise RejectedFile("read", "unreadable", f"The file cannot be opened: {error.strerror}.") from error
    if not data:
        raise RejectedFile("read", "empty_file", "The file is empty; fetch it again.")
    if b"%PDF-" not in data[:1024]:
        raise RejectedFile(
            "read",
            "not_a_pdf",
            "The file is not a PDF, whatever its name says; open it to see what it is and save it as PDF.",
        )
    return data


def _open(data: bytes, path: Path) -> pdfium.PdfDocument:
    try:
        pdf = pdfium.PdfDocument(data)
        if len(pdf) == 0:
            raise RejectedFile("read", "no_pages", "The PDF has no pages; fetch it again.")
        return pdf
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise RejectedFile(
                "read", "encrypted", "The PDF asks for a password; save a copy without one."
            ) from error
        raise RejectedFile(
            "read", "damaged", "The PDF is damaged or cut short and cannot be opened; fetch it again."
        ) from error


def _page(pdf: pdfium.PdfDocument, index: int, settings: Settings) -> PageLines:
    """The text layer of a page where it has a usable one, else its picture read by OCR."""
    try:
        page = read_page(pdf, index)
    except pdfium.PdfiumError as error:
        raise RejectedFile(
            "read", "damaged", f"Page {index + 1} cannot be read: the PDF is damaged; fetch it again."
        ) from error
    garbled = len(_glyphs(page)) >= settings.min_page_characters
    if _usable(page, settings.min_page_characters) or not (page.drawn or garbled):
        return page
    seen = recognise_page(pdf, index, settings.ocr_scale, settings.limits.max_ocr_pixels)
    return seen if len(seen.lines) >= len(page.lines) else page


def _usable(page: PageLines, minimum: int) -> bool:
    """Enough characters, and most of them letters: a stray glyph or a font without a map is not text."""
    glyphs = _glyphs(page)
    return len(glyphs) >= minimum and _letters(page) > 0.5 * len(glyphs)


def _glyphs(page: PageLines) -> str:
    return "".join(line.text for line in page.lines).replace(" ", "")


def _letters(page: PageLines) -> int:
    """Characters that print has; the dots of a contents page are no sign of a broken font."""
    return sum(character.isalnum() or character in _PRINTED for character in _glyphs(page))


def _mended(page: PageLines) -> PageLines:
    lines = [line.with_text(mend(line.text)) for line in page.lines]
    kept = tuple(line for line in lines if line.text.strip("\x02_ "))
    return page.with_lines(kept)


def _tables(path: Path, pages: Sequence[PageLines]) -> list[FoundTable]:
    if all(page.n_rules < MIN_RULES for page in pages):
        return []
    try:
        with pdfplumber.open(path) as pdf:
            return [table for page in pages for table in find_tables(pdf, page)]
    except Exception as error:  # noqa: BLE001 - pdfminer raises many kinds; a table lost is no reason to lose the text
        del error
        return []


def _blocks(pages: Sequence[PageLines], tables: Sequence[FoundTable]) -> list[RawBlock]:
    metrics = Metrics.of(pages)
    by_page = []
    for page in pages:
        own = [table for table in tables if table.page == page.number]
        free = [line for line in page.lines if not any(_inside(line, table) for table in own)]
        body = page_blocks(page.with_lines(free), metrics)
        by_page.append(_with_tables(body, own))
    return merge_pages(by_page)


def _inside(line: Line, table: FoundTable) -> bool:
    x0, top, x1, bottom = table.box
    middle = (line.top + line.bottom) / 2
    return top - 2 <= middle <= bottom + 2 and line.x0 >= x0 - 5 and line.x1 <= x1 + 5


def _with_tables(body: list[RawBlock], tables: Sequence[FoundTable]) -> list[RawBlock]:
    """Table rows as blocks of their own, where the table stands on the page."""
    for table in tables:
        after = [
            i
            for i, block in enumerate(body)
            if block.lines[0].top >= table.box[1] and block.kind != "table_row"
        ]
        at = after[0] if after else len(body)
        rows = [
            RawBlock(
                "table_row",
                [
                    Line(
                        " | ".join(row),
                        table.page,
                        table.box[0],
                        table.box[1],
                        table.box[2],
                        table.box[3],
                        0.0,
                    )
                ],
                cells=row,
            )
            for row in table.rows
        ]
        body[at:at] = rows
    return body


def _assemble(
    name: str,
    sha256: str,
    pages: Sequence[PageLines],
    raw: Sequence[RawBlock],
    tables: Sequence[FoundTable],
    dropped: Sequence[tuple[int, str]],
) -> Document:
    """Lay the blocks one after another into one text and note where each page begins."""
    parts: list[str] = []
    blocks: list[Block] = []
    begins: dict[int, int] = {}
    position = 0
    for block in raw:
        text = ""
        for page, lines in _by_page(block.lines):
            joined = join_lines([text, *lines] if text else lines)
            if block.kind != "footnote":
                begins.setdefault(page, position + min(len(text) + 1 if text else 0, len(joined)))
            text = joined
        blocks.append(
            Block(
                block.kind,
                block.page,
                position,
                position + len(text),
                0,
                block.number,
                block.size,
                block.bold,
            )
        )
        parts.append(text)
        position += len(text) + 2
    whole = "\n\n".join(parts)
    return Document(
        sha256[:ID_LENGTH],
        name,
        sha256,
        whole,
        _page_records(pages, begins, len(whole)),
        tuple(blocks),
        tuple(Table(table.kind, table.page, table.rows) for table in tables),
        tuple(dropped),
    )


def _by_page(lines: Sequence[Line]) -> Iterator[tuple[int, list[str]]]:
    current: list[str] = []
    page = lines[0].page
    for line in lines:
        if line.page != page:
            yield page, current
            current, page = [], line.page
        current.append(line.text)
    yield page, current


def _page_records(pages: Sequence[PageLines], begins: dict[int, int], length: int) -> tuple[Page, ...]:
    """Where each page's text begins; a page without body text of its own begins where the next does."""
    records: list[Page] = []
    end = length
    for page in reversed(pages):
        start = min(begins.get(page.number, end), end)
        source = "ocr" if page.source == "ocr" else "text_layer"
        records.append(Page(page.number, start, end, source, round(page.confidence, 3)))  # type: ignore[arg-type]
        end = start
    return tuple(reversed(records))
