"""Recommendations that no heading announces: after each finding, through the findings, at a report's end."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.case.recommendations.action_plan import Item
from pipeline.case.recommendations.addressee import addressee_of, subject_of
from pipeline.case.recommendations.items import items_of, labelled, parts_of
from pipeline.case.recommendations.parts import Part, blocks_of, joined, pieces, sentences_of
from pipeline.case.recommendations.prose import leans, prescribes, states
from pipeline.case.source import Source
from pipeline.case.wording import Regexes, matches
from pipeline.records import Block, Section

# Parts that make a list where no heading does; words of such a part.
FEWEST = 4
FEWEST_WORDS = 4
# Where in a report its recommendations may stand under any heading; under one of "questions", which earlier
# are the terms of reference.
LATE = 0.5
VERY_LATE = 0.7
# Share of the numbered parts of findings that must prescribe for them to be the list.
NEARLY_ALL = 0.8
# Findings that end in a recommendation, and their share of all findings, that make these a list.
FEWEST_FINDINGS = 2
MOST_FINDINGS = 0.6
_SHAPE = re.compile(r"(?P<code>[A-Z]\s?)?\d{1,2}[.)]?")
_CODE = re.compile(r"(?P<n>[A-Z]\d{1,2})[.:)]?\s+(?=[A-Z])")
_NO_LIST = frozenset(
    (
        "contents",
        "front",
        "introduction",
        "terms_of_reference",
        "methodology",
        "panel",
        "glossary",
        "references",
    )
)
# A late heading of "questions" is read as one of these.
_ASKED = frozenset(("terms_of_reference",))
# Sections that tell, and recommend nothing.
_TOLD = frozenset(
    ("narrative", "family", "family_views", "circumstances", "background", "agencies", "appendix")
)
# Headings of what is to come, in whatever words.
_OF_CHANGE = re.compile(
    r"\b(?:recommend\w*|propos\w+|asks?|asked|requests?|charge|chang(?:e|es|ing)|actions?|steps?|next|"
    r"should|must|"
    r"will|would|commit\w*|undertak\w+|ahead|advice|advise\w*|consider\w*|deliberat\w+|practice|forward|"
    r"future|improv\w+|"
    r"put(?:ting)? right|differently|promis\w+|pledg\w+|do now|to do|prescri\w+|counsel|remed\w+|duties|"
    r"tasks?|whom|questions?|advis\w+|urg\w+|commend\w*|suggest\w*|wish\w*|hop\w+|wants?|needs?|needed|"
    r"better|requires?|required|expect\w*|leave|challenges?)\b",
    re.I,
)
_FINDINGS = frozenset(("findings", "analysis", "lessons", "good_practice", "conclusion", "other"))
# "We therefore recommend that the Trust ...", said where the finding is told; not what another review said.
_RECOMMENDS = re.compile(
    r"^(?:for (?:this|that|these) reasons?,?\s+|accordingly,?\s+|therefore,?\s+)?(?:(?:we|I|"
    r"the (?:\w+ )?(?:review|panel|author|reviewers?))\s+"
    r"(?:\w+ly |therefore |accordingly |also |further ){0,2}recommends?|it is (?:\w+ly |therefore |"
    r"also )?recommended)\b",
    re.I,
)


def outside_lists(source: Source, inside: set[int]) -> list[Item]:
    """Recommendations printed elsewhere: "Recommendation one: ..." after a finding, one of an addendum."""
    explicit = source.wording.regexes("recommendations", "explicit")[0]
    added = source.wording.regexes("recommendations", "lead_in")[2]
    found: list[Part] = []
    body = {sentence.section_no for sentence in source.body}
    for section in source.sections:
        if (
            section.section_no in inside
            or section.section_no not in body
            or section.section_type in ("contents", "front")
        ):
            continue
        following = False
        said = source.wording.regexes("recommendations", "prescriptive")
        for part in joined(
            [
                part
                for block in blocks_of(source, section)
                for part in pieces(block, source.block_text(block), "")
            ]
        ):
            match = explicit.match(part.text)
            rest = part.text[match.end() :] if match else ""
            # The label says what it is, unless it tells what became of one.
            spoken = (
                not states(rest) or matches(rest, said) if match else following and matches(part.text, said)
            )
            named = re.match(r"recommendation|consideration|question (?:for|to)\b", part.text, re.I)
            if match and named and spoken and len(part.text.split()) > 6:
                found.append(labelled(part, match))
            elif following and spoken:
                found.append(part)
            following = bool(added.search(part.text))
    return items_of(found)


def through_findings(source: Source, inside: set[int]) -> list[Item]:
    """A list that has no place of its own: parts with a number ("A1", "7") at the end of one finding after
    another, which paragraphs of these sections do not have or which nearly all prescribe."""
    said = source.wording.regexes("recommendations", "prescriptive")[:1]
    body = {sentence.section_no for sentence in source.body}
    lists: dict[str, list[tuple[int, Part]]] = {}
    for section in source.sections:
        if section.section_no in inside or section.section_no not in body or section.section_type in _NO_LIST:
            continue
        for block in blocks_of(source, section):
            if block.kind == "heading":
                continue
            for part in map(_with_code, pieces(block, source.block_text(block), "")):
                if shape := _SHAPE.fullmatch(part.number or ""):
                    of_shape = lists.setdefault("code" if shape["code"] else "number", [])
                    of_shape.append((section.section_no, part))
    found: list[Part] = []
    for numbered in lists.values():
        # A code that comes twice is no number of a list: a child may be called C3.
        if len({part.number for _, part in numbered}) < len(numbered):
            continue
        asking = [part for _, part in numbered if matches(part.text, said)]
        if len({number for number, _ in numbered}) > 1 and len(asking) >= max(
            FEWEST - 1, NEARLY_ALL * len(numbered)
        ):
            found += asking
    return items_of(found)


def _with_code(part: Part) -> Part:
    """The part with the code that its text begins with ("A1 The Board should") as its number."""
    code = _CODE.match(part.text) if part.number is None else None
    if code is None:
        return part
    return replace(part, number=code["n"], text=part.text[code.end() :], start=part.start + code.end())


def unheaded_sections(source: Source) -> list[Section]:
    """The list of a report whose headings name none: in its second half, the section with its neighbours in
    which most parts say what a body should do, will do, or is asked; the last of several.

    Under a heading that speaks of change one such part is enough, for nearly every report has a list.
    """
    fits = [section for section in source.sections if _asks_throughout(source, section)]
    if not fits:
        return []
    found = [fits[-1]]
    for section in reversed(fits[:-1]):
        if section.section_no != found[0].section_no - 1 or section.level != found[0].level:
            break
        found.insert(0, section)
    return found


def _asks_throughout(source: Source, section: Section) -> bool:
    late = VERY_LATE if section.section_type in _ASKED else LATE
    if section.char_start < late * len(source.text) or section.section_type in (_NO_LIST | _TOLD) - _ASKED:
        return False
    said = source.wording.regexes("recommendations", "prescriptive")
    parts = [
        part
        for part in parts_of(source, [section])
        if not part.leads and len(part.text.split()) >= FEWEST_WORDS
    ]
    asking = [part for part in parts if _asks(part, said)]
    signal = bool(_OF_CHANGE.search(section.heading) or re.match(r"(?:To|For) ", section.heading))
    named = [part for part in asking if part.to or addressee_of(part.text, part.heading, None)]
    if signal:
        return len(asking) >= max(1, 0.5 * len(parts))
    return len(named) >= FEWEST - 1 and len(asking) >= NEARLY_ALL * len(parts) - 1


def _asks(part: Part, said: Regexes) -> bool:
    """Whether a part prescribes, commands, is a question, or says what a body takes upon itself."""
    return (
        prescribes(part.text, said)
        or leans(part.text)
        or (part.kind == "list_item" and not states(part.text))
    )


def after_findings(source: Source, inside: set[int]) -> list[Item]:
    """The last paragraph of one finding after another, where most of them say there what a body should do;
    else sentences of the findings that recommend in so many words."""
    said = source.wording.regexes("recommendations", "prescriptive")[:1]
    body = {sentence.section_no for sentence in source.body}
    sections = [
        one
        for one in source.sections
        if one.section_no in body and one.section_no not in inside and one.section_type in _FINDINGS
    ]
    for level in sorted({one.level for one in sections}, reverse=True):
        endings = [
            _ending(source, one, said)
            for one in sections
            if one.level == level and _below_heading(source, one)
        ]
        found = [part for part in endings if part]
        if len(found) >= max(FEWEST_FINDINGS, MOST_FINDINGS * len(endings)):
            # The heading of one finding may be all that leads to what it asks.
            return items_of(
                [
                    part
                    for one in sections
                    if one.level == level
                    and _below_heading(source, one)
                    and (part := _ending(source, one, said, whole=True))
                ]
            )
    late = [one for one in sections if one.char_start >= LATE * len(source.text)]
    for section in reversed(late):
        below = [one for one in _below_heading(source, section) if one.kind == "paragraph"]
        ends = [part for block in below if (part := _asking_end(source, block, said))]
        if len(ends) >= FEWEST - 1 and len(ends) >= MOST_FINDINGS * len(below):
            return items_of(ends)
    told = [
        sentence
        for section in sections
        for block in blocks_of(source, section)
        for part in pieces(block, source.block_text(block), "")
        for sentence in sentences_of(part)
        if _RECOMMENDS.match(sentence.text)
    ]
    return items_of(told) if len(told) >= FEWEST_FINDINGS else []


def _below_heading(source: Source, section: Section) -> list[Block]:
    """The paragraphs and bullets of a section without its heading."""
    return [
        block
        for block in blocks_of(source, section)
        if block.kind != "heading" and not (section.heading and block.char_start == section.char_start)
    ]


def _ending(source: Source, section: Section, said: Regexes, *, whole: bool = False) -> Part | None:
    """What stands at the end of a section and says what a body should do; after other sentences, unless the
    ``whole`` section may be that."""
    blocks = _below_heading(source, section)
    found = _asking_end(source, blocks[-1], said) if blocks else None
    alone = len(blocks) == 1 and found and found.start <= blocks[0].char_start
    return None if alone and not whole else found


def _asking_end(source: Source, block: Block, said: Regexes) -> Part | None:
    """The end of a paragraph from the first sentence on that says what a body should do."""
    parts = list(pieces(block, source.block_text(block), ""))
    for sentence in sentences_of(parts[-1]) if parts else ():
        if prescribes(sentence.text, said) and subject_of(sentence.text):
            return parts[-1].cut(sentence.start - parts[-1].start, len(parts[-1].text))
    return None
