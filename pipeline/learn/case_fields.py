"""How right the case record is: each field of the gold record against what the program found.

Pure functions on a labelled review and the findings of the case stage, wherever these come from: its PDF, or
the review as it was written (``as_read``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from pipeline.corpus.as_document import as_document
from pipeline.corpus.model import Review, Row
from pipeline.records import CaseFindings, Child, Document, Recommendation, Table, TableKind

Verdict = Literal["right", "blank", "wrong", "missed", "invented"]
Plain = str | float | None

# Years: a report's "two years and five months" is 2.4 to one coder and 2.42 to another.
AGE_TOLERANCE = 0.1
# Share of the words of a gold recommendation that one found must have to be the same.
SAME_TEXT = 0.6
DOCUMENT = ("document_type", "author", "report_date", "publication_date", "methodology")
CASE = (
    "board",
    "nation",
    "case_label",
    "outcome",
    "child_protection_plan",
    "incident_date",
    "incident_date_precision",
    "period_id",
)
CHILD = ("age_years", "gender", "ethnicity", "outcome", "harm_category")


@dataclass(frozen=True, slots=True)
class Judged:
    """One field of one review, as the gold record and as the program has it; None where it is not stated."""

    field: str
    gold: Plain
    found: Plain
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class FieldCount:
    """How often a field was right over several reviews (or children, or recommendations).

    ``blank``: neither has it. ``missed``: only the gold record has it. ``invented``: only the program has it.
    """

    field: str
    right: int = 0
    blank: int = 0
    wrong: int = 0
    missed: int = 0
    invented: int = 0

    @property
    def n(self) -> int:
        """Everything that was judged."""
        return self.right + self.blank + self.wrong + self.missed + self.invented

    @property
    def n_agreed(self) -> int:
        """Right, or rightly left out."""
        return self.right + self.blank

    @property
    def accuracy(self) -> float | None:
        """Share of ``n`` on which both agree; None where nothing was judged."""
        return self.n_agreed / self.n if self.n else None


def count_fields(pairs: Iterable[tuple[Review, CaseFindings]]) -> dict[str, FieldCount]:
    """The counts of each field over reviews, in the order of the fields."""
    counts: dict[str, dict[Verdict, int]] = {}
    for review, found in pairs:
        for one in judge(review, found):
            of_field = counts.setdefault(one.field, dict.fromkeys(get_args(Verdict), 0))
            of_field[one.verdict] += 1
    return {name: FieldCount(name, **of_field) for name, of_field in counts.items()}


def judge(review: Review, found: CaseFindings) -> list[Judged]:
    """Every field of one review. Children are paired by label, then in order; a child that only one side
    has counts in ``n_children`` and, where the program lacks it, as missed in each of its fields."""
    pairs: list[tuple[str, object, object]] = [
        (name, getattr(review.document, name), getattr(found.document, name)) for name in DOCUMENT
    ]
    pairs += [(name, getattr(review.case, name), getattr(found.case, name)) for name in CASE]
    pairs.append(("n_children", len(review.children), len(found.case.children)))
    mine = _paired([child.label for child in review.children], found.case.children)
    for number, child in enumerate(review.children):
        pairs += [
            (f"children.{name}", getattr(child, name), getattr(mine.get(number), name, None))
            for name in CHILD
        ]
    pairs.append(("n_recommendations", review.case.n_recommendations, len(found.recommendations)))
    judged = [_judged(name, _plain(gold), _plain(got)) for name, gold, got in pairs]
    return [*judged, *_recommendations(review, found.recommendations)]


def _paired(labels: Sequence[str], children: Sequence[Child]) -> dict[int, Child]:
    """The child found for each gold child, by its number in ``labels``."""
    free = list(children)
    paired: dict[int, Child] = {}
    for number, label in enumerate(labels):
        same = next((child for child in free if _name(child.label) == _name(label)), None)
        if same:
            paired[number] = same
            free.remove(same)
    for number in range(len(labels)):
        if number not in paired and free:
            paired[number] = free.pop(0)
    return paired


def _name(label: str) -> str:
    """ "Child W" and "W" are one name."""
    return label.rsplit(maxsplit=1)[-1].lower()


def _recommendations(review: Review, found: Sequence[Recommendation]) -> Iterator[Judged]:
    """Each recommendation found or not, and the addressee of those that both have."""
    free = {one.recommendation_no: _words(one.text) for one in found}
    by_number = {one.recommendation_no: one for one in found}
    for number, (text, addressee) in gold_recommendations(review).items():
        wanted = _words(text)
        share = {no: _share(wanted, words) for no, words in free.items()}
        best = max(share, key=lambda no: share[no], default=None)
        if best is None or share[best] < SAME_TEXT:
            yield Judged("recommendation", str(number), None, "missed")
            continue
        del free[best]
        yield Judged("recommendation", str(number), str(best), "right")
        yield _judged_addressee(_addressee(addressee), _addressee(by_number[best].addressee))
    for no in free:
        yield Judged("recommendation", None, str(no), "invented")


def gold_recommendations(review: Review) -> dict[int, tuple[str, str | None]]:
    """Text and addressee of each labelled recommendation by its number; of one printed twice the longer."""
    runs: dict[int, list[list[str]]] = defaultdict(list)
    addressees: dict[int, str] = {}
    last: int | None = None
    for one in review.labelled():
        label = one.recommendation
        if label:
            if label.number != last:
                runs[label.number].append([])
            runs[label.number][-1].append(one.text)
            if label.addressee:
                addressees.setdefault(label.number, label.addressee)
        last = label.number if label else None
    return {
        number: (max((" ".join(run) for run in of), key=len), addressees.get(number))
        for number, of in sorted(runs.items())
    }


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]{3,}", text.lower()))


def _share(wanted: frozenset[str], words: frozenset[str]) -> float:
    """The share of words that both have of all that either has; a cell beside the text counts little."""
    return len(wanted & words) / max(1, min(len(wanted), len(words))) if wanted and words else 0.0


def _judged_addressee(gold: Plain, found: Plain) -> Judged:
    """Right also where one is short for the other ("the Board" of "Newbeck Safeguarding Children Board"):
    the gold records write now the one and now the other."""
    if isinstance(gold, str) and isinstance(found, str):
        short, long = sorted((gold.split(), found.split()), key=len)
        if short[-1] == long[-1] and set(short) <= set(long):
            return Judged("addressee", gold, found, "right")
    return _judged("addressee", gold, found)


def _addressee(name: str | None) -> Plain:
    return re.sub(r"^the ", "", _plain_text(name)) if name else None


def _plain(value: object) -> Plain:
    """A value as it is compared: numbers as they are, all else as text; "not_stated" is nothing."""
    if isinstance(value, int | float):
        return float(value)
    return None if value is None or value == "not_stated" else _plain_text(str(value))


def _plain_text(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").replace("&", "and").split())


def _judged(name: str, gold: Plain, found: Plain) -> Judged:
    if gold is None or found is None:
        verdict: Verdict = "blank" if gold == found else "missed" if found is None else "invented"
        return Judged(name, gold, found, verdict)
    if isinstance(gold, float) and isinstance(found, float):
        close = abs(gold - found) <= (AGE_TOLERANCE + 1e-9 if name.endswith("age_years") else 0)
        return Judged(name, gold, found, "right" if close else "wrong")
    return Judged(name, gold, found, "right" if gold == found else "wrong")


def as_read(review: Review) -> Document:
    """The review as if its PDF had been read without a mistake, with its tables and its running header."""
    document, _ = as_document(review)
    starts = {
        document.text[block.char_start : block.char_end]: block.page
        for block in document.blocks
        if block.kind == "table_row"
    }
    tables = tuple(
        Table(_kind(block.name), starts.get(_line(block.rows[0]), 1), tuple(row.cells for row in block.rows))
        for block in review.blocks
        if block.rows
    )
    header = review.layout.header
    dropped = tuple((page.number, header) for page in document.pages) if header else ()
    return replace(document, tables=tables, dropped_lines=dropped)


def _line(row: Row) -> str:
    return " | ".join(row.cells)


def _kind(name: str | None) -> TableKind:
    kinds: Mapping[str, TableKind] = {kind: kind for kind in get_args(TableKind)}
    return kinds.get(name or "", "other")


__all__ = [
    "FieldCount",
    "Judged",
    "as_read",
    "count_fields",
    "gold_recommendations",
    "judge",
]
