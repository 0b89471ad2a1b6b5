"""The case record from PDFs, beside the same record from the labelled texts that were typeset.

What a cover's layout, a table or a number at the start of a line costs shows in the difference.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from pipeline.case import case_record
from pipeline.corpus import Review, load_review
from pipeline.corpus.as_document import as_document
from pipeline.corpus.audit import read_splits
from pipeline.corpus.short_reports import short_folders
from pipeline.learn.case_fields import FieldCount, count_fields
from pipeline.read.document import read_document
from pipeline.records import CaseFindings, Document
from pipeline.run import Tools, load_tools
from pipeline.structure.outline import outline

ANNOTATIONS = Path(__file__).resolve().parents[2] / "annotations"


def main() -> None:
    """Print both sets of the test split, field by field."""
    tools = load_tools()
    reviews = [
        ANNOTATIONS / "reviews" / slug for slug, split in read_splits(ANNOTATIONS).items() if split == "test"
    ]
    _print("the test reviews", reviews, tools)
    _print("the short reports of the test split", short_folders(ANNOTATIONS, "test"), tools)


def _print(title: str, folders: Iterable[Path], tools: Tools) -> None:
    from_text: list[tuple[Review, CaseFindings]] = []
    from_pdf: list[tuple[Review, CaseFindings]] = []
    for folder in folders:
        review = load_review(folder)
        from_text.append((review, _record(as_document(review)[0], tools)))
        pdf = read_document(folder / f"{folder.name}.pdf", tools.settings)
        from_pdf.append((review, _record(pdf, tools)))
    text, pdfs = count_fields(from_text), count_fields(from_pdf)
    table = Table("field", "from the text", "from the PDF", title_justify="left")
    table.title = f"Case record of {title}: right, or rightly left out"
    for name, count in text.items():
        if count.n:
            table.add_row(name, _share(count), _share(pdfs[name]))
    Console().print(table)


def _record(document: Document, tools: Tools) -> CaseFindings:
    return case_record(document, *outline(document, tools.headings), tools.reader)


def _share(count: FieldCount) -> str:
    return f"{count.n_agreed} of {count.n}"
