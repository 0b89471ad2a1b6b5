"""How many children a review is about, and which of a family's: where neither label nor text names them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.case.source import Source
from pipeline.number_words import CARDINALS, cardinals

# Uses in the text that make "Baby 2" one whom the review follows.
FEWEST = 2
_ROLE = r"(?:Child|Baby|Infant|Young Person|Boy|Girl|Toddler|Adolescent|Twin|Teenager|Pupil|Student)"
_MARK = r"(?:[A-Z]\d?|\d{1,2})"
_ALIKE = re.compile(rf"\b(?P<role>{_ROLE}) (?P<mark>{_MARK})(?![\w-])")
_YOUNG = (
    r"(?:children|babies|infants|boys|girls|brothers|sisters|siblings|cousins|twins|teenagers|pupils|"
    r"young (?:people|persons|men|women)|toddlers|deaths|cases|sons|daughters)"
)
_NUMBER = re.compile(rf"\b(?P<n>{cardinals(9)})\s+(?:[\w-]+\s+){{0,2}}?{_YOUNG}\b", re.I)
_ABOUT = re.compile(
    r"\b(?:reviews?|report|summary|document|paper|pages|study|deals?|concern\w*|about|consider\w*|died|"
    r"were (?:killed|found|injured|harmed))\b",
    re.I,
)
_PAGES = r"(?:review|report|summary|document|paper|inquiry)"
_ONE = (
    r"(?:(?:only |just )?(?:one|a single|the one)(?: \w+)? (?:child|of them|of the|boy|girl|baby)|"
    r"one alone|only the)"
)
_ONLY = re.compile(
    rf"\b{_PAGES}\b[^.;]{{0,50}}\b{_ONE}\b|\b{_ONE}\b[^.;]{{0,60}}\b(?:subject|concern|focus) of\b|"
    rf"\b{_PAGES} (?:concerns|is about|is of|is concerned with|relates to|deals with|considers|follows) "
    r"(?:only )?the (?:youngest|eldest|oldest|first|second|third|middle|younger|elder)\b|"
    r"\bof whom (?:only )?(?:one|the \w+) is the subject\b",
    re.I,
)
_DETERMINER = r"(?:an?|the|his|her|their|its|[A-Z][\w ]{0,12}['’]s)"
_ADULT = (
    r"(?:(?:birth |foster |step-?|grand)?(?:mother|father)|mum|dad|partner|wife|husband|adult|aunt|uncle|"
    r"(?:an? )?adult victim)"
)
_ONE_SUBJECT = re.compile(r"\b(?:subject child|(?:index|subject) (?:baby|infant)|subject)\s*[:–-]", re.I)
_PLACES = {"youngest": -1, "younger": -1, "last": -1, "eldest": 0, "oldest": 0, "elder": 0, "first": 0}
_DEAD = r"(?:deceased|died|dead|killed|drowned|murdered|death|d\.)"


def told_number(source: Source) -> int | None:
    """How many children cover or opening say that the review is about; None where they do not say."""
    match = _NUMBER.search(source.cover_text)
    if match is None:
        told = (_NUMBER.search(one.text) for one in source.opening if _ABOUT.search(one.text))
        match = next((one for one in told if one), None)
    return None if match is None else CARDINALS[match["n"].lower()]


def several_alike(source: Source) -> tuple[str, ...]:
    """The children with one word and a mark each ("Baby 1", "Baby 2"), as many as the report says there are.

    Empty where it does not say how many, or speaks of another number.
    """
    count = told_number(source)
    used = Counter(match[0] for one in source.body for match in _ALIKE.finditer(one.text))
    roles: dict[str, list[str]] = {}
    for name, times in used.items():
        if times >= FEWEST:
            roles.setdefault(name.rsplit(" ", 1)[0], []).append(name)
    fitting = [
        tuple(sorted(names, key=lambda name: (len(name), name)))
        for names in roles.values()
        if len(names) == count and count > 1
    ]
    return max(fitting, key=lambda names: sum(used[name] for name in names), default=())


def only_one(source: Source, names: list[str]) -> list[str]:
    """Of several children of a family, the one whom the review is about where it says that it is about one.

    The one who died; else by "the youngest", "the eldest" where that is said. All, if neither tells.
    """
    if len(names) < FEWEST:
        return names
    if subject := _said_subject(source, names):
        return [subject]
    told = next((one.text for one in source.opening if _ONLY.search(one.text)), None)
    dead = [name for name in names if _dies(source, name)]
    if len(dead) == 1 and (told or all(name in dead or _is_sibling(source, name) for name in names)):
        return dead
    if told is None:
        return names
    place = next((at for word, at in _PLACES.items() if re.search(rf"\b{word}\b", told, re.I)), None)
    return names if place is None else [names[place]]


def _said_subject(source: Source, names: Sequence[str]) -> str | None:
    """The one of ``names`` of whom the opening says that the review is about it, or that it came to harm."""
    either = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    called = rf"(?<![\w’'-])(?P<n>{either})(?![\w-])"
    subject = re.compile(
        rf"{called}(?:(?!\b(?:not|nor|neither|{either})\b)[^.;]){{0,30}}?\b(?:is|was|being|as) "
        r"(?:therefore )?the (?:(?:only|sole|index) )?(?:subject|focus|child (?:with whom|about whom|whom))\b"
        rf"(?! of (?!(?:this|the|our|these) (?:\w+ ){{0,3}}?{_PAGES}\b))|"
        r"\b[Tt]he (?:boy|girl|child|baby|infant|young person|toddler|subject|teenager)"
        r"(?: concerned| in question)? "
        rf"(?:is|was) (?:called )?(?-i:{called.replace('?P<n>', '?P<n2>')})(?=[.,;]| and no)"
    )
    lead = re.compile(called)
    first = True
    for sentence in source.opening:
        found = {match["n"] for match in lead.finditer(sentence.text)}
        if not found:
            continue
        if match := subject.search(sentence.text):
            return match["n"] or match["n2"]
        phrases = source.phrases(sentence)
        harmed = phrases.get("outcome.death") or phrases.get("incident.strong")
        if first and harmed and len(found) == 1 and _ONE_SUBJECT.search(source.cover_text):
            return found.pop()
        first = False
    return None


def young_ones(source: Source, names: Sequence[str]) -> tuple[str, ...]:
    """The names of a label without those of adults: a joint review is of a child and of the killed mother.

    Cover, list or text tell it: "LM (adult)", "LM, mother, 27", "LM was his mother". All, if all were grown.
    """
    if len(names) < FEWEST:
        return tuple(names)
    own = tuple(name for name in names if not _is_grown(source, name))
    return own or tuple(names)


def _is_grown(source: Source, name: str) -> bool:
    """Whether cover, list or text tell that this one of a label is an adult; no "Child A" ever is one."""
    if re.match(rf"{_ROLE}\b", name):
        return False
    called = rf"(?<![\w’'-]){re.escape(name)}(?![\w-])"
    adult = rf"(?:{_DETERMINER}\s+)*{_ADULT}\b(?!['’])"
    listed = re.compile(rf"^\W*{called}\s*[(,:|–-]\s*{adult}\s*(?:[,;|)(]|$)", re.M)
    told = re.compile(rf"{called}(?:\s*\({adult}\s*[,;)]|\s+(?:was|is)\s+(?!an?\s+(?!adult)){adult})")
    lists = [one.text for one in source.body if one.kind in ("table_row", "list_item")]
    return any(listed.search(text) for text in (source.cover_text, *lists)) or any(
        told.search(text) for text in (source.cover_text, *(one.text for one in source.body))
    )


def _is_sibling(source: Source, name: str) -> bool:
    """Whether a list or a row has this child as a brother or sister of another."""
    told = re.compile(
        rf"^\W*{re.escape(name)}\s*[,:|(–-]\s*(?:[\w’']+\s+){{0,2}}?(?:half-|step-)?(?:brother|sister|sibling)\b",
        re.I,
    )
    return any(told.search(one.text) for one in source.body)


def _dies(source: Source, name: str) -> bool:
    """Whether a line or a sentence says of this child, and no other, that it is dead."""
    called = rf"{re.escape(name)}(?![\w-])"
    words = re.compile(rf"\b{called}[^.;]{{0,60}}\b{_DEAD}|\b(?:death|murder|killing) of {called}", re.I)
    return any(
        (match := words.search(one.text)) and len(_ALIKE.findall(match[0])) <= 1 for one in source.body
    )
