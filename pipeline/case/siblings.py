"""Brothers and sisters of the children of the case, as the report tells of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.any_case import AnyCase
from pipeline.case.family import FamilyRow
from pipeline.case.people import People
from pipeline.case.sibling_persons import Persons
from pipeline.case.sibling_whose import Kin
from pipeline.case.sibling_words import (
    SiblingMention,
    line_label,
    offspring_in,
    sibling_of_line,
    siblings_in,
    totals_in,
)
from pipeline.case.source import NOT_TOLD, Source
from pipeline.case.traits import Named
from pipeline.records import CastMember, Child, Sentence, Sibling

# Other cases are compared here, and nobody of the family is told of for the first time.
_LATE = frozenset(("analysis", "findings", "lessons", "good_practice", "conclusion", "methodology", "panel"))
# Where a list of names is one of the family.
_LINES = frozenset(
    ("family", "introduction", "circumstances", "background", "summary", "glossary", "other", "front")
)
_LINE_WORDS = 30
# "Who was who", "Dramatis personae": the family is presented under many headings.
_WHO_IS_WHO = re.compile(
    r"\b(?:famil(?:y|ies)|household|people|persons?|personae|who(?:['’]s| is| was| are| were)? (?:who|they)|"
    r"genogram|cast|relatives|around (?-i:[A-Z])\w*|those (?:concerned|involved)|at home|kin)\b|"
    r"^[\W\d]*(?:the )?key(?: to\b.*)?\W*$",
    re.I,
)
# "CB, a girl, about whom we report"
_SUBJECT = re.compile(
    r"^(?:the )?(?:subject|index child)\b|\b(?:with|about|of|on) (?:whom|whose)\b[^.;]*\b"
    r"(?:review|report|concerned|committee|board|panel)\b|\bsubject of (?:this|the) (?:review|report)\b"
)
_UNTYPED = frozenset(("other", "front", "glossary", "introduction", "background", "summary"))
_GROWN_LINE = re.compile(
    r"\W*(?:[\w&]{1,8}\s*[–:=|,-]\s*)?(?:his |her |their |the )?(?:maternal |paternal |great-)*"
    r"(?:grand\w+|aunt|uncle|nan|gran|partner|step-?(?:father|mother)|neighbour|friend|cousin)\b",
    re.I,
)
_KIN = AnyCase(
    r"brother|sister|\bsib|\bsons?\b|daughter|child|\bboys?\b|\bgirls?\b|\bbab|first-?born|youngest|eldest"
)
# The commonest of these words: a look for them is quicker than the expression.
_PLAIN_KIN = ("child", "brother", "sister", "daughter", "youngest", "eldest")
MOST = 12  # no family of a review has more
# "Mother's sister", "Sibling 1's father"
_ANOTHERS = re.compile(
    r"(?:mother|father|mum|dad|partner|\b(?:Mr|Mrs|Ms|Adult) \w+)['’]s\b|['’]s (?:\w+ )?(?:mother|"
    r"father|partner)\b",
    re.I,
)
_NEW = frozenset(("a", "an", "another", "one"))
_DEAD = re.compile(r"\b(?:died|dead|death|stillborn|deceased)\b|\bd\. ?\d", re.I)
_DEAD_SOON = re.compile(
    r"[^.;]{0,80}?\b(?:had died|died|was stillborn|had been stillborn)\b(?! (?:when|before|after|while) )",
    re.I,
)
# "HQ – Quillon's half-sister": a line of a key; such lines may be run together.
_ENTRY = re.compile(r"\W*[A-Z][\w/&’']{0,12}(?: (?:and |& )?[A-Z0-9]\w*)?\s*(?:\s[–—-]|:)\s")
_CODE = re.compile(r"\b[A-Z][A-Z0-9]{0,3}\d?(?:(?:,| and| &) [A-Z][A-Z0-9]{0,3})*: ")
_AHEAD = frozenset(("glossary", "family", "front"))
_TASK = re.compile(
    r"\W*(?:to|that|how|whether|a|an) [a-z]|.*\b(?:should|must|will)\b|"
    r".*\b(?:Trust|Board|Council|Services?|Police|Homes|Partnership|Committee|Department) to [a-z]"
)
_PARENT_OF = re.compile(r"(?:father|mother|parent|partner|friend|aunt|uncle|grand\w+)\s+(?:of|to)\b", re.I)
_KIN_OF = re.compile(
    r"\b(?:brother|sister|sibling|twin)s?\s+(?:of|to)\s+(?:the |his |her )?(?P<whom>[\w’'-]+)", re.I
)
_PARENT = re.compile(
    r"\W*(?:[Mm]other|[Ff]ather|[Mm]um|[Mm]am|[Dd]ad|Parents?|M[A-Z]{1,2}|F[A-Z]{1,2})\b(?!['’])"
)

# Which way of putting a total goes before another.
_RANK = {"none": 5, "of": 4, "rest": 3, "one": 3, "house": 2, "all": 2, "first": 1, "rest none": 0}


def find_siblings(
    source: Source,
    rows: Sequence[FamilyRow],
    cast: Sequence[CastMember],
    named: Sequence[Named],
    children: Sequence[Child],
) -> tuple[tuple[Sibling, ...], int | None]:
    """One row a sibling told of singly, and how many there are; None where the report does not tell.

    A family table goes before the lines of a list, these before sentences; what one sentence says of a
    person is added to what another said. A total ("the youngest of four") counts also whom nobody describes.
    """
    subjects = [form for child in named for form in child.forms]
    people = People.of(subjects, [member.name for member in cast if member.role != "child"])
    reader = _Reader(source, people, cast, named, children)
    own = reader.own
    for row in rows:
        if row.role == "sibling" and not row.marked and row.name not in own and not reader.is_anothers(row):
            reader.persons.add_row(row)
    if not reader.persons.listed:
        reader.read_lines()
    if reader.persons.listed:
        reader.read_dead()
    else:
        reader.read_sentences()
    count = reader.count(rows)
    return reader.persons.siblings(), count


class _Reader:
    """Collects the siblings of one document; ``totals`` holds what sentences say of all children."""

    def __init__(
        self,
        source: Source,
        people: People,
        cast: Sequence[CastMember],
        named: Sequence[Named],
        children: Sequence[Child],
    ) -> None:
        self.source = source
        self.named = named
        forms = {form for child in named for form in child.forms} | {child.name for child in named}
        self.own = forms | {form.upper() for form in forms}
        self.kin = Kin.of(people, cast, self.own, [child.gender for child in children])
        self.child = children[0] if len(children) == 1 else None
        self.persons = Persons.of(named, children)
        self.lines = [one for one in source.body if self._is_line(one)]
        if not self.lines:
            # A key to the persons stands before the body.
            ahead = (one for one in source.sentences if self._kind(one) in _AHEAD)
            self.lines = [one for one in ahead if _ENTRY.match(one.text) and self._is_line(one)]
        self.lines += [entry for sentence in source.prose for entry in _entries(sentence)]

    def is_anothers(self, row: FamilyRow) -> bool:
        """Whether a row that has the word is of a parent's sister, of a sister's father, or of the child."""
        if _ANOTHERS.search(row.name) or _PARENT_OF.match(row.relation):
            return True
        if row.relation.split(",")[0].strip() in self.own:
            return True
        of = _KIN_OF.search(row.relation)
        return of is not None and of["whom"] not in self.own and bool(self.kin.adult.fullmatch(of["whom"]))

    def _kind(self, sentence: Sentence) -> str:
        """The type of the sentence's section; a part that presents the persons is one of the family."""
        kind = self.source.section_type(sentence)
        if kind in _UNTYPED and self.source.sections:
            heading = self.source.sections[sentence.section_no].heading
            if len(heading.split()) <= 8 and _WHO_IS_WHO.search(heading):
                return "family"
        return kind

    def _is_line(self, sentence: Sentence) -> bool:
        """A point of a list, or a label that stands alone, in a part that presents the family."""
        kind = self._kind(sentence)
        if kind not in _LINES or len(sentence.text.split()) > _LINE_WORDS:
            return False
        label = not sentence.text.endswith((".", ":", "?")) or len(sentence.text.split()) < 4
        own_line = (
            (label or _ENTRY.match(sentence.text) is not None)
            and sentence.kind == "paragraph"
            and kind == "family"
        )
        return sentence.kind in ("list_item", "table_row") or own_line

    def read_lines(self) -> None:
        """Adds the persons of bulleted lists and of the loose labels of a genogram."""
        for sentence in self.lines:
            text = sentence.text
            if _TASK.match(text) or self._is_subject(text):
                continue
            told = [one for one in sibling_of_line(text) if self._line_is_kin(text, one)]
            label = line_label(text)
            if not told and label and label.names[0] not in self.own and not self.kin.adult.search(text):
                told = [label]
            self.persons.join(told, sentence, listed=True)

    def _is_subject(self, text: str) -> bool:
        """Whether a line is the child's own: "BH = Child BH, a boy of four"."""
        head, _, rest = re.split(r"(\s*[=:|–—]\s*|\s-\s|,\s)", f"{text} – ", maxsplit=1)[:3]
        if _SUBJECT.search(rest):
            return True
        return bool(self.own) and (
            head.strip() in self.own
            or any(re.match(rf"\W*{re.escape(form)}(?![\w’'])", rest) for form in self.own)
        )

    def _line_is_kin(self, text: str, one: SiblingMention) -> bool:
        if self.own & set(one.names) or (_PARENT.match(text) and not one.offspring):
            return False
        if _GROWN_LINE.match(text) and one.start > 0:
            return False
        owner = self.kin.owner(text, one, line=True)
        if not one.offspring:
            return owner == "child"
        # "Mother's elder son"; "Daughter, 14", who may be the child herself.
        return owner in ("child", "parent") and (one.others or not self._may_be_child(one))

    def read_sentences(self) -> None:
        """Adds the persons of running sentences."""
        lines = {one.sentence_no for one in self.lines if one.kind == "list_item"}
        for late in (False, True):
            # The parts that weigh what happened are read where no other tells of anybody.
            if late and (self.persons.uncounted or not self.persons.empty or self._total()):
                return
            for sentence in self._telling(late=late):
                if sentence.sentence_no not in lines:
                    self.persons.join([*self._of_sentence(sentence)], sentence, listed=False)

    def read_dead(self) -> None:
        """Adds a child of the family who died before, whom a table or list of the living leaves out."""
        if any(_DEAD.search(sentence.text) for sentence in self.lines) or self.persons.dead:
            return
        for sentence in self._telling():
            if _DEAD.search(sentence.text):
                for one in self._of_sentence(sentence):
                    rest = sentence.text[one.end :]
                    if one.n == 1 and one.det.lower() in ("a", "an", "another") and _DEAD_SOON.match(rest):
                        self.persons.add(one, sentence)
                        return

    def _telling(self, *, late: bool = False) -> Iterator[Sentence]:
        for sentence in self.source.prose:
            kind = self._kind(sentence)
            if kind not in NOT_TOLD and (kind in _LATE) == late and _names_kin(sentence.text):
                yield sentence

    def _before(self, sentence: Sentence) -> str:
        last = self.source.previous(sentence)
        return last.text if last else ""

    def _of_sentence(self, sentence: Sentence) -> Iterator[SiblingMention]:
        """The mentions of a sentence that are of the child's brothers and sisters, in order."""
        text, before = sentence.text, self._before(sentence)
        family = self._kind(sentence) == "family"
        found = []
        totals = [(start, end) for _, start, end, kind in totals_in(text) if kind in ("of", "none")]
        for one in siblings_in(text):
            # "One of five siblings": the child is among them.
            if any(start < one.end and one.start < end for start, end in totals):
                continue
            owner = self.kin.owner(text, one, before)
            new = one.det.lower() in _NEW and self.kin.first_of(before) in ("child", "nobody")
            if owner == "child" or (owner == "nobody" and one.det and (family or new)):
                found.append(one)
        for one in offspring_in(text):
            owner = self.kin.owner(text, one, before)
            # "Two elder sons, aged 11 and 7, stay with an uncle."
            born = len(one.ages) > 1 or (one.order and one.det.lower() in ("a", "an"))
            apart = one.others and bool(born) and one.start < 2
            # "With Child B and an elder daughter": of the same parent.
            beside = owner == "child" and one.others and re.search(r"\band $", text[: one.start]) is not None
            parents = (
                beside or owner == "parent" or (owner == "nobody" and (apart or (family and bool(one.det))))
            )
            if parents and not self.own & set(one.names) and (one.others or self._is_other_child(one)):
                found.append(one)
        return iter(sorted(found, key=lambda one: one.start))

    def _is_other_child(self, one: SiblingMention) -> bool:
        """Whether a son or daughter told of as "a boy of 8" cannot be the child of the review."""
        new = one.det.lower() in ("a", "an", "one") or one.n not in (None, 1)
        return new and bool(one.ages or one.names) and not self._may_be_child(one)

    def _may_be_child(self, one: SiblingMention) -> bool:
        if one.names:
            return bool(self.own & set(one.names))
        if self.child is None:
            return True
        if one.gender != self.child.gender and "not_stated" not in (one.gender, self.child.gender):
            return bool(self.own & set(one.names))
        age = self.child.age_years
        return age is None or not one.ages or all(abs(age - told) < 2 for told in one.ages)

    def count(self, rows: Sequence[FamilyRow]) -> int | None:
        """How many brothers and sisters; notes what the number rests on."""
        found = self.persons.siblings()
        told = self._total()
        alone = len(self.named) < 2 or not found
        if told is not None and told[3] == "none" and alone and not self.persons.listed:
            self.persons.clear()
            found = ()
        if (
            told is not None
            and told[0] > len(found)
            and not (self.persons.listed and told[3] in ("all", "rest", "house", "one"))
        ):
            self.source.note("n_siblings", told[0], told[1], told[2], inferred=told[3] in ("all", "house"))
            return told[0]
        if found and (len(found) > 1 or not self.persons.uncounted):
            start, end = self.persons.place
            self.source.note("n_siblings", len(found), start, end, inferred=not self.persons.listed)
            return len(found)
        if not found and (not self.persons.uncounted or (told is not None and told[3] == "none")):
            start, end, sure = self._nobody(rows, told)
            if end:
                self.source.note("n_siblings", 0, start, end, inferred=not sure)
                return 0
        return None

    def _total(self) -> tuple[int, int, int, str] | None:
        """The total that a sentence gives, as siblings: number, characters, and how it was put."""
        best: tuple[int, int, int, str] | None = None
        for sentence in self._telling():
            for n, start, end, kind in totals_in(sentence.text):
                owner = self.kin.speaks_of(sentence.text, start, self._before(sentence), sentence.text[end:])
                number = self._as_siblings(n, kind, owner)
                if number is None or number > MOST:
                    continue
                if best is None or (_RANK[kind], number) > (_RANK[best[3]], best[0]):
                    best = (number, sentence.char_start + start, sentence.char_start + end, kind)
        return best

    def _as_siblings(self, n: int, kind: str, owner: str) -> int | None:
        subjects = max(1, len(self.named))
        if kind == "rest none" or (kind == "none" and owner == "nobody"):
            return 0 if owner in ("child", "parent", "nobody") else None
        if kind == "house":
            return n - subjects if n >= subjects else None
        if kind == "one":
            return 1 if owner in ("child", "nobody") and subjects == 1 else None
        if kind in ("none", "first", "of"):
            if owner != "child":
                return None
            return n - subjects if kind == "of" and n >= subjects else 0 if kind != "of" else None
        if kind == "rest":
            # "Nobody knew that there were two further children" is of the two of the review.
            if subjects > 1 and n == subjects:
                return None
            return n if owner in ("child", "parent") else None
        return n - subjects if owner == "parent" and n > subjects else None

    def _nobody(
        self, rows: Sequence[FamilyRow], told: tuple[int, int, int, str] | None
    ) -> tuple[int, int, bool]:
        """What shows that there is no brother or sister: a sentence, a family table or a list."""
        if told is not None and told[0] == 0:
            return told[1], told[2], told[3] == "none"
        parents = [row for row in rows if row.role in ("mother", "father")]
        children = [row for row in rows if row.name in self.own or row.marked]
        if parents and children:
            return parents[0].start, parents[0].end, False
        family = [one for one in self.lines if self._kind(one) == "family"]
        lines = [one for one in family if _PARENT.match(one.text)]
        subjects = [one for one in family if any(one.text.startswith(form) for form in self.own)]
        if lines and subjects and len(family) > 2:
            return lines[0].char_start, lines[0].char_end, False
        return 0, 0, False


def _entries(sentence: Sentence) -> list[Sentence]:
    """The lines of a key whose lines were run together: "MB: mother HB1 and HB2: half-brothers, 9 and 3"."""
    if sentence.kind != "paragraph" or sentence.text.count(":") < 3:
        return []
    starts = [match.start() for match in _CODE.finditer(sentence.text)]
    ends = [*starts[1:], len(sentence.text)]
    if len(starts) < 3:
        return []
    at, text = sentence.char_start, sentence.text
    return [
        replace(
            sentence, text=text[start:end].strip(), kind="list_item", char_start=at + start, char_end=at + end
        )
        for start, end in zip(starts, ends, strict=True)
    ]


def _names_kin(text: str) -> bool:
    small = text.lower()
    return any(word in small for word in _PLAIN_KIN) or _KIN.search(small) is not None
