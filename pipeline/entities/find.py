"""Entities by rules: word lists, labels written with capitals, dates and ages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from pipeline.dates import find_ages, find_dates
from pipeline.entities.people import Found, NamedPeople
from pipeline.errors import SettingsError
from pipeline.patterns import Wordings
from pipeline.records import ENTITY_LABELS, CastMember, Entity, Sentence

# Words that begin a sentence or a list with a capital and are no part of an agency's name.
_NOT_NAME = re.compile(
    r"^(?:(?:Chair|Chairman|Commissioner|Member|The|And|Of|For|In|At|By|To|When|On|From|A|An|As|Both|That|This|Although|While|After|Before|and|of|the|for)\s+)+"
)


class Recogniser(Protocol):
    """A trained recogniser: of each text its entities, none overlapping."""

    def find(self, texts: Sequence[str], rules: EntityRules) -> Iterator[list[Found]]:
        """Start, end, label and canonical name of each entity."""


class EntityRules:
    """The lists of ``configs/entities.toml``, compiled once.

    ``configs`` is the folder; ``lexicon`` the word lists that patterns may use as ``@name``.
    Raises SettingsError naming the file and what is wrong in it.
    """

    def __init__(self, configs: Path, lexicon: Mapping[str, Sequence[str]]) -> None:
        path = configs / "entities.toml"
        try:
            raw = tomllib.loads(path.read_text(encoding="utf-8"))
            expressions = raw.pop("regex", {})
            unknown = sorted((set(raw) | set(expressions)) - set(ENTITY_LABELS))
            if unknown:
                raise SettingsError(
                    f"{path}: no entity label is called {unknown[0]!r}; there are {', '.join(ENTITY_LABELS)}."
                )
            lists = {
                f"{label} {name}": words for label, names in raw.items() for name, words in names.items()
            }
            self._wordings = Wordings(lists, lexicon)
            self._expressions = [
                (label, re.compile("|".join(f"(?:{one})" for one in parts)))
                for label, parts in expressions.items()
            ]
        except (OSError, tomllib.TOMLDecodeError, re.error) as error:
            raise SettingsError(f"{path}: {error}; compare it with the file of the distribution.") from error

    def find(self, text: str) -> list[Found]:
        """Start, end, label and canonical name of each entity; where two overlap the longer stands."""
        candidates = sorted(self._all(text), key=lambda found: (found[0] - found[1], found[0]))
        kept: list[Found] = []
        for found in candidates:
            if not any(found[0] < other[1] and other[0] < found[1] for other in kept):
                kept.append(found)
        return sorted(kept)

    def _all(self, text: str) -> Iterator[Found]:
        for date in find_dates(text):
            yield date.start, date.end, "DATE", _iso(date.value.isoformat(), date.precision)
        for age in find_ages(text):
            yield age.start, age.end, "AGE", f"{age.years:g}"
        for label, expression in self._expressions:
            for match in expression.finditer(text):
                lead = _NOT_NAME.match(match[0]) if label == "AGENCY" else None
                start = match.start() + (lead.end() if lead else 0)
                name = " ".join(text[start : match.end()].split())
                # "Council" alone is no name; the lists have it.
                if label != "AGENCY" or " " in name:
                    yield start, match.end(), label, name
        for name, start, end in self._wordings.find(text):
            label, _, canonical = name.partition(" ")
            yield start, end, label, canonical


def _iso(day: str, precision: str) -> str:
    """As much of the ISO date as the report gives: 2012-05-03, 2012-05 or 2012."""
    return day[: {"day": 10, "month": 7, "year": 4}[precision]]


def find_entities(
    sentences: Sequence[Sentence],
    rules: EntityRules,
    recogniser: Recogniser | None = None,
    cast: Sequence[CastMember] = (),
) -> list[Entity]:
    """The entities of the sentences in text order, numbered from 0; offsets are into the document's text.

    By the rules alone where there is no trained ``recogniser``; people of the ``cast`` go before both.
    """
    texts = [sentence.text for sentence in sentences]
    of_each = recogniser.find(texts, rules) if recogniser else map(rules.find, texts)
    people = NamedPeople(cast)
    entities: list[Entity] = []
    for sentence, found in zip(sentences, of_each, strict=True):
        for start, end, label, normalised in people.over(sentence.text, found):
            at = sentence.char_start
            text = sentence.text[start:end]
            entities.append(
                Entity(len(entities), sentence.sentence_no, label, text, at + start, at + end, normalised)
            )
    return entities
