"""Brothers and sisters of the children of the case, as the report tells of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.any_case import AnyCase
from pipeline.case.children.traits import Named
from pipeline.case.people.family import FamilyRow
from pipeline.case.people.people import People
from pipeline.case.siblings.key import read_key
from pipeline.case.siblings.lines import find_lines, kind_of
from pipeline.case.siblings.persons import Persons, in_list
from pipeline.case.siblings.totals import RANK, as_siblings, totals_in
from pipeline.case.siblings.whose import Kin
from pipeline.case.siblings.words import (
    SiblingMention,
    line_label,
    offspring_in,
    sibling_of_line,
    siblings_in,
)
from pipeline.case.source import NOT_TOLD, Source
from pipeline.records import CastMember, Child, Sentence, Sibling

# Other cases are compared here, and nobody of the family is told of for the first time.
_LATE = frozenset(
    (
        "analysis",
        "findings",
        "lessons",
        "good_practice",
        "conclusion",
        "methodology",
        "panel",
        "terms_of_reference",
    )
)
# A point that begins with such a word may present a person: it is no task.
_DETERMINER = re.compile(r"an?|the|his|her|their|one|two|three|elder|older|younger|full|half|step")
# "Baby, born 2005": a child of the family who has no other name, below or above those of the review.
_BABY = re.compile(
    r"\W*(?:(?:new |unborn |youngest )?baby|infant|unborn(?: child)?|newborn|twins)(?=\s*(?:[,(:–—-]|$))",
    re.I,
)
# "CB, a girl, about whom we report"
_SUBJECT = re.compile(
    r"^(?:the )?(?:subject|index child)\b|\b(?:with|about|of|on) (?:whom|whose)\b[^.;]*\b"
    r"(?:review|report|concerned|committee|board|panel)\b|\bsubject of (?:this|the) (?:review|report)\b"
)
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
# "He never spoke of a brother": nobody is told of.
_UNTOLD = re.compile(
    r"\b(?:no|not|never|nor|neither|without|nobody|whether|if|n['’]t)\b(?! only)[^,;:.]{0,40}$|"
    r"\b(?:want|wish|hop|long)\w*(?: (?:to have|for))? $",
    re.I,
)
# "His mother was the only child of a vicar".
_GROWN_ONLY = re.compile(
    r"\b(?:mother|father|mum|dad|parent|partner|aunt|uncle|grand\w+)(?: herself| himself)? "
    r"(?:was|is|had been|being) (?:an? |the |also |herself |himself )*$",
    re.I,
)
_OF_WHOM = re.compile(r",? (?:of whom|among them|including)\b[^.;]{0,60}")
_ARE = re.compile(r"\b(?:are|were) (?:[\w-]+ ){0,4}$")
_BESIDE = re.compile(r"\band $|\b[Tt]here (?:is|are|was|were) $")
_DEAD_SOON = re.compile(
    r"[^.;]{0,80}?\b(?:had died|died|was stillborn|had been stillborn)\b(?! (?:when|before|after|while) )",
    re.I,
)
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
    reader = _Reader(source, cast, named, children)
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
        cast: Sequence[CastMember],
        named: Sequence[Named],
        children: Sequence[Child],
    ) -> None:
        self.source = source
        self.named = named
        self.lines = find_lines(source)
        told = {form for child in named for form in child.forms} | {child.name for child in named}
        key = read_key((one.text for one in self.lines), told)
        forms = told | key.children
        self.own = forms | {form.upper() for form in forms}
        subjects = [*(form for child in named for form in child.forms), *key.children]
        others = [member.name for member in cast if member.role != "child" and member.name not in forms]
        genders = [child.gender for child in children]
        self.kin = Kin.of(People.of(subjects, others), cast, self.own, genders, key.parents)
        self.child = children[0] if len(children) == 1 else None
        self.persons = Persons.of(named, children)

    def is_anothers(self, row: FamilyRow) -> bool:
        """Whether a row that has the word is of a parent's sister, of a sister's father, or of the child."""
        if _ANOTHERS.search(row.name) or _PARENT_OF.match(row.relation):
            return True
        if row.relation.split(",")[0].strip() in self.own:
            return True
        of = _KIN_OF.search(row.relation)
        return of is not None and of["whom"] not in self.own and bool(self.kin.adult.fullmatch(of["whom"]))

    def _kind(self, sentence: Sentence) -> str:
        return kind_of(self.source, sentence)

    def read_lines(self) -> None:
        """Adds the persons of bulleted lists and of the loose labels of a genogram."""
        for sentence in self.lines:
            text = sentence.text
            if _TASK.match(text) or self._is_subject(text) or self._is_task(sentence):
                continue
            told = [one for one in sibling_of_line(text) if self._line_is_kin(text, one)]
            label = line_label(text)
            if not told and label and label.names[0] not in self.own and not self.kin.adult.search(text):
                told = [label]
            if not told and (baby := _BABY.match(text)) and self._is_another_baby():
                n = 2 if "win" in baby[0] else 1
                told = [SiblingMention(0, baby.end(), n, "", baby[0].strip(), order="younger")]
            self.persons.join(told, sentence, listed=True)

    def _is_task(self, sentence: Sentence) -> bool:
        """Whether a point of a list begins as a sentence does that tells somebody to do something."""
        first = re.match(r"\W*([a-z]+)", sentence.text)
        person = first is None or _names_kin(first[1]) or _DETERMINER.fullmatch(first[1])
        return not person and self._kind(sentence) != "family"

    def _is_another_baby(self) -> bool:
        """Whether the lines name the children of the case, none of whom is called a baby."""
        if any(re.search(r"\b(?:baby|infant|unborn|twin)\b", form, re.I) for form in self.own):
            return False
        named = (one for one in self.lines if any(one.text.startswith(form) for form in self.own))
        return next(named, None) is not None

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
        # "Father Mother Half-sister 1": the labels of a genogram, run together.
        label = not one.det and one.words[:1].isupper() and one.start > 0
        if self.own & set(one.names) or (_PARENT.match(text) and not one.offspring and not label):
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
            if kind in NOT_TOLD - {"terms_of_reference"} or not _names_kin(sentence.text):
                continue
            if (kind in _LATE) == late and (sentence.kind != "list_item" or kind not in NOT_TOLD):
                yield sentence

    def _before(self, sentence: Sentence) -> str:
        last = self.source.previous(sentence)
        return last.text if last else ""

    def _of_sentence(self, sentence: Sentence) -> Iterator[SiblingMention]:
        """The mentions of a sentence that are of the child's brothers and sisters, in order."""
        text, before = sentence.text, self._before(sentence)
        family = self._kind(sentence) == "family"
        found: list[SiblingMention] = []
        told = list(totals_in(text))
        totals = [(start, end) for _, start, end, kind in told if kind in ("of", "none")]
        whole = [(start, end) for _, start, end, kind in told if kind in ("whole", "all")]
        for one in siblings_in(text):
            # "One of five siblings": the child is among them.
            if any(start < one.end and one.start < end for start, end in totals):
                continue
            if _UNTOLD.search(text, 0, one.start) and one.det.lower() in ("a", "an"):
                continue
            # "Ada and Ben are sister and brother": nobody else.
            if not one.det and one.n == 1 and len(self.named) > 1 and _ARE.search(text, 0, one.start):
                continue
            owner = self.kin.owner(text, one, before)
            new = one.det.lower() in _NEW and self.kin.first_of(before) in ("child", "nobody")
            listed = new and bool(found) and in_list(text[found[-1].end : one.start])
            if owner == "child" or listed or (owner == "nobody" and one.det and (family or new)):
                found.append(one)
        for one in offspring_in(text):
            counted = not one.others and any(start < one.end and one.start < end for start, end in whole)
            if counted or text[: one.start].endswith(" as "):
                continue
            owner = self.kin.owner(text, one, before)
            # "Two elder sons, aged 11 and 7, stay with an uncle."
            born = len(one.ages) > 1 or (one.order and one.det.lower() in ("a", "an"))
            apart = one.others and bool(born) and one.start < 2
            # "With Child B and an elder daughter": of the same parent.
            beside = owner == "child" and one.others and _BESIDE.search(text[: one.start]) is not None
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
        if told is not None and told[3] in ("none", "theirs") and alone and not self.persons.listed:
            self.persons.clear()
            found = ()
        if (
            told is not None
            and told[0] > len(found)
            and not (self.persons.listed and told[3] in ("all", "rest", "house", "one", "whole"))
        ):
            self.source.note(
                "n_siblings", told[0], told[1], told[2], inferred=told[3] in ("all", "house", "whole", "born")
            )
            return told[0]
        if found and (len(found) > 1 or not self.persons.uncounted):
            start, end = self.persons.place
            self.source.note("n_siblings", len(found), start, end, inferred=not self.persons.listed)
            return len(found)
        if not found and (not self.persons.uncounted or (told is not None and told[3] in ("none", "theirs"))):
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
                # "Ms J had four children, of whom Ada was the last."
                among = _OF_WHOM.match(sentence.text, end)
                if kind == "all" and among and self.kin.child.search(among[0]):
                    owner = "parent"
                if kind in ("none", "theirs") and _GROWN_ONLY.search(sentence.text, 0, start):
                    continue
                number = as_siblings(n, kind, owner, max(1, len(self.named)))
                if number is None or number > MOST:
                    continue
                if best is None or (RANK[kind], number) > (RANK[best[3]], best[0]):
                    best = (number, sentence.char_start + start, sentence.char_start + end, kind)
        return best

    def _nobody(
        self, rows: Sequence[FamilyRow], told: tuple[int, int, int, str] | None
    ) -> tuple[int, int, bool]:
        """What shows that there is no brother or sister: a sentence, a family table or a list."""
        if told is not None and told[0] == 0:
            return told[1], told[2], told[3] in ("none", "theirs")
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


def _names_kin(text: str) -> bool:
    small = text.lower()
    return any(word in small for word in _PLAIN_KIN) or _KIN.search(small) is not None
