"""Recommendations in the voices of many authors: charges, pledges, questions, headlines, tables."""

from __future__ import annotations

import pytest

from tests.pipeline.case.recommended import STORY, Found, briefly

CASES: dict[str, tuple[str, Found]] = {
    "imr_recs_sep": (
        """
# Recommendations
# From the management reviews
The agencies have made 19 recommendations for themselves and these are not repeated.
# From this review
[1.] The Board should set a date by which all 19 are done.
[2.] The Trust should name one person to see to its own.
""",
        [("done.", "Board"), ("own.", "Trust")],
    ),
    "letters": (
        """
# Recommendations
The Panel recommends as follows.
A. That Children's Services open a file for the brother.
B. That the surgery be told.
C. That the Committee hear from both before Christmas.
""",
        [("brother.", "Children's Services"), ("told.", None), ("Christmas.", "Committee")],
    ),
    "we_ask_paras": (
        """
# What we ask
Of the Trust, we ask that each new mother be given one midwife.
Of the police, we ask for a note of every call to a house with a baby.
Of ourselves, as a Board, we ask for honesty about caseloads.
""",
        [("midwife.", "Trust"), ("baby.", "police"), ("caseloads.", "Board")],
    ),
    "owner_dash": (
        """
# Recommendations
- Children's Social Care - give each duty worker a mentor.
- Westvale Police - open the notice box at weekends.
- All schools - keep a chair for the child's own worker.
""",
        [("mentor.", "Children's Social Care"), ("weekends.", "Westvale Police"), ("worker.", "All schools")],
    ),
    "what_next_early_late": (
        """
# Where we go from here
The Partnership will:
- meet the grandmother each spring;
- pay for a bench in the park.
The Trust will:
- name a lead for young fathers.
""",
        [("spring;", "Partnership"), ("park.", "Partnership"), ("fathers.", "Trust")],
    ),
    "asks_table_heads": (
        """
# Recommendations
| Ref | Body | What is to be done |
| A | Westvale Hospital | Ring the school nurse on discharge |
| B | School nursing | Visit within a week of the call |
| C | Board | Count the calls and the visits each quarter |
""",
        [("discharge", "Westvale Hospital"), ("call", "School nursing"), ("quarter", "Board")],
    ),
    "headed_by_finding": (
        """
# Findings and recommendations
# 1. The lodger
Nobody asked who slept in the back room. The tenancy file named him.
The housing association should share its tenancy files with the health visitor.
# 2. The dog
The dog had bitten twice. It was known to the warden.
The Council's dog warden should tell Children's Services of any second bite.
# 3. The night
No one was on duty. Staff had asked for a rota.
The hospital should publish a night rota.
""",
        [("visitor.", "housing association"), ("bite.", "Council"), ("rota.", "hospital")],
    ),
    "prose_same_body_twice": (
        """
# Recommendations
The Board should issue a new leaflet on crying. It should also print it in Polish and Urdu.
The Board should in addition pay for a course for fathers, which the Trust would run.
The Trust should count who comes.
""",
        [("Urdu.", "Board"), ("run.", "Board"), ("comes.", "Trust")],
    ),
    "roman": (
        """
# VI. Recommendations
I. The Department is recommended to revise the circular of 1994.
II. The Authority is recommended to appoint a second officer.
III. The Hospital is recommended to retain its clinic at weekends.
The Committee received these on 4 May 1997 and has adopted all of them.
""",
        [("1994.", "Department"), ("officer.", "Authority"), ("weekends.", "Hospital")],
    ),
    "points_for_practice": (
        """
# Learning into practice
Practitioners told us what would help. The partnership has agreed to:
- put a photograph of each worker on the front of the file;
- hold the core group at the school when the parent asks;
- stop using the word 'engage'.
Health providers have agreed to:
- ring before they write.
""",
        [
            ("file;", "partnership"),
            ("asks;", "partnership"),
            ("'engage'.", "partnership"),
            ("write.", "Health providers"),
        ],
    ),
    "bold_title_items": (
        """
# Recommendations
Recommendation 1 - Transport
The Council should pay taxi fares for parents of babies on the ward.
Why: two visits were missed for want of a bus.
Recommendation 2 - Weighing
Health visitors should weigh each baby on the same scales.
Why: three scales gave three weights.
""",
        [("ward.", "Council"), ("scales.", "Health visitors")],
    ),
    "agreed_actions_prose": (
        """
# Next steps
The Board has agreed to run a campaign on safe sleep before the winter. The Trust has agreed to give a \
basket to every family without a cot. The police have agreed to look at how they record drink at a \
sudden death.
""",
        [("winter.", "Board"), ("cot.", "Trust"), ("death.", "police")],
    ),
    "single_rec": (
        """
# Recommendation
The Panel makes one recommendation only: that the Committee write to every minister of religion about \
the keeping of firearms.
""",
        [("firearms.", "Committee")],
    ),
    "summary_then_full": (
        """
# Summary of recommendations
- A register of lodgers.
- A letter after every missed visit.
- One file.
# Analysis
[3.1] Nobody knew of the lodger and nobody wrote.
# Recommendations in full
[4.1] The Council should keep a register of lodgers in houses where a child has a plan.
[4.2] The Trust should send a letter within two days of every missed visit.
[4.3] Both should keep one file for each child.
""",
        [("plan.", "Council"), ("visit.", "Trust"), ("child.", None)],
    ),
    "imr_table_and_list": (
        """
# Recommendations
[1] The Board should hold one conference on burns.
[2] The burns unit should name a social worker.
# Appendix: actions already taken by agencies
- The school has changed its gate.
- The surgery should by now have a new telephone line.
""",
        [("burns.", "Board"), ("worker.", "burns unit")],
    ),
    "headline_then_detail": (
        """
# Recommendations
1. See the child alone
Schools should offer a room, and the social worker should use it.
2. Write it down
The duty team should record every call in one book.
3. Tell the father
Midwives should ask for the father's number at booking.
""",
        [(None, "Schools"), (None, "duty team"), (None, "Midwives")],
    ),
    "for_consideration": (
        """
# For the Board's consideration
- Whether the escalation policy is known to night staff.
- How far the voice of a child who does not speak can be heard.
- What a father in prison should be told.
""",
        [("staff.", "Board"), ("heard.", "Board"), ("told.", "Board")],
    ),
    "commended": (
        """
# Recommendations
These are commended to the bodies named in brackets.
(a) A pocket card on head injury. [Ambulance Service]
(b) A monthly clinic in the hostel. [Westvale Homes and the Trust]
(c) A yearly count of hostel babies. [Board]
""",
        [(None, "Ambulance Service"), (None, "Westvale Homes and the Trust"), (None, "Board")],
    ),
    "we_must": (
        """
# What we will change
We will ring every family within a day of a missed visit.
We will pay for interpreters by video.
We will ask young people to write the letter that tells them a plan has ended.
""",
        [("visit.", None), ("video.", None), ("ended.", None)],
    ),
    "responses": (
        """
# Recommendations and responses
Recommendation 1: The Trust should keep a list of interpreters.
Response: Accepted. The list was drawn up in May.
Recommendation 2: The Council should fund a bus.
Response: Accepted in part. The Council should know by June.
""",
        [("interpreters.", "Trust"), ("bus.", "Council")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_voices(case: str) -> None:
    text, wanted = CASES[case]
    found = briefly(text, STORY)
    assert [addressee for _, addressee in found] == [addressee for _, addressee in wanted]
    assert all(last in (None, word) for (word, _), (last, _) in zip(found, wanted, strict=True))
