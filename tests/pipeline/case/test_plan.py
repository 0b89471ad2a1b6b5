"""Plan or register: now, before, never, or not said; and whose plan it is."""

from __future__ import annotations

import pytest

from tests.pipeline.case.make import findings

COVER = "= Serious Case Review: Child B"
START = "# 1 Introduction\n[1.1] Child B, a boy aged 6, died on 9 May 2012 after an assault.\n# 2 Narrative\n"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Child B's plan was in force on the day that he died.", "current"),
        ("Since 6 February 2012 there had been a child protection plan for him, under neglect.", "current"),
        ("Child B's name had stood on the Child Protection Register since December 2011.", "current"),
        ("From May 2010 to April 2011 the council had a child protection plan for Child B.", "previous"),
        ("Child B and his sister had been on child protection plans until May 2011.", "previous"),
        (
            "A conference placed Child B on a child protection plan in May 2011. The plan ended in July.",
            "previous",
        ),
        ("The conference took Child B's name off the Child Protection Register.", "previous"),
        # More than two and a half years before the day.
        ("Child B's name was entered in the Child Protection Register on 14 November 2007.", "previous"),
        ("Child B's name was entered in the Child Protection Register on 14 November 2011.", "current"),
        ("Child B was never on a child protection plan.", "never"),
        ("The Child Protection Register never had Child B's name on it.", "never"),
        ("A conference made a child protection plan for her. Child B himself was never on a plan.", "never"),
        (
            "A newspaper said that Child B was on a child protection plan. He was not, and never had been.",
            "never",
        ),
        (
            "Child B's name had never been on the Child Protection Register, and nobody says that it should.",
            "never",
        ),
        ("Neither child had been on the Child Protection Register.", "never"),
        (
            "For eight months before he died Child B's name had been on the Child Protection Register.",
            "current",
        ),
        (
            "Child B's name had not been on the Child Protection Register in the six months before. A "
            "conference had placed Child B on a child protection plan in May 2011.",
            "previous",
        ),
        (
            "A conference made a child protection plan for Child B. The plan was ended in July 2011.",
            "previous",
        ),
        (
            "One agency has Child B on the Child Protection Register. That is an error of the typist's.",
            "never",
        ),
        (
            "Should Child B have been on a child protection plan, the visits would have been weekly.",
            "not_stated",
        ),
        ("None of the seven meetings under the plan has his name on its list.", "not_stated"),
        ("Every child on a child protection plan should be seen alone.", "not_stated"),
        ("He had a child in need plan.", "not_stated"),
    ],
)
def test_status_at_the_incident(text: str, status: str) -> None:
    assert findings(COVER, f"{START}[2.1] {text}").case.child_protection_plan == status
