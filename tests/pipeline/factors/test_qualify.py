"""Whether, whose and when: every sentence of ``hard_sentences.txt`` carries its own expectation.

    The [[words|factor_id assertion subject]] or [[words|factor_id assertion subject historical]].
    {section_type} A sentence in a section of that type. !! factor_id, factor_id

A line that starts with ``~ `` goes on with the paragraph of the line before; ``!!`` names factors that
must not be coded in the sentence at all; a factor that is not named must not be affirmed or negated in it.
``#`` starts a comment.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import pytest

from pipeline.codebook import Codebook, load_codebook
from pipeline.factors.find import FactorRules
from pipeline.records import ASSERTIONS, Mention, Section, Sentence, Subject
from pipeline.settings import configs_folder

FILE = Path(__file__).with_name("hard_sentences.txt")
SECTION_TYPES = frozenset(
    "introduction circumstances terms_of_reference methodology panel family family_views summary background "
    "narrative agencies analysis findings good_practice lessons conclusion recommendations action_plan glossary "
    "references appendix other".split()
)
_MARK = re.compile(r"\[\[(?P<words>[^\[\]|]*)\|(?P<label>[^\[\]|]*)\]\]")


@dataclass(frozen=True)
class Expected:
    """One mark: where its words stand in the plain sentence, and what is to be coded there."""

    start: int
    end: int
    factor_id: str
    qualifiers: str


@dataclass(frozen=True)
class Line:
    number: int
    section_type: str
    text: str
    expected: tuple[Expected, ...]
    forbidden: tuple[str, ...]


class MarkupError(ValueError):
    """A line of the file is not in the syntax; the message starts with its number."""


def parse(text: str, factor_ids: Collection[str]) -> list[list[Line]]:
    """The paragraphs of the file, each a list of lines."""
    paragraphs: list[list[Line]] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        if not raw.strip() or raw.startswith("#"):
            continue
        if raw != raw.strip():
            raise MarkupError(f"line {number}: white space at an end")
        continued = raw.startswith("~ ")
        if continued and not paragraphs:
            raise MarkupError(f"line {number}: nothing before it to go on with")
        before = paragraphs[-1][-1].section_type if continued else None
        line = _line(number, raw.removeprefix("~ "), before, factor_ids)
        if continued:
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _line(number: int, raw: str, section_before: str | None, factor_ids: Collection[str]) -> Line:
    section_type = section_before or "narrative"
    if raw.startswith("{"):
        given = re.match(r"\{([a-z_]+)\} ", raw)
        if section_before or not given or given[1] not in SECTION_TYPES:
            raise MarkupError(f"line {number}: wrong section type")
        section_type, raw = given[1], raw[given.end() :]
    raw, *rest = raw.split(" !! ")
    if len(rest) > 1:
        raise MarkupError(f"line {number}: more than one ' !! '")
    forbidden = tuple(rest[0].split(", ")) if rest else ()
    text, expected = _marks(number, raw, factor_ids)
    named = [*forbidden, *(one.factor_id for one in expected)]
    for factor_id in forbidden:
        _known(number, factor_id, factor_ids)
    if len(named) != len(set(named)):
        raise MarkupError(f"line {number}: a factor is named twice")
    return Line(number, section_type, text, expected, forbidden)


def _marks(number: int, raw: str, factor_ids: Collection[str]) -> tuple[str, tuple[Expected, ...]]:
    text, at = "", 0
    expected: list[Expected] = []
    for mark in _MARK.finditer(raw):
        text += raw[at : mark.start()]
        factor_id, qualifiers = _label(number, mark["label"], factor_ids)
        if not mark["words"].strip():
            raise MarkupError(f"line {number}: a mark without words")
        expected.append(Expected(len(text), len(text) + len(mark["words"]), factor_id, qualifiers))
        text += mark["words"]
        at = mark.end()
    text += raw[at:]
    if re.search(r"[\[\]|{}~]|!!", text):
        raise MarkupError(f"line {number}: malformed markup")
    return text, tuple(expected)


def _label(number: int, label: str, factor_ids: Collection[str]) -> tuple[str, str]:
    words = label.split(" ")
    if len(words) not in (3, 4):
        raise MarkupError(
            f"line {number}: a mark holds 'factor_id assertion subject [historical]', not {label!r}"
        )
    _known(number, words[0], factor_ids)
    if words[1] not in ASSERTIONS:
        raise MarkupError(f"line {number}: unknown assertion {words[1]!r}")
    if words[2] not in get_args(Subject):
        raise MarkupError(f"line {number}: unknown subject {words[2]!r}")
    if words[3:] not in ([], ["historical"]):
        raise MarkupError(f"line {number}: unknown temporality {words[3]!r}")
    return words[0], " ".join(words[1:])


def _known(number: int, factor_id: str, factor_ids: Collection[str]) -> None:
    if factor_id not in factor_ids:
        raise MarkupError(f"line {number}: unknown factor {factor_id!r}")


def _got(mention: Mention) -> str:
    historical = " historical" if mention.temporality == "historical" else ""
    return f"{mention.assertion} {mention.subject}{historical}"


def faults(paragraph: Sequence[Line], rules: FactorRules) -> list[str]:
    """What is coded otherwise than the paragraph's marks say, a line each."""
    sentences: list[Sentence] = []
    at = 0
    for number, line in enumerate(paragraph):
        sentences.append(Sentence(number, 0, 1, at, at + len(line.text), line.text))
        at += len(line.text) + 1
    section = Section(0, "", paragraph[0].section_type, 1, 1, 1, 0, at)
    mentions = rules.mentions(sentences, [section])
    found: list[str] = []
    for sentence, line in zip(sentences, paragraph, strict=True):
        here = {one.factor_id: one for one in mentions if one.sentence_no == sentence.sentence_no}
        found.extend(f"line {line.number}: {fault}" for fault in _line_faults(line, sentence, here))
    return found


def _line_faults(line: Line, sentence: Sentence, here: dict[str, Mention]) -> list[str]:
    found: list[str] = []
    for one in line.expected:
        mention = here.pop(one.factor_id, None)
        if mention is None:
            found.append(f"{one.factor_id} is not coded, expected {one.qualifiers}")
            continue
        if _got(mention) != one.qualifiers:
            found.append(f"{one.factor_id} is {_got(mention)} ({mention.quote!r}), expected {one.qualifiers}")
        start, end = mention.char_start - sentence.char_start, mention.char_end - sentence.char_start
        if not (start < one.end and one.start < end):
            found.append(f"{one.factor_id} is quoted as {mention.quote!r}")
        elif line.text[start:end] != mention.quote:
            found.append(f"{one.factor_id}: the quote {mention.quote!r} is not what stands at its offsets")
    for factor_id, mention in here.items():
        if factor_id in line.forbidden or mention.assertion in ("affirmed", "negated"):
            found.append(f"{factor_id} is {_got(mention)} ({mention.quote!r}), expected nothing")
    return found


_IDS = frozenset(factor.id for factor in load_codebook(configs_folder()).factors)
PARAGRAPHS = parse(FILE.read_text(encoding="utf-8"), _IDS)


@pytest.mark.parametrize("paragraph", PARAGRAPHS, ids=[f"line-{lines[0].number}" for lines in PARAGRAPHS])
def test_sentence(paragraph: list[Line], rules: FactorRules) -> None:
    wrong = faults(paragraph, rules)
    assert not wrong, "\n".join([*(line.text for line in paragraph), *wrong])


def test_there_are_enough_sentences() -> None:
    assert sum(len(lines) for lines in PARAGRAPHS) >= 190
    texts = [line.text for lines in PARAGRAPHS for line in lines]
    assert len(texts) == len(set(texts))


def test_every_value_is_expected_somewhere(codebook: Codebook) -> None:
    marks = [one for lines in PARAGRAPHS for line in lines for one in line.expected]
    words = {word for one in marks for word in one.qualifiers.split()}
    assert words == {*ASSERTIONS, *get_args(Subject), "historical"} - {"other_adult"}
    domains = {codebook.factor(one.factor_id).domain for one in marks}
    assert domains == {factor.domain for factor in codebook.factors}


def test_parser_reads_marks_section_and_exceptions() -> None:
    text = "# a comment\n\n{analysis} No [[neglect|neglect negated child]] at all. !! bullying, poverty"
    ((line,),) = parse(text, {"neglect", "bullying", "poverty"})
    assert line == Line(
        3,
        "analysis",
        "No neglect at all.",
        (Expected(3, 10, "neglect", "negated child"),),
        ("bullying", "poverty"),
    )


def test_parser_goes_on_with_a_paragraph() -> None:
    text = "{lessons} A [[b|neglect affirmed child]].\n~ C [[d|neglect affirmed child historical]].\nE. !! neglect"
    first, second = parse(text, {"neglect"})
    assert [line.section_type for line in first] == ["lessons", "lessons"]
    assert first[1].expected == (Expected(2, 3, "neglect", "affirmed child historical"),)
    assert [line.section_type for line in second] == ["narrative"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("No [[neglect|neglect negated child].", "malformed"),
        ("No [neglect|neglect negated child]].", "malformed"),
        ("No [[neglect]].", "malformed"),
        ("No [[neg[[lect|neglect negated child]].", "malformed"),
        ("No [[neglect|neglect negated child|x]].", "malformed"),
        ("No [[ |neglect negated child]].", "without words"),
        ("No [[neglect|neglect negated]].", "a mark holds"),
        ("No [[neglect|neglect negated  child]].", "unknown subject"),
        ("No [[neglect|neglect negated child now]].", "unknown temporality"),
        ("No [[neglect|neglect negated child historical twice]].", "a mark holds"),
        ("No [[neglect|negligence negated child]].", "unknown factor 'negligence'"),
        ("No [[neglect|neglect denied child]].", "unknown assertion 'denied'"),
        ("No [[neglect|neglect negated baby]].", "unknown subject 'baby'"),
        ("No neglect. !! negligence", "unknown factor 'negligence'"),
        ("No neglect.!! neglect", "malformed"),
        ("No neglect. !! neglect !! neglect", "more than one"),
        ("No neglect. !! neglect,neglect", "unknown factor"),
        ("No [[neglect|neglect negated child]]. !! neglect", "named twice"),
        ("{Analysis} No neglect. !! neglect", "wrong section type"),
        ("{analysi} No neglect. !! neglect", "wrong section type"),
        ("{analysis}No neglect. !! neglect", "wrong section type"),
        ("~ No neglect. !! neglect", "nothing before it"),
        (" No neglect. !! neglect", "white space"),
    ],
)
def test_parser_refuses(line: str, message: str) -> None:
    with pytest.raises(MarkupError, match=rf"^line 2: .*{message}"):
        parse(f"# comment\n{line}", {"neglect"})


def test_parser_refuses_a_section_within_a_paragraph() -> None:
    with pytest.raises(MarkupError, match="line 2: wrong section type"):
        parse("A. !! neglect\n~ {analysis} B. !! neglect", {"neglect"})
