"""Labelled passages that belong to no review: read with their labels, or refused with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.codebook import load_codebook
from pipeline.corpus import CorpusError, Label
from pipeline.corpus.overlap import shared_runs
from pipeline.corpus.passages import load_passages
from pipeline.settings import configs_folder

IDS = tuple(factor.id for factor in load_codebook(configs_folder()).factors)


def write(folder: Path, text: str) -> Path:
    (folder / "passages").mkdir(exist_ok=True)
    (folder / "passages" / "one.txt").write_text(text, encoding="utf-8")
    return folder


def test_passages_keep_their_sentences_and_labels(tmp_path: Path) -> None:
    text = (
        "# narrative\nHe slept in the car. || housing_problems affirmed child; poverty affirmed family\n"
        "It rained.\n\n# guidance_is_not_a_type\n"
    )
    with pytest.raises(CorpusError, match=r"one\.txt, line 5: unknown section type"):
        load_passages(write(tmp_path, text), IDS)
    (found,) = load_passages(
        write(tmp_path, text.replace("guidance_is_not_a_type", "findings")), IDS
    ).values()
    assert [one.section_type for one in found] == ["narrative"]
    first, second = found[0].sentences
    assert first.labels == (
        Label("housing_problems", "affirmed", "child"),
        Label("poverty", "affirmed", "family"),
    )
    assert (second.text, second.labels) == ("It rained.", ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A sentence without a passage.", "line 1: a passage begins"),
        ("# narrative\nText. || negligence affirmed child", "line 2: unknown factor 'negligence'"),
        ("# narrative\nText. || recommendation 1 @All", "line 2: a passage has no numbered"),
    ],
)
def test_what_does_not_parse_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CorpusError, match=said):
        load_passages(write(tmp_path, text), IDS)


def test_words_shared_by_two_texts_are_found() -> None:
    line = "the fridge held a carton of milk and nothing else at all"
    runs = shared_runs([], 8, (), [("a", ["x", line]), ("b", [f"On Monday {line}."]), ("c", ["other words"])])
    assert [(run.slugs, run.lines, run.text) for run in runs] == [(("a", "b"), (2, 1), line)]


def test_the_passages_of_the_corpus_parse() -> None:
    sentences = [
        one
        for of in load_passages(Path("annotations"), IDS).values()
        for passage in of
        for one in passage.sentences
    ]
    assert len(sentences) > 1000
    assert len({one.text for one in sentences}) == len(sentences)
