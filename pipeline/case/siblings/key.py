"""The key to persons of a report: which codes of its lines are the child, and which are a parent."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

CODE = r"(?:(?:Mr|Ms|Mrs|Miss|Adult) [A-Z]\w*|[A-Z][A-Z0-9]{0,4})"
_ENTRY = re.compile(
    rf"\W*(?P<codes>{CODE}(?:(?:,| and| &|/)\s?{CODE}){{0,8}})\s*(?:\([^)]*\)\s*)?(?:\s[–—-]|[:=,|])\s*"
    r"(?P<who>[^;.]*)"
)
_PARENT = re.compile(
    r"(?<![\w-])(?:birth |natural |biological )?(?:mother|father|mum|dad|parents?)(?![\w’'-])"
    r"(?:\s+(?:of|to)\s+(?P<whom>[\w-]+(?: [A-Z0-9]\w*)?))?",
    re.I,
)
_SUBJECT = re.compile(
    r"(?:the |our |a )?(?:subject|index child|(?:child|girl|boy|baby|infant|young person) "
    r"(?:of|whom|whose|who|about|with) [^.;|]*\b(?:this|the|we|us|our)\b(?: (?:review|report)| write|$)?)",
    re.I,
)
_ARTICLE = re.compile(r"(?:the|his|her|their|this|these|both|all|our)\b", re.I)


@dataclass(frozen=True, slots=True)
class Key:
    """The codes of the child and those of its parents, as the key gives them."""

    children: frozenset[str] = frozenset()
    parents: frozenset[str] = frozenset()


def read_key(lines: Iterable[str], own: Collection[str]) -> Key:
    """Reads "YPA: Young Person A" and "MA: mother of YPA"; ``own``: the names of the children of the case."""
    entries = [
        (re.findall(CODE, match["codes"]), match["who"]) for text in lines if (match := _ENTRY.match(text))
    ]
    children = {
        code
        for codes, who in entries
        for code in codes
        if len(code) > 1
        and (
            _SUBJECT.match(who)
            or any(re.match(rf"{re.escape(form)}(?![\w’'])", who) for form in own if len(form) > 1)
        )
    }
    known = {*own, *children}
    parents = {
        code for codes, who in entries for code in codes if code not in known and _is_parent(who, known)
    }
    return Key(frozenset(children), frozenset(parents))


def _is_parent(who: str, own: Collection[str]) -> bool:
    """Whether an entry calls its person a mother or father, of the child or of nobody else."""
    match = _PARENT.search(who)
    if match is None:
        return False
    whom = match["whom"]
    return whom is None or _ARTICLE.match(whom) is not None or any(whom.startswith(form) for form in own)
