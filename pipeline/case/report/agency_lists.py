"""Lists of agencies within a sentence: which words are its members, and what is said of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

# "Department of Health, Social Services and Public Safety" is one name.
_DEPARTMENT = re.compile(
    r"\b(?:Children|Education|Health|Families|Learning|Schools|Young People)"
    r"(?:, [A-Z][a-z]+(?: [A-Z][a-z]+)?)+"
    r",? and (?:Families|Learning|Young People|Public Safety|Skills|Lifelong|Communities)\b"
)
_COMMA = re.compile(
    r"\s*[;,]\s*"
    r"(?:(?:and|as well as|together with|along with|plus|also)\s+(?:also\s+)?)?"
)
_SEMICOLON = re.compile(r"\s*;\s*(?:and\s+)?")
_AND = re.compile(r"\s+(?:and|as well as|together with|along with|plus|&)\s+(?:also\s+)?")
# "Fire and rescue", "health and social care": the second word needs the first.
_COMPOUND = re.compile(
    r"(?:\b(?:and|&) (?:alcohol|rescue|families|family|adolescents?|"
    r"library|community|young|care\b|adult|learning|skills|wellbeing|well-being|neonatal|substance|"
    r"sexual|reproductive|emergency|obstetric|gynaecolog|prevention|support|inclusion|custody|recovery|"
    r"development|play\b|probation service|leisure|public))|\bchild(?:ren)?(?:['’]s)? and\b|"
    r"\bhealth (?:and|&) social\b|\bmental health and\b|\bearly years and\b|\bsafety and\b",
    re.I,
)
# What stands before the first of a list: "reports from", "Those present were", "Records pulled:".
_LEAD = re.compile(
    r"(?::|\s[–—-]|\b(?:from|by|with|were|are|was|to|for|between|included|including|comprised|namely|"
    r"held (?:in|at|by)|belonged to|represent(?:ed|ing)|read|saw|had|met|heard|asked|joined|involved|"
    r"in|at|for|as|through|approached|consulted|"
    r"(?<!service )(?<!board )(?<!university )(?<!council )(?<!department )(?<!agency )(?<!college )of))\s+",
    re.I,
)
_ASIDE = re.compile(
    r"(?:who|which|whose|where|whom|including|each|all|due|both|with|being|though|although|but|under|"
    r"on|at|in|through|when|by then|then|now|formerly|known|dated)\b",
    re.I,
)
# A name that says nothing of its kind is believed where it is in capitals, or is a service by its last word.
_THING = re.compile(
    r"\b(?:services?|teams?|units?|projects?|charit(?:y|ies)|provider|groups?|compan(?:y|ies)|"
    r"associations?|homes?|clubs?|centres?|boards?|partners|partnership|visiting|visitors?|nurs(?:es?|ing)|"
    r"primary|infants?|juniors?|infirmary|authority|officers?|scheme|helpline|agency|organisation|"
    r"executive|foundation|society|care|force|reporter|gps?|consultants?|psychology|psychiatry|therapy)\b",
    re.I,
)
_PERSON = re.compile(
    r"\b(?:mother|father|parents?|mum|dad|famil(?:y|ies)|child|aunt|uncle|grand\w+|chair\w*|author|"
    r"reviewers?|he|she|they|I|we|it|him|her|them|panel|conversations?|interviews?|visits?|meetings?|reviews?|reports?|records?|files?|minutes|"
    r"chronolog(?:y|ies)|timelines?|notes|information|chaired)\b"
)
_SHORT = re.compile(r"(?:the|an?|its|two|three|local) [\w’'-]+(?: [\w’'-]+)?$")
_PAPER = re.compile(
    r"\b(?:reviews?|overviews?|reports?|records?|files?|timelines?|chronolog(?:y|ies)|committee|"
    r"safeguarding (?:children )?board)\b",
    re.I,
)
# A name that is whole as it stands, and one of which more may follow: "NHS Farr and Lorne".
_ENDS = re.compile(
    r"\b(?:services?|trust|board|council|police|constabulary|team|hospitals?|school|academy|college|care|"
    r"department|cafcass|probation|education|housing|surgery|agency|association|authority|midwifery|"
    r"infirmary|primary|nursery|club|centre|project|charity)\W*$",
    re.I,
)
_PROPER = re.compile(r"(?:^|\s)[A-Z][\w’'-]*\s*$")
_DAY = re.compile(r"\d{1,2}[./]\d|\b(?:19|20)\d\d\b")
_FRONT = re.compile(r"\s*(?:(?:\w+ )?(?:from|by|of) )?")
_WORDS = 8


@dataclass(frozen=True, slots=True)
class Part:
    """A member of a list as it stands in the text, and whether its words say what kind of agency it is.

    ``led``: words that lead to a list stand before it.
    """

    start: int
    text: str
    known: bool
    led: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """A list of agencies at characters ``start`` to ``end`` of a sentence."""

    parts: tuple[Part, ...]
    start: int
    end: int

    @property
    def known(self) -> int:
        """How many members are agencies by their own words."""
        return sum(part.known for part in self.parts)


def runs_of(text: str, named: Callable[[str], str | None]) -> list[Run]:
    """The lists of agencies in a text, in order; ``named`` gives an agency's name, None for other words.

    What stands in brackets is not looked at. A member that says nothing of its kind is kept between others.
    """
    plain = re.sub(r"\([^)]*\)?|\[[^\]]*\]?", lambda match: " " * len(match[0]), text)
    plain = _DEPARTMENT.sub(lambda match: match[0].replace(",", "·"), plain)
    found: list[Run] = []
    parts: list[Part] = []
    for start, piece in (*_pieces(plain, named), (len(plain), "")):
        if parts and _ASIDE.match(piece):
            continue
        inner = any(one.known for one in parts)
        first = None if inner else _first(start, piece, named)
        part = _part(start, piece, named) if inner else first
        if part is not None:
            # Words that lead to a list make what stands before them none of it.
            parts = [part] if part.led else [*parts, part]
            continue
        found += _closed(parts)
        first = _first(start, piece, named) if inner else None
        parts = [first] if first else []
    return found


def _closed(parts: list[Part]) -> Iterator[Run]:
    """The list as one, where enough of it are agencies by their words."""
    while parts and not parts[-1].known and not re.search(rf"[A-Z]|{_THING.pattern}", parts[-1].text, re.I):
        parts = parts[:-1]
    known = sum(part.known for part in parts)
    if known and known * 2 >= len(parts):
        whole = (replace(one, text=one.text.replace("·", ",")) for one in parts)
        yield Run(tuple(whole), parts[0].start, parts[-1].start + len(parts[-1].text))


def _pieces(text: str, named: Callable[[str], str | None]) -> Iterator[tuple[int, str]]:
    """What stands between commas, and on either side of an "and" that joins two members."""
    at = 0
    # "Council, Social Services; Health Board; Police": a comma is within a name.
    members = text.rpartition(":")[2].split(";")
    commas = _SEMICOLON if len(members) > 2 and all(one.count(",") < 2 for one in members) else _COMMA
    for stop in (*commas.finditer(text), None):
        end = stop.start() if stop else len(text)
        if commas is _SEMICOLON:
            yield at, text[at:end]
        else:
            yield from _halves(at, text[at:end], named)
        at = stop.end() if stop else end


def _halves(start: int, piece: str, named: Callable[[str], str | None]) -> Iterator[tuple[int, str]]:
    for joined in _AND.finditer(piece):
        first, second = piece[: joined.start()], piece[joined.end() :]
        if _COMPOUND.search(f"{first[-14:]} and {second}") and not re.match(r"(?:the|an?|from|by)\s", second):
            continue
        article = re.match(r"(?:from |by |of |with )?(?:the|an?|two|three|her|his|their)\s", second)
        capital = re.match(r"[A-Z]", second) and (_ENDS.search(first) or not _PROPER.search(first))
        opening = None if named(first) else _first(0, first, named)
        whole = named(second) and (named(first) or (opening is not None and opening.known))
        if (article or capital or whole) and (whole or _part(0, second, named)):
            yield start, first
            yield from _halves(start + joined.end(), second, named)
            return
    yield start, piece


def _part(start: int, piece: str, named: Callable[[str], str | None]) -> Part | None:
    """A member further on in a list; None where the words are none."""
    if named(piece):
        return Part(start, piece, known=True)
    start += _front(piece)
    piece = piece[_front(piece) :].rstrip()
    words = re.split(r"\s+(?:who|which|that|as|each|all|both|gave|sent|attended|took)\b", piece.strip(" .:"))[
        0
    ]
    good = 0 < len(words.split()) <= _WORDS and not _PERSON.search(words) and not _DAY.search(words)
    good = good and not _PAPER.search(words)
    if good and (
        _THING.search(words)
        or _SHORT.match(words)
        or re.match(r"(?:the |an? )?[A-Z][\w’'&-]*(?: [\w’'&-]+){0,4}$", words)
    ):
        return Part(start, piece, known=False)
    return None


def _front(piece: str) -> int:
    """How many characters stand before the name: spaces, and words such as "reports from"."""
    match = _FRONT.match(piece)
    return match.end() if match else 0


def _first(start: int, piece: str, named: Callable[[str], str | None]) -> Part | None:
    """The first member, behind the words that lead to the list: "Files were opened by the police"."""
    for lead in reversed([*_LEAD.finditer(piece)]):
        rest = piece[lead.end() :]
        if rest.strip() and (part := _part(start + lead.end(), rest, named)):
            return replace(part, led=True)
    part = _part(start, piece, named)
    return part if part and (part.known or len(part.text.split()) <= 5) else None
