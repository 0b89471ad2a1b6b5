"""The files of periods and published figures hold together, and with the codebook."""

from __future__ import annotations

import csv
import tomllib
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.periods import read_periods
from pipeline.store.reference import read_statistics

from .build import CONFIGS, FACTORS, PERIODS, STATISTICS


def test_periods_follow_each_other_without_gap_or_overlap() -> None:
    assert [period.period_id for period in PERIODS] == [
        *("1998-01", "2001-03", "2003-05", "2005-07", "2007-09"),
        *("2009-11", "2011-14", "2014-17", "2017-19", "2019-onwards"),
    ]
    for earlier, later in pairwise(PERIODS):
        assert earlier.end_date is not None
        assert later.start_date == earlier.end_date + timedelta(days=1)
    assert PERIODS[-1].end_date is None
    assert (PERIODS[-2].start_date, PERIODS[-2].end_date) == (date(2017, 4, 1), date(2019, 9, 30))


def test_every_published_figure_is_loaded_as_it_stands() -> None:
    with (CONFIGS / "national_statistics.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert len(STATISTICS) == len(lines) > 100
    for figure, line in zip(STATISTICS, lines, strict=True):
        assert figure.published_period == line["period"]
        assert figure.published_factor == line["factor"]
        assert ("" if figure.n is None else str(figure.n)) == line["n"]
        assert ("" if figure.denominator is None else str(figure.denominator)) == line["denominator"]
        assert ("" if figure.percent is None else f"{figure.percent:g}") == line["percent"]
        assert figure.verified == line["verified"]
        assert (figure.factor_id is None) != (figure.measure is None)


def test_the_map_names_factors_and_figures_that_there_are() -> None:
    mapping = tomllib.loads((CONFIGS / "national_statistics_map.toml").read_text(encoding="utf-8"))
    assert set(mapping["factors"].values()) <= {factor.factor_id for factor in FACTORS}
    assert set(mapping["factors"]) <= {figure.published_factor for figure in STATISTICS}
    other = {(entry["period"], entry["factor"]) for entry in mapping["other_base"]}
    assert other == {(f.published_period, f.published_factor) for f in STATISTICS if f.same_base is False}


def test_a_period_that_is_none_of_ours_keeps_its_wording() -> None:
    odd = {figure.published_period: figure.period_id for figure in STATISTICS}
    assert odd["2005-09"] is None
    assert odd["2020 (CSPR Panel)"] is None
    assert odd["2009-10"] is None
    assert odd["2011-14"] == "2011-14"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[period]]\nid = 'x'\n", "key 'start' is missing"),
        ("[[period]", "not valid TOML"),
        ("", "key 'period' is missing"),
        (None, "cannot be read"),
    ],
)
def test_a_wrong_file_of_periods_is_a_settings_error(tmp_path: Path, text: str | None, message: str) -> None:
    path = tmp_path / "periods.toml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=message):
        read_periods(path)


def test_a_wrong_figure_is_named(tmp_path: Path) -> None:
    path, mapping = tmp_path / "figures.csv", tmp_path / "map.toml"
    mapping.write_text("", encoding="utf-8")
    header = "period,domain,factor,n,denominator,percent,denominator_rule,source,verified\n"
    path.write_text(header + "2011-14,volume,SCRs,293,,,,x,seen\n2011-14,volume,SCRs,many,,,,x,seen\n")
    with pytest.raises(SettingsError, match=r"figures.csv, figure 2: .*'many'"):
        read_statistics(path, mapping, PERIODS)
    path.write_text("period,factor\n2011-14,SCRs\n")
    with pytest.raises(SettingsError, match="'domain'"):
        read_statistics(path, mapping, PERIODS)
    path.unlink()
    with pytest.raises(SettingsError, match="cannot be read"):
        read_statistics(path, mapping, PERIODS)
