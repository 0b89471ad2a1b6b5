"""The reader of dates: what it is shown, what it changes, and that it can be trained and kept."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from transformers import BertConfig, BertModel

from pipeline.case import case_record
from pipeline.learn.date_training import DateExample, DateSettings, _drawn, fit, log_chances
from pipeline.model.date_reader import DateNetwork, DateShape, TrainedDates, load_date_reader
from pipeline.records import CaseFindings, CastMember, DatePassage, DateReader
from pipeline.run import DATES, load_tools
from pipeline.sealed import ModelError, seal
from pipeline.settings import models_folder
from pipeline.structure.outline import outline
from tests.pipeline.case.make import document, heading_types

WORDS = (
    "the child died on met nurse called she said that day 3 4 May 2010 father mother #  : [CLS] [SEP]".split()
)
PASSAGE = DatePassage(
    heading="Narrative",
    before="The child died on",
    date="3 May 2010",
    after=". She was four.",
    section_type="narrative",
    kind="paragraph",
    precision="day",
    place=0.5,
    in_time=0.9,
    reckoned=False,
    times=2,
)
STORY = """# Narrative
On 3 May 2010 Child B was taken to hospital and died there.
On 9 March 2010 Child B was taken to hospital with a burn.
"""


def tiny() -> TrainedDates:
    torch.manual_seed(0)
    shape = DateShape(("other", "narrative"), layers=1, inner=8, section=2)
    config = BertConfig(
        vocab_size=40, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16
    )
    network = DateNetwork(BertModel(config, add_pooling_layer=False), shape).eval()
    vocabulary = {word: at for at, word in enumerate(["[UNK]", *dict.fromkeys(WORDS)])}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    return TrainedDates(network, tokenizer, shape)


def found(reader: DateReader | None) -> CaseFindings:
    made = document("= Serious Case Review: Child B", STORY)
    return case_record(made, *outline(made, heading_types()), reader)


class Prefers:
    """A reader that is sure of the passages with certain words, and keeps what it was shown."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.shown: list[DatePassage] = []

    def __call__(self, passages: Sequence[DatePassage], cast: Sequence[CastMember]) -> list[float]:
        self.shown += passages
        return [9.0 if self.words in one.date else -9.0 for one in passages]


def test_a_reader_is_weighed_with_the_signs() -> None:
    assert found(None).case.incident_date == date(2010, 5, 3)
    assert found(Prefers("3 May 2010")).case.incident_date == date(2010, 5, 3)
    assert found(Prefers("9 March 2010")).case.incident_date == date(2010, 3, 9)


def test_what_a_reader_is_shown() -> None:
    reader = Prefers("3 May 2010")
    found(reader)
    first, second = reader.shown
    assert (first.heading, first.before, first.date) == ("Narrative", "On ", "3 May 2010")
    assert first.after.startswith(" Child B was taken to hospital and died there. On 9 March")
    assert (first.section_type, first.precision, first.times, first.reckoned) == (
        "narrative",
        "day",
        1,
        False,
    )
    assert (first.in_time, second.in_time) == (1.0, 0.0)
    assert first.place < second.place


def test_people_are_read_by_their_roles() -> None:
    reader = tiny()
    cast = [CastMember("Mr Q", "father"), CastMember("Kit", "child")]
    named = replace(PASSAGE, before="Kit died on", after=" and Mr Q called")
    other = replace(PASSAGE, before="the child died on", after=" and the father called")
    assert reader.encode([named], cast) == reader.encode([other], [])
    assert reader([named], cast) == reader([other], [])


def test_a_long_sentence_keeps_what_is_nearest_to_the_date() -> None:
    reader = tiny()
    long = replace(PASSAGE, before="nurse " * 500 + "died on", after=" mother" + " called" * 500)
    (read,) = reader.encode([long], [])
    words = [reader.tokenizer.id_to_token(one) for one in read.tokens]
    assert len(words) <= 120
    assert words[read.start : read.end] == ["#", "3", "May", "2010", "#"]
    assert words[read.start - 2 : read.start] == ["died", "on"]
    assert words[read.end] == "mother"


def test_scores_are_in_the_order_of_the_passages() -> None:
    reader = tiny()
    passages = [replace(PASSAGE, before="nurse " * n) for n in (40, 1, 20)]
    together = reader(passages, [])
    assert together == pytest.approx([reader([one], [])[0] for one in passages], abs=1e-4)
    assert reader([], []) == []


def test_a_step_reads_no_more_passages_than_it_may() -> None:
    reader = tiny()
    read = reader.encode([replace(PASSAGE, before="nurse " * at) for at in range(40)], [])
    of = tuple(3 if at == 17 else at % 3 for at in range(40))
    example, settings = DateExample(tuple(read), of, 3), DateSettings(1, 0, 1, 1e-2, 1e-2, 0.0, 0.1, 2, 8, 7)
    for seed in range(20):
        drawn = _drawn(example, settings, random.Random(seed))
        places = [read.index(one) for one in drawn.passages]
        assert len(set(places)) == len(places) == settings.most_passages
        assert drawn.of == tuple(of[at] for at in places)
        assert drawn.right == 3
        assert 3 in drawn.of


def test_it_learns_and_is_kept(tmp_path: Path) -> None:
    reader = tiny()
    right, wrong = replace(PASSAGE), replace(PASSAGE, before="the nurse called on")
    read = reader.encode([wrong, right, wrong], [])
    examples = [DateExample(tuple(read), (0, 1, 0), 1)] * 8
    settings = DateSettings(1, 0, 30, 1e-2, 1e-2, 0.0, 0.1, 2, 32, 7)
    with torch.no_grad():
        before = float(log_chances(reader.network, examples[0])[1])
    fit(reader.network, examples, settings, lambda line: None)
    with torch.no_grad():
        after = float(log_chances(reader.network, examples[0])[1])
    assert after > before + 0.3
    reader.save(tmp_path)
    seal(tmp_path)
    again = load_date_reader(tmp_path)
    assert again([wrong, right], []) == pytest.approx(reader([wrong, right], []), abs=0.1)
    (tmp_path / "model.safetensors").write_bytes(b"changed")
    with pytest.raises(ModelError, match=r"model\.safetensors"):
        load_date_reader(tmp_path)


def test_the_shipped_reader_tells_a_death_from_a_visit() -> None:
    reader = load_tools().dates
    assert reader is not None, f"there is no reader in {models_folder() / DATES}"
    death = replace(
        PASSAGE,
        before="He was left in the bath. He was found under the water and pronounced dead on the evening of ",
        date="8 June 2011",
        after=". His mother was arrested the next day.",
    )
    visit = replace(
        PASSAGE,
        before="The health visitor saw him at home on ",
        date="2 June 2011",
        after=" and weighed him.",
    )
    board = replace(
        PASSAGE,
        before="The Board decided to hold a review on ",
        date="1 July 2011",
        after=".",
        section_type="introduction",
    )
    scores = reader([visit, death, board], [])
    assert max(scores) == scores[1]
