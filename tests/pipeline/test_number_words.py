"""Numbers written as words."""

import re

import pytest

from pipeline.number_words import CARDINALS, NUMBER_WORD, ORDINALS, TENS, cardinals, ordinals


def test_the_words_stand_for_their_numbers() -> None:
    assert CARDINALS["one"] == 1 and CARDINALS["twenty"] == 20
    assert TENS["twenty"] == 20 and TENS["ninety"] == 90
    assert ORDINALS["first"] == 1 and ORDINALS["twentieth"] == 20


def test_a_range_of_numbers_is_a_part_of_an_expression() -> None:
    assert cardinals(3) == "one|two|three"
    assert cardinals(4, first=3) == "three|four"
    assert ordinals(2) == "first|second"


@pytest.mark.parametrize("word", ["six", "sixteen", "sixty", "sixty-six", "twenty one"])
def test_a_number_is_matched_to_its_end(word: str) -> None:
    found = re.match(NUMBER_WORD, word)
    assert found and found[0] == word
