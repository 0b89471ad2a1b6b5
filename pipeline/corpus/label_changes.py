"""What became of factors that the codebook no longer has, and old labels brought up to date by it.

``configs/label_changes.toml`` says it, a table ``[[change]]`` for each factor that was renamed, merged into
another, split, or dropped. A retired id never comes back: a narrower factor gets a new one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from pipeline.codebook import Identifier, read_toml
from pipeline.errors import CodebookError
from pipeline.records import ASSERTIONS

FILE = "label_changes.toml"
How = Literal["renamed", "merged", "split", "dropped"]
# How many factors stand in the place of the old one.
_BECOMES: Mapping[How, tuple[int, float]] = {
    "renamed": (1, 1),
    "merged": (1, 1),
    "split": (2, float("inf")),
    "dropped": (0, 0),
}


class Change(BaseModel):
    """A table ``[[change]]``: the old ``factor``, ``how`` it changed, and the factors that it ``became``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    factor: Identifier
    how: How
    became: tuple[Identifier, ...] = ()
    note: str = ""

    @model_validator(mode="after")
    def _counts(self) -> Self:
        least, most = _BECOMES[self.how]
        if not least <= len(set(self.became)) <= most or len(set(self.became)) < len(self.became):
            wanted = "two or more different factors" if most > 1 else "one factor" if most else "no factor"
            raise ValueError(f"a factor that was {self.how} became {wanted}, not {len(self.became)}")
        if self.factor in self.became:
            raise ValueError(f"{self.factor} cannot become itself: give what is left of it an id of its own")
        return self


@dataclass(frozen=True, slots=True)
class Fate:
    """What an old label is now: ``label`` of this factor, or to be coded ``again`` for these.

    Neither: the factor was dropped, and the label with it.
    """

    label: str | None = None
    again: tuple[str, ...] = ()


DROPPED = Fate()


@dataclass(frozen=True, slots=True)
class LabelChanges:
    """The changes by the id of the retired factor."""

    by_factor: Mapping[str, Change]

    def retired(self, factor_id: str) -> bool:
        """Whether the codebook had a factor of this id and has it no more."""
        return factor_id in self.by_factor

    def fate(self, factor_id: str) -> Fate:
        """What becomes of a label of this factor, through all changes; of one that stands, itself."""
        change = self.by_factor.get(factor_id)
        if change is None:
            return Fate(label=factor_id)
        if change.how == "dropped":
            return DROPPED
        if change.how != "split":
            return self.fate(change.became[0])
        parts = [self.fate(one) for one in change.became]
        names = [name for one in parts for name in (one.again or ((one.label,) if one.label else ()))]
        return Fate(again=tuple(dict.fromkeys(names)))


def load_label_changes(configs: Path, factor_ids: Collection[str]) -> LabelChanges:
    """Read ``label_changes.toml`` in the folder ``configs``; without such a file nothing has changed.

    ``factor_ids`` are the codebook's. Raises CodebookError naming the file and the change that is wrong: of
    a factor that the codebook still has, listed twice, or became something that is neither in the codebook
    nor changed further.
    """
    path = configs / FILE
    if not path.is_file():
        return LabelChanges({})
    tables = read_toml(path)
    if unknown := sorted(set(tables) - {"change"}):
        raise CodebookError(f"{path}: unknown key {unknown[0]!r}; a change is a table [[change]].")
    changes: dict[str, Change] = {}
    for number, table in enumerate(tables.get("change", []), start=1):
        change = _change(path, number, table)
        if change.factor in changes:
            raise CodebookError(f"{path}, change {number}: {change.factor} has changed already.")
        if change.factor in factor_ids:
            raise CodebookError(
                f"{path}, change {number}: the codebook still has {change.factor}; take its file away, or "
                "give the new meaning a new id."
            )
        changes[change.factor] = change
    _check_ends(path, changes, factor_ids)
    return LabelChanges(changes)


def _change(path: Path, number: int, table: object) -> Change:
    try:
        return Change.model_validate(table)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise CodebookError(f"{path}, change {number}: {where} {first['msg']}.") from error


def _check_ends(path: Path, changes: Mapping[str, Change], factor_ids: Collection[str]) -> None:
    for change in changes.values():
        for name in change.became:
            if name not in factor_ids and name not in changes:
                raise CodebookError(f"{path}: {change.factor} became {name}, which the codebook has not.")
    for first in changes:
        _check_circle(path, first, changes, ())


def _check_circle(path: Path, name: str, changes: Mapping[str, Change], before: tuple[str, ...]) -> None:
    if name in before:
        raise CodebookError(f"{path}: {' became '.join((*before, name))}: a circle.")
    for following in changes[name].became if name in changes else ():
        _check_circle(path, following, changes, (*before, name))


@dataclass(frozen=True, slots=True)
class Relabelled:
    """Labels brought up to date, and the factors for which their sentence is to be coded again."""

    text: str
    again: tuple[str, ...]


def relabel(labels: str, changes: LabelChanges) -> Relabelled:
    """Labels as the corpus writes them (``neglect affirmed child; recommendation 3``), brought up to date.

    Of two labels that are one factor now, the stronger is kept. What is no label of a retired factor stays
    as it is written, right or wrong: the corpus check looks at that.
    """
    kept: list[str] = []
    at: dict[str, int] = {}
    again: list[str] = []
    merged: set[str] = set()
    for part in (part.strip() for part in labels.split(";")):
        name, _, rest = part.partition(" ")
        fate = changes.fate(name)
        again += fate.again
        if fate.label is None:
            continue
        written = f"{fate.label} {rest}".rstrip()
        if fate.label in at and (fate.label != name or fate.label in merged):
            kept[at[fate.label]] = min(kept[at[fate.label]], written, key=_strength)
            continue
        at.setdefault(fate.label, len(kept))
        kept.append(written)
        if fate.label != name:
            merged.add(fate.label)
    return Relabelled("; ".join(kept), tuple(dict.fromkeys(again)))


def _strength(label: str) -> int:
    """The place of its assertion, the strongest first; past the last where it has none."""
    words: Sequence[str] = label.split()
    return ASSERTIONS.index(words[1]) if len(words) > 1 and words[1] in ASSERTIONS else len(ASSERTIONS)
