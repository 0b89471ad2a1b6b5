"""The labelled reviews parse, agree with themselves and not with one another, and are typeset whole."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from pipeline.codebook import Codebook
from pipeline.corpus import (
    CorpusError,
    Label,
    Review,
    check_review,
    load_corpus,
    load_review,
    read_allowed,
    shared_runs,
)
from pipeline.corpus.check import period_of
from pipeline.corpus.parse import ParseError, parse_review, split_number
from pipeline.settings import configs_folder

ANNOTATIONS = configs_folder().parent / "annotations"
FOLDERS = sorted(file.parent for file in (ANNOTATIONS / "reviews").glob("*/case.toml"))
MIN_KEPT = 0.98
FACTORS = {"neglect", "domestic_abuse"}
HEAD = "# Start {narrative}\n"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_review_agrees_with_itself(folder: Path, codebook: Codebook) -> None:
    ids = {factor.id for factor in codebook.factors}
    assert check_review(load_review(folder), ids) == []


def test_reviews_share_no_eight_words() -> None:
    reviews = load_corpus(ANNOTATIONS / "reviews")
    allowed = read_allowed(ANNOTATIONS / "allowed_runs.txt")
    assert [(run.text, run.slugs, run.lines) for run in shared_runs(reviews, 8, allowed)] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_pdf_holds_the_words(folder: Path) -> None:
    review = load_review(folder)
    pdf = folder / f"{folder.name}.pdf"
    assert pdf.is_file(), f"run: python -m tests.typeset {folder.name}"
    assert pdf.stat().st_size < (1_500_000 if review.layout.scan else 400_000)
    wanted, found = words_of(review), Counter(words(text_layer(pdf)))
    if review.layout.scan:
        assert not found
        return
    kept = (wanted & found).total() / wanted.total()
    assert kept >= MIN_KEPT, (kept, (wanted - found).most_common(20))


def words_of(review: Review) -> Counter[str]:
    numbers = (block.number or "" for block in review.blocks if block.kind != "footnote")
    texts = (re.sub(r"\[\^\d+\]", "", block.text) for block in review.blocks)
    return Counter(word for text in (*numbers, *texts) for word in words(text))


def words(text: str) -> list[str]:
    """Letters or digits in a row; a word broken at the end of a line is made whole."""
    whole = re.sub(r"(?<=\w)[-\u00ad\ufffe\u2010\x02]\r?\n(?=[a-z])", "", text)
    return re.findall(r"[^\W\d_]+|\d+", re.sub(r"(?<=\w)-", "", whole).casefold())


def text_layer(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def test_labels_and_blocks() -> None:
    text = (
        "!cover\nA Board\n= The Title\n!end\n# 1. Start {narrative}\n## 18 January 2014\n"
        "[1.1] One.[^1] || neglect negated child; recommendation 2 @The Board; "
        "domestic_abuse affirmed mother historical\n"
        "Two.\n- Point.\n  More.\n> Said.\n\n!table family\n| A | B |\n| c | | || neglect generic child\n\n"
        "!footnote 1 Note.\n"
    )
    blocks = parse_review(text, FACTORS)
    assert [(block.kind, block.number) for block in blocks] == [
        ("cover", None),
        ("heading", "1."),
        ("heading", None),
        ("paragraph", "1.1"),
        ("bullet", None),
        ("quote", None),
        ("table", None),
        ("footnote", "1"),
    ]
    assert blocks[0].name == "The Title"
    assert blocks[2].section_type == blocks[3].section_type == "narrative"
    first = blocks[3].sentences[0]
    assert first.labels == (
        Label("neglect", "negated", "child"),
        Label("domestic_abuse", "affirmed", "mother", "historical"),
    )
    assert first.recommendation is not None
    assert (first.recommendation.number, first.recommendation.addressee) == (2, "The Board")
    assert first.line == 7
    assert [line.text for line in blocks[4].sentences] == ["Point.", "More."]
    assert blocks[6].rows[1].cells == ("c", "")
    assert blocks[6].rows[1].labels == (Label("neglect", "generic", "child"),)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("Text. || poverty affirmed family", "unknown factor"),
        ("Text. || neglect sure child", "unknown assertion"),
        ("Text. || neglect affirmed baby", "unknown subject"),
        ("Text. || neglect affirmed child; neglect negated sibling", "second label"),
        ("Text. || neglect affirmed child;", "is not 'factor"),
        ("Text. || neglect affirmed child current", "is not 'factor"),
        ("Text. || recommendation three", "is not 'recommendation N'"),
        ("Text. | neglect affirmed child", "mark that belongs elsewhere"),
        ("Text. ", "white space"),
        ("!boxed", "unknown directive"),
        ("!table things", "unknown directive"),
        ("## Part {nonsense}", "unknown section type"),
        ("### Deep", "under none of level 2"),
        ("# Bare", "needs its"),
        ("  More.", "two blanks"),
        ("| a | b |", "outside a table"),
        ("!table family\n| a | b || neglect affirmed child", "ends with a bar"),
        ("!box\nText.", "has no !end"),
    ],
)
def test_what_does_not_parse(line: str, what: str) -> None:
    with pytest.raises(ParseError, match=re.escape(what)) as caught:
        parse_review(HEAD + line, FACTORS)
    assert caught.value.line > 1


def test_error_names_file_and_line(tmp_path: Path) -> None:
    folder = tmp_path / FOLDERS[0].name
    folder.mkdir()
    for name in ("case.toml", "review.txt"):
        folder.joinpath(name).write_bytes(FOLDERS[0].joinpath(name).read_bytes())
    with folder.joinpath("review.txt").open("a", encoding="utf-8") as file:
        file.write("\n!nonsense\n")
    with pytest.raises(CorpusError, match=r"review\.txt, line \d+: unknown directive"):
        load_review(folder)


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("4. Analysis", "4."),
        ("1.1 Scope", "1.1"),
        ("6A. Before", "6A."),
        ("2 The family", "2"),
        ("18 January 2014", None),
        ("2011 to June 2016: Marlwick", None),
        ("Finding 1. A man", None),
    ],
)
def test_heading_numbers(heading: str, number: str | None) -> None:
    assert split_number(heading)[0] == number


def test_periods_run_from_april_to_march() -> None:
    assert period_of(date(2011, 3, 31)) == "2009-11"
    assert period_of(date(2011, 4, 1)) == "2011-14"
    assert period_of(date(2019, 9, 30)) == "2017-19"
    assert period_of(date(2022, 1, 1)) == "2019-onwards"
    assert period_of(date(1990, 1, 1)) is None
