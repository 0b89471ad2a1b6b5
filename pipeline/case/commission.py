"""Who commissioned the review, and in which nation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.case.source import Source
from pipeline.case.title import is_review, slip_field

# Blocks are parted by an empty line, which a name does not cross.
_SPACE = r"(?:[ \t]|\n(?!\n))+"
_PLACE = rf"(?:(?:[A-Z][\w'-]*|St\.?|and|of|the|upon|on|with|&|,){_SPACE}|,\s*)"
_UNNAMED = re.compile(r"not named|unnamed|anonym|not identified|not stated|unknown|n/a", re.I)
_LEADING = re.compile(
    r"^(?:(?:the|and|of|with|on|to|by|behalf|for|commissioned|overview|report|serious|significant|initial|case|review|executive|"
    r"summary|in|strict|confidence|restricted|confidential|lscb|local\s+and|former|under|joint)\b[\s:,&-]*)+",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Board:
    """A commissioning body as a report names it, the nation its kind tells ("" for none), and its place."""

    name: str
    nation: str
    start: int
    end: int
    weak: bool
    alone: bool


def find_board(source: Source) -> Board | None:
    """The commissioning board, joint ones as one name; None where the report does not name it."""
    slip = slip_field(source, "LSCB") or slip_field(source, "Board")
    if slip and _UNNAMED.search(slip[0]):
        return None
    if slip and (found := next(_boards(source, slip[0], 0), None)):
        return _noted(source, found, slip[1], slip[1] + len(slip[0]))
    start, end = source.cover_span
    covers = list(_boards(source, source.text[start:end], start))
    if covers:
        return _noted(source, _best(covers), None, None)
    if not is_review(source):
        return None
    return _from_running_lines(source) or _from_opening(source)


def _noted(source: Source, board: Board, start: int | None, end: int | None) -> Board:
    source.note(
        "board", board.name, board.start if start is None else start, board.end if end is None else end
    )
    return board


def _best(boards: list[Board]) -> Board:
    """A body of today before the committee it replaced, a line of its own before a mention in another."""
    first = min(boards, key=lambda board: (board.weak, not board.alone, board.start))
    joint = [board for board in boards if board.alone and not board.weak and board.name != first.name]
    if first.alone and len(joint) == 1 and joint[0].start > first.start:
        return Board(f"{first.name} and {joint[0].name}", first.nation, first.start, first.end, False, True)
    return first


def _boards(source: Source, text: str, offset: int) -> Iterator[Board]:
    """The boards named in a text, in title case, with offsets moved by ``offset``."""
    for entry in source.wording.raw["boards"]["pattern"]:
        kind = str(entry["regex"]).replace(" ", _SPACE)
        place = (
            "" if str(entry["regex"]).startswith("Safeguarding Board for") else rf"(?P<place>{_PLACE}{{1,9}})"
        )
        for match in re.finditer(rf"{place}(?P<kind>(?i:{kind}))\b", text):
            body = " ".join(match[0].split())
            name = _LEADING.sub("", body)
            if not name or (place and re.match(rf"(?i:{entry['regex']})$", name)):
                continue
            if not place or not _swallowed(entry, text, match):
                begin = match.end() - len(match[0]) + match[0].find(name.split()[0])
                alone = text[: match.start()].rstrip(" ").endswith("\n") or not text[: match.start()].strip()
                alone = alone and body == name and text[match.end() :].lstrip(" ")[:1] in ("", "\n", name[0])
                yield Board(
                    _title_case(name),
                    str(entry["nation"]),
                    offset + begin,
                    offset + match.end(),
                    bool(entry.get("weak")),
                    alone,
                )


def _swallowed(entry: dict[str, object], text: str, match: re.Match[str]) -> bool:
    """Whether a shorter kind was found in a longer: "Area Child Protection Committee" is one committee."""
    if entry["regex"] == "Child Protection Committee":
        return bool(re.search(r"area\s+child\s+protection\s+committee$", text[: match.end()], re.I))
    return entry["regex"] == "(?:Local )?Safeguarding Children(?:'s)? Board" and bool(
        re.search(r"regional\s+safeguarding\s+children(?:'s)?\s+board$", text[: match.end()], re.I)
    )


def _title_case(name: str) -> str:
    if not name.isupper():
        return name
    small = {"AND", "OF", "THE", "UPON", "ON", "WITH", "FOR"}
    words = [
        word.lower() if word in small and i else word.capitalize() for i, word in enumerate(name.split())
    ]
    return " ".join(re.sub(r"-([a-z])", lambda match: "-" + match[1].upper(), word) for word in words)


def _from_running_lines(source: Source) -> Board | None:
    """The board of the running header, which the read stage has put aside; it has no place in the text."""
    lines = Counter(text for _, text in source.document.dropped_lines)
    for line, count in lines.most_common(6):
        board = next(_boards(source, line, 0), None)
        if board and count > 1 and not board.weak:
            at = re.search(re.escape(board.name).replace(r"\ ", r"\s+"), source.text, re.I)
            return _noted(source, board, at.start() if at else 0, at.end() if at else 0)
    return None


def _from_opening(source: Source) -> Board | None:
    """A board that the opening says commissioned or decided the review."""
    for sentence in source.prose[:40]:
        for board in _boards(source, sentence.text, sentence.char_start):
            if re.search(
                r"\b(?:commission|decided|agreed|determined|undertook|conducted|initiated|on behalf)",
                sentence.text,
            ):
                return _noted(source, board, None, None)
    return None


def find_nation(source: Source, board: Board | None) -> str | None:
    """The nation by the board's kind, else by Acts and vocabulary; None where they do not tell."""
    if board and board.nation:
        return board.nation
    if not board and not is_review(source):
        return None
    counts: Counter[str] = Counter()
    whole = " ".join([source.slip_text, *(text for _, text in source.document.dropped_lines), source.text])
    for nation, expressions in source.wording.raw["nations"].items():
        counts[nation] = sum(len(re.findall(expression, whole)) for expression in expressions)
    ranked = counts.most_common(2)
    if ranked[0][1] > ranked[1][1]:
        return ranked[0][0]
    return _otherwise(source, board) if not any(counts.values()) else None


def _otherwise(source: Source, board: Board | None) -> str | None:
    """The nation of most boards of this kind, for a report that has no word of another."""
    # A repository's sheet with an LSCB that it does not name: as for a named one of the kind.
    if board is None:
        return (
            "England" if re.search(r"\bLSCB:|Local Safeguarding Children Board", source.slip_text) else None
        )
    kinds = source.wording.raw["boards"]["pattern"]
    return next(
        (
            str(kind["otherwise"])
            for kind in kinds
            if board and "otherwise" in kind and re.search(rf"(?i:{kind['regex']})$", board.name)
        ),
        None,
    )
