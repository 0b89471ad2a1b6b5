"""How well the rules alone code the sample reviews: sentences and cases against the gold labels."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table
from scipy.stats import binomtest

from pipeline.codebook import Codebook
from pipeline.corpus import Label, Review, load_corpus
from pipeline.records import Mention, Processed, Sentence
from pipeline.run import load_tools, process_document

REVIEWS = Path("annotations/reviews")
# Of two sentences with fewer words in common, neither is taken for the other.
SAME_SENTENCE = 0.7
# The rules were mended on these; the others were never looked at while the rules were written.
DEVELOPMENT = frozenset(
    {"brackwell-family-q", "castlemoor-baby-f", "glenorrin-child-m", "harrowdale-child-b"}
)


@dataclass(slots=True)
class Counts:
    """True positives, false positives, false negatives."""

    both: int = 0
    only_found: int = 0
    only_gold: int = 0

    def add(self, found: bool, gold: bool) -> None:
        self.both += found and gold
        self.only_found += found and not gold
        self.only_gold += gold and not found

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.both + other.both, self.only_found + other.only_found, self.only_gold + other.only_gold
        )

    @property
    def f1(self) -> float:
        whole = 2 * self.both + self.only_found + self.only_gold
        return 2 * self.both / whole if whole else 0.0

    def row(self) -> list[str]:
        return [
            share(self.both, self.both + self.only_found),
            share(self.both, self.both + self.only_gold),
            f"{self.f1:.2f}",
        ]


def share(n: int, of: int) -> str:
    """A proportion with its Wilson interval and its n."""
    if not of:
        return "-"
    low, high = binomtest(n, of).proportion_ci(method="wilson")
    return f"{n / of:.2f} ({low:.2f} to {high:.2f}; {n}/{of})"


def words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]+", text.lower()))


class Aligner:
    """Finds the sentence that the program read for a sentence of the gold text."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sets = [(sentence.sentence_no, words(sentence.text)) for sentence in sentences]
        self._index: dict[str, list[int]] = defaultdict(list)
        for at, (_, found) in enumerate(self._sets):
            for word in found:
                self._index[word].append(at)

    def find(self, text: str) -> int | None:
        wanted = words(text)
        if not wanted:
            return None
        rare = sorted(wanted, key=lambda word: len(self._index[word]) or 10_000)[:4]
        candidates = {at for word in rare for at in self._index[word]}
        scored = [
            (len(wanted & self._sets[at][1]) / len(wanted | self._sets[at][1]), at) for at in candidates
        ]
        best, at = max(scored, default=(0.0, -1))
        return self._sets[at][0] if best >= SAME_SENTENCE else None


@dataclass(slots=True)
class Score:
    """Everything counted over the reviews."""

    sentence: dict[str, Counts]
    case: dict[str, Counts]
    values: list[tuple[str, str]]
    agreeing: dict[str, list[bool]]
    gold_sentences: int = 0
    aligned: int = 0


def score(pairs: Iterable[tuple[Review, Processed]], codebook: Codebook) -> Score:
    """Compare what was coded with the gold labels."""
    ids = [factor.id for factor in codebook.factors]
    result = Score({i: Counts() for i in ids}, {i: Counts() for i in ids}, [], defaultdict(list))
    for review, processed in pairs:
        gold_values = {
            i: "present"
            if i in review.record.factors.present
            else "absent"
            if i in review.record.factors.absent
            else "not_mentioned"
            for i in ids
        }
        for factor in processed.case_factors:
            result.case[factor.factor_id].add(
                factor.value == "present", gold_values[factor.factor_id] == "present"
            )
            result.values.append((factor.value, gold_values[factor.factor_id]))
        aligner = Aligner(processed.sentences)
        mentions = {(mention.sentence_no, mention.factor_id): mention for mention in processed.mentions}
        for text, labels in labelled(review):
            result.gold_sentences += 1
            at = aligner.find(text)
            result.aligned += at is not None
            _count(result, ids, {label.factor_id: label for label in labels}, mentions, at)
    return result


def _count(
    result: Score,
    ids: Sequence[str],
    gold: dict[str, Label],
    mentions: dict[tuple[int, str], Mention],
    at: int | None,
) -> None:
    for factor_id in ids:
        label = gold.get(factor_id)
        mention = None if at is None else mentions.get((at, factor_id))
        affirmed = mention is not None and mention.assertion == "affirmed"
        result.sentence[factor_id].add(affirmed, label is not None and label.assertion == "affirmed")
        if mention and label:
            result.agreeing["assertion"].append(mention.assertion == label.assertion)
            result.agreeing["subject"].append(mention.subject == label.subject)
            result.agreeing["temporality"].append(mention.temporality == label.temporality)


def labelled(review: Review) -> Iterable[tuple[str, tuple[Label, ...]]]:
    """Every sentence and table row of the body with its labels."""
    for block in review.blocks:
        if block.kind in ("slip", "cover", "contents", "part", "heading", "pagebreak"):
            continue
        for sentence in block.sentences:
            yield re.sub(r"\[\^\w+\]", "", sentence.text), sentence.labels
        for row in block.rows[1:]:
            yield row.text, row.labels


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa of two codings, from the pairs of values."""
    n = len(pairs)
    seen = sum(a == b for a, b in pairs) / n
    expected = sum(
        (sum(a == v for a, _ in pairs) / n) * (sum(b == v for _, b in pairs) / n)
        for v in {value for pair in pairs for value in pair}
    )
    return (seen - expected) / (1 - expected)


def read_samples() -> list[tuple[Review, Processed]]:
    tools = load_tools()
    pairs = []
    for review in load_corpus(REVIEWS):
        outcome = process_document(REVIEWS / review.slug / f"{review.slug}.pdf", tools)
        assert isinstance(outcome, Processed), outcome
        pairs.append((review, outcome))
    return pairs


def main(*, details: bool = False) -> None:
    """Print how well the rules code the reviews that they were not mended on, and those that they were."""
    codebook = load_tools().codebook
    pairs = read_samples()
    unseen = [pair for pair in pairs if pair[0].slug not in DEVELOPMENT]
    report(
        f"The rules alone on {len(unseen)} sample reviews that they were written without",
        unseen,
        codebook,
        details=details,
    )
    seen = [pair for pair in pairs if pair[0].slug in DEVELOPMENT]
    report(f"The rules alone on the {len(seen)} sample reviews that they were mended on", seen, codebook)


def report(
    title: str, pairs: Sequence[tuple[Review, Processed]], codebook: Codebook, *, details: bool = False
) -> None:
    """Print one table: by domain, at sentence and at case level, with Wilson intervals and n."""
    result = score(pairs, codebook)
    console = Console(width=150)
    table = Table("affirmed, or present", "precision", "recall", "F1", title=title, title_justify="left")
    domains = dict.fromkeys(factor.domain for factor in codebook.factors)
    for level, counts in (("sentence", result.sentence), ("case", result.case)):
        for domain in domains:
            ids = [factor.id for factor in codebook.factors if factor.domain == domain]
            table.add_row(f"{level}: {domain}", *sum((counts[i] for i in ids), Counts()).row())
        table.add_row(f"{level}: all", *sum(counts.values(), Counts()).row(), end_section=True)
    console.print(table)
    if details:
        each = Table("factor", "sentence P", "sentence R", "F1", "case P", "case R", "F1")
        for factor in codebook.factors:
            each.add_row(factor.id, *result.sentence[factor.id].row(), *result.case[factor.id].row())
        console.print(each)
    console.print(
        f"gold sentences found in the text that was read: {share(result.aligned, result.gold_sentences)}"
    )
    for name, agreeing in result.agreeing.items():
        console.print(f"{name} right where both code the factor: {share(sum(agreeing), len(agreeing))}")
    console.print(
        f"three-valued case codings: kappa {kappa(result.values):.2f}, agreement "
        f"{share(sum(a == b for a, b in result.values), len(result.values))}\n"
    )
