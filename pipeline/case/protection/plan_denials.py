"""The words in which reports deny a plan without its name, or tell of a lesser status, as expressions."""

from __future__ import annotations

import re

from pipeline.any_case import AnyCase

# "Neither was ever subject to one": denied of the plan told before.
NO_ONE = re.compile(
    r"\b(?:on|to|of|had|have|given|under|for|been|there|made) (?:one|it|any|either|such)\b|\bno such\b|"
    r"\bever (?:been )?(?:registered|considered)\b|\b(?:appear\w*|was|were|been|stood|put|placed|entered|"
    r"found) (?:on it|there)\b",
    re.I,
)
# Without a conference there is no plan: "at no stage was there a child protection conference".
NO_CONFERENCE = AnyCase(
    r"\b(?:at no (?:\w+ )?(?:time|stage|point)|never|no|nor|neither|nothing|not (?:\w+ ){0,3}?(?:at any|"
    r"ever)|no-one|"
    r"nobody|without)\b(?:(?!\b(?:the(?! (?:case|child|family|matter|threshold|criteria|concerns?|"
    r"worries)\b)|that|which|who|this|these)\b)[^.;:]){0,60}?\b(?:(?:initial|child|protection|case|such) )*"
    r"conference\b(?! (?:had|room|call|minutes|was (?:told|informed|aware|given)|asked|knew|saw|heard))|"
    r"\b(?:child )?protection (?:procedures?|process(?:es)?|measures|planning|registration|machinery|"
    r"framework|"
    r"arrangements|status)\b (?:\w+ ){0,4}?(?:at no|no|never|not)\b|"
    r"\b(?:no|never|nor|neither|not|without) (?:\w+ ){0,5}?(?:child )?protection (?:procedures?|"
    r"process(?:es)?|measures|"
    r"planning|registration|machinery|framework|arrangements|status)\b|"
    r"\bconference\b[^.;:]{0,20}\b(?:never|not|at no (?:time|stage|point))\b (?:\w+ ){0,3}?(?:reached|met|"
    r"held|called|"
    r"convened|thought|considered|sought|needed|crossed|justified|suggested|took place|taken place|"
    r"requested|asked)\b"
)
# Nobody so much as thought of it: "it was never suggested that his name should go on the register".
NEVER_PROPOSED = AnyCase(
    r"\b(?:never|no[- ]?one|nobody|at no (?:time|stage|point)|neither|not (?:\w+ )?(?:once|ever)|"
    r"no \w+) (?:\w+ ){0,3}?"
    r"(?:suggest\w*|propos\w*|consider\w*|thought|recommend\w*|asked|sought|raised|mooted|argued)\b"
)
OF_CONFERENCE = AnyCase(
    r"\b(?:attend\w*|invit\w*|sent|minut\w*|present|told|absen\w*|apolog\w*|report\w*|further|second|review|"
    r"another|strategy|press|conference (?:chair|decision))\b"
)
# "None of them", "neither of the boys": said of every child there is.
OF_ALL = re.compile(
    r"\b(?:neither (?:of|child|boy|girl|baby|twin|sister|brother)|"
    r"none of|no one of|not one of|nor any of|no child (?:in|of))\b",
    re.I,
)
# "From that day there was no plan": there was one before.
FROM_THEN = re.compile(
    r"^\W*(?:and )?(?:(?:from|after|since) (?:then|that(?: (?:day|date|time|point|week|month|year|meeting|"
    r"conference|summer|autumn|winter|spring))?|this (?:day|date|time|point))|thereafter)\b(?! it)",
    re.I,
)
# Nobody spoke against the plan.
NO_DISSENT = re.compile(
    r"\b(?:(?:with )?(?:nobody|no-?one|no one|none)(?: present)? (?:dissent\w*|object\w*|against|oppos\w*|"
    r"disagree\w*|demurr\w*)|"
    r"without (?:dissent|a vote|objection|opposition|a dissenting voice))\b",
    re.I,
)
# The records were gone through and it was not found.
SEARCHED = AnyCase(
    r"\b(?:check\w*|search\w*|[ei]nquir\w+|look)\b[^.;]{0,120}?\b(?:drew a blank|negative|nil|fruitless|"
    r"in vain|"
    r"no trace|no entry)\b|"
    r"\b(?:search\w*|look(?:ed|ing)? (?:for|through|into)|check\w*|inspect\w*|consult\w*|trawl\w*|"
    r"went through|"
    r"examin\w*|asked (?:for|whether)|enquir\w*|inquir\w*|sought)\b[^.;]*?\b(?:found|show\w*|confirm\w*|"
    r"reveal\w*|"
    r"disclos\w*|establish\w*|answer\w*|and|but|reply|told)\b[^.;]{0,60}?\b(?:not|never|none|nothing|no|"
    r"neither|in vain|"
    r"without)\b"
)
REPORTED = re.compile(
    r"\b(?:newspaper|press|rumou?r|mistaken|wrongly|by mistake|in error)\b|\b(?:review|agency|record|"
    r"note|letter|form|file|"
    r"chronology|report|minute|article|list)s? (?:\w+ ){0,3}?(?:has|have|said|says|shows?|showed|gives?|"
    r"gave|records?|recorded|"
    r"lists?|listed|states?|stated|claims?|claimed|describes?|described|puts?)\b",
    re.I,
)
MISTAKEN = re.compile(r"\b(?:newspaper|press|rumou?r|mistaken|wrongly|by mistake|in error)\b", re.I)
# From a plan of protection down to one of need, or never higher than that.
TO_NEED = AnyCase(
    r"\b(?:stepp?(?:ed|ing)? (?:\w+ ){0,4}?down|moved|changed|reduced|transferred|reverted|returned|"
    r"downgraded|became|"
    r"become|becoming)\b"
    r"[^.;]{0,40}\b(?:child(?:ren)? in need|CIN)\b"
)
ONLY_NEED = AnyCase(
    r"\b(?:never (?:went|rose|got|moved|came|climbed) (?:beyond|above|further|past|higher)|no (?:higher|"
    r"further) than|"
    r"(?:held|kept|stayed|remained|left|pitched) at (?:the )?level of|dealt with|treated|handled|regarded|"
    r"preferred|chose|settled (?:up)?on|opted for|only ever|"
    r"never more than|no more than)\b"
    r"[^.;]{0,40}\b(?:child(?:ren)? in need|CIN)\b"
)
NEVER_MORE = AnyCase(
    r"\b(?:never (?:more|higher) than|only ever|never (?:went|rose|got|moved|came|climbed) (?:beyond|above|"
    r"further|past|"
    r"higher)|no (?:higher|further) than)\b[^.;]{0,40}\b(?:child(?:ren)? in need|CIN|early help|section 17)\b"
)
TAKEN_BACK = re.compile(
    r"(?:He|She|They|It|That|This) (?:was|were|had) (?:not|never)(?=[.,;]| been\b| on (?:it|one)\b)|"
    r"(?:That|This|It) (?:is|was) (?:wrong|untrue|mistaken|not (?:so|true|correct)|an? (?:error|mistake))\b"
)
# "Ulric was not", "nor was Casimir": what the clause before said, denied of another.
SHORT_DENIAL = re.compile(
    r"^\W*(?:and |but )?(?P<who>[\w’' ]{1,40}?)(?:, [^,]{1,40},)? (?:(?:was|were|had|did)(?: not|n[’']t|"
    r" never)(?: been| ever)?|"
    r"never (?:was|were|had|did))(?:,? (?:then|before|at any|either|himself|herself|at all|now|nor|"
    r"or)\b[^;]*)?\W*$",
    re.I,
)
