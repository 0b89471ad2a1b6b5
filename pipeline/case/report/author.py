"""Who wrote the report: candidates of cover, slip sheet, text and signature, ranked by their evidence.

A name counts for as much as the words beside it: "Author:" settles it, a chair or a manager is none, and a
bare name is the author only where nobody is called so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.case.report.author_told import AUTHOR_WORD, REVIEWER_WORD, told_authors, weighed_authors
from pipeline.case.report.author_words import (
    BETWEEN,
    IS_PROFESSION,
    JOINS,
    LABEL,
    LIKELY,
    POST_FIRST,
    is_body,
)
from pipeline.case.report.person_names import People, is_name, people_at
from pipeline.case.report.title import slip_field
from pipeline.case.source import Source
from pipeline.dates import find_dates

# How much the words beside a name tell.
AUTHOR, REVIEWER, TOLD, SIGNED, MARKED, BARE, WEIGHED, CHAIRED = 6, 5, 4, 3, 2, 1, 0.8, 0.5

# "Author and Lead Reviewer:" is one person's part.
_ALSO = re.compile(rf"\b{AUTHOR_WORD}\s*(?:and|&|/)\s*(?:\w+\s+){{0,2}}$", re.I)
_FOR = re.compile(r"(?:for|on behalf of|to) the ", re.I)
_MAKES = re.compile(
    r"\b(?:by|hand|pen|words|leaders?|led|wrote|written|writes|compil\w+|prepar\w+|author\w*|"
    r"reviewers?)\b",
    re.I,
)
_POST = re.compile(
    r"\b(?:Officer|Adviser|Advisor|Consultant|Director|Manager|Nurse|Doctor|Worker|Solicitor|Barrister|"
    r"Head|Lead|"
    r"Teacher|Facilitator|Professional|Inspector|Superintendent)\b"
)
_BY_LINE = re.compile(r"^\W*by\b:?\s*(?=[A-Z]|$)|\bby\s+(?=[A-Z])", re.I)
_WRITES = re.compile(rf"\b(?:{AUTHOR_WORD})\b", re.I)
_REVIEWS = re.compile(rf"\b(?:{REVIEWER_WORD})\b", re.I)
# Who has another part in a review than writing it, and what others do with a report.
_OFFICE = (
    r"chair(?:man|woman|person|ed)?|conven[eo]r|manager|co-?ordinator|administrator|secretary|members?|panel|"
    r"(?<!former )(?<!formerly )(?<!sometime )(?<!retired )director of|minister|coroner|scrutineer"
)
_OFFICER = re.compile(rf"\b(?:{_OFFICE})\b", re.I)
_OTHER = re.compile(
    rf"\b(?:{_OFFICE}|endorsed|commissioned|approved|signed off|foreword|preface|accepted|ratified|contact|"
    r"quality assured|presented)\b",
    re.I,
)
_SIGNATURE = re.compile(r"_{4,}|…{2,}|\.{6,}|\bsigned\b|\bsignature\b", re.I)
_LEAD_IN = re.compile(r"^[\s_.…:–-]*(?:\(?(?:signed|signature|name)\b\)?(?:\s+by)?[\s_.…:–-]*)?", re.I)
_FIRM = re.compile(
    r"\b(?:Ltd|Limited|LLP|Associates|Consult(?:ing|ancy|ants)|Partners|Solutions|Training)\b", re.I
)
_CLOSING_BLOCKS = 12
# A chair who writes of writing, and the label of one: of the review, not of the board that asked for it.
_I_WROTE = re.compile(
    r"\b(?:I|I have|I then|I also) (?:drafted|wrote|written|compiled|prepared|authored)\b(?! (?:to|back)\b)|"
    r"\bmy (?:report|review|overview)\b",
)
_REVIEW_CHAIR = re.compile(
    r"\b(?:independent chair\w*(?! of the (?:\w+ ){0,3}(?:board|partnership|committee)\b)|"
    r"chair\w* of (?:the )?[\w ]{0,40}\b(?:panel|review|inquiry)|(?:panel|review|inquiry) chair\w*)"
    r"(?: of (?:the )?[\w ]{0,40}\b(?:panel|review|inquiry))?\s*[:,–-]*\s*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Names, the place in the text where the first may stand, and their rank."""

    names: tuple[str, ...]
    start: int
    rank: float


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str


def find_author(source: Source) -> str | None:
    """The author or authors ("X and Y") with the best evidence; None where nobody can be told."""
    cover = list(_of_lines(source, _lines(source, *source.cover_span)))
    closing = list(_signatures(source, cover))
    slip = slip_field(source, "Author")
    named = _slip_names(source, slip[0]) if slip else ()
    deposited = [_Candidate(named, slip[1], AUTHOR)] if slip and named else []
    told = [_Candidate(one, at, TOLD) for one, at in told_authors(source) if not is_body(one, source.text)]
    groups = [[one for one in group if _persons(one)] for group in (cover, deposited, closing, told)]
    best = max((one.rank for group in groups for one in group), default=0.0)
    if not best:
        found = [one for one in weighed_authors(source) if not is_body(one[0], source.text)]
        weighed = [_Candidate(names, start, WEIGHED) for names, start in found]
        weighed = weighed or list(_within_lines(source))
        groups, best = ([weighed], WEIGHED) if weighed else ([list(_chair_who_wrote(source))], CHAIRED)
    if not any(groups):
        return None
    chosen = next(group for group in groups if any(one.rank == best for one in group))
    return _noted(source, list(_beside(source, chosen, best)))


def _slip_names(source: Source, text: str) -> tuple[str, ...]:
    """The authors of a slip sheet: those between commas, semicolons or strokes, else those of the whole.

    Where fewer than two parts are names ("Marsh, Odette"), the line is read as one.
    """
    parts = [people_at(source.wording, part) for part in re.split(r"\s*[,;/]\s*", text)]
    whole = [one for one in parts if one]
    if len(whole) > 1:
        return tuple(name for one in whole for name in one.names)
    first = people_at(source.wording, text)
    return first.names if first else ()


def _persons(one: _Candidate) -> bool:
    """Whether none of its names is only a profession."""
    return not any(IS_PROFESSION.fullmatch(name) for name in one.names)


def _within_lines(source: Source) -> Iterator[_Candidate]:
    """A name in a line of the cover that speaks of making the report, and of no other part in it."""
    lines = _lines(source, *source.cover_span)
    for number, line in enumerate(lines):
        above = lines[number - 1].text if number else ""
        if not _MAKES.search(line.text) or _OTHER.search(line.text) or _OFFICER.search(above):
            continue
        for begin in re.finditer(r"(?<![\w’'.-])[A-Z]", line.text):
            people = people_at(source.wording, line.text[begin.start() :])
            if people is None or any(_POST.search(name) for name in people.names):
                continue
            if all(is_name(source.wording, name, "", source.text) for name in people.names):
                yield _Candidate(people.names, line.start + begin.start(), WEIGHED)
                return


def _chair_who_wrote(source: Source) -> Iterator[_Candidate]:
    """The chair of the review on the cover, where nobody else is named and the report says "I wrote"."""
    if not any(_I_WROTE.search(one.text) for one in source.prose):
        return
    for line in _lines(source, *source.cover_span):
        label = _REVIEW_CHAIR.search(line.text)
        if label and (people := people_at(source.wording, line.text[label.end() :])):
            yield _Candidate(people.names, line.start + label.end(), CHAIRED)
        elif label and (people := people_at(source.wording, line.text)) and people.end <= label.start():
            yield _Candidate(people.names, line.start, CHAIRED)


def _beside(source: Source, group: Sequence[_Candidate], best: float) -> Iterator[_Candidate]:
    """Those of the best rank, and the name on the line below one of them: a second author.

    One with a title or letters is so only below a name that has its line to itself, with or without "and".
    """
    last: _Candidate | None = None
    for one in group:
        if one.rank == best:
            yield one
            last = one
        elif last and one.start > last.start and one.rank in (BARE, MARKED):
            between = source.text[last.start : one.start].split("\n\n")[1:]
            alone = not source.text[: last.start].rsplit("\n", 1)[-1].strip()
            if all(BETWEEN.fullmatch(line) for line in between) and (one.rank == BARE or alone):
                yield one
                last = one


def _noted(source: Source, chosen: Sequence[_Candidate]) -> str:
    names = tuple(dict.fromkeys(name for one in chosen for name in one.names))
    author = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    pattern = r"\s+".join(map(re.escape, names[0].split()))
    match = re.compile(pattern, re.I).search(source.text, chosen[0].start)
    if match:
        source.note("author", author, *match.span(), inferred=chosen[0].rank <= BARE)
    return author


_NEXT_PERSON = re.compile(
    r"\((?=[^)\n]*\b(?:authors?|reviewers?|writer|"
    r"chair\w*)\b)[^)\n]{1,60}\)[,;]?\s+(?:and\s+)?(?=(?-i:[A-Z]))",
    re.I,
)


def _lines(source: Source, start: int, end: int) -> list[_Line]:
    text = source.text[start:end]
    lines: list[_Line] = []
    for found in re.finditer(r"[^\n]+", text):
        begin = 0
        # "Odette Marsh (author), Ruth Callow (chair)": each with a part of their own.
        for gap in _NEXT_PERSON.finditer(found[0]):
            lines.append(_Line(start + found.start() + begin, found[0][begin : gap.end()]))
            begin = gap.end()
        lines.append(_Line(start + found.start() + begin, found[0][begin:]))
    return [line for line in lines if line.text.strip()]


def _of_lines(source: Source, lines: Sequence[_Line]) -> Iterator[_Candidate]:
    """The candidates of a cover: behind a label, else at the start of a line with what stands after it."""
    taken: set[int] = set()
    for number in range(len(lines)):
        labelled = list(_labelled(source, lines, number, taken))
        yield from labelled
        if labelled or number in taken:
            continue
        if one := _likely(source, lines[number]) or _by_itself(source, lines, number):
            yield one


def _likely(source: Source, line: _Line) -> _Candidate | None:
    """A name behind a word that is most often the author's: "Lead:", "Independent consultant:"."""
    label = LIKELY.match(line.text)
    people = people_at(source.wording, line.text[label.end() :]) if label else None
    if label is None or people is None:
        return None
    person = all(is_name(source.wording, name, "", source.text) for name in people.names)
    return _Candidate(people.names, line.start + label.end(), SIGNED) if person else None


def _labelled(source: Source, lines: Sequence[_Line], number: int, taken: set[int]) -> Iterator[_Candidate]:
    """Names behind a label of the line, or, where it ends the line, of those below, which are ``taken``."""
    text = lines[number].text
    for label in LABEL.finditer(text):
        # "Report signed off by the reviewer" names nobody.
        if re.search(r"\bby the\s+$", text[: label.start()]) and not re.search("[:,]", label[0]):
            continue
        rank = REVIEWER if label["reviewer"] and not _ALSO.search(text[: label.start()]) else AUTHOR
        at = label.end()
        several = bool(re.search(r"s(?:\)|\b)", label[0].rstrip(" :,–-")[-3:]))
        limit = 0
        if label["by"] and (post := POST_FIRST.match(text, at)) and not _OFFICER.search(post[0]):
            at = post.end()
        if (found := people_at(source.wording, text[at:])) and not _FIRM.search(" ".join(found.names)):
            yield _Candidate(found.names, lines[number].start + at, rank)
            limit = 1 if several and len(found.names) == 1 else 0
        elif at >= len(text.rstrip()) and (label["by"] or ":" in label[0] or _heads(source, lines, number)):
            limit = 3 if several else 1
        for below in range(number + 1, min(number + 1 + limit, len(lines))):
            people = people_at(source.wording, lines[below].text)
            part = _part(lines[below].text[people.end :]) if people else None
            if people is None or part == 0 or _FIRM.search(lines[below].text):
                break
            taken.add(below)
            yield _Candidate(people.names, lines[below].start, rank)


def _heads(source: Source, lines: Sequence[_Line], number: int) -> bool:
    """Whether a line that is only a part in the review stands above its name and not below it.

    In a run of names and parts the first line tells: "Panel Chair", "Ruth Callow", "Author", "Odette Marsh".
    """
    while number > 0 and people_at(source.wording, lines[number - 1].text):
        if number < 2 or _part_below(source, lines[number - 2].text) is None:
            return False
        number -= 2
    return True


def _by_itself(source: Source, lines: Sequence[_Line], number: int) -> _Candidate | None:
    """A name at the start of a line or after "by", ranked by the part that the words behind it give it."""
    line = lines[number]
    by = _BY_LINE.search(line.text)
    if by and by.end() == len(line.text.rstrip()) and number + 1 < len(lines):
        people = people_at(source.wording, lines[number + 1].text)
        return _Candidate(people.names, lines[number + 1].start, AUTHOR) if people else None
    at = by.end() if by else 0
    people = people_at(source.wording, line.text[at:])
    if people is None:
        return None
    part = _part(line.text[at + people.end :])
    above = _part_below(source, lines[number - 1].text) if number else None
    if part is None and above is not None and _heads(source, lines, number - 1):
        part = above
    elif part is None and number + 1 < len(lines):
        part = _part_below(source, lines[number + 1].text)
    if not part and by:
        part = 0 if _OTHER.search(line.text[: by.start()]) else AUTHOR
    if part is None:
        part = _unlabelled(source, lines, number, people)
    return _Candidate(people.names, line.start + at, part) if part else None


def _part(after: str) -> int | None:
    """The rank that the words after a name give it: 0 for a chair or manager, None where they tell none."""
    # Words with a colon after them introduce the next name.
    own = re.split(r"(?:[\w’']+ ){0,5}[\w’']+(?:\(s\))?\s*:", after)[0][:110]
    if _WRITES.search(own):
        return AUTHOR
    if _REVIEWS.search(own):
        return REVIEWER
    return 0 if _OTHER.search(own) else None


def _part_below(source: Source, below: str) -> int | None:
    """The rank by a line that is only a part in the review, and nobody's name: "Independent Author"."""
    if (
        ":" in below
        or JOINS.match(below)
        or len(below.split()) > 8
        or find_dates(below)
        or people_at(source.wording, below)
    ):
        return None
    part = _part(below)
    return part if part or _OFFICER.search(below) else None


def _unlabelled(source: Source, lines: Sequence[_Line], number: int, people: People) -> int:
    """The rank of a line that is only a name, its title or letters, and perhaps a profession."""
    line = lines[number].text
    above = lines[number - 1].text if number else ""
    rest = line[people.end :].strip()
    if IS_PROFESSION.fullmatch(line):
        return 0
    if _FOR.match(rest):
        return MARKED
    if (rest and rest[0] not in ",(–-" and not people.marked) or (
        _OTHER.search(above) and above.rstrip().endswith(":")
    ):
        return 0
    if people.marked:
        return MARKED
    # A firm may have its owner's name; a body has that of a place.
    others = [one.text for one in lines if one.text.strip() != line.strip() and not _FIRM.search(one.text)]
    elsewhere = "\n".join(others)
    titles = {block.char_start for block in source.document.blocks if block.kind == "heading"}
    if lines[number].start in titles or not all(
        is_name(source.wording, name, elsewhere, source.text) for name in people.names
    ):
        return 0
    return MARKED if rest and not find_dates(rest) else BARE


def _signatures(source: Source, cover: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """Those who sign on the last lines, by role or beside a date; initials are completed from the cover."""
    blocks = [block for block in source.document.blocks[-_CLOSING_BLOCKS:] if block.kind != "heading"]
    start = max(blocks[0].char_start, source.cover_span[1], source.slip_end) if blocks else len(source.text)
    lines = [line for line in _lines(source, start, len(source.text)) if len(line.text.split()) <= 24]
    headed = {block.char_start for block in source.document.blocks if block.kind == "heading"}
    lines = [line for line in lines if "|" not in line.text and line.start not in headed]
    lines = [part for line in lines for part in _signers(line)]
    for number, line in enumerate(lines):
        people = people_at(source.wording, line.text)
        if people is None:
            continue
        around = " ".join(one.text for one in lines[max(0, number - 2) : number + 3])
        rest = line.text[people.end :]
        part = _part(rest)
        if part is None and number + 1 < len(lines):
            part = _part_below(source, lines[number + 1].text)
        # "B. Send the letter" is a point of a list.
        bare = line.text[: people.end]
        named = part or (not re.match(r"\s+[a-z]", rest) and is_name(source.wording, bare, "", source.text))
        # "Dr Callow, a pathologist, saw him on 3 May." is a sentence and no signature.
        spoken = rest.rstrip().endswith(".") and len(re.findall(r"\b[a-z]{3,}\b", rest)) > 2
        if (
            part != 0
            and named
            and not (spoken and not part)
            and (part or _SIGNATURE.search(around) or find_dates(around))
        ):
            names = tuple(_in_full(name, cover) for name in people.names)
            yield _Candidate(names, line.start, max(SIGNED, min(part or 0, TOLD)))


def _signers(line: _Line) -> Iterator[_Line]:
    """The parts of a line in which several sign, each from the name on; what leads in is a part too."""
    begin = 0
    for gap in re.finditer(r"(?<=[)_…])\s+(?=[A-Z])|\s{3,}(?=[A-Z])", line.text):
        yield from _led_in(_Line(line.start + begin, line.text[begin : gap.start()]))
        begin = gap.end()
    yield from _led_in(_Line(line.start + begin, line.text[begin:]))


def _led_in(line: _Line) -> Iterator[_Line]:
    lead = _LEAD_IN.match(line.text)
    at = lead.end() if lead else 0
    if at:
        yield _Line(line.start, line.text[:at])
    if line.text[at:].strip():
        yield _Line(line.start + at, line.text[at:])


def _in_full(name: str, cover: Sequence[_Candidate]) -> str:
    """ "F. Marsh" is the Frances Marsh of the cover."""
    last = name.lower().rsplit(maxsplit=1)[-1]
    known = [other for one in cover for other in one.names]
    return next(
        (other for other in known if other.lower().endswith(f" {last}") and other[0] == name[0]), name
    )


__all__ = ["find_author"]
