"""The genders of two children where a report tells them only as "the boy" and "the girl"."""

from __future__ import annotations

import re

from pipeline.case.source import NOT_TOLD, Source
from pipeline.records import Evidence, Gender

TWO = 2
Told = tuple[Gender, list[Evidence]]
_THE = {
    "male": re.compile(r"\b[Tt]he (?:(?:little|elder|older|younger|young) )?boy\b"),
    "female": re.compile(r"\b[Tt]he (?:(?:little|elder|older|younger|young) )?girl\b"),
}
# "A girl who sang and a boy who listened", "girl 8, boy 5": in the order of the labels.
_BOTH = re.compile(
    r"\b(?:(?:[Aa]n?|one|the|The) (?:[\w-]+ ){0,2}?(?:(?P<m1>boy|son)|(?P<f1>girl|daughter))\b(?!['’])"
    r"[^.;]{0,60}?"
    r"\band (?:an?|one|the) (?:[\w-]+ ){0,2}?|(?:(?P<m2>[Bb]oy)|(?P<f2>[Gg]irl)),? \d{1,2},? (?:and )?)"
    r"(?:(?P<m3>boy|son)|(?P<f3>girl|daughter))\b(?!['’])"
)


# Not the pair of the case: "the aunt had a son and a daughter", "another family with a boy and a girl".
_ELSEWHERE = re.compile(
    r"\b(?:(?:grand\w+|aunt|uncle|neighbours?|friends?|carers?|partner|lodger|officer|worker|teacher|cousin)"
    r"(?: \w+){0,2}? (?:has|had|have|with|of)|"
    r"(?:another|other|earlier|previous) (?:\w+ ){1,3}(?:with|of))\s+$",
    re.I,
)


def of_two(source: Source, genders: list[Told]) -> list[Told]:
    """The genders of the children; those of two that nothing told by name are told by "the boy", in doubt."""
    told = [one for one, _ in genders]
    if len(genders) != TWO or "not_stated" not in told:
        return genders
    if told == ["not_stated"] * TWO:
        return _both(source) or genders
    place = told.index("not_stated")
    sex: Gender = "male" if told[1 - place] == "female" else "female"
    found = [
        (one.char_start + match.start(), one.char_start + match.end())
        for one in source.prose
        for match in _THE[sex].finditer(one.text)
    ]
    if len(found) >= TWO:
        genders[place] = _noted(source, sex, *found[0])
    return genders


def _both(source: Source) -> list[Told]:
    """The sexes of a pair that is told as a boy and a girl, in the order in which they are told."""
    for one in source.prose:
        match = None if source.section_type(one) in NOT_TOLD else _BOTH.search(one.text)
        if match is None or _ELSEWHERE.search(one.text, 0, match.start()):
            continue
        first: Gender = "male" if match["m1"] or match["m2"] else "female"
        second: Gender = "male" if match["m3"] else "female"
        if first != second:
            at = one.char_start + match.start(), one.char_start + match.end()
            return [_noted(source, first, *at), _noted(source, second, *at)]
    return []


def _noted(source: Source, sex: Gender, start: int, end: int) -> Told:
    """A gender with its evidence, which waits for the child's turn."""
    before = len(source.found)
    source.note("gender", sex, start, end, inferred=True)
    evidence = source.found[before:]
    del source.found[before:]
    return sex, evidence
