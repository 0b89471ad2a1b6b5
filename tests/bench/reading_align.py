"""The longest common subsequence of two texts' words: exact, and honest about order.

Bit-parallel (Hyyrö, "Bit-parallel LCS-length computation revisited", 2004): a row of the table is one
integer, so two texts of 5,000 words take a few hundredths of a second.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence


def align(first: Sequence[str], second: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of positions, rising in both, of equal words; as many as can be."""
    where: dict[str, int] = defaultdict(int)
    for at, word in enumerate(first):
        where[word] |= 1 << at
    full = (1 << len(first)) - 1
    row = full
    rows = []
    for word in second:
        same = row & where.get(word, 0)
        row = ((row + same) | (row - same)) & full
        rows.append(row)
    pairs: list[tuple[int, int]] = []
    i, j = len(first), len(second)
    while i and j:
        bit = 1 << (i - 1)
        if rows[j - 1] & bit:
            i -= 1
        elif j > 1 and not rows[j - 2] & bit:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]


def runs(length: int, taken: set[int]) -> list[tuple[int, int]]:
    """Stretches (start, end) of positions below ``length`` that are not taken."""
    found: list[tuple[int, int]] = []
    for at in range(length):
        if at in taken:
            continue
        if found and found[-1][1] == at:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found
