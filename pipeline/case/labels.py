"""What the report calls the child or the family, and the forms of that name in its text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.case.source import Source
from pipeline.case.title import find_title, first_names, is_review, slip_field

_LETTERS = r"(?!(?:IN|OF|AND|THE|AT|ON|BY|IS|WHO|WAS|FOR|HAS|TO|NO)\b)(?:[A-Z]{1,3}\d{0,3}|\d{1,2})"
_CODE = r"[A-Z]{2,6}\d{2,4}(?:\s?\(\d\))?|[A-Z]{3,8}\s\d{1,2}[ /]\d{4}"
# "CPR 1/2019" says only what kind of review it is: the place before it is part of the code.
_KIND_CODE = r"(?:[A-Z][a-z]+\s(?:[A-Z][a-z]+\s)?)?(?:CPR|SCR|CMR|LCSPR)\s\d{1,2}[ /]\d{4}"
_SHORT_CODE = r"[A-Z]{1,3}\d{1,4}"
_NAME = r"[A-Z][a-z]{2,}"
# Times that a report uses a name for it to be the child's.
FEWEST_USES = 4


@dataclass(frozen=True, slots=True)
class CaseLabel:
    """The label on the cover. ``kind``: role ("Child B"), family, code, pseudonym ("Joe") or institution."""

    text: str
    kind: str
    start: int

    @property
    def names(self) -> tuple[str, ...]:
        """The children that the label names: ("Child A", "Child B"), ("Holly", "Joe"), ("Child LN18",)."""
        if self.kind in ("family", "institution"):
            return ()
        parts = re.split(r",\s*|\s+and\s+|\s*&\s*", self.text)
        if self.text.startswith("Children "):
            return tuple(f"Child {part.removeprefix('Children ')}" for part in parts)
        role = re.match(rf"([A-Z][a-z]+(?: [A-Z][a-z]+)?)\s+{_LETTERS}$", parts[0])
        return tuple(f"{role[1]} {part}" if role and re.fullmatch(_LETTERS, part) else part for part in parts)


def find_label(source: Source) -> CaseLabel | None:
    """The case label from slip sheet, title, cover, running header, then opening; None without one."""
    if not is_review(source):
        return None
    slip = slip_field(source, "Title")
    title = find_title(source)
    cover = source.cover_text
    lines = sorted(
        {text for _, text in source.document.dropped_lines if len(text) > 6},
        key=lambda line: -sum(text == line for _, text in source.document.dropped_lines),
    )
    for text in filter(None, (slip[0] if slip else None, title, cover, *lines[:4])):
        found = _label_in(source, text)
        if found:
            return _placed(source, found)
    for block in source.cover_blocks:
        if names := first_names(source, source.block_text(block)):
            return _placed(source, CaseLabel(names, "pseudonym", -1))
    return _from_opening(source)


def _placed(source: Source, label: CaseLabel) -> CaseLabel:
    """The label with its place in the text, evidence noted; -1 where only the running header has it."""
    at = re.search(re.escape(label.text).replace(r"\ ", r"\s+"), source.text, re.I)
    if at:
        source.note("case_label", label.text, at.start(), at.end())
    return CaseLabel(label.text, label.kind, at.start() if at else -1)


def _label_in(source: Source, text: str) -> CaseLabel | None:
    """The first label of a title or cover; a role with letters before codes, these before pseudonyms."""
    flat = re.sub(r"[\"“”]", "", " ".join(text.split()))
    roles = "|".join(source.wording.words("labels", "roles"))
    found: list[tuple[int, str, str]] = []
    for match in re.finditer(
        rf"\b(?P<role>(?i:{roles}|children))\s+(?P<l>{_LETTERS}(?:(?:,\s+|\s+(?i:and)\s+|\s*&\s*){_LETTERS})*)"
        rf"(?P<more>\s+(?i:and)\s+(?:(?i:{roles})\s+){_LETTERS})?(?![\w-])",
        flat,
    ):
        more = (
            " and " + re.split(r"(?i)\band\s", match["more"], maxsplit=1)[1].strip().title()
            if match["more"]
            else ""
        )
        letters = re.sub(r"\bAND\b", "and", match["l"])
        found.append((match.start(), f"{match['role'].title()} {letters}{_same_case(more)}", "role"))
    for match in re.finditer(
        r"\b(?i:family)\s+([A-Z]{1,2}\d?)(?![\w-])|\b([A-Z]{1,2}\d?)\s+(?i:family)\b", flat
    ):
        if match[2] != "A":
            found.append((match.start(), f"Family {match[1]}" if match[1] else match[0], "family"))
    if not found:
        found = [
            (match.start(), match[0], "code")
            for match in re.finditer(rf"(?<![\w/])(?:{_KIND_CODE}|{_CODE})(?![\w/])", flat)
        ]
    found = found or _pseudonyms(source, flat) or _institutions(source, flat)
    if not found:
        return None
    _, label, kind = min(found, key=lambda one: one[0])
    return CaseLabel(label, kind, -1)


def _same_case(more: str) -> str:
    """Letters stay capitals after a title-cased role: " and Child Bw" is " and Child BW"."""
    return re.sub(r"([A-Z][a-z]*\d*)$", lambda match: match[1].upper(), more)


def _pseudonyms(source: Source, flat: str) -> list[tuple[int, str, str]]:
    """First names after a word that introduces the child, or a title that is nothing else."""
    links = "|".join(source.wording.words("labels", "links"))
    stops = "|".join(source.wording.words("labels", "not_names"))
    one = rf"(?!(?:{stops})\b){_NAME}"
    names = rf"['‘]?{one}['’]?(?:(?:,\s+['‘]?{one}['’]?)*\s+and\s+['‘]?{one}['’]?)?"
    # The name in brackets of a title like "Case 3 (Eoin)".
    bracketed = re.search(rf"\((?P<n>{one})\)\s*$", flat)
    if bracketed and len(re.findall(rf"\b{bracketed['n']}\b", source.text)) >= FEWEST_USES:
        return [(bracketed.start("n"), bracketed["n"], "pseudonym")]
    if (listed := _listed_names(source, flat, one)) is not None:
        return [listed]
    for match in re.finditer(
        rf"(?:(?<=^)|\b(?i:{links})\s*:?\s*)(?P<n>{names})(?=\s*(?:$|[.,;:()|–-]|(?i:overview|report|final|lead|author|[a-z])))",
        flat,
    ):
        # "Polly: a serious case review" begins with her name.
        before = re.match(r"\s*[:–-]\s.*\b(?:review|report)\b", flat[match.end() :], re.I)
        if match.start("n") or match.end() >= len(flat) - 2 or before:
            return [(match.start("n"), re.sub(r"['‘’]", "", match["n"]), "pseudonym")]
    return []


def _listed_names(source: Source, flat: str, one: str) -> tuple[int, str, str] | None:
    """Several first names after a colon, all of which the report goes on using: "Jonah, Samir and Reece"."""
    match = re.search(rf"(?:^|[:–-]\s+)(?P<n>{one}(?:,\s+{one})*,?\s+and\s+{one})\s*$", flat)
    if match is None:
        return None
    names = re.split(r",\s*(?:and\s+)?|\s+and\s+", match["n"])
    if any(len(re.findall(rf"\b{name}\b", source.text)) < 4 for name in names):
        return None
    return match.start("n"), match["n"], "pseudonym"


def cover_pseudonym(source: Source) -> str | None:
    """One first name that the title or a line of the cover gives to the child; None without one."""
    for block in source.cover_blocks:
        text = re.sub(r"[\"“”]", "", " ".join(source.block_text(block).split()))
        for _, name, _ in _pseudonyms(source, text):
            if " " not in name:
                return name
    return None


def _institutions(source: Source, flat: str) -> list[tuple[int, str, str]]:
    kinds = "|".join(source.wording.words("labels", "institutions"))
    return [
        (match.start(), match[0], "institution")
        for match in re.finditer(rf"\b(?:{kinds})\s+[A-Z]\d?(?!\w)", flat)
    ]


def _from_opening(source: Source) -> CaseLabel | None:
    """A label that the first sentences use and the rest of the report keeps using."""
    roles = "|".join(source.wording.words("labels", "roles"))
    for sentence in source.prose[:30]:
        match = re.search(
            rf"\b(?:{roles})\s+{_LETTERS}(?![\w-])|(?<=called )(?:{_SHORT_CODE})\b", sentence.text
        )
        if match and len(re.findall(rf"{re.escape(match[0])}(?!\w)", source.text)) >= 3:
            return _placed(source, CaseLabel(match[0], "role", -1))
    return None


def short_forms(source: Source, name: str) -> tuple[str, ...]:
    """The name and what the text shortens it to: "Child LN18" and "LN18", "Child W" and "W".

    A letter alone counts only where the text uses it as a name, which "A" and "I" never are.
    """
    match = re.search(rf"\s({_LETTERS})$", name)
    forms = [name]
    if match and not match[1].isdigit() and match[1] not in ("A", "I"):
        short = match[1]
        alone = re.findall(
            rf"(?<![\w'.&/-])(?<!Child )(?<!Baby )(?<!Adult )(?<!Family )(?<!Mr )(?<!Ms )(?<!Mrs )"
            rf"(?<!Grade )(?<!Class )(?<!Appendix ){re.escape(short)}(?![\w&/.-]\w|\w)",
            source.text,
        )
        if len(alone) >= 3:
            forms.append(short)
    return tuple(forms)
