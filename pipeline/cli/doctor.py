"""``scr doctor``: what is installed, which codebook and models, what is missing and how to mend it."""

from __future__ import annotations

import platform
import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module, metadata
from pathlib import Path

import typer
from rich.table import Table

from pipeline.cli.console import escape, out
from pipeline.errors import ScrError

_PACKAGES = (
    "duckdb",
    "prefect",
    "fastapi",
    "spacy",
    "pypdfium2",
    "pdfplumber",
    "rapidocr",
    "onnxruntime",
    "scikit-learn",
    "torch",
    "transformers",
    "altair",
    "vl-convert-python",
    "xlsxwriter",
)
Check = tuple[str, bool, str]


def doctor() -> None:
    """Check the installation and say what to do about anything that is wrong. Exit code 1 if something is.

    Example: `scr doctor`
    """
    table = Table("", "check", "found, or what to do", title="scr doctor", title_justify="left")
    wrong = 0
    for name, good, detail in checks():
        wrong += not good
        table.add_row("[green]ok[/]" if good else "[red]no[/]", name, escape(detail))
    out.print(table)
    if wrong:
        out.print(f"{wrong} of these need mending.")
        raise typer.Exit(1)


def checks() -> Iterator[Check]:
    """Every check as (name, whether it is good, what was found or what to do)."""
    yield "Python", True, platform.python_version()
    for package in _PACKAGES:
        yield from _guarded(package, lambda package=package: _package(package))  # type: ignore[misc]
    yield from _guarded("codebook", _codebook)
    yield from _guarded("settings", _settings)
    yield from _guarded("models", _models)
    yield from _guarded("store schema", _schema)
    yield from _guarded("OCR", _ocr)


def _guarded(name: str, check: Callable[[], str]) -> Iterator[Check]:
    try:
        yield name, True, check()
    except metadata.PackageNotFoundError:
        yield name, False, "not installed; run `pip install -c constraints.txt scr-factors` again"
    except ScrError as error:
        yield name, False, str(error)
    except Exception as error:  # noqa: BLE001 - a doctor names every illness
        yield name, False, f"{type(error).__name__}: {error}; install scr-factors again"


def _package(name: str) -> str:
    version = metadata.version(name)
    if name == "fastapi" and tuple(map(int, version.split(".")[:2])) >= (0, 151):
        raise ScrError(f"{version}: Prefect does not work with it; run `pip install 'fastapi<0.151'`")
    return version


def _codebook() -> str:
    from pipeline.codebook import load_codebook
    from pipeline.settings import configs_folder

    codebook = load_codebook(configs_folder())
    patterns = sum(len(pattern.match) for factor in codebook.factors for pattern in factor.patterns)
    size = f"{len(codebook.factors)} factors, {patterns} patterns"
    return f"{size}, version {codebook.version}, in {configs_folder()}"


def _settings() -> str:
    from pipeline.settings import load_settings

    limits = load_settings().limits
    return f"at most {limits.max_pages} pages, {limits.max_seconds:g} s and {limits.max_memory_mb} MB a file"


def _models() -> str:
    from pipeline.run import MODELS, model_folder
    from pipeline.sealed import verify
    from pipeline.settings import models_folder

    versions = [f"{name} {verify(model_folder(name))}" for name in MODELS]
    return f"{', '.join(versions)}, every file as it was sealed, in {models_folder()}"


def _schema() -> str:
    from pipeline.store.connect import open_writer

    with tempfile.TemporaryDirectory() as folder, open_writer(Path(folder) / "check.duckdb"):
        return "a new store can be made, with all its tables and views"


def _ocr() -> str:
    import_module("rapidocr")
    return "rapidocr with its own models, for scanned pages"
