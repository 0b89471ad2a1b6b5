"""Plans and registers of other kinds than child protection, by their words, as an expression."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.case.people.people import either


@lru_cache(maxsize=4)
def foreign(plans: tuple[str, ...], registers: tuple[str, ...]) -> re.Pattern[str]:
    """Plans and registers of other kinds than child protection, by the words that stand before them."""
    return re.compile(
        r"(?<!the )(?<!both )(?<!two )(?<!three )(?<!list of )\b(?:children|babies|infants|"
        r"young people) (?:with|under|"
        r"on) (?:an? )?"
        r"(?:\w+ ){0,2}plans?\b|"
        rf"\b(?:{either(plans)})[- ]plan(?:s|ning)?\b|\b(?:{either(registers)}) regist(?:ers?|ration)\b|"
        r"\bplans (?:to|a|an) (?=[a-z])(?!to (?:an end|a close|a halt))|\bplan to\b(?! protect\b|"
        r" (?:an? )?(?:end|close|"
        r"halt|stop|conclusion)\b)|\bplans? (?:of|for) (?:the |his |her |their |a )?(?:placement|return|"
        r"adoption|work|action|rehabilitation|reunification|"
        r"discharge|treatment|care|support|visits|contact|permanence|feeding)\b|"
        r"\bregister for (?!(?:\w+ )?(?:neglect|physical|"
        r"emotional|sexual|child|him|her|them|(?:\w+ ){1,3}(?:days|weeks|months|years?))\b)|"
        r"\bregist\w+ (?=as an?\b|with\b|to \w+\b|by the (?:GP|"
        r"midwi)|numbers?\b|"
        r"documents?\b|forms?\b|office\b)|\bregist\w+ (?=at (?:the |a |any )?(?:surger|practice|school|"
        r"birth|clinic|GP|nursery))|"
        r"\b(?:un)?registered (?=(?:\w+ )?(?:nurs|social|charit|manager|provider|child-?mind|childcare|"
        r"keeper|blind|interpreter|"
        r"intermediar|landlord|midwi|disabled|sex|offender|practitioner|professional|foster|patient))|"
        r"\b(?:in|before|during|morning|afternoon) registration\b(?! (?:had|was|as))",
        re.I,
    )
