"""The statistics of the views against statsmodels, scipy and numpy, and against what they promise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb
import numpy as np
import pytest
import statsmodels.api as sm
from scipy.stats import false_discovery_control, norm
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from pipeline.records import Processed
from pipeline.store.reference import AccuracyRow
from pipeline.store.write import Writer

from .build import code_case, processed, store_of

Rows = Callable[[str], list[tuple[Any, ...]]]
CORRECTED = (
    "SELECT corrected_prevalence($1, $2, $3, $4, $5, $6), corrected_low($1, $2, $3, $4, $5, $6), "
    "corrected_high($1, $2, $3, $4, $5, $6)"
)


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(store_of(tmp_path_factory.mktemp("statistics") / "scr.duckdb", ()), read_only=True)


def one(con: duckdb.DuckDBPyConnection, sql: str, *values: float) -> Any:
    return con.execute(sql, list(values)).fetchall()[0]


def cohort(period: str, d: int, **present: int) -> list[Processed]:
    """``d`` cases of a period; each factor is present in the first so many."""
    return [
        processed(
            f"{period}-{i}",
            f"{period}-{i}",
            [factor for factor, n in present.items() if i < n],
            period=period,
            ages=(12,),
        )
        for i in range(d)
    ]


@pytest.mark.parametrize(("a", "b"), [((3, 10), (5, 12)), ((0, 9), (4, 11)), ((83, 139), (209, 278))])
def test_newcombe_is_that_of_statsmodels(
    con: duckdb.DuckDBPyConnection, a: tuple[int, int], b: tuple[int, int]
) -> None:
    bounds = one(con, "SELECT newcombe_low($1, $2, $3, $4), newcombe_high($1, $2, $3, $4)", *a, *b)
    assert bounds == pytest.approx(confint_proportions_2indep(*b, *a, method="newcomb", compare="diff"))
    assert one(con, "SELECT newcombe_low(0, 0, 1, 2), newcombe_high(1, 2, 0, 0)") == (None, None)


def test_a_corrected_prevalence_worked_by_hand(con: duckdb.DuckDBPyConnection) -> None:
    """30 of 100 found; sensitivity 18/20, specificity 36/40: (0.3 - 0.1) / (0.9 - 0.1) = 0.25.

    The interval, step by step from the paper: with pseudo-counts the rates are 31.9207/103.8415 = 0.307399,
    19/22 = 0.863636 and 5/42 = 0.119048, so the estimate is 0.188351/0.744589 = 0.252961; its variances
    0.00205027, 0.00535312 and 0.00249703; shift 7.682918 * (0.0013541 - 0.0018654) = -0.0039277; standard
    error sqrt(0.00205027 + 0.00034254 + 0.00139353) / 0.744589 = 0.0826389; bounds 0.249033 -+ 0.161969.
    """
    estimate, low, high = one(con, CORRECTED, 30, 100, 18, 20, 4, 40)
    assert estimate == pytest.approx(0.25, abs=1e-12)
    assert (low, high) == pytest.approx((0.087064, 0.411002), abs=2e-5)


@pytest.mark.parametrize(("n", "d"), [(0, 30), (3, 40), (20, 40), (150, 200), (40, 40)])
def test_a_perfect_coder_leaves_agresti_and_coulls_interval(
    con: duckdb.DuckDBPyConnection, n: int, d: int
) -> None:
    """With sensitivity and specificity known to be 1, what is left is the interval of one proportion."""
    estimate, low, high = one(con, CORRECTED, n, d, 10**9, 10**9, 0, 10**9)
    assert estimate == pytest.approx(n / d)
    assert (low, high) == pytest.approx(proportion_confint(n, d, method="agresti_coull"), abs=1e-6)


@pytest.mark.parametrize("truth", [0.1, 0.35, 0.8])
def test_the_corrected_interval_covers_the_truth(con: duckdb.DuckDBPyConnection, truth: float) -> None:
    """4,000 studies of 120 cases, with a coder measured on 30 and 50 gold cases: 95 in 100 hold the truth."""
    draw = np.random.default_rng(20_14)
    sensitivity, specificity, size = 0.8, 0.85, 4000
    found = draw.binomial(120, truth * sensitivity + (1 - truth) * (1 - specificity), size)
    of_present, of_other = draw.binomial(30, sensitivity, size), draw.binomial(50, 1 - specificity, size)
    rows = con.execute(
        "SELECT corrected_low(n, 120, t, 30, f, 50), corrected_high(n, 120, t, 30, f, 50) "
        "FROM (SELECT UNNEST($1::INTEGER[]) AS n, UNNEST($2::INTEGER[]) AS t, UNNEST($3::INTEGER[]) AS f)",
        [found.tolist(), of_present.tolist(), of_other.tolist()],
    ).fetchall()
    covered = np.mean([low <= truth <= high for low, high in rows if low is not None])
    assert sum(low is None for low, _ in rows) < 0.02 * size
    plain = np.mean([low <= truth <= high for low, high in (proportion_confint(n, 120) for n in found)])
    print(f"{covered:.3f} against {plain:.3f} of the interval of the raw figure")
    assert 0.94 < covered < 0.985
    assert plain < covered - 0.05


@pytest.mark.parametrize(
    "counts",
    [
        (3, 10, 0, 0, 1, 10),
        (3, 10, 5, 10, 0, 0),
        (0, 0, 9, 10, 1, 10),
        (3, 10, 3, 6, 2, 6),
        (3, 10, 1, 9, 8, 9),
    ],
)
def test_no_correction_where_the_coder_is_not_clearly_better_than_chance(
    con: duckdb.DuckDBPyConnection, counts: tuple[int, ...]
) -> None:
    assert one(con, CORRECTED, *counts) == (None, None, None)


@pytest.mark.parametrize("n", [4, 5, 7, 11, 30, 33])
def test_a_corrected_prevalence_lies_in_its_interval_and_between_0_and_1(
    con: duckdb.DuckDBPyConnection, n: int
) -> None:
    estimate, low, high = one(con, CORRECTED, n, 40, 15, 20, 10, 60)
    assert 0 <= low <= estimate <= high <= 1
    assert low < high


@pytest.mark.parametrize("n", [0, 40])
def test_no_correction_where_the_errors_cannot_be_those_measured(
    con: duckdb.DuckDBPyConnection, n: int
) -> None:
    """Of 40 cases without the factor the coder would find 7, of 40 with it 30: never none, and never all."""
    assert one(con, CORRECTED, n, 40, 15, 20, 10, 60) == (None, None, None)


def test_prevalence_corrected(writer: Writer, run_id: str, rows: Rows) -> None:
    writer.load_accuracy(
        [AccuracyRow("neglect", 20, 18, 40, 4, "gold, coder 1"), AccuracyRow("poverty", 3, 2, 4, 2, "same")]
    )
    writer.write_batch(run_id, cohort("2014-17", 10, neglect=3, poverty=3), (), code_case)
    sql = (
        "SELECT n_present, denominator, proportion, wilson_low, corrected, sensitivity, n_gold_present, "
        "specificity, n_gold_other, not_corrected, source FROM prevalence_corrected WHERE factor_id = '{}'"
    )
    neglect = rows(sql.format("neglect"))[0]
    assert neglect[:3] == (3, 10, 0.3)
    assert neglect[3:9] == pytest.approx((0.107791, 0.25, 0.9, 20, 0.9, 40), abs=1e-6)
    assert neglect[9:] == (None, "gold, coder 1")
    poverty = rows(sql.format("poverty"))[0]
    assert (poverty[4], poverty[9]) == (None, "coder not clearly better than chance")
    bullying = rows(sql.format("bullying"))[0]
    assert bullying[4:] == (None, None, None, None, None, "accuracy not measured", None)
    writer.load_accuracy(())
    assert rows("SELECT COUNT(corrected), COUNT(*) FROM prevalence_corrected") == [(0, 40)]


def test_adjusted_p_is_that_of_scipy(writer: Writer, run_id: str, rows: Rows) -> None:
    early = cohort("2011-14", 30, neglect=3, poverty=20, bullying=9, thresholds=9, domestic_abuse=15)
    late = cohort("2014-17", 25, neglect=20, poverty=3, bullying=8, thresholds=8, domestic_abuse=22)
    writer.write_batch(run_id, early + late, (), code_case)
    sql = "SELECT p_exact, p_adjusted FROM period_comparison WHERE period_a = '2011-14' AND period_b = '2014-17'"
    pairs = rows(sql)
    assert len(pairs) == 40
    assert [p[1] for p in pairs] == pytest.approx(false_discovery_control([p[0] for p in pairs]))
    assert min(p[1] for p in pairs) < 0.05 < max(p[1] for p in pairs)
    alone = rows(f"{sql} AND factor_id = 'domestic_abuse'")
    assert alone[0] in pairs  # a query for one factor adjusts for all the same
    assert alone[0][1] > 2 * alone[0][0]
    empty = "SELECT COUNT(p_adjusted), COUNT(*) FROM period_comparison WHERE period_b = '1998-01'"
    assert rows(empty) == [(0, 9 * 40)]


def test_adjusted_p_of_pairs_is_that_of_scipy(writer: Writer, run_id: str, rows: Rows) -> None:
    cases = cohort("2011-14", 30, neglect=12, poverty=14, bullying=9) + cohort("2014-17", 20, thresholds=18)
    writer.write_batch(run_id, cases, (), code_case)
    pairs = rows("SELECT p_exact, p_adjusted FROM cooccurrence WHERE p_exact IS NOT NULL")
    assert len(pairs) > 50
    assert [p[1] for p in pairs] == pytest.approx(false_discovery_control([p[0] for p in pairs]))
    assert rows("SELECT COUNT(*) FROM cooccurrence WHERE p_exact IS NULL AND p_adjusted IS NOT NULL") == [
        (0,)
    ]


COHORTS = {"2007-09": (4, 20), "2009-11": (9, 25), "2014-17": (18, 30), "2017-19": (13, 20)}


def trend(rows: Rows, columns: str, factor: str = "poverty", series: str = "serious_case_reviews") -> Any:
    return rows(f"SELECT {columns} FROM trend WHERE factor_id = '{factor}' AND series = '{series}'")[0]


def test_trend_is_that_of_numpy_and_statsmodels(writer: Writer, run_id: str, rows: Rows) -> None:
    """The statistic is the correlation of place and presence times the root of n; the slope least squares.

    The places of the four periods are 5, 6, 8 and 9: 2011-14, the seventh, has no case and keeps its place.
    """
    cases = [case for period, (n, d) in COHORTS.items() for case in cohort(period, d, poverty=n)]
    writer.write_batch(run_id, cases, (), code_case)
    place = np.repeat([5, 6, 8, 9], [20, 25, 30, 20])
    present = np.concatenate([np.arange(d) < n for n, d in COHORTS.values()]).astype(float)
    line = sm.OLS(present, sm.add_constant(place)).fit(cov_type="HC0")
    z = np.corrcoef(place, present)[0, 1] * np.sqrt(95)
    figures = trend(rows, "slope, slope_low, slope_high, z, p_value, n_present, denominator, n_periods")
    assert figures[0] == pytest.approx(line.params[1])
    assert figures[1:3] == pytest.approx(tuple(line.conf_int()[1]))
    assert figures[3:5] == pytest.approx((z, 2 * norm.sf(z)), rel=1e-6)
    assert figures[5:] == (44, 95, 4)
    assert trend(rows, "first_period, last_period, counts, few_cases, definition_changed") == (
        *("2007-09", "2017-19"),
        "2007-09 4/20, 2009-11 9/25, 2014-17 18/30, 2017-19 13/20",
        *(False, False),
    )
    assert trend(rows, "definition_changed", "neglect") == (True,)


def test_a_trend_over_two_periods_is_their_comparison(writer: Writer, run_id: str, rows: Rows) -> None:
    writer.write_batch(
        run_id, cohort("2011-14", 10, poverty=3) + cohort("2014-17", 12, poverty=9), (), code_case
    )
    compared = rows(
        "SELECT difference, p_value FROM period_comparison "
        "WHERE factor_id = 'poverty' AND period_a = '2011-14' AND period_b = '2014-17'"
    )[0]
    assert trend(rows, "slope, p_value") == pytest.approx(compared)
    assert trend(rows, "few_cases, n_periods") == (True, 2)


def test_the_two_series_have_a_trend_each(writer: Writer, run_id: str, rows: Rows) -> None:
    assert rows("SELECT * FROM trend") == []
    cases = (
        cohort("2014-17", 10, poverty=3)
        + cohort("2017-19", 10, poverty=6)
        + cohort("2019-onwards", 9, poverty=9)
    )
    writer.write_batch(run_id, cases, (), code_case)
    assert trend(rows, "denominator, last_period") == (20, "2017-19")
    later = trend(rows, "denominator, n_periods, slope, slope_low, z, p_adjusted", series="practice_reviews")
    assert later == (9, 1, None, None, None, None)
    assert trend(rows, "z IS NULL, p_adjusted IS NULL, slope", "bullying") == (True, True, 0)


def test_adjusted_p_of_trends_is_that_of_scipy(writer: Writer, run_id: str, rows: Rows) -> None:
    cases = [
        *cohort("2009-11", 20, poverty=2, neglect=9, bullying=8, thresholds=17),
        *cohort("2011-14", 20, poverty=9, neglect=11, bullying=9, thresholds=9),
        *cohort("2014-17", 20, poverty=16, neglect=12, bullying=7, thresholds=4),
    ]
    writer.write_batch(run_id, cases, (), code_case)
    found = rows("SELECT p_value, p_adjusted FROM trend WHERE p_value IS NOT NULL")
    assert len(found) == 4
    assert [p[1] for p in found] == pytest.approx(false_discovery_control([p[0] for p in found]))
