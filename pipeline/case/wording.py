"""The words of ``configs/case.toml``, compiled once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.any_case import AnyCase
from pipeline.errors import SettingsError
from pipeline.patterns import Wordings
from pipeline.records import Subject
from pipeline.settings import configs_folder

Regexes = tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class HarmCategory:
    """A harm category, where it stands between others, and below which age (years) it can be."""

    name: str
    fatal: bool
    needs: bool
    of_child: bool
    age_below: float | None
    patterns: AnyCase


@dataclass(frozen=True, slots=True)
class CaseWording:
    """Everything of ``configs/case.toml``: the raw tables, compiled expressions, matchers for the lists."""

    raw: Mapping[str, Any]
    phrases: Wordings
    harm: tuple[HarmCategory, ...]

    def regexes(self, *keys: str) -> Regexes:
        """The compiled expressions of a list, by the keys that lead to it."""
        return _compiled(tuple(self.words(*keys)))

    def any_case(self, *keys: str) -> AnyCase:
        """The expressions of a list as one that does not mind the case."""
        return _in_any_case(tuple(self.words(*keys)))

    def words(self, *keys: str) -> Sequence[str]:
        """A list as it stands in the file."""
        value: Any = self.raw
        for key in keys:
            value = value[key]
        return [str(word) for word in value]

    def regexes_of_roles(self) -> dict[Subject, Regexes]:
        """The expressions that tell a person's role, in the order in which they are tried."""
        return {entry["role"]: _compiled(tuple(entry["words"])) for entry in self.raw["cast"]["roles"]}


@lru_cache(maxsize=256)
def _compiled(expressions: tuple[str, ...]) -> Regexes:
    return tuple(re.compile(expression) for expression in expressions)


@lru_cache(maxsize=16)
def _in_any_case(expressions: tuple[str, ...]) -> AnyCase:
    return AnyCase("|".join(expressions))


def matches(text: str, expressions: Iterable[re.Pattern[str]]) -> bool:
    """Whether any expression is found in the text."""
    return any(expression.search(text) for expression in expressions)


@lru_cache(maxsize=4)
def load_wording(folder: Path | None = None) -> CaseWording:
    """Read ``case.toml`` under ``folder``. SettingsError says what is wrong with it."""
    path = (folder or configs_folder()) / "case.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        lists, harm = _lists(raw)
        return CaseWording(raw, Wordings(lists, {}), tuple(harm))
    except (OSError, KeyError, ValueError, re.error) as error:
        raise SettingsError(f"{path}: {error}; compare it with the file of the distribution.") from error


def _lists(raw: Mapping[str, Any]) -> tuple[dict[str, Sequence[str]], list[HarmCategory]]:
    """The lists in the pattern language under names like "plan.never" and "harm.suicide"."""
    lists: dict[str, Sequence[str]] = {}
    for table in ("outcome", "plan", "incident"):
        lists |= {f"{table}.{name}": words for name, words in raw[table].items()}
    lists["gender.hidden"] = raw["gender"]["hidden"]
    signs = {name: words for name, words in raw["harm"].items() if name not in ("fatal", "nonfatal")}
    lists |= {f"harm.{name}": words for name, words in signs.items()}
    harm: list[HarmCategory] = []
    for kind in ("fatal", "nonfatal"):
        for entry in raw["harm"][kind]:
            name = str(entry["category"])
            lists[f"{kind}.{name}"] = entry["wordings"]
            lists |= {f"{key}.{name}": entry[key] for key in ("needs", "unless") if key in entry}
            harm.append(
                HarmCategory(
                    name,
                    kind == "fatal",
                    "needs" in entry,
                    bool(entry.get("of_child")),
                    entry.get("age_below"),
                    _beginning_words(entry.get("patterns", ())),
                )
            )
    return lists, harm


def _beginning_words(patterns: Sequence[str]) -> AnyCase:
    """One expression of several, each of which begins where a word does and is looked for nowhere else."""
    return AnyCase(rf"\b(?=\w)(?:{'|'.join(patterns) or '(?!)'})")
