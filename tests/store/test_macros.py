"""The macros that an analyst types: what they answer, and that a misspelt factor is an error."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from statsmodels.stats.proportion import proportion_confint

from pipeline.errors import QueryError
from pipeline.store.publish import default_target, publish
from pipeline.store.query import query
from pipeline.store.sql import scripts

from .build import processed, store_of

Ask = Callable[[str], tuple[tuple[Any, ...], ...]]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Asks the published copy, read-only, as an analyst does."""
    documents = [
        processed("a", "a", ["neglect", "poverty", "?sexual_abuse"], period="2011-14"),
        processed("b", "b", ["neglect", "-poverty", "?sexual_abuse", "?sexual_abuse"], period="2011-14"),
        processed("c", "c", ["neglect", "bullying"], period="2014-17"),
        processed("d", "d", ["poverty", "bullying", "sexual_abuse", "?sexual_abuse"], period=None),
        processed("e", "e", ["neglect", "poverty", "bullying"], period="2014-17", ages=(2,)),
    ]
    path = store_of(tmp_path_factory.mktemp("macros") / "scr.duckdb", documents)
    publish(path, default_target(path))
    published: Path = default_target(path)
    return lambda sql: query(published, sql).rows


def test_rate_with_interval(ask: Ask) -> None:
    row = ask(
        "SELECT UNNEST(rate_with_interval(COUNT(*) FILTER (period_id = '2011-14'), COUNT(*))) FROM cases"
    )
    assert row[0] == pytest.approx((2, 5, 0.4, *proportion_confint(2, 5, method="wilson")))
    assert ask("SELECT UNNEST(rate_with_interval(0, 0))") == ((0, 0, None, None, None),)


@pytest.mark.parametrize(
    ("n", "d", "text"),
    [(12, 40, "12/40 (30%; 18 to 45)"), (0, 10, "0/10 (0%; 0 to 28)"), (0, 0, "0/0"), ("NULL", 3, None)],
)
def test_rate_text(ask: Ask, n: object, d: int, text: str | None) -> None:
    assert ask(f"SELECT rate_text({n}, {d})") == ((text,),)


def test_prevalence_of(ask: Ask) -> None:
    columns = "period_id, n_present, n_absent, n_not_mentioned, denominator"
    assert ask(f"SELECT {columns} FROM prevalence_of('poverty')") == (
        (None, 3, 1, 1, 5),
        ("2011-14", 1, 1, 0, 2),
        ("2014-17", 1, 0, 1, 2),
    )
    low_high = ask("SELECT wilson_low, wilson_high FROM prevalence_of('poverty') LIMIT 1")[0]
    assert low_high == pytest.approx(proportion_confint(3, 5, method="wilson"))
    assert ask(f"SELECT {columns} FROM prevalence_of('bullying')") == (
        (None, 2, 0, 2, 4),  # a child of two is too young to be bullied
        ("2011-14", 0, 0, 2, 2),
        ("2014-17", 1, 0, 0, 1),
    )


def test_prevalence_of_both(ask: Ask) -> None:
    columns = "period_id, n_both, n_a, n_b, denominator, proportion"
    assert ask(f"SELECT {columns} FROM prevalence_of_both('neglect', 'poverty')") == (
        (None, 2, 4, 3, 5, 0.4),
        ("2011-14", 1, 2, 1, 2, 0.5),
        ("2014-17", 1, 2, 1, 2, 0.5),
    )
    assert ask(f"SELECT {columns} FROM prevalence_of_both('neglect', 'bullying')")[0] == (
        None,
        1,
        3,
        2,
        4,
        0.25,
    )
    assert ask("SELECT n_both, n_a FROM prevalence_of_both('neglect', 'neglect')")[0] == (4, 4)


@pytest.mark.parametrize(
    ("call", "cases"),
    [
        ("cases_with('neglect')", "a b c e"),
        ("cases_with('neglect', factor_b := 'poverty')", "a e"),
        ("cases_with('neglect', 'poverty', 'bullying')", "e"),
        ("cases_with('neglect', factor_c := 'poverty')", "a e"),
        ("cases_with('neglect', 'neglect')", "a b c e"),
        ("cases_with('thresholds')", ""),
        ("cases_with_and_without('neglect', 'poverty')", "b c"),
        ("cases_with_and_without('poverty', 'neglect')", "d"),
        ("cases_suspected('sexual_abuse')", "b a"),
    ],
)
def test_cases(ask: Ask, call: str, cases: str) -> None:
    assert [row[0] for row in ask(f"SELECT case_id FROM {call}")] == cases.split()


def test_without_says_whether_denied_or_silent(ask: Ask) -> None:
    assert ask("SELECT case_id, value_without FROM cases_with_and_without('neglect', 'poverty')") == (
        ("b", "absent"),
        ("c", "not_mentioned"),
    )
    assert ask("SELECT case_id, n_uncertain FROM cases_suspected('sexual_abuse')") == (("b", 2), ("a", 1))


def test_quotes_of(ask: Ask) -> None:
    assert ask("SELECT case_id, quote, page, file_name FROM quotes_of('poverty')") == tuple(
        (case, "quote", 3, f"{case}.pdf") for case in "ade"
    )


@pytest.mark.parametrize(
    "call",
    [
        "prevalence_of('neglekt')",
        "prevalence_of_both('neglect', 'neglekt')",
        "prevalence_of_both('neglekt', 'neglect')",
        "cases_with('neglekt')",
        "cases_with('neglect', 'neglekt')",
        "cases_with('neglect', 'poverty', 'neglekt')",
        "cases_with_and_without('neglekt', 'neglect')",
        "cases_with_and_without('neglect', 'neglekt')",
        "cases_suspected('neglekt')",
        "quotes_of('neglekt')",
    ],
)
def test_a_misspelt_factor_is_an_error_and_no_empty_answer(ask: Ask, call: str) -> None:
    with pytest.raises(
        QueryError, match="there is no factor neglekt in this store: SELECT factor_id FROM factors"
    ):
        ask(f"FROM {call}")


def test_every_table_macro_is_asked_here() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert all(f"{script.name}(" in text for script in scripts("table_macros"))
