"""Whether, whose and when: decides assertion, subject and temporality of a match from its sentence.

The idea is ConText's (Harkema and others 2009, doi:10.1016/j.jbi.2009.05.002): cue words that govern
what stands before or after them within a clause. The cues are data (``configs/qualifiers``); here is
only how they combine, which follows the hard sentences of the codebook: from the inside out, each cue
is applied to what the one inside it made of the match.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from spacy.tokens import Doc

from pipeline.codebook import Domain
from pipeline.factors.text import (
    CueMatcher,
    Person,
    Span,
    clause_bounds,
    read_lists,
    subject_breaks,
    time_breaks,
    verb_breaks,
)
from pipeline.records import Assertion, Subject

Cues = Mapping[str, Sequence[Span]]
# What a cue makes of the match. `fact` and `asked` are affirmed and uncertain, and stay so.
State = Literal["affirmed", "fact", "negated", "uncertain", "asked"]
# A bare "no" or "suspected" reaches only so many tokens; "no evidence of" reaches to the end of its clause.
NEAR_REACH = 4
PRACTICE_REACH = 2
GUIDANCE_REACH = 6
# What a closing cue ("... was ruled out") may leave between itself and the match.
AFTER_REACH = 8
# How many words may stand between an article and its noun.
ADJECTIVES = 4
# How far before its verb a speaker stands.
SPEAKER_REACH = 4
CASE_ROLES: frozenset[Subject] = frozenset({"child", "sibling", "mother", "father", "partner"})
CLAIMANTS: frozenset[Subject] = CASE_ROLES | {"parents", "family"}
# The kinds of cue, the first winning where two lists claim the same words.
KINDS = ("uncertain", "negated", "granted", "unseen", "enquiry", "established")
_DEFINITE = frozenset("the his her their this these its such 's '".split())
_BE = frozenset("was were is are be been being".split())
_LISTED = frozenset((",", "or", "nor", "and"))
_PRESENT_BE = frozenset("is are be being get gets 's".split())
_OPEN_QUESTION = frozenset("whether if may might possible possibly alleged allegedly suggested".split())
_BEFORE_WHICH = frozenset("in of for with to at on".split())
_WHICH = frozenset(("which", "whom"))
_OPENERS = frozenset("the a an it this that there he she they his her their no".split())
_INDEFINITE = frozenset("any possible possibility potential whether suspected alleged risk".split())
_PREPOSITIONS = frozenset("of about to with in on for into at by".split())
# The impact of a thing is asked about only where there is the thing.
_PRESUPPOSING = frozenset(
    "impact effect effects extent depth severity seriousness significance scale level history pattern "
    "consequences implications relevance meaning cause causes".split()
)


@dataclass(frozen=True, slots=True)
class Context:
    """A sentence with everything that the decisions need, found once for all its matches.

    ``breaks`` part it into clauses; ``parts`` are those of them that also part what is told of a time.
    """

    doc: Doc
    people: Sequence[Person]
    cues: Cues
    breaks: Sequence[Span]
    parts: Sequence[Span]
    generic: bool


class Qualifier:
    """The cue lists of ``configs/qualifiers``, compiled."""

    def __init__(self, folder: Path, lexicon: Mapping[str, Sequence[str]]) -> None:
        lists: dict[str, Sequence[str]] = {}
        for file, prefix in (("assertion", ""), ("generic", "generic "), ("temporality", "")):
            for section, content in read_lists(folder / f"{file}.toml").items():
                for key, patterns in content.items():
                    lists[f"{prefix}{section} {key}"] = patterns
        lists["other_household"] = read_lists(folder / "people.toml")["other_household"]["match"]
        self._past = frozenset(lists.pop("generic people_at_large past"))
        self._present = frozenset(lists.pop("generic people_at_large present"))
        self._generic_sections = frozenset(lists.pop("generic sections types"))
        self._cues = CueMatcher(lists, lexicon)

    def context(self, doc: Doc, section_type: str, people: Sequence[Person]) -> Context:
        """The sentence with its cues, clause breaks and whether all of it is generic."""
        cues = self._cues.find_all(doc)
        shared = cues.get("clause match", ())
        breaks = [*shared, *cues.get("clause time", ()), *subject_breaks(doc, people)]
        parts = [*shared, *time_breaks(doc, people)]
        generic = section_type in self._generic_sections or self._is_generic(doc, cues, people)
        return Context(doc, people, cues, breaks, parts, generic)

    def _is_generic(self, doc: Doc, cues: Cues, people: Sequence[Person]) -> bool:
        words = [token.lower_ for token in doc]
        large = [span for span in cues.get("generic people_at_large match", ())
                 if not span[0] or words[span[0] - 1] not in _DEFINITE]  # fmt: skip
        if words and (words[-1] == "?" or words[0] == "whether"):
            return True
        if "generic always match" in cues:
            return True
        if self._in_past(words) or _told_as_past(words, people, large):
            return False
        if "generic prescription match" in cues and "generic prescription unless" not in cues:
            return True
        return bool(large) and not self._present.isdisjoint(words) and not _named(people, large)

    def assertion(
        self, context: Context, span: Span, domain: Domain, wording: Assertion = "affirmed"
    ) -> Assertion:
        """Affirmed, negated, uncertain or generic, for the match at the token positions ``span``.

        ``wording`` is what the wording says by itself, before the sentence round it is looked at.
        """
        scope = _Scope(context, span, practice=domain == "practice")
        if (
            wording == "generic"
            or context.generic
            or (domain != "practice" and scope.guidance())
            or self._timeless(context, span)
        ):
            return "generic"
        decided: Assertion = _ASSERTIONS[scope.state(wording)]
        elsewhere = domain in ("family", "maltreatment") and scope.other_household()
        return "uncertain" if decided == "affirmed" and elsewhere else decided

    def _timeless(self, context: Context, span: Span) -> bool:
        """ "Neglect rarely presents as ...": the head of a sentence in the present with nobody in it."""
        if span[0] > 2 or self._in_past([token.lower_ for token in context.doc]):
            return False
        cues = context.cues.get("generic people_at_large timeless", ())
        return any(span[1] <= start <= span[1] + 1 for start, _ in cues) and not _named(context.people, ())

    def _in_past(self, words: Sequence[str]) -> bool:
        """Whether a past form stands in the sentence; "is made" and "are left" are none."""
        return any(
            word in self._past and (not i or words[i - 1] not in _PRESENT_BE) for i, word in enumerate(words)
        )

    def historical(self, context: Context, span: Span) -> tuple[bool, bool]:
        """Whether the clause tells of a parent's own childhood, and of the time before the birth."""
        start, end = clause_bounds(context.doc, span, context.parts)

        def told(name: str) -> bool:
            return any(start <= first and last <= end for first, last in context.cues.get(name, ()))

        childhood = told("own_childhood match") and not told("own_childhood unless")
        return childhood, told("before_birth match")


_ASSERTIONS: dict[State, Assertion] = {
    "affirmed": "affirmed",
    "fact": "affirmed",
    "negated": "negated",
    "uncertain": "uncertain",
    "asked": "uncertain",
}


def _told_as_past(words: Sequence[str], people: Sequence[Person], large: Sequence[Span]) -> bool:
    """Whether a certain person or service is followed at once by a past form: "police served"."""
    return any(
        person.end < len(words) and len(words[person.end]) > 4 and words[person.end].endswith("ed")
        and (person.role == "professional"
             or not any(start < person.end and person.start < end for start, end in large))
        for person in people
    )  # fmt: skip


def _named(people: Sequence[Person], large: Sequence[Span]) -> bool:
    """Whether somebody of the case is spoken of, by a name or a role that is not people at large."""
    return any(
        person.role in CASE_ROLES
        and not person.pronoun
        and not any(start < person.end and person.start < end for start, end in large)
        for person in people
    )


@dataclass(frozen=True, slots=True)
class _Cue:
    kind: str
    place: str
    start: int
    end: int


class _Scope:
    """The cues that govern one match."""

    def __init__(self, context: Context, span: Span, *, practice: bool) -> None:
        self._context = context
        self._span = span
        self._reach = PRACTICE_REACH if practice else NEAR_REACH
        self._practice = practice
        before = clause_bounds(context.doc, span, [*context.breaks, *verb_breaks(context.doc)])
        self._clause = (before[0], clause_bounds(context.doc, span, context.breaks)[1])

    def guidance(self) -> bool:
        start, end = self._span
        before = self._context.cues.get("generic guidance before", ())
        after = self._context.cues.get("generic guidance after", ())
        near = any(self._clause[0] <= first and 0 <= start - last <= GUIDANCE_REACH for first, last in before)
        return near or any(first == end for first, _ in after)

    def other_household(self) -> bool:
        """Whether the clause tells of another household than the child's."""
        start, end = clause_bounds(self._context.doc, self._span, self._context.breaks)
        return any(start <= first and last <= end for first, last in self._spans("other_household"))

    def state(self, wording: Literal["affirmed", "negated", "uncertain"]) -> State:
        """What all cues together make of the match."""
        state: State = "uncertain" if wording == "affirmed" and self._inside() else wording
        claims = [_Cue("statement", "before", *span) for span in self._spans("statement verbs")
                  if self._clause[0] <= span[0] and span[1] <= self._span[0]]  # fmt: skip
        before = _outermost([*self._before()]) + claims
        for cue in sorted(before, key=lambda one: (one.end, one.start), reverse=True):
            state = self._apply(cue, state)
        for cue in sorted(_outermost([*self._after()]), key=lambda one: one.start):
            state = self._apply(cue, state)
        return state

    def _spans(self, name: str) -> Sequence[Span]:
        return self._context.cues.get(name, ())

    def _inside(self) -> bool:
        start, end = self._span
        return not self._practice and any(start <= first and last <= end
                                          for first, last in self._spans("uncertain inside"))  # fmt: skip

    def _before(self) -> Iterator[_Cue]:
        start, end = self._span
        for kind in KINDS:
            for place in ("before", "near") if self._practice else ("before", "opinion", "near"):
                for first, last in self._spans(f"{kind} {place}"):
                    in_front = self._clause[0] <= first < start and last <= max(start, end - 1)
                    if self._practice and not self._counts_for_practice(kind, first, last):
                        continue
                    if in_front and (place != "near" or self._in_reach(last)):
                        open_question = any(
                            token.lower_ == "whether" for token in self._context.doc[first:last]
                        )
                        yield _Cue("uncertain" if open_question else kind, place, first, last)

    def _counts_for_practice(self, kind: str, first: int, last: int) -> bool:
        """A finding on practice is denied or asked about, but not by a worry or a suspicion near it."""
        if kind in ("negated", "established"):
            return True
        words = {token.lower_ for token in self._context.doc[first:last]}
        return kind == "uncertain" and not words.isdisjoint(_OPEN_QUESTION)

    def _after(self) -> Iterator[_Cue]:
        end = self._span[1]
        for kind in KINDS:
            for first, last in self._spans(f"{kind} after"):
                in_reach = end <= first <= min(end + AFTER_REACH, self._clause[1] - 1)
                if self._practice and not self._counts_for_practice(kind, first, last):
                    continue
                if in_reach and not self._new_subject(end, first):
                    yield _Cue(kind, "after", first, last)

    def _new_subject(self, start: int, end: int) -> bool:
        """Whether a comma between the tokens opens another main clause (", the outcome might ...")."""
        words = [token.lower_ for token in self._context.doc[start:end]]
        if any(
            word in _BEFORE_WHICH and after in _WHICH for word, after in zip(words, words[1:], strict=False)
        ):
            return True
        return any(word == "," and after in _OPENERS for word, after in zip(words, words[1:], strict=False))

    def _apply(self, cue: _Cue, state: State) -> State:
        if cue.kind == "statement":
            return self._said(cue, state)
        if cue.kind in ("enquiry", "unseen") and self._taken_for_granted():
            return state
        if cue.kind in ("negated", "unseen"):
            return "asked" if state == "asked" else "negated"
        if cue.kind == "enquiry":
            return "asked"
        if cue.kind == "uncertain":
            return state if state in ("fact", "asked") and cue.place != "after" else "uncertain"
        if cue.kind == "established" and state != "negated":
            return "fact" if cue.place == "after" or state == "affirmed" else state
        return state

    def _said(self, cue: _Cue, state: State) -> State:
        """A report of a neighbour or relative is uncertain, and so is what clears the one who says it."""
        speaker = self._speaker(cue)
        if speaker == "other_adult":
            return "uncertain"
        return "uncertain" if speaker in CLAIMANTS and state == "negated" else state

    def _speaker(self, cue: _Cue) -> Subject | None:
        words = self._context.doc
        named_after = (
            words[cue.start].lower_ == "according" or words[min(cue.end, len(words) - 1)].lower_ == "by"
        )
        if named_after:
            return next((one.role for one in self._context.people if 0 <= one.start - cue.end <= 3), None)
        if any(words[i].lower_ in _BE for i in range(max(0, cue.start - 2), cue.start)):
            return None
        near = [
            one
            for one in self._context.people
            if one.end <= cue.start and cue.start - one.end <= SPEAKER_REACH
        ]
        return near[-1].role if near else self._first_of_clause(cue)

    def _first_of_clause(self, cue: _Cue) -> Subject | None:
        """Who rang and said: the subject of a second verb stands where the clause begins."""
        words = self._context.doc
        if not cue.start or words[cue.start - 1].lower_ != "and":
            return None
        start = self._clause[0]
        return next((one.role for one in self._context.people if start <= one.start <= start + 1), None)

    def _taken_for_granted(self) -> bool:
        """ "Did not ask about his drinking" takes it for granted, "about any drinking" does not."""
        words = [token.lower_ for token in self._context.doc]
        start = self._span[0]
        if words[start] in _DEFINITE:
            return True
        for i in range(start - 1, max(-1, start - 1 - ADJECTIVES), -1):
            if words[i] in _INDEFINITE or (words[i] in _PREPOSITIONS and words[i - 1] not in _PRESUPPOSING):
                return False
            if words[i] in _DEFINITE:
                return True
        return False

    def _in_reach(self, cue_end: int) -> bool:
        """Within a few tokens, where a list ("alcohol, drugs or violence") counts as one."""
        between = [token.lower_ for token in self._context.doc[cue_end : self._span[0]]]
        following = [*between[1:], self._context.doc[self._span[0]].lower_]
        if any(word == "," and after in _OPENERS for word, after in zip(between, following, strict=False)):
            return False
        listed = [i for i, word in enumerate(between) if word in _LISTED and not self._practice]
        reach = self._reach
        return len(between) <= reach or (
            bool(listed) and listed[0] <= reach and len(between) - listed[-1] <= reach
        )


def _outermost(cues: Sequence[_Cue]) -> list[_Cue]:
    """Without the cues that lie within a longer one ("not" in "not ruled out"); one for the same words."""
    kept: list[_Cue] = []
    for cue in sorted(cues, key=lambda one: (one.start - one.end, KINDS.index(one.kind))):
        if not any(other.start <= cue.start and cue.end <= other.end for other in kept):
            kept.append(cue)
    return kept
