"""Ages that stand without "old" or "aged": "8 years and 11 months", "a girl, two and a half", "14½".

Years with months, and weeks with days, are mostly somebody's age; where the words about them count a period
("for two years and five months", "three years and a month later", a sentence of imprisonment) they are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.any_case import AnyCase
from pipeline.case.age.birthdays import COUNT, years_of
from pipeline.dates import FoundAge
from pipeline.number_words import NUMBER_WORD

CHILD_YEARS = 18.0
# Characters beside an age that say how it is meant, or what years and months count.
BESIDE = 150

_YEAR = r"(?:years?|yrs?)\b\.?"
_PART = r"(?:months?|mths?|mos?|weeks?|wks?|days?)\b"
_AND = r"(?:\s*,?\s+and\s+|\s*,\s*|\s+|-and-|-)"
_NUM = rf"(?:\d{{1,2}}|an?|{NUMBER_WORD})"
# "Three years and four months", "8 yrs 11 mths", "eleven weeks and two days".
_COMPOSITE = re.compile(
    rf"(?<![\w£.,-])(?P<age>{_NUM}(?:\s|\s?-\s?|(?<=\d))(?:{_YEAR}{_AND}{_NUM}(?:\s|\s?-\s?|(?<=\d)){_PART}|"
    rf"months?{_AND}{_NUM}[\s-](?:weeks?|days?)\b|weeks?{_AND}{_NUM}[\s-]days?\b))",
    re.I,
)
# What stands before a period: a preposition of time, or the noun whose length it is.
_PERIOD_BEFORE = re.compile(
    r"\b(?:for|after|over|within|during|last(?:ed|ing|s)?|serv(?:ed|ing|es?)|spen[dt]|spending|took|takes?|taken|in|"
    r"than|by|every|next|past|previous|preceding|following|another|further|more|first|of|to|from|since|until|"
    r"waited|waiting|given|received|got|gets|some|these|those|under|below|above|imprisonment|totall?(?:ed|ing)|"
    r"(?:gap|interval|difference|period|wait|delay|sentence|term|time|tariff|span|order|marriage|relationship|"
    r"tenancy|registration|plan|placement|stay|absence)\b[^.;]{0,40}\b(?:was|is|were|of|to))\s+"
    r"(?:(?:about|around|nearly|almost|only|just|some|roughly|exactly|a\s+total\s+of|at\s+least|up\s+to|all\s+of|the|"
    r"more\s+than|less\s+than|over|under|below|above)\s+)*$",
    re.I,
)
# Before "to" and "of" an age may stand all the same: "the age of", "a child of", "had got to".
_AGE_BEFORE = re.compile(
    r"\b(?:age|aged|boy|girl|child|baby|infant|toddler|youth|lad|daughter|son|patient|male|female|pupil|twins?)\s+"
    r"(?:of|to)\s+(?:(?:about|nearly|almost|only|just|some|exactly)\s+)*$",
    re.I,
)
_PERIOD_AFTER = re.compile(
    r"[\s-]*(?:,?\s*(?:later|after\w*|before\w*|earlier|ago|since|previously|hence|apart|thereafter|prior|on(?!\s+(?:the|that|his|her)\b)|passed|elapsed|"
    r"went|goes|go|had|have|has|would|between|until|into|without|from|of|in\s+(?:prison|custody|care|all|total|hospital)|"
    r"imprisonment|custody|detention|long|away|short|off|to\s+(?:go|run|serve|come)|more|pregnan\w+|gestation\w*|"
    r"(?:the\s+|his\s+|her\s+|their\s+)?(?:\w+\s+)?(?:younger|older|elder|junior|senior)|separat\w+|as\s+an?|with\s+(?:his|her|the)|"
    r"during|while|for|worth)\b|['’])",
    re.I,
)
# "He was fifteen and four months", "had turned twelve and five months": years, then months.
_YEARS_THEN_MONTHS = re.compile(
    r"\b(?:was|is|turned|being|then|now|himself|herself|exactly|reached|just|only)\s+"
    rf"(?P<y>\d{{1,2}}|{NUMBER_WORD})\s*(?:,|\s)\s*(?:and\s+)?(?P<m>\d{{1,2}}|an?|{NUMBER_WORD})\s+(?:months?|mths?)\b"
    r"(?!\s+(?:later|after|before|earlier|ago|younger|older|or|pregnan\w*|into|in|of|from|short|past|since|away|behind|ahead|"
    r"premature|overdue|long)\b|['’])",
    re.I,
)
_PERSON = (
    r"(?:boy|girl|child|baby|infant|toddler|lad|lass|youth|youngster|pupil|teenager|son|daughter|sister|brother|"
    r"twin|male|female|newborn|patient|casualty|victim|kid)"
)
# "There's a boy here, three and a half, he won't wake", "R is a boy, 8, who".
_BESIDE_PERSON = re.compile(
    rf"\b(?:an?|the|his|her|their|our|my|one|little|young|small|wee|only)\s+(?:[\w-]+\s+){{0,2}}?{_PERSON}"
    r"(?:,\s+|\s+\(|\s+[–—-]\s+|:\s+)(?:(?:then|now|only|just|about|maybe|perhaps|around|nearly|almost|barely|i\s+think|he['’]s|"
    r"she['’]s|like)\s+)*"
    rf"(?P<age>\d{{1,2}}\s?[½¼¾]|{COUNT}(?:[\s-]+(?:years?|yrs?|months?|mths?|weeks?|days?)\b(?:\s+old)?)?)"
    r"(?=\s*(?:$|[.,;:)”\"–—]|-\s))",
    re.I,
)
# A half is an age where it stands alone between stops or behind a verb of being.
_HALF = re.compile(
    r"(?:^|[,(–—:;“]\s*|\s-\s|\b(?:himself|herself|then|now|only|just|was|is|be|about|nearly|almost|turned|barely|at|aged?)\s+)"
    rf"(?P<age>\d{{1,2}}\s?[½¼¾]|(?:\d{{1,2}}|{NUMBER_WORD})(?:\s+and\s+|-and-)a[\s-](?:half|quarter)|"
    rf"(?:\d{{1,2}}|{NUMBER_WORD})\s+and\s+three[\s-]quarters)"
    r"(?=\s*(?:$|[.,;:)”]|\s[–—-]\s|and\s+(?:a\s+)?\w+ing\b|when\b|but\b|at\s+the\s+time|by\s+then|years?[\s-]+old\b|that\s+\w+))",
    re.I,
)
# What else is told in halves.
_MEASURE = re.compile(
    r"\b(?:scor\w+|rating|ratio|weigh\w*|size|dose|grade|average|length|height|hours?|miles?|caseload)\b[^.;]{0,30}$",
    re.I,
)
_MONTHS = AnyCase(r"months?|mths?")
_SIGN = AnyCase(
    r"\b(?:years?|yrs?|months?|weeks?)|\d\s?[½¼¾]|half|quarter|"
    r"(?:boy|girl|child|baby|infant|toddler|lad|lass|youth|youngster|pupil|teenager|son|daughter|sister|brother|twin|male|"
    r"newborn|patient|casualty|victim|kid)\b\W"
)


def years_then_months(text: str) -> Iterator[FoundAge]:
    """The ages of "was fifteen and four months", which without the word years look like two ages."""
    for match in _YEARS_THEN_MONTHS.finditer(text) if _MONTHS.search(text) else ():
        years, months = years_of(match["y"]), years_of(f"{match['m']} months")
        if years and months and years < CHILD_YEARS and months < 1:
            yield FoundAge(match.start("y"), match.end(), round(years + months, 2))


def bare_ages(text: str) -> Iterator[FoundAge]:
    """The ages of a child that a sentence tells without a word for it."""
    if not _SIGN.search(text):
        return
    for match in _COMPOSITE.finditer(text):
        if not _is_period(text, match) and (age := _of(match)):
            yield age
    for match in _BESIDE_PERSON.finditer(text):
        if match["age"].lower() not in ("a", "an", "one") and (age := _of(match)):
            yield age
    for match in _HALF.finditer(text):
        before = text[max(0, match.start("age") - BESIDE) : match.start("age")]
        if not _MEASURE.search(before) and (age := _of(match)):
            yield age


def _of(match: re.Match[str]) -> FoundAge | None:
    years = years_of(match["age"].replace("-", " "))
    if years is None or not 0 < years < CHILD_YEARS:
        return None
    return FoundAge(match.start("age"), match.end("age"), years)


def _is_period(text: str, match: re.Match[str]) -> bool:
    """Whether years and months are a length of time and nobody's age."""
    before = text[max(0, match.start() - BESIDE) : match.start()]
    if _PERIOD_AFTER.match(text, match.end()):
        return True
    return bool(_PERIOD_BEFORE.search(before)) and not _AGE_BEFORE.search(before)
