"""Of whom a sentence says something: the child, somebody else, or a pronoun."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.case.source import Source

Who = Literal["child", "other", "pronoun"]

_YOUNG = (
    r"child|baby|infant|boy|girl|young person|toddler|teenager|newborn|twins?|children|boys|girls|"
    r"young people|youngster|young man|young woman|schoolboy|schoolgirl|pupil"
)
_OTHERS = (
    r"mother|mum|father|dad|parents?|step-?father|step-?mother|grand(?:mother|father|parents)|partner|husband|wife|"
    r"boyfriend|girlfriend|(?:half-)?(?:brothers?|sisters?|siblings?)|uncle|aunt|cousin|couple|carers?|neighbour|"
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
        names = _either(children)
        own = rf"(?<![\w'.-])(?:{names})(?!\w)" if names else r"(?!)"
        adjectives = r"(?:(?!(?:of|and|to|with|in|for|who|or|mother|father)\b)[\w-]+\s+){0,2}"
        # "a girl of nine", "the infant", "their son": a child that is spoken of without a name.
        general = (
            rf"\b(?:[Tt]he|[Aa]n?|[Tt]his|[Bb]oth|[Nn]either|two|three|four|five|six)\s+{adjectives}(?:{_YOUNG})\b(?!')|"
            r"\b(?:their|her|his|young)\s+(?:own\s+)?(?:son|daughter|baby|child)\b"
        )
        other_names = _either(others)
        others_too = rf"|(?<![\w'])(?:{other_names})(?!\w)" if other_names else ""
        return cls(
            re.compile(f"{own}|{general}"),
            re.compile(rf"\b(?:{_OTHERS}|Mother|Father)\b{others_too}"),
            re.compile(own),
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


def _either(names: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(name) for name in set(names) if name), key=len, reverse=True))


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.end() for match in pattern.finditer(text)), default=-1)


def gender_by_pronoun(source: Source, forms: Sequence[str]) -> str | None:
    """``male`` or ``female`` by the pronouns of clauses that begin with one of the names, else None."""
    names = _either(forms)
    if not names:
        return None
    male = female = 0
    for sentence in source.prose:
        match = re.match(rf"(?:{names})(?!\w)(?P<rest>[^.;]*)", sentence.text)
        if match:
            male += len(re.findall(r"\b(?:he|his|him|himself)\b", match["rest"]))
            female += len(re.findall(r"\b(?:she|her|hers|herself)\b", match["rest"]))
    if max(male, female) < 3 or max(male, female) < 4 * min(male, female):
        return None
    return "male" if male > female else "female"


NEGATION = re.compile(
    r"\b(?:no|not|nor|never|none|neither|without|nothing|nobody|unlikely|ruled out)\b[^,;.:]{0,60}$", re.I
)
EXCLUDED = re.compile(
    r"^[^,;.:]{0,40}\b(?:ruled out|excluded|not found|never found|was not|were not|negative)\b", re.I
)


def negated(text: str, start: int, end: int) -> bool:
    """Whether the words at ``text[start:end]`` are denied in their clause."""
    return bool(NEGATION.search(text[:start]) or EXCLUDED.search(text[end:]))
