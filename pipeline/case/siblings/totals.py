"""Totals of a family's children: "one of five", "their only child", "the four children", "her third baby"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.case.siblings.words import NUMBER, number
from pipeline.number_words import ordinals


def totals_in(text: str) -> Iterator[tuple[int, int, int, str]]:
    """What a text says of all children of the family: number, start, end, and how it is meant.

    ``of``: the child is one of so many; ``all``: the family's children are so many; ``none``: the child is
    the only or first one; ``rest``: so many besides.
    """
    for kind, pattern in _TOTALS:
        for match in pattern.finditer(text):
            digits = next((one for one in match.groups() if one), "1" if kind == "one" else "0")
            yield number(digits), match.start(), match.end(), kind


_PEOPLE = r"(?:children|siblings|brothers|sisters|boys|girls|sons|daughters)"
_KIND_OF = r"(?:full |half[- ]|young |small |surviving )*"
_TOTALS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "of",
        re.compile(
            rf"\b(?:youngest|eldest|oldest|middle|{ordinals(6)}|last|one|elder|younger)"
            r"(?:[- ]born)?(?:\s+(?:child|son|daughter|boy|girl|baby))?\s+(?:of|in|out of|among)\s+"
            rf"(?:(?:the|a|his|her|their|(?:a )?family of|all|\w+['’]s|\w+s['’])\s+)*(?P<n>{NUMBER})"
            rf"(?=\s+{_KIND_OF}{_PEOPLE}\b|\s*[,.;:)]|\s+(?:and|who|in|born|of|to|by|living)\b|$)",
            re.I,
        ),
    ),
    (
        "all",
        re.compile(
            r"\b(?:all|(?:mother|father|parents?) (?:of|to)|family of|had|has|have|with|between them|"
            r"borne|bore|gave birth to|given birth to|raised|raising|bringing up|brought up|"
            r"these)\s+"
            rf"(?:(?:had|all|of|the|a total of|their|her|his)\s+)*(?P<n>{NUMBER})\s+(?:young |small )?"
            r"(?:children|boys|girls)\b(?!['’])",
            re.I,
        ),
    ),
    (
        "rest",
        re.compile(
            rf"\b(?P<n>{NUMBER})\s+(?:other|older|elder|younger|surviving|remaining|"
            rf"further)\s+(?:children|siblings)\b(?!['’])|"
            rf"\b(?:other|older|younger|surviving|remaining)\s+(?P<m>{NUMBER})\s+(?:children|"
            rf"siblings)\b(?!['’])",
            re.I,
        ),
    ),
    (
        "none",
        re.compile(
            r"(?<!\btheir )(?<!\bhis )(?<!\bher )(?<![’']s )(?<!s[’'] )\bonly child\b(?! together)"
            r"(?! (?:of|to|by|with) (?:(?:his|her|their|the|this) )?(?:mother|father|\w+ father))|"
            r"\b(?:no|without|nor|neither)\b (?:any |living |full |known |half[- ]?)*"
            r"(?:brothers? (?:or|and|nor) sisters?|"
            r"sisters? (?:or|and|nor) brothers?|siblings?\b)"
            r"(?! (?:other than|apart from|besides|except|save|but))",
            re.I,
        ),
    ),
    (
        "rest none",
        re.compile(
            r"\b(?:no|nor) (?:other|further|older|younger) (?:child(?:ren)?|siblings?|"
            r"brothers? (?:or|and|nor) sisters?|sisters? (?:or|and|nor) brothers?)\b|"
            r"\b(?:neither|nor|not|never|without|nobody)\b[^.;]{0,30}\bany (?:other|further) child(?:ren)?\b",
            re.I,
        ),
    ),
    (
        "house",
        re.compile(
            rf"\bthere (?:were|are|had been|have been) (?P<n>{NUMBER}) children\b"
            r"(?= (?:in|of|at) (?:the|this|that|her|his|their) "
            r"(?:home|house|household|family|flat|marriage|couple)\b)",
            re.I,
        ),
    ),
    (
        "one",
        re.compile(
            r"(?:\b(?:his|her)|[\w]['’]s) (?:only|sole|one) (?:full |other )?(?:sibling|brother|sister)\b"
            r"|\bonly other child (?:of|in) the (?:couple|household|family|"
            r"marriage|home)\b",
            re.I,
        ),
    ),
    (
        "theirs",
        re.compile(
            r"\b(?:their|his|her|(?:mother|father|couple|parents?|woman|man)['’]s?) "
            r"(?:(?:first|one) and )?(?:only|sole|one) "
            r"(?:child|baby)\b(?! (?:with|together|by|at home|in (?:the )?(?:house|home|care))\b)",
            re.I,
        ),
    ),
    (
        "whole",
        re.compile(
            rf"\b(?:all (?:of the |the )?|the |(?:their|her|his) |with )(?P<n>{NUMBER}) (?:\w+ )?"
            r"(?:children|siblings)\b(?!['’])(?! (?:by|from|with) )"
            r"(?! (?:of|in|whose|who (?:had )?(?:died|were killed)) "
            r"(?:this|these|the (?:review|report|study|sample)|other)\b)|"
            rf"(?<!foster )(?<!\ba )\bfamily (?:is|was|consist\w*|compris\w*|includ\w*|has|had)\b"
            rf"(?:(?!\bwh|\bthat\b|\blooked\b)[^.;]){{0,100}}\b(?P<m>{NUMBER}) children\b|"
            rf"\b(?P<k>{NUMBER}) children (?:were |who )?(?:living |lived )?"
            r"(?:at home|in the (?:house|home|household|flat))\b",
            re.I,
        ),
    ),
    (
        "born",
        re.compile(
            r"\b(?:(?:his|her|their) )?(?:mother|father|parents|couple|family|\w+)['’]s? "
            rf"(?P<n>{ordinals(9)})(?:[- ]born)?(?: child| baby| son| daughter)\b|"
            rf"\bthe (?P<m>{ordinals(9)}) (?:child|baby|son|daughter) (?:of|to|born to) "
            r"(?:his|her|their|the|a|this)\b",
            re.I,
        ),
    ),
    ("first", re.compile(r"\b(?:first(?:[- ]born)? (?:child|baby)|first-?born)\b", re.I)),
)

# Which way of putting a total goes before another.
RANK = {
    "none": 5,
    "theirs": 5,
    "of": 4,
    "rest": 3,
    "one": 3,
    "house": 2,
    "all": 2,
    "whole": 2,
    "born": 1,
    "first": 1,
    "rest none": 0,
}
# Totals in which the children of the case are counted, by those of whom they must be told; nobody: "".
_WITH_SUBJECTS = {
    "of": {"child"},
    "all": {"parent"},
    "house": {"child", "parent", "other", "nobody"},
    "whole": {"child", "parent", "nobody"},
}
_NONE = {
    "none": {"child", "nobody"},
    "first": {"child"},
    "theirs": {"child", "parent"},
    "rest none": {"child", "parent", "nobody"},
}


def as_siblings(n: int, kind: str, owner: str, subjects: int) -> int | None:
    """How many siblings a total of ``totals_in`` makes, said of ``owner`` (child, parent, other, nobody).

    ``subjects``: the number of children of the case. None where it says nothing of them.
    """
    if kind in _NONE:
        return 0 if owner in _NONE[kind] and (kind != "theirs" or subjects == 1) else None
    if kind in _WITH_SUBJECTS:
        least = subjects if kind in ("of", "house") else subjects + 1
        return n - subjects if owner in _WITH_SUBJECTS[kind] and n >= least else None
    if kind == "one":
        return 1 if owner in ("child", "nobody") and subjects == 1 else None
    if kind == "born":
        return n - 1 if owner == "child" and subjects == 1 else None
    # "Nobody knew that there were two further children" is of the two of the review.
    return n if owner in ("child", "parent") and not n == subjects > 1 else None
