"""What each sentence tells of plans and registrations: begun, in force, ended, never, and of which child."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from pipeline.case.protection import plan_denials as denials
from pipeline.case.protection import plan_words as words
from pipeline.case.protection.plan_clause import Kind, blanked, clauses, find_term, kind_of, of_need
from pipeline.case.protection.plan_whose import Kin, Whose, in_clause, tells_of_other
from pipeline.case.sections_told import under
from pipeline.case.source import NOT_TOLD, Source
from pipeline.case.timeline.timeline import Moment
from pipeline.records import Sentence

# A sentence that names the child is about the case there too.
_UNLESS_NAMED = ("glossary", "terms_of_reference", "methodology")
_SKIPPED = NOT_TOLD.difference(_UNLESS_NAMED)
# "The plan" is the one told of so many sentences before at most, where nothing else says of which kind it is.
NEAR = 60
# What is told of a plan that there was: "it" and "the plan" may be this one.
_THREADS = frozenset(("begun", "on", "kept", "then", "been", "ended"))
# "Her own name never stood there": against another child's, which did.
_OWN_NAME = re.compile(r"\b(?:own name|own self|himself|herself|alone)\b", re.I)
# "Neither of them was subject to any order": no plan is denied.
_ORDER = re.compile(r"\b(?:court|legal|care|any|no|an) orders?\b", re.I)
# "Registered him, and not his brothers, that spring".
_NOT_OTHERS = re.compile(
    r",? (?:and|but|though) not (?:the|his|her|their) (?:(?:other|older|elder|younger|little) \w+|"
    r"others?|rest|siblings?|(?:half-?|step-?)?(?:brothers?|sisters?)|cousins?)\b[^,;]{0,20},",
    re.I,
)
_HIMSELF = re.compile(r"\b(?:he|she|they) (?:\w+ ){0,3}?(?:himself|herself|themselves)\b", re.I)
_PRONOUN = re.compile(
    r"^\W*(?:and |when |then |(?:in|on|at|by|from|until) [^,;]{3,60}, |(?:in|by|from|"
    r"since) (?:[A-Z][a-z]+ )?(?:19|20)\d\d )?(?:he|she|his|her|they|their)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Told:
    """What the clause at ``sentence.text[start:end]`` says of a plan.

    ``rank``: the sentence's place; ``day``: the date told with it; ``again``: a plan after another.
    """

    kind: Kind
    whose: Whose
    sentence: Sentence
    rank: int
    start: int
    end: int
    day: date | None = None
    again: bool = False


@dataclass(slots=True)
class _Thread:
    """The plan spoken of last: where, and whose."""

    rank: int = -NEAR - 1
    whose: Whose = "child"


@dataclass(slots=True)
class PlanReader:
    """Reads the sentences of one document in their order; ``foreign`` finds plans of other kinds."""

    source: Source
    kin: Kin
    foreign: re.Pattern[str]
    moments: dict[int, list[Moment]] = field(default_factory=dict)
    thread: _Thread = field(default_factory=_Thread)
    # Where a plan of another kind was spoken of last; whether protection plans were spoken of at all.
    of_need: int = -NEAR - 1
    known: bool = False
    # Sections that tell no story, and those that do where they name the child.
    skipped: frozenset[int] = field(init=False)
    doubtful: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        self.known = "onference" in self.source.text
        self.skipped = under(self.source.sections, _SKIPPED)
        self.doubtful = under(self.source.sections, _UNLESS_NAMED)

    def read(self) -> Iterator[Told]:
        """All that is told of plans; of other children's too."""
        prose = {sentence.sentence_no: sentence for sentence in self.source.prose}
        for rank, one in enumerate(self.source.body):
            if one.kind == "table_row":
                sentence = one
            elif one.sentence_no in prose:
                sentence = prose[one.sentence_no]
            else:
                continue
            if self._counts(sentence) or words.NEED_PLAN.search(sentence.text):
                yield from self._of_sentence(sentence, rank)

    def _counts(self, sentence: Sentence) -> bool:
        place = sentence.section_no
        if place in self.skipped:
            return False
        if place in self.doubtful and not self._of_child(sentence.text):
            return False
        if sentence.kind == "list_item" and self._asked_for(sentence):
            return False
        near = words.WEAK.search(sentence.text) or words.STRONG.search(sentence.text)
        near = near or words.NAME_MOVED.search(sentence.text)
        if near or denials.ONLY_NEED.search(sentence.text) or denials.TO_NEED.search(sentence.text):
            return True
        if "rotection" in sentence.text and denials.NO_CONFERENCE.search(sentence.text):
            return True
        return words.IT.search(sentence.text) is not None or words.NEVER.search(sentence.text) is not None

    def _of_child(self, text: str) -> bool:
        """Whether a sentence among those on the method is of the children: it names them, or none of them."""
        return bool(
            self.kin.people.own.search(text)
            or (words.STRONG.search(text) and denials.OF_ALL.search(text) and words.NEVER.search(text))
        )

    def _asked_for(self, sentence: Sentence) -> bool:
        """Whether an item stands in a list of what ought to be done: "the Board should:"."""
        before = self.source.previous(sentence)
        while before is not None and before.kind == "list_item":
            before = self.source.previous(before)
        return before is not None and words.OUGHT.search(before.text) is not None

    def _of_sentence(self, sentence: Sentence, rank: int) -> Iterator[Told]:
        text = blanked(denials.NO_DISSENT, blanked(self.foreign, blanked(_NOT_OTHERS, sentence.text)))
        strong = words.STRONG.search(text) is not None
        context = self._context(text, rank)
        if denials.REPORTED.search(text) and self._taken_back(sentence):
            yield Told("never", "named", sentence, rank, 0, len(text))
        elif context and words.WEAK.search(text) and denials.SEARCHED.search(text):
            whose = self._whose(sentence, text, (0, len(text)), None, rank)
            yield Told("never", whose, sentence, rank, 0, len(text))
        elif (
            (self._open(rank, context) or denials.NEVER_MORE.search(text))
            and not self._of_rules(sentence, context)
            and not denials.MISTAKEN.search(text)
        ):
            yield from self._of_clauses(sentence, text, rank, context)
        if words.NEED_PLAN.search(sentence.text) and not strong:
            self.of_need = rank

    def _context(self, text: str, rank: int) -> bool:
        """Whether the words of a sentence tell that its plan or register is one of child protection."""
        strong = words.STRONG.search(text) is not None
        self.known = self.known or strong or "conference" in text
        state = self.known and words.STATE.search(text) is not None and not self._of_need(rank)
        return strong or state or words.CONTEXT.search(text) is not None

    def _of_clauses(self, sentence: Sentence, text: str, rank: int, context: bool) -> Iterator[Told]:
        here = False  # whether a clause before this one told of a plan
        strong = words.STRONG.search(text) is not None
        row = sentence.kind == "table_row"
        for start, end in clauses(text):
            clause, whole = text[start:end], sentence.text[start:end]
            term = find_term(clause, self._open(rank, context), row)
            if term is None and not self._goes_on(whole, rank, here):
                if denials.NO_CONFERENCE.search(clause) and not denials.OF_CONFERENCE.search(clause):
                    whose = self._whose(sentence, text, (start, end), None, rank)
                    whose = "child" if whose == "other" and self._unlike(text, end) else whose
                    yield Told("refused", whose, sentence, rank, start, end)
                continue
            if term is not None and not strong and "plan" in term[0] and self._of_need(rank):
                continue
            kind = kind_of(clause, term, row, text[:start])
            if term is None and kind == "none":
                kind = of_need(whole)
            here = here or term is not None
            if kind == "none":
                continue
            whose = self._whose(sentence, text, (start, end), term, rank)
            if kind in ("never", "refused") and whose == "other":
                whose = "child" if self._unlike(text, end) or self._contrast(clause) else "other"
            if kind == "never" and whose == "child" and _OWN_NAME.search(clause):
                whose = "named"
            if kind in _THREADS:
                self.thread = _Thread(rank, whose)
            day, again = self._day(sentence, end), bool(words.AGAIN.search(clause))
            yield Told(kind, whose, sentence, rank, start, end, day, again)

    def _of_rules(self, sentence: Sentence, context: bool) -> bool:
        """Whether a sentence is on the rules of reviewing, and does not name the child."""
        named = self.kin.people.own.search(sentence.text) or " his name " in sentence.text
        return bool(self.source.phrases(sentence).get("outcome.rules")) and not (context and named)

    def _taken_back(self, sentence: Sentence) -> bool:
        """ "A newspaper said that he was on a plan. He was not." """
        following = self.source.following(sentence)
        return following is not None and denials.TAKEN_BACK.match(following.text) is not None

    def _of_need(self, rank: int) -> bool:
        """Whether the plan spoken of last is one for a child in need."""
        return self.thread.rank < self.of_need <= rank

    def _unlike(self, text: str, end: int) -> bool:
        """Whether a denial that names nobody is of the child: a sibling's plan was told right before it."""
        named = in_clause(self.kin, blanked(words.NO_CHILD, text[:end]), end)
        return self.thread.whose == "other" and named != "other"

    def _contrast(self, clause: str) -> bool:
        """Whether "he was not" stands against a sibling who was."""
        short = denials.SHORT_DENIAL.match(clause) and in_clause(self.kin, clause, len(clause)) is None
        return bool(short) and self.thread.whose == "other"

    def _open(self, rank: int, context: bool = False) -> bool:
        """Whether a mere "plan" is one of child protection: by its sentence, or told of not long before."""
        return context or rank - self.thread.rank <= NEAR

    def _goes_on(self, clause: str, rank: int, here: bool) -> bool:
        """Whether a clause without plan or register speaks of the one told right before."""
        if denials.NEVER_MORE.search(clause):
            return True
        if _ORDER.search(clause):
            return False
        if denials.ONLY_NEED.search(clause) or denials.TO_NEED.search(clause):
            return here or self._open(rank) or "from child protection" in clause
        if self._open(rank) and words.NAME_MOVED.search(clause):
            return True
        if not here and rank - self.thread.rank > 1:
            return False
        if denials.SHORT_DENIAL.match(clause):
            return True
        denied = (words.NEVER.search(clause) or words.NOT.search(clause)) and denials.NO_ONE.search(clause)
        return bool(denied) or words.IT.search(clause) is not None

    def _day(self, sentence: Sentence, end: int) -> date | None:
        """The last date of the sentence up to the end of the clause."""
        before = [one for one in self.moments.get(sentence.sentence_no, ()) if one.start < end]
        return before[-1].value if before else None

    def _whose(
        self, sentence: Sentence, text: str, span: tuple[int, int], term: re.Match[str] | None, rank: int
    ) -> Whose:
        """Whose plan a clause is about: by its names, else by its sentence, else by what went before."""
        # "A child protection plan" names no child.
        text = blanked(words.NO_CHILD, text)
        clause = text[slice(*span)]
        himself = _HIMSELF.search(clause)
        if himself and not self.kin.other(clause[himself.start() :]):
            return "child"
        if self.kin.is_not(clause) and self.kin.people.own.search(clause) is None:
            return "other"
        others = self.thread.whose == "other" and self._open(rank)
        # After the brother's plan: "his sister had none" is said of the child.
        if others and words.THEIR_SIBLING.match(clause):
            return "child" if words.NEVER.search(clause) or words.NOT.search(clause) else "other"
        whose = in_clause(self.kin, clause, term.start() if term else len(clause))
        if whose is None and span[0]:
            whose = in_clause(self.kin, text[: span[0]], 0)
        if whose:
            return whose
        if self.kin.people.child.search(text) and not self.kin.other(text):
            return "child"
        previous = self.source.previous(sentence)
        follows = _PRONOUN.match(text) or words.IT.search(clause)
        if previous and follows and tells_of_other(self.kin, previous.text):
            return "other"
        # "The plan ended": the one that was spoken of.
        return "other" if others else "child"
