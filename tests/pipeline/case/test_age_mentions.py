"""What a reader is shown of ages: more than the rules know to be one, and nothing that plainly is none."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.case import case_record
from pipeline.records import CaseFindings, CastMember, Passage, Question
from pipeline.structure.outline import outline
from tests.pipeline.case.make import document, heading_types

DEATH = "# 5 Narrative\n[5.1] Child B died on 14 June 2013 at the hospital.\n"


class Shown:
    """A reader that keeps what it is asked for an age, and is sure of one of them."""

    def __init__(self, sure: str = "") -> None:
        self.passages: list[Passage] = []
        self.sure = sure

    def __call__(
        self, question: Question, passages: Sequence[Passage], cast: Sequence[CastMember]
    ) -> list[float]:
        if question != "age":
            return [-9.0] * len(passages)
        self.passages += passages
        return [9.0 if self.sure and self.sure == one.words else -9.0 for one in passages]


def read(body: str, reader: Shown) -> CaseFindings:
    made = document("= Serious Case Review: Child B", body)
    return case_record(made, *outline(made, heading_types()), reader)


def passages(body: str) -> list[Passage]:
    reader = Shown()
    read(body, reader)
    return reader.passages


def shown(body: str) -> list[str]:
    return [one.words for one in passages(body)]


def age(body: str, sure: str) -> float | None:
    return read(body, Shown(sure)).case.children[0].age_years


TABLE = """# 2 The family
| Person | Part in these events | Years |
| Child B | the first of two; White British | 5 years |
| Hal | the second | 2 years and 3 months |
| Ms K | mother | 35 years |
| Household | four | 3 |
"""


def test_the_cells_of_a_table() -> None:
    assert shown(TABLE + DEATH) == ["5 years", "2 years and 3 months", "3"]
    assert age(TABLE + DEATH, "5 years") == 5.0


def test_a_row_is_read_with_the_heads_of_its_columns() -> None:
    cells = passages(TABLE + DEATH)
    assert {one.heading for one in cells} == {"Person | Part in these events | Years"}
    assert {one.kind for one in cells} == {"table_row"}
    first = cells[0]
    assert (first.before, first.after) == ("Child B | the first of two; White British | ", "")


def test_the_sentences_of_a_chronology() -> None:
    rows = """# 4 Chronology
| Date | Event |
| 2 May 2011 | Girl, aged 11, begins at the upper school. |
| 14 June 2013 | The fall. She is nine days short of her fourteenth birthday. |
"""
    assert shown(rows + DEATH) == ["11", "nine days short of her fourteenth birthday"]


@pytest.mark.parametrize(
    ("sentence", "words", "years"),
    [
        ("Child B, five years and two months, had been cut as well.", "five years and two months", 5.17),
        ("Child B, 18 mths, had been cut as well.", "18 mths", 1.5),
        ("Child B, just over five months, had been cut as well.", "five months", 0.44),
        ("The week before there had been cake at nursery for the third birthday.", "third birthday", 3.0),
        ("By that summer it was a matter of ten months and a pair of small shoes.", "ten months", 0.83),
    ],
)
def test_words_that_the_rules_do_not_know(sentence: str, words: str, years: float) -> None:
    body = f"{DEATH}[5.2] {sentence}\n"
    assert words in shown(body)
    assert age(body, words) == years


@pytest.mark.parametrize(
    "sentence",
    [
        "Three weeks later the file was shut.",
        "The case had been open for two years.",
        "The answer took 72 hours and the month was out.",
        "Two years before the move there had been a fire.",
        "He was given nine years’ imprisonment.",
        "The rent was 120 weeks behind.",
        "It was a matter of sixty months.",
        "Two years elapsed, and a two-year gap it stayed.",
        "They walked three and a half miles.",
        "Child B was born at 34 weeks gestation.",
        "Child B wore clothes for a baby of three months.",
        "The bruises were two weeks old.",
    ],
)
def test_a_time_that_passed_is_no_age(sentence: str) -> None:
    assert shown(f"{DEATH}[5.2] {sentence}\n") == []


def test_a_table_of_recommendations_tells_no_age() -> None:
    rows = """# 8 Recommendations
| No | Recommendation | By |
| 1 | The Board should review the care of every child of 2 years. | 6 months |
"""
    assert shown(DEATH + rows) == []


@pytest.mark.parametrize(
    ("head", "cell"),
    [
        ("Time", "14:50"),
        ("Page", "12"),
        ("Paragraph", "5.2"),
        ("Day", "12 May"),
        ("Share", "3 of 5"),
        ("Children", "3 siblings"),
        ("Born", "one of twins"),
        ("Sentence", "12 years"),
        ("Age of injury", "2 weeks"),
        ("Due", "6 months"),
        ("Number of deaths", "9"),
    ],
)
def test_what_else_a_cell_may_count(head: str, cell: str) -> None:
    rows = f"# 4 Tables\n| What | {head} |\n| Child B | {cell} |\n"
    assert shown(rows + DEATH) == []


def test_a_band_across_a_table_leaves_it_its_head() -> None:
    rows = """# 2 The family
| Person | Age |
| The household |
| Child B | 5 |
| Elsewhere |
| Hal | 9 |
"""
    assert {one.heading for one in passages(rows + DEATH)} == {"Person | Age"}


def test_a_table_without_a_head_has_none() -> None:
    rows = "# 2 Family\n| Hal | 9 years |\n| Child B | 5 years |\n"
    assert {one.heading for one in passages(rows + DEATH)} == {"2 Family"}


def test_the_evidence_is_where_the_reader_was_surest() -> None:
    body = TABLE.replace("2 years and 3 months", "5 years") + DEATH

    class SureOfTheChild(Shown):
        def __call__(
            self, question: Question, passages: Sequence[Passage], cast: Sequence[CastMember]
        ) -> list[float]:
            return [9.0 if question == "age" and "Child B" in one.before else -3.0 for one in passages]

    found = read(body, SureOfTheChild())
    assert found.case.children[0].age_years == 5.0
    (age,) = [one for one in found.evidence if one.field == "children.1.age_years"]
    text = document("= Serious Case Review: Child B", body).text
    assert text[age.char_start - 50 : age.char_end].endswith("White British | 5 years")
