"""The codebook: what each factor is, the words that point to it, and sentences that prove them.

A factor is one TOML file under ``configs/codebook/``; adding a factor is adding a file.
The word lists that patterns share (``@mother``) stand in ``configs/lexicon.toml``.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from pipeline.errors import CodebookError
from pipeline.records import ASSERTIONS, Assertion, Subject, Temporality, Value

Domain = Literal["maltreatment", "child", "parent", "family", "practice"]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$")]
Sentence = Annotated[str, StringConstraints(min_length=3)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Pattern(_Strict):
    """Wordings that point to the factor, in the pattern language of ``pipeline.patterns``.

    ``assertion``, ``subject`` and ``temporality`` are what the wording itself fixes; what it leaves
    open is decided by the qualifiers. ``subjects`` narrows the factor's own list, ``unless`` are
    wordings of the same sentence that make the match mean something else, ``needs`` are wordings of
    which the sentence must hold at least one.
    """

    name: str
    match: tuple[str, ...] = ()
    matcher: tuple[tuple[dict[str, object], ...], ...] = ()
    assertion: Assertion | None = None
    subject: Subject | None = None
    temporality: Temporality | None = None
    subjects: tuple[Subject, ...] | None = None
    unless: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _has_wording(self) -> Self:
        if not self.match and not self.matcher:
            raise ValueError("a pattern needs `match` or `matcher`")
        return self


class Example(_Strict):
    """A worked example. ``expect`` is ``none`` or ``assertion subject [historical]``."""

    text: Sentence
    expect: str
    section: str = "narrative"

    @model_validator(mode="after")
    def _expect_parses(self) -> Self:
        if self.expect != "none":
            words = self.expect.split()
            if not 1 < len(words) < 4 or words[0] not in ASSERTIONS:
                raise ValueError(f"expect is 'none' or 'assertion subject [historical]', not {self.expect!r}")
        return self


class Factor(_Strict):
    """One factor of the codebook.

    ``subjects`` are the people a mention may be about: a match about anyone else is dropped.
    ``default_subject`` is who it is about when the sentence does not say; without one such a match
    is dropped. ``temporality`` set to ``historical`` keeps only mentions of a parent's own childhood.
    """

    id: Identifier
    name: str
    domain: Domain
    definition: Sentence
    include: tuple[str, ...]
    exclude: tuple[str, ...] = ()
    min_age_years: int = Field(default=0, ge=0, le=17)
    subjects: tuple[Subject, ...]
    default_subject: Subject | None = None
    temporality: Literal["any", "current", "historical"] = "any"
    unless: tuple[str, ...] = ()
    patterns: tuple[Pattern, ...]
    examples: tuple[Example, ...]


class Codebook(_Strict):
    """All factors in the order of their files, the shared word lists, and a version of the whole."""

    factors: tuple[Factor, ...]
    lexicon: Mapping[str, tuple[str, ...]]
    version: str

    @property
    def factor_ids(self) -> tuple[str, ...]:
        """The ids of the factors, in their order."""
        return tuple(factor.id for factor in self.factors)

    def factor(self, factor_id: str) -> Factor:
        """The factor with this id; CodebookError names those that there are."""
        for factor in self.factors:
            if factor.id == factor_id:
                return factor
        known = ", ".join(factor.id for factor in self.factors)
        raise CodebookError(f"There is no factor {factor_id!r} in the codebook. Factors: {known}.")


def value_of(assertions: Collection[str]) -> Value:
    """The value of a factor whose mentions in a case have these assertions.

    ``present`` where one affirms it, ``absent`` where one negates it and none affirms, ``not_mentioned``
    otherwise: a suspicion on its own settles nothing, and a generic mention counts for nothing.
    """
    return "present" if "affirmed" in assertions else "absent" if "negated" in assertions else "not_mentioned"


def load_codebook(folder: Path) -> Codebook:
    """Read ``codebook/*/*.toml`` and ``lexicon.toml`` under ``folder`` (the ``configs`` folder).

    Raises CodebookError naming file and key for anything that is wrong. The version is the start of
    the SHA-256 over all the files that decide a coding.
    """
    files = sorted((folder / "codebook").rglob("*.toml"))
    if not files:
        raise CodebookError(f"No factor files (*.toml) in {folder / 'codebook'}; is the installation whole?")
    factors = tuple(_load_factor(file) for file in files)
    seen: dict[str, Path] = {}
    for factor, file in zip(factors, files, strict=True):
        if factor.id in seen:
            raise CodebookError(f"{file}: the factor id {factor.id!r} is taken by {seen[factor.id]}.")
        seen[factor.id] = file
    lexicon = {key: tuple(words) for key, words in read_toml(folder / "lexicon.toml").items()}
    deciding = [*files, folder / "lexicon.toml", *sorted((folder / "qualifiers").glob("*.toml"))]
    return Codebook(factors=factors, lexicon=lexicon, version=fingerprint(deciding))


def fingerprint(files: list[Path]) -> str:
    """The first 12 hex digits of a SHA-256 over the names and bytes of the files."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def read_toml(file: Path) -> dict[str, Any]:
    """The tables of a TOML file; CodebookError with line and file when it does not parse."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise CodebookError(f"{file}: {error}") from error


def _load_factor(file: Path) -> Factor:
    try:
        factor = Factor.model_validate(read_toml(file))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise CodebookError(f"{file}: {where}: {first['msg']}") from error
    if factor.id != file.stem:
        raise CodebookError(f"{file}: the id {factor.id!r} must be the name of the file.")
    return factor
