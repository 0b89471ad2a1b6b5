"""Recommendations in the many forms of reports: what counts as one, and to whom it goes."""

from __future__ import annotations

import pytest

from tests.pipeline.case.recommended import Found, briefly

CASES: dict[str, tuple[str, Found]] = {
    "prose_counted_off": (
        """
# Recommendations
In the first place, the Board would do well to revisit its guidance on burns. It could publish a \
leaflet at the same time.
Next comes housing. Westvale Homes is urged to tell the health visitor of any eviction.
Lastly, I would ask the Chief Constable to have call handlers trained in the use of interpreters.
""",
        [("time.", "Board"), ("eviction.", "Westvale Homes"), ("interpreters.", "Chief Constable")],
    ),
    "leads_that_name_bodies": (
        """
# Recommendations
For the hospital trust I have three.
- Weigh every child who is seen in the emergency department.
- Stop the use of temporary folders.
- Name a doctor for each ward round.
The ambulance service is asked for one thing only:
- Tell the social worker on call of any child left at an address.
""",
        [
            ("department.", "hospital trust"),
            ("folders.", "hospital trust"),
            ("round.", "hospital trust"),
            ("address.", "ambulance service"),
        ],
    ),
    "numbers_that_start_again_under_each_body": (
        """
# Recommendations
# Westvale Police
[1.] Record the names of children present at every call.
[2.] Send notifications within a day.
# Schools and colleges
[1.] Keep a second emergency contact.
# All partners
[1.] Use the same chronology template.
""",
        [
            ("call.", "Westvale Police"),
            ("day.", "Westvale Police"),
            ("contact.", "Schools and colleges"),
            ("template.", "All partners"),
        ],
    ),
    "reasons_first": (
        """
# Recommendations
Recommendation 1: Fathers
Rationale: nobody knew his name. The forms had no box for it.
Maternity services should add the father's name to the booking form.
Recommendation 2: Dogs
Rationale: three visitors had been afraid to go in.
The Board should agree what a worker does when a dog keeps her out.
""",
        [("form.", "Maternity services"), ("out.", "Board")],
    ),
    "headings_that_recommend": (
        """
# Recommendations
Recommendation 1: The Board should publish a guide to bruising
The paediatrician in this case saw nothing wrong, and the guide of 2004 was out of print.
Recommendation 2: The Trust should give every ward a telephone list
Two calls went astray on the night of the admission.
""",
        [("bruising", "Board"), ("list", "Trust")],
    ),
    "recommended_in_the_findings": (
        """
# Findings
# Finding 1: the school was not told
The letter went to the old address. The head heard of it in the shop.
We recommend that Westvale Council sends such letters by secure email.
# Finding 2: the dentist was not asked
He had seen the child four times. His notes were full.
We recommend that NHS Westvale asks dentists for a report to every conference.
# Finding 3: nobody read the file
It ran to four volumes.
We recommend that the Board commissions a short summary for every file of this length.
""",
        [("email.", "Westvale Council"), ("conference.", "NHS Westvale"), ("length.", "Board")],
    ),
    "a_table_of_needs": (
        """
# Recommendations
The agencies made thirty recommendations of their own, all of which have been carried out.
| Ref | What is needed | Responsible | By when |
| 1 | A single point of contact for hostels | Housing Options Manager | June 2012 |
| 2 | A protocol for children who live on boats | Westvale Council | July 2012 |
""",
        [("hostels", "Housing Options Manager"), ("boats", "Westvale Council")],
    ),
    "reasons_under_numbers": (
        """
# Recommendations
[7.1] The Board should agree a standard for handovers.
[7.2] This is because three workers left in a single month.
[7.3] Westvale Council should report vacancies each quarter.
[7.4] The figure was not known to anybody in 2010.
""",
        [("handovers.", "Board"), ("quarter.", "Westvale Council")],
    ),
    "national_and_local_codes": (
        """
# Recommendations
NR1. The Home Office should collect figures on such deaths.
NR2. The Department for Education should publish them.
LR1. Westvale Police should review its flags.
LR2. The Board should ask for the results.
Signed: J. Example
3 June 2012
""",
        [
            ("deaths.", "Home Office"),
            ("them.", "Department for Education"),
            ("flags.", "Westvale Police"),
            ("results.", "Board"),
        ],
    ),
    "matters_for_the_board": (
        """
# Matters for the Board to consider
[1.] How can the Board be sure that interpreters are used?
[2.] What would help night staff to call a doctor sooner?
[3.] Is there a place for a shared register of pets?
The independent chair signed this report on 4 May 2012.
""",
        [("used?", "Board"), ("sooner?", "Board"), ("pets?", "Board")],
    ),
    "one_paragraph_that_recommends": (
        """
# Recommendations
The review recommends that Westvale Council funds a night shelter, and that it opens within the year. \
It further recommends that the Probation Service checks an address before release. Finally, it is \
recommended that the Board reads this report again in 2013.
""",
        [("year.", "Westvale Council"), ("release.", "Probation Service"), ("2013.", "Board")],
    ),
    "a_summary_in_brief": (
        """
# Summary
The Board is asked to accept four recommendations, which are given in brief:
- Weigh babies at home.
- Ask about dogs.
# Analysis
It went wrong.
# Recommendations
[8.1] NHS Westvale should see that babies are weighed at home each month until they walk.
[8.2] Every visitor should ask about dogs in the home, and write down the answer on the form.
""",
        [("walk.", "NHS Westvale"), ("form.", "Every visitor")],
    ),
    "subjects_in_odd_places": (
        """
# Recommendations
Where a child has been seen by three services in a week, the Trust must hold a meeting.
With the two neighbouring boards the Westvale Board should agree who pays for interpreters.
The Council's transport contract should require drivers to report concerns.
It is for the school governors to decide how often attendance is reported.
There is a need for the fire service to visit hostels.
""",
        [
            ("meeting.", "Trust"),
            ("interpreters.", "Westvale Board"),
            ("concerns.", "Council"),
            ("reported.", "school governors"),
            ("hostels.", "fire service"),
        ],
    ),
    "lines_that_name_bodies": (
        """
# Recommendations
Westvale Police
Officers must ask who else lives at the address.
The custody suite ought to have a children's worker.
NHS Westvale
Letters about children must carry a date of birth.
""",
        [("address.", "Westvale Police"), ("worker.", "Westvale Police"), ("birth.", "NHS Westvale")],
    ),
    "labels_without_numbers": (
        """
# Learning and recommendations
# Learning point 1
The GP had the history and was not asked. GPs should have been invited to the conference.
Recommendation: The Board should revise the list of those invited.
# Learning point 2
Nobody measured the child's growth.
Recommendation: Health visitors should plot every child on a chart at each contact.
""",
        [("invited.", "Board"), ("contact.", "Health visitors")],
    ),
    "to_each_body_with_letters": (
        """
# Recommendations
[(a)] To the Director of Public Health: commission a survey of sleeping places.
[(b)] To the coroner's office: share the findings of each inquest with the panel.
[(c)] To every primary school: keep a diary of bruises.
""",
        [
            ("places.", "Director of Public Health"),
            ("panel.", "coroner's office"),
            ("bruises.", "every primary school"),
        ],
    ),
    "another_review_recommended": (
        """
# Conclusion
The earlier review of 2007 recommended that the Board audit its files. It recommended that the police \
attend. Both had been done.
Nothing further is proposed.
""",
        [],
    ),
    "national_and_local_headings": (
        """
# Recommendations
# National
[1.] Government should fund perinatal teams in rural counties.
# Local
[1.] Partners should name a lead for fathers.
[2.] Westvale Women's Aid might usefully be invited to the front door.
""",
        [("counties.", "Government"), ("fathers.", "Partners"), ("door.", "Westvale Women's Aid")],
    ),
    "a_sentence_that_goes_on_in_bullets": (
        """
# Recommendations
It is recommended that:
- the local authority review its eligibility rules;
- Westvale Hospitals NHS Trust introduce a flag; and
- the Board monitor both.
""",
        [("rules;", "local authority"), ("and", "Westvale Hospitals NHS Trust"), ("both.", "Board")],
    ),
    "prose_without_numbers": (
        """
# 6. What we ask of the partners
We have chosen not to number these, since all matter alike.
The youth justice service should visit every family before a first court date. The visit should be at \
home.
Health commissioners should pay for a sleep clinic.
We would like to see Westvale College appoint a counsellor.
""",
        [
            ("home.", "youth justice service"),
            ("clinic.", "Health commissioners"),
            ("counsellor.", "Westvale College"),
        ],
    ),
    "headings_with_the_body_and_commands": (
        """
# Recommendations for Westvale Council
Create a single record for children who move school.
Recruit two play workers to the hospital.
# Recommendations for the Clinical Commissioning Group
Review the contract for the out-of-hours service.
""",
        [
            ("school.", "Westvale Council"),
            ("hospital.", "Westvale Council"),
            ("service.", "Clinical Commissioning Group"),
        ],
    ),
    "a_table_with_progress": (
        """
# Recommendations
| Recommendation | Agency | Date | Progress |
| 1. Train night staff in first aid | Westvale Care Homes | March 2012 | Complete |
| 2. Review the on-call rota | The Trust | May 2012 | In hand |
| 3. Share the rota with the police | The Trust | May 2012 | In hand |
""",
        [("aid", "Westvale Care Homes"), ("rota", "The Trust"), ("police", "The Trust")],
    ),
    "subjects_long_and_none": (
        """
# Recommendations
The partnership, together with its schools, is invited to run a campaign about water safety.
Commissioners and providers of mental health care need to agree a waiting time for boys.
No tenancy should be offered until the housing officer has met the children.
Supervisors must ask to see the drawings.
""",
        [
            ("safety.", "partnership"),
            ("boys.", "Commissioners and providers of mental health care"),
            ("children.", None),
            ("drawings.", "Supervisors"),
        ],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_form(name: str) -> None:
    text, expected = CASES[name]
    assert briefly(text) == expected
