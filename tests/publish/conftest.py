"""A small store whose figures can be worked out by hand, with text that a spreadsheet would run."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.records import ChronologyEvent, Processed, Recommendation
from pipeline.store.publish import default_target, publish
from pipeline.store.reference import AccuracyRow
from tests.store.build import VERSIONS, code_case, prepared, processed

LONG = "Über " + "a" * 40_000
TEXTS = ("=HYPERLINK(1)", "+1", "-2 appointments", "@board", "\tindented", "Plain, with a comma", "", LONG)


def documents() -> list[Processed]:
    """Four cases of 2011-14, two of them with neglect; three of 2014-17, all with neglect; one without period."""
    early = [
        processed(
            f"a{i}",
            f"a{i}",
            ["neglect"] if i < 2 else ["-neglect"],
            period="2011-14",
            ages=(0.5 if i else 12,),
        )
        for i in range(4)
    ]
    late = [
        processed(f"b{i}", f"b{i}", ["neglect", "domestic_abuse"], period="2014-17", ages=(17,))
        for i in range(3)
    ]
    lost = processed("c", "c", ["?neglect"], period=None, ages=(None,))
    nasty = replace(
        early[0],
        recommendations=tuple(Recommendation(n, text, None, 1) for n, text in enumerate(TEXTS, start=1)),
        chronology=(ChronologyEvent(1, date(1823, 6, 1), None, "An event misread.", 5),),
    )
    return [nasty, *early[1:], *late, lost]


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published copy of the store."""
    path = tmp_path_factory.mktemp("publish") / "scr.duckdb"
    with prepared(path) as writer:
        writer.load_accuracy((AccuracyRow("neglect", 20, 18, 30, 3, "test reviews, model-1"),))
        run_id = writer.start_run(VERSIONS)
        assert writer.write_batch(run_id, documents(), (), code_case) == ()
        writer.finish_run(run_id)
    publish(path, default_target(path))
    return default_target(path)
