"""The recommendations, one record each, in the order printed and never twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.case.action_plan import Item, action_plans
from pipeline.case.addressee import addressee_of, is_addressee_heading
from pipeline.case.list_sections import list_sections
from pipeline.case.listing import NUMBERS, Part, blocks_of, is_point, joined, pieces, ways_to_count
from pipeline.case.repeats import without_repeats
from pipeline.case.source import Source
from pipeline.case.wording import matches
from pipeline.records import Recommendation, Section

# Parts that make a list where no heading does.
FEWEST = 4
# Share of the numbered parts of findings that must prescribe for them to be the list.
NEARLY_ALL = 0.8
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
_STATED = re.compile(
    rf"\b(?P<n>{'|'.join(NUMBERS)}|\d{{1,2}})\s+(?:\w+\s+)?(?:recommendations|actions|considerations|questions|proposals|things|matters|points)\b",
    re.I,
)


def find_recommendations(source: Source) -> tuple[Recommendation, ...]:
    """Recommendations of all sections of that type, of action plans where there are none, and those printed
    after each finding; a summary's list that the report repeats in full is left out."""
    items: list[Item] = []
    groups = list(_groups(source))
    for number, (sections, lead) in enumerate(groups):
        items += [
            replace(
                item, group=number, brief=matches(lead, source.wording.regexes("recommendations", "repeats"))
            )
            for item in _of_group(source, sections)
        ]
    inside = {section.section_no for sections, _ in groups for section in sections}
    items += [replace(item, group=len(groups)) for item in _outside(source, inside)]
    items += [
        replace(item, group=len(groups) + 1, unheaded=True) for item in _through_findings(source, inside)
    ]
    if not items:
        items = list(action_plans(source)) or [replace(item, unheaded=True) for item in _unheaded(source)]
    items = without_repeats(items)
    items.sort(key=lambda item: item.start)
    for number, item in enumerate(items, 1):
        name = f"recommendations.{number}"
        source.note(name, item.addressee or "", item.start, item.end, inferred=item.unheaded)
    return tuple(
        Recommendation(number, item.text, item.addressee, item.page) for number, item in enumerate(items, 1)
    )


def _groups(source: Source) -> Iterator[tuple[list[Section], str]]:
    """Runs of neighbouring sections of recommendations, with the words that lead into each."""
    listed = list_sections(source)
    run: list[Section] = []
    for section in source.sections:
        if section.section_no in listed:
            run.append(section)
        elif run:
            yield run, _lead(source, run)
            run = []
    if run:
        yield run, _lead(source, run)


def _lead(source: Source, sections: Sequence[Section]) -> str:
    first = sections[0]
    return source.text[first.char_start : min(first.char_end, first.char_start + 400)]


def _parts(source: Source, sections: Sequence[Section]) -> list[Part]:
    """The blocks of the sections without headings, footnotes and table rows; numbered runs in pieces."""
    parts: list[Part] = []
    for section in sections:
        heading = source.text[section.char_start : section.char_end].split("\n", 1)[0]
        for block in blocks_of(source, section):
            text = source.block_text(block)
            if block.char_start == section.char_start and section.heading:
                continue
            if is_addressee_heading(text):
                heading = text
                continue
            parts.extend(pieces(block, text, heading))
    return joined(parts)


def _of_group(source: Source, sections: Sequence[Section]) -> list[Item]:
    parts = _parts(source, sections)
    rows = list(_table_items(source, sections))
    if rows:
        return rows
    explicit = source.wording.regexes("recommendations", "explicit")
    if any(matches(part.text, explicit) for part in parts) or any(
        matches(section.heading, explicit) for section in sections
    ):
        return _explicit(source, parts, sections)
    stated = _stated(source, sections)
    counted = ways_to_count(source, parts)
    likeliest = next((option for option in counted if option), [])
    chosen = next((option for option in counted if stated is not None and len(option) == stated), likeliest)
    # What follows the last of "seven things" is the report's farewell.
    return _items(chosen[:stated] if stated and len(chosen) == stated + 1 else chosen)


def _stated(source: Source, sections: Sequence[Section]) -> int | None:
    """How many recommendations the lead-in says that there are."""
    match = _STATED.search(_lead(source, sections))
    if match is None:
        return None
    return int(match["n"]) if match["n"].isdigit() else NUMBERS[match["n"].lower()]


def _explicit(source: Source, parts: Sequence[Part], sections: Sequence[Section]) -> list[Item]:
    """Parts that open with "Recommendation 3:", with what follows; or parts under headings that say so."""
    explicit = source.wording.regexes("recommendations", "explicit")[0]
    found: list[Part] = []
    heading = ""
    for part in parts:
        match = explicit.match(part.text)
        if match and len(part.text) > match.end():
            begin = part.start + match.end()
            found.append(replace(part, text=part.text[match.end() :].strip(" "), start=begin))
        elif match or (explicit.match(part.heading) and part.heading != heading):
            heading = part.heading
            found.append(part if not match else replace(part, text=""))
        elif found and (part.kind == "list_item" or not found[-1].text or is_point(part)):
            last = found[-1]
            found[-1] = replace(last, text=f"{last.text} {part.text}".strip(), end=part.end)
    return _items([part for part in found if part.text])


def _items(parts: Sequence[Part]) -> list[Item]:
    items: list[Item] = []
    previous: str | None = None
    for part in parts:
        text = re.sub(r"^(?:\d+(?:\.\d+)+|[A-Z]{1,2}\d{1,2}[:.)]|\(\d{1,2}\))\s+", "", part.text)
        previous = addressee_of(text, part.heading, previous)
        items.append(Item(text, previous, part.page, part.start, part.end, 0))
    return items


def _outside(source: Source, inside: set[int]) -> list[Item]:
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
        for part in joined(
            [
                part
                for block in blocks_of(source, section)
                for part in pieces(block, source.block_text(block), "")
            ]
        ):
            match = explicit.match(part.text)
            spoken = matches(part.text, source.wording.regexes("recommendations", "prescriptive"))
            named = re.match(r"recommendation|consideration", part.text, re.I)
            if match and named and spoken and len(part.text.split()) > 6:
                found.append(replace(part, text=part.text[match.end() :], start=part.start + match.end()))
            elif following and spoken:
                found.append(part)
            following = bool(added.search(part.text))
    return _items(found)


def _through_findings(source: Source, inside: set[int]) -> list[Item]:
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
    return _items(found)


def _with_code(part: Part) -> Part:
    """The part with the code that its text begins with ("A1 The Board should") as its number."""
    code = _CODE.match(part.text) if part.number is None else None
    if code is None:
        return part
    return replace(part, number=code["n"], text=part.text[code.end() :], start=part.start + code.end())


def _unheaded(source: Source) -> list[Item]:
    """The list of a report whose headings name none: in its second half, a section in which most parts say
    what a body should do."""
    said = source.wording.regexes("recommendations", "prescriptive")
    for section in source.sections:
        if section.char_start < len(source.text) / 2 or section.section_type in ("glossary", "references"):
            continue
        parts = _parts(source, [section])
        asking = [part for part in parts if matches(part.text, said) and addressee_of(part.text, "", None)]
        if len(asking) >= FEWEST and len(asking) >= 0.6 * len(parts):
            return _of_group(source, [section])
    return []


def _table_items(source: Source, sections: Sequence[Section]) -> Iterator[Item]:
    """Rows of the action plan that stands in sections of recommendations."""
    start, end = sections[0].char_start, sections[-1].char_end
    for item in action_plans(source):
        if start <= item.start < end:
            yield item
