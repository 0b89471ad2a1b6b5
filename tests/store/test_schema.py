"""The schema is the contract of data-model.md, every part of it explained, and old stores come along."""

from __future__ import annotations

import typing
from pathlib import Path

import duckdb
import pytest

from pipeline import codebook, records
from pipeline.errors import StoreError
from pipeline.store.connect import open_writer
from pipeline.store.migrate import migrate
from pipeline.store.sql import scripts

CONTRACT = {
    "documents": "document_id case_id file_name sha256 document_type title author report_date "
    "publication_date methodology n_pages n_unread_pages n_words text_source run_id ingested_at",
    "siblings": "document_id sibling_no label relation age_years gender",
    "agencies": "document_id agency_no name kind page",
    "planned_actions": "document_id action_no action owner due due_date page",
    "cases": "case_id case_label board nation incident_date incident_date_precision period_id outcome "
    "child_protection_plan n_children n_recommendations plan_categories legal_status n_siblings",
    "children": "case_id child_no label age_years age_band gender ethnicity ethnicity_group outcome harm_category",
    "sections": "document_id section_no heading section_type level page_first page_last",
    "sentences": "document_id sentence_no section_no page char_start char_end text",
    "entities": "document_id entity_no sentence_no label text char_start char_end normalised",
    "mentions": "document_id sentence_no factor_id assertion subject temporality probability method",
    "case_factors": "case_id factor_id value probability n_affirmed n_negated n_uncertain decided_by",
    "recommendations": "document_id recommendation_no text addressee page",
    "chronology_events": "document_id event_no event_date agency text page",
    "factors": "factor_id name domain definition min_age_years",
    "periods": "period_id start_date end_date analysis",
    "national_statistics": "period_id factor_id measure n denominator percent denominator_rule source",
    "runs": "run_id started_at finished_at code_version model_version codebook_version",
    "rejected_files": "file_name sha256 stage reason detail run_id",
    "case_evidence": "document_id evidence_no field value page char_start char_end quote confidence",
    "coder_accuracy": "factor_id n_gold_present n_found_of_present n_gold_other n_found_of_other source",
    "prevalence": "factor_id name domain",
    "prevalence_by_period": "period_id",
    "prevalence_by_age_band": "age_band",
    "prevalence_by_nation": "nation",
    "prevalence_by_outcome": "outcome",
    "prevalence_corrected": "factor_id n_present denominator proportion wilson_low wilson_high corrected "
    "corrected_low corrected_high sensitivity specificity n_gold_present n_gold_other source",
    "period_comparison": "p_value p_exact p_adjusted few_cases series_break definition_changed",
    "cooccurrence": "factor_a factor_b n_both n_expected lift wilson_low wilson_high p_exact p_adjusted",
    "factors_per_case": "case_id n_present n_maltreatment n_child n_parent n_family n_practice",
    "factor_count_distribution": "n_present n_cases denominator proportion wilson_low wilson_high",
    "trend": "series factor_id n_present denominator slope slope_low slope_high z p_value p_adjusted",
    "national_comparison": "statistic_no factor_id period_id difference difference_low difference_high "
    "comparable caution",
    "case_fields": "case_id child_no field value confidence quote page",
}
VIEWS = {"evidence", "completeness", "review_queue", "open_rejections"}
PREVALENCE = (
    "factor_id name domain n_present n_absent n_not_mentioned denominator proportion wilson_low wilson_high "
    "min_age_years n_left_out n_age_unknown n_mentions n_reports"
)
VOCABULARIES = {
    "assertion": records.Assertion,
    "subject": records.Subject,
    "temporality": records.Temporality,
    "factor_domain": codebook.Domain,
    "factor_value": records.Value,
    "method": records.Method,
    "decider": records.Decider,
    "text_source": records.TextSource,
    "block_kind": records.BlockKind,
    "outcome": records.Outcome,
    "plan_status": records.PlanStatus,
    "date_precision": records.DatePrecision,
    "gender": records.Gender,
    "ethnicity_group": records.EthnicityGroup,
    "confidence": records.Confidence,
    "stage": records.Stage,
    "plan_category": records.PlanCategory,
    "legal_status": records.LegalStatus,
    "sibling_relation": records.SiblingRelation,
    "agency_kind": records.AgencyKind,
}


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    path = tmp_path_factory.mktemp("schema") / "scr.duckdb"
    open_writer(path).close()
    return duckdb.connect(path, read_only=True)


def columns_of(con: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    sql = "SELECT column_name FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index"
    return [row[0] for row in con.execute(sql, [table]).fetchall()]


@pytest.mark.parametrize("table", CONTRACT)
def test_every_column_of_the_contract_exists(con: duckdb.DuckDBPyConnection, table: str) -> None:
    assert set(CONTRACT[table].split()) <= set(columns_of(con, table))


@pytest.mark.parametrize("group", ["", "_by_period", "_by_age_band", "_by_nation", "_by_outcome"])
def test_the_views_of_prevalence_have_the_same_columns(con: duckdb.DuckDBPyConnection, group: str) -> None:
    assert columns_of(con, f"prevalence{group}")[-15:] == PREVALENCE.split()


def test_every_table_view_column_type_and_macro_is_explained(con: duckdb.DuckDBPyConnection) -> None:
    silent = con.execute("""
        SELECT 'table', table_name FROM duckdb_tables() WHERE COALESCE(comment, '') = ''
        UNION ALL
        SELECT 'view', view_name FROM duckdb_views() WHERE NOT internal AND COALESCE(comment, '') = ''
        UNION ALL
        SELECT 'column', table_name || '.' || column_name FROM duckdb_columns()
        WHERE NOT internal AND COALESCE(comment, '') = ''
        UNION ALL
        SELECT 'type', type_name FROM duckdb_types() WHERE NOT internal AND COALESCE(comment, '') = ''
        UNION ALL
        SELECT 'macro', function_name FROM duckdb_functions()
        WHERE NOT internal AND COALESCE(comment, '') = ''
    """).fetchall()
    assert silent == []


def test_every_view_builds_and_answers(con: duckdb.DuckDBPyConnection) -> None:
    views = {
        row[0] for row in con.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
    }
    assert views >= VIEWS
    assert views == {script.name for script in scripts("views")}
    for view in views:
        con.execute(f"SELECT * FROM {view}").fetchall()


def test_migrations_are_numbered_from_one_without_gaps() -> None:
    for folder in ("migrations", "macros", "views", "table_macros"):
        numbers = [script.number for script in scripts(folder)]
        assert numbers == list(range(1, len(numbers) + 1)), folder


@pytest.mark.parametrize("name", VOCABULARIES)
def test_a_vocabulary_is_that_of_the_records(con: duckdb.DuckDBPyConnection, name: str) -> None:
    labels = con.execute(f"SELECT UNNEST(ENUM_RANGE(NULL::{name}))").fetchall()
    assert {row[0] for row in labels} == set(typing.get_args(VOCABULARIES[name]))


def test_no_key_is_foreign(con: duckdb.DuckDBPyConnection) -> None:
    kinds = con.execute("SELECT DISTINCT constraint_type FROM duckdb_constraints()").fetchall()
    assert {row[0] for row in kinds} == {"PRIMARY KEY", "NOT NULL", "CHECK"}


@pytest.mark.parametrize("version", [script.number for script in scripts("migrations")])
def test_an_older_store_is_brought_up_to_date(tmp_path: Path, version: int) -> None:
    old, new = tmp_path / "old.duckdb", tmp_path / "new.duckdb"
    with duckdb.connect(old) as con:
        migrate(con, old, upto=version)
        con.execute("INSERT INTO periods VALUES ('p', DATE '2001-01-01', NULL, 'a', 's')")
    for path in (old, new):
        open_writer(path).close()
    with duckdb.connect(old, read_only=True) as a, duckdb.connect(new, read_only=True) as b:
        schema = "SELECT table_name, column_name, data_type, comment FROM duckdb_columns() WHERE NOT internal"
        assert sorted(a.execute(schema).fetchall()) == sorted(b.execute(schema).fetchall())
        assert a.execute("SELECT period_id FROM periods").fetchall() == [("p",)]
        versions = a.execute("SELECT version FROM schema_migrations ORDER BY version").fetchall()
        assert [row[0] for row in versions] == [script.number for script in scripts("migrations")]


def test_opening_again_writes_nothing(path: Path) -> None:
    open_writer(path).close()
    before = path.read_bytes()
    open_writer(path).close()
    assert path.read_bytes() == before


def test_a_changed_view_is_made_anew(path: Path) -> None:
    open_writer(path).close()
    with duckdb.connect(path) as con:
        con.execute("CREATE OR REPLACE VIEW prevalence AS SELECT 1 AS nothing")
        con.execute(
            "UPDATE schema_views SET sha256 = 'of before' WHERE file_name = 'views/04_prevalence.sql'"
        )
    with open_writer(path) as writer:
        assert "proportion" in columns_of(writer._con, "prevalence")


def test_a_store_of_a_newer_program_is_left_alone(path: Path) -> None:
    open_writer(path).close()
    with duckdb.connect(path) as con:
        con.execute("INSERT INTO schema_migrations VALUES (9999, 'of_the_future', TIMESTAMP '2040-01-01')")
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"newer version of scr-factors \(schema 9999.*upgrade"):
        open_writer(path)
    assert path.read_bytes() == before


def test_a_foreign_database_is_left_alone(path: Path) -> None:
    with duckdb.connect(path) as con:
        con.execute("CREATE TABLE mine AS SELECT 1 AS x")
    with pytest.raises(StoreError, match="no store of scr-factors"):
        open_writer(path)
    with duckdb.connect(path) as con:
        assert con.execute("SELECT table_name FROM duckdb_tables()").fetchall() == [("mine",)]


def test_a_failed_migration_leaves_the_store_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = [*scripts("migrations")]
    broken[-1] = type(broken[-1])(
        broken[-1].number, "broken", "x", "CREATE TABLE half (x INTEGER); SELECT nonsense"
    )
    with duckdb.connect(path) as con:
        migrate(con, path, upto=1)
    monkeypatch.setattr(
        "pipeline.store.migrate.scripts", lambda folder: tuple(broken) if folder == "migrations" else ()
    )
    with pytest.raises(StoreError, match="cannot be brought up to date"):
        open_writer(path)
    with duckdb.connect(path) as con:
        assert con.execute("SELECT MAX(version) FROM schema_migrations").fetchone() == (1,)
        assert (
            con.execute("SELECT 1 FROM duckdb_tables() WHERE table_name IN ('half', 'runs')").fetchall() == []
        )
