"""Pages a second of reading alone beside three libraries, and a worker's memory against pages."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
from rich.console import Console
from rich.table import Table

from pipeline.read.document import read_document
from pipeline.settings import load_settings
from tests.bench.reading_truth import load_set
from tests.pdfs import write_pdf

PAGES = (100, 1000)
# The peak of the process's own memory; getrusage would give that of the parent it was forked from.
_PEAK = (
    "import sys; from pathlib import Path; from pipeline.read.document import read_document; "
    "from pipeline.settings import load_settings; read_document(Path(sys.argv[1]), load_settings()); "
    "print(*[line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')])"
)


def main(console: Console, rivals: dict[str, Callable[[Path], str]]) -> None:
    """Print both tables."""
    files = [entry.pdf for entry in load_set() if not entry.made and entry.origin != "eastmarsh-child-p"]
    pages = sum(len(pdfium.PdfDocument(file)) for file in files)
    settings = load_settings()
    readers: dict[str, Callable[[Path], object]] = {
        "scr": lambda file: read_document(file, settings),
        **rivals,
    }
    table = Table("", "pages a second", "seconds", title=f"Reading alone, {pages} dense pages, one core")
    for name, read in readers.items():
        best = min(timed(read, files) for _ in range(3))
        table.add_row(name, f"{pages / best:.0f}", f"{best:.2f}")
    console.print(table)
    memory = Table("pages", "peak MB", title="Memory of a process that reads one file")
    for count in PAGES:
        memory.add_row(str(count), str(peak_memory(count)))
    console.print(memory)


def timed(read: Callable[[Path], object], files: list[Path]) -> float:
    started = time.perf_counter()
    for file in files:
        read(file)
    return time.perf_counter() - started


def long_pdf(path: Path, count: int) -> Path:
    """A dense report of ``count`` pages, about 450 words each."""
    sentence = (
        "The health visitor called on the {n}th day of page {page} and found nobody in the house who knew"
    )
    pages = [
        [f"# {page}. Part {page}", *(sentence.format(n=line, page=page) for line in range(38)), "of it."]
        for page in range(1, count + 1)
    ]
    return write_pdf(path, pages, header="A LONG REPORT - RESTRICTED", footer="Page {page} of {pages}")


def peak_memory(count: int) -> int:
    """Megabytes: the largest resident size of a new process that reads a file of ``count`` pages."""
    with tempfile.TemporaryDirectory() as folder:
        path = long_pdf(Path(folder) / "long.pdf", count)
        done = subprocess.run(
            [sys.executable, "-c", _PEAK, str(path)], capture_output=True, check=True, text=True
        )
    return int(done.stdout) // 1024
