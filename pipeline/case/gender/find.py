"""Whether a child is a boy or a girl: by what the report calls it, and by pronouns that mean nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from pipeline.case.children.traits import Named
from pipeline.case.gender.kin import gender_by_kin, place_of
from pipeline.case.gender.left import pronouns_left
from pipeline.case.gender.near import bound_pronouns, near_pronouns
from pipeline.case.gender.nouns import ANY_NOUN, nouns_of
from pipeline.case.gender.signs import gender_signs
from pipeline.case.people.people import People, PersonFinder, either, name_pattern
from pipeline.case.source import NOT_TOLD, Source
from pipeline.records import Gender, Sentence

_SKIPPED = NOT_TOLD - {"glossary"}
# Kin words tell the sex of whoever they are said of, but "a son of Mrs A" may be any of her children.
_BOY_ONLY = r"(?:boy|lad|young man|schoolboy|male (?:child|infant|baby))"
_GIRL_ONLY = r"(?:girl|lass|young woman|schoolgirl|female (?:child|infant|baby))"
_PRONOUN = re.compile(
    r"\b(?:(?P<male>[Hh]e|[Hh]is|[Hh]im|[Hh]imself)|(?P<female>[Ss]he|[Hh]ers?|[Hh]erself))\b"
)
# From the subject of a clause to the object of its verb: ", who taught him".
_DONE_TO = re.compile(r",?\s+(?:who\s+)?(?:had |has |then |also |often |\w+ly )?[a-z]+\s+him")
_APPOSED = re.compile(
    r"(?:his|her)\s+(?:\w+\s+)?(?:half-|step-|twin\s+)?(?:sister|brother|sibling|son|daughter|child|baby)\s*[,.;)]"
)
# "The boy's friend" is about somebody else; "the boy's name" is about the boy.
_NO_OWNER = r"(?!['’](?!s\s+(?:name|death|body|age|birth|injur\w+|case|school|story|life|file|record)\b))"
# "Ned was her only brother": of whoever has the brother.
_IS_KIN = re.compile(
    r"\s+(?:is|was)\s+(?:his|her)\s+(?:\w+\s+){0,2}?(?:half-|step-)?"
    r"(?:sister|brother|sibling|twin|son|daughter|child|baby)\b"
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|(?<!\w)‘[^’]*’(?!\w)")
# "K's mother": the sentence is about her, not about K.
_POSSESSOR = re.compile(
    r"['’]s\s+(?:[\w-]+\s+){0,2}(?:mother|father|parents?|mum|dad|sisters?|brothers?|siblings?|grand\w+|"
    r"aunt|uncle|"
    r"partner|step\w+|half-\w+|carers?|family|social worker|teacher|health visitor|friends?)\b"
)
# "The papers about K", "a letter to K": somebody else's deed.
_PREPOSITION = re.compile(r"\b(?:about|with|to|from|by|against|for|on|of|near|beside)\s+$", re.I)
# "another board's review of a boy", "Case B, a girl": another case than this one.
_ELSEWHERE = re.compile(
    r"\b(?:another|other|earlier|previous|separate|neighbouring|elsewhere|Case [A-Z0-9])\b.{0,80}"
    r"\b(?:review|report|case|cases|inquiry|board|child|county)\b|\b[Cc]ase [A-Z]\b|\bresearch\b|\bper cent\b"
)
_KIN_LIST = re.compile(
    r"\b(?:son|boy|brother)s?\b[^.;,]{0,200},[^.;]{0,300}?\b(?:daughter|girl|sister)s?\b|"
    r"\b(?:daughter|girl|sister)s?\b[^.;,]{0,200},[^.;]{0,300}?\b(?:son|boy|brother)s?\b"
)
# How much each kind of evidence counts, and how much is needed.
OPENING = 12
# Characters behind a name within which a pronoun follows "is".
AT_ONCE = 9
NOUN, OF_NAME, DEFINITE, OF_SUBJECT, OF_OBJECT = 5.0, 1.5, 1.0, 1.0, 0.3
ENOUGH, MARGIN, LEAD, CERTAIN = 1.0, 3.0, 3.0, 2.0


@dataclass
class _Votes:
    """What speaks for either sex, and the plainest words. Weak evidence alone decides nothing."""

    firm: dict[str, float] = field(default_factory=lambda: {"male": 0.0, "female": 0.0})
    weak: dict[str, float] = field(default_factory=lambda: {"male": 0.0, "female": 0.0})
    place: dict[str, tuple[float, int, int]] = field(default_factory=dict)
    nouns: set[str] = field(default_factory=set)

    def add(self, gender: str, weight: float, start: int, end: int) -> None:
        votes = self.firm if weight >= OF_SUBJECT else self.weak
        votes[gender] += weight
        if weight >= NOUN:
            self.nouns.add(gender)
        if gender not in self.place or self.place[gender][0] < weight:
            self.place[gender] = (weight, start, end)

    def decided(self) -> tuple[str, float] | None:
        """The sex for which far more speaks, and how much; None without anything firm."""
        score = {gender: self.firm[gender] + self.weak[gender] for gender in self.firm}
        best, other = sorted(score, key=lambda gender: -score[gender])
        if len(self.nouns) == 1:
            # A noun that is bound to the name goes before pronouns that may be anybody's.
            best, other = (best, other) if best in self.nouns else (other, best)
            return (best, score[best]) if score[best] >= score[other] else None
        clear = score[best] >= MARGIN * score[other] or (
            score[best] >= 2 * score[other] and score[best] - score[other] >= LEAD
        )
        return (best, score[best]) if self.firm[best] >= ENOUGH and clear else None


def find_gender(
    source: Source,
    child: Named,
    others: Sequence[str],
    people: People,
    alone: bool,
    sexes: Mapping[str, str],
) -> Gender:
    """Male or female where the report says so; not_stated where it hides it, says nothing or both.

    ``others`` are the names of the other children of the case, ``people`` all persons of the report,
    ``sexes`` the sex of those of the cast of whom it is known.
    """
    if hides_sex(source):
        return "not_stated"
    if child.row and child.row.gender != "not_stated":
        source.note("gender", child.row.gender, child.row.start, child.row.end)
        return child.row.gender
    if called := _called(child.name):
        at = re.search(rf"(?<!\w){re.escape(child.name)}(?!\w)", source.text)
        source.note("gender", called, *(at.span() if at else (0, 0)))
        return called
    votes = _Votes()
    for vote in bound_pronouns(source, child.forms):
        votes.add(*vote)
    definite = _by_noun(source, child, others, alone, votes)
    # In a section headed with the child's name "the child" is that child, whoever else the report is about.
    of_child = PersonFinder.of(child.forms, others, people, True, sexes)
    finder = of_child if alone else PersonFinder.of(child.forms, others, people, False, sexes)
    _by_pronoun(source, finder, of_child, votes)
    if not alone:
        for vote in gender_by_kin(source, child.forms, others):
            votes.add(*vote)
    _by_the_rest(source, finder, alone, definite, votes)
    decided = votes.decided()
    if decided is None:
        return "not_stated"
    gender, score = decided
    _, start, end = votes.place[gender]
    source.note("gender", gender, start, end, inferred=score < CERTAIN)
    return "male" if gender == "male" else "female"


def _by_the_rest(
    source: Source,
    finder: PersonFinder,
    alone: bool,
    definite: Sequence[tuple[str, int, int]],
    votes: _Votes,
) -> None:
    """Weaker evidence, each kind only as long as nothing has decided."""
    # "The boy" may be a brother: it counts where nothing else tells, or as much for the same.
    if votes.decided() is None and len({gender for gender, _, _ in definite}) == 1:
        for gender, start, end in definite:
            votes.add(gender, DEFINITE, start, end)
    for kind in (gender_signs, pronouns_left):
        if votes.decided() is None:
            for vote in kind(source, finder, alone):
                votes.add(*vote)
    if votes.decided() is None:
        _by_nearness(source, finder, votes)


def _called(name: str) -> Gender | None:
    """The sex that a label tells by itself: "Girl N", "Brother 2"."""
    if re.match(r"(?:Boy|Son|Brother|Lad|Young Man)\s", name):
        return "male"
    return "female" if re.match(r"(?:Girl|Daughter|Sister|Young Woman)\s", name) else None


def hides_sex(source: Source) -> bool:
    """Whether the report says that it keeps the child's sex, or every pronoun, to itself."""
    topic, denial = source.wording.any_case("gender", "topic"), source.wording.any_case("gender", "denial")
    unlike = re.compile(
        r"\b(?:sibling|brother|sister|worker|abuse|violence|offence|education|unborn|scan)", re.I
    )
    if source.telling("gender.hidden"):
        return True
    return any(
        topic.search(sentence.text) and denial.search(sentence.text) and not unlike.search(sentence.text)
        for sentence in source.body
        if sentence.kind != "table_row"
    )


def _by_noun(
    source: Source, child: Named, others: Sequence[str], alone: bool, votes: _Votes
) -> list[tuple[str, int, int]]:
    """Votes by nouns bound to the name and letters of a genogram; returns the places of "the boy"."""
    definite: list[tuple[str, int, int]] = []
    rivals = re.compile(rf"(?<!\w)(?:{either(others)})(?!\w)") if others else None
    own = re.compile(name_pattern(child.forms))
    _by_letter(source, own.pattern, votes)
    for place, sentence in enumerate(source.body):
        text = _without_quotes(sentence.text)
        # The nouns first: few sentences have one, and the constructions are dear.
        if not ANY_NOUN.search(text) or _ELSEWHERE.search(text):
            continue
        for gender, match in nouns_of(text, own, rivals):
            # The evidence is the noun; the construction around it only binds it to the name.
            noun = ANY_NOUN.search(text, match.start(), match.end()) or match
            votes.add(gender, NOUN, *place_of(sentence, noun))
        if alone and source.section_type(sentence) not in _SKIPPED:
            definite += _definite(sentence, text, place)
    return definite


def _by_letter(source: Source, name: str, votes: _Votes) -> None:
    """The M or F behind the name in a genogram's labels: "Infant J M", or on the line below the name."""
    letter = re.compile(rf"(?:{name})(?:[\s,:–(-]+\d[\w ½¼¾.]*?)?[\s,:–(-]+(?P<g>[MF])\b(?!['’.\w])")
    worded = re.compile(rf"^\W*(?:{name})[\s,:–(-]+(?P<w>boy|girl|male|female)\b\W*$", re.I)
    listed = [one for one in source.body if source.section_type(one) in ("family", "glossary")]
    for sentence, after in zip_longest(listed, listed[1:]):
        below = after and re.match(
            r"(?P<g>[MF])\b(?!['’.\w])|(?i:(?P<g2>male|female|boy|girl))\W*$", after.text
        )
        if match := letter.search(sentence.text):
            votes.add("male" if match["g"] == "M" else "female", NOUN, *place_of(sentence, match))
        elif match := worded.search(sentence.text):
            is_boy = match["w"].lower() in ("boy", "male")
            votes.add("male" if is_boy else "female", NOUN, *place_of(sentence, match))
        elif after and below and re.fullmatch(name, sentence.text, re.I):
            is_male = (below["g"] or below["g2"]).lower() in ("m", "male", "boy")
            votes.add("male" if is_male else "female", NOUN, *place_of(after, below))


def _definite(sentence: Sentence, text: str, place: int) -> Iterator[tuple[str, int, int]]:
    """ "The little girl", "this boy"; "a boy of nine" only where the report opens with it."""
    opens = place < OPENING and not re.search(r"\b(?:had|have|has|with) an?\b", text)
    article = r"(?:[Tt]he|[Tt]his|[Aa]n?)" if opens else r"(?:[Tt]he|[Tt]his|[Tt]he same)"
    other = r"(?!(?:other|older|elder|eldest|younger|first|second|another|neighbour['’]s)\b)"
    for gender, noun, kin in (
        ("male", _BOY_ONLY, "(?:boy|son)"),
        ("female", _GIRL_ONLY, "(?:girl|daughter)"),
    ):
        pattern = rf"\b{article}\s+(?:{other}[\w-]+,?\s+){{0,3}}?{noun}\b{_NO_OWNER}"
        if opens and _KIN_LIST.search(text):
            # "A girl of six, a son of four and another boy" are the children of a family.
            continue
        # "In a breast-fed boy": an indefinite noun in the middle of the child's own story.
        told = rf"\b(?:in|for|as) an? [\w-]+ {noun}\b"
        # "Ms F has a son, the subject of this review".
        subject = (
            rf"\b{kin},? (?:who (?:is|was) )?the subject of (?:this|the) (?:review|report)\b|"
            rf"\b[Ii]t is (?:with|of|about) the (?:\w+ ){{0,2}}{kin}\b|"
            rf"\b{kin} (?:with|about|of) whom (?:we|I|this)\b|\b{kin} at the (?:centre|heart) of\b"
        )
        if match := re.search(pattern, text) or re.search(told, text) or re.search(subject, text):
            yield gender, *place_of(sentence, match)


def _by_pronoun(source: Source, everywhere: PersonFinder, of_child: PersonFinder, votes: _Votes) -> None:
    """Pronouns for which, in their sentence and the one before, only the child can be meant."""
    section = -1
    finder = everywhere
    carried: list[tuple[str, str | None]] = []
    for sentence in source.prose:
        if sentence.section_no != section:
            section = sentence.section_no
            carried = everywhere.in_heading(source.sections[section].heading) if source.sections else []
            finder = of_child if carried else everywhere
        if source.section_type(sentence) in _SKIPPED:
            continue
        text = _without_quotes(sentence.text)
        if _ELSEWHERE.search(text):
            carried = [("other", None)]
            continue
        carried = _votes_of(sentence, text, finder, carried, votes)


def _votes_of(
    sentence: Sentence,
    text: str,
    finder: PersonFinder,
    carried: list[tuple[str, str | None]],
    votes: _Votes,
) -> list[tuple[str, str | None]]:
    """Votes by one sentence's pronouns; returns whom the next sentence's pronouns may mean."""
    found = finder.mentions(text)
    first = _PRONOUN.search(text)
    # A name behind a pronoun is seldom the one whom the sentence is about: "She saw K in the hall".
    told = (
        bool(found)
        and found[0][0] == "child"
        and not (first and first.start() < found[0][2])
        and not _POSSESSOR.match(text[found[0][3] :])
        and not _PREPOSITION.search(text[: found[0][2]])
    )
    kept = False
    given = ""
    for match in _PRONOUN.finditer(text):
        gender = "male" if match["male"] else "female"
        if re.match(r"\s+turn\b", text[match.end() :]):
            # "Next in her turn came Ada": of whoever follows.
            continue
        if found and re.fullmatch(r"\s*[:(–-]\s*", text[found[0][3] : match.start()]):
            # "Toby: her half-brother" begins with somebody else's brother.
            continue
        if any(_IS_KIN.match(text, one[3]) and match.start() < one[3] + AT_ONCE for one in found):
            continue
        if _APPOSED.match(text, match.start()) and found and text[: match.start()].endswith(", "):
            # "Ada, his sister, was at school": of whoever has the sister.
            continue
        spoken = [one for one in found if one[3] <= match.start()]
        if spoken and spoken[-1][0] == "other" and _DONE_TO.fullmatch(text[spoken[-1][3] : match.end()]):
            # "Grandfather taught him": nobody is the object of his own deed.
            spoken = spoken[:-1]
        near = [(who, sex) for who, sex, _, _ in spoken if sex in (None, gender)]
        if near and given not in ("", gender):
            # "K was in his cot, asleep as she was told": the child has its pronoun already.
            continue
        meant = near or [one for one in carried if one[1] in (None, gender)]
        if meant and all(who in ("child", "object") for who, _ in meant):
            subject = told if near else any(who == "child" for who, _ in meant)
            if near and _no_antecedent(text[found[0][3] : match.end()], text[match.end() :]):
                subject = False
            # Firmer beside the name of its subject than a sentence later.
            weight = OF_OBJECT if not subject else OF_NAME if near else OF_SUBJECT
            votes.add(gender, weight, *place_of(sentence, match))
            given = given or (gender if near else "")
            kept = kept or (not near and subject)
    if not found:
        # A sentence without any person leaves the pronouns with whom they meant; one without a pronoun too
        # has turned to something else, and what follows is less sure.
        return carried if first else [("object" if who == "child" else who, sex) for who, sex in carried]
    mentioned = [("object" if who == "child" and not told else who, sex) for who, sex, _, _ in found]
    if not told:
        # Whoever was spoken of before may still be meant beside a child that is only named.
        mentioned += [one for one in carried if one[0] == "other" and one not in mentioned]
    return [*mentioned, ("child", None)] if kept else mentioned


def _no_antecedent(before: str, after: str) -> bool:
    """Whether grammar parts a pronoun from the name before it: "K was with him", "K said that he came".

    ``before`` runs from the name to the end of the pronoun, ``after`` to the end of the sentence.
    """
    if re.search(r"\b(?:said|says|told|asked|reported|thought|wrote|knew|complained|disclosed)\b", before):
        return True
    object_ = re.search(r"\bhim$", before) or (
        re.search(r"\bher$", before)
        and re.match(r"(?:[.,;:)]|$|\s(?:in|to|at|and|with|for|from|on|by|that|as|or|when|after)\b)", after)
    )
    return bool(object_) and not re.search(
        r"[,;:]|\b(?:when|because|who|that|which|after|before|and)\b", before
    )


def _by_nearness(source: Source, finder: PersonFinder, votes: _Votes) -> None:
    """Pronouns behind the child's name, where nothing firmer tells and nearly all are of one sex."""
    near = list(near_pronouns(source, finder))
    weight = {sex: sum(vote[1] for vote in near if vote[0] == sex) for sex in ("male", "female")}
    best, other = sorted(weight, key=lambda sex: -weight[sex])
    if weight[best] >= ENOUGH and weight[best] >= MARGIN * weight[other]:
        _, _, start, end = next(vote for vote in near if vote[0] == best)
        votes.add(best, max(ENOUGH, MARGIN * max(votes.firm.values())), start, end)


def _without_quotes(text: str) -> str:
    """The text with quoted speech blanked, every other character in its place; short names stay."""
    if not any(mark in text for mark in '“"‘'):
        return text
    return _QUOTED.sub(lambda match: match[0] if len(match[0].split()) < 3 else " " * len(match[0]), text)
