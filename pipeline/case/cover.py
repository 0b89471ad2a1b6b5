"""What a document says of itself: type, dates, method."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.case.author import find_author
from pipeline.case.source import Source
from pipeline.case.title import find_title, is_review, slip_field
from pipeline.case.wording import matches
from pipeline.dates import FoundDate, find_dates
from pipeline.records import DocumentRecord

_FINISHED = re.compile(
    r"\b(?:report|review|overview)\b[^.]{0,40}\b(?:was|were)\s+"
    r"(?:finished|completed|concluded|signed off|finalised)"
    r"\s+(?:in|on)\s+$",
    re.I,
)
# A draft, or the first part of a report, has a date that is not the report's.
_UNFINISHED = re.compile(r"\b(?:(?<!final )draft|part (?:one|1|i)|interim)\b", re.I)
_ISSUED = re.compile(r"\b(?:issued|made available)\b", re.I)
# What was changed after the report was finished.
_AMENDED = re.compile(r"\b(?:amended|re-?issued|corrected)\b", re.I)
_DATE_ORDER = ("event", "publication", "approval", "report")


def document_record(source: Source) -> DocumentRecord:
    """The document's own record; a field that the document does not state is None."""
    title = find_title(source)
    dates = cover_dates(source)
    return DocumentRecord(
        document_type=_document_type(source, title),
        title=title,
        author=find_author(source),
        report_date=dates.report,
        publication_date=dates.publication,
        methodology=_methodology(source, title),
    )


def _document_type(source: Source, title: str | None) -> str:
    heading = " ".join(filter(None, (title, source.cover_text[:600])))
    for kind in ("overview_report", "executive_summary", "individual_management_review"):
        if matches(heading, source.wording.regexes("document_types", kind)):
            return kind
    if is_review(source):
        return "overview_report"
    return next(
        (
            kind
            for kind in ("action_plan", "chronology")
            if matches(heading[:200], source.wording.regexes("document_types", kind))
        ),
        "other",
    )


@dataclass(frozen=True, slots=True)
class CoverDates:
    """The dates of a cover told apart. ``year`` is of the best known date, for the case's name."""

    report: date | None
    publication: date | None
    year: int | None


def cover_dates(source: Source) -> CoverDates:
    """Report and publication date. A year alone is not a date: it only gives ``year``."""
    named: dict[str, list[FoundDate]] = {}
    years: list[int] = []
    for role, found in _roles(source):
        if found.precision == "year":
            years.append(found.value.year)
        else:
            named.setdefault(role, []).append(found)
    # Only of a review can a date without a word be taken for the report's own.
    roles = ("report", "", "approval", "draft") if is_review(source) else ("report", "draft")
    report = next((named[role][0] for role in roles if role in named), None)
    if "report" not in named and (stated := _finished_in_body(source)):
        report = stated
    publication = _best(named.get("publication", []))
    for name, one in (("report_date", report), ("publication_date", publication)):
        if one:
            source.note(name, one.value, one.start, one.end)
    slip = slip_field(source, "Date of publication")
    if slip and re.fullmatch(r"(?:19|20)\d\d", slip[0]):
        years.append(int(slip[0]))
    known = [one.value.year for one in (report, publication) if one] + years
    return CoverDates(
        report.value if report else None,
        publication.value if publication else None,
        known[0] if known else None,
    )


def _best(dates: Sequence[FoundDate]) -> FoundDate | None:
    """The most exact date, the later of two: a slip sheet gives the month, the cover the day."""
    return max(dates, key=lambda one: (one.precision == "day", one.value), default=None)


def _roles(source: Source) -> Iterator[tuple[str, FoundDate]]:
    """The dates of slip sheet and cover, each with what the words before it (since the last date) call it."""
    for begin, text in ((0, source.slip_text), (source.cover_span[0], source.cover_text)):
        last = 0
        for found in find_dates(text):
            before = text[last : found.start]
            line = before.rsplit("\n", 1)[-1]
            # A line that is nothing but a date may belong to the words of the line above it.
            role = _role(source, line) if line.strip() else _role(source, before[-120:])
            last = found.end
            yield role, FoundDate(found.start + begin, found.end + begin, found.value, found.precision)


def _role(source: Source, words: str) -> str:
    lowered = words.lower()
    last = {
        role: max((lowered.rfind(word) for word in source.wording.words("cover", "dates", role)), default=-1)
        for role in _DATE_ORDER
    }
    if _AMENDED.search(words):
        return "event"
    if last["event"] >= 0 and last["publication"] < 0 and last["report"] < last["event"]:
        return "event"
    if last["publication"] >= 0 or _ISSUED.search(words):
        return "publication"
    if any(word in lowered for word in source.wording.words("cover", "dates", "other")):
        return "event"
    if last["report"] >= 0 and _UNFINISHED.search(words):
        return "draft"
    best = max(("approval", "report"), key=lambda role: last[role])
    return best if last[best] >= 0 else ""


def _finished_in_body(source: Source) -> FoundDate | None:
    for sentence in source.prose[:120]:
        for found in find_dates(sentence.text):
            if _FINISHED.search(sentence.text[: found.start]):
                at = sentence.char_start
                return FoundDate(at + found.start, at + found.end, found.value, found.precision)
    return None


def _methodology(source: Source, title: str | None) -> str | None:
    """The first method in the order of case.toml named in the title, else in opening and method sections."""
    front = " ".join(filter(None, (title, source.slip_text, source.cover_text)))
    chosen = {
        id(sentence): sentence
        for sentence in [
            *source.prose[:40],
            *source.of_types(("methodology", "introduction", "terms_of_reference")),
        ]
    }
    for entry in source.wording.raw["methodologies"]:
        if any(re.search(expression, front) for expression in entry.get("title", ())):
            return str(entry["name"])
    if not is_review(source):
        return None
    for entry in source.wording.raw["methodologies"]:
        for sentence in chosen.values():
            for expression in entry.get("body", ()):
                if match := re.search(expression, sentence.text):
                    at = sentence.char_start
                    source.note("methodology", entry["name"], at + match.start(), at + match.end())
                    return str(entry["name"])
    return None
