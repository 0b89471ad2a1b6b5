"""``scr annotate serve`` and ``pull``: Label Studio on this machine, and what was coded there stored."""

from __future__ import annotations

import getpass
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from pipeline.annotate.studio.environment import DATA, StudioError
from pipeline.cli.console import err, escape, out
from pipeline.cli.printing import StoreOption, readable
from pipeline.codebook import load_codebook
from pipeline.settings import configs_folder

if TYPE_CHECKING:
    from pipeline.annotate.studio.accounts import Accounts
    from pipeline.annotate.studio.prepare import Prepared

_STORE = Path("scr.duckdb")
DataOption = Annotated[
    Path, typer.Option("--data", help="The folder of Label Studio's database and accounts.")
]


def serve(
    sources: Annotated[
        list[Path] | None,
        typer.Argument(metavar="STORE_OR_TASKS...", help="A store, or files of `scr annotate export`."),
    ] = None,
    annotator: Annotated[
        list[str] | None,
        typer.Option("--annotator", help="Who codes, as the store shall name them; once for each person."),
    ] = None,
    coders: Annotated[
        int | None, typer.Option("--coders", min=1, help="So many code each passage; else all annotators.")
    ] = None,
    n: Annotated[int, typer.Option("--n", min=1, help="From a store: up to so many open passages.")] = 50,
    factors_only: Annotated[
        bool, typer.Option("--factors-only", help="Suggest no entities, which lie over the factors' words.")
    ] = False,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Else a free one from 8080 on.")] = None,
    data: DataOption = DATA,
    label_studio: Annotated[
        Path | None, typer.Option("--label-studio", help="The program, if not that of `make label-studio`.")
    ] = None,
) -> None:
    """Code passages in the browser: Label Studio on this machine alone, until Ctrl-C.

    It is filled with the passages and the program's suggestions; started again, or while it runs, only what
    is new is added. `scr annotate pull` brings the judgements into the store.

    Example: `scr annotate serve tasks.json --annotator ann --annotator ben`
    """
    from pipeline.annotate.studio import accounts as kept
    from pipeline.annotate.studio import prepare, server
    from pipeline.annotate.studio.environment import find_executable

    codebook = load_codebook(configs_folder())
    files = [one for one in sources or () if one.suffix.lower() == ".json"]
    stores = [readable(one) for one in sources or () if one not in files]
    passages = prepare.read_passages(files, stores, codebook, n, factors_only=factors_only)
    data = data.absolute()
    running = server.find_running(data)
    if running is None:
        executable, free = find_executable(label_studio), server.choose_port(port)
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    accounts = kept.load_accounts(data)
    accounts.add(annotator or ([] if accounts.annotators else [kept.own_name(getpass.getuser())]))
    kept.save_accounts(data, accounts)
    if running is not None:
        ready = prepare.prepare(running.address, data, accounts, codebook, passages, coders)
        _print_ready(ready, accounts)
        out.print(f"It was running already (process {running.pid}) and goes on.")
        return
    # Told to end by another program, stop the server as Ctrl-C does; a shell's background job ignores both.
    for told in (signal.SIGINT, signal.SIGTERM):
        signal.signal(told, signal.default_int_handler)
    err.print("Label Studio is starting; the first time this takes a minute.")
    try:
        with server.started(executable, data, free, accounts.keeper_password) as (running, process):
            ready = prepare.prepare(running.address, data, accounts, codebook, passages, coders)
            _print_ready(ready, accounts)
            out.print("Ctrl-C stops it; what was coded is kept.")
            code = process.wait()
    except KeyboardInterrupt:
        out.print("Label Studio has stopped. Start it again with the same command.")
        return
    raise StudioError(f"Label Studio ended by itself (exit code {code}); see {data / server.LOG}.")


def _print_ready(ready: Prepared, accounts: Accounts) -> None:
    added = ready.added
    out.print(f"{added.new} passages added, {added.known} were there already; {ready.n_open} are open.")
    out.print(f"Open {escape(ready.page)} and choose Label All Tasks. Sign in as:", highlight=False)
    table = Table("annotator", "email", "password")
    for one in accounts.annotators:
        table.add_row(*map(escape, (one.name, one.email, one.password)))
    out.print(table)


def pull(data: DataOption = DATA, store: StoreOption = _STORE) -> None:
    """Store what annotators have submitted in the Label Studio of `scr annotate serve`, while it runs.

    What was stored before is known again. Every item is checked as by `scr annotate import`.

    Example: `scr annotate pull --store scr.duckdb`
    """
    from pipeline.annotate.studio.pull import fetch
    from pipeline.cli.annotate import import_

    if not store.exists():
        readable(store)
    pulled = fetch(data.absolute())
    if pulled.drafts:
        err.print(f"{pulled.drafts} answers were begun and not submitted: they are left where they are.")
    if not pulled.files:
        out.print("Label Studio has no passages yet: `scr annotate serve` loads them.")
        return
    names = [f"{number}={name}" for number, name in pulled.names.items()]
    import_(list(pulled.files), annotator=names, also_codebook=list(pulled.codebooks), store=store)
