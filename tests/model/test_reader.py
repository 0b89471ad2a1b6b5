"""The reader of the case record: what it is shown, what it changes, that it can be trained and kept."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from transformers import BertConfig, BertModel

from pipeline.case import case_record
from pipeline.case.age.reading import cast_for
from pipeline.learn.reader_examples import Example
from pipeline.learn.reader_training import ReaderSettings, _drawn, fit, loss_of
from pipeline.model.reader import BESIDE, QUESTIONS, ReaderNetwork, ReaderShape, TrainedReader, load_reader
from pipeline.records import CaseFindings, CastMember, Passage, Question, Reader
from pipeline.run import READER, load_tools
from pipeline.sealed import ModelError, seal, write_json
from pipeline.settings import models_folder
from pipeline.structure.outline import outline
from tests.pipeline.case.make import document, heading_types

WORDS = (
    "the child died on met nurse called she said that day 3 4 May 2010 father mother #  : [CLS] [SEP]".split()
)
PASSAGE = Passage(
    heading="Narrative",
    before="The child died on",
    words="3 May 2010",
    after=". She was four.",
    section_type="narrative",
    kind="paragraph",
    signs=(0.5, 0.9, 1.0, 0.0, 0.0, 0.0, 0.0, 1.1),
)
STORY = """# Narrative
On 3 May 2010 Child B was taken to hospital and died there.
On 9 March 2010 Child B was taken to hospital with a burn.
"""


def tiny() -> TrainedReader:
    torch.manual_seed(0)
    shape = ReaderShape(("other", "narrative"), layers=1, inner=8, section=2)
    config = BertConfig(
        vocab_size=40, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16
    )
    network = ReaderNetwork(BertModel(config, add_pooling_layer=False), shape).eval()
    vocabulary = {word: at for at, word in enumerate(["[UNK]", *dict.fromkeys(WORDS)])}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    return TrainedReader(network, tokenizer, shape)


def found(reader: Reader | None) -> CaseFindings:
    made = document("= Serious Case Review: Child B", STORY)
    return case_record(made, *outline(made, heading_types()), reader)


class Prefers:
    """A reader that is sure of the passages with certain words, and keeps what it was shown."""

    def __init__(self, question: Question, words: str) -> None:
        self.question = question
        self.words = words
        self.shown: list[Passage] = []

    def __call__(
        self, question: Question, passages: Sequence[Passage], cast: Sequence[CastMember]
    ) -> list[float]:
        if question != self.question:
            return [-9.0] * len(passages)
        self.shown += passages
        return [9.0 if self.words in one.words else -9.0 for one in passages]


def test_a_reader_is_weighed_with_the_signs() -> None:
    assert found(None).case.incident_date == date(2010, 5, 3)
    assert found(Prefers("incident_date", "3 May 2010")).case.incident_date == date(2010, 5, 3)
    assert found(Prefers("incident_date", "9 March 2010")).case.incident_date == date(2010, 3, 9)


def test_which_dates_a_reader_is_shown() -> None:
    reader = Prefers("incident_date", "3 May 2010")
    found(reader)
    first, second = reader.shown
    assert (first.heading, first.before, first.words) == ("Narrative", "On ", "3 May 2010")
    assert first.after.startswith(" Child B was taken to hospital and died there. On 9 March")
    place, in_time, *rest = first.signs
    assert (first.section_type, in_time, rest) == ("narrative", 1.0, [1.0, 0.0, 0.0, 0.0, 0.0, math.log(2)])
    assert place < second.signs[0]
    assert second.signs[1] == 0.0
    assert len(first.signs) == QUESTIONS["incident_date"]


def test_people_are_read_by_their_roles() -> None:
    reader = tiny()
    cast = [CastMember("Mr Q", "father"), CastMember("Kit", "child")]
    named = replace(PASSAGE, before="Kit died on", after=" and Mr Q called")
    other = replace(PASSAGE, before="the child died on", after=" and the father called")
    assert reader.encode([named], cast) == reader.encode([other], [])
    assert reader("incident_date", [named], cast) == reader("incident_date", [other], [])


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
    together = reader("incident_date", passages, [])
    assert together == pytest.approx([reader("incident_date", [one], [])[0] for one in passages], abs=1e-4)
    assert reader("incident_date", [], []) == []


def test_a_step_reads_no_more_passages_than_it_may() -> None:
    reader = tiny()
    read = reader.encode([replace(PASSAGE, before="nurse " * at) for at in range(40)], [])
    right = tuple(at in (17, 30) for at in range(40))
    births = tuple(at == 4 for at in range(40))
    unknown = (None,) * 40
    example, settings = (
        Example("incident_date", tuple(read), right, {"birth_date": births, "report_date": unknown}),
        ReaderSettings(1, 0, 1, 1e-2, 1e-2, 0.0, 0.1, 2, 8, 0.5, 7),
    )
    for seed in range(20):
        drawn = _drawn(example, settings, random.Random(seed))
        places = [read.index(one) for one in drawn.passages]
        assert len(set(places)) == len(places) == settings.most_passages
        assert drawn.right == tuple(right[at] for at in places)
        assert sum(drawn.right) == 2
        assert drawn.beside == {
            "birth_date": tuple(births[at] for at in places),
            "report_date": (None,) * settings.most_passages,
        }
        assert 4 in places


def test_it_learns_and_is_kept(tmp_path: Path) -> None:
    reader = tiny()
    right, wrong = replace(PASSAGE), replace(PASSAGE, before="the nurse called on")
    read = reader.encode([wrong, right, wrong], [])
    examples = [Example("incident_date", tuple(read), (False, True, False))] * 8
    settings = ReaderSettings(1, 0, 30, 1e-2, 1e-2, 0.0, 0.1, 2, 32, 0.5, 7)
    with torch.no_grad():
        before = float(loss_of(reader.network, examples[0], 0.5))
    fit(reader.network, examples, settings, lambda line: None)
    with torch.no_grad():
        after = float(loss_of(reader.network, examples[0], 0.5))
    assert after < before - 0.3
    reader.save(tmp_path)
    seal(tmp_path)
    again = load_reader(tmp_path)
    assert again("incident_date", [wrong, right], []) == pytest.approx(
        reader("incident_date", [wrong, right], []), abs=0.1
    )
    (tmp_path / "model.safetensors").write_bytes(b"changed")
    with pytest.raises(ModelError, match=r"model\.safetensors"):
        load_reader(tmp_path)


def test_what_is_learnt_beside_a_question_is_learnt() -> None:
    reader = tiny()
    read = reader.encode([replace(PASSAGE, before=f"the {one}") for one in ("nurse", "mother", "father")], [])
    right, births = (False, False, True), (True, False, None)
    examples = [Example("incident_date", tuple(read), right, {"birth_date": births})] * 8
    fit(
        reader.network,
        examples,
        ReaderSettings(1, 0, 40, 1e-2, 1e-2, 0.0, 0.1, 2, 32, 1.0, 7),
        lambda line: None,
    )
    with torch.no_grad():
        scores = reader.network("incident_date", read)
    assert set(scores) == {"incident_date", *BESIDE["incident_date"]}
    assert int(scores["incident_date"].argmax()) == 2
    assert scores["birth_date"][0] > scores["birth_date"][1] + 1


def test_any_number_of_ages_may_be_the_childs_own() -> None:
    reader = tiny()
    signs = (0.0,) * QUESTIONS["age"]
    read = reader.encode(
        [
            replace(PASSAGE, before=f"the {one}", signs=signs)
            for one in ("nurse", "mother", "father died met")
        ],
        [],
    )
    own = (True, True, False)
    examples = [Example("age", tuple(read), (False,) * 3, {"own_age": own})] * 8
    fit(
        reader.network,
        examples,
        ReaderSettings(1, 0, 40, 1e-2, 1e-2, 0.0, 0.1, 2, 32, 1.0, 7),
        lambda line: None,
    )
    with torch.no_grad():
        scores = reader.network("age", read)["own_age"]
    assert [bool(one > 0) for one in scores] == list(own)
    unknown = Example("age", tuple(read), (False,) * 3, {"own_age": (None,) * 3})
    assert math.isfinite(float(loss_of(reader.network, unknown, 1.0).detach()))


def test_weights_of_another_network_are_named(tmp_path: Path) -> None:
    reader = tiny()
    reader.save(tmp_path)
    other = replace(reader.shape, inner=9)
    write_json(tmp_path / "shape.json", asdict(other))
    seal(tmp_path)
    with pytest.raises(ModelError, match="another version of the program"):
        load_reader(tmp_path)
    assert "_name_or_path" not in (tmp_path / "encoder.json").read_text()


def test_the_shipped_reader_tells_a_death_from_a_visit() -> None:
    reader = load_tools().reader
    assert reader is not None, f"there is no reader in {models_folder() / READER}"
    death = replace(
        PASSAGE,
        before="He was left in the bath. He was found under the water and pronounced dead on the evening of ",
        words="8 June 2011",
        after=". His mother was arrested the next day.",
    )
    visit = replace(
        PASSAGE,
        before="The health visitor saw him at home on ",
        words="2 June 2011",
        after=" and weighed him.",
    )
    board = replace(
        PASSAGE,
        before="The Board agreed to commission this review on ",
        words="1 July 2011",
        after=".",
        section_type="introduction",
    )
    scores = reader("incident_date", [visit, death, board], [])
    assert max(scores) == scores[1]


AGES = """# Family
Child B lived with a sister, Child C, who was six.
# Narrative
In May 2008 Child B, then two years old, was burned.
On 3 May 2010 Child B, who was four years old, was taken to hospital and died there.
"""


def ages_of(reader: Reader | None, text: str = AGES) -> list[float | None]:
    made = document("= Serious Case Review: Child B", text)
    return [
        child.age_years for child in case_record(made, *outline(made, heading_types()), reader).case.children
    ]


def test_which_ages_a_reader_is_shown() -> None:
    reader = Prefers("age", "four")
    assert ages_of(reader) == [4.0]
    assert [one.words for one in reader.shown] == ["six", "two years", "four years"]
    assert {len(one.signs) for one in reader.shown} == {QUESTIONS["age"]}
    burned, died = reader.shown[1:]
    # Two years apart, and the very day.
    assert burned.signs[-3:] == (1.0, pytest.approx(2.0, abs=0.01), 0.0)
    assert died.signs[-3:] == (1.0, 0.0, 0.0)
    assert burned.signs[0] < died.signs[0]


def test_a_reader_gives_an_age_that_the_rules_do_not() -> None:
    text = (
        "# Narrative\nChild B died on 3 May 2010.\nNobody had asked why somebody of nine was out so late.\n"
    )
    assert ages_of(None, text) == [None]
    assert ages_of(Prefers("age", "nine"), text) == ages_of(Prefers("age", "ten"), text) == [None]
    text = text.replace("somebody of nine", "somebody aged nine")
    assert ages_of(Prefers("age", "nine"), text) == [9.0]
    assert ages_of(Prefers("age", "ten"), text) == [None]


def test_the_other_children_of_a_case_are_read_as_siblings() -> None:
    cast = [CastMember("Kit", "child"), CastMember("Ina", "child"), CastMember("Mr Q", "father")]
    roles = {one.name: one.role for one in cast_for(cast, ("Ina", "IN"))}
    assert roles == {"Kit": "sibling", "Ina": "child", "Mr Q": "father"}
