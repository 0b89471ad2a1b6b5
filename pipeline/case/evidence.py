"""How sure a field of the case record is, by where it was found and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.records import Evidence

Confidence = Literal["labelled", "stated", "inferred"]


@dataclass(frozen=True, slots=True)
class WeighedEvidence(Evidence):
    """The words that a field rests on, and how sure the field is; None where nobody weighed it.

    ``labelled``: the words stand on the slip sheet or cover, or in a table, where a label, a column or their
    place says what they are. ``stated``: a sentence says it. ``inferred``: worked out from what several
    sentences say, none of which settles it. How often each is right: ``pipeline.learn.case_fields``,
    ``count_by_confidence``.
    """

    confidence: Confidence | None = None


def weighed(evidence: Evidence) -> WeighedEvidence:
    """The evidence as it is, or without a confidence where it has none."""
    if isinstance(evidence, WeighedEvidence):
        return evidence
    return WeighedEvidence(
        evidence.field,
        evidence.value,
        evidence.page,
        evidence.char_start,
        evidence.char_end,
        evidence.quote,
    )


__all__ = ["Confidence", "WeighedEvidence", "weighed"]
