"""Who killed a child: somebody of its family or household, or somebody from outside.

The national analyses count a killing by an outsider apart, whatever was done.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_INSIDE = (
    r"(?:(?:step-?|grand-?|foster-?)?(?:mother|father|mum|dad|parents?)|(?:half-?|step-?)?(?:brother|sister)|"
    r"uncle|aunt|"
    r"(?:mother|father|mum|dad|parent)['’]s (?:\w+ ){0,2}?(?:partner|boyfriend|girlfriend|"
    r"husband|wife|cohabitee|lodger)|"
    r"partner of (?:the |his |her )?mother|cohabitee|husband|wife|partner|couple|parents|"
    r"(?:man|person) (?:who|that) lived with (?:the |his |her )?(?:mother|family))"
)
_OUTSIDE = (
    r"(?:strangers?|gangs?|rivals?|youths?|teenagers?|lads?|boys?|peers?|pupils?|schoolmates?|classmates?|men|"
    r"two men|(?:neighbour|friend|lodger|childminder|landlord)['’]s "
    r"(?:\w+ )?(?:son|boyfriend|husband|brother|partner|friend)|"
    r"lodger|tenant|neighbours?|childminder|child-minder|baby-?sitter|nanny|coach|dealers?|acquaintances?|"
    r"man (?:who|whom) (?!(?:had )?lived with)(?:[\w-]+ ){0,4}?(?:lived|knew|known|met|unknown)|"
    r"family friend|friend)"
)
_ACT = (
    r"(?:killed|murdered|stabbed|knifed|shot|shook|shaken|strangled|smothered|suffocated|drowned|poisoned|punched|"
    r"kicked|beaten|beat|thrown|threw|inflicted|assaulted|attacked|struck|"
    r"arson|assault|attack|murder|killing|at the hands|set (?:fire|alight|light|upon)|lit|started)"
)
_COURT = (
    r"(?:convicted|guilty|charged|jailed|imprisoned|sentenced|pleaded|"
    r"admitted(?! to)|serving (?:a|his|her|life|\w+ years)|tried(?! to)|acquitted)"
)
_LINK = r"[^.;]{0,60}?"


def _agent(person: str) -> re.Pattern[str]:
    """Words in which this person does it ("shaken by the ...", "... was convicted")."""
    by = rf"\b{_ACT}\b[^.;]{{0,40}}\bby (?:[\w-]+ ){{0,3}}?(?P<by>{person})\b"
    by += r"(?!['’]s \w+ (?:son|brother|friend))"
    does = rf"\b(?P<does>{person})(?!['’])\b{_LINK}(?:{_ACT}|{_COURT})\b"
    return re.compile(rf"{by}|{does}", re.I)


_BY_INSIDE, _BY_OUTSIDE = _agent(_INSIDE), _agent(_OUTSIDE)


@dataclass
class Killer:
    """How much the sentences weigh that name one of the family, or an outsider, as the one who did it."""

    inside: float = 0.0
    outside: float = 0.0

    def read(self, text: str, weight: float) -> None:
        """Weigh one sentence; where it names both, the one whose words are shorter did it."""
        inside, outside = _BY_INSIDE.search(text), _BY_OUTSIDE.search(text)
        if inside and outside:
            if len(inside[0]) <= len(outside[0]):
                outside = None
            else:
                inside = None
        if inside:
            self.inside += weight
        elif outside:
            self.outside += weight

    @property
    def is_outsider(self) -> bool:
        """Whether what is told points to an outsider, and less to the family."""
        return self.outside > self.inside
