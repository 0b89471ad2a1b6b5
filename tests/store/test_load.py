"""No view or stored answer grows out of hand: the bench's synthetic store, a quarter of its size."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipeline.store.sql import scripts
from tests.bench.load import MACROS, VIEW_SECONDS, loaded_store, seconds, stored_queries, whole


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("load") / "scr.duckdb"
    loaded_store(path, 500)
    return path


@pytest.mark.slow
def test_the_synthetic_store_is_of_the_size_it_says(store: Path) -> None:
    with duckdb.connect(store, read_only=True) as con:
        assert con.execute("SELECT COUNT(*), COUNT(period_id) < 500 FROM cases").fetchone() == (500, True)
        assert con.execute("SELECT COUNT(*) FROM case_factors").fetchone() == (500 * 40,)
        assert con.execute("SELECT COUNT(*) FROM sentences").fetchone() == (500 * 1000,)
        affirmed = "SELECT COUNT(*) FROM mentions WHERE assertion = 'affirmed'"
        present = "SELECT COUNT(*) * 25 FROM case_factors WHERE value = 'present'"
        assert con.execute(affirmed).fetchall() == con.execute(present).fetchall()
        assert (
            con.execute(
                "SELECT * FROM mentions ANTI JOIN sentences USING (document_id, sentence_no)"
            ).fetchall()
            == []
        )


@pytest.mark.slow
@pytest.mark.parametrize("relation", [*(script.name for script in scripts("views")), *MACROS])
def test_views_and_macros_answer_within_a_second(store: Path, relation: str) -> None:
    with duckdb.connect(store, read_only=True) as con:
        assert seconds(whole(con, relation)) < VIEW_SECONDS


@pytest.mark.slow
def test_stored_answers_come_within_a_second(store: Path) -> None:
    for name, ask in stored_queries(store).items():
        assert seconds(ask) < VIEW_SECONDS, name
