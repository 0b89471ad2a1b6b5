"""Gender and ethnicity of a child, as far as the report tells them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from pipeline.case.family import FamilyRow
from pipeline.case.people import People, gender_by_pronoun
from pipeline.case.source import Source
from pipeline.records import Gender, Sentence

_SKIPPED = frozenset(("recommendations", "action_plan", "references", "glossary", "terms_of_reference"))


@dataclass(frozen=True, slots=True)
class Named:
    """A child of the case: the name in the text, all its forms, and the row of the family table."""

    name: str
    forms: tuple[str, ...]
    row: FamilyRow | None = None


def find_gender(source: Source, child: Named, people: People, alone: bool) -> Gender:
    """Male or female where the report says so; not_stated where it hides it or says nothing."""
    if any(source.phrases(sentence).get("gender.hidden") for sentence in source.prose):
        return "not_stated"
    if child.row and child.row.gender != "not_stated":
        source.note("gender", child.row.gender, child.row.start, child.row.end)
        return child.row.gender
    scores = {"male": 0.0, "female": 0.0}
    place: dict[str, tuple[int, int]] = {}
    for rank, sentence in enumerate(source.prose[:150]):
        for gender, start, end in _gender_words(source, sentence, child, people, alone, opening=rank < 25):
            scores[gender] += 1.0
            place.setdefault(gender, (sentence.char_start + start, sentence.char_start + end))
    best, other = sorted(scores, key=lambda gender: -scores[gender])
    if scores[best] < 1.0 or scores[best] < 3 * scores[other]:
        return cast(Gender, gender_by_pronoun(source, child.forms) or "not_stated")
    source.note("gender", best, *place[best])
    return "male" if best == "male" else "female"


def _gender_words(
    source: Source, sentence: Sentence, child: Named, people: People, alone: bool, *, opening: bool
) -> list[tuple[str, int, int]]:
    """Words like "boy" said of the child: beside its name, or of an unnamed child in the opening."""
    found = []
    names = "|".join(re.escape(form) for form in child.forms) or r"(?!)"
    for gender in ("male", "female"):
        words = "|".join(
            word
            for word in source.wording.words("gender", gender)
            if len(word) > 2 and "brother" not in word and "sister" not in word
        )
        pattern = rf"\b(?:{words})\b(?!')"
        for match in re.finditer(pattern, sentence.text):
            near = sentence.text[max(0, match.start() - 25) : match.end() + 25]
            # "Twin boys, Baby X and Baby Y"; "a girl, called Holly"
            no_and = r"(?:(?!\band\b)[^.;,]){0,20}"
            between = ",?[^.;,]{0,20}" if match[0].endswith("s") else f"(?:, called)?{no_and}"
            if (
                re.search(rf"(?:{names})(?!\w)", near)
                and re.search(
                    rf"(?:{names}),? (?:was |is )?(?:a|an|the|her|his)(?:(?!\band\b)[^.;,]){{0,25}}{match[0]}"
                    rf"|{match[0]}{between}(?:{names})(?!\w)",
                    near,
                )
            ) or (
                alone
                and opening
                and people.before(sentence.text, match.end() + 1) == "child"
                and re.search(
                    r"\b(?:a|an|the|this|baby)\s+(?:[\w-]+\s+){0,2}$", sentence.text[: match.start()], re.I
                )
            ):
                found.append((gender, match.start(), match.end()))
    return found


def find_ethnicity(source: Source, child: Named, people: People) -> str | None:
    """As written: of the table, of the child by name, or of the family or all in the table."""
    if child.row and child.row.ethnicity:
        source.note("ethnicity", child.row.ethnicity, child.row.start, child.row.end)
        return child.row.ethnicity
    pattern = re.compile(
        rf"\b(?:{'|'.join(source.wording.words('ethnicity', 'regex'))})\b(?! Council| Road| community)"
    )
    cues = re.compile(rf"\b(?:{'|'.join(source.wording.words('ethnicity', 'cues'))})\b", re.I)
    whole: tuple[str, int, int] | None = None
    for rank, sentence in enumerate(source.prose):
        for match in pattern.finditer(sentence.text):
            clause_start = max(sentence.text.rfind(";", 0, match.start()), 0)
            clause = sentence.text[clause_start : match.start()]
            if not cues.search(clause) or source.section_type(sentence) in _SKIPPED:
                continue
            at = (match[0], sentence.char_start + match.start(), sentence.char_start + match.end())
            who = people.before(clause, len(clause))
            if who == "child" or (
                who == "pronoun" and rank < 40 and re.match(r"(?:He|She|They)\b", sentence.text)
            ):
                source.note("ethnicity", *at)
                return match[0]
            if re.search(
                r"\b(?:family|all of those|the children|all (?:three|four|five|six)|everyone)\b", clause, re.I
            ):
                whole = whole or at
    if whole:
        source.note("ethnicity", *whole)
        return whole[0]
    return None
