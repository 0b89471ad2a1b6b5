"""Plan categories, legal status, siblings, agencies and the rows of an action plan."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.records import CaseFindings
from tests.pipeline.case.make import findings

COVER = "Westvale Safeguarding Children Board\n= Serious Case Review: Child B\nReport completed: 2 March 2013"
EVENT = "[2.1] Child B died on 5 May 2012 after an assault by his father.\n"


def told(
    sentence: str, before: str = "# 1 Introduction\n[1.1] This review is about Child B, a boy of three.\n"
) -> CaseFindings:
    return findings(COVER, f"{before}[1.2] {sentence}\n# 2 What happened\n{EVENT}")


@pytest.mark.parametrize(
    ("sentence", "categories"),
    [
        ("Child B was the subject of a child protection plan under the category of neglect.", ("neglect",)),
        (
            "Child B's name was placed on the child protection register for physical injury and emotional abuse.",
            ("physical_abuse", "emotional_abuse"),
        ),
        ("Child B was made subject to a child protection plan; neglect was the category.", ("neglect",)),
        ("Child B was never the subject of a child protection plan for neglect or any other reason.", ()),
        ("Child B was the subject of a child protection plan when he died.", ()),
        (
            "Child B's name was on the register from 3 May 2010 until 9 June 2011, under sexual abuse.",
            ("sexual_abuse",),
        ),
        (
            'It was agreed that Child B should be the subject of a child protection plan, headed "likely neglect".',
            ("neglect",),
        ),
        ("Child B was on a plan for physical and emotional abuse.", ("physical_abuse", "emotional_abuse")),
        ("Child B was on a child protection plan, and his physical health was good.", ()),
        (
            "Child B was on a child protection plan because he was likely to suffer sexual harm.",
            ("sexual_abuse",),
        ),
        (
            "Child B was on a child protection plan, first for neglect and later for emotional abuse.",
            ("neglect", "emotional_abuse"),
        ),
    ],
)
def test_the_categories_are_those_of_the_childs_plan(sentence: str, categories: tuple[str, ...]) -> None:
    assert told(sentence).case.plan_categories == categories


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Child B was the subject of an interim care order and lived with foster carers.", "care_order"),
        ("The Sheriff made a compulsory supervision order for Child B in 2011.", "supervision_order"),
        ("Child B was accommodated under section 20 when he died.", "voluntary_accommodation"),
        ("Child B lived with his grandmother under a special guardianship order.", "private_law_order"),
        ("Child B was not subject to any order.", "none"),
        ("Mother had been under a care order herself.", "not_stated"),
        ("An application for a care order was considered for Child B.", "not_stated"),
        ("An interim supervision order on Child B was discharged in 2010.", "not_stated"),
        ("Child B's sister was made subject to a care order in June 2012.", "not_stated"),
        ("Child B's older brother lived with foster carers.", "not_stated"),
        ("Child B now lives with foster carers.", "not_stated"),
        ("The hearing made a compulsory supervision order in 2011.", "supervision_order"),
        ("Child B left foster care in 2009 and returned to his mother.", "not_stated"),
        ("Child B's grandmother held a residence order for him.", "private_law_order"),
        ("Legal advice was that the threshold for a care order was not met.", "not_stated"),
        ("His father saw Child B each Sunday under a court order.", "private_law_order"),
        (
            "Residence was granted to Child B's grandmother in 2010, with contact for the mother.",
            "private_law_order",
        ),
        ("Child B had been accommodated in March 2011 at his mother's request.", "voluntary_accommodation"),
        ("Police protection was used for Child B in January 2009.", "not_stated"),
        ("Child B was neither looked after nor under any court order.", "none"),
        ("No criminal proceedings were taken against his mother.", "not_stated"),
    ],
)
def test_the_legal_status_is_the_childs_at_the_incident(sentence: str, status: str) -> None:
    assert told(sentence).case.legal_status == status


def test_siblings_come_from_the_family_table_without_the_child() -> None:
    found = findings(
        COVER,
        """
# 1 The family
| Person | Relationship | Age |
| Child B | Subject | 3 |
| Sibling 1 | Half-brother | 8 |
| Sibling 2 | Sister | 5 |
| Mother | Mother of all three | 27 |
# 2 What happened
[2.1] Child B died on 5 May 2012.
""",
    )
    assert [(one.label, one.relation, one.age_years) for one in found.siblings] == [
        ("Sibling 1", "half_sibling", 8.0),
        ("Sibling 2", "sibling", 5.0),
    ]
    assert found.case.n_siblings == 2


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Child B was the youngest of four children.", 3),
        ("Child B was one of five siblings, two of them grown up.", 4),
        ("Child B had two older brothers and a half-sister.", 3),
        ("Child B, his mother and his twin sister shared one room.", 1),
        ("Child B lived with his mother, a brother aged 9 and a step-sister of 14.", 2),
        ("There was also a half-sister, Iris, who lived with her own father.", 1),
        ("Child B was an only child.", 0),
        ("Child B had no brothers or sisters.", 0),
        ("He was the first child of his parents, who were both at college.", 0),
        ("Mother was the eldest of six children.", None),
        ("Mother moved with Child B to her sister's flat.", None),
        ("Child B lived with his mother in Westvale.", None),
        ("The ward sister telephoned the police.", None),
        ("Father has two daughters from an earlier marriage.", 2),
        ("Child B's siblings were seen at school.", None),
        ("She has two older children, who live with their grandparents.", 2),
        ("The parents had already lost a baby son, Rhys, in 2008.", 1),
        ("Mother had five children, of whom Child B was the youngest.", 4),
        ("Child B's maternal half-siblings, P and Q, lived elsewhere.", 2),
        ("Father lived with his brother at that time.", None),
    ],
)
def test_siblings_are_counted_as_a_sentence_counts_them(sentence: str, count: int | None) -> None:
    assert told(sentence).case.n_siblings == count


@pytest.mark.parametrize(
    ("lines", "labels"),
    [
        (
            """
Mother (24)

Child B

Big sister, 6

Half-brother, nearly two
""",
            ["Big sister", "Half-brother"],
        ),
        (
            """
- MB: the mother, aged 31.
- K and L: brothers of Child B, 9 and 7.
- Aunt: the mother's sister.
- Child B: the subject.
""",
            ["K", "L"],
        ),
        (
            """
- Mother, 30.
- Father, 33.
- Child B, who was three.
""",
            [],
        ),
    ],
)
def test_siblings_come_from_lists_and_the_labels_of_a_genogram(lines: str, labels: list[str]) -> None:
    before = "# 1 Introduction\n[1.1] This review is about Child B, a boy of three.\n"
    found = findings(COVER, f"{before}# 2 The family\n{lines}\n# 3 What happened\n{EVENT}")
    assert [one.label for one in found.siblings] == labels
    assert found.case.n_siblings == len(labels)


def test_the_other_children_of_the_review_are_no_siblings() -> None:
    found = findings(
        "Westvale Safeguarding Children Board\n= Serious Case Review: Child B and Child C",
        """
# 1 Introduction
[1.1] This review is about Child B and Child C, who are brother and sister.
[1.2] Child B lived with his sister and an older half-brother, Ned.
# 2 What happened
[2.1] Child B died on 5 May 2012 and Child C was badly hurt.
""",
    )
    assert found.case.n_siblings == 1
    assert [(one.label, one.relation) for one in found.siblings] == [("Ned", "half_sibling")]


def test_a_dead_child_whom_the_table_leaves_out_is_counted() -> None:
    found = findings(
        COVER,
        """
# 1 The family
| Person | Relationship | Age |
| Child B | Subject | 3 |
| Sister | Full sister | 8 |
| Mother | Mother of both | 27 |
# 2 Background
[2.1] Another baby of the couple had died at two days in 2007.
# 3 What happened
[3.1] Child B died on 5 May 2012.
""",
    )
    assert found.case.n_siblings == 2


def test_agencies_are_those_that_a_list_names_as_contributors() -> None:
    found = findings(
        COVER,
        """
# 1 Methodology
[1.1] Individual management reviews were received from:

- Westvale Police
- Westvale Hospitals NHS Trust (maternity)
- Holly Bank Primary School

[1.2] Reports were also supplied by the Probation Service, Westvale Homes and Barnardo's.
# 2 What happened
[2.1] Child B died on 5 May 2012. The police arrested his father.
""",
    )
    assert [(one.name, one.kind) for one in found.agencies] == [
        ("Westvale Police", "police"),
        ("Westvale Hospitals NHS Trust", "health"),
        ("Holly Bank Primary School", "education"),
        ("Probation Service", "probation"),
        ("Westvale Homes", "housing"),
        ("Barnardo's", "voluntary"),
    ]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "The Constabulary, the Education Department and Westvale Hospital each wrote a report.",
            ["Constabulary", "Education Department", "Westvale Hospital"],
        ),
        (
            "Chronologies were compiled by the ambulance service, Westvale Council (for its schools) and the probation service.",
            ["ambulance service", "Westvale Council", "probation service"],
        ),
        ("Each service supplied a report of its own.", []),
        ("The midwife and the teacher gave evidence to the author.", []),
    ],
)
def test_agencies_are_named_in_a_sentence_before_or_after_the_verb(sentence: str, names: list[str]) -> None:
    found = findings(COVER, f"# 1 Methodology\n[1.1] {sentence}\n# 2 What happened\n{EVENT}")
    assert [one.name for one in found.agencies] == names


def test_an_action_plan_is_known_by_its_owners_and_dates_whatever_its_heads() -> None:
    found = findings(
        COVER,
        """
# 1 What happened
[1.1] Child B died on 5 May 2012.
# 2 Action plan
| No. | What will change | Owner | By |
| 1 | Read each file before a visit | Team manager | 1 June 2013 |
| 2 | Train every receptionist | Practice manager | September 2013 |
""",
    )
    assert [(one.action, one.owner, one.due_date) for one in found.actions] == [
        ("Read each file before a visit", "Team manager", date(2013, 6, 1)),
        ("Train every receptionist", "Practice manager", date(2013, 9, 1)),
    ]


def test_an_action_plan_gives_a_row_for_each_action() -> None:
    found = findings(
        COVER,
        """
# 1 What happened
[1.1] Child B died on 5 May 2012.
# 2 Action plan
| Recommendation | Action | Lead | By when |
| The Board should review its bruising protocol | Rewrite the protocol and train staff | Named nurse | 31 May 2013 |
| The Trust should audit its records | Audit forty records each quarter | Trust | ongoing |
""",
    )
    assert [(one.action, one.owner, one.due, one.due_date) for one in found.actions] == [
        ("Rewrite the protocol and train staff", "Named nurse", "31 May 2013", date(2013, 5, 31)),
        ("Audit forty records each quarter", "Trust", "ongoing", None),
    ]
