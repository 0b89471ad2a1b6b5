"""The labelling configuration for Label Studio, made from the codebook."""

from __future__ import annotations

from html import escape
from itertools import groupby
from xml.etree import ElementTree as ET

from pipeline.codebook import Codebook, Factor
from pipeline.records import ASSERTIONS, ENTITY_LABELS, SUBJECTS, TEMPORALITIES

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
# The text on the left; beside it the factors, which stay in sight while the text is scrolled.
_STYLE = """
.scr-page { display: grid; grid-template-columns: minmax(0, 1fr) 300px; gap: 16px; align-items: start; }
.scr-text { font-size: 16px; line-height: 1.7; }
.scr-factors { position: sticky; top: 0; max-height: 92vh; overflow-y: auto; }
.scr-judgement { position: sticky; top: 0; z-index: 3; min-height: 200px; border-bottom: 1px solid #ddd;
  background: var(--color-neutral-background, #fff); }
.scr-judgement .lsf-choices { margin: 0 !important; padding: 0; }
.scr-judgement .lsf-choice, .scr-judgement .lsf-choice__item { margin-block: 0; padding-block: 0; }
"""


def labelling_config(codebook: Codebook) -> str:
    """The XML of a Label Studio project: a label for every factor, its definition and inclusions as hint.

    Labels have the factors' ids; assertion, subject and temporality are asked for each marked region, and
    the first two have to be given. The whole codebook stands below the text, to be unfolded.
    """
    root = ET.Element("View")
    ET.SubElement(root, "Style").text = _STYLE
    page = ET.SubElement(root, "View", className="scr-page")
    left = ET.SubElement(page, "View")
    judgement = ET.SubElement(left, "View", className="scr-judgement")
    ET.SubElement(judgement, "Header", value="$heading", size="5")
    _choices(judgement, ASSERTION, ASSERTIONS, required=True)
    _choices(judgement, SUBJECT, SUBJECTS, required=True)
    _choices(judgement, TEMPORALITY, TEMPORALITIES, required=False)
    body = ET.SubElement(left, "View", className="scr-text")
    ET.SubElement(body, "Text", name=TEXT, value="$text", granularity="word")
    _factors(ET.SubElement(page, "View", className="scr-factors"), codebook)
    _rules(left, codebook)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode") + "\n"


def instructions(codebook: Codebook) -> str:
    """HTML that annotators can open beside a task: how to code, and every factor with its rules."""
    parts = [_HOW_TO]
    for domain, factors in groupby(_by_domain(codebook), key=lambda factor: factor.domain):
        parts.append(f"<h4>{escape(domain.capitalize())}</h4>")
        for factor in factors:
            parts.append(
                f"<p><b>{escape(factor.id)}</b> {escape(factor.name)}. {escape(factor.definition)}</p>"
            )
            parts.append(f"<ul><li>Includes: {escape('; '.join(factor.include))}</li>")
            if factor.exclude:
                parts.append(f"<li>Not: {escape('; '.join(factor.exclude))}</li>")
            parts.append("</ul>")
    return "\n".join(parts) + "\n"


_HOW_TO = """<p>Choose a factor, then mark the words that say it; choose assertion and subject above the text.
A sentence that bears on no factor stays unmarked: to submit says that every sentence was read.
A region is a suggestion of the program until you submit: change it, or delete it where it is wrong.</p>
<ul>
<li><b>affirmed</b>: stated as a fact or a finding of this case</li>
<li><b>negated</b>: stated not to apply</li>
<li><b>uncertain</b>: suspected, alleged, denied, possible</li>
<li><b>generic</b>: not about this case (guidance, research, recommendations, criteria)</li>
<li><b>historical</b>: before the child was born, or in a parent's own childhood</li>
</ul>"""


def _factors(column: ET.Element, codebook: Codebook) -> None:
    """The labels of the factors by domain, with a field to find one, and those of the entities below."""
    search = {"name": "find", "toName": FACTOR, "minlength": "0", "hotkey": "shift+f"}
    ET.SubElement(column, "Filter", search, placeholder="Find a factor (shift+f)")
    labels = ET.SubElement(column, "Labels", name=FACTOR, toName=TEXT, showInline="true")
    for domain, factors in groupby(_by_domain(codebook), key=lambda factor: factor.domain):
        group = ET.SubElement(labels, "View")
        ET.SubElement(group, "Header", value=domain.capitalize(), size="6")
        for factor in factors:
            colour = _COLOURS.get(domain, "#555555")
            ET.SubElement(group, "Label", value=factor.id, hint=_hint(factor), background=colour)
    ET.SubElement(column, "Header", value="Names", size="6")
    entities = ET.SubElement(column, "Labels", name=ENTITY, toName=TEXT)
    for label in ENTITY_LABELS:
        ET.SubElement(entities, "Label", value=label, background=_ENTITY_COLOUR)


def _rules(column: ET.Element, codebook: Codebook) -> None:
    """The codebook, a panel for each domain, folded until it is wanted."""
    folded = ET.SubElement(column, "Collapse", accordion="false")
    for domain, factors in groupby(_by_domain(codebook), key=lambda factor: factor.domain):
        panel = ET.SubElement(folded, "Panel", value=f"Codebook: {domain}")
        rules = ET.SubElement(ET.SubElement(panel, "View"), "Markdown")
        rules.text = "\n".join(map(_rule, factors))


def _rule(factor: Factor) -> str:
    """A factor in Markdown; what the codebook writes holds none of its signs beside the underscore of ids."""
    lines = [f"**{factor.id}**: {factor.definition}", "", f"- Includes: {'; '.join(factor.include)}"]
    if factor.exclude:
        lines.append(f"- Not: {'; '.join(factor.exclude)}")
    return "\n".join([*lines, ""])


def _by_domain(codebook: Codebook) -> list[Factor]:
    order = list(_COLOURS)
    return sorted(codebook.factors, key=lambda factor: (order.index(factor.domain), factor.id))


def _hint(factor: Factor) -> str:
    parts = [f"{factor.name}: {factor.definition}", "Includes: " + "; ".join(factor.include) + "."]
    if factor.exclude:
        parts.append("Not: " + "; ".join(factor.exclude) + ".")
    return " ".join(parts)


def _choices(view: ET.Element, name: str, words: tuple[str, ...], *, required: bool) -> None:
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
    if required:
        choices.set("required", "true")
        choices.set("requiredMessage", f"Choose the {name} of every factor that is marked.")
    for word in words:
        ET.SubElement(choices, "Choice", value=word)
