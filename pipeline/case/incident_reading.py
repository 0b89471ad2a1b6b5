"""What a trained reader makes of the dates of a report: the chance of each to be that of the incident."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence

from pipeline.case.incident_signs import Key, Mention
from pipeline.case.source import Source
from pipeline.records import CastMember, DatePassage, DateReader

# Characters of the sentences before and after that are read with a date's own.
NEIGHBOUR = 220


def date_passages(source: Source, mentions: Sequence[Mention]) -> list[DatePassage]:
    """The mentions as a reader meets them, in their order."""
    days = sorted({one.key[0] for one in mentions})
    times = Counter(one.key for one in mentions)
    size = max(len(source.body), 1)
    return [
        _passage(
            source,
            one,
            place=max(one.moment.rank, 0) / size,
            in_time=bisect_left(days, one.key[0]) / max(len(days) - 1, 1),
            times=times[one.key],
        )
        for one in mentions
    ]


def _passage(source: Source, mention: Mention, place: float, in_time: float, times: int) -> DatePassage:
    moment = mention.moment
    sentence = moment.sentence
    before, after = source.previous(sentence), source.following(sentence)
    return DatePassage(
        heading=(source.sections[sentence.section_no].heading or "") if source.sections else "",
        before=(f"{before.text[-NEIGHBOUR:]} " if before else "") + sentence.text[: moment.start],
        date=sentence.text[moment.start : moment.end],
        after=sentence.text[moment.end :] + (f" {after.text[:NEIGHBOUR]}" if after else ""),
        section_type=source.section_type(sentence),
        kind=sentence.kind,
        precision=moment.precision,
        place=place,
        in_time=in_time,
        reckoned=moment.way != "stated",
        times=times,
    )


def log_chances(
    reader: DateReader | None, source: Source, mentions: Sequence[Mention], cast: Sequence[CastMember]
) -> dict[Key, float]:
    """The logarithm of the chance of each date, which together are one; none without a reader."""
    if reader is None or not mentions:
        return {}
    scores: dict[Key, list[float]] = defaultdict(list)
    for one, score in zip(mentions, reader(date_passages(source, mentions), cast), strict=True):
        scores[one.key].append(score)
    # A date that is told twice has what is said at both places.
    total = {key: _log_sum(values) for key, values in scores.items()}
    whole = _log_sum(list(total.values()))
    return {key: value - whole for key, value in total.items()}


def _log_sum(values: Sequence[float]) -> float:
    most = max(values)
    return most + math.log(sum(math.exp(value - most) for value in values))
