"""Ethnicity told in other ways than of the child by name or of the family: all that is said of it, weighed.

A short report seldom tells the ethnicity of anybody but the child, its family or one parent. So whatever is
told of persons is looked at, and what is most probably the child's too is taken, as an inference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.case.children.ethnic_words import CHILD, HEAD, Ethnic, patterns
from pipeline.case.people.people import People
from pipeline.case.source import Source
from pipeline.records import Sentence

_SKIPPED = frozenset(("recommendations", "action_plan", "references"))
# How probably an ethnicity is the child's, by whom it is told of; what is told of one parent does not do.
OF_CHILD, OF_FAMILY, OF_PARENTS, OF_SOMEBODY = 4.0, 3.0, 2.0, 1.0
ENOUGH = OF_PARENTS
_KIN = (
    r"(?:mother|father|parents?|couple|wom[ae]n|m[ae]n|brothers?|sisters?|siblings?|sons?|daughters?|kin|"
    r"relatives)"
)
_PERSON = rf"(?:{CHILD}|famil(?:y|ies)|households?|{_KIN}|people|by (?:birth|descent|origin|ethnicity))"
_FAITH = r"(?:Protestant|Catholic|Muslim|Christian|Sikh|Hindu|Orthodox|Jewish|Buddhist)"
# What may follow; any other noun makes it a language, a place, a body or the colour of a thing.
_AFTER = re.compile(
    rf"\W*$|\s*[.,;:)(\]|–—”\"’'?!]|\s+-\s|\s+(?:[\w-]+ )?(?P<noun>{_PERSON}|{HEAD})\b|\s+{_FAITH}\b|"
    r"\s+(?:and|but|or|who|whose|in|on|by|with|as|at|like|according|because|though|although|while|when|for|"
    r"throughout|is|was|are|were|too|also|to|from|so|since|where|living|born|aged|herself|himself|rather|"
    r"which|that|had|has|have)\b"
)
_TONGUE = re.compile(r"\b(?:languages?|tongue)\b[^.;,]*$", re.I)
_TONGUE_AFTER = re.compile(r"\W*(?:\w+ ){1,4}(?:language|tongue)\b|\s+(?:is|was) (?:\w+ )?spoken\b", re.I)
_SPEECH = re.compile(
    r"\b(?:speaks?|spoke|spoken|speaking|tongue|fluent|read(?:s|ing)?|translat\w+|interpret\w+|"
    r"written|letter|leaflet|sentences?|words? of|learn\w*|taught|understands?|understood|English)\b"
    r"(?![^.;]*\b(?:recorded|described|identif\w+|ethnic\w*|are|is|was|were|as)\b)[^.;]*$",
    re.I,
)
# Words that are no people by themselves.
_NO_PEOPLE = re.compile(r"(?:other|uk|european|american|australian|dual|multiple|mixed)", re.I)
_COLOUR = re.compile(r"(?:white|black|asian|mixed)")
_SAID = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|being|as|a|an|both|all|also|of|from|themselves|himself|herself|"
    r"call\w*|says?|said|has|have|had|gives?|gave|put|down|down as|wrote|ticked|box)|[:,(|–—=/-]|^)"
    r"\s*[\"“‘']?\s*$",
    re.I,
)
_NOT = re.compile(
    r"\b(?:not|never|wrongly|mistakenly|incorrectly|erroneously|no longer|rather than|assumed|neither|"
    r"many|most|some|other|research|studies)\b[^,;]{0,40}$",
    re.I,
)
_ONE_SIDE = re.compile(
    r"\b(?:side|maternal|paternal|foster|adoptive|neighbour\w*|host|"
    r"(?:first|second|third|one|other|another) (?:famil\w+|household))\b",
    re.I,
)
_ASIDE = re.compile(
    r"(?<=\w), (?:as|like|according|by|in|on|at|so|with|which|we|I|it|he|she|they)\b[^,]*,(?=[^,]*$)"
)
_LIKE = re.compile(
    r"\b(?:like|as|and so|so|with|and)(?: (?:are|is|were|was|do|does))? "
    r"(?:all |both |everyone |the rest |most )?"
    r"(?:of |in )?(?:the|his|her|their) (?:whole |entire |own |other |two |three )?"
    r"(?:famil(?:y|ies)|household|children|daughters?|sons?|child|baby|boys?|girls?|twins|parents)\b"
    r"(?! (?:lived|moved|went|came|had|told|said))|\blike (?:themselves|them|him|her|himself|herself)\b",
    re.I,
)
_EVERYBODY = re.compile(
    r"\b(?:famil(?:y|ies)|household|relatives|everyone|everybody|all|each|both|they|them(?:selves)?|persons|"
    r"people|members|those|(?:the|his|her|their|these|two|three|four|['’]s)(?: \w+)? (?:children|daughters|"
    r"sons|boys|girls|twins|siblings|brothers|sisters|babies)|the (?:two|three|four|pair)|children)\b"
    r"(?!['’]s (?:\w+ )?worker)",
    re.I,
)
_PARENTS = re.compile(
    r"\b(?:parents|couple|mother and (?:the )?(?:\w+ )?father|father and (?:the )?mother)\b", re.I
)
# "A White British mother", "Mr A's family": of one person, or of another family than the child's.
_ONE_NOUN = re.compile(
    r"(?:[\w-]+ )?(?:mother|father|wom[ae]n|m[ae]n|brother|sister|relatives|couple)\b", re.I
)
_THEIR_FAMILY = re.compile(
    r"\b(?P<who>(?:Mr|Mrs|Ms|Miss|Dr) \w+|\w+)['’]s (?:\w+ )?(?:family|household|relatives)\b[^,;]*$"
)
_OUTSIDER = re.compile(
    r"\b(?:\w*workers?|visitor|nurses?|teachers?|doctors?|officers?|consultant|midwife|manager|interpreter|"
    r"neighbours?|friends?|carers?|childminder|lodger|author|reviewer|panel|landlord|practitioners?|"
    r"professionals?|staff|pupils|community|communities|population|council|area|town|county|city|street|"
    r"village|ward|school['’]s intake|stranger|perpetrator|offender|boyfriend)\b",
    re.I,
)
_PRONOUN = re.compile(r"\b(?:he|she|him|her|his|himself|herself)\b", re.I)
_ETHNIC = re.compile(r"\b(?:ethnic\w*|heritage|race|racial|origins?|descent|nationality|ancestry)\b", re.I)
_WORD = re.compile(r"\bethnic|\bheritage|\brace\b", re.I)


def told_otherwise(source: Source, names: re.Pattern[str], people: People, alone: bool) -> Ethnic | None:
    """The ethnicity that is most probably the child's of all that the text tells; None where none may be.

    ``names`` finds the child; ``alone``: it is the only child of the case.
    """
    best: tuple[float, Ethnic] | None = None
    for one in _loose(source):
        weight = _weight(source, one, names, people, alone)
        if weight >= ENOUGH and (best is None or weight > best[0]):
            best = weight, one
    return best[1] if best else None


def _loose(source: Source) -> Iterator[Ethnic]:
    """All words of ethnicity that may be said of persons."""
    pattern = patterns(source.wording)
    for rank, sentence in enumerate(source.sentences):
        if sentence.kind in ("contents", "footnote", "heading") or source.section_type(sentence) in _SKIPPED:
            continue
        for match in pattern.finditer(sentence.text):
            one = Ethnic(rank, sentence, match.start(), match.end(), "")
            if _of_persons(one):
                yield one


def _of_persons(one: Ethnic) -> bool:
    after = _AFTER.match(one.rest)
    if after is None or _NO_PEOPLE.fullmatch(one.text) or _is_speech(one):
        return False
    if after["noun"] or _WORD.search(one.clause):
        return True
    if not _SAID.search(_plain(one)):
        return False
    # "The wall was white": a colour in small letters alone wants a person before it.
    small = _COLOUR.fullmatch(one.text) is not None
    return not small or bool(
        re.search(r"\bas [\"“‘']?$|[\"“‘']$", one.clause)
        or re.search(
            r"(?:^|\b(?:he|she|they|who|family|household|parents|children|all|both|everyone|everybody|mother|"
            r"father|boys?|girls?|people|persons)|\b[A-Z]\w*) (?:is|are|was|were)(?: (?:all|both|also))? $",
            _plain(one),
        )
    )


def _is_speech(one: Ethnic) -> bool:
    return bool(_TONGUE.search(one.clause) or _TONGUE_AFTER.match(one.rest) or _SPEECH.search(one.clause))


def _plain(one: Ethnic) -> str:
    """The clause before the words without an aside: "Ada was, as the school noted, "."""
    return _ASIDE.sub("", one.clause) if one.clause.rstrip().endswith(",") else _inner(one.clause)


def _inner(clause: str) -> str:
    return re.sub(r", (?:like|as|with|who|which) [^,]*,", "", clause)


def _weight(source: Source, one: Ethnic, names: re.Pattern[str], people: People, alone: bool) -> float:
    """How probably an ethnicity is the child's: one of the weights above, 0.0 where it is not."""
    clause = _plain(one)
    if _NOT.search(clause) or _ONE_SIDE.search(clause) or re.search(r"\bside\b", one.rest[:40]):
        return 0.0
    rest = re.split(r"[.;]", one.rest, maxsplit=1)[0]
    if not alone and people.own.search(clause) and not names.search(clause):
        return 0.0
    if _LIKE.match(rest.lstrip(" ,")) or _LIKE.search(rest[:70]):
        return OF_FAMILY
    theirs = _THEIR_FAMILY.search(clause)
    if _ONE_NOUN.match(rest.lstrip()) or (theirs and people.other.search(theirs["who"])):
        return OF_SOMEBODY
    ends = {
        "all": _last(_EVERYBODY, clause),
        "parents": _last(_PARENTS, clause),
        "out": _last(_OUTSIDER, clause),
        "child": max(_last(names, clause), _last(people.child, clause)),
        "other": _last(people.other, clause),
        "pronoun": _last(_PRONOUN, clause),
    }
    who = max(ends, key=lambda key: ends[key])
    if ends[who] < 0:
        return _unnamed(one, people, source.previous(one.sentence))
    if who == "pronoun":
        named = {key: at for key, at in ends.items() if key != who}
        return _of_pronoun(source, one, people, None if alone else names, named)
    if who == "other" and _joined(clause, people):
        return OF_PARENTS if ends["child"] < 0 else OF_CHILD
    if who == "all" and re.search(r"^\W*both$", clause[: ends["all"]], re.I):
        before = source.previous(one.sentence)
        return (
            OF_SOMEBODY if before and people.before(before.text, len(before.text)) == "other" else OF_FAMILY
        )
    return {"all": OF_FAMILY, "parents": OF_PARENTS, "child": OF_CHILD, "out": 0.0}.get(who, OF_SOMEBODY)


def _joined(clause: str, people: People) -> bool:
    """Whether two persons stand together before the verb: "MH and FH are", "Ada and her mother are"."""
    others = [*people.other.finditer(clause), *people.child.finditer(clause)]
    ends = sorted({(one.start(), one.end()) for one in others})
    pairs = zip(ends, ends[1:], strict=False)
    return any(
        re.fullmatch(r",? (?:and|&) (?:both )?(?:his |her |their |the )?", clause[first[1] : second[0]])
        for first, second in pairs
    ) and bool(re.search(r"\b(?:are|were|have|both|identify|describe\w*|themselves)\b", clause))


def _unnamed(one: Ethnic, people: People, before: Sentence | None) -> float:
    """Of nobody named: "Ethnic origin: Thai" or a line of its own is the child's or the family's."""
    who = people.before(before.text, len(before.text)) if before else None
    if who == "other" and not _ETHNIC.search(one.clause):
        return OF_SOMEBODY
    return OF_FAMILY if _ETHNIC.search(f"{one.clause}{one.rest[:20]}") else OF_PARENTS


def _of_pronoun(
    source: Source, one: Ethnic, people: People, names: re.Pattern[str] | None, ends: dict[str, int]
) -> float:
    """A pronoun is whoever the clause names before it, else whom the sentence before tells of.

    ``names`` finds the child where it is one of several.
    """
    who = max(ends, key=lambda key: ends[key])
    if ends[who] >= 0:
        return {"child": OF_CHILD, "all": OF_PARENTS}.get(who, OF_SOMEBODY)
    before = source.previous(one.sentence)
    if before is None or (before.kind == "list_item" and one.sentence.kind == "paragraph"):
        return OF_PARENTS if names is None else OF_SOMEBODY
    if names is not None:
        said = [match[0] for match in people.own.finditer(before.text)]
        return OF_PARENTS if said and all(names.match(name) for name in said) else OF_SOMEBODY
    last = people.before(before.text, len(before.text))
    other = last == "other" and people.first(before.text) != "child"
    return OF_SOMEBODY if other else OF_PARENTS


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.end() for match in pattern.finditer(text)), default=-1)


__all__ = ["told_otherwise"]
