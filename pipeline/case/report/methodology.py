"""How the review was done: the model that it names, else how it says that it went about it, else its kind.

Where a review says nothing of it, it was done as reviews of its nation and year were: worked out, not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pipeline.case.report.bodies import ORGANISATION
from pipeline.case.report.commission import find_board
from pipeline.case.report.nation import find_nation
from pipeline.case.report.title import is_review
from pipeline.case.source import Source
from pipeline.records import Sentence

_OPENING = 40
_KIND_OPENING = 15
_WHERE = ("methodology", "introduction", "terms_of_reference")
# Where a heading does not tell its section's type, its words may.
_HEADING = re.compile(
    r"\b(?:method\w*|how (?:we|I|it|(?:the|this) (?:review|work|inquiry|enquiry|report|"
    r"study))\b[^.]{0,30}|process|approach|manner of|means|"
    r"sources|scope)\b",
    re.I,
)
# A model that was thought of and not used, or another review's.
_NOT_USED = re.compile(
    r"\b(?:not (?:a|an|the|use[d]?|follow(?:ed)?|adopt(?:ed)?)|unlike|instead of|rather than|"
    r"was rejected|declined|"
    r"considered but|decided against|no longer|without the|another review|earlier review|"
    r"previous review)\b(?:(?!\bbut\b)[^.;]){0,60}$|"
    # "The panel did not want management reviews", "no agency was asked for a report".
    # but "a manager with no part in the case wrote a management review".
    r"\b(?:not|no|never|neither|nor|none|nobody)\b(?! (?:only|just|merely|least|part|links?|connection|"
    r"involvement|dealings|knowledge|previous|prior|direct|line|contact|responsib\w+|involved|connected|"
    r"worked|known|met|been|otherwise|"
    r"had))(?:(?!\bbut\b)[^.;:,]){0,45}$",
    re.I,
)

_REJECTED = re.compile(
    r"^\s*(?:of|about|on|into|concerning|held) (?:another|a different|an earlier|a previous|an? \w+ child)\b|"
    r"^[^.;]{0,60}\bfor comparison\b|"
    r"^[^.;]{0,50}\b(?:was|were|been) (?:considered|rejected|discussed|ruled out|not (?:used|followed|"
    r"adopted|chosen))\b|"
    r"^[^.]{0,80}\bdecided against\b|^\s*(?:was|were|is|are) not\b(?! (?:only|just|merely|complete|all)\b)",
    re.I,
)
# Agencies that reported on their own part, said in any words: a paper, its making, and those who made it.
_PAPER = re.compile(
    r"\b(?:re(?:view|port)s?|accounts?|statements?|submissions?|returns?|chronolog(?:y|ies)|timelines?|"
    r"analys[ei]s|summar(?:y|ies)|papers?|histor(?:y|ies)|contributions?|memorand(?:um|a)|"
    r"self-assessments?)\b",
    re.I,
)
_MADE = re.compile(
    r"\b(?:wr(?:ote|ites?|itten)|prepar\w+|suppl(?:y|ied)\w*|submit\w*|produc\w+|provid\w+|furnish\w*|"
    r"contribut\w+|"
    r"complet\w+|compil\w+|return\w*|sen[dt]s?|gave|gives?|given|receiv\w+|obtain\w+|call\w* for|ask\w*|"
    r"request\w*|"
    r"requir\w+|commission\w*|c[ao]mes?|dr[ae]wn? up|set (?:\w+ )?down|reach\w*|lodged|made|undert\w+|"
    r"carried out|conducted|invited|"
    r"sought|"
    r"had|read|before (?:me|us|the panel)|rests?|relie[sd]|based|drawn|drew|collated?)\b",
    re.I,
)
_BODIES = re.compile(rf"\b(?:{ORGANISATION})\b", re.I)
_ALL_BODIES = re.compile(r"\b(?:agencies|services|organisations|bodies|departments|each|every|those)\b", re.I)
_METHOD_HEADING = re.compile(
    r"\b(?:method\w*|approach|model|process|how (?:we|I|it|the (?:review|work))\b)", re.I
)
# A rapid review that was built upon instead of a fuller one, and words that a fuller one was held after all.
_RAPID = re.compile(r"\brapid review\b", re.I)
_STANDS_ALONE = re.compile(
    r"\b(?:instead of|in place of|rather than|without (?:a|an|any|opening|holding|commissioning)|"
    r"no (?:further|separate|full|fuller|wider|longer|other|second|local|need)|"
    r"(?:add|gain|teach|yield|learnt?|learned) (?:\w+ )?(?:little|nothing)|little (?:to be|more|"
    r"would be) (?:gained|learn\w*)|"
    r"not (?:need|be needed|require|call|warrant|justified|necessary|proportionate)\w*|"
    r"buil[dt] (?:up)?on|building (?:up)?on|extend\w*|enlarg\w+|expand\w*|carried (?:it |this |"
    r"that )?(?:on|further)|"
    r"continu\w+|is (?:\w+ )?(?:a|the|that) rapid review|"
    r"itself|proportionate|sufficient|suffice[ds]?|already (?:found|learn\w+|apparent|known|clear)|"
    r"most of (?:the|what))\b",
    re.I,
)
_FULLER = re.compile(
    r"\b(?:recommended|concluded|agreed|decided|advised|judged|"
    r"determined)\b[^.;]{0,60}\b(?:that )?(?:a|an|this) "
    r"(?:local |full |fuller )*(?:child safeguarding )?(?:practice review|LCSPR)\b(?! (?:was|were|is|"
    r"would (?:not|add)|"
    r"need))",
    re.I,
)
_WRITERS = frozenset(("methodology", "agencies", "panel", "terms_of_reference"))
# From when on reviews of a nation were held in its present form, by the first year of their reports.
_PRACTICE_REVIEWS = {"England": 2020, "Wales": 2013}
_SYSTEMS = 2014
_SCOTLAND_LEARNING = 2022


def find_methodology(source: Source, title: str | None, year: int | None = None) -> str | None:
    """The method by the values of ``case.toml``; None where the document is no review.

    In turn: the title's word; a model named as used; what is done only in one model; the kind of review;
    agencies that wrote reports on their own part; and what was usual in the nation in ``year``.
    """
    front = " ".join(filter(None, (title, source.slip_text, source.cover_text)))
    entries: Sequence[Mapping[str, Any]] = source.wording.raw["methodologies"]
    for entry in entries:
        if any(re.search(expression, front) for expression in entry.get("title", ())):
            return str(entry["name"])
    if not is_review(source):
        return None
    if headed := _in_heading(source, entries):
        return headed
    method = list(_method_sentences(source))
    opening = source.prose[:_KIND_OPENING]
    for key, sentences in (
        ("body", method),
        ("form", ()),
        ("kind", opening),
        ("reviews", method),
        ("front", ()),
        ("otherwise", opening),
        ("reports", method),
    ):
        for entry in entries:
            on_cover = not sentences and any(re.search(one, front) for one in entry.get(key, ()))
            if on_cover or _found(source, entry, key, sentences):
                return str(entry["name"])
    return _agencies_wrote(source) or _rapid(source) or _usual(source, year)


def _in_heading(source: Source, entries: Sequence[Mapping[str, Any]]) -> str | None:
    """The model that the heading of the part on method names: "Hybrid method"."""
    for section in source.sections:
        if not _METHOD_HEADING.search(section.heading) or _NOT_USED.search(section.heading):
            continue
        for entry in entries:
            words = (*entry.get("title", ()), *entry.get("body", ()))
            if any(re.search(expression, section.heading) for expression in words):
                # A section's heading has its number, which the text of the block has not.
                block = next(one for one in source.document.blocks if one.char_start == section.char_start)
                source.note("methodology", entry["name"], block.char_start, block.char_end)
                return str(entry["name"])
    return None


def _rapid(source: Source) -> str | None:
    """ "Rapid Review" where the opening tells of one that took the place of a fuller review."""
    opening = source.prose[:_OPENING]
    for place, sentence in enumerate(opening):
        named = _RAPID.search(sentence.text)
        if named is None:
            continue
        near = " ".join(one.text for one in opening[place : place + 3])
        if _STANDS_ALONE.search(near) and not _FULLER.search(near):
            _note(source, {"name": "Rapid Review"}, sentence, named, inferred=True)
            return "Rapid Review"
    return None


def _agencies_wrote(source: Source) -> str | None:
    """ "IMR" where a part on the review's sources has papers that two agencies or more made."""
    about = {section.section_no for section in source.sections if _HEADING.search(section.heading)}
    for sentence in source.prose:
        text = sentence.text
        if source.section_type(sentence) not in _WRITERS and sentence.section_no not in about:
            continue
        paper = _PAPER.search(text)
        if paper is None or not _MADE.search(text) or _NOT_USED.search(text[: paper.start()]):
            continue
        if _ALL_BODIES.search(text) or len({one[0].lower() for one in _BODIES.finditer(text)}) > 1:
            _note(source, {"name": "IMR"}, sentence, paper, inferred=True)
            return "IMR"
    return None


def _usual(source: Source, year: int | None) -> str | None:
    """The method that reviews of the nation followed in a year; None where either is unknown."""
    scratch = replace(source, found=[])
    nation = find_nation(scratch, find_board(scratch))
    if year is None or nation is None:
        return None
    if nation == "Northern Ireland":
        name = "other"
    elif nation == "Scotland":
        name = "other" if year >= _SCOTLAND_LEARNING else "Significant Case Review"
    elif year >= _PRACTICE_REVIEWS[nation]:
        name = "LCSPR" if nation == "England" else "Child Practice Review"
    else:
        name = "IMR" if year < _SYSTEMS else "hybrid"
    called = re.search(r"\breview\b", source.text, re.I)
    if called:
        source.note("methodology", name, *called.span(), inferred=True)
    return name


def _method_sentences(source: Source) -> Iterator[Sentence]:
    """The opening, and what stands under a heading on the review itself."""
    about = {
        section.section_no
        for section in source.sections
        if section.section_type in _WHERE or _HEADING.search(section.heading)
    }
    for place, sentence in enumerate(source.prose):
        if place < _OPENING or sentence.section_no in about:
            yield sentence


def _found(source: Source, entry: Mapping[str, Any], key: str, sentences: Sequence[Sentence]) -> bool:
    """Whether an entry's expressions are met; of its ``both`` (with ``body``) every one has to be."""
    for expression in entry.get(key, ()):
        for sentence in sentences:
            match = re.search(expression, sentence.text)
            before, after = (
                (sentence.text[: match.start()], sentence.text[match.end() :]) if match else ("", "")
            )
            if match and not _NOT_USED.search(before) and not _REJECTED.search(after):
                _note(source, entry, sentence, match)
                return True
    both = entry.get("both", ()) if key == "body" else ()
    met = [
        next(((one, found) for one in sentences if (found := re.search(expression, one.text))), None)
        for expression in both
    ]
    if both and met[0] and all(met):
        _note(source, entry, *met[0], inferred=True)
        return True
    return False


def _note(
    source: Source,
    entry: Mapping[str, Any],
    sentence: Sentence,
    match: re.Match[str],
    *,
    inferred: bool = False,
) -> None:
    at = sentence.char_start
    source.note("methodology", entry["name"], at + match.start(), at + match.end(), inferred=inferred)


__all__ = ["find_methodology"]
