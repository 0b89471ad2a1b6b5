"""Whether a child is a boy or a girl by the pronouns that nobody else of the report can claim.

Where no noun and no pronoun beside the name tells, a reader asks who else is spoken of: a "he" in a part
that has named no man is the child's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.case.people.people import PersonFinder
from pipeline.case.source import NOT_TOLD, Source
from pipeline.records import Sentence

_SKIPPED = NOT_TOLD - {"glossary", "terms_of_reference"}
OF_INTRODUCTION, LEFT = 1.0, 1.0
# Fewer pronouns than this that are left may be a slip.
FEWEST = 2
# Sentences of the body in which the child is introduced as "a pupil".
OPENING = 15
# Sentences after which somebody of unknown sex is no longer meant.
FORGOTTEN = 2
_PRONOUN = re.compile(r"\b(?:(?P<m>[Hh]e|[Hh]is|[Hh]im|[Hh]imself)|(?P<f>[Ss]he|[Hh]ers?|[Hh]erself))\b")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
# "A pupil who was killed by his father", "a baby that lived with her mother": before any other person.
_INTRODUCED = re.compile(
    r"\b(?:[Aa]n?|[Oo]ne|[Tt]he|[Tt]his)\s+(?:(?!(?:of|and|to|with|in|for|who|or|another|other)\b)[\w-]+,?\s+){0,3}?"
    r"(?:child|baby|infant|toddler|young person|teenager|pupil|youngster|newborn|adolescent|schoolchild|"
    r"student)\b(?!['’]|\s+(?:protection|in need|care|practice|death|health|and adolescent|safeguarding))"
)
_OTHER_CASE = re.compile(
    r"\b(?:another|other|earlier|previous|any|every|each|research|guidance|should)\b", re.I
)


def pronouns_left(source: Source, finder: PersonFinder, alone: bool) -> Iterator[tuple[str, float, int, int]]:
    """Sex, weight and place of the pronouns that can mean nobody but the child."""
    if alone:
        yield from _introduced(source, finder)
    found = list(_left(source, finder, alone))
    for sex in ("male", "female"):
        own = [one for one in found if one[0] == sex]
        if len(own) >= FEWEST:
            yield from own


def _introduced(source: Source, finder: PersonFinder) -> Iterator[tuple[str, float, int, int]]:
    """The first pronoun behind "a pupil", "a baby" of a sentence of the opening, if nobody stands between."""
    for sentence in source.prose[:OPENING]:
        match = _INTRODUCED.search(sentence.text)
        if match is None or _OTHER_CASE.search(sentence.text) or source.section_type(sentence) in _SKIPPED:
            continue
        pronoun = _PRONOUN.search(sentence.text, match.end())
        if pronoun is None:
            continue
        persons = finder.mentions(sentence.text[: pronoun.start()])
        if all(match.start() <= one[2] < match.end() for one in persons):
            yield _vote(sentence, pronoun, OF_INTRODUCTION)


def _left(source: Source, finder: PersonFinder, alone: bool) -> Iterator[tuple[str, float, int, int]]:
    section, told, sexes, unknown = -1, alone, set[str](), FORGOTTEN + 1
    for sentence in source.prose:
        if sentence.section_no != section:
            section, told, sexes, unknown = sentence.section_no or 0, alone, set(), FORGOTTEN + 1
        if source.section_type(sentence) in _SKIPPED or _OTHER_CASE.search(sentence.text):
            continue
        text = _QUOTED.sub(lambda match: " " * len(match[0]), sentence.text)
        unknown += 1
        marks = [(one[2], one) for one in finder.mentions(text)]
        pronouns = {match.start(): match for match in _PRONOUN.finditer(text)}
        for start, one in sorted([*marks, *((at, None) for at in pronouns)], key=lambda pair: pair[0]):
            if one is not None:
                who, sex = one[0], one[1]
                told = True if who == "child" else told and (alone or sex is not None)
                if who == "other" and sex:
                    sexes.add(sex)
                elif who == "other":
                    unknown = 0
                continue
            match = pronouns[start]
            sex = "male" if match["m"] else "female"
            if told and sex not in sexes and unknown > FORGOTTEN:
                yield _vote(sentence, match, LEFT)


def _vote(sentence: Sentence, match: re.Match[str], weight: float) -> tuple[str, float, int, int]:
    start = sentence.char_start
    return ("male" if match["m"] else "female"), weight, start + match.start(), start + match.end()
