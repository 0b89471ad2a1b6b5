"""The ages of a report as a trained reader meets them, asked for one child."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.case.age.owner import FIRST_OF_ALL
from pipeline.case.age.said import CHILD_YEARS, AgeTold
from pipeline.case.age.time import own_day
from pipeline.case.incident.find import Incident
from pipeline.case.reading import passage
from pipeline.case.source import Source
from pipeline.dates import DAYS_A_YEAR
from pipeline.records import CastMember, Passage

# Years between a sentence's day and the incident that make no further difference.
FAR_YEARS = 3.0


def age_passages(
    source: Source, mentions: Sequence[AgeTold], incident: Incident | None, told: Sequence[AgeTold]
) -> list[Passage]:
    """The ``mentions`` of ages in their order; ``told`` are those that the rules find.

    Their signs: the share of the text before it, the share of the other ages that are lower, the age itself;
    whether it is in whole years, below two years, worked out, a noun's, a point in time, a life's, at the
    very beginning, in a table, found by the rules; how often it is told (logarithm); whether its sentence has
    a day, and how many years that lies before and after the incident.
    """
    ages = sorted({one.words.years for one in mentions})
    times = Counter(one.words.years for one in mentions)
    size = max(len(source.prose), 1)
    by_rules = {(one.sentence.sentence_no, one.words.start) for one in told}
    passages = []
    for one in mentions:
        words = one.words
        before, after, known = _apart(source, one, incident)
        signs = (
            one.rank / size,
            bisect_left(ages, words.years) / max(len(ages) - 1, 1),
            words.years / CHILD_YEARS,
            float(words.years == int(words.years)),
            float(words.years < 2),
            float(words.worked_out),
            float(words.tie == "noun"),
            float(words.tie == "point"),
            float(words.tie == "life"),
            float(one.rank < FIRST_OF_ALL),
            float(one.sentence.kind == "table_row"),
            float((one.sentence.sentence_no, words.start) in by_rules),
            math.log1p(times[words.years]),
            known,
            before,
            after,
        )
        passages.append(passage(source, one.sentence, words.start, words.end, signs))
    return passages


def _apart(source: Source, told: AgeTold, incident: Incident | None) -> tuple[float, float, float]:
    """Years by which the sentence's day lies before and after the incident, and 1 where it has a day."""
    day = own_day(source, told.sentence, incident) if incident else None
    if day is None or incident is None:
        return 0.0, 0.0, 0.0
    years = (incident.day - day.value).days / DAYS_A_YEAR
    if "year" in (day.precision, incident.precision):
        years = float(incident.day.year - day.value.year)
    return min(max(years, 0.0), FAR_YEARS), min(max(-years, 0.0), FAR_YEARS), 1.0


def cast_for(cast: Sequence[CastMember], forms: Sequence[str]) -> list[CastMember]:
    """The cast as it is for one child of several: the other children of the case are its siblings."""
    return [
        replace(one, role="sibling") if one.role == "child" and one.name not in forms else one for one in cast
    ]
