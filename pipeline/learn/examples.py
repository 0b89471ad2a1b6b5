"""Labelled reviews as the models meet them: sentences, the rules' word on them, and the gold labels."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.corpus import Label, Review, load_review
from pipeline.corpus.as_document import Placed, as_document
from pipeline.corpus.audit import Split, read_splits
from pipeline.corpus.entities import MarkedSentence, load_entities
from pipeline.records import SILENT, CaseRecord, CastMember, Document, Mention, Section, Sentence, Value
from pipeline.run import Tools, read_with_rules


@dataclass(frozen=True, slots=True)
class Example:
    """One review: what the program makes of it by rules, and what the coders said.

    ``gold`` has the labels of each sentence by its number; ``values`` the case's factors.
    """

    slug: str
    nation: str
    period_id: str | None
    document: Document
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    rules: tuple[Mention, ...]
    case: CaseRecord
    cast: tuple[CastMember, ...]
    gold: Mapping[int, tuple[Label, ...]]
    values: Mapping[str, Value]

    @property
    def read(self) -> list[Sentence]:
        """The sentences that a coder reads."""
        return [sentence for sentence in self.sentences if sentence.kind not in SILENT]


def load_examples(annotations: Path, split: Split, tools: Tools) -> list[Example]:
    """The reviews of one split, read by the rules. CorpusError names what is missing or wrong."""
    splits = read_splits(annotations)
    ids = frozenset(tools.codebook.factor_ids)
    return [
        example(load_review(annotations / "reviews" / slug, ids), tools)
        for slug, name in sorted(splits.items())
        if name == split
    ]


def load_marked_split(annotations: Path, split: Split) -> list[MarkedSentence]:
    """The sentences of one split with their entities. CorpusError names what is missing or wrong."""
    slugs = sorted(slug for slug, name in read_splits(annotations).items() if name == split)
    return [sentence for slug in slugs for sentence in load_marked(annotations, slug)]


def load_marked(annotations: Path, slug: str) -> list[MarkedSentence]:
    """The sentences of one review with their entities. CorpusError names what is missing or wrong."""
    folder = annotations / "reviews" / slug
    return load_entities(folder, load_review(folder))


def example(review: Review, tools: Tools) -> Example:
    """One review as an example."""
    document, placed = as_document(review)
    sections, sentences, found, rules = read_with_rules(document, tools)
    return Example(
        review.slug,
        review.case.nation,
        review.case.period_id,
        document,
        tuple(sections),
        tuple(sentences),
        tuple(rules),
        found.case,
        found.cast,
        _gold(placed, sentences),
        case_gold(review, tools.codebook.factor_ids),
    )


def case_gold(review: Review, factor_ids: Iterable[str]) -> dict[str, Value]:
    """The three-valued factors of the gold record."""
    present, absent = set(review.factors.present), set(review.factors.absent)
    return {
        one: "present" if one in present else "absent" if one in absent else "not_mentioned"
        for one in factor_ids
    }


def _gold(placed: Sequence[Placed], sentences: Sequence[Sentence]) -> dict[int, tuple[Label, ...]]:
    """Each label at the sentence that begins last before the labelled one's middle."""
    starts = [sentence.char_start for sentence in sentences]
    gold: dict[int, dict[str, Label]] = {}
    for one in placed:
        at = max(bisect_right(starts, (one.char_start + one.char_end) // 2) - 1, 0)
        of_sentence = gold.setdefault(sentences[at].sentence_no, {})
        for label in one.gold.labels:
            of_sentence.setdefault(label.factor_id, label)
    return {number: tuple(labels.values()) for number, labels in gold.items() if labels}
