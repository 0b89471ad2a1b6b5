"""The document as the case stage looks at it: cover, opening, body, and what was found where."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.case.wording import CaseWording
from pipeline.dates import FoundAge, find_ages, find_dates, parse_age
from pipeline.records import Block, Confidence, Document, Evidence, Section, Sentence, Table

if TYPE_CHECKING:
    from datetime import date

    from pipeline.case.outcome.fate import Fate
    from pipeline.case.timeline.timeline import Moment

OPENING_SENTENCES = 60
# Sections in which nothing is told as the story of the case.
NOT_TOLD = frozenset(("recommendations", "action_plan", "references", "glossary", "terms_of_reference"))
BETWEEN_BLOCKS = "\n\n"
_CONTENTS = re.compile(r"^\W*(?:table of |list of )?contents(?: page)?\W*$", re.I)
_LEADER = re.compile(r"(?:[.\s…]{2,}|\s)\.?\d{1,3}\s*$|\.{3,}")
_SLIP = re.compile(r"\b(?:Case number|Title|LSCB|Authors?|Date of publication|Publication date|Reference):")
_SLIP_TEXT = re.compile(
    r"copyright|repository|may be copied|may not be altered|^(?:this|deposited) copy\b|"
    r"^deposited (?:with|by|in)\b|national collection|"
    r"for learning and training",
    re.I,
)
_UNFINISHED = re.compile(
    r"(?:\b[A-Z]\w*|,|\b(?:the|of|an?|and|or|to|in|on|by|for|with|at|from|that|was|were|had|is))$"
)
_BODY_HEADING = re.compile(r"^\W*(?:introduction|foreword|preface|glossary|terms of reference)\W*$", re.I)


@dataclass(frozen=True)
class Source:
    """One document and the words to look for; ``found`` collects the evidence as fields are decided."""

    document: Document
    sections: Sequence[Section]
    sentences: Sequence[Sentence]
    wording: CaseWording
    found: list[Evidence] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole text of the document."""
        return self.document.text

    @cached_property
    def slip_end(self) -> int:
        """Where a repository's slip sheet, put in front of the cover, ends; 0 without one."""
        end = 0
        for block in self.document.blocks[:6]:
            text = self.block_text(block)
            fields = _SLIP.findall(text)
            whole = len(fields) >= 2 and bool({"Title:", "LSCB:"} & set(fields))
            one = (
                block.page == 1
                and bool(_SLIP.match(text))
                and (end or text.startswith(("Title:", "Reference:", "Case number:")))
            )
            if whole or one or (end and block.page == 1 and _SLIP_TEXT.search(text)):
                end = block.char_end
        return end

    @cached_property
    def cover_blocks(self) -> list[Block]:
        """The blocks of the cover proper, without the slip sheet and before contents list and body."""
        kept: list[Block] = []
        for block in self.document.blocks:
            text = self.block_text(block)
            if block.char_end <= self.slip_end:
                continue
            if (
                block.page > 3
                or _CONTENTS.match(text)
                or block.kind == "table_row"
                or block.char_start >= self._first_prose
            ):
                break
            numbered = (
                block.number is not None and re.fullmatch(r"\d+(?:\.\d+)*", block.number) and block.page > 1
            )
            long = len(text.split()) > (25 if block.page > 1 else 45) and not _SLIP_TEXT.search(text)
            if kept and (numbered or _BODY_HEADING.match(text) or (long and _is_prose(text))):
                break
            kept.append(block)
        return kept

    @cached_property
    def _first_prose(self) -> int:
        """Where the first section begins that holds sentences, not only lines of a title."""
        spoken = {
            sentence.section_no
            for sentence in self.sentences
            if sentence.kind in ("paragraph", "list_item")
            and len(sentence.text.split()) >= 8
            and sentence.text.endswith((".", ":"))
            # "Prepared for the Board by J." is cut off at an initial, and a line of the cover.
            and not re.search(r"\b[A-Z]\.$", sentence.text)
        }
        return next(
            (
                section.char_start
                for section in self.sections
                if section.section_no in spoken and section.section_type not in ("front", "contents")
            ),
            len(self.text),
        )

    @cached_property
    def cover_span(self) -> tuple[int, int]:
        """Characters of the cover proper."""
        blocks = self.cover_blocks
        return (blocks[0].char_start, blocks[-1].char_end) if blocks else (0, 0)

    @property
    def cover_text(self) -> str:
        """The text of the cover proper; its offsets begin at ``cover_span[0]``."""
        start, end = self.cover_span
        return self.text[start:end]

    @property
    def slip_text(self) -> str:
        """The text of the slip sheet."""
        return self.text[: self.slip_end]

    @cached_property
    def body(self) -> list[Sentence]:
        """Sentences after cover and contents list, headings and table rows among them, footnotes not."""
        start = max(self.cover_span[1], self.slip_end)
        return [
            sentence
            for sentence in self.sentences
            if sentence.char_start >= start
            and sentence.kind not in ("contents", "footnote")
            and not (sentence.page in self._contents_pages and self._in_contents(sentence))
        ]

    @cached_property
    def prose(self) -> list[Sentence]:
        """The running sentences: no headings, no table rows; what a scan's lines broke is made whole."""
        whole: list[Sentence] = []
        for sentence in self.body:
            if sentence.kind not in ("paragraph", "list_item"):
                continue
            if whole and self._broken(whole[-1], sentence):
                first = whole[-1]
                text = self.text[first.char_start : sentence.char_end]
                whole[-1] = replace(first, char_end=sentence.char_end, text=text)
            else:
                whole.append(sentence)
        return whole

    def _broken(self, first: Sentence, second: Sentence) -> bool:
        """Whether two neighbours of different blocks are one sentence: the first is long and does not end."""
        gap = self.text[first.char_end : second.char_start]
        return (
            first.section_no == second.section_no
            and second.kind == "paragraph"
            and gap == BETWEEN_BLOCKS
            and len(first.text.split()) >= 8
            and bool(re.search(r"[a-z,]$", first.text[-1:]))
            and (second.text[:1].islower() or bool(_UNFINISHED.search(first.text)))
        )

    @cached_property
    def tables(self) -> Sequence[Table]:
        """The document's tables; where it has none, those that its rows of text make."""
        return self.document.tables or tuple(tables_of_rows(self.sentences))

    @cached_property
    def heads(self) -> dict[int, str]:
        """The first row of its table for each row but the first, by the number of the sentence."""
        heads: dict[int, str] = {}
        head, cells = "", 0
        for sentence in self.body:
            row = sentence.text.split(" | ") if sentence.kind == "table_row" else []
            n_cells = len(row)
            if n_cells == 1:
                continue  # a band across the table
            if n_cells != cells:
                # A row of data is no head: that table has none.
                data = bool(row and find_dates(row[0])) or any(parse_age(one) is not None for one in row[1:])
                head, cells = "" if data else sentence.text, n_cells
            elif n_cells and head:
                heads[sentence.sentence_no] = head
        return heads

    @cached_property
    def opening(self) -> list[Sentence]:
        """The first sentences of the body, where a report says what happened to whom."""
        return self.prose[:OPENING_SENTENCES]

    @cached_property
    def _contents_pages(self) -> dict[int, int]:
        """Pages with a contents list, and where on each its body text begins (its end where it has none)."""
        pages: dict[int, int] = {}
        for page in {block.page for block in self.document.blocks if _CONTENTS.match(self.block_text(block))}:
            for number in (page, page + 1, page + 2):
                blocks = [block for block in self.document.blocks if block.page == number]
                listed = sum(bool(_LEADER.search(self.block_text(block))) for block in blocks)
                if number > page and (not blocks or listed < 0.6 * len(blocks)):
                    break
                body = next((block.char_start for block in blocks if _is_prose(self.block_text(block))), None)
                pages[number] = blocks[-1].char_end if body is None and blocks else body or 0
        return pages

    def _in_contents(self, sentence: Sentence) -> bool:
        return sentence.char_start < self._contents_pages[sentence.page]

    def previous(self, sentence: Sentence) -> Sentence | None:
        """The running sentence before this one, in the same section."""
        place = self._places.get(sentence.sentence_no, 0)
        before = self.prose[place - 1] if place else None
        return before if before and before.section_no == sentence.section_no else None

    def following(self, sentence: Sentence) -> Sentence | None:
        """The running sentence after this one, in the same section."""
        place = self._places.get(sentence.sentence_no)
        after = self.prose[place + 1] if place is not None and place + 1 < len(self.prose) else None
        return after if after and after.section_no == sentence.section_no else None

    @cached_property
    def _places(self) -> dict[int, int]:
        return {sentence.sentence_no: place for place, sentence in enumerate(self.prose)}

    def block_text(self, block: Block) -> str:
        """The text of a block."""
        return self.text[block.char_start : block.char_end]

    def section_type(self, sentence: Sentence) -> str:
        """The type of the section that a sentence stands in."""
        return self.sections[sentence.section_no].section_type if self.sections else "other"

    def of_types(self, types: Iterable[str]) -> list[Sentence]:
        """The body's sentences in sections of these types."""
        wanted = set(types)
        return [sentence for sentence in self.prose if self.section_type(sentence) in wanted]

    def page_at(self, offset: int) -> int:
        """The page of a character."""
        starts = [page.char_start for page in self.document.pages]
        return self.document.pages[max(0, bisect_right(starts, offset) - 1)].number

    def note(self, name: str, value: object, start: int, end: int, *, inferred: bool = False) -> None:
        """Keep the words that a field rests on; ``inferred`` where they do not settle it."""
        quote = self.text[start:end]
        if quote:
            sure: Confidence = (
                "inferred" if inferred else "labelled" if self._is_labelled(start, end) else "stated"
            )
            self.found.append(Evidence(name, str(value), self.page_at(start), start, end, quote, sure))

    def _is_labelled(self, start: int, end: int) -> bool:
        """Whether the characters stand on slip sheet or cover, or in a row of a table."""
        first, last = self.cover_span
        if end <= self.slip_end or (first <= start and end <= last):
            return True
        return any(block.char_start <= start and end <= block.char_end for block in self._rows)

    @cached_property
    def _rows(self) -> list[Block]:
        return [block for block in self.document.blocks if block.kind == "table_row"]

    @cached_property
    def _phrase_cache(self) -> dict[int, dict[str, list[tuple[int, int]]]]:
        return {}

    def phrases(self, sentence: Sentence) -> dict[str, list[tuple[int, int]]]:
        """Character spans (in the sentence) of the configured wordings, by list; kept once found."""
        known = self._phrase_cache.get(sentence.sentence_no)
        if known is None:
            joined = sentence.text.replace(BETWEEN_BLOCKS, " ")
            breaks = [match.start() for match in re.finditer(BETWEEN_BLOCKS, sentence.text)]
            known = {
                name: [(_shifted(start, breaks), _shifted(end, breaks)) for start, end in spans]
                for name, spans in self.wording.phrases.find_each(joined).items()
            }
            self._phrase_cache[sentence.sentence_no] = known
        return known

    def telling(self, name: str) -> list[Sentence]:
        """The body's sentences that have a wording of list ``name``; kept: each child asks again."""
        if name not in self._telling_cache:
            self._telling_cache[name] = [one for one in self.prose if self.phrases(one).get(name)]
        return self._telling_cache[name]

    @cached_property
    def _telling_cache(self) -> dict[str, list[Sentence]]:
        return {}

    @cached_property
    def fates(self) -> dict[tuple[object, ...], Fate]:
        """The fate of each child that was asked for, by the expressions that find the child."""
        return {}

    @cached_property
    def plans(self) -> set[int]:
        """The numbers of the sentences that tell of a plan of the child of the case."""
        return set()

    @cached_property
    def moments(self) -> dict[tuple[date | None, date | None], list[Moment]]:
        """The dates of the body, by the day of birth and the report's own day with which they were read."""
        return {}

    @cached_property
    def ages(self) -> dict[int, list[FoundAge]]:
        """The ages that the body's sentences tell, by the number of the sentence."""
        return {sentence.sentence_no: find_ages(sentence.text) for sentence in self.prose}


def tables_of_rows(sentences: Sequence[Sentence]) -> Iterator[Table]:
    """Runs of rows with as many cells each as tables, for a document whose tables were not kept apart."""
    run: list[tuple[str, ...]] = []
    page = 1
    for sentence in sentences:
        cells = tuple(sentence.text.split(" | ")) if sentence.kind == "table_row" else ()
        if run and len(cells) != len(run[0]):
            yield Table("other", page, tuple(run))
            run = []
        if cells:
            page = page if run else sentence.page
            run.append(cells)
    if run:
        yield Table("other", page, tuple(run))


def _shifted(offset: int, breaks: Sequence[int]) -> int:
    """An offset of the joined sentence as one of the text, where each break is a character longer."""
    for at in breaks:
        offset += offset > at
    return offset


def _is_prose(text: str) -> bool:
    """A paragraph, not lines of a title or a list: long, with sentences, without a page number at its end."""
    words = text.split()
    return (
        len(words) > 25
        and len(re.findall(r"[a-z]{2}[.?!](?:\s|$)", text)) >= 1
        and not _LEADER.search(text[-8:])
    )
