"""Recommendations under leads, labels and codes, and in tables: what counts as one, and to whom it goes."""

from __future__ import annotations

import pytest

from tests.pipeline.case.recommended import Found, briefly

CASES: dict[str, tuple[str, Found]] = {
    "numbered_leads_with_bullets": (
        """
# Recommendations
[6.1] The Partnership should:
- pay for a sling library;
- tell every registrar about it.
[6.2] The fire authority should:
- visit each hostel in the spring.
""",
        [("library;", "Partnership"), ("it.", "Partnership"), ("spring.", "fire authority")],
    ),
    "lettered_headings_and_runs": (
        """
# Recommendations
A. Recommendations to the Westvale Youth Justice Board
1. Teach staff to ask about sleep. 2. Keep a list of safe adults.
B. Recommendations to NHS England
3. Fund the pilot for another year.
""",
        [
            ("sleep.", "Westvale Youth Justice Board"),
            ("adults.", "Westvale Youth Justice Board"),
            ("year.", "NHS England"),
        ],
    ),
    "a_table_and_a_remark": (
        """
# Recommendations
| Recommendation | Lead agency | Completion date |
| The Board should issue a leaflet on window locks. | Westvale Homes | 1 May 2012 |
| The Trust should ask about windows at the first visit. | Health visiting | 1 June 2012 |
These were agreed by the Board on 3 March 2012 and will be monitored by its audit group.
""",
        [("locks.", "Westvale Homes"), ("visit.", "Health visiting")],
    ),
    "an_action_plan_with_more_rows": (
        """
# Recommendations
[9.1] The Board should issue a leaflet on window locks to every tenant with a child under five.
[9.2] The Trust should ask about windows and balconies at the first home visit.
# Action plan
| Recommendation | Action | Lead | Date |
| Leaflet on window locks for tenants with a child under five | Draft text | Housing | May 2012 |
| Leaflet on window locks for tenants with a child under five | Print | Housing | June 2012 |
| Ask about windows and balconies at first home visit | Change form | Trust | June 2012 |
""",
        [("five.", "Board"), ("visit.", "Trust")],
    ),
    "questions_after_each_theme": (
        """
# Learning
# Learning theme 1: weekends
The clinic was shut on the day he fell ill. The answering service gave no other number.
Question for the Board: How will families reach a nurse at the weekend?
# Learning theme 2: language
His mother signed forms that she could not read.
Question for the Board: How will agencies know that a form was understood?
""",
        [("weekend?", "Board"), ("understood?", "Board")],
    ),
    "until_then_belongs_to_it": (
        """
# Recommendations
The panel was struck by the care that neighbours took.
Westvale Council must appoint a lead for private fostering within three months. Until then the Director \
should sign each notification herself.
Westvale Borough Police have to train control room staff.
A copy of this report should go to each school in the county.
""",
        [("herself.", "Westvale Council"), ("staff.", "Westvale Borough Police"), ("county.", None)],
    ),
    "we_encourage": (
        """
# Recommendations
We encourage the partners to talk with parents about this report.
We encourage Westvale Rugby Club to train its coaches.
We encourage the Home Secretary to consult upon the age at which a knife may be bought online.
""",
        [("report.", "partners"), ("coaches.", "Westvale Rugby Club"), ("online.", "Home Secretary")],
    ),
    "to_on_a_line_of_its_own": (
        """
# Recommendations
Recommendation 1
To: Westvale Hospitals NHS Trust
Put a flag on the notes of children who are seen three times in a month.
Recommendation 2
To: Westvale Council
Write to parents within a week of any visit.
""",
        [("month.", "Westvale Hospitals NHS Trust"), ("visit.", "Westvale Council")],
    ),
    "that_with_bare_verbs": (
        """
# Recommendations
[10.1] That the Committee issue guidance on ponds.
[10.2] That planning officers attend one conference a year.
[10.3] That all parks staff be told whom to call.
The Committee met on 4 June 2012 and adopted all three.
""",
        [("ponds.", "Committee"), ("year.", "planning officers"), ("call.", None)],
    ),
    "none_where_agencies_have_acted": (
        """
# Recommendations of this review
No new recommendations are made where agencies have already acted; the four single agency \
recommendations are in Appendix 2.
Children's Services ought to review its out-of-hours rota.
The coroner is respectfully invited to share post-mortem results with the panel within a month.
""",
        [("rota.", "Children's Services"), ("month.", "coroner")],
    ),
    "labels_that_name_bodies": (
        """
# Findings and recommendations
# Finding 1
Nobody could say who held parental responsibility. Two letters went to the wrong person.
Recommendation for Westvale Council: Record who holds parental responsibility on the first page of the \
file.
# Finding 2
The nursery kept its own notes.
Recommendation for nurseries: Send the notes on when the child leaves.
""",
        [("file.", "Westvale Council"), ("leaves.", "nurseries")],
    ),
    "firstly_secondly_thirdly": (
        """
# Recommendations
Firstly, agencies should learn to say no to a closed door. Secondly, every school should have a \
counsellor. Thirdly, Westvale NHS Trust should publish its waiting times. The figures should be given \
by age.
""",
        [("door.", "agencies"), ("counsellor.", "every school"), ("age.", "Westvale NHS Trust")],
    ),
    "a_table_below_the_list_it_repeats": (
        """
# Recommendations
[1.] The Board should print a card with the numbers of the night services.
[2.] The Trust should see that locum doctors can open the children's register.
| No. | Action | Lead | By |
| 1 | Design a card with the numbers of night services | Board manager | May 2012 |
| 1 | Print the card and send it to families | Board manager | June 2012 |
| 2 | Give locum doctors access to the children's register | Trust | June 2012 |
""",
        [("services.", "Board"), ("register.", "Trust")],
    ),
    "a_lead_unless_otherwise_stated": (
        """
# Recommendations
The following arise from the analysis. They are addressed to the Partnership unless otherwise stated.
- Refresh the neglect strategy.
- Bring the voices of boys into training.
- Westvale Police should review how it records stalking.
""",
        [("strategy.", "Partnership"), ("training.", "Partnership"), ("stalking.", "Westvale Police")],
    ),
    "levels_of_numbers": (
        """
# Recommendations
[7.1] The individual management reviews contain 22 recommendations, which I endorse.
[7.2] In addition I recommend that:
[7.2.1] the Board seek assurance that plans for twins name each twin;
[7.2.2] Westvale Hospitals ensure that each twin has a separate file;
[7.2.3] NHS England consider guidance on multiple births.
""",
        [("twin;", "Board"), ("file;", "Westvale Hospitals"), ("births.", "NHS England")],
    ),
    "names_on_lines": (
        """
# Recommendations
Health
The Trust should fit locks to the medicine store.
GPs should ask who keeps the tablets.
Police
Officers should ask to see where the tablets are kept.
""",
        [("store.", "Trust"), ("tablets.", "GPs"), ("kept.", "Police")],
    ),
    "infinitives_after_labels": (
        """
# Conclusions and recommendations
The death could not have been predicted. Staff should have been told of the move, and the letter should \
have been opened.
Recommendation 1: Westvale Homes to give notice of every move to the school nurse.
Recommendation 2: School nurses to open post daily in term time.
An earlier review, of Child Z, had recommended that the post be opened; that was done in one office.
""",
        [("nurse.", "Westvale Homes"), ("time.", "School nurses")],
    ),
    "codes_with_bodies_in_brackets": (
        """
# Recommendations
R1 (Children's Services): Audit twenty closed cases.
R2 (CAMHS): Offer a first meeting at school.
R3 (all agencies): Use the word "child" in every letter about one.
""",
        [("cases.", "Children's Services"), ("school.", "CAMHS"), ("one.", "all agencies")],
    ),
    "what_a_body_will_do": (
        """
# What the Board will do now
Having read this report the Board will:
- write to every landlord in the district;
- hold two learning events for staff who work at night; and
- ask for a report in March.
""",
        [("district;", "Board"), ("and", "Board"), ("March.", "Board")],
    ),
    "it_would_be_sensible": (
        """
# Recommendations
It would be sensible for the ambulance trust to give crews a card. The lead commissioner ought also to \
fund a night nurse, and there is no reason for delay.
As regards schools, governors are expected to read this report at their next meeting.
The Government could usefully look again at the law on paddling pools.
""",
        [
            ("card.", "ambulance trust"),
            ("delay.", "lead commissioner"),
            ("meeting.", "governors"),
            ("pools.", "Government"),
        ],
    ),
    "a_remark_after_the_list": (
        """
# Recommendations
[1.] Westvale Council should, with the Trust, agree one form for concerns.
[2.] Independent reviewing officers should see the child before each review.
[3.] Each GP surgery should name a lead.
[4.] The Minister for Children is asked to publish figures.
These recommendations have been accepted by the bodies named. The Board's quality group will follow \
them up.
""",
        [
            ("concerns.", "Westvale Council"),
            ("review.", "Independent reviewing officers"),
            ("lead.", "Each GP surgery"),
            ("figures.", "Minister for Children"),
        ],
    ),
    "after_most_findings": (
        """
# Findings
# 5.1 Sleep
No one asked where he slept.
Learning: sleeping places change.
The Board should add a sleeping place question to its tool.
# 5.2 Drink
Nobody asked about drink.
Learning: ask kindly.
Commissioners should pay for a worker in each surgery.
# 5.3 Dogs
There were four dogs.
Learning: write down the dogs.
""",
        [("tool.", "Board"), ("surgery.", "Commissioners")],
    ),
    "that_it_under_headings": (
        """
# Recommendations for action
To the Regional Safeguarding Board
1. That it publish this report in both languages. 2. That it meet the family.
To Coed Isaf Health Board
3. That weighing be offered at home.
""",
        [
            ("languages.", "Regional Safeguarding Board"),
            ("family.", "Regional Safeguarding Board"),
            ("home.", "Coed Isaf Health Board"),
        ],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_form(name: str) -> None:
    text, expected = CASES[name]
    assert briefly(text) == expected
