"""The report's dates in sentences that no wording of ``told_dates`` fits, weighed by clause.

A clause tells of a date of the report when it has an act done to a report (finished, handed in, approved, let
out), when the report is what the act is done to, and when nothing in the clause belongs to another paper or
to an event of the case. All of it is worked out, so that it counts only where nothing plainer is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.case.report.date_acts import ACTS, Act
from pipeline.case.report.told_dates import BEFORE_YOU, RETURNED
from pipeline.case.source import Source
from pipeline.case.timeline.relative import Partial, find_partials, in_year
from pipeline.dates import FoundDate, find_dates
from pipeline.records import Sentence

_NOUN = (
    r"(?:reports?|overview|summary|review|document|account|study|paper|inquiry|enquiry|typescript|manuscript|"
    r"text|version|(?<=final )draft|pages|writing|narrative|abridgement|commission|task|"
    r"(?<=my )work|(?<=our )work|(?<=this )work|analysis|essay|wording|contents|findings|above|foregoing|"
    r"pens?)"
)
_MORE = r"(?: (?!(?:of|on|for|to|in|by|into|under|about|and|that|behind|at)\b)[\w’'-]+){0,3}?"
# "The report", but not "the scope of the review", which is something else.
_TOPIC = re.compile(
    r"(?<!\bof )(?<!\bon )(?<!\bfor )(?<!\bunder )(?<!\babout )(?<!\bin )(?<!\bduring )(?<!\bto )"
    rf"\b(?:this|the|my|our|its|these|their|both){_MORE} {_NOUN}\b|\bwhat follows\b|^\W*(?:{_NOUN})\b",
    re.I,
)
# The same behind the act: "gave their assent to this document".
_OBJECT = re.compile(rf"\b(?:this|the|my|our|its|these|their|both|said|his|her){_MORE} {_NOUN}\b", re.I)
# "The Board agreed this one", "approved the third", "adopted what you are about to read".
_THIS_TEXT = re.compile(
    r"\b(?:this|the (?:present|second|third|fourth|last|next|later|new|shorter|longer|final)) "
    r"(?:one|form|draft|version|text|wording|attempt)\b|\b(?:the (?:second|third|fourth|next|last|"
    r"result)|this)(?= on\b| in\b|\W*$)|"
    r"\bwhat (?:you|the reader|is|stands|now)\b[^.;]{0,25}\b(?:read(?:ing|s)?|follows|printed|here|hands?)\b|"
    r"\bwhat follows\b|\bthese (?:words|chapters|paragraphs|lines|pages|sheets)\b",
    re.I,
)
_TEXT_SAID = re.compile(rf"\b(?:{_NOUN}|drafts?|versions?)\b", re.I)
_PRONOUN = re.compile(r"\b(?:it|which|this|both|they|these)\b", re.I)
_WRITER = re.compile(
    r"\b(?:I|we|(?:the|its|this|our) (?:\w+ )?(?:panel|review team|authors?|reviewers?|writers?))\b", re.I
)
_PUBLICATION = re.compile(r"\b(?:publication|release|publishing|releasing|embargo)\b", re.I)
_PUBLISHES = re.compile(
    r"\b(?:board|committee|partnership|partners|we)\b[^,;]{0,40}\b(?:publish|release)(?:e?s|e?d)?"
    r"(?: and did so)?(?: (?:only|it|this))?\W+(?:on|in|from)?\s*(?:the )?$",
    re.I,
)
_WRITING = re.compile(
    r"\b(?:I|we) (?:am |are )?(?:now )?(?:write|writing|finish)\b(?! to\b)(?:(?! that\b)[^.;:]){0,30}$", re.I
)
# "The Board met on 3 May and adopted this report": what it did there is said behind the date.
_MET = re.compile(
    r"\b(?:board|committee|panel|partnership|partners|members)\b[^.;]{0,30}\b(?:met|meets|sat|"
    r"meeting|rose|gathered|"
    r"assembled)\b[^.;]{0,40}\b(?:on|in) $",
    re.I,
)
_DATE_OF = re.compile(
    rf"^,? (?:which (?:is|was) |being |this being )?the (?:date|day) (?:of|on which|borne by|"
    rf"when)[^.;]{{0,20}}"
    rf"\b(?:this|the|my|our|its){_MORE} {_NOUN}\b",
    re.I,
)
# Where one clause ends and another begins.
_PARTED = re.compile(
    r";|:(?!\d)|\s[–—-]\s|[()]|,? (?:but|while|whereas|although|though|because|since|so that|when|where|who|"
    r"after which|whereupon)\b|, (?:and|which|having|with)\b|\band (?=(?:it|was|were|is|has|had|the|I|we|"
    r"then|"
    r"handed|signed|finished|delivered|sent|published|released|approved|accepted|wrote|completed)\b)|"
    r"\b(?:said|says|told|tells|heard|found|recorded|learnt|noted|shows?) that\b",
    re.I,
)
# A new event between an act and a date, which is then the event's and not the act's.
_BINDS = re.compile(
    r"\b(?:after|before|since|following|because|trials?|inquests?|deaths?|incidents?|hearings?|verdicts?|"
    r"sentenc\w+|convict\w+|arrest\w*|born|birth|began|began in|events?|period|up to|covering|charged|died|"
    r"decision|commission(?:ed|ing)?)\b",
    re.I,
)
# "It went before the Board on 3 May": a body is no event.
_BEFORE_THEM = re.compile(
    r"\bbefore (?:the|its|their|a|our) (?:\w+ ){0,3}?(?:board|committee|panel|partnership|public|members|"
    r"group|"
    r"meeting|executive|chief officers)\b",
    re.I,
)
_TO_FAMILY = re.compile(
    r"\bto (?:the |her |his |their |both |a )*(?:parents?|mother|father|family|relatives|child|grandmother|"
    r"press|"
    r"police|court|lawyers?|coroner|author|reviewers?)\b",
    re.I,
)
_WITHIN = re.compile(
    r"\b(?:he|she|him|mother|father|child|baby|parents|family|police|school|court|jury|judge|hospital|boy|"
    r"girl|"
    r"conference|assessment|plan|order|coroner)\b",
    re.I,
)
_ALONG = re.compile(r"\b(?:with (?:it|them)|too|likewise|also|as well)\b", re.I)
_JOINED = re.compile(r"(?:^|[.;:,])(?P<clause>[^.;:,]+,) (?:and|with)\s*$", re.I)
# "On 3 May", "so it was not until 3 May", "at its meeting of 3 May": what was done stands behind the date.
_WHICH = re.compile(r"(?P<antecedent>[^,;]{0,50}), which$")
_FRONT = re.compile(
    r"^\W*(?:(?:and|but|so|then|thus|as a result|in the end),? )*(?:it was |was it )?(?:only |not |"
    r"finally,? )?"
    r"(?:(?:at|after|with|following) (?:its|the|a|their|our)\b[^.;]{0,30}\b(?:meeting|session)[^.;,]{0,30} )?"
    r"(?:on|in|by|of|until|till|at \w+ on)?\s*(?:the\s+)?$",
    re.I,
)
# What may stand between such a date and what was done on it.
_INSERTED = re.compile(
    r"^,\s*(?!(?:and|but|the|its|our|this|it|I|we|they|members|partners)\b)(?:[^,.;()]|"
    r",(?=\s*and\b)){3,90},(?!\s*and\b)|"
    r"^\s*\([^)]{3,80}\),?",
    re.I,
)
_ASIDE = re.compile(
    r",\s(?:which|who|having|after)\b[^,;.]{3,80},\s(?!(?:and|but|it|the|this|our|its|we|I)\b)(?=[a-z])"
)
_FAR_CLEFT = re.compile(r"\bit (?:is|was)\b[^.;]{0,30}$", re.I)
_THAT_DID = re.compile(
    r"^[^.;]{0,100}?,?\s*\bthat\s+(?=(?:the|its|this|our|it|I|we|they|members|partners)\b)", re.I
)
_CLEFT = re.compile(
    r"^,?\s*(?:that|before|when)\s+(?=(?:the|its|this|our|my|it|I|we|they|members|partners)\b)", re.I
)
HOPED = re.compile(
    r"\b(?:meant|hoped|hopes|intended|planned|due|expected|aimed|promised|supposed|wanted|asked|instructed|"
    r"extended|deadline|target|would|should|must|shall|to (?:be|have been) \w+ed|will be|began|begun|started|"
    r"commenced|never|cannot)\b|\b(?:not|n’t|n't)\b(?![^.;]*\b(?:until|till|before)\b)",
    re.I,
)
OTHERS = re.compile(
    r"\b(?:management re(?:view|port)s?|IMRs?|agenc(?:y|ies)['’]?|(?:first|early|earlier|rough|working|"
    r"initial|second|"
    r"previous) (?:version|text)|(?<!final )(?<!this )(?<!last )draft\b|(?:sent|went|gone|gave|given|"
    r"handed|passed) back|interim|medical|post-mortem|patholog\w+|another|sister|separate|other|health|"
    r"toxicology|school|earlier|previous|neighbouring|rapid|inspection|guidance|research|Working Together|"
    r"strategy|"
    r"protocol|policy|looked after|conference|core group|assessment|Ofsted|court report|psychiatric|"
    r"notification|"
    r"chronolog(?:y|ies)|national|procedures?|terms of reference|letters?|article|newspapers?|leaflet|"
    r"statement|"
    r"referr(?:al|ed)|action plan|addend\w+|appendix|revised|amended|amendments?|updated?)\b|"
    r"\breviews?\W+(?:was|were|is|has been|had been) (?:\w+ )?agreed\b|\breview of (?:his|her|their|its|"
    r"the (?:plan|placement)) |"
    r"['’]s (?:own )?(?:report|account)\b|\b(?:report|account|summary)s? (?:by|from|of|"
    r"into) (?!(?:the )?(?:panel|author|which|public|it\b))",
    re.I,
)
STORY = frozenset(
    (
        *("narrative", "background", "summary", "family", "recommendations", "action_plan", "references"),
        *("analysis", "findings", "agencies", "good_practice", "chronology"),
    )
)
_SAYS = re.compile(
    rf"\b(?:{_NOUN}|publi\w+|signed|released?|completed|finished|embargo\w*|dated|presented|accepted|"
    rf"approved|"
    r"laid before|lodged|submitted|delivered|handed|I write|we write|writing|what follows)\b",
    re.I,
)
ENDS = 12
_CLOSING_WORDS = 24
# Work of others that was finished or handed in, and papers that are listed last.
_OTHER_WORK = re.compile(
    r"\b(?:training|actions?|audits?|polic(?:y|ies)|procedures?|staff|birth|born|letters?|parliament|tasks?|"
    r"recommendations?|reviewed|version|accessed|retrieved)\b",
    re.I,
)
# A sentence that tells a story is no line of signing.
_TELLS = re.compile(r"\b(?:was|were|had|has|have|could|is|are|did|until|after|when)\b|;", re.I)


class WeighedDate(FoundDate):
    """A date that the words tell by weight of evidence only."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class _Clause:
    """The words round a date: before it, after it, and what the sentence and its neighbour say earlier.

    ``fronted``: the date begins its clause; ``rest``: all that follows in the sentence.
    """

    before: str
    after: str
    earlier: str
    preceding: str
    fronted: bool
    rest: str


def weighed_dates(source: Source, acts: tuple[Act, ...]) -> Iterator[WeighedDate]:
    """Dates on which the text tells that one of ``acts`` was done to the report, the best first.

    Acts count in their order; of one act, a report that is named before one that is only "it", a day before
    a month.
    """
    told = [one for one in _told(source) if one[0] in acts]
    yield from (found for _, _, found in sorted(told, key=lambda one: (acts.index(one[0]), -one[1])))


def closes_report(line: str) -> bool:
    """Whether a last line says that the report was finished or handed in, of whatever it says it.

    "O. M., laid before the Board at Westvale this third day of June 2012."
    """
    if len(line.split()) > _CLOSING_WORDS or any(
        one.search(line) for one in (HOPED, OTHERS, _WITHIN, _TELLS, _OTHER_WORK)
    ):
        return False
    return any(pattern.search(line) for act, pattern in ACTS if act in ("finished", "handed"))


def _told(source: Source) -> Iterator[tuple[Act, float, WeighedDate]]:
    ends = {one.sentence_no for one in (*source.prose[:ENDS], *source.prose[-ENDS:])}
    for sentence in source.prose:
        story = source.section_type(sentence) in STORY
        if (story and sentence.sentence_no not in ends) or not _SAYS.search(sentence.text):
            continue
        before = source.previous(sentence)
        preceding = before.text if before else ""
        for found in _days(sentence, preceding):
            yield from _weighed(_clause(sentence, found, preceding), found)


def _days(sentence: Sentence, preceding: str) -> Iterator[WeighedDate]:
    """The days and months of a sentence; a day without a year has that of the date before it, or the next."""
    dates = find_dates(sentence.text)
    full = [one for one in dates if one.precision != "year"]
    last = next(iter(reversed(find_dates(preceding))), None)
    at = sentence.char_start
    for one in full:
        yield WeighedDate(at + one.start, at + one.end, one.value, one.precision)
    for partial in find_partials(sentence.text):
        known = [one for one in dates if one.end <= partial.start]
        if any(one.start <= partial.start < one.end for one in full):
            continue
        if completed := _completed(partial, known[-1] if known else last):
            yield WeighedDate(at + completed.start, at + completed.end, completed.value, completed.precision)


def _completed(partial: Partial, known: FoundDate | None) -> FoundDate | None:
    """A day and month in the year of the date before them, or in the next where they would be earlier."""
    if known is None or partial.month is None or partial.day is None:
        return None
    if known.precision == "year":
        value = in_year(partial, known.value.year)
        return FoundDate(partial.start, partial.end, value, "day") if value else None
    for year in (known.value.year, known.value.year + 1):
        value = in_year(partial, year)
        if value and value >= known.value:
            return FoundDate(partial.start, partial.end, value, "day")
    return None


def _clause(sentence: Sentence, found: FoundDate, preceding: str) -> _Clause:
    """The clause of a date; words about where the reader has the report are left out of it."""
    start, end = found.start - sentence.char_start, found.end - sentence.char_start
    # "The Committee, which had seen a draft, approved this": the clause is one, round what is put in.
    text = _ASIDE.sub(
        lambda one: one[0] if one.end() > start >= one.start() else " " * len(one[0]), sentence.text
    )
    cuts = [match for match in _PARTED.finditer(text)]
    begin = max((match.end() for match in cuts if match.end() <= start), default=0)
    before = text[begin:start]
    fronted = bool(_FRONT.match(before) or _MET.search(before))
    if not fronted and _FAR_CLEFT.search(before) and (did := _THAT_DID.match(text[end:])):
        fronted, end = True, end + did.end()
    elif fronted:
        # "On 3 May, having heard the author, the Board ...": the clause goes on behind what is inserted.
        inserted = _INSERTED.match(text[end:])
        end += inserted.end() if inserted else 0
        cleft = _CLEFT.match(text[end:])
        end += cleft.end() if cleft else 0
    stop = min((match.start() for match in cuts if match.start() >= end), default=len(text))
    return _Clause(before, text[end:stop], text[:begin], preceding, fronted, text[end:])


def _weighed(clause: _Clause, found: WeighedDate) -> Iterator[tuple[Act, float, WeighedDate]]:
    """What the clause says was done on its date, with the weight of the evidence; nothing where in doubt."""
    if _DATE_OF.match(clause.after) and not OTHERS.search(clause.after):
        yield "finished", 3.0, found
        return
    fronted = clause.fronted
    words = clause.after if fronted else clause.before
    act, match = _act(words, first=fronted)
    joined = _JOINED.search(clause.earlier) if _ALONG.search(words) else None
    if act is None and not fronted and joined and not find_dates(joined["clause"]):
        # "The task closed, and the report too, on 3 May": the verb stands before the comma.
        words = joined["clause"] + words
        act, match = _act(words, first=False)
    if act is None or match is None or OTHERS.search(words):
        return
    if act != "published" and (HOPED.search(words) or RETURNED.match("" if fronted else clause.rest)):
        return
    if act == "handed" and _TO_FAMILY.search(words):
        return
    between = "" if fronted else words[match.end() :]
    # In "published some weeks after that, on 3 May" the day has a preposition of its own.
    between = re.sub(r"^.*,(?=\s*(?:on|in)\s+(?:the )?$)", "", between)
    if _BINDS.search(_BEFORE_THEM.sub("", between)):
        return
    weight = _topic(clause, words, act, match)
    if weight:
        yield act, weight + (found.precision == "day"), found


def _act(words: str, *, first: bool) -> tuple[Act | None, re.Match[str] | None]:
    """The act nearest to the date: the last before it, or the first behind a date that begins the clause."""
    best: tuple[Act | None, re.Match[str] | None] = (None, None)
    for act, pattern in ACTS:
        for match in pattern.finditer(words):
            known = best[1]
            if known is None or ((match.start() < known.start()) if first else (match.start() > known.end())):
                best = (act, match)
    return best


def _topic(clause: _Clause, words: str, act: Act, match: re.Match[str]) -> float:
    """How surely the act was done to the report: 3 where it is named, 2 for "it", 1 where it is left out."""
    before, after = words[: match.start()], words[match.end() :]
    if act == "published" and _PUBLICATION.search(words):
        return 3.0
    # "The Board will publish on 3 May", "I am writing on 3 May": it is known what.
    if (act == "published" and _PUBLISHES.search(words)) or _WRITING.search(words):
        return 2.0
    named = next(iter(reversed(list(_TOPIC.finditer(before)))), None)
    if named and not _other_between(before[named.end() :]):
        return 3.0
    if (own := _OBJECT.search(after)) and not _other_between(after[: own.start()]):
        return (
            3.0 if act in ("published", "approved") or _WRITER.search(before) or not before.strip() else 2.0
        )
    if _this_text(clause, words, act, before, after):
        return 2.0
    # "Presented to the Board on 3 May": a sentence that begins so is the report's own.
    begins = _act(words, first=True)[1]
    if (
        not clause.earlier
        and begins
        and not words[: begins.start()].strip(" *•–-")
        and not _other_between(after)
    ):
        return 1.0
    which = _WHICH.search(clause.earlier)
    other = bool(which and OTHERS.search(which["antecedent"]))
    known = not other and bool(_TOPIC.search(clause.earlier) or _TOPIC.search(clause.preceding))
    if not known or _WITHIN.search(words):
        return 0.0
    if _PRONOUN.search(before) or _PRONOUN.search(after) or clause.earlier.rstrip().endswith("which"):
        return 2.0
    bare = re.match(
        r"^\W*(?:and |then |was |were |is |has |had |been |be |finally |only |it )*$", before, re.I
    )
    return 1.0 if bare or _WRITER.search(before) else 0.0


def _this_text(clause: _Clause, words: str, act: Act, before: str, after: str) -> bool:
    """Whether the act was done to "this one" or "the third", where texts are spoken of."""
    return bool(
        act != "published"
        and _THIS_TEXT.search(f"{after} ")
        and (
            _TEXT_SAID.search(clause.earlier + clause.preceding)
            or _WRITER.search(before)
            or act == "approved"
        )
        and not _WITHIN.search(words)
    )


def _other_between(words: str) -> bool:
    """Whether a person or an event stands between the report and an act, which is then theirs."""
    words = _BEFORE_THEM.sub("", BEFORE_YOU.sub("", words))
    return bool(_WITHIN.search(words) or _BINDS.search(words))


__all__ = ["ENDS", "HOPED", "OTHERS", "STORY", "Act", "WeighedDate", "closes_report", "weighed_dates"]
