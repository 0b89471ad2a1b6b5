"""Draws proportions as dots with intervals, for print; series are told apart by colour and by shape."""

from __future__ import annotations

import json
import os
import textwrap
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import ScrError

# Okabe and Ito's palette, which people with any colour vision can tell apart; the shapes tell in grey print.
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7")
_SHAPES = ("circle", "diamond", "triangle-up", "square")
# The fonts that the renderer carries come first, so that the picture is the same on every machine.
_FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
_INK, _FAINT = "#222222", "#dddddd"
_STACKED_WIDTH, _GRID_WIDTH = 430, 190
# Height of a row in pixels: the first for one series, more for each further one.
_ROW, _FURTHER_SERIES = 19, 7
_PNG_SCALE = 2.5
# Pixels that a character takes on average: of a label or subtitle, and of the smaller source line.
_CHARACTER, _SMALL_CHARACTER = 5.4, 4.5


@dataclass(frozen=True, slots=True)
class Point:
    """A proportion (0 to 1) with its interval, in the row ``row`` of its panel. None: no case counts."""

    row: str
    series: str
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Panel:
    """The rows under one heading, from the top; ``note`` stands small under the heading."""

    title: str
    points: tuple[Point, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart: ``columns`` panels beside each other, 1 stacks them on one axis.

    ``series`` are the names that the legend explains, at most four; with one there is no legend.
    """

    title: str
    subtitle: str
    axis: str
    series: tuple[str, ...]
    panels: tuple[Panel, ...]
    source: str
    columns: int = 1


def check_target(path: Path) -> None:
    """Raise ScrError where a chart cannot be written to ``path``: before any work is done."""
    if path.suffix.lower() not in (".svg", ".png"):
        raise ScrError(f"A chart is an .svg or a .png file, not {path.name}: name it so.")
    if not path.absolute().parent.is_dir():
        raise ScrError(f"There is no folder {path.absolute().parent} for the chart: make it first.")


def draw(figure: Figure, path: Path) -> None:
    """Write the chart to ``path``, an .svg or .png file, in one step; an older file is replaced.

    Nothing is fetched: the renderer carries Vega and its fonts. Raises ScrError where it cannot be written.
    """
    check_target(path)
    import vl_convert

    text = json.dumps(specification(figure))
    if path.suffix.lower() == ".svg":
        content = vl_convert.vegalite_to_svg(text).encode()
    else:
        content = vl_convert.vegalite_to_png(text, scale=_PNG_SCALE)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        fresh.write_bytes(content)
        fresh.replace(path)
    except OSError as error:
        raise ScrError(f"The chart {path} cannot be written: {error.strerror}.") from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def specification(figure: Figure) -> dict[str, Any]:
    """The chart in Vega-Lite, its data within."""
    import altair as alt

    if not any(point.value is not None for panel in figure.panels for point in panel.points):
        raise ScrError(f"There is nothing to draw in '{figure.title}': no case counts for these factors.")
    panels = [_panel(figure, number) for number in range(len(figure.panels))]
    body: alt.VConcatChart | alt.ConcatChart
    if figure.columns == 1:
        # Flush: the plots stand under each other however long the labels of each are.
        body = alt.vconcat(*panels, spacing=30, bounds="flush")
    else:
        body = alt.concat(*panels, columns=figure.columns, spacing={"row": 18, "column": 16}, align="each")
    titled = body.resolve_legend(color="independent", shape="independent").properties(
        title=alt.TitleParams(
            figure.title,
            subtitle=_lines(figure.subtitle, figure, _CHARACTER),
            anchor="start",
            frame="bounds",
            offset=14,
        )
    )
    source = alt.TitleParams(
        _lines(figure.source, figure, _SMALL_CHARACTER),
        orient="bottom",
        anchor="start",
        frame="bounds",
        fontSize=9,
        fontWeight="normal",
        color="#555555",
        offset=10,
    )
    whole = _styled(alt.vconcat(titled).properties(title=source))
    described: dict[str, Any] = whole.to_dict()
    described["description"] = f"{figure.title}. {figure.subtitle}"
    return described


def _panel(figure: Figure, number: int) -> Any:  # noqa: ANN401 - altair's types differ by mark
    import altair as alt

    panel = figure.panels[number]
    rows = _rows(panel)
    several = len(figure.series) > 1
    stacked = figure.columns == 1
    last = number == len(figure.panels) - 1
    # One legend, over the first plot.
    legend = _legend() if several and number == 0 else None
    height = len(rows) * (_ROW + _FURTHER_SERIES * (len(figure.series) - 1))
    base = alt.Chart(alt.InlineData(values=_values(panel))).encode(
        y=alt.Y("row:N", title=None, scale=alt.Scale(domain=rows), sort=None)
    )
    if several:
        base = base.encode(yOffset=alt.YOffset("series:N", scale=alt.Scale(domain=list(figure.series))))
    ink = alt.Color("series:N", scale=_scale(figure, _COLOURS), legend=legend)
    shape = alt.Shape("series:N", scale=_scale(figure, _SHAPES), legend=legend)
    x_axis = alt.Axis(
        format="%",
        values=[0, 0.25, 0.5, 0.75, 1] if stacked else [0, 0.5, 1],
        labels=last or not stacked,
        ticks=last or not stacked,
        title=figure.axis if last and stacked else None,
    )
    intervals = base.mark_rule(strokeWidth=1.6).encode(
        x=alt.X("low:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=x_axis), x2="high:Q", color=ink
    )
    dots = base.mark_point(filled=True, size=58, opacity=1).encode(x="value:Q", color=ink, shape=shape)
    frame = "group" if stacked else "bounds"
    title = alt.TitleParams(
        panel.title, subtitle=panel.note, anchor="start", frame=frame, fontSize=12, offset=5
    )
    width = _STACKED_WIDTH if stacked else _GRID_WIDTH
    return alt.layer(intervals, dots).properties(width=width, height=height, title=title)


def _values(panel: Panel) -> list[dict[str, object]]:
    return [
        {"row": one.row, "series": one.series, "value": one.value, "low": one.low, "high": one.high}
        for one in panel.points
        if one.value is not None
    ]


def _scale(figure: Figure, marks: tuple[str, ...]) -> Any:  # noqa: ANN401 - altair's own type
    import altair as alt

    return alt.Scale(domain=list(figure.series), range=list(marks[: len(figure.series)]))


def _legend() -> Any:  # noqa: ANN401 - altair's own type
    import altair as alt

    return alt.Legend(title=None, orient="top", labelFontSize=12, symbolSize=90, offset=6)


def _styled(chart: Any) -> Any:  # noqa: ANN401 - altair's types differ by chart
    return (
        chart.configure(font=_FONT, background="white", padding=14)
        .configure_axis(
            labelColor=_INK,
            titleColor=_INK,
            labelFontSize=11,
            titleFontSize=11,
            titleFontWeight="normal",
            labelLimit=0,
            gridColor=_FAINT,
            domainColor="#888888",
            tickColor="#888888",
        )
        .configure_axisY(grid=False, ticks=False, domain=False, labelPadding=8)
        .configure_view(stroke=None)
        .configure_title(
            color=_INK, subtitleColor="#444444", fontSize=16, subtitleFontSize=11, subtitlePadding=5
        )
    )


def _lines(text: str, figure: Figure, character: float) -> list[str]:
    """The text in lines no longer than the chart is wide."""
    longest = max(len(row) for panel in figure.panels for row in _rows(panel)) * _CHARACTER
    plot = _STACKED_WIDTH if figure.columns == 1 else _GRID_WIDTH
    return textwrap.wrap(text, int(figure.columns * (longest + plot) / character))


def _rows(panel: Panel) -> list[str]:
    return list(dict.fromkeys(point.row for point in panel.points))
