"""The choice between the ages of a report: what the rules find, weighed with what a trained reader does."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.case.age.said import AgeTold, Said
from pipeline.case.reading import chances_of

# Read in a table, worked out from the birth, told in the text, reckoned from another day, told of no day at
# all, read by the reader alone.
Way = Literal["row", "birth", "told", "reckoned", "undated", "read"]

# Years within which two ages are one.
SAME = 0.1
# The least chance that counts: no reader is surer than that.
LEAST = 0.001
# Weights fitted on reports that neither the reader nor the rules had seen: what an age gains by being the
# rules' answer, in each of its ways and where that is inferred, by the logarithm of its chance, and by the
# logarithm of what the rules' statements for it weigh.
STATED: Mapping[Way, float] = {"row": 2.8, "birth": 3.3, "told": 0.3}
INFERRED: Mapping[Way, float] = {"birth": 3.0, "told": 1.6, "reckoned": 3.2, "undated": 0.1}
CHANCE, SUPPORT = 0.5, 1.7
# What an age gains that no words tell: a reader can say no more of it than that it is none of those told.
UNTOLD = 1.6
# Where the rules have no answer, an age is given from this chance on.
ENOUGH = 0.25


@dataclass(frozen=True, slots=True)
class Answer:
    """An age in years with the words, at ``start`` to ``end``, that it rests on."""

    years: float
    start: int
    end: int
    way: Way
    inferred: bool = True


@dataclass(frozen=True, slots=True)
class _Evidence:
    answer: Answer | None
    chances: Mapping[float, float]
    statements: Sequence[Said]

    def near(self, years: float) -> list[float]:
        """The chances of the ages told that are the same, as logarithms; none where no words tell it."""
        return [chance for told, chance in self.chances.items() if abs(told - years) <= SAME]

    def chance(self, years: float) -> float:
        """The logarithm of the chance of an age; of one that no words tell, that none of those told is it."""
        near = self.near(years)
        share = sum(math.exp(one) for one in near or self.chances.values())
        return math.log(max(share if near else 1 - share, LEAST))

    def weight(self, years: float) -> float:
        """What rules and reader together say for an age."""
        said = sum(one.weight for one in self.statements if abs(one.years - years) <= SAME)
        ruled = 0.0
        if self.answer and abs(self.answer.years - years) <= SAME:
            ruled = (INFERRED if self.answer.inferred else STATED)[self.answer.way]
        untold = 0.0 if self.near(years) else UNTOLD
        return CHANCE * self.chance(years) + SUPPORT * math.log1p(said) + ruled + untold


def weighed(
    mentions: Sequence[AgeTold],
    scores: Sequence[float],
    answer: Answer | None,
    statements: Sequence[Said],
) -> Answer | None:
    """The rules' ``answer``, or another age of the text that reader and rules together make likelier.

    ``scores``: what a reader gives to each of the ``mentions``.
    """
    if not mentions:
        return answer
    chances = chances_of([one.words.years for one in mentions], scores)
    evidence = _Evidence(answer, chances, statements)
    best = max(chances, key=lambda years: (evidence.weight(years), years))
    if answer and evidence.weight(answer.years) >= evidence.weight(best) - 1e-9:
        return answer
    if answer is None and evidence.chance(best) < math.log(ENOUGH):
        return None
    # The place where the reader is surest that the age is the child's.
    surest, _ = max(
        ((one, score) for one, score in zip(mentions, scores, strict=True) if one.words.years == best),
        key=lambda pair: pair[1],
    )
    at = surest.sentence.char_start
    return Answer(best, at + surest.words.start, at + surest.words.end, "read")
