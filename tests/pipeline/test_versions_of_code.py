"""A change in any module that decides a coding is a new version of the code."""

from __future__ import annotations

import ast
from pathlib import Path

import pipeline
from pipeline.run import _program_files

# What no figure rests on: shapes of rows, errors, settings (named in the version by themselves), checksums.
NO_CODING = {"records", "errors", "settings", "sealed", "corpus"}


def imported(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    return {name.split(".")[1] for name in modules if name.startswith("pipeline.")}


def test_every_module_that_a_stage_imports_is_in_the_version() -> None:
    files = set(_program_files())
    package = Path(pipeline.__file__).parent
    needed = set().union(*(imported(file) for file in files)) - NO_CODING
    missing = {
        name for name in needed if not {package / f"{name}.py", *(package / name).glob("*.py")} & files
    }
    assert missing == set()
