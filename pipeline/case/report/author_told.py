"""The author whom the text names: "I, Jane Poole, was asked", "the Panel commissioned X and Y to write"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.case.report.person_names import People, is_name, people_at
from pipeline.case.source import Source
from pipeline.records import Sentence

AUTHOR_WORD = r"(?:co-?)?(?:authors?|authorship|writers?|rapporteurs?)"
REVIEWER_WORD = r"(?:co-?)?(?:reviewers?|inquirers?|enquirers?)"
_WHERE = ("introduction", "methodology", "panel", "terms_of_reference", "circumstances", "front")
_OPENING, _CLOSING = 40, 10
_REPORT = r"(?:report|review|overview|summary|account|study|inquiry|enquiry|document|pages)"
_TASK = re.compile(
    rf"\b(?:{AUTHOR_WORD}|{REVIEWER_WORD}|writ(?:e|es|ing|ten)|wrote|author(?:ed|ing)?|overview|"
    rf"prepar\w+|compil\w+|"
    r"conduct\w*|lead(?:ing)?|led|undert(?:ake|ook|aking|aken)|carr(?:y|ied|ying) out|produc\w+|"
    r"draft\w*|inquire|"
    r"enquire|examine|report on)\b",
    re.I,
)
_CHAIR = re.compile(r"\bchair\w*\b", re.I)
_WRITES = re.compile(rf"\b(?:{AUTHOR_WORD}|writ(?:e|es|ing|ten)|wrote|overview|report)\b", re.I)
_ENGAGED = (
    r"(?:commissioned|asked|appointed|engaged|instructed|invited|employed|retained|contracted|recruited|"
    r"chose|"
    r"selected|approached|secured|turned to|requested|nominated)"
)
# What stands before the name of whoever wrote the report.
_SELF = re.compile(r"(?:\b(?:I|[Ww]e),?(?: am| are)?|\b[Mm]y name is|\b[Oo]ur names are)\s*$")
_NAMED_SELF = re.compile(r"name is|^\W*I am\b|\b(?:pen|words|text|reviewed|[Aa]uthorship|work of)\b")
_CALLED = re.compile(
    rf"\b(?<!IMR )(?<!agency )(?<!review )(?<!chronology )(?:{AUTHOR_WORD}|{REVIEWER_WORD})"
    rf"(?: (?:of|to|for) (?:this|the) [\w ]{{3,40}}?)?(?:,| was(?: found in)?| is| were| are|:)\s*$",
    re.I,
)
_MADE = re.compile(
    rf"\b(?:(?:this|the(?: present| overview| full)?)(?: \w+){{0,3}} {_REPORT}|"
    rf"it)\b[^.;]{{0,60}}\b(?:written|prepared|"
    rf"compiled|authored|undertaken|conducted|led|carried out|drafted|produced)\b[^.;]{{0,30}}\bby\s*$",
    re.I,
)
_NOT_OURS = re.compile(
    r"\b(?:management re(?:view|port)s?|IMRs?|agency (?:review|report)s?|health overview|chronolog(?:y|"
    r"ies)|research|"
    r"(?:earlier|previous|another|national) (?:review|report|inquiry))\b",
    re.I,
)
_HIRED = re.compile(rf"\b{_ENGAGED}(?: (?:me|us|both|the services of))?,?\s*$")
# "Responsibility for the text rests with", "the writing of it fell to", "whoever reviewed the case was".
_FELL = re.compile(
    rf"\b(?:writing|authorship|drafting|pen|(?:task|conduct|responsibility|"
    rf"work)\b[^.;]{{0,20}}\b(?:{_REPORT}|text|"
    r"writing))\b[^.;]{0,40}\b(?:fell|falls|entrusted|given|passed|assigned|left|rests?|rested|lies|lay|went)"
    rf" (?:\w+ )?(?:to|with|upon|on)\s*$|\b{_REPORT}\b[^.;]{{0,30}}\b(?:is|was) (?:the (?:sole |joint )?)?"
    r"(?:work|words?|responsibility|task) of(?: one person,| two people,)?\s*$|"
    rf"\b(?:person|people|reviewers?|those) {_ENGAGED} to\b[^.;]{{0,60}}(?:\b(?:was|were)|:)\s*$|"
    rf"\b{_ENGAGED} to\b[^.;]{{0,30}}\b(?:work|review|report)\b[^.;]{{0,20}}:\s*$|"
    rf"\bits (?:{AUTHOR_WORD}|{REVIEWER_WORD})\s*$|\b[Tt]he words are (?:those of|all)\s*$|"
    rf"\b(?:who|whoever|that) (?:carried out|wrote|reviewed|led|conducted|undertook)\b[^.;]{{0,40}}\b"
    r"(?:was|were|is|are)\s*$",
    re.I,
)
# "... as author", "to write its report", behind the name of someone who was appointed.
_HIRED_AS = re.compile(
    r"^\s*(?:,[^.;]{0,100}?,\s*)?(?:as (?:its|their|the|our|an?) (?:\w+ ){0,2}"
    rf"(?:{AUTHOR_WORD}|{REVIEWER_WORD})\b|to (?:write|author|draft|prepare|compile|produce|lead|conduct|"
    rf"carry out|undertake|"
    r"review)\b)",
    re.I,
)
_HELD = re.compile(
    r"^\s*(?:,[^.;]{0,100}?,\s*)?(?:(?:held|holds|had) the pen|came to (?:this|the) (?:work|task|review))\b",
    re.I,
)
# What is written or carried out in a case and is no review of it.
_NO_REVIEW = re.compile(
    r"\bwr(?:ote|ites|itten) (?:to|in (?:his|her|their)|that|back)\b|"
    r"\b(?:examination|post-mortem|operation|surgery|injur\w+|fractures?|judgment|autopsy|scan|"
    r"medical report)\b",
    re.I,
)
# What stands after it.
_ACTS = re.compile(
    r"^\s*(?:,[^.;]{0,140}?,|\([^)]{0,80}\)|,\s*who\b(?! had| has| was\b))?\s*(?:(?:was|were|is|are|"
    r"has been|have been|had been|has written|have written|"
    r"agreed|also)\b|"
    r"(?=wrote|compiled|prepared|produced|led|conducted|undertook|carried))",
)
# "Odette Marsh, Independent Author" in a list, "Odette Marsh (the lead reviewer)".
_APPOSED = re.compile(
    r"^\s*(?:[,:(–-]|as\b)\s*(?:the |our |an? )?(?:(?:independent|lead|overview|report|joint|second|"
    r"external) ){0,4}"
    rf"(?:{AUTHOR_WORD}|{REVIEWER_WORD})\b(?!['’])",
    re.I,
)
_JOINED = re.compile(r",\s(?:an?|the|formerly|then)\s[a-z][^,.;:]{2,60},?\sand\s")
_NEXT_WORD = re.compile(r"[\w’']+")
_OPENERS = frozenset(
    "the this these those in on at by from to for with when while since after before as it he she they we i "
    "my "
    "our his her their a an and but both each all once then there here however following".split()
)

# Words that make whoever is named in their clause likely to have written the report.
_AUTHORSHIP = re.compile(
    rf"\b(?:{AUTHOR_WORD}|{REVIEWER_WORD}|pen|wrote|written|words|overview|"
    rf"(?:this|the|its|our|whole|present) (?:\w+ )?{_REPORT})\b",
    re.I,
)
_ANOTHER_PART = re.compile(
    r"\b(?:chair\w*|conven[eo]r|coroner|judge|justice|minister|manager|director|secretary|administrator|"
    r"member|"
    r"solicitor to|counsel|pathologist|paediatrician|psychiatrist|commissioner|chief|leader|councillor|"
    r"adviser|"
    r"co-?ordinator|saw|examined|treated|visited|gave evidence|professor|research\w*|called for|thank\w*|"
    r"sent|"
    r"approved|accepted|received|endorsed|decided|commissioned|asked (?:for|that|to see|the)|inquiry into)\b",
    re.I,
)
_CALLED_SELF = re.compile(r"\b(?:I am called|[Mm]y name is|I am|I,)\s*$")


def weighed_authors(source: Source) -> Iterator[tuple[tuple[str, ...], int]]:
    """The names in the first sentence on the review that ties anybody to writing it, and where they stand.

    The words may be any, so long as they give nobody another part; for a report that names no author plainly.
    """
    for place, sentence in enumerate(source.prose):
        if source.section_type(sentence) not in _WHERE and place >= _CLOSING:
            continue
        if not _AUTHORSHIP.search(sentence.text) and not re.match(r"\W*I\b", sentence.text):
            continue
        spans = list(_people(source, sentence.text))
        last, joined, found = 0, False, False
        for number, (start, people) in enumerate(spans):
            end = start + people.end
            following = spans[number + 1][0] if number + 1 < len(spans) else len(sentence.text)
            before, after = sentence.text[last:start], sentence.text[end:following]
            joined = (joined and bool(_JOINED.fullmatch(before))) or _likely(before, after)
            last = end
            if joined and all(is_name(source.wording, name, "", source.text) for name in people.names):
                yield people.names, sentence.char_start + start
                found = True
        if found:
            return


def _likely(before: str, after: str) -> bool:
    """Whether the clause round a name speaks of writing the report, and of nothing that others do."""
    if _CALLED_SELF.search(before):
        return True
    own = re.split(r";|,? (?:and|but|while) (?=[a-z ]*$)", before)[-1]
    behind = re.split(r";|,? and (?=[a-z]+ed\b)|, (?:and|but|while)\b", after)[0]
    words = f"{own} {behind}"
    if _NOT_OURS.search(words) or _NO_REVIEW.search(words) or _ANOTHER_PART.search(words):
        return False
    return bool(_AUTHORSHIP.search(words))


def told_authors(source: Source) -> Iterator[tuple[tuple[str, ...], int]]:
    """Names of authors and where they stand, from opening, close, and sections on the review itself."""
    ends = {one.sentence_no for one in (*source.prose[:_OPENING], *source.prose[-_CLOSING:])}
    for sentence in source.prose:
        if sentence.sentence_no in ends or source.section_type(sentence) in _WHERE:
            yield from _of_sentence(source, sentence)


def _of_sentence(source: Source, sentence: Sentence) -> Iterator[tuple[tuple[str, ...], int]]:
    if not _TASK.search(sentence.text) and not _NAMED_SELF.search(sentence.text):
        return
    spans = list(_people(source, sentence.text))
    told, last = False, 0
    for number, (start, people) in enumerate(spans):
        end = start + people.end
        following = spans[number + 1][0] if number + 1 < len(spans) else len(sentence.text)
        # "... were Odette Marsh, a nurse, and Ruth Callow": what is told of the first holds for the second.
        joined = told and number and _JOINED.fullmatch(sentence.text[last:start])
        told = bool(joined) or _is_author(sentence.text[:start], sentence.text[end:following])
        last = end
        if told and all(is_name(source.wording, name, "", source.text) for name in people.names):
            yield people.names, sentence.char_start + start


def _people(source: Source, text: str) -> Iterator[tuple[int, People]]:
    at = 0
    for match in re.finditer(r"(?<![\w’'.-])[^\W\d_a-z]", text):
        word = _NEXT_WORD.match(text, match.start())
        if match.start() < at or (word and word[0].lower() in _OPENERS):
            continue
        if found := people_at(source.wording, text[match.start() :]):
            at = match.start() + found.end
            yield match.start(), found


def _is_author(before: str, after: str) -> bool:
    """Whether the words round a name make its bearer the author; one who only chairs is none."""
    if _NOT_OURS.search(before[-90:]):
        return False
    # Whoever says "I" in a report wrote it.
    if re.search(r"\b(?:[Mm]y name is|^\W*I am)\s*$", before) and not _CHAIR.search(after):
        return True
    if any(pattern.search(before) for pattern in (_MADE, _CALLED, _FELL)):
        return True
    if any(pattern.search(after) for pattern in (_APPOSED, _HELD)):
        return True
    if _HIRED_AS.search(after) and re.search(rf"\b{_ENGAGED}\b", before):
        return True
    task = after if _SELF.search(before) or _HIRED.search(before) or _ACTS.search(after) else ""
    if not task or not _TASK.search(task) or _NO_REVIEW.search(task):
        return False
    return not _CHAIR.search(task) or bool(_WRITES.search(task))


__all__ = ["AUTHOR_WORD", "REVIEWER_WORD", "told_authors", "weighed_authors"]
