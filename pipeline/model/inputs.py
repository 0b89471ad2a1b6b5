"""What the network is shown of a document: sentences with people by role, their place, the rules' word."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
import numpy.typing as npt

from pipeline.records import (
    ASSERTIONS,
    SUBJECTS,
    BlockKind,
    CastMember,
    Mention,
    Section,
    Sentence,
)

KINDS: tuple[str, ...] = get_args(BlockKind)
_ROLES: Mapping[str, str] = {
    "child": "the child",
    "sibling": "the sibling",
    "mother": "the mother",
    "father": "the father",
    "parents": "the parents",
    "partner": "the partner",
    "family": "the family",
    "other_adult": "the relative",
    "professional": "the professional",
}
# Somebody whom the report has not introduced, as far as the program sees.
_TITLED = re.compile(r"\b(?P<title>Mr|Mrs|Ms|Miss|Dr|Professor)\.? [A-Z][\w’'-]*(?: [A-Z][a-z’'-]+)?(?!\w)")
_STRANGERS: Mapping[str, str] = {
    "Mr": "a man",
    "Mrs": "a woman",
    "Ms": "a woman",
    "Miss": "a woman",
    "Dr": "a doctor",
    "Professor": "a doctor",
}
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Passage:
    """The sentences of a document, or of a part of it, as numbers; n sentences and f factors.

    ``tokens``: token ids of each sentence. ``section``, ``kind``: (n,) indices of the section's type and
    the block's kind. ``place``: (n, 2) share of the document and of the section that lies before.
    ``said``: (n, f) what the rules say, 0 for nothing, else 1 + the index of the assertion.
    ``whom``: (n, f) likewise 0, else 1 + the index of the subject.
    """

    tokens: tuple[tuple[int, ...], ...]
    section: Ints
    kind: Ints
    place: Floats
    said: Ints
    whom: Ints

    def __len__(self) -> int:
        return len(self.tokens)

    def part(self, start: int, end: int) -> Passage:
        """The sentences from ``start`` up to ``end``."""
        at = slice(start, end)
        return Passage(
            self.tokens[at], self.section[at], self.kind[at], self.place[at], self.said[at], self.whom[at]
        )


def renamer(cast: Sequence[CastMember]) -> Callable[[str], str]:
    """What gives a text with the report's names for people as roles: "Ms T rang" is "the mother rang".

    So the network learns nothing from a name, and has no need to. Make it once a report: it compiles a
    pattern of all names.
    """
    roles = {member.name: _ROLES[member.role] for member in cast if member.role in _ROLES}
    names = "|".join(re.escape(name) for name in sorted(roles, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{names})(?!\w)") if names else None

    def rename(text: str) -> str:
        known = pattern.sub(lambda match: roles[match[0]], text) if pattern else text
        return _TITLED.sub(lambda match: _STRANGERS[match["title"]], known)

    return rename


@dataclass(frozen=True, slots=True)
class Encoding:
    """How sentences become numbers: the tokenizer, and the orders of section types and factors."""

    tokenize: Callable[[Sequence[str]], Sequence[Sequence[int]]]
    section_types: Sequence[str]
    factor_ids: Sequence[str]

    def passage(
        self,
        sentences: Sequence[Sentence],
        sections: Sequence[Section],
        cast: Sequence[CastMember],
        mentions: Sequence[Mention],
    ) -> Passage:
        """The sentences as the network reads them; ``mentions`` are those of the rules."""
        rename = renamer(cast)
        types = {section.section_no: section.section_type for section in sections}
        known = {name: at for at, name in enumerate(self.section_types)}
        tokens = self.tokenize([rename(sentence.text) for sentence in sentences])
        return Passage(
            tuple(tuple(ids) for ids in tokens),
            np.array([known.get(types.get(one.section_no, ""), 0) for one in sentences], dtype=np.int64),
            np.array([KINDS.index(one.kind) for one in sentences], dtype=np.int64),
            _places(sentences),
            *self._rules(sentences, mentions),
        )

    def _rules(self, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> tuple[Ints, Ints]:
        rows = {sentence.sentence_no: at for at, sentence in enumerate(sentences)}
        columns = {name: at for at, name in enumerate(self.factor_ids)}
        said = np.zeros((len(sentences), len(self.factor_ids)), dtype=np.int64)
        whom = np.zeros_like(said)
        for mention in mentions:
            row, column = rows.get(mention.sentence_no), columns.get(mention.factor_id)
            if row is not None and column is not None:
                said[row, column] = 1 + ASSERTIONS.index(mention.assertion)
                whom[row, column] = 1 + SUBJECTS.index(mention.subject)
        return said, whom


def _places(sentences: Sequence[Sentence]) -> Floats:
    count = max(len(sentences), 1)
    sizes: dict[int, int] = {}
    for sentence in sentences:
        sizes[sentence.section_no] = sizes.get(sentence.section_no, 0) + 1
    seen: dict[int, int] = {}
    places = np.zeros((len(sentences), 2), dtype=np.float32)
    for at, sentence in enumerate(sentences):
        before = seen.get(sentence.section_no, 0)
        places[at] = at / count, before / sizes[sentence.section_no]
        seen[sentence.section_no] = before + 1
    return places
