"""The aims of reading, on the documents whose true text is known: nobody shall lose them unseen.

``python -m tests.bench.reading --misses`` shows what is wrong with each.
"""

from __future__ import annotations

import pytest

from tests.bench.reading import score_entry, total
from tests.bench.reading_score import Score
from tests.bench.reading_truth import Entry, load_set

SLOW = {"eastmarsh-child-p", "tables-scan"}
ENTRIES = {entry.name: entry for entry in load_set() if entry.name not in SLOW}
SCANS = [entry for entry in ENTRIES.values() if entry.layout.get("scan")]
DIGITAL = [entry for entry in ENTRIES.values() if not entry.layout.get("scan")]


def shown(score: Score) -> str:
    return "\n".join(score.misses)


@pytest.fixture(scope="module")
def digital() -> dict[str, Score]:
    return {entry.name: score_entry(entry) for entry in DIGITAL}


def test_the_set_is_whole() -> None:
    assert len(load_set()) >= 30
    assert all(entry.pdf.is_file() for entry in load_set())
    made = [entry.pdf.stat().st_size for entry in load_set() if entry.made]
    assert sum(made) < 8_000_000


def test_digital_pages_reach_the_aims(digital: dict[str, Score]) -> None:
    whole = total(digital.values())
    assert whole.words.precision >= 0.995, shown(whole)
    assert whole.words.recall >= 0.995, shown(whole)
    assert whole.sentences.f1 >= 0.99, shown(whole)
    assert whole.headings.f1 >= 0.95, shown(whole)
    assert whole.cells.recall >= 0.98, shown(whole)


@pytest.mark.parametrize("entry", DIGITAL, ids=lambda entry: entry.name)
def test_no_line_of_a_digital_document_is_lost(entry: Entry, digital: dict[str, Score]) -> None:
    score = digital[entry.name]
    assert score.lost == 0, shown(score)
    assert score.words.recall >= 0.97, shown(score)
    assert score.running_left <= 1, shown(score)


def test_scanned_pages_reach_the_aims() -> None:
    whole = total(score_entry(entry) for entry in SCANS)
    assert whole.words.precision >= 0.97, shown(whole)
    assert whole.words.recall >= 0.97, shown(whole)
    assert whole.lost == 0, shown(whole)
