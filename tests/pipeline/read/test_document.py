"""Reading: text whole and in order, furniture out, offsets right, bad files told apart."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import RejectedFile
from pipeline.read.document import read_document
from pipeline.records import Document
from pipeline.settings import Settings, load_settings
from tests.pdfs import write_pdf, write_scan


@pytest.fixture(scope="module")
def settings() -> Settings:
    return load_settings()


def blocks(document: Document) -> list[str]:
    return [document.text[block.char_start : block.char_end] for block in document.blocks]


TWO_PAGES = [
    [
        "# 1. Introduction",
        "1.1 The health visitor called on 3 May 2010 and found the baby asleep on a pillow",
        "on the floor.",
        "",
        "1.2 She came back the next day, and again in June, and on neither visit was the",
        "door opened to her by",
    ],
    ["anybody at all.", "", "# 2. Analysis", "2.1 The visits were not joined up."],
]


def test_paragraphs_are_whole_across_lines_and_pages(tmp_path: Path, settings: Settings) -> None:
    document = read_document(write_pdf(tmp_path / "a.pdf", TWO_PAGES), settings)
    assert blocks(document) == [
        "Introduction",
        "The health visitor called on 3 May 2010 and found the baby asleep on a pillow on the floor.",
        "She came back the next day, and again in June, and on neither visit was the door opened to her by "
        "anybody at all.",
        "Analysis",
        "The visits were not joined up.",
    ]
    assert [block.number for block in document.blocks] == ["1", "1.1", "1.2", "2", "2.1"]
    assert [block.page for block in document.blocks] == [1, 1, 1, 2, 2]


def test_furniture_is_removed_and_kept_account_of(tmp_path: Path, settings: Settings) -> None:
    path = write_pdf(
        tmp_path / "a.pdf",
        TWO_PAGES,
        header="CARRICK VALE LSCB - RESTRICTED",
        footer="Page {page} of {pages}",
    )
    document = read_document(path, settings)
    assert "RESTRICTED" not in document.text
    assert "Page 1" not in document.text
    assert sorted(document.dropped_lines) == [
        (1, "CARRICK VALE LSCB - RESTRICTED"),
        (1, "Page 1 of 2"),
        (2, "CARRICK VALE LSCB - RESTRICTED"),
        (2, "Page 2 of 2"),
    ]


def test_a_single_page_loses_nothing(tmp_path: Path, settings: Settings) -> None:
    path = write_pdf(
        tmp_path / "a.pdf", [["The only page of this letter has a line at its top."]], header="A HEADER"
    )
    document = read_document(path, settings)
    assert "A HEADER" in document.text
    assert document.dropped_lines == ()


def test_page_offsets_cover_the_text(tmp_path: Path, settings: Settings) -> None:
    document = read_document(write_pdf(tmp_path / "a.pdf", TWO_PAGES), settings)
    assert document.pages[0].char_start == 0
    assert document.pages[-1].char_end == len(document.text)
    assert document.text[document.pages[1].char_start :].startswith("anybody at all.")


def test_a_scan_is_read_by_ocr(tmp_path: Path, settings: Settings) -> None:
    printed = [
        "# Introduction",
        "The health visitor called on 3 May 2010 and found the baby asleep on a pillow.",
    ]
    source = write_pdf(tmp_path / "a.pdf", [printed])
    document = read_document(write_scan(tmp_path / "scan.pdf", source), settings)
    assert document.text_source == "ocr"
    assert 0.5 < document.pages[0].confidence <= 1
    words = set(re.findall(r"\w+", document.text.lower()))
    assert (
        len(words & {"health", "visitor", "called", "found", "baby", "asleep", "pillow", "introduction"}) >= 7
    )


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_scan_on_its_side_or_head_is_turned(tmp_path: Path, settings: Settings, quarters: int) -> None:
    printed = [
        "# Introduction",
        "The health visitor called on 3 May 2010 and found the baby asleep on a pillow.",
        "Nobody else was in the house, and the door stood open to the yard behind it.",
    ]
    source = write_pdf(tmp_path / "a.pdf", [printed])
    document = read_document(write_scan(tmp_path / "scan.pdf", source, quarters=quarters), settings)
    assert "found the baby asleep on a pillow. Nobody else was in the house" in document.text


def test_a_table_of_a_scan_is_a_table(tmp_path: Path, settings: Settings) -> None:
    source = tmp_path / "a.pdf"
    canvas = Canvas(str(source), pagesize=A4)
    rows = (("Name", "Relation", "Age"), ("Child K", "Subject", "4"), ("Adult L", "Mother of K", "26"))
    xs, top = (72, 200, 350, 450), 700
    for number, row in enumerate(rows):
        for x, cell in zip(xs, row, strict=False):
            canvas.drawString(x + 6, top - 20 * number - 14, cell)
    for number in range(4):
        canvas.line(xs[0], top - 20 * number, xs[-1], top - 20 * number)
    for x in xs:
        canvas.line(x, top, x, top - 60)
    canvas.drawString(72, 600, "The family lived in a terraced house on the hill above the town.")
    canvas.save()
    document = read_document(write_scan(tmp_path / "scan.pdf", source), settings)
    assert [table.rows for table in document.tables] == [rows]
    assert document.text.splitlines()[-1].startswith("The family lived")


def test_a_damaged_page_costs_only_itself(tmp_path: Path, settings: Settings) -> None:
    path = write_pdf(tmp_path / "a.pdf", [*TWO_PAGES, ["The third page is whole and says what it has to."]])
    data = path.read_bytes()
    # The second page is found no more.
    path.write_bytes(re.sub(rb"(/Kids \[ ?\d+ 0 R )\d+( 0 R)", rb"\g<1>0\2", data))
    document = read_document(path, settings)
    assert (len(document.pages), document.n_unread_pages) == (3, 1)
    assert document.pages[1].source == "unread"
    # What the page before it began does not go on after it.
    assert "\n\nThe third page is whole" in document.text
    assert document.text.startswith("Introduction")


def test_same_bytes_same_identity(tmp_path: Path, settings: Settings) -> None:
    first = write_pdf(tmp_path / "a.pdf", TWO_PAGES)
    second = tmp_path / "renamed.pdf"
    second.write_bytes(first.read_bytes())
    one, two = read_document(first, settings), read_document(second, settings)
    assert one.document_id == two.document_id
    assert one.text == two.text


def test_an_empty_password_needs_no_asking(tmp_path: Path, settings: Settings) -> None:
    assert read_document(write_pdf(tmp_path / "a.pdf", TWO_PAGES, password=""), settings).n_words > 30


def _bad(tmp_path: Path, kind: str) -> Path:
    good = write_pdf(tmp_path / "good.pdf", TWO_PAGES)
    path = tmp_path / f"{kind}.pdf"
    if kind == "empty_file":
        path.write_bytes(b"")
    elif kind == "not_a_pdf":
        path.write_text("Serious case review, saved as text.")
    elif kind == "encrypted":
        write_pdf(path, TWO_PAGES, password="secret")
    elif kind == "damaged":
        path.write_bytes(good.read_bytes()[:700])
    elif kind == "word_file":
        path = tmp_path / "review.docx"
        path.write_bytes(b"PK\x03\x04")
    elif kind == "no_text":
        write_pdf(path, [[]])
    return path


@pytest.mark.parametrize("kind", ["empty_file", "not_a_pdf", "encrypted", "damaged", "word_file", "no_text"])
def test_bad_files_are_told_apart(tmp_path: Path, settings: Settings, kind: str) -> None:
    with pytest.raises(RejectedFile) as caught:
        read_document(_bad(tmp_path, kind), settings)
    assert caught.value.reason == kind
    assert caught.value.detail.endswith(".")


def test_limits_are_kept(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", TWO_PAGES)
    tight = load_settings()
    few_pages = tight.model_copy(update={"limits": tight.limits.model_copy(update={"max_pages": 1})})
    with pytest.raises(RejectedFile, match="more than the limit of 1"):
        read_document(path, few_pages)
    few_bytes = tight.model_copy(update={"limits": tight.limits.model_copy(update={"max_bytes": 100})})
    with pytest.raises(RejectedFile, match="more than the limit of 100"):
        read_document(path, few_bytes)


RUNNING = [
    "The health visitor called again in the week before the holidays and found nobody",
    "at home, as she had on both of her visits in the month before, and she left a card",
    "with the number of the clinic, which was found unopened behind the door some weeks",
    "later, among the letters from the school and the three reminders from the surgery.",
] * 3


def test_lines_of_a_cover_stay_apart(tmp_path: Path, settings: Settings) -> None:
    """Each is as far from the edge as it likes: only the width of running text shows that it ended early."""
    path = tmp_path / "cover.pdf"
    lines = [
        "CARRICK VALE AREA CHILD PROTECTION COMMITTEE",
        "Report of a Review held under Part 8 of the Guidance",
        "Dr Philippa Orme and Hugh Tansley, Reviewers",
    ]
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 11)
    for number, line in enumerate(lines):
        canvas.drawCentredString(A4[0] / 2, 600 - 15 * number, line)
    canvas.showPage()
    canvas.setFont("Helvetica", 11)
    for number, line in enumerate(RUNNING):
        canvas.drawString(72, 740 - 15 * number, line)
    canvas.save()
    assert blocks(read_document(path, settings))[:3] == lines


@pytest.mark.parametrize(
    ("line", "number", "text"),
    [
        ("8 February 2016. The school rang at ten.", "8", "February 2016. The school rang at ten."),
        ("8 2 May 2016, 10.35 hours. A neighbour rang.", "8", "2 May 2016, 10.35 hours. A neighbour rang."),
        ("9 February 2016 was a Tuesday.", None, "9 February 2016 was a Tuesday."),
        ("17.09.13", None, "17.09.13"),
        ("17.9.2013 The school rang.", None, "17.9.2013 The school rang."),
        ("4.12 The school rang.", "4.12", "The school rang."),
        ("1.01 The school rang.", "1.01", "The school rang."),
        ("3.2 5 children lived there.", "3.2", "5 children lived there."),
        ("17.09.13 The school rang.", None, "17.09.13 The school rang."),
    ],
)
def test_a_number_is_told_from_a_date(
    tmp_path: Path, settings: Settings, line: str, number: str | None, text: str
) -> None:
    paragraphs = ["5 She moved in June.", "6 He left in May.", "7 They met again.", line]
    page = [*RUNNING, "", *(part for one in paragraphs for part in (one, ""))]
    document = read_document(write_pdf(tmp_path / "a.pdf", [page]), settings)
    last = document.blocks[-1]
    assert (last.number, blocks(document)[-1]) == (number, text)
