"""The five groups of the census for an ethnicity as a report writes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import cast, get_args

from pipeline.case.wording import load_wording
from pipeline.errors import SettingsError
from pipeline.records import EthnicityGroup


def ethnicity_group(ethnicity: str | None) -> EthnicityGroup | None:
    """The group of the census of England and Wales (2011, 2021) for words like "White British".

    None where nothing is written, and for words that belong to no one group ("Turkish", "Muslim"): they are
    not guessed. The words of each group stand in ``configs/case.toml``, ``ethnicity.groups``. SettingsError
    where that table names another group.
    """
    if not ethnicity:
        return None
    groups = _groups()
    said = {group for group, words in groups.items() if words.search(ethnicity)}
    # "White and Black Caribbean" is mixed without the word, and "Black British" is not white.
    if "mixed" in said or len(said) > 1:
        return "mixed"
    return next(iter(said), None)


@lru_cache(maxsize=1)
def _groups() -> Mapping[EthnicityGroup, re.Pattern[str]]:
    table = load_wording().raw["ethnicity"]["groups"]
    if unknown := sorted(set(table) - set(get_args(EthnicityGroup))):
        raise SettingsError(
            f"case.toml, ethnicity.groups: there is no group {unknown[0]!r}; the groups are "
            f"{', '.join(get_args(EthnicityGroup))}."
        )
    return {
        cast(EthnicityGroup, group): re.compile(rf"\b(?:{'|'.join(words)})\b", re.I)
        for group, words in table.items()
    }
