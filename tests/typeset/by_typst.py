"""Typst: markup compiled by the ``typst`` package, with its own outline, footnotes and hyphenation."""

from __future__ import annotations

import calendar
import json
from itertools import groupby
from pathlib import Path

import typst

from pipeline.corpus import Block, Review
from tests.typeset.book import (
    Pages,
    contents_of,
    cover_of,
    fill,
    heading_text,
    is_part_title,
    look_of,
    notes_of,
    pieces,
    typeset_date,
)

FONTS = "/usr/share/fonts"
SETUP = """
#set document(title: {title}, date: datetime(year: {year}, month: {month}, day: {day}))
#let accent = rgb("#{accent}")
#let running(body, side) = context if counter(page).get().first() > {front} {{
  set text(8.5pt, fill: luma(80))
  align(side, body)
}}
#set page(paper: "a4", margin: (top: 27mm, bottom: 25mm, left: 25mm, right: 25mm),
  header: running({header}, {header_side}), footer: running({footer}, {footer_side}))
#set text(font: "{family}", size: {size}pt, lang: "en", region: "GB", hyphenate: {justify})
#set par(justify: {justify}, leading: {leading}em, spacing: {spacing}em)
#show heading: set text(font: "{heading_family}", fill: accent, hyphenate: false)
#show heading: set par(justify: false)
#show heading.where(level: 1): set text({h1}pt)
#show heading.where(level: 2): set text({h2}pt{second})
#show heading.where(level: 3): set text({h3}pt)
#show heading.where(level: 1): it => block(above: 1.9em, below: 0.9em, {first})
#show heading.where(level: 2): set block(above: 1.5em, below: 0.8em)
#show outline.entry.where(level: 1): set block(above: 0.9em)
#set outline.entry(fill: repeat[.])
#set list(marker: [•], indent: 5mm, body-indent: 3mm)
#set footnote.entry(separator: line(length: 30%, stroke: 0.5pt))
#show footnote.entry: set text(8.5pt)
#let numbered(number, body) = block(grid(columns: (13mm, 1fr), number, body))
#let boxed(body) = block(width: 100%, inset: 4mm, stroke: 0.8pt + accent, fill: luma(243), body)
#let ruled(columns, ..cells) = {{
  set text(0.92em, hyphenate: false)
  set par(justify: false)
  block(above: 1.2em, below: 1.4em, table(columns: columns, inset: (x: 2mm, y: 1.6mm),
    stroke: 0.5pt + luma(120), fill: (_, y) => if y == 0 {{ {head_fill} }}, ..cells))
}}
"""


def typeset(review: Review, pages: Pages, pdf: Path) -> None:
    """Write the review as ``pdf``."""
    source = pdf.with_suffix(".typ")
    source.write_text(_source(review, pages), encoding="utf-8")
    typst.compile(
        str(source),
        output=str(pdf),
        font_paths=[FONTS],
        ignore_system_fonts=True,
        timestamp=calendar.timegm(typeset_date(review).timetuple()),
    )


def _source(review: Review, pages: Pages) -> str:
    notes = notes_of(review)
    parts = [_setup(review)]
    for kind, blocks in groupby(review.blocks, key=lambda block: block.kind):
        if kind == "bullet":
            items = ",\n".join(f"[{_inline(block.text, notes)}]" for block in blocks)
            parts.append(f"#list(tight: false, spacing: 0.8em,\n{items})\n")
        else:
            parts += [_block(review, block, notes, pages) for block in blocks]
    return "\n".join(parts)


def _setup(review: Review) -> str:
    look = look_of(review)
    day = typeset_date(review)
    modern = review.layout.style == "modern"
    h1, h2, h3 = look.heading_sizes
    return SETUP.format(
        title=_string(review.document.title),
        year=day.year,
        month=day.month,
        day=day.day,
        accent=look.accent,
        front=sum(block.kind in ("slip", "cover") for block in review.blocks),
        header=_running(review.layout.header),
        footer=_running(review.layout.footer),
        header_side=look.header,
        footer_side=look.footer,
        family=look.family,
        heading_family=look.heading_family,
        size=look.size,
        leading=round(look.leading - 0.68, 2),
        spacing=round(look.leading - 0.15, 2),
        justify=str(look.justify).lower(),
        h1=h1,
        h2=h2,
        h3=h3,
        second="" if modern or look.capitals else ', style: "italic"',
        first="upper(it.body)" if look.capitals else "it.body",
        head_fill="luma(225)" if not modern else "accent.lighten(80%)",
    )


def _running(template: str) -> str:
    """A header or footer as content with page counters."""
    if not template:
        return "none"
    filled = fill(template, "\0page\0", "\0pages\0").split("\0")
    counters = {
        "page": "#context counter(page).display()",
        "pages": "#context counter(page).final().first()",
    }
    return "[" + "".join(counters.get(part) or _markup(part) for part in filled if part) + "]"


def _block(  # noqa: PLR0911 - one line a kind
    review: Review, block: Block, notes: dict[str, str], pages: Pages
) -> str:
    text = _inline(block.text, notes) if block.sentences else ""
    match block.kind:
        case "slip":
            lines = " \\\n".join(_markup(line.text) for line in block.sentences)
            slip = f'#text(font: "Liberation Sans", size: 10.5pt, hyphenate: false)[#v(30mm) {lines}]'
            return slip + "\n#pagebreak()\n"
        case "cover":
            return _cover(review, block)
        case "contents":
            depth = max(entry.level for entry in contents_of(review, pages))
            return f"#outline(title: [Contents], depth: {depth}, indent: 6mm)\n#pagebreak()\n"
        case "heading":
            title = f"#heading(level: {block.level})[{_markup(heading_text(block))}]\n"
            return f"#align(center)[{title}]\n" if is_part_title(review, block) else title
        case "paragraph" if block.number:
            return f"#numbered({_string(block.number)})[{text}]\n"
        case "paragraph":
            return f"#par[{text}]\n"
        case "quote":
            return f"#pad(x: 10mm)[#emph[{text}]]\n"
        case "box":
            return f"#boxed[{text}]\n"
        case "table":
            return _table(block, notes)
        case "footnote":
            return ""
        case _:
            return "#pagebreak()\n"


def _cover(review: Review, block: Block) -> str:
    cover = cover_of(block)
    side = "left" if review.layout.style == "modern" else "center"
    above = "".join(f"#par[#text(15pt)[{_markup(line)}]]" for line in cover.above)
    sub = "".join(f"#par[#text(15pt)[{_markup(line)}]]" for line in cover.subtitle)
    below = "".join(f"#par[#text(11.5pt)[{_markup(line)}]]" for line in cover.below)
    title = f'#text(27pt, weight: "bold", fill: accent)[#par(leading: 0.45em)[{_markup(cover.title)}]]'
    body = f"#v(40mm){above}#v(14mm){title}#v(6mm){sub}#v(28mm){below}"
    return f"#{{set par(justify: false); set text(hyphenate: false); align({side})[{body}]}}\n#pagebreak()\n"


def _table(block: Block, notes: dict[str, str]) -> str:
    heads = ", ".join(f"[#strong[{_markup(cell)}]]" for cell in block.rows[0].cells)
    cells = ",\n".join(f"[{_inline(cell, notes)}]" for row in block.rows[1:] for cell in row.cells)
    return f"#ruled({_columns(block)}, table.header({heads}),\n{cells})\n"


def _columns(block: Block) -> str:
    """Widths of the columns: as narrow as the words where short, shared by length where not."""
    longest = [max(len(row.cells[at]) for row in block.rows) for at in range(len(block.rows[0].cells))]
    return "(" + ", ".join("auto" if size < 20 else f"{min(size, 90)}fr" for size in longest) + ",)"


def _inline(text: str, notes: dict[str, str]) -> str:
    return "".join(
        f"#footnote[{_markup(notes[piece])}]" if note else _markup(piece) for piece, note in pieces(text)
    )


def _string(text: str) -> str:
    """A Typst string: nothing in it is read as markup."""
    return json.dumps(text, ensure_ascii=False)


def _markup(text: str) -> str:
    """A text as content."""
    return f"#{_string(text)};"
