"""What all tests share: the real codebook and the real rules, compiled once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.codebook import Codebook, load_codebook
from pipeline.factors.find import FactorRules
from pipeline.records import Mention, Section, Sentence
from pipeline.settings import configs_folder

Coder = Callable[..., list[Mention]]


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return load_codebook(configs_folder())


@pytest.fixture(scope="session")
def rules(codebook: Codebook) -> FactorRules:
    return FactorRules(codebook, configs_folder())


@pytest.fixture(scope="session")
def code_sentence(rules: FactorRules) -> Coder:
    """Code one sentence standing alone in a section of a given type."""

    def code(text: str, section_type: str = "narrative") -> list[Mention]:
        section = Section(0, "", section_type, 1, 1, 1, 0, len(text))
        return rules.mentions([Sentence(0, 0, 1, 0, len(text), text)], [section])

    return code
