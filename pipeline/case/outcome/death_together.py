"""Deaths that a report tells of all the children of the case together: "both were dead"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.any_case import AnyCase
from pipeline.case.source import NOT_TOLD, Source
from pipeline.records import Sentence

_FEW = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "both": 2}
_NUMBER = r"(?:two|three|four|five|six)"
_CHILDREN = (
    r"(?:children|boys|girls|twins|brothers|sisters|siblings|babies|infants|sons|daughters|little ones|"
    r"brother and sister|young people)"
)
# "Her brothers" are an aunt's or a mother's.
_BORN = r"(?:children|boys|girls|twins|babies|infants|sons|daughters|little ones)"
_THESE = (
    rf"(?:both(?: of (?:them|whom|the {_CHILDREN}))?|all(?: of (?:them|whom)| the| {_NUMBER}){{1,3}}|"
    rf"(?:the|these|those) (?:{_NUMBER} )?{_CHILDREN}|(?:her|his|their) (?:{_NUMBER} )?{_BORN}|"
    rf"the {_NUMBER}|{_NUMBER} (?:\w+ )?{_CHILDREN})(?: {_CHILDREN})?\b(?!['’])"
)
_ALL = rf"(?:{_THESE}|all)"
_DEAD = (
    r"(?:died|dead|lifeless|killed|murdered|drowned|perished|strangled|poisoned to death|suffocated|"
    r"stabbed to death|shot dead|burned to death|beyond (?:help|saving)|"
    r"(?:could not be|not be) (?:saved|revived|resuscitated)|did not survive|"
    r"lost their lives|no longer alive)\b"
)
_AUXILIARY = (
    r"(?:were|had|have|are|been|lay|lying|found|pronounced|declared|certified|already|both|all|to be|"
    r"later|then|unlawfully|also)"
)
_TOGETHER = AnyCase(
    rf"\b(?P<who>{_ALL})(?:,? who [^,;.]{{1,30}},|, [^,;.]{{1,40}},)? (?:{_AUXILIARY} ){{0,4}}{_DEAD}|"
    rf"\b(?:deaths?|killings?|murders?) of {_THESE}|"
    rf"\b(?:killed|murdered|drowned|smothered|strangled|suffocated|poisoned) "
    rf"(?:them (?:both|all)\b|{_THESE})|"
    rf"\b(?:find|found|finding|discovered) (?:them (?:both|all)|{_THESE}) (?:\w+ )?"
    r"(?:dead|lifeless|hanging|drowned)\b|"
    rf"\b(?:both|their|(?:all|the|these|those) {_NUMBER}) (?:of the )?"
    r"(?:(?!(?:other|earlier|previous|further)\b)\w+ )?deaths\b"
)
_HINT = AnyCase(
    r"\b(?:died|dead|deaths|death|loss|killed|killing|murder|drown|perish|lifeless|strangl|smother|poison|"
    r"suffocat|saved|revived|resuscitat|surviv|lost|alive|beyond|shot|stabbed|burned|hanging)"
)
_DENIED = re.compile(
    r"\b(?:not|never|nearly|almost|might|could|would|may|if|fear\w*|risk of|threat\w*|tried|attempt\w*|"
    r"try(?:ing)?|intend\w*|want\w*|when|whenever|where)\s+(?:\w+\s+){0,3}$",
    re.I,
)
# "One of the children died", "the mother of both boys died": not all of them, or none.
_PART_OF = re.compile(
    r"\b(?:of|with|by|to|from|than|like|beside)\s+(?:(?:the|these|those|her|his|their|all|both)\s+)*$", re.I
)
# Of other families: a word before the children that says so.
_ELSEWHERE = AnyCase(
    r"\b(?:research|study|studies|nationally|statistic|(?:earlier|previous|other|another) (?:\w+ )?"
    r"(?:reviews?|cases?|famil(?:y|ies)))"
)


def told_together(source: Source, number: int) -> tuple[Sentence, int, int] | None:
    """The sentence that tells the death of all ``number`` children, and the words' place in it, if any."""
    if number < 2:
        return None
    return next(_together(source, number), None)


def _together(source: Source, number: int) -> Iterator[tuple[Sentence, int, int]]:
    for sentence in source.body:
        text = sentence.text
        if not _HINT.search(text) or source.section_type(sentence) in NOT_TOLD or _ELSEWHERE.search(text):
            continue
        for match in _TOGETHER.finditer(text):
            counted = [_FEW[word] for word in re.findall(r"\w+", match[0]) if word in _FEW]
            enough = (
                not counted or max(counted) == number or (max(counted) > number and match[0].endswith("dead"))
            )
            before = text[: match.start()]
            if match["who"] and _PART_OF.search(before):
                continue
            if enough and not _DENIED.search(before):
                yield sentence, match.start(), match.end()
