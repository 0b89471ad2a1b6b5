"""The ages of a sentence, with what of their wording says whose and how exact they are.

Beside "aged six" and "ten weeks old" a report tells an age by a birthday ("nine days short of her second
birthday"), by a life ("she lived for eleven weeks"), by a year of life ("in his fifteenth year"), as a point
in time ("died at 1½ years"), in a doctor's hand ("aged 5/12"), or with the verb left out ("Ludo was six and
Isla four").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.case.age.bare import BESIDE, bare_ages, years_then_months
from pipeline.case.age.birthdays import (
    COUNT,
    MONTH,
    ORDINAL,
    QUANTITY,
    SPAN,
    UNIT,
    near_birthdays,
    offset,
    ordinal,
    years_of,
)
from pipeline.dates import DAYS_A_YEAR, FoundAge
from pipeline.number_words import NUMBER_WORD

# How the age is tied to its person: "the 4-month-old" (before a noun), "at ten months" (the subject of the
# clause), "ten weeks after birth" (a life), anything else (the person named last).
Tie = Literal["noun", "point", "life", "near"]

# What "just over three" and "nearly three" add and take away; the measure of the field allows 0.1.
LITTLE_YEARS, LITTLE_MONTHS = 0.08, 0.02

_LIFE = re.compile(
    r"\b(?:(?:(?:had\s+)?lived|alive|in\s+(?:the|this)\s+world|on\s+(?:this\s+)?earth)\s+(?:for\s+)?|"
    r"li(?:fe|ves)\s+(?:of|lasted|was|spanned|ended\s+(?:after|at)|(?:was|were)\s+over\s+(?:after|at|in)|came\s+to\s+an\s+end\s+"
    r"(?:after|at))\s+|reached\s+(?:the\s+age\s+of\s+)?)(?:(?:only|just|barely|some|about|all\s+of)\s+)?"
    rf"(?P<age>{QUANTITY})(?=\s*(?:$|[.,;:])|\s+when\b)",
    re.I,
)
_AFTER_BIRTH = re.compile(
    rf"\b(?P<age>{QUANTITY})\s+"
    r"(?:after\s+(?:(?:his|her|their|the)\s+(?:own\s+)?birth|(?:he|she|being)\s+(?:was\s+)?born)|"
    r"(?:in)?to\s+(?:his|her|their)\s+(?:\w+\s+)?li(?:fe|ves)|of\s+life|in\s+(?:the|this)\s+world|"
    r"(?:since|from)\s+(?:his|her|their)\s+birth)\b",
    re.I,
)
# "Seen on forty-one days of life" counts days.
_ON_DAYS = re.compile(r"\b(?:on|over|all|during|for)\s+$", re.I)
_YEAR_OF_LIFE = re.compile(
    rf"\bin\s+(?:his|her|their|the)\s+{ORDINAL}\s+(?P<unit>year|month|week|day)\b"
    r"(?P<life>\s+of\s+(?:his\s+|her\s+|their\s+)?(?:life|age))?(?!\s+(?:of|at|as|in|there|on))",
    re.I,
)
_POINT = re.compile(
    rf"\bat\s+(?:only\s+|just\s+|about\s+|barely\s+|just\s+over\s+|nearly\s+)?"
    rf"(?P<age>{QUANTITY})"
    r"(?!['’]|[\s-]+(?:old|of\s+age|notice|pregnan\w*|gestation\w*|intervals?|before|after|later|to|and|or|from|into|"
    r"per|each|in|a|of)\b)",
    re.I,
)
# "Delivered at 37 weeks", "a scan at fourteen weeks": of a pregnancy.
_PREGNANT = re.compile(
    r"\b(?:deliver\w*|born|birth|labour|induc\w+|pregnan\w*|gestation\w*|antenatal\w*|scan(?:s|ned)?|book(?:ed|ing)|"
    r"prematur\w*|arriv(?:ed|al)|pre-?term|section|unborn|expecting|membranes|waters)\b",
    re.I,
)
FEWEST_WEEKS, MOST_WEEKS = 5, 44
# "I was only eight": of whoever speaks.
_SPOKEN = re.compile(
    rf"\b(?:(?-i:I)(?:\s+(?:was|am)|['’]m)|(?:he|she)['’]s)\s+(?:(?:only|just|about|still|nearly)\s+)*(?P<age>{COUNT})"
    r"(?=\s*(?:$|[.,;:!?”\"’']|and\b|when\b|at\b|years?\s+old\b|then\b))",
    re.I,
)
# "She had reached eleven weeks by that day"
_REACHED = re.compile(
    rf"\b(?:had\s+)?(?:reached|attained)\s+(?:only\s+|just\s+)?(?:the\s+age\s+of\s+)?(?P<age>{QUANTITY})"
    r"(?=\s+(?:by|when|on|at|old)\b)",
    re.I,
)
# "BT was fifteen and she herself twelve"
_HERSELF = re.compile(
    r"\b(?:he|she)(?:\s+(?:himself|herself))?(?=\s+(?!was\b|had\b))|\b(?:himself|herself)(?=\s)|"
    r"\b(?:the|his|her)\s+(?:(?:younger|elder|older|little)\s+)?(?:boy|girl|baby|brother|sister|younger|elder|other)(?=\s)",
    re.I,
)
# "Barely thirteen and alone, she ..."
_BARELY = re.compile(
    rf"(?:^|[,;]\s+)(?:barely|scarcely|newly|still|not\s+yet|just|only(?:\s+just)?)\s+(?P<age>{COUNT})(?=,|\s+and\b(?!\s+a\b))",
    re.I,
)
_NOTATION = re.compile(r"(?<![\d/])(?P<n>\d{1,2})/(?P<of>12|52|7)(?![\d/])")
# "2y 4m", as a doctor writes it.
_SHORT_HAND = re.compile(
    r"\b\d{1,2}\s?(?:y(?:rs?)?|years?(?=\s?\d+/12))(?:\s?\d{1,2}(?:\s?m(?:ths?)?|/12))?(?![\w/])"
    r"(?=\s*(?:$|[.,;:)]|old\b|at\b|when\b))",
    re.I,
)
# "Female, sixteen, not breathing" is what a log says of its patient.
_LOGGED = re.compile(
    r"(?:^|[“\"‘:(.;]\s*|\b(?:reads?|states?|says?|reported|for|of|to)\s+(?:an?\s+)?)"
    r"(?:male|female|boy|girl|(?-i:[MF])|child|patient|infant|baby|pt)(?:\s*[,.:;–-]\s*|\s+(?=aged?\b|[\w-]+[\s-](?:y|m|w|d)))"
    r"(?:aged?\s+|of\s+|approx\.?\s+)?"
    rf"(?P<age>{COUNT}[\s-]+(?:years?|yrs?|months?|mths?|weeks?|wks?|days?)(?:\s+\d{{1,2}}/12)?|{COUNT})"
    r"(?=\s*(?:[,.;:)”\"]|old\b))",
    re.I,
)
# Whoever is asked for an age may answer with a bare number.
_ANSWERED = re.compile(
    rf"\b(?:how\s+old|(?:his|her)\s+age)\b[^“\"]{{0,60}}[“\"](?:(?:I|he|she)(?:['’]m|['’]s|\s+(?:am|is|was))\s+)?(?P<age>{COUNT})[.,!]?[”\"]",
    re.I,
)
# "He did not live to be nine": eight years were full.
_NOT_LIVED = re.compile(
    r"\b(?:(?:never|did\s+not|didn['’]t|had\s+not)\s+lived?\s+(?:long\s+enough\s+)?to\s+(?:be|turn|reach|become)|"
    r"(?:(?:had\s+not|hadn['’]t|was\s+not)\s+(?:yet\s+|quite\s+)?(?:turned|reached|become)|"
    r"(?:had|was|were)\s+(?:yet|still)\s+to\s+(?:be|turn|reach|become))"
    # "Had not reached six of the families" counts no years.
    rf"(?=\s+{COUNT}\s*(?:$|[.,;:)]|(?:when|and|at|but|by|on|that)\b)))\s+(?P<age>{COUNT})"
    rf"(?![\s-]+{UNIT})",
    re.I,
)
# "At twelve and a half – he was proud of the half – he spoke", "At nine, Q ran away".
_POINT_BARE = re.compile(
    rf"(?:^|(?<=[.;,]\s)|\band\s)at\s+(?:(?:just|only|barely|about)\s+)?(?P<age>{NUMBER_WORD}(?:\s+and\s+(?:a\s+half|a\s+quarter|"
    r"three[\s-]quarters))?)(?=,\s+(?!(?:and|or)\b)|\s+[–—-]\s|\s+(?-i:[A-Z])\w*\s+(?:was|had|could|went|told)\b)",
    re.I,
)
# "Only hours old", "a few days old": nobody counts them, and to the measure of a year nothing is lost.
_UNCOUNTED = re.compile(r"\b(?P<u>minutes|moments|hours|days)[\s-]+old\b", re.I)
_COUNTED = re.compile(rf"(?:{COUNT})[\s-]+$", re.I)
_NOTATED = re.compile(r"\b(?:aged?|at|was|only|an?|the|now|then)\s+(?:about\s+)?$|\($", re.I)
_IN_LOG = re.compile(r"[“\"‘][^”\"]{0,40}$")
_BARE = rf"(?P<age>\d{{1,2}}(?:½)?|{COUNT}(?:[\s-]+(?:years?|months?|weeks?|days?))?)"
_AGES = re.compile(r"\bages\b", re.I)
# "Q was a year and a month the younger": a difference, and no age.
_DIFFERS = re.compile(
    rf"(?:[\s-]+{UNIT})?(?:,?\s+and\s+{COUNT}[\s-]+{UNIT})?\s+(?:(?:the|his|her|their)\s+)?(?:younger|older|elder|junior|senior|apart)\b",
    re.I,
)
_BARE_AFTER = re.compile(
    rf"(?:,\s+|\s+\(|\s+[-–—]\s+|\s+(?:was|is)\s+|\s+)"
    rf"(?:(?:then|now|just|only|nearly|almost|still|barely|scarcely|already|over|about|aged)\s+){{0,3}}{_BARE}"
    rf"(?=\s*(?:$|[.,;:)]|[–—]|\s-\s|and\b(?!\s+{COUNT}[\s-]+{UNIT})|when\b|exactly\b|at\s+(?:the|that)\s+time\b))",
    re.I,
)
_MORE = re.compile(
    r"\b(?:(?:just|a\s+little|slightly|only\s+just)\s+(?:over|past|turned|more\s+than)|a\s+little\s+more\s+than|just\s+turned)"
    r"\s+(?:the\s+age\s+of\s+)?$",
    re.I,
)
_SHORT_OF = re.compile(rf"\b{SPAN}\s+(?:short\s+of|shy\s+of|off)\s+(?:being\s+)?$", re.I)
# "Her age was given as ten years and a month"
_AGE_AS = re.compile(
    r"\bage\s*(?P<of>(?:(?:at|on)\s+(?:the\s+(?:time|date|day)\s+of\s+)?(?:the\s+|his\s+|her\s+)?"
    r"(?:death|incident|injury|assault|admission)\s*)?)(?:(?:then|now|(?:on|at)\s+(?:that|the|this)\s+\w+)\s+)?"
    r"(?:(?:was|is)\s+)?(?:(?:given|recorded|entered|stated)\s+)?"
    rf"(?:as|at|was|being|then|:|,)\s+(?P<age>{QUANTITY}|{COUNT})\b",
    re.I,
)
_LESS = re.compile(
    r"\b(?:nearly|almost|approaching|not\s+(?:quite|yet)|coming\s+up\s+to|close\s+to|(?:just|a\s+little|slightly)\s+"
    r"(?:under|short\s+of|less\s+than)|rising|nearing|on\s+the\s+point\s+of\s+turning|about\s+to\s+turn)\s+$",
    re.I,
)
# "F4, today approaching two, lives": a bare number after words of nearness, beside a person.
_NEARLY = re.compile(
    r"(?:,\s+|\b(?:is|was|were)\s+(?:[\w-]+\s+){1,6}and\s+|\b(?:is|was|were)\s+)(?:today\s+|now\s+|then\s+|still\s+|by\s+then\s+)?(?:approaching|nearing|rising|nearly|"
    r"almost|coming\s+up\s+to|not\s+quite|just\s+(?:over|under|past|turned)|a\s+little\s+(?:over|under))\s+"
    rf"(?P<age>{COUNT})(?=\s*(?:$|[.,;:)]|and\b|when\b))",
    re.I,
)
_NOUN = re.compile(
    r"[- ]old\b(?!\s*(?:$|[.,;:)]|(?:when|at|and|but|who|on|in|by|that|then|during|as|or|to|with|before|"
    r"after|while|for|from|now|than)\b))",
    re.I,
)
# "The youngest at ten months" says how old the child was, not when something was.
_RANKED = re.compile(
    r"\b(?:youngest|eldest|oldest|smallest|only\s+child|middle\s+(?:child|one))(?:\s+\w+){0,3}?,?\s+at\s+(?:[a-z]+\s+){0,2}$",
    re.I,
)
# "Turned six that very week", "was ten that day": to the day, or nearly.
_TURNED = re.compile(r"\b(?:turn(?:ed|s|ing)|became|become)\s+$", re.I)
_THAT_DAY = re.compile(
    r"\s+(?:(?:only|just)\s+)?(?:(?:on\s+)?(?:that|the)\s+(?:very\s+|same\s+)?(?:day|week|morning|weekend|\w+day)|"
    r"(?:that|the)\s+(?:very\s+)?(?:day|week)\s+before)\b",
    re.I,
)
_POINTED = re.compile(
    r"\b(?:at|by|from|until|to)\s+(?!then\b|(?:that|this|the)\s+(?:time|date|point|stage|moment)\b)(?:the\s+age\s+of\s+)?(?:[a-z]+\s+){0,2}$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class AgeWords:
    """An age in years at ``text[start:end]``, how it is tied to a person, and whether it is worked out."""

    start: int
    end: int
    years: float
    tie: Tie
    worked_out: bool = False
    # A birthday that was near, or a life that ended: the words themselves speak of the end.
    of_event: bool = False
    # Of a log or a card, which speaks of its patient and names nobody.
    logged: bool = False

    def overlaps(self, other: AgeWords) -> bool:
        """Whether the words of two ages of a sentence share some."""
        return self.start < other.end and other.start < self.end


def said_ages(text: str, found: Sequence[FoundAge], *names: re.Pattern[str]) -> list[AgeWords]:
    """Every age of a sentence: those of ``find_ages``, those told in other ways, those beside ``names``."""
    kept: list[AgeWords] = []
    plain = (*years_then_months(text), *found, *bare_ages(text))
    for one in (*_told_otherwise(text), *_plain(text, plain)):
        _add(kept, one)
    told = (*names, _HERSELF) if kept else names
    beside = sorted(
        (match for pattern in told for match in pattern.finditer(text)), key=lambda one: one.start()
    )
    for name in beside:
        for one in _beside(text, name, bool(kept) or bool(_AGES.search(text))):
            _add(kept, one)
    return sorted(kept, key=lambda one: one.start)


def _add(kept: list[AgeWords], one: AgeWords) -> None:
    if not any(one.overlaps(other) for other in kept):
        kept.append(one)


def _plain(text: str, found: Sequence[FoundAge]) -> Iterator[AgeWords]:
    """The ages of ``find_ages``, with a little more for "just over three" and less for "nearly three"."""
    for one in found:
        before, after = text[max(0, one.start - BESIDE) : one.start], text[one.end : one.end + BESIDE]
        tie: Tie = "near"
        if _POINTED.search(before) and not _RANKED.search(before):
            tie = "point"
        elif _NOUN.match(after) or (text[one.start : one.end].count("-") and after.startswith("-old")):
            tie = "noun"
        more = _little(text[one.start : one.end], after)
        shift = more if _MORE.search(before) else -more if _LESS.search(before) else 0.0
        if short := _SHORT_OF.search(before):
            shift = -offset(short["off"])
        birthday = _TURNED.search(before) and _THAT_DAY.match(after)
        yield AgeWords(one.start, one.end, round(one.years + shift, 2), tie, bool(shift or birthday))


def _little(words: str, after: str) -> float:
    if re.search(r"month", words + after[:7], re.I):
        return LITTLE_MONTHS
    return 0.0 if re.search(r"week|day|hour", words + after[:6], re.I) else LITTLE_YEARS


def _told_otherwise(text: str) -> Iterator[AgeWords]:
    """Ages told by birthdays, by a life, by a year of life, and as ``_as_given`` finds them."""
    for near in near_birthdays(text):
        yield AgeWords(near.start, near.end, near.years, "point", True, of_event=True)
    for match in (*_LIFE.finditer(text), *_AFTER_BIRTH.finditer(text)):
        if match.re is _AFTER_BIRTH and _ON_DAYS.search(text[: match.start()]):
            continue
        if (years := years_of(match["age"])) is not None:
            yield AgeWords(match.start(), match.end(), years, "life", of_event=match.re is _LIFE)
    for match in _YEAR_OF_LIFE.finditer(text):
        number = ordinal(match["n"])
        # A pupil's, a student's or a teacher's "second year" is no year of life.
        if match["life"] or number >= (5 if match["unit"].lower() == "year" else 3):
            size = {"year": 1.0, "month": MONTH, "week": 7 / DAYS_A_YEAR, "day": 1 / DAYS_A_YEAR}
            years = round((number - 1) * size[match["unit"].lower()], 2)
            yield AgeWords(match.start(), match.end(), years, "point", True, of_event=True)
    yield from _as_given(text)


def _as_given(text: str) -> Iterator[AgeWords]:
    """Ages as a point in time, after the word age, after words of nearness, written short."""
    yield from _written_short(text)
    yield from _in_speech(text)
    yield from _as_point(text)
    for match in _AGE_AS.finditer(text):
        if match["of"] and (years := years_of(match["age"])) is not None:
            yield AgeWords(match.start(), match.end(), years, "life", of_event=True)
    for match in (*_NEARLY.finditer(text), *_BARELY.finditer(text), *_AGE_AS.finditer(text)):
        one = FoundAge(match.start("age"), match.end("age"), years_of(match["age"]) or 0.0)
        yield from _plain(text, [one])


def _in_speech(text: str) -> Iterator[AgeWords]:
    """Ages that somebody says: in answer, of oneself, of a child that is pointed to; and ages reached."""
    for match in _ANSWERED.finditer(text):
        if (years := years_of(match["age"])) is not None:
            yield AgeWords(match.start("age"), match.end("age"), years, "near", logged=True)
    for match in _REACHED.finditer(text):
        if (years := years_of(match["age"])) is not None:
            yield AgeWords(match.start("age"), match.end("age"), years, "near")
    for match in _SPOKEN.finditer(text):
        if match["age"].lower() not in ("a", "an", "one") and (years := years_of(match["age"])) is not None:
            yield AgeWords(match.start("age"), match.end("age"), years, "near")


def _as_point(text: str) -> Iterator[AgeWords]:
    """Ages as a point in time, and those that were not reached."""
    for match in _POINT.finditer(text):
        years = years_of(match["age"])
        if years is not None and not of_pregnancy(text, match["age"], years):
            tie: Tie = "near" if _RANKED.search(text[: match.start("age")]) else "point"
            yield AgeWords(match.start("age"), match.end("age"), years, tie)
    for match in _NOT_LIVED.finditer(text):
        if (years := years_of(match["age"])) is not None and years >= 2:
            yield AgeWords(match.start(), match.end(), years - 1, "life", True, of_event=True)
    for match in _POINT_BARE.finditer(text):
        if (years := years_of(match["age"])) is not None:
            yield AgeWords(match.start("age"), match.end("age"), years, "point")


def _written_short(text: str) -> Iterator[AgeWords]:
    """ "2y 4m" and "5/12", as doctors write, and "hours old", which nobody counts."""
    for match in _SHORT_HAND.finditer(text):
        short = re.sub(r"(?i)(?<=y)(?:ea)?rs?\b|ths?\b", "", match[0])
        if (years := years_of(re.sub(r"(?<=y)\s?(\d+)/12", r" \1m", short))) is not None:
            tie: Tie = "noun" if _NOUN.match(text, match.end()) else "near"
            logged = bool(_IN_LOG.search(text[: match.start()]))
            yield AgeWords(match.start(), match.end(), years, tie, logged=logged)
    for match in _LOGGED.finditer(text):
        if (years := years_of(match["age"])) is not None and match["age"].lower() not in ("a", "an", "one"):
            yield AgeWords(match.start("age"), match.end("age"), years, "near", logged=True)
    for match in _UNCOUNTED.finditer(text):
        if not _COUNTED.search(text[: match.start()]):
            yield AgeWords(match.start(), match.end(), 0.01 if match["u"].lower() == "days" else 0.0, "near")
    for match in _NOTATION.finditer(text):
        if _NOTATED.search(text[: match.start()]):
            per = {"12": 12.0, "52": DAYS_A_YEAR / 7, "7": DAYS_A_YEAR}[match["of"]]
            yield AgeWords(match.start(), match.end(), round(int(match["n"]) / per, 2), "near")


def of_pregnancy(text: str, words: str, years: float) -> bool:
    """Whether "at 37 weeks" counts a pregnancy: a number of weeks beside words of one."""
    weeks = years * DAYS_A_YEAR / 7
    return "week" in words.lower() and FEWEST_WEEKS <= weeks <= MOST_WEEKS and bool(_PREGNANT.search(text))


def _beside(text: str, name: re.Match[str], told: bool) -> Iterator[AgeWords]:
    """ "Q (9)", "Wren, 6," and, where the sentence has told an age before, "Lark four"."""
    age = _BARE_AFTER.match(text, name.end())
    if age is None or age["age"].lower() in ("a", "an", "one"):
        return
    if _DIFFERS.match(text, age.end("age")):
        return
    apart = re.match(r",|\s+(?:[(–—-]|was\b|is\b)", text[name.end() : name.end() + 30])
    years = years_of(age["age"]) if apart or told else None
    if years is not None:
        yield from _plain(text, [FoundAge(age.start("age"), age.end("age"), years)])
