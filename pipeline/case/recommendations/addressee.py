"""To whom a recommendation is addressed, as the report names it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.case.recommendations.addressee_heading import heading_body
from pipeline.case.recommendations.question import ASKED_OF_BOARD, OF_QUESTIONS, put_to
from pipeline.case.report.bodies import BEGINS, PEOPLE, body_name, is_body, is_collective, is_named

# Who is told to act, and with which verb.
ASKED_TO = (
    r"(?:asked|invited|urged|encouraged|advised|requested|expected|required|recommended|directed|"
    r"reminded|instructed|challenged|tasked|called (?:up)?on|commended|counselled|pressed|begged|told)"
)
ACTS = (
    r"(?:should|must|shall|will|ought(?: not| also| further| now)? to|needs? to|ha(?:s|ve) to|may wish|"
    r"would (?:do|be) well|"
    r"would benefit|c(?:an|ould) (?:best|usefully|helpfully|well|consider)|might|"
    rf"(?:is|are)(?: \w+ly| therefore| also| accordingly| further| hereby)? (?:{ASKED_TO} )?to)"
)
_SUBJECT = re.compile(
    rf"^(?P<who>[^.;:?]{{2,160}}?),?\s+(?:itself |themselves |jointly |together |also |therefore |now |"
    rf"each |both |all |alike )*{ACTS}\b",
    re.I,
)
# "It considers further that the Director ...", "We recommend, in the second place, that the Trust ...".
_FRAME = re.compile(
    r"^(?:[Mm]y|[Oo]ur|[Tt]he (?:panel|board|reviewer|author)['’]s) (?:\w+ ){0,2}?"
    r"(?:wish|hope|request|recommendation|advice|proposal|"
    r"suggestion|view|plea|concern|conclusion) is that\s+|"
    r"^(?:[Aa]nd )?[Tt]he (?:first|second|third|fourth|fifth|sixth|next|last|final|remaining|other)"
    r"(?:,? (?:one|of these|for [^.;,]{2,40}),?)? is (?:that|for)\s+"
    r"|^[Ii]t (?:follows|is|seems|would be|appears|remains)\b(?:[^.;?]|\.\d){0,70}?"
    r"\bthat\s+(?=(?:[Tt]he|[Aa]ll|[Ee]ach|[Ee]very|[A-Z])\b)"
    r"|^(?:and |but )?(?:[Ii]t|[Ww]e|I|[Tt]he (?:[\w-]+ )?(?i:review(?:er)?s?|panel|authors?|committee|"
    r"sub-?committee|board|team|group|officer|writer|reader|"
    r"report|inquiry|partnership))\s+(?:(?!should|must|ought|to\b|will|shall)[\w']+\s+){0,3}?"
    r"(?:consider|recommend|suggest|propos|ask|urg|advis|advice|counsel|believ|think|request|conclud|"
    r"hope|wish|submit|"
    r"agree|resolv)\w*\b"
    r"[^.;:?]{0,50}?\bthat\s+"
)
ASKED = re.compile(
    r"\b(?:we|I|review|panel|author|reviewers?|it)\s+(?:[\w']+\s+){0,2}?"
    r"(?:asks?|invites?|urges?|recommends?(?: to| that)?|asks? that|advises?|encourages?|requests?|"
    r"calls? (?:up)?on|reminds?|presse?s?|"
    r"expects?|like(?: to see)?|wish(?: to see)?|looks? to|hopes? that|trusts? that|"
    r"wants?)\s+(?:of\s+)?(?P<who>[^.;:?]{2,90}?)(?:,[^,]{0,60},)?\s+(?:to|should|must|will)(?:\s+[a-z]+\b|:$)",
    re.I,
)
# "We would like to see Norbridge College appoint ...".
_LIKE_TO_SEE = re.compile(
    r"\b(?:(?:like|wish|want|prefer|hope) to see|[Ll]et|(?:case|need) for|[Ii]t would be [^.;:]{2,40}? if|"
    r"(?:[Ww]e|I) would (?:\w+ )?have)\s+(?P<who>(?:the [A-Za-z ]{3,60}?|[A-Z]\S*(?: [A-Z]\S*)*)) [a-z]+\b"
)
# "It falls to the Trust to ...", "it would help if the Trust were to ...", "It is for schools to ...".
_FALLS_TO = re.compile(
    r"\b(?:it (?:is|falls|remains|lies|would be (?:\w+ ){1,2}?)\s*(?:for|to|with|if)|task (?:for|of)|"
    r"there is a (?:\w+ )?need for)\s+"
    r"(?P<who>[^.;:?]{2,90}?)\s+(?:were )?to\s+[a-z]+\b",
    re.I,
)
_TO_BEFORE = re.compile(r"^[,(]?\s*(?:to|for|by)\s+(?:the\s+)?(?P<who>[^:.;)]{2,80}?)\)?\s*[:–-]\s", re.I)
_IN_BRACKETS = re.compile(r"^\((?:to |for )?(?P<who>[^)]{2,80})\)\s*[:.–-]?\s", re.I)
_NAMED_BEFORE = re.compile(r"^(?P<who>[A-Z][^:.;?]{2,70}?)\s*(?::|\s[–—-])\s+(?=\w)")
# "That one sheet be used for every file. (Social Services)", "... each month. Lead: the Trust".
_AT_END = re.compile(
    r"(?:[(\[](?:(?:action|lead|owner|for|to|by)\b:? )?(?P<bracketed>[^():\[\]]{2,80})[)\]]|"
    r"\b(?:Addressee|Lead(?: agency| body)?|Owner|By whom|Action by|Responsible(?: \w+)?|For|"
    r"To):\s+(?P<after>[^.;:]{2,80}))\W*$"
)
# "Of the Trust, we ask ...", "From the police we want ...".
_FRONTED = re.compile(
    r"^(?:of|from|to|for|(?:up)?on)\s+(?P<who>[^.;:?]{2,80}?)(?:,\s+to\s+[a-z]+\b|,?\s+(?:we|I|"
    r"the (?:\w+ )?(?:panel|review|author|reviewers?))\s+"
    r"(?:\w+ly |also |further |would |should |must |might )?(?:ask|want|expect|request|require|seek|"
    r"say|put|lay|place|recommend|propose|suggest)s?\b)",
    re.I,
)
# "Could the police keep a list?" asks the police, where no heading says who is to answer.
_COULD = re.compile(r"(?:^|[:,]\s)(?:could|might|should|would)\s+(?P<who>[^.;:?,]{2,200})\?", re.I)
# "My further advice to the clinic is that ...", "Our next request is to the Trust".
_ADVICE_TO = re.compile(
    r"\b(?:our|my|panel['’]s) (?:\w+ ){0,2}(?:advice|request|recommendation|suggestion|proposal|"
    r"counsel)(?: is)? to "
    r"(?P<who>[^.;:?]{2,80}?)(?:,|:| is)? (?:that|to)\b",
    re.I,
)
_IS_TO = re.compile(
    r"\b(?:recommendation|request|proposal|suggestion) is (?:to|for|of) (?:the )?(?P<who>[A-Z][^,.;]{2,60})"
)
# What is no bare verb after a name.
_NO_VERB = re.compile(
    r"(?:of|and|or|for|in|is|are|to|with|that|which|who|on|at|by|from|as|be|about|within|itself|was|"
    r"were|not|can|could|may|might|will|would|must|should|have|has|had|do|does|did)$"
)
LONGEST_BARE = 8
# "bodies in the county": where they are is no part of what they are.
_WHERE = re.compile(r"\s(?:in|of|across|within|around) (?:the )?[\w' -]+$")
# "The first need is for the clinic to ...", "the next request is of a school, that ...".
_NEEDED_OF = re.compile(
    r"\b(?:need|step|thing|request|wish|hope|task|duty|job|priority|plea|advice|proposal|charge|call|first|"
    r"second|third|next|last)(?: [\w-]+){0,2}? (?:is|are|would be|goes|falls|rests|lies) "
    r"(?:for|of|to|with|upon) (?P<who>[^.;:?,]{2,80}?)(?=,| (?:to|that|who|again)\b|[.;:])",
    re.I,
)
# "...; the Board could invite them".
_COULD_DO = re.compile(
    r"(?:^|[;:,–—] (?:and |but |so )?)(?P<who>(?:the |The |all |every |each )?[^.;:?,]{2,60}?) "
    r"(?:could|can|may|might|would do|is to|are to)\b"
)
# "I want the Board to count ...", "we want every school on the list to show ...".
_COUNTS_ON = re.compile(
    r"\b(?:want|wish|like|ask|expect|need|prefer) "
    r"(?P<who>(?:the|all|every|each|any|[A-Z])[^.;:?,]{2,80}?) to [a-z]+\b"
)
# What is said of a name and is no part of it: "Social Services, before anything else", "schools in the area".
_TAIL = re.compile(
    r",? (?:again|jointly|together|alike|themselves|itself)$|,\s+(?:before|after|within|above|first)\b.*$"
    r"|\s(?:in|of|across) (?:the|its|this) (?:area|county|city|borough|district|region|town|locality)$"
    r"|\s(?:to|at|before|after|within|until|so) (?:the|its|their|each|every|any|be|that)\b.*$"
)
# Its service or team may be named as a body of its own.
_OWNED = re.compile(
    r"(?P<owner>(?:(?! and | or )[^,])+?)(?<!children)(?<!women)(?:['’]s|(?<=s)['’])\s"
    rf"(?:[a-z -]*[a-z](?<!service)(?<!care)s|[a-z -]*\b(?:{PEOPLE}))$"
)
# Bodies that commission reviews: a list of theirs may say for others what they are to do.
_COMMISSIONS = re.compile(r"\b(?:board|partnership|committee|panel|partners)\b", re.I)
# "I recommend to the Trust, as landlord, that:", "the attention of the Board is invited to these:".
SAID_TO = re.compile(
    r"\b(?:(?:recommend|commend|suggest|say|propose|put|address|advise|write|speak|turn|come|addressed|"
    r"directed)(?: (?:now|then|next|first|finally|lastly|these|this|it))* to|attention of)\s+"
    r"(?P<who>(?:(?! (?:a|an|is|are) )[^.;:?,]){2,80}?)(?=[,.;:]|\s(?:that|a|an|is|are|the following)\b|$)",
    re.I,
)
# "The Board, along with the schools, keep ...".
_INSERTED = re.compile(r",\s(?:together with|along with|jointly with|with|as|through|for|in) [^,]{2,60},")
_TO_DO = re.compile(r"[Tt]o (?:\w+ly )?[a-z]+\s")
_INFINITIVE = re.compile(
    r"^(?P<who>[A-Z][^.;:]{2,80}?)(?<!ought)(?<!needs)(?<!need)(?<!has)(?<!have)\s+to\s+[a-z]+\b"
)
# "... should be offered by the health visiting service": who acts, where the subject is a thing.
_BY = re.compile(r"\bbe (?:\w+ ){1,3}?by (?P<who>the [^.;:,]{2,60}|[A-Z][^.;:,]{2,60})")
# "Caretakers should be trained by the Council": the Council is to train them.
_DONE_BY = re.compile(
    r"\b(?:should|must|shall|ought to|needs? to|is to|are to) be (?:\w+ ){1,2}?"
    r"by (?P<who>(?:the )?[A-Z][^.;:,]{2,60}|the [^.;:,]{2,60})"
)
# "that the Service be invited to each meeting"
_BE_DONE = re.compile(
    r"[Tt]hat (?P<who>(?:the )?[^.;:,]{2,60}?) be "
    r"(?:invited|asked|requested|required|reminded|encouraged|represented|directed)\b"
)
_FIELDS = frozenset(("Health", "Housing", "Education", "Social care", "Social Care"))
# An opening of the sentence that names nobody: "Finally,", "In the first place,", "that".
_OPENER = re.compile(
    r"^(?:that|and|but|first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|fifth(?:ly)?|next|then|"
    r"last(?:ly| of all)?|"
    r"finally|further(?:more)?|[a-z]+ly|in addition|in the \w+ place|for (?:its|their) part)\b,?\s+",
    re.I,
)
# "As for the clinic, it should ...".
_AS_FOR = re.compile(
    rf"(?:as (?:for|to|regards)|turning to|with regard to|for)\s+"
    rf"(?P<who>[^.;:?,]{{2,80}}),\s+(?:it|they)\s+{ACTS}\b",
    re.I,
)
_OPENING = re.compile(
    r"(?:as|in|on|at|where|when|if|before|after|until|unless|for|with|to|from|by|since|because|given|once|"
    r"while|during|within|having|turning|looking|although|so)\b",
    re.I,
)


def addressee_of(text: str, heading: str, previous: str | None, lead: str | None = None) -> str | None:
    """To whom a recommendation is addressed, under a heading and after a line that leads to it; of a part or
    an officer that a body has ("the Trust's solicitor") the body."""
    found = _addressee(text, heading, previous, lead)
    name = _TAIL.sub("", found).strip(" ,") if found else None
    owner = _OWNED.match(name) if name else None
    return owner["owner"] if owner and is_named(owner["owner"]) and is_body(owner["owner"]) else name


def _addressee(text: str, heading: str, previous: str | None, lead: str | None) -> str | None:
    """The body that the lead-in or the heading above names, else the one that the sentence says should act.

    "It" is the one before. "The Trust" under "8.2 Harrowdale Primary Care Trust" is the heading's Trust;
    under a heading for many ("Local partners", "Health") the sentence names its own.
    """
    under = lead or heading_body(heading)
    own = named_to_act(text) if under and not lead and _COMMISSIONS.search(under) else None
    if own and under and not _part_of(own, under) and not is_collective(own):
        return own
    if under and not _for_many(under):
        # "Questions for the Board" may be put to another body: "Will the Trust ...?"
        asked = put_to(text) if OF_QUESTIONS.search(heading) else None
        return asked or under
    if under and _is_joint(under) and not is_collective(under):
        own = subject_of(text)
        return own if own and (_part_of(own, under) or is_named(own)) else under
    own = _own(text, previous)
    # "Advice to agencies" leaves it to each sentence to say whom it advises.
    loose = under is None or under in _FIELDS or under.lower() in ("agencies", "services", "partners")
    return own if own and (loose or is_named(own)) else under


def _for_many(name: str) -> bool:
    return name in _FIELDS or is_collective(_WHERE.sub("", name)) or _is_joint(name)


def _is_joint(name: str) -> bool:
    """Whether "and" joins two bodies ("the police and the Trust"), not the fields of one ("Health and Social
    Care Trust")."""
    first, joint, second = name.partition(" and ")
    one = re.search(r"\b(?:health|education|children|social|housing|care|community|young)$", first, re.I)
    return bool(joint) and (second.startswith("the ") or not one)


def _part_of(own: str, under: str) -> bool:
    """Whether a name is one of those that a heading joins: "the police" of "the police and the trust"."""
    return bool(set(re.findall(r"\w{4,}", own.lower())) & set(re.findall(r"\w{4,}", under.lower())))


def _own(text: str, previous: str | None) -> str | None:
    """Whom the text of a recommendation itself names."""
    if name := _set_apart(text):
        return name
    if _TO_DO.match(text):
        return None
    # "That the Department consider whether a council should ..." has its own verb before that one.
    first = bare_sentence(text) != text or text[:1].islower() or text.startswith("Let ")
    if first and (name := _before_bare_verb(text)):
        return name
    if previous and re.match(r"(?:its|their)\s", text):
        return previous
    if advised := _ADVICE_TO.search(text):
        same = re.match(r"(?:that|this|the same|it|them)\b", advised["who"])
        return previous if same else body_name(advised["who"])
    for pattern in (ASKED, _LIKE_TO_SEE, _FALLS_TO, _IS_TO):
        if (match := pattern.search(text)) and (
            name := _before_bare_verb(match["who"]) or body_name(match["who"])
        ):
            return name
    if text.rstrip().endswith("?"):
        return _asked_in(text)
    return _acting(text, previous) or _said_to(text)


def _said_to(text: str) -> str | None:
    """The body that a text is put to ("We put to the schools a short ..."), or that could do it."""
    if "?" in text:
        return None
    for pattern in (SAID_TO, _NEEDED_OF, _COULD_DO, _COUNTS_ON):
        for match in pattern.finditer(text):
            name = body_name(match["who"])
            if name and is_named(name):
                return name
    return None


def _set_apart(text: str) -> str | None:
    """The body named before or after what is recommended: "(CAMHS) ...", "Police: ...", "... (the Board)"."""
    for pattern in (_IN_BRACKETS, _TO_BEFORE, _NAMED_BEFORE, _FRONTED):
        before = pattern.match(text)
        if before and (name := body_name(re.sub(r"^ourselves,? as (?:an? )?", "", before["who"]))):
            return name
    end = _AT_END.search(text)
    name = body_name(end["bracketed"] or end["after"]) if end else None
    return name if name and is_named(name) else None


def _asked_in(question: str) -> str | None:
    """The body that a question asks to act, else the board that it speaks of."""
    asked = _COULD.search(question)
    name = _before_bare_verb(asked["who"]) if asked else None
    if name and is_named(name):
        return name
    board = ASKED_OF_BOARD.search(question)
    return board["who"] if board else None


def _acting(text: str, previous: str | None) -> str | None:
    """The body that a sentence says should act, or by which a thing should be done."""
    sentences = re.split(r"(?<=\.)\s+", text)[:3]
    if (done := _DONE_BY.search(sentences[0])) and (name := body_name(done["who"])) and is_named(name):
        acting = subject_of(sentences[0])
        return acting if acting and is_named(acting) else name
    for number, sentence in enumerate(sentences):
        # "No case shall be held ...": the next sentence may say by which body.
        if (name := subject_of(sentence, previous)) and (number == 0 or is_named(name)):
            return name
    infinitive = _INFINITIVE.match(text[:1].upper() + text[1:])
    if infinitive and (name := body_name(infinitive["who"])):
        return name
    if name := _before_bare_verb(text):
        return name
    done = _BE_DONE.match(text)
    if done and (name := body_name(done["who"])) and is_named(name) and not is_collective(name):
        return name
    by = _BY.search(sentences[0])
    if by and (name := body_name(by["who"])):
        return name
    return _in_a_clause(text)


def named_to_act(text: str) -> str | None:
    """The named body that a text begins with as the one to act: "Board to adopt ...", "Schools should"."""
    text = re.sub(r"^\(?[A-Z]?\d[\d.]*[.:)]?\s+", "", text)
    infinitive = _INFINITIVE.match(text) if not re.match(r"(?:an?|any)\s", text, re.I) else None
    name = subject_of(text) or (body_name(infinitive["who"]) if infinitive else None)
    return name if name and is_named(name) else None


def _in_a_clause(text: str) -> str | None:
    """The named body that a later clause says should act: "Lifts break, and the Council should ..."."""
    for clause in re.split(r"(?<=[.;:])\s+|,\s+(?=(?:and|but|so)\s)|\s[–—]\s", text)[1:]:
        name = subject_of(re.sub(r"^(?:and|but|so)\s+", "", clause))
        if name and is_named(name) and not is_collective(name):
            return name
    return None


def _before_bare_verb(text: str) -> str | None:
    """The body in "that the Trust bring ...", "we recommend that Police Scotland reviews ...", "the County
    Council's service obtain ..."; not in "that all staff be told", which does not say who tells them."""
    text = re.sub(r"^Let\s+", "", text)
    said = _INSERTED.sub("", re.sub(r"^that\s+", "", bare_sentence(text), flags=re.I))
    subject = _SUBJECT.match(said)
    # "The Trust should ..." has its verb; "the Department consider whether a council should ..." has another.
    if subject and body_name(subject["who"]) == BEGINS.sub("", subject["who"]):
        return None
    words = said.split()
    for length in range(1, min(LONGEST_BARE, len(words) - 1) + 1):
        name, last, verb = " ".join(words[:length]), words[length - 1], words[length].strip(",")
        ends = (is_body(last) or last[:1].isupper()) and not re.search(r"[,.;:]$", last)
        if (
            "to" in words[1:length]
            or not ends
            or not re.fullmatch(r"[a-z]+", verb)
            or _NO_VERB.match(verb)
            or is_body(verb)
        ):
            continue
        if re.match(ACTS, " ".join(words[length:]), re.I):
            return None
        if is_body(name):
            return body_name(name)
    return None


def subject_of(sentence: str, previous: str | None = None) -> str | None:
    """The body that a sentence says should act; "it" is the previous one. None where a thing should be so."""
    sentence = bare_sentence(sentence)
    if about := _AS_FOR.match(sentence):
        return body_name(about["who"])
    # "The first is for both: the Board and the Trust should ...".
    _, colon, after = sentence.partition(": ")
    match = _SUBJECT.match(sentence) or (_SUBJECT.match(after) if colon else None)
    if match is None:
        return None
    words = match["who"]
    # "The same Trust" is the one before.
    if re.match(r"(?:the same|that same|the said)\s", words, re.I):
        return previous
    if re.match(r"(?:it|they)\b", words, re.I):
        return previous
    return next((name for name in map(body_name, _subjects(words)) if name), None)


def bare_sentence(sentence: str) -> str:
    """A sentence without what leads into its statement."""
    before = None
    while before != sentence:
        before = sentence
        sentence = _OPENER.sub("", _FRAME.sub("", sentence.strip()))
    return sentence


def _subjects(words: str) -> Iterator[str]:
    """The words before the verb, likeliest subject first: whole where commas list names, else what stands
    after an opening ("As to absences, the Police") or before an insertion ("The Trust, as lead,")."""
    pieces = [piece.strip() for piece in words.split(",") if piece.strip()]
    if len(pieces) == 1 and _OPENING.match(words):
        # "With its neighbours the Board should ...".
        yield from reversed(re.split(r"\s(?=[Tt]he\s)", words)[1:])
        return
    joined = re.match(r"(?:and |the )*[\w'’ -]+? and ", pieces[-1]) and all(map(body_name, pieces))
    if len(pieces) == 1 or joined:
        yield words
        return
    if _OPENING.match(pieces[0]):
        yield from reversed(pieces)
    else:
        yield pieces[0]
        # "A rota, agreed with the staff, should ..." says what the rota is like.
        if re.match(r"(?:the|our|all|each|every|both)\s|[A-Z]", pieces[-1]):
            yield pieces[-1]
