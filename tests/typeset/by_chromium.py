"""Chromium: HTML printed to PDF, with running headers and footers in the margin boxes of the page."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from html import escape
from itertools import groupby
from pathlib import Path

from pipeline.corpus import Block, Review
from tests.typeset.book import (
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

STYLE = """
* { box-sizing: border-box }
@page { size: A4; margin: 25mm 23mm 24mm 23mm;
  @top-@HEADER { content: @HEADERTEXT; font: 8.5pt '@FAMILY'; color: #555 }
  @bottom-@FOOTER { content: @FOOTERTEXT; font: 8.5pt '@FAMILY'; color: #555 } }
@page front { @top-@HEADER { content: none } @bottom-@FOOTER { content: none } }
body { margin: 0; font: @SIZEpt/@LEADING '@FAMILY'; text-align: @ALIGN; color: #111 }
.slip { page: front; break-after: page; padding-top: 30mm; text-align: left;
  font: 10.5pt/1.7 'Liberation Sans' }
.cover { page: front; break-after: page; text-align: @COVERALIGN; padding-top: 45mm; line-height: 1.35 }
.cover .above { font-size: 15pt; margin: 0 0 4mm }
.cover h1 { font: bold 28pt/1.15 '@HEADING'; margin: 18mm 0 8mm; color: #@ACCENT; text-align: inherit }
.cover .sub { font-size: 15pt; margin: 0 0 3mm }
.cover .below { font-size: 11.5pt; margin: 0 0 2.5mm }
.cover .gap { height: 30mm }
h2, h3, h4 { font-family: '@HEADING'; color: #@ACCENT; break-after: avoid; text-align: left;
  line-height: 1.2 }
h2 { font-size: @H1pt; margin: 9mm 0 3.5mm }
h3 { font-size: @H2pt; margin: 6.5mm 0 2.5mm }
h4 { font-size: @H3pt; margin: 5mm 0 2mm }
h2.part { font-size: 24pt; text-align: center; margin: 0 0 12mm }
p { margin: 0 0 3.2mm; orphans: 2; widows: 2 }
p.numbered { padding-left: 13mm; text-indent: -13mm }
p.numbered > span.number { display: inline-block; width: 13mm; text-indent: 0; text-align: left }
ul { margin: 0 0 3.2mm; padding-left: 9mm } li::marker { content: '•   ' }
li { margin: 0 0 1.6mm; padding-left: 1mm }
blockquote { margin: 0 12mm 3.2mm; font-style: italic }
.box { border: 0.8pt solid #@ACCENT; background: #eef2f6; padding: 3mm 4mm; margin: 4mm 0 5mm;
  break-inside: avoid }
table { border-collapse: collapse; width: 100%; margin: 2mm 0 5mm; font-size: 0.92em; text-align: left;
  line-height: 1.25 }
th, td { border: 0.6pt solid #888; padding: 1.3mm 2mm; vertical-align: top }
th { background: #@HEADFILL; color: #@HEADINK; font-weight: bold } tr { break-inside: avoid }
.note { font-size: 0.78em; line-height: 1.2; margin: 0 0 3.2mm; padding-top: 1mm }
.note::before { content: ''; display: block; width: 40mm; border-top: 0.5pt solid #444; margin-bottom: 1mm }
sup { font-size: 0.65em; line-height: 0 }
.contents { break-after: page; text-align: left }
.contents .title { font: bold @H1pt '@HEADING'; margin: 0 0 6mm }
.contents div { display: flex; margin: 0 0 1.6mm } .contents .two { padding-left: 7mm }
.contents .dots { flex: 1; overflow: hidden; white-space: nowrap; text-align: right; padding: 0 1mm }
.contents .text { max-width: 86% } .contents .page, .contents .dots { align-self: flex-end }
.break { break-after: page }
"""
LEADERS = """
document.querySelectorAll('.dots').forEach(span => {
  const wide = span.clientWidth - 8;
  const probe = document.createElement('span');
  probe.textContent = '.'.repeat(100); span.append(probe);
  const one = probe.getBoundingClientRect().width / 100;
  span.textContent = '.'.repeat(Math.max(3, Math.floor(wide / one)));
});
"""


def typeset(review: Review, pages: Pages, pdf: Path) -> None:
    """Write the review as ``pdf``."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "review.html"
        source.write_text(_html(review, pages), encoding="utf-8")
        command = [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--no-pdf-header-footer",
            f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={pdf}",
            source.as_uri(),
        ]
        environment = {**os.environ, "TZ": "UTC", "HOME": folder}
        subprocess.run(command, check=True, capture_output=True, timeout=180, env=environment)


def _html(review: Review, pages: Pages) -> str:
    parts = [
        "<!doctype html><html lang='en-GB'><head><meta charset='utf-8'>",
        f"<title>{escape(review.document.title)}</title><style>{_style(review)}</style></head><body>",
    ]
    for kind, blocks in groupby(review.blocks, key=lambda block: block.kind):
        if kind == "bullet":
            items = "".join(f"<li>{_inline(block.text)}</li>" for block in blocks)
            parts.append(f"<ul>{items}</ul>")
        else:
            parts += [_block(review, block, pages) for block in blocks]
    parts.append(f"<script>{LEADERS}</script></body></html>")
    return "\n".join(parts)


def _style(review: Review) -> str:
    look = look_of(review)
    modern = review.layout.style == "modern"
    values = {
        "@HEADERTEXT": _margin_text(review.layout.header),
        "@FOOTERTEXT": _margin_text(review.layout.footer),
        "@HEADER": look.header,
        "@FOOTER": look.footer,
        "@HEADING": look.heading_family,
        "@HEADFILL": look.accent if modern else "e4e4e4",
        "@HEADINK": "ffffff" if modern else "000000",
        "@FAMILY": look.family,
        "@SIZE": str(look.size),
        "@LEADING": str(look.leading),
        "@COVERALIGN": "left" if modern else "center",
        "@ALIGN": "justify" if look.justify else "left",
        "@ACCENT": look.accent,
        **_sizes(look),
    }
    style = STYLE
    for name, value in values.items():
        style = style.replace(name, value)
    return style


def _sizes(look: Look) -> dict[str, str]:
    return {f"@H{level}": str(size) for level, size in enumerate(look.heading_sizes, start=1)}


def _margin_text(template: str) -> str:
    """A header or footer as CSS content with page counters."""
    text = json.dumps(template, ensure_ascii=False)
    return fill(text, '" counter(page) "', '" counter(pages) "') if template else "none"


def _block(review: Review, block: Block, pages: Pages) -> str:  # noqa: PLR0911 - one line a kind
    match block.kind:
        case "slip":
            return _lines("slip", block)
        case "cover":
            return _cover(block)
        case "contents":
            return _contents(review, pages)
        case "heading":
            part = " class='part'" if is_part_title(review, block) else ""
            return f"<h{block.level + 1}{part}>{escape(heading_text(block))}</h{block.level + 1}>"
        case "paragraph" if block.number:
            number = f"<span class='number'>{block.number}</span>"
            return f"<p class='numbered'>{number}{_inline(block.text)}</p>"
        case "paragraph":
            return f"<p>{_inline(block.text)}</p>"
        case "quote":
            return f"<blockquote>{_inline(block.text)}</blockquote>"
        case "box":
            return f"<div class='box'>{_inline(block.text)}</div>"
        case "table":
            return _table(block)
        case "footnote":
            return f"<p class='note'><sup>{block.number}</sup> {escape(block.text)}</p>"
        case _:
            return "<div class='break'></div>"


def _lines(name: str, block: Block) -> str:
    return f"<div class='{name}'>" + "<br>".join(escape(line.text) for line in block.sentences) + "</div>"


def _cover(block: Block) -> str:
    cover = cover_of(block)
    lines = [f"<p class='above'>{escape(line)}</p>" for line in cover.above]
    lines.append(f"<h1>{escape(cover.title)}</h1>")
    lines += [f"<p class='sub'>{escape(line)}</p>" for line in cover.subtitle]
    lines.append("<div class='gap'></div>")
    lines += [f"<p class='below'>{escape(line)}</p>" for line in cover.below]
    return "<div class='cover'>" + "".join(lines) + "</div>"


def _contents(review: Review, pages: Pages) -> str:
    lines = []
    for entry in contents_of(review, pages):
        name = "two" if entry.level == 2 else "one"
        text = f"<span class='text'>{escape(entry.text)}</span><span class='dots'></span>"
        lines.append(f"<div class='{name}'>{text}<span class='page'>{entry.page}</span></div>")
    return "<div class='contents'><p class='title'>Contents</p>" + "".join(lines) + "</div>"


def _table(block: Block) -> str:
    heads, *rows = block.rows
    head = "".join(f"<th>{escape(cell)}</th>" for cell in heads.cells)
    body = "".join(
        "<tr>" + "".join(f"<td>{_inline(cell)}</td>" for cell in row.cells) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _inline(text: str) -> str:
    return "".join(f"<sup>{piece}</sup>" if note else escape(piece) for piece, note in pieces(text))
