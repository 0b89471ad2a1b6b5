"""What one sentence says of the child's standing in law: which order or agreement, whose, and from when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from pipeline.case.people.people import People, any_of
from pipeline.case.protection import legal_words as words
from pipeline.case.protection.legal_denied import denied
from pipeline.dates import find_dates
from pipeline.records import LegalStatus, Sentence

# Characters before and after the words of an order in which it is said that it was only thought of, or ended.
REACH, REACH_AFTER = 70, 70
_ADULTS = (
    r"(?:mother|father|mum|dad|parents?|partner|grandmother|grandfather|step-?father|step-?mother|uncle|aunt)"
)
# "Mother had been in care herself", "his father's supervision order": the adult's own.
_ADULTS_OWN = re.compile(
    rf"\b{_ADULTS}\b,?(?: who [^,;]{{1,40}},| (?:now |then )?(?:aged )?\d\d,)?[^,;]{{0,30}}\b(?:had|has|"
    rf"was|were|been|being|grew up|grown up|spent|came|went|lived|"
    rf"placed)"
    rf"\b(?:(?!\b(?:who|whom|which|that|for|of|when|where|asked|granted|made|given|awarded|the|him|"
    rf"them)\b)[^,;])*$|"
    rf"\b{_ADULTS}[’']s (?:own )?(?:\w+ )?$",
    re.I,
)
# Where the review is about one child, these are others.
_SEVERAL = re.compile(
    r"\b(?:both|two|three|four|five)\s+(?:\w+ )?(?:girls|boys|brothers|sisters)\b|"
    r"\b(?:other|his|her|these|elder|older)\s+(?:two|three|four|five)\s+(?:\w+ )?children\b",
    re.I,
)
_CHILDHOOD = re.compile(
    rf"\b{_ADULTS}\b[^,;]{{0,20}}\b(?:herself|himself|themselves)\b|\b(?:(?:her|his|"
    rf"their) own (?:childhood|youth|teens?|adolescence|early)|as (?:a|an) "
    r"(?:child|girl|boy|teenager|adolescent)|(?:her|his) childhood|care leavers?|grew up|grown up|"
    r"brought up)\b",
    re.I,
)
# "Brother and sister went to their grandparents": the child is one of the two.
_PAIR = re.compile(
    r"(?<!\bhis )(?<!\bher )(?<!\btheir )(?<!['’]s )(?<!s['’] )(?<!er )(?<!est )(?<!half-)(?<!half )"
    r"\b(?:brother and sister|sister and brother|siblings both|both siblings)\b",
    re.I,
)
# "Ms C was herself a looked after child": said of one who is grown up.
_HERSELF = re.compile(
    r"\b(?:(?:was|were|had been) (?:herself|himself|themselves)\b|"
    r"had (?:herself|himself|themselves) (?:been|spent|grown|lived|known|come)\b)",
    re.I,
)
_ADULT_HERSELF = re.compile(rf"\b{_ADULTS}\b[^;.]{{0,40}}?{_HERSELF.pattern}", re.I)
# What is told besides of a person in the sentence: "her mother, whose older girl now lives elsewhere"; but
# not "with whom she now lives".
_RELATIVE = re.compile(r",\s(?:whose|who|with whom (?!he\b|she\b|they\b|the (?:child|boy|girl|baby)\b))\b")
_OBJECT = re.compile(
    r"\b(?:in respect of|in relation to|over|concerning|about|regarding|relating to|on|for|of|to)\s+"
    r"(?P<who>[^,.;]{1,40})",
    re.I,
)
_MADE_NEAR = re.compile(
    r"\b(?:all (?:two|three|four|five|the) children|both children|each child|made|makes?|grants?|gives?|"
    r"places?|granted|obtained|"
    r"in force|agreed|followed|issued|secured|"
    r"under|subject|ordered|gave|given|placed|"
    r"settled|settles|provid\w+|says?|said|requir\w+|won|held|holds|stood|stands|runs?|ran|applied|"
    r"extended|renewed|"
    r"accommodated|looked[- ]after|by|was an?|decided|ruled|directed|approved|signed|sealed|had an?)\b",
    re.I,
)
_NO = re.compile(r"\b(?:not|never|no|neither|nor)\b", re.I)
# "... was applied for and made".
_THEN_MADE = re.compile(
    r"[^.;]{0,30}?\b(?:was|were|been|being|which) (?:\w+ )?(?:made|granted|obtained|issued|secured|imposed)\b"
    r"|,? (?:and )?(?:duly )?(?:obtained|granted)\b|,? made (?:on|in|by)\b|[^.;]{0,30}\b(?:in force)\b",
    re.I,
)
# The denial is of the time before the order that the same sentence tells of.
_NOT_YET = re.compile(
    r"\b(?:yet|at the time|at that time|so far|until|when|thus far|hitherto|up to|on the (?:day|night))\b",
    re.I,
)
_NEW = re.compile(
    r"[;:]|, (?:and|but|so|though|although|while|whereas|yet|until|when)\b|\bbut\b|\b(?:and|"
    r"until) (?:then )?(?:an?|the|it|one|on|in)\b"
)
_JUST_MADE = re.compile(r"\b(?:made|granted|issued|imposed) (?:(?:an?|the|interim|full) )*$", re.I)
_DENIED = re.compile(r"\b(?:not|never|nor|no|none|nobody|neither|without)\W+(?:\w+\W+){0,4}$", re.I)
# "Supervision order (criminal)", "a supervision order for the thefts" is a sentence, not protection.
_SENTENCE = re.compile(
    r"\b(?:criminal\)?|youth court|convict\w*|sentenced?|theft|burglary|handling|offences?|magistrates for|"
    r"probation "
    r"order)\b",
    re.I,
)
_FAMILY_LAW = re.compile(r"\bfamily (?:proceedings?|courts?|supervision|division|law)\b", re.I)
# A sibling's code, which no list of persons may give: "HS2", "S1".
_SIBLING_CODE = re.compile(r"\b(?:[HSYOU]?S|[HS]B|Sib) ?\d\b")


@dataclass(frozen=True, slots=True)
class Kin:
    """Whose an order can be; ``siblings`` finds the names of the family's other children."""

    people: People
    siblings: re.Pattern[str]
    alone: bool = True

    @classmethod
    def of(cls, people: People, siblings: tuple[str, ...], alone: bool = True) -> Kin:
        """``siblings`` are names of the family's other children; ``alone``: the review is about one child."""
        return cls(people, any_of(siblings), alone)


@dataclass(frozen=True, slots=True)
class Said:
    """A status that a sentence gives the child; ``named``: it names the child, ``day``: its date.

    ``then``: said of the time of the incident; ``later``: after what was told before, which may be before
    the incident or after it. ``start`` and ``end`` are places in the sentence.
    """

    status: LegalStatus
    sentence: Sentence
    start: int
    end: int
    named: bool
    then: bool
    day: date | None = None
    later: bool = False


def read(sentence: Sentence, kin: Kin, before: str, *, past: bool) -> Iterator[Said]:
    """The strongest status that a sentence gives the child, and after it that it denies one.

    ``before`` is the text of the sentence before it. ``past``: the report tells its story in the past tense,
    so that what is told in the present tense is of the time of writing.
    """
    text = sentence.text
    small = text.lower()
    matches = _matches(text, past=past) if any(part in small for part in words.PARTS) else iter(())
    place = denied(text, kin.people, kin.siblings)
    if place and _of_other(before, kin) and re.match(r"\W*(?:he|she|they|his|her)\b", text, re.I):
        place = None
    # Whether an order is told of after the denial: "no order had yet been made; one was in June".
    after = False
    for status, match in matches:
        if place and _in_denial(text, place, match.start()):
            continue
        if _of_child(text, match, kin, before, status):
            after = (
                place is not None
                and status != "voluntary_accommodation"
                and place[1] <= match.start()
                and _NOT_YET.search(text[: match.start()]) is not None
            )
            if not after:
                yield _said(status, sentence, match.span(), kin)
            break
    if place:
        one = _said("none", sentence, place, kin)
        yield replace(one, then=True) if after else one


def _in_denial(text: str, place: tuple[int, int], at: int) -> bool:
    """Whether the words at ``at`` belong to the denial at ``place``: no new statement begins between them."""
    start, end = place
    return start <= at and (at < end or _NEW.search(text, end, at) is None)


def _said(status: LegalStatus, sentence: Sentence, place: tuple[int, int], kin: Kin) -> Said:
    text = sentence.text
    days = [(min(abs(one.start - place[1]), abs(place[0] - one.end)), one.value) for one in find_dates(text)]
    return Said(
        status,
        sentence,
        *place,
        named=kin.people.own.search(text) is not None,
        then=words.AT_THE_TIME.search(clause_of(text, *place)) is not None,
        day=min(days)[1] if days else None,
        later=words.LATER.search(clause_of(text, *place)) is not None,
    )


def _matches(text: str, *, past: bool) -> Iterator[tuple[LegalStatus, re.Match[str]]]:
    """Orders and agreements that were made, the strongest first."""
    for status, pattern in words.STATUS:
        for match in pattern.finditer(text):
            besides = _RELATIVE.search(text, match.end())
            clause = clause_of(text[: besides.start()] if besides else text, *match.span())
            if words.AFTERWARDS.search(clause) or (
                past and words.PRESENT.search(clause) and not words.PAST.search(clause)
            ):
                continue
            if words.GENERAL.search(clause) or _only_thought_of(text, match):
                continue
            if _DENIED.search(text[: match.start()]) or _NO.search(match[0]):
                continue
            of_crime = _SENTENCE.search(clause) and not _FAMILY_LAW.search(clause)
            if status == "supervision_order" and of_crime:
                continue
            yield status, match


def _only_thought_of(text: str, match: re.Match[str]) -> bool:
    """Whether an order was considered, asked for or refused, and not made all the same."""
    head = text[max(match.start() - REACH, 0) : match.start()]
    tail = text[match.end() : match.end() + REACH_AFTER]
    thought = max((one.end() for one in words.NOT_MADE.finditer(head)), default=-1)
    made = max((one.end() for one in words.MADE.finditer(head)), default=-1)
    if _JUST_MADE.search(head):
        return False
    if words.NOT_GIVEN.search(tail):
        return True
    return thought > made and not _THEN_MADE.match(tail)


def clause_of(text: str, start: int, end: int) -> str:
    """The words between the semicolons round ``text[start:end]``."""
    first = max(text.rfind(mark, 0, start) for mark in (";", ":", " – "))
    last = min((at for mark in (";", " – ") if (at := text.find(mark, end)) >= 0), default=len(text))
    return text[first + 1 : last]


def _of_child(text: str, match: re.Match[str], kin: Kin, before: str, status: LegalStatus) -> bool:
    """Whether an order is the child's: by the person that it is for, else by the person before it."""
    start, end = match.span()
    head = text[:start]
    own = kin.people.own.search(text)
    if kin.alone and own is None and _SEVERAL.search(text[max(start - 60, 0) : end + 60]):
        return False
    if (_ADULTS_OWN.search(head) and status != "private_law_order") or (
        (_CHILDHOOD.search(text) or _HERSELF.search(head)) and not (own and own.start() < start)
    ):
        return False
    if _ADULT_HERSELF.search(head):
        return False
    object_ = _object(text, end, kin)
    if object_ is not None:
        return object_
    if words.FOR_CHILD.match(text, end) and not _sibling(head, kin):
        return True
    whose = _before(head, kin, before)
    if whose is not None:
        return whose
    # Of nobody by name: of the child, where the words say that it was made, and no other child is told of.
    near = text[max(start - 60, 0) : end + 60]
    # "... with contact to the mother, whose older daughter": the other child is told of afterwards.
    if _sibling(text[: end + 30], kin) and own is None:
        return False
    return _MADE_NEAR.search(near) is not None and (own is not None or not _of_other(before, kin))


def _object(text: str, end: int, kin: Kin) -> bool | None:
    """Whether the words after an order ("in respect of W") name the child (True) or another child (False)."""
    for match in _OBJECT.finditer(text, end, min(end + 90, len(text))):
        if kin.people.own.match(match["who"]):
            return not re.match(r"\S+[’']s\b", match["who"]) or None
        other = _sibling(match["who"], kin)
        if other is not None and other.start() < 12:
            return bool(kin.people.own.search(match["who"]))
    return None


def _before(head: str, kin: Kin, before: str) -> bool | None:
    """Whether the child is the person spoken of last before an order; None where nobody is but adults."""
    child = _last(kin.people.child, head)
    other = _sibling(head, kin)
    sibling = max(_last(words.OTHER_CHILD, head), _last(kin.siblings, head)) if other else -1
    own = kin.people.own.search(head)
    if own and sibling >= 0:
        # "Child B and his sister", but not "Child B's sister".
        joined = re.search(r"\b(?:and|with|both|nor|or)\b", head[own.start() : sibling + 1])
        first = own.start() < sibling and joined and not re.match("['’]s", head[own.end() :])
        return bool(first) or own.start() > sibling
    if child >= 0 and child > sibling:
        return True
    if sibling >= 0 or _SIBLING_CODE.search(head):
        return False
    if re.search(r"\b(?:he|she|they|him|her|them|his|their)\b", head, re.I):
        return not _of_other(before, kin) or bool(own)
    return None


def _of_other(before: str, kin: Kin) -> bool:
    """Whether the sentence before is about another child, or an adult's early life."""
    return bool(
        kin.people.own.search(before) is None
        and (_sibling(before, kin) or _CHILDHOOD.search(before))
        and kin.people.first(before) != "child"
    )


def _sibling(text: str, kin: Kin) -> re.Match[str] | None:
    """Another child of the family; of several children of the case, "the younger children" may be those."""
    found = words.OTHER_CHILD.search(_PAIR.sub("", text))
    if found and not kin.alone and found[0].lower().endswith(("children", "girls", "boys")):
        found = None
    return found or kin.siblings.search(text)


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)
