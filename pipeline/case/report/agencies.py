"""The agencies that took part in the review: those that it lists as having given a report or a record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.case.report.agency_lists import Run, runs_of
from pipeline.case.source import Source
from pipeline.case.wording import matches
from pipeline.number_words import cardinals
from pipeline.records import Agency, AgencyKind, Sentence

# Where a report says who took part; in the others only in its first part.
_SECTIONS = frozenset(("methodology", "agencies", "panel"))
_EARLY_SECTIONS = frozenset(("introduction", "circumstances", "terms_of_reference", "other", "front"))
_WITHIN = 0.4
# Parts that tell what is to be done, and parts that tell what happened.
_TASKS = frozenset(("recommendations", "action_plan", "glossary"))
_STORY = frozenset(("narrative", "chronology", "background", "family", "analysis", "findings", "summary"))
_ENOUGH = 4  # marks that a list must have to be one of those who took part
_CONTEXT = 300  # characters before "those present" in which the meeting is named
_FRAME = re.compile(
    r"(?::|\b(?:from|by|of|were|with|represented|included|comprised))\s*#"
)  # the list is the last thing said: "came from #"
LONGEST = 12  # words of an agency's name
# Quicker to look for than the whole of a list.
_LISTING = re.compile(r",|;| and ")
# "They were the police, the school and Midwifery": the sentence before says what they did.
_POINTS_BACK = re.compile(
    r"\W*(?:they|these|those|such|the \w+|all|contributors|"
    r"(?:it|we|I) (?:receive|got|had|have)\w*)\b[^,;]{0,30}$",
    re.I,
)
_CLEAN = re.compile(
    r"^(?:(?:and|from|by|of|the|both|a|an|also|with|for|its|her|his|their|two|three|four|one|"
    r"(?:senior |local )?(?:managers|officers|representatives|staff|practitioners) (?:from|of))\s+)+|"
    r"\s*(?:\([^)]*\)|\[[^\]]*\])\s*$|[\s.:,;]+$",
    re.I,
)
# What an agency did ends its name: "Wessex Police, who attended", "the hospital at which she was born".
_END = re.compile(
    r"\s+(?:who|which|that|whose|where|are|is|at which|in which|each|all|have|has|had|were|was|gave|provided|"
    r"submitted|wrote|supplied|on\s+\d|dated|together|as|through|about|covering|because|since|but|so|"
    r"to|she|he|they|it|run|attended|took|joined|contributed|sent|came|met|sat|shared|opened|answered|made|"
    r"prepared|produced|completed|undertook|carried|conducted|returned|lent|helped|also|duly)\b.*",
    re.I,
)
# "Each service" and "the other agencies" name nobody.
_NOBODY = re.compile(
    r"(?:(?:each|every|all|other|any|several|these|those|some|both|many|most|various|local|relevant|"
    r"involved|such|"
    r"single|the|same|different|partner|statutory|own|its|their|responsible|key|a|an|number|of|\d+|"
    rf"\w+teen|{cardinals(12, first=2)})\s+)*(?:services?|agenc(?:y|ies)|organisations?|bod(?:y|"
    r"ies)|departments?|teams?|"
    r"trusts|partners?|practices?|schools|providers?|professionals|practitioners|authorit(?:y|ies))",
    re.I,
)
# A name has no finite verb and no person's work.
_SENTENCE = re.compile(
    r"\b(?:is|are|being|been|reached|did|does|he|she|they|it|his|her|their|author(?:s)?|reviews?|"
    r"reports?|leave|records?|"
    r"files|notes|minutes|logs?|pocket-?books?|suite|staff|workers?|officers?|visitors?|nurses?|teachers?|midwives|midwife|"
    r"doctors?|chair|manager|parents|mother|"
    r"father|the family|the child|conversations?|interviews?)\b(?<!social worker)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Named:
    text: str
    page: int
    start: int
    listed: bool = False  # between others that are agencies by their own words


def find_agencies(source: Source) -> tuple[Agency, ...]:
    """One row an agency, in the order listed; a list of contributors names each once.

    From tables of agencies, bullets after a lead-in, and lists within a sentence. Empty where none is listed.
    """
    found: dict[str, Agency] = {}
    for named in (*_of_tables(source), *_of_lists(source), *_of_sentences(source)):
        name = _name(named.text)
        kind = _kind(source, name) or ("other" if named.listed else None)
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
    """Bullets after a lead-in such as "Management reviews were received from:", or under such a heading."""
    items: list[Sentence] = []
    lead: Sentence | None = None
    for sentence in (*source.prose, None):
        same = sentence is not None and (not items or sentence.section_no == items[-1].section_no)
        if sentence is not None and sentence.kind == "list_item" and same:
            items.append(sentence)
            continue
        if len(items) > 1 and _leads(source, lead, items[0]):
            yield from _bulleted(source, items)
        items = [sentence] if sentence is not None and sentence.kind == "list_item" else []
        lead = sentence if not items else None


def _leads(source: Source, lead: Sentence | None, first: Sentence) -> bool:
    """Whether the sentence over the bullets, or the heading, says that these gave or took part."""
    kind = source.section_type(first)
    if kind in _TASKS:
        return False
    heading = source.sections[first.section_no].heading if source.sections else ""
    if lead is None or lead.section_no != first.section_no:
        return kind == "agencies" or matches(heading, source.wording.regexes("agencies", "headings"))
    early = first.char_start < _WITHIN * len(source.text) and kind in _EARLY_SECTIONS
    here = kind in _SECTIONS or early or matches(lead.text, source.wording.regexes("agencies", "of_review"))
    return here and not _not_here(source, lead) and (_is_cue(source, f"{lead.text} #"))


def _bulleted(source: Source, items: Sequence[Sentence]) -> Iterator[_Named]:
    """The names of bullets, where most are agencies: "the police (two)", "Ms B, Anytown Hospitals"."""
    named = []
    for item in items:
        pieces = re.split(r"\s[–—-]\s|:\s|,\s(?![a-z])", item.text)
        known = next((piece for piece in pieces if _agency(source, piece)), None)
        named.append((known or pieces[0], known is not None, item))
    known_ones = sum(known for _, known, _ in named)
    for text, known, item in named:
        if known_ones * 2 >= len(items):
            at = item.char_start + max(item.text.find(text), 0)
            short = len(text.split()) <= 6 and known_ones > 2 and not _SENTENCE.search(text)
            yield _Named(text, item.page, at, listed=known or short)


def _of_sentences(source: Source) -> Iterator[_Named]:
    """The members of lists within a sentence: "Reports came from the police, the school and Midwifery"."""
    for sentence in source.prose:
        text = sentence.text
        if sentence.kind != "paragraph" or not _LISTING.search(text):
            continue
        for run in runs_of(text, lambda words: _agency(source, words)):
            if run.known > 1 and not _not_here(source, sentence, run) and _gave(source, sentence, run):
                for part in run.parts:
                    yield _Named(part.text, sentence.page, sentence.char_start + part.start, listed=True)


def _agency(source: Source, words: str) -> str | None:
    """The name of an agency, where the words are one."""
    name = _name(words)
    return name if 0 < len(name.split()) <= LONGEST and _kind(source, name) else None


def _not_here(source: Source, sentence: Sentence, run: Run | None = None) -> bool:
    """Whether a sentence is of something else than the review; a "referral unit" listed is no referral."""
    text = sentence.text
    if run:
        text = f"{text[: run.start]} {run.parts[-1].text} {text[run.end :]}"
    return source.section_type(sentence) in _TASKS or matches(
        text, source.wording.regexes("agencies", "elsewhere")
    )


def _gave(source: Source, sentence: Sentence, run: Run) -> bool:
    """Whether a sentence says of its list that they wrote for the review, opened their files or took part."""
    before = sentence.text[: run.start]
    said = f"{before} # {run.parts[-1].text} {sentence.text[run.end :]}"
    if _POINTS_BACK.match(before):
        said = f"{source.text[max(0, sentence.char_start - _CONTEXT) : sentence.char_start]} {said}"
    kind = source.section_type(sentence)
    of_review, papers, gave, took_part = (
        matches(said, source.wording.regexes("agencies", key))
        for key in ("of_review", "papers", "gave", "took_part")
    )
    if len(run.parts) < 3:
        return of_review and kind in _SECTIONS and (took_part or (papers and gave))
    early = sentence.char_start < _WITHIN * len(source.text)
    weight = 2 * of_review + papers + gave + 2 * took_part + bool(_FRAME.search(said)) + early
    weight += (len(run.parts) > 3) + 2 * (kind in _SECTIONS) - (kind in _STORY)
    return weight >= _ENOUGH


def _is_cue(source: Source, said: str) -> bool:
    words = source.wording
    if matches(said, words.regexes("agencies", "took_part")):
        return True
    papers = matches(said, words.regexes("agencies", "papers"))
    return papers and (matches(said, words.regexes("agencies", "gave")) or bool(_FRAME.search(said)))


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
    return next((kind for kind, words in kinds.items() if _any_of(tuple(words)).search(name)), None)


@lru_cache(maxsize=64)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})", re.I)
