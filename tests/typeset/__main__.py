"""``python -m tests.typeset [SLUG...]``: typeset the labelled reviews named, or all.

Of the short reports those of the test split are typeset too: their record is measured from the PDFs.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from pipeline.corpus import Review, load_review
from pipeline.errors import ScrError
from tests.typeset import by_chromium, by_libreoffice, by_reportlab, by_typst
from tests.typeset.book import NO_PAGES, Pages, find_pages
from tests.typeset.finish import fix_dates
from tests.typeset.scan import scan_pages

ANNOTATIONS = Path(__file__).resolve().parents[2] / "annotations"
PRODUCERS: dict[str, Callable[[Review, Pages, Path], None]] = {
    "libreoffice": by_libreoffice.typeset,
    "chromium": by_chromium.typeset,
    "typst": by_typst.typeset,
    "reportlab": by_reportlab.typeset,
}


def typeset(review: Review, pdf: Path) -> None:
    """Write the review as a PDF. A second pass puts the page numbers into the contents list."""
    produce = PRODUCERS[review.layout.producer]
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "draft.pdf"
        produce(review, NO_PAGES, draft)
        produce(review, find_pages(review, draft), draft)
        if review.layout.scan:
            scan_pages(review, draft)
        pdf.write_bytes(fix_dates(review, draft.read_bytes()))


def main() -> int:
    """Typeset; 1 when a review cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m tests.typeset", description=__doc__)
    parser.add_argument("slugs", nargs="*", metavar="SLUG", help="folder of a review or short report")
    folders = {
        file.parent.name: file.parent
        for of in ("reviews", "short_reports/test")
        for file in sorted((ANNOTATIONS / of).glob("*/case.toml"))
    }
    for slug in parser.parse_args().slugs or folders:
        if slug not in folders:
            parser.error(f"there is no review or test report {slug} under {ANNOTATIONS}")
        pdf = folders[slug] / f"{slug}.pdf"
        try:
            typeset(load_review(folders[slug]), pdf)
        except ScrError as error:
            print(error, file=sys.stderr)
            return 1
        print(f"{pdf.relative_to(ANNOTATIONS.parent)}  {pdf.stat().st_size // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
