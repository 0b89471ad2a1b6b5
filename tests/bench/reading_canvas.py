"""A typesetter that puts line by line on the page what other producers and careless ones do to a text.

It makes the artefacts that the well-behaved producers of ``tests/typeset`` cannot be made to make; the
keys of its layout are those of ``tests/data/reading/README.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from pipeline.corpus import Block, Review
from tests.typeset.book import fill, heading_text, notes_of, pieces

FONTS = Path("/usr/share/fonts/truetype")
MARGIN, TOP, BOTTOM, GUTTER = 72.0, 90.0, 80.0, 24.0
SIZE, LEADING, HANG = 10.5, 14.0, 30.0
# A piece of a line: its text, font, size, and by how much it is raised, in points.
Piece = tuple[str, str, float, float]


def typeset(review: Review, layout: dict[str, Any], pdf: Path) -> None:
    """Write ``review`` as ``pdf``; a first pass finds out the pages of the headings."""
    for name, file in (
        ("Body", "liberation/LiberationSans-Regular.ttf"),
        ("Strong", "liberation/LiberationSans-Bold.ttf"),
        ("Marks", "dejavu/DejaVuSans.ttf"),
    ):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))
    draft = _Sheet(review, layout, {}, 0, pdf)
    draft.run()
    _Sheet(review, layout, draft.pages, draft.number, pdf).run()


class _Sheet:
    def __init__(
        self, review: Review, layout: dict[str, Any], pages: dict[int, int], total: int, pdf: Path
    ) -> None:
        self.review, self.layout, self.known, self.total = review, layout, pages, total
        self.canvas = Canvas(str(pdf), pagesize=A4, invariant=1, pageCompression=1)
        self.columns = layout.get("columns", 1)
        self.width = (A4[0] - 2 * MARGIN - (self.columns - 1) * GUTTER) / self.columns
        self.notes = notes_of(review)
        self.bullets = cycle(layout.get("bullets", ["•"]))
        self.pages: dict[int, int] = {}
        self.pending: list[str] = []
        self.number = 0
        self.column = 0
        self.y = 0.0

    def run(self) -> None:
        self._open_page()
        for block in self.review.blocks:
            self._block(block)
        self._close_page()
        self.canvas.save()

    def _open_page(self) -> None:
        self.number += 1
        self.column, self.y = 0, A4[1] - TOP
        canvas = self.canvas
        for at, line in enumerate(self.layout.get("header", ())):
            canvas.setFont("Body", 8.5)
            canvas.drawString(MARGIN, A4[1] - 34 - 11 * at, fill(line, self.number, self.total))
        if self.layout.get("watermark"):
            canvas.saveState()
            canvas.setFont("Strong", 90)
            canvas.setFillGray(0.9)
            canvas.translate(A4[0] / 2, A4[1] / 2)
            canvas.rotate(45)
            canvas.drawCentredString(0, 0, self.layout["watermark"])
            canvas.restoreState()
        if self.number == 1:
            for line in self.layout.get("first", ()):
                self._line([(line, "Body", 9.0, 0.0)], 0)

    def _close_page(self) -> None:
        size = SIZE if self.layout.get("notes") == "body" else 8.0
        lines = [
            line for note in self.pending for line in self._wrapped([(note, "Body", size, 0.0)], self.width)
        ]
        height = BOTTOM - 14 + 1.2 * size * len(lines)
        for line in lines:
            self._draw(line, MARGIN, height)
            height -= 1.2 * size
        self.pending = []
        for at, line in enumerate(reversed(self.layout.get("footer", ()))):
            self.canvas.setFont("Body", 8.5)
            self.canvas.drawCentredString(A4[0] / 2, 30 + 11 * at, fill(line, self.number, self.total))
        self.canvas.showPage()

    def _floor(self) -> float:
        """Where the text must end above the notes of the page."""
        size = SIZE if self.layout.get("notes") == "body" else 8.0
        lines = sum(len(self._wrapped([(note, "Body", size, 0.0)], self.width)) for note in self.pending)
        return BOTTOM + 1.2 * size * lines + (6 if lines else 0)

    def _need(self, height: float) -> None:
        if self.y - height >= self._floor():
            return
        if self.column + 1 < self.columns:
            self.column, self.y = self.column + 1, A4[1] - TOP
        else:
            self._close_page()
            self._open_page()

    @property
    def left(self) -> float:
        return MARGIN + self.column * (self.width + GUTTER)

    def _block(self, block: Block) -> None:
        match block.kind:
            case "slip" | "cover":
                for one in block.sentences:
                    big = one.text == block.name
                    self._line([(one.text, "Strong" if big else "Body", 22.0 if big else 13.0, 0.0)], 0, 14)
                self._close_page()
                self._open_page()
            case "contents":
                self._contents()
            case "heading":
                self._heading(block)
            case "table":
                self._table(block)
            case "box":
                start = self.y
                self._paragraph(block, indent=8)
                self.canvas.rect(self.left, self.y + 4, self.width, start - self.y + 8)
                self.y -= 8
            case "pagebreak" | "part":
                self._close_page()
                self._open_page()
            case "footnote":
                pass
            case _:
                self._paragraph(block)

    def _heading(self, block: Block) -> None:
        size = (14.0, 12.0, 11.0)[block.level - 1]
        self._need(4 * LEADING)
        self.y -= 8
        self.pages[block.line] = self.number
        text = heading_text(block)
        if self.layout.get("small_caps"):
            inside = [
                (
                    part.upper(),
                    "Strong",
                    size if part[:1].isupper() or not part.isalpha() else 0.8 * size,
                    0.0,
                )
                for part in re.findall(r"[A-Z\d\W]+|[^A-Z\d\W]+", text)
            ]
        else:
            inside = [(text, "Strong", size, 0.0)]
        for line in self._wrapped(inside, self.width):
            self._line(line, 0, size * 0.25)
        self.y -= 4

    def _paragraph(self, block: Block, indent: float = 0.0) -> None:
        pieced = [piece for text, note in pieces(block.text) for piece in self._inside(text, note)]
        number = block.number or ""
        mark: Piece | None = None
        lettered = re.match(r"\(\w{1,3}\) ", block.text)
        if block.kind == "bullet" and not lettered:
            mark = (next(self.bullets), "Marks", SIZE, 0.0)
            indent += 14
        elif number and self.layout.get("numbers") == "glued":
            pieced = [(number, "Body", SIZE, 0.0), *pieced]
        elif number:
            mark = (number, "Body", SIZE, 0.0)
            indent += HANG
        for at, line in enumerate(
            self._wrapped(pieced, self.width - 2 * indent if mark is None else self.width - indent)
        ):
            self._need(LEADING)
            if at == 0 and mark:
                self._draw(
                    [mark], self.left + indent - (14 if block.kind == "bullet" else HANG), self.y - LEADING
                )
            self._line(line, indent)
            for found in re.findall("\0(\\d+)", "".join(piece[0] for piece in line)):
                self.pending.append(f"{found} {self.notes[found]}")
        self.y -= 6

    def _inside(self, text: str, note: bool) -> Iterator[Piece]:
        """A run of text, or the mark of a note; a null byte before its number says so."""
        if not note:
            yield text, "Body", SIZE, 0.0
            return
        style = self.layout.get("markers", "raised")
        if style == "glued":
            yield "\0" + text, "Body", SIZE, 0.0
        elif style == "brackets":
            yield f"[\0{text}]", "Body", SIZE, 0.0
        else:
            yield "\0" + text, "Body", 6.5, 3.5

    def _wrapped(self, inside: Sequence[Piece], width: float) -> list[list[Piece]]:
        """Lines of pieces; a word is broken by a hyphen only where the layout asks for it."""
        lines: list[list[Piece]] = []
        line: list[Piece] = []
        used = 0.0
        for text, font, size, rise in inside:
            for whole in re.findall(r"\s+|\S+", text):
                token = whole
                wide = self._wide(token, font, size)
                if used + wide > width and not token.isspace() and line and line[-1][0].isspace():
                    token, broken = self._broken(token, font, size, width - used)
                    if broken:
                        line.append((broken, font, size, rise))
                    lines.append(line)
                    line, used = [], 0.0
                    wide = self._wide(token, font, size)
                line.append((token, font, size, rise))
                used += wide
        return [*lines, line] if line else lines

    def _broken(self, word: str, font: str, size: float, room: float) -> tuple[str, str]:
        """What is left of a word and what still stands on the line before, hyphen and all."""
        if not self.layout.get("hyphens") or not re.fullmatch(r"[a-z]{7,}[.,]?", word):
            return word, ""
        for cut in range(len(word) - 4, 2, -1):
            head = word[:cut] + "-"
            if re.search(r"[aeiou][bcdfglmnprst]$", word[:cut]) and self._wide(head, font, size) <= room:
                return word[cut:], head
        return word, ""

    @staticmethod
    def _wide(text: str, font: str, size: float) -> float:
        return float(pdfmetrics.stringWidth(text.replace("\0", ""), font, size)) if size else 0.0

    def _line(self, line: Sequence[Piece], indent: float, extra: float = 0.0) -> None:
        self._need(LEADING + extra)
        self.y -= LEADING + extra
        self._draw(line, self.left + indent, self.y)

    def _draw(self, line: Sequence[Piece], x: float, y: float) -> None:
        writer = self.canvas.beginText(x, y)
        for text, font, size, rise in line:
            shown = text.replace("\0", "")
            if size and shown:
                writer.setFont(font, size)
                writer.setRise(rise)
                writer.textOut(shown)
        self.canvas.drawText(writer)

    def _contents(self) -> None:
        entries = [
            (heading_text(block), str(self.known.get(block.line, 1)))
            for block in self.review.blocks
            if block.kind == "heading"
        ]
        style = self.layout.get("contents", "leaders")
        self._line([("Contents", "Strong", 14.0, 0.0)], 0, 8)
        if style == "run":
            run = " ".join(f"{text} {page}" for text, page in entries)
            for line in self._wrapped([(run, "Body", SIZE, 0.0)], self.width):
                self._line(line, 0)
        else:
            top = self.y
            for text, page in entries:
                dots = (
                    ""
                    if style == "split"
                    else " " + "." * int((self.width - 40 - self._wide(text, "Body", SIZE)) / 3)
                )
                self._line([(text + dots + (f" {page}" if dots else ""), "Body", SIZE, 0.0)], 0, 3)
            if style == "split":
                for at, (_, page) in enumerate(entries, 1):
                    self._draw([(page, "Body", SIZE, 0.0)], A4[0] - MARGIN, top - at * (LEADING + 3))
        self._close_page()
        self._open_page()

    def _table(self, block: Block) -> None:
        if self.layout.get("tables") == "flattened":
            for row in block.rows:
                for cell in filter(None, row.cells):
                    for line in self._wrapped([(cell, "Body", SIZE, 0.0)], self.width):
                        self._line(line, 0)
            self.y -= 6
            return
        longest = [
            min(max(*(len(row.cells[at]) for row in block.rows), 6), 48)
            for at in range(len(block.rows[0].cells))
        ]
        widths = [self.width * one / sum(longest) for one in longest]
        for number, row in enumerate(block.rows):
            font = "Strong" if number == 0 else "Body"
            cells = [
                list(self._wrapped([(cell, font, 9.5, 0.0)], width - 8))
                for cell, width in zip(row.cells, widths, strict=True)
            ]
            height = 6 + 12 * max(map(len, cells))
            self._need(height)
            x = self.left
            for cell, width in zip(cells, widths, strict=True):
                self.canvas.rect(x, self.y - height, width, height)
                for at, line in enumerate(cell):
                    self._draw(line, x + 4, self.y - 11 - 12 * at)
                x += width
            self.y -= height
        self.y -= 10
