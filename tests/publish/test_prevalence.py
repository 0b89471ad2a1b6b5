"""Prevalences over all cases, by group and corrected, against counts made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from statsmodels.stats.proportion import proportion_confint

from pipeline.errors import QueryError, StoreError
from pipeline.publish.prevalence import Group, Prevalence, corrected, prevalence
from pipeline.publish.reader import about
from tests.store.build import FACTORS


def shares(rows: tuple[Prevalence, ...]) -> list[tuple[str | None, int, int]]:
    return [(row.group, row.n_present, row.denominator) for row in rows]


def test_all_cases(store: Path) -> None:
    (row,) = prevalence(store, factors=["neglect"])
    # Neglect in two of four, in three of three, and only suspected in the one without a period.
    assert (row.group, row.n_present, row.n_absent, row.n_not_mentioned, row.denominator) == (
        None,
        5,
        2,
        1,
        8,
    )
    low, high = proportion_confint(5, 8, method="wilson")
    assert (row.proportion, row.wilson_low, row.wilson_high) == pytest.approx((5 / 8, low, high))


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (Group.period, [("2011-14", 2, 4), ("2014-17", 3, 3)]),
        (Group.age_band, [("under 1", 1, 3), ("11-15", 1, 1), ("16-17", 3, 3), (None, 0, 1)]),
        (Group.nation, [("England", 5, 8)]),
        (Group.outcome, [("death", 5, 8)]),
    ],
)
def test_groups_in_their_order_and_none_without_a_case(
    store: Path, by: Group, expected: list[tuple[str | None, int, int]]
) -> None:
    rows = prevalence(store, by, ["neglect"])
    shown = shares(rows)
    if by is Group.age_band:
        # A band without a case is left out even where others have one.
        assert "1-5" not in {group for group, _, _ in shown}
    assert shown == expected


def test_a_factor_with_a_least_age_leaves_the_young_out(store: Path) -> None:
    rows = prevalence(store, Group.age_band, ["going_missing"])
    assert shares(rows) == [("under 1", 0, 0), ("11-15", 0, 1), ("16-17", 0, 3), (None, 0, 1)]
    assert (rows[0].proportion, rows[0].n_left_out) == (None, 3)


def test_domains_in_the_order_of_the_codebook_then_the_most_common(store: Path) -> None:
    rows = prevalence(store)
    assert len(rows) == len(FACTORS)
    domains = [row.domain for row in rows]
    assert list(dict.fromkeys(domains)) == ["maltreatment", "child", "parent", "family", "practice"]
    assert domains == sorted(domains, key=list(dict.fromkeys(domains)).index)
    family = [row.factor_id for row in rows if row.domain == "family"]
    assert family[0] == "domestic_abuse"


def test_corrected(store: Path) -> None:
    neglect, abuse = corrected(store, ["neglect", "domestic_abuse"])
    # Rogan and Gladen by hand: sensitivity 18/20, specificity 27/30.
    assert neglect.corrected == pytest.approx((5 / 8 + 0.9 - 1) / (0.9 + 0.9 - 1))
    assert (neglect.n_found_of_present, neglect.n_gold_present) == (18, 20)
    assert (abuse.corrected, abuse.not_corrected) == (None, "accuracy not measured")


def test_what_the_store_holds(store: Path) -> None:
    held = about(store)
    assert (held.n_cases, held.n_documents, held.n_without_period) == (8, 8, 1)
    assert held.period_cases == {"2011-14": 4, "2014-17": 3}


def test_errors_say_what_there_is(store: Path, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"no factor 'neglekt'.*neglect"):
        prevalence(store, factors=["neglekt"])
    with pytest.raises(StoreError, match=r"no store .*none\.duckdb"):
        prevalence(tmp_path / "none.duckdb")


def test_a_store_of_an_older_version_says_what_to_do(tmp_path: Path) -> None:
    import duckdb

    old = tmp_path / "old.duckdb"
    with duckdb.connect(str(old)) as con:
        con.execute("CREATE TABLE factors (factor_id VARCHAR)")
    with pytest.raises(StoreError, match="older version made it; run `scr run`"):
        prevalence(old)
