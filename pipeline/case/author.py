"""Who wrote the report: the names of the cover's author line."""

from __future__ import annotations

import re

from pipeline.case.source import BETWEEN_BLOCKS, Source
from pipeline.case.title import slip_field

_NAME_WORD = (
    r"(?:(?:[A-Z]\.\s?)+|[A-Z][\w'-]*[a-z][\w'-]*|[A-Z]\b|(?:de|van|von|le|la)\b(?=\s[A-Z])|[A-Z]{2,}\b)"
)

_SECOND = re.compile(
    r"\b(?:second|co-?|joint|assistant|associate)[ -]?(?:independent )?(?:lead )?(?:reviewer|author|"
    r"writer)\s*[:,–-]+\s*",
    re.I,
)


def find_author(source: Source) -> str | None:
    """The name on the cover's author line, or before such a line; else that of the slip sheet."""
    labels = "|".join(
        re.escape(label).replace(r"\ ", r"\s+")
        for label in sorted(source.wording.words("cover", "author_labels"), key=len, reverse=True)
    )
    first, text = source.cover_span[0], source.cover_text
    for match in re.finditer(rf"\b(?i:{labels})\b(?:\(s\))?\s*[:,–-]*\s*", text):
        # "Report signed off by the reviewer" names nobody; neither does "Author, July 2007".
        if re.search(r"\b(?:by the|the)\s+$", text[: match.start()]) and ":" not in match[0]:
            continue
        name = _name_at(source, text[match.end() :])
        if name:
            return _with_second(source, _noted(source, name, first + match.end()), text[match.end() :])
        before = _name_before(source, text[: match.start()])
        if before:
            return _noted(source, before, first + max(0, text.rfind(before, 0, match.start())))
    for line in re.finditer(r"(?:^|\n|\b(?:[Pp]repared|[Ww]ritten) [^\n]{0,40} )[Bb][Yy]\s+(?=[A-Z])", text):
        if name := _name_at(source, text[line.end() :]):
            return _noted(source, name, first + line.end())
    slip = slip_field(source, "Author")
    name = _name_at(source, slip[0]) if slip else None
    return _noted(source, name, slip[1]) if slip and name else None


def _with_second(source: Source, name: str, rest: str) -> str:
    """The name, and that of a second reviewer who has a line of their own below."""
    if " and " in name or (line := _SECOND.search(rest)) is None:
        return name
    second = _name_at(source, rest[line.end() :])
    return f"{name} and {second}" if second and second != name else name


def _noted(source: Source, name: str, at: int) -> str:
    at = source.text.find(name, at)
    if at >= 0:
        source.note("author", name, at, at + len(name))
    return name


def _name_at(source: Source, text: str) -> str | None:
    """The name or names ("X and Y") with which a text begins, up to a comma or a word that is no name."""
    people: list[str] = []
    rest = text
    while True:
        words = _name_words(source, rest)
        if len(words) < 2:
            break
        people.append(" ".join(words))
        consumed = re.match(r"\s*".join(re.escape(word) for word in words), rest.lstrip())
        rest = rest.lstrip()[consumed.end() if consumed else len(rest) :]
        more = re.match(
            r"\s*(?:,[^,\n]{2,60},\s+and|,?\s+and|&|,(?=\s+[A-Z][a-z]+\s+[A-Z][a-z]+\s+and\b))\s+", rest
        )
        if more is None:
            break
        rest = rest[more.end() :]
    honorifics = "|".join(source.wording.words("cover", "honorifics"))
    plain = [re.sub(rf"^(?:(?:{honorifics})\b\.?\s*)+", "", person) for person in people]
    return " and ".join(filter(None, (", ".join(plain[:-1]), *plain[-1:]))) or None


def _name_words(source: Source, text: str) -> list[str]:
    stops = set(source.wording.words("cover", "not_names"))
    letters = set(source.wording.words("cover", "post_nominals"))
    words: list[str] = []
    for match in re.finditer(rf"\s*({_NAME_WORD})", text.lstrip()):
        gap = text.lstrip()[: match.start()]
        if (
            len("".join(words).replace(" ", "")) != len(re.sub(r"\s", "", gap))
            or match[1].strip(".") in stops | letters
        ):
            break
        if len(match[1]) > 1 and match[1].isupper() and "." not in match[1]:
            break
        # The next block of the cover is another line.
        if words and BETWEEN_BLOCKS in match[0]:
            break
        words.append(match[1].strip())
    return words if len(words) <= 6 else []


def _name_before(source: Source, text: str) -> str | None:
    """The name of "Dr Philippa Garrowby, Independent Overview Author"."""
    line = text.rsplit("\n", 1)[-1]
    match = re.match(rf"\s*((?:{_NAME_WORD}[ \t]*){{2,6}})(?:\([\w ]+\))?,(?:[^,\n]{{1,60}},)*\s*$", line)
    return _name_at(source, match[1]) if match else None
