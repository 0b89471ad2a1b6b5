"""Under which categories the child had a child protection plan or was registered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.case.people.people import People
from pipeline.case.protection.legal_words import OTHER_CHILD
from pipeline.case.sections_told import under
from pipeline.case.source import NOT_TOLD, Source
from pipeline.records import PlanCategory, PlanStatus, Sentence

# "Physical" alone is a category too, but not in "physical health".
_ALONE = (
    r"(?!\s+(?!and\b|or\b|as\b|was\b|on\b|in\b|from\b|by\b|at\b|until\b|to\b|when\b|since\b|with\b|"
    r"for\b)[a-z])"
)
_WORDS: tuple[tuple[PlanCategory, str], ...] = (
    ("neglect", r"(?:physical |gross |severe |chronic |medical )?neglect"),
    (
        "physical_abuse",
        rf"physical(?:ly abused| abuse| injury| harm| ill-treatment|{_ALONE})|non-accidental injury",
    ),
    ("emotional_abuse", rf"emotional(?:ly abused| abuse| harm| neglect| ill-treatment|{_ALONE})"),
    ("sexual_abuse", rf"sexual(?:ly abused| abuse| harm| exploitation|{_ALONE})"),
)
# What stands in such a list and is no category of its own.
_BESIDE = r"domestic (?:abuse|violence)|parental [\w ]{4,30}?|(?:substance|drug|alcohol) (?:mis)?use"
_ANY = "|".join(words for _, words in _WORDS)
_RISK = (
    r"(?:(?:actual|confirmed|recorded|known|likely|potential|possible|suspected|probable|significant|"
    r"serious|future|the risk of|"
    r"at risk of|"
    r"risk of|likelihood of|danger of|likely to suffer|likely victim of|suffering|having suffered|in need of "
    r"protection from|exposed to|subject to|gross|severe|chronic)\s+){0,6}"
)
_QUOTE = r"[\"“‘'(]?"
_SEPARATOR = (
    r"(?:,\s*(?:and\s+)?|\s+and\s+(?:(?:later|then|afterwards|subsequently)\s+)?"
    r"(?:of\s+|for\s+|under\s+)?|\s*/\s*|\s+or\s+|\s+to\s+)"
)
_LIST = (
    rf"(?:(?:{_BESIDE}){_SEPARATOR}){{0,3}}{_RISK}{_QUOTE}(?:{_ANY})"
    rf"(?:{_SEPARATOR}{_RISK}{_QUOTE}(?:{_ANY}|{_BESIDE})){{0,6}}"
)
# What stands between a plan and its category: "under the heading of", "(", ", the category being".
_LINK = (
    r"(?:\bbecause (?:he|she|they|it|\w+(?: \w+)?) (?:was|were) (?:\w+ )?(?:to be )?(?:likely to suffer|"
    r"at risk of|suffering)|"
    r"\b(?:first |initially )?(?:for|under|of|in|because of|by reason of|owing to|due to|through|as|"
    r"grounds? of|"
    r"on account of|for reasons of|"
    r"in respect of|in view of|concerning|being|was|were|as being|headed|category|categories|heading)\b|"
    r"[(:,–—])\s*"
    rf"(?:the\s+)?(?:(?:category|categories|heading|head|grounds?|risks?|label|column|concerns?|reasons?|"
    rf"areas? of (?:risk|concern))\s+)?(?:of\s+|was\s+|"
    rf"being\s+|were\s+|is\s+)?{_QUOTE}"
)
_PLAN = r"\b(?:plans?|register|registered|registration|re-?registered|categor(?:y|ies))\b"
# Up to the category lie dates and places ("from 3 May until March"), but no new statement.
_CATEGORY = re.compile(rf"{_PLAN}(?P<between>[^.;?]{{0,90}}?){_LINK}(?P<list>{_LIST})\b", re.I)
# "Neglect was the category", "with neglect as the category", "emotional abuse was recorded as the reason".
_BEFORE = re.compile(
    rf"\b(?P<list>{_LIST})\b[\"”’')]?\s+(?:(?:as|was|were|being|is|chosen|given|recorded|named|entered|"
    rf"stated|used)\s+)+(?:the|its|a|his|her|their)\s+"
    r"(?:\w+\s+)?(?:categor(?:y|ies)|heading|grounds?|reason)\b(?!\s+for (?!the plan|registration|"
    r"[^.;]{0,40}\bplan\b))",
    re.I,
)
# "Concern about neglect led to his name being entered on the register".
_LED_TO = re.compile(
    rf"\b(?P<list>{_LIST})\b[^.;]{{0,20}}?\b(?:led to|resulted in|brought about|was why|were why|prompted|"
    rf"caused|was the reason for|were the reasons? for)\b[^.;]{{0,50}}?"
    r"\b(?:(?:protection|CP) plans?|(?:subject (?:to|of)|on|under) (?:an? |the )?"
    r"(?:plan|register)|child protection register|registration|"
    r"registered(?! (?:with|at|as)\b)|registering)\b",
    re.I,
)
# "... and for neglect as to the elder brother": of another child's plan in the same breath.
_FOR_OTHERS = re.compile(
    r"\s+(?:in|for|as to|in respect of) (?:the case of )?(?:(?:his|her|their|the) )?"
    r"(?:(?!both|all|each)\w+ )?(?:half-?|"
    r"step-?)?"
    r"(?:brother|sister|sibling)",
    re.I,
)
# "A neglect plan".
_KIND = re.compile(
    rf"\b(?:an?|the|his|her|their|under) (?P<list>{_ANY}) (?:protection )?(?:plan|registration)\b", re.I
)
_TERM = re.compile(_PLAN, re.I)
# In a sentence that tells of the child's plan, whatever stands between: "on the list there, for neglect".
_ANYHOW = re.compile(
    rf"\b(?:for|under|because of|by reason of|on (?:the )?grounds? of|as(?: being)?|in respect of|with|"
    rf"heading of|headed)\b"
    rf"\s+(?:the\s+)?(?P<list>{_LIST})\b",
    re.I,
)
# After such a sentence: "The category was neglect", "The concerns recorded were emotional abuse and neglect".
_SAID_OF_IT = re.compile(
    rf"\b(?:categor(?:y|ies)|headings?|grounds?|reasons?|concerns?|risks?)\b(?:[^.;?]{{0,40}}?"
    rf"\b(?:was|were|is|are|being|as|of)\s+(?:the\s+)?|:\s*|(?<=y|g)\s+)(?P<list>{_LIST})\b",
    re.I,
)
# After a sentence that tells of the plan its category may stand in the next two.
NEXT = 2
# What was weighed up and not chosen, or said in general.
_NOT_CHOSEN = re.compile(
    r"\b(?:(?<!but )not|never|no|rather than|instead of|considered|might|could|should|would|whether|if|"
    r"argued|evidence)\b"
    r"(?![^.;]*\b(?:but|chosen|agreed|decided)\b)",
    re.I,
)
# "The meeting resolved that she would be registered": she was.
_DECIDED = re.compile(
    r"\b(?:agreed|resolved|decided|determined|concluded|unanimous\w*|majority|accordingly)\b", re.I
)
NEAR = 40  # characters before a plan that say that it was not made
# A sibling's or an adult's plan is not the child's.
_OTHERS_PLAN = re.compile(
    r"(?:brother|sister|sibling|cousin|mother|father|parent|uncle|aunt)(?:['’]s|s['’])\s+(?:\w+\s+){0,4}$",
    re.I,
)
# After an elder brother: the child of the case, not yet named.
_UNBORN = re.compile(r"\b(?:the|this) (?:expected|unborn|new|coming) (?:child|baby|infant)", re.I)


def find_plan_categories(source: Source, people: People, status: PlanStatus) -> tuple[PlanCategory, ...]:
    """The categories of the child's plan or registration, in the vocabulary's order; none without a plan.

    Where it is not settled whether there was a plan, only a sentence that names the child counts.
    """
    if status == "never":
        return ()
    found: set[PlanCategory] = set()
    untold, before = under(source.sections, NOT_TOLD), -NEXT - 1
    for sentence in source.body:
        if sentence.section_no in untold:
            continue
        told = sentence.sentence_no in source.plans
        near = told or before >= sentence.sentence_no - NEXT
        before = sentence.sentence_no if told else before
        if not near and not _TERM.search(sentence.text):
            continue
        for match in _in(sentence.text, told=told, near=near):
            named_before = people.own.search(sentence.text[: match.start()])
            if not told and not _is_childs(source, sentence, match, people):
                continue
            if _FOR_OTHERS.match(sentence.text, match.end("list")):
                continue
            if not told and status == "not_stated" and not named_before:
                continue
            named = {name for name, words in _WORDS if re.search(words, match["list"], re.I)}
            if "emotional neglect" in match["list"].lower():
                named.discard("neglect")
            if named - found:
                start = sentence.char_start
                source.note(
                    "plan_categories", ", ".join(sorted(named)), start + match.start(), start + match.end()
                )
                found |= named
    return tuple(name for name, _ in _WORDS if name in found)


def _is_childs(source: Source, sentence: Sentence, match: re.Match[str], people: People) -> bool:
    """Whether a category is of the plan of the child: named, or nobody else before it."""
    text = sentence.text
    between = match.groupdict().get("between") or ""
    before = text[max(match.start() - NEAR, 0) : match.start()]
    if not _DECIDED.search(text) and (_NOT_CHOSEN.search(between) or _NOT_CHOSEN.search(before)):
        return False
    sibling = OTHER_CHILD.search(text[: match.end()])
    unborn = sibling and _UNBORN.search(text, sibling.end(), match.end())
    if _OTHERS_PLAN.search(text[: match.start()]) or (sibling and not unborn and not people.own.search(text)):
        return False
    whose = "child" if unborn else people.before(text, match.start())
    clause = text[text.rfind(";", 0, match.start()) + 1 :]
    own = people.own.search(clause.split(";")[0])
    # "Child B's cousin was on a plan" is of the cousin.
    if whose == "other" and (own is None or re.match("['’]s", clause[own.end() :])):
        return False
    # "Duncan had been on a plan for neglect", after a sentence that presents him.
    last = source.previous(sentence)
    stranger = re.match(r"(?:He|She|They|[A-Z][a-z]+) (?:was|had|were)\b", text)
    if whose != "child" and stranger and last is not None and not people.own.search(text):
        return people.first(last.text) != "other" or people.own.search(last.text) is not None
    return True


def _in(text: str, *, told: bool, near: bool) -> Iterator[re.Match[str]]:
    """Where a text gives categories; ``told``: it tells of the child's plan; ``near``: so did one before."""
    yield from _CATEGORY.finditer(text)
    yield from _BEFORE.finditer(text)
    yield from _KIND.finditer(text)
    yield from _LED_TO.finditer(text)
    if told:
        yield from _ANYHOW.finditer(text)
    if near:
        yield from _SAID_OF_IT.finditer(text)
