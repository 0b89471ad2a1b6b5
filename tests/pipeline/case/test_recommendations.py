"""Recommendations in every form, once each; and the rows of chronologies."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.case.recommendations.repeats import without_repeats
from pipeline.records import Recommendation
from tests.pipeline.case.make import findings

COVER = "Westvale Safeguarding Children Board\n= Serious Case Review: Child B"
START = "# 1 Introduction\n[1.1] Child B died on 5 May 2011 in Westvale after an assault.\n"


def recommended(text: str) -> tuple[Recommendation, ...]:
    return findings(COVER, START + text).recommendations


def briefly(text: str) -> list[tuple[str, str | None]]:
    return [(record.text.split()[-1], record.addressee) for record in recommended(text)]


def test_numbered_after_a_lead_in() -> None:
    found = briefly("""
# 8 Recommendations
[8.1] The Panel makes the following two recommendations, which the Board has accepted.
[8.2] The Board should audit assessments.
[8.3] Westvale Council should review its thresholds. It should report in a year.
""")
    assert found == [("assessments.", "Board"), ("year.", "Westvale Council")]


def test_recommendation_headings_with_the_text_below() -> None:
    found = recommended("""
# 8 Recommendations
Recommendation 1
The Board should audit assessments.
Recommendation 2
Westvale Council should:
- review its thresholds; and
- train its staff.
""")
    assert [record.text for record in found] == [
        "The Board should audit assessments.",
        "Westvale Council should: review its thresholds; and train its staff.",
    ]


def test_by_agency_with_letters() -> None:
    found = briefly("""
# 8 Recommendations
[8.1] The recommendations are grouped under the body to which each is addressed.
To Westvale Police
[a)] That officers see the child.
[b)] That reports be shared.
To the Westvale Primary Care Trust
[a)] That surgeries be told.
""")
    assert found == [
        ("child.", "Westvale Police"),
        ("shared.", "Westvale Police"),
        ("told.", "Westvale Primary Care Trust"),
    ]


def test_prose_and_points_run_together() -> None:
    assert (
        len(
            recommended(
                """
# Recommendations
We make three recommendations. The Board should review guidance on bruising. Midwives should ask about violence at
booking. The Council should audit its front door.
""".replace("\nbooking", " booking")
            )
        )
        == 3
    )
    found = briefly("""
# Recommendations
The Panel concludes. (i) Staff should be trained in suicide prevention. (ii) The Council should review placements.
""")
    assert found == [("prevention.", "Staff"), ("placements.", "Council")]


def test_considerations_for_the_board_are_recommendations() -> None:
    found = briefly("""
# Finding 1 Men are seldom asked who they are
We found that nobody asked.
# Considerations for the Board
- How will the Board know that men are asked?
- Would a shared form help schools?
""")
    assert found == [("asked?", "Board"), ("schools?", "Board")]


def test_printed_after_each_finding_and_glued_together() -> None:
    found = briefly(
        """
# Findings
Nobody weighed him. Each thought that another did.
Recommendation one: The Board should adopt a tool for neglect and require its use. Recommendation two: Schools should
make home visits when a pupil is away.
# Conclusion
The staff were sorry.
""".replace("should\nmake", "should make")
    )
    assert found == [("use.", "Board"), ("away.", "Schools")]


def test_rows_of_an_action_plan() -> None:
    found = recommended("""
# Recommendations
| No. | Action | Owner | By |
| 1 | Agree a protocol for transfers. | Westvale Council | May 2012 |
| 2 | Accept referrals the same day. | CAMHS | May 2012 |
""")
    assert [(record.text, record.addressee, record.page) for record in found] == [
        ("Agree a protocol for transfers.", "Westvale Council", 2),
        ("Accept referrals the same day.", "CAMHS", 2),
    ]


TWICE = """
# Executive Summary
The case is told here in brief.
# Recommendations
- The Board should agree a protocol on transfers.
- Health visitors should share records.
# Analysis
It went wrong.
# Recommendations
[8.1] The Board should agree a protocol for the transfer of cases between areas within six months.
[8.2] Health visitors should share the records of children who move with the receiving area.
# Appendix 1 Action plan
| Recommendation | Action | Lead |
| The Board should agree a protocol for the transfer of cases between areas within six months. | Draft | Board |
| Health visitors should share the records of children who move with the receiving area. | Audit | Health |
"""


def test_a_summary_and_an_action_plan_that_repeat_are_not_counted_again() -> None:
    found = recommended(TWICE)
    assert [record.text.split()[-1] for record in found] == ["months.", "area."]


def test_different_lists_are_both_kept() -> None:
    found = recommended("""
# Recommendations
- The Board should agree a protocol on transfers.
- Health visitors should share records.
# Analysis
It went wrong.
# Single agency recommendations
- Westvale Police should train call handlers in recognising coercive control.
- Homes Westvale should visit tenants who fall behind with rent.
""")
    assert len(found) == 4


def test_no_recommendations_is_none() -> None:
    assert recommended("# Conclusion\nThe Board should be proud, and nothing is recommended.") == ()
    assert without_repeats([]) == []


def test_chronology_rows() -> None:
    found = findings(
        COVER,
        START
        + """
# Chronology
| Date | Source | Significant event |
| 3 Jan 2011 | Midwife | Booked late |
| 10.02.11 | Police | Called to a dispute |
| March | GP | Not seen |
""",
    ).chronology
    assert [(event.event_no, event.event_date, event.agency, event.text) for event in found] == [
        (1, date(2011, 1, 3), "Midwife", "Booked late"),
        (2, date(2011, 2, 10), "Police", "Called to a dispute"),
        (3, None, "GP", "Not seen"),
    ]


def test_other_tables_are_no_chronology() -> None:
    assert (
        findings(
            COVER,
            START
            + """
# Method
| Agency | Document received | Date |
| Police | Report | 3 May 2011 |
""",
        ).chronology
        == ()
    )


def test_a_list_under_a_heading_that_does_not_call_it_one() -> None:
    found = briefly("""
# What should happen now
[8] There are two things that we ask for.
[9] NHS Westvale should see every baby at home. The visit should be repeated.
[10] The Council should publish its figures.
[11] J would like the box of wheels to go to another child.
""")
    assert found == [("repeated.", "NHS Westvale"), ("figures.", "Council")]


def test_a_heading_about_the_past_begins_no_list() -> None:
    assert not recommended("""
# What should have happened
[8] The Board should have met the mother. The police must have known.
""")


def test_questions_to_a_partnership_are_its_recommendations() -> None:
    filler = "# Analysis\n" + "[7] Nobody asked, and the file shows it.\n" * 30
    found = recommended(
        filler
        + """
# Questions for the Partnership
- Question 1: How will the Partnership know that a plan has reached the school?
- Question 2: What will the Partnership require of a manager? Will it publish the count?
"""
    )
    assert [record.text[:4] for record in found] == ["How ", "What"]


@pytest.mark.parametrize(
    ("item", "who"),
    [
        ("We ask Dale and Tarn NHS Trust to see every baby at home.", "Dale and Tarn NHS Trust"),
        ("C1: CSC should count its visits.", "CSC"),
        ("(3) that NHS Eskdale discharge no child unseen.", "NHS Eskdale"),
        ("Recommendation 2, to the Education Authority: no deaf child should wait.", "Education Authority"),
    ],
)
def test_addressees_asked_coded_and_named(item: str, who: str) -> None:
    assert [one for _, one in briefly(f"# Recommendations\n- {item}")] == [who]


def test_a_heading_in_small_letters_and_one_with_a_colon_name_bodies() -> None:
    found = briefly("""
# Recommendations
To the acute hospital trust
- A report on a child under two should go to a named consultant.
For Heddlu Bro Helyg:
- Hold no meeting without the father.
- Record the words of the child.
""")
    assert found == [
        ("consultant.", "acute hospital trust"),
        ("father.", "Heddlu Bro Helyg"),
        ("child.", "Heddlu Bro Helyg"),
    ]


def test_a_table_whose_head_is_a_sentence() -> None:
    found = briefly("""
# Recommendations
| No. | The Board should see to it that | Led by |
| 1 | every disabled child has one lead clinician | Westvale Hospitals NHS Trust |
| 2 | uncollected medicines are reported at once | The chemists |
""")
    assert found == [("clinician", "Westvale Hospitals NHS Trust"), ("once", "The chemists")]


def test_a_list_without_any_heading_of_one() -> None:
    found = briefly("""
# Analysis
[2] Nobody asked about the father, and the file shows it. His name stood in the school's records all year.
# Last words
- The Board should audit assessments.
- Westvale Council should review its thresholds.
- Westvale Police should share reports within a day.
- The Trust should tell surgeries.
""")
    assert [who for _, who in found] == ["Board", "Westvale Council", "Westvale Police", "Trust"]


def test_numbers_round_a_list_are_not_of_it() -> None:
    found = briefly("""
# 8 Recommendations
[8.1] The Board accepted three. Those of single agencies are in their own action plans.
[8.2] The Board should audit assessments.
[8.3] Westvale Council should review its thresholds.
[8.4] The Police should train their officers.
[8.5] The Board will report on progress in October 2011.
""")
    assert [words for words, _ in found] == ["assessments.", "thresholds.", "officers."]


def test_a_first_item_that_prescribes_stays() -> None:
    found = briefly("""
# 8 Recommendations
[8.1] The Board should follow up its audits.
[8.2] The Board should audit assessments.
[8.3] Westvale Council should review its thresholds.
[8.4] The Police should publish a guide.
""")
    assert [words for words, _ in found] == ["audits.", "assessments.", "thresholds.", "guide."]


def test_what_bodies_undertake_is_a_list_where_nothing_prescribes() -> None:
    found = briefly("""
# 8 Recommendations
The Board recorded what its members have agreed to.
Westvale Council will review its thresholds. The referrer is to hear the result.
The Health Board will train its staff.
""")
    assert found == [("result.", "Westvale Council"), ("staff.", "Health Board")]


def test_a_list_that_runs_through_the_findings() -> None:
    found = briefly("""
# 5 Findings
# Finding A: nobody asked
The records were read by nobody and the visits were few.
[A1] The Board should audit assessments.
[A2] Westvale Council should review its thresholds.
# Finding B: nobody told
The Police held the list and did not send it.
[B1] The Police should send their lists.
""")
    assert found == [("assessments.", "Board"), ("thresholds.", "Westvale Council"), ("lists.", "Police")]


def test_numbered_paragraphs_of_findings_are_no_list() -> None:
    assert not recommended("""
# 5 Findings
# First
[1] The records were read by nobody.
[2] The Council should have been told.
[3] The visits were few.
# Second
[4] The Police held the list.
[5] It was not sent, and the Board should know that.
""")


def test_codes_that_ran_together_and_a_list_of_imperatives() -> None:
    found = briefly("""
# 8 What should change?
R1. Keep the ratio under review. R2. Check the register once a year.
R3. Treat a call from a neighbour as a referral.
""")
    assert [words for words, _ in found] == ["review.", "year.", "referral."]


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Children's services shall hold a conference.", "Children's services"),
        ("Was-not-brought arrangements should cover dentists.", None),
        ("No case shall be held by a manager. The Trust shall report on it.", "Trust"),
        ("Midwives should ask twice.", "Midwives"),
    ],
)
def test_who_should_act_and_what_is_no_body(text: str, addressee: str | None) -> None:
    (one,) = recommended(f"# 8 For the Board to take forward\n# Recommendations\n[8.1] {text}")
    assert one.addressee == addressee


def test_codes_without_a_stop_at_the_start_of_lines() -> None:
    listed = briefly("""
# 8 Recommendations
R1 The Board should audit assessments.
R2 The Police should train their officers.
""")
    assert [words for words, _ in listed] == ["assessments.", "officers."]
    # A child who is called C3 is no number of a list.
    assert not recommended("""
# 5 Findings
# First
C3 The Board should have asked for her.
# Second
C3 The Police should have asked for her.
C3 The school should have asked for her.
""")
