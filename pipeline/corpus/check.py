"""What a labelled review says twice must agree: labels and case record, dates, counts, notes, tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from pipeline.corpus.labels import implied_factors
from pipeline.corpus.model import Block, Review
from pipeline.periods import Period, period_holding, read_periods
from pipeline.records import Outcome
from pipeline.settings import configs_folder

MIN_WORDS = 2000
_MARKER = re.compile(r"\[\^(\d+)\]")


HARM_CATEGORIES: Mapping[str, Outcome] = {
    **dict.fromkeys(
        (
            "overt_filicide_or_homicide",
            "covert_homicide",
            "severe_physical_assault",
            "extreme_neglect",
            "suicide",
            "sudden_unexpected_infant_death",
            "accident",
            "natural_causes",
            "extrafamilial_homicide",
            "other_death",
        ),
        "death",
    ),
    **dict.fromkeys(
        (
            "physical_assault",
            "sexual_assault",
            "neglect",
            "risk_taking_or_violent_behaviour",
            "self_harm",
            "other_harm",
        ),
        "serious_harm",
    ),
}


def check_review(
    review: Review,
    factor_ids: Collection[str],
    harm_categories: Mapping[str, Outcome] = HARM_CATEGORIES,
    periods: Sequence[Period] | None = None,
) -> list[str]:
    """What does not agree in a review, a sentence each; an empty list when all is well.

    ``factor_ids`` are the codebook's, ``harm_categories`` gives the outcome that each goes with.
    """
    return [
        *_check_factors(review, factor_ids),
        *check_record(review, harm_categories, periods),
        *_check_length(review),
    ]


def check_record(
    review: Review,
    harm_categories: Mapping[str, Outcome] = HARM_CATEGORIES,
    periods: Sequence[Period] | None = None,
) -> list[str]:
    """What does not agree in case record and text, whatever the factor labels and the length."""
    return [
        *_check_recommendations(review),
        *_check_dates(review, periods),
        *_check_outcomes(review, harm_categories),
        *_check_footnotes(review.blocks),
        *_check_tables(review.blocks),
    ]


def _check_factors(review: Review, factor_ids: Collection[str]) -> Iterator[str]:
    labels = [label for line in review.labelled() for label in line.labels]
    present, absent = implied_factors(labels)
    for name, listed, implied in (
        ("present", review.factors.present, present),
        ("absent", review.factors.absent, absent),
    ):
        for factor_id in sorted(implied - set(listed)):
            yield f"factors.{name} lacks {factor_id}, which the labels imply"
        for factor_id in sorted(set(listed) - implied):
            yield f"factors.{name} lists {factor_id}, which the labels do not imply"
    used = {label.factor_id for label in labels}
    for factor_id in sorted(used - set(factor_ids)):
        yield f"{factor_id} is not in the codebook"


def _check_recommendations(review: Review) -> Iterator[str]:
    numbers: dict[int, set[str]] = {}
    for line in review.labelled():
        if line.recommendation:
            addressees = numbers.setdefault(line.recommendation.number, set())
            addressees.add(line.recommendation.addressee or "")
    if sorted(numbers) != list(range(1, review.case.n_recommendations + 1)):
        found = ", ".join(str(number) for number in sorted(numbers))
        yield f"n_recommendations is {review.case.n_recommendations}, the labels number {found or 'none'}"
    for number, addressees in sorted(numbers.items()):
        if len(addressees - {""}) > 1:
            yield f"recommendation {number} has several addressees: {', '.join(sorted(addressees - {''}))}"


def _check_dates(review: Review, periods: Sequence[Period] | None) -> Iterator[str]:
    case, document = review.case, review.document
    dated = [
        ("incident_date", case.incident_date),
        ("report_date", document.report_date),
        ("publication_date", document.publication_date),
    ]
    stated = [(name, value) for name, value in dated if value]
    for (first, earlier), (second, later) in pairwise(stated):
        if earlier > later:
            yield f"{first} {earlier} is after {second} {later}"
    if (case.incident_date is None) != (case.incident_date_precision is None):
        yield "incident_date and incident_date_precision go together"
    if case.incident_date and case.incident_date.day != 1 and case.incident_date_precision != "day":
        yield "incident_date has a day, incident_date_precision says that it has none"
    due = case.incident_date and period_of(case.incident_date, periods)
    if due != case.period_id:
        yield f"period_id is {case.period_id}, incident_date {case.incident_date} lies in {due}"


def period_of(day: date, periods: Sequence[Period] | None = None) -> str | None:
    """The period that holds a day (of ``periods.toml`` where none are given); None before the first."""
    known = read_periods(configs_folder() / "periods.toml") if periods is None else periods
    return period_holding(day, day, known)


def _check_outcomes(review: Review, harm_categories: Mapping[str, Outcome]) -> Iterator[str]:
    if review.case.n_children != len(review.children):
        yield f"n_children is {review.case.n_children}, there are {len(review.children)} [[children]]"
    outcomes = {child.outcome for child in review.children}
    worst = next((outcome for outcome in ("death", "serious_harm") if outcome in outcomes), "not_stated")
    if review.case.outcome != worst:
        yield f"the outcome of the case is {review.case.outcome}, of the children {worst}"
    for child in review.children:
        category = child.harm_category
        if category is None:
            continue
        if category not in harm_categories:
            yield f"unknown harm_category {category!r} of {child.label}"
        elif harm_categories[category] != child.outcome:
            yield f"harm_category {category} of {child.label} does not go with outcome {child.outcome}"


def _check_footnotes(blocks: Sequence[Block]) -> Iterator[str]:
    notes = Counter(block.number for block in blocks if block.kind == "footnote")
    markers: Counter[str | None] = Counter()
    for block in blocks:
        if block.kind == "footnote" and not markers[block.number]:
            yield f"line {block.line}: footnote {block.number} has no marker above it"
        markers.update(_MARKER.findall(block.text))
    for number in sorted(marker for marker in markers if marker and not notes[marker]):
        yield f"the marker [^{number}] has no footnote"
    for number in sorted(note for note, count in notes.items() if note and count > 1):
        yield f"there are {notes[number]} footnotes {number}"
    for number in sorted(marker for marker, count in markers.items() if marker and count > 1):
        yield f"the marker [^{number}] stands in {markers[number]} places"


def _check_tables(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        for row in block.rows:
            cells, heads = len(row.cells), len(block.rows[0].cells)
            if cells != heads:
                yield f"line {row.line}: the row has {cells} cells, the heads {heads}"


def _check_length(review: Review) -> Iterator[str]:
    words = sum(len(block.text.split()) for block in review.blocks)
    if words < MIN_WORDS:
        yield f"the review has {words} words, fewer than {MIN_WORDS}"
