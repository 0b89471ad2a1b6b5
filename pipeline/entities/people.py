"""People whom the report names its own way: what "G" or "Ms T" is here, only its cast knows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.records import CastMember, Subject

Found = tuple[int, int, str, str]
_LABELS: Mapping[Subject, str] = {
    "child": "CHILD",
    "sibling": "SIBLING",
    "mother": "MOTHER",
    "father": "FATHER",
    "partner": "PARTNER",
}
# Grandparents have a label of their own; "K's mother" is two people.
_OTHERWISE = re.compile(
    r"(?i:\bgran|\bnan(?:n[ay])?\b|\bmam-?gu|\btad-?cu|\bnain\b|\btaid\b)|\b[MP]G[MF]\b|['’]s "
)


class NamedPeople:
    """The names of a report's cast as entities. Roles with several labels (other adults) are left out."""

    def __init__(self, cast: Sequence[CastMember]) -> None:
        self._labels = {
            one.name: _LABELS[one.role]
            for one in cast
            if one.role in _LABELS and not _OTHERWISE.search(one.name)
        }
        names = "|".join(re.escape(name) for name in sorted(self._labels, key=len, reverse=True))
        self._pattern = re.compile(rf"(?<!\w)(?:{names})(?!\w)") if names else None

    def over(self, text: str, found: Sequence[Found]) -> list[Found]:
        """``found`` with the named people in it; what overlaps one of them gives way."""
        if self._pattern is None:
            return list(found)
        people = [
            (match.start(), match.end(), self._labels[match[0]], match[0])
            for match in self._pattern.finditer(text)
        ]
        rest = [
            one for one in found if not any(one[0] < end and start < one[1] for start, end, _, _ in people)
        ]
        return sorted([*rest, *people])
