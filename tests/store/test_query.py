"""Answers: other people's SQL reads and does nothing else; ready-made answers name what there is."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipeline.errors import QueryError
from pipeline.store.query import CaseRow, Table, cases, compare, evidence, query, read_only

from .build import processed, store_of


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    documents = [
        *(processed(f"a{i}", f"a{i}", ["neglect"] if i < 2 else [], period="2011-14") for i in range(4)),
        *(processed(f"b{i}", f"b{i}", ["neglect", "-poverty"], period="2014-17") for i in range(3)),
    ]
    return store_of(tmp_path_factory.mktemp("query") / "scr.duckdb", documents)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT COUNT(*) FROM cases",
        "WITH n AS (SELECT COUNT(*) FROM cases) SELECT * FROM n;",
        "FROM cases SELECT COUNT(*)",
        "VALUES (7)",
        "SELECT COUNT(*) FROM cases -- only a comment; not a statement",
    ],
)
def test_reading_is_allowed(store: Path, sql: str) -> None:
    assert query(store, sql).rows == ((7,),)


@pytest.mark.parametrize(
    "sql",
    [
        "DESCRIBE cases",
        "SHOW TABLES",
        "SUMMARIZE cases",
        "EXPLAIN SELECT * FROM prevalence",
        "PIVOT cases ON outcome USING COUNT(*) GROUP BY period_id",
        "SELECT * FROM duckdb_columns()",
    ],
)
def test_looking_round_is_allowed(store: Path, sql: str) -> None:
    assert query(store, sql).rows


def test_a_table_has_columns_and_python_values(store: Path) -> None:
    table = query(
        store, "SELECT case_id, value, n_affirmed, NULL AS nothing FROM case_factors ORDER BY ALL LIMIT 1"
    )
    assert table == Table(("case_id", "value", "n_affirmed", "nothing"), (("a0", "present", 1, None),))


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO runs VALUES ('x', NULL, NULL, 'a', 'b', 'c')",
        "WITH x AS (INSERT INTO factors SELECT * FROM factors RETURNING *) SELECT * FROM x",
        "EXPLAIN ANALYZE DELETE FROM cases",
        "UPDATE cases SET board = 'x'",
        "DELETE FROM cases",
        "DROP VIEW prevalence",
        "CREATE TABLE t AS SELECT 1",
        "CREATE TEMP TABLE t AS SELECT 1",
        "COPY cases TO '/tmp/cases.csv'",
        "COPY (SELECT 1) TO '/tmp/one.csv'",
        "EXPORT DATABASE '/tmp/all'",
        "IMPORT DATABASE '/tmp/all'",
        "ATTACH '/tmp/other.duckdb'",
        "ATTACH ':memory:' AS other",
        "DETACH scr",
        "USE memory",
        "INSTALL httpfs",
        "LOAD httpfs",
        "PRAGMA database_list",
        "PRAGMA enable_profiling",
        "SET enable_external_access = true",
        "RESET lock_configuration",
        "CALL pragma_version()",
        "CHECKPOINT",
        "VACUUM",
        "BEGIN TRANSACTION",
        "PREPARE p AS SELECT 1",
        "EXECUTE p",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_parquet('https://example.org/x.parquet')",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM sniff_csv('/etc/passwd')",
        "SELECT * FROM enable_logging(storage := 'file', storage_path := '/tmp/logs')",
        "SELECT * FROM query('DELETE FROM cases')",
        "SELECT 1; SELECT 2",
        "SELECT 1; DROP TABLE cases",
        "PIVOT cases ON outcome USING COUNT(*); DROP TABLE cases",
        "",
        "-- nothing",
        ";",
        "SELEC 1",
        "SELECT nothing FROM cases",
        "SELECT * FROM hidden",
    ],
)
def test_all_else_is_refused_with_the_sql(store: Path, sql: str) -> None:
    hidden = [(1,)]  # noqa: F841 - a variable that DuckDB would read as a table
    before = store.read_bytes()
    with pytest.raises(QueryError) as refusal:
        query(store, sql)
    message = str(refusal.value)
    assert message.endswith(f"\n\n{sql}")
    assert len(message) > len(sql) + 10
    assert store.read_bytes() == before


def test_the_message_of_duckdb_is_quoted(store: Path) -> None:
    with pytest.raises(
        QueryError, match=r'(?s)Referenced column "nothing" not found.*SELECT nothing FROM cases$'
    ):
        query(store, "SELECT nothing FROM cases")
    with pytest.raises(QueryError, match="only reading is allowed, not INSERT"):
        query(store, "INSERT INTO factors SELECT * FROM factors")
    with pytest.raises(QueryError, match="one statement is wanted, not 2"):
        query(store, "SELECT 1; SELECT 2")


def test_a_read_only_connection_stays_so(store: Path) -> None:
    with read_only(store) as con:
        for sql in ("SET enable_external_access = true", "SET threads = 1"):
            with pytest.raises(duckdb.Error, match=r"locked|cannot be enabled"):
                con.execute(sql)
        with pytest.raises(duckdb.Error, match="read-only"):
            con.execute("DELETE FROM cases")


def test_compare_gives_every_factor_the_largest_difference_first(store: Path) -> None:
    rows = compare(store, "2011-14", "2014-17")
    assert len(rows) == 40
    assert [abs(row.difference or 0) for row in rows] == sorted(
        (abs(r.difference or 0) for r in rows), reverse=True
    )
    neglect = rows[0]
    assert (neglect.factor_id, neglect.period_a, neglect.period_b) == ("neglect", "2011-14", "2014-17")
    assert (neglect.n_a, neglect.denominator_a, neglect.n_b, neglect.denominator_b) == (2, 4, 3, 3)
    assert (neglect.difference, neglect.few_cases) == (0.5, True)


def test_compare_gives_some_factors(store: Path) -> None:
    rows = compare(store, "2011-14", "2014-17", ["poverty", "neglect"])
    assert {row.factor_id for row in rows} == {"poverty", "neglect"}
    assert compare(store, "2011-14", "2014-17", []) == ()


def test_compare_names_the_periods_and_factors_there_are(store: Path) -> None:
    with pytest.raises(
        QueryError, match=r"no period '2011-15' in this store; there is: 1998-01, .*2019-onwards$"
    ):
        compare(store, "2011-15", "2014-17")
    with pytest.raises(
        QueryError, match=r"no factor 'neglekt' in this store; there is: assessment_quality, "
    ):
        compare(store, "2011-14", "2014-17", ["neglekt"])
    with pytest.raises(QueryError, match="cannot be compared with itself"):
        compare(store, "2011-14", "2011-14")


def test_evidence_gives_the_mentions_of_a_case(store: Path) -> None:
    rows = evidence(store, "b1")
    assert [(row.factor_id, row.value, row.assertion) for row in rows] == [
        ("neglect", "present", "affirmed"),
        ("poverty", "absent", "negated"),
    ]
    assert (rows[0].file_name, rows[0].page, rows[0].heading, rows[0].quote) == (
        "b1.pdf",
        3,
        "Analysis",
        "quote",
    )
    assert [row.factor_id for row in evidence(store, "b1", "poverty")] == ["poverty"]
    assert evidence(store, "b1", "bullying") == ()


def test_evidence_names_the_cases_there_are(store: Path) -> None:
    with pytest.raises(
        QueryError, match=r"no case 'b9' in this store; there is: a0, a1, a2, a3, b0, b1, b2$"
    ):
        evidence(store, "b9")
    with pytest.raises(QueryError, match="no factor 'x'"):
        evidence(store, "b1", "x")


def test_cases_by_incident_date(store: Path) -> None:
    rows = cases(store)
    assert [row.case_id for row in rows] == ["a0", "a1", "a2", "a3", "b0", "b1", "b2"]
    assert isinstance(rows[0], CaseRow)
    assert (rows[0].n_present, rows[0].n_documents, rows[0].n_children, rows[0].outcome) == (1, 1, 1, "death")


def test_an_empty_store_lists_none(path: Path) -> None:
    store_of(path, ())
    assert cases(path) == ()
    with pytest.raises(QueryError, match="there is: none"):
        evidence(path, "a")


def test_a_database_that_is_no_store_is_a_query_error(path: Path) -> None:
    with duckdb.connect(path) as con:
        con.execute("CREATE TABLE mine AS SELECT 1 AS x")
    with pytest.raises(QueryError, match="cases does not exist"):
        cases(path)
    with pytest.raises(QueryError, match="periods does not exist"):
        compare(path, "a", "b")
