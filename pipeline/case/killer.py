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
    r"(?:strangers?|gangs?|rivals?|youths?|teenagers?|lads?|boys?|peers?|pupils?|schoolmates?|classmates?|"
    r"men|"
    r"two men|(?:neighbour|friend|lodger|childminder|landlord)['’]s "
    r"(?:\w+ )?(?:son|boyfriend|husband|brother|partner|friend)|"
    r"lodger|tenant|neighbours?|childminder|child-minder|baby-?sitter|nanny|coach|dealers?|acquaintances?|"
    r"man (?:who|whom) (?!(?:had )?lived with)(?:[\w-]+ ){0,4}?(?:lived|knew|known|met|unknown)|"
    r"family friend|friend|(?:two|three|the) brothers|(?:people|men|somebody|someone|"
    r"a man) (?:from )?outside|"
    r"somebody else|young (?:men|people)|males|resident|passer-?by|driver|dealer|gunman|schoolboys?)"
)
_ACT = (
    r"(?:killed|murdered|stabbed|knifed|shot|shook|shaken|strangled|smothered|suffocated|drowned|poisoned|"
    r"punched|"
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


_KIN, _STRANGER = (re.compile(rf"\b{person}(?!['’])\b", re.I) for person in (_INSIDE, _OUTSIDE))
# "Not a relation", "never a partner of anyone in the family": somebody from outside.
_NO_KIN = re.compile(
    r"\b(?:(?:man|woman|person|people|someone) (?:who|that) (?:was|were|is|had) )?"
    r"(?:not|never|no|nor|neither)(?: been| was| is)? (?:(?:a|an|the|any) )?(?:\w+ )?"
    r"(?:relations?|relatives?|partner|member|part|related|known)\b(?: (?:of|to|"
    r"in)(?: \w+){1,3}? (?:family|household))?|"
    r"\b(?:unrelated|unconnected)\b|\b(?:a stranger|strangers) to (?:the |both |either )?(?:famil(?:y|"
    r"ies)|child|household)",
    re.I,
)
_THEN_TRIED = re.compile(
    rf"(?:He|She|They|The (?:man|men|woman|pair|youth|youths|two|three))\b[^.;]{{0,80}}\b{_COURT}\b|"
    rf"(?:A|The) (?:jury|court|judge)\b[^.;]{{0,40}}\b(?:him|her|them) guilty\b"
)
_BY_INSIDE, _BY_OUTSIDE = _agent(_INSIDE), _agent(_OUTSIDE)


@dataclass
class Killer:
    """How much the sentences weigh that name one of the family, or an outsider, as the one who did it."""

    inside: float = 0.0
    outside: float = 0.0

    def read(self, text: str, weight: float, before: str = "") -> None:
        """Weigh one sentence; where it names both, the one whose words are shorter did it.

        "He was convicted" is of the one person of whom the sentence ``before`` tells.
        """
        text = _NO_KIN.sub("stranger", text)
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
        elif _THEN_TRIED.match(text):
            before = _NO_KIN.sub("stranger", before)
            kin, stranger = _KIN.search(before), _STRANGER.search(before)
            if kin and not stranger:
                self.inside += weight
            elif stranger and not kin:
                self.outside += weight
