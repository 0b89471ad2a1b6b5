"""The codebook as pages for annotators: written from ``configs/codebook``, never by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import get_args

from pipeline.codebook import Codebook, Domain, Example, Factor
from pipeline.records import ASSERTIONS

# So many worked examples of each kind are shown; the others are tests of the rules.
_SHOWN = 3
_KINDS = (*ASSERTIONS, "none")
_DOMAINS = get_args(Domain)
_HEAD = (
    "# The codebook\n\n"
    "What each factor is, for those who code. Written by `scr annotate guidelines --write "
    "annotations/codebook.md` from `configs/codebook/`: change it there, not here. How a sentence is coded, "
    "and the hard cases, are in [guidelines.md](guidelines.md)."
)


def codebook_markdown(codebook: Codebook) -> str:
    """Every factor by domain: definition, what counts and what does not, age, subjects, worked examples."""
    order = sorted(codebook.factors, key=lambda one: (_DOMAINS.index(one.domain), one.id))
    parts = [_HEAD, f"{len(order)} factors: " + ", ".join(f"[{one.id}](#{one.id})" for one in order) + "."]
    for domain, factors in groupby(order, key=lambda one: one.domain):
        parts.append(f"## {domain.capitalize()}")
        parts += [_factor(one) for one in factors]
    return "\n\n".join(parts) + "\n"


def _factor(factor: Factor) -> str:
    parts = [f"### {factor.id}", f"**{factor.name}.** {factor.definition}"]
    parts.append("Includes:\n" + _listed(factor.include))
    if factor.exclude:
        parts.append("Does not include:\n" + _listed(factor.exclude))
    parts.append("\n".join(_rules(factor)))
    parts.append("Worked examples:\n" + "\n".join(_examples(factor.examples)))
    return "\n\n".join(parts)


def _rules(factor: Factor) -> Iterator[str]:
    subject = ", ".join(factor.subjects)
    default = f"; `{factor.default_subject}` where it is not said" if factor.default_subject else ""
    yield f"- Whom it may be about: {subject}{default}."
    if factor.min_age_years:
        yield (
            f"- Age: it is coded at every age; figures count only cases with a child of "
            f"{factor.min_age_years} years or more."
        )
    else:
        yield "- Age: children of every age count."
    if factor.temporality != "any":
        yield f"- Time: always {factor.temporality}."


def _examples(examples: Sequence[Example]) -> Iterator[str]:
    for kind in _KINDS:
        of_kind = [one for one in examples if one.expect.split()[0] == kind]
        for one in of_kind[:_SHOWN]:
            where = "" if one.section == "narrative" else f" (in {one.section.replace('_', ' ')})"
            yield f"- {one.expect}: “{one.text}”{where}"


def _listed(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
