"""A report with a cover and an introduction, and text that uses the names of children."""

from __future__ import annotations

from pipeline.records import CaseFindings
from tests.pipeline.case.make import findings

HEAD = "# 1 Introduction\n[1.1] "
AUTHOR = "\nAuthor: Ann Stone"


def labelled(cover: str, body: str) -> CaseFindings:
    """What the program finds under this cover, to which an author is added, in this introduction."""
    return findings(cover + AUTHOR, HEAD + body)


def about(*names: str) -> str:
    """Sentences in which each name is used four times."""
    return "".join(
        f"{n} was nine. {n} was known to the school. A nurse saw {n} in May. {n} was found cold."
        for n in names
    )
