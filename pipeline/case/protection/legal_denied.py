"""Sentences which say that no court and no council had a hold on the child: no order, not in care.

Such a sentence has a denial and, near it, what is denied: an order, a court, proceedings, care. It counts
unless it is about a crime, about another person, about the time afterwards, or about what somebody knew.
"""

from __future__ import annotations

import re

from pipeline.any_case import AnyCase
from pipeline.case.people.people import People
from pipeline.case.protection.legal_words import AFTERWARDS, OTHER_CHILD

_NO = (
    r"(?:no|not|never|nor|neither|none|nobody|no-one|without|nothing|nowhere|cannot|\w+n[’']t|lack(?:ed|"
    r"ing)?|"
    r"absence of|free of|outside any|short of|unknown to|untouched by|strangers? to)"
)
# Between a denial and what it denies no new statement begins.
_GAP = (
    r"(?:(?!\b(?:but|because|so that|although|while|whereas|which|who|what|when|until|whether|why|how|agreed|"
    r"given|made an?|obtained|according)\b|, (?!then|or|an?\b|any\b|at|nor|by|on|ever|either|as far|before|"
    r"after))[^.;:])"
    r"{0,60}?"
)
_LOOSE = (
    r"(?:(?!\b(?:but|because|so that|although|while|whereas|which|when|until|whether|"
    r"and the)\b)[^.;:]){0,60}?"
)
_COURT = (
    r"(?:(?:family |county |civil |youth |the |a |any |either )*(?:courts?|(?<!to )judges?|magistrates|bench|"
    r"sheriff|tribunal|children['’]s hearing|hearing|children['’]s reporter))(?!s? (?:that|which|where|"
    r"papers|documents|bundle|"
    r"transcript|welfare|reports?|room|building|officer|clerk|nor\b[^.;]{0,40}\b(?:given|thought|told|knew|"
    r"saw|asked|checked)|(?:has |have |had )?(?:ever |yet )?(?:believed|"
    r"tested|accepted|found|told|knew|gone|said|sat))\b)"
)
_OF_LAW = (
    r"(?:legal|statutory|judicial|compulsory|court|public law|private law|family|civil|care|formal legal|"
    r"protective|formal)"
)
# What can only be meant of the family's standing in law.
_STRONG = (
    r"(?:(?<!\bin )(?<!\bin the )(?<!\bin any )(?<!\bin this )\borders?\b(?! (?:of|in) (?!(?:the |a |"
    r"any )?(?:court|kind|sort|type|description|law|family|"
    r"sheriff|judge|being|force|place|respect|relation|that|period|time|months|weeks|years))| book| form)|"
    rf"{_OF_LAW} (?:proceedings|measures?|status|interventions?|steps?|action|basis|provision|powers?|"
    rf"footing|"
    r"authority|framework|standing|role|rights?|claims?|hold|constraints?|restrictions?|arrangements?|"
    r"process|grounds)|"
    r"proceedings|applications?(?= (?:to|for|was|were|had|of any|in respect|under|or|about|concerning|"
    r"regarding|on|has|having)\b)|"
    r"(?<!\ba )(?<!\bof )looked[- ]after\b(?! reviews?)|"
    r"accommodated|wards? of court|supervision requirements?|special guardian\w*|"
    r"(?:in|into|under) (?:public |foster |local authority |state |the council['’]s |"
    r"the local authority['’]s |"
    r"residential |statutory )?care\b(?! (?:plans?|of|and (?!control)|provid|standard|home))|fostered|"
    r"in the care of (?:the |any )?(?:local )?(?:authority|council|trust|state|county|board)|"
    r"grounds (?:of|for) referral|share (?:of|in) parental responsibility)"
)
# A court is denied its part only by some verbs, or right beside the denial.
_WAY = (
    r"(?:go|goes|going|gone|went|reach\w*|came?|come|brought|taken|took|put|laid|bring|been(?= to\b)|"
    r"approach\w*|ask\w*|"
    r"involve\w*|resort|recourse|turn\w*|trouble\w*|before|need\w*|proceed\w*|concern\w*|by|of|appl\w+|"
    r"step\w*|"
    r"set foot|think\w*|thought|feel\w*|felt|believ\w*|suggest\w*|propos\w*|spoke\w*|talk\w*)"
)
_DENIED = AnyCase(
    rf"\b{_NO}\b(?P<gap>{_GAP})\b{_STRONG}|"
    rf"\b{_NO} (?:(?!(?:that|which|what|in|before|at|of|on|to)\b)\w+ ){{0,2}}?{_COURT}\b|"
    rf"\b{_NO}\b(?P<way>{_LOOSE}\b{_WAY} (?:(?:to|of|before|by|in|with|into|for|at|on|up|either|it|them|"
    rf"him|her|as "
    rf"far as|so far as|inside|upon|from|that|going) )*){_COURT}\b|"
    rf"\b{_NO}\b{_GAP}\b(?:(?:go|went|gone|recourse|resort) to law|in law)\b"
)
# What is denied stands first: "the court had no part in it", "proceedings were thought about and not begun".
_NEVER_MADE = AnyCase(
    r"\b(?:courts?|judges?|magistrates|sheriff|reporter|hearing|the law)\b (?:\w+ ){0,3}?(?:had|has|was|"
    r"were|took|"
    r"taken|played|been|held|did)\b (?:\w+ ){0,2}?(?:had )?(?:no|not|never|"
    r"nothing)\b (?:\w+ ){0,3}?(?:part|hand|say|concern\w*|"
    r"involve\w*|asked|approached|role|occasion|cause|reason|to do|in (?:it|the)|invited|called|troubled|"
    r"interest|place|touched|reached|come|power|hold|seized|dealings|knowledge|business|contact|"
    r"jurisdiction)\b|"
    r"\b(?<!the )(?<!this )(?<!that )(?:(?:court|care|legal|supervision|interim|family|civil|public law) )*"
    r"(?:orders?|proceedings|applications?)\b,? "
    r"[^.;:]{0,40}?\b(?:no|not|never|neither|nor)\b (?:\w+ ){0,2}?(?:made|sought|begun|issued|started|"
    r"brought|"
    r"taken|requested|granted|applied|in force|needed|necessary|thought|considered|contemplated|pursued|"
    r"commenced|initiated|instituted|lodged|followed|proposed|obtained|justified|warranted|"
    r"appropriate)\b|"
    r"\b(?:no[- ]?one|nobody)\b[^.;:]{0,30}\bparental responsibility\b[^.;:]{0,40}\b(?:but|except|"
    r"other than|save|apart "
    r"from)\b|\b(?:no[- ]?one|nobody) (?:but|except|other than) (?:\w+ ){1,4}?(?:had|held) (?:parental|any|"
    r"rights)|"
    r"\b(?:council|authority|department|trust|board|social services|social work)\b[^.;:]{0,20}\b(?:not|"
    r"never|no)\b"
    r"[^.;:]{0,30}\bparental responsibility\b|"
    r"\b(?:not|never|neither|nor) (?:\w+ ){0,2}?an? looked[- ]after\b|"
    r"\bthreshold for (?:care )?(?:proceedings|court|going to court)\b[^.;:]{0,40}\b(?:not|missed|short|"
    r"below)\b|"
    r"\bparental responsibility\b[^.;:]{0,40}\b(?:alone|solely|only|(?:and|with) no ?(?:body|one)|"
    r"shared with "
    r"no|undivided|undisturbed|undisputed|in full)\b|"
    r"\b(?:solely|only|alone) (?:\w+ ){0,3}?parental responsibility\b|"
    r"\b(?:home|in the care of|lived with|living with)\b[^.;:]{0,50}\b(?:by|as of|of) (?:\w+ )?right\b|"
    r"\b(?:applications?|orders?|proceedings)\b[^.:]{0,60}; (?:nothing|none) (?:was|were|came)\b|"
    r"\blegal status\b\W+(?:\w+ ){0,3}?(?:none|nil|no)\b|"
    r"\b(?:court|proceedings|order|legal step|application)s? (?:of any kind |of any sort )?(?:came|began|"
    r"was made|was "
    r"begun|were begun|was granted|was sought|followed) only\b|"
    r"\b(?:like|as|that of|those of) any (?:other )?child\w*\b[^.;:]{0,30}\b(?:home|law|parents?)\b"
)
# The one order that there was is of another kind, or there was none.
_ONLY_OTHER = AnyCase(
    r"\b(?:non-molestation|occupation|restraining|anti-?social behaviour|parenting|community|"
    r"probation) order\b[^.;]{0,60}"
    r"\b(?:sole|only) (?:\w+ )?order\b|"
    r"\b(?:sole|only) (?:\w+ )?order\b[^.;]{0,60}\b(?:non-molestation|occupation|restraining|mother|father|"
    r"parent|adult)|"
    r"\b(?:any|an) order\b[^.;]{0,40}\bnone\b"
)
# Somebody knew or was told nothing of an order that there was, or did not keep to it.
_ONLY_AFTER = AnyCase(
    r"\b(?:the|its|their) first (?:\w+ )?order (?:ever )?(?:made|granted|of any)\b|"
    r"\b(?:first|earliest) (?:\w+ ){0,2}?(?:orders?|applications?|proceedings|court|"
    r"hearing)\b[^.;]{0,60}\b(?:after|"
    r"following|the (?:next|same) day|when|once|weeks later|days later)\b|"
    r"\b(?:only|first) (?:then|after\w*|when|once)\b[^.;]{0,60}\b(?:courts?|orders?|proceedings|"
    r"legal advice)\b|"
    r"\b(?:courts?|orders?|proceedings)\b[^.;]{0,30}\b(?:only|first) (?:then|after\w*|when|once)\b"
)
_KNOWN = AnyCase(
    r"\b(?:told|tell|telling|knew|know\w*|aware|inform\w*|read|seen|saw|see|sight|copy|copies|mention\w*|"
    r"underst\w+|explain\w*|record\w*|compl(?:y|ied)|breach\w*|obey\w*|enforce\w*|disclos\w*|shar(?:ed|e|"
    r"ing)|"
    r"not(?:e|ed|ify|ified)|learn\w*|heard|interpreter|attend\w*|wait\w*|representative)\b(?! parental)"
)
_DEFINITE = re.compile(
    r"\b(?:the|that|this|his|her|their|its|existing|these|those|such an)\s+(?:(?!(?:of|to|any|an?|under|by|"
    r"no|not|with\w*|in|for)\b)"
    r"[\w-]+\s+){0,2}(?:orders?|proceedings)$",
    re.I,
)
# "No officer was looked after": a state is denied of a child, or of nobody by name.
_NOBODYS = re.compile(
    r"^(?:no (?!child|boy|girl|one\b|period|time|stage|point|moment|spell|sibling|sense|way\b)|nobody|"
    r"no-one|nothing|lack)",
    re.I,
)
_CRIME = AnyCase(
    r"\b(?:criminal\w*|police|fiscal|prosecut\w*|charg\w+|convict\w*|guilty|sentenc\w+|crown|coroner\w*|"
    r"inquest|verdict|trial|"
    r"jury|juries|offen[cd]\w*|bail\w*|appeal\w*|defendant|restraining|non-molestation|occupation|possession|"
    r"evict\w*|rent|witness\w*|allegations?|accus\w+|arrest\w*|against|parenting order|exclusion|"
    r"antisocial|anti-social|disciplin\w*|regulator\w*|publication|publish\w*|report(?:ed|"
    r"ing)? restriction\w*|"
    r"jurisdiction|evidence)\b"
)
# Rules on children in general.
_RULE = AnyCase(
    r"\b(?:should|must|ought|if a|where a|when a|any child (?:who|in|on)|every child|children who|"
    r"a child who|"
    r"(?:man|woman|parent|mother|father|family|child) (?:may|can|will)\b|hardly|scarcely|may not|"
    r"is required|are required|does not|do not|cannot)\b|\?\s*$"
)
# "Until that day", "before the attack": what is denied is said of the time that counts.
_BEFORE = AnyCase(
    r"\b(?:until|till|before|up to|by|prior to|at) (?:then|that|the|this|his|her|their|any|\w+[’']s)\b|"
    r"\bthen or "
    r"(?:later|since|after)|\bbefore or (?:since|after)|\bever\b|\bat (?:any|no) (?:time|point|stage)\b|"
    r"\b(?:never|neither|nor)\b"
)
# One of these, in small letters, is part of everything above that is denied.
_PARTS = (
    *("order", "court", "proceeding", "application", "legal", "law", "statut", "compul", "judicial"),
    *("family", "civil", "protective", "formal", "judge", "magistrate", "bench", "sheriff", "tribunal"),
    *("hearing", "reporter", "care", "looked", "accommodat", "foster", "guardian", "supervis", "grounds"),
    *("parental", " right", "had any", "held any", "any child", "any other child"),
)
_STATE = AnyCase(r"\b(?:care|looked[- ]after|accommodated|fostered)$")
_ADULT_SELF = AnyCase(
    r"\b(?:mother|father|parents?|partner|grandmother|step-?father|ms \w+|mr \w+|mrs \w+)\b (?:herself |"
    r"himself |"
    r"themselves )?(?:had|was|were|has)\b[^,;]*$"
)
# Where the next statement of a sentence begins.
_NEXT = re.compile(r"; |, (?:and|but|nor|so) ")
# "... made for him or any brother of his": the child, and the brothers with it.
_WITH_HIM = re.compile(
    r"\b(?:him|her|he|she|them|either (?:child|baby|twin|girl|boy)|(?:the|this) (?:child|baby|boy|"
    r"girl))\b[^.;]{0,12}?\b(?:or|nor|and)\b[^.;]{0,25}$",
    re.I,
)
# Where another statement begins.
_STARTS = (";", ":", ", but ", ", and ", " – ")
_ENDS = (";", ", but ", ", and ", " – ", ", though ", ", although ", ", whereas ", ", while ")


def denied(text: str, people: People, siblings: re.Pattern[str]) -> tuple[int, int] | None:
    """Where a sentence says that the child was under no order and not in care; None where it does not.

    ``siblings`` finds the names of other children of the family.
    """
    small = text.lower()
    if not any(part in small for part in _PARTS) or text.rstrip().endswith("?"):
        return None
    later = _ONLY_AFTER.search(text)
    if later and not _CRIME.search(text):
        return later.span()
    only = _ONLY_OTHER.search(text)
    if only:
        return only.span()
    # A denial that is of something else may hide another in the next clause.
    starts = [0, *(match.end() for match in _NEXT.finditer(text))]
    for start in starts:
        rest = text[start:]
        for pattern in (_DENIED, _NEVER_MADE):
            for match in pattern.finditer(rest):
                if _stands(rest, match, people, siblings):
                    return start + match.start(), start + match.end()
    return None


def _stands(text: str, match: re.Match[str], people: People, siblings: re.Pattern[str]) -> bool:
    """Whether a denial is of an order or of care, and of the child before it happened."""
    groups = match.groupdict()
    gap = groups.get("gap") or groups.get("way") or ""
    if _KNOWN.search(gap) or _definite(text, match):
        return False
    clause = text[_clause_start(text, match.start()) : _clause_end(text, match.end())]
    if _CRIME.search(clause) or _RULE.search(text[_clause_start(text, match.start()) : match.end()]):
        return False
    if AFTERWARDS.search(clause) and not _BEFORE.search(clause):
        return False
    if _STATE.search(match[0]) and (_ADULT_SELF.search(text[: match.start()]) or _NOBODYS.match(match[0])):
        return False
    head = text[: match.end()]
    other = OTHER_CHILD.search(clause) or siblings.search(clause)
    if other and re.search(r"\b(?:none|neither|either|any) of (?:the )?$", clause[: other.start()], re.I):
        return True
    if other and _WITH_HIM.search(clause[: other.start()]):
        return True
    return not (other and not people.child.search(clause) and not people.own.search(head))


def _definite(text: str, match: re.Match[str]) -> bool:
    """Whether the order is one that there is: "without sight of the order"."""
    return _DEFINITE.search(text[: match.end()]) is not None


def _clause_start(text: str, at: int) -> int:
    return max((text.rfind(mark, 0, at) for mark in _STARTS), default=-1) + 1


def _clause_end(text: str, at: int) -> int:
    places = [place for mark in _ENDS if (place := text.find(mark, at)) >= 0]
    return min(places, default=len(text))
