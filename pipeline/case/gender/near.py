"""A child's sex by the words nearest to its name: "we call him Tam", "K (she)", the person last spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.case.people.people import PersonFinder, name_pattern
from pipeline.case.source import NOT_TOLD, Source
from pipeline.records import Sentence

_SKIPPED = NOT_TOLD - {"glossary"}
BOUND, BESIDE, NEAR = 5.0, 1.0, 0.5
Vote = tuple[str, float, int, int]
_PRONOUN = re.compile(r"\b(?:(?P<m>[Hh]e|[Hh]is|[Hh]im|[Hh]imself)|(?P<f>[Ss]he|[Hh]ers?|[Hh]erself))\b")
_OBJECT = re.compile(
    r"(?:him|her)(?=[.,;:)]|$|\s(?:in|to|at|and|with|for|from|on|by|that|as|or|when|after|before|home|up|out)\b)"
)
_CLAUSE = re.compile(r"[,;:]|\b(?:when|because|who|that|which|after|before|and|while|as)\b")
_TURN = re.compile(r"\s+turn\b")
_CALLED = (
    r"(?:call(?:s|ed|ing)?|nam(?:e[sd]?|ing)|know[ns]?|refer(?:red|s)? to|describ\w+|introduc\w+|"
    r"register\w*|christened|to)"
)
_BOY = r"(?:boy|son|male|brother|half-brother|grandson|stepson|lad|young man|schoolboy)"
_GIRL = r"(?:girl|daughter|female|sister|half-sister|granddaughter|stepdaughter|lass|young woman|schoolgirl)"
_CELL = re.compile(
    rf"(?:(?:the |index )?(?:subject|child|baby|infant)\b[;,: ]+(?:an? )?)?(?:\w+ )?"
    rf"(?:(?P<m>{_BOY}|M)|(?P<f>{_GIRL}|F))\b(?!['’]| of\b)",
    re.I,
)


def bound_pronouns(source: Source, forms: Sequence[str]) -> Iterator[Vote]:
    """Words that grammar or a table binds to the name itself: "(he)", "call her Ada", a row's "boy"."""
    if not forms:
        return
    name = name_pattern(forms)
    bound = re.compile(
        rf"\b{_CALLED} (?P<a>him|her)(?: here| now| throughout| below| only)?(?: as)? [\"“‘']?(?:{name})|"
        rf"(?:{name})[\"”’']? \((?:(?:a |the )?\w+ )?"
        r"(?P<b>he|she|him|her|boy|girl|male|female|[mf])(?:/\w+)?[),;]|"
        rf"(?:{name})[\"”’']?,? (?:is|was) (?:not )?(?P<c>his|her) "
        r"(?:real|own|true|given|actual|first|birth) name",
        re.I,
    )
    for sentence in source.body:
        if sentence.kind == "table_row":
            yield from _row(sentence, re.compile(name))
            continue
        for match in bound.finditer(sentence.text):
            word = (match["a"] or match["b"] or match["c"]).lower()
            sex = "male" if word in ("him", "he", "his", "boy", "male", "m") else "female"
            yield sex, BOUND, sentence.char_start + match.start(), sentence.char_start + match.end()


def _row(sentence: Sentence, name: re.Pattern[str]) -> Iterator[Vote]:
    """The noun of a cell beside the cell that is the child's name."""
    cells = [
        (one.end() - len(one[0].lstrip()), one[0].strip()) for one in re.finditer(r"[^|]+", sentence.text)
    ]
    for at, (_, cell) in enumerate(cells):
        if name.fullmatch(re.sub(r"[\"“”‘’]", "", cell)):
            for place, other in cells[at + 1 :]:
                if match := _CELL.match(other):
                    start = sentence.char_start + place
                    yield ("male" if match["m"] else "female"), BOUND, start, start + match.end()
                    return


def near_pronouns(source: Source, finder: PersonFinder) -> Iterator[Vote]:
    """Pronouns for which the child is the last person named who can be meant, here or a sentence before.

    Any one of them may mislead; together they tell.
    """
    prose = [one for one in source.prose if source.section_type(one) not in _SKIPPED]
    for before, sentence in pairwise([None, *prose]):
        if sentence is None:
            continue
        here = finder.mentions(sentence.text)
        last = before is not None and before.section_no == sentence.section_no
        carried = finder.mentions(before.text) if before is not None and last else []
        for match in _PRONOUN.finditer(sentence.text):
            sex = "male" if match["m"] else "female"
            spoken = [one for one in here if one[3] <= match.start() and one[1] in (None, sex)]
            earlier = [one for one in carried if one[1] in (None, sex)]
            # At the head of a sentence whoever the last one was about is meant, not the last whom it names.
            meant = spoken[-1] if spoken else earlier[0] if earlier else None
            rival = any(one[0] == "other" and one[1] == sex for one in spoken)
            between = sentence.text[spoken[-1][3] : match.start()] if spoken else ""
            own_deed = bool(spoken) and not _CLAUSE.search(between)
            done_to = _OBJECT.match(sentence.text, match.start()) and (rival or own_deed)
            if spoken and _is_anothers(sentence.text, spoken[-1], here, sex):
                continue
            if done_to or _TURN.match(sentence.text, match.end()):
                # "His aunt said the child was like him": whoever was named first may be meant.
                continue
            if meant and meant[0] == "child":
                sure = bool(spoken) or all(one[0] == "child" for one in earlier)
                start = sentence.char_start
                yield sex, BESIDE if sure else NEAR, start + match.start(), start + match.end()


def _is_anothers(
    text: str,
    last: tuple[str, str | None, int, int],
    here: Sequence[tuple[str, str | None, int, int]],
    sex: str,
) -> bool:
    """Whether a pronoun behind the child's name goes on of whom the sentence began with.

    "He did not know where the child was, and he rang"; "the cook cut up K's lunch and said she was late".
    """
    if last[0] != "child":
        return False
    if any(("male" if one["m"] else "female") == sex for one in _PRONOUN.finditer(text, 0, last[2])):
        return True
    return re.match(r"['’]s\b", text[last[3] :]) is not None and any(
        one[0] == "other" and one[2] < last[2] and one[1] in (None, sex) for one in here
    )
