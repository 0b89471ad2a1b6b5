"""What is done to a report, in the words of it: finished, handed in, approved, let out."""

from __future__ import annotations

import re
from typing import Literal

Act = Literal["finished", "handed", "approved", "published"]

ACTS: tuple[tuple[Act, re.Pattern[str]], ...] = (
    (
        "published",
        re.compile(
            r"\b(?:publi(?:sh\w*|cation|cly available|cised)|releas(?:es?|ed|ing)|issued|printed|"
            r"launch(?:ed)?|"
            r"appear(?:s|ed)|"
            r"(?:went|goes|go|gone|put|placed|posted|going|came|comes|made|making|enter(?:s|ed)|reached|"
            r"given|available|out) "
            r"(?:\w+ ){0,5}?(?:live|online|on ?line|public\b(?! (?:protection|health))|press|the web\b|"
            r"(?:\w+ )?web ?sites?|internet)|"
            r"c[ao]mes? out|(?:put|given|let) (?:it |them )?out|came into the open|first made known|"
            r"disclosed|uploaded|"
            r"withheld|held (?:back|over|up)|kept (?:back|from (?:view|the public)|under|private|"
            r"confidential)|"
            r"embargo\w*|unveiled|open to (?:view|readers|all)|"
            r"light of day|let (?:it|them|(?:the|this|its|our) \w+) out|available to (?:all|any|"
            r"every|readers)\w*|"
            r"read by (?:any|every|all)\w*|outside the (?:board|partnership|committee|panel)|"
            r"(?:to|before|by|in|for) (?:the )?(?:general |wider )?(?:public|press|world at large)"
            r"(?! (?:house|health|protection|interest|order|funds?)))\b",
            re.I,
        ),
    ),
    (
        "approved",
        re.compile(
            r"\b(?:approv(?:e[ds]?|al|ing)|accept(?:s|ed|ance|ing)?|adopt(?:s|ed|ion)?|ratif(?:y|ies|ied|"
            r"ication)|agree(?:s|d)|endorse(?:s|d|ment)?|"
            r"receiv(?:es?|ed|ing)|consider(?:s|ed)|clear(?:s|ed)|passed|settled|sanctioned|authorised|"
            r"confirmed|"
            r"took (?:delivery|receipt|possession)|takes (?:delivery|receipt)|content with|satisfied with|"
            r"assent(?:ed)?|consent(?:ed)?|blessing|signed off by|said yes|say yes|"
            r"signed off(?= (?:the|this|on)\b)|(?<=its )own(?=\W*$))\b",
            re.I,
        ),
    ),
    (
        "handed",
        re.compile(
            r"\b(?:hand(?:s|ed|ing)|deliver(?:s|ed|y)|submi(?:ts?|tted|ssion)|sent|sends?|went|goes|"
            r"present(?:s|ed)|lodge[sd]|laid(?! (?:down|aside))|"
            r"left (?=my|our|us)|tabled?|furnish(?:es|ed)|transmitted|forwarded|tender(?:ed)?|gave|gives|"
            r"pass(?:es|ed)(?= to)|reach(?:es|ed)|supplied|"
            r"tak(?:en|ing)(?= to)|put(?= (?:before|to))|placed(?= (?:before|in)))\b",
            re.I,
        ),
    ),
    (
        "finished",
        re.compile(
            r"\b(?:complet(?:ed?|es|ion|ing)|finish(?:ed|es|ing)?|conclu(?:ded|des|sion)|clos(?:ed|es|ing)|"
            r"sign(?:ed|s|ing)?(?! off by)|dated?|dates|finali[sz]ed|bears?|bore|end(?:ed|s|ing)?|"
            r"(?:laid|lay|put|set) (?:\w+ \w+ )?(?:down|aside)|drew|done|ready|wrote|"
            r"(?<!the )(?<!this )(?<!my )(?<!our )writing|writ(?:e|es|ten)|last (?:word|line|"
            r"page)s?|"
            r"stopped|ceased|frozen|initialled|stands as at|up to date|correct|drawn up|typed|"
            r"wrapped up|brought to|ink|full stop|signature|put (?:my|our|her|his|their) (?:names?|"
            r"hands?)|dating|"
            r"saw(?= (?:the|this|our|my) (?:\w+ )?\w+ in (?:its|their) (?:final|finished|present)))\b",
            re.I,
        ),
    ),
)

__all__ = ["ACTS", "Act"]
