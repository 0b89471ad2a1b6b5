"""Ethnicity of a child, as the report writes it of that child or of the whole family."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.case.family import FamilyRow
from pipeline.case.people import People, name_pattern
from pipeline.case.source import Source
from pipeline.records import Sentence

_SKIPPED = frozenset(("recommendations", "action_plan", "references", "terms_of_reference"))
_FAMILY = r"(?:famil(?:y|ies)|household)"
_CHILD = (
    r"(?:child(?:ren)?|baby|infant|toddler|boys?|girls?|young (?:person|people|man|woman)|teenager|"
    r"pupil|twins?|"
    r"newborn|male|female)"
)
# What may follow an ethnicity; any other word makes it a language, a place or somebody else's.
_AFTER = re.compile(
    rf"\s*?(?:$|\n\n|\s*[.,;:)(\]|–—”\"’]|\s*-\s|\s*(?:(?:family|cultural|ethnic|"
    rf"racial)\s+)?(?P<head>heritage|descent|origins?|"
    rf"parentage|extraction|ancestry|background|ethnicity)\b|\s*(?:(?!\w+-)[a-z]+\s)?(?P<noun>{_CHILD}|"
    rf"{_FAMILY})\b|"
    r"\s*(?:and|but|or|who|whose|in|on|by|with|as|at|like|according|because|though|although|while|when|"
    r"for|throughout)\b)"
)
# What must stand before one: a verb of being or naming, "of", an article, or the separator of a list.
_BEFORE = re.compile(
    r"(?:\b(?:is|are|was|were|being|be|been|as|of|and|an?|the|all|both|also|from|identif\w+|describ\w+|"
    r"record\w+|"
    r"themselves|himself|herself|itself|predominantly|only|wholly|entirely|ethnicity|ethnic origin|"
    r"heritage|race|M|F|"
    r"child|category|code|box|tick\w*|entered|wrote|put|not only)|[:;,(–—|/-]|^|[\"“‘])\s*$",
    re.I,
)
_WHOLE = re.compile(
    rf"\b(?:(?:the|this|whole|entire|[A-Z]\w*) {_FAMILY}|a {_FAMILY}|all of (?:those|them|the family)|"
    rf"the children|both (?:boys|girls|children)|"
    r"the household|every member|each of them|all (?:are|were)|all the (?:children|family)|"
    r"all (?:of )?(?:its |the )?"
    r"(?:members|persons|people)|all$|all (?:three|four|five|six|seven)|"
    r"every(?:one|body))\b",
    re.I,
)
_THEY = re.compile(r"^(?:They (?:are|were)|Theirs (?:is|was)|This (?:is|was)|It (?:is|was))\b", re.I)
_ONE_SIDE = re.compile(
    r"\b(?:\w+['’]s|his|her|maternal|paternal|extended|foster|whose|"
    r"of (?:the )?\w+ other) (?:\w+ )?family\b|\bside\b|"
    r"\bfamilies\b",
    re.I,
)
# "Jay and both parents are White British"
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
_LANGUAGE = re.compile(r"\b(?:languages?|speaks?|spoken|speaking|tongue)\b[^.;,]*$", re.I)
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
# Sentences back to which "they" may reach.
_REACH = 3


@dataclass(frozen=True, slots=True)
class Named:
    """A child of the case: the name in the text, all its forms, and the row of the family table."""

    name: str
    forms: tuple[str, ...]
    row: FamilyRow | None = None


@dataclass(frozen=True, slots=True)
class Ethnic:
    """An ethnicity in a sentence: its rank among the sentences, and its characters in the sentence."""

    rank: int
    sentence: Sentence
    start: int
    end: int
    noun: str

    @property
    def text(self) -> str:
        """The words of the ethnicity."""
        return self.sentence.text[self.start : self.end]

    @property
    def clause(self) -> str:
        """The words before it, back to the last semicolon."""
        before = self.sentence.text[: self.start]
        return before[max(before.rfind(";"), 0) :]

    @property
    def rest(self) -> str:
        """The words behind it."""
        return self.sentence.text[self.end :]


def find_ethnicity(source: Source, child: Named, people: People, n_children: int = 1) -> str | None:
    """As written: of the table, of the child by name, or of the family or everybody in the table.

    ``n_children`` is the number of the children of the case, of whom "both" may be said together.
    """
    if child.row and child.row.ethnicity:
        source.note("ethnicity", child.row.ethnicity, child.row.start, child.row.end)
        return child.row.ethnicity
    of_child: list[Ethnic] = []
    of_all: list[Ethnic] = []
    for one in _ethnic(source):
        if _is_theirs(source, one, child, people) or (
            n_children > 1 and _is_of_children(source, one, people)
        ):
            of_child.append(one)
        elif _is_of_all(one):
            of_all.append(one)
    of_all = of_all or ([] if of_child else _shared(source))
    if not of_child and not of_all:
        return None
    # What is said of the child goes before what is said of all; "White British" before "White" alone.
    told = of_child or of_all
    first = next((one for one in told if _WRITTEN.search(_NEXT.split(one.rest)[0])), told[0])
    best = max((one for one in told if one.text.startswith(first.text)), key=lambda one: len(one.text))
    start = best.sentence.char_start
    source.note("ethnicity", best.text, start + best.start, start + best.end, inferred=not of_child)
    return best.text


@lru_cache(maxsize=4)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])")


def _ethnic(source: Source) -> Iterator[Ethnic]:
    """Ethnicities that the text says of somebody, in the order of the text."""
    pattern = _pattern(tuple(source.wording.words("ethnicity", "regex")))
    colours = re.compile(rf"\b(?:{'|'.join(source.wording.words('ethnicity', 'colours'))})\b", re.I)
    for rank, sentence in enumerate(source.prose):
        if source.section_type(sentence) in _SKIPPED:
            continue
        for match in pattern.finditer(sentence.text):
            before, after = sentence.text[: match.start()], _AFTER.match(sentence.text, match.end())
            if after is None or not _BEFORE.search(before) or _LANGUAGE.search(before):
                continue
            noun, coloured = after["noun"] or "", colours.search(match[0])
            # "The bruise was black", "Welsh is spoken": one word alone needs a person's noun or a capital.
            if not coloured and not (after["head"] or noun or _is_said(before)):
                continue
            if match[0].islower() and " " not in match[0] and not (noun or after["head"] or _is_told(before)):
                continue
            yield Ethnic(rank, sentence, match.start(), match.end(), noun)


def _is_said(before: str) -> bool:
    """Whether the words before say what somebody is: "the family are", "recorded as"."""
    return bool(re.search(r"\b(?:is|are|was|were|as|ethnicity|all)\s*:?\s*$|[–:|(,-]\s*$", before))


def _shared(source: Source) -> list[Ethnic]:
    """The one ethnicity that stands on a line of its own, where a sentence says that all have it."""
    if not any(_ALIKE.search(sentence.text) for sentence in source.prose):
        return []
    alone = [one for one in _ethnic(source) if one.text == one.sentence.text.strip(" .")]
    return alone if len({one.text for one in alone}) == 1 else []


def _is_told(before: str) -> bool:
    return bool(
        re.search(
            r"\bethnic|\b(?:recorded|described|identified|entered) (?:\w+ )?as\s*$|\bfamily (?:is|are|"
            r"was)\s*$",
            before,
        )
    )


def _is_theirs(source: Source, one: Ethnic, child: Named, people: People) -> bool:
    """Whether an ethnicity is the child's: named, with its parents, of "the boy", or "he" after its name."""
    text, clause = one.sentence.text, one.clause
    names = re.compile(name_pattern((*child.forms, *(form.upper() for form in child.forms))))
    if re.search(r"famil|household", one.noun):
        return False
    before = source.previous(one.sentence)
    shaped = _by_shape(one, names, people, before)
    if shaped is not None:
        return shaped
    who = people.before(clause, len(clause))
    if one.noun and who != "other" and not re.search(r"\b(?:another|other|many|some|most|those)\b", clause):
        # "A White British boy, Child B lived ..." where the name follows.
        return bool(
            re.search(r"\b(?:an?|the|this)\s+$", clause)
            or (
                re.fullmatch(r"\W*An?\s+", clause)
                and re.match(rf"\s*{_CHILD},", one.rest)
                and names.search(one.rest)
            )
        )
    if who == "pronoun":
        told = re.search(r"\b(?:had|has|have|recorded|describ\w+|regist\w+) (?:him|her)\b", clause)
        spoken = before is not None and people.first(before.text) == "child"
        starts = re.match(r"(?:He|She|His|Her)\b(?! (?:mother|father|parents|family|sister|brother))", text)
        return bool((starts and (spoken or one.rank < 40)) or (one.rank < 80 and told))
    return who == "child" or bool(who == "other" and names.search(clause) and _JOINED.search(clause))


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
    return False


def _is_of_all(one: Ethnic) -> bool:
    """Whether it is said of the family or of everybody: "They are a White family", "All are White Welsh"."""
    if _ONE_SIDE.search(one.sentence.text):
        return False
    if re.search(r"famil|household", one.noun):
        return bool(
            _THEY.match(one.sentence.text)
            or _WHOLE.search(one.clause)
            or re.search(r"\b(?:into|in|of|from) an?\s+$", one.clause)
        )
    return bool(_WHOLE.search(one.clause.rstrip()))
