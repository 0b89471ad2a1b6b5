"""What the case stage shows a trained reader, and what it wants to know of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from pipeline.records.case import CastMember
from pipeline.records.vocabulary import BlockKind

# Which of a report's dates is that of the incident; which of its ages is the child's at the incident.
Question = Literal["incident_date", "age"]
# What a reader learns beside, to read better: which dates are a birth's and the report's own, which ages are
# the child's at whatever time. Nobody asks it for these.
Beside = Literal["birth_date", "report_date", "own_age"]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a report that may answer a question, and what stands around them.

    ``before`` and ``after`` are the rest of their sentence with the neighbouring sentences, ``heading`` that
    of their section. ``signs``: numbers about from 0 to 1, as many and in the same order for every passage of
    a question.
    """

    heading: str
    before: str
    words: str
    after: str
    section_type: str
    kind: BlockKind
    signs: tuple[float, ...]


class Reader(Protocol):
    """Scores of passages: the higher, the likelier a passage answers the question."""

    def __call__(
        self, question: Question, passages: Sequence[Passage], cast: Sequence[CastMember]
    ) -> Sequence[float]:
        """A score for each passage of one report; that none of them answers has the score 0.

        ``cast``: the report's people, whose names are read as roles.
        """
        ...
