"""The bodies that headings name: "To Marshland Police", "Questions for the Board", "The Trust"."""

from __future__ import annotations

import re

from pipeline.case.report.bodies import BEGINS, body_name, is_body, is_named

_TO = re.compile(
    r"^(?:(?:\d[\d.]*|[A-Z][.)])\s+)?(?:(?:(?i:recommendations?|considerations?|questions?|actions?|"
    r"proposals?|matters|points|issues|challenges|suggestions|requests?|advice|steps|tasks|changes)\s+)?"
    r"(?:[Tt]o|[Ff]or|[Oo]f)):?\s+(?P<who>.+?)\s*:?$"
    r"|^(?:(?:\d[\d.]*|[A-Z][.)])\s+)?(?i:what (?:we|I) (?:ask|want|expect)|(?:actions?|changes|steps|"
    r"improvements?|"
    r"requests)(?: (?:required|requested|asked|expected|needed|wanted))?)\s+(?:of|from|by|"
    r"for)\s+(?P<whom>.+?)\s*:?$"
)
# "Matters which the Board is invited to consider".
_PUT_TO = re.compile(
    r"\b(?:questions?|considerations|challenges|matters|points|proposals|suggestions|requests)\b[^.;?]{0,30}?"
    r" (?:with|for|before|to|of) (?P<left>(?:the )?(?:[\w'’]+ ){0,4}?"
    r"(?:board|committee|partnership|trust|panel))\W*$|"
    r"\b(?:which|that|what) (?P<who>(?:the )?(?:[\w'’]+ ){0,5}?\w+) (?:is|are) (?:invited|asked|"
    r"requested) to (?:consider|deliberate|answer|"
    r"discuss|reflect|address|weigh|debate)\b"
    r"|\bfor (?P<whose>the (?:[\w'’]+ ){0,5}?\w+?)['’]s? (?:\w+ )?(?:consideration|attention|"
    r"deliberation|answer|action)\b",
    re.I,
)
# Headings of themes and of the list itself.
_NO_HEADING = re.compile(
    r"recommendation|consideration|action plan|learning|finding|"
    r"\b(?:what|how|why|should|will|must|things?|questions?)\b",
    re.I,
)
NO_GOAL = re.compile(
    r"(?:ensure|improve|make|help|support|review|develop|consider|discuss|inform|[a-z]\w*ing)\b"
)


def is_addressee_heading(text: str) -> bool:
    """Whether a short line is a heading that names a body: "To Marshland Police", "The Trust"."""
    words = re.sub(r"^(?:\d[\d.]*|[A-Z][.)])\s+", "", text.strip().rstrip(":"))
    if len(words.split()) > 12 or re.search(r"[.;,?]$|\b(?:there|we|I|is|are)\b", words):
        return False
    match = _TO.match(words)
    if match is None:
        short = len(words.split()) <= 7 and words[:1].isupper() and not re.search(r"[:.,;]", words)
        return short and body_name(words) == BEGINS.sub("", words) and is_named(words)
    who = match["who"] or match["whom"]
    return _names_body(who) or (text.rstrip().endswith(":") and who[:1].isupper())


def _names_body(who: str) -> bool:
    """Whether words after "To" or "For" name a body; "To improve the service" asks for something."""
    return not NO_GOAL.match(who) and is_body(re.sub(r"^the\s+", "", who))


def heading_body(heading: str) -> str | None:
    """The body that a heading names; headings of themes and "Recommendations" name none."""
    if put := _PUT_TO.search(heading):
        return body_name(put["who"] or put["whose"] or put["left"])
    match = _TO.match(heading)
    asked_of = match["who"] or match["whom"] if match else ""
    # "For the Board to take forward" says who sees to the list, not to whom each is addressed.
    if match and (further := re.search(r"\sto\s+[a-z]+\b.*$", asked_of)):
        asked = re.match(r"\sto\s+(?:consider|answer|discuss|reflect|think|address|weigh)\b", further[0])
        return body_name(asked_of[: further.start()]) if asked else None
    text = asked_of if match else re.sub(r"^(?:\d[\d.]*|[A-Z][.)])\s+", "", heading)
    text = re.sub(r"\s+(?:jointly|together|alike|\([A-Z]{2,8}\))$", "", text)
    if not match and (_NO_HEADING.search(text) or re.search(r"\b(?:I|we|our)\b", text)):
        return None
    if match and heading.rstrip().endswith(":") and text[:1].isupper() and (name := body_name(text) or text):
        return name.strip()
    if len(text.split()) > 12 or not (
        _names_body(text) if match else is_body(re.sub(r"^[Tt]he\s+", "", text))
    ):
        return None
    # "Norbridge Council, Education Service", "the Council as landlord": the body, without its part.
    first = re.split(r",|\sas\s", text)[0] if " and " not in text.partition(" as ")[0] else text
    return re.sub(r"^the\s+", "", (first if is_body(first) else text).strip(), flags=re.I)
