"""Whether a child died or lives: every sentence that tells of it, weighed over the whole document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.any_case import AnyCase
from pipeline.case.source import Source
from pipeline.case.subject import Subject, Whose
from pipeline.records import Sentence

# Weight of a sentence by how it speaks of the child.
_WEIGHT: dict[Whose | None, float] = {"named": 3.0, "general": 2.0, "pronoun": 2.0, "unclear": 0.5}
# Of words that speak of a death but of nobody ("the death", "the inquest").
BARE, SIGN = 1.0, 0.5
# Of a sentence that speaks of the child in the present tense.
PRESENT = 1.0
_PRESENT = re.compile(
    r" (?:uses|lives|walks|speaks|wants|likes|says|enjoys|attends|needs|remains|loves|hopes|is (?:a|an|"
    r"now|well|doing|in)\b)"
)
_SKIPPED = frozenset(("references", "glossary", "methodology", "panel"))
# Where nothing is told of how the child lives, unless it is named.
_ADVISED = frozenset(("recommendations", "action_plan", "terms_of_reference"))
_OWN_LIFE = (
    r"(?:took|taken|takes?|taking|ended|ending|ends?|lost|loses?) (?:his|her|their) (?:own )?li(?:fe|ves)\b"
)
_STATE = (
    r"(?:was|were|been|is|lay|lying|being) (?:\w+ ){0,2}?(?:killed|murdered|dead|lifeless|drowned|"
    r"strangled|slain|"
    r"stillborn|"
    r"shot dead|(?:stabbed|beaten|kicked|burned|burnt|crushed|starved|frozen|choked) to death|buried|"
    r"cremated|"
    r"fatally \w+)\b"
)
# After the person who died.
_DIED = AnyCase(
    rf"\b(?:died|dies|passed away|perished|succumbed|{_STATE}|"
    r"(?:found|certified|declared|pronounced|confirmed) (?:\w+ ){0,2}?(?:dead|lifeless|deceased)|"
    r"dead on arrival|(?:not|never) (?:\w+ ){0,2}?reach\w* (?:\w+ ){1,4}?alive|no more to be done for|"
    r"(?:nothing|little|no more) (?:\w+ )?(?:could|can|to) be done (?:for|to save) (?:him|her|them)|"
    r"(?:did not|could not be|failed to) (?:come round|restart\w*|rous\w+)|(?:is|are) buried|"
    r"(?:was|were|is|are) (?:past|beyond) (?:all )?(?:help|hope|saving)|"
    r"(?:stabbed|beaten|kicked|starved|bled|burned|burnt|froze|choked|crushed) to death|fatally \w+ed|"
    r"could(?: not|n['’]t) be (?:saved|revived|resuscitated|brought round)|"
    r"(?:did|could)(?: not|n['’]t) survive|beyond (?:saving|help|reviving)|"
    r"(?:met|fell|plunged|went|leapt|jumped) (?:to )?(?:his|her|their) (?:death|end)\b|"
    r"breathed (?:his|her|their) last|"
    r"slipped away|no longer alive|(?:lay|fell|dropped) dead|(?:did not|failed to|never) (?:wake|waken)\b|"
    r"failed to (?:regain consciousness|respond to resuscitation|survive)|"
    r"(?:not|neither|nor|never) (?:\w+ ){0,5}?(?:be )?(?:reached|rescued|got out|brought out) (?:in time|"
    r"alive)|"
    r"(?:not|never|last|neither)(?: \w+)?(?: was| were| been)? seen alive|"
    r"(?:without|showed no|showing no|were no|was no) (?:any )?signs? of life|"
    r"would (?:now )?have (?:been|turned) (?:\d+|(?:thir|four|fif|six|seven|eigh|nine)teen|eighteen|"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))(?=[,.;]| (?:now|today|this|in|"
    r"on|by)\b)|"
    rf"never (?:came home|breathed|woke|regained)|{_OWN_LIFE}|(?:hanged|killed|drowned) (?:himself|"
    rf"herself|themselves)|"
    r"whose (?:\w+ )?(?:death|murder|killing|life ended)|committed suicide|(?:died|death) by suicide|"
    r"(?:intended|meant) to die|deceased|drowned|would (?:by )?now "
    r"(?:be|have been) (?=(?:aged?|nearly|almost|in|at|starting|an? (?:\w+ )?(?:man|woman|adult|"
    r"teenager|boy|girl))\b|"
    r"\d|\w+teen\b|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty)\b)|"
    r"lived (?:for )?(?:only |just |less than |no more than |about |another |a further |barely |"
    r"all (?:his|her)\b)+"
    r"[\w-]*|"
    r"lived (?:for )?(?:[\w-]+ ){1,3}(?:minutes|hours|days|weeks)\b)"
)
_HAD_LIVED = re.compile(r"\bhad lived (?:for )?[\w-]+ (?:[\w-]+ ){0,2}(?:minutes|hours|days|weeks)$", re.I)
# Before the person whom nobody could save.
_UNSAVED = re.compile(
    r"\b(?:could not|couldn[’']t|failed to|were unable to|was unable to|unable to|did not manage to|"
    r"in vain to) "
    r"(?:save|revive|resuscitate|rescue|bring round|restart) (?P<whom>him|her|them|the|[A-Z])",
)
# Before the person who died.
_OF = re.compile(
    r"\b(?:(?:deaths?|murders?|manslaughter|killing|homicide|suicide|drowning|loss|body|burial|funeral) of|"
    r"(?<!attempted to )(?<!attempt to )(?:kill(?:ed|s|ing)|murdered|smothered|drowned|strangled|"
    r"cost|fatally \w+ed|(?:took|ended|ending|taking) the li(?:fe|ves) of|"
    r"(?:beat|stabbed|starved|shook) (?:\w+ )?to death)|post-?mortem(?: examination)? (?:of|on)|"
    r"inquest (?:in)?to(?: the death of)?)\s+",
    re.I,
)
_HIS = re.compile(
    r"\b(?:find|found|finding|discovered|discovering|leaving) (?P<whom>him|her|them) (?:\w+ ){0,2}?"
    r"(?:dead|lifeless|hanging|cold|stiff)\b|"
    r"\b(?P<p>his|her|their) (?:own |sudden |tragic |early |untimely |violent |unexpected )?"
    r"(?:deaths?\b|murder\b|killing\b|manslaughter\b|suicide\b|funeral\b|burial\b|inquest\b|post-?mortem|"
    r"body (?:was|lay|had|is)|remains (?:were|was)|(?:short |brief )?life (?:ended|was taken|was cut|"
    r"support)|(?:short|brief) lives?\b|grave\b)",
    re.I,
)
_NAMES = re.compile(
    r"['’]s? (?:own |sudden |tragic |early |untimely |violent |unexpected )?(?:deaths?\b|murder\b|killing\b|"
    r"manslaughter\b|suicide\b|funeral\b|burial\b|inquest\b|post-?mortem|(?:short |brief )?life (?:ended|"
    r"was (?:over|lost|taken|cut|ended)|support|"
    r"could)|(?:short|brief) li(?:fe|ves)\b|body was|killer)",
    re.I,
)
_ENDED = re.compile(
    r"\b(?:ended|ending|end|took|taking|claimed|cost) (?:the )?(?:child|baby|boy|girl|infant|"
    r"[A-Z]\w*(?: [A-Z0-9]+)?)['’]s life\b"
)
_BARE = AnyCase(
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
_SIGNS = AnyCase(
    r"\b(?:inquest|coroner|post-?\s?mortem|pathologist|funeral|manslaughter|infanticide|culpable homicide|"
    r"(?:counts?|charges?) of murder|unlawful(?:ly)? kill\w+|homicide(?! review)|bereave\w+|"
    r"(?:convicted|guilty|acquitted|accused|charged?) (?:\w+ ){0,2}(?:of|with) murder|procurator fiscal|"
    r"in (?:loving )?memory of)\b"
)
_TRIED = re.compile(
    r"\b(?:pleaded|guilty|convicted|charged|tried|admitted|acquitted|accused|sentenced|arrested)\b", re.I
)
_HINT = AnyCase(
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
_NOT = re.compile(
    r"\b(?:not|never|nearly|almost|close to|might|could|would|may|if|should|fear(?:s|ed|ing)?|risk of|"
    r"wish(?:ed)?|"
    r"want(?:ed|s)? to|threat\w*|tried|attempt\w*|try(?:ing)?|thought about|talk(?:ed)? of|believed|"
    r"thoughts? of|"
    r"conspir\w+|danger of|imagin\w+|had (?:he|she|they)|whether)\s+(?:(?!(?:was|were|when|"
    r"that)\b)\w+\s+){0,3}$",
    re.I,
)
_NEVER_BUT = re.compile(r"(?:could|did)|never |would", re.I)
_GENERIC = AnyCase(
    r"\b(?:research|study|studies|national(?:ly)? figures|it is known that|literature|statistic\w*|"
    r"(?:earlier|previous|another|other|neighbouring|different) (?:[\w-]+ ){0,3}?(?:reviews?|cases?|"
    r"boards?['’]?s?|committee|"
    r"county|area|town|district|authority|country|city))\b"
)
_RECOVERED = r"(?:recover(?:ed|s)|surviv(?:ed|es)|thriven|thrived|settled|turned \w+|started (?:at )?school)"
_LIVES = AnyCase(
    r"\b(?:(?:pulled|came|come|comes) through\b(?= |\.)|(?:came|come) round\b|"
    r"(?<!without having )(?<!without )(?<!never )(?<!not )regain\w+ consciousness|"
    r"(?:saved|preserved|saves) (?:his|her|their|the child['’]s|[\w ]{1,14}['’]s) life|"
    r"is (?:blind|deaf|paralysed|back (?:at|in)|recovering|making|learning)\b|"
    r"has (?:an? )?(?:scars?|lasting|permanent|severe|profound|lifelong) \w+|has (?:learned|learnt|returned|"
    r"made|gone back|gained|regained|not spoken|become)\b|uses an? (?:wheelchair|prosthe\w+|frame|stick)|"
    r"(?:was|were) (?:well enough|fit) (?:to|for)\b|(?:declined|agreed|chose|did not wish|wanted) to "
    r"(?:see|meet|speak|talk|take part|contribute)|did not die\b|does not die\b|"
    rf"(?:survived|survives)\b|has (?:\w+ )?{_RECOVERED}|lived(?=,| and\b| to tell|\.$)|"
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
    r"(?:left|leaves|leave) (?:him|her|them|(?!alone\b|at\b)\w+) with\b|will (?:always|never|need|carry|"
    r"require)\b|"
    r"(?:he|she|they) (?:told|showed|asked) (?:me|us)\b|(?:met|spoke to|spoke with|saw|wrote to|talked to) "
    r"(?:me|us|the (?:lead )?reviewers?)\b|gave (?:\w+ ){1,5}of (?:his|her|their) time)"
)
_MET = AnyCase(
    r"\b(?:we|I|the (?:lead )?reviewers?) (?:have |has |had )?(?:met|spoke (?:to|with)|saw|talked (?:to|"
    r"with)) "
)


@dataclass(frozen=True, slots=True)
class Told:
    """Words of one sentence that tell of a child's death or life, and how much they weigh."""

    sentence: Sentence
    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Fate:
    """What tells of the child's death and what of its life; the strongest sentence of each first."""

    death: tuple[Told, ...]
    life: tuple[Told, ...]

    @property
    def for_death(self) -> float:
        """The weight of all that tells of a death."""
        return sum(one.weight for one in self.death)

    @property
    def for_life(self) -> float:
        """The weight of all that tells that the child lives."""
        return sum(one.weight for one in self.life)

    @property
    def surest(self) -> float:
        """The weight of the sentence that says the death best."""
        return max((one.weight for one in self.death), default=0.0)


def find_fate(source: Source, subject: Subject) -> Fate:
    """The sentences, rows and headings that tell of the child's death or life; kept for all fields."""
    people = subject.people
    key = (
        people.own.pattern,
        people.child.pattern,
        people.other.pattern,
        subject.rivals.pattern,
        subject.alone,
    )
    if key not in source.fates:
        source.fates[key] = _weighed(source, subject)
    return source.fates[key]


def _weighed(source: Source, subject: Subject) -> Fate:
    """All that tells of the child's death or life, one weight a sentence, row or heading."""
    death: list[Told] = []
    life: list[Told] = []
    for sentence in source.body:
        text = sentence.text
        named = bool(subject.people.own.search(text))
        if source.section_type(sentence) in _SKIPPED and not named:
            continue
        if _GENERIC.search(text) and not named:
            continue
        dead = _best(_deaths(sentence, subject)) if _HINT.search(text) else None
        best = dead or _best(_lives(sentence, subject))
        if dead and not named and _long_before(source, text):
            continue
        if best and not dead and not named and source.section_type(sentence) in _ADVISED:
            continue
        if best and (named or not source.phrases(sentence).get("outcome.rules")):
            (death if dead else life).append(Told(sentence, *best))
    return Fate(_ranked(death), _ranked(life))


# Not that of an Act or of its rules.
_YEAR = re.compile(r"(?<!Act )(?<!Order )(?<!Regulations )\b(?:19|20)\d\d\b")
# Years between a death of which nobody is named and the incident, from which on it was another's.
_LONG_BEFORE = 2


def _long_before(source: Source, text: str) -> bool:
    """Whether all years that a sentence names are long before the incident, where its year is known."""
    years = [int(year) for year in _YEAR.findall(text)]
    if not years:
        return False
    incident = next((one.value for one in source.found if one.field == "incident_date"), "")
    return incident[:4].isdigit() and max(years) <= int(incident[:4]) - _LONG_BEFORE


def _ranked(told: list[Told]) -> tuple[Told, ...]:
    return tuple(sorted(told, key=lambda one: -one.weight))


def _best(found: Iterator[tuple[int, int, float]]) -> tuple[int, int, float] | None:
    return max((one for one in found if one[2] > 0), key=lambda one: one[2], default=None)


def _deaths(sentence: Sentence, subject: Subject) -> Iterator[tuple[int, int, float]]:
    """Start, end and weight of the words that say a death: a verb, an object, whose it was, or only
    that it was.
    """
    text = sentence.text
    others = False
    for match in _DIED.finditer(text):
        if _NOT.search(text[: match.start()]) and not _NEVER_BUT.match(match[0]):
            continue
        whose = subject.before(sentence, match.start())
        if match[0].startswith("neither"):
            whose = "general"  # "the boy and his father": both are meant
        others = others or whose == "other"
        weight = _WEIGHT.get(whose, 0.0)
        # "She had lived for five weeks" when she died, or when she was hurt.
        if _HAD_LIVED.search(text, 0, match.end()):
            weight = min(weight, BARE)
        yield match.start(), match.end(), weight
    for match in _OF.finditer(text):
        if not _NOT.search(text[: match.start()]):
            whose = _object(sentence, subject, match)
            others = others or whose == "other"
            yield match.start(), match.end(), _WEIGHT.get(whose, 0.0)
    for match in _UNSAVED.finditer(text):
        pronoun = match["whom"] in ("him", "her", "them")
        told = subject.pronoun(sentence, match.start("whom"), match["whom"]) if pronoun else None
        whose = told or subject.after(text, match.start("whom"))
        others = others or whose == "other"
        yield match.start(), match.end(), _WEIGHT.get(whose, 0.0)
    for match in _HIS.finditer(text):
        whose = subject.pronoun(sentence, match.start(), (match["p"] or match["whom"]).lower())
        others = others or whose == "other"
        yield match.start(), match.end(), _WEIGHT.get(whose, 0.0)
    for match in _NAMES.finditer(text):
        whose = subject.before(sentence, match.start() + 1)
        others = others or whose == "other"
        yield match.start(), match.end(), _WEIGHT.get(whose, 0.0)
    for match in _ENDED.finditer(text):
        whose = subject.after(text, match.start() + 4)
        yield match.start(), match.end(), _WEIGHT.get(whose, 0.0)
    if (subject.alone and not others) or (not others and subject.section_is_of(sentence) == "own"):
        yield from (one for one in _unowned(text) if not _tried_for(sentence, subject, one))


def _object(sentence: Sentence, subject: Subject, match: re.Match[str]) -> Whose | None:
    """Who was killed: the person after the words, or a pronoun that is not their subject."""
    text = sentence.text
    if pronoun := re.match(
        r"(?:him|her|them)\b(?!\s+(?:own|mother|father|sister|brother|husband|partner))", text[match.end() :]
    ):
        return subject.pronoun(sentence, match.end(), pronoun[0])
    return subject.after(text, match.end())


def _tried_for(sentence: Sentence, subject: Subject, told: tuple[int, int, float]) -> bool:
    """Whether the child is the one who was tried: "she pleaded guilty to manslaughter"."""
    start, end, _ = told
    tried = _TRIED.search(sentence.text, 0, end)
    return tried is not None and subject.before(sentence, min(start, tried.start())) in ("named", "pronoun")


def _unowned(text: str) -> Iterator[tuple[int, int, float]]:
    """Words of a death of which the sentence does not say whose it was."""
    for pattern, weight in ((_BARE, BARE), (_SIGNS, SIGN)):
        for match in pattern.finditer(text):
            if not _NOT.search(text[: match.start()]):
                yield match.start(), match.end(), weight


def _lives(sentence: Sentence, subject: Subject) -> Iterator[tuple[int, int, float]]:
    """Start, end and weight of the words that say that the child lives."""
    for match in _LIVES.finditer(sentence.text):
        whose = subject.before(
            sentence, match.end() if match[0][:3].lower() in ("he ", "she", "the") else match.start()
        )
        yield match.start(), match.end(), _WEIGHT.get(whose, 0.0)
    if (
        subject.alone
        and (own := subject.people.own.match(sentence.text))
        and _PRESENT.match(sentence.text, own.end())
    ):
        yield own.start(), own.end(), PRESENT
    for match in _MET.finditer(sentence.text):
        whose = subject.after(sentence.text, match.end())
        yield match.start(), match.end(), _WEIGHT.get(whose, 0.0)
