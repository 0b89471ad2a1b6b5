"""Whether a child is a boy or a girl where the report never says: by whom its few pronouns must mean.

A pronoun is the child's by what is said with it: the death or the injury, the care that one gives to a
child, the things that children have, and the note that the name is not its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.case.people.people import PersonFinder
from pipeline.case.source import NOT_TOLD, Source
from pipeline.records import Sentence

_SKIPPED = NOT_TOLD - {"glossary", "terms_of_reference"}
NOTE, SIGN = 2.0, 1.0
_KEPT_BACK = r"(?:age|birthday|name|names|identity|(?:date|day|year|place) of birth|school|whereabouts)"
_OWN = rf"(?:(?:real|own|true|actual|exact) )?{_KEPT_BACK}"
# The name that is not the child's own, the age that is kept back.
_NOTE = re.compile(
    r"^\W*(?:[Ss]ex|[Gg]ender)\s*[:–-]\s*(?P<e>(?:fe)?male|boy|girl)\b|"
    r"\((?P<f>he|she)/(?:him|her)\b|"
    r"\bname (?:is|was) not (?P<a>his|her) own\b|"
    r"\bnot (?P<b>his|her) (?:real|own|given|true|actual|first) name\b|"
    rf"\b(?P<c>his|her) {_OWN}\b[^.;]{{0,40}}"
    r"\b(?:not (?:been )?(?:given|stated|told|printed|shown|used)|withheld|changed|altered|disguised|"
    r"kept back)\b|"
    r"\b(?:not (?:give|state|print|use|say)|protect|conceal|withhold|omit|disguise|keep back)\w*\b"
    rf"[^.;]{{0,30}}\b(?P<d>his|her) {_OWN}\b"
)
# What happens to the child of the case and seldom to another of its report.
_FATE = re.compile(
    r"\b(?P<a>[Hh]e|[Ss]he)\s+"
    r"(?:weighed|was born|was delivered|"
    r"(?:(?:was|had|has|is|later|then|sadly|could|never|did|been|be|not)\s+){0,3}"
    r"(?:died|dies|die|dead|pronounced|certified|declared|killed|resuscitated|revived|intubated|"
    r"ventilated|found (?:dead|lifeless|unresponsive|unconscious|collapsed)|"
    r"found to have (?:suffered|sustained|died|injuries|(?:\w+ )?fractures|bruis\w+)|"
    r"stopped breathing|breathing|regain(?:ed)? consciousness))\b|"
    r"\b(?P<b>[Hh]is|[Hh]er)\s+(?:death|body|inquest|funeral|post-?mortem|fatal injur\w+|injuries|"
    r"fractures?|skull|ribs)\b"
)
# What is done to a child by somebody else, and what a small child has.
_CARE = re.compile(
    r"\b(?:weighed|examined|discharged|admitted|immunised|vaccinated|resuscitated|intubated|bathed|fed|"
    r"breastfed|bottle-fed|dressed|undressed|carried|lifted|picked|shook|shaken|smothered|suffocated|"
    r"cuddled|wrapped|winded|swaddled|collected|settled|soothed|dropped|laid|rocked|slapped|smacked|"
    r"starved)\s+(?P<a>him|her)(?=[.,;:)]|$|\s+(?:up|down|in|into|on|onto|to|at|and|with|for|from|by|"
    r"home|or|when|after|before|every|once|there)\b)|"
    r"\b(?P<b>[Hh]is|[Hh]er)\s+(?:(?:first|new|own)\s+)?"
    r"(?:cot|crib|pram|pushchair|buggy|napp(?:y|ies)|dummy|[Mm]oses basket|car seat|high ?chair|feeds?|"
    r"weaning|red book|birth ?weight|nursery|playgroup|pre-?school|childminder|toddler group|milestones|"
    r"immunisations?|vaccinations?|(?:step)?mother|(?:step)?father|mum|dad|parents|grandparents|"
    r"foster (?:carers?|parents?|mother|father)|childhood)\b"
)
# What a pupil has, as a teacher or a young mother may too.
_SCHOOL = re.compile(
    r"\b(?P<a>[Hh]is|[Hh]er)\s+(?:(?:first|new|class|own|primary|secondary|infant|junior)\s+)?"
    r"(?:reception class|class|classroom|teacher|form tutor|head ?teacher|head of year|school|"
    r"lunch ?box|teddy|toys?|speech therapist)\b"
)
_MALE = frozenset(("he", "his", "him", "male", "boy"))
_GROUPS = ("a", "b", "c", "d", "e", "f")


def gender_signs(source: Source, finder: PersonFinder, alone: bool) -> Iterator[tuple[str, float, int, int]]:
    """Sex, weight and place of the signs, in the order of the text; ``finder`` finds child and others.

    Of several children (``alone`` false) only sentences that name this child and no other person count.
    """
    before: Sentence | None = None
    for sentence in source.prose:
        if source.section_type(sentence) in _SKIPPED:
            continue
        last = before if before and before.section_no == sentence.section_no else None
        before = sentence
        if alone and (match := _NOTE.search(sentence.text)):
            if not _of_sex(finder, sentence.text, _sex(match)):
                yield _sign(sentence, match, NOTE)
            continue
        for pattern in (_FATE, _CARE, _SCHOOL):
            for match in pattern.finditer(sentence.text):
                if _is_the_child(finder, sentence, match, last, alone, plain=pattern is not _SCHOOL):
                    yield _sign(sentence, match, SIGN)


def _is_the_child(
    finder: PersonFinder,
    sentence: Sentence,
    match: re.Match[str],
    last: Sentence | None,
    alone: bool,
    *,
    plain: bool,
) -> bool:
    """Whether the pronoun can mean the child, named before it here or last in the sentence before.

    Nobody else of the sex may be named. Persons whose sex is unknown are let by where the words are
    ``plain``: nobody weighs himself, and a nurse has no cot.
    """
    sex = _sex(match)
    here = [one for one in finder.mentions(sentence.text) if one[2] < match.start()]
    others = [one for one in here if one[0] == "other"]
    if any(one[1] == sex for one in others) or (others and not (alone and plain)):
        return False
    if any(one[0] == "child" for one in here):
        return True
    if others or last is None:
        return False
    told = finder.mentions(last.text)
    if not told or told[-1][0] != "child" or re.match(r"['’]s\b", last.text[told[-1][3] :]):
        return False
    known = [one for one in told if one[0] == "other" and (one[1] == sex or not (alone and plain))]
    return not known


def _of_sex(finder: PersonFinder, text: str, sex: str) -> bool:
    """Whether a sentence names somebody else who may be meant."""
    return any(who == "other" and other in (None, sex) for who, other, _, _ in finder.mentions(text))


def _sex(match: re.Match[str]) -> str:
    word = next(match[name] for name in _GROUPS if name in match.re.groupindex and match[name])
    return "male" if word.lower() in _MALE else "female"


def _sign(sentence: Sentence, match: re.Match[str], weight: float) -> tuple[str, float, int, int]:
    start = sentence.char_start
    return _sex(match), weight, start + match.start(), start + match.end()
