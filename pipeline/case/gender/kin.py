"""The sex of one of several children by what is said of them together: "two brothers", "a girl and a boy"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from pipeline.case.people.people import either
from pipeline.case.source import Source
from pipeline.records import Sentence

Vote = tuple[str, float, int, int]
OF_GROUP, OF_PAIR = 1.0, 5.0
_BOYS = re.compile(
    r"\b(?:the|both|two|three|four|these|all) (?:\w+ )?(?:young(?:er)? )?(?:boys|brothers)\b", re.I
)
_GIRLS = re.compile(
    r"\b(?:the|both|two|three|four|these|all) (?:\w+ )?(?:young(?:er)? )?(?:girls|sisters)\b", re.I
)
_MALE = r"(?:half-|step-|twin )?(?:brother|boy|son|lad|grandson|nephew|young man|male)"
_FEMALE = r"(?:half-|step-|twin )?(?:sister|girl|daughter|lass|granddaughter|niece|young woman|female)"
_THIN = r"(?:(?!(?:and|of|with|whose|mother|father|parents)\b)[\w-]+\s+){0,3}?"
# "Sister and brother", "a boy of six and a girl of four": in the order of the names.
_PAIR = re.compile(
    rf"\b(?:(?P<m1>{_MALE})|(?P<f1>{_FEMALE}))\b(?!['’])(?:\s+(?:of|aged)\s+[\w-]+)?,?\s+and\s+(?:an?\s+|his\s+|her\s+)?"
    rf"{_THIN}(?:(?P<m2>{_MALE})|(?P<f2>{_FEMALE}))\b(?!['’])",
    re.I,
)
_IN_ORDER = re.compile(r",? (?:in that order|respectively|in (?:the|this) order)\b")


def gender_by_kin(source: Source, forms: Sequence[str], others: Sequence[str]) -> Iterator[Vote]:
    """Sex, weight and place of what is said of all children, of a pair in order, of the one that is left."""
    yield from _by_group(source)
    yield from _by_pair(source, forms, others)
    yield from _by_sibling(source, forms, others)


def _by_group(source: Source) -> Iterator[Vote]:
    """ "Both girls", "the three brothers": words for all the children of the case together."""
    found = {"male": list(_BOYS.finditer(source.text)), "female": list(_GIRLS.finditer(source.text))}
    best, other = sorted(found, key=lambda gender: -len(found[gender]))
    if len(found[best]) >= 2 and len(found[best]) >= 5 * len(found[other]):
        first = found[best][0]
        yield best, OF_GROUP, first.start(), first.end()


def _by_pair(source: Source, forms: Sequence[str], others: Sequence[str]) -> Iterator[Vote]:
    """ "Ada and Bert are sister and brother", "a boy and a girl, Bert and Ada": each by its place."""
    if not forms or not others:
        return
    own, rival = either(forms), either(others)
    name = rf"[“‘\"']?(?P<{{0}}>{own}|{rival})[”’\"']?(?!\w)"
    pair = rf"(?<!\w){name.format('a')},? (?:and|with) {name.format('b')}"
    ahead = re.compile(
        rf"{pair},?\s+(?:who\s+)?(?:(?:are|were|is|being|both)\s+)?{_THIN}(?={_PAIR_START})", re.I
    )
    behind = re.compile(
        rf",?\s+(?:(?:here|whom|we|I|this \w+|the \w+|called?|named?|known|as|to|be|are|were)\s+){{0,6}}"
        rf"{pair}"
    )
    for sentence in source.prose:
        if " and " not in sentence.text or not (match := _PAIR.search(sentence.text)):
            continue
        before = [
            one for one in ahead.finditer(sentence.text, 0, match.end()) if one.end() <= match.start() + 1
        ]
        names = before[-1] if before else behind.match(sentence.text, match.end())
        if names and (names["a"] in forms) != (names["b"] in forms):
            place = "1" if names["a"] in forms else "2"
        elif names is None and len(set(others)) == 1 and _IN_ORDER.match(sentence.text, match.end()):
            # "The twins are a boy and a girl respectively": that of their labels.
            place = "1" if forms[0] < others[0] else "2"
        else:
            continue
        sex = "male" if match[f"m{place}"] else "female"
        yield sex, OF_PAIR, *place_of(sentence, match)


_PAIR_START = rf"\b(?:an?\s+)?(?:{_MALE}|{_FEMALE})\b"


def _by_sibling(source: Source, forms: Sequence[str], others: Sequence[str]) -> Iterator[Vote]:
    """ "Ludo and his sister": of two children of a case, the other one is meant."""
    rivals = {name.rsplit(maxsplit=1)[-1] for name in others}
    if not rivals:
        return
    if len(rivals) > 1:
        yield from _by_siblings(source, forms, rivals)
        return
    pattern = re.compile(
        rf"(?<!\w)(?:{either(others)})"
        r"(?:['’]s|(?: (?:is|was) [^.;,]{1,20})?,? (?:and|with) (?:his|her))\s+(?:\w+\s+)?"
        r"(?P<n>(?:twin )?(?:sister|brother))\b(?! [A-Z])"
    )
    apposed = re.compile(
        rf"(?<!\w)(?:{either(forms) or '(?!)'})(?:, (?:his|her|their) (?:\w+ )?(?P<n>sister|brother)"
        r"(?=,? (?:was|is|had|who)\b|,(?! (?:and|his|her|their|the)\b))|"
        r" (?:is|was) (?:his|her|their) (?:\w+ ){0,2}?(?P<n2>sister|brother)\b)"
    )
    for sentence in source.prose:
        if match := pattern.search(sentence.text) or apposed.search(sentence.text):
            noun = match[match.lastgroup or "n"]
            yield ("female" if "sister" in noun else "male"), OF_GROUP, *place_of(sentence, match)
            return


def _by_siblings(source: Source, forms: Sequence[str], rivals: Set[str]) -> Iterator[Vote]:
    """ "P loved her two brothers": of three children or more, all but the one that is named."""
    names = re.compile(rf"(?<!\w)(?:{either((*rivals, *forms))})(?!\w)")
    plural = re.compile(r"\b(?:his|her)\s+(?:two\s+|three\s+|younger\s+|older\s+)*(?P<n>brothers|sisters)\b")
    for sentence in source.prose:
        match = plural.search(sentence.text)
        before = {name[0] for name in names.finditer(sentence.text[: match.start()])} if match else set()
        if match and len(before) == 1 and before <= rivals:
            yield ("male" if match["n"] == "brothers" else "female"), OF_GROUP, *place_of(sentence, match)
            return


def place_of(sentence: Sentence, match: re.Match[str]) -> tuple[int, int]:
    """Where a match of a sentence stands in the document's text."""
    return sentence.char_start + match.start(), sentence.char_start + match.end()
