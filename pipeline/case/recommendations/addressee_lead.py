"""The body that a line before points speaks of: "The Trust is asked to do two things:"."""

from __future__ import annotations

import re

from pipeline.case.recommendations.addressee import ASKED, ASKED_TO, SAID_TO, bare_sentence, subject_of
from pipeline.case.recommendations.addressee_heading import NO_GOAL
from pipeline.case.report.bodies import BEGINS, body_name, is_named

# "The Trust itself has three things to do", "The police are asked for one thing".
_HAS_TO_DO = re.compile(
    r"(?P<who>[^.;:?]{2,90}?)\s+(?:itself |themselves |jointly |also )*"
    rf"(?:(?:has|have)\s+(?:\w+\s+){{1,3}}to\b|(?:is|are) (?:\w+ ){{0,2}}{ASKED_TO}"
    r"(?:\s(?:for|about|in|as|that|the|these|this)\b|[^.;]{0,40}[:–—]\s*$))"
)
# "Four requests are made of the Board", "What we have asked of the Trust, which should:".
_MADE_TO = re.compile(
    r"\b(?:ask(?:ed|s)?|made|makes?|put|addressed|directed|given|requests?|proposals?|questions?|"
    r"expect\w*|wants?|requires?)\b"
    r"[^.;:?]{0,25}?\b(?:of|to|for|from)\s+(?P<who>[^.;:?,]{2,90})",
    re.I,
)
# "We ask the police:", "The Committee might properly be asked:", "It is recommended to the Trust that:".
_ASKED_OF = re.compile(
    r"\b(?:ask|invite|urge|request|advise|remind|want|expect|press|call on|recommend|recommended to|"
    r"recommended that|falls to|resolves? that)s? (?P<who>(?!that\b)[^.;:?]{2,90}?)(?:,[^:]{0,60})?"
    r"(?: (?:to|that|should|must|shall))?\s*:$",
    re.I,
)


def lead_body(text: str) -> str | None:
    """The body that a line before points is about: "The ambulance service has two things to do:",
    "Of the trust I ask two more.", "These are for the Council:". Who makes the list is not whom it asks."""
    *before, last = re.split(r"(?<=[.;])\s+(?=[A-Z])", text.strip())
    if before and (name := lead_body(last)):
        return name
    text = re.sub(r"^(?:and|but|then|next|lastly|finally)\b,?\s+", "", text.strip(), flags=re.I)
    fronted = re.match(
        r"(?:to|for|of|from|by)\s+(?P<who>[^.;?]{2,90}?)(?:,|\s+(?:we|I|there|is|are)\b|[.:]|\s*$)",
        text,
        re.I,
    )
    # "For schools, the Council is to:" asks the Council.
    after = text[fronted.end() :] if fronted and fronted[0].endswith(",") else ""
    if (other := subject_of(after.strip())) and is_named(other):
        return other
    if fronted and not NO_GOAL.match(fronted["who"]) and (name := body_name(fronted["who"])):
        return name
    return subject_of(text) or _asked(text) or _at_end(text)


def _asked(text: str) -> str | None:
    """The body of which a line asks something, or that has something to do."""
    for match in (
        _HAS_TO_DO.match(text),
        ASKED.search(text),
        _MADE_TO.search(text),
        SAID_TO.search(text),
        _ASKED_OF.search(text),
    ):
        if match and (name := body_name(match["who"])):
            return name
    return None


def _at_end(text: str) -> str | None:
    """The body with which a line breaks off before its points: "It is recommended that the Trust:"."""
    bare = re.sub(r"\s+(?:should|must|ought to|that|to|shall)$", "", bare_sentence(text).rstrip(" :"))
    if bare != text.rstrip(" :") and body_name(bare) == BEGINS.sub("", bare):
        return body_name(bare)
    last = re.search(
        r"\b(?:for|to|of|by|on)\s+(?P<who>(?:(?!\b(?:for|to|by|on)\b|\d)[^.;:,?]){2,80}?)\s*:$", text
    )
    return body_name(last["who"]) if last and not NO_GOAL.match(last["who"]) else None
