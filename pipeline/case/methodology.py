"""How the review was done: the model that it names, else how it says that it went about it, else its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.case.source import Source
from pipeline.case.title import is_review
from pipeline.records import Sentence

_OPENING = 40
_KIND_OPENING = 15
_WHERE = ("methodology", "introduction", "terms_of_reference")
# Where a heading does not tell its section's type, its words may.
_HEADING = re.compile(
    r"\b(?:method\w*|how (?:we|I|it|the (?:review|work))\b[^.]{0,30}|process|approach|manner of|means|"
    r"sources|scope)\b",
    re.I,
)
# A model that was thought of and not used, or another review's.
_NOT_USED = re.compile(
    r"\b(?:not (?:a|an|the|use[d]?|follow(?:ed)?|adopt(?:ed)?)|unlike|instead of|rather than|"
    r"was rejected|declined|"
    r"considered but|decided against|no longer|without the|another review|earlier review|"
    r"previous review)\b[^.;]{0,60}$|"
    # "We did not ask for separate management reviews", "no agency was asked for a report".
    r"\b(?:not|no|never|neither|nor|none|nobody)\b(?! (?:only|just|merely|"
    r"least))(?:(?!\bbut\b)[^.;:,]){0,45}$",
    re.I,
)

_REJECTED = re.compile(
    r"^[^.;]{0,50}\b(?:was|were|been) (?:considered|rejected|discussed|ruled out|not (?:used|followed|"
    r"adopted|chosen))\b|"
    r"^[^.]{0,80}\bdecided against\b",
    re.I,
)


def find_methodology(source: Source, title: str | None) -> str | None:
    """The method by the values of ``case.toml``; None where the document is no review or tells none.

    In turn: the title's word; a model named as used; what is done only in one model; the kind of review; and
    agencies that wrote reports on their own part.
    """
    front = " ".join(filter(None, (title, source.slip_text, source.cover_text)))
    entries: Sequence[Mapping[str, Any]] = source.wording.raw["methodologies"]
    for entry in entries:
        if any(re.search(expression, front) for expression in entry.get("title", ())):
            return str(entry["name"])
    if not is_review(source):
        return None
    method = list(_method_sentences(source))
    opening = source.prose[:_KIND_OPENING]
    for key, sentences in (
        ("body", method),
        ("kind", opening),
        ("reviews", method),
        ("front", ()),
        ("otherwise", opening),
        ("reports", method),
    ):
        for entry in entries:
            on_cover = key == "front" and any(re.search(one, front) for one in entry.get("front", ()))
            if on_cover or _found(source, entry, key, sentences):
                return str(entry["name"])
    return None


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
