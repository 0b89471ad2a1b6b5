"""What stands beside the names of a cover: labels of authors, and professions, which are nobody's name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.case.report.author_told import AUTHOR_WORD, REVIEWER_WORD

_MADE = (
    r"(?:prepared|written|compiled|drafted|authored|produced|undertaken|conducted|carried out|led|completed)"
)
# "Author:", "Lead Reviewer 2 -", "author of this report:", "Prepared for the Board by".
LABEL = re.compile(
    rf"\b(?<!IMR )(?<!agency )(?<!chronology )(?<!management review )(?:(?P<author>{AUTHOR_WORD})|"
    rf"(?P<reviewer>{REVIEWER_WORD})|(?P<by>{_MADE}(?: [^\n.:;,]{{1,90}}?)? by|"
    rf"(?:report|review|summary|overview|study|inquiry) (?:to the [^\n.:;]{{2,60}}? )?(?:by|from)|"
    r"commissioned from|report of)(?:\s+the (?:\w+ ){0,2}chair\w*(?: of [\w ]{3,40})?(?=,))?)\b"
    r"(?:\(s\))?(?:\s+and\s+(?:independent |panel |review )?chair\w*(?=\s*[:–-]))?"
    r"(?:\s+(?:of|to|for)\s+(?:this|the)\s+[\w ]{3,40}(?=\s*[:–-]))?(?:\s+[1-9A-D]\b)?"
    r"(?:\s*\((?![^)]*\bnot\b)[\w ,-]{2,40}\)(?=\s*[:–-]))?(?:\s+(?:is|are|was|were)\b)?"
    r"\s*[:,–-]*\s*",
    re.I,
)
# Words that most often, not always, name who wrote the report.
LIKELY = re.compile(
    r"^\W*(?:(?:(?:independent|lead|external)\s+){0,2}(?:consultant|investigator|expert|adviser|professional|"
    r"facilitator|person)s?|review(?:ing)?\s+(?:lead|officer|team)s?|investigat(?:or|ing\s+officer)s?|"
    r"(?:(?:independent|external|overall|panel)\s+)?lead|text|words|report|overview|editors?|study|"
    r"inquiry)\s*(?:\([\w ,-]{2,40}\)\s*)?[:–-]\s*",
    re.I,
)
# What a line between two authors may be, and what a person does for a living, which is nobody's name.
_PROFESSION = (
    r"(?:(?:consultant|independent|registered|retired|former(?:ly)?|senior|chartered|honorary|"
    r"specialist|safeguarding|"
    r"child|children['’]s|social|community|clinical|forensic|general|public|health|principal|"
    r"designated|named|lead|"
    r"educational|education|welfare|youth|police|housing|probation|family|adult|a|an|the|and|in|of|"
    r"for|sometime|emeritus|freelance) )*(?:paediatrician|psychologist|"
    r"psychiatrist|nurse|midwife|teacher|headteacher|officer|inspector|superintendent|worker|"
    r"professor|adviser|advisor|"
    r"manager|director|practitioner|lecturer|physician|surgeon|solicitor|barrister|visitor|"
    r"consultant|counsel|"
    r"barrister-at-law|pathologist|pediatrician|protection|safeguarding|work|nursing|law|paediatrics|"
    r"psychology)s?"
    r"(?: \((?:retired|independent)\))?"
)
BETWEEN = re.compile(rf"\s*(?:and|&|with|{_PROFESSION})?\W*", re.I)
IS_PROFESSION = re.compile(rf"\s*{_PROFESSION}\W*", re.I)

# "With the Board's manager, Ruth Callow": the line below a name is another person's.
JOINS = re.compile(
    r"\s*(?:with|and(?!\W+(?:\w+\W+){0,3}(?:author|reviewer|writer)\b)|assisted by|supported by|helped by|"
    r"together with)\b",
    re.I,
)
# "Prepared by the Committee's lead officer, Odette Marsh": what she is stands before the name.
# A capital last word is a post, and not a board before its address.
POST_FIRST = re.compile(
    r"(?:the|its|our|their|an?)\s[^\n,;:()]{3,70}(?<!\w)(?:[a-z]+|Officer|Advis[eo]r|Consultant|Manager|"
    r"Director|Nurse|Doctor|Lead|Head),\s*(?=[A-Z])"
)
_FIRMS = r"Ltd|Limited|LLP|Associates|Consult\w+"
_BODIES = r"Trust|Foundation|Charity|Council|Services?|Project"


def is_body(names: Sequence[str], text: str) -> bool:
    """Whether one of the names is, in the text, that of a body: "Open Gate Families Trust".

    Many have a firm of their own name: that is one only where nobody is named without it.
    """
    return any(_is_body(name, text) for name in names)


def _is_body(name: str, text: str) -> bool:
    whole, more = rf"\b{re.escape(name)}\b", r"(?: [A-Z]\w+){0,3}"
    if re.search(rf"{whole}{more} (?:{_BODIES})\b(?! (?:Manager|Lead|Director|Officer|Head)\b)", text):
        return True
    firm = re.compile(rf"{whole}{more} (?:{_FIRMS})\b")
    places = [match.start() for match in re.finditer(whole, text)]
    return bool(places) and all(firm.match(text, at) for at in places)


__all__ = ["BETWEEN", "IS_PROFESSION", "JOINS", "LABEL", "LIKELY", "POST_FIRST", "is_body"]
