"""A document's outline: sections with types, and sentences with their page and offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from pipeline.records import Block, Document, Section, Sentence
from pipeline.structure.headings import HeadingTypes, mark_headings, with_levels
from pipeline.structure.sentences import split_sentences

FRONT = "front"
# Words of a paragraph that no cover or slip sheet has under a title line.
LONG_PARAGRAPH = 12
_TITLE = re.compile(
    r"\b(?:serious|significant|child practice|learning|case|joint) (?:case )?review\b|overview report|"
    r"^(?:date|published|publication|author|prepared|presented|completed|approved|report by|written|dr|by|"
    r"independent|commissioned|agreed|ratified|final|draft|version)\b|^\d{1,2} [A-Z][a-z]+ \d{4}$|"
    r"executive summary|\b(?:board|committee|partnership|council)$|"
    r"^(?:the )?(?:child|baby|family|young person)\b",
    re.IGNORECASE,
)


def outline(document: Document, types: HeadingTypes) -> tuple[list[Section], list[Sentence]]:
    """Sections and sentences in reading order. Section 0 is the cover and whatever comes before the
    first heading of the body; a heading is the first sentence of its own section."""
    blocks = mark_headings(document, types)
    first = _body_start(document, blocks, types)
    blocks = with_levels(document, blocks, first)
    starts = [i for i, block in enumerate(blocks) if block.kind == "heading" and i >= first]
    bounds = [0, *starts, len(blocks)]
    sections: list[Section] = []
    sentences: list[Sentence] = []
    pages = [page.char_start for page in document.pages]
    path: list[tuple[int, str]] = []
    for number, (begin, end) in enumerate(zip(bounds, bounds[1:], strict=False)):
        members = blocks[begin:end]
        heading = members[0] if number > 0 else None
        kind = FRONT if heading is None else _type(document, heading, types, path)
        _add_sentences(document, members, number, pages, sentences)
        sections.append(_section(document, number, members, heading, kind))
    return sections, sentences


def _body_start(document: Document, blocks: Sequence[Block], types: HeadingTypes) -> int:
    """Index of the first heading of the body: with a known wording, a number, or running text below.

    Title lines of the cover are set like headings; without this they would be sections. On the first page
    only a heading that others are set like can be told from a title.
    """
    headings = [i for i, block in enumerate(blocks) if block.kind == "heading"]
    looks = Counter((round(blocks[i].size), blocks[i].bold) for i in headings)
    for i in headings:
        text = document.text[blocks[i].char_start : blocks[i].char_end]
        kind = types.type_of(text)
        followed = [
            block for block in blocks[i + 1 : i + 3] if block.kind in ("paragraph", "list_item", "table_row")
        ]
        if not followed or kind == "contents":
            continue
        below = document.text[followed[0].char_start : followed[0].char_end]
        long = len(below.split()) >= LONG_PARAGRAPH and below.rstrip()[-1:] in ".:?;\"')"
        like_others = looks[round(blocks[i].size), blocks[i].bold] > 1
        opens = long and (blocks[i].page > 1 or like_others)
        if blocks[i].number is not None or types.exact(text) or (opens and not _TITLE.search(text)):
            return _with_part_title(blocks, i)
    return headings[0] if headings else len(blocks)


def _with_part_title(blocks: Sequence[Block], first: int) -> int:
    """The title of a part stands right above its first heading, on a page of the body."""
    before = first - 1
    alone = before >= 0 and blocks[before].kind == "heading" and blocks[before].page == blocks[first].page
    above = before - 1
    opens = alone and (above < 0 or blocks[above].page < blocks[before].page)
    return before if opens and blocks[before].page > 2 else first


def _type(document: Document, heading: Block, types: HeadingTypes, path: list[tuple[int, str]]) -> str:
    """The type by wording, else that of the nearest heading above; ``path`` is kept up to date."""
    text = document.text[heading.char_start : heading.char_end]
    while path and path[-1][0] >= heading.level:
        path.pop()
    inherited = path[-1][1] if path else None
    kind = types.type_of(text)
    if kind is None or (
        inherited in ("recommendations", "appendix", "glossary") and types.exact(text) is None
    ):
        kind = inherited or kind or "other"
    path.append((heading.level, kind))
    return kind


def _section(
    document: Document, number: int, members: Sequence[Block], heading: Block | None, kind: str
) -> Section:
    text = document.text[heading.char_start : heading.char_end] if heading else ""
    if heading and heading.number:
        text = f"{heading.number} {text}"
    pages = [block.page for block in members] or [1]
    start = members[0].char_start if members else 0
    end = members[-1].char_end if members else 0
    level = heading.level if heading else 0
    return Section(number, text, kind, level, min(pages), max(pages), start, end)


def _add_sentences(
    document: Document, members: Sequence[Block], section_no: int, pages: Sequence[int], into: list[Sentence]
) -> None:
    for block in members:
        text = document.text[block.char_start : block.char_end]
        whole = block.kind in ("heading", "contents", "table_row")
        spans = [(0, len(text))] if whole and text.strip() else split_sentences(text)
        for start, end in spans:
            begin = block.char_start + start
            page = block.page
            if block.kind in ("paragraph", "list_item"):
                page = max(block.page, document.pages[max(0, bisect_right(pages, begin) - 1)].number)
            into.append(
                Sentence(
                    len(into), section_no, page, begin, block.char_start + end, text[start:end], block.kind
                )
            )
