"""The facts that decide between harm categories: verdicts, who did it, what a death was first taken for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.case.outcome import harm_choice
from pipeline.case.outcome.harm_choice import read_choice, reckoned, tells_harm
from pipeline.case.outcome.killer import Killer
from pipeline.case.wording import load_wording
from pipeline.errors import SettingsError
from pipeline.settings import configs_folder
from tests.pipeline.case.test_outcome import case


@pytest.mark.parametrize(
    ("text", "category"),
    [
        (
            "Child B, aged 7, died under the wheels of a reversing delivery van outside the flats while his grandmother was indoors. Nobody was prosecuted.",
            "accident",
        ),
        (
            "Child B, aged 16, was found by his mentor in the woods behind the unit; he had used his belt. He was pronounced dead on the spot.",
            "suicide",
        ),
        (
            "Child B, who was 9, and her mother died in the kitchen of wounds made with a blade. The father rang the police himself and was sent to a secure hospital without limit of time.",
            "overt_filicide_or_homicide",
        ),
        (
            "Child B, aged 15, was chased from the top deck of a bus by boys from another estate and died of a single wound to the chest. Three of them, none over 17, were convicted.",
            "extrafamilial_homicide",
        ),
        (
            "Child B, aged 6, was found to have an infection that is passed only in one way. Her uncle pleaded guilty and will remain on the register for life.",
            "sexual_assault",
        ),
        (
            "Child B, aged 15, was the driver of a taken van that left the road at eighty. A girl in the back is paralysed, and he was in hospital for two months.",
            "risk_taking_or_violent_behaviour",
        ),
        (
            "Child B, aged 2, was lowered into a scalding bath as a punishment and has had seven skin grafts. The stepmother is in prison.",
            "physical_assault",
        ),
        (
            "Child B, aged 5, had four operations and a feeding tube for an illness that ended on the day she was parted from her mother. She is well and eats what she likes.",
            "other_harm",
        ),
    ],
)
def test_facts_decide_where_no_wording_does(text: str, category: str) -> None:
    assert case(text).children[0].harm_category == category


def test_every_fact_weighs_a_category_of_the_store() -> None:
    for fact in read_choice().facts.values():
        assert set(fact.weights) <= {category.name for category in load_wording().harm}


@pytest.mark.parametrize(
    ("before", "text", "inside"),
    [
        ("The shopkeeper's lodger had met her twice.", "He was convicted of her murder.", False),
        ("Her stepfather had been alone with her.", "He was convicted of her murder.", True),
        ("", "She had been killed by someone who was not a relation of anyone in the house.", False),
    ],
)
def test_the_killer_is_who_was_told_of_before(before: str, text: str, inside: bool) -> None:
    killer = Killer()
    killer.read(text, 5.0, before)
    assert (killer.inside > killer.outside) == inside
    assert killer.inside != killer.outside


@pytest.mark.parametrize(
    ("age", "name"), [(0.01, "age_newborn"), (0.5, "age_infant"), (4.9, "age_toddler"), (15.0, "age_older")]
)
def test_ages_are_facts(age: float, name: str) -> None:
    assert reckoned({}, Killer(), age)[name] == 1.0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("She was not raped by the lodger in May, but was raped by him in June.", "raped by him in June."),
        (
            "He molested her mother, and the girl was molested in the years after.",
            "molested in the years after.",
        ),
        ("She was not raped.", ""),
    ],
)
def test_the_first_words_that_are_neither_denied_nor_of_an_adult_tell_a_harm(text: str, told: str) -> None:
    span = tells_harm(text)
    assert (text[span[0] :] if span else "") == told


@pytest.fixture
def own_facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the file of facts that a test may spoil."""
    copy = tmp_path / "harm.toml"
    copy.write_text((configs_folder() / "harm.toml").read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(harm_choice, "configs_folder", lambda: tmp_path)
    read_choice.cache_clear()
    yield copy
    read_choice.cache_clear()


def test_an_expression_that_cannot_be_read_is_an_error_of_the_settings(own_facts: Path) -> None:
    text = own_facts.read_text(encoding="utf-8")
    own_facts.write_text(f"{text}\n[fact.broken]\nwords = ['(beaten']\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"harm\.toml: missing \)"):
        read_choice()


@pytest.mark.parametrize(
    "name", ["insider", "nobody_killed", "age_toddler", "height", "sexual_crime_by_child"]
)
def test_a_fact_that_the_program_names_must_be_in_the_file(own_facts: Path, name: str) -> None:
    text = re.sub(rf"\[fact\.{name}(?=[\].])", f"[fact.other_{name}", own_facts.read_text(encoding="utf-8"))
    own_facts.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=f"no fact {name};"):
        read_choice()
