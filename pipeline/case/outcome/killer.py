"""Who killed a child: somebody of its family or household, or somebody from outside.

The national analyses count a killing by an outsider apart, whatever was done.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_INSIDE = (
    r"(?:(?:step-?|grand-?|foster-?)?(?:mother|father|mum|dad|parents?)|(?:half-?|step-?)?(?:brother|sister)|"
    r"uncle|aunt|"
    r"(?:mother|father|mum|dad|parent)['’]s (?:\w+ ){0,2}?(?:partner|boyfriend|girlfriend|"
    r"husband|wife|cohabitee|lodger)|"
    r"partner of (?:the |his |her )?mother|cohabitee|husband|wife|partner|boyfriend|couple|parents|"
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
    r"(?:kills|stabs|shoots|strangles|smothers|killed|murdered|stabbed|knifed|shot|shook|shaken|strangled|smothered|suffocated|drowned|poisoned|"
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
    r"\b(?:unrelated|unconnected)\b|"
    r"\b(?:belong(?:ed|ing)? to|from|of|in) (?:a different|another) (?:household|family)\b|"
    r"\b(?:friend|neighbour|lodger|childminder|landlord)['’]s (?:\w+ )?(?:brother|father|husband|"
    r"partner|boyfriend|uncle)\b|"
    r"\bwho lived (?:near|nearby|(?:\w+ )?(?:doors?|streets?) (?:away|along|down))\b|\b(?:a stranger|"
    r"strangers) to (?:the |both |either )?(?:famil(?:y|"
    r"ies)|child|household)",
    re.I,
)
_THEN_TRIED = re.compile(
    rf"(?:He|She|They|The (?:man|men|woman|pair|youth|youths|two|three))\b[^.;]{{0,80}}\b{_COURT}\b|"
    rf"(?:A|The) (?:jury|court|judge)\b[^.;]{{0,40}}\b(?:him|her|them) guilty\b"
)
# "Killed by a woman of thirty from another family", once that is put as "stranger".
_BY_SOMEONE = re.compile(rf"\b{_ACT} (?:\w+ ){{0,6}}?by (?:[\w-]+ ){{1,12}}?stranger\b", re.I)
# "He sent them out, and he stabbed Ada": of the one named last.
_HE_DID = re.compile(
    r"\b(?:he|she) (?:had |then |also |himself |herself |deliberately )*(?:killed|murdered|stabbed|shot|"
    r"strangled|smothered|suffocated|drowned|poisoned|"
    r"(?:shot|shook|struck|threw|set fire)\b(?= (?:him|her|them|both|his|(?-i:[A-Z])\w*|to the|"
    r"the (?:child|baby|boy|girl|infant|twins))\b))\b(?! (?:him|her)self)(?! (?:his|her) (?:head|fist|hand))",
    re.I,
)
_ACT_WORD = re.compile(rf"\b{_ACT}\b", re.I)
_YOUNG = re.compile(r"(?:boys?|pupils?|peers?|teenagers?|friends?|resident|driver|males|men)", re.I)
_CLEARED = re.compile(r"\b(?:acquitted|cleared|not guilty|charges? (?:was|were) dropped)\b", re.I)
_FOUND = re.compile(r"\b(?:convicted|(?<!not )guilty|sentenced)\b", re.I)
_BY_INSIDE, _BY_OUTSIDE = _agent(_INSIDE), _agent(_OUTSIDE)


_PLAIN = re.compile(r"[A-Z][a-z]+")
# "SFP: her stepfather, since 2011", a row or a line of a list; "her mother's partner, Mr C".
_CODE = r"(?:(?:Mr|Ms|Mrs|Miss|Adult|Person) [A-Z]\w*|[A-Z]{1,4}\d?|[A-Z][a-z]+)"
_ENTRY = re.compile(
    rf"^[^\w\n]*(?P<n>{_CODE})\s*(?:\([^)]{{0,40}}\)\s*)?(?:[:|,;–—=]|\s-\s)\s*(?P<who>[^.;|\n]{{3,80}})",
    re.M,
)
_CALLED = re.compile(
    r"\b(?P<who>(?:(?:step-?|grand-?)?(?:mother|father)|(?:mother|father|mum)['’]s (?:\w+ )?(?:partner|"
    r"boyfriend|"
    r"husband)|partner|boyfriend|husband|lodger|neighbour|uncle|cousin|friend),?(?: called| named|"
    r" known as| –)? "
    r"[(]?(?P<n>(?:Mr|Ms|Adult) [A-Z]\w*|[A-Z]{1,4}\d?(?![a-z])))(?![\w’'])"
)
_NOT_KIN = re.compile(
    r"\b(?:not|no|none) (?:\w+ ){0,3}?(?:family|relation|related|relative)\b|\bunrelated\b|"
    r"\b(?:neighbour|lodger|landlady|landlord|friend|stranger|tenant|baby-?sitter|childminder|acquaintance)\b",
    re.I,
)


_OF_PERSON = re.compile(
    rf"\b(?:partner|husband|boyfriend|friend|brother|son|lodger) (?:of|to) (?P<whom>{_CODE})"
)


def known_persons(text: str, child: re.Pattern[str]) -> dict[str, str]:
    """The codes and names that the report explains, as "stepfather" (of the family) or "stranger".

    ``text``: the whole report; ``child``: the names of the child, who is left out.
    """
    known: dict[str, str] = {}
    for pattern in (_ENTRY, _CALLED):
        for match in pattern.finditer(text):
            name, who = match["n"], match["who"]
            if name in known or len(name) < 2 or child.fullmatch(name):
                continue
            plain = _PLAIN.fullmatch(name) is not None
            if _NOT_KIN.search(who) or _is_of_stranger(who, known):
                if not (plain and _is_word(name, text)):
                    known[name] = "stranger"
            elif _KIN.search(who) and not plain:
                known[name] = "stepfather"
    return known


def _is_of_stranger(who: str, known: Mapping[str, str]) -> bool:
    """Whether somebody is the partner or kin of one who is no relation: "formerly the partner of Ms B"."""
    of = _OF_PERSON.search(who)
    return of is not None and known.get(of["whom"]) == "stranger"


def _is_word(name: str, text: str) -> bool:
    """Whether a capital is of a word at the start of a line, and of no name: "However", "Mother"."""
    return bool(_KIN.search(name)) or re.search(rf"\b{name.lower()}\b", text) is not None


def _whose(text: str) -> str:
    """Whether a sentence names one of the family or an outsider; "" where it names neither, or both.

    Boys and girls of whom nothing is done are as like the child's brothers and sisters.
    """
    kin = _KIN.search(text)
    stranger = next(
        (one for one in _STRANGER.finditer(text) if _ACT_WORD.search(text) or not _YOUNG.fullmatch(one[0])),
        None,
    )
    return "inside" if kin and not stranger else "outside" if stranger and not kin else ""


@dataclass
class Killer:
    """How much the sentences weigh that name one of the family, or an outsider, as the one who did it.

    ``persons``: the codes of the report as ``known_persons`` gives them.
    """

    inside: float = 0.0
    outside: float = 0.0
    persons: Mapping[str, str] = field(default_factory=dict)
    _named: re.Pattern[str] | None = field(init=False, default=None)
    _last: str = field(init=False, default="")

    def __post_init__(self) -> None:
        names = "|".join(sorted(map(re.escape, self.persons), key=len, reverse=True))
        self._named = re.compile(rf"\b(?:{names})\b(?!-)") if names else None

    def _plain(self, text: str) -> str:
        """The text with a word for each code, and "stranger" for whom it denies to be of the family."""
        if self._named:
            text = self._named.sub(lambda match: self.persons[match[0]], text)
        return _NO_KIN.sub("stranger", text)

    def read(self, text: str, weight: float, before: str = "") -> None:
        """Weigh one sentence; where it names both, the one whose words are shorter did it.

        "He was convicted" is of the one person of whom the sentence ``before`` tells.
        """
        text = self._plain(text)
        if _CLEARED.search(text) and not _FOUND.search(text):
            return
        inside, outside = _BY_INSIDE.search(text), _BY_OUTSIDE.search(text)
        if not inside and not outside and _BY_SOMEONE.search(text):
            self.outside += weight
            return
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
            before = self._plain(before)
            self._add(self._meant(before), weight)
        elif _HE_DID.search(text):
            self._add(self._meant(self._plain(before)), weight)
        self._last = _whose(text) or self._last

    def _meant(self, before: str) -> str:
        """Of whom a pronoun speaks: the one of the sentence before, else the one named last."""
        return _whose(before) or self._last

    def _add(self, who: str, weight: float) -> None:
        if who == "inside":
            self.inside += weight
        elif who == "outside":
            self.outside += weight
