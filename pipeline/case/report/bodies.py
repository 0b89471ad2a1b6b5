"""The names of bodies and of those who act for them: where a name begins and ends, and what is none."""

from __future__ import annotations

import re

# A name is followed by what is said of it: a verb, a pronoun, a clause, a word that goes with the verb.
_ENDS = re.compile(
    r"\s+(?:I|[Ww]e|you|it|they|who|whom|that|which|whose|where(?:ver)?|when(?:ever)?|if|the following|"
    r"what|how|whether|unless|except|save|other than|is|are|was|were|be|has|have|had|do|does|did|should|"
    r"must|shall|will|would|could|"
    r"can|may|might|ought|needs?|"
    r"itself|themselves|concerned|involved|responsible|named|alike|jointly|together|also|too|in turn|"
    r"in particular|therefore|then|now|not|never|no longer|(?:still|next|at once|first))\b.*$|"
    r",\s+(?:with|by way of|as|through|via|under|alongside|together with|along with|acting|"
    r"on behalf of|in its|in their)\b.*$|"
    r"\s*(?:[:;(\[]|[–—](?!\d)).*$",
    re.S,
)
BEGINS = re.compile(r"^(?:[Tt]he|[Oo]ur|[Tt]his|[Aa]n?)\s+(?=\S)")
ORGANISATION = (
    r"boards?|committees?|partnerships?|trusts?|councils?|police|constabulary|services?|authorit(?:y|"
    r"ies)|groups?|"
    r"schools?|academ(?:y|ies)|colleges?|universit(?:y|ies)|nurser(?:y|ies)|playgroups?|cafcass|"
    r"probation|nhs|(?:social |health ?|integrated |primary |secondary |community |acute )care|"
    r"agenc(?:y|ies)|"
    r"governments?|departments?|ministr(?:y|ies)|ministers?|health|hospitals?|infirmary|education|"
    r"housing|ccgs?|pcts?|gps?|homes?|"
    r"panels?|surger(?:y|ies)|practices|courts?|inspectorates?|partners|providers?|organisations?|"
    r"bod(?:y|ies)|"
    r"forces?|associations?|charit(?:y|ies)|clinics?|units?|hubs?|wards?|teams?|boroughs?|count(?:y|"
    r"ies)|hostels?|prisons?|"
    r"army|church(?:es)?|clubs?|consorti(?:um|a)|directorates?|divisions?|executives?|"
    r"centres?|maternity|midwifery|camhs|social work|visiting|nursing|pharmac(?:y|ies)|mash|"
    r"administration|companies|"
    r"compan(?:y|ies)|network|federation|diocese|governors|parliament|everyone|sub-?groups?|front door|"
    r"line|offices?|options|settings?|refuges?|assembly|tribunals?|bench|judiciary|reporter|"
    r"cabinet|care systems?|stations?|hospices?|helpline|switchboard|colleges|infirmaries|faculty|institutes?"
)
PEOPLE = (
    r"managers?|heads?|headteachers?|directors?|chairs?|chief|constables?|commanders?|officers?|"
    r"workers?|professionals?|"
    r"practitioners?|nurses?|midwives|visitors?|doctors?|clinicians?|paediatricians?|psychiatrists?|"
    r"teachers?|staff|members?|leads?|"
    r"commissioners?|consultants?|advisers?|advisors?|supervisors?|coroners?|landlords?|secretary|"
    r"employers?|"
    r"regulators?|registrars?|lawyers?|solicitors?|co-?ordinators?|escorts?|chemists|pharmacists?|dentists|"
    r"childminders|carers|magistrates|judges|inspectors?|trainers?|tutors?|ministers?|caretakers|"
    r"drivers|everyone"
)
_OFFICER = re.compile(
    rf"\b(?:{PEOPLE}|superintendent|scrutineer|president|secretary|clerk|sergeant|commissioner|matron|"
    r"deputy|specialist|champion|sponsor|advocate|principal|dean|bursar)$",
    re.I,
)
_ORGANISATION = re.compile(rf"\b(?:{ORGANISATION})(?:\s+(?:\d+|[A-Z])\b)?$", re.I)
_PEOPLE = re.compile(rf"\b(?:{PEOPLE})$", re.I)
# Names without such a word: "Heddlu Bro Helyg", "CSC".
_PROPER = re.compile(r"\b[A-Z]{2,}\b|(?<=\s)[A-Z]")
# What should be so is no body that makes it so: "Out-of-hours arrangements should cover dentists".
_THING = re.compile(
    r"\b(?:arrangements?|records?|assessments?|training|cases?|meetings?|plans?|files?|tools?|polic(?:y|"
    r"ies)|guidance|"
    r"procedures?|protocols?|visits?|referrals?|letters?|appointments?|information|decisions?|audits?|"
    r"entr(?:y|ies)|"
    r"chronolog(?:y|ies)|words|adaptation|absence|reviews?|conferences?|reports?|minutes|notes?|forms?|"
    r"supervision|"
    r"pathways?|strateg(?:y|ies)|systems?|recommendations?|actions?|findings?|lessons?|matters|"
    r"questions?|considerations?|points?|issues?|challenges|learning|practice of \w+|"
    r"advice|bruis\w*|injur\w*|immunisation|discharges?|checks?|thresholds?|agreements?|interviews?|"
    r"child(?:ren)?|bab(?:y|ies)|infants?|famil(?:y|ies)|parents?|mothers?|fathers?|siblings?|pupils?|"
    r"patients?|"
    r"young (?:person|people)|women|men)$",
    re.I,
)
_NO_NAME = re.compile(
    r"^(?:it|this|they|there|these|those|we|i|one|he|she|before|where|when|if|any|every (?:child|baby|"
    r"family)|"
    r"each (?:child|baby|family)|no|nobody|none|a child|children|such|what|that|how)\b(?!['’]s)"
    r"|^(?:the )?(?:review|report|following|author|reader)s?$",
    re.I,
)
# Verbs that a recommendation without a subject begins with: "Invite probation to core groups" names nobody
# who should. Some are nouns too: "Support workers", "Review officers", "Contact centres".
_IMPERATIVE = re.compile(
    r"(?:Accept|Add|Adopt|Agree|Aim|Align|Allocate|Allow|Amend|Appoint|Arrange|Ask|Attach|Audit|Avoid|Ban|"
    r"Begin|Bring|Build|Call|Carry|Cease|Check|Circulate|Clarify|Close|Collect|Commission|Complete|Confirm|"
    r"Consider|Consult|Continue|Convene|Copy|Count|Create|Cut|Decide|Define|Deliver|Design|Develop|Disclose|"
    r"Discuss|Do|Draw|Employ|Enable|Encourage|End|Ensure|Equip|Establish|Examine|Expand|Explain|Extend|Find|"
    r"Flag|Forbid|Fund|Gather|Get|Give|Hold|Identify|Improve|Include|Increase|Inform|Insist|Instruct|"
    r"Introduce|Invite|Involve|Issue|Join|Keep|Let|Limit|List|Look|Maintain|Make|Measure|Meet|Monitor|Move|"
    r"Name|Notify|Obtain|Offer|Open|Pay|Place|Prepare|Prevent|Produce|Prohibit|Promote|Prompt|Protect|Provide|"
    r"Publish|Put|Raise|Reach|Read|Record|Recruit|Reduce|Refer|Remind|Remove|Replace|Require|Restore|Revise|"
    r"Reward|Ring|Run|Screen|Seek|Send|Set|Share|Show|Speak|Spell|Start|Stop|Strengthen|Take|Teach|Tell|Treat|"
    r"Try|Urge|Use|Warn|Withdraw|Write)\s(?!to\b)"
    r"|(?:Contact|Lead|Link|Order|Report|Review|Support|Test|Train|Visit|Work)\s(?!"
    rf"(?:{PEOPLE}|{ORGANISATION})\b)"
)
# "Add a line", "Agree with the fire service": an article that no preposition of names goes before.
_VERB_FIRST = re.compile(
    r"^[A-Z][a-z]+\b(?:(?!\b(?:of|for|and|around|in|at|between)\b|"
    r",)[^,])*?(?<!\bof)(?<!\bfor)(?<!\band)(?<!\baround)"
    r"(?<!\bin)(?<!\bat)(?<!\bbetween)\s(?:an?|the|each|every|any|its|their|your|this|these)\s"
)
# Where a phrase that belongs to a name's noun begins: "Department | of Health", "schools | in Ferrydale".
_OF = re.compile(r"\s+(?:of|for|in|at|with|from|on|across|within|under|to|near|around|by|as)\s+", re.I)
# Many bodies under one word: who is meant, each sentence says for itself.
_COLLECTIVE = re.compile(
    r"^(?:the )?(?:(?:all|both|other|our|local|national|partner|statutory|regional|individual|single|"
    r"relevant|external|central|"
    r"voluntary|constituent|wider|health|safeguarding|government|multi-agency)[ -]+)*"
    r"(?:partners?|bodies|agencies|agency|organisations|partner agencies|services|departments|"
    r"government|level|"
    r"providers|authorities|partnerships|boards|schools|practitioners|professionals)$",
    re.I,
)
LONGEST_NAME = 12


def body_name(words: str) -> str | None:
    """The name that words begin with, without article and without what is said of it; None where they name
    no body: "the Trust's team that sees babies" is "Trust's team", "assessments" is None.

    Of a thing that a body has ("the Council's youth club rota") the name is the owner's.
    """
    name = _ENDS.sub("", " " + words.strip()).strip(" ,.:-–")
    name = BEGINS.sub("", name)
    name = re.sub(r"\s+(?:between them|as a whole|as one|and others|as such|as follows)$", "", name)
    name = re.sub(r"(?:\s+(?:as|to|on|of|in|at|for|by|with|from|about|into|upon))+$", "", name)
    if not name or _NO_NAME.match(name) or _commands(name) or len(name.split()) > LONGEST_NAME:
        return None
    if is_body(name):
        return name
    owner = re.match(r"(?P<owner>.+?)(?:['’]s|(?<=s)['’])\s", name)
    return owner["owner"] if owner and is_body(owner["owner"]) else None


def _commands(name: str) -> bool:
    return bool(_VERB_FIRST.match(name) or _IMPERATIVE.match(name))


def is_body(name: str) -> bool:
    """Whether the noun of a name is one of a body, of people who act for one, or a proper name."""
    heads = _heads(name)
    if any(_ORGANISATION.search(head) or _PEOPLE.search(head) for head in heads):
        return True
    # "Board arrangements" is a thing, whatever capitals it has; the first word has a capital anyway.
    return any(map(_PROPER.search, heads)) and not any(map(_THING.search, heads))


def is_named(name: str) -> bool:
    """Whether a name is an organisation's or a proper name, not that of people in one ("Social workers")."""
    heads = _heads(name)
    people = any(_PEOPLE.search(head) for head in heads)
    return any(_ORGANISATION.search(head) for head in heads) or (bool(_PROPER.search(name)) and not people)


def names_officer(name: str) -> bool:
    """Whether a name begins with that of an office that one person holds: "Head of Service, Cafcass"."""
    heads = _heads(name)
    return bool(heads) and bool(_OFFICER.search(heads[0]))


def _heads(name: str) -> list[str]:
    """The nouns, with what stands before them, of the names that a name joins."""
    return [_OF.split(one.strip())[0] for one in re.split(r",|\band\b|\bor\b|&", name) if one.strip()]


def is_collective(name: str) -> bool:
    """Whether a name stands for several bodies without naming them: "local partners"."""
    return bool(_COLLECTIVE.match(name))
