"""The words in which reports tell of child protection plans and registrations, as expressions.

They are looked for in one clause, from which other plans (of care, of action) and registers (of a school)
were blanked out before.
"""

from __future__ import annotations

import re

from pipeline.any_case import AnyCase
from pipeline.day_words import MONTH, WEEKDAY

_INCIDENT = (
    r"(?:death|dying|died|killing|murder|incident|injur\w+|fire|collapse\w*|assault|attack\w*|overdose|"
    r"accident|"
    r"disappear\w+|admission|arrest|fall|drowning|shooting|stabbing|tragedy|events? (?:that|which|under|"
    r"in question))"
)
# No plan or register of another kind stands in these words.
STRONG = re.compile(
    r"\b(?:protection plan|plans? to protect (?:the|him|her|them|this|both)\b|plans? of protection|"
    r"(?:non-accidental injury|NAI|abuse) register|CP plan|CPP\b|"
    r"child protection register|at[- ]risk register|"
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
    r"sexual)|[cC]hild protection|subjects? (?:to|of) (?:a |an |any |such |another )*plans?|"
    r"(?:on|upon|off|under) (?:a |any |such )?(?:plans?|(?:the )?Register)(?! to\b)|no child|core group|"
    r"[’']s registration (?:dated|began|ran|for|under|was|had|as)|"
    r"plan of any (?:kind|sort)|ever registered|(?:off|on|onto) the register|from child protection to|"
    r"registered (?:child|children|until|since|under|by (?:a|the) conference|in (?:\w+ )?(?:19|20)\d\d)|"
    r"periods? of registration|registered case|in need of protection|(?:removed|struck|taken|deleted|entered|"
    r"placed|put|included|listed|stood|stayed|remained|featured?|appear\w*) (?:from|off|on|onto|to|in|"
    r"upon) the [Rr]egister|"
    r"(?:formerly|previously|still(?: so)?) registered|"
    r"plans? (?:was|were|is|are) (?:\w+ )?in force|(?:children|brothers|sisters|boys|girls|siblings|"
    r"twins) had plans)\b"
)
# The state of some plan: it counts where the report knows of protection plans at all.
STATE = re.compile(
    r"\bplan of (?:last )?\w+ (?:was|had) (?:still|ended|been|lapsed)\b|\bregistration (?:dated|began|ran|"
    r"continued|ended|lasted|came|was (?:ended|continued))\b|"
    r"\bplans? (?:was|were|had|is|are) (?:\w+ )?(?:still|ended|closed|discontinued|stepped|running|"
    r"brought|lapsed|been (?:closed|"
    r"ended|discontinued|stepped|lifted))\b|\bplans? (?:lasted|finished|ended|lapsed|ran)\b",
    re.I,
)
# "She had a plan as a child in need": "the plan" after it is that one.
NEED_PLAN = AnyCase(r"\b(?:in need|CIN|care and support|family support|early help) plans?\b")
ENDED = re.compile(
    r"\b(?:ended|ends|ending|stood down|end(?= (?:it|them)\b)|end(?= (?:the|his|her|their|both|all|"
    r"registration))|(?<!to the )(?<!to the very )end(?=$|\W*$| (?:now|in|"
    r"on|there))|"
    r"come to an end|came to an end|at an end|ceased?|ceasing|discontinu\w+|closed|closure of|lapsed?|"
    r"expired|"
    r"lifted|terminated|cancelled|withdrawn|withdrew|discharged|revoked|rescinded|dropped|dissolved|"
    r"concluded|"
    r"brought (?:\w+ ){0,3}?to (?:an end|a close)|bring (?:\w+ ){0,3}?to an end|ran out|run out|stopped|"
    r"remov(?:ed?|es|al|ing)|took (?:\w+[’']?s? ){1,4}?off|"
    r"tak(?:e|en|ing) (?:\w+[’']?s? ){0,4}?(?:off|out(?! to\b| an?\b| for\b| of (?!it\b|"
    r"(?:the |that |its |his |her |their )?(?:register|plan|list|categor))))\b|came off|come off|coming off|"
    r"struck (?:\w+ ){0,3}?(?:off|"
    r"from)|"
    r"delet(?:ed|ion)|dismissed|given up|"
    r"stepp?(?:ed|ing)?[- ]down|no longer (?:be )?(?:on|subject|a subject|the subject|registered|had|"
    r"in force|under|needed|necessary|required|carried|bore|appeared|held)|de-?register(?:ed(?! (?:child|"
    r"case))|ing|s)?|de-?registration (?:was|took|came|on \d|in [A-Z\d]|preceded|followed|had|by|with)|"
    r"(?<!sign )(?<!signed )(?<!signing )off (?:the register|(?:the|his|her|their|a) plan)|"
    r"downgraded|scaled down|moved (?:\w+ ){0,3}?(?:down|off)|"
    r"replaced (?:by|with)|superseded|left the register)\b",
    re.I,
)
KEPT = re.compile(
    r"\b(?:continu(?:ed?|es|ing|ation)|remain(?:ed|s|ing)?|renewed|extended|kept|retained?|maintained|"
    r"still|"
    r"in its \w+ (?:week|month|year)|in force|in being|in place|in operation|in effect|running|ongoing|"
    r"stayed|throughout|prolonged|"
    r"confirmed|dated from|dating from|(?:was|were|is) (?:due )?(?:to be|for) review\w*|"
    r"kept (?:\w+ ){1,3}?going|"
    r"left (?:\w+ ){1,3}?(?:unchanged|as (?:it|they) (?:was|were)|alone)|(?:weeks|months|days) into|"
    r"in existence|"
    r"(?:weeks|months|days) old(?= when| at| on)|(?:weeks|months|days) (?:from|short of|off|before) (?:its|"
    r"his|her|the) "
    r"(?:\w+ )?(?:review|conference)|"
    r"in (?:the|his|her) \w+ (?:week|month|year) of|"
    r"ran on|runs on|went on running|reaffirmed|current|currently|live|active|stands|stood|upheld|"
    r"carried on)\b",
    re.I,
)
BEGUN = re.compile(
    r"\b(?:made|making|gave|given|become|became|becoming|placed|plac(?:es|ing)|put(?:s|ting)?|enter(?:ed|s|"
    r"ing)|"
    r"went|go(?:es|ing)?|"
    r"gone|regist(?:ered|ers|ering|ration)|started|starts|began|begins|begun|came into (?:being|force|"
    r"effect)|"
    r"took effect|agreed|drawn|drew|set up|opened|instituted|imposed|established|"
    r"added|joined|join|listed|included|(?:brought|took|taken|brings) (?:[\w’']+ ){0,5}?(?:within|under|"
    r"onto|on) |"
    r"came (?:on|onto|under)|"
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
    r"(?:second|third|present|current|latest) (?:spell|period|registration) (?:on|of|under)|"
    r"plans? (?:was|were) (?:made )?(?:for|under) (?:neglect|emotional|physical|sexual)|"
    r"children (?:\w+ ){0,4}?with a (?:\w+ ){0,2}?plan|died (?:\w+ )?(?:on|under|subject)|"
    r"lived (?:and died )?(?:on|under)|"
    r"(?:was|were),[^,;]{2,40}, (?:on|under|subject|the subject)\b|(?:agree|"
    r"decide)\w*\b[^.;]{0,80}needs? a plan|"
    r"had (?:a|such a) (?:\w+ ){0,3}?plan|"
    r"(?:had|has) (?:(?!been|off|no|not|never|left|drawn|made|ended|read|"
    r"seen)\w+ ){0,2}?protection plans?|"
    r"name (?:was|is|were) (?:\w+ )?(?:on|upon))\b",
    re.I,
)
# "Had been on", "was once": over, unless the sentence says since when or till when.
BEEN = re.compile(
    r"\b(?:had (?:\w+ ){0,2}?been (?!(?:\w+ )?(?:made|placed|put|entered|added)\b)(?:\w+ ){0,3}?(?:on|upon|"
    r"under|subjects?|the subjects?|registered|"
    r"a plan)|had (?:\w+ ){0,2}?"
    r"(?:spent|had a)|spent (?:\w+ ){1,4}?(?:on|under)|finished|previously|formerly|once before|"
    r"once (?:been|on|subject|registered|had)|(?:was|were|is) once|in the past|earlier (?:plan|period|"
    r"registration|episode)|"
    r"(?:previous|former|past|first) (?:child protection )?(?:plan|period|registration|episode)|"
    r"for (?:part|most|much|some|half|all|the whole) of (?:19|20)\d\d|"
    r"(?:under|on) which (?:\w+ ){1,4}?had (?:\w+ )?(?:spent|lived|been)|"
    r"a period (?:of|on|under)|(?<!second )(?<!third )(?<!present )(?<!current )spell|"
    r"ran (?:from|between|for)|lasted|as an? (?:baby|infant|toddler))\b",
    re.I,
)
SINCE = re.compile(r"\bsince\b|\bfrom (?:the )?(?:birth|day (?:he|she|they) (?:was|were) born)\b", re.I)
# "From May 2010 to April 2011", "for eleven months in 2008", "until the spring".
_UNTO = (
    rf"(?!\s+(?:[\w’']+ ){{0,3}}?{_INCIDENT}|\s+(?:he|she|they|\w+) (?:died|was killed)|"
    r"\s+(?:the )?(?:end|last)\b|\s+the present|\s+all (?:of )?(?:this|that|it)\b|"
    r"[^.;,]{0,30}\b(?:reason of|because of|on|by|at) (?:\w+ )?death)"
)
RANGE = re.compile(
    rf"\bfrom\b[^;]{{2,40}}?\b(?:to|until|till)\b{_UNTO}(?=[^;]{{0,30}}?(?:\d|{MONTH}|spring|summer|"
    rf"autumn|winter|"
    r"year|birthday|Christmas|Easter))|"
    r"\bbetween\b[^;]{2,60}?\band\b[^;]{0,30}?(?:\d{2}|year)|"
    rf"\b(?:until|till)\b{_UNTO}|\bfor (?:\w+ ){{1,4}}?(?:weeks|months|years) (?:in|from|during|ending|"
    rf"at)\b",
    re.I,
)
THEN = re.compile(
    rf"\b(?:(?:time|date|day|night|morning|evening|moment|hour|"
    rf"{WEEKDAY}) of (?:\w+[’']?s? ){{0,3}}?{_INCIDENT}|"
    r"at that (?:hour|moment)|"
    r"at the (?:material |relevant )?time(?! of\b)(?! when (?:he|she) was born)|(?:when|before|until|"
    r"till|as|day|night|that) (?:he|she|they|it|"
    r"\w+(?: \w+)?) (?:died|was killed|were killed|was (?:fatally |badly |so |gravely |"
    r"seriously )?(?:hurt|injured|shot|"
    r"stabbed|burned|scalded|attacked|assaulted|poisoned|shaken)|was (?:found|murdered|drowned)|collapsed|"
    r"drowned|was taken ill|suffered|took (?:his|her) own life|came to harm|disappeared|fell)|"
    r"(?:lived and )?died (?:while |still |when )?(?:on|under|subject|a registered)|"
    rf"on (?:the|that) (?:day|night|morning|evening|date|afternoon)|to the (?:very )?(?:end|last)|"
    rf"until (?:(?:the|his|her|their|[\w’']+) ){{0,3}}?{_INCIDENT}|"
    rf"up to (?:the |his |her |their )?{_INCIDENT}|(?:before|to) (?:his|her|their|the|"
    rf"\w+[’']s) {_INCIDENT}|for the rest of|(?:on|at) (?:his|her|their|the|[\w ]+[’']s) death)\b",
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
NEVER = AnyCase(
    r"\b(?:never|at no (?:\w+ )?(?:time|point|stage|date|age|moment)|no (?:stage|time|point)|neither|"
    r"none of (?:the |these |those |his |her |their |\w+[’']s )?(?:\w+ ){0,2}?(?:children|boys|girls|"
    r"siblings|family|them|"
    r"brothers|sisters|babies|twins|household|"
    r"(?:two|three|four|five|six)(?= (?:was|were|had|has|have|is|are|ever|came|stood)\b|\W*$|[,;.]))|"
    r"none(?= (?:was|were|had|has))|"
    r"nor|no such \w+|"
    r"not (?:\w+ ){0,6}?"
    r"(?:ever|at any (?:time|stage|point|age))|no child|nobody|no-one|no one|still less|"
    r"without (?:\w+ ){0,4}?ever|"
    r"nothing (?:\w+ ){0,8}?ever|"
    r"no (?:child protection |such |protection )?(?:plan|conference|registration|entry))\b|"
    r"\bhas at any time been\b"
)
NOT = re.compile(
    r"\b(?:not|no(?! (?:longer|later|sooner|more than|fewer|less))|without|ought not|declined|against|"
    r"rather than|instead of|"
    r"need not|\w+n[’']t)\b",
    re.I,
)
# A denial of somebody's knowledge, not of the plan.
NOT_KNOWN = re.compile(
    r"\b(?:not|never|nor|no[- ]?one|nobody|none of (?:the|these|them)(?: \w+)?|without|"
    r"un(?=aware))\W*(?:\w+ ){0,6}?"
    r"(?:knew|know|known|told|aware|informed|realis\w+|learn\w*|recorded|mention\w*|understood|seen|heard|"
    r"notified|knowing|tell|flagged|shared)\b(?! (?:his|her|their|\w+[’']s) names?\b)(?= (?:of|that|about|"
    r"the|he|she|they|his|her|it|there|by)\b|"
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
    r"(?:any|every) child(?! protection)|(?:children|a child) who|(?:cases?|reviews?) (?:in which|where)|"
    r"to ensure|ensures? that|does not|do not)\b|\?\s*$",
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
    r"threshold for|request\w*|suggest\w*|hoped|expected(?! (?:child|baby|infant))|wanted|wished|feared)\b",
    re.I,
)
RESOLVED = re.compile(
    r"\b(?:agreed|decided|decision|resolved|concluded|unanim\w+|voted|votes?|determined|resolution|"
    r"majority|accepted|"
    r"ruled|directed|accordingly|thereupon)\b",
    re.I,
)
# "It ended in May", "took it off", "came off it": of the plan told before.
IT = AnyCase(
    r"^\W*(?:and |but |then |when )?(?:it|they|both|(?:this|that|these|those)(?: arrangements?| status|"
    r" measures?| entry| state)?|"
    r"the (?:arrangement|status|measure)) (?:(?:was|were|had|has|been|is|then|still|also|later|soon|duly|"
    r"never|not|only|"
    r"did|formally|finally|in turn|\w+ly) ){0,4}?"
    r"(?:ended|lasted|discontinued|ceased|closed|lapsed|lifted|removed|brought|came|continued|remained|"
    r"stood|ran|renewed|stepped|in force|going on|running|there (?:still )?when)\b|"
    # All the rest begins where a word does, and is tried nowhere else.
    r"\b(?=\w)(?:(?:it|they) (?:had|was|were|has) (?:been )?(?:closed|ended|discontinued|lifted|lapsed|"
    r"renewed|stepped down)\b|"
    r"(?:it|he|she|they) (?:was|were) (?:still )?(?:there|on it|subject to it)\b|back on(?:to)? it\b|"
    r"(?:on|had|been|of|to|needed|need|required?|requires) one\b(?! (?!at\b|until\b|when\b|before\b|in\b|"
    r"then\b|again\b|for\b|by\b)[a-z])|"
    r"to (?:end|close|lift|discontinue|remove|renew|continue) (?:it|them)\b|(?:took|taken|take|takes|came|"
    r"removed|lifted|brought|kept|bring|left|"
    r"ended|discontinued|renewed|continued) (?:it|him|her|them|their names|his name|her name|\w+)\b(?: off|"
    r" from it| on it|"
    r" to an end| there| on\b|\W*$| in\b| (?:after|six|at)\b)|(?:from|off) (?:which|it)\b|"
    r"where (?:it|he|she|they) (?:\w+ )?(?:stayed|remained)\b|"
    r"names? (?:\w+ )?(?:remained|stayed|removed|was removed|were removed|be removed)\b)"
)
# The name alone moves: "name struck off at the next meeting".
NAME_MOVED = AnyCase(
    r"\b(?:took|takes?|taking|taken|removed?|removing|removes|struck|strikes|deleted|lifted|dropped|"
    r"left) (?:\w+ ){0,4}?names?\b"
    r"(?! (?:off|from|of) (?:the )?(?:list|board|roll|waiting))|"
    r"\b(?:names?(?: of (?:\w+ ){1,3}?)?|entry|entries|registration) ?(?:(?:was|were|had|been|is|then|"
    r"be) )*(?:taken off|removed|"
    r"deleted|struck|came off|come off|dropped|"
    r"cancelled|withdrawn|put back|restored|remained|stayed|kept|retained)\b"
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
    r"was about|was an?\b|had (?!it|been|a|an|such|begun|ended|lapsed|come|ceased|run|closed|expired|"
    r"finished|started|stopped|gone|"
    r"remained|continued|lasted|already|then|by)|says|whose|on which|"
    r"in which|who|promised|called for|that(?! (?:had )?(?:ended|lapsed|ceased)\b))\b",
    re.I,
)
# "Six weeks before she died": what is told was before the incident, whatever the dates seem to say.
BEFORE_IT = re.compile(
    rf"\b(?:before|prior to|preceded|preceding) (?:[\w’']+ ){{0,3}}?(?:{_INCIDENT}|died|was (?:killed|"
    rf"found|hurt|injured|"
    r"attacked|stabbed|shot|taken ill)|collapsed|came to)\b",
    re.I,
)
# What ought to be done, as the words before a list: "the Board should:".
OUGHT = re.compile(
    r"\b(?:should|must|ought|would like|recommend\w*|asked|advised|invited|expect\w*|need(?:s|ed)? to|"
    r"is to|are to)\b[^.]*:\W*$",
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
    r"child|son|daughter) by\b|\bthe (?:son|daughter) (?=was|had)|"
    r"\b(?:another|different|that) family\b|\bthat (?:boy|girl)\b|\b(?:a|one|another) child (?:of|"
    r"in) the (?:same )?(?:household|"
    r"family|house)\b|"
    r"\b(?:his|her) (?:own )?childhood\b|\bothers?\b(?= (?:was|"
    r"were|had))|\b(?:that|his|her|their|an?) (?:first |older |elder )?(?:daughter|son) (?=had|was|by)|"
    r"\b(?:the|an) (?:elder|eldest|older|first-?born|youngest|younger)\b(?= (?:had|was|were|on|one|of|two|"
    r"three)\b)",
    re.I,
)
# Where the review is about several children, "the older girl" may be one of them.
SIBLING_OF_SEVERAL = re.compile(
    r"\bhalf-?\s?(?:sister|brother|sibling)s?\b|\b(?:cousin|nephew|niece)s?\b|\bSibling \w+|"
    r"\b(?:(?:his|her) own|another|different|grown-up) (?:children|child|son|daughter)\b|"
    r"\bhousehold (?:next|of)\b|"
    r"\bchild(?:ren)? of (?:his|her|their|the \w+[’']s) (?:own|former|first|earlier)\b|"
    r"\b(?:another|different|that) family\b|\b(?:his|her) (?:own )?childhood\b",
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
CLAUSE_END = re.compile(
    r"[;]|:\s|(?<=[a-z\d]{2})\. (?=[A-Z])|,?\s+(?:but|whereas|although|though)\s+|,\s+(?:and|nor|so|while|"
    r"because)\s+|"
    r",\s+(?=(?:from|off) which\b|where (?:it|they|he|she)\b)|"
    r"\s+and\s+(?=(?:it |they |later |then |subsequently |was |were |had |accordingly )*(?:took|"
    r"went back|put back|re-?registered|restored|placed back|was put back|returned|taken off|removed|ended|"
    r"discontinued|lifted|came off|stepped down|decided|closed|deregistered|remained|was not|were not|"
    r"never)\b)"
)
