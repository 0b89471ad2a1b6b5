"""Whether the child was on a child protection plan (or register): now, before, never, or not said."""

from __future__ import annotations

import re

from pipeline.case.people import People
from pipeline.case.source import Source
from pipeline.records import PlanStatus, Sentence

_SKIPPED = frozenset(
    ("recommendations", "action_plan", "references", "glossary", "terms_of_reference", "methodology")
)
_MODAL = re.compile(
    r"\b(?:should|must|ought|would|could|if|whether|requires?|is required|are required|may be)\b|\?\s*$", re.I
)


def find_plan(source: Source, people: People) -> tuple[PlanStatus, bool]:
    """The plan status of the children of the case, and whether any sentence decided it."""
    said: dict[str, Sentence] = {}
    rows = [sentence for sentence in source.body if sentence.kind == "table_row"]
    for sentence in [*source.prose, *rows]:
        if source.section_type(sentence) in _SKIPPED:
            continue
        kind = _said(source, sentence, people)
        if kind and kind not in said:
            said[kind] = sentence
    # A plan that ended outweighs the sentence in which it began; "never" of one sentence outweighs neither.
    decided = next((kind for kind in ("current", "previous", "started", "never") if kind in said), None)
    if decided is None:
        return "not_stated", False
    status: PlanStatus = (
        "current" if decided in ("current", "started") else "previous" if decided == "previous" else "never"
    )
    sentence = said[decided]
    source.note("child_protection_plan", status, sentence.char_start, sentence.char_end)
    return status, True


def _said(source: Source, sentence: Sentence, people: People) -> str | None:
    """What one sentence says of the child's plan; None for other people's plans, rules and questions."""
    phrases = source.phrases(sentence)
    terms = phrases.get("plan.term", []) or (
        phrases.get("plan.weak_term", []) if phrases.get("plan.weak_needs") else []
    )
    if not terms or phrases.get("outcome.rules") or _MODAL.search(sentence.text):
        return None
    at = terms[0][0]
    if not _about_child(sentence.text, at, people, phrases):
        return None
    if _precedes(phrases.get("plan.never", []), at) and not _precedes(phrases.get("plan.ended", []), at):
        return "never"
    if phrases.get("plan.ended") and not re.search(r"\bsince\b", sentence.text):
        return "previous"
    if _precedes(phrases.get("plan.not", []), at):
        return "never" if phrases.get("plan.current") is None else "not_now"
    if _precedes(phrases.get("plan.never", []), at):
        return "never"
    if any(
        re.match(r"at the time|when|remained|still|currently|current", sentence.text[start:stop], re.I)
        for start, stop in phrases.get("plan.current", [])
    ):
        return "current"
    return "started" if phrases.get("plan.started") or phrases.get("plan.current") else None


def _about_child(text: str, at: int, people: People, phrases: dict[str, list[tuple[int, int]]]) -> bool:
    if people.own.search(text):
        return people.before(text, at) != "other" or people.own.search(text[at:]) is not None
    if phrases.get("plan.others"):
        return False
    return people.before(text, at) != "other"


def _precedes(spans: list[tuple[int, int]], at: int) -> bool:
    return any(start < at for start, _ in spans)
