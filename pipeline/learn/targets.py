"""What the factor network learns from: sentences with their gold labels, as numbers."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from pipeline.codebook import Codebook
from pipeline.corpus import Label
from pipeline.corpus.passages import LabelledPassage
from pipeline.factors.find import FactorRules
from pipeline.learn.examples import Example
from pipeline.model.inputs import Encoding, Passage
from pipeline.records import ASSERTIONS, SUBJECTS, Mention, Section, Sentence

UNKNOWN = -2


@dataclass(frozen=True, slots=True)
class Target:
    """Gold labels of n sentences and f factors: -1 for no label, -2 for not known, else the value's index."""

    assertion: Tensor
    subject: Tensor
    historical: Tensor

    def part(self, start: int, end: int) -> Target:
        """Those of the sentences from ``start`` up to ``end``."""
        return Target(self.assertion[start:end], self.subject[start:end], self.historical[start:end])

    def to(self, device: torch.device) -> Target:
        """The same on the processor that the network is on."""
        return Target(self.assertion.to(device), self.subject.to(device), self.historical.to(device))


def target_of(example: Example, factor_ids: Sequence[str]) -> Target:
    """The gold labels of the sentences that are read."""
    columns = {name: at for at, name in enumerate(factor_ids)}
    read = example.read
    values = torch.full((3, len(read), len(factor_ids)), -1, dtype=torch.long)
    for row, sentence in enumerate(read):
        for label in example.gold.get(sentence.sentence_no, ()):
            values[:, row, columns[label.factor_id]] = torch.tensor(_indices(label))
    return Target(values[0], values[1], values[2])


def passage_of(example: Example, encoding: Encoding) -> Passage:
    """The sentences that are read, as the network sees them."""
    return encoding.passage(example.read, example.sections, example.cast, example.rules)


def codebook_passages(
    codebook: Codebook, encoding: Encoding, size: int, seed: int
) -> list[tuple[Passage, Target]]:
    """The worked examples of the codebook, shuffled into passages; of other factors nothing is known.

    Without the rules' word on them: the rules are tested on these very sentences.
    """
    columns = {name: at for at, name in enumerate(encoding.factor_ids)}
    worked = [(factor.id, one) for factor in codebook.factors for one in factor.examples]
    random.Random(seed).shuffle(worked)  # noqa: S311 - the order of training, no secret
    found = []
    for start in range(0, len(worked), size):
        part = worked[start : start + size]
        sections = [Section(at, "", one.section, 1, 1, 1, 0, 0) for at, (_, one) in enumerate(part)]
        sentences = [Sentence(at, at, 1, 0, len(one.text), one.text) for at, (_, one) in enumerate(part)]
        values = torch.full((3, len(part), len(columns)), UNKNOWN, dtype=torch.long)
        for row, (factor_id, one) in enumerate(part):
            values[:, row, columns[factor_id]] = torch.tensor(_expected(one.expect))
        found.append((encoding.passage(sentences, sections, (), ()), Target(values[0], values[1], values[2])))
    return found


def _indices(label: Label) -> tuple[int, int, int]:
    return (
        ASSERTIONS.index(label.assertion),
        SUBJECTS.index(label.subject),
        int(label.temporality == "historical"),
    )


def _expected(text: str) -> tuple[int, int, int]:
    if text == "none":
        return -1, -1, -1
    assertion, subject, *rest = text.split()
    return ASSERTIONS.index(assertion), SUBJECTS.index(subject), int("historical" in rest)


def codebook_prototypes(codebook: Codebook) -> list[list[str]]:
    """For each factor the sentences that stand for it: its name, what it includes, what affirms it."""
    return [
        [
            factor.name,
            *factor.include,
            *(one.text for one in factor.examples if one.expect.startswith("affirmed")),
        ]
        for factor in codebook.factors
    ]


def worked_passages(
    passages: Sequence[LabelledPassage], rules: FactorRules, encoding: Encoding, size: int, seed: int
) -> list[tuple[Passage, Target]]:
    """The labelled passages that belong to no review, shuffled, in parts of about ``size`` sentences."""
    shuffled = list(passages)
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - the order of training, no secret
    found, part, count = [], [], 0
    for passage in shuffled:
        part.append(passage)
        count += len(passage.sentences)
        if count >= size:
            found.append(_gathered(part, rules, encoding))
            part, count = [], 0
    return [*found, _gathered(part, rules, encoding)] if part else found


def _gathered(
    passages: Sequence[LabelledPassage], rules: FactorRules, encoding: Encoding
) -> tuple[Passage, Target]:
    sections, labels = list[Section](), list[tuple[Label, ...]]()
    sentences, mentions = list[Sentence](), list[Mention]()
    for number, passage in enumerate(passages):
        section = Section(number, "", passage.section_type, 1, 1, 1, 0, 0)
        first = len(sentences)
        own = [
            Sentence(first + at, number, 1, 0, len(one.text), one.text)
            for at, one in enumerate(passage.sentences)
        ]
        # Each by itself: the people of one passage are not those of the next.
        mentions += rules.mentions(own, [section])
        sections.append(section)
        sentences += own
        labels += [one.labels for one in passage.sentences]
    columns = {name: at for at, name in enumerate(encoding.factor_ids)}
    values = torch.full((3, len(sentences), len(columns)), -1, dtype=torch.long)
    for row, of in enumerate(labels):
        for label in of:
            values[:, row, columns[label.factor_id]] = torch.tensor(_indices(label))
    return encoding.passage(sentences, sections, (), mentions), Target(values[0], values[1], values[2])
