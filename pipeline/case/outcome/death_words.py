"""The words by which a report tells that a child died or lives; whose they are, ``fate`` asks."""

from __future__ import annotations

import re

from pipeline.any_case import AnyCase

IN_PRESENT = re.compile(
    r" (?:uses|lives|walks|speaks|wants|likes|says|enjoys|attends|needs|remains|loves|hopes|is (?:a|an|"
    r"now|well|doing|in)\b)"
)
OWN_LIFE = (
    r"(?:took|taken|takes?|taking|ended|ending|ends?|lost|loses?) (?:his|her|their) (?:own )?li(?:fe|ves)\b"
)
STATE = (
    r"(?:was|were|been|is|lay|lying|being) (?:\w+ ){0,2}?(?:killed|murdered|dead|lifeless|drowned|"
    r"strangled|slain|"
    r"stillborn|"
    r"shot dead|(?:stabbed|beaten|kicked|burned|burnt|crushed|starved|frozen|choked) to death|buried|"
    r"cremated|"
    r"fatally \w+)\b"
)
AGE = (
    r"(?:\d+|(?:thir|four|fif|six|seven|eigh|nine)teen|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve)"
)
# "Lived for only nine weeks", not "lived there for weeks", "lived for two weeks with an aunt".
LIVED = (
    r"lived (?:for )?(?:(?:only|just|less than|no more than|about|another|a further|barely|"
    r"all (?:his|her)) )*"
    rf"(?:half an?|an?|some|a few|another|(?:\w+ty[ -])?{AGE}|\w+ty|short|brief|few)"
    r"(?: and a half| or \w+| short| brief)*"
)
NOT_THERE = r"(?! (?:with|in|at|there|apart|alone|away|on|near|under|together)\b)"
# After the person who died.
DIED = AnyCase(
    rf"\b(?:died|dies|passed away|perished|succumbed|{STATE}|"
    r"(?:found|certified|declared|pronounced|confirmed|thought|presumed) (?:(?:to be|to have|there|already|"
    r"later|by \w+|in bed|at home|\w+ly) ){0,2}(?:dead|died|lifeless|deceased)|"
    r"dead (?:in|on|at|from|before|when|by|beside|under)\b(?! (?:the )?(?:time|end|arrival)\b)|"
    r"dead on arrival|(?:not|never) (?:\w+ ){0,2}?reach\w* (?:\w+ ){1,4}?alive|no more to be done for|"
    r"(?:nothing|little|no more) (?:\w+ )?(?:could|can|to) be done (?:for|to save) (?:him|her|them)|"
    r"(?:did not|could not be|failed to) (?:come round|restart\w*|rous\w+)|(?:is|are) buried|"
    r"(?:was|were|is|are) (?:past|beyond) (?:all )?(?:help|hope|saving)|"
    r"(?:stabbed|beaten|kicked|starved|bled|burned|burnt|froze|choked|crushed) to death|fatally \w+ed|"
    r"could(?: not|n['’]t) be (?:saved|revived|resuscitated|brought round)|"
    r"(?:did|could)(?: not|n['’]t) survive|beyond (?:saving|help|reviving)|"
    r"(?:met|fell|plunged|went|leapt|jumped) (?:to )?(?:his|her|their) (?:death|end)\b|"
    r"breathed (?:his|her|their) last|"
    r"slipped away(?! (?:from|to|with|through|out|down|again|un\w+)\b)|no longer alive|"
    r"(?:lay|fell|dropped) dead|(?:did not|failed to|never) (?:wake|waken)\b"
    r"(?! (?:for|at|in|during|him|her|them|his|the|up (?:for|at|in))\b)|"
    r"failed to (?:regain consciousness|respond to resuscitation|survive)|"
    r"(?:not|neither|nor|never) (?:\w+ ){0,5}?(?:be )?(?:reached|rescued|got out|brought out) (?:in time|"
    r"alive)|"
    r"(?:not|never|last|neither)(?: \w+)?(?: was| were| been)? seen alive|"
    r"(?:without|showed no|showing no|were no|was no) (?:any )?signs? of life|"
    rf"would (?:now )?have turned {AGE}\b|would now have been {AGE}\b|"
    rf"would have been {AGE}(?= (?:now|today|this)\b)|"
    rf"never (?:came home(?=[,.;]| again)|breathed|woke(?=[,.;]| (?:up )?again)|regained consciousness)|"
    rf"{OWN_LIFE}|(?:hanged|killed|drowned) (?:himself|"
    rf"herself|themselves)|"
    r"whose (?:\w+ )?(?:death|murder|killing|life ended)|committed suicide|(?:died|death) by suicide|"
    r"(?:intended|meant) to die|deceased|drowned|would (?:by )?now "
    r"(?:be|have been) (?=(?:aged?|nearly|almost|in|at|starting|an? (?:\w+ )?(?:man|woman|adult|"
    r"teenager|boy|girl))\b|"
    r"\d|\w+teen\b|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty)\b)|"
    rf"{LIVED} (?:minute|hour|day|week)s?\b{NOT_THERE})"
)
HAD_LIVED = re.compile(r"\bhad lived (?:for )?[\w-]+ (?:[\w-]+ ){0,2}(?:minutes|hours|days|weeks)$", re.I)
# Before the person whom nobody could save.
UNSAVED = re.compile(
    r"\b(?:could not|couldn[’']t|failed to|were unable to|was unable to|unable to|did not manage to|"
    r"in vain to) "
    r"(?:save|revive|resuscitate|rescue|bring round|restart) (?P<whom>him|her|them|the|[A-Z])",
)
# Round the person who was found dead: "pronounced Child B dead", "found her sister hanging".
FOUND = re.compile(
    r"\b(?:find|finds|found|finding|discover(?:s|ed|ing)?|pronounc(?:ed|ing)|declar(?:ed|ing)|certif(?:ied|ying)|"
    r"confirm(?:ed|ing)|saw|left|leaving|shot|beat|stabbed|kicked|strangled|starved|burned|bludgeoned) "
    r"(?!(?:to be|there|already|later|by|in|at|on|not|it|\w+ly)\b)(?P<whom>[^,;.:()]{1,40}?) "
    r"(?:to be |already |to have |\w+ly )?(?P<dead>dead|died|lifeless|hanging|hanged|deceased|"
    r"cold and stiff|drowned|to death|beyond (?:help|saving)|without (?:any )?signs? of life)\b",
)
# Before the person who died.
OF = re.compile(
    r"\b(?:(?:deaths?|murders?|manslaughter|killing|homicide|suicide|drowning|loss|body|burial|funeral) of|"
    r"(?<!attempted to )(?<!attempt to )(?:kill(?:ed|s|ing)|murdered|smothered|drowned|strangled|"
    r"cost|fatally \w+ed|(?:took|ended|ending|taking) the li(?:fe|ves) of|"
    r"(?:beat|stabbed|starved|shook) (?:\w+ )?to death)|post-?mortem(?: examination)? (?:of|on)|"
    r"inquest (?:in)?to(?: the death of)?)\s+",
    re.I,
)
# What makes such a verb passive, whose object then stood before it.
PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be) (?:\w+ly |then |also |both |all )*$", re.I)
# What ends the object of a verb.
NOT_OBJECT = re.compile(
    r"^(?:and|but|or|who|which|earlier|later|before|after|when|while|in|on|at|by|with|from|during|about|some|"
    r"(?:\w+ ){1,2}(?:hours?|days?|weeks?|months?|years?) (?:before|after|earlier|later|ago))\b"
)
# A rule of all children, not a death: "when a child dies", "after the death of any child".
ANY_CHILD = re.compile(
    r"\b(?:(?:when|whenever|where|wherever|if|every time|each time|any) (?:a |any |the )?"
    r"(?:child|baby|infant|young person|children)(?: who| that)? (?:dies|die|has died|have died|is killed)|"
    r"(?:deaths?|murder|killing|loss) of (?:any|a|each|every|such a) "
    r"(?:child|baby|infant|young person)(?= (?:on|or|and|in|should|must|is|where|who)\b|[,.;]))",
    re.I,
)
HIS = re.compile(
    r"\b(?P<p>his|her|their) (?:own |sudden |tragic |early |untimely |violent |unexpected )?"
    r"(?:deaths?\b|murder\b|killing\b|manslaughter\b|suicide\b|funeral\b|burial\b|inquest\b|post-?mortem|"
    r"body (?:was|lay|had|is)|remains (?:were|was)|(?:short |brief )?life (?:ended|was taken|was cut|"
    r"support)|(?:short|brief) lives?\b|grave\b)",
    re.I,
)
NAMES = re.compile(
    r"['’]s? (?:own |sudden |tragic |early |untimely |violent |unexpected )?(?:deaths?\b|murder\b|killing\b|"
    r"manslaughter\b|suicide\b|funeral\b|burial\b|inquest\b|post-?mortem|(?:short |brief )?life (?:ended|"
    r"was (?:over|lost|taken|cut|ended)|support|"
    r"could)|(?:short|brief) li(?:fe|ves)\b|body was|killer)",
    re.I,
)
ENDED = re.compile(
    r"\b(?:ended|ending|end|took|taking|claimed|cost) (?:the )?(?:child|baby|boy|girl|infant|"
    r"[A-Z]\w*(?: [A-Z0-9]+)?)['’]s life\b"
)
NOBODYS = AnyCase(
    r"\b(?:(?:(?:ventilat\w+|treatment|life support|intensive care|machines?) (?:\w+ ){0,2}?"
    r"(?:withdrawn|switched off|turned off|stopped)|rigor mortis|too late to save|"
    r"(?:responsib\w+ for|cause of|circumstances of|blame for) an? (?:\w+ )?death|"
    r"an? (?:\w+ )?death (?:whose|that|which))\b|"
    r"(?:the|this|that|both|two|three) (?:\w+ )?(?:deaths?|fatality|murder|killing|suicide|drowning|"
    r"tragedy)\b(?! of\b| threats?\b| grant)|"
    r"a fatality\b|fatal (?:assault|injur\w+|incident|attack|event|night|day|fall|fire|overdose|dose|"
    r"shaking|collision|blow|stabbing)|"
    r"life[- ]support|life (?:was )?(?:pronounced )?extinct|death (?:was|from|due) \w+|cause of death|"
    r"resuscitation (?:\w+ )?(?:stopped|abandoned|failed|unsuccessful|discontinued)|mortuary)"
)
SIGNS = AnyCase(
    r"\b(?:inquest|coroner|post-?\s?mortem|pathologist|funeral|manslaughter|infanticide|culpable homicide|"
    r"(?:counts?|charges?) of murder|unlawful(?:ly)? kill\w+|homicide(?! review)|"
    r"(?:convicted|guilty|acquitted|accused|charged?) (?:\w+ ){0,2}(?:of|with) murder|procurator fiscal|"
    r"in (?:loving )?memory of)\b"
)
TRIED = re.compile(
    r"\b(?:pleaded|guilty|convicted|charged|tried|admitted|acquitted|accused|sentenced|arrested)\b", re.I
)
HINT = AnyCase(
    r"\b(?:died|dies|dead|deaths?|kill|murder|fatal|life|li(?:fe|ves)|lived|drown|perished|succumb|"
    r"deceased|suicide|hang|"
    r"coroner|inquest|post-?\s?mortem|patholog|funeral|beyond|buri|cremat|manslaughter|infanticide|"
    r"homicide|bereave|memory|"
    r"mortuary|fatality|save|revive|rescue|be done|come round|bring round|restart|rous|past|"
    r"resuscit|surviv|to die|would (?:by )?now|extinct|strangl|slain|"
    r"tragedy|passed away|smother|withdrawn|switched off|turned off|lifeless|wake|reached|alive|"
    r"would (?:now )?have|rigor|bod(?:y|ies)|remains|slipped away|the end|last\b|find|found|responsib|"
    r"consciousness)"
)
NOT = re.compile(
    r"\b(?:not|never|nearly|almost|close to|might|could|would|may|if|should|fear(?:s|ed|ing)?|risk of|"
    r"wish(?:ed)?|"
    r"want(?:ed|s)? to|threat\w*|tried|attempt\w*|try(?:ing)?|thought about|talk(?:ed)? of|believed|"
    r"thoughts? of|"
    r"conspir\w+|danger of|imagin\w+|had (?:he|she|they)|whether)\s+(?:(?!(?:was|were|when|"
    r"that)\b)\w+\s+){0,3}$",
    re.I,
)
NEVER_BUT = re.compile(r"(?:could|did)|never |would", re.I)
GENERIC = AnyCase(
    r"\b(?:research|study|studies|national(?:ly)? figures|it is known that|literature|statistic\w*|"
    r"(?:earlier|previous|another|other|neighbouring|different) (?:[\w-]+ ){0,3}?(?:reviews?|cases?|"
    r"boards?['’]?s?|committee|"
    r"county|area|town|district|authority|country|city))\b"
)
RECOVERED = r"(?:recover(?:ed|s)|surviv(?:ed|es)|thriven|thrived|settled|turned \w+|started (?:at )?school)"
LIVES = AnyCase(
    r"\b(?:(?:pulled|came|come|comes) through\b(?= |\.)|(?:came|come) round\b|"
    r"(?<!without having )(?<!without )(?<!never )(?<!not )regain\w+ consciousness|"
    r"(?:saved|preserved|saves) (?:his|her|their|the child['’]s|[\w ]{1,14}['’]s) life|"
    r"is (?:blind|deaf|paralysed|back (?:at|in)|recovering|making|learning)\b|"
    r"has (?:an? )?(?:scars?|lasting|permanent|severe|profound|lifelong) \w+|has (?:learned|learnt|returned|"
    r"made|gone back|gained|regained|not spoken|become)\b|uses an? (?:wheelchair|prosthe\w+|frame|stick)|"
    r"(?:was|were) (?:well enough|fit) (?:to|for)\b|(?:declined|agreed|chose|did not wish|wanted) to "
    r"(?:(?:see|meet|(?:speak|talk) (?:to|with)) (?:me|us|the (?:\w+ )?(?:reviewers?|authors?|panel))\b|"
    r"take part|contribute)|did not die\b|does not die\b|"
    rf"(?:survived|survives)\b|has (?:\w+ )?{RECOVERED}|lived(?=,| and\b| to tell|\.$)|"
    r"(?:made|making|makes) (?:a |an )(?:\w+ )?(?:\w+ )?recovery|recovered (?:fully|well|completely|from)|"
    r"is (?:alive|living|thriving|(?:now )?settled|doing well|(?:being )?cared for|now|still|growing|"
    r"today|recovering|helped)\b|"
    r"are (?:now|living|thriving|settled|cared for)\b|lives (?:now |today |still |happily |"
    r"safely )?(?:with|in|at|apart)\b|"
    r"(?:now|today|still) (?:lives|walks|attends|has|needs|uses|goes|sees|speaks|talks|looks|sleeps|sits|"
    r"plays|"
    r"aged|approaching)\b|(?:walks|attends|goes|eats|sees|speaks|talks|plays|smiles|swims) (?:now|again|"
    r"today)\b|"
    r"remains? in (?:\w+ )?care|(?:placed|went|moved|gone|now) (?:to|in|into|with|to live with) (?:\w+ )?"
    r"(?:foster|adopt\w+|kinship)|in (?:a )?foster (?:care|home|placement)|foster carers?|"
    r"(?:was|were) adopted|has (?:scars|been adopted|lasting|permanent|weakness|epilepsy|since|begun|"
    r"grown)\b|"
    r"(?:left|leaves|leave) (?:him|her|them) with\b|will (?:always|never|need|carry|"
    r"require)\b|"
    r"(?:he|she|they) (?:told|showed|asked) (?:me|us)\b|(?:met|spoke to|spoke with|saw|wrote to|talked to) "
    r"(?:me|us|the (?:lead )?reviewers?)\b|gave (?:\w+ ){1,5}of (?:his|her|their) time)"
)
MET = AnyCase(
    r"\b(?:we|I|the (?:lead )?reviewers?) (?:have |has |had )?(?:met|spoke (?:to|with)|saw|talked (?:to|"
    r"with)) "
)
