"""The store under load: 2,000 synthetic cases, and how long every view, stored query and macro takes on them."""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
from rich.console import Console
from rich.table import Table

from pipeline.store import query
from pipeline.store.connect import open_writer
from pipeline.store.publish import publish
from pipeline.store.sql import query_text, scripts
from tests.store.build import VERSIONS, code_case, prepared, processed

CASES = 2000
VIEW_SECONDS = 1.0
QUERY_SECONDS = 2.0
MACROS = (
    "prevalence_of('neglect')",
    "prevalence_of_both('domestic_abuse', 'parental_mental_health')",
    "cases_with('neglect', factor_b := 'poverty')",
    "cases_with_and_without('neglect', 'poverty')",
    "cases_suspected('sexual_abuse')",
    "quotes_of('neglect')",
)


def loaded_store(path: Path, cases: int) -> None:
    """A store of ``cases`` synthetic cases; ``load.sql`` says of what size."""
    with prepared(path) as writer:
        writer.finish_run(writer.start_run(VERSIONS))
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    with duckdb.connect(path) as con:
        con.execute(f"SET VARIABLE n_cases = {cases}")
        con.execute(statements)
        con.execute("CHECKPOINT")


def seconds(work: Callable[[], object]) -> float:
    """Wall time of the better of two: what else the machine does only ever adds."""
    times = []
    for _ in range(2):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def whole(con: duckdb.DuckDBPyConnection, relation: str) -> Callable[[], object]:
    """Work out every column of every row of a relation, without the time that Python takes to fetch them."""
    return lambda: con.execute(
        f"SELECT COUNT(*), BIT_XOR(HASH(v)) FROM (SELECT * FROM {relation}) AS v"
    ).fetchall()


def stored_queries(path: Path) -> dict[str, Callable[[], object]]:
    """What ``scr`` asks, with the opening of the store, as it is asked."""
    return {
        "cases": lambda: query.cases(path),
        "compare": lambda: query.compare(path, "2011-14", "2014-17"),
        "compare, one factor": lambda: query.compare(path, "2011-14", "2014-17", ["neglect"]),
        "evidence of a case": lambda: query.evidence(path, "case-7"),
        "evidence of a case and factor": lambda: query.evidence(path, "case-7", "neglect"),
    }


def writer_queries(con: duckdb.DuckDBPyConnection) -> dict[str, Callable[[], object]]:
    """What the writer asks about a batch of 20 cases."""
    some = [f"case-{i}" for i in range(20)]
    parameters: dict[str, list[object]] = {
        "case_mentions": [some],
        "remaining_cases": [some],
        "cases_of_documents": [[f"document-{i}" for i in range(20)]],
        "known_documents": [VERSIONS.code, VERSIONS.model, VERSIONS.codebook],
        "column_types": ["mentions"],
    }
    return {
        name: lambda name=name, values=values: con.execute(query_text(name), values).fetchall()  # type: ignore[misc]
        for name, values in parameters.items()
    }


def write_again(path: Path) -> Callable[[], object]:
    """Twenty documents written over those that are stored: delete, insert and both rebuilds."""
    batch = [processed(f"again-{i}", f"case-{i}", ["neglect"] * 50) for i in range(20)]

    def work() -> None:
        with open_writer(path) as writer:
            writer.write_batch(writer.start_run(VERSIONS), batch, (), code_case)

    return work


def main() -> None:
    """Print the seconds of each view, macro and query, and which are over the limit."""
    console = Console(width=100)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "scr.duckdb")
        built = time.perf_counter()
        loaded_store(path, CASES)
        console.print(f"{CASES} synthetic cases made in {time.perf_counter() - built:.0f} s")
        table = Table("what", "rows", "seconds", "limit", title="the store under load", title_justify="left")
        with duckdb.connect(path, read_only=True) as con:
            for name in ("documents", "case_factors", "mentions", "sentences"):
                table.add_row(name, _rows(con, name), "", "")
            relations = [script.name for script in scripts("views")]
            for relation in (*relations, *MACROS):
                _add(table, relation, _rows(con, relation), seconds(whole(con, relation)), VIEW_SECONDS)
            for name, work in writer_queries(con).items():
                _add(table, name, "", seconds(work), QUERY_SECONDS)
        for name, work in stored_queries(path).items():
            _add(table, name, "", seconds(work), QUERY_SECONDS)
        _add(table, "a batch of 20 documents written", "", seconds(write_again(path)), QUERY_SECONDS)
        table.add_row(
            "publish", "", f"{seconds(lambda: publish(path, path.with_name('copy.duckdb'))):.2f}", ""
        )
        console.print(table)
        console.print(f"store {path.stat().st_size / 2**20:.0f} MB")


def _rows(con: duckdb.DuckDBPyConnection, relation: str) -> str:
    return f"{con.execute(f'SELECT COUNT(*) FROM {relation}').fetchall()[0][0]:,}"


def _add(table: Table, name: str, rows: str, took: float, limit: float) -> None:
    verdict = f"{limit:.0f} s" if took <= limit else f"[bold]over {limit:.0f} s[/]"
    table.add_row(re.sub(r"\(.*", "(...)", name), rows, f"{took:.3f}", verdict)


if __name__ == "__main__":
    main()
