"""Open a published store in harlequin, ask it, and print what its windows show.

Harlequin does not install beside this program (it holds click back), so that this runs in an environment of
its own::

    python -m venv /tmp/harlequin && /tmp/harlequin/bin/pip install harlequin
    /tmp/harlequin/bin/python tests/publish/harlequin_transcript.py scr.published.duckdb
"""

from __future__ import annotations

import asyncio
import sys
from importlib import metadata
from typing import Any

SQL = "SELECT name, n_present, denominator FROM prevalence ORDER BY factor_id"


async def transcript(store: str) -> list[str]:
    """Lines of what the catalogue and the results show."""
    from harlequin.app import Harlequin
    from harlequin_duckdb import DuckDbAdapter

    adapter = DuckDbAdapter([store], read_only=True, no_init=True)
    app: Any = Harlequin(adapter, record_history=False, no_download_tzdata=True)
    async with app.run_test(size=(140, 45)) as pilot:

        async def until(what: Any) -> Any:
            for _ in range(200):
                await pilot.pause(0.1)
                if found := what():
                    return found
            raise SystemExit("harlequin did not answer within 20 seconds")

        await until(lambda: app.connection is not None and app.editor is not None)
        app.editor.text = SQL
        await app.action_run_query()
        results = await until(app.results_viewer.get_visible_table)
        rows = [results.get_row_at(number) for number in range(results.row_count)]
        databases = app.connection.get_catalog().items
        relations = [
            one
            for database in databases
            for schema in database.fetch_children()
            for one in schema.fetch_children()
        ]
        versions = f"harlequin {metadata.version('harlequin')}, duckdb {metadata.version('duckdb')}"
        listed = sorted(one.label for one in relations)
        return [versions, f"catalogue: {', '.join(listed)}", SQL, *(str(row) for row in rows)]


if __name__ == "__main__":
    print("\n".join(asyncio.run(transcript(sys.argv[1]))))
