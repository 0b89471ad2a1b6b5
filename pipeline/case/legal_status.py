"""Whether the child was under an order, or accommodated by agreement, when it happened."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from pipeline.case.incident import Incident
from pipeline.case.people import People
from pipeline.case.source import Source
from pipeline.dates import find_dates
from pipeline.records import LegalStatus, Sentence

_SKIPPED = frozenset(
    ("recommendations", "action_plan", "references", "glossary", "terms_of_reference", "methodology")
)


def _either(*expressions: str) -> re.Pattern[str]:
    return re.compile("|".join(expressions), re.I)


# The strongest first: a child under a care order is also looked after.
_STATUS: tuple[tuple[LegalStatus, re.Pattern[str]], ...] = (
    (
        "care_order",
        _either(
            r"\b(?:interim |full |final )*(?:care|placement|permanence|parental rights) orders?\b",
            r"\bplaced for adoption\b",
            r"\bfreed for adoption\b",
            r"\b(?:a )?wards? of court\b",
            r"\b(?-i:ICO|FCO)\b",
            r"\border under section (?:31|38)\b",
        ),
    ),
    (
        "supervision_order",
        _either(
            r"\b(?:compulsory |interim |home )*supervision (?:orders?|requirements?)\b",
            r"\b(?-i:CSO|ICSO)\b",
            r"\bcompulsory measures of (?:care|supervision)\b",
        ),
    ),
    (
        "private_law_order",
        _either(
            r"\b(?:special guardianship|residence|child arrangements|kinship care|shared residence|contact|"
            r"prohibited steps|specific issue|section 8|s\.? ?8|section 11|joint residence|"
            r"custody) orders?\b",
            r"\borders? (?:for|of|as to|about|giving|granting) (?:\w+ )?(?:contact|residence|custody)\b",
            r"\b(?:contact|residence|custody|access) (?:\w+ )?(?:was|were|had been) (?:granted|ordered|"
            r"awarded)\b",
            r"\b(?:saw|see|sees|contact|access|visit\w*|weekends?|lived with|living with|liv(?:e|"
            r"es) with)\b[^.;]{0,60}"
            r"\b(?:court order|order of the (?:court|sheriff))\b",
            r"\bspecial guardian(?:s|ship)?\b",
            r"\b(?-i:SGO|CAO)\b",
        ),
    ),
    (
        "emergency_order",
        _either(
            r"\b(?:emergency protection|place of safety|child assessment) orders?\b",
            r"\bpolice (?:powers of )?protection\b",
            r"\bchild protection orders?\b",
            r"\b(?-i:EPO)\b",
        ),
    ),
    (
        "voluntary_accommodation",
        _either(
            r"\b(?:section|s\.?) ?(?:20|76)\b",
            r"\barticle 21\b",
            r"\b(?:voluntar(?:y|ily)|by agreement|with (?:\w+ )?consent|"
            r"at (?:\w+ )?request) (?:\w+ ){0,2}(?:accommodat\w+|care|looked[- ]after)\b",
            r"\baccommodated (?:by|with|voluntarily|under|in|at|since|from|on)\b",
            r"\blooked[- ]after (?:child|by|under|young person|status|boy|girl)\b",
            r"\b(?:was|were|became|been|being) (?:a )?looked[- ]after\b",
            r"\b(?:in|into) (?:foster|residential|local authority|public|the local authority['’]s) care\b",
            r"\b(?:placed|lived|living|live|stayed|moved) (?:\w+ ){0,3}(?:with|in|to|"
            r"at) (?:\w+ ){0,3}(?:foster (?:carers?|parents?|"
            r"home|family|placement)|children['’]s home|residential (?:home|unit|placement))\b",
        ),
    ),
)
_NONE = _either(
    r"\b(?:no|not|never|nor|neither|without)\b[^.;:]{0,40}\b(?:court|legal|statutory|care|family|civil|"
    r"public law|protective) "
    r"(?:orders?|proceedings)\b",
    r"\bno orders?\b (?:was|were|had|of any|in|on|under|for|relating|concerning|in respect)\b",
    r"\b(?:under|subject (?:to|of)|by|with) (?:no|any) (?:\w+ )?orders?\b",
    r"\b(?:not|never|neither|nor) (?:\w+ ){0,3}(?:looked[- ]after|accommodated)\b",
    r"\b(?:not|never|neither|nor) (?:\w+ ){0,3}in (?:public |local authority |foster )?care\b(?! of)",
)
# What a court or agency thought of, asked for or might have made is no order; nor is one that is defined.
_NOT_MADE = _either(
    r"\b(?:should|must|ought|would|could|might|if|whether|threshold|sought|seek|advice|advised)\b|"
    r"\b(?-i:may)\b",
    r"\b(?:consider|propos|contemplat|discuss|refus|declin|adjourn|withdr[ae]w|recommend)\w*\b",
    r"\b(?:appl(?:y|ied|ying|ication)s? for|instead of|rather than|short of)\b|\?\s*$",
    r"\b(?:criteria|guidance|regulations?|is (?:the form )?required|are required|means|is for)\b",
    r"\bwhere (?:a|the) (?:child|young person)\b|\b(?:a|any|every|each) (?:looked[- ]after|"
    r"accommodated) child\b",
)
_ENDED = _either(
    r"\b(?:discharged|revoked|expired|lapsed|came to an end|had ended|was ended|ended|rescinded|"
    r"terminated|ceased|replaced)\b",
    r"\b(?:until|previously|formerly|had once|at one time)\b|\b(?:was|were|is|are) no longer\b",
    # "She had been in care for two years" is over; "she had been accommodated at nine" is not.
    r"\bhad been\b[^.;]{0,60}\b(?:for (?:\w+ ){1,3}(?:weeks|months|years?)|between|as an? (?:toddler|"
    r"baby|infant|small child))\b",
)
# A child who goes home is no longer accommodated; an order goes on.
_HOME = _either(
    r"\b(?:return(?:ed|ing)?|went back|moved back|came back|rehabilitat\w+|reunited|restored|"
    r"discharged)\b[^.;]{0,25}?\b"
    r"(?:to|with) (?:(?:live with|the care of) )?(?:his|her|their|the) (?:own )?(?:mother|father|"
    r"parents?|family)\b"
    r"(?! ['’]|['’]s)",
    r"\b(?:return(?:ed|ing)?|went|came) home (?:from (?:foster |residential )?care|to live|for good|"
    r"permanently|in (?:19|20)\d\d|under)\b",
    r"\bleft (?:foster |residential )?care\b",
)
_AT_THE_TIME = _either(
    r"\bat the time\b|\bon the day of\b|\bwhen (?:he|she|they|it|\w+(?: \w+)?) (?:died|was (?:found|"
    r"killed|hurt|injured|attacked))\b",
    r"\b(?:remained|still|in force|current|throughout)\b",
)
# What came afterwards: "now lives", "has since been", "following the death".
_AFTERWARDS = _either(
    r"\b(?:now|today|since then|has since|have since|apart since|nowadays|at present|subsequently|"
    r"afterwards?|thereafter|later)\b",
    r"\b(?:after|following) (?:the |his |her |their |this |that |these |\w+['’]s )?(?:death|incident|"
    r"injur\w+|assault|"
    r"events?|discharge from hospital|arrests?|fire|attack|discovery|admission)\b",
    r"\bsurviv(?:ing|ed)\b|\bsafeguarded\b|\bsince that\b|\b(?:has|have) (?:since|lived|been)\b",
)
_DENIED = re.compile(r"\b(?:not|never|nor|no|neither|without)\W+(?:\w+\W+){0,4}$", re.I)
# Another child of the family, whose orders and plans are not those of the child of the case.
OTHER_CHILD = re.compile(
    r"\b(?:elder|older|other|younger|eldest|first|previous|second|half)[- ](?:child(?:ren)?|sons?|"
    r"daughters?|boys?|girls?|bab(?:y|ies)|"
    r"siblings?|brothers?|sisters?)\b|\bsiblings?\b",
    re.I,
)
# "His grandmother held a residence order for him."
_FOR_CHILD = re.compile(
    r"\s+(?:for|on|in respect of|over|concerning)\s+(?:him|her|them|the (?:child|baby|boy|girl|"
    r"children))\b(?! \w+er\b)",
    re.I,
)
_CONTACT = re.compile(r"\b(?:contact|saw|see|access|visit\w*|weekends?)\b", re.I)
_PRESENT = re.compile(r"\b(?:is|are|lives?|remains?|stays?)\b")
_PAST = re.compile(r"\b(?:was|were|had|became|lived|went|moved|placed|made|granted|remained)\b")
SHORT_DAYS = 15  # an emergency order or police protection is over after so many days


def find_legal_status(source: Source, people: People, incident: Incident | None) -> LegalStatus:
    """The order or agreement that the child was under at the incident; ``none`` where the report denies one.

    Orders made afterwards, of other children, or only thought of do not count. Without a word: not_stated.
    """
    said: dict[LegalStatus, Sentence] = {}
    after = _event_at(source)
    past = len(re.findall(r"\bwas\b", source.text)) > len(re.findall(r"\bis\b", source.text))
    rows = [one for one in source.body if one.kind == "table_row"]
    for sentence in [*source.prose, *rows]:
        text = sentence.text
        if source.section_type(sentence) in _SKIPPED or sentence.char_start > after:
            continue
        if said and _HOME.search(text) and people.first(text) != "other":
            said.pop("voluntary_accommodation", None)
            said.pop("emergency_order", None)
        last = source.previous(sentence)
        status = _said(text, people, last.text if last else "", past=past)
        if (
            status is None
            or (status != "none" and _is_later(text, incident))
            or _is_over(status, text, incident)
        ):
            continue
        if status != "none" and _ENDED.search(text) and not _AT_THE_TIME.search(text):
            said.pop(status, None)
            continue
        said[status] = sentence
    found = _strongest([one for one in said if _AT_THE_TIME.search(said[one].text)]) or _strongest([*said])
    if found is None:
        return "not_stated"
    sentence = said[found]
    named = people.own.search(sentence.text) is not None
    source.note("legal_status", found, sentence.char_start, sentence.char_end, inferred=not named)
    return found


def _strongest(said: Sequence[LegalStatus]) -> LegalStatus | None:
    return next((one for one, _ in _STATUS if one in said), "none" if "none" in said else None)


def _said(text: str, people: People, before: str, *, past: bool) -> LegalStatus | None:
    """What one sentence says of the child; None for other people, and for what was only thought of."""
    none = _NONE.search(text)
    if (
        none
        and people.before(text, none.start()) != "other"
        and not re.search(r"\b(?:criminal|police)\b", text)
    ):
        return "none"
    for status, pattern in _STATUS:
        for match in pattern.finditer(text):
            clause = _clause(text, match.start(), match.end())
            passed = _AFTERWARDS.search(clause) or (
                past and _PRESENT.search(clause) and not _PAST.search(clause)
            )
            if passed or _NOT_MADE.search(clause) or _DENIED.search(text[: match.start()]):
                continue
            if _of_child(text, match.start(), match.end(), people, before, status):
                return status
    return None


def _clause(text: str, start: int, end: int) -> str:
    """The words between the semicolons round ``text[start:end]``."""
    first = max(text.rfind(mark, 0, start) for mark in (";", ":", " – "))
    last = min((at for mark in (";", " – ") if (at := text.find(mark, end)) >= 0), default=len(text))
    return text[first + 1 : last]


def _of_child(text: str, start: int, end: int, people: People, before: str, status: LegalStatus) -> bool:
    """Whether the words at ``text[start:end]`` are said of the child: named last before them, or at first."""
    whose = people.before(text, start) or people.after(text, end)
    if (
        whose == "pronoun"
        and people.first(before) == "other"
        and people.before(before, len(before)) == "other"
    ):
        return False
    # "An interim care order was made": of no one else than the child, where nobody is named.
    if whose is None:
        near = text[max(start - 40, 0) : start] + text[end : end + 60]
        made = re.search(r"\b(?:made|granted|obtained|in force|agreed|followed|issued|secured)\b", near)
        return bool(made) and people.first(text) is None
    named = people.own.search(text[:start])
    # "Child B lived with his grandmother under an order", not "Child B's sister was under an order".
    at_first = named and people.first(text) == "child" and not re.match("['’]s", text[named.end() :])
    if not named and OTHER_CHILD.search(text):
        return False
    if _FOR_CHILD.match(text, end):
        return True
    # Who may see the child, and with whom it lives, is told of a parent.
    return (
        whose in ("child", "pronoun")
        or bool(at_first)
        or (status == "private_law_order" and _CONTACT.search(text) is not None)
    )


def _is_over(status: LegalStatus, text: str, incident: Incident | None) -> bool:
    """Whether an emergency measure, which lasts days, was over before the incident."""
    if status != "emergency_order" or _AT_THE_TIME.search(text):
        return False
    days = [one.value for one in find_dates(text)]
    return not (incident and days and abs((incident.day - days[-1]).days) <= SHORT_DAYS)


def _is_later(text: str, incident: Incident | None) -> bool:
    days = [one.value for one in find_dates(text)]
    return bool(incident and days and min(days) > _last_day(incident))


def _last_day(incident: Incident) -> date:
    if incident.precision == "day":
        return incident.day
    month = 12 if incident.precision == "year" else incident.day.month
    return incident.day.replace(month=month, day=28)


def _event_at(source: Source) -> int:
    """Where the body tells the incident; the end of the text where that is at its beginning, or not told."""
    first = source.cover_span[1]
    places = [one.char_end for one in source.found if one.field == "incident_date" and one.char_start > first]
    late = [at for at in places if at > len(source.text) / 4]
    return min(late, default=len(source.text))
