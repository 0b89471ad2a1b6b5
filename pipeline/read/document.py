"""One file to one Document: the read stage's door."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2 as pdfium

from pipeline.errors import RejectedFile
from pipeline.read.blocks import Metrics, RawBlock, merge_pages, number_by_order, page_blocks
from pipeline.read.clean import Vocabulary, join_lines, mend
from pipeline.read.file import ID_LENGTH, file_bytes, open_pdf, shown_name
from pipeline.read.furniture import without_furniture
from pipeline.read.layout import Line, PageLines
from pipeline.read.notes import without_glued_marks
from pipeline.read.ocr import evened, recognise_page
from pipeline.read.tables import FoundTable, find_tables, is_inside, linked
from pipeline.read.text_layer import read_page
from pipeline.read.usable import better, check_pictures, is_usable, may_show_text
from pipeline.records import Block, Document, Page, Table
from pipeline.settings import Settings


def read_document(path: Path, settings: Settings) -> Document:
    """Read one PDF. Raises RejectedFile with a reason and advice for anything that cannot be read."""
    data = file_bytes(path, settings.limits)
    sha256 = hashlib.sha256(data).hexdigest()
    pages = _pages(data, settings)
    if all(page.source == "unread" for page in pages):
        raise RejectedFile(
            "read", "damaged", "None of its pages can be read: the PDF is damaged; fetch it again."
        )
    if not any(page.lines for page in pages):
        raise RejectedFile(
            "read",
            "no_text",
            "No text was found on any page: they are blank, or have only form fields and notes; "
            "if they look right, print the file to a new PDF and add that.",
        )
    pages, dropped = without_furniture(evened([_mended(page) for page in pages]))
    tables = linked([table for page in pages for table in find_tables(page.number, page.grids)])
    metrics = Metrics.of(pages)
    pages = without_glued_marks(pages, metrics.leading, metrics.size)
    blocks = _blocks(pages, tables, metrics)
    return _assemble(shown_name(path), sha256, pages, blocks, tables, dropped)


def _pages(data: bytes, settings: Settings) -> list[PageLines]:
    """All pages, one after another: no more than one is ever open."""
    limit = settings.limits.max_pages
    with open_pdf(data) as pdf:
        if len(pdf) > limit:
            raise RejectedFile(
                "read",
                "too_many_pages",
                f"By its own account it has {len(pdf):,} pages, more than the limit of {limit:,}; "
                "raise limits.max_pages or split it.",
            )
        return [_page(pdf, index, settings) for index in range(len(pdf))]


def _page(pdf: pdfium.PdfDocument, index: int, settings: Settings) -> PageLines:
    """The text layer of a page where it has a usable one, else its picture read by OCR."""
    try:
        page = read_page(pdf, index)
        minimum = settings.min_page_characters
        if is_usable(page, minimum) or not may_show_text(page, minimum):
            return page
        check_pictures(pdf, index, settings.limits.max_image_pixels)
        seen = recognise_page(pdf, index, settings.ocr_scale, settings.limits.max_ocr_pixels)
    except pdfium.PdfiumError:
        # The others may be whole: what this page said is missing, and the document says so.
        return PageLines(index + 1, 0.0, 0.0, (), "unread", drawn=False)
    return better(page, seen)


def _mended(page: PageLines) -> PageLines:
    lines = [line.with_text(mend(line.text)) for line in page.lines]
    kept = tuple(line for line in lines if line.text.strip("\x02_ "))
    return page.with_lines(kept)


def _blocks(pages: Sequence[PageLines], tables: Sequence[FoundTable], metrics: Metrics) -> list[RawBlock]:
    by_page: list[list[RawBlock]] = []
    done: list[RawBlock] = []
    before: Line | None = None
    for page in pages:
        if page.source == "unread":
            # Nothing goes on over a page that is missing.
            done += merge_pages(by_page)
            by_page, before = [], None
            continue
        own = [table for table in tables if table.page == page.number]
        free = [line for line in page.lines if not any(is_inside(line, table) for table in own)]
        body = page_blocks(page.with_lines(free), metrics, before)
        before = next((block.lines[-1] for block in reversed(body) if block.kind != "footnote"), before)
        by_page.append(_with_tables(body, own))
    blocks = done + merge_pages(by_page)
    number_by_order(blocks)
    return blocks


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
            for row in table.rows[1 if table.goes_on else 0 :]
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
    words = Vocabulary([line.text for page in pages for line in page.lines])
    for block in raw:
        text = ""
        for page, lines in _by_page(block.lines):
            part = words.mend(join_lines(lines, words, goes_on=True))
            joined = join_lines([text, part], words, goes_on=True) if text else part
            if block.kind != "footnote":
                begins.setdefault(page, position + min(len(text) + 1 if text else 0, len(joined)))
            text = joined
        text = text.rstrip("\x02")
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
        records.append(Page(page.number, start, end, page.source, round(page.confidence, 3)))
        end = start
    return tuple(reversed(records))
