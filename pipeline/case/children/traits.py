"""Ethnicity of a child, as the report writes it of that child or of the whole family."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.case.children.ethnic_rest import told_otherwise
from pipeline.case.children.ethnic_words import CHILD, FAMILY, Ethnic, ethnic_words, ethnicity_in_row
from pipeline.case.people.family import FamilyRow
from pipeline.case.people.people import People, name_pattern
from pipeline.case.source import Source
from pipeline.records import Sentence

_WHOLE = re.compile(
    rf"\b(?:(?:the|this|whole|entire|[A-Z]\w*) {FAMILY}|a {FAMILY}|all of (?:those|them|the family)|"
    rf"the children|both (?:boys|girls|children)|"
    r"the household|every member|each of them|all (?:are|were)|all the (?:children|family)|"
    r"(?:her|his|their|['’]s|the|and) (?:own |two |three |four |five |all )?(?:the |their |her )?"
    r"children(?! of)|"
    r"all (?:of )?(?:its |the |these |those )?"
    r"(?:members|persons|people|relatives|above|named|listed|shown)|(?:family|household) members|"
    r"members of (?:the|this|their) (?:family|household)|(?:^|\. )\W*(?:family|household|relatives)|"
    r"all$|all (?:three|four|five|six|seven)|"
    r"every(?:one|body))\b",
    re.I,
)
_THEY = re.compile(r"^(?:They (?:are|were)|Theirs (?:is|was)|This (?:is|was)|It (?:is|was))\b", re.I)
_ONE_SIDE = re.compile(
    r"\b(?:\w+['’]s|his|her|maternal|paternal|extended|foster|whose|"
    r"of (?:the )?\w+ other) (?:\w+ )?family\b|\bside\b|"
    r"\bfamilies\b|\b(?:first|second|third|one|other|foster|adoptive|host|neighbour\w*|another) "
    r"(?:famil|household)",
    re.I,
)
# "Child B and both parents are Somali"
_JOINED = re.compile(
    r"\band (?:both |his |her |their |all |the )?(?:parents?|mother|father|siblings?|family|sisters?|"
    r"brothers?|half-\w+)\b"
    r"[^.;]{0,30}\b(?:are|is|were)\b",
    re.I,
)
_LINE = re.compile(r"(?:\s+[MF0-9½]+)*\s*[–—:,(|-]|\s+[MF]\b")
_OWN_KIN = re.compile(
    r"^\W*(?:(?:his|her|their|the|an?)\s+)?(?:\w+\s+)?(?:half-|step-)?(?:brother|sister|sibling|son|"
    r"daughter|twin)\b"
)
# "They are White Irish, as is their daughter": the child has what its parents have.
_SO_CHILD = re.compile(
    r"^,? (?:as|and so|so) (?:is|are|was|were) (?:their|the|his|her|all|both)(?: \w+){0,2} "
    r"(?:child(?:ren)?|sons?|daughters?|boys?|girls?|twins|baby|infant|subject)\b"
)
# "White Welsh is how the family describes itself"
_HOW = re.compile(r"^ (?:is|was) (?:how|what|the \w+)\b|^(?: by \w+)?, (?:the|this)\b")
_SHARES = re.compile(r"\b(?:shares?|shared|inherits?|inherited|has|had|takes?)\b[^.;]{0,30}$")
# "Both parents are Pakistani", "born to White British parents": the child's, where nothing else is said.
_PARENTS = re.compile(
    r"\b(?:both|his|her|their|the|['’]s)(?: two| own| birth| natural)? parents\b[^.;,]{0,25}"
    r"\b(?:is|are|was|were)\s+(?:all |both |of |recorded as |described as )*$",
    re.I,
)
# "The only child of two parents who call themselves Thai"
_OF_COUPLE = re.compile(
    r"\b(?:son|daughter|child|baby|boy|girl|born)\b[^.;]{0,40}"
    r"\b(?:of|to) (?:an? |two )?(?:\w+ )?(?:couple|parents)\b[^.;]{0,120}"
    r"\b(?:themselves as|who (?:are|were)(?: both)?|both|recorded as|described as)\s+$",
    re.I,
)
# "Ethnic group stated by her aunt as Thai"
_GIVEN = re.compile(
    r"^\W*(?:(?:The|Their|His|Her)\s+)?(?:(?:family|household|child(?:ren)?)(?:['’]s?)?\s+)?"
    r"(?:ethnic\w*|heritage|race)\b(?! of (?:the )?(?:mother|father|parents))[^.;:]*"
    r"(?:\bas|\bis|\bwas|:)\s*$",
    re.I,
)
_TO_PARENTS = re.compile(
    r"\b(?:born|child|son|daughter|boy|girl|baby|infant)\b[^.;]{0,30}\b(?:to|of)(?: two)? $", re.I
)
_HAS_HIM = re.compile(
    r"\b(?:had|has|have|gives?|gave|recorded|describ\w+|regist\w+|entered|list(?:s|ed)) "
    r"(?P<who>him|her|[A-Z][\w ]{0,18}?)(?: down)?(?: as| under)\s+$"
)
_OF_PRONOUN = re.compile(r"\b(?:his|her)\s+(?:own\s+)?(?:ethnic\w*|heritage|background|race)\b", re.I)
_ETHNIC = re.compile(r"\b(?:ethnic\w*|heritage|race)\b", re.I)
_ORDER = (
    re.compile(r"\b[Tt]he (?:former|first)\b(?! famil| household)"),
    re.compile(r"\b[Tt]he (?:latter|second)\b(?! famil| household)"),
)
# What was written down goes before what somebody called it.
_WRITTEN = re.compile(r"\b(?:record\w*|forms?|entered|register\w*|officially|file)\b", re.I)
_NEXT = re.compile(r"\band\b|[;,.]")
_SAME = re.compile(
    r"\b(?:the same|likewise|similarly|so described|too|also|that description|as well|"
    r"(?:that|this|which) is (?:also )?(?:how|what))\b",
    re.I,
)
_SO_IS = re.compile(r"\b(?:as|so|nor) (?:is|are|was|were|does|do)\b", re.I)


# "Both are recorded as Somali", "They were White British": said of whoever was named before.
_TOGETHER = re.compile(
    r"^\W*(?:(?P<noun>(?:[Bb]oth|[Aa]ll|[Tt]he)(?: (?:two|three|four|five))? (?:of the )?"
    r"(?:boys|girls|twins|babies|infants|sisters|brothers|siblings))|"
    r"[Tt]hey|[Bb]oth(?: of them)?|[Ee]ach(?: of them)?|[Aa]ll(?: (?:three|four|five))?(?: of them)?|"
    r"[Tt]he (?:two|three|four|pair))\s+(?:\w+ )?(?:are|is|were|was|have|has|had)\b"
)
# A form's line: "Ethnic origin: Pakistani".
_FIELD = re.compile(r"^\W*(?:ethnic(?:ity| origin| group| background)?)\s*[:–-]\s*$", re.I)
# "Child D and Child E are brothers" names nobody else.
_ARE_KIN = re.compile(r"\b(?:are|were|as|two|three|both) (?:\w+ )?(?:brothers|sisters|siblings|half-\w+)\b")
# "The heritage shown is that of all the children."
_ALIKE = re.compile(
    r"\b(?:heritage|ethnic(?:ity| origin| background| group))\b[^.;]{0,60}\b(?:shared?|same|common|"
    r"applies|that of|holds)\b[^.;]{0,30}\b(?:all|both|each|every|whole|children|siblings|family)\b",
    re.I,
)
# Sentences of the body in which a pronoun is most likely the child's.
EARLY = 40
# Sentences back to which "they" may reach.
_REACH = 3


@dataclass(frozen=True, slots=True)
class Named:
    """A child of the case: the name in the text, all its forms, and the row of the family table."""

    name: str
    forms: tuple[str, ...]
    row: FamilyRow | None = None


def find_ethnicity(
    source: Source, child: Named, people: People, n_children: int = 1, place: int = 0
) -> str | None:
    """As written: of the table, of the child by name, of the family or everybody, else of both parents.

    ``n_children`` is the number of the children of the case, of whom "both" may be said together; ``place``
    is the child's among them, from 0.
    """
    if child.row and child.row.ethnicity:
        source.note("ethnicity", child.row.ethnicity, child.row.start, child.row.end)
        return child.row.ethnicity
    if row := ethnicity_in_row(source, re.compile(name_pattern(child.forms))):
        source.note("ethnicity", *row)
        return row[0]
    of_child: list[Ethnic] = []
    of_all: list[Ethnic] = []
    of_parents: list[Ethnic] = []
    for one in ethnic_words(source):
        order = _order(one, n_children)
        if order is not None:
            of_child += [one] if order == place else []
        elif _is_theirs(source, one, child, people, n_children) or (
            n_children > 1 and _is_of_children(source, one, people)
        ):
            of_child.append(one)
        elif _is_of_all(one):
            of_all.append(one)
        elif _is_of_parents(one, people):
            of_parents.append(one)
    of_all = of_all or ([] if of_child else _shared(source)) or of_parents
    if not of_child and not of_all:
        names = re.compile(name_pattern((*child.forms, child.name)))
        other = told_otherwise(source, names, people, n_children == 1)
        if other is None:
            return None
        of_all = [other]
    # What is said of the child goes before what is said of all; "White British" before "White" alone.
    told = of_child or of_all
    first = next((one for one in told if _WRITTEN.search(_NEXT.split(one.rest)[0])), told[0])
    best = max((one for one in told if one.text.startswith(first.text)), key=lambda one: len(one.text))
    start = best.sentence.char_start
    source.note("ethnicity", best.text, start + best.start, start + best.end, inferred=not of_child)
    return best.text


def _order(one: Ethnic, n_children: int) -> int | None:
    """Which of two children "the former" (0) or "the latter" (1) means; None where the words name neither."""
    if n_children != 2:
        return None
    last = [max((match.end() for match in which.finditer(one.clause)), default=-1) for which in _ORDER]
    return None if max(last) < 0 else last.index(max(last))


def _is_of_parents(one: Ethnic, people: People) -> bool:
    """Whether both parents have it: "her parents are both Pakistani", "born to White British parents"."""
    if one.noun == "parents":
        other = people.before(one.clause, len(one.clause)) == "other"
        return not other and bool(_TO_PARENTS.search(one.clause))
    if _OF_COUPLE.search(one.clause):
        return True
    return bool(_PARENTS.search(one.clause)) and not re.match(r",? (?:and|but) (?:his|her|the)\b", one.rest)


def _shared(source: Source) -> list[Ethnic]:
    """The one ethnicity that stands on a line of its own, where a sentence says that all have it."""
    if not any(_ALIKE.search(sentence.text) for sentence in source.prose):
        return []
    alone = [one for one in ethnic_words(source) if one.text == one.sentence.text.strip(" .")]
    return alone if len({one.text for one in alone}) == 1 else []


def _is_theirs(source: Source, one: Ethnic, child: Named, people: People, n_children: int) -> bool:
    """Whether an ethnicity is the child's: named, with its parents, of "the boy", or "he" after its name."""
    clause = one.clause
    names = re.compile(name_pattern((*child.forms, *(form.upper() for form in child.forms))))
    if re.search(r"famil|household|parents", one.noun) or _HOW.match(one.rest):
        return False
    alone = n_children == 1
    told = _by_wording(one, names, people, alone)
    if told is None:
        told = _by_shape(one, names, people, source.previous(one.sentence))
    if told is not None:
        return told
    if not alone and not names.search(clause) and not _antecedent(source, one, names, people):
        # Of several children a pronoun or "a girl" is the one of whom the sentence before tells.
        follows = names.match(one.rest.split(",", 1)[-1].strip())
        return bool(one.noun and follows and re.fullmatch(r"\W*An?\s+", clause))
    who = people.before(clause, len(clause))
    if one.noun and who != "other" and not re.search(r"\b(?:another|other|many|some|most|those)\b", clause):
        # "A White British boy, Child B lived ..." where the name follows.
        leads = re.fullmatch(r"\W*An?\s+", clause) and re.match(rf"\s*{CHILD},", one.rest)
        return bool(re.search(r"\b(?:an?|the|this)\s+$", clause) or (leads and names.search(one.rest)))
    if who == "pronoun":
        return _by_pronoun(source, one, names, people)
    return who == "child" or bool(who == "other" and names.search(clause) and _JOINED.search(clause))


def _by_wording(one: Ethnic, names: re.Pattern[str], people: People, alone: bool) -> bool | None:
    """What the words around it tell: "the school has her as", "as is their son", "shares his parents'"."""
    clause = one.clause
    has = _HAS_HIM.search(clause)
    if has and has["who"] not in ("him", "her"):
        return bool(names.search(has["who"]))
    if _SO_CHILD.match(one.rest):
        return alone or bool(re.match(r",? \w+(?: \w+)? (?:are|were)\b", one.rest))
    if alone and has and one.rank < 2 * EARLY:
        return True
    headed = one.rest.strip().startswith(("heritage", "background"))
    if headed and names.search(clause) and _SHARES.search(clause):
        return True
    if alone and _ETHNIC.search(clause) and people.before(clause, len(clause)) is None:
        return True
    return None


def _by_pronoun(source: Source, one: Ethnic, names: re.Pattern[str], people: People) -> bool:
    """Whether "he" or "she" before the words is the child: named before it, or early in the report."""
    text, before = one.sentence.text, source.previous(one.sentence)
    if names.search(text[: one.start]) and people.before(text, one.start) == "child":
        # "Child B is at a new school; she calls herself Roma."
        return True
    told = _OF_PRONOUN.search(one.clause) or _HAS_HIM.search(one.clause)
    spoken = before is not None and people.first(before.text) == "child"
    starts = re.match(r"(?:He|She|His|Her)\b(?! (?:mother|father|parents|family|sister|brother))", text)
    return bool((starts and (spoken or one.rank < EARLY)) or (one.rank < 2 * EARLY and told))


def _antecedent(source: Source, one: Ethnic, names: re.Pattern[str], people: People) -> bool:
    """Whether the last child named before the words, or else in the sentences before, is this one alone."""
    sentence = one.sentence
    if said := [match[0] for match in people.own.finditer(sentence.text[: one.start])]:
        return bool(names.match(said[-1]))
    for _ in range(_REACH):
        last = source.previous(sentence)
        if last is None:
            return False
        if own := [match for match in people.own.finditer(last.text)]:
            return all(names.match(match[0]) for match in own)
        sentence = last
    return False


def _by_shape(one: Ethnic, names: re.Pattern[str], people: People, before: Sentence | None) -> bool | None:
    """What the shape of the sentence tells: a list's line, a form's field, "and so is Child B"; else None."""
    text, clause = one.sentence.text, one.clause
    if names.search(one.rest) and (_SO_IS.search(one.rest) or _SAME.search(one.rest)):
        return True
    if _leads(one, names, people):
        return True
    line = names.match(text)
    if line and _LINE.match(text[line.end() :]):
        # The line of a genogram or of a list: the name, then what is said of it, kin among it.
        between = _OWN_KIN.sub("", text[line.end() : one.start])
        return not people.other.search(between) or people.before(clause, len(clause)) == "child"
    if people.own.search(clause) and not names.search(clause):
        return False
    if _FIELD.match(text[: one.start]):
        return before is None or people.before(before.text, len(before.text)) != "other"
    if not clause.strip() and not one.rest.strip(" .") and before:
        return bool(names.search(before.text)) and people.before(before.text, len(before.text)) == "child"
    return None


def _leads(one: Ethnic, names: re.Pattern[str], people: People) -> bool:
    """Whether the sentence begins with what its subject is: "White British, like her street, Child B ..."."""
    if one.sentence.text[: one.start].strip() or not re.match(r",|\s(?:and|but)\b", one.rest):
        return False
    told = names.search(one.rest)
    return told is not None and not people.other.search(one.rest[: told.start()])


def _is_of_children(source: Source, one: Ethnic, people: People) -> bool:
    """Whether it is said of the children of the case together: "both", where only they were named before."""
    clause = one.clause.lstrip("; ")
    together = _TOGETHER.match(clause)
    if together is None or one.noun or people.other.search(clause[together.end() :]):
        return False
    if together["noun"]:
        return True
    before = one.sentence.text[: one.start - len(one.clause)]
    said, sentence = [before], one.sentence
    while (last := source.previous(sentence)) and len(said) <= _REACH:
        said.append(last.text)
        sentence = last
    for text in said:
        if people.other.search(_ARE_KIN.sub("", text)):
            return False
        if people.own.search(text):
            return True
    return not any(people.first(text) for text in said)


def _is_of_all(one: Ethnic) -> bool:
    """Whether it is said of the family or of everybody: "They are a White family", "All are White Welsh"."""
    if _ONE_SIDE.search(f"{one.clause} {_NEXT.split(one.rest)[0]}"):
        return False
    if not one.clause.strip() and _HOW.match(one.rest):
        return bool(_WHOLE.search(one.rest[:60]))
    if _GIVEN.match(one.clause):
        return True
    if re.search(r"famil|household", one.noun):
        return bool(
            _THEY.match(one.sentence.text)
            or _WHOLE.search(one.clause)
            or re.search(r"\b(?:into|in|of|from) an?\s+$", one.clause)
        )
    return bool(_WHOLE.search(one.clause.rstrip()))
