"""The figures of the views, against numbers worked by hand and against statsmodels and scipy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import duckdb
import pytest
from scipy.stats import fisher_exact, norm
from statsmodels.stats.contingency_tables import Table2x2
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint, proportions_ztest

from pipeline.records import Processed
from pipeline.store.write import Writer

from .build import FACTORS, VERSIONS, code_case, mention, processed, store_of

Rows = Callable[[str], list[tuple[Any, ...]]]
COUNTS = [(0, 1), (1, 1), (0, 7), (3, 7), (7, 7), (1, 20), (19, 20), (139, 278), (83, 139), (399, 400)]
TABLES = [
    ((3, 10), (5, 12)),
    ((0, 10), (0, 12)),
    ((0, 9), (4, 11)),
    ((10, 10), (0, 12)),
    ((83, 139), (209, 278)),
    ((12, 40), (12, 40)),
    ((1, 2), (2, 3)),
]


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(store_of(tmp_path_factory.mktemp("views") / "scr.duckdb", ()), read_only=True)


def one(con: duckdb.DuckDBPyConnection, sql: str, *values: float) -> Any:
    row = con.execute(sql, list(values)).fetchone()
    return None if row is None else row[0] if len(row) == 1 else row


def cohort(prefix: str, period: str | None, n: int, d: int, factor: str = "neglect") -> list[Processed]:
    """``d`` cases of a period; the factor is present in the first ``n``, not mentioned in the others."""
    return [
        processed(f"{prefix}-{i}", f"{prefix}-{i}", [factor] if i < n else [], period=period, ages=(12,))
        for i in range(d)
    ]


@pytest.mark.parametrize(("n", "d"), COUNTS)
def test_wilson_is_that_of_statsmodels(con: duckdb.DuckDBPyConnection, n: int, d: int) -> None:
    bounds = one(con, "SELECT wilson_low($1, $2), wilson_high($1, $2)", n, d)
    assert bounds == pytest.approx(proportion_confint(n, d, method="wilson"), abs=1e-12)
    assert 0 <= bounds[0] <= n / d <= bounds[1] <= 1


def test_wilson_of_no_cases_is_null(con: duckdb.DuckDBPyConnection) -> None:
    assert one(con, "SELECT wilson_low(0, 0), wilson_high(0, 0)") == (None, None)


@pytest.mark.parametrize(("a", "b"), TABLES)
def test_tests_of_two_proportions_are_those_of_scipy(
    con: duckdb.DuckDBPyConnection, a: tuple[int, int], b: tuple[int, int]
) -> None:
    exact = one(con, "SELECT fisher_p($1, $2, $3, $4)", *a, *b)
    assert exact == pytest.approx(fisher_exact([[a[0], a[1] - a[0]], [b[0], b[1] - b[0]]])[1], rel=1e-9)
    z = one(con, "SELECT two_proportions_z($1, $2, $3, $4)", *a, *b)
    if a[0] + b[0] in (0, a[1] + b[1]):
        assert z is None
        assert one(con, "SELECT two_sided_p(NULL)") is None
    else:
        assert z == pytest.approx(proportions_ztest([b[0], a[0]], [b[1], a[1]])[0], abs=1e-12)


@pytest.mark.parametrize("z", [0, 0.01, -0.5, 1, 1.96, -2.5, 4, 8, 20])
def test_p_of_a_normal_statistic_has_seven_digits(con: duckdb.DuckDBPyConnection, z: float) -> None:
    assert one(con, "SELECT two_sided_p($1)", z) == pytest.approx(2 * norm.sf(abs(z)), rel=1.3e-7)


def test_prevalence_of_a_store_worked_by_hand(writer: Writer, run_id: str, rows: Rows) -> None:
    """Five cases: neglect present in three (one by two reports), absent in one, not mentioned in one."""
    documents = [
        processed("1", "c1", ["neglect", "neglect", "*neglect"]),
        processed("1b", "c1", ["neglect"], document_type="executive_summary"),
        processed("2", "c2", ["neglect", "-neglect"], period="2011-14"),
        processed("3", "c3", ["neglect"], period=None),
        processed("4", "c4", ["-neglect"]),
        processed("5", "c5", ["?neglect"]),
    ]
    writer.write_batch(run_id, documents, (), code_case)
    sql = (
        "SELECT n_present, n_absent, n_not_mentioned, denominator, proportion, n_mentions, n_reports FROM {} "
        "WHERE factor_id = 'neglect'"
    )
    assert rows(sql.format("prevalence")) == [(3, 1, 1, 5, 0.6, 5, 4)]
    low, high = rows("SELECT wilson_low, wilson_high FROM prevalence WHERE factor_id = 'neglect'")[0]
    assert (round(low, 4), round(high, 4)) == (0.2307, 0.8824)  # by hand from Wilson's formula
    by_period = sql.format("prevalence_by_period") + " AND period_id = '{}'"
    assert rows(by_period.format("2014-17")) == [(1, 1, 1, 3, 1 / 3, 3, 2)]
    assert rows(by_period.format("2011-14")) == [(1, 0, 0, 1, 1.0, 1, 1)]
    assert rows(by_period.format("1998-01")) == [(0, 0, 0, 0, None, 0, 0)]


def test_every_view_of_prevalence_has_a_row_for_every_factor(writer: Writer, run_id: str, rows: Rows) -> None:
    assert rows("SELECT COUNT(*), SUM(denominator), COUNT(proportion) FROM prevalence") == [(40, 0, 0)]
    writer.write_batch(run_id, [processed("1")], (), code_case)
    assert rows("SELECT COUNT(*), SUM(denominator), COUNT(proportion) FROM prevalence") == [(40, 40, 40)]
    assert rows("SELECT COUNT(*), SUM(denominator) FROM prevalence_by_period") == [(400, 40)]
    assert rows("SELECT COUNT(*) FROM period_comparison") == [(90 * 40,)]


def test_the_age_rule(writer: Writer, run_id: str, rows: Rows) -> None:
    """Bullying leaves out children under 6: who counts, by the ages of the case's children."""
    ages: dict[str, tuple[float | None, ...]] = {
        "baby": (0.5,),
        "baby-and-unknown": (0.5, None),
        "siblings": (2, 6),
        "just-six": (6,),
        "not-quite-six": (5.9,),
        "unknown": (None,),
        "no-children": (),
    }
    documents = [processed(name, name, ["bullying", "neglect"], ages=years) for name, years in ages.items()]
    writer.write_batch(run_id, documents, (), code_case)
    counted = (
        "SELECT case_id FROM case_denominators WHERE factor_id = 'bullying' AND in_denominator ORDER BY 1"
    )
    assert [row[0] for row in rows(counted)] == ["just-six", "no-children", "siblings", "unknown"]
    figures = (
        "SELECT n_present, denominator, n_left_out, n_age_unknown, min_age_years, n_mentions FROM {} "
        "WHERE factor_id = '{}'"
    )
    assert rows(figures.format("prevalence", "bullying")) == [(4, 4, 3, 2, 6, 4)]
    assert rows(figures.format("prevalence", "neglect")) == [(7, 7, 0, 0, None, 7)]
    in_period = figures.format("prevalence_by_period", "bullying") + " AND period_id = '2014-17'"
    assert rows(in_period) == [(4, 4, 3, 2, 6, 4)]


def test_a_least_age_of_nought_leaves_nobody_out(writer: Writer, run_id: str, rows: Rows) -> None:
    writer.load_codebook([replace(factor, min_age_years=factor.min_age_years or 0) for factor in FACTORS])
    writer.write_batch(run_id, [processed("1", ages=(0,)), processed("2", "c2", ages=())], (), code_case)
    assert rows(
        "SELECT denominator, n_left_out, n_age_unknown FROM prevalence WHERE factor_id = 'neglect'"
    ) == [(2, 0, 0)]


@pytest.mark.parametrize(("a", "b"), TABLES[:4] + TABLES[-1:])
def test_comparison_is_that_of_statsmodels(
    writer: Writer, run_id: str, rows: Rows, a: tuple[int, int], b: tuple[int, int]
) -> None:
    writer.write_batch(run_id, cohort("a", "2011-14", *a) + cohort("b", "2014-17", *b), (), code_case)
    sql = (
        "SELECT n_a, denominator_a, n_b, denominator_b, difference, difference_low, difference_high, "
        "odds_ratio, odds_ratio_low, odds_ratio_high, p_value, p_exact FROM period_comparison "
        "WHERE factor_id = 'neglect' AND period_a = '2011-14' AND period_b = '2014-17'"
    )
    row = rows(sql)[0]
    assert row[:4] == (*a, *b)
    assert row[4] == pytest.approx(b[0] / b[1] - a[0] / a[1])
    assert row[5:7] == pytest.approx(confint_proportions_2indep(*b, *a, method="newcomb", compare="diff"))
    cells = [b[0], b[1] - b[0], a[0], a[1] - a[0]]
    table = Table2x2(
        [[c + 0.5 * (0 in cells) for c in cells[:2]], [c + 0.5 * (0 in cells) for c in cells[2:]]]
    )
    assert row[7] == pytest.approx(table.oddsratio)
    assert row[8:10] == pytest.approx(table.oddsratio_confint())
    if a[0] + b[0] == 0:
        assert row[10] is None
    else:
        assert row[10] == pytest.approx(proportions_ztest([b[0], a[0]], [b[1], a[1]])[1], rel=1e-6)
    assert row[11] == pytest.approx(fisher_exact([cells[2:], cells[:2]])[1])


def test_a_comparison_turned_round_has_the_other_sign(writer: Writer, run_id: str, rows: Rows) -> None:
    writer.write_batch(run_id, cohort("a", "2011-14", 3, 10) + cohort("b", "2014-17", 5, 12), (), code_case)
    sql = (
        "SELECT difference, difference_low, difference_high, odds_ratio, p_value FROM period_comparison "
        "WHERE factor_id = 'neglect' AND period_a = '{}' AND period_b = '{}'"
    )
    there, back = rows(sql.format("2011-14", "2014-17"))[0], rows(sql.format("2014-17", "2011-14"))[0]
    assert back == pytest.approx((-there[0], -there[2], -there[1], 1 / there[3], there[4]))


def test_a_comparison_with_an_empty_period_has_counts_and_no_figures(
    writer: Writer, run_id: str, rows: Rows
) -> None:
    writer.write_batch(run_id, cohort("a", "2011-14", 3, 10), (), code_case)
    assert rows(
        "SELECT n_a, denominator_a, n_b, denominator_b, difference, difference_low, odds_ratio, p_value, "
        "p_exact, few_cases FROM period_comparison WHERE factor_id = 'neglect' AND period_a = '2011-14' "
        "AND period_b = '2017-19'"
    ) == [(3, 10, 0, 0, None, None, None, None, None, True)]


@pytest.mark.parametrize(
    ("a", "b", "factor", "warnings"),
    [
        ("2011-14", "2014-17", "neglect", set()),
        ("2011-14", "2017-19", "neglect", {"few_cases"}),
        ("2007-09", "2009-11", "neglect", {"few_cases", "definition_changed"}),
        ("2009-11", "2003-05", "neglect", {"few_cases", "definition_changed"}),
        ("2007-09", "2009-11", "poverty", {"few_cases"}),
        ("2017-19", "2019-onwards", "poverty", {"few_cases", "series_break"}),
        ("2019-onwards", "1998-01", "neglect", {"few_cases", "series_break", "definition_changed"}),
    ],
)
def test_warnings_of_a_comparison(
    writer: Writer, run_id: str, rows: Rows, a: str, b: str, factor: str, warnings: set[str]
) -> None:
    documents = cohort("a", "2011-14", 3, 20) + cohort("b", "2014-17", 3, 20) + cohort("c", "2017-19", 3, 19)
    writer.write_batch(run_id, documents, (), code_case)
    names = ("few_cases", "series_break", "definition_changed")
    flags = rows(
        f"SELECT {', '.join(names)} FROM period_comparison "
        f"WHERE factor_id = '{factor}' AND period_a = '{a}' AND period_b = '{b}'"
    )[0]
    assert {name for name, flag in zip(names, flags, strict=True) if flag} == warnings


def test_evidence_has_all_that_defends_a_figure(writer: Writer, run_id: str, rows: Rows) -> None:
    writer.write_batch(run_id, [processed("1", "c1", ["neglect", "*poverty"])], (), code_case)
    assert rows(
        "SELECT case_id, board, period_id, name, value, assertion, quote, sentence, heading, section_type, "
        "page, file_name, char_start, char_end, codebook_version FROM evidence WHERE factor_id = 'neglect'"
    ) == [
        (
            "c1",
            "Northshire Safeguarding Children Board",
            "2014-17",
            "Neglect",
            "present",
            "affirmed",
            "quote",
            "Sentence 1.",
            "Analysis",
            "analysis",
            3,
            "1.pdf",
            100,
            105,
            "codebook-1",
        )
    ]
    assert rows("SELECT factor_id, value FROM evidence ORDER BY 1") == [
        ("neglect", "present"),
        ("poverty", "not_mentioned"),
    ]


def test_evidence_keeps_a_mention_whose_sentence_is_missing(writer: Writer, run_id: str, rows: Rows) -> None:
    writer.write_batch(run_id, [replace(processed("1", mentions=["neglect"]), sentences=())], (), code_case)
    assert rows("SELECT factor_id, sentence, file_name FROM evidence") == [("neglect", None, "1.pdf")]


def test_cooccurrence(writer: Writer, run_id: str, rows: Rows) -> None:
    documents = [
        processed("1", "c1", ["neglect", "bullying"]),
        processed("2", "c2", ["neglect", "-bullying"]),
        processed("3", "c3", ["bullying"]),
        processed("4", "c4", []),
        processed("5", "c5", ["neglect", "bullying"]),
        processed(
            "6", "c6", ["neglect", "bullying"], ages=(1,)
        ),  # too young to be bullied: in no pair with it
    ]
    writer.write_batch(run_id, documents, (), code_case)
    row = rows(
        "SELECT n_both, n_a, n_b, denominator, proportion, n_expected, lift, p_exact FROM cooccurrence "
        "WHERE factor_a = 'bullying' AND factor_b = 'neglect'"
    )[0]
    assert row[:7] == pytest.approx((2, 3, 3, 5, 0.4, 1.8, 2 / 1.8))
    assert row[7] == pytest.approx(fisher_exact([[2, 1], [1, 1]])[1])
    assert rows("SELECT COUNT(*) FROM cooccurrence") == [(40 * 39 // 2,)]


def test_completeness(writer: Writer, run_id: str, rows: Rows) -> None:
    fathers = replace(mention(1, "poverty"), subject="father")
    known = replace(processed("1", "c1"), mentions=(fathers,))
    documents = [
        known,
        processed("2", "c2", ["neglect"], period=None, ages=(None, 4)),
        processed("3", "c3", period="2011-14", ages=(), report_date=date(2013, 1, 1)),
    ]
    writer.write_batch(run_id, documents, (), code_case)
    missing = {
        (unit, item): (n, d)
        for unit, item, n, d in rows("SELECT unit, item, n_missing, denominator FROM completeness")
    }
    assert missing["child", "age"] == (1, 3)
    assert missing["child", "ethnicity"] == (3, 3)
    assert missing["child", "gender"] == (0, 3)
    assert missing["child", "outcome"] == (0, 3)
    assert missing["child", "harm category"] == (0, 3)
    assert missing["case", "children"] == (1, 3)
    assert missing["case", "label"] == (0, 3)
    assert missing["case", "board"] == (0, 3)
    assert missing["case", "nation"] == (0, 3)
    assert missing["case", "outcome"] == (0, 3)
    assert missing["case", "child protection plan"] == (0, 3)
    assert missing["case", "incident date"] == (1, 3)
    assert missing["document", "report date"] == (0, 3)
    assert missing["document", "publication date"] == (3, 3)
    assert missing["document", "title"] == (0, 3)
    assert missing["case", "period"] == (1, 3)
    assert missing["case", "incident date to the day"] == (3, 3)
    assert missing["case", "father or partner"] == (2, 3)
    assert missing["document", "coded with the newest versions"] == (0, 3)
    assert rows("SELECT proportion, wilson_low IS NULL FROM completeness WHERE item = 'age'") == [
        (1 / 3, False)
    ]


def test_completeness_counts_documents_of_older_versions(writer: Writer, run_id: str, rows: Rows) -> None:
    writer.write_batch(run_id, [processed("1")], (), code_case)
    newer = writer.start_run(replace(VERSIONS, codebook="codebook-2"))
    writer.write_batch(newer, [processed("2", "c2")], (), code_case)
    sql = "SELECT n_missing, denominator FROM completeness WHERE item = 'coded with the newest versions'"
    assert rows(sql) == [(1, 2)]


def test_review_queue(writer: Writer, run_id: str, rows: Rows) -> None:
    mentions = [
        *["neglect"],
        *["poverty", "poverty"],
        *["domestic_abuse", "domestic_abuse", "-domestic_abuse"],
        *["?sexual_abuse"],
        *["-physical_abuse", "?physical_abuse"],
        *["*thresholds"],
    ]

    def with_an_annotator(found: Any) -> Any:
        return [
            replace(f, decided_by="annotator") if f.factor_id == "bullying" else f for f in code_case(found)
        ]

    writer.write_batch(run_id, [processed("1", "c1", [*mentions, "bullying"])], (), with_an_annotator)
    assert rows("SELECT case_id, factor_id, reason, value FROM review_queue ORDER BY factor_id") == [
        ("c1", "domestic_abuse", "conflict", "present"),
        ("c1", "neglect", "single_mention", "present"),
        ("c1", "sexual_abuse", "only_uncertain", "not_mentioned"),
    ]


def test_a_value_that_the_coder_is_unsure_of_is_in_the_queue(writer: Writer, run_id: str, rows: Rows) -> None:
    def unsure(found: Any) -> Any:
        return [replace(f, probability=0.55 if f.factor_id == "neglect" else 0.9) for f in code_case(found)]

    writer.write_batch(
        run_id, [processed("1", "c1", ["neglect", "neglect", "poverty", "poverty"])], (), unsure
    )
    assert rows("SELECT factor_id, reason, probability FROM review_queue") == [("neglect", "unsure", 0.55)]


def test_a_case_without_a_period_is_in_prevalence_and_in_no_period(
    writer: Writer, run_id: str, rows: Rows
) -> None:
    writer.write_batch(run_id, [processed("1", period=None, mentions=["neglect"])], (), code_case)
    assert rows("SELECT n_present, denominator FROM prevalence WHERE factor_id = 'neglect'") == [(1, 1)]
    assert rows("SELECT SUM(denominator) FROM prevalence_by_period") == [(0,)]
    assert rows("SELECT SUM(denominator_a) + SUM(denominator_b) FROM period_comparison") == [(0,)]


def test_published_figures_meet_the_prevalence_by_period_and_factor(rows: Rows) -> None:
    joined = rows(
        "SELECT period_id, factor_id, percent FROM national_statistics JOIN prevalence_by_period "
        "USING (period_id, factor_id) WHERE same_base ORDER BY ALL"
    )
    assert ("2009-11", "neglect", 60.0) in joined
    assert ("2011-14", "parental_alcohol_misuse", 37.0) in joined
    assert all(period != "2017-19" or factor != "child_mental_health" for period, factor, _ in joined)
