"""Prevalence by group, factors a case, and our figures beside the published ones: numbers worked by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from pipeline.records import Outcome, Processed
from pipeline.store.write import Writer

from .build import code_case, processed

Rows = Callable[[str], list[tuple[Any, ...]]]
GROUPS = ("age_band", "nation", "outcome")


def case(
    name: str,
    mentions: Iterable[str] = (),
    *,
    ages: Iterable[float | None] = (10,),
    nation: str | None = "England",
    outcome: Outcome = "death",
    period: str | None = "2014-17",
) -> Processed:
    made = processed(name, name, tuple(mentions), ages=ages, period=period)
    return replace(made, case=replace(made.case, nation=nation, outcome=outcome))


@pytest.fixture
def seven(writer: Writer, run_id: str) -> None:
    """Seven cases of all sorts; bullying leaves out children under 6."""
    cases = [
        case("a", ["neglect", "bullying"], ages=(0.5,)),
        case("b", ["neglect"], ages=(0.5, 12), nation="Wales"),
        case("c", ["bullying", "bullying", "-neglect"], ages=(7, 7.5), outcome="serious_harm"),
        case("d", ["neglect"], ages=(None,), nation=None, period=None),
        case("e", ["?neglect"], ages=(15,), nation="Wales", outcome="not_stated"),
        case("f", ["neglect"], ages=(19, 2), period=None),
        case("g", [], ages=(3,)),
    ]
    assert writer.write_batch(run_id, cases, (), code_case) == ()


def figures(rows: Rows, group: str, factor: str) -> dict[Any, tuple[int, ...]]:
    found = rows(
        f"SELECT {group}, n_present, n_absent, n_not_mentioned, denominator, n_left_out, n_mentions, n_reports "
        f"FROM prevalence_by_{group} WHERE factor_id = '{factor}' AND (denominator > 0 OR n_left_out > 0)"
    )
    return {row[0]: row[1:] for row in found}


@pytest.mark.usefixtures("seven")
def test_prevalence_by_age_band_goes_by_the_oldest_child(rows: Rows) -> None:
    assert figures(rows, "age_band", "neglect") == {
        "under 1": (1, 0, 0, 1, 0, 1, 1),
        "1-5": (0, 0, 1, 1, 0, 0, 0),
        "6-10": (0, 1, 0, 1, 0, 0, 0),
        "11-15": (1, 0, 1, 2, 0, 1, 1),
        None: (2, 0, 0, 2, 0, 2, 2),  # no age stated, and 18 or over
    }
    assert figures(rows, "age_band", "bullying") == {
        "under 1": (0, 0, 0, 0, 1, 0, 0),
        "1-5": (0, 0, 0, 0, 1, 0, 0),
        "6-10": (1, 0, 0, 1, 0, 2, 1),
        "11-15": (0, 0, 2, 2, 0, 0, 0),
        None: (0, 0, 2, 2, 0, 0, 0),
    }
    bands = rows("SELECT DISTINCT age_band FROM prevalence_by_age_band ORDER BY 1")
    assert [row[0] for row in bands] == ["under 1", "1-5", "6-10", "11-15", "16-17", None]


@pytest.mark.usefixtures("seven")
def test_prevalence_by_nation_and_outcome(rows: Rows) -> None:
    assert figures(rows, "nation", "neglect") == {
        "England": (2, 1, 1, 4, 0, 2, 2),
        "Wales": (1, 0, 1, 2, 0, 1, 1),
        None: (1, 0, 0, 1, 0, 1, 1),
    }
    assert figures(rows, "outcome", "neglect") == {
        "death": (4, 0, 1, 5, 0, 4, 4),
        "serious_harm": (0, 1, 0, 1, 0, 0, 0),
        "not_stated": (0, 0, 1, 1, 0, 0, 0),
    }
    row = rows(
        "SELECT proportion, wilson_low, wilson_high FROM prevalence_by_nation "
        "WHERE nation = 'England' AND factor_id = 'neglect'"
    )[0]
    assert row == pytest.approx((0.5, *proportion_confint(2, 4, method="wilson")))


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.usefixtures("seven")
def test_the_groups_add_up_to_prevalence(rows: Rows, group: str) -> None:
    columns = (
        "n_present n_absent n_not_mentioned denominator n_left_out n_age_unknown n_mentions n_reports".split()
    )
    sums = ", ".join(f"SUM({column}) AS {column}" for column in columns)
    total = f"SELECT factor_id, {', '.join(columns)} FROM prevalence ORDER BY 1"
    assert rows(f"SELECT factor_id, {sums} FROM prevalence_by_{group} GROUP BY 1 ORDER BY 1") == rows(total)
    assert rows("SELECT SUM(denominator) FROM prevalence")[0][0] > 200


@pytest.mark.usefixtures("seven")
def test_factors_per_case(rows: Rows) -> None:
    """Case a is too young to be bullied: it counts for 31 of the 40 factors, and has one of them."""
    assert rows(
        "SELECT case_id, n_present, n_maltreatment, n_child, n_practice, n_absent, n_not_mentioned, n_factors "
        "FROM factors_per_case WHERE case_id IN ('a', 'c') ORDER BY 1"
    ) == [("a", 1, 1, 0, 0, 0, 30, 31), ("c", 1, 0, 1, 0, 1, 38, 40)]
    present = rows("SELECT (SELECT SUM(n_present) FROM factors_per_case), SUM(n_present) FROM prevalence")
    assert present == [(5, 5)]


@pytest.mark.usefixtures("seven")
def test_factor_count_distribution(rows: Rows) -> None:
    sql = (
        "SELECT n_present, n_cases, n_cases_or_more, denominator, proportion, proportion_or_more "
        "FROM factor_count_distribution WHERE factors_of = '{}' ORDER BY 1"
    )
    assert rows(sql.format("all")) == [(0, 2, 7, 7, 2 / 7, 1), (1, 5, 5, 7, 5 / 7, 5 / 7)]
    assert rows(sql.format("child")) == [(0, 6, 7, 7, 6 / 7, 1), (1, 1, 1, 7, 1 / 7, 1 / 7)]
    assert rows(sql.format("practice")) == [(0, 7, 7, 7, 1, 1)]
    bounds = rows(
        "SELECT wilson_low, wilson_high, wilson_low_or_more FROM factor_count_distribution "
        "WHERE factors_of = 'all' AND n_present = 0"
    )[0]
    assert bounds[:2] == pytest.approx(proportion_confint(2, 7, method="wilson"))
    assert bounds[2] == pytest.approx(proportion_confint(7, 7, method="wilson")[0])


def test_a_gap_in_the_numbers_of_factors_is_a_row(writer: Writer, run_id: str, rows: Rows) -> None:
    assert rows("SELECT COUNT(*) FROM factor_count_distribution") == [(0,)]
    writer.write_batch(run_id, [case("a"), case("b", ["neglect", "poverty", "thresholds"])], (), code_case)
    assert rows(
        "SELECT n_present, n_cases FROM factor_count_distribution WHERE factors_of = 'all' ORDER BY 1"
    ) == [
        (0, 1),
        (1, 0),
        (2, 0),
        (3, 1),
    ]


def cohort(period: str, factor: str, n: int, d: int) -> list[Processed]:
    return [case(f"{period}-{i}", [factor] if i < n else [], period=period) for i in range(d)]


def published(rows: Rows, period: str, factor: str, columns: str) -> Any:
    where = f"published_period = '{period}' AND factor_id = '{factor}'"
    return rows(f"SELECT {columns} FROM national_comparison WHERE {where}")[0]


def test_a_published_figure_with_its_base(writer: Writer, run_id: str, rows: Rows) -> None:
    """83 of 139 reviews of 2009-11 had neglect; 15 of 20 of ours."""
    writer.write_batch(run_id, cohort("2009-11", "neglect", 15, 20), (), code_case)
    row = published(
        rows,
        *("2009-11", "neglect"),
        "published_n, published_denominator, published_proportion, n_present, denominator, proportion, "
        "difference, difference_low, difference_high, comparable, caution",
    )
    assert row[:7] == pytest.approx((83, 139, 83 / 139, 15, 20, 0.75, 0.75 - 83 / 139))
    bounds = confint_proportions_2indep(15, 20, 83, 139, method="newcomb", compare="diff")
    assert row[7:9] == pytest.approx(bounds)
    assert row[9:] == (True, "base: SCRs with report; wider but stringent definition, coded with a protocol")


def test_a_published_percentage_without_its_base_is_held_to_be_exact(
    writer: Writer, run_id: str, rows: Rows
) -> None:
    writer.write_batch(run_id, cohort("2017-19", "domestic_abuse", 4, 10), (), code_case)
    columns = "published_denominator, difference, difference_low, difference_high, comparable, caution"
    row = published(rows, "2017-19", "domestic_abuse", columns)
    low, high = proportion_confint(4, 10, method="wilson")
    assert row[:4] == (None, *(pytest.approx(value) for value in (0.4 - 0.55, low - 0.55, high - 0.55)))
    assert row[4] is True
    assert row[5].startswith("fewer than 20 cases of this store count; the published base is not printed")


def test_a_percentage_of_a_known_base_is_counted(writer: Writer, run_id: str, rows: Rows) -> None:
    """35 % of 278 is 97 reviews."""
    writer.write_batch(run_id, cohort("2014-17", "poverty", 5, 25), (), code_case)
    row = published(
        rows, "2014-17", "poverty", "published_n, difference_low, difference_high, comparable, caution"
    )
    assert row[:3] == pytest.approx(
        (97, *confint_proportions_2indep(5, 25, 97, 278, method="newcomb", compare="diff"))
    )
    assert row[3:] == (
        True,
        "the published count is worked out from a rounded percentage; base: reviews with a final report",
    )


@pytest.mark.parametrize(
    ("period", "factor", "reasons"),
    [
        ("2017-19", "child_mental_health", ["the published base is another: CHILDREN AGED 11 AND OVER only"]),
        (
            "2020 (CSPR Panel)",
            "domestic_abuse",
            ["the published period, 2020 (CSPR Panel), is none of periods", "the published base is another"],
        ),
        (
            "2014-17",
            "bullying",
            [
                "the published base counts children, this store counts reviews",
                "words or a bound, not a number",
            ],
        ),
        ("2017-19", "poverty", ["the published figure is words or a bound, not a number"]),
        ("2009-11", "neglect", ["no case of the period counts in this store"]),
    ],
)
def test_why_a_published_figure_is_not_comparable(
    writer: Writer, run_id: str, rows: Rows, period: str, factor: str, reasons: list[str]
) -> None:
    cases = [*cohort("2014-17", "poverty", 5, 20), *cohort("2017-19", "poverty", 5, 20)]
    writer.write_batch(run_id, cases, (), code_case)
    comparable, caution = published(rows, period, factor, "comparable, caution")
    assert comparable is False
    places = [caution.index(reason) for reason in reasons]
    assert places == sorted(places)


def test_every_published_figure_of_a_factor_is_compared(rows: Rows) -> None:
    assert rows("SELECT COUNT(*), COUNT(caution), COUNT(*) FILTER (comparable) FROM national_comparison") == [
        (18, 18, 0)
    ]


@pytest.mark.usefixtures("seven")
def test_one_view_holds_every_grouping_and_each_grouping_all_cases(rows: Rows) -> None:
    found = rows(
        "SELECT grouped_by, SUM(n_present)::INT, SUM(denominator)::INT FROM prevalence_by_group "
        "WHERE factor_id = 'neglect' GROUP BY ALL ORDER BY ALL"
    )
    # Two of the seven have no period, and both are neglected.
    assert found == [
        ("age_band", 4, 7),
        ("all", 4, 7),
        ("nation", 4, 7),
        ("outcome", 4, 7),
        ("period", 2, 5),
    ]
