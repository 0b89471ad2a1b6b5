"""Which sections tell the story of the case: a heading under the recommendations does not."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pipeline.records import Section


def under(sections: Sequence[Section], types: Collection[str]) -> frozenset[int]:
    """The numbers of the sections of these types and of all sections that stand below one of them."""
    found: set[int] = set()
    above: int | None = None  # the level of the section of these types that we are in
    for section in sections:
        if above is not None and section.level <= above:
            above = None
        if above is None and section.section_type in types:
            above = section.level
        if above is not None:
            found.add(section.section_no)
    return frozenset(found)
