"""What one transaction of the writer does: documents in, cases made anew, misfits told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import duckdb
from duckdb import DuckDBPyConnection

from pipeline.errors import StoreError
from pipeline.records import CaseFactor, Mention, Processed, Rejected
from pipeline.store.overlay import overlay
from pipeline.store.rows import DOCUMENT_TABLES, case_factor_rows, document_rows, insert, record_columns
from pipeline.store.sql import query_text
from pipeline.store.transaction import transaction

CodeCase = Callable[[Sequence[Mention]], Sequence[CaseFactor]]

# What DuckDB raises for a value that a table does not take, against a disk or lock that fails.
MISFIT = (duckdb.DataError, duckdb.IntegrityError, duckdb.InvalidInputException)


class _TakeBackError(Exception):
    """Ends a trial: it makes the transaction roll back."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What one transaction writes; a document and a rejected file are in it once."""

    run_id: str
    processed: tuple[Processed, ...]
    rejected: tuple[Rejected, ...]

    @classmethod
    def of(cls, run_id: str, processed: Iterable[Processed], rejected: Iterable[Rejected]) -> Batch:
        """A batch without repeats: the last of each document and of each rejected file counts."""
        documents = {p.document_id: p for p in processed}
        files = {r.file_name: r for r in rejected}
        return cls(run_id, tuple(documents.values()), tuple(files.values()))

    def refuse(self, refused: dict[str, Rejected]) -> Batch:
        """The batch with some documents, by their ``document_id``, rejected instead."""
        return Batch.of(
            self.run_id,
            (p for p in self.processed if p.document_id not in refused),
            (*self.rejected, *refused.values()),
        )


def write(con: DuckDBPyConnection, batch: Batch, code_case: CodeCase) -> None:
    """Write a batch, inside a transaction of the caller's."""
    ids = [p.document_id for p in batch.processed]
    cases = {p.case.case_id for p in batch.processed} | _cases_of(con, ids)
    now = datetime.now(UTC).replace(tzinfo=None)
    for table in DOCUMENT_TABLES:
        _delete(con, table, "document_id", ids)
    for table, columns in document_rows(batch.processed, batch.run_id, now).items():
        insert(con, table, columns)
    _rebuild_cases(con, sorted(cases), ids, code_case)
    con.execute(query_text("delete_rejected"), [batch.run_id, [r.file_name for r in batch.rejected]])
    columns = record_columns(batch.rejected, Rejected)
    insert(con, "rejected_files", {**columns, "run_id": [batch.run_id] * len(batch.rejected)})


def unknown_names(con: DuckDBPyConnection, processed: Sequence[Processed]) -> dict[str, Rejected]:
    """Documents with a factor or period that the store does not have: there is no key to catch them."""
    factors = set(_column(con, "SELECT factor_id FROM factors"))
    periods = {None, *_column(con, "SELECT period_id FROM periods")}
    if processed and not factors:
        raise StoreError("the store has no codebook: call load_codebook before write_batch")
    refused = {}
    for p in processed:
        if unknown := {mention.factor_id for mention in p.mentions} - factors:
            names = ", ".join(sorted(unknown))
            detail = f"the codebook of the store lacks {names}: load the codebook that it was coded with"
            refused[p.document_id] = _refusal(p, "unknown_factor", detail)
        elif p.case.period_id not in periods:
            detail = f"the store has no period {p.case.period_id}: add it to periods.toml"
            refused[p.document_id] = _refusal(p, "unknown_period", detail)
    return refused


def misfits(con: DuckDBPyConnection, batch: Batch, code_case: CodeCase) -> dict[str, Rejected]:
    """Write each document alone and take it back: those that fail are why the batch did."""
    refused = {}
    for p in batch.processed:
        try:
            with transaction(con):
                write(con, replace(batch, processed=(p,), rejected=()), code_case)
                raise _TakeBackError
        except _TakeBackError:
            continue
        except MISFIT as error:
            refused[p.document_id] = _refusal(p, "not_storable", str(error).partition("\n")[0])
    return refused


def _rebuild_cases(
    con: DuckDBPyConnection, cases: list[str], document_ids: list[str], code_case: CodeCase
) -> None:
    """Make the records and factors of these cases from their documents; one without any goes.

    ``document_ids``: the documents that are new or were replaced.

    What annotators decided outranks what ``code_case`` says.
    """
    for table in ("cases", "children", "case_factors"):
        _delete(con, table, "case_id", cases)
    con.execute(query_text("rebuild_cases"), [cases])
    con.execute(query_text("rebuild_children"), [cases])
    mentions: defaultdict[str, list[Mention]] = defaultdict(list)
    for case_id, *values in con.execute(query_text("case_mentions"), [cases]).fetchall():
        mentions[case_id].append(Mention(*values))
    factors = _column(con, "SELECT factor_id FROM factors ORDER BY factor_id")
    remaining = con.execute(query_text("remaining_cases"), [cases]).fetchall()
    coded = {case_id: _all_factors(code_case(mentions[case_id]), factors) for (case_id,) in remaining}
    insert(con, "case_factors", case_factor_rows(coded))
    con.execute(query_text("keep_model_values"), [cases])
    overlay(con, document_ids, cases, back=False)


def _all_factors(coded: Sequence[CaseFactor], factors: Sequence[str]) -> list[CaseFactor]:
    """One row for every factor of the codebook; one that was passed over is not mentioned."""
    by_id = {factor.factor_id: factor for factor in coded}
    if len(by_id) < len(coded) or not by_id.keys() <= set(factors):
        raise StoreError("code_case gave a factor twice, or one that the codebook of the store lacks")
    return [by_id.get(name) or CaseFactor(name, "not_mentioned", 0.0, 0, 0, 0) for name in factors]


def _cases_of(con: DuckDBPyConnection, document_ids: list[str]) -> set[str]:
    return {str(row[0]) for row in con.execute(query_text("cases_of_documents"), [document_ids]).fetchall()}


def _delete(con: DuckDBPyConnection, table: str, key: str, values: list[str]) -> None:
    con.execute(f"DELETE FROM {table} WHERE {key} IN (SELECT UNNEST($1::VARCHAR[]))", [values])


def _column(con: DuckDBPyConnection, sql: str) -> list[str]:
    return [str(row[0]) for row in con.execute(sql).fetchall()]


def _refusal(processed: Processed, reason: str, detail: str) -> Rejected:
    return Rejected(processed.file_name, processed.sha256, "store", reason, detail)
