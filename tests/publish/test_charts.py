"""Charts: the right figures, every label whole and none over another, readable without colour, made offline."""

from __future__ import annotations

import json
import re
import shutil
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from pipeline.errors import ScrError
from pipeline.publish.charts import Figure, Panel, Point, draw, specification
from pipeline.publish.figures import comparison_figure, corrected_figure, group_figure, prevalence_figure
from pipeline.publish.prevalence import Group, corrected, prevalence
from pipeline.publish.reader import about
from pipeline.store.query import compare

OKABE_ITO = {"#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442", "#000000"}


@pytest.fixture(scope="module")
def figures(store: Path) -> dict[str, Figure]:
    held = about(store)
    few = ["neglect", "domestic_abuse", "professional_curiosity"]
    return {
        "comparison": comparison_figure(compare(store, "2011-14", "2014-17"), held),
        "one factor": comparison_figure(compare(store, "2011-14", "2014-17", ["neglect"]), held),
        "prevalence": prevalence_figure(prevalence(store), held),
        "groups": group_figure(prevalence(store, Group.period, few), Group.period, held),
        "corrected": corrected_figure(corrected(store), held),
    }


@pytest.fixture(scope="module")
def drawn(figures: dict[str, Figure], tmp_path_factory: pytest.TempPathFactory) -> dict[str, ET.Element]:
    folder = tmp_path_factory.mktemp("charts")
    for name, figure in figures.items():
        draw(figure, folder / f"{name}.svg")
    return {name: ET.parse(folder / f"{name}.svg").getroot() for name in figures}


@dataclass(frozen=True)
class Label:
    text: str
    left: float
    right: float
    top: float
    bottom: float


def labels(root: ET.Element) -> list[Label]:
    """Every text of the picture with the box that it takes: Liberation Sans is as wide as Helvetica."""
    found: list[Label] = []

    def walk(node: ET.Element, x: float, y: float) -> None:
        for match in re.findall(r"translate\(([-\d.]+),([-\d.]+)\)", node.get("transform", "")):
            x, y = x + float(match[0]), y + float(match[1])
        text = "".join(node.itertext()) if node.tag.endswith("}text") else ""
        spans = [child for child in node if child.tag.endswith("}tspan")]
        if text and not spans:
            size = float(node.get("font-size", "11px").removesuffix("px"))
            font = "Helvetica-Bold" if node.get("font-weight") == "bold" else "Helvetica"
            width = stringWidth(text, font, size)
            shift = {"end": -width, "middle": -width / 2}.get(node.get("text-anchor", "start"), 0.0)
            found.append(Label(text, x + shift, x + shift + width, y - 0.75 * size, y + 0.1 * size))
            return
        for child in node:
            walk(child, x, y)

    walk(root, 0.0, 0.0)
    return found


def all_text(root: ET.Element) -> str:
    return "\n".join("".join(node.itertext()) for node in root.iter() if node.tag.endswith("}text"))


CHARTS = ("comparison", "one factor", "prevalence", "groups", "corrected")


@pytest.mark.parametrize("name", CHARTS)
def test_no_label_lies_over_another_or_outside(drawn: dict[str, ET.Element], name: str) -> None:
    root = drawn[name]
    boxes = labels(root)
    assert len(boxes) > 5
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = (
                one.right <= other.left
                or other.right <= one.left
                or one.bottom <= other.top
                or other.bottom <= one.top
            )
            assert apart, (one, other)
    width = float(root.get("viewBox", "").split()[2])
    assert all(box.left >= 0 and box.right <= width for box in boxes)


def test_labels_are_whole_with_their_denominators(drawn: dict[str, ET.Element]) -> None:
    comparison = all_text(drawn["comparison"])
    assert "…" not in comparison
    assert "Neglect (2/4, 3/3)" in comparison
    assert "Professional curiosity (0/4, 0/3)" in comparison
    assert "2011-14 (4 reviews)" in comparison
    assert "Neglect (5/8)" in all_text(drawn["prevalence"])
    groups = all_text(drawn["groups"])
    assert "2011-14 (2/4)" in groups
    assert "2014-17 (3/3)" in groups
    for heading in ("Maltreatment", "Child", "Parents", "Family and environment", "Practice"):
        assert f"\n{heading}\n" in comparison


@pytest.mark.parametrize("name", CHARTS)
def test_title_and_source_stand_on_every_chart(drawn: dict[str, ET.Element], name: str) -> None:
    text = " ".join(all_text(drawn[name]).split())
    assert "Source: 8 reviews (8 reports)" in text
    assert "program code-1, codebook codebook-1, models model-1" in text
    assert "actor" in text.splitlines()[0]
    if name == "groups":
        assert "1 of them without a known period are left out" in text


def test_values_are_those_of_the_store(figures: dict[str, Figure]) -> None:
    points = {(p.row, p.series): p for panel in figures["comparison"].panels for p in panel.points}
    early, late = figures["comparison"].series
    neglect = points["Neglect (2/4, 3/3)", early]
    # Wilson's interval of 2 of 4 and of 3 of 3, as in any table of it.
    assert (neglect.value, neglect.low, neglect.high) == pytest.approx((0.5, 0.1500, 0.8500), abs=5e-5)
    upper = points["Neglect (2/4, 3/3)", late]
    assert (upper.value, upper.low, upper.high) == pytest.approx((1.0, 0.4385, 1.0), abs=5e-5)
    corrected_points = [
        p for panel in figures["corrected"].panels for p in panel.points if p.series == "corrected"
    ]
    assert [p.row for p in corrected_points if p.value is not None] == ["Neglect (5/8)"]


def test_series_differ_in_colour_and_in_shape(figures: dict[str, Figure]) -> None:
    text = json.dumps(specification(figures["comparison"]))
    (colours,) = {tuple(re.findall(r"#\w{6}", found)) for found in re.findall(r'"range": \[("#.*?)\]', text)}
    assert len(set(colours)) == 2
    assert set(colours) <= OKABE_ITO
    assert '"range": ["circle", "diamond"]' in text


def test_series_of_the_picture_have_two_shapes(drawn: dict[str, ET.Element]) -> None:
    marks = {
        (node.get("fill"), re.sub(r"[-\d.]+", "", node.get("d", "")))
        for node in drawn["comparison"].iter()
        if node.get("aria-roledescription") == "point"
    }
    assert len({colour for colour, _ in marks}) == len({shape for _, shape in marks}) == 2


def test_png_is_sharp_enough_for_print(figures: dict[str, Figure], tmp_path: Path) -> None:
    draw(figures["one factor"], tmp_path / "chart.png")
    content = (tmp_path / "chart.png").read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", content[16:24])
    # 300 dots an inch make a picture of 12 cm.
    assert width > 1200
    assert height > 300
    assert [path.name for path in tmp_path.iterdir()] == ["chart.png"]


def test_a_long_name_is_never_cut(tmp_path: Path) -> None:
    name = "A factor whose name is far longer than any that the codebook has had until now (12/3456)"
    points = (Point(name, "s", 0.4, 0.3, 0.5), Point("Short (1/2)", "s", 0.5, 0.2, 0.8))
    figure = Figure("Title", "Subtitle.", "axis", ("s",), (Panel("One", points),), "Source.")
    draw(figure, tmp_path / "c.svg")
    root = ET.parse(tmp_path / "c.svg").getroot()
    assert name in all_text(root)
    assert min(label.left for label in labels(root)) >= 0


def test_rows_without_a_case_have_a_label_and_no_mark() -> None:
    points = (Point("None (0/0)", "s", None, None, None), Point("Some (1/2)", "s", 0.5, 0.2, 0.8))
    figure = Figure("Title", "Subtitle.", "axis", ("s",), (Panel("One", points),), "Source.")
    text = json.dumps(specification(figure))
    assert '"domain": ["None (0/0)", "Some (1/2)"]' in text
    assert text.count('"row": "Some (1/2)"') >= 1
    assert '"row": "None (0/0)"' not in text


def test_errors_say_what_to_do(figures: dict[str, Figure], tmp_path: Path) -> None:
    with pytest.raises(ScrError, match=r"\.svg or a \.png file, not chart\.pdf"):
        draw(figures["prevalence"], tmp_path / "chart.pdf")
    with pytest.raises(ScrError, match="no folder"):
        draw(figures["prevalence"], tmp_path / "none" / "chart.svg")
    empty = Figure(
        "Title", "S.", "axis", ("s",), (Panel("P", (Point("r", "s", None, None, None),)),), "Source."
    )
    with pytest.raises(ScrError, match="nothing to draw"):
        draw(empty, tmp_path / "chart.svg")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(
    shutil.which("unshare") is None or subprocess.run(["unshare", "-rn", "true"]).returncode != 0,
    reason="no network namespaces here",
)
def test_a_chart_is_drawn_without_a_network(tmp_path: Path) -> None:
    script = (
        "from pathlib import Path; from pipeline.publish.charts import *\n"
        "points = (Point('Neglect (1/2)', 's', 0.5, 0.2, 0.8),)\n"
        f"draw(Figure('T', 'S.', 'axis', ('s',), (Panel('P', points),), 'Source.'), Path('{tmp_path}/c.png'))\n"
    )
    done = subprocess.run(
        ["unshare", "-rn", sys.executable, "-c", script], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "c.png").stat().st_size > 1000
