"""The lines that present a family: points of a list, rows, the labels of a genogram, a key to persons."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.case.source import Source
from pipeline.records import Sentence

# Where a list of names is one of the family.
_LINES = frozenset(
    ("family", "introduction", "circumstances", "background", "summary", "glossary", "other", "front")
)
_LINE_WORDS = 30
_KEY_LINES = 3
_GROWN_KEY = re.compile(r"\b(?:mother|father|grand\w+|aunt|uncle|brother|sister|sibling)\b", re.I)
# "Big Brother, left home.": a line of its own, with a stop.
_LABEL_WORDS = 8
_LABELLED = re.compile(
    r"\W*(?:[A-Z][\w-]+ )?(?:half-?|step-?)?(?:brother|sister|sibling|mother|father|son|daughter|aunt|uncle|"
    r"grand\w+|nan|granny|gran)s?(?: [A-Z\d])?\s*[,.(:–—-]",
    re.I,
)
# A row that begins with a day is of a chronology.
_DATED = re.compile(r"\W*\d{1,2}(?:[./]\d|(?:st|nd|rd|th)? (?:of )?[A-Z][a-z]{2})|\W*[A-Z][a-z]+ \d{4}\b")
# "Who was who", "Dramatis personae": the family is presented under many headings.
_WHO_IS_WHO = re.compile(
    r"\b(?:famil(?:y|ies)|household|people|persons?|personae|who(?:['’]s| is| was| are| were)? (?:who|they)|"
    r"genogram|cast|relatives|around (?-i:[A-Z])\w*|those (?:concerned|involved)|at home|kin)\b|"
    r"^[\W\d]*(?:the )?key(?: to\b.*)?\W*$",
    re.I,
)
_UNTYPED = frozenset(("other", "front", "glossary", "introduction", "background", "summary"))
# "HQ – Quillon's half-sister": a line of a key; such lines may be run together.
_ENTRY = re.compile(r"\W*[A-Z][\w/&’']{0,12}(?: (?:and |& )?[A-Z0-9]\w*)?\s*(?:\s[–—-]|:)\s")
_CODE = re.compile(r"\b[A-Z][A-Z0-9]{0,3}\d?(?:(?:,| and| &) [A-Z][A-Z0-9]{0,3}){0,8}: ")
_AHEAD = frozenset(("glossary", "family", "front"))


def find_lines(source: Source) -> list[Sentence]:
    """The lines of lists, tables and keys that present the family."""
    lines = [one for one in source.body if _is_line(source, one)]
    if not lines:
        # A key to the persons stands before the body.
        ahead = [one for one in source.sentences if kind_of(source, one) in _AHEAD and _ENTRY.match(one.text)]
        key = [one for one in ahead if len(one.text.split()) <= _LINE_WORDS]
        of_family = len(key) >= _KEY_LINES and any(_GROWN_KEY.search(one.text) for one in key)
        lines = key if of_family else [one for one in key if _is_line(source, one)]
    return lines + [entry for sentence in source.prose for entry in _entries(sentence)]


def kind_of(source: Source, sentence: Sentence) -> str:
    """The type of the sentence's section; a part that presents the persons is one of the family."""
    kind = source.section_type(sentence)
    if kind in _UNTYPED and source.sections:
        heading = source.sections[sentence.section_no].heading
        if len(heading.split()) <= 8 and _WHO_IS_WHO.search(heading):
            return "family"
    return kind


def _is_line(source: Source, sentence: Sentence) -> bool:
    """A point of a list, or a label that stands alone, in a part that presents the family."""
    kind = kind_of(source, sentence)
    if kind not in _LINES or len(sentence.text.split()) > _LINE_WORDS:
        return False
    label = not sentence.text.endswith((".", ":", "?")) or len(sentence.text.split()) < 4
    label = label or (
        len(sentence.text.split()) <= _LABEL_WORDS and _LABELLED.match(sentence.text) is not None
    )
    own_line = (
        (label or _ENTRY.match(sentence.text) is not None)
        and sentence.kind == "paragraph"
        and kind == "family"
    )
    if sentence.kind == "table_row" and _DATED.match(sentence.text):
        return False
    return sentence.kind in ("list_item", "table_row") or own_line


def _entries(sentence: Sentence) -> list[Sentence]:
    """The lines of a key whose lines were run together: "MB: mother HB1 and HB2: half-brothers, 9 and 3"."""
    if sentence.kind != "paragraph" or sentence.text.count(":") < 3:
        return []
    starts = [match.start() for match in _CODE.finditer(sentence.text)]
    ends = [*starts[1:], len(sentence.text)]
    if len(starts) < 3:
        return []
    at, text = sentence.char_start, sentence.text
    return [
        replace(
            sentence, text=text[start:end].strip(), kind="list_item", char_start=at + start, char_end=at + end
        )
        for start, end in zip(starts, ends, strict=True)
    ]
