"""The counting of right and wrong fields, on a review and a record made by hand; and the training reviews."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pipeline.corpus import load_review
from pipeline.corpus.as_document import as_document
from pipeline.corpus.audit import read_splits
from pipeline.corpus.model import Review
from pipeline.learn.case_fields import (
    case_table,
    count_by_confidence,
    count_fields,
    field_rows,
    gold_recommendations,
    judge,
    measure_cases,
    read_reviews,
)
from pipeline.records import CaseFindings, CaseRecord, Child, DocumentRecord, Evidence, Recommendation
from pipeline.settings import configs_folder
from tests.pipeline.case.make import heading_types

ANNOTATIONS = configs_folder().parent / "annotations"
# Shares of what was reached on these reviews; they hold ground and measure no new report.
FLOORS = {
    "board": 0.98,
    "case_label": 0.97,
    "outcome": 0.97,
    "report_date": 0.97,
    "publication_date": 0.97,
    "incident_date": 0.95,
    "child_protection_plan": 0.95,
    "children.age_years": 0.87,
    "children.gender": 0.97,
    "children.ethnicity": 0.97,
    "children.harm_category": 0.93,
    "n_recommendations": 0.95,
    "recommendation": 0.98,
    "addressee": 0.92,
}


@pytest.fixture(scope="module")
def review() -> Review:
    """A training review: Child B of Harrowdale, who died; one child."""
    return load_review(ANNOTATIONS / "reviews" / "harrowdale-child-b")


def copied(review: Review) -> CaseFindings:
    """What a perfect reader would find."""
    case, document = review.case, review.document
    return CaseFindings(
        DocumentRecord(
            document.document_type,
            document.title,
            document.author,
            document.report_date,
            document.publication_date,
            document.methodology,
        ),
        CaseRecord(
            "any",
            case.case_label,
            case.board,
            case.nation,
            case.incident_date,
            case.incident_date_precision,
            case.period_id,
            case.outcome,
            case.child_protection_plan,
            tuple(
                Child(
                    n,
                    child.label,
                    child.age_years,
                    child.gender,
                    child.ethnicity,
                    child.outcome,
                    child.harm_category,
                )
                for n, child in enumerate(review.children, 1)
            ),
        ),
        tuple(
            Recommendation(number, text, addressee, 1)
            for number, (text, addressee) in gold_recommendations(review).items()
        ),
    )


def test_a_perfect_record_has_no_fault(review: Review) -> None:
    counts = count_fields([(review, copied(review))])
    assert all(count.accuracy == 1.0 for count in counts.values())
    assert counts["recommendation"].n == review.case.n_recommendations
    assert counts["board"].n == 1 and counts["children.gender"].n == len(review.children)


def test_each_kind_of_fault_is_counted_as_such(review: Review) -> None:
    right = copied(review)
    (child,) = right.case.children
    assert child.age_years is not None
    faulty = replace(
        right,
        document=replace(right.document, author=None, report_date=date(1999, 1, 1)),
        case=replace(
            right.case,
            outcome="not_stated",
            children=(
                replace(child, label="B", age_years=child.age_years + 0.1, harm_category="accident"),
                replace(child, child_no=2, label="Sibling"),
            ),
        ),
        recommendations=(*right.recommendations[1:], Recommendation(99, "Words of no list at all.", None, 1)),
    )
    verdicts = {one.field: one.verdict for one in judge(review, faulty) if one.field != "recommendation"}
    assert verdicts["author"] == "missed"
    assert verdicts["report_date"] == "wrong"
    assert verdicts["outcome"] == "missed"
    assert verdicts["n_children"] == "wrong"
    # "B" is "Child B", and a tenth of a year is near enough; two tenths are not.
    assert verdicts["children.age_years"] == "right"
    assert verdicts["children.harm_category"] == "wrong"
    counts = count_fields([(review, faulty)])["recommendation"]
    assert (counts.right, counts.missed, counts.invented) == (review.case.n_recommendations - 1, 1, 1)
    older = replace(
        right, case=replace(right.case, children=(replace(child, age_years=child.age_years + 0.2),))
    )
    assert {one.field: one.verdict for one in judge(review, older)}["children.age_years"] == "wrong"


def test_a_value_that_the_gold_record_leaves_out_is_invented(review: Review) -> None:
    blank = review.record.model_copy(
        update={"document": review.document.model_copy(update={"author": None, "publication_date": None})}
    )
    found = copied(review)
    found = replace(found, document=replace(found.document, publication_date=None))
    verdicts = {one.field: one.verdict for one in judge(replace(review, record=blank), found)}
    assert (verdicts["author"], verdicts["publication_date"]) == ("invented", "blank")


@pytest.mark.parametrize(
    ("name", "verdict"),
    [("the Board", "right"), ("Harrowdale Council", "wrong"), (None, "missed")],
)
def test_the_short_form_of_an_addressee_is_right(review: Review, name: str | None, verdict: str) -> None:
    number, wanted = next(
        (number, who)
        for number, (_, who) in gold_recommendations(review).items()
        if who and who.endswith("Board")
    )
    assert wanted != name
    found = copied(review)
    renamed = tuple(
        replace(one, addressee=name) if one.recommendation_no == number else one
        for one in found.recommendations
    )
    judged = [
        one for one in judge(review, replace(found, recommendations=renamed)) if one.field == "addressee"
    ]
    assert judged[list(gold_recommendations(review)).index(number)].verdict == verdict


def test_a_review_is_read_with_its_tables_and_its_running_header(review: Review) -> None:
    document, _ = as_document(review)
    assert len(document.tables) == sum(bool(block.rows) for block in review.blocks)
    assert {text for _, text in document.dropped_lines} == {review.layout.header}


def test_the_training_reviews_hold_their_ground() -> None:
    rows = {row.field: row for row in measure_cases(read_reviews(ANNOTATIONS, "train", heading_types()))}
    assert rows["board"].n == sum(split == "train" for split in read_splits(ANNOTATIONS).values())
    assert not [rows[name] for name, floor in FLOORS.items() if rows[name].accuracy < floor]


def test_the_rows_of_the_report_count_what_is_given_right_and_aimed_at(review: Review) -> None:
    right = copied(review)
    wrong = replace(right, case=replace(right.case, board="Elsewhere", child_protection_plan="not_stated"))
    rows = {row.field: row for row in field_rows(count_fields([(review, right), (review, wrong)]))}
    board, plan = rows["board"], rows["child_protection_plan"]
    assert (board.n_right, board.n_given, board.n, board.accuracy) == (1, 2, 2, 0.5)
    assert (board.aim, board.reached) == (0.95, False)
    assert (plan.n_right, plan.n_given, plan.n, plan.aim, plan.reached) == (1, 1, 2, None, None)
    assert rows["outcome"].reached
    table = case_table(rows.values()).splitlines()
    assert "| board | 1 | 2 | 1 | 2 | 0.50 | 0.95, not reached |" in table
    assert "| child_protection_plan | 1 | 1 | 1 | 2 | 0.50 |  |" in table


def test_right_and_wrong_are_counted_by_confidence(review: Review) -> None:
    right = copied(review)
    label = right.case.case_label or ""
    sure = (
        Evidence("board", "Elsewhere", 1, 0, 3, "...", "labelled"),
        Evidence("case_label", label, 1, 0, 3, "...", "labelled"),
        # Of two quotes that which says the value.
        Evidence("outcome", "serious_harm", 1, 0, 3, "...", "inferred"),
        Evidence("outcome", right.case.outcome, 1, 0, 3, "...", "stated"),
        Evidence("children.1.gender", "not_stated", 1, 0, 3, "...", "inferred"),
        Evidence("recommendations.1", "", 1, 0, 3, "...", "stated"),
        Evidence("author", "nobody weighed it", 1, 0, 3, "..."),
    )
    found = replace(right, case=replace(right.case, board="Elsewhere"), evidence=sure)
    counts = count_by_confidence([(review, found)])
    assert list(counts) == ["labelled", "stated", "inferred"]
    assert (counts["labelled"].right, counts["labelled"].wrong) == (1, 1)
    assert (counts["stated"].right, counts["stated"].n) == (2, 2)
    assert (counts["inferred"].right, counts["inferred"].n) == (1, 1)
