"""The report's date by what is left: the last day of the review's own work, where nothing says that it ended.

Nothing that a report tells of its own making is later than the report, save its publication, what came
after it in court, and what is still to be done. So of the days on which the review, its panel or its author
did something, the last is the nearest to the date of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.case.report.weighed_dates import ENDS, HOPED, OTHERS, STORY, WeighedDate
from pipeline.case.source import Source
from pipeline.dates import find_dates
from pipeline.records import Sentence

_OURS = re.compile(
    r"\b(?:(?i:this|my|our|the (?:final|finished|whole|present|overview)) (?:[\w-]+ )?(?:report|overview|"
    r"summary|review|document|account|text|paper|version)|(?i:the) (?:report|panel|text|overview|authors?|"
    r"reviewers?|writing)|I|we|We|us|ink|pens?|pages?|what follows)\b"
)
# What begins a review, what comes after its report, and what happened in the case.
_NOT_THE_END = re.compile(
    r"\b(?:began|begun|start(?:ed|ing)?|commenc\w+|appoint\w+|commission\w*|instruct\w+|decid\w+|"
    r"decision|determin\w+|"
    r"resolved|directed|asked|invited|engaged|hired|set|first|opened|referr\w+|notif\w+|rapid|"
    r"publi\w+|released?|"
    r"website|trial|court|jury|inquest|coroner|convict\w+|sentenc\w+|charged|acquitted|appeal|"
    r"hearing|verdicts?|"
    r"died|death|born|birth|injur\w+|incident|arrest\w*|admitted|found|will|shall|should|must|to be|"
    r"due|covers?|covered|covering|terms of reference|agency|agencies|next|again|period|from|"
    r"between|events?|scope|Act|guidance|Regulations|Working Together|inspect\w+|"
    r"plan|conference|mother|father|child|boy|girl|baby|he|she|parents|family|visitors?|nurses?|"
    r"doctors?|paediatrician|psychiatrist|"
    r"workers?|school|hospital|police|teachers?|surgery|midwi\w+|draft|early|back|returned)\b",
    re.I,
)
# What bodies do with a report that the sentence names in another clause.
_ENDS_IT = re.compile(
    r"\b(?:sign\w*|agree[ds]?|approv\w+|accept\w+|adopt\w+|finish\w+|complet\w+|clos\w+|settled)\b"
)
_CLAUSE = re.compile(r"[;:]|\s[–—-]\s|, (?:and|but|which|when|while)\b|\band (?=(?:it|the|I|we|was)\b)")


def latest_dates(source: Source) -> Iterator[WeighedDate]:
    """Days of the review's own work that may be the report's date, the last first."""
    yield from sorted(_of_the_work(source), key=lambda one: one.value, reverse=True)


def _of_the_work(source: Source) -> Iterator[WeighedDate]:
    ends = {one.sentence_no for one in (*source.prose[:ENDS], *source.prose[-ENDS:])}
    for sentence in source.prose:
        if source.section_type(sentence) in STORY and sentence.sentence_no not in ends:
            continue
        yield from _of_sentence(sentence)


def _of_sentence(sentence: Sentence) -> Iterator[WeighedDate]:
    text = sentence.text
    if not _OURS.search(text):
        return
    cuts = [0, *(match.end() for match in _CLAUSE.finditer(text)), len(text)]
    for found in find_dates(text):
        if found.precision == "year":
            continue
        begin = max(cut for cut in cuts if cut <= found.start)
        end = min(cut for cut in cuts if cut >= found.end)
        clause = text[begin:end]
        if any(pattern.search(clause) for pattern in (_NOT_THE_END, HOPED, OTHERS)):
            continue
        if _OURS.search(clause) or _ENDS_IT.search(clause):
            at = sentence.char_start
            yield WeighedDate(at + found.start, at + found.end, found.value, found.precision)


__all__ = ["latest_dates"]
