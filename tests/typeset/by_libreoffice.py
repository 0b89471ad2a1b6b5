"""LibreOffice: a .docx made with python-docx, printed by ``soffice --headless``."""

from __future__ import annotations

import os
import subprocess
import tempfile
from datetime import datetime, time
from pathlib import Path

import docx
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from pipeline.corpus import Block, Review
from tests.typeset import docx_parts as parts
from tests.typeset.book import (
    Pages,
    contents_of,
    cover_of,
    heading_text,
    is_part_title,
    look_of,
    notes_of,
    pieces,
    typeset_date,
)

MARGIN = 24.0  # mm
TEXT_WIDTH = 210 - 2 * MARGIN
ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def typeset(review: Review, pages: Pages, pdf: Path) -> None:
    """Write the review as ``pdf``."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "review.docx"
        _Typesetter(review, pages).save(source)
        command = [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "pdf:writer_pdf_Export",
            "--outdir",
            folder,
            str(source),
        ]
        environment = {**os.environ, "TZ": "UTC", "HOME": folder}
        subprocess.run(command, check=True, capture_output=True, timeout=300, env=environment)
        pdf.write_bytes(source.with_suffix(".pdf").read_bytes())


class _Typesetter:
    """Puts the blocks into a .docx one after the other."""

    def __init__(self, review: Review, pages: Pages) -> None:
        self.review = review
        self.pages = pages
        self.look = look_of(review)
        self.columns = 2 if review.layout.style == "two_column" else 1
        self.notes = notes_of(review)
        self.order = list(self.notes)
        self.docx = docx.Document()
        self._set_up()

    def save(self, file: Path) -> None:
        for index, block in enumerate(self.review.blocks):
            self._block(block)
            if block.kind in ("slip", "cover"):
                self._leave_front(still_front=self.review.blocks[index + 1].kind in ("slip", "cover"))
        self.docx.save(str(file))

    def _set_up(self) -> None:
        look = self.look
        core = self.docx.core_properties
        core.title, core.author, core.comments = self.review.document.title, "", ""
        core.created = core.modified = datetime.combine(typeset_date(self.review), time(12))
        normal = self.docx.styles["Normal"]
        parts.set_font(normal, look.family, look.size)
        normal.paragraph_format.space_after = Pt(7 if self.columns == 1 else 5)
        normal.paragraph_format.line_spacing = look.leading - 0.12
        for level, size in enumerate(look.heading_sizes, start=1):
            style = self.docx.styles[f"Heading {level}"]
            parts.set_font(style, look.heading_family, size, look.accent)
            style.font.bold = True
            style.font.italic = level == 3
            style.paragraph_format.space_before = Pt((18, 12, 9)[level - 1])
            style.paragraph_format.space_after = Pt((8, 5, 4)[level - 1])
            style.paragraph_format.keep_with_next = True
        if look.capitals:
            self.docx.styles["Heading 2"].font.small_caps = True
        parts.set_language(self.docx, "en-GB")
        if look.justify:
            parts.hyphenate(self.docx)
        if self.notes:
            parts.add_footnotes(self.docx, self.notes)
        section = self.docx.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(MARGIN)
        section.top_margin, section.bottom_margin = Mm(25), Mm(23)
        section.header_distance = section.footer_distance = Mm(11)

    def _leave_front(self, *, still_front: bool) -> None:
        """Go on to a new page, with running header and footer once slip and cover are past."""
        section = self.docx.add_section(WD_SECTION.NEW_PAGE)
        if still_front:
            return
        for place, template, side in (
            (section.header, self.review.layout.header, self.look.header),
            (section.footer, self.review.layout.footer, self.look.footer),
        ):
            place.is_linked_to_previous = False
            paragraph = place.paragraphs[0]
            paragraph.alignment = ALIGN[side]
            parts.add_template(paragraph, template)
            for run in paragraph.runs:
                run.font.size = Pt(8.5)
        if not any(block.kind == "contents" for block in self.review.blocks):
            self._start_columns()

    def _start_columns(self) -> None:
        """The body's columns start on a page of one column, so that they are balanced before a table."""
        if self.columns > 1:
            parts.set_columns(self.docx.add_section(WD_SECTION.CONTINUOUS), self.columns)

    def _block(self, block: Block) -> None:
        match block.kind:
            case "slip":
                for line in block.sentences:
                    self.docx.add_paragraph(line.text).paragraph_format.line_spacing = 1.4
            case "cover":
                self._cover(block)
            case "contents":
                self._contents()
            case "part" | "pagebreak":
                self._page_break()
            case "heading":
                self._heading(block)
            case "table":
                self._table(block)
            case "box":
                self._box(block)
            case "footnote":
                pass
            case _:
                self._text(block)

    def _heading(self, block: Block) -> None:
        paragraph = self.docx.add_paragraph(heading_text(block), style=f"Heading {block.level}")
        if is_part_title(self.review, block):
            paragraph.alignment = ALIGN["center"]
            paragraph.paragraph_format.space_after = Pt(24)
            paragraph.runs[0].font.size = Pt(20)

    def _text(self, block: Block) -> None:
        """A paragraph, plain or numbered, a bullet or a quotation."""
        paragraph = self.docx.add_paragraph(style="List Bullet" if block.kind == "bullet" else None)
        layout = paragraph.paragraph_format
        if block.number:
            hang = Mm(13 if self.columns == 1 else 9)
            layout.left_indent, layout.first_line_indent = hang, -hang
            layout.tab_stops.add_tab_stop(hang)
            paragraph.add_run(f"{block.number}\t")
        if block.kind == "bullet":
            layout.space_after = Pt(4)
        if block.kind == "quote":
            layout.left_indent = layout.right_indent = Mm(10)
        if self.look.justify:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        self._inline(paragraph, block.text)
        if block.kind == "quote":
            for run in paragraph.runs:
                run.font.italic = True

    def _inline(self, paragraph: Paragraph, text: str) -> None:
        for piece, note in pieces(text):
            if note:
                parts.add_footnote_mark(paragraph, self.order.index(piece) + 1)
            else:
                paragraph.add_run(piece)

    def _cover(self, block: Block) -> None:
        cover = cover_of(block)
        self._centred("", 12, after=90)
        for line in cover.above:
            self._centred(line, 15, after=8)
        self._centred(cover.title, 27, after=18, before=50, bold=True)
        for line in cover.subtitle:
            self._centred(line, 15, after=8)
        for index, line in enumerate(cover.below):
            self._centred(line, 11.5, after=6, before=0 if index else 90)

    def _centred(
        self, text: str, size: float, *, after: float, before: float = 0, bold: bool = False
    ) -> None:
        paragraph = self.docx.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_before = Pt(before)
        paragraph.paragraph_format.space_after = Pt(after)
        paragraph.paragraph_format.line_spacing = 1.0
        run = paragraph.add_run(text)
        run.font.size, run.font.bold = Pt(size), bold

    def _contents(self) -> None:
        title = self.docx.add_paragraph()
        run = title.add_run("CONTENTS" if self.look.capitals else "Contents")
        run.font.bold, run.font.size = True, Pt(self.look.heading_sizes[0])
        title.paragraph_format.space_before = Pt(12)
        for entry in contents_of(self.review, self.pages):
            paragraph = self.docx.add_paragraph(f"{entry.text}\t{entry.page}")
            layout = paragraph.paragraph_format
            layout.left_indent = Mm(7 * (entry.level - 1))
            layout.right_indent = Mm(0)
            layout.space_after = Pt(3)
            layout.tab_stops.add_tab_stop(Mm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        if self.columns > 1:
            self.docx.add_section(WD_SECTION.NEW_PAGE)
            self._start_columns()
        else:
            self._page_break()

    def _page_break(self) -> None:
        """The next paragraph starts a page."""
        last = self.docx.paragraphs[-1]
        last.add_run().add_break(WD_BREAK.PAGE)

    def _table(self, block: Block) -> None:
        if self.columns > 1:
            parts.set_columns(self.docx.add_section(WD_SECTION.CONTINUOUS), 1)
        heads = block.rows[0].cells
        table = self.docx.add_table(rows=0, cols=len(heads), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        widths = _widths(block)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for number, row in enumerate(block.rows):
            for cell, text, width in zip(table.add_row().cells, row.cells, widths, strict=True):
                cell.width = Mm(width)
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = Pt(2)
                paragraph.paragraph_format.line_spacing = 1.0
                self._inline(paragraph, text)
                for run in paragraph.runs:
                    run.font.size, run.font.bold = Pt(self.look.size * 0.92), number == 0
                if number == 0:
                    parts.tint(cell, "D9D9D9")
        parts.repeat_heads(table)
        if self.columns > 1:
            parts.set_columns(self.docx.add_section(WD_SECTION.CONTINUOUS), self.columns)
        else:
            self.docx.add_paragraph().paragraph_format.space_after = Pt(0)

    def _box(self, block: Block) -> None:
        cell = self.docx.add_table(rows=1, cols=1, style="Table Grid").rows[0].cells[0]
        parts.tint(cell, "EEF2F6")
        self._inline(cell.paragraphs[0], block.text)
        self.docx.add_paragraph().paragraph_format.space_after = Pt(0)


def _widths(block: Block) -> list[float]:
    """Widths of the columns in mm, by the longest cell of each within limits."""
    longest = [max(len(row.cells[at]) for row in block.rows) for at in range(len(block.rows[0].cells))]
    weights = [min(max(size, 9), 48) for size in longest]
    return [TEXT_WIDTH * weight / sum(weights) for weight in weights]
