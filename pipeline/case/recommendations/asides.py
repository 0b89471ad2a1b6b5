"""What stands in a list of recommendations and is none: words about other lists, about the list, reasons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.case.recommendations.parts import Part
from pipeline.case.recommendations.prose import asks
from pipeline.case.wording import Regexes

# Share of the parts of a list that must be questions for the others to speak of these.
MOSTLY = 0.6
_LIST = (
    r"(?:recommendations?|actions?|action plans?|promises|undertakings|proposals|improvements|commitments|"
    r"plans|lists?|lessons|suggestions|resolutions|pledges|changes|measures)"
)
# "Individual agencies have set out their own actions", "Recommendations that agencies made for themselves".
_OF_AGENCIES = re.compile(
    rf"\b(?:agenc(?:y|ies)|services|organisations|bodies|IMRs?|individual|internal|single[- ]agency|"
    rf"management|each|partners|authors)\b(?:[^.;]|\.\d){{0,90}}\b{_LIST}\b"
    rf"|\b{_LIST}\b(?:[^.;]|\.\d){{0,60}}\b(?:agenc(?:y|ies)|services|organisations|bodies|IMRs?|"
    r"internal|single[- ]agency|management)\b",
    re.I,
)
_THEIR_OWN = re.compile(
    r"\b(?:own|themselves|itself|internal(?:ly)?|elsewhere|separate(?:ly)?|not (?:here|repeated|reproduced|"
    r"printed|listed|set down)|IMRs?|single[- ]agency|made (?:in|by)|reviews|reports|accounts)\b",
    re.I,
)


def without_asides(parts: Sequence[Part], said: Regexes) -> list[Part]:
    """The parts less those that speak of other lists, or of the questions that all others are."""
    kept = [part for part in parts if not _of_other_lists(part.text, said)]
    questions = [part for part in kept if "?" in part.text]
    if len(questions) > 1 and len(questions) >= MOSTLY * len(kept):
        kept = [part for part in kept if part in questions or part.leads]
    return kept or list(parts)


def _of_other_lists(text: str, said: Regexes) -> bool:
    """Whether a text tells where the agencies' own recommendations stand, and asks nobody for anything."""
    return bool(_OF_AGENCIES.search(text)) and bool(_THEIR_OWN.search(text)) and not asks(text, said)
