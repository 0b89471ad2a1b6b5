"""The names that the text itself gives to the children: "whom we call Rhodri"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.case.report.label_forms import LETTERS, NAME, listed
from pipeline.case.source import Source
from pipeline.day_words import MONTHS
from pipeline.number_words import cardinals
from pipeline.records import Sentence

# Sentences of the body in which a report says what it calls the child, and the uses that make it a name.
READ, FEWEST = 60, 3
_ROLE = (
    r"(?:Child|Baby|Infant|Young Person|Boy|Girl|Toddler|Adolescent|Twin|Sibling|Sister|Brother|Pupil|"
    r"Student|Teenager)"
)
_ONE = rf"(?:{_ROLE}\s+{LETTERS}|{NAME}|[A-Z]{{1,4}}\d{{0,3}}|(?:[A-Z]\.){{2,3}})"
_QUOTED = rf"[\"“‘']?{_ONE}[\"”’']?(?![\w])"
_KIN = (
    r"(?:the\s+)?(?:boy|girl|baby|child|brother|sister|son|daughter|older|elder|younger|other|twin|"
    r"former|latter|first|second|third|one)"
)
_NAMES = (
    rf"(?P<n>{_QUOTED}(?:(?:,\s+(?:and\s+)?|\s+and\s+)(?:(?:to\s+|for\s+|of\s+)?(?:his|her|"
    rf"{_KIN})\s+(?:{_KIN}\s+)?(?:(?:as|is|becomes|was)\s+)?)?{_QUOTED}){{0,9}})"
)
_PAGES = r"(?:report|review|pages?|document|account|text|summary|study|paper|chapters?|version|publication)"
_FILL = (
    rf"(?:\s*,)?\s+(?:here(?:after|in(?:after)?)?|hence(?:forth|forward)|"
    rf"from (?:now|here|this point) on(?:wards)?|throughout|below|only|simply|by|to|as|of|the names?|"
    rf"a name|the initials?|"
    rf"the letters?|the label|the pseudonyms?|pseudonyms?|the codes?|being|(?:in|within|for) (?:the |"
    rf"this |these |all )?(?:\w+ )?"
    rf"(?:{_PAGES}|purposes? of (?:this|the) {_PAGES})|her|him|them|it|(?:the|this|that|each|our) (?:\w+ )?"
    rf"(?:child(?:ren)?|baby|infant|boy|girl|young (?:person|people|man|woman)|subjects?|twins?|"
    rf"teenager|toddler|elder|older|younger|first|brothers|sisters|siblings|pair|two))"
)
_CALL = (
    r"\b(?:call(?:ed|s|ing)?|known|refer(?:red|s|ring)?(?: to)?|name[sd]?|naming|identified|described|"
    r"give[ns]?|gave|designated|styled|appears?|use[sd]?|changed|know[ns]?|goes|go|chosen|chose|picked|"
    r"labelled|"
    r"replaced|spoken of|written of|disguised|rendered|shortened|adopted|borrowed)\b"
)
_WORD = r"(?:the |a |an )?(?:\w+ ){0,2}(?:name|names|pseudonyms?|alias|initials?)"
_FEW = rf"(?:1?\d|{cardinals(17)})"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_CALL}(?:{_FILL})*,?\s+{_NAMES}",
        rf"(?:^|[Tt]he (?:name|pseudonym)s?\s+){_NAMES}\s+(?:is|are|was|were)\s+(?:not\s+)?(?:{_WORD}\b|"
        rf"(?:his|her|their|its)(?: own| real)?\b)"
        r"(?!\s+(?:mother|father|sister|brother|only|first))",
        rf"\b(?:[Nn]ames?|[Ii]nitials?|[Ll]etters?|[Ll]abel|[Cc]ode)\s+{_NAMES}\s+"
        rf"(?:is|are|was|were|has|have|stands?|denotes?|means?|refers?)\b",
        rf"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Tt]he)(?: \w+)? names?(?: used)?"
        rf"(?: here| in (?:this|these|our) {_PAGES})?"
        rf"\s+(?:is|are|will be)\s+{_NAMES}",
        rf"^{_NAMES},?\s+(?:is|are)\s+(?:what|how)\s+(?:we|I|this {_PAGES}|s?he|they)\b",
        rf"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Tt]he (?:\w+ )?(?:child(?:ren)?|baby|infant|boy|girl|twins))"
        rf"\s+will be\s+"
        rf"{_NAMES}(?=[.,;]|\s(?:in|throughout|here|below)\b)",
        rf"\b(?:[Hh]ere|[Tt]hroughout|[Bb]elow|[Ii]n (?:this {_PAGES}|what follows|these pages)),? "
        rf"(?:s?he|they|the \w+)\s+(?:is|are)\s+{_NAMES}(?=[.,;])",
        # A child of a stated age, of whom the sentence tells the death or the injury.
        rf"^{_NAMES}\s+(?:was|were)\s+(?:only |just |nearly |almost )?(?:aged )?{_FEW}[ -]"
        rf"(?:and a half )?(?:years?|months?|weeks?|days?)[ -](?:old|of age)\b"
        rf"(?=[^.]*\b(?:died|killed|death|injur\w+|found)\b)",
        rf"\b(?:[Tt]his|[Tt]he|[Oo]ur) {_PAGES} (?:is about|concerns|examines|looks at|considers|"
        rf"tells of|relates to|is the story of)\s+"
        rf"(?:the (?:\w+ )?(?:life|death|case|care|story|short life)(?: and \w+)? of )?(?:(?:a|"
        rf"the) [\w -]{{1,30}}?,? )?{_NAMES}",
        rf"^{_NAMES},?\s+(?:is|are|was|were) the (?:\w+ )?(?:subjects?|child(?:ren)?|young (?:person|"
        rf"people)) (?:of (?:this|the|our|these)\b|with whom|who|at)",
        rf"\b[Ss]ubjects?(?: (?:of|in) (?:this|the|our) {_PAGES})?"
        rf"(?::|\s(?:is|are|was|were))(?: only)?\s*{_NAMES}",
        rf"^(?:He|She|They|[Tt]he (?:\w+ )?(?:child(?:ren)?|baby|infant|boy|girl|twins))"
        rf"\s+(?:is|are|will be|becomes?)\s+{_NAMES}\s+(?:in|throughout|for the purposes?|here|below)\b",
        rf"{_NAMES}\s*\((?:both |all )?(?:an? )?(?:not (?:his|her|their) (?:real|own) names?|"
        rf"(?:\w+ )?pseudonyms?|(?:invented|fictitious|false|made-up|assumed) names?|"
        rf"(?:the )?names? (?:is|are|has|have) (?:been )?(?:changed|not))[^)]*\)",
        rf"{_NAMES},?\s+as (?:s?he|they|the (?:child|baby|boy|girl)) (?:is|are|was|will be|has been) "
        rf"(?:\w+ )?(?:called|known|named|styled)\b",
        rf"{_NAMES},?\s+as (?:we|I|this {_PAGES}) (?:(?:have|has|shall|will) )?"
        rf"(?:call|name|refer)\w*(?: to)? (?:him|her|them|the (?:child|baby|boy|girl)\b)",
    )
)
_YOUNG = re.compile(
    r"\b(?:child(?:ren)?|bab(?:y|ies)|infant|boys?|girls?|young (?:person|people|man|woman)|sons?|"
    r"daughters?|twins?|"
    r"toddler|teenager|pupil|(?:two|three|four|the|both|these) (?:\w+ )?(?:brothers|sisters|siblings)|"
    r"subjects?|him|her|them|he|she|whom|who)\b",
    re.I,
)
_GROWN = re.compile(
    r"\b(?:mother|father|mum|dad|parents?|partner|step\w+|grand\w+|aunt|uncle|brother|sister|sibling|"
    r"cousin|friend|"
    r"man|woman|adults?|workers?|professionals?|practitioners?|author|reviewer|chair|hospitals?|"
    r"schools?|towns?|village|"
    r"street|estate|area|agenc(?:y|ies)|authorit(?:y|ies)|home|unit|team|board|committee|method|model|"
    r"approach|plan|"
    r"doctors?|nurse|neighbour|carers?|lodger|landlord|witness|staff|place|city|county|drug|game|dog|"
    r"teacher)\b",
    re.I,
)
_NO_NAMES = frozenset(
    "A I The He She It They We This That These There In On At As By To For Board Panel Committee Mother "
    "Father Mr Mrs Ms Dr Working Together Learning Serious Case Review SCR LSCB GP NHS IMR SILP SCIE Part "
    "Report Regulation Chapter Section Adult Both Each MGM PGM MGF PGF".split()
) | frozenset(MONTHS)

# "Whom I asked his mother's leave to call Dan": those who chose the name are not the ones who bear it.
_CHOOSERS = re.compile(
    r"\b(?:agree\w*|consent\w*|permission|leave|request\w*|wish\w*|discuss\w*|consult\w*|approv\w*|"
    r"cho(?:sen?|ice)|pick\w*|suggest\w*|suggestion|help|settled|decided|wanted|asked)\s+"
    r"(?:\w+\s+)?(?:with|by|of|from|for)?\s*(?:both\s+)?(?:his|her|their|its|the)\s+"
    r"(?:\w+\s+){0,2}?(?:parents?|mother|father|mum|dad|family|sisters?|brothers?|grand\w+|aunt|uncle|"
    r"carers?|teachers?)(?:\s+and\s+(?:\w+\s+)?\w+)?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Introduced:
    """The names that a sentence gives to the children, joined as it joins them, and where they stand."""

    names: tuple[str, ...]
    text: str
    start: int
    end: int


def introduced(source: Source) -> Introduced | None:
    """What the report says that it calls the child or the children; None where it does not say."""
    for sentence in source.prose[:READ]:
        for pattern in _PATTERNS:
            for match in pattern.finditer(sentence.text):
                if found := _checked(source, sentence, match):
                    return _focus(source, found) if len(found.names) > 1 else found
    return None


def _focus(source: Source, found: Introduced) -> Introduced:
    """Of several children named, the one whom the review is about where a sentence says so.

    "Third is the occasion of this inquiry."
    """
    names = "|".join(map(re.escape, found.names))
    about = re.compile(
        rf"(?<![\w’'-])(?P<n>{names})(?![\w-])(?:(?!\b(?:{names})\b)[^.;]){{0,60}}"
        rf"\b(?:the (?:\w+ )?(?:subject|occasion|reason|focus|cause)|subject) (?:of|for) (?:this|the|our) "
        rf"(?:\w+ )?(?i:{_PAGES})\b"
    )
    for sentence in source.prose[:READ]:
        if (match := about.search(sentence.text)) and not re.search(r"\b(?:and|both|all)\b", match[0], re.I):
            start = sentence.char_start
            return Introduced((match["n"],), match["n"], start + match.start("n"), start + match.end("n"))
    return found


def _checked(source: Source, sentence: Sentence, match: re.Match[str]) -> Introduced | None:
    """The names, where they are used as names and are not said of an adult, a place or a method."""
    before = _CHOOSERS.sub(lambda one: " " * len(one[0]), sentence.text[: match.start("n")])
    if _runs_on(match["n"], sentence.text[match.end("n") :]):
        return None
    young = max((one.end() for one in _YOUNG.finditer(before)), default=-1)
    grown = max((one.end() for one in _GROWN.finditer(before)), default=-1)
    if grown > young:
        return None
    bare = re.sub(r"[\"“”‘’']", "", match["n"])
    parts = [
        re.sub(rf"^(?:(?:his|her|to|for|of|as|is|becomes|was|{_KIN})\s+)+", "", part).strip()
        for part in re.split(r",\s*(?:and\s+)?|\s+and\s+", bare)
    ]
    names = tuple(part for part in parts if part and part not in _NO_NAMES)
    if (
        not names
        or parts[0] not in names
        or any(uses(source, name) < _fewest(source, name) for name in names)
    ):
        return None
    joined = listed(names)
    start = sentence.char_start + match.start("n")
    return Introduced(names, joined, start, sentence.char_start + match.end("n"))


def _fewest(source: Source, name: str) -> int:
    """The uses that make a name: one, for "Child W" that is shortened then to "W" or "CW"."""
    short = re.fullmatch(rf"{_ROLE} (?P<l>[A-Z]{{1,3}}\d?)", name)
    forms = (short["l"], name[0] + short["l"]) if short else ()
    return 1 if any(uses(source, form) >= FEWEST for form in forms) else FEWEST


def _runs_on(names: str, after: str) -> bool:
    """Whether the words in quotes go on behind what seems a name: "the part called ‘What Nan says’"."""
    return (
        bool(re.match(r"[“‘\"']", names))
        and bool(re.match(r"\s+\w[^“‘\"]{0,60}[”’\"'](?!\w)", after))
        and (not re.search(r"[”’\"']", names[1:]))
    )


def uses(source: Source, name: str) -> int:
    """How often the text has the name alone, not as a part of a longer one."""
    return len(re.findall(rf"(?<![\w’'-]){re.escape(name)}(?![\w-])(?! [A-Z][a-z])", source.text))


def _without_article(name: str, body: str) -> bool:
    """Whether capitals stand often and hardly ever with an article, as "the GP" does and "DW" does not."""
    word = rf"{re.escape(name)}(?![\w&/’'.-]\w|\w)"
    alone = len(re.findall(rf"(?<![\w.&/’'-]){word}", body))
    with_article = len(
        re.findall(rf"\b(?:[Tt]he|[Aa]n?|[Ee]ach|[Ee]very|[Tt]his|[Nn]o|[Aa]ny|by) {word}", body)
    )
    return alone >= FEWEST and with_article * 4 <= alone


def _uses_of_code(name: str, body: str) -> int:
    """How often a code stands for somebody; 0 where it is mostly a place ("on the A19", "in P3")."""
    word = rf"(?<![\w.&/’'-]){re.escape(name)}(?![\w&/-])"
    alone = len(re.findall(word, body))
    placed = len(
        re.findall(rf"\b(?:[Tt]he|[Aa]n?|in|on|at|along|near|off|into|[Cc]lass|[Yy]ear) {word}", body)
    )
    return alone if placed * 3 <= alone else 0


def used_as_person(source: Source, name: str, fewest: int = FEWEST) -> bool:
    """Whether the body speaks of somebody by this word: never in small letters, seldom as a place.

    ``fewest`` are the uses that make a first name one.
    """
    body = source.text[source.cover_span[1] :]
    if re.fullmatch(r"(?:[A-Z]\.\s?){2,3}", name):
        # No word is written so but a name (and "U.K."): two uses are enough.
        return len(re.findall(rf"(?<![\w.]){re.escape(name.strip())}", body)) >= FEWEST - 1
    if not re.search(r"[a-z]", name):
        if name in _NO_NAMES:
            return False
        if re.search(r"\d", name):
            # Letters with a digit are a name that somebody gave, if not that of a road or a class.
            return _uses_of_code(name, body) >= FEWEST - 1
        inside = (
            rf"(?<![\w.&/’'-]){re.escape(name)}(?:['’]s\b|\s+(?:was|is|had|has|were|did|told|said|"
            rf"went|lived|died|came|and)\b)"
        )
        told = len(re.findall(inside, body))
        return told >= FEWEST or (told > 0 and _without_article(name, body))
    if re.search(rf"(?<!\w){re.escape(name.lower())}(?!\w)", body):
        return False
    alone = rf"(?<![\w’'-]){re.escape(name)}(?![\w-])(?! (?!(?:was|is|had)\b)[A-Z])"
    places = re.findall(
        rf"\b(?:in|at|near|around|outside|across|throughout|into|within)\s+{alone}(?!['’]s)", body
    )
    found = len(re.findall(alone, body))
    return found >= fewest and len(places) * 3 < found
