"""What python-docx has no call for: fields, footnotes, columns, borders, tint, leaders, caps."""

from __future__ import annotations

from xml.sax.saxutils import escape

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def add_field(paragraph: Paragraph, code: str) -> None:
    """A field such as PAGE or NUMPAGES, filled in when the pages are made."""
    for kind in ("begin", "instr", "end"):
        run = paragraph.add_run()._r
        if kind == "instr":
            element = OxmlElement("w:instrText")
            element.text = code
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run.append(element)


def add_template(paragraph: Paragraph, template: str) -> None:
    """A header or footer with its page numbers as fields."""
    for part in template.replace("{pages}", "\0pages\0").replace("{page}", "\0page\0").split("\0"):
        if part in ("page", "pages"):
            add_field(paragraph, "PAGE" if part == "page" else "NUMPAGES")
        elif part:
            paragraph.add_run(part)


def add_footnotes(document: Document, notes: dict[str, str]) -> None:
    """The footnotes part, with the ids 1, 2, ... in the order of ``notes``; 8.5 points."""
    separators = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0">'
        "<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
    )
    text_style = document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    text_style.base_style = document.styles["Normal"]
    text_style.font.size = Pt(8.5)
    text_style.paragraph_format.space_after = Pt(1)
    text_style.paragraph_format.line_spacing = 1.0
    mark_style = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    mark_style.font.superscript = True
    mark = f'<w:rPr><w:rStyle w:val="{mark_style.style_id}"/></w:rPr>'
    body = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{text_style.style_id}"/></w:pPr>'
        f"<w:r>{mark}<w:footnoteRef/></w:r>"
        f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
        for number, text in enumerate(notes.values(), start=1)
    )
    blob = f"<w:footnotes {nsdecls('w')}>{separators}{body}</w:footnotes>".encode()
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def add_footnote_mark(paragraph: Paragraph, number: int) -> None:
    """The raised number in the text that calls the footnote."""
    run = paragraph.add_run(style="footnote reference")
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(number))
    run._r.append(reference)


def set_columns(section: Section, count: int) -> None:
    """How many columns the text of a section runs in, 8 mm apart."""
    columns = section._sectPr.find(qn("w:cols"))
    if columns is None:
        columns = OxmlElement("w:cols")
        section._sectPr.append(columns)
    columns.set(qn("w:num"), str(count))
    columns.set(qn("w:space"), "454")


def set_font(style: ParagraphStyle, family: str, size: float, colour: str | None = None) -> None:
    """Family for all scripts, size in points, colour as hex; no theme font or colour."""
    style.font.name = family
    style.font.size = Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), family)
    if colour:
        style.font.color.rgb = RGBColor.from_string(colour.upper())


def set_language(document: Document, language: str) -> None:
    """The language of the default style, for hyphenation."""
    properties = document.styles["Normal"].element.get_or_add_rPr()
    element = OxmlElement("w:lang")
    element.set(qn("w:val"), language)
    properties.append(element)


def hyphenate(document: Document) -> None:
    """Words may be broken at the end of a line, where the producer knows how."""
    element = OxmlElement("w:autoHyphenation")
    document.settings.element.insert(0, element)


def tint(cell: _Cell, colour: str) -> None:
    """Fill a cell."""
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def repeat_heads(table: Table) -> None:
    """The first row comes again on each page; no row is torn."""
    for index, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if index == 0:
            properties.append(OxmlElement("w:tblHeader"))
