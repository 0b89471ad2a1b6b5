"""From the sections of a list to its parts, and from the parts that count to items with addressees."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.case.recommendations.action_plan import Item
from pipeline.case.recommendations.addressee import addressee_of, subject_of
from pipeline.case.recommendations.addressee_heading import heading_body, is_addressee_heading
from pipeline.case.recommendations.addressee_lead import lead_body
from pipeline.case.recommendations.parts import (
    OPEN,
    Part,
    blocks_of,
    is_point,
    joined,
    pieces,
    without_reasons,
)
from pipeline.case.recommendations.prose import prescribes
from pipeline.case.report.bodies import body_name, is_named
from pipeline.case.source import Source
from pipeline.case.wording import Regexes
from pipeline.number_words import cardinals
from pipeline.records import Section

# A line before points speaks of them: "... two things:", "... the following.", "... as follows."
_OF_WHAT_FOLLOWS = re.compile(
    r":\s*$|\b(?:following|follows?|these|this|below|"
    rf"(?:{cardinals(10)}|some|several|few)"
    r"(?: \w+)? (?:things?|matters?|points?|steps?|more|further|actions?|recommendations?|requests?|"
    r"tasks?))\b",
    re.I,
)
_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)+|[A-Z]{1,2}\d{0,2}[:.)]|\(\d{1,2}\))\s+")
# "Lead: Health Visiting Service", "Addressed to: the Board": a line below the recommendation that it is of.
_OWNER = re.compile(
    r"^(?:addressees?|addressed to|recipients?|for|to|(?:suggested |proposed )?(?:lead|"
    r"owner)s?(?: agency| body| "
    r"officer)?|owned by|"
    r"responsib(?:le|ility)(?: \w+)?|by whom|(?:for )?action by|to be taken by|agency)\s*(?::|"
    r"\s[–-])\s*(?P<who>.+)$",
    re.I,
)
LONGEST_LEAD = 45
LONGEST_OWNER = 16
LONGEST_HEADLINE = 10


def parts_of(source: Source, sections: Sequence[Section]) -> list[Part]:
    """The blocks of the sections without headings, footnotes and table rows; numbered runs in pieces.

    A heading that is itself a recommendation ("Recommendation 2: The Trust should ...") is a part.
    """
    explicit = source.wording.regexes("recommendations", "explicit")[0]
    said = source.wording.regexes("recommendations", "prescriptive")[:1]
    parts: list[Part] = []
    for section in sections:
        heading = source.text[section.char_start : section.char_end].split("\n", 1)[0]
        to: str | None = None
        for block in blocks_of(source, section):
            text = source.block_text(block)
            if block.char_start == section.char_start and section.heading:
                if explicit.match(text) and prescribes(explicit.sub("", text, count=1), said):
                    parts.extend(pieces(block, text, ""))
                continue
            label = explicit.fullmatch(text)
            if is_addressee_heading(text) and not label:
                # Under "Recommendation 1", a line "To: the Trust" is that one's.
                before = parts[-1].text if parts else ""
                if explicit.match(heading) or (before and explicit.fullmatch(before)):
                    to = heading_body(text)
                else:
                    heading = text
                continue
            to = None if label else to
            made = [replace(part, to=to) for part in pieces(block, text, heading)]
            # A line that names a body may have run into the first item of its list.
            heading = made[-1].heading if made else heading
            parts.extend(made)
    parts = _with_headlines(_with_owners(joined(parts)), said)
    return [kept for part in _under_leads(parts, said) if (kept := without_reasons(part))]


def _with_headlines(parts: Sequence[Part], said: Regexes) -> list[Part]:
    """The parts, of which a numbered headline ("1. See the child alone") that a paragraph spells out gives
    its number to the paragraph; so only where all that have a number are such headlines."""
    numbered = [i for i, part in enumerate(parts) if part.number is not None]
    if len(numbered) < 2 or not all(_is_headline(parts, i, said) for i in numbered):
        return list(parts)
    kept: list[Part] = []
    for i, part in enumerate(parts):
        if i in numbered:
            continue
        kept.append(replace(part, number=parts[i - 1].number) if i - 1 in numbered else part)
    return kept


def _is_headline(parts: Sequence[Part], index: int, said: Regexes) -> bool:
    """Whether a part is a few words without a full stop before a paragraph that says what should be done."""
    text = parts[index].text.rstrip()
    after = parts[index + 1] if index + 1 < len(parts) else None
    return (
        after is not None
        and after.number is None
        and after.kind == "paragraph"
        and len(text.split()) <= LONGEST_HEADLINE
        and not text.endswith((".", ":", ";", "?"))
        and prescribes(after.text, said)
    )


def _with_owners(parts: Sequence[Part]) -> list[Part]:
    """The parts, of which each that a line "Lead: ..." follows knows the body that the line names."""
    kept: list[Part] = []
    for part in parts:
        line = _OWNER.match(part.text) if part.number is None else None
        name = body_name(line["who"]) if line and len(part.text.split()) <= LONGEST_OWNER else None
        if name is None:
            kept.append(part)
        elif kept and kept[-1].heading == part.heading:
            kept[-1] = replace(kept[-1], to=name)
        else:
            # Before the first recommendation it is the lead of those below it.
            kept.append(part)
    return kept


def _under_leads(parts: Sequence[Part], said: Regexes) -> list[Part]:
    """The parts, of which points know the body that the line before them names."""
    placed: list[Part] = []
    to: str | None = None
    whole = any(
        part.number is not None and prescribes(part.text, said) and not part.text.rstrip().endswith(":")
        for part in parts
        if not is_point(part)
    )
    for index, part in enumerate(parts):
        after = parts[index + 1] if index + 1 < len(parts) else None
        if _is_lead(part, after, said, whole=whole):
            to = lead_body(part.text)
            placed.append(replace(part, leads=True))
            # "The Board is asked to see to these" before points that each name who should act.
            if after and subject_of(after.text):
                to = None
            continue
        if not _is_listed(part) or (placed and placed[-1].heading != part.heading):
            to = None
        own = subject_of(part.text) if to else None
        placed.append(replace(part, to=part.to if own and is_named(own) else to or part.to))
    return placed


def _is_listed(part: Part) -> bool:
    return part.kind == "list_item" or part.number is not None


def _is_lead(part: Part, after: Part | None, said: Regexes, *, whole: bool) -> bool:
    """Whether a paragraph speaks of the points that follow it under the same heading.

    One with a number does where they are points below it: "6.1 To the Trust we say:", "14 These are made
    to agencies."; "8.1 The Trust should:" with its points is one recommendation where others are ``whole``
    in one paragraph.
    """
    if after is None or part.kind == "list_item" or not _is_listed(after) or after.heading != part.heading:
        return False
    if part.number is not None:
        below = after.kind == "list_item" or (is_point(after) and not is_point(part))
        if not below or (subject_of(part.text) and (whole or not part.text.rstrip().endswith(":"))):
            return False
    speaks = bool(_OF_WHAT_FOLLOWS.search(part.text) or OPEN.search(part.text)) or not prescribes(
        part.text, said
    )
    return speaks and len(part.text.split()) <= LONGEST_LEAD


def labelled(part: Part, label: re.Match[str]) -> Part:
    """What follows a label at the start of a part; "Recommendation for the Trust:" says whom it is for."""
    name = heading_body(label[0].strip(" :–-")) if re.search(r"\b(?:for|to)\b", label[0]) else None
    rest = part.cut(label.end(), len(part.text))
    return replace(rest, to=name or part.to)


def items_of(parts: Sequence[Part]) -> list[Item]:
    """An item for each part that is a recommendation, with the body that it is addressed to."""
    items: list[Item] = []
    previous: str | None = None
    named: list[str] = []
    for part in parts:
        text = _NUMBER.sub("", part.text)
        previous = addressee_of(text, part.heading, previous, part.to)
        # "The Department" of a list is the Department of Health that it named before.
        previous = next((name for name in named if previous and name.startswith(f"{previous} of ")), previous)
        named += [previous] if previous else []
        items.append(Item(text, previous, part.page, part.start, part.end, 0))
    return items
