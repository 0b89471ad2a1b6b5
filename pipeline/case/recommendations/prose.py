"""Recommendations in running prose: which sentences prescribe, and where a new recommendation begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.case.recommendations.addressee import addressee_of, subject_of
from pipeline.case.recommendations.parts import Part, sentences_of
from pipeline.case.report.bodies import body_name, is_named
from pipeline.case.wording import matches

# What somebody ought to have done is a finding, and no recommendation.
_PAST = re.compile(
    r"\b(?:should|must|could|would|might|ought to|"
    r"shall)\s+(?:not\s+)?(?:\w+ly\s+)?have\s+(?:\w+ly\s+)?(?:been|had|done|made|gone|known|"
    r"seen|taken|given|led|met|told|held|kept|brought|thought|got|become|come|sent|put|"
    r"(?!named|agreed|trained|designated|updated|shared|dedicated)\w+ed)\b",
    re.I,
)
# "Here is what must happen next" speaks of the list.
_EMBEDDED = re.compile(
    r"\bwhat (?:now |next )?(?:should|must|needs? to|ought to|has to) (?:now |next )?"
    r"(?:be|happen|change|follow|come)\b(?![^.]*\?)",
    re.I,
)
# "That a mother should be able to leave says much", "nobody thought that he should be seen" tell something.
_TOLD = re.compile(
    r"^That [^.;]{3,120}?\bshould\b"
    r"(?=[^.;]{3,200}?\b(?:says|tells|shows|speaks|suggests|seems|reflects|is|was|were|had|has)\b)"
    r"|\b(?:was|were|had|did|thought|said|agreed|decided|knew|told|felt|believed|wanted|"
    r"wrote|recorded|noted|assumed|argued)\b"
    r"[^.;:]{0,60}\b(?:that|whether|who|what|how|why|where|when)\b[^.;:]{0,60}?\bshould\b(?=[^.;:]*(?:[.;:]|$))",
)
# Words that count a further recommendation off.
_COUNTED = re.compile(
    r"^(?:(?:and |but )?(?:the )?(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|fifth(?:ly)?|"
    r"sixth(?:ly)?|next|final|last|remaining|"
    r"last(?:ly| of all)?|finally|furthermore|in addition|in the \w+ place|as (?:to|for|regards)|"
    r"turning to)\b"
    r"|(?:they|it) (?:should|must|ought to|need to|might|are to|is to) (?:also|further|next|finally|lastly)\b"
    r"(?![^.]*\b(?:it|this|them|these)\b)"
    r"|(?:it|we|I|the \w[\w-]*) (?:also|further|next|finally|lastly) (?:recommend|ask|consider|propos|"
    r"suggest|advis|urg|invit)"
    r"|(?:it|we|I|the \w[\w-]*) (?:also |further )?(?!should|must|ought|needs?|shall|will|could|might)\w+ "
    r"(?:also|further|next|finally|lastly|secondly|in addition)\b)",
    re.I,
)
# "A further recommendation, directed to the Trust, is that ...", "of the school we recommend only that ...".
_FURTHER = re.compile(
    r"^(?:A|One|Our|My|The) (?:further|second|third|fourth|next|last|final|other|additional) "
    r"(?:recommendation|request|proposal|suggestion|point|step|thing|matter)\b"
    r"|\b(?:I|we) (?:\w+ly )?(?:recommend|propose|suggest|advise|ask|urge|invite)\b",
    re.I,
)
# The same in the middle of a sentence.
_FOR_ITS_PART = re.compile(
    r",\s(?:for (?:its|their|his|her) (?:own )?part|in (?:its|their) turn|also|too|finally|lastly|"
    r"likewise|similarly|last(?:ly)?|first(?:ly)?|second(?:ly)?|third(?:ly)?|further(?:more)?|in addition|"
    r"equally|meanwhile|as well|moreover|next),",
    re.I,
)
_COMMAND = re.compile(
    r"^[A-Z][a-z]+(?<!s)(?<!ly)(?<!ing)(?<!ed)\s+(?:an?|the|all|any|every|each|its|their|one|two|three|"
    r"four|to|that|with|how|whether|"
    r"[a-z-]+(?:s|ing|al|y|n|t|d|e)?)\b"
)
# The verbs and pronouns of a sentence that tells, and the words that begin one.
_VERB = (
    r"\b(?:is|are|was|were|has|have|had|did|does|will|would|said|says|made|makes|came|went|saw|knew|I|"
    r"we|he|she|they)\b"
)
_STATES = re.compile(_VERB, re.I)
_TELLS = re.compile(
    rf"{_VERB}"
    r"|^(?:the|this|that|these|those|it|its|there|his|her|their|an?|in|at|on|as|such|although|because|"
    r"since|for|from|"
    r"no|both|all|some|many|most|several|each|every|when|where|while|neither|one|two|three|after|before|"
    r"until|"
    r"nothing|nobody|none|and|but|or|if|what|how|who|with|without|of|to|by|not|here|now|then|only)\b",
    re.I,
)
_MIGHT = re.compile(r"\b(?:(?:might|could|may)\s+(?!have\b|be\b)|(?:has|have|is|are) to\s+)(?:\w+ )?[a-z]+\b")
# "All staff of the Trust to carry a card ...".
_TO_ACT = re.compile(
    r"(?P<who>[A-Z](?:(?!\b(?:should|must|shall|ought|needs?|may|might|could|can|to|be)\b)[^.;:?]){2,90}?),?"
    r"\s+(?:(?:both|each|all|jointly|together|also) )?to\s+(?:\w+ly )?[a-z]+\b"
)
# "A letter to be sent ...": what is to be so, without a verb of its own.
_TO_BE = re.compile(r"(?P<what>[A-Z][^.;:?]{2,100}?) (?:(?:always|never|not|only|also) )?to be [a-z]+\b")
# "The Trust agreed to ...", "records continue to be ...": it has a verb of its own before "to".
_ITS_VERB = re.compile(
    r"\b(?:(?!involved\b|concerned\b|named\b|interested\b|affected\b)\w+ed|(?:continue|seem|appear|consider|"
    r"believe|tend|prove|fail|remain|want|wish|hope|begin|start|need|aim|plan|find|feel|judge|think|hold|meet|"
    r"take|know|understand|come|go|happen|like)s?|tr(?:y|ies)|began|found|felt|thought|held|met|took|came|went|"
    r"sought|chose|knew|understood)\b(?: (?:this|it|that|them|hard|together|\w+ly))?$",
    re.I,
)
# The moods of a request, however it is put.
_WRITER = r"(?:I|we|the (?:panel|review|author|reviewers?|team|group|inquiry))"
_REQUESTS = re.compile(
    rf"\b{_WRITER}\b(?:,? [\w-]+,?){{0,3}}? (?:commend|recommend|suggest|put|leave|offer|address|ask|urge|"
    r"press|propose|advise|request|invite|hope|want|wish|like|look|call|remind|require|expect|counsel|beg|"
    r"plead|prefer|welcome)s?\b"
    r"|\b(?:need|step|thing|request|wish|hope|task|duty|job|priority|plea|advice|recommendation|proposal|"
    r"suggestion|remedy|answer|change|charge|call|one|last|first|next|second|third)(?: [\w-]+){0,3}? "
    r"(?:is|are|would be|goes|falls|concerns?|rests|lies) (?:for|of|to|that|with|on|upon)\b"
    r"|\b(?:is|are)(?: also| further| therefore| likewise| now| hereby)? (?:asked|invited|urged|encouraged|"
    r"advised|requested|expected|required|directed|reminded|commended|recommended|drawn|to [a-z]+)\b",
    re.I,
)
# What may be one, and may be a mere remark.
_LEANS = re.compile(
    r"\b(?:might|could|may|should|must|ought|shall)\b(?! have\b)"
    r"|\bwould (?:be (?:helped|served|better|wise|right|good|well)|help|benefit|gain|do well)\b"
    r"|\bit (?:is|falls|remains|would be|seems)\b[^.;:?]{0,60}\b(?:for|to)\b",
    re.I,
)
# "The Health Board will bring the inspection forward": what a body takes upon itself.
_UNDERTAKES = re.compile(
    r"^(?:The\s+)?[A-Z][^.;:?]{1,90}?\s+(?:will|(?:has|have) (?:agreed|undertaken|promised|"
    r"committed itself|"
    r"resolved|pledged) to|undertakes? to|commits? (?:itself )?to)\s+(?!be\b|have\b|not be\b|"
    r"now be\b)[a-z]+\b"
)
_ANAPHOR = re.compile(
    r"^(?:it|they|this|these|those|such|that|he|she|its|their|one|both|each of|until (?:then|it|they|this)|"
    r"meanwhile|in the meantime|then|to (?:this|that) end|for (?:this|that)|(?:if|where|when) (?:it|"
    r"they|this|not)|"
    r"thereafter|afterwards|otherwise|the same)\b",
    re.I,
)
_THE_SAME = re.compile(r"^(?:the|this|that|these|those|such an?)\s+(?P<noun>[a-z][\w-]*)\b", re.I)
_PRONOUN = re.compile(r"(?:they|this|these|those|such|he|she|its|their|his|her)\b", re.I)
_OUGHT = re.compile(r"\b(?:should|must|ought to)\b")


def prescribes(text: str, said: Sequence[re.Pattern[str]]) -> bool:
    """Whether a text says what should be done; what should have been done long ago does not count."""
    return matches(_without_told(text), said)


def asks(text: str, said: Sequence[re.Pattern[str]]) -> bool:
    """Whether a text prescribes, or says in weaker words what a body might, or has to, do."""
    if prescribes(text, said) or (_MIGHT.search(text) and subject_of(text)) or is_to_act(text):
        return True
    return any(_MIGHT.search(one) and subject_of(one) for one in re.split(r"(?<=[.!?])\s+", text)[1:])


def leans(text: str) -> bool:
    """Whether a text under a heading of recommendations can be one, in whatever mood it is put: a wish, a
    hope, a need, a thing that might be done; what was or is so cannot."""
    if asks(text, ()) or commands(text) or undertakes(text) or text.rstrip().endswith("?"):
        return True
    told = _without_told(text)
    return bool(_REQUESTS.search(told) or _LEANS.search(told))


def _without_told(text: str) -> str:
    """A text without what it says of what was, or was thought, to be done."""
    return _TOLD.sub(" ", _EMBEDDED.sub(" ", _PAST.sub(" ", text)))


def asks_weakly(text: str) -> bool:
    """Whether a paragraph that does not prescribe is a request of its own for all that: it says so, or leans
    to one and names who could act; and it does not begin with what stands for something before it."""
    if _PRONOUN.match(text) or not leans(text):
        return False
    return bool(_REQUESTS.search(_without_told(text))) or is_named(addressee_of(text, "", None) or "")


def is_to_act(text: str) -> bool:
    """Whether a text has no verb of its own but says who is to act: "The Coroner to be asked that ..."."""
    done = _TO_BE.match(text)
    if done and not _has_verb(done["what"]):
        return True
    match = _TO_ACT.match(text)
    return match is not None and not _has_verb(match["who"]) and body_name(match["who"]) is not None


def _has_verb(words: str) -> bool:
    """Whether the words before "to" have a verb of their own."""
    return bool(_STATES.search(words) or _ITS_VERB.search(words))


def commands(text: str) -> bool:
    """Whether a sentence begins with a verb that tells to act ("Recruit two play workers ..."): no word
    that begins a statement, and no verb of one near its beginning."""
    words = text.split()
    return (
        len(words) > 4
        and bool(_COMMAND.match(text))
        and not _TELLS.search(" ".join(words[:9]))
        and text.rstrip().endswith((".", ";", "; and"))
    )


def states(text: str) -> bool:
    """Whether a text begins as a sentence that tells how things are or were.

    "Keep any letter that a parent has written" has such a verb, but in a clause of its own.
    """
    first = re.split(r"\s(?:that|which|who|whose|where|when|if|whether|what|how|of whom)\s", text)[0]
    return bool(_STATES.search(" ".join(first.split()[:9])))


def undertakes(text: str) -> bool:
    """Whether a sentence says what a body takes upon itself."""
    return bool(_UNDERTAKES.match(text))


def runs(parts: Sequence[Part], said: Sequence[re.Pattern[str]]) -> list[Part]:
    """The recommendations of paragraphs without numbers: each sentence that tells another body to act, or
    that is counted off ("Finally, ..."), begins one; what follows up belongs to it.

    Where all stands in one paragraph, the same body may begin another.
    """
    # Where some say "should", a paragraph that seems to command is likelier a statement.
    spoken = any(prescribes(part.text, said[:1]) for part in parts)
    asking = [part for part in parts if asks(part.text, said) or (not spoken and commands(part.text))]
    found: list[Part] = []
    for part in parts:
        if part not in asking:
            found += [part] if asks_weakly(part.text) else []
            continue
        current: Part | None = None
        for sentence in sentences_of(part):
            if not asks(sentence.text, said) and (spoken or current or not commands(sentence.text)):
                current = current and _longer(current, sentence)
            elif current is None or _begins(sentence.text, current.text, alone=len(asking) == 1):
                found += [current] if current else []
                current = sentence
            else:
                current = _longer(current, sentence)
        found += [current] if current else []
    return found


def split_counted(part: Part, said: Sequence[re.Pattern[str]]) -> list[Part]:
    """The recommendations of a numbered paragraph: a sentence that asks another named body to act, and is
    counted off ("The Trust, for its part, ought to ...", "Finally, ..."), is one of its own."""
    found: list[Part] = []
    for sentence in sentences_of(part):
        if found and _is_further(sentence.text, found[-1].text, said):
            found.append(sentence)
        elif found:
            found[-1] = _longer(found[-1], sentence)
        else:
            found.append(sentence)
    return found if len(found) > 1 else [part]


def _is_further(sentence: str, before: str, said: Sequence[re.Pattern[str]]) -> bool:
    counted = _COUNTED.match(sentence) or _FOR_ITS_PART.search(sentence) or _FURTHER.search(sentence)
    if not counted or not (prescribes(sentence, said[:1]) or leans(sentence)):
        return False
    if re.match(r"(?:It|They) (?:further|also|next|lastly)\b", sentence):
        return True
    who = subject_of(sentence) or addressee_of(sentence, "", None)
    first = subject_of(before) or addressee_of(before, "", None)
    return who is not None and is_named(who) and first is not None and who != first


def _longer(part: Part, sentence: Part) -> Part:
    return replace(part, text=f"{part.text} {sentence.text}", end=sentence.end)


def _begins(sentence: str, before: str, *, alone: bool) -> bool:
    """Whether a sentence that prescribes is a recommendation of its own after the one before."""
    if _COUNTED.match(sentence):
        return True
    if _ANAPHOR.match(sentence):
        return False
    same = _THE_SAME.match(sentence)
    who, first = subject_of(sentence), subject_of(before)
    # Another body that is named in full is told something else, though the sentence before speaks of it too.
    if who and who != first and is_named(who) and _OUGHT.search(sentence):
        return True
    if same and re.search(rf"\b{same['noun']}s?\b", before.split(". ", maxsplit=1)[0], re.I) and not alone:
        return False
    if who is None:
        return alone and same is None
    return alone or (who != first and (is_named(who) or sentence.startswith("The ")))
