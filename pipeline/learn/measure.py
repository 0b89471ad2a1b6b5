"""All coders on one split: the shipped models, what they are made of, and the simpler ones beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.corpus import Label
from pipeline.corpus.audit import Split
from pipeline.entities.people import NamedPeople
from pipeline.learn.baselines import LinearCoder, by_frozen_encoder, by_words
from pipeline.learn.case_fields import (
    FieldRow,
    count_by_confidence,
    measure_cases,
    read_reviews,
    read_short_reports,
)
from pipeline.learn.coded import Coded, by_codebook, rules_coded
from pipeline.learn.entity_training import EntityScore, score_entities
from pipeline.learn.evaluate import Evaluation, evaluate
from pipeline.learn.examples import Example, load_examples, load_marked
from pipeline.learn.factor_training import FactorSettings
from pipeline.learn.start import training_settings, untrained
from pipeline.model.case_coder import case_features
from pipeline.model.coder import CodebookCoder
from pipeline.records import Mention
from pipeline.run import Tools, values_by
from pipeline.sealed import ModelError

Span = tuple[int, int, str]
MODEL = "scr (encoder, rules, case coder)"


@dataclass(frozen=True, slots=True)
class Miss:
    """A sentence where the model and the gold labels differ most: its text and both readings."""

    slug: str
    page: int
    factor_id: str
    gold: str
    found: str
    probability: float
    text: str


@dataclass(frozen=True, slots=True)
class Measured:
    """What ``scr evaluate`` prints: the coders (the shipped one first), entities, errors, the case record.

    ``case_fields`` are of the reviews, ``short_fields`` of the short reports of the split; ``by_confidence``:
    how many of the values of both were right of those given, by how sure the program was of them.
    """

    split: Split
    coders: tuple[Evaluation, ...]
    entities: dict[str, dict[str, EntityScore]]
    misses: tuple[Miss, ...]
    case_fields: tuple[FieldRow, ...] = ()
    short_fields: tuple[FieldRow, ...] = ()
    by_confidence: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def measure(
    annotations: Path, split: Split, tools: Tools, baselines: bool, report: Callable[[str], None]
) -> Measured:
    """Measure on the reviews of one split. ModelError where the trained model is not in place."""
    if tools.coder is None:
        raise ModelError("There is no trained model to measure: train one with `scr train`.")
    ids = tools.coder.factor_ids
    examples = load_examples(annotations, split, tools)
    report(f"{len(examples)} reviews, {sum(len(one.read) for one in examples)} sentences")
    mentions = [coded_mentions(tools.coder, one) for one in examples]
    reviews = read_reviews(annotations, split, tools.headings, tools.reader)
    short = read_short_reports(annotations, split, tools.headings, tools.reader)
    of_model = [model_coded(tools.coder, of) for of in mentions]
    coders = [
        (MODEL, of_model),
        ("encoder and rules, values by the codebook's rule", [_by_rule(one, ids) for one in of_model]),
        ("rules alone", [rules_coded(one, ids) for one in examples]),
    ]
    if baselines:
        coders += _baselines(annotations, examples, tools, report)
    return Measured(
        split,
        tuple(evaluate(name, examples, coded, tools.codebook) for name, coded in coders),
        measure_entities(annotations, examples, tools),
        tuple(worst(examples, mentions)),
        measure_cases(reviews),
        measure_cases(short),
        {level: (of.right, of.n_given) for level, of in count_by_confidence([*reviews, *short]).items()},
    )


def coded_mentions(coder: CodebookCoder, example: Example) -> list[Mention]:
    """The mentions that the trained coder gives a review."""
    return coder.mentions(example.sentences, example.sections, example.cast, example.rules)


def model_coded(coder: CodebookCoder, mentions: Sequence[Mention]) -> Coded:
    """Mentions and case values of the trained coder in the form that is measured.

    Of factors that it leaves to the rules there are no probabilities.
    """
    labels = {
        (one.sentence_no, one.factor_id): Label(one.factor_id, one.assertion, one.subject, one.temporality)
        for one in mentions
    }
    cases = coder.coder.cases
    chances = cases.probabilities(case_features(mentions, cases.factor_ids))
    values = {one.factor_id: one.value for one in values_by(cases, mentions, coder.factor_ids)}
    return Coded(
        labels,
        values,
        {
            one: (float(row[0]), float(row[1]), float(row[2]))
            for one, row in zip(cases.factor_ids, chances, strict=True)
            if one in values
        },
    )


def _by_rule(coded: Coded, factor_ids: tuple[str, ...]) -> Coded:
    return Coded(coded.labels, by_codebook(coded.labels, factor_ids))


def _baselines(
    annotations: Path, examples: Sequence[Example], tools: Tools, report: Callable[[str], None]
) -> list[tuple[str, list[Coded]]]:
    learn = load_examples(annotations, "train", tools)
    check = load_examples(annotations, "development", tools)
    start = untrained(tools.codebook, FactorSettings(**training_settings()["factors"]))
    found = []
    for name, vectorise, weight in (
        ("TF-IDF, logistic regression", by_words(learn), 20.0),
        ("frozen encoder, logistic regression", by_frozen_encoder(start), 1.0),
    ):
        report(f"{name}: fitting")
        coder = LinearCoder(vectorise, tools.codebook.factor_ids, weight)
        coder.fit(learn, check)
        found.append((name, coder.code(examples)))
    return found


def measure_entities(
    annotations: Path, examples: Sequence[Example], tools: Tools
) -> dict[str, dict[str, EntityScore]]:
    """The recogniser as shipped, its spaCy pipeline alone, and the rules alone, by label."""
    marked = [load_marked(annotations, one.slug) for one in examples]
    found: dict[str, list[tuple[list[Span], list[Span]]]] = {}
    for example, sentences in zip(examples, marked, strict=True):
        people = NamedPeople(example.cast)
        texts = [one.text for one in sentences]
        coders = {"rules alone": [tools.entities.find(text) for text in texts]}
        if tools.recogniser:
            shipped = tools.recogniser.find(texts, tools.entities)
            coders["scr"] = [people.over(text, of) for text, of in zip(texts, shipped, strict=True)]
            coders["spaCy alone"] = [
                [(ent.start_char, ent.end_char, ent.label_, ent.text) for ent in doc.ents]
                for doc in tools.recogniser.nlp.pipe(texts)
            ]
        for name, of_each in coders.items():
            pairs = zip(of_each, sentences, strict=True)
            found.setdefault(name, []).extend(
                ([one[:3] for one in of], list(gold.entities)) for of, gold in pairs
            )
    return {name: score_entities(pairs) for name, pairs in sorted(found.items())}


def worst(examples: Sequence[Example], mentions: Sequence[Sequence[Mention]], most: int = 40) -> list[Miss]:
    """What only the model affirms, the surest first, then what only the coders affirm."""
    wrong, missed = [], []
    for example, of in zip(examples, mentions, strict=True):
        texts = {sentence.sentence_no: sentence for sentence in example.sentences}
        said = {(one.sentence_no, one.factor_id): one for one in of}
        gold = {(number, one.factor_id): one for number, labels in example.gold.items() for one in labels}
        for key, one in said.items():
            label = gold.get(key)
            if one.assertion == "affirmed" and (label is None or label.assertion != "affirmed"):
                sentence = texts[key[0]]
                how = label.assertion if label else "none"
                wrong.append(
                    Miss(example.slug, sentence.page, key[1], how, "affirmed", one.probability, sentence.text)
                )
        for key, label in gold.items():
            if label.assertion == "affirmed" and key not in said:
                sentence = texts[key[0]]
                missed.append(
                    Miss(example.slug, sentence.page, key[1], "affirmed", "none", 0.0, sentence.text)
                )
    wrong.sort(key=lambda one: -one.probability)
    return [*wrong[: most // 2], *missed[:: max(len(missed) // (most // 2), 1)][: most // 2]]
