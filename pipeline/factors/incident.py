"""What a court made of the incident under review, which is nobody's record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from spacy.tokens import Doc

from pipeline.factors.text import CueMatcher, read_lists

# How many sentences a report goes on about a verdict: "... found guilty. He was sentenced to six years."
REACH = 2


class IncidentRules:
    """The wordings of ``configs/qualifiers/incident.toml``, and how far back the last of them was."""

    def __init__(self, folder: Path, lexicon: Mapping[str, Sequence[str]]) -> None:
        lists = read_lists(folder / "incident.toml")
        self.factors = frozenset(lists["factors"]["ids"])
        self._cues = CueMatcher(lists["incident"], lexicon)

    def told(self, doc: Doc) -> tuple[bool, bool]:
        """Whether the sentence tells of the verdict, and whether of another, earlier crime."""
        found = self._cues.find(doc)
        return "match" in found and "unless" not in found, "unless" in found


class Verdict:
    """Follows one report: whether the sentence at hand still tells of the incident's verdict."""

    def __init__(self, rules: IncidentRules) -> None:
        self._rules = rules
        self._left = 0

    def covers(self, doc: Doc) -> bool:
        """To be asked of every sentence in turn."""
        told, other = self._rules.told(doc)
        self._left = REACH + 1 if told else max(0, self._left - 1)
        return self._left > 0 and not other
