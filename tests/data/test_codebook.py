"""The codebook is data that is tested: every worked example of every factor is coded as it says."""

from __future__ import annotations

import pytest

from pipeline.codebook import Example, load_codebook
from pipeline.settings import configs_folder
from tests.conftest import Coder

CASES = [
    pytest.param(factor.id, example, id=f"{factor.id}-{number}")
    for factor in load_codebook(configs_folder()).factors
    for number, example in enumerate(factor.examples)
]


@pytest.mark.parametrize(("factor_id", "example"), CASES)
def test_worked_example(factor_id: str, example: Example, code_sentence: Coder) -> None:
    found = [m for m in code_sentence(example.text, example.section) if m.factor_id == factor_id]
    got = "none"
    if found:
        mention = found[0]
        got = f"{mention.assertion} {mention.subject}"
        got += " historical" if mention.temporality == "historical" else ""
        assert example.text[mention.char_start : mention.char_end] == mention.quote
    assert got == example.expect, example.text
