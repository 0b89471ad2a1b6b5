"""Where the program's own files lie, and what a user may set.

Settings come from ``configs/settings.toml``, then a file named by ``SCR_SETTINGS``, then variables
``SCR_*`` (``SCR_LIMITS__MAX_PAGES=500``); the later wins.
"""

from __future__ import annotations

import os
import tomllib
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from pipeline.errors import SettingsError

DISTRIBUTION = "scr-factors"


class Limits(BaseModel):
    """What one file may cost before it is rejected."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    max_bytes: int = Field(gt=0, description="size of the file in bytes")
    max_pages: int = Field(gt=0, description="pages")
    max_seconds: float = Field(gt=0, description="seconds of work on one file")
    max_memory_mb: int = Field(gt=0, description="memory of a worker in megabytes")
    max_ocr_pixels: int = Field(gt=0, description="pixels of a page image given to the OCR")
    max_image_pixels: int = Field(gt=0, description="pixels of the pictures on a page that needs the OCR")


class Settings(BaseSettings):
    """Everything a user may set; see ``configs/settings.toml`` for what each does."""

    model_config = SettingsConfigDict(
        env_prefix="SCR_", env_nested_delimiter="__", extra="forbid", frozen=True
    )

    limits: Limits
    batch_size: int = Field(gt=0, description="documents in one transaction")
    ocr_scale: float = Field(gt=0, description="pixels a point when a page is rendered for OCR")
    min_page_characters: int = Field(ge=0, description="a page with fewer is read by OCR")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Variables before files; no .env file is read, so that a folder of reports cannot change a run."""
        files = [configs_folder() / "settings.toml"]
        if os.environ.get("SCR_SETTINGS"):
            files.append(Path(os.environ["SCR_SETTINGS"]))
        return (init_settings, env_settings, TomlConfigSettingsSource(settings_cls, toml_file=files))


def load_settings(**overrides: Any) -> Settings:  # noqa: ANN401 - values are checked by the model
    """The settings in force. SettingsError names the setting that is wrong."""
    named = os.environ.get("SCR_SETTINGS")
    if named and not Path(named).is_file():
        raise SettingsError(f"SCR_SETTINGS names {named}, which is not a file.")
    try:
        return Settings(**overrides)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"Setting {where}: {first['msg']} (given: {first['input']!r}).") from error
    except ValueError as error:
        raise SettingsError(f"The settings cannot be read: {error}") from error


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a settings file; SettingsError with the file's name where it does not parse."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{path}: the file cannot be read: {error.strerror}") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from error


@lru_cache(maxsize=1)
def _data_root() -> Path:
    """The folder that holds ``configs`` and ``models``: the checkout, or the installed share folder."""
    checkout = Path(__file__).resolve().parent.parent
    if (checkout / "configs" / "lexicon.toml").is_file():
        return checkout
    for file in metadata.files(DISTRIBUTION) or []:
        if file.name == "lexicon.toml":
            return Path(str(file.locate())).resolve().parent.parent
    raise SettingsError(
        "The folder configs/ with the codebook is not beside the program and not in its installation; "
        "install scr-factors again from its wheel."
    )


def configs_folder() -> Path:
    """Codebook, word lists, periods, settings: the program's own, or a copy named by ``SCR_CONFIGS``."""
    own = os.environ.get("SCR_CONFIGS")
    if own is None:
        return _data_root() / "configs"
    if not (Path(own) / "lexicon.toml").is_file():
        raise SettingsError(f"SCR_CONFIGS names {own}, which is no copy of the folder configs/.")
    return Path(own)


def models_folder() -> Path:
    """Trained weights and their measured accuracy: the program's own, or a folder named by ``SCR_MODELS``.

    The program's own folder need not exist: without it the rules alone code.
    """
    own = os.environ.get("SCR_MODELS")
    if own is None:
        return _data_root() / "models"
    if not Path(own).is_dir():
        raise SettingsError(f"SCR_MODELS names {own}, which is not a folder.")
    return Path(own)


def code_version() -> str:
    """The version of the installed program."""
    return metadata.version(DISTRIBUTION)
