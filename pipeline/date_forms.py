"""The forms in which a date is written, as expressions.

Groups: ``d`` day, ``m`` month, ``y``, ``y1`` or ``y2`` year, ``w`` weekday, ``n`` which one, ``f`` feast.
"""

from __future__ import annotations

import re

from pipeline.day_words import DAY_WORD, FEAST, MONTH, MONTHS, WEEKDAY

MONTH_NAMES = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTH = rf"(?:{MONTH}|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?"
# "The night of 3/4 May": the second day is the date, the first one a range's beginning.
_DAY = (
    r"(?:(?<![\d.,/£$-])|(?<=(?<![\d.,/£$-])\d[/-])|(?<=(?<![\d.,/£$-])\d\d[/-]))"
    r"\d{1,2}(?:\s?(?:st|nd|rd|th)\b)?"
)
# "On 12 February, 1915 hours" tells a time of day.
NO_HOUR = r"(?! ?(?:hours?|hrs?|h)\b(?! (?:after|before|later|earlier|of|were|in)\b))"
# Not the beginning of a longer number or of "2013/14"; "20131" is a year with a footnote glued on.
_YEAR = rf"(?:19|20)\d\d(?![\d/]|[-–]\d){NO_HOUR}"
_SEASON = r"(?:spring|summer|autumn|winter)"
_JOIN = r"\s*(?:,?\s*(?:and|to|or|until)|[-–—/])\s*"

_OF_YEAR = r"(?:,?\s+|,?\s+(?:in|of)\s+(?:the\s+year\s+)?)"
_LONG = re.compile(rf"\b(?P<d>{_DAY})\s+(?:of\s+|day\s+of\s+)?(?P<m>{_MONTH}){_OF_YEAR}(?P<y>{_YEAR})", re.I)
_AMERICAN = re.compile(
    rf"\b(?P<m>{_MONTH})\s+(?P<d>\d{{1,2}})(?:\s?(?:st|nd|rd|th))?,?\s+(?P<y>{_YEAR})", re.I
)
# "She may in 2010 have known" and "a march in 2010" are no months.
_MONTH_YEAR = re.compile(
    rf"\b(?!(?-i:may|march)\s+in\b)(?P<m>{_MONTH}),?\s+(?:(?:of|in)\s+)?(?:the\s+year\s+)?(?P<y>{_YEAR})",
    re.I,
)
_ISO = re.compile(r"(?<![\d-])(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])")
NUMERIC = re.compile(
    r"(?<![\d./-])(?P<d>\d{1,2})(?P<s>[./-])(?P<m>\d{1,2})(?P=s)(?P<y>(?:19|20)\d\d|\d\d)(?![\d/-]|\.\d)"
)
_SEASONAL = re.compile(rf"\b{_SEASON}(?:\s+of)?(?:\s+the\s+year)?,?\s+(?P<y>{_YEAR})", re.I)
_SPOKEN = re.compile(rf"\b(?P<d>{DAY_WORD})\s+(?:day\s+)?of\s+(?P<m>{_MONTH}){_OF_YEAR}(?P<y>{_YEAR})", re.I)
NTH_WEEKDAY = re.compile(
    rf"\b(?P<n>first|second|third|fourth|last|1st|2nd|3rd|4th)\s+(?P<w>{WEEKDAY})\s+(?:of|in)\s+(?P<m>{_MONTH}),?\s+"
    rf"(?:(?:of|in)\s+)?(?P<y>{_YEAR})",
    re.I,
)
LAST_OF = re.compile(rf"\blast\s+day\s+(?:of|in)\s+(?P<m>{_MONTH}),?\s+(?:of\s+)?(?P<y>{_YEAR})", re.I)
FEAST_YEAR = re.compile(rf"\b(?P<f>{FEAST}),?\s+(?:of\s+|in\s+)?(?P<y>{_YEAR})", re.I)
BARE_YEAR = re.compile(
    rf"\b(?:[Ii]n|[Dd]uring|[Ss]ince|[Bb]y|[Ff]rom|until|till|to|[Bb]efore|[Aa]fter|early|late|mid|"
    rf"(?:those|events|terms?|holidays?|season|snow|school\s+year|early|late|end|part|half|months|weeks|course|middle|beginning|start|close)\s+of|year|and)[\s-]+"
    rf"(?:the\s+year\s+)?"
    rf"(?P<y>{_YEAR})(?!\s*(?:Act|Regulations|Order|Guidance|guidance|edition|words|pages|pupils|children))|"
    # "The year of the fire, 2009, ..."; "it was by now 2007.", "2009 began badly", "In summer, 2011, ..."
    rf"\b[Yy]ear\b[^.,;:\d]{{0,40}}(?:,|\s[-–—:]|:|\s\()\s?(?P<y3>{_YEAR})(?=\)|[.,;:]|\s[-–—]|$)|"
    rf"\b(?:was|is|now|then|already|still|into|for)\s+(?P<y1>{_YEAR})(?=[.,;:]|$)|"
    rf"^(?P<y2>{_YEAR})(?=\s+(?:was|is|had|began|begins|started|starts|opened|opens|brought|brings|saw|sees|came|comes|"
    r"passed|passes|ended|ends|closed|closes|found|finds|wore|went|goes)\b)"
)
BEFORE_RANGE = re.compile(rf"\b(?P<d>{_DAY})?\s*(?P<m>{_MONTH})?{_JOIN}$", re.I)
REFERENCE = re.compile(
    r"(?:\b(?:section|sections|paragraph|paragraphs|para|paras|page|pages|chapter|version|part|see|appendix|and|v)\.?|\()\s*$",
    re.I,
)
FORMS = (
    _ISO,
    _LONG,
    _SPOKEN,
    LAST_OF,
    NTH_WEEKDAY,
    FEAST_YEAR,
    _AMERICAN,
    NUMERIC,
    _MONTH_YEAR,
    _SEASONAL,
    BARE_YEAR,
)
