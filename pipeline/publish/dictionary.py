"""The data dictionary: tables, views, columns, types and macros of a store, from its own comments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.publish.reader import About, ask


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``type`` is DuckDB's name of the type, or that of a list of values of the store."""

    name: str
    type: str
    meaning: str
    in_key: bool


@dataclass(frozen=True, slots=True)
class Relation:
    """A table or view (``kind``) with its columns in order."""

    name: str
    kind: str
    meaning: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Macro:
    """A function of the store: ``FROM name(...)`` where it gives rows, else for use in an expression."""

    name: str
    gives_rows: bool
    parameters: tuple[str, ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class ValueList:
    """A type whose values are listed, in their order."""

    name: str
    values: tuple[str, ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class Dictionary:
    """All that a store says about itself."""

    relations: tuple[Relation, ...]
    types: tuple[ValueList, ...]
    macros: tuple[Macro, ...] = ()


def describe(path: Path) -> Dictionary:
    """Read the comments of a store. A thing without a comment has an empty meaning."""
    types = tuple(
        ValueList(str(name), tuple(labels), comment or "")  # type: ignore[arg-type]
        for name, labels, comment in ask(path, "types").rows
    )
    named = {_written_out(one.values): one.name for one in types}
    # A column may also hold a list of such values.
    named |= {f"{written}[]": f"{name}[]" for written, name in named.items()}
    columns: dict[str, list[Column]] = defaultdict(list)
    for relation, name, type_, comment, in_key in ask(path, "columns").rows:
        short = named.get(str(type_), str(type_))
        columns[str(relation)].append(Column(str(name), short, str(comment or ""), bool(in_key)))
    relations = tuple(
        Relation(str(name), str(kind), str(comment or ""), tuple(columns[str(name)]))
        for kind, name, comment in ask(path, "relations").rows
    )
    macros = tuple(
        Macro(str(name), bool(rows), tuple(parameters), str(comment or ""))  # type: ignore[arg-type]
        for name, rows, parameters, comment in ask(path, "macros").rows
    )
    return Dictionary(relations, types, macros)


def _written_out(values: tuple[str, ...]) -> str:
    """A list of values as DuckDB writes it where a column has it as its type."""
    quoted = (value.replace("'", "''") for value in values)
    return "ENUM(" + ", ".join(f"'{value}'" for value in quoted) + ")"


def markdown(dictionary: Dictionary, about: About) -> str:
    """The dictionary as Markdown, with a heading for each table, view and kind of macro."""
    parts = ["# Data dictionary", _made_by(about)]
    for kind, heading in (("table", "Tables"), ("view", "Views")):
        found = [one for one in dictionary.relations if one.kind == kind]
        if found:
            parts += [f"## {heading}", *(part for one in found for part in _relation(one))]
    if dictionary.types:
        parts += [
            "## Lists of values",
            _table(("type", "values, in order", "meaning"), _type_rows(dictionary)),
        ]
    for gives_rows, heading in ((True, "Macros that give rows"), (False, "Macros that give a value")):
        rows = [
            (f"`{one.name}({', '.join(one.parameters)})`", one.meaning)
            for one in dictionary.macros
            if one.gives_rows == gives_rows
        ]
        if rows:
            parts += [f"## {heading}", _table(("macro", "meaning"), rows)]
    return "\n\n".join(parts) + "\n"


def _made_by(about: About) -> str:
    held = f"{about.n_cases} cases, {about.n_documents} documents."
    made = [
        f"{one.n_documents} coded by program {one.code}, codebook {one.codebook}, models {one.model}"
        for one in about.versions
    ]
    return " ".join([held, *([f"Documents: {'; '.join(made)}."] if made else [])])


def _relation(relation: Relation) -> tuple[str, ...]:
    rows = [
        (f"`{one.name}`" + (" (key)" if one.in_key else ""), one.type, one.meaning)
        for one in relation.columns
    ]
    return f"### `{relation.name}`", relation.meaning, _table(("column", "type", "meaning"), rows)


def _type_rows(dictionary: Dictionary) -> list[tuple[str, ...]]:
    return [(f"`{one.name}`", ", ".join(one.values), one.meaning) for one in dictionary.types]


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def _cell(text: str) -> str:
    """A line break or a bar would end the cell."""
    return " ".join(text.split()).replace("|", "\\|")
