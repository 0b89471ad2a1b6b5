"""Which sections list recommendations, whatever their headings call them."""

from __future__ import annotations

import re

from pipeline.case.recommendations.addressee_heading import is_addressee_heading
from pipeline.case.recommendations.parts import pieces
from pipeline.case.recommendations.prose import states
from pipeline.case.source import Source
from pipeline.case.wording import Regexes, matches
from pipeline.records import Section

# Sections that no list of recommendations is looked for in.
_NEVER = frozenset(("front", "contents", "glossary", "references", "panel", "action_plan"))
# "Questions for the Board" stand at the end of a report where they are its recommendations, and at its
# beginning where they are its terms of reference.
_LATE = 0.6
# Points that make a list.
FEWEST = 3
# Lines of their own that name bodies, likewise; characters of such a line.
FEWEST_BODIES = 2
LONGEST_BODY = 80
# Characters of a short name in capitals: "NHS", "CAMHS", "CAFCASS".
LONGEST_SHORT_NAME = 5
# Sections below which nothing is recommended, whatever they say that should be.
_NOT_BELOW = _NEVER | frozenset(("terms_of_reference", "methodology", "appendix", "introduction"))
_NUMBERED = re.compile(r"^(?:\d[\d.]*|[A-Z][.)]|\([a-z]\))\s+")
_PLAIN = re.compile(r"\(?\d{1,2}[.)]?")
_LEVEL = re.compile(
    r"^(?:at )?(?:local|national|regional|multi-?agency|single[ -]agency|strategic|operational|"
    r"inter-?agency)"
    r"(?: (?:level|recommendations?|actions?|matters))?$",
    re.I,
)
_CODED = re.compile(r"(?:^|(?<=[.?;]\s))(?:[A-Z]{1,2}|Rec\.?)\s?\d{1,2}[.:)]\s|(?:^|(?<=[?]\s))Q\d{1,2}\s")


def list_sections(source: Source) -> set[int]:
    """The numbers of the sections that the structure stage calls recommendations, and of those whose heading
    is one of case.toml's for such lists; the sections below such a heading belong to it."""
    body = {sentence.section_no for sentence in source.body}
    headings = source.wording.regexes("recommendations", "headings")
    late = source.wording.regexes("recommendations", "late_headings")
    found: set[int] = set()
    below: int | None = None
    for section in source.sections:
        if section.section_no not in body:
            continue
        if below is not None and section.level <= below:
            below = None
        if section.section_type == "recommendations":
            found.add(section.section_no)
        elif _is_never(source, section, headings):
            continue
        elif below is not None or _goes_on(section, found):
            found.add(section.section_no)
        elif _called(section, headings, late if _is_late(source, section) else ()) and (
            section.section_no - 1 in found or _speaks(source, section)
        ):
            found.add(section.section_no)
            below = section.level
    return found | _after_bare(source, found)


def _is_never(source: Source, section: Section, headings: Regexes) -> bool:
    """Whether no list stands in a section of this type; "The Panel's requests" is of the panel by its
    owner's name only."""
    if section.section_type == "terms_of_reference":
        return not _is_late(source, section)
    if section.section_type == "panel":
        return not (_is_late(source, section) and matches(section.heading, headings))
    return section.section_type in _NEVER


def _after_bare(source: Source, found: set[int]) -> set[int]:
    """The sections after a bare heading "Recommendations": each theme or body has a heading as large as it.

    They go on as long as they say what should be done; of the first, one may speak of other lists.
    """
    added: set[int] = set()
    for number in found:
        first = source.sections[number]
        if number + 1 in found or _speaks(source, first) or _has_table(source, first):
            continue
        for section in source.sections[number + 1 :]:
            if section.section_type in _NOT_BELOW or section.section_no in found or not section.heading:
                break
            if _speaks(source, section):
                added.add(section.section_no)
            elif added or section.section_no > number + 1:
                break
    return added


def _has_table(source: Source, section: Section) -> bool:
    return any(
        block.kind == "table_row" and section.char_start <= block.char_start < section.char_end
        for block in source.document.blocks
    )


def _goes_on(section: Section, found: set[int]) -> bool:
    """Whether the section before is of the list, and this one's heading names those it is for: a body,
    "National"."""
    heading = _NUMBERED.sub("", section.heading)
    # Among capitals "PREFACE" looks like the short name of a body.
    heading = heading.title() if heading.isupper() and len(heading) > LONGEST_SHORT_NAME else heading
    return section.section_no - 1 in found and (is_addressee_heading(heading) or bool(_LEVEL.match(heading)))


def _is_late(source: Source, section: Section) -> bool:
    return section.char_start >= _LATE * len(source.text)


def _called(section: Section, headings: Regexes, late: Regexes) -> bool:
    """Whether the heading is one of a list of recommendations; a heading that tells of the past is none."""
    past = re.search(r"\b(?:should|could|would) have\b", section.heading, re.I)
    return past is None and matches(section.heading, (*headings, *late))


def _speaks(source: Source, section: Section) -> bool:
    """Whether the section, or one under it, says what should be done, or is a list.

    "R1. Keep the ratio under review" has none of the words by which one knows a recommendation; under a
    heading that asks what should change, a list needs none.
    """
    said = source.wording.regexes("recommendations", "prescriptive")
    start, end = section.char_start, _end(source, section)
    texts = [one.text for one in source.body if start <= one.char_start < end and one.kind != "heading"]
    blocks = [block for block in source.document.blocks if start <= block.char_start < end]
    items = sum(
        1 if block.kind == "list_item" else len(_CODED.findall(source.block_text(block))) for block in blocks
    )
    # A number may stand in the block's text ("1. Give each ward ...") or beside it.
    counted = [
        part
        for block in blocks
        if block.kind == "paragraph"
        for part in pieces(block, source.block_text(block), "")
        if part.number and _PLAIN.fullmatch(part.number)
    ]
    if counted and 3 * sum(states(part.text) for part in counted) <= len(counted):
        items += len(counted)
    bodies = sum(len(text) <= LONGEST_BODY and is_addressee_heading(text) for text in texts)
    return any(matches(text, said) for text in texts) or items >= FEWEST or bodies >= FEWEST_BODIES


def _end(source: Source, section: Section) -> int:
    """Where the sections below this one end."""
    following = (
        one
        for one in source.sections[section.section_no + 1 :]
        if one.level < section.level
        # A heading as large that names a body ("The police") may stand below this one all the same.
        or (one.level == section.level and not is_addressee_heading(_NUMBERED.sub("", one.heading)))
    )
    return next((one.char_start for one in following), len(source.text))
