"""What the charts show: comparisons and prevalences as panels of dots, denominators in the labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Protocol, TypeVar

from pipeline.publish.charts import Figure, Panel, Point
from pipeline.publish.prevalence import Corrected, Group, Prevalence
from pipeline.publish.reader import About
from pipeline.store.query import Comparison

DOMAINS = {
    "maltreatment": "Maltreatment",
    "child": "Child",
    "parent": "Parents",
    "family": "Family and environment",
    "practice": "Practice",
}
GROUPS = {
    Group.period: "period of the incident",
    Group.age_band: "age of the oldest child, in years",
    Group.nation: "nation",
    Group.outcome: "outcome",
}
_AXIS = "cases with the factor, per cent of those it could apply to; line: 95 per cent interval"
_CAUTION = "Coded by machine from what the reports state; 95 per cent intervals by Wilson's method."
_GRID_COLUMNS = 3


class _Factor(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def domain(self) -> str: ...


_Row = TypeVar("_Row", bound=_Factor)


def comparison_figure(rows: Sequence[Comparison], about: About) -> Figure:
    """Every factor in two periods, by part of the codebook, the largest difference first."""
    period_a, period_b = rows[0].period_a, rows[0].period_b
    series = tuple(f"{one} ({about.period_cases.get(one, 0)} reviews)" for one in (period_a, period_b))

    def points(row: Comparison) -> tuple[Point, ...]:
        counts = f"{row.n_a}/{row.denominator_a}, {row.n_b}/{row.denominator_b}"
        label = f"{row.name} ({counts}){_marks(row)}"
        return (
            Point(label, series[0], row.proportion_a, row.wilson_low_a, row.wilson_high_a),
            Point(label, series[1], row.proportion_b, row.wilson_low_b, row.wilson_high_b),
        )

    marks = [text for mark, text in _MARKS.items() if any(mark in _marks(row) for row in rows)]
    if all(row.few_cases for row in rows):
        marks.append("Fewer than 20 cases count in one of the two periods or both: read the intervals")
    return Figure(
        title=f"Factors in reviews of incidents in {period_a} and {period_b}",
        subtitle=". ".join(
            [f"In brackets: cases with the factor / cases it could apply to, {period_a} first", *marks]
        )
        + ".",
        axis=_AXIS,
        series=series,
        panels=_by_domain(rows, points),
        source=source_line(about),
    )


_MARKS = {
    "*": "* the definition of the factor changed between the two",
    "†": "† the two periods are of different kinds of review",
}


def _marks(row: Comparison) -> str:
    return ("*" if row.definition_changed else "") + ("†" if row.series_break else "")


def prevalence_figure(rows: Sequence[Prevalence], about: About) -> Figure:
    """Every factor over all cases, by part of the codebook, the most common first."""

    def points(row: Prevalence) -> tuple[Point, ...]:
        label = f"{row.name} ({row.n_present}/{row.denominator})"
        return (Point(label, "as coded", row.proportion, row.wilson_low, row.wilson_high),)

    return Figure(
        title=f"How common each factor is in {about.n_cases} reviews",
        subtitle="In brackets: cases with the factor / cases it could apply to.",
        axis=_AXIS,
        series=("as coded",),
        panels=_by_domain(rows, points),
        source=source_line(about),
    )


def corrected_figure(rows: Sequence[Corrected], about: About) -> Figure:
    """Every factor as coded, and corrected for the coder's measured errors where that can be done."""

    def points(row: Corrected) -> tuple[Point, ...]:
        label = f"{row.name} ({row.n_present}/{row.denominator})"
        return (
            Point(label, "as coded", row.proportion, row.wilson_low, row.wilson_high),
            Point(label, "corrected", row.corrected, row.corrected_low, row.corrected_high),
        )

    return Figure(
        title=f"How common each factor is in {about.n_cases} reviews, as coded and corrected",
        subtitle="In brackets: cases coded with the factor / cases it could apply to. Corrected by Rogan "
        "and Gladen's method, with Lang and Reiczigel's interval, from the errors that the coder made on "
        "cases coded by people; no second mark: it cannot be corrected.",
        axis=_AXIS,
        series=("as coded", "corrected"),
        panels=_by_domain(rows, points),
        source=source_line(about),
    )


def group_figure(rows: Sequence[Prevalence], by: Group, about: About) -> Figure:
    """A panel a factor, in which each group of cases is a row."""
    panels = []
    for (name, domain), found in groupby(rows, key=lambda row: (row.name, row.domain)):
        points = tuple(
            Point(
                f"{group_label(row.group, by)} ({row.n_present}/{row.denominator})",
                "as coded",
                row.proportion,
                row.wilson_low,
                row.wilson_high,
            )
            for row in found
        )
        panels.append(Panel(name, points, note=DOMAINS.get(domain, domain)))
    return Figure(
        title=f"{panels[0].title if len(panels) == 1 else 'Factors'} by {GROUPS[by]}",
        subtitle="In brackets: cases with the factor / cases it could apply to. Per cent, with 95 per cent "
        "intervals.",
        axis=_AXIS,
        series=("as coded",),
        panels=tuple(panels),
        source=source_line(about, by),
        columns=min(_GRID_COLUMNS, len(panels)),
    )


def group_label(group: str | None, by: Group) -> str:
    """The name of a group for people; the cases whose group is not known have one too."""
    if group is None:
        return "not stated, or 18+" if by is Group.age_band else "not known"
    return group.replace("_", " ")


def source_line(about: About, by: Group | None = None) -> str:
    """How many cases the figures rest on, and which versions coded them."""
    parts = [f"Source: {about.n_cases} reviews ({about.n_documents} reports)"]
    if by is Group.period and about.n_without_period:
        parts.append(f"{about.n_without_period} of them without a known period are left out")
    if about.versions:
        newest = about.versions[0]
        versions = f"program {newest.code}, codebook {newest.codebook}, models {newest.model}"
        mixed = f" ({about.n_documents - newest.n_documents} reports by older versions)"
        parts.append(f"scr-factors: {versions}{mixed if len(about.versions) > 1 else ''}")
    if about.run_id is not None:
        parts.append(f"run {about.run_id}")
    return f"{'; '.join(parts)}. {_CAUTION}"


def _by_domain(rows: Sequence[_Row], points: Callable[[_Row], tuple[Point, ...]]) -> tuple[Panel, ...]:
    """A panel for each part of the codebook, in its order; rows keep theirs within it."""
    panels = []
    for domain, title in DOMAINS.items():
        found = tuple(point for row in rows if row.domain == domain for point in points(row))
        if found:
            panels.append(Panel(title, found))
    return tuple(panels)
