"""The main job without Prefect: which files, what is new, what an interruption leaves."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.errors import ScrError
from pipeline.ingest import (
    Sink,
    Submit,
    Summary,
    find_files,
    ingest,
    make_plan,
    path_of,
    path_text,
    prepared_store,
    told_apart,
)
from pipeline.read.file import ID_LENGTH, content_hash
from pipeline.records import Rejected
from pipeline.run import Tools, code_case, current_versions, load_tools, process_document
from pipeline.store.query import query
from tests.pdfs import write_pdf


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools()


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    (folder / "deeper").mkdir(parents=True)
    for number in range(5):
        lines = [
            "# 1. Introduction",
            f"1.1 This review concerns Child {number} of Torley.",
            "",
            "# 2. Narrative",
            "2.1 The father had hit the mother in front of the child on four occasions.",
            "2.2 Because of his violence towards her the case was heard at MARAC.",
        ]
        write_pdf(folder / ("deeper" if number == 4 else ".") / f"review {number}.pdf", [lines])
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "notes.txt").write_text("not a report")
    (folder / "draft.docx").write_bytes(b"PK")
    return folder


def run_once(reports: Path, store: Path, tools: Tools, submit: Submit | None = None) -> Summary:
    def straight(path: Path, sink: Sink) -> None:
        sink(path, process_document(path, tools))

    with prepared_store(store, tools.codebook) as writer:
        return ingest(
            find_files([reports]),
            writer,
            current_versions(tools.codebook),
            submit or straight,
            code_case(tools.codebook),
            batch_size=2,
            in_flight=2,
        )


def count(store: Path, table: str) -> int:
    return int(str(query(store, f"SELECT COUNT(*) FROM {table}").rows[0][0]))


def test_what_is_found(reports: Path) -> None:
    names = [path.name for path in find_files([reports])]
    assert names == ["draft.docx", "empty.pdf", *(f"review {n}.pdf" for n in range(4)), "review 4.pdf"]


def test_nothing_to_find_is_said(tmp_path: Path) -> None:
    with pytest.raises(ScrError, match="no file or folder"):
        find_files([tmp_path / "nowhere"])
    (tmp_path / "only.docx").write_bytes(b"PK")
    with pytest.raises(ScrError, match="There is no PDF"):
        find_files([tmp_path])


def test_a_path_of_any_bytes_can_be_sent() -> None:
    odd = Path(os.fsdecode(b"/reports/odd \xff%20\n.pdf"))
    assert path_text(odd).isascii()
    assert path_of(path_text(odd)) == odd
    for plain in ("reports/si\u00f4n 100%20.pdf", "file:/reports", "a.pdf"):
        assert path_text(Path(plain)) == plain
        assert path_of(plain) == Path(plain)


def test_a_plan_goes_by_content(reports: Path) -> None:
    first = reports / "review 0.pdf"
    copy = reports / "the same again.pdf"
    copy.write_bytes(first.read_bytes())
    known = {content_hash(reports / "review 1.pdf")[:ID_LENGTH]}
    plan = make_plan(find_files([reports]), known)
    assert [path.name for path in plan.unchanged] == ["review 1.pdf"]
    assert [path.name for path in plan.copies] == ["the same again.pdf"]
    assert first in plan.to_do


def test_a_shelf_is_coded_and_a_second_run_does_nothing(reports: Path, tmp_path: Path, tools: Tools) -> None:
    store = tmp_path / "s.duckdb"
    first = run_once(reports, store, tools)
    assert (first.read, first.unchanged) == (5, 0)
    assert {one.reason for one in first.rejected} == {"empty_file", "word_file"}
    assert count(store, "documents") == 5
    assert count(store, "case_factors") == 40 * count(store, "cases")
    found = query(store, "SELECT value FROM case_factors WHERE factor_id = 'domestic_abuse'").rows
    assert {row[0] for row in found} == {"present"}

    second = run_once(reports, store, tools)
    assert (second.read, second.unchanged) == (0, 5)
    assert len(second.rejected) == 2
    assert count(store, "documents") == 5


def test_an_interrupted_run_is_taken_up(reports: Path, tmp_path: Path, tools: Tools) -> None:
    store = tmp_path / "s.duckdb"
    started = 0

    def stops_at_the_last(path: Path, sink: Sink) -> None:
        nonlocal started
        started += 1
        if started == 7:
            raise KeyboardInterrupt
        sink(path, process_document(path, tools))

    with pytest.raises(KeyboardInterrupt):
        run_once(reports, store, tools, stops_at_the_last)
    kept = count(store, "documents")
    assert 0 < kept < 5
    again = run_once(reports, store, tools)
    assert (again.read, again.unchanged) == (5 - kept, kept)
    assert count(store, "documents") == 5
    assert count(store, "case_factors") == 40 * count(store, "cases")


def test_a_failure_of_the_program_is_one_rejected_file(reports: Path, tools: Tools) -> None:
    broken = Tools(tools.settings, tools.codebook, None, tools.entities, tools.headings)  # type: ignore[arg-type]
    outcome = process_document(reports / "review 0.pdf", broken)
    assert isinstance(outcome, Rejected)
    assert outcome.reason == "failed"
    assert "AttributeError in pipeline.run:" in outcome.detail
    assert "Torley" not in outcome.detail


def test_quotes_stand_in_the_text(tools: Tools) -> None:
    """Every sentence, mention and entity of a real sample is at its offsets."""
    from pipeline.read.document import read_document
    from pipeline.run import code_document

    document = read_document(
        Path("annotations/reviews/castlemoor-baby-f/castlemoor-baby-f.pdf"), tools.settings
    )
    coded = code_document(document, tools)
    assert len(coded.mentions) > 50
    assert len(coded.entities) > 100
    for part in (*coded.sentences, *coded.entities):
        assert document.text[part.char_start : part.char_end] == part.text
    for mention in coded.mentions:
        assert document.text[mention.char_start : mention.char_end] == mention.quote
        sentence = coded.sentences[mention.sentence_no]
        assert sentence.char_start <= mention.char_start < mention.char_end <= sentence.char_end


def test_files_of_one_name_are_told_apart_by_their_folders() -> None:
    files = [Path("/a/x/r.pdf"), Path("/b/x/r.pdf"), Path("/b/y/r.pdf"), Path("/b/y/s.pdf")]
    assert list(told_apart(files).values()) == ["a/x/r.pdf", "b/x/r.pdf", "y/r.pdf", "s.pdf"]
