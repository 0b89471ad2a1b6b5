"""What came of it: whether the child of the case died, or was harmed and lives."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.any_case import AnyCase
from pipeline.case.outcome.death_together import told_together
from pipeline.case.outcome.fate import Fate, find_fate
from pipeline.case.outcome.harm_choice import tells_harm
from pipeline.case.people.people import People, negated
from pipeline.case.people.subject import Subject
from pipeline.case.report.title import is_review
from pipeline.case.source import NOT_TOLD, Source
from pipeline.records import Outcome, Sentence

# Weight that "the child died" needs: one sentence that says it of the child, or several that
# say it of nobody.
DEATH_SUPPORT = 2.0
# In a document that is no review, where anybody's death may be told: a sentence that names the child.
DEATH_ELSEWHERE = 3.0
# Signs alone (an inquest, a pathologist) that make a death where nothing says that the child lives.
SIGNS_SUPPORT = 0.5
# The same for each sentence that tells of the death of somebody else, whose inquest it may have been.
SIGNS_ELSEWHERE = 0.4
# Characters of a row that tells of one thing only.
ROW = 120
# Sentences at the beginning in which a report tells the harm.
OPENING = 25
_COVER_DEATH = re.compile(
    r"\bdate of death\b|\b(?:the )?death of\b(?! (?:an? )?(?:adult|mother))|\bwho died\b|\bdied\b|"
    r"\bin (?:loving )?memory\b",
    re.I,
)
# Of a child whose review names no harm that the lists know.
_LIVED = re.compile(
    r"\bdanger of (?:his|her|their) li(?:fe|ves)\b|\bfought for (?:his|her|their) life\b", re.I
)
# Of a harm that no list of wordings knows: a review is held of a child who died or was badly hurt.
_HURT = AnyCase(
    r"\b(?:injur\w+|hurt|harm(?:ed)?|wound\w*|burn(?:s|ed|t)|scald\w*|collision|crash\w*|fractur\w+|"
    r"(?:broke|broken|loses?|lost) (?:\w+ ){0,3}?(?:legs?|arms?|hands?|foot|feet|fingers?|sight|eyes?|"
    r"hearing|speech|kidneys?|spleen)|bruis\w+|assault\w*|attack(?:ed)?|abus(?:ed|er|ing)|neglect\w*|"
    r"starv\w+|"
    r"malnourish\w+|unconscious|resuscitat\w+|collapsed|overdose|rap(?:ed|ing)|exploit\w+|"
    r"intensive care|critical|hypotherm\w+|poison\w+|weapons?|stabb\w+|shot)\b"
)
# Sections in which a report tells what befell the child.
_TOLD_IN = ("circumstances", "summary", "narrative")
_AGED = r"(?:,? (?:then )?(?:aged|who (?:was|is)) [^,;.]{1,20})?,?"


def find_outcome(source: Source, people: People, children: Sequence[Sequence[str]] = ()) -> Outcome:
    """Death where the document says that a child of the case died, else serious harm where it says so.

    ``children`` are the names of each child: of several, the life of one says nothing of another's death.
    """
    fate = find_fate(source, Subject(source, people))
    if len(children) > 1:
        for forms in children:
            own = find_fate(source, Subject.of(source, people, forms, _others(children, forms)))
            fate = own if _told_dead(own, DEATH_SUPPORT) else fate
    review = is_review(source)
    if _told_dead(fate, DEATH_SUPPORT) and (review or fate.surest >= DEATH_ELSEWHERE):
        _note_death(source, fate, inferred=fate.surest < DEATH_SUPPORT)
        return "death"
    if not review:
        return "not_stated"
    if together := told_together(source, len(children)):
        sentence, start, end = together
        source.note("outcome", "death", sentence.char_start + start, sentence.char_start + end)
        return "death"
    if cover := _cover_death(source, people):
        source.note("outcome", "death", *cover)
        return "death"
    least = max(SIGNS_SUPPORT, fate.elsewhere * SIGNS_ELSEWHERE)
    signs = fate.for_death >= least and not fate.life
    if signs and not _hurt_only(source):
        _note_death(source, fate, inferred=True)
        return "death"
    return _serious_harm(source, fate, people.own)


def _cover_death(source: Source, people: People) -> tuple[int, int] | None:
    """Where the cover says that somebody died, in a line that names none but the child; None without one."""
    start, end = source.cover_span
    for match in _COVER_DEATH.finditer(source.text, start, end):
        line = source.text.rfind("\n", start, match.start()) + 1
        before = source.text[max(line, start) : match.start()]
        if people.own.search(before) or not people.other.search(before):
            return match.start(), match.end()
    return None


def _others(children: Sequence[Sequence[str]], forms: Sequence[str]) -> list[str]:
    return [form for other in children if other is not forms for form in other]


def _told_dead(fate: Fate, least: float) -> bool:
    """Whether the weight is enough, and more than that of what tells of the child's life."""
    return fate.for_death >= least and fate.for_death > fate.for_life


def _note_death(source: Source, fate: Fate, *, inferred: bool) -> None:
    told = fate.death[0]
    at = told.sentence.char_start
    source.note("outcome", "death", at + told.start, at + told.end, inferred=inferred)


def _hurt_only(source: Source) -> bool:
    """Whether the opening speaks of a harm that was survived."""
    return any(source.phrases(sentence).get("outcome.serious_harm") for sentence in source.opening)


def _serious_harm(source: Source, fate: Fate, own: re.Pattern[str]) -> Outcome:
    """Serious harm by the words for it, by a harm category in the account, or as the child lives."""
    rows = [
        sentence for sentence in source.body if sentence.kind == "table_row" and own.search(sentence.text)
    ]
    told = [*source.opening, *source.of_types(_TOLD_IN), *rows]
    for names in (("outcome.serious_harm",), ("nonfatal.",)):
        for rank, sentence in enumerate(told):
            phrases = source.phrases(sentence)
            harm = [spans[0] for name, spans in phrases.items() if name.startswith(names)]
            if not harm or phrases.get("outcome.rules") or negated(sentence.text, *harm[0]):
                continue
            if (
                names == ("nonfatal.",)
                and not fate.life
                and rank >= OPENING
                and not own.search(sentence.text)
            ):
                continue
            start, end = (sentence.char_start + offset for offset in harm[0])
            source.note("outcome", "serious_harm", start, end, inferred=names == ("nonfatal.",))
            return "serious_harm"
    for sentence in told:
        if match := _LIVED.search(sentence.text):
            at = sentence.char_start
            source.note("outcome", "serious_harm", at + match.start(), at + match.end(), inferred=True)
            return "serious_harm"
    if fate.life:
        one = fate.life[0]
        at = one.sentence.char_start
        source.note("outcome", "serious_harm", at + one.start, at + one.end, inferred=True)
        return "serious_harm"
    return _hurt_somehow(source, told)


def _hurt_somehow(source: Source, told: Sequence[Sentence]) -> Outcome:
    """Serious harm where any hurt is told, the last of the account first; else not_stated."""
    for sentence in reversed(told):
        match = _HURT.search(sentence.text)
        if match and not negated(sentence.text, match.start(), match.end()):
            at = sentence.char_start
            source.note("outcome", "serious_harm", at + match.start(), at + match.end(), inferred=True)
            return "serious_harm"
    for sentence in reversed(told):
        if (span := tells_harm(sentence.text)) and not source.phrases(sentence).get("outcome.rules"):
            at = sentence.char_start
            source.note("outcome", "serious_harm", at + span[0], at + span[1], inferred=True)
            return "serious_harm"
    return "not_stated"


def died(
    source: Source, forms: Sequence[str], others: Sequence[str], people: People, n_children: int = 0
) -> bool:
    """Whether the report says that the child with these names died; ``others`` are the other children.

    ``n_children``: how many the review is about, for what is said of all of them.
    """
    # "Child A, aged 5, and Child B, aged 2, died": the verb is of both.
    names = "|".join(map(re.escape, others)) or "(?!)"
    own = Subject.of(source, people, forms, others)
    both = re.compile(
        rf"{own.people.own.pattern}{_AGED}\s+"
        rf"and\s+(?:{names})(?!\w){_AGED}(?:,[^,;.]{{1,40}},)? (?:both |all |had |were )*"
        r"(?:died|killed|murdered|drowned|stabbed to death|strangled|smothered|found dead|"
        r"pronounced dead|dead|"
        r"perished|did not survive|lost their lives|could not be saved)\b"
    )
    if any(both.search(sentence.text) for sentence in source.prose):
        return True
    fate = find_fate(source, own)
    if fate.for_life < DEATH_SUPPORT and told_together(source, n_children):
        return True
    return _told_dead(fate, DEATH_SUPPORT) or _in_line(source, own)


# "Child 1 was told of the death", "was at risk of death": not the child's.
_NOT_OWN = re.compile(
    r"\b(?:after|before|since|about|told|knew|not|no|never|saw|hears?|heard|fear\w*|risk|threat\w*|nearly)\b|"
    r"\b(?:the|a|an) $",
    re.I,
)
# A line of the cover, or a row, that gives the day of one child's death.
_LINE = re.compile(r"\b(?:died|dead|death|deceased|d\.o\.d|dod)\b", re.I)


def _in_line(source: Source, own: Subject) -> bool:
    """Whether a line of the cover or of a table tells the death of this child and names no other."""
    rows = [
        one.text
        for one in source.body
        if one.kind in ("table_row", "list_item") and source.section_type(one) not in NOT_TOLD
    ]
    for line in (*source.cover_text.splitlines(), *rows):
        match, child = _LINE.search(line), own.people.own.search(line)
        if match is None or child is None or len(line) >= ROW or own.rivals.search(line):
            continue
        kin = own.people.other.search(line, 0, max(match.end(), child.end()))
        if kin is None and not _NOT_OWN.search(line, 0, match.start()):
            return True
    return False
