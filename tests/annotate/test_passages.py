"""Passages: whole paragraphs of the right length, text that is the document's, reasons that take turns."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.annotate.passages import LONGEST, SHORTEST, cut
from pipeline.annotate.select import choose
from pipeline.codebook import load_codebook
from pipeline.read.document import read_document
from pipeline.settings import configs_folder, load_settings
from pipeline.store.annotations import FoundMention, QueuedFactor, StoredSentence, read_annotations

DOC = "d" * 16


def sentences(lengths: list[list[int]], kinds: dict[int, str] | None = None) -> list[StoredSentence]:
    """Paragraphs of sentences of these lengths; each sentence is its own number repeated."""
    made, at = [], 0
    for paragraph in lengths:
        for length in paragraph:
            number = len(made)
            kind = (kinds or {}).get(number, "paragraph")
            text = (f"w{number} " * length)[: length - 1] + "."
            made.append(StoredSentence(DOC, "c", "f.pdf", number, "H", 1, at, at + length, text, kind))
            at += length + 1
        at += 1
    return made


def test_the_text_of_a_passage_is_the_text_of_the_document(real: Path) -> None:
    pdf = Path("annotations/reviews/castlemoor-baby-f/castlemoor-baby-f.pdf")
    text = read_document(pdf, load_settings()).text
    with read_annotations(real) as reader:
        passages = cut(reader.sentences())
    assert len(passages) > 5
    for passage in passages:
        assert passage.text == text[passage.char_start : passage.char_end]
        assert "\r" not in passage.text


def test_real_passages_are_between_1000_and_4000_characters(real: Path) -> None:
    with read_annotations(real) as reader:
        passages = cut(reader.sentences())
    short = [one for one in passages if len(one.text) < SHORTEST]
    # Only what stands alone before a contents list, or is the whole document, may be shorter.
    assert len(short) <= 1
    assert all(len(one.text) <= LONGEST for one in passages)


def test_paragraphs_stay_whole() -> None:
    passages = cut(sentences([[900, 900], [900], [900, 900], [1000]]))
    # 1801 and 901 make 2704; the next 1801 begin a new passage as 2,000 is passed.
    assert [[one.sentence_no for one in passage.sentences] for passage in passages] == [[0, 1, 2], [3, 4, 5]]


def test_a_passage_ends_before_a_heading_and_never_on_one() -> None:
    passages = cut(sentences([[1200], [20], [1500]], {1: "heading"}))
    assert [[one.sentence_no for one in passage.sentences] for passage in passages] == [[0], [1, 2]]


def test_a_short_end_joins_the_passage_before_it() -> None:
    passages = cut(sentences([[1100], [1100], [300]]))
    assert [len(passage.sentences) for passage in passages] == [3]


def test_a_paragraph_too_long_is_cut_at_a_sentence() -> None:
    passages = cut(sentences([[1500, 1500, 1500]]))
    assert [[one.sentence_no for one in passage.sentences] for passage in passages] == [[0, 1], [2]]


def test_contents_lists_are_left_out() -> None:
    passages = cut(sentences([[50], [80], [1500]], {0: "heading", 1: "contents"}))
    assert [[one.sentence_no for one in passage.sentences] for passage in passages] == [[2]]


def found(
    sentence_no: int, factor: str, probability: float = 1.0, method: str = "rule", start: int = 0
) -> FoundMention:
    return FoundMention(
        DOC, sentence_no, factor, "affirmed", "child", "current", probability, method, start, start + 5
    )


def ten() -> list:
    return cut(sentences([[2000]] * 10))


def not_drawing_5() -> int:
    """A seed whose one passage drawn by chance is another than number 5."""
    drawn = {
        seed: choose(ten(), [], [], 1, seed=seed)[0].passage.sentences[0].sentence_no for seed in range(9)
    }
    return next(seed for seed, number in drawn.items() if number not in (4, 5, 6))


def test_a_fifth_is_drawn_by_chance_and_the_seed_decides() -> None:
    once, again, other = (choose(ten(), [], [], 10, seed=seed) for seed in (1, 1, 2))
    assert sum(one.reason == "random" for one in once) == 2
    assert once == again
    assert {one.passage.task_id for one in once if one.reason == "random"} != {
        one.passage.task_id for one in other if one.reason == "random"
    }
    assert all(one.reason == "random" for one in choose(ten(), [], [], 4, seed=1, by_chance=True))


def test_the_random_fifth_is_uniform() -> None:
    drawn = [0] * 10
    for seed in range(400):
        for one in choose(ten(), [found(0, "neglect")], [], 5, seed=seed):
            if one.reason == "random":
                drawn[one.passage.sentences[0].sentence_no] += 1
    # 400 draws over 10 passages: 40 expected of each, standard deviation 6.
    assert sum(drawn) == 400
    assert all(16 < n < 64 for n in drawn)


@pytest.mark.parametrize(
    ("mentions", "queued", "reason", "why"),
    [
        ([found(3, "neglect", 0.61, "model", 1), found(5, "neglect", 0.60, "model", 1), found(6, "poverty", 0.9, "model", 1)],
         [], "uncertain", "neglect affirmed with 0.60, where 0.60 is the least"),
        ([found(5, "poverty")], [QueuedFactor(DOC, "poverty", "conflict")], "queue", "poverty is affirmed in one place"),
        ([found(5, "bullying"), *[found(2, "neglect")] * 21], [], "rare", "bullying, 1 mentions in the store"),
    ],
)  # fmt: skip
def test_each_reason_finds_its_passage(
    mentions: list[FoundMention], queued: list[QueuedFactor], reason: str, why: str
) -> None:
    first = {one.reason: one for one in choose(ten(), mentions, queued, 3, seed=not_drawing_5())}[reason]
    assert first.passage.sentences[0].sentence_no == 5
    assert why in first.why


def test_what_the_model_found_without_the_rules_is_a_disagreement() -> None:
    passages = ten()
    at = passages[5].sentences[0]
    # On 5 the model quotes the whole sentence; on 4 the words that a rule found.
    alone = FoundMention(
        DOC, 5, "poverty", "affirmed", "family", "current", 0.9, "model", at.char_start, at.char_end
    )
    both = found(4, "neglect", 0.95, "model", passages[4].char_start + 3)
    seed = not_drawing_5()
    chosen = choose(passages, [alone, both, found(6, "poverty", 0.4, "model", 1)], [], 3, seed=seed)
    named = {one.reason: one for one in chosen}["disagreement"]
    assert named.passage is passages[5]
    assert named.why == "found by the model and not by the rules: poverty"


def test_factors_of_the_codebook_are_those_of_the_configuration() -> None:
    from xml.etree import ElementTree as ET

    from pipeline.annotate.labelling import labelling_config

    book = load_codebook(configs_folder())
    root = ET.fromstring(labelling_config(book))
    labels = {
        one.get("value"): one.get("hint") for one in root.find(".//Labels[@name='factor']").iter("Label")
    }
    assert set(labels) == {factor.id for factor in book.factors}
    for factor in book.factors:
        assert factor.definition in labels[factor.id]
        assert all(one in labels[factor.id] for one in factor.include)
    names = {one.get("name"): [c.get("value") for c in one] for one in root.iter("Choices")}
    assert names["assertion"] == ["affirmed", "negated", "uncertain", "generic"]
    assert set(names) == {"assertion", "subject", "temporality"}
    assert all(one.get("perRegion") == "true" for one in root.iter("Choices"))
