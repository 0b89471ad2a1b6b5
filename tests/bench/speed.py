"""Speed and memory: pages a second beside the obvious pipeline, start-up of ``scr run``, a worker's peak."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pdfplumber
import pypdfium2 as pdfium
import spacy
from rich.console import Console
from rich.table import Table
from spacy.matcher import Matcher

from pipeline.codebook import load_codebook
from pipeline.corpus import load_corpus
from pipeline.patterns import blank_english, compile_all
from pipeline.pool import WorkerPool, default_workers
from pipeline.read.document import read_document
from pipeline.records import Processed
from pipeline.run import load_tools, process_document
from pipeline.settings import configs_folder, load_settings
from tests.pdfs import write_pdf

REVIEWS = Path("annotations/reviews")


def digital_reviews() -> list[Path]:
    """The sample reviews that have a text layer."""
    return [
        REVIEWS / review.slug / f"{review.slug}.pdf"
        for review in load_corpus(REVIEWS)
        if not review.layout.scan
    ]


def obvious_pipeline() -> Callable[[Path], int]:
    """What one would write first: pdfplumber's text, spaCy's sentences, all patterns of the codebook."""
    codebook = load_codebook(configs_folder())
    nlp = spacy.blank("en", vocab=blank_english().vocab)
    nlp.add_pipe("sentencizer")
    matcher = Matcher(nlp.vocab, validate=False)
    for factor in codebook.factors:
        matcher.add(
            factor.id,
            [tokens for one in factor.patterns for tokens in compile_all(one.match, codebook.lexicon)],
        )

    def code(path: Path) -> int:
        with pdfplumber.open(path) as pdf:
            texts = [page.extract_text() or "" for page in pdf.pages]
        return sum(len(matcher(sentence.as_doc())) for text in texts for sentence in nlp(text).sents)

    return code


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def best_of(times: int, work: Callable[[], object]) -> float:
    """The shortest of several: what else the machine does only ever adds."""
    return min(timed(work) for _ in range(times))


def main() -> None:
    """Print the table of speeds, the start-up and the memory."""
    files = digital_reviews()[:4]  # the obvious pipeline takes minutes for more
    pages = sum(len(pdfium.PdfDocument(file)) for file in files)
    words = sum(read_document(file, load_settings()).n_words for file in files)
    peak = worker_memory(files)
    tools = load_tools()
    obvious = obvious_pipeline()
    rows = {
        "obvious: pdfplumber + spaCy rules, one process": timed(lambda: [obvious(file) for file in files]),
        "scr, one process": best_of(2, lambda: [process_document(file, tools) for file in files]),
        f"scr, {default_workers()} worker processes, their start included": best_of(2, lambda: pooled(files)),
        f"scr, {default_workers()} worker processes, once they run": warm_seconds(files),
        "reading alone: pdfplumber extract_text": best_of(2, lambda: [plumbed(file) for file in files]),
        "reading alone: scr": best_of(2, lambda: [read_document(file, tools.settings) for file in files]),
    }
    reference = rows["obvious: pdfplumber + spaCy rules, one process"]
    table = Table(
        "",
        "seconds",
        "pages a second",
        "times the obvious",
        title_justify="left",
        title=f"{len(files)} sample reviews with a text layer: {pages} pages, {words / pages:.0f} words a page",
    )
    for name, seconds in rows.items():
        table.add_row(name, f"{seconds:.2f}", f"{pages / seconds:.1f}", f"{reference / seconds:.1f}")
    console = Console(width=110)
    console.print(table)
    console.print(
        f"Start-up: `scr run` on one new one-page PDF ends after {startup():.1f} s, and after "
        f"{rerun():.1f} s where nothing is new."
    )
    console.print(f"Peak memory of a worker over these files: {peak:.0f} MB.")


def pooled(files: list[Path]) -> None:
    """All files through warm workers."""
    workers = default_workers()
    with WorkerPool(workers, load_settings()) as pool, ThreadPoolExecutor(workers) as threads:
        assert all(isinstance(outcome, Processed) for outcome in threads.map(pool.process, files))


def warm_seconds(files: list[Path]) -> float:
    """Seconds for all files where the workers run and have their models, as on a shelf of many reports."""
    workers = default_workers()
    with WorkerPool(workers, load_settings()) as pool, ThreadPoolExecutor(workers) as threads:
        list(threads.map(pool.process, files[:1] * workers))

        def shelf() -> None:
            assert all(isinstance(one, Processed) for one in threads.map(pool.process, files * 3))

        return best_of(2, shelf) / 3


def plumbed(file: Path) -> None:
    with pdfplumber.open(file) as pdf:
        for page in pdf.pages:
            page.extract_text()


def worker_memory(files: list[Path]) -> float:
    """Megabytes: the largest resident size of any worker. Measured first, before other children exist."""
    pooled(files)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


_workspace = tempfile.TemporaryDirectory()


def startup() -> float:
    """Seconds of `scr run` on one small new file: the interpreter, Prefect's temporary server, one worker."""
    folder = Path(_workspace.name)
    write_pdf(folder / "one.pdf", [["This review was held because a child died in November 2004."]])
    return timed(lambda: _scr_run(folder))


def rerun() -> float:
    """Seconds of the same command again."""
    return timed(lambda: _scr_run(Path(_workspace.name)))


def _scr_run(folder: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "from pipeline.cli import app; app()",
        "run",
        str(folder),
        "--store",
        str(folder / "s.duckdb"),
        "--workers",
        "1",
    ]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    subprocess.run(command, check=True, capture_output=True, env=environment)
