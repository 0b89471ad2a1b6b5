"""What one clause says of a plan or registration: begun, in force, ended, never."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from pipeline.case.protection import plan_denials as denials
from pipeline.case.protection import plan_words as words

# "then": in force at the incident. "on": in force, the time not said. "been": over when told.
# "refused": a conference decided against it. "not_again": no other after one that may have been.
Kind = Literal[
    "begun", "on", "kept", "then", "ended", "been", "never", "refused", "not_then", "not_again", "none"
]
# Characters before and after the plan within which its verb stands.
REACH, REACH_AFTER = 100, 70
# Between a denial and a plan: another statement has begun.
_NEW_VERB = re.compile(r"\band\b(?! (?:it|its|that|the plan)\b)", re.I)
# "From being on a plan he became a child in need."
_FROM = re.compile(r"\bfrom (?:\w+ ){0,5}$", re.I)
# "Not then, nor under any other register".
_NOR_LATER = re.compile(
    r"\b(?:(?:then|before|birth) (?:or|nor|and) (?:after|later|ever|since|at any|before)|"
    r"(?:or|nor) (?:(?:on|at|in|for|under) )?any other(?= (?:plan|register|list|time|date|day|point|stage|"
    r"occasion|kind|sort)\b|[,;.]|\W*$)|"
    r"(?:or|nor) (?:(?:at|on) )?any (?:other |later |earlier )?(?:time|point|stage|day|date|occasion))\b",
    re.I,
)
_ELSE = re.compile(r"\b(?:which|who|whom|led to|leading to)\b", re.I)


def kind_of(clause: str, term: re.Match[str] | None, row: bool, before: str) -> Kind:
    """What a clause says; ``before`` is the sentence up to it."""
    if term is None and denials.SHORT_DENIAL.match(clause):
        return "never"
    if words.REFUSED.search(clause) or (term and denials.NEVER_PROPOSED.search(clause[: term.start()])):
        return "refused"
    at = (term.start(), term.end()) if term else (0, 0)
    open_question = words.MODAL.search(clause) or words.PROPOSED.search(
        clause[max(at[0] - 60, 0) : at[1] + 30]
    )
    if open_question and not words.RESOLVED.search(before + clause):
        outright = words.THEN.search(clause) or words.NEVER.search(clause)
        if not outright or words.MODAL.search(clause[: at[0]]):
            return "none"
    clause = blanked(words.NOT_KNOWN, clause)
    if term and _FROM.search(clause[: term.start()]) and denials.TO_NEED.search(clause[term.end() :]):
        return "ended"
    denied = _denied(clause, term)
    return denied or _affirmed(clause, clause if row else _near(clause, term), row)


def blanked(pattern: re.Pattern[str], text: str) -> str:
    """The text with what ``pattern`` finds made unreadable; offsets stay."""
    return pattern.sub(lambda match: "#" * len(match[0]), text)


def clauses(text: str) -> Iterator[tuple[int, int]]:
    """Where each clause of a sentence begins and ends."""
    start = 0
    for match in words.CLAUSE_END.finditer(text):
        yield start, match.start()
        start = match.end() if not match[0].strip(" ,;") else match.start()
    yield start, len(text)


def _denied(clause: str, term: re.Match[str] | None) -> Kind | None:
    """The kind of a clause that denies a plan; "kept" where its end is denied, None without a denial."""
    never, plain = words.NEVER.search(clause), words.NOT.search(clause)
    no = min((one for one in (never, plain) if one), key=lambda one: one.start(), default=None)
    if no is not None and denials.FROM_THEN.search(clause):
        return "ended"
    ended = words.ENDED.search(clause)
    if no is None or (ended and ended.start() < no.start()):
        return None  # no denial, or "was removed and never ...": the end is told
    # "It was not ended": denied is what follows the denial.
    unaltered = plain and re.search(r"\b(?:alter|chang|review)\w*", clause[no.end() :])
    if ended and _NEW_VERB.search(clause[no.end() : ended.start()]):
        return None  # "had not read the note and ended the plan": what is denied is something else
    if unaltered or (ended and not ended[0].lower().startswith("no longer")):
        return "kept"
    if never is None and term and _ELSE.search(clause[no.end() : max(term.start(), no.end())]):
        return None
    if _NOR_LATER.search(clause):
        return "never"
    if words.AGAIN.search(clause[no.end() :]) or re.search(r"\bat no later\b", clause, re.I):
        return "not_again"
    if term is not None and term.end() < no.start() and not _subject(clause, term, no):
        return None
    return "never" if never and never.start() <= no.start() else _denied_once(clause, no)


def _denied_once(clause: str, no: re.Match[str]) -> Kind:
    """What "not" (and no "never") denies: a plan at the time, its beginning, or any."""
    if words.LATELY.search(clause) or words.THEN.search(clause):
        return "not_then"
    begun = words.BEGUN.search(clause[no.end() :]) and not words.ON.search(clause[no.end() :])
    return "refused" if begun else "never"


def _subject(clause: str, term: re.Match[str], no: re.Match[str]) -> bool:
    """Whether a denial behind the word for the plan is of it: "the register never had his name"."""
    if not re.fullmatch(r"\W?(?:\s?[\w’']+){0,5}\s?,?\s?", clause[term.end() : no.start()]):
        return False
    return bool(
        re.match(
            r"[\w ]{0,20}?\b(?:had|carried|bore|held|list\w*|made|called|been|be|registered|placed|known|"
            r"seen|contained|shown|entry|"
            r"record|mention|trace|place|consider\w*|propos\w*|suggest\w*|sought|discussed|contemplated|"
            r"needed|necessary|"
            r"required|mooted|"
            r"entered|on|"
            r"subject|included|agreed|drawn|thought|appear\w*|go)\b",
            clause[no.end() :],
            re.I,
        )
    )


def find_term(clause: str, weak_too: bool, row: bool) -> re.Match[str] | None:
    """The first word for a plan that is no mere place of words ("in the plan it said")."""
    for pattern in (words.STRONG, words.WEAK) if weak_too else (words.STRONG,):
        for match in pattern.finditer(clause):
            is_plan = "plan" in match[0].lower()
            if row or not is_plan or not words.OBLIQUE.search(clause[: match.start()]):
                return match
    return None


def of_need(clause: str) -> Kind:
    """What "he became a child in need" tells of the plan before it."""
    if denials.ONLY_NEED.search(clause):
        return "refused"
    return "ended" if denials.TO_NEED.search(clause) else "none"


def _near(clause: str, term: re.Match[str] | None) -> str:
    """The part of a clause in which the plan's verb stands: not what the plan asked for."""
    if term is None:
        return clause
    after = clause[term.end() : term.end() + REACH_AFTER]
    content = words.CONTENT.search(after)
    return clause[max(term.start() - REACH, 0) : term.end()] + (
        after[: content.start()] if content else after
    )


def _affirmed(clause: str, near: str, row: bool) -> Kind:
    """The kind of a clause that denies nothing; ``near`` is the part of it round the plan."""
    ended, kept, begun = words.ENDED.search(near), words.KEPT.search(near), words.BEGUN.search(near)
    then, ranged = words.THEN.search(clause), words.RANGE.search(clause)
    on, been = words.ON.search(near), words.BEEN.search(near)
    if ended and not (kept and _kept_first(near, kept, ended)):
        return "then" if words.ENDED_AFTER.search(clause) else "ended"
    if ranged and not (words.SINCE.search(clause) and kept):
        return "been"
    if then and (on or been or kept or words.SINCE.search(clause)):
        return "then"
    if words.SINCE.search(clause) and (on or been or kept):
        return "kept"
    if kept:
        return "kept"
    if been:
        return "been"
    if begun and not (
        on and on.start() < begun.start() and begun[0].lower().startswith(("subject", "regist"))
    ):
        return "begun"
    if on:
        return "on"
    return "begun" if row and words.CONTEXT.search(clause) else "none"


def _kept_first(near: str, kept: re.Match[str], ended: re.Match[str]) -> bool:
    """Whether "kept the plan going and dropped half of the visits" says that the plan goes on."""
    return kept.end() < ended.start() and _NEW_VERB.search(near[kept.end() : ended.start()]) is not None
