"""The words in which reports tell of child protection plans and registrations, as expressions.

They are looked for in one clause, from which other plans (of care, of action) and registers (of a school)
were blanked out before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_INCIDENT = (
    r"(?:death|dying|died|killing|murder|incident|injur\w+|fire|collapse\w*|assault|attack\w*|overdose|"
    r"accident|"
    r"disappear\w+|admission|arrest|fall|drowning|shooting|stabbing|tragedy|events? (?:that|which|under|"
    r"in question))"
)
# No plan or register of another kind stands in these words.
STRONG = re.compile(
    r"\b(?:protection plan|CP plan|CPP\b|child protection register|at[- ]risk register|"
    r"register of children|"
    r"risk register|de-?regist\w+|re-?regist\w+|child protection registration|(?:became|becomes|been|was|"
    r"were|"
    r"remained|still) (?:\w+ )?subject (?:to|of) (?:a |such )?registration|CPR\b(?! (?:was|for|on|in|"
    r"until|by) (?:him|her|"
    r"given|started|begun|the)))",
    re.I,
)
WEAK = re.compile(r"\b(?:plans?|registers?|registered|registration)\b", re.I)
# Beside one of these a plan or a register is one of child protection.
CONTEXT = re.compile(
    r"\b(?:conferences?|categor(?:y|ies)|names?|de-?registered|heading of|"
    r"under (?:the )?(?:\w+ of )?(?:likely |"
    r"potential |possible )?(?:neglect|emotional|physical|sexual)|(?:for|of) (?:neglect|emotional|physical|"
    r"sexual)|child protection|subjects? (?:to|of) (?:a |an |any |such |another )*plans?|"
    r"(?:on|upon|off) (?:a |any |such )?(?:plans?|(?:the )?Register)(?! to\b)|no child|core group|"
    r"ever registered|(?:off|on|onto) the register|from child protection to|"
    r"registered (?:child|children|until|since|under|by (?:a|the) conference|in (?:\w+ )?(?:19|20)\d\d)|"
    r"periods? of registration|"
    r"plans? (?:was|were|is|are) (?:\w+ )?in force|(?:children|brothers|sisters|boys|girls|siblings|"
    r"twins) had plans)\b"
)
# The state of some plan: it counts where the report knows of protection plans at all.
STATE = re.compile(
    r"\bplans? (?:was|were|had|is|are) (?:\w+ )?(?:still|ended|closed|discontinued|stepped|running|"
    r"brought|lapsed|been (?:closed|"
    r"ended|discontinued|stepped|lifted))\b|\bplans? (?:lasted|finished|ended|lapsed|ran)\b",
    re.I,
)
# "He had a child in need plan": "the plan" after it is that one.
NEED_PLAN = re.compile(r"\b(?:in need|CIN|care and support|family support|early help) plans?\b", re.I)
ENDED = re.compile(
    r"\b(?:ended|ends|ending|end(?= (?:the|his|her|their|both|all|registration))|end(?=$|\W*$| (?:now|in|"
    r"on|there))|"
    r"come to an end|came to an end|at an end|ceased?|ceasing|discontinu\w+|closed|closure of|lapsed?|"
    r"expired|"
    r"lifted|terminated|cancelled|withdrawn|withdrew|discharged|revoked|rescinded|dropped|dissolved|"
    r"concluded|"
    r"brought (?:\w+ ){0,3}?to (?:an end|a close)|bring (?:\w+ ){0,3}?to an end|ran out|run out|stopped|"
    r"remov(?:ed?|es|al|ing)|took (?:\w+[’']?s? ){1,4}?off|"
    r"tak(?:e|en|ing) (?:\w+[’']?s? ){0,4}?off|came off|come off|coming off|struck (?:\w+ ){0,3}?(?:off|"
    r"from)|"
    r"delet(?:ed|ion)|dismissed|given up|"
    r"stepp?(?:ed|ing)?[- ]down|no longer (?:be )?(?:on|subject|a subject|the subject|registered|had|"
    r"in force|under|needed|necessary|required|carried|bore|appeared|held)|de-?registered(?! (?:child|"
    r"case))|de-?registration (?:was|took|came|on \d|in [A-Z\d])|"
    r"off the register|"
    r"downgraded|scaled down|moved (?:\w+ ){0,3}?(?:down|off)|"
    r"replaced (?:by|with)|superseded|left the register)\b",
    re.I,
)
KEPT = re.compile(
    r"\b(?:continu(?:ed?|es|ing|ation)|remain(?:ed|s|ing)?|renewed|extended|kept|retained?|maintained|"
    r"still|"
    r"in its \w+ (?:week|month|year)|in force|in being|in place|in operation|in effect|running|ongoing|"
    r"stayed|throughout|prolonged|"
    r"confirmed|"
    r"reaffirmed|current|currently|live|active|stands|stood|upheld|carried on)\b",
    re.I,
)
BEGUN = re.compile(
    r"\b(?:made|making|become|became|becoming|placed|plac(?:es|ing)|put(?:s|ting)?|enter(?:ed|s|ing)|"
    r"went|go(?:es|ing)?|"
    r"gone|regist(?:ered|ers|ering|ration)|started|starts|began|begins|begun|came into (?:being|force|"
    r"effect)|"
    r"took effect|agreed|drawn|drew|set up|opened|instituted|imposed|established|"
    r"added|joined|join|listed|included|brought (?:within|under|onto|on)|came (?:on|onto|under)|"
    r"introduced|issued|"
    r"initiated|approved|formulated|had (?:a|an|such) |should have|subject(?:ed)? (?:to|of)|decided|"
    r"resolved|"
    r"followed|inscribed|recorded on|moved on|voted)\b",
    re.I,
)
# The plan as a state, in the simple past.
ON = re.compile(
    r"\b(?:(?:was|were|is|are|being|while|then|already) (?:\w+ ){0,3}?(?:on|upon|under|subjects? (?:to|"
    r"of)|the subjects? of|registered)|"
    r"(?:was|were|is|are) (?:\w+ )?(?:a |the )?(?:subjects?|registered)|there (?:was|were|"
    r"had been) (?:\w+ ){0,3}?plans?|"
    r"had (?:a|such a) (?:\w+ ){0,3}?plan|name (?:was|is|were) (?:\w+ )?(?:on|upon))\b",
    re.I,
)
# "Had been on", "was once": over, unless the sentence says since when or till when.
BEEN = re.compile(
    r"\b(?:had (?:\w+ ){0,2}?been (?:\w+ ){0,3}?(?:on|upon|under|subjects?|the subjects?|registered|"
    r"a plan)|had (?:\w+ ){0,2}?"
    r"(?:spent|had a)|spent (?:\w+ ){1,4}?(?:on|under)|finished|previously|formerly|once before|"
    r"once (?:been|on|subject|registered|had)|(?:was|were|is) once|in the past|earlier (?:plan|period|"
    r"registration|episode)|"
    r"(?:previous|former|past|first) (?:child protection )?(?:plan|period|registration|episode)|"
    r"a period (?:of|on|under)|spell|"
    r"ran (?:from|between|for)|lasted|as an? (?:baby|infant|toddler))\b",
    re.I,
)
SINCE = re.compile(r"\bsince\b|\bfrom (?:the )?(?:birth|day (?:he|she|they) (?:was|were) born)\b", re.I)
# "From May 2010 to April 2011", "for eleven months in 2008", "until the spring".
_UNTO = (
    rf"(?!\s+(?:\w+ ){{0,3}}?{_INCIDENT}|\s+(?:he|she|they|\w+) (?:died|was killed)|"
    r"\s+(?:the )?(?:end|last)\b|\s+the present)"
)
RANGE = re.compile(
    rf"\bfrom\b[^;]{{2,40}}?\b(?:to|until|till)\b{_UNTO}(?=[^;]{{0,30}}?(?:\d|{_MONTHS}|spring|summer|"
    rf"autumn|winter|"
    r"year|birthday|Christmas|Easter))|"
    r"\bbetween\b[^;]{2,60}?\band\b[^;]{0,30}?(?:\d{2}|year)|"
    rf"\b(?:until|till)\b{_UNTO}|\bfor (?:\w+ ){{1,4}}?(?:weeks|months|years) (?:in|from|during|ending|"
    rf"at)\b",
    re.I,
)
THEN = re.compile(
    rf"\b(?:(?:time|date|day|night|morning|moment|hour) of (?:\w+[’']?s? ){{0,3}}?{_INCIDENT}|"
    r"at the (?:material |relevant )?time(?! of\b)(?! when (?:he|she) was born)|(?:when|before|until|"
    r"till|as|day|night|that) (?:he|she|they|it|"
    r"\w+(?: \w+)?) (?:died|was killed|were killed|was (?:fatally |badly |so |gravely |"
    r"seriously )?(?:hurt|injured|shot|"
    r"stabbed|burned|scalded|attacked|assaulted|poisoned|shaken)|was (?:found|murdered|drowned)|collapsed|"
    r"drowned|was taken ill|suffered|took (?:his|her) own life|came to harm|disappeared|fell)|"
    rf"on (?:the|that) (?:day|night|morning|evening|date|afternoon)|to the (?:very )?(?:end|last)|"
    rf"until (?:the |his |her |their )?{_INCIDENT}|"
    rf"up to (?:the |his |her |their )?{_INCIDENT}|(?:before|to) (?:his|her|their|the|"
    rf"\w+[’']s) {_INCIDENT}|for the rest of|on (?:his|her|their) death)\b",
    re.I,
)
# "Not in the six months before": it may have been earlier.
LATELY = re.compile(
    r"\b(?:in|during|within|for|at any (?:time|point) in) the (?:\w+ ){1,3}(?:weeks|months|years?|period) "
    r"(?:before\w*|preceding|prior|leading|up to)\b|\b(?:preceding|previous|last) (?:\w+ )?(?:months|"
    r"year)\b|"
    r"\b(?:in|by) (?:19|20)\d\d\b|\bby (?:then|that (?:time|date))\b",
    re.I,
)
NEVER = re.compile(
    r"\b(?:never|at no (?:\w+ )?(?:time|point|stage|date|age|moment)|no (?:stage|time|point)|neither|"
    r"none of (?:the |these |those |his |her |their |\w+[’']s )?(?:\w+ ){0,2}?(?:children|boys|girls|"
    r"siblings|family|them|"
    r"brothers|sisters|babies|twins|household)|none(?= (?:was|were|had|has))|nor|no such \w+|"
    r"not (?:\w+ ){0,6}?"
    r"(?:ever|at any (?:time|stage|point|age))|no child|nobody|no-one|no one|still less|"
    r"without (?:\w+ ){0,4}?ever|"
    r"no (?:child protection |such |protection )?(?:plan|conference|registration|entry))\b|"
    r"\bhas at any time been\b",
    re.I,
)
NOT = re.compile(
    r"\b(?:not|no(?! (?:longer|later|sooner|more than|fewer|less))|without|ought not|declined|against|"
    r"rather than|instead of|"
    r"need not|\w+n[’']t)\b",
    re.I,
)
# A denial of somebody's knowledge, not of the plan.
NOT_KNOWN = re.compile(
    r"\b(?:not|never|nor|no-?one|nobody|none of (?:the|these|them)(?: \w+)?|without|"
    r"un(?=aware))\W*(?:\w+ ){0,6}?"
    r"(?:knew|know|known|told|aware|informed|realis\w+|learn\w*|recorded|mention\w*|understood|seen|heard|"
    r"notified|knowing|tell|flagged|shared)\b(?= (?:of|that|about|the|he|she|they|his|her|it|there|by)\b|"
    r"[^,;]{0,30}\b(?:that|of|whether)\b)",
    re.I,
)
AGAIN = re.compile(
    r"\b(?:again|afterwards|thereafter|later|subsequent(?:ly)?|since then|further|second|once more|"
    r"re-?regist\w+|"
    r"another (?:child protection )?(?:plan|period|registration)|new (?:child protection )?plan|a fresh|"
    r"reconsidered|return(?:ed)? to|back on(?:to)?|reinstated|anew)\b",
    re.I,
)
MODAL = re.compile(
    r"\b(?:should|must|ought|would|could|might|(?-i:may)|if|whether|requires?|is required|are required|"
    r"unless|"
    r"(?:any|every|each) child(?! protection)|children who|to ensure|ensures? that|does not|do not)\b|\?\s*$",
    re.I,
)
# A conference that said no: "registration was considered and rejected".
REFUSED = re.compile(
    r"\b(?:rejected|turned down|voted down|decided against|ruled out|voted against)\b",
    re.I,
)
# A plan that ran on beyond the child's death.
ENDED_AFTER = re.compile(
    r"\bafter (?:(?:his|her|their|the|\w+[’']s) (?:death|killing|murder)|(?:he|she|they|"
    r"\w+(?: \w+)?) (?:died|was killed))\b",
    re.I,
)
# What was only spoken of; it stands right beside the plan.
PROPOSED = re.compile(
    r"\b(?:propos\w+|recommend\w*|consider(?:ed|ing|ation)?|discuss\w*|debated|argued|asked|sought|"
    r"question of|"
    r"threshold for|request\w*|suggest\w*|hoped|expected|wanted|wished|feared)\b",
    re.I,
)
RESOLVED = re.compile(
    r"\b(?:agreed|decided|decision|resolved|concluded|unanim\w+|voted|votes?|determined|resolution|"
    r"majority|accepted|"
    r"ruled|directed|accordingly|thereupon)\b",
    re.I,
)
# "It ended in May", "took it off", "came off it": of the plan told before.
IT = re.compile(
    r"\b(?:it|they) (?:had|was|were|has) (?:been )?(?:closed|ended|discontinued|lifted|lapsed|renewed|"
    r"stepped down)\b|"
    r"^\W*(?:and |but |then |when )?(?:it|this|that|these|they|both|the (?:arrangement|status|"
    r"measure)) (?:\w+ ){0,4}?"
    r"(?:ended|lasted|discontinued|ceased|closed|lapsed|lifted|removed|brought|came|continued|remained|"
    r"stood|ran|"
    r"renewed|stepped|in force|there (?:still )?when)\b|\b(?:it|he|she|they) (?:was|"
    r"were) (?:still )?(?:there|on it|subject to it)\b|\bback on(?:to)? it\b|\b(?:on|had|been|of|"
    r"to) one\b|\b(?:took|taken|take|takes|came|removed|lifted|brought|kept|bring|left|ended|"
    r"discontinued|renewed|continued) (?:it|him|her|them|their names|his name|her name|\w+)\b(?: off|"
    r" from it| on it|"
    r" to an end| there| on\b|\W*$| in\b| (?:after|six|at)\b)|\b(?:from|off) (?:which|it)\b|"
    r"\bwhere (?:it|he|she|they) (?:\w+ )?"
    r"(?:stayed|remained)\b|\bnames? (?:\w+ )?(?:remained|stayed|removed|was removed|were removed|"
    r"be removed)\b",
    re.I,
)
# "Neither was ever subject to one": denied of the plan told before.
NO_ONE = re.compile(
    r"\b(?:on|to|of|had|have|given|under|for) (?:one|it|any|either|such)\b|\bno such\b|"
    r"\bever (?:been )?(?:registered|considered)\b",
    re.I,
)
# The plan as a place of words ("in the plan"), or with its contents ("the plan's goals"): no status.
OBLIQUE = re.compile(
    r"(?<!subject )(?<!subjects )(?<!end )(?<!ending )(?<!closure )(?<!removal )(?<!renewal )"
    r"(?<!continuation )\b(?:in|"
    r""
    r"for|about|with|by|into|at|than|as|behind|within|of|to|through)\s+"
    r"(?:the|that|this|his|her|their|any|every|each)\s+(?:\w+ ){0,2}$|\bagreed to (?:a|the) $|"
    r"\bmeetings? (?:\w+ )?under (?:a|the) $",
    re.I,
)
CONTENT = re.compile(
    r"^[’']s\b(?! name)|\b(?:said|says|asked|required|provided|described|told|named|listed|set out|"
    r"depended|rested|relied|"
    r"was about|was an?\b|had (?!been|a|an|such|begun|ended|lapsed|come|ceased|run)|says|whose|on which|"
    r"in which|who|promised|called for|that(?! (?:had )?(?:ended|lapsed|ceased)\b))\b",
    re.I,
)
# After what happened: the plan was its consequence.
AFTERWARDS = re.compile(
    rf"\b(?:after|following|in consequence of|as a result of|in the wake of|because of) (?:the|this|that|"
    rf"his|her|their|\w+[’']s) (?:\w+ )?{_INCIDENT}\b|"
    r"\b(?:since|after) (?:he|she|they|\w+) (?:died|was (?:injured|hurt|killed))\b|\bsurviving\b",
    re.I,
)
SIBLING = re.compile(
    r"\b(?:(?:half|step)-?\s?)?(?:sister|brother|sibling|cousin|twin sister|twin brother|nephew|"
    r"niece)s?\b|\bSibling \w+|"
    r"\b(?:other|older|elder|eldest|younger|youngest|first|previous|another|different|remaining|"
    r"grown-up) (?:\w+ )?(?:child|children|boys?|girls?|sons?|"
    r"daughters?|baby|babies)\b|\bchild(?:ren)? of (?:his|her|their|the \w+[’']s) (?:own|former|first|"
    r"earlier)\b|"
    r"\b(?:his|her) own (?:children|child|son|daughter)\b|\bhousehold (?:next|of)\b|\bhis (?:children|"
    r"child|son|daughter) by\b|"
    r"\b(?:another|different|that) family\b|\b(?:his|her) (?:own )?childhood\b|\bothers?\b(?= (?:was|"
    r"were|had))",
    re.I,
)
NO_CHILD = re.compile(
    r"\bchild(?:ren)?(?= protection\b)|\bchild(?:ren)?[’']s?(?= social\b| services)",
    re.I,
)
THEIR_SIBLING = re.compile(
    r"^\W*(?:and |but )?(?:his|her) (?:(?:older|younger|elder|half|little) ?-?)?(?:sister|brother)\b",
    re.I,
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
TO_NEED = re.compile(
    r"\b(?:stepp?(?:ed|ing)? down|moved|changed|reduced|transferred|reverted|returned|downgraded|became|"
    r"become|becoming)\b"
    r"[^.;]{0,40}\b(?:child(?:ren)? in need|CIN)\b",
    re.I,
)
ONLY_NEED = re.compile(
    r"\b(?:dealt with|treated|handled|regarded|preferred|chose|settled (?:up)?on|opted for|only ever|"
    r"never more than|no more than)\b"
    r"[^.;]{0,40}\b(?:child(?:ren)? in need|CIN)\b",
    re.I,
)
TAKEN_BACK = re.compile(
    r"(?:He|She|They|It|That|This) (?:was|were|had) (?:not|never)(?=[.,;]| been\b| on (?:it|one)\b)|"
    r"(?:That|This|It) (?:is|was) (?:wrong|untrue|mistaken|not (?:so|true|correct)|an? (?:error|mistake))\b"
)
CLAUSE_END = re.compile(
    r"[;]|(?<=[a-z]{3})\. (?=[A-Z])|,?\s+(?:but|whereas|although|though)\s+|,\s+(?:and|nor|so|while|"
    r"because)\s+|"
    r",\s+(?=(?:from|off) which\b|where (?:it|they|he|she)\b)|"
    r"\s+and\s+(?=(?:it |they |later |then |subsequently |was |were |had |accordingly )*(?:took|"
    r"went back|was put back|returned|taken off|removed|ended|"
    r"discontinued|lifted|came off|stepped down|decided|closed|deregistered|remained|was not|were not|"
    r"never)\b)"
)
# "Guto was not", "nor was Tobias": what the clause before said, denied of another.
SHORT_DENIAL = re.compile(
    r"^\W*(?:and |but )?(?P<who>[\w’' ]{1,40}?)(?:, [^,]{1,40},)? (?:(?:was|were|had|did)(?: not|n[’']t|"
    r" never)(?: been| ever)?|"
    r"never (?:was|were|had|did))\W*$",
    re.I,
)


@lru_cache(maxsize=4)
def foreign(plans: tuple[str, ...], registers: tuple[str, ...]) -> re.Pattern[str]:
    """Plans and registers of other kinds than child protection, by the words that stand before them."""
    return re.compile(
        rf"\b(?:{_either(plans)})[- ]plan(?:s|ning)?\b|\b(?:{_either(registers)}) regist(?:ers?|ration)\b|"
        r"\bplans (?:to|a|an) (?=[a-z])|\bplan to\b|\bregister for (?!(?:\w+ )?(?:neglect|physical|"
        r"emotional|sexual|child|him|her|them)\b)|\bregist\w+ (?=as an?\b|with\b|to \w+\b|by the (?:GP|"
        r"midwi)|numbers?\b|"
        r"documents?\b|forms?\b|office\b)|\bregist\w+ (?=at (?:the |a |any )?(?:surger|practice|school|"
        r"birth|clinic|GP|nursery))|"
        r"\b(?:un)?registered (?=(?:\w+ )?(?:nurs|social|charit|manager|provider|child-?mind|childcare|"
        r"keeper|blind|interpreter|"
        r"intermediar|landlord|midwi|disabled|sex|offender|practitioner|professional|foster|patient))|"
        r"\b(?:in|before|during|morning|afternoon) registration\b(?! (?:had|was|as))",
        re.I,
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))
