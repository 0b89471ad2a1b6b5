"""Expressions that do not mind the case: what they find is what ``re.IGNORECASE`` finds."""

import re

import pytest

from pipeline.any_case import AnyCase

EXPRESSIONS = (r"\bCIN plans?\b", r"^\W*(?:it|they) (?P<n>\S+) [A-C]\b", r"\d\D\d", r"(?<=mother['’]s )\w+")


@pytest.mark.parametrize("expression", EXPRESSIONS)
@pytest.mark.parametrize(
    "text", ["A cin PLAN", "“They left a home", "IT was B", "İ, then 1a2", "the Mother’s Sister", ""]
)
def test_finds_what_an_expression_without_case_finds(expression: str, text: str) -> None:
    plain = [match.span() for match in re.finditer(expression, text, re.I)]
    assert [match.span() for match in AnyCase(expression).finditer(text)] == plain
    first = AnyCase(expression).search(text)
    assert (first.span() if first else None) == (plain[0] if plain else None)


@pytest.mark.parametrize("expression", [r"\b(?-i:EPO)\b", r"(?i:a)b"])
def test_flags_for_a_part_are_refused(expression: str) -> None:
    with pytest.raises(ValueError, match="flags"):
        AnyCase(expression)
