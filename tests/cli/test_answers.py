"""``scr prevalence`` and ``compare``: what is printed, for people and for programs, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from statsmodels.stats.proportion import proportion_confint

from pipeline.errors import QueryError, ScrError

from .conftest import Scr


def records(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


def flat(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


def test_prevalence_says_n_denominator_and_interval(scr: Scr) -> None:
    text = flat(scr("prevalence", "--factor", "neglect"))
    # 4 of 8; Wilson's interval of it is 0.2152 to 0.7848.
    assert "│ Neglect │ 4/8 │ 50% (22 to 78) │ 3 │ 1 │" in text


def test_prevalence_of_all_factors_as_csv(scr: Scr) -> None:
    rows = records(scr("prevalence", "--format", "csv"))
    assert len(rows) == 40
    assert "group" not in rows[0]
    neglect = next(row for row in rows if row["factor_id"] == "neglect")
    assert (neglect["n_present"], neglect["n_absent"], neglect["denominator"]) == ("4", "3", "8")
    low, high = proportion_confint(4, 8, method="wilson")
    assert (float(neglect["wilson_low"]), float(neglect["wilson_high"])) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("by", "column", "expected"),
    [
        ("period", "period_id", [("2011-14", "1", "4"), ("2014-17", "3", "3")]),
        ("age_band", "age_band", [("under 1", "3", "3"), ("6-10", "1", "4"), ("", "0", "1")]),
        ("nation", "nation", [("England", "4", "8")]),
        ("outcome", "outcome", [("death", "4", "8")]),
    ],
)
def test_prevalence_by_group(scr: Scr, by: str, column: str, expected: list[tuple[str, str, str]]) -> None:
    rows = records(scr("prevalence", "--by", by, "--factor", "neglect", "--format", "csv"))
    assert [(row[column], row["n_present"], row["denominator"]) for row in rows] == expected
    listed = json.loads(scr("prevalence", "--by", by, "--factor", "neglect", "--format", "json").stdout)
    assert [row["n_present"] for row in listed] == [int(n) for _, n, _ in expected]
    text = flat(scr("prevalence", "--by", by, "--factor", "neglect"))
    for group, n, denominator in expected:
        assert f"│ {group or 'not stated, or 18+'} │ {n}/{denominator} │" in text


def test_cases_without_a_period_are_told_of(scr: Scr) -> None:
    assert "1 of 8 cases have no known period and are left out." in flat(scr("prevalence", "--by", "period"))
    assert "no known period" not in flat(scr("prevalence"))


def test_a_group_all_too_young_has_no_per_cent(scr: Scr) -> None:
    text = flat(scr("prevalence", "--by", "age_band", "--factor", "bullying"))
    assert "│ under 1 │ 0/0 │ - │" in text


def test_prevalence_corrected(scr: Scr) -> None:
    text = flat(scr("prevalence", "--corrected", "--factor", "neglect", "--factor", "poverty"))
    # Sensitivity 18/20 and specificity 27/30: (0.5 + 0.9 - 1) / (0.9 + 0.9 - 1) = 0.5.
    assert "│ Neglect │ 4/8 │ 50% (22 to 78) │ 50% (" in text
    assert "│ 18/20 │ 27/30 │ │" in text
    assert "│ - │ - │ - │ accuracy not measured │" in text
    (row,) = records(scr("prevalence", "--corrected", "--factor", "neglect", "--format", "csv"))
    assert float(row["corrected"]) == pytest.approx(0.5)


def test_correction_is_not_by_group(scr: Scr) -> None:
    error = scr("prevalence", "--corrected", "--by", "nation").exception
    assert isinstance(error, QueryError)
    assert "leave out --by nation" in str(error)


def test_a_misspelt_factor_is_named(scr: Scr) -> None:
    for command in (("prevalence",), ("prevalence", "--corrected"), ("compare", "2011-14", "2014-17")):
        error = scr(*command, "--factor", "neglekt").exception
        assert isinstance(error, QueryError)
        assert "neglekt" in str(error)
        assert "neglect" in str(error)


def test_compare_shows_the_adjusted_p(scr: Scr) -> None:
    (row,) = json.loads(
        scr("compare", "2011-14", "2014-17", "--factor", "neglect", "--format", "json").stdout
    )
    # Of 7 cases 4 have neglect. Of the 35 choices of three cases 4 have it in all three, as seen, and 1 in none:
    # 5 are as unlikely as this or more. Beside the tests of factors that are in no case, with p 1, it goes to 1.
    assert row["p_exact"] == pytest.approx(5 / 35)
    assert row["p_adjusted"] == pytest.approx(1.0)
    text = flat(scr("compare", "2011-14", "2014-17", "--factor", "neglect"))
    assert "│ 0.143 │ 1.000 │ few │" in text
    assert "p adj." in text


def test_charts_are_written_beside_the_answer(scr: Scr, tmp_path: Path) -> None:
    commands: dict[str, tuple[str, ...]] = {
        "compare.svg": ("compare", "2011-14", "2014-17"),
        "all.svg": ("prevalence",),
        "by.png": ("prevalence", "--by", "period", "--factor", "neglect"),
        "corrected.svg": ("prevalence", "--corrected", "--factor", "neglect"),
    }
    for name, command in commands.items():
        result = scr(*command, "--chart", tmp_path / name)
        assert "neglect" in result.stdout.lower()
        assert (tmp_path / name).stat().st_size > 3_000
    assert "Neglect (1/4, 3/3)" in (tmp_path / "compare.svg").read_text(encoding="utf-8")


def test_a_chart_that_cannot_be_written_is_refused_first(scr: Scr, tmp_path: Path) -> None:
    for command in (("compare", "2011-14", "2014-17"), ("prevalence",)):
        result = scr(*command, "--chart", tmp_path / "chart.pdf")
        assert isinstance(result.exception, ScrError)
        assert result.stdout == ""


def test_csv_of_a_query_makes_formulas_harmless(scr: Scr) -> None:
    result = scr("query", "SELECT '=1+1' AS a, -1 AS b, NULL AS c, 'x' AS d", "--format", "csv")
    assert result.stdout == "a,b,c,d\n'=1+1,-1,,x\n"


def test_no_rows_still_have_their_headings(scr: Scr) -> None:
    result = scr("evidence", "c", "neglect", "--format", "csv")
    assert result.stdout.startswith("case_id,factor_id,name,")
    assert len(result.stdout.splitlines()) == 1
    assert json.loads(scr("evidence", "c", "neglect", "--format", "json").stdout) == []
