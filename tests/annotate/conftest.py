"""A store of a small review whose every sentence and mention is known, and one made of a real PDF."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.codebook import Codebook, load_codebook
from pipeline.factors.values import case_values
from pipeline.ingest import ingest, prepared_store
from pipeline.records import CaseFactor, Entity, Mention, Processed, Section, Sentence, Versions
from pipeline.run import load_tools, process_document
from pipeline.settings import configs_folder
from tests.store.build import processed

Rows = Callable[[str], list[tuple[Any, ...]]]
VERSIONS = Versions("code-1", "model-1", "codebook-1")
CASE = "northshire-child-a-2014"
# Paragraphs of sentences; what stands in braces is a mention of the factor after the bar.
PARAGRAPHS = (
    (
        "Child A was five weeks old when he died.",
        "Mother {was drinking|parental_alcohol_misuse} again by the autumn.",
    ),
    ("The health visitor called twice.", "There was {no food in the house|neglect}."),
    ("Nobody {asked Father|invisible_fathers} anything.", "The café on the corner closed 🙂 that year."),
)


def review(name: str = "one", paragraphs: Sequence[Sequence[str]] = PARAGRAPHS, **fields: Any) -> Processed:
    """A document made of ``paragraphs``, with offsets worked out as the reader does: an empty line between."""
    sentences: list[Sentence] = []
    mentions: list[Mention] = []
    at = 0
    for paragraph in paragraphs:
        for written in paragraph:
            before, brace, rest = written.partition("{")
            quote, _, rest = rest.partition("|") if brace else ("", "", "")
            factor, _, after = rest.partition("}")
            text = before + quote + after
            number = len(sentences)
            sentences.append(Sentence(number, 1, 3, at, at + len(text), text))
            if brace:
                start = at + len(before)
                mentions.append(
                    Mention(
                        number,
                        factor,
                        "affirmed",
                        "mother",
                        "current",
                        0.9,
                        "rule",
                        start,
                        start + len(quote),
                        quote,
                    )
                )
            at += len(text) + 1
        at += 1
    base = processed(name, CASE, **fields)
    first = sentences[0].text
    entity = Entity(1, 0, "CHILD", "Child A", 0, 7) if first.startswith("Child A") else None
    return replace(
        base,
        sections=(
            Section(0, "", "front_matter", 0, 1, 1, 0, 0),
            Section(1, "Analysis", "analysis", 1, 2, 12, 0, at),
        ),
        sentences=tuple(sentences),
        mentions=tuple(mentions),
        entities=(entity,) if entity else (),
    )


def coder(codebook: Codebook) -> Callable[[Sequence[Mention]], list[CaseFactor]]:
    return lambda mentions: case_values(mentions, [factor.id for factor in codebook.factors])


def write(store: Path, documents: Sequence[Processed], codebook: Codebook, model: str = "model-1") -> None:
    """What a run does: a new run, a batch, the cases coded anew."""
    with prepared_store(store, codebook) as writer:
        run_id = writer.start_run(replace(VERSIONS, model=model))
        assert writer.write_batch(run_id, documents, (), coder(codebook)) == ()
        writer.finish_run(run_id)


@pytest.fixture(scope="session")
def book() -> Codebook:
    return load_codebook(configs_folder())


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory, book: Codebook) -> Path:
    path = tmp_path_factory.mktemp("small") / "scr.duckdb"
    write(path, [review()], book)
    return path


@pytest.fixture
def store(tmp_path: Path, small: Path) -> Path:
    """A copy of the small store for one test."""
    return Path(shutil.copy(small, tmp_path / "scr.duckdb"))


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of a real PDF, read and coded by the rules."""
    path = tmp_path_factory.mktemp("real") / "scr.duckdb"
    tools = load_tools(models=False)
    pdf = Path("annotations/reviews/castlemoor-baby-f/castlemoor-baby-f.pdf")
    with prepared_store(path, tools.codebook) as writer:
        ingest(
            [pdf],
            writer,
            VERSIONS,
            lambda file, sink: sink(file, process_document(file, tools)),
            coder(tools.codebook),
            batch_size=1,
            in_flight=1,
        )
    return path


def rows_of(store: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(store), read_only=True) as con:
        return con.execute(sql).fetchall()


DOCUMENT = hashlib.sha256(b"one").hexdigest()[:16]
