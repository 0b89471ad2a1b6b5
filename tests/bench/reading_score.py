"""How far a reading of a document is from its truth."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from difflib import SequenceMatcher

from pipeline.records import Document, Section, Sentence
from tests.bench.reading_align import align, runs
from tests.bench.reading_truth import Truth, Unit, all_words, words_of

# A sentence of which fewer of the words were found in their order is lost.
FOUND = 0.5
# A heading of a scan may be misread by a letter or two.
SAME_HEADING = 0.85


@dataclass
class Tally:
    """Right, given and wanted: precision, recall and F1 are shares of these."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.given + other.given, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.given + self.wanted) if self.given + self.wanted else 1.0


@dataclass
class Score:
    """The figures of one reader on one document or several; ``misses`` says what was wrong, in words."""

    words: Tally = field(default_factory=Tally)
    sentences: Tally = field(default_factory=Tally)
    headings: Tally = field(default_factory=Tally)
    heading_texts: Tally = field(default_factory=Tally)
    types: Tally = field(default_factory=Tally)
    cells: Tally = field(default_factory=Tally)
    running_left: int = 0
    running: int = 0
    lost: int = 0
    misses: list[str] = field(default_factory=list)

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Score)))


@dataclass
class Reading:
    """Words in order with what is known about them: the ends of sentences; footnotes apart."""

    words: list[str] = field(default_factory=list)
    ends: set[int] = field(default_factory=set)

    def add(self, text: str) -> None:
        """A sentence, or whatever is a piece of its own."""
        words = words_of(text)
        self.words += words
        if words:
            self.ends.add(len(self.words) - 1)


def score_document(
    truth: Truth, document: Document, sections: Sequence[Section], sentences: Sequence[Sentence]
) -> Score:
    """The figures of a reading by this program."""
    score = Score()
    for notes in (False, True):
        wanted = [unit for unit in truth.units if (unit.kind == "footnote") is notes]
        given = Reading()
        for one in sentences:
            if one.kind != "contents" and (one.kind == "footnote") is notes:
                given.add(re.sub(r"^\(?[a-z]{1,4}\)\s+", "", one.text.replace(" | ", " ")))
        _score_words(score, wanted, given, () if notes else truth.furniture, boundaries=not notes)
    _score_headings(score, truth, sections)
    _score_cells(
        score, truth.cells, [cell for table in document.tables for row in table.rows for cell in row]
    )
    kept = Counter(_masked(line) for line in truth.furniture)
    for page, line in document.dropped_lines:
        if words_of(line) and not _is_furniture(line, kept):
            score.lost += 1
            score.misses.append(f"taken out on page {page}: {line}")
    return score


def score_text(truth: Truth, text: str) -> Score:
    """The figures of plain text as a library gives it. It keeps printed numbers, so these are wanted of it;
    notes may stand where the page has them, which is no error."""
    score = Score()
    body = [unit for unit in truth.units if unit.kind != "footnote"]
    numbered = [
        Unit(unit.kind, (f"{unit.number} {unit.sentences[0]}", *unit.sentences[1:])) if unit.number else unit
        for unit in body
    ]
    given = Reading()
    given.add(text)
    _score_words(score, numbered, given, truth.furniture, boundaries=False)
    notes = Counter(all_words([unit for unit in truth.units if unit.kind == "footnote"]))
    spare = Counter(given.words) - Counter(all_words(numbered))
    score.words += Tally((notes & spare).total(), 0, notes.total())
    return score


def _score_words(
    score: Score, units: Sequence[Unit], given: Reading, furniture: Sequence[str], *, boundaries: bool
) -> None:
    wanted = Reading()
    sentences: list[tuple[int, int, str]] = []
    unscored: set[int] = set()
    for unit in units:
        for sentence in unit.sentences:
            start = len(wanted.words)
            wanted.add(sentence)
            sentences.append((start, len(wanted.words), sentence))
            if unit.kind in ("cover", "slip"):
                unscored |= set(range(start, len(wanted.words)))
    pairs = align(wanted.words, given.words)
    score.words += Tally(len(pairs), len(given.words), len(wanted.words))
    found = {first for first, _ in pairs}
    for start, end, sentence in sentences:
        if sum(at in found for at in range(start, end)) < FOUND * (end - start):
            score.lost += 1
            score.misses.append(f"lost: {sentence}")
    extra = runs(len(given.words), {second for _, second in pairs})
    stretches = [" ".join(given.words[start:end]) for start, end in extra]
    missing = [" ".join(wanted.words[start:end]) for start, end in runs(len(wanted.words), found)]
    score.misses += [f"missing: {words}" for words in missing] + [f"extra: {words}" for words in stretches]
    left = _furniture_left(stretches, furniture)
    score.running_left += left
    score.running += len(furniture)
    if boundaries:
        _score_ends(score, wanted, given, pairs, unscored)


def _score_ends(
    score: Score, wanted: Reading, given: Reading, pairs: Sequence[tuple[int, int]], unscored: set[int]
) -> None:
    """Ends of sentences: one is right where its last word is the last word of a true sentence."""
    partner = {second: first for first, second in pairs}
    ends = wanted.ends - unscored
    offered = {at for at in given.ends if partner.get(at) not in unscored or at not in partner}
    right = sum(partner.get(at) in ends for at in offered)
    # What is not in the truth at all (a header left in) is counted with the words, not again here.
    offered = {at for at in offered if at in partner}
    score.sentences += Tally(right, len(offered), len(ends))
    mine = {partner[at] for at in offered}
    for at in sorted(ends - mine):
        score.misses.append("no end after: " + " ".join(wanted.words[max(0, at - 6) : at + 1]))
    for at in sorted(mine - ends):
        score.misses.append("false end after: " + " ".join(wanted.words[max(0, at - 6) : at + 1]))


def _score_headings(score: Score, truth: Truth, sections: Sequence[Section]) -> None:
    given = [section for section in sections[1:] if section.section_type != "contents"]
    texts = [_heading(section.heading) for section in given]
    wanted = truth.headings
    taken: dict[int, int] = {}
    at = 0
    for index, unit in enumerate(wanted):
        text = _heading(f"{unit.number or ''} {unit.sentences[0]}")
        match = next((k for k in range(at, len(texts)) if _same(text, texts[k])), None)
        if match is not None:
            taken[index], at = match, match + 1
        else:
            score.misses.append(f"heading not found: {unit.sentences[0]}")
    score.misses += [
        f"false heading: {one.heading}" for k, one in enumerate(given) if k not in taken.values()
    ]
    score.heading_texts += Tally(len(taken), len(given), len(wanted))
    levels = sum(wanted[i].level == given[k].level for i, k in taken.items())
    score.headings += Tally(levels, len(given), len(wanted))
    types = sum(wanted[i].section_type == given[k].section_type for i, k in taken.items())
    score.types += Tally(types, len(taken), len(taken))
    for i, k in taken.items():
        if wanted[i].level != given[k].level:
            score.misses.append(f"level {given[k].level} for {wanted[i].level}: {given[k].heading}")
        if wanted[i].section_type != given[k].section_type:
            score.misses.append(
                f"type {given[k].section_type} for {wanted[i].section_type}: {given[k].heading}"
            )


def _heading(text: str) -> str:
    """A heading without its number and marks."""
    return re.sub(r"[^a-z]+", "", " ".join(words_of(text)))


def _same(first: str, second: str) -> bool:
    if first == second:
        return True
    return min(len(first), len(second)) > 5 and SequenceMatcher(None, first, second).ratio() > SAME_HEADING


def _score_cells(score: Score, wanted: Iterable[str], given: Iterable[str]) -> None:
    mine = Counter(" ".join(words_of(cell)) for cell in given)
    true = Counter(" ".join(words_of(cell)) for cell in wanted)
    score.cells += Tally((mine & true).total(), 0, true.total())
    score.misses += [f"cell: {cell}" for cell in (true - mine)]


def _masked(line: str) -> str:
    return re.sub(r"[^a-z#]+", "", re.sub(r"\d+", "#", line.casefold()))


def _is_furniture(line: str, kept: Counter[str]) -> bool:
    masked = _masked(line)
    return any(
        masked == one
        or (len(masked) > 5 and (masked in one or one in masked))
        or SequenceMatcher(None, masked, one).ratio() > SAME_HEADING
        for one in kept
    )


def _furniture_left(stretches: Sequence[str], furniture: Sequence[str]) -> int:
    """How many running lines are among the words that the truth has not."""
    masked = Counter(" ".join(words_of(re.sub(r"\d+", "7", line))) for line in furniture)
    extras = [re.sub(r"\d+", "7", stretch) for stretch in stretches]
    left = 0
    for line, printed in masked.items():
        if not line:
            continue
        if len(line) > 3:
            found = sum(len(re.findall(rf"(?<!\S){re.escape(line)}(?!\S)", stretch)) for stretch in extras)
        else:
            found = sum(stretch == line for stretch in extras)
        left += min(found, printed)
    return left
