"""To whom a recommendation is addressed, as the report names it."""

from __future__ import annotations

import re

_TO = re.compile(
    r"^(?:\d[\d.]*\s+)?(?:(?:(?i:recommendations?|considerations?|questions?|actions?)\s+)?(?:[Tt]o|[Ff]or))\s+(?P<who>.+?)\s*:?$"
)
# "That the Trust bring ...", "the County Council's service obtain ...": the body before a bare verb.
_BARE = re.compile(
    r"^(?:[Tt]hat\s+)?(?:[Tt]he\s+)?(?P<who>(?:[\w'&-]+\s+){0,7}?(?i:board|committee|partnership|trusts?|council|police|constabulary|"
    r"services?|departments?|authority|authorities|agencies|government|schools?|academy|cafcass)"
    r"(?:\s+for\s+[A-Z][\w, ]+?)?)\s+"
    r"(?!of\b|and\b|for\b|in\b|is\b|to\b|with\b|that\b|on\b|'s)[a-z]+\b"
)
_BODY = re.compile(
    r"\b(?:Board|Committee|Partnership|Trust|Council|Police|Constabulary|Service|Services|Authority|Group|School|Academy|Cafcass|CAFCASS|"
    r"Probation|NHS|Care|Agency|agencies|Government|Department|Health|Hospitals?|Education|CCG|PCT|GPs?|Homes|Area|Panel)\b"
)
_SUBJECT = re.compile(
    r"^(?:that\s+|(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|[a-z]+ly|lastly|finally|in the \w+ place),?\s+)*"
    r"(?P<who>[^,.;:?]{2,80}?)(?:,[^,]{0,60},)?\s+"
    r"(?:should|must|ought to|needs? to|is asked to|are asked to|is invited to|will|may wish)\b",
    re.I,
)
_IS_TO = re.compile(r"\brecommendation is (?:to|for) (?P<who>[A-Z][^,.;]{2,60})")
_QUESTION = re.compile(r"\bthe (?P<who>Board|Committee|Partnership|LSCB)\b")
_NO_BODY = re.compile(
    r"^(?:it|this|they|there|we|the (?:review|report|following)|before|where|when|if|any|every child|"
    r"each child)\b",
    re.I,
)


def is_addressee_heading(text: str) -> bool:
    """Whether a short line is a heading that names a body: "To Marshland Police"."""
    return (
        len(text.split()) <= 12
        and not re.search(r"[.;,?]$", text)
        and bool(_TO.match(text))
        and bool(_BODY.search(text))
    )


def addressee_of(text: str, heading: str, previous: str | None) -> str | None:
    """The body of the heading above, else the one that the sentence says should act; "it" is the one before.

    "The Trust" under "8.2 Harrowdale Primary Care Trust" is the heading's Trust.
    """
    under = _heading_body(heading)
    if under:
        return under
    named = _IS_TO.search(text)
    if named:
        return named["who"].strip()
    if text.rstrip().endswith("?"):
        question = _QUESTION.search(text)
        return question["who"] if question else None
    for sentence in re.split(r"(?<=\.)\s+", text)[:3]:
        match = _SUBJECT.search(sentence)
        if match:
            return _body(match["who"], previous)
    infinitive = re.match(r"(?:The\s+)?(?P<who>[A-Z][^.,;:]{2,60}?)\s+to\s+[a-z]+\b", text)
    if infinitive and _BODY.search(infinitive["who"]):
        return infinitive["who"]
    bare = _BARE.match(text)
    return bare["who"].strip() if bare else None


def _body(words: str, previous: str | None) -> str | None:
    who = re.sub(r"^(?:the\s+)(?=[A-Z])", "", words.strip(), flags=re.I)
    if re.match(r"it\b", who, re.I):
        return previous
    return None if _NO_BODY.match(who) or len(who.split()) > 12 else who


def _heading_body(heading: str) -> str | None:
    """The body that a heading names; headings of themes and "Recommendations" name none."""
    match = _TO.match(heading)
    text = match["who"] if match else re.sub(r"^\d[\d.]*\s+", "", heading)
    if re.search(r"recommendation|consideration|action plan|learning|finding", text, re.I) and not match:
        return None
    if not _BODY.search(text) or len(text.split()) > 12:
        return None
    return re.sub(r"^the\s+", "", text.strip())
