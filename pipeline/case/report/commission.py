"""Who commissioned the review."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.case.report.title import is_review, slip_field
from pipeline.case.source import Source

# Blocks are parted by an empty line, which a name does not cross.
_SPACE = r"(?:[ \t]|\n(?!\n))+"
_JOINING = r"(?<!\w)(?:and|of|the|upon|on|with|under|le|ac|[ay]['’]r|y|yr)"
_PLACE = rf"(?:(?:[A-Z][\w'’-]*,?|St\.?|{_JOINING}|&|,){_SPACE}|,\s*)"
# "Safeguarding Children Board for Leaford and Marsh": the place behind the kind.
_PLACE_AFTER = rf"{_SPACE}(?i:for|of){_SPACE}(?:the{_SPACE})?(?P<place>(?:{_PLACE}){{0,6}}[A-Z][\w'’-]+)"
_SMALL = frozenset(
    ("and", "of", "the", "upon", "on", "with", "for", "under", "le", "ac", "a'r", "a’r", "y", "yr")
)
# "Under the authority of the Leaford Board": the name begins behind the last article.
_UP_TO_ARTICLE = re.compile(r"^.*\b(?:of|by|for|to|from|under|with)\s+the\s+(?=[A-Z])", re.S)
# "Leaford Community Safety Partnership and Leaford Safeguarding Children Board": the first is another body.
_ANOTHER_BODY = re.compile(
    r"^.*\b(?:Community Safety Partnership|Forum|Council|Constabulary|Police)\s+(?:and|&)\s+(?=\S)",
    re.I | re.S,
)
_OPENING = 40
_SET_UP = re.compile(
    r"\b(?:commission|decided|agreed|determined|undertook|conducted|initiated|on behalf|set up|"
    r"establish|resolved|ruled|"
    r"asked|required|instructed|convened|called for|ordered|launched|directed|requested|appointed|chair of)",
    re.I,
)
_ANOTHER = re.compile(
    r"\b(?:neighbouring|adjoining|another|earlier|other|told|informed|report (?:by|of|from))\b", re.I
)
_UNNAMED = re.compile(
    r"not (?:be )?(?:named|identified|stated|given|disclosed|printed|shown)|unnamed|nameless|anonym|"
    r"unknown|n/a|"
    r"withh[eo]ld|removed|redacted|suppressed|concealed|undisclosed|confidential|^an? ",
    re.I,
)
_LEADING = re.compile(
    r"^(?:(?:the|and|of|with|on|to|by|behalf|for|commissioned|overview|report|serious|significant|"
    r"initial|case|review|executive|"
    r"summary|in|strict|confidence|restricted|confidential|lscb|local\s+and|former|under|joint|statutory|"
    r"chair(?:man|woman)?|independent|members?)\b[\s:,&-]*)+",
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
    cover = source.text[start:end]
    covers = list(_boards(source, cover, start)) or list(_boards(source, _lines_joined(source, cover), start))
    if covers:
        return _noted(source, _in_full(source, _best(covers)), None, None)
    if not is_review(source):
        return None
    return _from_running_lines(source) or _from_opening(source)


def _in_full(source: Source, board: Board) -> Board:
    """A board that the cover only has in short ("Leaford LSCB"), by the name that the opening gives it."""
    short = re.fullmatch(r"(?P<place>.+) (?:LSCB|SCB|LSCP)", board.name)
    if short is None:
        return board
    for sentence in source.prose[:_OPENING]:
        for full in _boards(source, sentence.text, sentence.char_start):
            if full.name.startswith(f"{short['place']} ") and not re.search(r"\b[A-Z]{3,}$", full.name):
                return full
    return board


def _lines_joined(source: Source, cover: str) -> str:
    """The cover with a board's place and kind on one line that were printed on two, as long as before."""
    kinds = "|".join(str(entry["regex"]) for entry in source.wording.raw["boards"]["pattern"])
    stops = {word.lower() for word in source.wording.words("cover", "not_names")} - _SMALL
    joined = cover
    for gap in re.finditer(rf"(?P<place>[^\n]+)\n\n(?=(?i:{kinds})\b)", cover):
        if not stops & set(re.findall(r"\w+", gap["place"].lower())) and not re.search(r"\d", gap["place"]):
            at = gap.end("place")
            joined = f"{joined[:at]} \n{joined[at + 2 :]}"
    return joined


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
        kind = str(entry["regex"]).replace(" ", _SPACE).replace("'", "['’]")
        whole = str(entry["regex"]).startswith("Safeguarding Board for")
        place = "" if whole else rf"(?P<place>{_PLACE}{{1,9}})"
        for match in re.finditer(rf"{place}(?P<kind>(?i:{kind})(?P<several>(?i:s))?)\b", text):
            # "Leaford and Marsh Safeguarding Children Boards"; "such Boards" are nobody's.
            if match["several"] and not (place and re.search(r"\b(?i:and)\b|&", match["place"])):
                continue
            body = _UP_TO_ARTICLE.sub("", " ".join(match[0].split()))
            name = _LEADING.sub("", _ANOTHER_BODY.sub("", body))
            # Of "the Leaford Safeguarding Board" a place is left; where none is, it may follow.
            bare = not whole and (not name or bool(re.match(rf"(?i:{entry['regex']})$", name)))
            if not bare and not (place and _swallowed(entry, text, match)):
                begin = match.end() - len(match[0]) + match[0].find(name.split()[0])
                yield _board(entry, name, text, (begin, match.end()), offset)
        for match in () if whole or entry.get("weak") else re.finditer(rf"\b(?i:{kind}){_PLACE_AFTER}", text):
            before = text[: match.start()].rstrip(" ")
            if re.search(r"(?:^|\n|\b[Tt]he|\bTHE)$", before) and "Northern" not in match["place"]:
                yield _board(entry, " ".join(match[0].split()), text, match.span(), offset)


def _board(entry: Mapping[str, Any], name: str, text: str, span: tuple[int, int], offset: int) -> Board:
    """A board at ``span`` of the text; it stands alone where it is all of its line."""
    line = text[text.rfind("\n", 0, span[0]) + 1 : span[0]]
    after = text[span[1] :].lstrip(" ")[:1]
    alone = not line.strip() and after in ("", "\n", name[0])
    start, end = offset + span[0], offset + span[1]
    return Board(_title_case(name), str(entry["nation"]), start, end, bool(entry.get("weak")), alone)


def _swallowed(entry: Mapping[str, Any], text: str, match: re.Match[str]) -> bool:
    """Whether a shorter kind was found in a longer: "Area Child Protection Committee" is one committee."""
    if entry["regex"] == "Child Protection Committee":
        return bool(re.search(r"area\s+child\s+protection\s+committee$", text[: match.end()], re.I))
    return str(entry["regex"]).startswith("(?:Local )") and bool(
        re.search(r"regional\s+safeguarding\s+children(?:'s)?\s+board$", text[: match.end()], re.I)
    )


def _title_case(name: str) -> str:
    if not name.isupper():
        return name
    words = [
        word.lower() if word.lower() in _SMALL and i else word.capitalize()
        for i, word in enumerate(name.split())
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
    """A board that the opening says set up the review: of several the one that the text names most often."""
    found: list[Board] = []
    for sentence in source.prose[:_OPENING]:
        for board in _boards(source, sentence.text, sentence.char_start):
            before = sentence.text[: board.start - sentence.char_start]
            if _SET_UP.search(sentence.text) and not _ANOTHER.search(before[-40:]):
                found.append(board)
    often = {board.name: len(re.findall(re.escape(board.name), source.text)) for board in found}
    best = max(found, key=lambda board: often[board.name], default=None)
    return _noted(source, best, None, None) if best else None
