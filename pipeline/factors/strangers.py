"""Names of people whom the report has not introduced: never the child, whatever is said of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from spacy.tokens import Doc

from pipeline.factors.text import Person

_TITLES = {"mr": "male", "mrs": "female", "ms": "female", "miss": "female", "dr": None}
# What is said of a person and of no place or service, so that the capitalised word before it is a name.
_PERSONAL = (
    "was born|was admitted|was pregnant|was diagnosed|was prescribed|was found|was seen|was discharged|"
    "was detained|was married|was aged|was intoxicated|was depressed|was a \\w+ year|died|felt|suffered|"
    "disclosed|drank|slept|cried|lived|overdosed|became (?:pregnant|unwell|ill|distressed)|"
    "had (?:been diagnosed|a history|a diagnosis|suffered|struggled|taken|a mental|suicidal)|"
    "struggled|took (?:her|his) own|self-harmed|absconded|expressed|told (?:her|his)|attended|presented"
)
_POSSESSED = "mother|husband|wife|mental|death|mood|body|family|risk|care|life|condition|needs|sister|brother"
_NAME = re.compile(rf"\b([A-Z][a-z]{{2,}})(?= (?:{_PERSONAL})\b|['’]s (?:{_POSSESSED})\b)")
# A name of which this is said is a child's, whom the list of persons may have missed.
_CHILDISH = re.compile(
    r"\b([A-Z][a-z]{2,})(?=,? \(?aged? (?:\d|1[0-7]|\w+ (?:weeks|months|days))\b|"
    r"['’]s (?:school|nursery|teacher|class|cot|birth|health visitor|foster|siblings)\b)"
)
_WORD = re.compile(r"\b[a-z]{3,}\b")
# Whoever does this is one of the staff.
_STAFF_VERBS = frozenset(
    "noted recorded visited wrote advised telephoned emailed referred assessed reviewed examined prescribed "
    "documented considered concluded observed completed allocated chaired".split()
)
# What begins a sentence with a capital and is no name.
_SMALL = frozenset(
    "she they who this that these those both neither nobody none everyone everybody someone many most some "
    "all each one two three social health children probation police housing staff people patients".split()
)


def unknown_names(texts: Iterable[str], known: Iterable[str]) -> frozenset[str]:
    """Capitalised words of the report that are said to do what people do and are nobody known.

    A word that also stands in small letters is no name; ``known`` are the names that are somebody.
    """
    named: set[str] = set()
    childish: set[str] = set()
    small: set[str] = set()
    for text in texts:
        named.update(_NAME.findall(text))
        childish.update(_CHILDISH.findall(text))
        small.update(_WORD.findall(text))
    taken = {word for name in known for word in name.split()}
    return frozenset(
        name for name in named - childish - taken if name.lower() not in small and name.lower() not in _SMALL
    )


def find_strangers(doc: Doc, names: Collection[str], known: Iterable[Person]) -> list[Person]:
    """Persons for the titles with a name ("Ms Hart") and for ``names``, except where ``known`` stand."""
    taken = {i for person in known for i in range(person.start, person.end)}
    found: list[Person] = []
    for token in doc:
        if token.i in taken or (found and token.i < found[-1].end):
            continue
        titled = token.lower_ in _TITLES and _capitals(doc, token.i + 1, taken)
        if titled:
            end, gender = token.i + 1 + titled, _TITLES[token.lower_]
        elif token.text in names:
            end, gender = token.i + 1 + _capitals(doc, token.i + 1, taken), "unknown"
        else:
            continue
        found.append(_stranger(doc, token.i, end, gender, known))
    return found


def _capitals(doc: Doc, start: int, taken: Collection[int]) -> int:
    """How many of the next two tokens go on with a name; a full stop after the title does not count."""
    length = 0
    for token in doc[start : start + 2]:
        if token.i in taken or not token.text[:1].isupper():
            break
        length += 1
    return length


def _stranger(doc: Doc, start: int, end: int, gender: str | None, known: Iterable[Person]) -> Person:
    """One of the staff where the title, the role before or the verb after says so; else another adult."""
    titled_after = any(one.role == "professional" and 0 <= start - one.end <= 1 for one in known)
    acts = end < len(doc) and doc[end].lower_ in _STAFF_VERBS
    if gender is None or titled_after or acts:
        return Person(start, end, "professional", None)
    return Person(start, end, "other_adult", gender, stranger=True)
