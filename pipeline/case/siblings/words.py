"""What a line or sentence says of brothers and sisters: how many, how old, half or full, how called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.dates import find_ages, parse_age
from pipeline.number_words import CARDINALS, ORDINALS, cardinals
from pipeline.records import Gender

NUMBER = rf"(?:{cardinals(11, first=2)}|\d{{1,2}})"
_ADJECTIVES = (
    "older|elder|eldest|oldest|younger|youngest|middle|big|little|wee|small|baby|infant|full|maternal|paternal|"
    "surviving|adult|grown-up|teenage|teenaged|adolescent|school-age|primary-school|twin|identical|adopted|"
    "adoptive|biological|birth|natural|own|late|dead|deceased|stillborn|newborn|first|second|third|fourth|other|"
    "one|only|further|additional|remaining|previous|first-born|unborn|dear|disabled"
)
_LABEL = (
    r"(?:(?:Half[- ])?(?:Sibling|Child|Brother|Sister|Baby|Boy|Girl|Sib|Half-Brother|"
    r"Half-Sister)\s?[A-Z]?\d{0,2}"
    r"(?<![a-z])(?<!\s)|[A-Z]{1,4}\d{0,2}|[A-Z][a-z]{2,})(?![\w’'-])"
)
# The determiner tells whose it is: "his", "Child B's", "the boy's"; or nothing of it.
_DETERMINER = (
    r"(?:(?P<det>[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother|[Bb]oth|[Nn]o|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Mm]y|"
    r"[Oo]ur|[Ww]hose|"
    r"(?:[Tt]he\s+)?(?:\w+\s)?[\w-]+(?:['’]s|s['’]))\s+)"
)
_QUALIFIED = (
    rf"{_DETERMINER}?(?:(?P<n>(?i:{NUMBER}))\s+)?(?P<adj>(?:(?i:{_ADJECTIVES}),?(?:\s+and\s+|[\s-]+)){{0,5}})"
)
_SIBLING = re.compile(
    rf"(?<![\w-]){_QUALIFIED}(?:(?P<kind>(?i:half|step|full))[\s-]?)?"
    r"(?P<noun>(?i:brothers?|sisters?|siblings?|sibs?|bro|sis|twin(?!s|[ -][a-z]+(?:er|oy|irl|"
    r"ld)s?\b)))\b(?![- ]in[- ]law)(?!['’]?s? (?:Centre|Ltd|Act\b))"
)
_OFFSPRING = re.compile(
    rf"(?<![\w-]){_QUALIFIED}(?P<noun>(?i:sons?|daughters?|child(?:ren)?|boys?|girls?|bab(?:y|ies)|twins))\b"
    r"(?!['’]| [A-Z]{1,3}\d{0,2}['’]|"
    r" (?i:protection|care|in need|minder|support|and (?:adolescent|family))\b)"
)
# A nurse is a sister too, and a child may live among foster brothers.
_NO_SIBLING = re.compile(r"\b(?:ward|nursing|theatre|charge|night|duty|foster|religious)[\s-]+$", re.I)
_NAME_AFTER = re.compile(
    rf"(?:(?:,?\s+(?:called|named|known\s+(?:here\s+)?as|here\s+called|referred to as|whom\s+we\s+call))?"
    rf"\s+[\"“‘(]?(?P<name>{_LABEL})|,\s+[\"“‘(]?(?P<late>{_LABEL})[\"”’)]?(?=[,.;)]|\s+(?:and|who|had|"
    rf"was)\b))"
)
# "Ada, his sister, had": the name stands before.
_NAME_BEFORE = re.compile(
    rf"(?:^|[,;(]\s|\b(?:and|that|when|by|while)\s)(?P<name>{_LABEL})(?:\s\([^)]*\))?,\s$"
)
_ENDS = re.compile(r"\s*[,.)(]")
_OF_NAMED = frozenset(("his", "her", "their", "the", "a", "an", "whose"))
_NO_NAMES = frozenset(
    "The He She They It His Her Their This That There When While Both At In On By From And But Who M F A I "
    "GP No None Neither Mother Father Mum Dad MM FM MGM NHS".split()
)
_GENDER: tuple[tuple[Gender, str], ...] = (
    ("male", r"bro|\bsons?\b|\bboys?\b"),
    ("female", r"sis|daughter|\bgirls?\b"),
)
_ORDER = (
    ("older", r"\b(?:older|elder|eldest|oldest|big|first|adult|grown-up|previous|first-born)\b"),
    ("younger", r"\b(?:younger|youngest|little|wee|baby|infant|newborn|unborn)\b"),
    ("twin", r"\btwins?\b"),
)
# What says that children of a parent are others than the child of the review.
_OTHERS = re.compile(
    r"\b(?:another|other|older|elder|eldest|younger|youngest|further|additional|previous|surviving|"
    r"remaining|adult|"
    r"grown-up|late|dead|deceased|stillborn|middle|twin|adopted)\b",
    re.I,
)
# "Two sons from an earlier relationship", "a daughter by his former wife".
_EARLIER = re.compile(
    r"^[^.;]{0,25}?\b(?:from|by|of|with|in)\s+(?:an?|his|her|the|their|other|another|previous|earlier)\s*"
    r"(?:\w+\s+)?(?:earlier|previous|former|first|later|other|different|new)?\s*"
    r"(?:relationships?|marriages?|unions?|families|family|partnerships?|partners?|wife|husband|father|mother|man|woman|men)\b",
    re.I,
)
# "By a former wife a daughter": before the words.
_EARLIER_BEFORE = re.compile(
    r"\b(?:from|by|of|in)\s+(?:an?|his|her)\s+(?:earlier|previous|former|first|past|other)\s+"
    r"(?:\w+\s+)?(?:relationship|marriage|union|partnership|partner|wife|husband|man|woman),?\s+$",
    re.I,
)
# "Her sisters, P and Q,"
_NAMES_AFTER = re.compile(
    rf",?\s+\(?(?P<names>{_LABEL}(?:,\s+{_LABEL})*\s+and\s+{_LABEL})(?=[,.;)]|"
    rf"\s+(?:were|had|are)\b)"
)
# "A girl whom Ms A had earlier": behind the words that say whose.
_BORN_TO = re.compile(
    r"\s+(?:was )?born to\s+[^.;]{0,40}?\bin an?\s+(?:earlier|previous|former|first)\b|"
    r"\s+(?:(?:was )?born (?:to \w+(?: \w+)? )?in (?:\w+ )?(?:19|20)\d\d (?:had |who |and )*)?"
    r"(?:had )?died (?:at|aged|when|of|before|in|soon|within|shortly)\b",
    re.I,
)
_LINE_NAMES = re.compile(
    rf"\W*(?P<names>{_LABEL}(?:(?:,\s*|\s*,?\s+and\s+|\s*&\s*|\s*/\s*){_LABEL})*)\s*(?:[:,;(–—|-]|"
    rf"\b(?:is|was|are|were)\b)\s*"
)
_LETTER_SEX = re.compile(r"\s*(?:[,(]\s*)?(?P<sex>[MF])\b(?![-’'])")
# "Stepbrothers, who are now three and eleven", "sisters (4, 6 and 9)".
_AGE = rf"(?:one|{NUMBER}|1\d|{cardinals(17, first=12)})½?"
_AGES_OF_TWO = re.compile(
    rf"[\s,(:–—-]*(?:who (?:are|were)\s+)?(?:(?:now|then|both|aged|of|at that time|by then)\s+)*"
    rf"(?P<a>{_AGE})(?:,\s*(?P<b>{_AGE}))?,?\s*(?:and|&)\s*(?P<c>{_AGE})(?![\w:/½]|\.\d)"
    r"(?!\s+(?:months?|weeks?|days?|brothers?|sisters?|siblings?|sons?|daughters?|half)\b)",
    re.I,
)
MOST_AT_ONCE, LAST_LABEL = 12, 9
MOST_YEARS = 30.0  # of a brother or sister
AGE_REACH = 30  # characters between a person and the age


@dataclass(frozen=True, slots=True)
class SiblingMention:
    """Brothers or sisters told of at characters ``start`` to ``end`` of a text.

    ``n`` None: more than one, not counted. ``det``: the word that says whose, else empty. ``others``: of the
    words "children" and "son", whether they say that the child of the review is not among them.
    """

    start: int
    end: int
    n: int | None
    det: str
    words: str
    names: tuple[str, ...] = ()
    kind: str | None = None
    gender: Gender = "not_stated"
    order: str | None = None
    ages: tuple[float, ...] = ()
    offspring: bool = False
    others: bool = False


def number(word: str) -> int:
    """The number of a word or of digits; 1 for "a"."""
    return int(word) if word.isdigit() else CARDINALS.get(word.lower()) or ORDINALS.get(word.lower(), 1)


def siblings_in(text: str) -> list[SiblingMention]:
    """What a text says with "brother", "sister" or "sibling", in order; whose they are is not decided."""
    return [
        _mention(text, match, offspring=False)
        for match in _SIBLING.finditer(text)
        if not _NO_SIBLING.search(text[: match.start("noun")])
    ]


def offspring_in(text: str) -> list[SiblingMention]:
    """What a text says with "son", "daughter" or "children", in order; whose they are is not decided."""
    return [_mention(text, match, offspring=True) for match in _OFFSPRING.finditer(text)]


def sibling_of_line(text: str) -> list[SiblingMention]:
    """What the line of a list or of a genogram says: "S1 and S2: sisters", "Wee brother, nearly two"."""
    head = _LINE_NAMES.match(text)
    names = _names(head["names"]) if head else ()
    rest = head.end() if head else 0
    for pattern, offspring in ((_SIBLING, False), (_OFFSPRING, True)):
        match = pattern.match(text, rest) if names else None
        if match:
            found = _mention(text, match, offspring=offspring)
            ages = found.ages or _cell_ages(text[match.end() :])
            return [replace(found, names=names, n=len(names), start=0, ages=ages)]
    lines = [*siblings_in(text), *([] if _SIBLING.search(text) else offspring_in(text))]
    return [replace(one, ages=one.ages or _cell_ages(text[one.end :])) for one in lines]


def line_label(text: str) -> SiblingMention | None:
    """The person of a line that is a child's label and no more than an age ("Child 2 (4)"); else None."""
    match = re.match(
        r"\W*((?:Child|Sibling|Half-Sibling|Baby|Boy|Girl|Brother|Sister) [A-Z0-9]{1,3})(?![\w’'])", text
    )
    if match is None:
        return None
    label = match[1]
    gender = next((gender for gender, nouns in _GENDER if re.search(nouns, label, re.I)), None)
    ages = _cell_ages(text[match.end() :])
    kind = "half" if label.startswith("Half") else None
    return SiblingMention(0, match.end(), 1, "", label, (label,), kind, gender or "not_stated", None, ages)


def _names(text: str) -> tuple[str, ...]:
    names = re.split(r",\s*|\s*,?\s+and\s+|\s*&\s*|\s*/\s*", text)
    kept = tuple(name for name in names if name and name not in _NO_NAMES)
    plain = re.compile(
        r"(?:Half-|Step-?)?(?:Brother|Sister|Sibling|Child|Baby|Boy|Girl|Sib|Son|Daughter|Twins?)s?"
    )
    return tuple(name for name in kept if not plain.fullmatch(name))


def _mention(text: str, match: re.Match[str], *, offspring: bool) -> SiblingMention:
    words = text[match.start() : match.end()]
    own = f"{match['adj'] or ''} {match['noun']}"
    end, names = _named(text, match)
    ages = _ages(text, end)
    return SiblingMention(
        match.start(),
        end,
        _count(match, words, ages, names),
        match["det"] or "",
        " ".join(words.split()),
        names,
        None if offspring else (match["kind"] or "").lower() or None,
        _gender(text, match),
        next((order for order, pattern in _ORDER if re.search(pattern, own, re.I)), None),
        ages,
        offspring,
        _are_others(f"{match['det'] or ''} {own}", text[match.end() :], offspring=offspring)
        or (offspring and _EARLIER_BEFORE.search(text, 0, match.start()) is not None),
    )


def _are_others(words: str, after: str, *, offspring: bool) -> bool:
    if not offspring:
        return bool(re.search(r"\b(?:an)?other\b", words, re.I))
    return bool(_OTHERS.search(words) or _EARLIER.match(after) or _BORN_TO.match(after))


def _named(text: str, match: re.Match[str]) -> tuple[int, tuple[str, ...]]:
    """Where the words end, and the name behind them: "Sibling 1", "her brother Ned", "a brother, Ian"."""
    noun = match["noun"]
    label = re.match(r"\s([A-Z]?\d{1,2}|[A-Z])(?![\w’'])(?!\s+\d)", text[match.end() :])
    if label and noun[0].isupper() and not (label[1].isdigit() and int(label[1]) > LAST_LABEL):
        start = match.start("kind") if match.re is _SIBLING and match["kind"] else match.start("noun")
        return match.end() + label.end(), (f"{text[start : match.end()]}{label[0]}",)
    both = _NAMES_AFTER.match(text, match.end()) if noun.endswith("s") else None
    if both and (names := _names(both["names"])):
        return both.end(), names
    ahead = _NAME_BEFORE.search(text, 0, match.start()) if (match["det"] or "").lower() in _OF_NAMED else None
    if ahead and ahead["name"] not in _NO_NAMES and _ENDS.match(text, match.end()):
        return match.end(), (ahead["name"],)
    after = _NAME_AFTER.match(text, match.end())
    name = (after["name"] or after["late"]) if after else None
    if after and name and name not in _NO_NAMES and not noun.lower().endswith("ren"):
        return after.end(), (name,)
    return match.end(), ()


def _count(match: re.Match[str], words: str, ages: Sequence[float], names: Sequence[str]) -> int | None:
    plural = re.search(r"(?<!\bsi)(?:s|ren|ies)$", match["noun"], re.I) is not None
    # "Brother 8 Sister 10": an age stands before her.
    if match["n"] and plural and number(match["n"]) <= MOST_AT_ONCE:
        return number(match["n"])
    if not plural:
        return 0 if match["det"] and match["det"].lower() == "no" else 1
    if re.search(r"\b(?:both|twin|twins)\b", words, re.I):
        return 2
    told = max(len(ages), len(names))
    return 0 if words.lower().startswith("no ") else told if told > 1 else None


def _gender(text: str, match: re.Match[str]) -> Gender:
    by_noun = next((gender for gender, nouns in _GENDER if re.search(nouns, match["noun"], re.I)), None)
    if by_noun:
        return by_noun
    letter = _LETTER_SEX.match(text, match.end())
    return "not_stated" if letter is None else "male" if letter["sex"] == "M" else "female"


def _ages(text: str, end: int) -> tuple[float, ...]:
    """The ages told right behind a person, up to the next person or sentence."""
    reach = text[end : end + AGE_REACH + 40]
    stop = _SIBLING.search(reach)
    reach = reach[: stop.start()] if stop else reach
    pair = _AGES_OF_TWO.match(reach)
    told = [parse_age(pair[key]) for key in ("a", "b", "c") if pair[key]] if pair else []
    if told and all(age is not None and age < MOST_YEARS for age in told):
        return tuple(age for age in told if age is not None)
    found = [age for age in find_ages(f"x{reach}") if age.start <= AGE_REACH]
    if found and not re.search(
        r"\b(?:mother|father|parents?|when|before|after|whe[nr])\b", reach[: found[0].start], re.I
    ):
        return tuple(age.years for age in found)
    return _cell_ages(reach)


def _cell_ages(rest: str) -> tuple[float, ...]:
    """The age that follows as a cell does: ", 7", "(aged 4)", " 3 yrs", " of 11"."""
    of = re.match(
        rf"\s+of\s+(?P<n>{NUMBER}|one|1\d|{cardinals(17, first=12)})(?=\s*[,.;)]|\s+(?:and|who|by|from)\b|$)",
        rest,
    )
    if of:
        age = parse_age(of["n"])
        return () if age is None else (age,)
    match = re.match(r"\s*(?:[MF]\b)?\s*[,(:–—|-]?\s*(?P<cell>[^,;().|]{1,24})", rest)
    cell = (
        re.sub(r"^(?:now|then|just over|just under|nearly|almost|about|aged?)\s+", "", match["cell"])
        if match
        else ""
    )
    age = parse_age(cell) if re.match(r"[\d½]|\w+$|\w+ (?:years?|months?|weeks?|days?)\b", cell) else None
    if age is None:
        return ()
    # "Sisters, 14 and 9½".
    more = re.match(r"\W*[\d½¼¾]+(?: years?| months?)?(?:,| and| &)\s*(?P<more>[\d½¼¾]+)(?!\w|[:./]\d)", rest)
    other = parse_age(more["more"]) if more else None
    return (age,) if other is None else (age, other)
