"""ReportLab: paragraphs and tables poured into frames, header and footer drawn on the canvas."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from pipeline.corpus import Block, Review
from tests.typeset.book import (
    Entry,
    Look,
    Pages,
    contents_of,
    cover_of,
    fill,
    heading_text,
    is_part_title,
    look_of,
    pieces,
)

FONTS = Path("/usr/share/fonts/truetype/liberation")
MARGIN = 25 * mm
TEXT_WIDTH = A4[0] - 2 * MARGIN
HANG = 12 * mm


def typeset(review: Review, pages: Pages, pdf: Path) -> None:
    """Write the review as ``pdf``."""
    _register_fonts()
    builder = _Builder(review, pages)
    document = BaseDocTemplate(
        str(pdf),
        pagesize=A4,
        title=review.document.title,
        author="",
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        invariant=1,
    )
    frame = Frame(MARGIN, 24 * mm, TEXT_WIDTH, A4[1] - 49 * mm, 0, 0, 0, 0)
    document.addPageTemplates(
        [
            PageTemplate("front", [frame]),
            PageTemplate("body", [frame], onPage=builder.run_heads),
        ]
    )
    document.build(list(builder.flowables()))


def _register_fonts() -> None:
    for family in ("LiberationSans", "LiberationSerif"):
        for face in ("Regular", "Bold", "Italic", "BoldItalic"):
            pdfmetrics.registerFont(TTFont(f"{family}-{face}", str(FONTS / f"{family}-{face}.ttf")))
        pdfmetrics.registerFontFamily(
            f"{family}-Regular",
            f"{family}-Regular",
            f"{family}-Bold",
            f"{family}-Italic",
            f"{family}-BoldItalic",
        )


def _styles(look: Look) -> dict[str, ParagraphStyle]:
    """The paragraph styles of a look by name."""
    family = look.family.replace(" ", "")
    body = ParagraphStyle(
        "body",
        fontName=f"{family}-Regular",
        bulletFontName=f"{family}-Regular",
        bulletFontSize=look.size,
        fontSize=look.size,
        leading=look.size * (look.leading - 0.06),
        spaceAfter=7,
        alignment=TA_JUSTIFY if look.justify else TA_LEFT,
    )
    left = ParagraphStyle("left", body, alignment=TA_LEFT)
    italic = f"{family}-Italic"
    return {
        "body": body,
        "numbered": ParagraphStyle("numbered", body, leftIndent=HANG, bulletIndent=0),
        "bullet": ParagraphStyle("bullet", body, leftIndent=HANG + 5 * mm, bulletIndent=HANG, spaceAfter=4),
        "quote": ParagraphStyle("quote", body, leftIndent=HANG, rightIndent=HANG, fontName=italic),
        "note": ParagraphStyle(
            "note", left, fontSize=look.size * 0.78, leading=look.size * 0.95, spaceBefore=1
        ),
        "cell": ParagraphStyle("cell", left, fontSize=look.size * 0.9, leading=look.size * 1.1),
        **_front_styles(body),
        **_heading_styles(look, f"{family}-Bold"),
    }


def _front_styles(body: ParagraphStyle) -> dict[str, ParagraphStyle]:
    """The styles of slip sheet and cover."""
    slip = ParagraphStyle("slip", fontName="LiberationSans-Regular", fontSize=10.5, leading=18)
    centred = ParagraphStyle("centred", body, alignment=TA_CENTER)
    return {
        "slip": slip,
        "front": ParagraphStyle("front", centred, fontSize=14, leading=19, spaceAfter=8),
        "below": ParagraphStyle("below", centred, fontSize=11.5, leading=15),
    }


def _heading_styles(look: Look, font: str) -> dict[str, ParagraphStyle]:
    """The styles of the title, of the titles of parts and of three levels of headings."""
    ink = colors.HexColor(f"#{look.accent}")
    bold = ParagraphStyle("bold", fontName=font, textColor=ink, keepWithNext=1)
    centred = ParagraphStyle("centred", bold, alignment=TA_CENTER)
    styles = {
        "title": ParagraphStyle("title", centred, fontSize=25, leading=31, spaceAfter=14),
        "part": ParagraphStyle("part", centred, fontSize=20, leading=26, spaceAfter=24),
    }
    for level, size in enumerate(look.heading_sizes, start=1):
        gaps = {"spaceBefore": (18, 12, 9)[level - 1], "spaceAfter": (8, 5, 4)[level - 1]}
        styles[f"h{level}"] = ParagraphStyle(f"h{level}", bold, fontSize=size, leading=size * 1.2, **gaps)
    return styles


class _Leader(Flowable):
    """A line of the contents list: text, dots, page."""

    def __init__(self, entry: Entry, style: ParagraphStyle) -> None:
        super().__init__()
        self.entry = entry
        self.style = style

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        return width, self.style.fontSize * 1.6

    def draw(self) -> None:
        canvas, font, size = self.canv, self.style.fontName, self.style.fontSize
        left = (self.entry.level - 1) * 7 * mm
        page = str(self.entry.page)
        canvas.setFont(font, size)
        canvas.drawString(left, 0, self.entry.text)
        canvas.drawRightString(self.width, 0, page)
        start = left + canvas.stringWidth(self.entry.text, font, size) + 3
        room = self.width - canvas.stringWidth(page, font, size) - 3 - start
        canvas.drawString(start, 0, "." * int(room / canvas.stringWidth(".", font, size)))


class _Builder:
    """Turns blocks into flowables."""

    def __init__(self, review: Review, pages: Pages) -> None:
        self.review = review
        self.pages = pages
        self.look = look_of(review)
        self.styles = _styles(self.look)

    def run_heads(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        """Header and footer of a page of the body."""
        canvas.saveState()
        canvas.setFont(self.styles["body"].fontName, 8.5)
        canvas.setFillGray(0.3)
        for template, side, height in (
            (self.review.layout.header, self.look.header, A4[1] - 15 * mm),
            (self.review.layout.footer, self.look.footer, 13 * mm),
        ):
            text = fill(template, canvas.getPageNumber(), self.pages.total)
            if side == "left":
                canvas.drawString(MARGIN, height, text)
            elif side == "right":
                canvas.drawRightString(A4[0] - MARGIN, height, text)
            else:
                canvas.drawCentredString(A4[0] / 2, height, text)
        canvas.restoreState()

    def flowables(self) -> Iterator[Flowable]:
        blocks = self.review.blocks
        for index, block in enumerate(blocks):
            yield from self._block(block)
            if block.kind in ("slip", "cover"):
                if blocks[index + 1].kind not in ("slip", "cover"):
                    yield NextPageTemplate("body")
                yield PageBreak()

    def _block(self, block: Block) -> Iterator[Flowable]:
        match block.kind:
            case "slip":
                yield Spacer(1, 25 * mm)
                yield from (Paragraph(escape(line.text), self.styles["slip"]) for line in block.sentences)
            case "cover":
                yield from self._cover(block)
            case "contents":
                yield from self._contents()
            case "heading":
                name = "part" if is_part_title(self.review, block) else f"h{block.level}"
                yield Paragraph(escape(heading_text(block)), self.styles[name])
            case "table":
                yield from (self._table(block), Spacer(1, 4 * mm))
            case "box":
                yield from (self._box(block), Spacer(1, 4 * mm))
            case "footnote":
                yield HRFlowable(40 * mm, 0.5, color=colors.black, hAlign="LEFT", spaceAfter=1)
                yield Paragraph(f"{_mark(block.number or '', 6)} {escape(block.text)}", self.styles["note"])
            case "part" | "pagebreak":
                yield PageBreak()
            case _:
                yield self._text(block)

    def _text(self, block: Block) -> Paragraph:
        """A paragraph, plain or numbered, a bullet or a quotation."""
        name = block.kind if block.kind in ("bullet", "quote") else "numbered" if block.number else "body"
        mark = "•" if block.kind == "bullet" else block.number
        return Paragraph(_inline(block.text), self.styles[name], bulletText=mark)

    def _cover(self, block: Block) -> Iterator[Flowable]:
        cover = cover_of(block)
        yield Spacer(1, 35 * mm)
        yield from (Paragraph(escape(line), self.styles["front"]) for line in cover.above)
        yield Spacer(1, 16 * mm)
        yield Paragraph(escape(cover.title), self.styles["title"])
        yield from (Paragraph(escape(line), self.styles["front"]) for line in cover.subtitle)
        yield Spacer(1, 32 * mm)
        yield from (Paragraph(escape(line), self.styles["below"]) for line in cover.below)

    def _contents(self) -> Iterator[Flowable]:
        yield Paragraph("Contents", self.styles["h1"])
        for entry in contents_of(self.review, self.pages):
            yield _Leader(entry, self.styles["body"])
        yield PageBreak()

    def _table(self, block: Block) -> Table:
        cell = self.styles["cell"]
        heads = ParagraphStyle("heads", cell, fontName=cell.fontName.replace("Regular", "Bold"))
        rows = [
            [Paragraph(_inline(text), heads if number == 0 else cell) for text in row.cells]
            for number, row in enumerate(block.rows)
        ]
        ruled = [
            ("GRID", (0, 0), (-1, -1), 0.5, colors.HexColor("#777777")),
            ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#e2e2e2")),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
        return Table(rows, _widths(block), style=TableStyle(ruled), repeatRows=1, spaceBefore=4)

    def _box(self, block: Block) -> Table:
        bordered = [
            ("BOX", (0, 0), (-1, -1), 0.8, colors.HexColor(f"#{self.look.accent}")),
            ("BACKGROUND", (0, 0), (-1, -1), colors.HexColor("#eef2f6")),
        ]
        return Table([[Paragraph(_inline(block.text), self.styles["body"])]], [TEXT_WIDTH], style=bordered)


def _widths(block: Block) -> list[float]:
    """Widths of the columns in points, by the longest cell of each within limits."""
    longest = [max(len(row.cells[at]) for row in block.rows) for at in range(len(block.rows[0].cells))]
    weights = [min(max(size, 9), 48) for size in longest]
    return [TEXT_WIDTH * weight / sum(weights) for weight in weights]


def _inline(text: str) -> str:
    return "".join(_mark(piece, 7) if note else escape(piece) for piece, note in pieces(text))


def _mark(number: str, size: int) -> str:
    """The raised number of a note."""
    return f"<super size='{size}' rise='{size / 2}'>{number}</super>"
