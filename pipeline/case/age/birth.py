"""When a child was born, as cover, family table, chronology or narrative tell it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pipeline.case.age.birthdays import ORDINAL, births_by_birthday, days_told, ordinal
from pipeline.case.people.people import People
from pipeline.case.people.whose import Owner, persons, resolve, topic
from pipeline.case.source import Source
from pipeline.case.timeline.relative import find_partials
from pipeline.case.timeline.timeline import find_moments
from pipeline.dates import DAYS_A_YEAR, FoundDate, find_dates
from pipeline.records import Sentence

_COVER = re.compile(r"\b(?:date\s+of\s+birth\b|d\.?o\.?b\b\.?|born\b)[\s:–-]*(?:on\s+|in\s+)?", re.I)
# "Q was born", "the birth of Q", "gave birth to Q"; "was born abroad" and "born to Mother" are births too.
_BORN = re.compile(
    r"\b(?:(?:was|were|being|is)\s+(?:\w+ly\s+)?(?:born|delivered)|[Bb]orn|(?:came\s+)?into\s+the\s+world|arrive[ds](?=,?\s+\w+\s+(?:weeks|days)\s+(?:early|before|after)\b)|birth(?=,?\s+(?:on|in)\b)|[Dd]\.?[Oo]\.?[Bb]\b|[Dd]ate\s+of\s+birth)\b"
)
_BIRTH_OF = re.compile(
    r"\b(?:[Bb]irth\s+of|gave\s+birth\s+to|giving\s+birth\s+to|was\s+delivered\s+of|[Dd]elivery\s+of)\b"
)
_UNBORN = re.compile(
    r"\b(?:before|until|unborn|due|expected|not|should be|would be|since|after)\W+(?:\w+\W+){0,4}$", re.I
)
_IT_WAS = re.compile(
    rf"\b(?:it|that|this|the\s+(?:day|date|same\s+day))\s+(?:was|happened\s+to\s+be|fell\s+on)\s+(?:also\s+)?"
    rf"(?:(?!\b(?:before|after|short|from|off|until|to)\b)[^,;.]){{1,30}}?\s+{ORDINAL}\s+birthday\b",
    re.I,
)
MONTH_MIDDLE = 15
# Characters between the words of a birth and a date without a year.
NEAR_BIRTH = 40


def find_birth(source: Source, people: People, alone: bool, event: date | None = None) -> FoundDate | None:
    """The child's date of birth, to the day or the month, with its place in the whole text; None untold.

    ``event``: the day of the incident, from which a birthday without a year ("on 4 May") takes one.
    """
    for found in (
        *_on_cover(source, people, alone),
        *_in_rows(source, people),
        *_in_prose(source, people, alone, event),
    ):
        if found.precision != "year":
            return found
    return None


def years_between(born: FoundDate, day: FoundDate) -> float | None:
    """Years from one date to another; of a month the middle. None for years and for a wrong order."""
    if "year" in (born.precision, day.precision):
        return None
    days = (
        (_middle(day) - _middle(born)).days
        if born.precision != day.precision
        else (day.value - born.value).days
    )
    return round(days / DAYS_A_YEAR, 2) if days >= 0 else None


def _middle(found: FoundDate) -> date:
    return found.value.replace(day=MONTH_MIDDLE) if found.precision == "month" else found.value


def _moved(found: FoundDate, by: int) -> FoundDate:
    return FoundDate(found.start + by, found.end + by, found.value, found.precision)


def _on_cover(source: Source, people: People, alone: bool) -> Iterator[FoundDate]:
    """Of several children only the one that the line names."""
    for block in source.cover_blocks:
        text = source.block_text(block)
        for match in _COVER.finditer(text):
            if not alone and not people.own.search(text):
                continue
            found = find_dates(text[match.end() : match.end() + 40])
            if found and found[0].start < 12:
                yield _moved(found[0], block.char_start + match.end())


def _in_rows(source: Source, people: People) -> Iterator[FoundDate]:
    """A row of a chronology: a date in one cell, the child's birth in another."""
    for sentence in source.body:
        if sentence.kind != "table_row" or not (
            _BIRTH_OF.search(sentence.text) or _BORN.search(sentence.text)
        ):
            continue
        days = find_dates(sentence.text)
        birth = _BIRTH_OF.search(sentence.text) or _BORN.search(sentence.text)
        if days and birth and days[0].end < birth.start() and _is_own(sentence.text, birth, people):
            yield _moved(days[0], sentence.char_start)


def _is_own(text: str, birth: re.Match[str], people: People) -> bool:
    """Whether the birth is of a person who bears the child's name, not of somebody of that person's."""
    after = birth.re is _BIRTH_OF
    found = [one for one in persons(text, people) if (one.start >= birth.end()) == after]
    one = (found[0] if after else found[-1]) if found else None
    return one is not None and one.kind == "child"


def _in_prose(source: Source, people: People, alone: bool, event: date | None) -> Iterator[FoundDate]:
    for sentence in source.prose:
        for match in (*_BIRTH_OF.finditer(sentence.text), *_BORN.finditer(sentence.text)):
            if _UNBORN.search(sentence.text[: match.start()]):
                continue
            day = _date_of(sentence.text, match) or _borrowed(source, sentence, match)
            if day and _owner_is_child(source, sentence, match.span(), people, alone, match.re is _BIRTH_OF):
                yield _moved(day, sentence.char_start)
        yield from _with_the_verb_left_out(sentence, people)
        yield from _on_the_day_before(source, sentence, people, alone)
        for at, day in births_by_birthday(sentence.text, event):
            if _owner_is_child(source, sentence, (at, at), people, alone, after=False, young=True):
                yield _moved(day, sentence.char_start)


def _on_the_day_before(
    source: Source, sentence: Sentence, people: People, alone: bool
) -> Iterator[FoundDate]:
    """ "It was Q's sixth birthday": the day is the one with which the sentence before ends."""
    match = _IT_WAS.search(sentence.text)
    before = source.previous(sentence) if match else None
    if match is None or before is None:
        return
    if not (people.own.search(match[0]) or (alone and re.search(r"\b(?:his|her|the)\b", match[0]))):
        return
    days = [
        one
        for one in find_moments(source, None)
        if one.sentence.sentence_no == before.sentence_no and one.precision == "day"
    ]
    if days and (days[-1].value.month, days[-1].value.day) != (2, 29):
        value = days[-1].value
        born = value.replace(year=value.year - ordinal(match["n"]))
        at = sentence.char_start
        yield FoundDate(at + match.start(), at + match.end(), born, "day")


def _with_the_verb_left_out(sentence: Sentence, people: People) -> Iterator[FoundDate]:
    """ "Q was born in March 1999 and R in May 2001": of R."""
    if not _BORN.search(sentence.text):
        return
    for name in people.own.finditer(sentence.text):
        gap = re.match(r",?\s+(?:on|in)\s+", sentence.text[name.end() :])
        for day in find_dates(sentence.text) if gap else ():
            if gap and day.start == name.end() + gap.end():
                yield _moved(day, sentence.char_start)


def _date_of(text: str, match: re.Match[str]) -> FoundDate | None:
    """The first date after a birth, else the last before it, in the same part of the sentence."""
    days = days_told(text)
    last = min((at for at in (text.find(";", match.end()),) if at >= 0), default=len(text))
    after = [one for one in days if match.end() <= one.start < last]
    before = [one for one in days if one.end <= match.start()]
    return after[0] if after else before[-1] if before else None


def _borrowed(source: Source, sentence: Sentence, match: re.Match[str]) -> FoundDate | None:
    """A date without a year beside a birth ("born on 2 January"), with the year of what is told before it."""
    near = [
        one
        for one in find_partials(sentence.text)
        if one.month and abs(one.start - match.end()) <= NEAR_BIRTH
    ]
    if not near:
        return None
    for one in find_moments(source, None):
        if (
            one.sentence.sentence_no == sentence.sentence_no
            and one.start == near[0].start
            and one.way == "carried"
        ):
            return FoundDate(one.start, one.end, one.value, one.precision)
    return None


def _owner_is_child(
    source: Source,
    sentence: Sentence,
    at: tuple[int, int],
    people: People,
    alone: bool,
    after: bool,
    young: bool = False,
) -> bool:
    """Whether the person before a birth's words, or after them, is the child.

    ``young``: the words are of a child's birthday, so that a pronoun is not the adult named before it.
    """
    found = persons(sentence.text, people)
    near = [one for one in found if (one.start >= at[1] if after else one.end <= at[0])]
    # "Born on 4 March 2004, Q was ...": nobody before, and the person comes next.
    if not near and not after and not sentence.text[: at[0]].strip():
        near = found[:1]
    if not near:
        return False
    one = near[0] if after or near[0].start >= at[1] else near[-1]
    owner: Owner = resolve(source, sentence, one, found[: found.index(one)], people)
    if young and alone and one.kind == "pronoun" and (owner.adult or owner.kind == "other"):
        return True
    return owner.kind == "child" or (
        (alone or topic(source, sentence, people) == "own")
        and owner.kind in ("young", "pronoun")
        and not _is_new(sentence.text, one.start)
    )


def _is_new(text: str, start: int) -> bool:
    return bool(re.match(r"(?:an?|another|her first|their first|the first)\b", text[start:], re.I))


__all__ = ["find_birth", "years_between"]
