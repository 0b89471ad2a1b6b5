"""The labelling configuration for Label Studio, made from the codebook."""

from __future__ import annotations

from itertools import groupby
from xml.etree import ElementTree as ET

from pipeline.annotate.coding import SUBJECTS, TEMPORALITIES
from pipeline.codebook import Codebook, Factor
from pipeline.records import ASSERTIONS, ENTITY_LABELS

# The names of the controls, which regions of Label Studio carry.
TEXT, FACTOR, ENTITY, ASSERTION, SUBJECT, TEMPORALITY = (
    "text",
    "factor",
    "entity",
    "assertion",
    "subject",
    "temporality",
)
_COLOURS = {
    "maltreatment": "#d1495b",
    "child": "#edae49",
    "parent": "#00798c",
    "family": "#66a182",
    "practice": "#7768ae",
}
_ENTITY_COLOUR = "#8d99ae"


def labelling_config(codebook: Codebook) -> str:
    """The XML of a Label Studio project: a label for every factor, its definition and inclusions as hint.

    Labels have the factors' ids; assertion, subject and temporality are asked for each marked region.
    """
    view = ET.Element("View")
    labels = ET.SubElement(view, "Labels", name=FACTOR, toName=TEXT)
    for domain, factors in groupby(_by_domain(codebook), key=lambda factor: factor.domain):
        group = ET.SubElement(labels, "View")
        ET.SubElement(group, "Header", value=domain.capitalize(), size="6")
        for factor in factors:
            ET.SubElement(
                group,
                "Label",
                value=factor.id,
                hint=_hint(factor),
                background=_COLOURS.get(domain, "#555555"),
            )
    for name, words in ((ASSERTION, ASSERTIONS), (SUBJECT, SUBJECTS), (TEMPORALITY, TEMPORALITIES)):
        _choices(view, name, words)
    ET.SubElement(view, "Text", name=TEXT, value="$text", granularity="word")
    entities = ET.SubElement(view, "Labels", name=ENTITY, toName=TEXT)
    for label in ENTITY_LABELS:
        ET.SubElement(entities, "Label", value=label, background=_ENTITY_COLOUR)
    ET.indent(view)
    return ET.tostring(view, encoding="unicode") + "\n"


def _by_domain(codebook: Codebook) -> list[Factor]:
    order = list(_COLOURS)
    return sorted(codebook.factors, key=lambda factor: (order.index(factor.domain), factor.id))


def _hint(factor: Factor) -> str:
    parts = [f"{factor.name}: {factor.definition}", "Includes: " + "; ".join(factor.include) + "."]
    if factor.exclude:
        parts.append("Not: " + "; ".join(factor.exclude) + ".")
    return " ".join(parts)


def _choices(view: ET.Element, name: str, words: tuple[str, ...]) -> None:
    choices = ET.SubElement(
        view,
        "Choices",
        name=name,
        toName=TEXT,
        choice="single",
        perRegion="true",
        showInline="true",
        visibleWhen="region-selected",
        whenTagName=FACTOR,
    )
    for word in words:
        ET.SubElement(choices, "Choice", value=word)
