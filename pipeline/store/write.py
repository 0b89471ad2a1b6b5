"""The one writer of a store: a batch of results goes in whole, in one transaction, or not at all."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

import duckdb

from pipeline.errors import StoreError
from pipeline.periods import Period
from pipeline.records import Processed, Rejected, Versions
from pipeline.store.batch import MISFIT, Batch, CodeCase, misfits, unknown_names, write
from pipeline.store.opened import Opened
from pipeline.store.reference import AccuracyRow, FactorRow, StatisticRow
from pipeline.store.rows import insert, record_columns
from pipeline.store.sql import query_text
from pipeline.store.transaction import transaction


class Writer(Opened):
    """Writes to an open, migrated store; ``open_writer`` makes one. For one thread."""

    def start_run(self, versions: Versions) -> str:
        """Begin a run and return its ``run_id``."""
        now = datetime.now(UTC).replace(tzinfo=None)
        run_id = f"{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"
        with self._writing():
            self._con.execute(
                query_text("start_run"), [run_id, now, versions.code, versions.model, versions.codebook]
            )
        return run_id

    def finish_run(self, run_id: str) -> None:
        """Note that a run has come to its end. Raises StoreError for a run that was never begun."""
        self._require_run(run_id)
        now = datetime.now(UTC).replace(tzinfo=None)
        with self._writing():
            self._con.execute("UPDATE runs SET finished_at = $1 WHERE run_id = $2", [now, run_id])

    def known_documents(self, versions: Versions) -> set[str]:
        """The ``document_id`` of every document that was coded with just these versions."""
        parameters = [versions.code, versions.model, versions.codebook]
        rows = self._con.execute(query_text("known_documents"), parameters).fetchall()
        return {str(row[0]) for row in rows}

    def load_codebook(self, factors: Sequence[FactorRow]) -> None:
        """Make table ``factors`` be these. What was coded for a factor that is gone goes with it.

        A factor that is new has no ``case_factors`` row until a case is coded again: nobody has looked.
        """
        with self._writing():
            self._replace("factors", record_columns(factors, FactorRow))
            for table in ("mentions", "decided_mentions", "case_factors"):
                self._con.execute(
                    f"DELETE FROM {table} WHERE factor_id NOT IN (SELECT factor_id FROM factors)"
                )

    def load_reference(self, periods: Sequence[Period], national_statistics: Sequence[StatisticRow]) -> None:
        """Make tables ``periods`` and ``national_statistics`` be these."""
        with self._writing():
            self._replace("periods", record_columns(periods, Period))
            self._replace("national_statistics", record_columns(national_statistics, StatisticRow))

    def load_accuracy(self, accuracy: Sequence[AccuracyRow]) -> None:
        """Make table ``coder_accuracy`` be these; none empties it: no figure may rest on an old coder."""
        with self._writing():
            self._replace("coder_accuracy", record_columns(accuracy, AccuracyRow))

    def write_batch(
        self,
        run_id: str,
        processed: Sequence[Processed],
        rejected: Sequence[Rejected],
        code_case: CodeCase,
    ) -> tuple[Rejected, ...]:
        """Write a batch in one transaction, and code every case that it touches anew.

        A document that is stored already is replaced; its case is made from all its documents, with
        ``code_case`` given their mentions together, and goes when no document is left.
        A document that the tables do not take (an unknown factor or period, a value out of its
        vocabulary) is written as rejected instead, and returned; what was stored of it stays.
        Raises StoreError where nothing could be written; the store is then as it was.
        """
        self._require_run(run_id)
        batch = Batch.of(run_id, processed, rejected)
        refused = unknown_names(self._con, batch.processed)
        batch = batch.refuse(refused)
        with self._failing_whole():
            try:
                with transaction(self._con):
                    write(self._con, batch, code_case)
            except MISFIT:
                found = misfits(self._con, batch, code_case)
                if not found:
                    raise
                refused |= found
                with transaction(self._con):
                    write(self._con, batch.refuse(found), code_case)
        return tuple(refused.values())

    def _replace(self, table: str, columns: dict[str, list[object]]) -> None:
        self._con.execute(f"DELETE FROM {table}")
        insert(self._con, table, columns)

    def _require_run(self, run_id: str) -> None:
        if not self._con.execute("SELECT 1 FROM runs WHERE run_id = $1", [run_id]).fetchall():
            raise StoreError(f"the store {self.path} has no run {run_id}: call start_run first")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._failing_whole(), transaction(self._con):
            yield

    @contextmanager
    def _failing_whole(self) -> Iterator[None]:
        """What DuckDB raises, as a StoreError."""
        try:
            yield
        except duckdb.Error as error:
            what = str(error).partition("\n")[0]
            raise StoreError(
                f"the store {self.path} could not be written and is as it was before: {what}"
            ) from error
