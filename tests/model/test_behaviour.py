"""What must turn a finding round, and what must leave it alone. The sentences are in no review."""

from __future__ import annotations

import pytest

from pipeline.run import Tools
from tests.model.conftest import Ask

# Factor, a sentence that affirms it, and changes of it with the assertion that each calls for (None: nothing).
TURNED = [
    ("parental_alcohol_misuse", "His mother was drinking a bottle of vodka a day.", [
        ("There was no evidence that his mother misused alcohol.", "negated"),
        ("His mother denied that she was misusing alcohol.", "uncertain"),
        ("Practitioners should ask every parent about alcohol misuse.", "generic"),
    ]),
    ("domestic_abuse", "Mr D had punched his mother in the face and broken her phone.", [
        ("There was no history of domestic abuse between the adults.", "negated"),
        ("A neighbour alleged that there was domestic abuse in the house.", "uncertain"),
        ("Research shows that domestic abuse harms babies and young children.", "generic"),
    ]),
    ("neglect", "The bedroom had no bed, the nappies were days old and there was no food in the house.", [
        ("No concerns about neglect were ever recorded.", "negated"),
        ("The Board should make sure that staff are trained to recognise neglect.", "generic"),
    ]),
    ("parental_mental_health", "His mother was admitted to a psychiatric ward with severe depression.", [
        ("His mother had no history of mental ill health.", "negated"),
        ("The health visitor wondered whether his mother might be depressed.", "uncertain"),
    ]),
    ("housing_problems", "The family was evicted and spent five months in a hostel.", [
        ("There were no problems with the family’s housing.", "negated"),
    ]),
]  # fmt: skip
CASES = [(factor, said, changed, how) for factor, said, turns in TURNED for changed, how in turns]
# Each pair differs in a name, gender, ethnicity or place, and must be coded alike.
ALIKE = [
    ("The boy came to school hungry in dirty clothes.", "The girl came to school hungry in dirty clothes."),
    (
        "The White British mother was drinking a bottle of vodka a day.",
        "The Pakistani mother was drinking a bottle of vodka a day.",
    ),
    (
        "The family was evicted from its flat in Northport and spent five months in a hostel.",
        "The family was evicted from its flat in Cwmbrook and spent five months in a hostel.",
    ),
    (
        "His mother was admitted to a psychiatric ward with severe depression.",
        "Her mother was admitted to a psychiatric ward with severe depression.",
    ),
]


@pytest.mark.parametrize(("factor", "said"), [(one[0], one[1]) for one in TURNED])
def test_the_fact_is_affirmed(ask: Ask, factor: str, said: str) -> None:
    found = ask(said)
    assert factor in found, sorted(found)
    assert found[factor].assertion == "affirmed"


@pytest.mark.parametrize(("factor", "said", "changed", "how"), CASES)
def test_a_change_turns_it_round(ask: Ask, factor: str, said: str, changed: str, how: str) -> None:
    heading = "Recommendations" if how == "generic" and "should" in changed else "Narrative of events"
    found = ask(changed, heading)
    assert factor in found, sorted(found)
    assert found[factor].assertion == how


def test_a_childhood_of_the_parent_is_not_the_childs(ask: Ask) -> None:
    found = ask("His mother had herself been neglected and beaten as a child, and grew up in care.")
    assert found["parental_adverse_childhood"].assertion == "affirmed"
    assert found["parental_adverse_childhood"].temporality == "historical"
    assert "neglect" not in found or found["neglect"].assertion != "affirmed"


def test_a_change_of_subject_is_followed(ask: Ask) -> None:
    mother = ask("His mother was convicted of shoplifting and served a month in prison.")
    partner = ask("Mr D was convicted of shoplifting and served a month in prison.")
    assert mother["parental_criminal_record"].subject == "mother"
    assert partner["parental_criminal_record"].subject == "partner"


def test_a_fact_of_the_case_is_generic_in_a_recommendation(ask: Ask) -> None:
    said = ask("The referral was put in a tray and nobody rang the nursery.")
    assert any(one.assertion == "affirmed" for one in said.values())
    told = ask("The Partnership should ensure that referrals from nurseries are answered.", "Recommendations")
    assert told
    assert all(one.assertion == "generic" for one in told.values())


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_names_genders_ethnicities_and_places_change_nothing(ask: Ask, one: str, other: str) -> None:
    first, second = ask(one), ask(other)
    assert first
    assert {(name, of.assertion) for name, of in first.items()} == {
        (name, of.assertion) for name, of in second.items()
    }


@pytest.mark.parametrize("names", [("Child M", "Mr K"), ("Child F", "Mr B"), ("Baby Z", "Mr Singh")])
def test_what_the_report_calls_people_changes_nothing(ask: Ask, names: tuple[str, str]) -> None:
    said = "{} had punched his mother in the face, and {} saw it."
    first = ask(said.format("Mr D", "Child R"))
    second = ask(said.format(names[1], names[0]), called=names)
    assert "domestic_abuse" in first
    assert {(name, of.assertion, of.subject) for name, of in first.items()} == {
        (name, of.assertion, of.subject) for name, of in second.items()
    }


def test_the_same_document_is_coded_the_same(ask: Ask) -> None:
    said = "The bedroom had no bed and there was no food in the house."
    assert ask(said) == ask(said)


def test_every_quote_stands_where_it_says(ask: Ask) -> None:
    for factor, said, _ in TURNED:
        for one in ask(said).values():
            assert one.quote in said, factor
            assert one.char_end - one.char_start == len(one.quote)
            assert one.method == "model"
            assert 0 < one.probability <= 1


def test_the_models_are_small_enough(tools: Tools) -> None:
    from pipeline.settings import models_folder

    for name in ("factors", "entities", "dates"):
        size = sum(file.stat().st_size for file in (models_folder() / name).rglob("*") if file.is_file())
        assert size < 60_000_000
    assert not list(models_folder().rglob("*.pkl"))
