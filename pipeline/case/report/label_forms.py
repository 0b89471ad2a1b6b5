"""The forms that a label of a case takes on a cover: role and letter, family, code, initials, first names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from string import ascii_uppercase

# Words in capitals that stand where a letter of a child could.
_NO_LETTERS = (
    r"(?!(?:IN|OF|AND|THE|AT|ON|BY|IS|WHO|WAS|FOR|HAS|HAD|ARE|HIS|HER|MAY|CAN|BUT|ITS|WE|HE|SHE|"
    r"TO|NO|AS|OR|DIED|AGED|NOT|IT|BE|IF|SO|ALL|ANY|OUR|THAT|WITH)\b)"
)
LETTERS = rf"{_NO_LETTERS}(?:[A-Z]{{1,3}}\d{{0,3}}|\d{{1,2}}[A-Z]?)"
NAME = r"[A-ZÀ-Þ][a-zà-ÿ]+(?:[’'-][A-ZÀ-Þ]?[a-zà-ÿ]+)*"
# "CPR 1/2019" says only what kind of review it is: the place or the letters before it are part of the code.
_KIND = r"(?:CPR|SCR|CMR|LCSPR|MAPR|SPR|ICR|PR|LR)"
_CODES = (
    rf"(?:[A-Z][a-z]+\s(?:(?:and\s)?[A-Z][a-z]+\s)?|"
    rf"(?:[A-Z]{{2,8}}\s){{1,2}})?{_KIND}\s?(?:No\.?\s?)?\d{{1,3}}(?:[ /-]\d{{2,4}}|\s?\(\d{{4}}\))",
    r"[A-Z]{2,8}(?:[ /-][A-Z]{2,6})?[ /-]\d{1,3}[ /-]\d{4}",
    r"[A-Z]{2,8}[ /-](?:19|20)\d{2}[/-]\d{1,3}",
    r"[A-Z]{2,8}[/-]\d{2,4}[/-][A-Z0-9]{1,4}",
    r"[A-Z]{1,8}(?:[/-][A-Z]{1,6}){1,2}[/-]?\d{1,4}(?:[/-][A-Z0-9]{1,4})?",
    r"(?:19|20)\d{2}[ /-][A-Z]{1,4}[ /-]?\d{1,5}[A-Z]?",
    r"[A-Z]{2,8}\d{2,4}[A-Z](?!\w)",
    r"[A-Z]{1,8}\d{1,4}/\d{1,4}",
    r"[A-Z]{2,8}[ -]?\d{2,4}(?:\s?\(\d{1,2}\))?",
)
_CODE = re.compile(rf"(?<![\w/-])(?:{'|'.join(_CODES)})(?![\w/-])")
_NO_CODE = re.compile(
    r"^(?:COVID|ISBN|ISSN|DRAFT|VERSION|FINAL|MAY|PAGE|JUNE|JULY|PART|SECTION|CHAPTER)\b", re.I
)
# A number on a line of its own is the shelf mark of a collection.
_REPOSITORY = re.compile(r"(?:19|20)\d{2}[ /-][A-Z]{1,4}[ /-]?\d{1,5}[A-Z]?")
# A letter and digits alone name nobody beside other words; on a line of their own they may.
_SHORT_CODE = re.compile(r"[A-Z]\d{1,3}")
_PLURALS = {
    "Children": "Child",
    "Babies": "Baby",
    "Infants": "Infant",
    "Young People": "Young Person",
    "Young Persons": "Young Person",
    "Twins": "Twin",
    "Boys": "Boy",
    "Girls": "Girl",
    "Siblings": "Sibling",
    "Brothers": "Brother",
    "Sisters": "Sister",
    "Adolescents": "Adolescent",
    "Subjects": "Subject",
    "Pupils": "Pupil",
    "Students": "Student",
}
# Words that no review calls "family": "Mother and a family".
_JOIN = r"(?:,\s+(?:and\s+)?|\s+(?i:and)\s+|\s*&\s*|\s*/\s*)"


@dataclass(frozen=True, slots=True)
class Form:
    """A label found in a line: where it begins, its words, its kind."""

    start: int
    text: str
    kind: str


def role_forms(flat: str, roles: Sequence[str]) -> Iterator[Form]:
    """ "Child B", "Children P, Q and R", "Baby X and Child Y": the roles joined as the line joins them."""
    words = "|".join((*_PLURALS, *roles))
    letter = rf"['‘“]?{LETTERS}['’”]?"
    one = rf"(?i:{words})\s+{letter}"
    # A comma joins further letters; after "Child A", a comma and a bare number are no second child.
    for match in re.finditer(
        rf"\b{one}(?:{_JOIN}(?:{one}|(?!(?:Adult|ADULT)\b){_NO_LETTERS}['‘“]?(?:[A-Z]{{1,3}}\d{{0,3}}|"
        rf"\d{{1,2}})['’”]?(?![\w./-])))*(?![\w-])",
        flat,
    ):
        bare = re.sub(r"['‘’“”]", "", match[0])
        yield Form(match.start(), _titled(bare, words), "role")


def _titled(text: str, words: str) -> str:
    """Roles with a capital, letters in capitals, "and" small."""
    made = re.sub(
        rf"\b(?i:{words})(?=\s)", lambda match: " ".join(map(str.capitalize, match[0].split())), text
    )
    return re.sub(r"\b(?i:and)\b", "and", made)


def family_forms(flat: str) -> Iterator[Form]:
    """ "Family N", "the N family", "the P siblings"."""
    kinds = r"(?i:family|sibling group)"
    pattern = (
        rf"\b{kinds}\s+([A-Z]{{1,3}}\d?)(?![\w-])|\b([A-Z]{{1,2}}\d?)\s+{kinds}\b|"
        rf"\b([A-Z]{{1,2}}\d?)\s+(?i:siblings)\b|"
        rf"\b(?:the|The|THE)\s+(?P<few>([A-Z]{{1,2}}\d?)\s+(?i:children|twins|brothers|sisters))\b"
    )
    for match in re.finditer(pattern, flat):
        if match["few"]:
            yield Form(match.start("few"), match["few"], "family")
            continue
        letters = match[1] or match[2] or match[3]
        if match[2] != "A" and re.fullmatch(LETTERS, letters):
            group = "Sibling Group" if re.match(r"(?i)sibling group", match[0]) else "Family"
            yield Form(match.start(), f"{group} {match[1]}" if match[1] else match[0], "family")


def code_forms(flat: str) -> Iterator[Form]:
    """A board's own code, with the year or a number in it: "CYSUR 4 2017", "SOT12(1)", "EF10/02"."""
    alone = _SHORT_CODE.fullmatch(flat.strip(" .:"))
    if alone:
        yield Form(flat.index(alone[0]), alone[0], "code")
    if _REPOSITORY.fullmatch(flat.strip(" .:")):
        return
    found = [match for match in _CODE.finditer(flat) if not _NO_CODE.match(match[0])]
    for rank, match in enumerate(found):
        # "HB14A and HB14B": the marks of two children, whose board's letters are the same.
        names = [match[0]]
        for before, after in pairwise(found[rank:]):
            joined = re.fullmatch(_JOIN, flat[before.end() : after.start()])
            if not joined or _letters_of(after[0]) != _letters_of(before[0]):
                break
            names.append(after[0])
        yield Form(match.start(), listed(names), "code")


def _letters_of(code: str) -> str:
    """The capitals that a mark begins with: those of its board."""
    return code[: len(code) - len(code.lstrip(ascii_uppercase))]


# What stands before the names of a cover: "in respect of", "Review:", "the death of an infant known as".
_LEAD = (
    r"(?:in respect of|relating to|in relation to|concerning|regarding|re|about|"
    r"subjects?(?: (?:child(?:ren)?|of (?:the|this) (?:review|report)))?|"
    r"known as|called|"
    r"(?:death|case|care|circumstances|life|injury|injuries|harm|abuse|murder|killing|homicide) (?:of|to)|"
    r"review|report|LCSPR|LSCPR|CSPR|SCR|CPR|CMR|SPR|PLR)"
)
_INITIALS = r"(?:(?:[A-Z]\.\s?){2,3}|[A-Z]{1,4}\d{0,3})"
# "AJ and his sister BJ", "the death of C1 and the injury of C2": words between two names of a cover.
_BETWEEN = (
    r"(?:,\s+(?:and\s+)?|\s+(?:and|&)\s+)"
    r"(?:(?:his|her|their|the|of|to|for)\s+(?:[a-z-]+\s+){0,3})?"
)
_LETTERS_ALONE = re.compile(
    rf"(?:^|\b(?P<lead>(?i:{_LEAD})\s*[:–-]?\s+))"
    rf"[\"“‘']?(?P<n>{_INITIALS}(?:{_BETWEEN}{_INITIALS})*)[\"”’']?"
    r"(?=\s*[.:]?$|\s*[;–—(]|[:,]\s|\s-\s|,?\s+and\s+(?:the|of|an?)\b)"
)
# A board's own mark of a case, which its report need not use again: "Serious Case Review: KPR2".
_MARK = re.compile(r"(?!V)[A-Z]{2,6}\d{1,3}")


def letters_alone(flat: str) -> Form | None:
    """Initials that are all that a line says beside the words of a report: "GR", "in respect of J.T."."""
    # What stands in brackets behind the initials says more of the child: "SJ (aged 4)".
    plain = re.sub(r"\s*\((?:aged?|born|b\.|dob|not|a (?:boy|girl))\b[^)]*\)$", "", flat)
    match = _LETTERS_ALONE.search(plain)
    if match is None:
        return None
    names = re.findall(_INITIALS + r"(?![\w.])", match["n"])
    text = match["n"].strip() if re.fullmatch(r"[^a-z]*(?:and[^a-z]*)?", match["n"]) else listed(names)
    return Form(match.start("n"), text, "initials")


def is_mark(text: str) -> bool:
    """Whether letters and digits are a board's mark of a case, used as a name or not."""
    return bool(_MARK.fullmatch(text))


def listed(names: Sequence[str]) -> str:
    """Names as a sentence joins them: "P, Q and R"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def split_names(text: str) -> tuple[str, ...]:
    """The children of a joined label: "Children V, W and X" are Child V, Child W and Child X."""
    parts = [part for part in re.split(r",\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s*/\s*", text) if part]
    role = ""
    names = []
    for part in parts:
        match = re.match(rf"(?P<r>[A-Z][a-z]+(?: [A-Z][a-z]+)?)\s+(?P<l>{LETTERS})$", part)
        if match:
            role = _PLURALS.get(match["r"], match["r"])
            names.append(f"{role} {match['l']}")
        else:
            names.append(f"{role} {part}" if role and re.fullmatch(LETTERS, part) else part)
    return tuple(names)
