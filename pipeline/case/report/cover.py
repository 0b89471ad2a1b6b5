"""What a document says of itself: type, dates, method."""

from __future__ import annotations

import re

from pipeline.case.report.author import find_author
from pipeline.case.report.methodology import find_methodology
from pipeline.case.report.report_dates import cover_dates
from pipeline.case.report.title import find_title, is_review
from pipeline.case.source import Source
from pipeline.case.wording import matches
from pipeline.records import DocumentRecord

_ITS_AUTHOR = re.compile(r"\boverview report[\s-]*(?=authors?\b|writers?\b)", re.I)
_SUMMARY_OF = re.compile(
    r"\bsummary\s+(?:of|to|from)\s+(?:the|an?|its)\s+(?:[\w-]+\s+){0,3}(?:report|review)", re.I
)


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
        methodology=find_methodology(source, title, dates.year),
    )


def _document_type(source: Source, title: str | None) -> str:
    heading = " ".join(filter(None, (title, source.cover_text[:600])))
    if _SUMMARY_OF.search(heading):
        return "executive_summary"
    # "Overview Report Author" is a person, not the report.
    heading = _ITS_AUTHOR.sub("", heading)
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
