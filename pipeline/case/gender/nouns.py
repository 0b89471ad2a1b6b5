"""Nouns that say of a child whether it is a boy or a girl: "a cheerful boy", "her second daughter"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

# Every character of the child's name is put as this one, so that the constructions below are the same for
# every name and are compiled once.
NAME = "\ue000"
_BOY = r"(?:boy|boys|son|sons|grandson|stepson|nephew|young man|young men|lad|male|schoolboy|brothers?)"
_GIRL = (
    r"(?:girl|girls|daughter|daughters|granddaughter|stepdaughter|niece|young woman|young women|lass|female|"
    r"schoolgirl|sisters?)"
)
# A sister may stand beside the child's name and be another; "a girl" in the same place is the child.
_BOY_OWN = r"(?:boys?|sons?|grandson|young m[ae]n|lad|male|schoolboy)"
_GIRL_OWN = r"(?:girls?|daughters?|granddaughter|young wom[ae]n|lass|female|schoolgirl)"
ANY_NOUN = re.compile(rf"\b(?:{_BOY}|{_GIRL}|sons|lads?)s?\b")


@lru_cache(maxsize=1)
def _constructions() -> Mapping[str, re.Pattern[str]]:
    """For each sex, the constructions that say of a name what it is: before it, behind it, beside it."""
    name = rf"(?<!{NAME}){NAME}++[\"”’]?(?!\w)"
    # Words up to the noun that begin no other person: "a healthy, much loved girl", not "a mother of a girl".
    thin = (
        r"(?:(?!\b(?:of|and|with|whose|by|to|his|her|their|mother|father|parents?|sister|brother|half)\b)"
        r"[\w’'-]+[,]?\s+){0,5}"
    )
    # Behind an article "and" joins adjectives: "a bright and funny girl".
    thick = thin.replace("of|and|", "of|")
    called = (
        r"(?:,?\s*\(?(?:is|was|are|will be|who (?:is|was|will be)|whom (?:we|I|this report)|here|now|"
        r"to be|referred to|known|called|call|"
        r"named|as|in this (?:report|review)|a)\b,?)*"
    )
    subject = rf"(?<!\bof )(?<!\bwith )(?<!\bto )(?<!\bby )(?<!\bfor )(?<!\band ){name}"
    owner = (
        r"(?:an?|the|(?:his|her|their|(?:the )?[Mm]other['’]s|(?:the )?[Ff]ather['’]s|(?:the )?parents['’]|"
        r"M(?:r|s|rs) [A-Z]\w*['’]s)(?: \w+)?)"
    )
    made = {}
    for gender, noun, own, kin in (
        ("male", _BOY, _BOY_OWN, "(?:brothers?|sons?)"),
        ("female", _GIRL, _GIRL_OWN, "(?:sisters?|daughters?)"),
    ):
        made[gender] = re.compile(
            # Child B was, at the time, a cheerful boy; Young Person G, a male; GR: the subject, a girl.
            rf"{subject}(?:,? who)?,? (?:is|was|were|had been|has been|"
            rf"became)\b,?(?: born\b[^.;]{{0,50}}?,)? {thin}"
            rf"{owner} {thick}{own}\b(?!['’])"
            rf"|{subject}\s*(?:,|:|–|-|\(|;)(?:(?!\band\b)[^.;:–]){{0,60}}?(?<=[\s(])(?:an?|"
            rf"the(?:ir)?) {thick}{own}\b(?!['’]s)"
            rf"|{subject}\s*[,(:;–-]\s*(?:\d[\w ½¼¾.]*[,;]\s*)?{own}\b(?!['’])"
            # Delivered of Child B, a daughter: the noun in apposition, whatever stands before the name.
            rf"|{name}, (?:an?|the only|(?:his|her|their) (?:\w+ )?) ?(?:[\w-]+ )?{own}\b"
            rf"(?=[,.;)]| (?:aged?|of|born|who)\b)"
            # The child as one of several sisters or brothers, and among others of its kind.
            rf"|{subject},? (?:is|was|were)? ?(?:the |an? )?(?:(?:only|first|second|third|fourth|"
            rf"younger|youngest|older|oldest|elder|"
            rf"eldest|middle|last|one|child)\s+)+of (?:the |their |her |his )?\w+ (?:{kin}|{own})\b"
            rf"|{subject},? (?:and|with) (?:(?:two|three|four|several|some) )?other (?:\w+ )?{own}\b"
            # A list's line: the name, then "her half-brother".
            rf"|{subject}\s*[:(–-]\s*(?:(?:his|her|their|the|an?)\s+)?(?:\w+\s+)?(?:half-|"
            rf"step-)?{kin}\b(?! (?:of|to)\b|['’])"
            # V and X are girls, W a boy.
            rf"|{name}(?:(?:,| and|, and) [A-Z][\w ]{{0,14}}?)* (?:are|were) (?:both |all )?(?:the )?{own}\b"
            rf"|\b(?:and|but|while|whereas)\s+{name},? an? {own}\b"
            # A girl, called Holly; his son Joe; twin boys, Baby X and Baby Y.
            rf"|\b{noun}{called}\s*[,:(]?\s*{name}(?!['’]s\s)"
            rf"|\b(?:{own}|{kin})(?<=s),? of whom {name}"
            # Had a daughter in May, whom this report calls Ada.
            rf"|\b{own}\b[^.;]{{0,40}}\bwhom? (?:we|I|this \w+|the \w+) (?:\w+ )?(?:call|name|know|refer)\w*"
            rf"(?: to| as)* [\"“‘']?{name}"
            rf"|\b(?:{own}|{kin})(?<=s),?\s+(?:[A-Z]\w*(?: [A-Z0-9]\w*)?(?:,? and |, ))+{name}"
        )
    return made


def nouns_of(
    text: str, own: re.Pattern[str], rivals: re.Pattern[str] | None
) -> Iterator[tuple[str, re.Match[str]]]:
    """Sex and place of the nouns that a sentence binds to the name ``own``; ``rivals`` are other children."""
    marked = own.sub(lambda match: NAME * len(match[0]), text)
    if NAME not in marked:
        return
    for gender, pattern in _constructions().items():
        for match in pattern.finditer(marked):
            # A sister of the other child, or of an "and" between two names, is somebody else's noun.
            if not _crosses(match[0], rivals) and not _is_kin_of(marked, match):
                yield gender, match


def _crosses(text: str, rivals: re.Pattern[str] | None) -> bool:
    if rivals is None or not (rival := rivals.search(text)):
        return False
    # "Two sons, Rival and Name": a noun in the plural before both is of both.
    return not re.search(r"\b(?:boys|sons|girls|daughters|brothers|sisters)\b", text[: rival.start()])


def _is_kin_of(text: str, match: re.Match[str]) -> bool:
    """ "Child B's sister" and "Child B and a sister": the noun is not the named child's."""
    tail = match[0] + text[match.end() : match.end() + 5]
    adult = r"\b(?:mother|father|aunt|uncle|friend|parents?|carers?)\b[^,]{0,10}$"
    return bool(
        re.search(rf"{NAME}['’]s\b[^,]*\b(?:sister|brother|son|daughter|niece|nephew)s?$", match[0])
        or re.search(r"\b(?:sister|brother|twin)s?\b[^,]{0,12}\bof\b", tail)
        or (re.search(adult, text[: match.start()]) and re.match(r"sister|brother", match[0]))
    )
