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
# "that NHS Eskdale offer letters", "that the Chief Constable issue".
_THAT = re.compile(r"^that\s+(?:the\s+)?(?P<who>[A-Z]\w+(?:\s+[A-Z]\w+)*)\s+[a-z]+\b")
# "We ask the Partnership to produce ...", "2, to the Trust: a third referral ...".
_ASKED = re.compile(
    r"^(?:we|I)\s+(?:\w+ly\s+)?(?:ask|invite|urge|recommend to|recommend that|ask that|advise)\s+(?:the\s+)?"
    r"(?P<who>[^,.;:]{2,80}?)(?:,[^,]{0,60},)?\s+(?:to|should|must)\s+[a-z]+\b",
    re.I,
)
_TO_BEFORE = re.compile(r"^[,(]?\s*(?:to|for)\s+(?:the\s+)?(?P<who>[^:.;)]{2,80}?)\)?\s*[:–-]\s", re.I)
_BODY = re.compile(
    r"\b(?:Board|Committee|Partnership|Trust|Council|Police|Constabulary|Service|Services|Authority|Group|School|Academy|Cafcass|CAFCASS|"
    r"Probation|NHS|Care|Agency|agencies|Government|Department|Health|Hospitals?|Education|CCG|PCT|GPs?|Homes|Area|Panel)\b"
)
_ANY_BODY = re.compile(
    rf"{_BODY.pattern}|\b(?:constabulary|probation|surger(?:y|ies)|practices|nurser(?:y|ies)|courts?|ministers?|inspectorates?|"
    r"partners|providers?|everyone|employers)\b",
    re.I,
)
_SUBJECT = re.compile(
    r"^(?:that\s+|(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|[a-z]+ly|lastly|finally|in the \w+ place),?\s+)*"
    r"(?P<who>[^,.;:?]{2,80}?)(?:,[^,]{0,60},)?\s+"
    r"(?:should|must|shall|ought to|needs? to|is asked to|are asked to|is invited to|will|may wish)\b",
    re.I,
)
_IS_TO = re.compile(r"\brecommendation is (?:to|for) (?P<who>[A-Z][^,.;]{2,60})")
_QUESTION = re.compile(r"\bthe (?P<who>Board|Committee|Partnership|LSCB)\b")
_NO_BODY = re.compile(
    r"^(?:it|this|they|there|we|the (?:review|report|following)|before|where|when|if|any|every child|"
    r"each child|no \w+|a child|children|these|those)\b(?!['’]s)",
    re.I,
)
# What should be so is no body that makes it so: "Was-not-brought arrangements should cover dentistry".
_THING = re.compile(
    r"\b(?:arrangements?|records?|assessments?|training|cases?|meetings?|plans?|files?|tools?|polic(?:y|ies)|guidance|"
    r"procedures?|protocols?|visits?|referrals?|letters?|appointments?|information|decisions?|audits?|entr(?:y|ies)|"
    r"chronolog(?:y|ies)|words|same visit|adaptation|absence|reviews?|conferences?|reports?)$",
    re.I,
)


# People who can do what is asked, where the subject is no body.
_PEOPLE = re.compile(
    r"\b(?:managers?|heads?|directors?|chairs?|chief|officers?|workers?|professionals?|practitioners?|nurses?|midwives|midwifery|"
    r"visitors?|visiting|doctors?|clinicians?|paediatricians?|teachers?|staff|teams?|agenc(?:y|ies)|members?|leads?|"
    r"commissioners?|consultants?|advisers?|supervisors?|coroners?|forces?|landlords?|charit(?:y|ies)|clinics?|units?|hubs?|"
    r"front door|line|secretary|hostels?|colleges?|playgroups?|wards?|association|boroughs?|county|"
    r"councils?|bod(?:y|ies)|"
    r"schools?|trusts?|hospitals?|infirmary|housing|employers?|regulators?|registrars?|lawyers?|co-?ordinators?|escorts?|home|homes|prisons?|army|church(?:es)?|clubs?)\b",
    re.I,
)
_FIELDS = frozenset(("Health", "Housing", "Education", "Social care", "Social Care"))
# Headings of themes and of the list itself.
_NO_HEADING = re.compile(
    r"recommendation|consideration|action plan|learning|finding|"
    r"\b(?:what|how|why|should|will|must|things?|questions?)\b",
    re.I,
)


def is_addressee_heading(text: str) -> bool:
    """Whether a short line is a heading that names a body: "To Marshland Police"."""
    match = _TO.match(text)
    if match is None or len(text.split()) > 12 or re.search(r"[.;,?]$", text):
        return False
    return _names_body(match["who"]) or (text.rstrip().endswith(":") and match["who"][:1].isupper())


def _names_body(who: str) -> bool:
    """Whether words after "To" or "For" name a body; "To improve the service" asks for something."""
    if re.match(
        r"(?:ensure|improve|make|help|support|review|develop|consider|discuss|inform|[a-z]\w*ing)\b", who
    ):
        return False
    return bool(_ANY_BODY.search(who))


def addressee_of(text: str, heading: str, previous: str | None) -> str | None:
    """The body of the heading above, else the one that the sentence says should act; "it" is the one before.

    "The Trust" under "8.2 Harrowdale Primary Care Trust" is the heading's Trust.
    """
    under = _heading_body(heading)
    # "Health" heads what several bodies should do: the sentence may name its own.
    own = _SUBJECT.search(text) if under in _FIELDS else None
    if own and _ANY_BODY.search(own["who"]) and (body := _body(own["who"], previous)):
        return body
    if under:
        # "For the police and the health trust": each recommendation says which of them.
        own = _SUBJECT.search(text) if " and " in under else None
        return _body(own["who"], previous) or under if own and _BODY.search(own["who"].title()) else under
    if before := _TO_BEFORE.match(text):
        return re.sub(r"\s+(?:jointly|together)$", "", before["who"].strip())
    if asked := _ASKED.match(text):
        return asked["who"].strip()
    named = _IS_TO.search(text)
    if named:
        return named["who"].strip()
    if text.rstrip().endswith("?"):
        question = _QUESTION.search(text)
        return question["who"] if question else None
    for sentence in re.split(r"(?<=\.)\s+", text)[:3]:
        match = _SUBJECT.search(sentence)
        # "No case shall be held ...": the next sentence may say by whom.
        if match and (body := _body(match["who"], previous)):
            return body
    infinitive = re.match(r"(?:The\s+)?(?P<who>[A-Z][^.,;:]{2,60}?)\s+to\s+[a-z]+\b", text)
    if infinitive and _BODY.search(infinitive["who"]):
        return infinitive["who"]
    bare = _BARE.match(text) or _THAT.match(text)
    return bare["who"].strip() if bare else None


def _body(words: str, previous: str | None) -> str | None:
    who = re.sub(r"^(?:the\s+)(?=[A-Z])", "", words.strip(), flags=re.I)
    if re.match(r"it\b", who, re.I):
        return previous
    who = re.sub(r"\s+(?:jointly|together)$", "", who)
    if not (_ANY_BODY.search(who) or _PEOPLE.search(who) or re.search(r"\b[A-Z]{2,}\b|(?<=\s)[A-Z]", who)):
        return None
    return None if _NO_BODY.match(who) or _THING.search(who) or len(who.split()) > 12 else who


def _heading_body(heading: str) -> str | None:
    """The body that a heading names; headings of themes and "Recommendations" name none."""
    match = _TO.match(heading)
    # "For the Board to take forward" says who sees to the list, not to whom each is addressed.
    if match and re.search(r"\sto\s+[a-z]+\b", match["who"]):
        return None
    text = match["who"] if match else re.sub(r"^\d[\d.]*\s+", "", heading)
    if re.search(_NO_HEADING, text) and not match:
        return None
    if match and heading.rstrip().endswith(":") and text[:1].isupper() and len(text.split()) <= 8:
        return text.strip()
    names = _BODY.search(text) or (len(text.split()) <= 3 and _ANY_BODY.search(text))
    if not (_names_body(text) if match else names) or len(text.split()) > 12:
        return None
    return re.sub(r"^the\s+", "", text.strip())
