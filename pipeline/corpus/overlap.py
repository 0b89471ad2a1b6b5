"""Word for word the same in two reviews: a writer's habit that a model would learn instead of the case."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from pipeline.corpus.model import Review

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MARKER = re.compile(r"\[\^\d+\]")
_ALLOWED = "\n"

Word = tuple[str, int]


@dataclass(frozen=True, slots=True)
class SharedRun:
    """Words that stand in two reviews, in lower case, with a line where each has them."""

    text: str
    slugs: tuple[str, str]
    lines: tuple[int, int]


def shared_runs(
    reviews: Sequence[Review],
    n: int = 8,
    allowed: Sequence[str] = (),
    others: Sequence[tuple[str, Sequence[str]]] = (),
) -> list[SharedRun]:
    """Runs of ``n`` words or more that stand in two reviews, each at its full length.

    ``others``: the name and the lines of texts to compare as well that are no reviews.

    Words of ``allowed`` phrases (statutory wording, names of services) are passed over: a run neither
    holds nor crosses one. Slip sheets and covers count like all else; case and punctuation do not.
    """
    phrases = [_words(phrase) for phrase in allowed]
    texts = [(review.slug, list(_streams(review))) for review in reviews]
    texts += [
        (name, [[(word, at) for word in _words(line)] for at, line in enumerate(lines, start=1)])
        for name, lines in others
    ]
    streams = [[_without(words, phrases) for words in of] for _, of in texts]
    grams = [_grams(lines, n) for lines in streams]
    found = []
    for one, other in _sharing(grams):
        slugs = (texts[one][0], texts[other][0])
        for words in streams[one]:
            for start, length in _stretches(words, grams[other], n):
                text = tuple(word for word, _ in words[start : start + length])
                found.append(SharedRun(" ".join(text), slugs, (words[start][1], grams[other][text[:n]])))
    return found


def _sharing(grams: Sequence[Mapping[tuple[str, ...], int]]) -> list[tuple[int, int]]:
    """The pairs of texts that share any run, in order: few of the many that there are."""
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, of in enumerate(grams):
        for gram in of:
            holders[gram].append(number)
    return sorted({pair for of in holders.values() if len(of) > 1 for pair in combinations(of, 2)})


def read_allowed(file: Path) -> list[str]:
    """The phrases of a list such as ``annotations/allowed_runs.txt``: one a line, # for remarks."""
    lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _words(text: str) -> list[str]:
    return [word.replace("’", "'").lower() for word in _WORD.findall(_MARKER.sub("", text))]


def _streams(review: Review) -> Iterator[list[Word]]:
    for block in review.blocks:
        parts: list[Word] = []
        for line in block.sentences:
            parts += [(word, line.line) for word in _words(line.text)]
        yield parts
        for row in block.rows:
            yield [(word, row.line) for word in _words(row.text)]


def _without(words: list[Word], phrases: Sequence[list[str]]) -> list[Word]:
    """The words with those of allowed phrases put out of the way, so that no run can hold them."""
    plain = [word for word, _ in words]
    kept = list(words)
    for phrase in phrases:
        for start in range(len(plain) - len(phrase) + 1):
            if plain[start : start + len(phrase)] == phrase:
                for at in range(start, start + len(phrase)):
                    kept[at] = (_ALLOWED, words[at][1])
    return kept


def _grams(streams: Sequence[list[Word]], n: int) -> dict[tuple[str, ...], int]:
    """Each run of ``n`` words, and the line where it first starts."""
    grams: dict[tuple[str, ...], int] = {}
    for words in streams:
        for start in range(len(words) - n + 1):
            gram = tuple(word for word, _ in words[start : start + n])
            if _ALLOWED not in gram:
                grams.setdefault(gram, words[start][1])
    return grams


def _stretches(words: list[Word], grams: dict[tuple[str, ...], int], n: int) -> Iterator[tuple[int, int]]:
    """Start and length, in words, of each stretch whose every run of ``n`` words is among ``grams``."""
    plain = [word for word, _ in words]
    start = 0
    while start <= len(plain) - n:
        length = 0
        while start + length <= len(plain) - n and tuple(plain[start + length : start + length + n]) in grams:
            length += 1
        if length:
            yield start, length + n - 1
        start += length or 1
