"""Of whom a sentence says something: the child, somebody else, or a pronoun."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from pipeline.case.source import Source

Who = Literal["child", "other", "pronoun"]

_YOUNG = (
    r"child|baby|infant|boy|girl|young person|toddler|teenager|newborn|twins?|children|boys|girls|"
    r"young people|youngster|young man|young woman|schoolboy|schoolgirl|pupil"
)
_OTHERS = (
    r"mother|mum|father|dad|parents?|step-?father|step-?mother|grand(?:mother|father|parents)|partner|"
    r"husband|wife|"
    r"boyfriend|girlfriend|(?:half-)?(?:brothers?|sisters?|siblings?)|uncle|aunt|cousin|couple|carers?|"
    r"neighbour|"
    r"MM|FM|MP|MGM|MGF|PGM|PGF|Adult [A-Z0-9]+|(?:Mr|Mrs|Ms|Miss|Dr) [A-Z]\w*"
)


@dataclass(frozen=True, slots=True)
class People:
    """Finds the persons of a sentence; ``child`` and ``other`` are expressions made once for a document."""

    child: re.Pattern[str]
    other: re.Pattern[str]
    own: re.Pattern[str]

    @classmethod
    def of(cls, children: Iterable[str], others: Iterable[str]) -> People:
        """``children`` are the names of the children of the case, ``others`` all other names of the cast."""
        own = any_of(tuple(children))
        adjectives = r"(?:(?!(?:of|and|to|with|in|for|who|or|mother|father)\b)[\w-]+\s+){0,2}"
        # "a girl of nine", "the infant", "their son": a child that is spoken of without a name.
        general = (
            rf"\b(?:[Tt]he|[Aa]n?|[Tt]his|[Bb]oth|[Nn]either|two|three|four|five|"
            rf"six)\s+{adjectives}(?:{_YOUNG})\b(?!')|"
            r"\b[Tt]he\s+(?!(?:[2-9]\d|twenty|thirty|forty|fifty|sixty|seventy|eighty)\b)"
            r"(?:[\w-]+[ -])?(?:day|week|month|year)-old\b(?!\s+[a-z]+['’])|"
            r"\b(?:their|her|his|young)\s+(?:own\s+)?(?:son|daughter|baby|child)\b"
        )
        other_names = either(others)
        others_too = rf"|(?<![\w'])(?:{other_names})(?!\w)" if other_names else ""
        return cls(
            re.compile(f"{own.pattern}|{general}"),
            re.compile(rf"\b(?:{_OTHERS}|Mother|Father)\b{others_too}"),
            own,
        )

    def before(self, text: str, at: int) -> Who | None:
        """The person named last before ``at``; a pronoun only where nobody is named."""
        head = text[:at]
        child = _last(self.child, head)
        other = _last(self.other, head)
        if child < 0 and other < 0:
            return "pronoun" if re.search(r"\b(?:he|she|they|his|her|their|him|them)\b", head, re.I) else None
        return "child" if child >= other else "other"

    def after(self, text: str, at: int, reach: int = 30) -> Who | None:
        """The person that follows ``at`` within ``reach`` characters."""
        # Beyond a comma another part of the sentence begins: "aged 5, and Child B".
        tail = re.split(r"[,.;:()]", text[at : at + reach], maxsplit=1)[0]
        child, other = self.child.search(tail), self.other.search(tail)
        if child and (other is None or child.start() <= other.start()):
            return "child"
        return "other" if other else None

    def first(self, text: str) -> Who | None:
        """The person whom a sentence names first: mostly its subject."""
        child, other = self.child.search(text), self.other.search(text)
        if child and (other is None or child.start() <= other.start()):
            return "child"
        return "other" if other else None


_FEMALE_NOUNS = (
    r"(?:step-?|god)?mother|mum|mam|mummy|gran|granny|nan|nana|grand-?mother|(?:half-|step-?)?sister|"
    r"aunt|auntie|"
    r"wife|girlfriend|woman|lady|daughter|niece|MGM|PGM|MM|(?:Ms|Mrs|Miss|Dame)\s+\w+|headmistress|nun"
)
_MALE_NOUNS = (
    r"(?:step-?|god)?father|dad|daddy|stepdad|grand-?father|grandad|(?:half-|step-?)?brother|uncle|husband|"
    r"boyfriend|man|gentleman|son|nephew|MGF|PGF|FM|(?:Mr|Sir)\s+\w+|headmaster|landlord"
)
# Whoever is called by work or part only may be he or she.
_EITHER_NOUNS = (
    r"\w*workers?|visitor|nurse|teacher|doctor|GP|officer|consultant|\w*(?:trician|ologist)|midwife|manager|"
    r"supervisor|head(?= teacher| of)|tutor|dentist|neighbour|friend|carers?|childminder|lodger|partner|"
    r"sibling|cousin|judge|"
    r"coroner|chair|author|reviewer|therapist|counsellor|solicitor|driver|diet(?:itian|ician)|assistant|"
    r"mentor|"
    r"registrar|practitioner|professional|someone|somebody|patient|student|physician|surgeon|optician|parent|"
    r"adult|caller|person|relative|guardian|adviser|advisor|interpreter|paramedic|conductor|defendant|"
    r"perpetrator|offender|classmate|pupil|coach|priest|minister|constable|sergeant|inspector|boy|girl|"
    r"baby|child|"
    r"infant|teenager"
)
# "A child protection plan", "a mother and baby unit": no person is meant.
_NOT_PERSONS = (
    r"\s+(?:protection|in need|care|benefit|health|development|services?|units?|clinics?|abuse|"
    r"safeguarding|sexual|"
    r"and adolescent|practice|death|schools?|class(?:es)?)\b"
)


# What the child itself is: the words between its name and the noun.
_IS_ONE = re.compile(
    r"^,? (?:is|was|had been|became|remained) an? (?:(?!\b(?:with|to|by|of|for|and|from)\b)[\w-]+,? ){0,3}$"
)


@dataclass(frozen=True, slots=True)
class PersonFinder:
    """Finds everybody whom a pronoun could mean: (child or other, sex or None, start, end) in order."""

    child: re.Pattern[str]
    heading: re.Pattern[str]
    other: re.Pattern[str]
    sexes: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        forms: Sequence[str],
        others: Iterable[str],
        people: People,
        alone: bool,
        sexes: Mapping[str, str],
    ) -> PersonFinder:
        """``forms`` name the child; of an only child "the baby" is a name too. ``others`` are never meant.

        ``sexes`` are known of others by their names: "AP" is a man.
        """
        own = name = name_pattern(forms)
        if alone:
            own += (
                r"|\b(?:[Tt]he|[Tt]his|[Tt]heir|[Tt]he same)\s+(?:(?:unborn|little|young|small|subject|"
                r"quiet|dead|"
                r"injured|newborn)\s+)*(?:child|baby|infant|toddler|young person|boy|girl|teenager|youngster|"
                r"youth|newborn|pupil)\b(?!['’]s)"
            )
        rivals = either(others)
        return cls(
            re.compile(own),
            re.compile(name),
            re.compile(
                # Every person begins where a word does: elsewhere none need be tried.
                rf"\b(?=\w)(?:(?P<f>(?i:{_FEMALE_NOUNS}))\b|\b(?P<m>(?i:{_MALE_NOUNS}))\b|"
                rf"\b(?P<e>{_EITHER_NOUNS})\b(?!{_NOT_PERSONS})"
                rf"|(?<!\w)(?P<r>{rivals or '(?!)'})(?!\w)|"
                rf"(?<![\w/])[A-Z]{{1,4}}\d{{0,2}}(?![\w/-])(?!\s[a-z]+ing)"
                rf"|{people.other.pattern})"
            ),
            sexes,
        )

    def mentions(self, text: str) -> list[tuple[str, str | None, int, int]]:
        """The persons of a sentence in order; a name of the child goes before any word within it."""
        own = [(match.start(), match.end()) for match in self.child.finditer(text)]
        found: list[tuple[str, str | None, int, int]] = [("child", None, start, end) for start, end in own]
        for match in self.other.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in own):
                continue
            if match[0] in _NOBODY:
                continue
            if own and match["e"] and _IS_ONE.search(text[own[0][1] : match.start()]):
                # "Child B was a quiet pupil": nobody else.
                continue
            sex = "female" if match["f"] else "male" if match["m"] else self.sexes.get(match[0])
            found.append(("other", sex, match.start(), match.end()))
        return sorted(found, key=lambda one: one[2])

    def in_heading(self, heading: str) -> list[tuple[str, str | None]]:
        """The child, where a section's heading names it."""
        return [("child", None)] if self.heading.search(heading) else []


_NOBODY = frozenset("A I NHS TV CCTV SCR LSCB IMR CAMHS MARAC MASH UK CT X MRI A&E AM PM DNA ID IT".split())


def name_pattern(forms: Iterable[str]) -> str:
    """A name of the child, not the same letter in "Ms W", "Family W" or "Case W"; nothing without forms."""
    names = either(forms)
    titles = "".join(rf"(?<!\b{title} )" for title in _TITLES)
    return rf"(?<![\w'’./-]){titles}(?:{names})(?![\w/])" if names else r"(?!)"


_TITLES = (
    "Mr",
    "Ms",
    "Mrs",
    "Miss",
    "Dr",
    "Case",
    "Family",
    "Adult",
    "Appendix",
    "Section",
    "Finding",
    "Agency",
)


@lru_cache(maxsize=16)
def any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """Any of ``names`` as words of their own, the longest first; of no names it finds nothing."""
    any_name = either(names)
    return re.compile(rf"(?<![\w'.-])(?:{any_name})(?!\w)" if any_name else "(?!)")


def either(names: Iterable[str]) -> str:
    """An expression for any of ``names``, the longest first; empty without any."""
    return "|".join(sorted((re.escape(name) for name in set(names) if name), key=len, reverse=True))


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.end() for match in pattern.finditer(text)), default=-1)


def gender_by_pronoun(source: Source, forms: Sequence[str]) -> str | None:
    """``male`` or ``female`` by the pronouns of clauses that begin with one of the names, else None."""
    names = either(forms)
    if not names:
        return None
    clause = re.compile(rf"(?:{names})(?!\w)(?P<rest>[^.;]*)")
    matches = (clause.match(sentence.text) for sentence in source.prose)
    return gender_of_pronouns(match["rest"] for match in matches if match)


def gender_of_pronouns(texts: Iterable[str]) -> str | None:
    """``male`` or ``female``, where three pronouns say so and four times as many as say otherwise."""
    male = female = 0
    for text in texts:
        male += len(_MALE_PRONOUN.findall(text))
        female += len(_FEMALE_PRONOUN.findall(text))
    if max(male, female) < 3 or max(male, female) < 4 * min(male, female):
        return None
    return "male" if male > female else "female"


_MALE_PRONOUN = re.compile(r"\b(?:he|his|him|himself)\b")
_FEMALE_PRONOUN = re.compile(r"\b(?:she|her|hers|herself)\b")


NEGATION = re.compile(
    r"\b(?:no|not|nor|never|none|neither|without|nothing|nobody|unlikely|ruled out)\b[^,;.:]{0,60}$", re.I
)
EXCLUDED = re.compile(
    r"^[^,;.:]{0,40}\b(?:ruled out|excluded|not found|never found|was not|were not|negative)\b", re.I
)


def negated(text: str, start: int, end: int) -> bool:
    """Whether the words at ``text[start:end]`` are denied in their clause."""
    return bool(NEGATION.search(text[:start]) or EXCLUDED.search(text[end:]))
