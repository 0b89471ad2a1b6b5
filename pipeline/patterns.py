"""A short way to write patterns for spaCy's Matcher, so that a researcher can.

    domestic abuse|violence        one of two words after another
    depress*                       any word that starts so
    @mother ..3 drank|drinking     a word of the list `mother`, up to three words, then one of two
    his? wife                      a word that may be missing (`his|her? wife`: either, or none)
    #                              a number

Case does not matter. A list entry of several words is matched as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import product

import spacy
from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc

from pipeline.errors import CodebookError

TokenPattern = list[dict[str, object]]
MAX_EXPANSIONS = 400

Span = tuple[int, int]


@lru_cache(maxsize=1)
def blank_english() -> Language:
    """The tokenizer that patterns and text share: blank English, no model to download."""
    return spacy.blank("en")


def tokenize(text: str) -> Doc:
    """Tokens of one sentence or passage."""
    return blank_english().make_doc(text)


def compile_pattern(pattern: str, lexicon: Mapping[str, Sequence[str]]) -> list[TokenPattern]:
    """The Matcher patterns that one line of the pattern language stands for.

    Raises CodebookError for an unknown list, a gap at an end, or a pattern that explodes.
    """
    items = pattern.split()
    if not items or (_may_be_empty(items[0]) and len(items) == 1) or ".." in (items[0][:2], items[-1][:2]):
        raise CodebookError(f"Pattern {pattern!r}: it must start and end with a word, not with a gap.")
    choices = [_item(item, pattern, lexicon) for item in items]
    count = 1
    for choice in choices:
        count *= len(choice)
    if count > MAX_EXPANSIONS:
        raise CodebookError(
            f"Pattern {pattern!r} stands for {count} patterns; split it or shorten its lists."
        )
    return [[token for part in combination for token in part] for combination in product(*choices)]


def compile_all(patterns: Iterable[str], lexicon: Mapping[str, Sequence[str]]) -> list[TokenPattern]:
    """All Matcher patterns of several lines."""
    return [compiled for pattern in patterns for compiled in compile_pattern(pattern, lexicon)]


def _may_be_empty(item: str) -> bool:
    return item.endswith(("?", "|"))


def _item(item: str, pattern: str, lexicon: Mapping[str, Sequence[str]]) -> list[TokenPattern]:
    gap = re.fullmatch(r"\.\.(\d+)", item)
    if gap:
        return [[{"OP": f"{{0,{gap[1]}}}"}]]
    if item == "#":
        return [[{"LIKE_NUM": True}]]
    optional = item.endswith(("?", "|"))
    words = _words(item.rstrip("?|"), pattern, lexicon)
    return _alternatives(words, optional)


def _words(item: str, pattern: str, lexicon: Mapping[str, Sequence[str]]) -> list[str]:
    words: list[str] = []
    for word in item.split("|"):
        if word.startswith("@"):
            if word[1:] not in lexicon:
                raise CodebookError(f"Pattern {pattern!r}: there is no word list {word!r} in lexicon.toml.")
            words.extend(lexicon[word[1:]])
        elif word:
            words.append(word)
    if not words:
        raise CodebookError(f"Pattern {pattern!r}: {item!r} has no word.")
    return words


def _alternatives(words: Sequence[str], optional: bool) -> list[TokenPattern]:
    """One token that may be any of the single words, and one sequence for each longer entry."""
    singles: list[str] = []
    prefixes: list[str] = []
    longer: list[TokenPattern] = []
    for word in words:
        tokens = [token.text.lower() for token in tokenize(word.removesuffix("*"))]
        if len(tokens) == 1 and word.endswith("*"):
            prefixes.append(re.escape(tokens[0]))
        elif len(tokens) == 1:
            singles.append(tokens[0])
        else:
            longer.append(_sequence(tokens, word.endswith("*")))
    found: list[TokenPattern] = []
    extra: dict[str, object] = {"OP": "?"} if optional else {}
    if prefixes:
        alternatives = [rf"{prefix}.*" for prefix in prefixes] + [re.escape(word) for word in singles]
        found.append([{"LOWER": {"REGEX": f"^(?:{'|'.join(alternatives)})$"}, **extra}])
    elif len(singles) == 1:
        found.append([{"LOWER": singles[0], **extra}])
    elif singles:
        found.append([{"LOWER": {"IN": singles}, **extra}])
    if optional and not found:
        found.append([])
    return found + longer


def _sequence(tokens: Sequence[str], open_ended: bool) -> TokenPattern:
    sequence: TokenPattern = [{"LOWER": token} for token in tokens]
    if open_ended:
        sequence[-1] = {"LOWER": {"REGEX": f"^{re.escape(tokens[-1])}.*$"}}
    return sequence


def first_of_overlapping(matches: Iterable[tuple[str, int, int]]) -> dict[str, list[Span]]:
    """Spans by list; of two of a list that overlap the first given stands, so give the longest first."""
    found: dict[str, list[Span]] = {}
    for name, start, end in matches:
        spans = found.setdefault(name, [])
        if not any(start < other_end and other_start < end for other_start, other_end in spans):
            spans.append((start, end))
    return found


class Wordings:
    """Finds the wordings of several named lists in tokens, wherever a list has one.

    Entries that stand for a list of plain phrases go to a phrase matcher, whose cost does not grow with
    the lists; gaps, endings and optional words need the slower one, which reads only the texts that hold
    a word of the entry.
    """

    def __init__(self, lists: Mapping[str, Iterable[str]], lexicon: Mapping[str, Sequence[str]]) -> None:
        vocab = blank_english().vocab
        self._patterns: list[Matcher] = []
        self._needed: dict[str, list[int]] = {}
        self._phrases = PhraseMatcher(vocab, attr="LOWER")
        self._names: dict[int, str] = {}
        for name, entries in lists.items():
            lines = tuple(entries)
            expanded = [(line, _phrases(line, lexicon)) for line in lines]
            phrases = [phrase for _, variants in expanded for phrase in variants]
            for line in (line for line, variants in expanded if not variants):
                matcher = Matcher(vocab)
                matcher.add(name, compile_pattern(line, lexicon))
                for word in _needed(line, lexicon):
                    self._needed.setdefault(word, []).append(len(self._patterns))
                self._patterns.append(matcher)
            if phrases:
                self._phrases.add(name, [tokenize(phrase) for phrase in phrases])
            self._names[vocab.strings.add(name)] = name

    def find(self, text: str) -> list[tuple[str, int, int]]:
        """List name and characters of each wording, in text order; where two overlap the longer stands."""
        kept: list[tuple[str, int, int]] = []
        taken: set[int] = set()
        doc = tokenize(text)
        for name, start, end in self._all(doc, text):
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                kept.append((name, *_characters(doc, start, end)))
        return sorted(kept, key=lambda match: match[1])

    def find_each(self, text: str) -> dict[str, list[Span]]:
        """Character spans by list, the longest first; spans overlap between lists but not within one."""
        doc = tokenize(text)
        found = first_of_overlapping(self._all(doc, text))
        return {name: [_characters(doc, *span) for span in spans] for name, spans in found.items()}

    def _all(self, doc: Doc, text: str) -> list[tuple[str, int, int]]:
        """Every match in tokens, the longest first, then from left to right."""
        matches = self._phrases(doc)
        small = text.lower()
        tried = {place for word, places in self._needed.items() if word in small for place in places}
        for place in sorted(tried):
            matches += self._patterns[place](doc)
        matches.sort(key=lambda match: (match[1] - match[2], match[1]))
        return [(self._names[key], start, end) for key, start, end in matches]


def _characters(doc: Doc, start: int, end: int) -> Span:
    """The characters of the tokens from ``start`` to before ``end``."""
    last = doc[end - 1]
    return doc[start].idx, last.idx + len(last)


def _needed(line: str, lexicon: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Strings in lower case, one of which stands in every text that a line finds; "" where none must.

    They are the words of the item whose shortest word is longest, since few texts hold a long word.
    """
    choices = [
        [tokenize(word.removesuffix("*"))[0].lower_ for word in _words(item, line, lexicon)]
        for item in line.split()
        if item != "#" and not item.startswith("..") and not _may_be_empty(item)
    ]
    return tuple(max(choices, key=lambda words: min(map(len, words)), default=("",)))


_SIGNS = re.compile(r"[*?#]|\|(?:\s|$)|(?:^|\s)\.\.\d")


def _phrases(line: str, lexicon: Mapping[str, Sequence[str]]) -> list[str]:
    """The plain phrases that a line stands for: "care order|orders" is two; none where it needs a pattern."""
    if _SIGNS.search(line):
        return []
    choices = [_words(item, line, lexicon) for item in line.split()]
    if any(word.endswith("*") for words in choices for word in words):
        return []
    phrases = [" ".join(words) for words in product(*choices)]
    return phrases if len(phrases) <= MAX_EXPANSIONS else []
