"""Ethnicities in a sentence: the words themselves, whoever they are said of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.case.source import NOT_TOLD, Source
from pipeline.case.wording import CaseWording
from pipeline.records import Sentence

_SKIPPED = NOT_TOLD - {"glossary", "terms_of_reference"}
FAMILY = r"(?:famil(?:y|ies)|household)"
CHILD = (
    r"(?:child(?:ren)?|baby|infant|toddler|boys?|girls?|young (?:person|people|man|woman)|teenager|"
    r"pupil|twins?|"
    r"newborn|male|female)"
)
PARENTS = r"(?:parents)"
HEAD = r"(?:heritage|descent|origins?|parentage|extraction|ancestry|background|ethnicity|community|stock)"
# What may follow an ethnicity; any other word makes it a language, a place or somebody else's.
_AFTER = re.compile(
    rf"\s*?(?:$|\n\n|\s*[.,;:)(\]|–—”\"’]|\s*-\s|\s*(?:(?:family|cultural|ethnic|"
    rf"racial)\s+)?(?P<head>{HEAD})\b|\s*(?:(?!\w+-)[a-z]+\s)?(?P<noun>{CHILD}|"
    rf"{FAMILY}|{PARENTS})\b|"
    r"\s*(?:and|but|or|who|whose|in|on|by|with|as|at|like|according|because|though|although|while|when|"
    r"for|throughout|is)\b)"
)
# What must stand before one: a verb of being or naming, "of", an article, or the separator of a list.
_BEFORE = re.compile(
    r"(?:\b(?:is|are|was|were|being|be|been|as|of|and|an?|the|all|both|also|from|to|identif\w+|describ\w+|"
    r"record\w+|have|has|had|gives?|gave|shows?|states?|lists?|his|her|their|parents['’]|"
    r"themselves|himself|herself|itself|predominantly|only|wholly|entirely|ethnicity|ethnic origin|"
    r"heritage|race|M|F|"
    r"child|category|code|box|tick\w*|entered|wrote|put|not only)|[:;,(–—|/-]|^|[\"“‘])\s*$",
    re.I,
)
_LANGUAGE = re.compile(r"\b(?:languages?|speaks?|spoken|speaking|tongue)\b[^.;,]*$", re.I)
# "Thai descent on his aunt's side and Irish on his uncle's" is one ethnicity.
_SIDE = (
    rf"(?: {HEAD})?(?:,? (?:on|by|through|from) (?:his|her|their|the) (?:\w+['’]s?|maternal|paternal|mother|"
    r"father)(?: (?:side|line|family|parents))?)"
)
# Peoples that no list has are known by what stands beside them: "of Tigrinya heritage".
_UNLISTED = re.compile(
    r"\b(?:(?<=of )|(?<=from an )|(?<=from a ))(?P<p>[A-Z][a-z]{2,}(?:[ -][A-Z][a-z]+)*) "
    r"(?:heritage|descent|extraction|ancestry|ethnicity|parentage|ethnic)\b|"
    r"\b[Ee]thnic(?:ity| origins?| background| group| identity)\b[^.;,:]{0,30}?"
    r"(?:\b(?:is|was|as|being)|:) (?P<q>[A-Z][a-z]{2,}(?:[ -][A-Z][a-z]+)*)(?=[.,;]|$| by\b| on\b| and\b)"
)
_NO_PEOPLE = frozenset(
    "The This That His Her Their Mixed Dual Not Unknown Child Baby Family None Other".split()
)


@dataclass(frozen=True, slots=True)
class Ethnic:
    """An ethnicity in a sentence: its rank among the sentences, and its characters in the sentence.

    ``noun`` is the person's noun that follows it ("child", "family"), empty where there is none.
    """

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


@lru_cache(maxsize=4)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    one = rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])"
    return re.compile(
        rf"(?:\b[Dd]ual )?{one}(?:{_SIDE},? (?:and|but) (?:of )?{one}{_SIDE}|"
        rf",? and of {one}(?: (?:Protestant|Catholic|Muslim|Jewish))?(?: {HEAD})?)?"
    )


def patterns(wording: CaseWording) -> re.Pattern[str]:
    """The expression that finds an ethnicity, whoever it is said of."""
    return _pattern(tuple(wording.words("ethnicity", "regex")))


def ethnic_words(source: Source) -> Iterator[Ethnic]:
    """Ethnicities that the text says of somebody, in the order of the text."""
    pattern = patterns(source.wording)
    colours = re.compile(rf"\b(?:{'|'.join(source.wording.words('ethnicity', 'colours'))})\b", re.I)
    for rank, sentence in enumerate(source.prose):
        if source.section_type(sentence) in _SKIPPED:
            continue
        found = False
        for match in pattern.finditer(sentence.text):
            before, after = sentence.text[: match.start()], _AFTER.match(sentence.text, match.end())
            if after is None or _LANGUAGE.search(before):
                continue
            if not (_BEFORE.search(before) or _ends_with_name(before)):
                continue
            noun, coloured = after["noun"] or "", colours.search(match[0])
            # "The bruise was black", "Welsh is spoken": one word alone needs a person's noun or a capital.
            if not coloured and not (after["head"] or noun or _is_said(before)):
                continue
            if match[0].islower() and " " not in match[0] and not (noun or after["head"] or _is_told(before)):
                continue
            found = True
            yield Ethnic(rank, sentence, match.start(), match.end(), noun)
        if not found and (other := _unlisted(sentence.text)):
            yield Ethnic(rank, sentence, *other, "")


def ethnicity_in_row(source: Source, name: re.Pattern[str]) -> tuple[str, int, int] | None:
    """The ethnicity in a cell of the row whose first cell is the name: "| Q7 | the child; Thai |"."""
    pattern = patterns(source.wording)
    for sentence in source.body:
        first, _, rest = sentence.text.partition(" | ")
        if sentence.kind != "table_row" or not rest or not name.fullmatch(first.strip('“”"‘’ ')):
            continue
        at = len(first) + 3
        for part in re.finditer(r"[^|;,]+", rest):
            words = part[0].strip()
            match = pattern.search(words)
            if match and re.fullmatch(rf"(?:of |an? )?{re.escape(match[0])}(?: (?:{HEAD}|{CHILD}))?", words):
                lead = len(part[0]) - len(part[0].lstrip())
                start = sentence.char_start + at + part.start() + lead + match.start()
                return match[0], start, start + len(match[0])
    return None


def _unlisted(text: str) -> tuple[int, int] | None:
    match = _UNLISTED.search(text)
    if match is None:
        return None
    group = "p" if match["p"] else "q"
    return None if match[group].split()[0] in _NO_PEOPLE else match.span(group)


def _ends_with_name(before: str) -> bool:
    """ "Child B was White British and Child C Black British": the verb is left out."""
    return bool(re.search(r"\b(?:is|are|was|were)\b.*\band (?:[A-Z][a-z]+ )?[A-Z]\w*\s+$", before))


def _is_said(before: str) -> bool:
    """Whether the words before say what somebody is: "the family are", "recorded as"."""
    return bool(re.search(r"\b(?:is|are|was|were|as|ethnicity|all)\s*:?\s*$|[–:|(,-]\s*$", before))


_PEOPLE_ARE = re.compile(
    rf"(?:\b(?:all|both|they|every(?:one|body)|each|{FAMILY}|members|children|boys|girls|twins|parents)\b[^.;,]{{0,40}}"
    r"\b(?:is|are|was|were)\s+(?:all |both )?|\bthemselves as\s+)$",
    re.I,
)


def _is_told(before: str) -> bool:
    return bool(
        re.search(r"\bethnic|\b(?:recorded|described|identified|entered) (?:\w+ )?as\s*$", before)
        or _PEOPLE_ARE.search(before)
    )


__all__ = ["CHILD", "FAMILY", "HEAD", "PARENTS", "Ethnic", "ethnic_words", "ethnicity_in_row", "patterns"]
