"""How right the case record is: each field of the gold record against what the program found.

Pure functions on a labelled review and the findings of the case stage, wherever these come from: its PDF, or
the review as it was written (``as_document``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from pipeline.case import case_record
from pipeline.corpus import load_review
from pipeline.corpus.as_document import as_document
from pipeline.corpus.audit import Split, read_splits
from pipeline.corpus.model import Review
from pipeline.corpus.short_reports import load_short_reports
from pipeline.records import CaseFindings, Confidence, Reader, Recommendation
from pipeline.structure.headings import HeadingTypes
from pipeline.structure.outline import outline

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
# Coded for some reviews only.
FURTHER = ("plan_categories", "legal_status", "n_siblings")


# Shares of the reviews (for ages, of the children) that the project aims to have right.
AIMS: Mapping[str, float] = {
    "board": 0.95,
    "case_label": 0.95,
    "outcome": 0.95,
    "report_date": 0.95,
    "publication_date": 0.95,
    "incident_date": 0.95,
    "children.age_years": 0.95,
    "n_recommendations": 0.90,
}


@dataclass(frozen=True, slots=True)
class Judged:
    """One field of one review, as the gold record and as the program has it; None where it is not stated.

    ``rests_on`` is the field of the evidence that it rests on, None where it has none of its own.
    """

    field: str
    gold: Plain
    found: Plain
    verdict: Verdict
    rests_on: str | None = None


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
    def n_given(self) -> int:
        """How often the program gave a value, right or not."""
        return self.right + self.wrong + self.invented

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


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A line of the report: a field, its values given and right, what was judged, its aim if it has one."""

    field: str
    n_right: int
    n_given: int
    n_agreed: int
    n: int
    accuracy: float
    aim: float | None

    @property
    def reached(self) -> bool | None:
        """Whether the accuracy is that of the aim; None without one."""
        return None if self.aim is None else self.accuracy >= self.aim


def field_rows(counts: Mapping[str, FieldCount]) -> tuple[FieldRow, ...]:
    """A row for each field of ``count_fields`` that was judged at all."""
    return tuple(
        FieldRow(name, one.right, one.n_given, one.n_agreed, one.n, one.n_agreed / one.n, AIMS.get(name))
        for name, one in counts.items()
        if one.n
    )


def case_table(rows: Iterable[FieldRow]) -> str:
    """The rows as a Markdown table. A field that both leave out agrees, and is neither right nor given."""
    lines = [
        "| field | right | given | agreed | n | accuracy | aim |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for row in rows:
        aim = "" if row.aim is None else f"{row.aim:.2f}{'' if row.reached else ', not reached'}"
        figures = (row.n_right, row.n_given, row.n_agreed, row.n, f"{row.accuracy:.2f}", aim)
        lines.append(f"| {row.field} | {' | '.join(map(str, figures))} |")
    return "\n".join(lines)


def judge(review: Review, found: CaseFindings) -> list[Judged]:
    """Every field of one review. Children are paired by label, then in order; a child that only one side
    has counts in ``n_children`` and, where the program lacks it, as missed in each of its fields."""
    judged = [
        _judged(name, _plain(getattr(gold, name)), _plain(getattr(got, name)), name)
        for names, gold, got in (
            (DOCUMENT, review.document, found.document),
            (CASE, review.case, found.case),
        )
        for name in names
    ]
    judged.append(_judged("n_children", float(len(review.children)), float(len(found.case.children))))
    children = found.case.children
    mine = pair_children([child.label for child in review.children], [child.label for child in children])
    for number, child in enumerate(review.children):
        one = children[mine[number]] if number in mine else None
        judged += [
            _judged(
                f"children.{name}",
                _plain(getattr(child, name)),
                _plain(getattr(one, name, None)),
                f"children.{one.child_no}.{name}" if one else None,
            )
            for name in CHILD
        ]
    n_found = float(len(found.recommendations))
    judged.append(_judged("n_recommendations", float(review.case.n_recommendations), n_found))
    judged += _recommendations(review, found.recommendations)
    further = review.record.further
    if further:
        judged += [
            _judged(name, _plain(getattr(further, name)), _plain(getattr(found.case, name)), name)
            for name in FURTHER
        ]
        judged += _agencies(further.agencies, [one.name for one in found.agencies])
    return judged


def count_by_confidence(pairs: Iterable[tuple[Review, CaseFindings]]) -> dict[str, FieldCount]:
    """Right and wrong values by how sure the program was of them ("labelled", "stated", "inferred").

    Only values that rest on words count. What is left out is no value, and has no confidence.
    """
    counts: dict[str, dict[Verdict, int]] = {}
    for review, found in pairs:
        # Of several words for a field, the first that say its value, as in view case_fields.
        sure: dict[tuple[str, str | None], str] = {}
        for one in found.evidence:
            if one.confidence:
                sure.setdefault((one.field, str(_plain(one.value))), one.confidence)
                sure.setdefault((one.field, None), one.confidence)
        for judged in judge(review, found):
            name = judged.rests_on or ""
            confidence = sure.get((name, str(judged.found)), sure.get((name, None)))
            if judged.found is not None and confidence:
                of_level = counts.setdefault(confidence, dict.fromkeys(get_args(Verdict), 0))
                of_level[judged.verdict] += 1
    levels = [level for level in get_args(Confidence) if level in counts]
    return {level: FieldCount(level, **counts[level]) for level in levels}


def pair_children(gold: Sequence[str], found: Sequence[str]) -> dict[int, int]:
    """Which of the children found is each gold child, by their labels, else in order."""
    free = list(range(len(found)))
    paired: dict[int, int] = {}
    # "Girl N" and "Boy N" are two children, though the short name of both is N.
    for form in (str.lower, _name):
        for number, label in enumerate(gold):
            same = next((one for one in free if form(found[one]) == form(label)), None)
            if same is not None and number not in paired:
                paired[number] = same
                free.remove(same)
    for number in range(len(gold)):
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
        yield Judged("recommendation", str(number), str(best), "right", f"recommendations.{best}")
        yield _judged_addressee(_addressee(addressee), _addressee(by_number[best].addressee))
    for no in free:
        yield Judged("recommendation", None, str(no), "invented", f"recommendations.{no}")


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


def _agencies(gold: Sequence[str], found: Sequence[str]) -> Iterator[Judged]:
    """Each agency found or not: the same where one name's words are all in the other's."""
    free = list(found)
    for name in gold:
        wanted = _name_words(name)
        same = next((one for one in free if wanted and _within(wanted, _name_words(one))), None)
        if same is not None:
            free.remove(same)
        yield Judged("agency", name, same, "missed" if same is None else "right")
    yield from (Judged("agency", None, one, "invented") for one in free)


def _within(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(other) and (one <= other or other <= one)


def _name_words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]+", _plain_text(name))) - {"the", "of", "s", "and", "a", "its"}


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
    """A value as it is compared: numbers as they are, all else as text; "not_stated" and () are nothing."""
    if isinstance(value, tuple):
        return ", ".join(sorted(map(str, value))) or None
    if isinstance(value, int | float):
        return float(value)
    return None if value is None or value == "not_stated" else _plain_text(str(value))


def _plain_text(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").replace("&", "and").split())


def _judged(name: str, gold: Plain, found: Plain, rests_on: str | None = None) -> Judged:
    if gold is None or found is None:
        verdict: Verdict = "blank" if gold == found else "missed" if found is None else "invented"
    elif isinstance(gold, float) and isinstance(found, float):
        close = abs(gold - found) <= (AGE_TOLERANCE + 1e-9 if name.endswith("age_years") else 0)
        verdict = "right" if close else "wrong"
    else:
        verdict = "right" if gold == found else "wrong"
    return Judged(name, gold, found, verdict, rests_on)


Read = tuple[Review, CaseFindings]


def read_reviews(
    annotations: Path, split: Split, headings: HeadingTypes, reader: Reader | None = None
) -> list[Read]:
    """The reviews of one split with their findings, each read as production reads it. CorpusError."""
    slugs = [slug for slug, of in read_splits(annotations).items() if of == split]
    return [_read(load_review(annotations / "reviews" / slug), headings, reader) for slug in slugs]


def read_short_reports(
    annotations: Path, split: Split, headings: HeadingTypes, reader: Reader | None = None
) -> list[Read]:
    """The short reports of one split with their findings; there are none for training. CorpusError."""
    if split == "train":
        return []
    return [_read(one, headings, reader) for one in load_short_reports(annotations, split)]


def _read(review: Review, headings: HeadingTypes, reader: Reader | None) -> Read:
    document, _ = as_document(review)
    sections, sentences = outline(document, headings)
    return review, case_record(document, sections, sentences, reader)


def measure_cases(reads: Iterable[Read]) -> tuple[FieldRow, ...]:
    """The rows of some reviews and their findings."""
    return field_rows(count_fields(reads))
