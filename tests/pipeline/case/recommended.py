"""A report round a list of recommendations, and what the program finds in it."""

from __future__ import annotations

from tests.pipeline.case.make import findings

COVER = "Westvale Safeguarding Children Board\n= Serious Case Review: Child B"
DEATH = "# 1 Introduction\n[1.1] Child B died on 5 May 2011 in Westvale after an assault.\n"
# So long that what follows stands late in the report.
STORY = (
    DEATH
    + "# 2 Narrative\n"
    + "[2.1] The family moved to Westvale in 2009 and lived there for two years with the grandmother.\n"
    + "".join(
        f"[2.{number}] On day {number} of that summer the mother took him to the clinic, where he was weighed, and "
        "she told the nurse that he slept well and fed well and that she was tired.\n"
        for number in range(2, 15)
    )
)
# The last word of each recommendation (None: any), and its addressee.
Found = list[tuple[str | None, str | None]]


def briefly(text: str, start: str = DEATH) -> Found:
    """The recommendations of a report that begins with ``start`` and ends with ``text``."""
    found = findings(COVER, start + text).recommendations
    return [(record.text.split()[-1], record.addressee) for record in found]
