"""Whose plan a clause is about: the child's, a sibling's, or that of a person whom no list knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from pipeline.case import plan_words as words
from pipeline.case.people import People
from pipeline.day_words import MONTH

Whose = Literal["named", "child", "other"]
Span = tuple[int, int]
# Between "Child B's" and "half-sister" stand so many characters at most.
NEXT = 12
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
_FIRST_OTHER = re.compile(rf"^.{{0,40}}?(?:{words.SIBLING.pattern})", re.I)


def in_clause(people: People, clause: str, at: int) -> Whose | None:
    """By the names in the clause, the plan standing at ``at``; None where it has none but the parents'."""
    if _OF_ADULT.search(clause):
        return "other"
    siblings = [match.span() for match in words.SIBLING.finditer(clause)]
    own = [
        match.span()
        for match in people.own.finditer(clause)
        if not _of_sibling(clause, match.span(), siblings)
    ]
    stranger = next((one for one in _STRANGER.finditer(clause) if not people.child.search(one["who"])), None)
    if own and siblings:
        return _nearer(clause, own, siblings, at)
    if own:
        return "other" if stranger and own[-1][1] < stranger.start() < at else "named"
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


def tells_of_other(people: People, text: str) -> bool:
    """Whether a sentence, by its beginning, is about another than the child: for a pronoun after it."""
    if people.own.search(text):
        return False
    stranger = _STRANGER.search(text)
    return bool(_FIRST_OTHER.match(text) or (stranger and not people.child.match(stranger["who"])))


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
