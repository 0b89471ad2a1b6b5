"""The words in which reports tell of orders, of care and of what a court did for a child, as expressions."""

from __future__ import annotations

import re

from pipeline.any_case import AnyCase
from pipeline.records import LegalStatus


def either(*expressions: str) -> re.Pattern[str]:
    """One expression for all of these, in any case."""
    return re.compile("|".join(expressions), re.I)


_COUNCIL = (
    r"(?:(?:local )?authority|(?:\w+ )?council|department|trust|board|state|county|city|borough|social "
    r"(?:services|work)|children['’]s (?:services|social care))"
)
_COURT = r"(?:courts?|judge|magistrates|bench|sheriff|justices|justice)"
_HOME = (
    r"(?:foster (?:carers?|parents?|home|family|placement|mother)|children['’]s home|residential (?:home|"
    r"unit|placement|school place))"
)

# The strongest first: a child under a care order is also looked after.
STATUS: tuple[tuple[LegalStatus, re.Pattern[str]], ...] = (
    (
        "care_order",
        either(
            r"\b(?:interim |full |final )*(?:care|placement|permanence|parental rights) orders?\b",
            r"\bplaced for adoption\b",
            r"\bfreed for adoption\b",
            rf"\b(?:a )?wards? of court\b|\b{_COURT}\b[^.;]{{0,30}}\bmade\b[^.;]{{0,20}}\ba ward\b",
            r"\b(?-i:ICO|FCO)\b",
            r"\b(?:interim )?orders? under section (?:31|38)\b",
            rf"\b(?:in|into|to) (?:the )?care of (?:the |its |his )?{_COUNCIL}\b[^.;]{{0,25}}"
            r"\b(?:by|under|on|through|by virtue of) (?:the )?(?:\w+ )?(?:orders?|court)\b",
            rf"\b{_COURT}\b[^.;]{{0,60}}\b(?:gave|granted|shared|vested|placed|put|committed|entrusted)\b"
            rf"[^.;]{{0,50}}\b{_COUNCIL}\b",
            rf"\bparental responsibility\b[^.;]{{0,40}}\b(?:shared|lay|rested|vested|held)\b[^.;]{{0,25}}"
            rf"\b{_COUNCIL}\b",
            rf"\b{_COUNCIL}\b[^.;]{{0,40}}\b(?:shared?|held|acquired|had|obtained) parental responsibility\b",
            rf"\b(?:committed|received) (?:by \w+ )?(?:to|into) (?:the )?care\b[^.;]{{0,40}}\b(?:order|"
            rf"{_COURT})\b",
            r"\b(?:in|into) (?:public |local authority |the council['’]s |foster )?care (?:under|by|"
            r"by virtue "
            r"of|through) (?:\w+ ){0,3}?(?:orders?|court)\b",
        ),
    ),
    (
        "supervision_order",
        either(
            r"\b(?:compulsory |interim |home )*supervision (?:orders?|requirements?)\b",
            r"\b(?-i:CSO|ICSO)\b",
            r"\bcompulsory measures of (?:care|supervision)\b",
            r"\border under which\b[^.;]{0,30}\bsupervis\w+",
            rf"\b(?:supervised|supervision)\b[^.;]{{0,40}}\b(?:by|under) (?:the |an? )?(?:order|{_COURT})\b",
            rf"\b(?:{_COURT}|hearing)\b[^.;]{{0,40}}\b(?:asked|ordered|directed|required|placed|put|made)\b"
            rf"[^.;]{{0,40}}\b(?:to supervise|supervision)\b(?! order)",
        ),
    ),
    (
        "private_law_order",
        either(
            r"\b(?:special guardianship|residence|child arrangements|kinship care|shared residence|contact|"
            r"prohibited steps|specific issue|section 8|s\.? ?8|section 11|joint residence|private[- ]law|"
            r"live with|lives "
            r"with|spend time with|guardianship|parental responsibility|custody) orders?\b",
            r"(?<!\bin )\borders? (?:for|of|as to|about|giving|granting|on) (?:\w+ )?(?:contact|residence|"
            r"custody)\b",
            r"\borders? under section (?:8|11|14)\b",
            rf"\b(?:given|granted|awarded|gave|won) (?:(?:him|her|them|the \w+|"
            rf"[A-Z]\w*(?: \w+)?) )?(?:the )?(?:residence|"
            rf"custody|care and control)\b[^.;]{{0,50}}\b{_COURT}\b",
            r"\b(?:contact|residence|custody|access) (?:\w+ )?(?:was|were|had been) (?:granted|ordered|"
            r"awarded|settled by)\b",
            r"\b(?:saw|see|sees|contact|access|visit\w*|weekends?|lived? with|living with|lives with|liv"
            rf"(?:e|ing) (?:there|apart)|spen[dt])\b[^.;]{{0,60}}\b(?:(?:court|consent) order|"
            rf"orders? of (?:\w+ )"
            rf"{{0,4}}?{_COURT}|by order|{_COURT}['’]s (?:order|direction|decision|ruling))\b",
            rf"\b(?:consent order|court order|(?:by|under) an? order|orders? of (?:\w+ ){{0,4}}?{_COURT}|"
            rf"{_COURT}['’]s order)\b"
            r"[^.;]{0,70}\b(?:to live|lived?|living|residing|reside|to see|saw|spend|spent|stay|stayed|"
            r"contact|"
            r"weekends?|moved|custody)\b",
            r"\borders?\b[^.;]{0,30}\b(?:allowing|giving|permitting|letting|entitling) (?:him|her|them|"
            r"the \w+) "
            r"(?:to (?:have|see|visit|spend|take|keep)|contact|access|the children|weekends)\b",
            r"(?<!\bin )\borders? (?:for|of|giving|allowing) (?:\w+ ){0,4}?(?:contact|access|visits|visiting|"
            r"weekends?|Saturdays?|"
            r"Sundays?|overnight stays?|holidays|shared care)\b",
            r"\b(?:moved|went to live|lived?|living)\b[^.;]{0,60}\b(?:by|under) (?:an? |"
            r"the )?(?:\w+ )?order\b",
            rf"\b{_COURT}\b[^.;]{{0,30}}\b(?:ordered|decided|ruled|directed|determined|gave|granted|awarded|"
            r"settled|approved|provided|decreed|laid down|said)\b[^.;]{0,50}\b(?:liv(?:e|ing) with|residence|"
            r"custody|contact|see (?:him|her|them)|time with|weekends?|home with|made (?:his|her|"
            r"their) home)\b",
            r"\borders? that (?:(?:he|she|they|it|the \w+|both|[A-Z]\w*(?: \w+)?) )[^.;]{0,30}\b(?:live|"
            r"reside|stay|spend|see|remain with|be brought up|make (?:his|her|their) home)\b",
            rf"\b(?:sealed|approved|endorsed|sanctioned|settled) by (?:the |"
            rf"a )?(?:\w+ )?{_COURT}\b[^.;]{{0,60}}"
            r"\b(?:lived?|living|reside\w*|see|saw|stay\w*|spend|spent|with)\b",
            r"\b(?:special|legal) guardian(?:s|ship)?\b",
            r"\b(?-i:SGO|CAO)\b",
        ),
    ),
    (
        "emergency_order",
        either(
            r"\b(?:emergency protection|place of safety|child assessment) orders?\b",
            r"\b(?:police (?:powers of )?protection|police protection powers?)\b",
            r"\bchild protection orders?\b",
            r"\b(?:emergency (?:order|powers)|section (?:44|46) powers?|powers of police protection)\b",
            r"\b(?-i:EPO)\b",
        ),
    ),
    (
        "voluntary_accommodation",
        either(
            r"\b(?:section|s\.?) ?(?:20|76)\b(?! of the (?!Children|Social))",
            r"\barticle 21\b|\bsection 25 of the (?:Children|1995)",
            r"\b(?:voluntar(?:y|ily)|by agreement|with (?:\w+ )?consent|at (?:\w+ )?request) "
            r"(?:\w+ ){0,2}(?:accommodat\w+|care|looked[- ]after)\b",
            rf"\b(?:care of|accommodated by) (?:the |its )?{_COUNCIL}\b",
            r"\baccommodated (?:by|with|voluntarily|under|in|at|since|from|on)\b",
            r"\b(?:be|been|was|were|being) accommodated\b",
            r"\blooked[- ]after (?:child|by|under|young person|status|boy|girl)\b",
            r"\b(?:was|were|became|been|being|be) (?:a )?looked[- ]after\b",
            r"\b(?:(?:in|into|came into|taken into) (?:foster|residential|local authority|public|voluntary|"
            r"the (?:local authority|council|county|department|board|trust|city|borough|"
            r"authority)['’]s) care)\b",
            rf"\b(?:care|carers?|foster\w*|placed|placement|{_HOME})\b[^.;]{{0,40}}\b(?:by|with|at|on|under) "
            rf"(?:the |his |her |their )?(?:(?:\w+['’]s|parents['’]|parental|written|own|full|"
            rf"mutual) ){{0,3}}"
            r"(?:agreement|consent|request|wish)\b(?! order)",
            r"\bprovid\w+ (?:\w+ ){1,3}with accommodation\b|\b(?:placement|placed|"
            r"foster\w*)\b[^.;]{0,40}\bvoluntary\b",
            rf"\b(?:placed|lived|living|live|stayed|moved|lodged|slept|resident|sent|went|"
            rf"gone) (?:\w+ ){{0,3}}(?:with|in|to|at|of) "
            rf"(?:\w+ ){{0,3}}{_HOME}\b",
            r"\b(?:in|into) an? (?:\w+ )?(?:foster home|foster placement|children['’]s home)\b",
        ),
    ),
)
# A part of each of these wordings, in small letters: a quick look before the slow expressions.
PARTS = (
    *("order", "proceedings", "adoption", "ward", "supervis", "custody", "contact", "residence", "access"),
    *("guardian", "police", "20", "76", "article", "accommodat", "care", "looked", "foster", "home", "unit"),
    *("residential", "ico", "fco", "cso", "sgo", "cao", "epo", "court", "judge", "magistrate", "sheriff"),
    *(
        "law",
        "legal",
        "statut",
        "compul",
        "parental r",
        "hearing",
        "reporter",
        "emergency",
        "justice",
        "applicat",
        "of right",
    ),
)
# What a court or agency thought of, asked for or might have made is no order; nor is one that is defined.
NOT_MADE = either(
    r"\b(?:should|must|ought|would|could|might|if|whether|threshold|sought|seek|advice|advised)\b|"
    r"\b(?-i:may)\b",
    r"\b(?:consider|propos|contemplat|discuss|refus|declin|adjourn|withdr[ae]w|recommend)\w*\b",
    r"\b(?:appl(?:y|ied|ying|ication)s? for|instead of|rather than|short of)\b|\?\s*$",
    r"\b(?:criteria|guidance|regulations (?:require|provide|say)|is (?:the form )?required|are required|"
    r"means|"
    r"is for)\b",
    r"\bwhere (?:a|the) (?:child|young person)\b|\b(?:a|any|every|each) (?:looked[- ]after|"
    r"accommodated) child\b",
)
# Said of children in general, or asked: no order of anybody.
GENERAL = either(
    r"\bwhere (?:a|the) (?:child|young person)\b|\b(?:a|any|every|each) (?:looked[- ]after|"
    r"accommodated) child\b"
    r"(?! (?:of|since|from|when|at|and|in|on))|\?\s*$|\b(?:criteria|guidance|regulations (?:require|"
    r"provide|say)|"
    r"is required|are required|means|is for)\b"
)
# Behind an order: what became of the wish for one.
NOT_GIVEN = AnyCase(
    r"^[^.;,]{0,40}\b(?:refused|declined|withdrawn|adjourned|dismissed|considered|sought|proposed|discussed|"
    r"contemplated|recommended|requested|advised|not (?:made|granted|met|needed|pursued|agreed|required|"
    r"necessary|justified|"
    r"imposed|sought))\b"
)
# It was made all the same: "she applied for an order, which was granted".
MADE = either(
    r"\b(?:was|were|been|and|being|duly|which|court|sheriff|hearing) (?:\w+ )?(?:made|granted|obtained|"
    r"issued|secured|imposed|given)\b",
    r"\b(?:made|obtained|granted|secured|held|had) (?:an?|the|him|her|them)\b",
    r"\bin force\b|\bagreed (?:\w+ ){0,4}?(?:that|to)\b|\border,? (?:was )?made\b",
)
ENDED = either(
    r"\b(?:discharged|revoked|expired|lapsed|came to an end|had ended|was ended|ended|rescinded|set aside|"
    r"(?:ran|run) out|(?:run|ran) (?:its|their) course|terminated|ceased|replaced)\b",
    r"\b(?:until|previously|formerly|had once|once been|at one time|in the past)\b|\b(?:was|were|is|are) no "
    r"longer (?:looked|in (?:care|foster|force)|accommodated|under|subject|a ward|fostered)\b",
    # "She had been in care for two years" is over; "she had been accommodated at nine" is not.
    r"\bhad been\b[^.;]{0,60}\b(?:for (?:\w+ ){1,3}(?:weeks|months|years?)|between|as an? (?:toddler|"
    r"baby|infant|small child))\b",
)
NOT_ENDED = AnyCase(
    r"\b(?:not|never|nor|neither|without)\b[^.;]{0,25}\b(?:discharged|revoked|expired|lapsed|ended|"
    r"rescinded|terminated|ceased|replaced|set aside)\b|\buntil (?:(?:he|she|they) (?:died|was)|(?:his|her|"
    r"their|the) (?:death|incident|injur|assault|attack|fire|accident))"
)
# A child who goes home is no longer accommodated; an order goes on.
HOME = either(
    r"\b(?:return(?:ed|ing)?|went back|moved back|came back|rehabilitat\w+|reunited|restored|"
    r"discharged)\b[^.;]{0,25}?\b"
    r"(?:to|with) (?:(?:live with|the care of) )?(?:his|her|their|the) (?:own )?(?:mother|father|"
    r"parents?|family)\b"
    r"(?! ['’]|['’]s)",
    r"\b(?:return(?:ed|ing)?|went|came|was|were|brought|back) home (?:from (?:foster |residential )?care|"
    r"to live|for good|permanently|in (?:19|20)\d\d|under|again|to (?:his|her|their))\b",
    r"\b(?:left|out of) (?:foster |residential )?care\b|\bcare ended\b",
)
AT_THE_TIME = either(
    r"\bat the (?:\w+ )?time\b(?! of (?:the |this )?(?:referral|review|birth|conference))|\bon the (?:day|"
    r"night|date)\b|\bwhen (?:he|she|they|it|\w+(?: \w+)?) (?:died|was "
    r"(?:found|killed|hurt|injured|attacked)|came to)\b|\bat the (?:death|incident)\b",
    r"\b(?:remained|still|in force|current|throughout)\b",
)
# What came afterwards: "now lives", "has since been", "following the death".
AFTERWARDS = either(
    r"\b(?:now|today|since then|has since|have since|apart since|nowadays|at present|presently|currently)\b",
    r"\b(?:after|following) (?:the |his |her |their |this |that |these |\w+['’]s )?(?:death|incident|"
    r"injur\w+|assault|"
    r"events?|discharge from hospital|arrests?|fire|attack|discovery|admission)\b",
    r"\bsurviv(?:ing|ed)\b|\bsafeguarded\b|\bsince that\b|(?<!to )\b(?:has|have) (?:\w+ )?(?:since|"
    r"lived|been|had|settled|"
    r"remained|stayed)\b|"
    r"\b(?:fostered|placed|removed|taken)\b[^.;]{0,30}\b(?:that|the same|the next|the following) (?:night|"
    r"evening|"
    r"day|week)\b|\bwent from hospital\b",
)
# After what was told before: it may be before the incident or after it.
LATER = either(r"\b(?:subsequently|afterwards?|thereafter|later)\b")
# Another child of the family, whose orders and plans are not those of the child of the case.
OTHER_CHILD = re.compile(
    r"\b(?:elder|older|other|younger|eldest|youngest|first|previous|second|"
    r"half)[- ](?:\w+ )?(?:child(?:ren)?|"
    r"sons?|daughters?|boys?|girls?|bab(?:y|ies)|siblings?|brothers?|sisters?)\b|\bsiblings?\b|"
    r"\b(?:half-?|step-?)?(?:brothers?|sisters?)\b|\bcousins?\b",
    re.I,
)
# "His grandmother held a residence order for him."
FOR_CHILD = re.compile(
    r"[^.;]{0,40}?\b(?:for|on|in respect of|over|concerning|regarding|about)\s+(?:him|her|them|both|each|the "
    r"(?:child|baby|boy|girl|children|twins|infant))\b(?! \w+er\b)",
    re.I,
)
PRESENT = re.compile(r"\b(?:is|are|lives?|remains|stays)\b")
PAST = re.compile(
    r"\b(?:was|were|had|became|lived|went|moved|placed|made|granted|remained|provided|settled|ordered|"
    r"stood|ran|still)\b"
)
