"""Recommendations under headings, in tables and in prose that do not look like a list of recommendations."""

from __future__ import annotations

import pytest

from tests.pipeline.case.recommended import STORY, Found, briefly

CASES: dict[str, tuple[str, Found]] = {
    "alpha_questions": (
        """
# 5 Questions for the Board
[5.1] I put three questions, which members may take in any order.
[5.2] Question A: how will the Board know that hostels weigh babies?
[5.3] Question B: might Westvale Police keep a list of addresses with a dog order?
[5.4] Question C: is the Board sure that the letters arrive?
""",
        [("babies?", "Board"), ("order?", "Westvale Police"), ("arrive?", "Board")],
    ),
    "own_numbers": (
        """
# 5 Recommendations
[50.] The list that follows is grouped by service.
The Ambulance Service
[(1)] Name the caller in every record.
[(2)] Ring back within an hour.
The Education Service
[(1)] Look for pupils who do not come back after the summer.
[51.] The services have seen the list in draft and have no quarrel with it.
[52.] My thanks are due to Mrs Oade, who typed it.
""",
        [("record.", "Ambulance Service"), ("hour.", "Ambulance Service"), ("summer.", "Education Service")],
    ),
    "possessive_heading": (
        """
# The Committee's requests
The Council ought to pay for a second night worker.
It is also proposed that the Trust send a copy of each letter to the school.
Pharmacists are asked to tell the surgery when a script is not collected.
""",
        [("worker.", "Council"), ("school.", "Trust"), ("collected.", "Pharmacists")],
    ),
    "after_finding_that": (
        """
# Findings
# 1. Letters went astray
The post was not opened for a week.
Recommendation: that the surgery and the clinic share one inbox.
# 2. Nobody led
Three workers each thought another led.
Recommendation: a written summary, agreed at the first meeting, must be written on the plan.
# 3. A good start
The midwife knew the family well.
Recommendation: Westvale Homes to keep the midwife's number in every flat.
""",
        [("inbox.", "surgery and the clinic"), ("plan.", None), ("flat.", "Westvale Homes")],
    ),
    "should_points_single": (
        """
# Recommendations
[6.1] The Board should:
- publish its threshold guide;
- test it with parents; and
- report in a year.
[6.2] Westvale Police should:
- teach call handlers to ask about children;
- send each notice on the same day.
""",
        [
            ("guide;", "Board"),
            ("and", "Board"),
            ("year.", "Board"),
            ("children;", "Westvale Police"),
            ("day.", "Westvale Police"),
        ],
    ),
    "should_points_whole": (
        """
# Recommendations
[1.] The Board should:
- publish its threshold guide;
- test it with parents.
[2.] Westvale Police should teach call handlers to ask about children.
[3.] The Trust should give each ward a named nurse.
""",
        [("parents.", "Board"), ("children.", "Westvale Police"), ("nurse.", "Trust")],
    ),
    "commands_among_should": (
        """
# Recommendations
The Trust should give each ward a named nurse.
Audit, within the year, forty closed files for signs of drift.
Write to each landlord about window locks.
The Council should fund the second worker until 2015.
""",
        [("nurse.", "Trust"), ("drift.", None), ("locks.", None), ("2015.", "Council")],
    ),
    "present_tense": (
        """
# What will be done
[1.] Westvale Maternity rings every mother on day three.
[2.] The Board pays for a film about shaking.
[3.] Schools keep two numbers for each child.
""",
        [("three.", "Westvale Maternity"), ("shaking.", "Board"), ("child.", "Schools")],
    ),
    "advice_heading": (
        """
# Advice to agencies
The Youth Offending Team is advised to see each young person at home once.
Housing officers should note who is on the tenancy.
It would be wise for the Board to look at this again in 2014.
""",
        [("once.", "Youth Offending Team"), ("tenancy.", "Housing officers"), ("2014.", "Board")],
    ),
    "middle_heading": (
        """
# Action required of the Trust
- Replace the paper diary.
- Give every midwife a phone.
- Tell the Board when this is done.
# Action required of the Council
- Mend the lift.
# Closing words
The panel thanks the family.
""",
        [("diary.", "Trust"), ("phone.", "Trust"), ("done.", "Trust"), ("lift.", "Council")],
    ),
    "inline_prose_numbers": (
        """
# Recommendations
We make four recommendations. First, the Board should map every drop-in clinic. Second, the Trust \
should weigh babies at each one. Third, the Council should pay the bus fare of any parent who attends. \
Fourth, all three should meet in the spring to see what has changed.
""",
        [("clinic.", "Board"), ("one.", "Trust"), ("attends.", "Council"), ("changed.", None)],
    ),
    "because_heads": (
        """
# Recommendations
# Seeing the child
The Trust should see each child alone. This is because adults spoke for her.
# Writing it down
Social workers should write what the child said in the child's words.
# Passing it on
Schools should send the file within five days of a move, and ring to check that it came.
""",
        [("her.", "Trust"), ("words.", "Social workers"), ("came.", "Schools")],
    ),
    "to_body_prefix": (
        """
# Recommendations
[R1] To the Board: bring forward the audit of bruising.
[R2] To Westvale Hospitals: X-ray every infant with a head injury.
[R3] To the Welsh Government: consider a national register of childminders.
""",
        [("bruising.", "Board"), ("injury.", "Westvale Hospitals"), ("childminders.", "Welsh Government")],
    ),
    "by_whom_at_end": (
        """
# Recommendations
[1.] That a single front sheet be used for every file. (Social Services)
[2.] That no child be discharged on a Friday without a plan. (Westvale Hospital)
[3.] That the Board publish a note on cannabis. (Board)
""",
        [(None, "Social Services"), (None, "Westvale Hospital"), (None, "Board")],
    ),
    "action_label_after": (
        """
# Recommendations
[1.] Keep a log of every missed visit.
Addressee: Health Visiting Service
[2.] Ask fathers about sleep.
Addressee: Midwifery
[3.] Check the log each month.
Addressee: the Board
""",
        [(None, "Health Visiting Service"), (None, "Midwifery"), (None, "Board")],
    ),
    "conclusion_with_recs": (
        """
# Conclusion and recommendations
[7.1] Nothing that was known in March would have led anyone to predict the death.
[7.2] The panel was struck by how often the same form was filled in.
[7.3] The Board should commission one form for all services.
[7.4] Westvale Police should send the form within a day.
[7.5] The Trust should read it on receipt.
[7.6] The panel thanks the grandmother for her patience.
""",
        [("services.", "Board"), ("day.", "Westvale Police"), ("receipt.", "Trust")],
    ),
    "not_yet_actions": (
        """
# Recommendations
Since the events the Trust has employed two more nurses, and the police have a new form.
What remains is this.
[1] The Trust should tell the surgery who the nurses are.
[2] The police should try the form at weekends.
The Board will look at both in the autumn.
""",
        [("are.", "Trust"), ("weekends.", "police")],
    ),
    "no_heading_end": (
        """
# Findings and learning
[4.1] The clinic was shut on Tuesdays. The Trust should open it.
[4.2] The school had no nurse. The Council should find one.
[4.3] The flat was damp. Westvale Homes should heat it.
[4.4] It had no alarm, for which no one was to blame.
""",
        [(None, "Trust"), (None, "Council"), (None, "Westvale Homes")],
    ),
    "table_who_what": (
        """
# Recommendations
The panel's recommendations are in the table.
| What we want to see | From whom | When |
| Every baby weighed at each contact | Health visiting | May |
| A worker for fathers in each hub | Council | June |
| One number to ring at night | Partnership | July |
""",
        [(None, "Health visiting"), (None, "Council"), (None, "Partnership")],
    ),
    "stated_lead_unlike": (
        """
# Recommendations
[9] Six would have been easy to write and hard to keep, so I have kept to three.
[10] The Head Teacher should know which pupils care for a parent.
[11] The Council should give young carers a card.
[12] Surgeries should honour the card.
""",
        [("parent.", "Head Teacher"), ("card.", "Council"), ("card.", "Surgeries")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_lists_in_disguise(case: str) -> None:
    text, wanted = CASES[case]
    found = briefly(text, STORY)
    assert [addressee for _, addressee in found] == [addressee for _, addressee in wanted]
    assert all(last in (None, word) for (word, _), (last, _) in zip(found, wanted, strict=True))
