"""Numbers written as words, and the parts of expressions that find them."""

from __future__ import annotations

_CARDINAL_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
CARDINALS = {word: number for number, word in enumerate(_CARDINAL_WORDS.split(), 1)}
TENS = {word: 10 * number for number, word in enumerate(_TEN_WORDS.split(), 2)}
ORDINALS = {word: number for number, word in enumerate(_ORDINAL_WORDS.split(), 1)}


def cardinals(last: int, first: int = 1) -> str:
    """The words of the numbers from ``first`` to ``last`` (20 at most) as alternatives: "one|two|three"."""
    return "|".join([*CARDINALS][first - 1 : last])


def ordinals(last: int) -> str:
    """The words from "first" to that of ``last`` (20 at most) as alternatives."""
    return "|".join([*ORDINALS][:last])


# The longest first: "six" would take the beginning of "sixteen".
_SINGLE = "|".join(sorted({**CARDINALS, **TENS}, key=len, reverse=True))
# "one" to "ninety-nine" ("twenty-one", "twenty one").
NUMBER_WORD = rf"(?:(?:{'|'.join(TENS)})[- ](?:{cardinals(9)})|{_SINGLE})"
