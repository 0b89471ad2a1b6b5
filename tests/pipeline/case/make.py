"""A small document from a few lines, outlined as the program would."""

from __future__ import annotations

import tomllib
from functools import lru_cache

from pipeline.case import case_record
from pipeline.records import Block, CaseFindings, Document, Page, Table
from pipeline.settings import configs_folder
from pipeline.structure.headings import HeadingTypes
from pipeline.structure.outline import outline


@lru_cache(maxsize=1)
def heading_types() -> HeadingTypes:
    return HeadingTypes(
        tomllib.loads((configs_folder() / "sections.toml").read_text(encoding="utf-8"))["types"]
    )


def document(cover: str, body: str, tables: tuple[Table, ...] = (), header: str = "") -> Document:
    """``cover`` has a line a block, ``= `` before the title. In ``body``, ``# `` begins a heading, ``- `` a bullet,
    ``[2.1] `` a numbered paragraph, ``| a | b |`` a row of the next of ``tables``; other lines are paragraphs."""
    blocks: list[Block] = []
    parts: list[str] = []
    begins = [0, 0]
    position = 0

    def add(text: str, kind: str, page: int, **more: object) -> None:
        nonlocal position
        blocks.append(Block(kind, page, position, position + len(text), **more))  # type: ignore[arg-type]
        parts.append(text)
        position += len(text) + 2

    for line in filter(None, map(str.strip, cover.splitlines())):
        title = line.startswith("= ")
        add(line.removeprefix("= "), "paragraph", 1, size=22.0 if title else 12.0, bold=title)
    begins[1] = position
    for line in filter(None, map(str.strip, body.splitlines())):
        if line.startswith("#"):
            add(line.lstrip("# "), "paragraph", 2, size=16.0, bold=True)
        elif line.startswith("- "):
            add(line[2:], "list_item", 2, size=10.0)
        elif line.startswith("|"):
            add(" | ".join(cell.strip() for cell in line.strip("|").split("|")), "table_row", 2)
        elif line.startswith("[") and "] " in line:
            number, text = line[1:].split("] ", 1)
            add(text, "list_item" if number.endswith(")") else "paragraph", 2, number=number, size=10.0)
        else:
            add(line, "paragraph", 2, size=10.0)
    text = "\n\n".join(parts)
    pages = (
        Page(1, 0, min(begins[1], len(text)), "text_layer"),
        Page(2, min(begins[1], len(text)), len(text), "text_layer"),
    )
    dropped = ((1, header), (2, header)) if header else ()
    return Document(
        "0123456789abcdef", "a.pdf", "0" * 64, text, pages, tuple(blocks), tables or _tables(body), dropped
    )


def _tables(body: str) -> tuple[Table, ...]:
    """Each run of rows as a table; its kind is left for the case stage to see from the heads."""
    tables: list[Table] = []
    rows: list[tuple[str, ...]] = []
    for line in [*map(str.strip, body.splitlines()), ""]:
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip("|").split("|")))
        elif rows:
            tables.append(Table("other", 2, tuple(rows)))
            rows = []
    return tuple(tables)


def findings(cover: str, body: str, header: str = "") -> CaseFindings:
    """What the case stage finds; every quote of its evidence is checked against the text."""
    made = document(cover, body, header=header)
    sections, sentences = outline(made, heading_types())
    found = case_record(made, sections, sentences)
    assert all(made.text[one.char_start : one.char_end] == one.quote for one in found.evidence)
    return found
