"""Of when the ages of a table or a list are: of the event, of the day of writing, of a stated day."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.case.source import Source
from pipeline.dates import FoundDate, find_dates

NOW = re.compile(
    r"\b(?:now|current(?:ly)?|present(?:ly)?|today|as (?:it|they) stands?|"
    r"at (?:the )?(?:time|date) of (?:writing|publication|(?:the |this )?(?:report|review))|"
    r"at (?:publication|writing|review)|as (?:they|we|I) (?:now )?(?:are|write|finish\w*|clos\w+)|"
    r"on the (?:day|date) (?:(?:on )?(?:which|that) )?(?:we|I|the board|this \w+) [\w ]{0,20}?"
    r"(?:finish\w+|wr[oi]t\w+|approved|signed|closed|completed)|"
    r"when (?:we|I|(?:the |this )?(?:report|review)) (?:was |were )?"
    r"(?:wr[oi]t\w+|beg[au]n|ended|finish\w+|complet\w+|sign\w+|clos\w+|start\w+|publish\w+|commission\w+))\b",
    re.I,
)
# "Ages are as at the death": the words before a table or a list say of when its ages are.
_AGES_ARE = re.compile(
    r"\bages\b(?!\s+of\b)|\bages\s+of\s+(?:the|all)\b|\bage\s+(?:given|shown|stated)\b|"
    r"\b(?:household|family)\b[^.]{0,40}\b(?:is|are|was|were)\s+(?:here\s+)?(?:set\s+out|shown|listed|described)",
    re.I,
)
AT_EVENT = re.compile(
    r"\b(?:at|on|in)\s+(?:the\s+)?(?:(?:time|date|day|month|week|year)\s+(?:(?:of|when|that|on\s+which)\s+)?)?(?:the\s+|his\s+|her\s+|their\s+|[A-Z]\w*['’]s\s+)?"
    r"(?:child['’]s\s+)?(?:death|incident|injur\w+|assault|attack|fire|events?|crash|collapse|fall|admission|overdose|arrest|(?:she|he|they)\s+(?:was|were)\s+(?:found|killed|injured)|"
    r"(?:she|he|they|it)\s+(?:died|happened))\b|\bwith\s+which\s+(?:we|this\s+\w+)\s+(?:are|is)\s+concerned\b|"
    r"\bages?\s+(?:then|(?:on|at|in)\s+(?:the|that)\s+(?:day|night|time|date))\b",
    re.I,
)
_FAMILY_HEAD = re.compile(r"\b(?:family|household|people|persons|relatives|who)\b", re.I)


@dataclass(frozen=True, slots=True)
class AgesAsAt:
    """Of when the ages of a section are, where it says so: the event, the day of writing, a stated day."""

    event: bool = False
    now: bool = False
    day: FoundDate | None = None


def ages_as_at(source: Source, section_no: int | None) -> AgesAsAt:
    """What the heading or a sentence of the section says of its ages: "these were their ages when found"."""
    for sentence in source.prose:
        if sentence.section_no != section_no or not _AGES_ARE.search(sentence.text):
            continue
        if (told := _frame(sentence.text)) is not None:
            return told
    heading = source.sections[section_no].heading if source.sections and section_no is not None else ""
    if _AGES_ARE.search(heading) or (NOW.search(heading) and _FAMILY_HEAD.search(heading)):
        return _frame(heading) or AgesAsAt()
    return AgesAsAt()


def _frame(text: str) -> AgesAsAt | None:
    """Of when the ages are of which a text speaks; None where it does not say."""
    if NOW.search(text):
        return AgesAsAt(now=True)
    if AT_EVENT.search(text):
        return AgesAsAt(event=True)
    told = re.search(r"\bages?\b[^.;]*", text, re.I)
    day = next(iter(find_dates(told[0])), None) if told else None
    return AgesAsAt(day=day) if day else None
