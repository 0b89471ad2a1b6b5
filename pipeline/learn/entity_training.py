"""Training of the entity recogniser: a blank spaCy pipeline with an embedding of its own."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import spacy
from spacy.language import Language
from spacy.training import Example as SpacyExample
from spacy.util import (  # type: ignore[attr-defined]
    fix_random_seed,
    minibatch,
)

from pipeline.corpus.entities import MarkedSentence
from pipeline.records import ENTITY_LABELS

Found = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class EntitySettings:
    """Section [entities] of configs/training.toml."""

    epochs: int
    dropout: float
    width: int
    depth: int
    batch: int
    seed: int


@dataclass(frozen=True, slots=True)
class EntityScore:
    """Exact spans with their label: found and gold, only found, only gold."""

    both: int
    only_found: int
    only_gold: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 without any entity."""
        whole = 2 * self.both + self.only_found + self.only_gold
        return 2 * self.both / whole if whole else 0.0

    @property
    def precision(self) -> float:
        """Of those found, the share that is right; 0 without any."""
        return self.both / (self.both + self.only_found) if self.both else 0.0

    @property
    def recall(self) -> float:
        """Of those there, the share that was found; 0 without any."""
        return self.both / (self.both + self.only_gold) if self.both else 0.0


def score_entities(pairs: Iterable[tuple[Sequence[Found], Sequence[Found]]]) -> dict[str, EntityScore]:
    """By label, and under "all": pairs of the found and the gold entities of a sentence."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for found, gold in pairs:
        for one in set(found) | set(gold):
            kind = "both" if one in found and one in gold else "only_found" if one in found else "only_gold"
            for label in (one[2], "all"):
                counts[label][kind] += 1
    return {
        label: EntityScore(of["both"], of["only_found"], of["only_gold"])
        for label, of in sorted(counts.items())
    }


def train_entities(
    train: Sequence[MarkedSentence],
    development: Sequence[MarkedSentence],
    settings: EntitySettings,
    report: Callable[[str], None],
) -> Language:
    """A recogniser of the labels; the epoch that does best on ``development`` is kept."""
    fix_random_seed(settings.seed)
    generator = random.Random(settings.seed)  # noqa: S311 - the order of training, no secret
    nlp = _blank(settings)
    examples = [example for one in train if (example := _example(nlp, one))]
    optimiser = nlp.initialize(lambda: examples)
    best, kept = -1.0, b""
    for epoch in range(settings.epochs):
        generator.shuffle(examples)
        losses: dict[str, float] = {}
        for batch in minibatch(examples, settings.batch):  # type: ignore[no-untyped-call]
            nlp.update(batch, drop=settings.dropout, sgd=optimiser, losses=losses)
        with nlp.use_params(optimiser.averages):
            reached = score_entities(_pairs(nlp, development))["all"].f1
            if reached > best:
                best, kept = reached, nlp.to_bytes(exclude=["vocab"])
        report(f"epoch {epoch + 1} of {settings.epochs}: loss {losses['ner']:.0f}, development {reached:.3f}")
    return nlp.from_bytes(kept, exclude=["vocab"])


def _pairs(nlp: Language, sentences: Sequence[MarkedSentence]) -> Iterable[tuple[list[Found], list[Found]]]:
    docs = nlp.pipe(one.text for one in sentences)
    for doc, one in zip(docs, sentences, strict=True):
        yield [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents], list(one.entities)


def _blank(settings: EntitySettings) -> Language:
    nlp = spacy.blank("en")
    tok2vec: Mapping[str, object] = {
        "@architectures": "spacy.HashEmbedCNN.v2",
        "pretrained_vectors": None,
        "width": settings.width,
        "depth": settings.depth,
        "embed_size": 4000,
        "window_size": 1,
        "maxout_pieces": 3,
        "subword_features": True,
    }
    model = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": tok2vec,
    }
    recogniser = nlp.add_pipe("ner", config={"model": model})
    for label in ENTITY_LABELS:
        recogniser.add_label(label)  # type: ignore[attr-defined]
    return nlp


def _example(nlp: Language, sentence: MarkedSentence) -> SpacyExample | None:
    """The sentence for training; an entity that begins or ends inside a token is left out of it."""
    doc = nlp.make_doc(sentence.text)
    if not len(doc):
        return None
    spans = [doc.char_span(start, end, label) for start, end, label in sentence.entities]
    entities = [(one.start_char, one.end_char, one.label_) for one in spans if one is not None]
    return SpacyExample.from_dict(doc, {"entities": entities})
