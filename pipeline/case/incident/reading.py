"""The dates of a report as a trained reader meets them."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from pipeline.case.incident.signs import Mention
from pipeline.case.reading import passage
from pipeline.case.source import Source
from pipeline.records import Passage


def date_passages(source: Source, mentions: Sequence[Mention]) -> list[Passage]:
    """The mentions in their order.

    Their signs: the share of the body before it, the share of the report's other dates that are earlier;
    whether it is a day, a month, worked out, in a row, in a heading; how often it is told (logarithm).
    """
    days = sorted({one.key[0] for one in mentions})
    times = Counter(one.key for one in mentions)
    size = max(len(source.body), 1)
    passages = []
    for one in mentions:
        moment = one.moment
        signs = (
            max(moment.rank, 0) / size,
            bisect_left(days, one.key[0]) / max(len(days) - 1, 1),
            float(moment.precision == "day"),
            float(moment.precision == "month"),
            float(moment.way != "stated"),
            float(moment.sentence.kind == "table_row"),
            float(moment.sentence.kind == "heading"),
            math.log1p(times[one.key]),
        )
        passages.append(passage(source, moment.sentence, moment.start, moment.end, signs))
    return passages
