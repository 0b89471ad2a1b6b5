"""What annotators decided laid over what rules and models found: mentions first, then values of cases."""

from __future__ import annotations

from collections.abc import Sequence

from duckdb import DuckDBPyConnection

from pipeline.store.sql import query_text


def overlay(
    con: DuckDBPyConnection, document_ids: Sequence[str], case_ids: Sequence[str], *, back: bool
) -> None:
    """Bring decided mentions of these documents, and factors of these cases, up to date.

    Inside a transaction of the caller's. With ``back`` a value that is no longer decided goes back to the
    model's; where the model has just coded there is nothing to go back to.
    """
    documents, cases = sorted(set(document_ids)), sorted(set(case_ids))
    if not back and not con.execute(query_text("annotated"), [documents, cases]).fetchall():
        return
    con.execute(
        "DELETE FROM decided_mentions WHERE document_id IN (SELECT UNNEST($1::VARCHAR[]))", [documents]
    )
    con.execute(query_text("insert_decided_mentions"), [documents])
    con.execute(query_text("overlay_decisions"), [cases, back])
