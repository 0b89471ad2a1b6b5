"""Draws a learning curve: lines with their intervals as bands, told apart by colour and by dash."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import ScrError
from pipeline.publish.charts import check_target

# Okabe and Ito's palette, as in the other charts; the dashes and shapes tell in grey print.
_COLOURS = ("#0072B2", "#D55E00")
_DASHES = ([1, 0], [6, 4])
_SHAPES = ("circle", "diamond")
_FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
_WIDTH, _HEIGHT = 300, 260
_PNG_SCALE = 2.5


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """After ``n`` passages a value (0 to 1) with its interval, of a series in a panel."""

    panel: str
    series: str
    n: int
    value: float
    low: float
    high: float


def draw_curve(title: str, subtitle: Sequence[str], points: Sequence[CurvePoint], path: Path) -> None:
    """Write the chart to ``path``, an .svg or .png file. Raises ScrError where it cannot be written."""
    check_target(path)
    import vl_convert

    text = json.dumps(curve_specification(title, subtitle, points))
    svg = path.suffix.lower() == ".svg"
    try:
        path.write_bytes(
            vl_convert.vegalite_to_svg(text).encode()
            if svg
            else vl_convert.vegalite_to_png(text, scale=_PNG_SCALE)
        )
    except OSError as error:
        raise ScrError(f"The chart {path} cannot be written: {error.strerror}.") from error


def curve_specification(title: str, subtitle: Sequence[str], points: Sequence[CurvePoint]) -> dict[str, Any]:
    """The chart in Vega-Lite, its data within; a panel beside the other for each that the points name."""
    import altair as alt

    if not points:
        raise ScrError(f"There is nothing to draw in '{title}'.")
    series = list(dict.fromkeys(one.series for one in points))
    if len(series) > len(_COLOURS):
        raise ScrError(f"'{title}' has {len(series)} lines; it can tell {len(_COLOURS)} apart.")
    panels = [
        _panel(alt, name, series, [one for one in points if one.panel == name])
        for name in dict.fromkeys(one.panel for one in points)
    ]
    chart = (
        alt.hconcat(*panels, spacing=28)
        .properties(
            title=alt.TitleParams(title, subtitle=list(subtitle), anchor="start", fontSize=16, offset=12)
        )
        .configure(font=_FONT, background="white", padding=14)
        .configure_axis(
            labelFontSize=11,
            titleFontSize=11,
            titleFontWeight="normal",
            gridColor="#dddddd",
            labelColor="#222222",
        )
        .configure_view(stroke=None)
        .configure_title(subtitleColor="#444444", subtitleFontSize=11, subtitlePadding=5)
    )
    described: dict[str, Any] = chart.to_dict()
    described["description"] = f"{title}. {' '.join(subtitle)}"
    return described


def _panel(alt: Any, name: str, series: list[str], points: Sequence[CurvePoint]) -> Any:  # noqa: ANN401
    values = [
        {"series": one.series, "n": one.n, "value": one.value, "low": one.low, "high": one.high}
        for one in points
    ]
    legend = alt.Legend(title=None, orient="top", labelFontSize=12, symbolSize=90, symbolOpacity=1)
    colour = alt.Color("series:N", scale=alt.Scale(domain=series, range=list(_COLOURS)), legend=legend)
    dash = alt.StrokeDash("series:N", scale=alt.Scale(domain=series, range=list(_DASHES)), legend=legend)
    shape = alt.Shape("series:N", scale=alt.Scale(domain=series, range=list(_SHAPES)), legend=legend)
    base = alt.Chart(alt.InlineData(values=values)).encode(
        x=alt.X(
            "n:Q",
            title="passages coded",
            scale=alt.Scale(domainMin=0),
            axis=alt.Axis(tickMinStep=1, grid=False),
        )
    )
    y = alt.Y("value:Q", title="F1", scale=alt.Scale(zero=False), axis=alt.Axis(format=".2f", tickCount=6))
    bands = base.mark_area(opacity=0.22).encode(
        y=alt.Y("low:Q", title="F1"),
        y2="high:Q",
        color=colour,
    )
    lines = base.mark_line(strokeWidth=2).encode(y=y, color=colour, strokeDash=dash)
    dots = base.mark_point(filled=True, size=45, opacity=1).encode(y=y, color=colour, shape=shape)
    heading = alt.TitleParams(name, anchor="start", fontSize=12, offset=5)
    return alt.layer(bands, lines, dots).properties(width=_WIDTH, height=_HEIGHT, title=heading)
