"""When the report was finished and when it was published: by cover, slip sheet, its words, its last page.

Two dates are the report's own: the author's, which wins, and that of who received or approved it. What
happened to the child, meetings and trials have dates too, and those never count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.case.report.latest_dates import latest_dates
from pipeline.case.report.title import is_review, slip_field
from pipeline.case.report.told_dates import told_approvals, told_publications, told_reports
from pipeline.case.report.weighed_dates import WeighedDate, closes_report, weighed_dates
from pipeline.case.source import Source
from pipeline.dates import FoundDate, find_dates, last_day
from pipeline.day_words import WEEKDAY
from pipeline.records import Block

# A draft, or the first part of a report, has a date that is not the report's.
_UNFINISHED = re.compile(r"\b(?:(?<!final )draft|part (?:one|1|i)|interim)\b", re.I)
_ISSUED = re.compile(r"\b(?:issued|made available)\b", re.I)
# What was changed after the report was finished.
_AMENDED = re.compile(r"\b(?:amended|re-?issued|corrected)\b", re.I)
# What came out apart from the report itself.
_ANOTHER_PAPER = re.compile(
    r"\bseparate(?:ly)?\b|\b(?:response|statement|action plan|leaflet|briefing)s? (?:was )?"
    r"(?:issued|published|released)\b",
    re.I,
)
# A mark of secrecy that names publication, and no date of it.
_NOT_YET = re.compile(
    r"\b(?:not for|until|before|pending|prior to|awaiting|ahead of) (?:its |formal )?(?:publication|"
    r"published|release[d]?)\b",
    re.I,
)
# What is cleared for publication is approved, and not yet published.
_CLEARED = re.compile(
    r"\b(?:cleared|approv\w+|authorised|agreed|passed|signed off|ready|accepted|sanctioned) for "
    r"(?:publication|release|issue)\b",
    re.I,
)
# A line that leaves its date to the next: "Date approved:", "Published by the Board on", "Completed".
_ANNOUNCES = re.compile(r"[:–-]\s*$|\bdate\b|\b(?:on|in)\s*$", re.I)
_DONE = re.compile(r"^\W*(?:\w+\s+){0,2}\w+(?:ed|tion|off)\b[^\n]{0,40}$", re.I)
# "Incident 23 October 2010", "House fire: May 2011": what the child met with.
_HAPPENED = re.compile(
    r"^\W*(?:(?:date|day|night|month|week|time) of (?:the )?)?(?:(?:the|critical|serious|index|key|"
    r"house|fatal|"
    r"road|his|her|their) )*(?:incident|events?|fire|fall|attack|assault|collapse|injury|injuries|injured|"
    r"accident|killed|killing|murder|drowned|drowning|stabbed|stabbing|shooting|hurt|overdose|lost|missing|"
    r"disappeared|found(?: \w+)?|death|collision|explosion|admission|harmed|suicide|arrest)\b"
    r"(?: (?:date|of|on|in|at|the|(?!learning|reporting|briefing)\w+ing))*\W*$",
    re.I,
)
# "For the Committee's meeting of 3 June 2012": it was written for that day.
_FOR_MEETING = re.compile(r"^\W*for\b[^\n]{0,60}\bmeeting (?:on|of|in) (?:the )?$", re.I)
_HANDED = re.compile(r"submitted|delivered|handed")
_RANGE = re.compile(r"^\s*(?:[-–—]|to|until)\s*$", re.I)
_LISTED = re.compile(r"[ \t]*(?:,|and|&|,? and)[ \t]*$")
_DATE_ORDER = ("event", "publication", "approval", "report")
_CLOSING_BLOCKS = 8
# "On 3 January 2010 the nurse called": a short sentence of the story, and nobody's signature.
_OPENS = re.compile(
    r"^\W*(?:later,?\s+)?(?:on|in|by|during|since)\s+(?:the\s+|early\s+|late\s+|mid-?)?"
    rf"(?:(?:{WEEKDAY}),?\s+)?(?:the\s+)?$",
    re.I,
)
_WORD = re.compile(r"\b[a-z]{3,}\b")
_BEGINS = re.compile(r"\b(?:between|from)\s+(?:the\s+)?$", re.I)
_LAST_SENTENCE = re.compile(r".*[a-z]{2}[.!?]\s+(?=[A-Z\d])")
# Words of a line that is a date and perhaps who signs, and where.
_DATE_LINE_WORDS = 9
_OWN_ROLES = ("", "report", "handed")
_PART = frozenset(("author", "authors", "reviewer", "reviewers", "chair", "lead", "and", "for", "the"))


@dataclass(frozen=True, slots=True)
class CoverDates:
    """The dates of a report told apart. ``year`` is of the best known date, for the case's name."""

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
    report = _to_the_day(_report_date(source, named), named)
    publication = _publication_date(source, named.get("publication", []))
    for name, one in (("report_date", report), ("publication_date", publication)):
        if one:
            source.note(name, one.value, one.start, one.end, inferred=isinstance(one, WeighedDate))
    slip = slip_field(source, "Date of publication")
    if slip and re.fullmatch(r"(?:19|20)\d\d", slip[0]):
        years.append(int(slip[0]))
    known = [one.value.year for one in (report, publication) if one] + years
    return CoverDates(
        report.value if report else None,
        publication.value if publication else None,
        known[0] if known else None,
    )


def _report_date(source: Source, named: dict[str, list[FoundDate]]) -> FoundDate | None:
    """The author's date on the cover, else in the report's words or at its foot, else of its approval."""
    if "report" in named:
        return named["report"][0]
    # Only of a review can a date without a word be taken for the report's own.
    if not is_review(source):
        return next(iter([*named.get("handed", []), *named.get("draft", [])]), None)
    bare, foot = named.get("", []) or named.get("unknown", []), list(_foot(source))
    if told := next(told_reports(source, ended=bool(bare or foot)), None):
        return told
    if "handed" in named:
        return next(weighed_dates(source, ("finished",)), named["handed"][0])
    for found in (bare, foot, named.get("unfinished", [])):
        if found:
            return found[0]
    return next(_approvals(source, named), None)


def _to_the_day(found: FoundDate | None, named: dict[str, list[FoundDate]]) -> FoundDate | None:
    """The day on which it was handed in or approved, by the cover, where all else is the same month."""
    if found is None or found.precision != "month":
        return found
    days = [one for role in ("handed", "approval") for one in named.get(role, []) if one.precision == "day"]
    return next((one for one in days if one.value.replace(day=1) == found.value), found)


def _approvals(source: Source, named: dict[str, list[FoundDate]]) -> Iterator[FoundDate]:
    """When it was approved: by the cover, else by the text, behind what that tells of its being finished."""
    yield from weighed_dates(source, ("finished",))
    # It is presented, or agreed by its panel, before it is approved.
    yield from sorted(named.get("approval", []), key=_day)
    yield from weighed_dates(source, ("handed",))
    yield from sorted(told_approvals(source), key=_day)
    yield from weighed_dates(source, ("approved",))
    yield from named.get("draft", [])
    yield from latest_dates(source)


def _day(one: FoundDate) -> date:
    return one.value


def _publication_date(source: Source, named: Sequence[FoundDate]) -> FoundDate | None:
    """The most exact date, the later of two: a slip sheet gives the month, cover or text the day."""
    first = max(named, key=_exactness, default=None)
    if first and first.precision == "day":
        return first
    told = [
        one
        for one in (told_publications(source) if is_review(source) else ())
        if first is None or (one.value.year, one.value.month) == (first.value.year, first.value.month)
    ]
    best = max([*named, *told], key=_exactness, default=None)
    if best is None and is_review(source):
        return next(weighed_dates(source, ("published",)), None)
    return best


def _exactness(one: FoundDate) -> tuple[bool, date]:
    return one.precision == "day", one.value


def _roles(source: Source) -> Iterator[tuple[str, FoundDate]]:
    """The dates of slip sheet and cover, each with what the words beside it call it."""
    for begin, text in ((0, source.slip_text), (source.cover_span[0], source.cover_text)):
        dates = find_dates(text)
        role = ""
        for number, found in enumerate(dates):
            last = dates[number - 1].end if number else 0
            following = dates[number + 1].start if number + 1 < len(dates) else len(text)
            before, after = text[last : found.start], text[found.end : following]
            if number and _LISTED.match(before):
                pass  # "Panel meetings: 3 May 2011, 4 June 2011": the word holds for both.
            elif any(map(_RANGE.match, (before, after))):
                role = "event"
            else:
                # "3 May 2012: finished. 6 July 2012: published": the sentence before has had its date.
                own = re.split(r"[.;]\s", before)[-1] if number and "\n" not in before else before
                role = _role_beside(source, own, "" if _leads_on(text, found, following) else after)
            yield role, FoundDate(found.start + begin, found.end + begin, found.value, found.precision)


def _leads_on(text: str, found: FoundDate, following: int) -> bool:
    """Whether words between dates of a line belong to the second: "3 May 2012 (published 6 July 2012)"."""
    between = text[found.end : following]
    if following >= len(text) or "\n" in between or _RANGE.match(between):
        return False
    second = next((one for one in find_dates(text[following:].split("\n", 1)[0])), None)
    rest = text[following + second.end :].split("\n", 1)[0] if second else ""
    return bool(re.search(r"\w\W{0,2}$", between)) and not re.search(r"\w", rest)


def _role_beside(source: Source, before: str, after: str) -> str:
    """The role by the words before a date on its line, else after it there, else on the line above."""
    line = before.rsplit("\n", 1)[-1]
    if line.strip():
        if _HAPPENED.match(line):
            return "event"
        if _FOR_MEETING.search(line):
            return "handed"
        # Words that tell nothing known make the date less the report's than a date by itself.
        return _role(source, line) or ("unknown" if re.search(r"\b(?!the\b)[a-z]{3,}\b", line) else "")
    rest = after.split("\n", 1)[0]
    if re.search(r"[a-z]{3}", rest) and (role := _role(source, rest)):
        return role
    above = next((one for one in reversed(before.split("\n")) if one.strip()), "")
    role = _role(source, above)
    if _ANNOUNCES.search(above):
        return role
    # "Commissioned by the Board" above a date does not make it the date of the commission.
    return role if role != "event" and _DONE.match(above) else ""


def _role(source: Source, words: str) -> str:
    if _CLEARED.search(words):
        return "approval"
    words = _NOT_YET.sub("#", words)
    lowered = words.lower()
    last = {
        role: max((lowered.rfind(word) for word in source.wording.words("cover", "dates", role)), default=-1)
        for role in _DATE_ORDER
    }
    if _AMENDED.search(words) or _ANOTHER_PAPER.search(words):
        return "event"
    if last["event"] >= 0 and last["publication"] < 0 and last["report"] < last["event"]:
        return "event"
    secret = re.search(r"\bembargo\w*\W*#", words, re.I)
    if (last["publication"] >= 0 and not secret) or _ISSUED.search(words):
        return "publication"
    if any(word in lowered for word in source.wording.words("cover", "dates", "other")):
        return "event"
    if last["report"] >= 0 and _UNFINISHED.search(words):
        return "draft"
    best = max(("approval", "report"), key=lambda role: last[role])
    if last[best] >= 0:
        # Handing over is no more than the next best to having finished.
        return "handed" if best == "report" and _HANDED.match(lowered, last[best]) else best
    return "unfinished" if _UNFINISHED.search(words) else ""


def _foot(source: Source) -> Iterator[FoundDate]:
    """The date of a line at the very end, by itself or beside a signature: "Westvale, 6 May 2021"."""
    last = source.document.blocks[-2:]
    for block in source.document.blocks[-_CLOSING_BLOCKS:]:
        if block.kind in ("table_row", "heading") or block.char_start < source.cover_span[1]:
            continue
        if numbered := _numbered_month(source, block):
            yield numbered
            continue
        for line in re.finditer(r"[^\n]+", source.block_text(block)):
            # "I thank all who helped. Odette Marsh, June 2012": what stands behind the last sentence.
            before = _LAST_SENTENCE.match(line[0])
            begin = before.end() if before else 0
            words = line[0][begin:]
            for found in find_dates(words):
                if _BEGINS.search(words[: found.start]):
                    continue
                others = words[: found.start] + words[found.end :]
                signed = re.sub(r"[_.…]{3,}", " ", others).split()
                closes = block in last and closes_report(words) and _role(source, others) in _OWN_ROLES
                beyond = set(_WORD.findall(words[found.end :])) - _PART
                told = bool(_OPENS.search(words[: found.start]) and beyond)
                own = len(signed) <= _DATE_LINE_WORDS and not told and _own(source, others)
                if found.precision != "year" and (own or closes):
                    at = block.char_start + line.start() + begin
                    # What a sentence says is worked out; a date beside a name is not.
                    made = FoundDate if own else WeighedDate
                    yield made(at + found.start, at + found.end, found.value, found.precision)


def _numbered_month(source: Source, block: Block) -> FoundDate | None:
    """A last line "11 March 2013" whose day was taken for the number of a paragraph."""
    text = source.block_text(block)
    day = int(block.number) if block.number and re.fullmatch(r"\d{1,2}", block.number) else 0
    only = next((one for one in find_dates(text) if text.strip(" .") == text[one.start : one.end]), None)
    if only is None or only.precision != "month" or not 0 < day <= last_day(only.value, "month").day:
        return None
    at = block.char_start
    return FoundDate(at + only.start, at + only.end, only.value.replace(day=day), "day")


def _own(source: Source, words: str) -> bool:
    """Whether the other words of a closing line leave the date to the report: names, a place, "Dated"."""
    small = [word for word in re.findall(r"\b[a-z]{3,}\b", words) if word not in _PART]
    told = re.search(r"\b(?:was|were|had|has|to be)\b", words)
    return not told and _role(source, words) in _OWN_ROLES and len(small) <= 2


__all__ = ["CoverDates", "cover_dates"]
