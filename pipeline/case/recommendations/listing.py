"""How a list of recommendations may be counted: by its numbers, bullets, paragraphs or sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.case.recommendations.addressee import subject_of
from pipeline.case.recommendations.parts import Part, is_point, sentences_of
from pipeline.case.recommendations.prose import (
    asks,
    asks_weakly,
    commands,
    leans,
    prescribes,
    runs,
    split_counted,
    states,
    undertakes,
)
from pipeline.case.report.bodies import is_named
from pipeline.case.source import Source
from pipeline.case.wording import matches
from pipeline.number_words import cardinals

_ITEM_NUMBER = re.compile(
    r"\(?(?:[A-Z]{1,2}\s?)?\d+(?:\.\d+)*[.)]?|\(?[a-z]{1,2}\)|[a-z][.)]|\(?[ivx]+[.)]", re.I
)
# What stands round a list under numbers of its own: how it was accepted, who reports on it.
_ROUND_LIST = re.compile(
    r"^(?:I|We|These|Those|There)\b|\b(?:accept\w*|adopt\w*|endors\w*|recommendations?|actions|progress|"
    r"copies|"
    r"action plans?|made (?:in|by)|set out|reproduced|in short|follow\w*|below|publish\w*)\b",
    re.I,
)
# A sentence that tells, and asks for nothing.
_STATEMENT = re.compile(
    r"^(?:the|this|that|these|those|I|we|it|its|there|he|she|they|his|her|their|an?|in|at|on|as|such|"
    r"although|because|since|"
    r"nothing|nobody|none|no one|no|both|all|some|many|most|several|each|every|when|where|while|neither|"
    r"one)\b(?![^?]*\?)",
    re.I,
)
# "The Panel commends the following": leads in, whatever else it says of them.
_LEADS = re.compile(
    r"^(?:I|We|The (?:panel|board|committee|partnership|reviewers?|review|author|report)) (?:\w+ly )?"
    r"(?:makes?|made|commends?|offers?|puts?|proposes?|recommends?|asks?|sets? out) (?:the following|"
    r"these|those|"
    rf"(?:{cardinals(20)}|\d{{1,2}})\b(?! (?:of the|agenc|service|bod)))",
    re.I,
)


FEWEST_WORDS = 4
# Words of a paragraph that asks in weaker words.
LEAST_LEANING = 8


def ways_to_count(source: Source, parts: Sequence[Part]) -> list[list[Part]]:
    """The ways to count a list, likeliest first: numbered parts, bullets, both, paragraphs, sentences."""
    lead_in = source.wording.regexes("recommendations", "lead_in")
    said = source.wording.regexes("recommendations", "prescriptive")
    parts = [_after_lead(part, lead_in, said) for part in parts if part.number not in _parents(parts)]
    real = [part for i, part in enumerate(parts) if not _introduces(part, i, parts, lead_in, said)]
    real = _with_leaning(parts, real, lead_in, said)
    numbered = [part for part in real if part.number and _ITEM_NUMBER.fullmatch(part.number)]
    bullets = [part for part in real if part.kind == "list_item"]
    spoken = [part for part in real if prescribes(part.text, said)]
    sentences = [
        sentence for part in real for sentence in sentences_of(part) if prescribes(sentence.text, said)
    ]
    if len(numbered) < 2 and bullets:
        both = [part for part in real if part in bullets or _stands_alone(part, said)]
        return [both, bullets, numbered, spoken, sentences]
    if numbered:
        merged = _without_edges(_with_points(parts, _own_series(numbered, said)), said)
        merged = [one for part in merged for one in split_counted(part, said)]
        return [
            merged,
            [part for part in merged if prescribes(part.text, said)],
            [part for part in real if part in numbered or part in bullets],
            bullets,
            spoken,
            sentences,
        ]
    undertaken = [part for part in parts if undertakes(part.text)]
    if len(undertaken) == 1:
        undertaken = [one for one in sentences_of(undertaken[0]) if undertakes(one.text)]
    if len(undertaken) > 1 + len(spoken):
        return [undertaken, spoken, sentences, real]
    return [runs(real, said), spoken, [] if spoken else undertaken, sentences, real, _plain(parts, lead_in)]


def _with_leaning(
    parts: Sequence[Part],
    real: list[Part],
    lead_in: Sequence[re.Pattern[str]],
    said: Sequence[re.Pattern[str]],
) -> list[Part]:
    """The real parts with the paragraphs that ask in weaker words, where no number and no bullet tells the
    parts: "Then there are the chemists; the Board could write to them"."""
    if any(part.number or part.kind == "list_item" for part in parts) or not real:
        return real
    return [
        part
        for part in parts
        if part in real
        or (
            not part.leads
            and len(part.text.split()) >= LEAST_LEANING
            and asks_weakly(part.text)
            and not matches(part.text, lead_in)
            and not _ROUND_LIST.search(re.sub(r"^(?:I|We)\b", "", part.text))
        )
    ]


def _plain(parts: Sequence[Part], lead_in: Sequence[re.Pattern[str]]) -> list[Part]:
    """Paragraphs that a heading alone makes recommendations ("(Police) Officers to hand the form over"): no
    statements, and nothing that speaks of the list."""
    kept = [
        part
        for part in parts
        if not part.leads
        and len(part.text.split()) >= FEWEST_WORDS
        and not _is_statement(part)
        and not _ROUND_LIST.search(part.text)
        and not matches(part.text, lead_in)
    ]
    return kept if len(kept) > 1 else []


def _stands_alone(part: Part, said: Sequence[re.Pattern[str]]) -> bool:
    """Whether a paragraph among bullets is a recommendation itself: it tells a named body to act, and does
    not speak of the list."""
    who = subject_of(part.text) if part.number is None and prescribes(part.text, said[:1]) else None
    return (
        who is not None
        and is_named(who)
        and not part.text.rstrip().endswith(":")
        and not _ROUND_LIST.search(part.text)
    )


def _without_edges(parts: list[Part], said: Sequence[re.Pattern[str]]) -> list[Part]:
    """The numbered parts less a first and a last that only speak of the list, where all between prescribe.

    Such a part speaks of the list, or has a number of another shape: "13.1" before "1.", "2." ...
    """
    # "6.1 The agencies have lists of their own" before "1.": a number of another shape that asks for nothing.
    first = parts[0] if len(parts) > 2 else None
    if first and not prescribes(first.text, said) and _shape(first) not in map(_shape, parts[1:]):
        return _without_edges(parts[1:], said)
    # Where all others say what should be done, a statement is the reason of one, or speaks of the list.
    asking = [
        part
        for part in parts
        if asks(part.text, said)
        or (leans(part.text) and not _ROUND_LIST.search(part.text))
        or not _is_statement(part)
    ]
    if 1 < len(asking) < len(parts) and all(
        asks(part.text, said) or undertakes(part.text) for part in asking
    ):
        return _without_edges(asking, said)
    between = parts[1:-1]
    if len(between) < 2 or not all(prescribes(part.text, said) for part in between):
        return parts
    shapes = {_shape(part) for part in between}
    before, after = (_is_edge(part, said, shapes) for part in (parts[0], parts[-1]))
    return parts[int(before) : len(parts) - int(after)]


def _is_statement(part: Part) -> bool:
    return bool(_STATEMENT.match(part.text)) or states(part.text)


def _own_series(numbered: list[Part], said: Sequence[re.Pattern[str]]) -> list[Part]:
    """The parts whose numbers are the list's own: "(1)", "(2)" between the report's paragraphs 40 and 41.

    Where some count from one and others go on from before, of the latter those that only tell something
    speak of the list.
    """
    series: list[list[Part]] = []
    for part in numbered:
        begun = next((one for one in series if _count(part) == _count(one[-1]) + 1), None)
        if begun and _shape(part) == _shape(begun[-1]):
            begun.append(part)
        else:
            series.append([part])
    own = [one for one in series if _count(one[0]) <= 1]
    if not own or len(own) == len(series):
        return numbered
    foreign = [part for one in series if one not in own for part in one]
    return [
        part for part in numbered if part not in foreign or asks(part.text, said) or not _is_statement(part)
    ]


def _count(part: Part) -> int:
    """The last figure of a part's number; 0 for a letter."""
    figures = re.findall(r"\d+", part.number or "")
    return int(figures[-1]) if figures else 0


def _is_edge(part: Part, said: Sequence[re.Pattern[str]], shapes: set[int]) -> bool:
    """Whether a part stands round the list of parts whose numbers have these shapes."""
    other_number = _shape(part) not in shapes
    speaks_of_list = bool(_ROUND_LIST.search(part.text))
    if prescribes(part.text, said):
        return bool(_LEADS.match(part.text)) or (speaks_of_list and other_number)
    return bool(_LEADS.match(part.text)) or speaks_of_list or other_number


def _shape(part: Part) -> int:
    """How many levels the number of a part has: 2 for "13.1"."""
    return len(re.findall(r"\d+", part.number or ""))


def _parents(parts: Sequence[Part]) -> set[str]:
    """The one number that all others are points of: "44" before "44.1", "44.2" ... introduces them."""
    numbers = [part.number.rstrip(".") for part in parts if part.number]
    first = numbers[0] if numbers else ""
    if len(numbers) < 3 or not all(number.startswith(f"{first}.") for number in numbers[1:]):
        return set()
    return {number for number in (first, f"{first}.") if number}


def _introduces(
    part: Part,
    index: int,
    parts: Sequence[Part],
    lead_in: Sequence[re.Pattern[str]],
    said: Sequence[re.Pattern[str]],
) -> bool:
    """Whether a part leads into the list: it says so, or it ends in a colon before points of its own."""
    if part.leads:
        return True
    if part.kind == "list_item" or re.match(r"[Tt]hat\b", part.text):
        return False
    first, *rest = [one.text for one in sentences_of(part)] or [part.text]
    if matches(first, lead_in[:-1]):
        return not any(prescribes(one, said[:1]) and is_named(subject_of(one) or "") for one in rest)
    following = parts[index + 1] if index + 1 < len(parts) else None
    opens = part.text.rstrip().endswith((":", "that:")) and following is not None
    if (
        opens
        and following
        and following.kind == "list_item"
        and part.number
        and re.search(r"\bshould\b", part.text)
    ):
        return False
    return opens or (part.number is None and not asks(part.text, said) and not commands(part.text))


def _after_lead(part: Part, lead_in: Sequence[re.Pattern[str]], said: Sequence[re.Pattern[str]]) -> Part:
    """The rest of a paragraph whose first sentence leads in and which then gives the list in prose."""
    # "One recommendation is made: that the Committee write to ...".
    told = re.match(r"[^.:]*:\s+(?=that\b)", part.text)
    if told and part.number is None and matches(told[0], lead_in[:-1]):
        return part.cut(told.end(), len(part.text))
    first, dot, rest = part.text.partition(". ")
    if (
        part.kind != "paragraph"
        or not dot
        or not matches(first + ".", lead_in[:-1])
        or not prescribes(rest, said)
    ):
        return part
    if len([one for one in sentences_of(replace(part, text=rest)) if prescribes(one.text, said)]) < 2:
        return part
    return replace(part, text=rest, start=part.start + len(first) + 2)


def _with_points(parts: Sequence[Part], numbered: Sequence[Part]) -> list[Part]:
    """Numbered parts with the bullets under them: "8.1 The Board should: (a) ... (b) ..." is one."""
    merged: list[Part] = []
    for part in parts:
        if part in numbered and not (merged and merged[-1].text.rstrip().endswith(":") and is_point(part)):
            merged.append(part)
        elif (
            merged and (part.kind == "list_item" or is_point(part)) and re.search(r":\s|:$", merged[-1].text)
        ):
            merged[-1] = replace(merged[-1], text=f"{merged[-1].text} {part.text}", end=part.end)
    return merged
