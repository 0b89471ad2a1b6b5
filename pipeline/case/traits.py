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
_BOYS = re.compile(
    r"\b(?:the|both|two|three|four|these|all) (?:three |four )?(?:young(?:er)? )?(?:boys|brothers)\b", re.I
)
_GIRLS = re.compile(
    r"\b(?:the|both|two|three|four|these|all) (?:three |four )?(?:young(?:er)? )?(?:girls|sisters)\b", re.I
)
_WHOLE = re.compile(
    r"\b(?:family|all of (?:those|them|the family)|the children|both (?:boys|girls|children)|the household|"
    r"every member|^all (?:are|were)|all (?:three|four|five|six)|everyone)\b",
    re.I,
)
# "Jay and both parents are White British"
_JOINED = re.compile(
    r"\band (?:both |his |her |their |all )?(?:parents?|mother|father|siblings?|family)\b"
    r"[^.;]{0,30}\b(?:are|is|were)\b",
    re.I,
)
_HE = re.compile(r"\b(?:he|his|him|himself)\b")
_SHE = re.compile(r"\b(?:she|her|hers|herself)\b")
_OTHER_BEFORE = re.compile(
    r"\b(?:mother|father|worker|visitor|nurse|teacher|sister|brother|grandmother|grandfather|doctor|he|she)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Named:
    """A child of the case: the name in the text, all its forms, and the row of the family table."""

    name: str
    forms: tuple[str, ...]
    row: FamilyRow | None = None


def find_gender(source: Source, child: Named, people: People, alone: bool) -> Gender:
    """Male or female where the report says so; not_stated where it hides it or says nothing."""
    if source.telling("gender.hidden"):
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
        return cast(Gender, gender_by_pronoun(source, child.forms) or _by_context(source, child, alone))
    source.note("gender", best, *place[best])
    return "male" if best == "male" else "female"


def _by_context(source: Source, child: Named, alone: bool) -> Gender:
    """By words for all children of the case ("both girls"), else by the pronouns that follow the name."""
    if not alone:
        counts = {"male": len(_BOYS.findall(source.text)), "female": len(_GIRLS.findall(source.text))}
        best, other = sorted(counts, key=lambda gender: -counts[gender])
        if counts[best] >= 2 and counts[best] >= 5 * counts[other]:
            return "male" if best == "male" else "female"
    if not child.forms:
        return "not_stated"
    named = re.compile(rf"(?<![\w'.-])(?:{'|'.join(map(re.escape, child.forms))})(?!\w)")
    male = female = 0
    for sentence in source.prose:
        match = named.search(sentence.text)
        if match and not _OTHER_BEFORE.search(sentence.text[: match.start()]):
            # Up to the next person who could be meant.
            rest = re.split(
                r"\b(?:Mother|Father|Mr|Mrs|Ms|Dr|who|whose)\b", sentence.text[match.end() :], maxsplit=1
            )[0]
            male += len(_HE.findall(rest))
            female += len(_SHE.findall(rest))
    if max(male, female) < 3 or max(male, female) < 3 * min(male, female):
        return "not_stated"
    return "male" if male > female else "female"


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
            near = sentence.text[max(0, match.start() - 50) : match.end() + 25]
            # "Twin boys, Baby X and Baby Y"; "a girl, called Holly"
            no_and = r"(?:(?!\band\b)[^.;,]){0,20}"
            between = ",?[^.;,]{0,20}" if match[0].endswith("s") else f"(?:, called)?{no_and}"
            if (
                re.search(rf"(?:{names})(?!\w)", near)
                and re.search(
                    rf"(?:{names}),? (?:was |is )?(?:a|an|the|her|his)(?:(?!\band (?:a|an|the|his|her|"
                    rf"their)\b)[^.;,]){{0,40}}{match[0]}"
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


def _is_theirs(clause: str, text: str, people: People, rank: int) -> bool:
    """Whether an ethnicity after ``clause`` is the child's: named, named with parents, or "he" early on."""
    who = people.before(clause, len(clause))
    if who == "pronoun":
        told = re.search(r"\b(?:had|has|have|recorded) (?:him|her)\b", clause)
        return bool((rank < 40 and re.match(r"(?:He|She|They)\b", text)) or (rank < 80 and told))
    return who == "child" or bool(who == "other" and people.own.search(clause) and _JOINED.search(clause))


def find_ethnicity(source: Source, child: Named, people: People) -> str | None:
    """As written: of the table, of the child by name, or of the family or all in the table."""
    if child.row and child.row.ethnicity:
        source.note("ethnicity", child.row.ethnicity, child.row.start, child.row.end)
        return child.row.ethnicity
    whole: tuple[str, int, int] | None = None
    for rank, sentence, start, end in source.ethnic:
        clause = sentence.text[max(sentence.text.rfind(";", 0, start), 0) : start]
        at = (sentence.text[start:end], sentence.char_start + start, sentence.char_start + end)
        if _is_theirs(clause, sentence.text, people, rank):
            source.note("ethnicity", *at)
            return at[0]
        if _WHOLE.search(clause):
            whole = whole or at
    if whole:
        source.note("ethnicity", *whole, inferred=True)
        return whole[0]
    return None
