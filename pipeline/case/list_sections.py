"""Which sections list recommendations, whatever their headings call them."""

from __future__ import annotations

import re

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
_CODED = re.compile(r"(?:^|(?<=[.?;]\s))[RA]\s?\d{1,2}[.:)]\s")


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
        elif section.section_type in _NEVER or (
            section.section_type == "terms_of_reference" and not _is_late(source, section)
        ):
            continue
        elif below is not None:
            found.add(section.section_no)
        elif _called(section, headings, late if _is_late(source, section) else ()) and _speaks(
            source, section
        ):
            found.add(section.section_no)
            below = section.level
    return found


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
    items = sum(
        1 if block.kind == "list_item" else len(_CODED.findall(source.block_text(block)))
        for block in source.document.blocks
        if start <= block.char_start < end
    )
    return any(matches(text, said) for text in texts) or items >= FEWEST


def _end(source: Source, section: Section) -> int:
    """Where the sections below this one end."""
    following = (one for one in source.sections[section.section_no + 1 :] if one.level <= section.level)
    return next((one.char_start for one in following), len(source.text))
