"""The family table: who is who, with ages, and which of them the review is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.case.age.as_at import AT_EVENT, NOW, AgesAsAt, ages_as_at
from pipeline.case.age.birthdays import days_told
from pipeline.case.report.labels import CaseLabel
from pipeline.case.source import Source
from pipeline.case.wording import matches
from pipeline.dates import FoundDate, find_dates, parse_age
from pipeline.records import Gender, Sentence, Subject

_NAME_HEAD = re.compile(r"\b(?:name|person|who|label|family member|member|subject|initials|code)\b", re.I)
_OTHERS_PARENT = re.compile(
    r"\b(?:Mr|Ms|Mrs|Miss|Adult|Mother|Father|Mum|Dad)\b[\w ]{0,12}['’]s (?:own |late )?(?:mother|father)\b"
)
_TOGETHER = re.compile(
    r"(?i)\b(?:partner|boyfriend|girlfriend|husband|wife|fianc|lived with|relationship|married)"
)
_RELATION_HEAD = re.compile(r"relation|who they are|^who$|role|status", re.I)
_AGE_HEAD = re.compile(r"\bage\b|\bages\b", re.I)
_BORN = re.compile(r"\b(?:born\b|b\.(?=\s*\d)|dob\b|d\.o\.b\.?|date of birth\b)[\s:]*(?:on\s+|in\s+)?", re.I)
# A birth, which is no relation: "22 May 2018", "the 6th of August 1979".
_DATE_CELL = re.compile(
    r"\s*(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Z][a-z]{2,8}\s+(?:19|20)\d\d\s*$"
)
_DIED_AGED = re.compile(r"\b(?:died|deceased|dead)\b[,\s]+(?:aged?|at)\s+(?P<age>.+)", re.I)
_NEWBORN = re.compile(r"\s*(?:newborn|new-born|neonate|at birth)\b", re.I)
# "The child; white British"
_THE_CHILD = re.compile(r"the (?:subject |index )?child(?:\s*[;,.(]|$)", re.I)
_OF_SUBJECT = re.compile(
    r"(?i)\b(?:of|to) (?:the )?(?:subject|index)(?: child)?\b(?! of)|\b(?:subject|index child)['’]s\b"
)
_OWN_CHILD = re.compile(r"^(?:boy|girl|son|daughter|child)\b|\b(?:son|daughter)\s+of\b", re.I)


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """A row of the family table. ``age`` in years on the day ``as_at`` (None: the table does not say)."""

    name: str
    relation: str
    role: Subject | None
    age: float | None
    as_at: FoundDate | None
    age_now: bool
    born: date | None
    gender: Gender
    ethnicity: str | None
    start: int
    end: int

    @property
    def own_child(self) -> bool:
        """Whether the row calls the person a boy, girl, son or daughter, and nothing else."""
        return bool(_OWN_CHILD.search(self.relation)) and self.role not in ("professional", "other_adult")

    @property
    def marked(self) -> bool:
        """Whether the row says that the review is about this person."""
        return self.role == "child" or bool(_THE_CHILD.match(self.relation))


def family_rows(source: Source) -> list[FamilyRow]:
    """The rows of all family tables; a table that goes on over a page break keeps its column heads."""
    rows: list[FamilyRow] = []
    taken: set[int] = set()
    heads: tuple[str, ...] | None = None
    for table in source.tables:
        first = table.rows[0]
        if _is_head(first) or _has_people(source, table.rows):
            heads, cells = first, table.rows[1:]
        elif heads and len(first) == len(heads) and table.kind in ("family", "other"):
            cells = table.rows
        else:
            heads = None
            continue
        rows.extend(filter(None, (_row(source, heads, row, taken) for row in cells)))
    return rows


def _is_head(first: Sequence[str]) -> bool:
    """A family table has people in its first column and an age or a relation beside them."""
    named = bool(_NAME_HEAD.search(first[0])) or first[0] == ""
    aged = any(_AGE_HEAD.search(cell) or _BORN.search(cell) for cell in first[1:])
    related = any(_RELATION_HEAD.search(cell) for cell in first[1:])
    # Whatever the first column is called: who has an age and a place in the family is a person.
    return (aged or related) if named else (aged and related and not find_dates(first[0]))


def _has_people(source: Source, rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table without such heads lists a family: a parent in its first column, with an age."""
    roles = source.wording.regexes_of_roles()
    relatives = [
        row for row in rows[1:] if len(row) > 1 and matches(row[0], roles["mother"] + roles["father"])
    ]
    head = rows[0][0]
    return (
        bool(relatives)
        and len(head.split()) <= 4
        and not find_dates(head)
        and any(parse_age(cell or "") is not None for row in relatives for cell in row[1:])
    )


def _row(source: Source, heads: Sequence[str], cells: Sequence[str], taken: set[int]) -> FamilyRow | None:
    cells = [cell or "" for cell in cells]
    # What stands in brackets after a name is no part of it: "Eoin (not his name)".
    name = re.sub(r"\s+\([^)]*\)$", "", " ".join(cells[0].split()))
    if not name or len(name.split()) > 6:
        return None
    relation = next(
        (cell for head, cell in zip(heads[1:], cells[1:], strict=False) if _RELATION_HEAD.search(head)), ""
    )
    if not relation:
        relation = next(
            (
                cell
                for cell in cells[1:]
                if re.search(r"[A-Za-z]{3}", cell) and parse_age(cell) is None and not _DATE_CELL.match(cell)
            ),
            "",
        )
    age, as_at, now = _age(heads, cells)
    place = _place(source, cells, taken)
    if age is not None and as_at is None and not now and not AT_EVENT.search(" ".join(heads)):
        as_at, now = _told_as_at(source, place[0])
    return FamilyRow(
        name,
        relation,
        role_of(source, name, relation),
        age,
        as_at,
        now,
        _born(heads, cells),
        _gender(source, heads, cells),
        _ethnicity(source, heads, cells),
        place[0],
        place[1],
    )


def _place(source: Source, cells: Sequence[str], taken: set[int]) -> tuple[int, int]:
    """Where the row stands in the text; (0, 0) where the text has it otherwise."""
    text = " | ".join(cells)
    for sentence in _table_sentences(source):
        if sentence.text == text and sentence.sentence_no not in taken:
            taken.add(sentence.sentence_no)
            return sentence.char_start, sentence.char_end
    return 0, 0


def _table_sentences(source: Source) -> Iterator[Sentence]:
    return (sentence for sentence in source.sentences if sentence.kind == "table_row")


def _age(heads: Sequence[str], cells: Sequence[str]) -> tuple[float | None, FoundDate | None, bool]:
    """Age, the day it is given for, and whether it is the age at the time of writing."""
    columns = [i for i, head in enumerate(heads) if i and _AGE_HEAD.search(head)]
    columns += [i for i, head in enumerate(heads) if i and i not in columns and find_dates(head)]
    for i in columns:
        if i < len(cells) and _NEWBORN.match(cells[i]):
            return 0.0, None, False
        if i < len(cells) and (died := _DIED_AGED.search(cells[i])):
            return parse_age(died["age"]), None, False
        # "16 (born February 2002)": the age first, then when it began.
        if i < len(cells) and (age := parse_age(re.sub(r"\s*[(;,]\s*born\b.*", "", cells[i]))) is not None:
            day = next(iter(find_dates(heads[i])), None)
            return age, day, bool(NOW.search(heads[i]))
    return None, None, False


def _told_as_at(source: Source, start: int) -> tuple[FoundDate | None, bool]:
    frame = ages_as_at(source, next((one.section_no for one in source.body if one.char_start == start), None))
    return frame.day, frame.now


# "C, then 10, told a teacher ...": what follows the age shows that the line is a sentence.
_TELLS_ON = re.compile(
    r"(?:told|said|went|came|ran|had|has|was|were|is|made|took|gave|saw|rang|asked|did|began|left|wrote|got|could|would)\b"
)
# A line of a list that begins with a name: what stands after comma, colon, dash or bracket are its cells.
_LINE_ENDS = re.compile(r"\s*(?:[,;:|()]|\s[-–—]\s)\s*|^[MF]\s+(?=\d)")
_LABEL_LINE = re.compile(
    r"(?:[MF]\b|male|female|boy|girl)?[\s,–-]*\d{1,2}(?:\s*(?:years?|yrs?|months?|mths?|weeks?|days?))?(?:\s+old)?",
    re.I,
)
_SENTENCE = re.compile(
    r"\b(?:and|was|were|is|had|has|died|lived|lives|who|whose|when|her|his|their|mother|father|sister|brother)\b",
    re.I,
)
_LINE_SECTIONS = frozenset(("family", "introduction", "circumstances", "summary", "background"))
_LINE_WORDS = 30
_RELATION_AT = 60  # characters of a line in which its person is described
_CUT = re.compile(r"\b(?:b|born|d\.?o\.?b)\.$", re.I)
# "Q, now 16" in a list that does not say of when its ages are.
_NOW_CELL = re.compile(r"(?:[\w -]{1,20}, )?(?:now|today|currently|at present)\s+(?:aged?\s+)?[\w½¼¾]+", re.I)
_RELATIVE = re.compile(
    r"\b(?:mother|father|sister|brother|step-?\w+|half-?\w+|grand\w+|aunt|uncle|partner)\b", re.I
)


def told_row(source: Source, name: str, forms: Sequence[str]) -> FamilyRow | None:
    """The child's line of a list or of a genogram's labels, with an age or a birth: "Child E, 3½, a girl"."""
    names = "|".join(re.escape(form) for form in sorted({name, *forms}, key=len, reverse=True))
    line = re.compile(
        rf"\W*(?:{names})(?!\w|['’])\s*(?P<rest>[,;:(–—|-].*|"
        rf"(?:(?:[MF]|male|female|boy|girl)\b)?[\s,–-]*(?:\d|(?:b\.|born|d\.?o\.?b\b\.?|aged?)(?:[\s:]|$)).*|)$",
        re.I | re.S,
    )
    lines = [one for one in source.body if one.kind != "table_row"]
    for at, sentence in enumerate(lines):
        if not _may_list(source, lines, at):
            continue
        match = line.match(sentence.text)
        if match is None or len(sentence.text.split()) > _LINE_WORDS:
            continue
        rest, end = match["rest"].lstrip(" ,;:–—-"), sentence.char_end
        below = lines[at + 1] if at + 1 < len(lines) else None
        # A genogram's label: the name on a line of its own, "M - 9" on the next.
        if not rest and below and _LABEL_LINE.fullmatch(below.text.strip()):
            rest, end = below.text, below.char_end
        # "R m b. 19/04/2017" is cut after the stop.
        if below and below.section_no == sentence.section_no and _CUT.search(rest):
            rest, end = f"{rest} {below.text}", below.char_end
        cells = [name, *(cell.strip(" .") for cell in _LINE_ENDS.split(rest) if cell and cell.strip(" ."))]
        # Beyond another person or a verb the line is a sentence, whose ages may be another's.
        last = next((i for i, cell in enumerate(cells) if i and _SENTENCE.search(cell)), len(cells))
        if sentence.kind == "paragraph" and any(_TELLS_ON.match(cell) for cell in cells[2:4]):
            continue
        age = next((found for cell in cells[1 : min(last, 6)] if (found := cell_age(cell)) is not None), None)
        # An age at death is of the event, whatever the day of the list's other ages.
        died = next((found for cell in cells[1:6] if (found := _age_at_death(cell)) is not None), None)
        born = _born([""] * len(cells), cells)
        if age is None and born is None and died is None:
            continue
        frame = ages_as_at(source, sentence.section_no) if died is None else AgesAsAt(event=True)
        age = age if died is None else died
        now = frame.now or (age is not None and died is None and bool(_NOW_CELL.match(", ".join(cells[1:3]))))
        place = (sentence.char_start, end)
        return FamilyRow(
            name, ", ".join(cells[1:]), "child", age, frame.day, now, born, "not_stated", None, *place
        )
    return None


def _may_list(source: Source, lines: Sequence[Sentence], at: int) -> bool:
    """Whether a line may be the child's of a list: in a part about the family, or in a list of relatives."""
    kind = source.section_type(lines[at])
    if kind in _LINE_SECTIONS:
        return True
    beside = [one for one in lines[max(0, at - 2) : at + 3] if one.kind == "list_item"]
    return (
        kind == "other"
        and lines[at].kind == "list_item"
        and sum(bool(_RELATIVE.search(one.text[:_RELATION_AT])) for one in beside) > 1
    )


def _age_at_death(cell: str) -> float | None:
    """The age of "died aged 3" where that begins a cell: further on it may be another's."""
    return parse_age(died["age"]) if (died := _DIED_AGED.match(cell)) else None


def cell_age(cell: str) -> float | None:
    """The age that a cell consists of; "3 visits" is none."""
    cell = re.sub(r"\s+(?:(?:at|on|when)\b.*|then)$", "", cell)
    alone = re.fullmatch(
        r"(?:aged?\s+|then\s+|nearly\s+|just\s+over\s+)*[\w½¼¾-]+(?:\s+(?:years?|yrs?|months?|mths?|weeks?|days?|and|old|a\s+half|\d+))*",
        cell,
        re.I,
    )
    return parse_age(cell) if alone else None


def _born(heads: Sequence[str], cells: Sequence[str]) -> date | None:
    for head, cell in zip(heads, cells, strict=False):
        match = _BORN.search(cell)
        if match or _BORN.search(head):
            found = days_told(cell[match.end() :] if match else cell)
            if found and found[0].precision != "year":
                return found[0].value
    return None


def _unless_another(role: Subject | None, name: str, relation: str) -> Subject | None:
    """The role, except where the parent whom the relation names is another person than the one described.

    "Mr A: lived with Mother" is no mother but her partner; "Granny: Ms K's mother" is a grandmother.
    """
    if role not in ("mother", "father"):
        return role
    if _OTHERS_PARENT.search(relation):
        return "other_adult"
    if re.match(r"Mr\b" if role == "mother" else r"(?:Ms|Mrs|Miss)\b", name):
        return "partner" if _TOGETHER.search(relation) else "other_adult"
    return role


def role_of(source: Source, name: str, relation: str) -> Subject | None:
    """The role that a name and a relation tell, by the lists of case.toml; None where they tell none."""
    roles = source.wording.regexes_of_roles()
    # "Half-sister of subject", "subject's uncle" is somebody else.
    relation = _OF_SUBJECT.sub(" ", relation).replace("’", "'")
    if matches(relation, roles["child"]):
        return "child"
    by_name = next((role for role, expressions in roles.items() if matches(name, expressions)), None)
    if by_name:
        return by_name
    if _OWN_CHILD.search(relation):
        return "sibling"
    role = next((role for role, expressions in roles.items() if matches(relation, expressions)), None)
    return _unless_another(role, name, relation)


def _gender(source: Source, heads: Sequence[str], cells: Sequence[str]) -> Gender:
    """By the row's words; a lone M or F counts only under a heading that asks for it."""
    asked = {i for i, head in enumerate(heads) if re.search(r"\b(?:gender|sex|m/f)\b", head, re.I)}
    for i, cell in enumerate(cells):
        # "Mother, 41; Father, 44; two brothers" lists the others of the household.
        if re.search(r"\bmother\b.*\bfather\b|\bfather\b.*\bmother\b|\b(?:brothers|sisters)\b", cell, re.I):
            continue
        # "Father of Child B" says more of others: the first words of a cell are the person's own.
        own = re.split(r"\bof\b|,\s*(?:child|father|mother)\b", cell, maxsplit=1)[0]
        words = set(re.findall(r"[a-z-]+", own.lower())) - (set() if i in asked else {"m", "f"})
        male = words & set(source.wording.words("gender", "male"))
        female = words & set(source.wording.words("gender", "female"))
        if bool(male) != bool(female):
            return "male" if male else "female"
    return "not_stated"


def _ethnicity(source: Source, heads: Sequence[str], cells: Sequence[str]) -> str | None:
    for head, cell in zip(heads, cells, strict=False):
        if re.search(r"ethnic|heritage|race", head, re.I) and cell.strip():
            return None if re.search(r"not |unknown|n/?a\b|-$", cell, re.I) else cell.strip()
    pattern = "|".join(source.wording.words("ethnicity", "regex"))
    # "The child; dual heritage, White Irish and Black African": the part that says most.
    parts = [part.strip() for cell in cells[1:] for part in re.split(r"[;,|.]", cell)]
    found = [
        match["e"]
        for part in parts
        if (
            match := re.fullmatch(
                rf"(?:(?:is|of|a)\s+)?(?P<e>{pattern})(?:\s+(?:heritage|boy|girl|child|baby|infant|male|female|origin))?",
                part,
            )
        )
    ]
    return max(found, key=len, default=None)


def subject_rows(label: CaseLabel | None, rows: Sequence[FamilyRow]) -> list[FamilyRow]:
    """The rows of the children that the review is about.

    Rows that say so; else those with the label's names; else, for "Family T", the children T1, T2 ...
    """
    marked = [row for row in rows if row.marked]
    if marked:
        return marked
    names = set(label.names) if label else set()
    named = [row for row in rows if row.name in names or any(name.endswith(f" {row.name}") for name in names)]
    if named or label is None or label.kind != "family":
        return named
    letter = re.sub(r"(?i)\W*family\W*", "", label.text)
    return [row for row in rows if re.fullmatch(rf"(?:Child |Sibling )?{re.escape(letter)}[- ]?\d", row.name)]
