"""Labels that are names, of a child or a family: on covers, in keys and where the text gives them."""

from __future__ import annotations

import pytest

from tests.pipeline.case.labelled import about, labelled


@pytest.mark.parametrize(
    ("cover", "body", "label", "n_children"),
    [
        (
            "= Family R\nSerious Case Review",
            "\n| Member | Age | Relationship |\n| R1 | 9 | daughter |\n| R2 | 4 | son |\n| R3 | 14 | half-brother, not a subject |\n\nThe subjects of the review are R1 and R2. R1 and R2 were found alone.",
            "Family R",
            2,
        ),
        (
            "= A review of the care of two brothers\nSerious case review",
            "We refer to the elder as Ned and to the younger as Oskar. Ned was six. Oskar was four. Ned and Oskar were found cold. Ned liked trains. Oskar had a cough.",
            "Ned and Oskar",
            2,
        ),
        (
            "= The Linden Review\nSerious Case Review",
            "In these pages the baby goes by the name of Linden. Linden was five weeks old. Linden was fed by his aunt. Nobody saw Linden.",
            "Linden",
            1,
        ),
        (
            "= Learning from the death of a baby\nLocal child safeguarding practice review",
            "The baby, whose name has been changed to Marta, died in May. Marta was ten weeks old. A nurse weighed Marta.",
            "Marta",
            1,
        ),
        (
            "= Serious Case Review\nAbout a girl to whom we have given the name Ghislaine",
            "Ghislaine was nine. Ghislaine lived with her father. Ghislaine was found by a teacher.",
            "Ghislaine",
            1,
        ),
        (
            "= Case Management Review\nCase reference: NB/07\nBaby Neasa",
            "Neasa was born in May. Neasa was found cold. Baby Neasa had a sister.",
            "Baby Neasa",
            1,
        ),
        (
            "= Rufus: a serious case review",
            "Rufus was found hanging. Rufus was fifteen. Rufus's mother rang.",
            "Rufus",
            1,
        ),
        (
            "= Local Child Safeguarding Practice Review\nGirl T and Boy V",
            "Girl T was nine. Boy V was two. Girl T and Boy V were found.",
            "Girl T and Boy V",
            2,
        ),
        (
            "= Serious Case Review\nThis report is about Teenager Z",
            "Z was fifteen. Teenager Z was found. Z was well known.",
            "Teenager Z",
            1,
        ),
        (
            "= CHILD ‘D’ AND CHILD ‘E’\nOVERVIEW REPORT OF A SERIOUS CASE REVIEW",
            "D was fifteen. E was found. D was well known. E was small.",
            "Child D and Child E",
            2,
        ),
        (
            "= Serious Case Review – the W children",
            "\n- W1, a girl of nine\n- W2, a boy of seven\n- W3, a boy of two\nThe W children were W1, W2 and W3. W1 was found with W2. W3 was hungry.",
            "W children",
            3,
        ),
        (
            "= Partnership Review\nThe case of AJ and his sister BJ",
            "AJ was nine and BJ two. AJ was found with BJ. AJ was cold. BJ was ill.",
            "AJ and BJ",
            2,
        ),
        (
            "= Serious Case Review",
            "| Name used | Who |\n| Sami | the subject |\n| MS | his mother |\n\nSami was nine. MS drank. Sami was hit. Nobody asked Sami.",
            "Sami",
            1,
        ),
        (
            "= Serious Case Review\nCase 14: “Thea”",
            "Thea was nine. Thea liked maths. Nobody asked Thea.",
            "Thea",
            1,
        ),
        (
            "= Serious Case Review\nUnborn Baby B",
            "Baby B was born in May. Baby B was found. Baby B died.",
            "Baby B",
            1,
        ),
        ("= Learning Review: Siân", about("Siân"), "Siân", 1),
        ("= Case Management Review\nÓrla and Fiadh", about("Órla", "Fiadh"), "Órla and Fiadh", 2),
        ("= Serious Case Review\nMia and her baby brother Leo", about("Mia", "Leo"), "Mia and Leo", 2),
        ("= Serious Case Review 3/2012", "The child is called Mabon here. " + about("Mabon"), "Mabon", 1),
        (
            "= The Ashdown siblings\nSerious Case Review",
            "The Ashdown siblings were seen in May. The Ashdown siblings are Ada and Bo. "
            + about("Ada", "Bo"),
            "Ashdown siblings",
            2,
        ),
        (
            "= THE HESKETH CHILDREN\nSERIOUS CASE REVIEW",
            "The Hesketh children were seen in May. The Hesketh children were hungry. We call the children Ada and Bo. "
            + about("Ada", "Bo"),
            "Hesketh Children",
            2,
        ),
        ("= Serious Case Review into the death of Jay-Lee", about("Jay-Lee"), "Jay-Lee", 1),
        (
            "= Overview report: the murder of Child P by his stepfather Adult Q",
            about("Child P"),
            "Child P",
            1,
        ),
        ("= Review of services to Adult T and Baby U\nSerious case review", about("Baby U"), "Baby U", 1),
        (
            "= Extended Child Practice Review\nre: CHILD C AND CHILD D (twins)",
            about("Child C", "Child D"),
            "Child C and Child D",
            2,
        ),
        ("= Young People Q and R\nSerious case review", about("Q", "R"), "Young People Q and R", 2),
        (
            "= Serious Case Review\nThe case of Infant Twins A and B",
            about("Twin A", "Twin B"),
            "Twins A and B",
            2,
        ),
        (
            "= A boy nobody knew\nLocal Child Safeguarding Practice Review",
            "Thad, as he is called in these pages, was five. " + about("Thad"),
            "Thad",
            1,
        ),
        (
            "= Serious Case Review",
            "We asked his grandmother for a name and she gave us Edmund. " + about("Edmund"),
            "Edmund",
            1,
        ),
        ("= Serious Case Review", "‘Edmund’ was the choice of his family. " + about("Edmund"), "Edmund", 1),
        (
            "= Serious Case Review",
            "To protect her the girl appears as Perdita. " + about("Perdita"),
            "Perdita",
            1,
        ),
        (
            "= Serious Case Review",
            "A note on names. Throughout, Perdita stands for the girl. " + about("Perdita"),
            "Perdita",
            1,
        ),
        (
            "= Serious Case Review",
            "On 4 May 2012 Perdita, a girl of nine, was found dead by her aunt. " + about("Perdita"),
            "Perdita",
            1,
        ),
        (
            "= Serious Case Review",
            "The Board decided to review the death of Baby K. " + about("Baby K"),
            "Baby K",
            1,
        ),
        (
            "= What the school saw: Zachary\nA child safeguarding practice review",
            about("Zachary"),
            "Zachary",
            1,
        ),
        (
            "= Learning from the life of Zachary\nA child safeguarding practice review",
            about("Zachary"),
            "Zachary",
            1,
        ),
        ("= Zachary’s Review\nA child safeguarding practice review", about("Zachary"), "Zachary", 1),
        ("= Serious Case Review\nTHE DEATH OF CALEB", about("Caleb"), "Caleb", 1),
        (
            "= A SERIOUS CASE REVIEW\n“Daisy”, “Rose” and “Violet”",
            about("Daisy", "Rose", "Violet"),
            "Daisy, Rose and Violet",
            3,
        ),
        ("= Serious Case Review\nChild Z (also known as Orson)", about("Orson"), "Child Z", 1),
        ("= SERIOUS CASE REVIEW\nSUBJECT: YOUNG PERSON ‘V’", about("V"), "Young Person V", 1),
        (
            "= Serious Case Review\nChild M\nChild N\nPublished 3 May 2012",
            about("Child M", "Child N"),
            "Child M and Child N",
            2,
        ),
        (
            "= Serious Case Review\nHarper (aged 4)\nLudo (aged 2)",
            about("Harper", "Ludo"),
            "Harper and Ludo",
            2,
        ),
        (
            "= Executive Summary\nEMBARGOED UNTIL THE FAMILY HAVE SEEN IT\nSerious Case Review",
            "I call the child by the initial D. " + about("Child D"),
            "Child D",
            1,
        ),
        (
            "= Serious Case Review of two cousins\nFamily P",
            "| Name | Relationship | Age |\n| Ada | daughter of Ms P | 3 |\n| Ben | son of Ms Q | 2 |\n| Ms P | mother | 23 |\n\n"
            + about("Ada", "Ben"),
            "Family P",
            2,
        ),
        (
            "= Family V\nOverview report\nserious case review",
            "| Name | Relationship | Age |\n| Child V1 | daughter | 3 |\n| Child V2 | son | 2 |\n| Ms V | mother | 23 |\n\n"
            + about("Child V1", "Child V2"),
            "Family V",
            2,
        ),
        (
            "= Serious case review",
            "To the baby of whom I write I give the name Ottoline. " + about("Ottoline"),
            "Ottoline",
            1,
        ),
        (
            "= Serious case review",
            "The children’s names have been replaced by Alma and Bryn. " + about("Alma", "Bryn"),
            "Alma and Bryn",
            2,
        ),
        ("= Serious case review", "Readers will meet the baby as Enid. " + about("Enid"), "Enid", 1),
        ("= Serious case review\nSubject: a boy, here called Ferdy", about("Ferdy"), "Ferdy", 1),
        (
            "= Baby George\nSerious case review\nPublished with the consent of Mother",
            about("Baby George"),
            "Baby George",
            1,
        ),
        (
            "= Serious case review of the care given to Hal, Ines and Jonty",
            about("Hal", "Ines", "Jonty"),
            "Hal, Ines and Jonty",
            3,
        ),
        ("= Keeping Kit safe\nA local child safeguarding practice review", about("Kit"), "Kit", 1),
        ("= Where was Lottie?\nA local child safeguarding practice review", about("Lottie"), "Lottie", 1),
        (
            "= “Nobody asked me”: Myrtle’s experience of services\nA local child safeguarding practice review",
            about("Myrtle"),
            "Myrtle",
            1,
        ),
        (
            "= Serious Case Review: the G twins",
            "Twin 1 was nine. Twin 2 was well. Twin 1 and Twin 2 were found. The G twins lived in Ledbury.",
            "G twins",
            2,
        ),
    ],
)
def test_label_of_names(cover: str, body: str, label: str, n_children: int) -> None:
    case = labelled(cover, body).case
    assert (case.case_label, len(case.children)) == (label, n_children)
