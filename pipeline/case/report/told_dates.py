"""The dates that a report gives itself in its sentences: finished, handed in, published."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.case.source import Source
from pipeline.dates import FoundDate, find_dates
from pipeline.day_words import WEEKDAY
from pipeline.records import Sentence

# "The report before you", "the summary which you hold".
BEFORE_YOU = re.compile(
    r"\s(?:before (?:you|us|the reader)|(?:that |which )?(?:you|the reader) (?:hold|have|has|"
    r"are reading|is reading|now read)s?"
    r"(?: in your hands?)?)\b",
    re.I,
)
# A text that was sent back is not the one that is read.
RETURNED = re.compile(
    r"^[^.;]{0,40}?\b(?:(?:sent|handed|given|gave|referred|put|came|went|passed) (?:it |them )?back|"
    r"returned|rejected|"
    r"turned down|declined|not (?:accepted|approved|agreed|adopted)|found wanting|"
    r"asked for (?:\w+ )?(?:changes|more|another|further|amendments|corrections))\b",
    re.I,
)

_PAPER = r"(?:report|overview|summary|review|document|account|study|paper|inquiry|enquiry)s?"
# "The scope of this review" is no paper, nor is "the period under review".
_MORE = r"(?: (?!(?:of|on|for|to|in|by|into|under|about|and|that|behind)\b)[\w-]+){0,3}?"
_OURS = (
    r"(?:(?<!\bof )(?<!\bon )(?<!\bfor )(?<!\bunder )(?<!\babout )(?<!\bin )"
    rf"\b(?:this|the|my|our|these|both){_MORE} (?:{_PAPER}|pages|text|version|final draft)\b|"
    rf"\b(?:it|which|both)\b|^\W*(?:{_PAPER}|text)\b)"
)
_TEXT = r"\b(?:this|the|our|my)(?: present| final| full)? (?:text|version)\b"
# Words that part a verb from a date which is another event's, so that they may not stand between the two.
_APART = (
    r"(?:(?!\b(?:after|before|until|following|since|because|when|while|who|that|had|was|were|trial|inquest|"
    r"death|incident|amended|events?|period|up to)\b)[^.;]){0,90}?"
)
# What may stand between the report and its verb: no other event that the verb could be said of.
_ITS = (
    r"(?:(?!\b(?:after|before|until|following|since|because|when|while|trial|inquest|death|incident|"
    r"proceedings|investigation|inquiries|enquiries|conference)\b)[^.;]){0,60}?"
)
_ON = (
    r"(?:\b(?:on|in|dated|of|at|is|by)\b|[:,–-]|\()\s*(?:(?:the|this)\s+)?"
    rf"(?:(?:{WEEKDAY}),?\s+)?$"
)
_ENDED = (
    r"(?:finished|completed?|concluded|signed(?: off)?|finali[sz]ed|closed|dated|brought to an? (?:end|"
    r"close)|done|ready|"
    r"settled|written)"
)
_HANDED = (
    r"(?:submitted|delivered|handed(?: over| in)?|sent|went|presented|laid before|lodged|furnished|"
    r"in (?:its|their|the) [\w’' ]{0,20}hands)"
)
_VERBS = rf"(?:{_ENDED}|{_HANDED}|agreed)"
# Whoever writes, or those for whom it is written.
_WRITERS = r"\b(?:I|we|(?:the|its|this) (?:panel|review|author|reviewers?))\b"
_FINISHED = (
    # Our review was concluded in Westvale on ...
    re.compile(rf"{_OURS}{_ITS}\b(?:{_VERBS}\b{_APART}{_ON}|{_ENDED}\s+(?:the\s+)?$)", re.I),
    # I signed this report on ...
    re.compile(
        rf"{_WRITERS}[^.;]{{0,40}}\b(?:{_VERBS}|gave|passed|put (?:my|"
        rf"our) names? to)\b[^.;]{{0,20}}{_OURS}{_APART}{_ON}",
        re.I,
    ),
    # We finished writing on ..., I laid down my pen on ..., Work on the report ended on ...
    re.compile(
        rf"(?:{_WRITERS}[^.;]{{0,20}}\b(?:finished|ended|stopped|completed|concluded)"
        rf"(?: (?:(?:the|this|my|our) )?(?:writing|work|drafting|task|text))?|"
        rf"\bpens?\b(?: (?:went|was|were|had been))?(?: laid| put)?(?: (?:down|aside))?|"
        rf"(?:\b(?:work|writing|drafting)|(?<!\bof )(?<!\bon )\b(?:this|the|our|"
        rf"my) review)\b[^.;]{{0,30}}\b(?:{_ENDED}|ended|over)|"
        rf"\b(?:last|final) (?:word|line|page|sentence)s?\b[^.;]{{0,30}}\bwritten)\s+{_ON}",
        re.I,
    ),
    # The date of this report is ...
    re.compile(rf"\bdate\b[^.;]{{0,40}}{_OURS}{_APART}{_ON}", re.I),
    # This report was not complete until ...
    re.compile(rf"{_OURS}[^.;]{{0,40}}\bnot (?:\w+ ){{0,2}}{_ENDED} (?:until|till)\s*$", re.I),
    # This report (3 May 2012) ...
    re.compile(rf"\b(?:this|my|our)(?: [\w-]+){{0,2}} {_PAPER}\s*\(\s*$", re.I),
    # Completed in March 2010
    re.compile(rf"^\W*(?:{_ENDED}|written|submitted)\b[^.;]{{0,40}}{_ON}", re.I),
)
# A review that was agreed was to be held; a report that was agreed was finished.
_HELD = re.compile(r"\breviews?\W+(?:was|were|is|has been|had been) (?:\w+ )?agreed\b", re.I)
# What was meant to be done by a date.
_HOPED = re.compile(
    r"\b(?:meant|hoped|intended|planned|due|expected|aimed|promised|supposed|wanted|asked|instructed|"
    r"extended|"
    r"deadline|would|to be (?:completed|finished|ready|submitted|delivered)|not(?! (?:\w+ ){1,3}(?:until|"
    r"till)\b))\b",
    re.I,
)
# The time of writing that is mentioned on the way; at most the month is meant.
_WRITING = re.compile(
    rf"(?:\bat the time of (?:writing|completion)|\bas (?:I|we) write|\b(?:when|as) (?:this|"
    rf"the) {_PAPER} (?:was|is) "
    rf"(?:being )?(?:written|finished|completed))\b[^.;\w]{{0,3}}(?:in |on )?$",
    re.I,
)
_RECEIVED = (
    r"(?:approved|accepted|adopted|ratified|agreed|endorsed|received|considered|passed|settled|signed off|"
    r"took|had|noted)"
)
_APPROVED = (
    # The partners accepted this review on ...
    re.compile(
        rf"\b(?:board|committee|panel|partners?|partnership|group|"
        rf"officers)\b[^.;]{{0,20}}\b{_RECEIVED}\b[^.;]{{0,20}}"
        rf"(?:{_OURS}|{_TEXT}){_APART}{_ON}",
        re.I,
    ),
    # This version has been agreed by the panel on ...
    re.compile(rf"(?:{_OURS}|{_TEXT})[^.;]{{0,40}}\b{_RECEIVED}\b{_APART}{_ON}", re.I),
)
# What is said of a report besides that it was finished.
_OTHERWISE = re.compile(
    rf"{_HOPED.pattern}|{_HELD.pattern}|\b(?:publish\w*|website|public)\b|"
    r"\bfor (?:its |their )?information\b",
    re.I,
)
# Papers of others, and what is done in a case.
_NOT_OURS = re.compile(
    r"\b(?:management re(?:view|port)s?|IMRs?|agency|agencies|(?<!final )drafts?|interim|medical|post-mortem|"
    r"pathologist|another|health|their reports?|toxicology|school|"
    r"earlier|previous|neighbouring|rapid|initial|separate|(?:first|second|third|next|earliest|"
    r"initial) (?:report|account)s?\b(?= (?:of|that))|inspection|guidance|research|Working Together|strategy|"
    r"protocol|policy|"
    r"statutory|looked after|conference|core group|assessment|Ofsted|board's review of|court|"
    r"psychiatric|serious incident "
    r"notification|chronolog(?:y|ies)|national|should|must|procedures?)\b|['’]s (?:\w+ )?(?:report|"
    r"review|account)\b|"
    r"\b(?:report|account|summary)s? (?:by|from) (?!the (?:panel|reviewer|author)|me\b|us\b)|"
    r"\breview of (?:his|her|their|its) |"
    r"\b(?:sent|given|shown|read|handed|copied) (?:\w+ )?to (?:the |both |his |her )*(?:parents|mother|"
    r"father|family)\b",
    re.I,
)
# A body that took or keeps the report is no one else's report: "lodged with the Department of Health".
_RECIPIENT = re.compile(
    r"\b(?:to|with|before|by) (?:the |that )?(?:[A-Z][\w’']+ )*(?:of )?(?:Health|Ofsted|Agency)\b"
)
_LET_OUT = (
    r"(?:publish(?:ed|es|ing)?|released?|made public|issued|printed|uploaded|posted|launched|came out|"
    r"(?:put|placed|posted|went|gone|goes|available) (?:on|in|up on|onto|into)\b[^.;]{0,30}\b(?:websites?|"
    r"public domain|line|internet)|appear(?:ed|s))"
)
_PUBLISHED = (
    re.compile(rf"(?:{_OURS}|\bpublication\b)[^.;]{{0,90}}\b(?:{_LET_OUT}|publication)\b{_APART}{_ON}", re.I),
    # The Board released the report to the press on ..., the Board's publication of it followed on ...
    re.compile(
        rf"\b(?:publish(?:ed)?|released?|issued|printed|uploaded|posted|publication of|"
        rf"release of)\s{_OURS}{_APART}{_ON}",
        re.I,
    ),
    re.compile(
        rf"\b(?:placed|put|posted)\s{_OURS} (?:on|in|up on)\b[^.;]{{0,30}}\b(?:websites?|public domain)\b"
        rf"{_APART}{_ON}",
        re.I,
    ),
    re.compile(
        r"\b(?:publication|release)\b[^.;]{0,80}\b(?:delayed|deferred|postponed|held back|put off|"
        r"took place|withheld|waited|followed|came)\b"
        r"(?:(?!\b(?:ended|concluded|which|who|closed|began|opened|"
        r"finished)\b)[^.;]){0,60}?\b(?:until|till|to|on|in)\s*(?:the\s+)?$",
        re.I,
    ),
    re.compile(
        rf"(?:{_OURS}[^.;]{{0,60}}\b(?:withheld|held back|kept back|not (?:be )?(?:published|released|"
        rf"printed|"
        rf"made public))|\b(?:kept|held)\s(?:{_OURS}) back)\b[^.;]{{0,50}}\b(?:until|till)\s*$",
        re.I,
    ),
    re.compile(r"^\W*(?:first )?published\s*(?:on|in|:)?\s*$", re.I),
)
# Where a family's story is told, a review is often that of a plan or a placement.
_THIS = re.compile(
    rf"\b(?:this|my|our|both)(?: \w+){{0,2}} {_PAPER}\b|^\W*(?:published|completed|signed|written)\b|"
    rf"\bthe (?:final )?(?:summary|overview|overview report|document)\b|\bpens?\b",
    re.I,
)
_SPEAKS = re.compile(
    rf"\b(?:{_PAPER}|publi\w+|writing|completed|signed|text|version|pages|pens?|words?|released?|draft\w*|"
    rf"it (?:was|is|has|could|appeared|came|went)|(?:put|placed|posted|kept|held) it|(?:I|"
    rf"we)\b[^.]{{0,80}}\bfinished)\b",
    re.I,
)
# "It was closed on 3 May" is about a report only where one has just been spoken of.
_PAPER_SAID = re.compile(
    rf"\b(?:{_PAPER}|publi\w+|writing|text|version|pages|pens?|words?|draft\w*|website|(?:I|we|"
    rf"We)\b[^.]*\bfinished)\b",
    re.I,
)
# Where a span of time begins, nothing ends.
_BEGINS = re.compile(r"\b(?:between|from)\s+(?:the\s+)?$", re.I)
# "Signed in Westvale on 3 May 2012": what a last line says of no paper, it says of this one.
_SIGNS = re.compile(r"^\W*(?:signed|dated|completed|finished|written|given under my hand)\b", re.I)
_FRONTED = re.compile(
    r"^\W*(?:it was )?(?:only |not until )?(?:at (?:its|their|the|a) (?:\w+ ){0,2}meeting (?:on|of|in)|"
    r"on|by|in)\s+"
    r"(?:the\s+)?$",
    re.I,
)
_NEW_CLAUSE = re.compile(
    r"(?<=\w),? (?:and|but) (?=(?:it|that|there|he|she|they|I|we|the \w+ (?:was|were|had|has)) )|;"
)
# "... 3 May 2012, when this report was signed", "3 May 2012, and it was published the same day".
_ON_WHICH = re.compile(
    r"^,? (?:when|the (?:day|date|month) (?:on|in) which|on which (?:day|date)) (?P<clause>[^.;,]+)", re.I
)
_SAME_DAY = re.compile(
    r"^[^.;]{0,60}?\band (?P<clause>[^.;,]+?) (?:on |later )?(?:the same|that(?: very)?) day\b", re.I
)
_TO_RECEIVE = re.compile(
    rf"^ to (?:receive|accept|approve|adopt|agree|consider|ratify|sign off) (?P<paper>{_OURS})", re.I
)
_TO_FINISH = re.compile(rf"^ to (?:finish|complete|write) (?P<paper>{_OURS})", re.I)
_STORY = frozenset(
    (
        *("narrative", "background", "summary", "family", "recommendations", "action_plan", "references"),
        *("analysis", "findings", "agencies", "good_practice", "chronology"),
    )
)
_CLOSING = 12


def told_reports(source: Source, *, ended: bool = False) -> Iterator[FoundDate]:
    """Dates on which the report says it was finished, or (unless ``ended``) handed in; the first is the best.

    Finished comes before handed in, and both before the time of writing that is mentioned on the way.
    """
    told: list[tuple[int, FoundDate]] = []
    for _, before, found in _dated(source):
        if any(pattern.search(before) for pattern in _FINISHED) and not _OTHERWISE.search(before):
            told.append((0 if re.search(rf"\b(?:{_ENDED}|date)\b", before, re.I) else 1, found))
        elif _WRITING.search(before) and found.precision == "month":
            told.append((2, found))
    yield from (found for rank, found in sorted(told, key=lambda one: one[0]) if rank == 0 or not ended)


def told_approvals(source: Source) -> Iterator[FoundDate]:
    """Dates on which the report says that it was approved, or received, by those who asked for it."""
    for _, before, found in _dated(source):
        if any(pattern.search(before) for pattern in _APPROVED) and not _HELD.search(before):
            yield found


def told_publications(source: Source) -> Iterator[FoundDate]:
    """Dates on which the report says that it is, or was, published."""
    for _, before, found in _dated(source):
        if any(pattern.search(before) for pattern in _PUBLISHED):
            yield found


def _dated(source: Source) -> Iterator[tuple[Sentence, str, FoundDate]]:
    """Dates by day or month of the sentences that can speak of the report, with the clause before each."""
    ends = {one.sentence_no for one in (*source.prose[:_CLOSING], *source.prose[-_CLOSING:])}
    for sentence in source.prose:
        story = source.section_type(sentence) in _STORY
        if story and not (sentence.sentence_no in ends and _THIS.search(sentence.text)):
            continue
        if not _SPEAKS.search(sentence.text) or not _paper_said(source, sentence):
            continue
        for found in find_dates(sentence.text):
            before, after = sentence.text[: found.start], sentence.text[found.end :]
            if found.precision == "year" or _BEGINS.search(before) or RETURNED.match(after):
                continue
            if re.match(r"\s+that\b", after) and not _FRONTED.match(before):
                continue
            at = sentence.char_start
            one = FoundDate(at + found.start, at + found.end, found.value, found.precision)
            for own in _clauses(before, after):
                told = BEFORE_YOU.sub("", own)
                if told and not _NOT_OURS.search(_RECIPIENT.sub(" ", told)):
                    yield sentence, told, one


def _clauses(before: str, after: str) -> Iterator[str]:
    """The clauses that a date may belong to, each as if the date stood last in it.

    "On 3 May 2012 I signed this report" gives "I signed this report on".
    """
    if _FRONTED.match(before):
        # "On 3 May the duty was held to arise, and it is that which caused this report": another clause.
        own = _NEW_CLAUSE.split(after)[0]
        yield re.sub(r"^,?\s*(?:that )?", "", own).rstrip(" .") + " on "
        return
    yield re.split(r";|(?<=\d),? (?:and|but) ", before)[-1]
    for pattern in (_ON_WHICH, _SAME_DAY):
        if found := pattern.match(after):
            yield f"{found['clause']} on "
    if re.search(
        r"\b(?:board|committee|panel|partnership|partners)\b[^.;]{0,30}\bmet\b[^.;]{0,20}\bon $", before, re.I
    ):
        yield from (f"The Board received {one['paper']} on " for one in _TO_RECEIVE.finditer(after))
    if re.search(r"\btook until (?:the )?$", before):
        yield from (f"{one['paper']} was finished on " for one in _TO_FINISH.finditer(after))


def _paper_said(source: Source, sentence: Sentence) -> bool:
    """Whether the sentence, or the one before it, speaks of a report or of publishing one; or signs it."""
    if _SIGNS.match(sentence.text):
        return True
    before = source.previous(sentence)
    return any(one and _PAPER_SAID.search(one.text) for one in (sentence, before))


__all__ = ["BEFORE_YOU", "RETURNED", "told_approvals", "told_publications", "told_reports"]
