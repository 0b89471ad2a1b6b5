"""The agencies that took part in the review: those that it lists as having given a report or a record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.case.source import Source
from pipeline.case.wording import matches
from pipeline.records import Agency, AgencyKind, Sentence

# Where a report says who took part; in the others only in its first part.
_SECTIONS = frozenset(("methodology", "agencies", "panel"))
_EARLY_SECTIONS = frozenset(("introduction", "circumstances", "terms_of_reference", "other", "front"))
_WITHIN = 0.4
LONGEST = 12  # words of an agency's name
# "Health, Social Services and Public Safety" is one name.
_SPLIT = re.compile(
    r"\s*(?:;|,(?! (?:Children|Families|Young|Health|Learning|Social)\b)|"
    r"\band (?:(?:from|of|by) )?(?=the |[A-Z]|an? |her |his |their ))\s*"
)
_CLEAN = re.compile(
    r"^(?:(?:and|from|by|of|the|both|a|an|also|with|for|its|her|his|their|two|three|four|one|"
    r"(?:senior |local )?(?:managers|officers|representatives|staff|practitioners) (?:from|of))\s+)+|"
    r"\s*(?:\([^)]*\)|\[[^\]]*\])\s*$|[\s.:,;]+$",
    re.I,
)
# What an agency did ends its name: "Wessex Police, who attended", "the hospital at which she was born".
_END = re.compile(
    r"\s+(?:who|which|that|whose|where|at which|in which|each|all|have|has|had|were|was|gave|provided|"
    r"submitted|wrote|supplied|on\s+\d|dated|together|as well|through|about|covering|because|since|but|so|"
    r"to)\b.*",
    re.I,
)
# "Each service" and "the other agencies" name nobody.
_NOBODY = re.compile(
    r"(?:(?:each|every|all|other|any|several|these|those|some|both|many|most|various|local|relevant|"
    r"involved|such|"
    r"single|the|same|different|partner|statutory|own|its|their|responsible|key|a|an|number|of|\d+|"
    r"\w+teen|two|three|four|five|"
    r"six|seven|eight|nine|ten|eleven|twelve)\s+)*(?:services?|agenc(?:y|ies)|organisations?|bod(?:y|"
    r"ies)|departments?|teams?|"
    r"trusts|partners?|practices?|schools|providers?|professionals|practitioners|authorit(?:y|ies))",
    re.I,
)
# A name has no finite verb and no person's work.
_SENTENCE = re.compile(
    r"\b(?:is|are|being|been|reached|did|does|he|she|they|it|his|her|their|author(?:s)?|reviews?|"
    r"reports?|leave|records?|"
    r"files|notes|minutes|staff|workers?|officers?|visitors?|nurses?|teachers?|midwives|midwife|"
    r"doctors?|chair|manager|parents|mother|"
    r"father|the family|the child|conversations?|interviews?)\b(?<!social worker)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Named:
    text: str
    page: int
    start: int


def find_agencies(source: Source) -> tuple[Agency, ...]:
    """One row an agency, in the order listed; a list of contributors names each once.

    From tables of agencies, bullets after a lead-in, and lists within a sentence. Empty where none is listed.
    """
    found: dict[str, Agency] = {}
    for named in (*_of_tables(source), *_of_lists(source), *_of_sentences(source)):
        name = _name(named.text)
        kind = _kind(source, name)
        key = re.sub(r"\W+", " ", name.lower()).strip()
        if kind is None or not key or len(name.split()) > LONGEST or key in found:
            continue
        found[key] = Agency(len(found) + 1, name, kind, named.page)
        at = source.text.find(name, named.start)
        if at >= 0:
            source.note(f"agencies.{len(found)}", kind, at, at + len(name))
    return tuple(found.values())


def _of_tables(source: Source) -> Iterator[_Named]:
    """First cells of the rows of tables whose head or kind says that they list agencies."""
    heads = source.wording.regexes("agencies", "columns")
    for table in source.tables:
        first = table.rows[0][0] if table.rows[0] else ""
        if table.kind in ("family", "chronology", "action_plan") or not matches(first or "", heads):
            continue
        for row in table.rows[1:]:
            if row and row[0]:
                at = source.text.find(row[0])
                yield _Named(row[0], table.page, max(at, 0))


def _of_lists(source: Source) -> Iterator[_Named]:
    """Bullets after a lead-in such as "Management reviews were received from:"."""
    leads = source.wording.regexes("agencies", "lead_in")
    headings = source.wording.regexes("agencies", "headings")
    open_list, section = False, -1
    for sentence in source.prose:
        if sentence.section_no != section:
            section = sentence.section_no
            open_list = matches(source.sections[section].heading, headings) if source.sections else False
        if sentence.kind == "list_item":
            if open_list:
                yield _Named(re.split(r"\s[–—-]\s|:\s", sentence.text)[0], sentence.page, sentence.char_start)
            continue
        open_list = (
            sentence.text.rstrip().endswith(":")
            and _may_list(source, sentence)
            and matches(sentence.text, leads)
        )


def _of_sentences(source: Source) -> Iterator[_Named]:
    """The parts of a list within one sentence: "Reports came from the police, the school and Midwifery"."""
    leads = source.wording.regexes("agencies", "lead_in")
    verbs = source.wording.regexes("agencies", "gave")
    for sentence in source.prose:
        if sentence.kind != "paragraph" or not _may_list(source, sentence):
            continue
        text = sentence.text
        after = next((match.end() for lead in leads if (match := lead.search(text))), None)
        before = next((match.start() for verb in verbs if (match := verb.search(text))), None)
        listed = [] if after is None else [*_parts(text, after)]
        if after is None and before is not None:
            listed = _listed(source, text, before)
        for start, part in listed:
            for place, name in _halves(source, start, part):
                yield _Named(name, sentence.page, sentence.char_start + place)


def _halves(source: Source, start: int, part: str) -> list[tuple[int, str]]:
    """Two agencies joined by "and" without a capital; "health and social care" is one."""
    first, joined, second = part.partition(" and ")
    two = joined and not re.search(r"[A-Z]", second) and not second.startswith("social")
    if two and _kind(source, _name(first)) and _kind(source, _name(second)):
        return [(start, first), (start + len(first) + len(joined), second)]
    return [(start, part)]


def _listed(source: Source, text: str, last: int) -> list[tuple[int, str]]:
    """The parts of a list before its verb at ``last``; nothing where one is no agency, or it is alone.

    "The police, the school and the surgery each sent a report", not "The headteacher, who gave evidence".
    """
    named = [part for part in _parts(text, 0, last) if part[1].strip(" ,.")]
    whole = len(named) > 1 and all(_kind(source, _name(part)) for _, part in named)
    return named if whole else []


def _may_list(source: Source, sentence: Sentence) -> bool:
    kind = source.section_type(sentence)
    early = sentence.char_start < _WITHIN * len(source.text)
    return kind in _SECTIONS or (early and kind in _EARLY_SECTIONS)


def _parts(text: str, at: int, end: int | None = None) -> Iterator[tuple[int, str]]:
    """The parts of a list at ``text[at:end]`` with where they start; what stands in brackets is left out."""
    plain = re.sub(r"\([^)]*\)?|\[[^\]]*\]?", lambda match: " " * len(match[0]), text[:end])
    start = at
    for match in _SPLIT.finditer(plain, at):
        yield start, plain[start : match.start()]
        start = match.end()
    yield start, plain[start:]


def _name(text: str) -> str:
    name = _END.sub("", " ".join(text.split()))
    while (shorter := _CLEAN.sub("", name).strip()) != name:
        name = shorter
    return name


def _kind(source: Source, name: str) -> AgencyKind | None:
    """What kind of agency a name is of; None where it is none, or only "each service"."""
    if _NOBODY.fullmatch(name) or _SENTENCE.search(name):
        return None
    kinds: dict[AgencyKind, list[str]] = source.wording.raw["agencies"]["kinds"]
    for kind, words in kinds.items():
        if re.search(rf"\b(?:{'|'.join(words)})", name, re.I):
            return kind
    return None
