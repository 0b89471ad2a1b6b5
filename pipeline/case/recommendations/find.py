"""The recommendations, one record each, in the order printed and never twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.case.recommendations.action_plan import Item, action_plans
from pipeline.case.recommendations.addressee import addressee_of
from pipeline.case.recommendations.asides import without_asides
from pipeline.case.recommendations.elsewhere import (
    after_findings,
    outside_lists,
    through_findings,
    unheaded_sections,
)
from pipeline.case.recommendations.items import items_of, labelled, parts_of
from pipeline.case.recommendations.list_sections import list_sections
from pipeline.case.recommendations.listing import ways_to_count
from pipeline.case.recommendations.parts import Part, is_point
from pipeline.case.recommendations.prose import prescribes
from pipeline.case.recommendations.repeats import alike, is_repeat, without_repeats
from pipeline.case.source import Source
from pipeline.case.wording import matches
from pipeline.number_words import CARDINALS, cardinals
from pipeline.records import Recommendation, Section

_STATED = re.compile(
    rf"\b(?P<n>{cardinals(20)}|\d{{1,2}})\s+(?:\w+\s+)?(?:recommendations|actions|considerations|"
    rf"questions|proposals|things|matters|points)\b",
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
    items += [replace(item, group=len(groups)) for item in outside_lists(source, inside)]
    items += [
        replace(item, group=len(groups) + 1, unheaded=True) for item in through_findings(source, inside)
    ]
    if not items:
        items = list(action_plans(source)) or [
            replace(item, unheaded=True) for item in _without_heading(source, inside)
        ]
    items = _with_named(without_repeats(items), items)
    items.sort(key=lambda item: item.start)
    for number, item in enumerate(items, 1):
        name = f"recommendations.{number}"
        source.note(name, item.addressee or "", item.start, item.end, inferred=item.unheaded)
    return tuple(
        Recommendation(number, item.text, item.addressee, item.page) for number, item in enumerate(items, 1)
    )


def _with_named(kept: Sequence[Item], items: Sequence[Item]) -> list[Item]:
    """The items kept, of which one without addressee takes that of the list that it repeats."""
    dropped = [item for item in items if item.addressee and item not in kept]
    return [
        item
        if item.addressee
        else replace(
            item, addressee=next((one.addressee for one in dropped if alike(one.text, item.text)), None)
        )
        for item in kept
    ]


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


def _of_group(source: Source, sections: Sequence[Section]) -> list[Item]:
    """The recommendations of neighbouring sections: rows of a table, a list, or both where they differ."""
    rows = list(_table_items(source, sections))
    listed = _of_parts(source, sections)
    if not rows:
        return listed
    said = source.wording.regexes("recommendations", "prescriptive")[:1]
    asking = [item for item in listed if prescribes(item.text, said)]
    # Sentences round a table speak of it; of a list that its rows repeat, each may have several rows.
    if len(asking) < 2:
        return rows
    return listed if is_repeat(listed, rows) else sorted((*asking, *rows), key=lambda item: item.start)


def _of_parts(source: Source, sections: Sequence[Section]) -> list[Item]:
    parts = parts_of(source, sections)
    explicit = source.wording.regexes("recommendations", "explicit")
    if any(matches(part.text, explicit) for part in parts) or any(
        matches(section.heading, explicit) for section in sections
    ):
        return _explicit(source, parts)
    stated = _stated(source, sections, parts)
    parts = without_asides(parts, source.wording.regexes("recommendations", "prescriptive"))
    counted = ways_to_count(source, parts)
    likeliest = next((option for option in counted if option), [])
    chosen = next((option for option in counted if stated is not None and len(option) == stated), likeliest)
    if stated and len(chosen) == stated + 1:
        # What counts the list leads into it; what follows the last of "seven things" is the farewell.
        chosen = chosen[1:] if _STATED.search(chosen[0].text) else chosen[:stated]
    return items_of(chosen)


def _stated(source: Source, sections: Sequence[Section], parts: Sequence[Part]) -> int | None:
    """How many recommendations the lead-in says that there are; None where more than one line counts, or one
    that names the body which its points are for."""
    if any(part.to for part in parts):
        return None
    match = _STATED.search(_lead(source, sections))
    if match is None:
        return None
    return int(match["n"]) if match["n"].isdigit() else CARDINALS[match["n"].lower()]


def _explicit(source: Source, parts: Sequence[Part]) -> list[Item]:
    """Parts that open with "Recommendation 3:", with what follows; or parts under headings that say so."""
    explicit = source.wording.regexes("recommendations", "explicit")[0]
    said = source.wording.regexes("recommendations", "prescriptive")[:1]
    found: list[Part] = []
    heading = ""
    for part in parts:
        match = explicit.match(part.text)
        if match and len(part.text) > match.end():
            found.append(labelled(part, match))
        elif match or (explicit.match(part.heading) and part.heading != heading):
            heading = part.heading
            found.append(part if not match else replace(part, text=""))
        elif found and not prescribes(found[-1].text, said) and prescribes(part.text, said):
            # The reasons came first.
            found[-1] = part
        elif found and (part.kind == "list_item" or not found[-1].text or is_point(part)):
            last = found[-1]
            text = f"{last.text} {part.text}".strip()
            found[-1] = replace(last, text=text, end=part.end, to=last.to or part.to)
    return items_of([part for part in found if part.text])


def _unheaded(source: Source) -> list[Item]:
    """The list of a report whose headings name none."""
    sections = unheaded_sections(source)
    return _of_group(source, sections) if sections else []


def _without_heading(source: Source, inside: set[int]) -> list[Item]:
    """What the findings end in; the report's list without a heading where there is nothing, or where the list
    has all of it and more."""
    told, listed = list(after_findings(source, inside)), _unheaded(source)
    within = all(any(one.start <= item.start < one.end for one in listed) for item in told)
    return listed if not told or (within and len(listed) > len(told)) else told


def _table_items(source: Source, sections: Sequence[Section]) -> Iterator[Item]:
    """Rows of the action plan that stands in sections of recommendations."""
    start, end = sections[0].char_start, sections[-1].char_end
    for listed in (False, True):
        rows = [item for item in action_plans(source, listed=listed) if start <= item.start < end]
        if rows:
            yield from (
                item if item.addressee else replace(item, addressee=_of_heading(item, sections))
                for item in rows
            )
            return


def _of_heading(item: Item, sections: Sequence[Section]) -> str | None:
    """The addressee of a row without owner: whom the heading above the table names, or its text."""
    above = [one.heading for one in sections if one.char_start <= item.start]
    return addressee_of(item.text, above[-1] if above else "", None)
