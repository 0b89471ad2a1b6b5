"""What the report calls the child or the family, and the forms of that name in its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from pipeline.case.people.legend import by_use, keyed
from pipeline.case.people.naming import FEWEST, introduced, used_as_person
from pipeline.case.people.several import young_ones
from pipeline.case.report.label_forms import (
    LETTERS,
    NAME,
    Form,
    code_forms,
    family_forms,
    is_mark,
    letters_alone,
    listed,
    role_forms,
    split_names,
)
from pipeline.case.report.title import find_title, is_review, slip_field
from pipeline.case.source import Source
from pipeline.case.wording import matches

# Times that a report uses a label of a child whom no sentence introduces.
FEWEST_USES = 4
_REFERENCE = re.compile(r"\b(?:reference|ref|our ref|case (?:number|no))\b\W", re.I)
# Lines of a cover that name a person or a day, not the child.
_PERSON = re.compile(
    r"\b(?:author|chair|chaired|reviewers?|prepared|written|manager|writer|signed|report (?:by|of)|"
    r"by (?:Dr|Professor|Mr|Mrs|Ms)|"
    r"Dr|Prof(?:essor)?|Mr|Mrs|Ms|Miss|OBE|MBE|CQSW|QPM|FRCPCH|PhD|MSc|consultant|solicitor|copyright)\b"
)


_BOARD_AFTER = re.compile(
    r"\s+(?:(?:Local|Area|Regional|Public|Safeguarding|Child(?:ren)?['’]?s?|Adult|Protection|and) )*"
    r"(?:Board|Partnership|Committee|Panel|Council)\b"
)
# "Mia and her baby brother Leo"
_KIN_BETWEEN = r"(?:(?:his|her|their)\s+(?:[a-z-]+\s+)?(?:brothers?|sisters?|twins?|siblings?|half-\w+)\s+)?"


@dataclass(frozen=True, slots=True)
class CaseLabel:
    """The label of a case. ``kind``: role ("Child B"), family, code, initials, pseudonym, institution."""

    text: str
    kind: str
    start: int

    @property
    def names(self) -> tuple[str, ...]:
        """The children that the label names: ("Child A", "Child B"), ("Holly", "Joe"), ("Child LN18",)."""
        if self.kind == "code":
            return tuple(re.split(r", | and ", self.text))  # a stroke is part of a board's mark
        return () if self.kind in ("family", "institution") else split_names(self.text)


def find_label(source: Source) -> CaseLabel | None:
    """The case label from slip sheet, title, cover, running header, then the text; None without one."""
    if not is_review(source):
        return None
    for text in _segments(source):
        if found := _label_in(source, text):
            return _placed(source, _young(source, _beside(source, _fuller(source, found))))
    told = introduced(source)
    if told:
        source.note("case_label", told.text, told.start, told.end, inferred=True)
        text = _with_role(source, told.text)
        return CaseLabel(text, _kind_of(text), told.start)
    if key := keyed(source):
        source.note("case_label", key[0], key[1], key[2], inferred=True)
        return CaseLabel(key[0], _kind_of(key[0]), key[1])
    for text in _lines(source, references=True):
        if found := next((CaseLabel(one.text, one.kind, -1) for one in code_forms(text)), None):
            return _placed(source, found)
    return _from_opening(source)


def _young(source: Source, label: CaseLabel) -> CaseLabel:
    """The label of a joint review without the adult: "BT and LT", where LT is BT's mother."""
    names = label.names
    own = young_ones(source, names) if label.kind in ("role", "initials") else names
    return replace(label, text=listed(own)) if len(own) < len(names) else label


def _with_role(source: Source, name: str) -> str:
    """ "Infant Q" for the letter Q, where the text has it so too."""
    roles = "|".join(source.wording.words("labels", "roles"))
    full = re.findall(rf"\b(?:{roles}) {name}(?![\w-])", source.text) if re.fullmatch(LETTERS, name) else []
    return max(full, key=full.count) if full else name


def _beside(source: Source, label: CaseLabel) -> CaseLabel:
    """The label with those of the lines below it on the cover: "Child 8 (born 2003)", below it "Child 9"."""
    if label.kind not in ("role", "pseudonym", "initials"):
        return label
    lines = [" ".join(source.block_text(block).split()) for block in source.cover_blocks]
    at = next((place for place, line in enumerate(lines) if _names_only(line, label.text)), None)
    names = [label.text]
    for line in lines[at + 1 :] if at is not None else ():
        found = _label_in(source, line)
        if found is None or found.kind != label.kind or not _names_only(line, found.text):
            break
        names += [found.text] if not set(split_names(found.text)) & set(split_names(", ".join(names))) else []
    return replace(label, text=listed(names))


def _names_only(line: str, name: str) -> bool:
    """Whether a line is the name and at most a bracket, a date or an age behind it."""
    return bool(
        re.fullmatch(rf"\W*{re.escape(name)}\W*(?:\(.*\)|(?:born|died|aged?|dob)\b.*)?\W*", line, re.I)
    )


def _kind_of(name: str) -> str:
    return "role" if re.search(rf" {LETTERS}$", name) else "pseudonym"


def _fuller(source: Source, label: CaseLabel) -> CaseLabel:
    """The label of a line of the title that names the same child and others: "Children G, H and J"."""
    if label.kind != "role" or len(label.names) > 1:
        return label
    for text in _lines(source, references=False):
        other = (
            _label_in(source, text)
            if matches(text, source.wording.regexes("document_types", "review"))
            else None
        )
        if other and other.kind == "role" and set(label.names) < set(other.names):
            return other
    return label


def _segments(source: Source) -> Iterator[str]:
    """Where a label may stand, in order of weight: slip sheet, title, lines of the cover, running lines."""
    slip = slip_field(source, "Title")
    if slip:
        yield slip[0]
    if title := find_title(source):
        yield title
    yield from _lines(source, references=False)
    dropped = [text for _, text in source.document.dropped_lines]
    lines = sorted({text for text in dropped if len(text) > 6}, key=lambda line: (-dropped.count(line), line))
    yield from lines[:4]


def _lines(source: Source, *, references: bool) -> Iterator[str]:
    """The lines of the cover without the board's own reference; with ``references``, those lines alone."""
    role = "|".join(source.wording.words("labels", "roles"))
    blocks = source.cover_blocks
    for block, after in zip_longest(blocks, blocks[1:]):
        text = source.block_text(block)
        # A label of which each part has a line of its own: "CHILD", below it "K".
        if after and re.fullmatch(rf"(?i:{role})", text.strip()):
            below = source.block_text(after).strip()
            named = re.fullmatch(NAME, below) and f"{text.strip()} {below}" in source.text[block.char_end :]
            text = f"{text} {below}" if named or re.fullmatch(LETTERS, below) else text
        for line in dict.fromkeys((" ".join(text.split()), *map(str.strip, text.splitlines()))):
            if line and bool(_REFERENCE.search(line)) == references:
                yield line


def _placed(source: Source, label: CaseLabel) -> CaseLabel:
    """The label with its place in the text, evidence noted; -1 where only the running header has it."""
    at = re.search(re.escape(label.text).replace(r"\ ", r"\s+"), source.text, re.I)
    if at:
        source.note("case_label", label.text, at.start(), at.end())
    return CaseLabel(label.text, label.kind, at.start() if at else -1)


def _label_in(source: Source, text: str) -> CaseLabel | None:
    """The first label of a line; a role with letters before families, codes, initials and first names."""
    plain = " ".join(text.split())
    flat = re.sub(r"[\"“”]", "", plain)
    found: list[Form] = list(role_forms(flat, source.wording.words("labels", "roles")))
    found = found or list(family_forms(flat))
    found += [] if any(one.kind == "role" for one in found) else list(family_forms(flat))
    found = found or list(code_forms(flat))
    if not found and (letters := letters_alone(plain)):
        if all(used_as_person(source, name) for name in split_names(letters.text)):
            found = [letters]
        elif is_mark(letters.text):
            found = [replace(letters, kind="code")]
    if not found and not _PERSON.search(flat):
        found = _pseudonyms(source, flat)
    found = found or _institutions(source, flat) or _named_families(source, flat)
    if not found:
        return None
    first = min(found, key=lambda one: one.start)
    return CaseLabel(first.text, first.kind, -1)


def _pseudonyms(source: Source, flat: str) -> list[Form]:
    """First names, joined as the line joins them, by which the body goes on speaking of somebody."""
    stops = set(source.wording.words("labels", "not_names"))
    # Capitals throughout are brought down: "LUDO AND GHISLAINE".
    shouted = flat if re.search(r"[a-zà-ÿ]", flat) else flat.title().replace(" And ", " and ")
    one = rf"['‘]?{NAME}['’]?"
    role = re.compile(rf"\b(?:{'|'.join(source.wording.words('labels', 'roles'))})\s+$")
    for match in re.finditer(
        rf"(?<![\w’-]){one}(?:(?:,\s+(?:and\s+)?|\s+(?:and|&)\s+){_KIN_BETWEEN}{one})*(?!\w)", shouted
    ):
        # "Owain's story" is about Owain.
        bare = re.sub(rf"(?<=\s){_KIN_BETWEEN}(?=['‘]?[A-Z])", "", match[0])
        bare = re.sub(r"['’]s?(?!\w)|(?<!\w)['‘]", "", bare)
        names = split_names(bare)
        called = role.search(shouted[: match.start()])
        if _BOARD_AFTER.match(shouted, match.end()):
            continue  # the place of a board, not a child
        if any(name in stops for name in names) or not (called or _apart(source, shouted, match)):
            continue
        alone = len(names) > 1 and match[0] == shouted.strip()
        if all(used_as_person(source, name, 1 if alone else FEWEST) for name in names):
            # "Baby Jake" as the title has it.
            text = f"{' '.join(called[0].split())} {bare}" if called else bare
            return [Form(called.start() if called else match.start(), text, "pseudonym")]
    return []


def _apart(source: Source, flat: str, match: re.Match[str]) -> bool:
    """Whether capitalised words beside a name are those of a title: "Ellis Serious Case Review"."""
    words = set(source.wording.words("labels", "not_names"))
    before = re.search(r"\b([A-Z]\w*)\s+$", flat[: match.start()])
    after = re.match(r"\s+([A-Z]\w+)", flat[match.end() :])
    return (before is None or before[1] in words) and (after is None or after[1] in words)


def cover_pseudonym(source: Source) -> str | None:
    """One first name that the title or a line of the cover gives to the child; None without one."""
    return next((names[0] for names in _cover_names(source) if len(names) == 1), None)


def cover_pseudonyms(source: Source) -> tuple[str, ...]:
    """The first names that one line of the cover gives to the children ("‘Amber’ and ‘Joss’"), if any."""
    return next(_cover_names(source), ())


def _cover_names(source: Source) -> Iterator[tuple[str, ...]]:
    for text in (find_title(source) or "", *_lines(source, references=False)):
        if text and not _PERSON.search(text):
            for one in _pseudonyms(source, re.sub(r"[\"“”]", "", text)):
                yield split_names(one.text)


def _institutions(source: Source, flat: str) -> list[Form]:
    kinds = "|".join(source.wording.words("labels", "institutions"))
    return [
        Form(match.start(), match[0], "institution")
        for match in re.finditer(rf"\b(?:{kinds})\s+[A-Z]\d?(?!\w)", flat)
    ]


def _named_families(source: Source, flat: str) -> list[Form]:
    """ "The Marlow Family": a surname, made up by the report, by which the body goes on speaking of them."""
    stops = set(source.wording.words("labels", "not_names"))
    shouted = flat if re.search(r"[a-zà-ÿ]", flat) else flat.title()
    body = source.text[source.cover_span[1] :]
    return [
        Form(match.start(), match[0], "family")
        for match in re.finditer(
            rf"(?<![\w’'-])(?P<n>{NAME}) (?:[Ff]amily|[Ss]iblings|[Cc]hildren)\b", shouted
        )
        if match["n"] not in stops
        and len(re.findall(rf"\b[Tt]he {match['n']} (?i:family|siblings|children)\b", body))
        >= FEWEST_USES - 2
    ]


def _from_opening(source: Source) -> CaseLabel | None:
    """A label that the first sentences use and the rest keeps using; else who is spoken of as of a child."""
    roles = "|".join(source.wording.words("labels", "roles"))
    one = re.compile(rf"\b(?:{roles})\s+{LETTERS}(?![\w-])")
    used = Counter(match[0] for sentence in source.prose for match in one.finditer(sentence.text))
    opening = Counter(
        {match[0]: used[match[0]] for sentence in source.prose[:30] for match in one.finditer(sentence.text)}
    )
    for name, times in opening.most_common(1):
        if times >= FEWEST_USES - 2:
            return _placed(source, CaseLabel(name, "role", -1))
    for name, start, end in by_use(source)[:1]:
        source.note("case_label", name, start, end, inferred=True)
        return CaseLabel(name, _kind_of(name), start)
    return None


def short_forms(source: Source, name: str) -> tuple[str, ...]:
    """The name and what the text shortens it to: "Child LN18" and "LN18", "Baby Jake" and "Jake".

    A letter alone counts only where the text uses it as a name, which "A" and "I" never are.
    """
    match = re.search(rf"\s({LETTERS})$", name)
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
    named = re.search(rf"^[A-Z][a-z]+(?: [A-Z][a-z]+)? ({NAME})$", name)
    if named and re.search(rf"[a-z,] {re.escape(named[1])}(?!\w)", source.text):
        forms.append(named[1])
    return tuple(forms)
