"""Notes, running lines and broken words: what goes, and what must stay."""

from __future__ import annotations

import pytest

from pipeline.read.clean import Vocabulary, mend
from pipeline.read.furniture import without_furniture
from pipeline.read.layout import Line, PageLines, Sheet, joined_rows
from pipeline.read.notes import without_glued_marks


def line(text: str, top: float, size: float = 11.0, *, page: int = 1, x0: float = 72.0) -> Line:
    return Line(text, page, x0, top, x0 + 5 * len(text), top + 1.15 * size, size)


def page(number: int, *lines: Line) -> PageLines:
    return PageLines(number, 595, 842, tuple(lines))


@pytest.mark.parametrize(
    ("text", "first", "second", "wanted"),
    [
        ("a call-out was logged", "a call", "out followed", "a call-out followed"),
        ("the assessment was late", "the assess", "ment came", "the assessment came"),
        ("nothing here", "thirty", "one days", "thirty-one days"),
        ("we call it out", "a call", "out followed", "a call-out followed"),
        ("he was under no standing order", "an under", "standing", "an understanding"),
        ("the Anglo", "Anglo", "Welsh", "Anglo-Welsh"),
    ],
)
def test_a_broken_word_is_made_whole(text: str, first: str, second: str, wanted: str) -> None:
    assert Vocabulary([text]).rejoin(first, second) == wanted


def test_torn_and_joined_words_are_mended_where_the_document_knows_better() -> None:
    words = Vocabulary(
        ["Their relationship was good. The Rutland Local Housing office", "the relation ship was"]
    )
    assert (
        words.mend("the relation ship of RutlandLocal Housing") == "the relationship of Rutland Local Housing"
    )
    assert Vocabulary(["Any body of opinion", "was anybody there"]).mend("any body") == "any body"
    assert Vocabulary(["ChildLine", "the child on the line"]).mend("ChildLine") == "ChildLine"


def test_remnants_of_html_go() -> None:
    assert mend("no<br />body <strong>asked</strong> if 3 < 4") == "nobody asked if 3 < 4"


def test_a_note_like_the_text_is_known_by_its_mark() -> None:
    body = [line("It was agreed1 in 20132 that GP2 should call", 100), line("her again.", 114)]
    notes = [line("1 A letter of 9 January.", 740), line("2 The guidance of that year.", 754)]
    (seen,) = without_glued_marks([page(1, *body, *notes)], leading=14, size=11)
    assert seen.lines[0].text == "It was agreed in 2013 that GP2 should call"
    assert [one.size < 10 for one in seen.lines] == [False, False, True, True]


def test_a_numbered_paragraph_at_the_foot_is_no_note() -> None:
    body = [line("The plan was made.", 100), line("7 The plan was kept.", 740)]
    (seen,) = without_glued_marks([page(1, *body)], leading=14, size=11)
    assert seen.lines == tuple(body)


NAMES = (
    "Ada Beth Cora Dora Edna Fay Gwen Hope Ida Joan Kate Lena Mary Nell Olga Pam Rose Sue Tess Una".split()
)


def report(*extra: Line) -> list[PageLines]:
    pages = []
    for number in range(1, 7):
        text = [line(f"{NAMES[number]} and {NAMES[i]} called.", 90 + 14 * i, page=number) for i in range(20)]
        first = [line("BOARD - RESTRICTED", 40, 8.5, page=number)]
        last = [line(f"- {number} -", 800, 8.5, page=number)]
        pages.append(page(number, *first, *(one for one in extra if one.page == number), *text, *last))
    return pages


def test_running_lines_go() -> None:
    kept, dropped = without_furniture(report())
    assert {text for _, text in dropped} == {"BOARD - RESTRICTED", *(f"- {n} -" for n in range(1, 7))}
    assert all(len(one.lines) == 20 for one in kept)


def test_a_heading_that_comes_again_stays() -> None:
    again = [line("What we learned", 90, 12, page=number) for number in (3, 4, 5)]
    _, dropped = without_furniture(report(*again))
    assert "What we learned" not in {text for _, text in dropped}


def test_a_year_at_the_foot_is_no_page_number() -> None:
    _, dropped = without_furniture(report(line("2012", 790, page=4)))
    assert (4, "2012") not in dropped


def test_pieces_of_one_line_are_joined_and_marks_between_them_go() -> None:
    pieces = [line("they agreed", 100), line("2", 99, 6.5, x0=130), line("with the Board", 100, x0=136)]
    assert [one.text for one in joined_rows(pieces)] == ["they agreed with the Board"]


def test_a_turned_page_is_read_as_it_is_shown() -> None:
    sheet = Sheet(0, 0, 595, 842, 90)
    assert (sheet.width, sheet.height) == (842, 595)
    assert sheet.place(100, 0) == (0, 100)
    assert sheet.climb(0, 1) == 0
