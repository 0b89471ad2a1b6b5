"""Sentences as the factor stage sees them: tokens, clauses, and the people they speak of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from spacy.tokens import Doc

from pipeline.codebook import read_toml
from pipeline.factors.index import NEGATORS, Match, PatternIndex
from pipeline.patterns import compile_all, first_of_overlapping
from pipeline.records import Subject

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Person:
    """A person named in a sentence: token positions, role, and gender where the words tell it.

    ``owner`` is whose partner or relative another adult is: the father in "father's former wife".
    ``stranger`` is a name, or a pronoun, that stands for nobody whom the report has introduced.
    """

    start: int
    end: int
    role: Subject
    gender: str | None
    pronoun: bool = False
    owner: Subject | None = None
    stranger: bool = False


class CueMatcher:
    """Finds the wordings of several named lists in a sentence; the longest match of a list wins."""

    def __init__(self, lists: Mapping[str, Iterable[str]], lexicon: Mapping[str, Sequence[str]]) -> None:
        self._index = PatternIndex()
        for name, patterns in lists.items():
            self._index.add(name, compile_all(patterns, lexicon))

    def find(self, doc: Doc) -> dict[str, list[Span]]:
        """Token spans by list name, longest first where they overlap."""
        matches = sorted(self._index.find(doc), key=_longest_first)
        return first_of_overlapping((name, start, end) for name, start, end, _ in matches)

    def find_all(self, doc: Doc) -> dict[str, list[Span]]:
        """Every match by list name, also where they overlap: a cue may end at either of two words "of".

        Not those whose gap holds a "not" that the wording does not have ("was (not) confirmed").
        """
        found: dict[str, list[Span]] = {}
        for name, start, end, negative in self._index.find(doc):
            if not negative and any(token.lower_ in NEGATORS for token in doc[start + 1 : end - 1]):
                continue
            found.setdefault(name, []).append((start, end))
        return found


def _longest_first(match: Match) -> tuple[int, int]:
    return match.start - match.end, match.start


def read_lists(file: Path) -> dict[str, dict[str, list[str]]]:
    """The tables of a file of ``configs/qualifiers``: named lists of wordings."""
    return cast("dict[str, dict[str, list[str]]]", read_toml(file))


def clause_bounds(doc: Doc, at: Span, breaks: Sequence[Span]) -> Span:
    """The clause round the tokens ``at``: from the end of the last break before to the next after."""
    start, end = 0, len(doc)
    for break_start, break_end in breaks:
        if break_end <= at[0]:
            start = max(start, break_end)
        elif break_start >= at[1]:
            end = min(end, break_start)
    return start, end


def subject_breaks(doc: Doc, people: Sequence[Person]) -> list[Span]:
    """Breaks that punctuation does not show: `and` or a comma before a new person who does something.

    "no history of violence and the mother drank" is two clauses; "no violence, neglect or drugs" one, and
    so is "According to the aunt, the mother drank", whose first part does nothing.
    """
    starts = {person.start: person for person in people}
    breaks: list[Span] = []
    for token in doc[:-1]:
        word = token.lower_
        if word in _DASHES:
            breaks.append((token.i, token.i + 1))
        if word not in _JOINTS:
            continue
        first = token.i + 1
        more = first + 1 < len(doc)  # a sentence may break off: "..., and"
        if word == "," and more and doc[first].lower_ in {"and", "who", "which", "so"}:
            first += 1
        if word == "," and doc[first].lower_ == "that":
            continue
        if word == "," and first == token.i + 2 and _dated(doc, first):
            breaks.append((token.i, first))
            continue
        person = starts.get(first) or (starts.get(first + 1) if doc[first].lower_ in _LEADS else None)
        follows_who = doc[first - 1].lower_ in {"who", "which"} and word == ","
        since = breaks[-1][1] if breaks else 0
        acts = any(_is_verb(before.lower_) for before in doc[since : token.i])
        if follows_who or (acts and person and person.end < len(doc) and _is_verb(doc[person.end].lower_)):
            breaks.append((token.i, first))
    return breaks


def _dated(doc: Doc, at: int) -> bool:
    """Whether a time opens the next clause: ", and in August the landlord ..."."""
    return at + 2 < len(doc) and doc[at].lower_ in _DATING and (doc[at + 1].is_title or doc[at + 1].like_num)


def verb_breaks(doc: Doc) -> list[Span]:
    """Where the reach of a "no" ends within a clause.

    At a second verb of the same subject ("had no debts and drank"), and at the comma that ends a phrase of
    contrast ("Far from being well, the mother ...").
    """
    ends = [
        (token.i, token.i + 1)
        for token in doc[:-1]
        if token.lower_ == "and"
        and (doc[token.i + 1].lower_ in _SECOND_VERBS or _new_singular(doc, token.i + 1))
    ]
    if doc[0].lower_ in _CONTRASTED:
        ends.extend([(token.i, token.i + 1) for token in doc if token.lower_ == ","][:1])
    return ends


def _new_singular(doc: Doc, at: int) -> bool:
    """Whether a thing with a verb of its own begins here: "... and the risk was"."""
    return doc[at].lower_ in _ARTICLES and any(word.lower_ in _SINGULAR for word in doc[at + 2 : at + 4])


def time_breaks(doc: Doc, people: Sequence[Person]) -> list[Span]:
    """Where what is told of a time ends: clauses and "who", but "When she was nine, ..." reaches on."""
    breaks = subject_breaks(doc, people)
    if any(token.lower_ in _FRONTED for token in doc[:FRONT]):
        comma = next((token.i for token in doc if token.lower_ == ","), -1)
        breaks = [one for one in breaks if one[0] != comma]
    return breaks + [(token.i, token.i + 1) for token in doc if token.lower_ in ("who", "whose")]


_SECOND_VERBS = frozenset(
    "was were is are had has have did would could rarely often also then later frequently regularly "
    "sometimes seldom usually left told went took made gave saw came got kept began drank spent ran "
    "lived".split()
)
_CONTRASTED = frozenset(
    ("far", "unlike", "rather", "instead", "having", "contrary", "apart", "besides", "despite")
)
# Within how many words from its start a sentence shows that it begins with a time.
FRONT = 4
_DATING = frozenset(("in", "by", "on", "from", "until", "since"))
_ARTICLES = frozenset(("the", "a", "an", "this", "his", "her", "their", "its"))
_SINGULAR = frozenset(("was", "is", "has"))
_JOINTS = frozenset(("and", ",", "or", "who"))
_DASHES = frozenset((";", ":", "–", "—"))
# Words that open a clause or phrase of time set before the main clause.
_FRONTED = frozenset(
    "when while whilst as before after until at during since prior growing in from between throughout "
    "aged".split()
)
# What may stand before the subject of a new clause.
_LEADS = frozenset("that then so also both later now if as since once when while the although for".split())
_VERBS = frozenset(
    "was were is are had has have did does do would will could can may might told said went took made "
    "gave left found felt saw came got kept began knew drank hit struck spent ran thought wrote met "
    "held spoke led grew brought heard lost sent stood understood fell died also then never not".split()
)


def _is_verb(word: str) -> bool:
    return word in _VERBS or (word.endswith("ed") and len(word) > 3)
