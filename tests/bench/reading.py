"""How right and how fast reading is, on PDFs whose true text is known, beside three libraries.

``--misses`` of ``python -m tests.bench.reading`` prints every miss; names limit it to these documents.
Words are compared in order by their longest common subsequence; a contents list is not wanted, table cells
are. Footnotes are compared apart for this program, which must take them out of the text; for the libraries
they count wherever they stand. A heading is right with its text and its level.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

import pdfplumber
import pypdfium2 as pdfium
from rich.console import Console
from rich.table import Table

from pipeline.codebook import read_toml
from pipeline.read.document import read_document
from pipeline.settings import configs_folder, load_settings
from pipeline.structure.headings import HeadingTypes
from pipeline.structure.outline import outline
from tests.bench import reading_speed
from tests.bench.reading_score import Score, score_document, score_text
from tests.bench.reading_truth import Entry, Truth, load_set, truth_of


def by_pdfplumber(pdf: Path) -> str:
    with pdfplumber.open(pdf) as document:
        texts = []
        for page in document.pages:
            texts.append(page.extract_text() or "")
            page.close()
    return "\n".join(texts)


def by_pypdfium2(pdf: Path) -> str:
    with pdfium.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def by_pdftotext(pdf: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace")


def rivals() -> dict[str, Callable[[Path], str]]:
    """The libraries that are there; pdftotext is a program of the system."""
    found = {"pdfplumber extract_text": by_pdfplumber, "pypdfium2 plain text": by_pypdfium2}
    if shutil.which("pdftotext"):
        found["pdftotext -layout"] = by_pdftotext
    return found


@lru_cache(maxsize=1)
def heading_types() -> HeadingTypes:
    return HeadingTypes(read_toml(configs_folder() / "sections.toml")["types"])  # type: ignore[arg-type]


def truth(entry: Entry) -> Truth:
    with pdfium.PdfDocument(entry.pdf) as document:
        return truth_of(entry, len(document))


def score_entry(entry: Entry) -> Score:
    """The figures of this program on one document."""
    document = read_document(entry.pdf, load_settings())
    return score_document(truth(entry), document, *outline(document, heading_types()))


def total(scores: Iterable[Score]) -> Score:
    return sum(scores, Score())


def row(name: str, score: Score, *, plain: bool = False) -> list[str]:
    figures = [name, f"{score.words.precision:.4f}", f"{score.words.recall:.4f}"]
    if plain:
        figures += ["-"] * 5
    else:
        figures += [
            f"{tally.f1:.3f}" if tally.wanted else "-"
            for tally in (score.sentences, score.headings, score.heading_texts)
        ]
        figures.append(f"{score.types.recall:.3f}" if score.types.wanted else "-")
        figures.append(f"{score.cells.recall:.3f}" if score.cells.wanted else "-")
    return [*figures, f"{score.running_left}/{score.running}", str(score.lost)]


def new_table(title: str) -> Table:
    return Table(
        "",
        "word P",
        "word R",
        "sentence F1",
        "heading F1",
        "its text",
        "its type",
        "cells R",
        "running left",
        "lines lost",
        title=title,
        title_justify="left",
    )


def main(names: Iterable[str] = (), misses: bool = False, alone: bool = False) -> None:
    """Print the table a document, the totals beside the libraries, and the speeds."""
    console = Console(width=150)
    entries = [entry for entry in load_set() if not names or entry.name in names]
    scores = {entry.name: score_entry(entry) for entry in entries}
    scanned = {entry.name for entry in entries if truth(entry).scanned}
    table = new_table(f"Reading: {len(entries)} documents whose text is known")
    for entry in entries:
        table.add_row(*row(entry.name + (" (scan)" if entry.name in scanned else ""), scores[entry.name]))
    console.print(table)
    if misses:
        for name, score in scores.items():
            for miss in score.misses:
                console.print(f"{name}: {miss}", markup=False, highlight=False)
    summary = new_table("All of them together")
    for kind, wanted in (("digital", False), ("scanned", True)):
        chosen = [entry for entry in entries if (entry.name in scanned) is wanted]
        if not chosen:
            continue
        summary.add_row(*row(f"scr, {kind} ({len(chosen)})", total(scores[entry.name] for entry in chosen)))
        for name, read in {} if alone or wanted else rivals().items():
            texts = total(score_text(truth(entry), read(entry.pdf)) for entry in chosen)
            summary.add_row(*row(f"{name}, {kind}", texts, plain=True))
        summary.add_section()
    console.print(summary)
    if not shutil.which("pdftotext"):
        console.print("pdftotext is not installed here (poppler-utils); its row is left out.")
    if not alone:
        reading_speed.main(console, rivals())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.bench.reading", description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--alone", action="store_true", help="no libraries beside it, no speed")
    asked = parser.parse_args()
    main(asked.names, asked.misses, asked.alone)
