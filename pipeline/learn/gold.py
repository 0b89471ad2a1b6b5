"""Reports that annotators coded, to learn from and to measure on, as the corpus's reviews are.

Passages drawn by chance are for measuring: a model that had learned from them could not be judged by them.
All others are for learning. What nobody looked at is not known, neither positive nor negative.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import torch

from pipeline.case.source import tables_of_rows
from pipeline.corpus import Label, load_review
from pipeline.corpus.as_document import as_document
from pipeline.corpus.audit import Split, read_splits
from pipeline.learn.coded import Coded, gold_coded
from pipeline.learn.crossfit import Labelled
from pipeline.learn.examples import Example
from pipeline.learn.targets import UNKNOWN, Target, passage_of, target_of
from pipeline.model.inputs import Encoding
from pipeline.records import SILENT, Block, Document, Page, Section, Sentence
from pipeline.run import Tools, apply_rules
from pipeline.store.gold import StoredGold, read_gold

# Sentences of so many characters are compared to tell whether a document is a review of the corpus.
_TELLING = 40
# Of two different reviews hardly a sentence is the same; a fifth and more is the same review.
_SAME = 0.2
# What separates two paragraphs in a document's text.
_PARAGRAPH = 2


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A report of a store with what annotators decided, as an example.

    ``learn`` and ``sample``: the numbers of the sentences that were looked at, of passages chosen for a
    reason and of those drawn by chance. ``unsettled``: sentence and factor where annotators differ. The
    values of the case are not known.
    """

    example: Example
    learn: frozenset[int]
    sample: frozenset[int]
    unsettled: frozenset[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold of a store. ``left_out``: documents that are development or test reviews of the corpus, by
    id; ``fingerprint`` of all labels."""

    documents: tuple[GoldDocument, ...]
    left_out: tuple[str, ...]
    annotators: int
    fingerprint: str

    @property
    def n_learn(self) -> int:
        """Sentences to learn from."""
        return sum(len(one.learn) for one in self.documents)


NO_GOLD = Gold((), (), 0, "")


def load_gold(store: Path, annotations: Path, tools: Tools) -> Gold:
    """The gold of ``store``. A document that is a review of the corpus is never measured on, and one of its
    development and test reviews never learned from. Raises StoreError, CorpusError.
    """
    stored = read_gold(store)
    texts = _review_texts(annotations)
    found, left_out = [], []
    for document_id, sentences in sorted(stored.sentences.items()):
        same = _same_review(sentences, texts)
        if same in ("development", "test"):
            left_out.append(document_id)
            continue
        one = _document(document_id, stored, tools)
        if same:
            one = GoldDocument(one.example, one.learn | one.sample, frozenset(), one.unsettled)
        found.append(one)
    return Gold(tuple(found), tuple(left_out), len(stored.annotators), _fingerprint(stored))


def gold_passages(documents: Sequence[GoldDocument], encoding: Encoding, size: int) -> list[Labelled]:
    """What there is to learn from, in parts of at most ``size`` sentences with those around them as context.

    Parts in which nothing is known are left out.
    """
    found = []
    for one in documents:
        passage, target = passage_of(one.example, encoding), gold_target(one, encoding.factor_ids)
        for start in range(0, len(passage), size):
            part = target.part(start, start + size)
            if bool((part.assertion != UNKNOWN).any()):
                found.append((passage.part(start, start + size), part))
    return found


def gold_target(document: GoldDocument, factor_ids: Sequence[str]) -> Target:
    """The labels of the sentences that are read: UNKNOWN but for those to learn from."""
    target = target_of(document.example, factor_ids)
    known = torch.zeros(target.assertion.shape, dtype=torch.bool)
    for row, sentence in enumerate(document.example.read):
        if sentence.sentence_no in document.learn:
            for column, factor_id in enumerate(factor_ids):
                known[row, column] = (sentence.sentence_no, factor_id) not in document.unsettled
    return Target(
        *(of.masked_fill(~known, UNKNOWN) for of in (target.assertion, target.subject, target.historical))
    )


def sample_coded(document: GoldDocument, coded: Coded | None = None) -> Coded:
    """The gold labels of the random sample, or what a model says of the same sentences; no case values."""
    labels = (coded or gold_coded(document.example)).labels
    return Coded(
        {
            key: one
            for key, one in labels.items()
            if key[0] in document.sample and key not in document.unsettled
        },
        {},
    )


def labels_fingerprint(annotations: Path, gold: Gold) -> str:
    """Of every label there is to learn from or check on: the corpus's and the annotators'."""
    digest = hashlib.sha256(gold.fingerprint.encode())
    folders = (annotations / "reviews", annotations / "passages")
    files = [file for folder in folders for file in folder.rglob("*") if file.suffix in (".txt", ".toml")]
    for file in sorted([*files, annotations / "splits.toml"]):
        if file.is_file():
            digest.update(
                file.relative_to(annotations).as_posix().encode() + b"\0" + file.read_bytes() + b"\0"
            )
    return digest.hexdigest()[:12]


def _fingerprint(stored: StoredGold) -> str:
    rows = [
        (place, by, sorted(stored.labels.get(place, {}).items())) for place, by in stored.by_chance.items()
    ]
    return hashlib.sha256(repr(sorted(rows)).encode()).hexdigest()[:12] if rows else ""


def _document(document_id: str, stored: StoredGold, tools: Tools) -> GoldDocument:
    sentences, sections = stored.sentences[document_id], stored.sections[document_id]
    seen = {number: by for (of, number), by in stored.by_chance.items() if of == document_id}
    marked = {number: of for (one, number), of in stored.labels.items() if one == document_id}
    read = {one.sentence_no for one in sentences if one.kind not in SILENT}
    return GoldDocument(
        _example(document_id, sentences, sections, marked, tools),
        frozenset(number for number, by_chance in seen.items() if not by_chance and number in read),
        frozenset(number for number, by_chance in seen.items() if by_chance and number in read),
        frozenset(
            (number, factor_id)
            for number, of in marked.items()
            for factor_id, value in of.items()
            if value is None
        ),
    )


def _example(
    document_id: str,
    sentences: tuple[Sentence, ...],
    sections: tuple[Section, ...],
    marked: Mapping[int, Mapping[str, str | None]],
    tools: Tools,
) -> Example:
    """The document as its sentences give it, read by the rules as a run does."""
    document = _as_document(document_id, sentences)
    found, rules = apply_rules(document, sections, sentences, tools)
    gold = {
        number: tuple(
            _label(name, value) for name, value in sorted(of.items()) if value not in (None, "none")
        )
        for number, of in marked.items()
    }
    return Example(
        document_id,
        found.case.nation or "",
        found.case.period_id,
        document,
        sections,
        sentences,
        tuple(rules),
        found.case,
        found.cast,
        {number: of for number, of in gold.items() if of},
        {},
    )


def _label(factor_id: str, value: str | None) -> Label:
    assertion, subject, temporality = str(value).split()
    return Label(factor_id, assertion, subject, temporality)  # type: ignore[arg-type]


def _as_document(document_id: str, sentences: Sequence[Sentence]) -> Document:
    """The text with every sentence at its place, its pages and paragraphs; the store keeps no more of it."""
    parts: list[str] = []
    at = 0
    for one in sentences:
        gap = one.char_start - at
        parts += [" " * gap if gap < _PARAGRAPH else "\n" * gap, one.text]
        at = one.char_end
    pages = [
        Page(number, of[0].char_start, of[-1].char_end, "text_layer")
        for number, of in ((page, list(on)) for page, on in groupby(sentences, key=lambda one: one.page))
    ]
    return Document(
        document_id,
        document_id,
        document_id,
        "".join(parts),
        tuple(pages),
        tuple(_blocks(sentences)),
        tuple(tables_of_rows(sentences)),
    )


def _blocks(sentences: Sequence[Sentence]) -> list[Block]:
    blocks: list[Block] = []
    for one in sentences:
        last = blocks[-1] if blocks else None
        if last and last.kind == one.kind == "paragraph" and one.char_start - last.char_end < _PARAGRAPH:
            blocks[-1] = Block(last.kind, last.page, last.char_start, one.char_end)
        else:
            level = 1 if one.kind == "heading" else 0
            blocks.append(Block(one.kind, one.page, one.char_start, one.char_end, level))
    return blocks


def _review_texts(annotations: Path) -> list[tuple[Split, str]]:
    return [
        (split, _plain(as_document(load_review(annotations / "reviews" / slug))[0].text))
        for slug, split in sorted(read_splits(annotations).items())
    ]


def _same_review(sentences: Sequence[Sentence], texts: Sequence[tuple[Split, str]]) -> Split | None:
    """The split of the corpus's review that the document is, or None."""
    telling = [_plain(one.text) for one in sentences if len(one.text) >= _TELLING]
    for split, text in texts:
        if telling and sum(one in text for one in telling) >= _SAME * len(telling):
            return split
    return None


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)
