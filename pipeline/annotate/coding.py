"""How a judgement is written in words, and read again: ``neglect affirmed child``, ``neglect``, ``none``."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.codebook import Codebook, Factor
from pipeline.errors import ScrError
from pipeline.records import (
    ASSERTIONS,
    ENTITY_LABELS,
    SUBJECTS,
    TEMPORALITIES,
    Assertion,
    Subject,
    Temporality,
)

NONE = "none"


class CodingError(ScrError):
    """Words that are no coding; ``reason`` is a short code for tables."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a sentence says of a factor."""

    factor_id: str
    assertion: Assertion
    subject: Subject
    temporality: Temporality

    @property
    def value(self) -> str:
        """Assertion, subject and temporality, as column ``value`` of the annotations has them."""
        return f"{self.assertion} {self.subject} {self.temporality}"

    @property
    def label(self) -> str:
        """With the factor before it, as a label for tools that have no attributes."""
        when = " historical" if self.temporality == "historical" else ""
        return f"{self.factor_id} {self.assertion} {self.subject}{when}"


def read_label(text: str, codebook: Codebook) -> Judgement:
    """``factor [assertion [subject [temporality]]]``: what is left out is affirmed, the codebook's own
    subject, current. CodingError says what is wrong."""
    words = text.split()
    factor = known_factor(words[0] if words else "", codebook)
    if len(words) > 4:
        raise CodingError("unknown_label", f"{text!r} has more than factor, assertion, subject, temporality")
    return judgement(factor, words[1] if len(words) > 1 else "affirmed", *words[2:])


def known_factor(factor_id: str, codebook: Codebook) -> Factor:
    """The factor; CodingError where the codebook has none of this name."""
    found = next((factor for factor in codebook.factors if factor.id == factor_id), None)
    if found is None:
        raise CodingError("unknown_factor", f"the codebook has no factor {factor_id!r}")
    return found


def judgement(
    factor: Factor, assertion: str, subject: str | None = None, temporality: str | None = None
) -> Judgement:
    """The parts checked, and filled in from the codebook where they are None. Raises CodingError."""
    whom = subject or factor.default_subject or (factor.subjects[0] if len(factor.subjects) == 1 else None)
    if whom is None:
        raise CodingError("no_subject", f"{factor.id}: it is not said whom it is about")
    when = temporality or ("historical" if factor.temporality == "historical" else "current")
    for what, word, allowed in (
        ("assertion", assertion, ASSERTIONS),
        ("subject", whom, SUBJECTS),
        ("temporality", when, TEMPORALITIES),
    ):
        if word not in allowed:
            raise CodingError(
                f"unknown_{what}", f"{factor.id}: {word!r} is no {what}; it is one of {', '.join(allowed)}"
            )
    return Judgement(factor.id, assertion, whom, when)  # type: ignore[arg-type]


def known_entity(label: str) -> str:
    """The label; CodingError where there is no such kind of entity."""
    if label not in ENTITY_LABELS:
        raise CodingError("unknown_label", f"{label!r} is neither a factor of the codebook nor an entity")
    return label


def is_entity(label: str) -> bool:
    """Whether a label is meant as an entity: they are in capitals, factors are not."""
    return label.isupper()
