"""Entities: labels, canonical names, offsets, and what is left alone."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.codebook import load_codebook
from pipeline.entities import EntityRules, find_entities
from pipeline.errors import SettingsError
from pipeline.patterns import Wordings
from pipeline.records import CastMember, Sentence
from pipeline.settings import configs_folder

RULES = EntityRules(configs_folder(), load_codebook(configs_folder()).lexicon)


def sentence(text: str, start: int = 0, number: int = 0) -> Sentence:
    return Sentence(number, 0, 1, start, start + len(text), text)


def found(text: str) -> set[tuple[str, str, str | None]]:
    return {(one.label, one.text, one.normalised) for one in find_entities([sentence(text)], RULES)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Child B and Sibling 1 lived with Mother.",
            {
                ("CHILD", "Child B", "Child B"),
                ("SIBLING", "Sibling 1", "Sibling 1"),
                ("MOTHER", "Mother", "mother"),
            },
        ),
        (
            "The baby was five months old on 12 November 2004.",
            {
                ("CHILD", "The baby", "baby"),
                ("AGE", "five months", "0.42"),
                ("DATE", "12 November 2004", "2004-11-12"),
            },
        ),
        (
            "MM met Mr K in March 2012.",
            {("MOTHER", "MM", "MM"), ("OTHER_ADULT", "Mr K", "Mr K"), ("DATE", "March 2012", "2012-03")},
        ),
        (
            "The health visitor and SW2 told Westvale Constabulary.",
            {
                ("PROFESSIONAL", "health visitor", "health visitor"),
                ("PROFESSIONAL", "SW2", "SW2"),
                ("AGENCY", "Westvale Constabulary", "Westvale Constabulary"),
            },
        ),
        (
            "She was on a child protection plan and an interim care order was made.",
            {
                ("PLAN", "child protection plan", "child protection plan"),
                ("LEGAL_STATUS", "interim care order", "interim care order"),
            },
        ),
        (
            "Father used heroin and had post-traumatic stress disorder.",
            {
                ("FATHER", "Father", "father"),
                ("SUBSTANCE", "heroin", "heroin"),
                ("CONDITION", "post-traumatic stress disorder", "ptsd"),
            },
        ),
        (
            "A rib fracture and bruising were seen at Hospital 1.",
            {
                ("INJURY", "rib fracture", "fracture"),
                ("INJURY", "bruising", "bruise"),
                ("PLACE", "Hospital 1", "Hospital 1"),
            },
        ),
        (
            "They moved to the town of St Brannoc, to Address 2.",
            {
                ("PLACE", "the town of St Brannoc", "the town of St Brannoc"),
                ("PLACE", "Address 2", "Address 2"),
            },
        ),
        (
            "The maternal grandmother and the partner spoke to CAMHS.",
            {
                ("GRANDPARENT", "maternal grandmother", "grandmother"),
                ("PARTNER", "partner", "partner"),
                ("AGENCY", "CAMHS", "camhs"),
            },
        ),
        (
            "An individual management review used the Significant Incident Learning Process.",
            {
                ("METHODOLOGY", "individual management review", "individual management review"),
                ("METHODOLOGY", "Significant Incident Learning Process", "silp"),
            },
        ),
        ("The review covers the summer.", set()),
    ],
)
def test_entities(text: str, expected: set[tuple[str, str, str | None]]) -> None:
    assert found(text) == expected


def test_the_longer_wording_stands() -> None:
    assert found("He had a non-accidental head injury.") == {
        ("INJURY", "non-accidental head injury", "head injury")
    }
    assert found("the Wolds and Marsh Mental Health NHS Trust") == {
        ("AGENCY", "Wolds and Marsh Mental Health NHS Trust", "Wolds and Marsh Mental Health NHS Trust")
    }


def test_numbers_and_offsets_are_those_of_the_document() -> None:
    document = "Front.\n\nMother drank vodka.\n\nThe police came on 3 May 2010."
    sentences = [sentence("Mother drank vodka.", 8, 4), sentence("The police came on 3 May 2010.", 29, 5)]
    entities = find_entities(sentences, RULES)
    assert [one.entity_no for one in entities] == list(range(len(entities)))
    assert [one.sentence_no for one in entities] == [4, 4, 5, 5]
    assert all(document[one.char_start : one.char_end] == one.text for one in entities)


@given(st.text(max_size=120))
def test_anything_can_be_read(text: str) -> None:
    entities = find_entities([sentence(text)], RULES)
    assert all(text[one.char_start : one.char_end] == one.text != "" for one in entities)
    spans = [(one.char_start, one.char_end) for one in entities]
    assert all(first[1] <= second[0] for first, second in zip(spans, spans[1:], strict=False))


def test_fast_enough_for_long_reports() -> None:
    """A floor far below what is reached (2,000 to 8,000 sentences a second), so that a busy machine does not fail it."""
    text = "On 3 May 2010 the health visitor saw Child B, aged 5 months, with a bruise; Mother said that he fell."
    sentences = [sentence(text, 0, i) for i in range(600)]
    begin = time.perf_counter()
    find_entities(sentences, RULES)
    assert 600 / (time.perf_counter() - begin) > 500


def test_a_wrong_label_is_named(tmp_path: Path) -> None:
    (tmp_path / "entities.toml").write_text('[PERSON]\nx = ["y"]\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="PERSON"):
        EntityRules(tmp_path, {})
    with pytest.raises(SettingsError, match=r"entities\.toml"):
        EntityRules(tmp_path / "nowhere", {})


WORDINGS = Wordings(
    {"short": ["abuse", "was ..2 harmed"], "long": ["domestic abuse|violence", "@drink", "neglect*"]},
    {"drink": ["beer", "red wine"]},
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Domestic abuse and abuse", [("long", "Domestic abuse"), ("short", "abuse")]),
        (
            "He was very badly harmed by domestic violence",
            [("short", "was very badly harmed"), ("long", "domestic violence")],
        ),
        (
            "red wine, beer and neglectful care",
            [("long", "red wine"), ("long", "beer"), ("long", "neglectful")],
        ),
        ("nothing here", []),
    ],
)
def test_wordings(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(name, text[start:end]) for name, start, end in WORDINGS.find(text)] == expected


def test_wordings_of_each_list_may_overlap_those_of_another() -> None:
    assert WORDINGS.find_each("domestic abuse") == {"long": [(0, 14)], "short": [(9, 14)]}


def test_a_pattern_is_found_wherever_one_of_its_words_stands() -> None:
    wordings = Wordings({"a": ["# ..2 child*|baby", "his|her? own", "take* ..1 red wine|beer"]}, {})
    found = wordings.find(
        "Three small CHILDREN drank: she took, he takes red wine. Own house, 2 babies, one baby."
    )
    assert [span for _, *span in found] == [[0, 20], [41, 55], [57, 60], [78, 86]]


def test_people_of_the_cast_are_who_the_report_says() -> None:
    cast = [
        CastMember("G", "child"),
        CastMember("Baby G", "child"),
        CastMember("Mr K", "partner"),
        CastMember("Skye", "mother"),
        CastMember("Granny", "mother"),
        CastMember("Adult 2", "other_adult"),
    ]
    text = "Skye told Mr K that Baby G and Granny were with Adult 2; G's GP rang."
    entities = find_entities([sentence(text, start=5)], RULES, cast=cast)
    labels = [(one.text, one.label) for one in entities if one.label != "PROFESSIONAL"]
    assert ("Skye", "MOTHER") in labels
    assert ("Mr K", "PARTNER") in labels
    assert [one for one in labels if one[1] == "CHILD"] == [("Baby G", "CHILD"), ("G", "CHILD")]
    assert ("Granny", "MOTHER") not in labels
    spans = sorted((one.char_start, one.char_end) for one in entities)
    assert all(end <= start for (_, end), (start, _) in zip(spans, spans[1:], strict=False))
    assert all(text[one.char_start - 5 : one.char_end - 5] == one.text for one in entities)
