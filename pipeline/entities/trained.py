"""The trained recogniser beside the rules: for each label the one that measured better finds it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language

from pipeline.entities.find import EntityRules
from pipeline.entities.people import Found
from pipeline.sealed import read_json, verify

# Labels that the rules find better, beside the weights.
DIVISION = "division.json"
BATCH = 256


@dataclass(frozen=True, slots=True)
class Recogniser:
    """A spaCy pipeline, and the labels that are left to the rules."""

    nlp: Language
    by_rules: frozenset[str]

    def find(self, texts: Sequence[str], rules: EntityRules) -> Iterator[list[Found]]:
        """Of each text its entities: start, end, label and canonical name, in order, none overlapping.

        The canonical name is the rules' where they find the same words, else the words.
        """
        for doc, text in zip(self.nlp.pipe(texts, batch_size=BATCH), texts, strict=True):
            known = rules.find(text)
            names = {(start, end): name for start, end, _, name in known}
            kept = [one for one in known if one[2] in self.by_rules]
            for ent in doc.ents:
                start, end = ent.start_char, ent.end_char
                free = not any(start < other[1] and other[0] < end for other in kept)
                if free and ent.label_ not in self.by_rules:
                    kept.append((start, end, ent.label_, names.get((start, end), ent.text)))
            yield sorted(kept)


def load_recogniser(folder: Path) -> Recogniser:
    """The recogniser in ``folder``, its files checked. ModelError where one is missing or changed."""
    verify(folder)
    division: list[str] = read_json(folder / DIVISION)["by_rules"]
    return Recogniser(spacy.load(folder), frozenset(division))
