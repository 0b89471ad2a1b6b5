"""Whose plan a clause is about: the child's, a sibling's, or that of a person whom no list knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pipeline.case.people.people import People, any_of
from pipeline.case.protection import plan_words as words
from pipeline.day_words import MONTH

Whose = Literal["named", "child", "other"]
Span = tuple[int, int]
# Between "Child B's" and "half-sister" stand so many characters at most.
NEXT = 12
# A sentence is about another child that it names within so many characters.
FIRST = 40
_ADULT = (
    r"(?:[Mm]other|[Ff]ather|[Pp]arents?|[Gg]randmother|[Gg]randfather|[Pp]artner|[Ss]tepfather|"
    r"[Ss]tepmother|"
    r"[Bb]oyfriend|[Uu]ncle|[Aa]unt|(?:Mr|Mrs|Ms|Miss) [A-Z]\w*|Adult [A-Z0-9]+)"
)
_OF_ADULT = re.compile(
    rf"\b{_ADULT} (?:herself |himself |themselves |too |also )?(?:had|has|was|were) (?:\w+ )?(?:herself |"
    rf"himself )?"
    rf"(?:been |once )*(?:on|subject|the subject|registered|placed|made)\b|\b{_ADULT}[’']s(?: own)? name\b"
)
# A person whom no list knows, as the one whom the plan is for: "Osbert had been on a plan", "Osbert's name".
_STRANGER = re.compile(
    r"(?:^|[,;.|] |\band |\d{4} )(?!(?:The|A|An|His|Her|Their|It|He|She|They|In|On|At|From|No|Neither|None|"
    r"Since|"
    r"For|"
    r"Between|By|After|When|Both|All|This|That|There|One|Not|Under|Social|Children|Review|Conference|"
    r"Services|"
    r"Mother|Father|Parents?|Grandmother|Grandfather|Stepfather|Stepmother|Partner|Mr|Mrs|Ms|Miss|Dr|Adult|"
    r"Work|Services?|Agencies|Staff|Police|Nurses?|Visits?|Visitors?|Schools?|Health|Checks?|Help|"
    r"Concerns?|Care|Child|"
    r"Support|Contact|Nothing|Somebody|Someone|Practitioners|Professionals|Neglect|Everything|Everybody|"
    r"Registration|Register|Plans?|Nobody|Each|Nor|Names?|What|Which|Who|Deregistration|CPR?|"
    rf"{MONTH})\b)"
    r"(?P<who>[A-Z]\w*(?: [A-Z0-9]\w*)?)(?:[’']s (?:name|plan|registration)\b| (?:\([^)]*\) )?"
    r"(?:had|was|has|is|were|went|came|made|placed|put|entered|registered) )"
)
# "Both sisters", "all three children": the child is one of them.
_TOGETHER = re.compile(
    r"\b(?:both|all)(?: of)?(?: the)?(?: two| three| four| five| six)?(?: (?:older|elder|eldest|young))?\s+$",
    re.I,
)
# "The little one and his sister": the child, and with it the sister.
_JOINED = re.compile(
    r"\b(?P<who>[\w’']+),?(?: and| with| as well as| like| alongside| nor| or)(?: both| of| for)? (?:his|her|"
    r"their)"
    r"(?: (?:own|two|three|four))?(?: (?:brothers?|sisters?|siblings?) (?:or|and))?\s+$",
    re.I,
)
_GROWN = re.compile(r"(?:mother|father|mum|mam|dad|parents?|grand\w+|aunt|uncle|partner)$", re.I)
# "It closed before Child B was born": the child is named for the time only.
_FOR_TIME = re.compile(
    r"\b(?:before|until|till|when|after|since|by the time|of)(?: that)?\s+$|\b(?:before|after|with|of|"
    r"at) (?:the )?(?:birth|arrival|death) of\s+$",
    re.I,
)
_NOT_BORN = re.compile(
    r"[’']s (?:birth|arrival|conception|death)|\s+(?:was|had been|was even) (?:born|conceived|thought of)",
    re.I,
)
# "RT's father" names the child to say whose father is meant.
_OF_PARENT = re.compile(
    r"[’']s? (?:(?!plan|regist|name)\w+ )?(?:mother|father|parents?|grand\w+|step\w+|aunt|uncle|"
    r"carers?|mum|dad)\b",
    re.I,
)
# "He alone was registered", and not "his sister was".
_PRONOUNS = re.compile(
    r"\W*(?:and |but |so |then |(?:after|in|on|at|by|from|during|within|between|until|when|that|two|"
    r"three|later)\b"
    r"[^,;]{1,120}, |(?:in|by|from|since) (?:[A-Z][a-z]+ )?(?:19|20)\d\d )?(?:(?P<she>she|her)|he|"
    r"his)\b(?! (?:half-?|step-?|"
    r"elder |older |younger |twin |little )?"
    r"(?:brother|sister|sibling|mother|father|parents|cousin))",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Kin:
    """Whose a plan can be: the child's, or that of another child of the family, whom ``sibling`` finds.

    ``several``: other children that are not named may be of the review too; ``sex``: the only child's, where
    known; ``unknown``: a person whom no list knows may be the child.
    """

    people: People
    sibling: re.Pattern[str]
    several: bool = False
    sex: str | None = None
    unknown: bool = False

    @classmethod
    def of(
        cls,
        people: People,
        names: tuple[str, ...] = (),
        *,
        several: bool = False,
        sex: str | None = None,
        unknown: bool = False,
    ) -> Kin:
        """``names`` are those of the family's other children; ``sex`` is the only child's, where known."""
        return cls(people, _siblings(names, several), several, sex, unknown)

    def is_not(self, clause: str) -> bool:
        """Whether a clause begins with a pronoun of the other sex than the child's: "she alone was ..."."""
        if self.sex is None:
            return False
        first = _PRONOUNS.match(clause)
        return first is not None and (first["she"] is None) == (self.sex == "female")

    def siblings(self, text: str) -> Iterator[re.Match[str]]:
        """Where other children are told of, and not the child with them."""
        for match in self.sibling.finditer(text):
            head = text[: match.start()]
            joined = _JOINED.search(head)
            if not _TOGETHER.search(head) and not (joined and not _GROWN.search(joined["who"])):
                yield match

    def other(self, text: str) -> re.Match[str] | None:
        """The first place where another child is told of."""
        return next(self.siblings(text), None)


@lru_cache(maxsize=8)
def _siblings(names: tuple[str, ...], several: bool) -> re.Pattern[str]:
    known = f"|{any_of(names).pattern}" if names else ""
    noun = words.SIBLING_OF_SEVERAL if several else words.SIBLING
    return re.compile(rf"(?i:{noun.pattern}){known}")


def in_clause(kin: Kin, clause: str, at: int) -> Whose | None:
    """By the names in the clause, the plan standing at ``at``; None where it has none but the parents'."""
    people = kin.people
    if _OF_ADULT.search(clause):
        return "other"
    siblings = [match.span() for match in kin.siblings(clause)]
    own = [
        match.span()
        for match in people.own.finditer(clause)
        if not _of_sibling(clause, match.span(), siblings)
        and not _of_time(clause, match.span())
        and not _OF_PARENT.match(clause, match.end())
    ]
    strangers = () if kin.unknown else (one for one in _STRANGER.finditer(clause) if one.start() < max(at, 1))
    stranger = next((one for one in strangers if not people.child.search(one["who"])), None)
    if own and siblings:
        return _nearer(clause, own, siblings, at)
    if own:
        apart = stranger and own[-1][1] < stranger.start() < at
        joined = stranger and re.fullmatch(r"(?:, \w+)*,? and ?", clause[own[-1][1] : stranger.start("who")])
        return "other" if apart and not joined else "named"
    general = [match.span() for match in people.child.finditer(clause) if _is_one(match, siblings)]
    if siblings and general and not stranger and _nearer(clause, general, siblings, at) == "named":
        return "child"
    if siblings or stranger:
        return "other"
    return "child" if people.child.search(clause) else None


def _is_one(general: re.Match[str], siblings: Sequence[Span]) -> bool:
    """Whether "the unborn baby" is the child of the case, and no sibling by another name."""
    apart = not any(start < general.end() and general.start() < end for start, end in siblings)
    return apart and re.match(r"[Tt]he |[Tt]his ", general[0]) is not None


def tells_of_other(kin: Kin, text: str) -> bool:
    """Whether a sentence, by its beginning, is about another than the child: for a pronoun after it."""
    if any(not _of_time(text, match.span()) for match in kin.people.own.finditer(text)):
        return False
    first, stranger = kin.other(text), None if kin.unknown else _STRANGER.search(text)
    if first and first.start() <= FIRST:
        return True
    return bool(stranger and not kin.people.child.match(stranger["who"]))


def _of_time(clause: str, own: Span) -> bool:
    """Whether the child is named only to say when it was: "before Child B was born"."""
    return bool(_FOR_TIME.search(clause[: own[0]]) and _NOT_BORN.match(clause, own[1]))


def _of_sibling(clause: str, own: Span, siblings: Sequence[Span]) -> bool:
    """Whether the child is named only to say whose sibling is meant: "Child B's cousin"."""
    return any(
        start <= own[0] < end
        or (0 <= start - own[1] <= NEXT and re.match(r"[’']s (?:[\w-]+ )?$", clause[own[1] : start]))
        for start, end in siblings
    )


def _nearer(clause: str, own: Sequence[Span], siblings: Sequence[Span], at: int) -> Whose:
    """Of the child and a sibling in one clause: both where joined, else the next before the plan."""
    for one in own:
        for other in siblings:
            first, second = sorted((one, other))
            if second[0] - first[1] < 30 and re.fullmatch(
                r"[^.;]*?(?:\band\b|,|\bwith\b|\bas well as\b|\balongside\b|\bor\b|\bnor\b)(?: (?:his|her|"
                r"their|the|"
                r"both|two|three|an?|half|elder|older|\w+))*\s*",
                clause[first[1] : second[0]],
            ):
                return "named"
    before_own = max((end for _, end in own if end <= at), default=-1)
    before_other = max((end for _, end in siblings if end <= at), default=-1)
    if before_own < 0 and before_other < 0:
        return "named" if own[0][0] < siblings[0][0] else "other"
    return "named" if before_own > before_other else "other"
