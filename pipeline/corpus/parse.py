"""review.txt of a labelled review, read line by line into blocks. What does not parse is an error."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import get_args

from pipeline.corpus.labels import parse_labels
from pipeline.corpus.model import Block, BlockKind, LabelledSentence, Row
from pipeline.day_words import MONTH
from pipeline.records import TableKind

SECTION_TYPES = frozenset(
    {
        "introduction",
        "circumstances",
        "terms_of_reference",
        "methodology",
        "panel",
        "family",
        "family_views",
        "summary",
        "background",
        "narrative",
        "agencies",
        "analysis",
        "findings",
        "good_practice",
        "lessons",
        "conclusion",
        "recommendations",
        "action_plan",
        "glossary",
        "references",
        "appendix",
        "other",
    }
)
PARTS = ("executive_summary", "overview_report")
TABLES: tuple[str, ...] = get_args(TableKind)

_HEADING = re.compile(r"(#{1,3}) (\S.*?)(?: \{(\w+)\})?")
_HEADING_NUMBER = re.compile(
    r"(\d{1,2}(?:\.\d{1,2})*[A-Z]?\.|\d{1,2}(?:\.\d{1,2})+"
    rf"|\d{{1,2}}(?= (?!(?:{MONTH})\b)[A-Z])) (\S.*)"
)
_NUMBERED = re.compile(r"\[([0-9A-Za-z.()]{1,8})\] (\S.*)")
_FOOTNOTE = re.compile(r"(\d{1,3}) (\S.*)")
_STRAY = re.compile(r"^[!#|>=\[]|^- |^[-*•]|\{\w+\}|\|")
_ENDED_BY_END = ("slip", "cover", "box")
_BARE: dict[str, BlockKind] = {
    "!slip": "slip",
    "!cover": "cover",
    "!box": "box",
    "!contents": "contents",
    "!pagebreak": "pagebreak",
}


class ParseError(Exception):
    """A line that does not parse: ``line`` counts from 1."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(what)
        self.line = line


def parse_review(text: str, factor_ids: Collection[str]) -> tuple[Block, ...]:
    """The blocks of a review.txt. Raises ParseError for the first line that is wrong."""
    parser = _Parser(factor_ids)
    for number, line in enumerate(text.split("\n"), start=1):
        try:
            parser.read(number, line)
        except ValueError as error:
            raise ParseError(number, str(error)) from error
    try:
        parser.finish()
    except ValueError as error:
        raise ParseError(text.count("\n") + 1, str(error)) from error
    return tuple(parser.blocks)


class _Parser:
    """Reads lines in order; one block is open at a time and is closed by what cannot belong to it."""

    def __init__(self, factor_ids: Collection[str]) -> None:
        self.factor_ids = factor_ids
        self.blocks: list[Block] = []
        self.types: list[str] = []
        self.number = 0
        self._open: Block | None = None
        self._sentences: list[LabelledSentence] = []
        self._rows: list[Row] = []
        self._by_mark: dict[str, Callable[[str], None]] = {
            "!": self._directive,
            "#": self._heading,
            "|": self._row,
            "-": self._bullet,
            " ": self._continuation,
            ">": self._quote,
            "[": self._numbered,
        }

    def read(self, number: int, line: str) -> None:
        """Read one line; ValueError says what is wrong with it."""
        self.number = number
        if line != line.rstrip() or "\t" in line:
            raise ValueError("white space at the end of the line, or a tab")
        if self._open and self._open.kind in _ENDED_BY_END:
            self._inside(line)
        elif not line:
            self._close()
        else:
            self._by_mark.get(line[0], self._plain)(line)

    def finish(self) -> None:
        """Close the last block; ValueError when it lacks its ``!end`` or its rows."""
        if self._open and self._open.kind in _ENDED_BY_END:
            raise ValueError(f"!{self._open.kind} of line {self._open.line} has no !end")
        self._close()

    def _inside(self, line: str) -> None:
        """A line between ``!slip``, ``!cover`` or ``!box`` and its ``!end``."""
        if line == "!end":
            self._close()
        elif not line:
            raise ValueError("a blank line before !end")
        elif self._open and self._open.kind == "cover" and line.startswith("= "):
            if self._open.name:
                raise ValueError("a second title line on the cover")
            self._open = Block("cover", self._open.line, name=line[2:])
            self._sentences.append(LabelledSentence(line[2:], (), None, self.number))
        else:
            self._sentence(line)

    def _directive(self, line: str) -> None:
        word, _, rest = line[1:].partition(" ")
        if line in _BARE:
            self._start(_BARE[line])
        elif word == "part" and rest in PARTS:
            self.types = []
            self._start("part", name=rest)
        elif word == "table" and rest in TABLES:
            self._start("table", name=rest)
        elif word == "footnote" and (match := _FOOTNOTE.fullmatch(rest)):
            self._start("footnote", number=match[1])
            self._sentence(match[2])
        else:
            raise ValueError(f"unknown directive {line!r}")
        if self._open and self._open.kind in ("contents", "pagebreak", "part", "footnote"):
            self._close()

    def _heading(self, line: str) -> None:
        match = _HEADING.fullmatch(line)
        if not match or "{" in match[2] or "|" in match[2]:
            raise ValueError("a heading is '# Heading {type}', '## Heading' or '### Heading'")
        level, text, own = len(match[1]), match[2], match[3]
        if own and own not in SECTION_TYPES:
            raise ValueError(f"unknown section type {own!r}")
        if level > len(self.types) + 1:
            raise ValueError(f"a heading of level {level} under none of level {level - 1}")
        if not own and level == 1:
            raise ValueError("a heading of the first level needs its {type}")
        self.types = [*self.types[: level - 1], own or self.types[level - 2]]
        number, text = split_number(text)
        self._start("heading", level=level, number=number)
        self._sentences.append(LabelledSentence(text, (), None, self.number))
        self._close()

    def _row(self, line: str) -> None:
        if not self._open or self._open.kind != "table":
            raise ValueError("a table row outside a table")
        left, bars, labels = line.partition("||")
        cells = left.rstrip()
        if len(cells) < 2 or not cells.endswith("|"):
            raise ValueError("a table row ends with a bar, and its labels stand after '| ||'")
        row = tuple(cell.strip() for cell in cells[1:-1].split("|"))
        found = parse_labels(labels, self.factor_ids) if bars else ((), None)
        if bars and not self._rows:
            raise ValueError("labels on the column heads")
        self._rows.append(Row(row, *found, self.number))

    def _bullet(self, line: str) -> None:
        if not line.startswith("- "):
            raise ValueError("a bullet starts with '- '")
        self._start("bullet")
        self._sentence(line[2:])

    def _continuation(self, line: str) -> None:
        if not self._open or self._open.kind != "bullet" or not re.match(r"  \S", line):
            raise ValueError("a line starts with two blanks only where it goes on with a bullet")
        self._sentence(line[2:])

    def _quote(self, line: str) -> None:
        if not line.startswith("> "):
            raise ValueError("a block quotation starts with '> '")
        if not self._open or self._open.kind != "quote":
            self._start("quote")
        self._sentence(line[2:])

    def _numbered(self, line: str) -> None:
        match = _NUMBERED.fullmatch(line)
        if not match:
            raise ValueError("a numbered paragraph starts like '[2.3] Text'")
        self._start("paragraph", number=match[1])
        self._sentence(match[2])

    def _plain(self, line: str) -> None:
        if self._open and self._open.kind in ("table", "bullet"):
            raise ValueError(f"a {self._open.kind} ends with a blank line")
        if not self._open or self._open.kind != "paragraph":
            self._start("paragraph")
        self._sentence(line)

    def _sentence(self, line: str) -> None:
        text, bars, labels = line.partition(" || ")
        if _STRAY.search(text) or text != text.strip() or not text:
            raise ValueError("a sentence with a mark that belongs elsewhere: | { } or one at its start")
        found = parse_labels(labels, self.factor_ids) if bars else ((), None)
        self._sentences.append(LabelledSentence(text, *found, self.number))

    def _start(
        self, kind: BlockKind, *, level: int = 0, number: str | None = None, name: str | None = None
    ) -> None:
        self._close()
        section = self.types[-1] if self.types else None
        if section is None and kind in ("paragraph", "bullet", "quote", "box", "table", "footnote"):
            raise ValueError(f"a {kind} before the first heading")
        self._open = Block(kind, self.number, section, level, number, name)

    def _close(self) -> None:
        block = self._open
        if block is None:
            return
        if block.kind == "table" and len(self._rows) < 2:
            raise ValueError(f"the table of line {block.line} has fewer than two rows")
        if block.kind == "cover" and block.name is None:
            raise ValueError("the cover has no title line '= ...'")
        if block.kind in _ENDED_BY_END and not self._sentences:
            raise ValueError(f"!{block.kind} of line {block.line} is empty")
        self.blocks.append(
            Block(
                block.kind,
                block.line,
                block.section_type,
                block.level,
                block.number,
                block.name,
                tuple(self._sentences),
                tuple(self._rows),
            )
        )
        self._open, self._sentences, self._rows = None, [], []


def split_number(heading: str) -> tuple[str | None, str]:
    """The number of a heading as printed ("4.", "1.1", "6A.", "2"), and the rest of it.

    Dates and words ("18 January 2014", "Finding 1. ...", "Part 1: ...") are no numbers.
    """
    match = _HEADING_NUMBER.fullmatch(heading)
    return (match[1], match[2]) if match else (None, heading)
