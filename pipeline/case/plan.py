"""Whether the child was on a child protection plan (or register): now, before, never, or not said."""

from __future__ import annotations

import re

from pipeline.case.incident import Incident
from pipeline.case.people import People
from pipeline.case.source import Source
from pipeline.dates import DAYS_A_YEAR, find_dates
from pipeline.records import PlanStatus, Sentence

_SKIPPED = frozenset(
    ("recommendations", "action_plan", "references", "glossary", "terms_of_reference", "methodology")
)
# A sentence that names the child is about the case there too.
_UNLESS_NAMED = frozenset(("glossary", "terms_of_reference"))
# After a plan began: "the plan ended", "conference ended the plans", "he came off it".
_ENDED_LATER = re.compile(
    r"\b(?:the|both|his|her|their|\w+['’]s) (?:child protection )?plans? (?:had |was |were )?(?:been )?"
    r"(?:ended|closed|discontinued|ceased|lapsed|stopped|came to an end|ran out|stepped down)\b|"
    r"\b(?:ended|closed|discontinued|came off|stepped down from) (?:the|both|his|her|their) "
    r"(?:child protection )?plans?\b|\bplan (?:was )?brought to an end\b|"
    r"\b(?:de-?registered|off the register)\b|\b(?:end(?:ing|ed)|ceas(?:ing|ed)) (?:the |his |her |"
    r"their )?registration\b|"
    r"\bregistration (?:had |was )?(?:been )?(?:ended|ceased|removed)\b",
    re.I,
)
# "A newspaper said that he was on a plan. He was not": what was said is taken back.
_TAKEN_BACK = re.compile(
    r"(?:He|She|They|It|That|This) (?:is|was|were|had) (?:not|never|wrong|untrue|mistaken|an? (?:error|"
    r"mistake))\b"
)
_REPORTED = re.compile(r"\b(?:newspaper|press|rumou?r|mistaken|wrongly|by mistake|in error)\b", re.I)
_NONE_OF = re.compile(r"None of (?!the (?:\w+ )?(?:children|siblings|boys|girls|family))")
_NEVER_HELD = re.compile(
    r"\bregister(?:,)? (?:had )?never\b|\bnever had (?:\w+['’]s |his |her )?name\b", re.I
)
# "For eight months before she died her name had been on the register": it still was.
_UP_TO_IT = re.compile(
    r"\bfor (?:\w+ ){1,4}(?:days|weeks|months|years) (?:before|until|up to) (?:(?:he|she|they|"
    r"\w+) (?:died|was|were)\b|"
    r"(?:his|her|their|the|\w+['’]s) (?:death|injur\w+|incident|admission))",
    re.I,
)
# "Not on the register in the six months before": it may have been earlier.
_LATELY = re.compile(
    r"\bin the (?:\w+ ){1,3}(?:weeks|months|years?) (?:before|preceding|prior|leading)\b", re.I
)
_MADE = re.compile(
    r"\b(?:made|agreed|began|started|drew up|put in place) (?:a |the |his |her |"
    r"their )?child protection plans?\b",
    re.I,
)
# A plan lasts months; one that began so many years before the incident was over by then.
LONGEST_PLAN_YEARS = 2.5
# "His name had never been on the register, and we do not say that it should have been": another clause.
_CLAUSE_END = re.compile(r"[;:]|,\s+(?:and|but|nor|so|although|though)\b")
# "Neither child had been on a plan": the denial is of the words that would else tell of a plan that ended.
_NOT_BEEN = re.compile(r"\bhad (?:ever |previously )?been (?:on|subject|the subject)\b", re.I)
_MODAL = re.compile(
    r"\b(?:should|must|ought|would|could|if|whether|requires?|is required|are required|may be)\b|\?\s*$", re.I
)


def find_plan(source: Source, people: People, incident: Incident | None = None) -> tuple[PlanStatus, bool]:
    """The plan status of the children of the case at the incident, and whether any sentence decided it."""
    said: dict[str, Sentence] = {}
    rows = [sentence for sentence in source.body if sentence.kind == "table_row"]
    for sentence in [*source.prose, *rows]:
        kind_of_section = source.section_type(sentence)
        if kind_of_section in _SKIPPED and not (
            kind_of_section in _UNLESS_NAMED and people.own.search(sentence.text)
        ):
            continue
        if "started" in said and _ENDED_LATER.search(sentence.text):
            said.setdefault("previous", sentence)
        kind = _said(source, sentence, people)
        if kind and kind not in said:
            said[kind] = sentence
    # "Was not on a plan at the time", after one that began earlier.
    if "not_now" in said and "started" in said and "current" not in said:
        said.setdefault("previous", said["started"])
    if "started" in said and "previous" not in said and _long_before(said["started"], incident):
        said["previous"] = said["started"]
    # "Baby W himself was never on a plan" goes before a plan of somebody who is not named.
    if "never" in said and people.own.search(said["never"].text):
        said = {kind: one for kind, one in said.items() if kind == "never" or people.own.search(one.text)}
    # A plan that ended outweighs the sentence in which it began; "never" of one sentence outweighs neither.
    decided = next((kind for kind in ("current", "previous", "started", "never") if kind in said), None)
    if decided is None:
        return "not_stated", False
    status: PlanStatus = (
        "current" if decided in ("current", "started") else "previous" if decided == "previous" else "never"
    )
    sentence = said[decided]
    # "Made subject to a plan" and nothing of its end; or a sentence that does not name the child.
    inferred = (
        decided == "started" or said[decided] is said.get("started") or not people.own.search(sentence.text)
    )
    source.note("child_protection_plan", status, sentence.char_start, sentence.char_end, inferred=inferred)
    return status, True


def _said(source: Source, sentence: Sentence, people: People) -> str | None:
    """What one sentence says of the child's plan; None for other people's plans, rules and questions."""
    phrases = source.phrases(sentence)
    terms = phrases.get("plan.term", []) or (
        phrases.get("plan.weak_term", []) if phrases.get("plan.weak_needs") else []
    )
    if not terms or phrases.get("outcome.rules") or _MODAL.search(_clause(sentence.text, terms[0][1])):
        return None
    following = source.following(sentence)
    if following and _TAKEN_BACK.match(following.text):
        return "never"
    at = terms[0][1] - 1
    # "None of the seven meetings under the plan" says nothing of the child.
    meetings = not phrases.get("plan.term") and _NONE_OF.match(sentence.text)
    if meetings or _REPORTED.search(sentence.text) or not _about_child(sentence.text, at, people, phrases):
        return None
    return "never" if _NEVER_HELD.search(sentence.text) else _status(sentence.text, at, phrases)


def _clause(text: str, at: int) -> str:
    """The text up to the end of the clause that holds ``at``."""
    end = _CLAUSE_END.search(text, at)
    return text[: end.start()] if end else text


def _status(text: str, at: int, phrases: dict[str, list[tuple[int, int]]]) -> str | None:
    """What the words round a plan at ``text[at]`` say of it."""
    never, ended = phrases.get("plan.never", []), phrases.get("plan.ended", [])
    if _precedes(never, at) and not _precedes(ended, at):
        return "never"
    if _UP_TO_IT.search(text) and all(_NOT_BEEN.match(text[start:]) for start, _ in ended):
        return "current"
    if _precedes(never, at) and all(_NOT_BEEN.match(text[start:at]) for start, _ in ended if start < at):
        return "never"
    if phrases.get("plan.ended") and not re.search(r"\bsince\b", text):
        return "previous"
    if _precedes(phrases.get("plan.not", []), at):
        now = phrases.get("plan.current") or _LATELY.search(text)
        return "not_now" if now else "never"
    if _precedes(phrases.get("plan.never", []), at):
        return "never"
    if any(
        re.match(r"at the time|when|remained|still|currently|current|in force", text[start:stop], re.I)
        for start, stop in phrases.get("plan.current", [])
    ):
        return "current"
    begun = phrases.get("plan.started") or phrases.get("plan.current") or _MADE.search(text)
    return "started" if begun else None


def _long_before(sentence: Sentence, incident: Incident | None) -> bool:
    """Whether the sentence dates the plan's beginning years before the incident."""
    days = find_dates(sentence.text)
    return bool(incident and days and (incident.day - days[-1].value).days > LONGEST_PLAN_YEARS * DAYS_A_YEAR)


def _about_child(text: str, at: int, people: People, phrases: dict[str, list[tuple[int, int]]]) -> bool:
    if people.own.search(text):
        # "CK and his sister had been on plans": whom the sentence names first.
        return (
            people.before(text, at) != "other"
            or people.first(text) == "child"
            or people.own.search(text[at:]) is not None
        )
    if phrases.get("plan.others"):
        return False
    return people.before(text, at) != "other"


def _precedes(spans: list[tuple[int, int]], at: int) -> bool:
    return any(start < at for start, _ in spans)
