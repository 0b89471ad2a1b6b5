"""The names that this report gives to people, and who they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from pipeline.case.people.family import FamilyRow
from pipeline.case.people.people import gender_by_pronoun
from pipeline.case.report.labels import short_forms
from pipeline.case.source import Source
from pipeline.case.wording import matches
from pipeline.records import CastMember, Sentence, Subject

_TITLED = r"(?:Mr|Mrs|Ms|Miss|Dr)\s+[A-Z][A-Z0-9]{0,3}\b"
_NUMBERED = (
    r"(?:Adult|Father|Mother|Sibling|Half[- ]Sibling|Partner|Person|Child|Male|Female|Worker|Uncle|Aunt)"
    r"\s+[A-Z0-9]{1,2}\b"
)
_CODE = r"[A-Z]{1,4}\d{0,2}\b"
_NAME = rf"(?:{_TITLED}|{_NUMBERED}|{_CODE})"
_FIRST = r"[A-Z][a-z]{2,}\b"
_ROLE = (
    r"(?:step-?mother|step-?father|grandmother|grandfather|mother|father|partner|boyfriend|husband|wife|girlfriend|half-sister|"
    r"half-brother|sister|brother|sibling|aunt|uncle|cousin|grandparent|neighbour|lodger|"
    r"social worker|health visitor|midwife)"
)
# A part of each of them, in small letters: a quick look before the slow expressions.
_ROLES = (
    "mother",
    "father",
    "partner",
    "friend",
    "husband",
    "wife",
    "sister",
    "brother",
    "sibling",
    "aunt",
    "uncle",
    "cousin",
    "grandparent",
    "neighbour",
    "lodger",
    "social worker",
    "health visitor",
)
_SIDE = (
    r"(?:(?:birth|biological|natural|maternal|paternal|older|elder|younger|former|ex-|new|late|step|half|twin)"
    r"[- ]?)*"
)
_WHOSE = r"(?:the|his|her|their|a|an|(?:the\s+)?(?:[Cc]hild|[Bb]aby|boy|girl|[A-Z]\w*(?:\s[A-Z0-9]\w*)?)'s)"
_WHO = rf"(?P<who>{_SIDE}(?:(?:mother|father)'s\s+(?:new\s+)?)?{_ROLE})"
_PART = rf"(?:{_WHOSE}\s+)?{_WHO}\b(?P<of>\s+of\s+[^,;.]{{1,30}})?"
_CALLED = (
    r"(?:hereafter|hereinafter|now|here)?\s*(?:asked to be |is |was |to be |are )?"
    r"(?:known|referred to|called|named|described)"
    r"(?:\s+(?:here|in this report|throughout|below|hereafter))?(?:\s+as)?"
)
_DEFINITIONS = tuple(
    re.compile(expression)
    for expression in (
        # her mother Ms A
        rf"(?i:\b{_WHOSE})\s+{_WHO}(?P<of>)\s+(?P<name>{_TITLED})(?!'s?\s)",
        # Ms B, the child's mother; Mr L, the father of P; Adult W, who fathered ...
        rf"(?P<name>{_NAME})(?:,|\s+\(|,?\s+who (?:is|was)|\s+is|\s+was)\s+{_PART}",
        # MJ is the mother of J, PJ the partner of MJ
        rf"(?:(?<=, )|(?<=and )|(?<=; ))(?P<name>{_CODE})\s+{_PART}",
        # his mother, Adult V; the mother (Ms T); the stepfather, Mr K
        rf"(?i:\b{_WHOSE})\s+{_WHO}(?P<of>)(?:,|\s*\(|\s+)\s*(?P<name>{_NAME})(?!'s?\s)",
        # Maternal grandmother (MGM)
        rf"(?i:\b(?P<who>{_SIDE}{_ROLE}))(?P<of>)\s*\(\s*(?P<name>{_NAME})\s*\)",
        # a mother who is to be called Skye; the partner, who is called MP; hereafter referred to as FM
        rf"(?i:\b{_WHOSE})\s+{_WHO}(?P<of>)[,(]?\s*(?:who\s+|whom\s+\w+\s+)?"
        rf"{_CALLED}\s+\"?(?P<name>{_NAME}|{_FIRST})",
    )
)
_FEMALE = re.compile(r"mother|sister|aunt|wife|girlfriend|\b(?:Ms|Mrs|Miss)\b|midwife|\b[MP]GM\b", re.I)
_MALE = re.compile(r"father|brother|uncle|husband|boyfriend|\bMr\b|\b[MP]GF\b", re.I)
_NO_NAMES = frozenset(
    "IMR IMRS GP GPS SCR LSCB NHS A I CAF MARAC MAPPA CAMHS LADO PCT CSC ICPC NSPCC DV ADHD UK IQ HV".split()
)
_PLAIN = (
    "Mother",
    "Father",
    "Stepfather",
    "Stepmother",
    "Brother",
    "Sister",
    "Grandmother",
    "Grandfather",
    "Aunt",
    "Uncle",
)


def told_cast(source: Source) -> tuple[CastMember, ...]:
    """The people whom the text defines or uses as names, whoever the children of the case are."""
    return (*_defined(source), *_siblings(source), *_codes(source))


def find_cast(
    source: Source,
    children: Mapping[str, str | None],
    rows: Sequence[FamilyRow],
    told: Sequence[CastMember],
) -> tuple[CastMember, ...]:
    """The cast: ``children`` are the names of the children of the case with their gender (None unknown).

    The family table goes before definitions in the text, these before codes that reports leave unexplained.
    """
    cast_: dict[str, CastMember] = {}
    for child, gender in children.items():
        for form in short_forms(source, child):
            cast_.setdefault(form, CastMember(form, "child", gender))
    fathers = _fathers(rows)
    for row in rows:
        name = _clean(row.name)
        if name and row.role and name not in cast_ and name[0].isupper() and name.lower() != "the child":
            role: Subject = (
                "father" if name in fathers and row.role in ("partner", "other_adult", "father") else row.role
            )
            gender = (
                row.gender
                if row.gender != "not_stated"
                else _gender(f"{row.name} {row.relation.split(',')[0]}", role)
            )
            cast_[name] = CastMember(name, role, gender)
    for member in told:
        cast_.setdefault(member.name, member)
    return tuple(
        member
        if member.gender or member.role in ("child", "professional")
        else CastMember(member.name, member.role, gender_by_pronoun(source, [member.name]))
        for member in cast_.values()
    )


def _clean(name: str) -> str:
    return re.sub(r"\s*\(.*?\)\s*|[*\"]", "", name).strip()


def _fathers(rows: Sequence[FamilyRow]) -> set[str]:
    """Names in "son of Mother and Mr D" of a child of the case: a parent, whatever else he is called."""
    subjects = [row for row in rows if row.marked] or [row for row in rows if row.own_child]
    named = {row.name for row in rows}
    return {
        name
        for row in subjects
        for name in re.findall(r"(?:\bof|\band)\s+(Mr [A-Z]\w*|Adult \w+|Father \d)", row.relation)
        if name in named
    }


def _gender(words: str, role: str) -> str | None:
    female, male = (
        bool(_FEMALE.search(re.sub(r"(?:mother|father|Ms \w+|Mr \w+|\w+)['’]s", "", words))),
        bool(_MALE.search(re.sub(r"(?:mother|father|Ms \w+|Mr \w+|\w+)['’]s", "", words))),
    )
    if female != male:
        return "female" if female else "male"
    return {"mother": "female", "father": "male"}.get(role)


def _defined(source: Source) -> Iterator[CastMember]:
    """Definitions in the running text."""
    for sentence in source.prose:
        if any(role in sentence.text.lower() for role in _ROLES):
            yield from _definitions_in(source, sentence)


def _definitions_in(source: Source, sentence: Sentence) -> Iterator[CastMember]:
    found: set[str] = set()
    for pattern in _DEFINITIONS:
        for match in pattern.finditer(sentence.text):
            name = " ".join(match["name"].split())
            if name in _NO_NAMES or name in found or (len(name) == 1 and not _is_name(source, name)):
                continue
            role = _role(source, match["who"], match["of"] or "", sentence.text[: match.start("who")], name)
            # "Ms A, her father" is two people of a list.
            wrong = {"mother": "Mr ", "father": "Ms "}.get(role or "", "?")
            if role and not name.startswith((wrong, wrong.replace("Ms", "Mrs"))):
                found.add(name)
                yield CastMember(name, role, _gender(f"{name} {match['who']}", role))


def _role(source: Source, who: str, of: str, before: str, name: str) -> Subject | None:
    """The role in the family of the case; "mother of that boy" and "Ms W's sister" are other adults."""
    role = next(
        (
            role
            for role, expressions in source.wording.regexes_of_roles().items()
            if matches(who, expressions)
        ),
        None,
    )
    if re.fullmatch(r"partner|boyfriend|husband|wife|girlfriend", who.strip()):
        whose = re.search(r"(\w+)'s\s+$|\b(his|her)\s+$", before)
        role = (
            "partner"
            if whose is None or whose[0].strip().lower() not in ("father's", "his")
            else "other_adult"
        )
    if role in ("mother", "father", "sibling") and re.search(
        r"(?:Ms|Mr|Mrs|Mother|MM|FM|MP|Adult)\b[\w\s]*'s\s+(?:\w+\s+)?$", before
    ):
        return "other_adult"
    # A sibling of the child is hardly "Mrs B": she is the sister of a parent.
    if role == "sibling" and re.match(r"(?:Mr|Mrs|Ms|Miss|Dr)\b", name):
        return "other_adult"
    if role in ("mother", "father") and re.search(r"\bof\s+(?:that|another|his|her|sibling|an? )", of, re.I):
        return "other_adult"
    return role


def _is_name(source: Source, letter: str) -> bool:
    """Whether a single letter stands for a person: used alone several times."""
    return len(re.findall(rf"(?<![\w'.&/-]){letter}(?!\w|[.&/]\w)", source.text)) >= 3


def _siblings(source: Source) -> Iterator[CastMember]:
    """Sibling labels that the text uses without a table."""
    if "Sibling " not in source.text:
        return
    for name in sorted(set(re.findall(r"\b(?:Half[- ])?Sibling [A-Z0-9]{1,2}\b", source.text))):
        yield CastMember(name, "sibling")


def _codes(source: Source) -> Iterator[CastMember]:
    """Role codes and plain role words with a capital, where the text uses them as names."""
    for role, codes in source.wording.raw["cast"]["codes"].items():
        for code in codes:
            if source.text.count(code) >= 2 and len(re.findall(rf"\b{code}\b", source.text)) >= 2:
                yield CastMember(code, cast(Subject, role), _gender(code, role))
    for word in _PLAIN:
        # A capital in the middle of a sentence makes the word a name.
        if source.text.count(word) >= 3 and len(re.findall(rf"[a-z,] {word}\b", source.text)) >= 3:
            role = next(
                (
                    role
                    for role, expressions in source.wording.regexes_of_roles().items()
                    if matches(word, expressions)
                ),
                None,
            )
            if role:
                yield CastMember(word, role, _gender(word, role))
