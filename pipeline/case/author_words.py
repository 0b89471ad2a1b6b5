"""What stands beside the names of a cover: labels of authors, and professions, which are nobody's name."""

from __future__ import annotations

import re

from pipeline.case.author_told import AUTHOR_WORD, REVIEWER_WORD

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

__all__ = ["BETWEEN", "IS_PROFESSION", "LABEL", "LIKELY"]
