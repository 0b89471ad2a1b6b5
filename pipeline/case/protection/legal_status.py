"""Whether the child was under an order, or accommodated by agreement, when it happened."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.case.incident.find import Incident
from pipeline.case.people.people import People
from pipeline.case.protection import legal_words as words
from pipeline.case.protection.legal_said import Kin, Said, read
from pipeline.case.sections_told import under
from pipeline.case.source import NOT_TOLD, Source
from pipeline.dates import last_day
from pipeline.records import CastMember, LegalStatus, Sentence

_SKIPPED = NOT_TOLD | {"methodology"}
_UNLESS_NAMED = frozenset(("terms_of_reference", "methodology"))
_ORDER = {status: place for place, (status, _) in enumerate(words.STATUS)} | {"none": len(words.STATUS)}
# A denial of every order, or of the time before it happened.
_FIRM = re.compile(
    r"\b(?:ever|never|of any (?:kind|sort)|at no|at any|until|before|at the time|in respect of|any order|"
    r"either)\b",
    re.I,
)
# "No order about any of them".
_OF_THEM = re.compile(r"\b(?:none|neither|any|either) of (?:them|the (?:two|three|four|children))\b", re.I)
_SHORT_DAYS = 15  # an emergency order or police protection is over after so many days


def find_legal_status(
    source: Source,
    people: People,
    incident: Incident | None,
    cast: Sequence[CastMember] = (),
    n_children: int = 1,
) -> LegalStatus:
    """The order or agreement that the child was under at the incident; ``none`` where the report denies one.

    Orders made afterwards, of other children, or only thought of do not count. Without a word: not_stated.
    ``cast`` tells the names of the siblings, ``n_children`` how many children the review is about.
    """
    kin = Kin.of(people, tuple(member.name for member in cast if member.role == "sibling"), n_children <= 1)
    said = _standing(source, kin, incident)
    best = _best(said)
    if best is None:
        return "not_stated"
    start, end = best.sentence.char_start, best.sentence.char_end
    source.note("legal_status", best.status, start, end, inferred=not best.named)
    return best.status


def _standing(source: Source, kin: Kin, incident: Incident | None) -> list[Said]:
    """What is said of the child and had not ended by the incident, in the order of the text."""
    said: list[Said] = []
    after, skipped = _event_at(source), under(source.sections, _SKIPPED)
    past = len(re.findall(r"\bwas\b", source.text)) > len(re.findall(r"\bis\b", source.text))
    rows = [one for one in source.body if one.kind == "table_row"]
    for sentence in [*source.prose, *rows]:
        untold = sentence.section_no in skipped and not _told_there(source, sentence, kin)
        if untold and source.section_type(sentence) != "glossary":
            continue
        last = source.previous(sentence)
        told = list(read(sentence, kin, last.text if last else "", past=past))
        first = told[0] if told else None
        said = [other for other in said if not _ends(sentence, first, other, incident)]
        said.extend(
            one
            for one in told
            # A glossary explains orders; that there was none it can tell of the child alone.
            if not (untold and one.status != "none")
            and not _is_later(one, incident)
            and not _is_over(one, incident)
            and (one.status == "none" or one.then or sentence.char_start <= after)
        )
    return said


def _told_there(source: Source, sentence: Sentence, kin: Kin) -> bool:
    """Whether a sentence on terms or method is about the case all the same: it names the child."""
    kind = source.section_type(sentence)
    return kind in _UNLESS_NAMED and (
        kin.people.own.search(sentence.text) is not None or _OF_THEM.search(sentence.text) is not None
    )


def _ends(sentence: Sentence, one: Said | None, other: Said, incident: Incident | None) -> bool:
    """Whether a sentence tells that what was said before was over before the incident."""
    text = sentence.text
    if other.status == "none" or (one is not None and _is_later(one, incident)):
        return False
    if other.status in ("voluntary_accommodation", "emergency_order") and words.HOME.search(text):
        return True
    if one is None or one.status != other.status or one.then:
        return False
    near = text[max(one.start - 25, 0) : one.end + 60]
    return bool(words.ENDED.search(near)) and not words.NOT_ENDED.search(text)


def _best(said: Sequence[Said]) -> Said | None:
    """What is said of the very time goes first, then the strongest status, then the child's name."""
    at_once = [one for one in said if one.then]
    agreed = any(one.status == "voluntary_accommodation" for one in said)
    if at_once and not agreed and all(one.status == "none" for one in at_once):
        return at_once[0]
    firm = any(one.status == "none" and _FIRM.search(one.sentence.text) for one in said)
    held = [one for one in said if one.status != "none" and not (firm and _doubtful(one))]
    said = held or [one for one in said if one.status == "none"]
    ranked = [one for one in held if one.then] or held or said
    return min(ranked, key=lambda one: (_ORDER[one.status], not one.named), default=None)


def _doubtful(one: Said) -> bool:
    """Whether an order is told of nobody by name: "no order was ever made about them" outweighs it."""
    return one.status != "voluntary_accommodation" and not one.named and not one.then


def _is_over(one: Said, incident: Incident | None) -> bool:
    """Whether a status had ended: by its sentence, or an emergency measure, which lasts days, by its date."""
    if one.status == "none" or one.then:
        return False
    text = one.sentence.text
    near = text[max(one.start - 25, 0) : one.end + 130]
    if words.ENDED.search(near) and not words.NOT_ENDED.search(text):
        return True
    if one.status != "emergency_order":
        return False
    return not (incident and one.day and abs((incident.day - one.day).days) <= _SHORT_DAYS)


def _is_later(one: Said, incident: Incident | None) -> bool:
    if one.status == "none":
        return False
    if one.later and not one.then and not (incident and one.day):
        return True
    return bool(incident and one.day and one.day > last_day(incident.day, incident.precision))


def _event_at(source: Source) -> int:
    """Where the body tells the incident; the end of the text where that is at its beginning, or not told."""
    first = source.cover_span[1]
    places = [one.char_end for one in source.found if one.field == "incident_date" and one.char_start > first]
    late = [at for at in places if at > len(source.text) / 4]
    return min(late, default=len(source.text))
