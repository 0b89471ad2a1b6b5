"""The body that a question asks what it does, in a list of questions to another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.case.report.bodies import body_name, is_body, is_collective, is_named

# "Will the Trust bring ...?", "What does the Council intend ...?", "How will the police let ... know?": of
# whom a question asks what it does.
_QUESTION_OF = re.compile(
    r"(?:^|[:,]\s)(?:(?:how|when|by when|where|why|(?:what|which)(?: \w+)?|in what way|on what \w+|"
    r"to what extent)\s+)?(?:can|could|will|would|does|do|has|have|is|are|might|may|should|must)\s+"
    r"(?P<who>[^.;:?,]{2,120})",
    re.I,
)
_ARTICLE = re.compile(r"(?:the|our|its)$", re.I)
ASKED_OF_BOARD = re.compile(r"\bthe (?P<who>Board|Committee|Partnership|LSCB)\b")
OF_QUESTIONS = re.compile(r"\b(?:questions?|challenges?)\b", re.I)


def put_to(question: str) -> str | None:
    """The named body of which a question asks what it does; None for a board, "each agency", a passive."""
    for asked in _QUESTION_OF.finditer(question):
        words = asked["who"].split()
        end = _end_of_name(words)
        name = body_name(" ".join(words[:end])) if end else None
        rest = " ".join(words[end:])
        if name and is_named(name) and not is_collective(name):
            passive = re.match(r"(?:be|been)\b", rest, re.I)
            board = (
                ASKED_OF_BOARD.search(f"the {name}")
                or re.search(r"[A-Z]*(?:SCB|CPC|SCP)$", name)
                or re.match(rf"and {ASKED_OF_BOARD.pattern}", rest)
            )
            return None if passive or board else name
    return None


def _end_of_name(words: Sequence[str]) -> int:
    """How many of the words that follow "will" or "does" are a name: an article, capitals, a body's noun."""
    end = 1 if words and _ARTICLE.match(words[0]) else 0
    if not end and not (words and words[0][:1].isupper()):
        return 0
    while end < len(words):
        word, after = words[end], words[end + 1] if end + 1 < len(words) else ""
        part = (
            word[:1].isupper() or is_body(word) or (word in ("and", "of", "for", "&") and after[:1].isupper())
        )
        # "the health board", "children's social care": the noun comes at the end.
        if not part and not (
            end + 1 < len(words) and is_body(f"{word} {after}") and not is_body(words[end - 1])
        ):
            break
        end += 1
    return end
