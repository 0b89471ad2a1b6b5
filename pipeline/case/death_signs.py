"""A death that the opening never puts in the words "the child died": what it tells of the aftermath."""

from __future__ import annotations

import re

from pipeline.case.people import People
from pipeline.case.source import Source
from pipeline.records import Sentence

# Signs of different kinds that make a death; one alone may be of anybody.
FEWEST = 2
# Sentences of the opening in which they count.
WITHIN = 30
_SIGNS = tuple(
    re.compile(expression, re.I)
    for expression in (
        r"\b(?:pathologist|post-?\s?mortem|mortuary)\b",
        r"\b(?:inquest|coroner|verdict of|procurator fiscal)\b",
        r"\b(?:funeral|buried|burial|cremat\w+)\b",
        r"(?<!attempted )\b(?:manslaughter|murder|infanticide|culpable homicide)\b",
        r"\b(?:been|were|was) killed\b",
        r"\blived (?:for )?(?:only |just |less than |no more than |"
        r"about )*[\w-]+(?: and [\w-]+)? (?:minutes?|hours?|days?|weeks?|months?)\b",
    )
)
# A child of whom the opening says this lives.
_LIVES = re.compile(
    r"\b(?:survived|recover(?:ed|ing|y)|foster (?:care|carers?|home|parents?)|now lives|lives with|"
    r"is (?:now )?living|is alive)\b",
    re.I,
)
# Somebody else's death, or a crime against somebody else.
_OF_OTHERS = re.compile(
    r"\b(?:(?:murder|manslaughter|killing|death|funeral|inquest) (?:of|into the death of) (?:his|her|"
    r"their|the|a) "
    r"(?!child|baby|boy|girl|infant|son|daughter)\w+|attempted)",
    re.I,
)


def death_signs(source: Source, people: People) -> tuple[Sentence, int, int] | None:
    """The sentence, and the characters in it, that tell of a death by its aftermath; None where too few do.

    Signs of two kinds are needed, none of them said of somebody else, and nothing that says the child lives.
    """
    seen: dict[int, tuple[Sentence, int, int]] = {}
    for sentence in source.opening[:WITHIN]:
        text = sentence.text
        if _LIVES.search(text) and people.first(text) != "other":
            return None
        if source.phrases(sentence).get("outcome.rules") or _OF_OTHERS.search(text):
            continue
        for kind, sign in enumerate(_SIGNS):
            if match := sign.search(text):
                seen.setdefault(kind, (sentence, match.start(), match.end()))
    return next(iter(seen.values())) if len(seen) >= FEWEST else None
