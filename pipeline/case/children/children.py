"""The children that the review is about, one record each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.case.age.find import find_age
from pipeline.case.age.reading import cast_for
from pipeline.case.children.ethnicity import ethnicity_group
from pipeline.case.children.traits import Named, find_ethnicity
from pipeline.case.gender.find import find_gender
from pipeline.case.gender.two import of_two
from pipeline.case.incident.find import Incident
from pipeline.case.outcome.harm import find_harm
from pipeline.case.outcome.outcome import died
from pipeline.case.people.family import FamilyRow, subject_rows
from pipeline.case.people.legend import by_use, keyed
from pipeline.case.people.naming import Introduced, introduced
from pipeline.case.people.people import People
from pipeline.case.people.several import only_one, several_alike, young_ones
from pipeline.case.people.subject import Subject
from pipeline.case.report.label_forms import split_names
from pipeline.case.report.labels import CaseLabel, cover_pseudonym, cover_pseudonyms, short_forms
from pipeline.case.source import Source
from pipeline.records import CastMember, Child, Evidence, Gender, Outcome, Reader

# Years.
ADULT = 18
# A board's mark that stands more often in the text is what the report calls the child.
OWN_USES = 5
_ONE_CHILD = re.compile(r"\b[Tt]he (?:child|baby|infant|young person)\b")
_SEVERAL = re.compile(
    r"\b(?:two|three|four|five|six|all|both|these|several) (?:\w+ )?(?:children|babies|infants|cases)\b"
)
_GROWN_SUBJECT = re.compile(
    r"\b(?:domestic (?:homicide|abuse|violence)|homicide review|adult)\b|"
    r"^\W*(?:the )?(?:mother|father|(?:former |ex-?)?(?:partner|wife|husband)|(?:grand|step-?)(?:mother|"
    r"father)|aunt|uncle|adult)\b"
    r"(?!['’]s)(?! of\b)",
    re.I,
)
_NOT_SUBJECT = re.compile(r"\bnot? (?:an? |the |one of the )?subjects?\b", re.I)
_RELATED = re.compile(
    r"\b(?:mother|father|sister|brother|sibling|aunt|uncle|grand\w+|cousin|parent)s? of "
    r"(?!(?:Mother|Father|Adult|Mum|Dad|Mr|Mrs|Ms|MGM|MGF|PGM|PGF)\b)(?P<a>[A-Z]{1,3}\d{0,2}|[A-Z][a-z]+)\b|"
    r"\b(?P<b>[A-Z]{2,3}\d{0,2})['’]s (?:\w+ )?(?:mother|father|sister|brother|sibling|aunt|uncle|grand\w+)\b"
)
# "Half-brother of the subjects" is none of them.
_KIN_OF_SUBJECT = re.compile(
    r"^\W*(?:an? |the )?(?:\w+[ -])?(?:half-?|step-?)?(?:brothers?|sisters?|siblings?|cousins?)\b"
    r"[^;.]{0,20}\b(?:of|to) (?:(?:all|both|the|these|two|three|four) )*(?:subjects?|children)\b(?!['’])"
    r"|\bsubject(?:s|['’]s|s['’])\W{1,2}(?:\w+ )?(?:half-?|step-?)?(?:brother|sister|sibling|cousin)\b",
    re.I,
)


def named_children(source: Source, label: CaseLabel | None, rows: Sequence[FamilyRow]) -> list[Named]:
    """Who the review is about: the table's subjects, else the label's names, else whom the text presents."""
    told = introduced(source)
    rows = [row for row in rows if _may_be_subject(row)]
    subjects = _focus(subject_rows(label, rows), told)
    names = young_ones(source, label.names) if label else ()
    several = names if label and label.kind in ("role", "pseudonym", "initials") else ()
    if subjects and len(several) <= len(subjects):
        return [Named(_full(row.name, label), _forms(source, row.name, label), row) for row in subjects]
    if label and len(label.names) == 1 and (other := _pseudonym_instead(source, label)):
        return [Named(other, (other, *label.names))]
    if label and label.kind in ("role", "pseudonym", "initials"):
        return [Named(_as_used(source, name), short_forms(source, name)) for name in names]
    if label is None:
        return _the_child(source) or _unnamed(source)
    if label.kind == "code":
        return _of_code(source, label, rows, told)
    if told:
        return [_named_row(name, rows) for name in told.names]
    return _of_family(source, label, rows) if label.kind == "family" else _unnamed(source)


def _may_be_subject(row: FamilyRow) -> bool:
    """Whether a row's person may be a subject: no sibling of theirs, nor the adult of a joint review."""
    apart = _NOT_SUBJECT.search(row.relation) or _KIN_OF_SUBJECT.search(row.relation)
    return not apart and not _is_grown_subject(row)


def _unnamed(source: Source) -> list[Named]:
    """Whom the text tells of as of children, else "the child": a review is of one child at least."""
    return [Named(name, (name,)) for name, _, _ in by_use(source)[:1]] or [Named("the child", ())]


def _is_grown_subject(row: FamilyRow) -> bool:
    """Whether a row is of the adult of a joint review: "Mother; subject of the homicide review"."""
    return row.marked and bool(_GROWN_SUBJECT.search(row.relation))


def _named_row(name: str, rows: Sequence[FamilyRow]) -> Named:
    return Named(name, (name,), next((row for row in rows if row.name == name), None))


def _of_code(
    source: Source, label: CaseLabel, rows: Sequence[FamilyRow], told: Introduced | None
) -> list[Named]:
    """The children of a case labelled by a board's mark: by the names that the report gives them."""
    if len(label.names) > 1 and all(source.text.count(name) > 1 for name in label.names):
        return [_named_row(name, rows) for name in label.names]
    names = list(told.names) if told else []
    names = names or list(cover_pseudonyms(source))
    if not names and (key := keyed(source)):
        names = list(split_names(key[0]))
    used = source.text.count(label.text) > OWN_USES
    if not names and not used:
        names = list(several_alike(source)) or [name for name, _, _ in by_use(source)[:1]]
    if names:
        return [_named_row(name, rows) for name in names]
    return [Named(label.text if used else "the child", (label.text,))]


def _the_child(source: Source) -> list[Named]:
    """ "The child", where a report without any name opens with one and not with several."""
    opening = " ".join(sentence.text for sentence in source.opening)
    return [Named("the child", ())] if _ONE_CHILD.search(opening) and not _SEVERAL.search(opening) else []


def _is_young(row: FamilyRow) -> bool:
    return (row.age is None or row.age < ADULT) and row.name[:1].isupper()


def _focus(subjects: list[FamilyRow], told: Introduced | None) -> list[FamilyRow]:
    """Of the rows of several children, those whom a sentence of the text names as the review's subjects."""
    names = set(told.names) if told else set()
    focus = [row for row in subjects if row.name in names and not row.marked]
    return focus if focus and len(focus) == len(names) else subjects


def _of_family(source: Source, label: CaseLabel, rows: Sequence[FamilyRow]) -> list[Named]:
    """The children of a family as the report labels them ("Girl N", "Child 1"), else "the child"."""
    letter = re.sub(
        r"(?i)\W*\b(?:the|family|sibling group|siblings|children|twins|brothers|sisters)\b\W*", "", label.text
    )
    roles = "|".join(source.wording.words("labels", "roles"))
    of_letter = re.findall(rf"\b(?:{roles}) {re.escape(letter)}\d?\b", source.text)
    opening = " ".join(sentence.text for sentence in source.opening)
    numbered = re.findall(rf"\b(?:{roles}) (?:\d|[A-H])\b", opening)
    labels = sorted(name for name, times in Counter(of_letter).items() if times > 1)
    if not labels and re.fullmatch(r"[A-Z]{1,3}", letter):
        # "W1", "W2": the children of family W, without those whom the table has as no subjects.
        others = {row.name for row in rows if _NOT_SUBJECT.search(row.relation)}
        codes = Counter(re.findall(rf"(?<![\w/.-]){letter}\d(?![\w/-])", source.text))
        labels = sorted(name for name, times in codes.items() if times > 1 and name not in others)
    if not labels and len(set(numbered)) > 1:
        labels = sorted(set(numbered))
    if labels:
        return [_named_row(name, rows) for name in only_one(source, labels)]
    if own := [row for row in rows if row.own_child and row.role in ("sibling", None) and _is_young(row)]:
        return [Named(row.name, (row.name,), row) for row in own]
    if related := _whose_kin(source, rows):
        return [_named_row(related, rows)]
    if key := keyed(source):
        return [_named_row(name, rows) for name in split_names(key[0])]
    # A family whose child no word names is reviewed for one child.
    used = [name for name, _, _ in by_use(source)]
    return (
        _the_child(source)
        or [Named(name, (name,)) for name in only_one(source, used)]
        or [Named("the child", ())]
    )


def _whose_kin(source: Source, rows: Sequence[FamilyRow]) -> str | None:
    """To whom the others of a list are related: "mother of LS", "LS's older sister"."""
    found = Counter(match["a"] or match["b"] for row in rows if (match := _RELATED.search(row.relation)))
    name, times = next(iter(found.most_common(1)), (None, 0))
    return name if times > 1 or (name and source.text.count(name) > OWN_USES) else None


def _pseudonym_instead(source: Source, label: CaseLabel) -> str | None:
    """The first name of a cover that has a label too, where the text uses the name and not the label."""
    body = source.text[source.cover_span[1] :]
    name = cover_pseudonym(source)
    if name is None or name == label.text or len(re.findall(rf"\b{name}\b", body)) < 2:
        return None
    used = max(
        len(re.findall(rf"\b{re.escape(form)}\b", body)) for form in short_forms(source, label.names[0])
    )
    return name if used < 2 else None


def _full(name: str, label: CaseLabel | None) -> str:
    """The table's "W" is the label's "Child W"; "The child" is no name."""
    if name.lower() == "the child":
        return "the child"
    return next(
        (
            full
            for full in (label.names if label else ())
            if full.startswith("Child ") and full.endswith(f" {name}")
        ),
        name,
    )


def _forms(source: Source, name: str, label: CaseLabel | None) -> tuple[str, ...]:
    full = next(
        (full for full in (label.names if label else ()) if full == name or full.endswith(f" {name}")), None
    )
    forms = [*short_forms(source, full or name), name]
    return tuple(dict.fromkeys(form for form in forms if form.lower() != "the child"))


def _as_used(source: Source, name: str) -> str:
    """ "LN18" of "Child LN18" where the text leaves the word away."""
    short = name.rsplit(maxsplit=1)[-1]
    if re.fullmatch(r"[A-Z]{2,}\d+", short) and source.text.count(short) > 3 * source.text.count(name):
        return short
    return name


def children_records(
    source: Source,
    named: Sequence[Named],
    people: People,
    incident: Incident | None,
    outcome: Outcome,
    cast: Sequence[CastMember] = (),
    reader: Reader | None = None,
) -> tuple[Child, ...]:
    """One record for each child. What the report does not say of a child is None or not_stated."""
    sexes = {member.name: member.gender for member in cast if member.gender and member.role != "child"}
    records = []
    genders = _genders(source, named, people, sexes)
    dead = _dead(source, named, people) if outcome == "death" and len(named) > 1 else set()
    for number, child in enumerate(named, 1):
        before = len(source.found)
        gender, told = genders[number - 1]
        age = find_age(
            source,
            child,
            people_for(named, child, people),
            incident,
            [one for one, _ in genders],
            number - 1,
            reader,
            cast_for(cast, child.forms),
        )
        # Of several, death where it is said of this child; the others of a fatal case were harmed.
        result: Outcome = "serious_harm" if dead and child.name not in dead else outcome
        harm = find_harm(source, subject_for(source, named, child, people), result, age)
        source.found.extend(told)
        ethnicity = find_ethnicity(source, child, people, len(named), number - 1)
        records.append(
            Child(
                number,
                child.name,
                age,
                gender,
                ethnicity,
                result,
                harm,
                ethnicity_group(ethnicity),
            )
        )
        # Fields of one child are named as such in the evidence.
        source.found[before:] = [
            replace(one, field=f"children.{number}.{one.field}") for one in source.found[before:]
        ]
    return tuple(records)


def people_for(named: Sequence[Named], child: Named, people: People) -> People:
    """Whom the report tells of, as it is for one child of several: "the child" is then no name of it."""
    if len(named) == 1:
        return people
    own = People.of(child.forms, _rivals(named, child))
    return replace(own, child=own.own)


def subject_for(source: Source, named: Sequence[Named], child: Named, people: People) -> Subject:
    """The child among the persons of the report, the other children of the case being others."""
    if len(named) == 1:
        return Subject(source, people)
    return Subject.of(source, people, child.forms, _rivals(named, child))


def _rivals(named: Sequence[Named], child: Named) -> list[str]:
    """The names of the other children of the case."""
    return [form for other in named if other is not child for form in other.forms]


def _genders(
    source: Source, named: Sequence[Named], people: People, sexes: Mapping[str, str]
) -> list[tuple[Gender, list[Evidence]]]:
    """The gender of each child with its evidence, which is taken back until the child's turn comes."""
    genders: list[tuple[Gender, list[Evidence]]] = []
    for child in named:
        before = len(source.found)
        gender = find_gender(source, child, _rivals(named, child), people, len(named) == 1, sexes)
        genders.append((gender, source.found[before:]))
        del source.found[before:]
    return of_two(source, genders)


def _dead(source: Source, named: Sequence[Named], people: People) -> set[str]:
    """The names of those of several children of whom the report says that they died."""
    return {
        child.name
        for child in named
        if died(
            source,
            child.forms,
            [form for one in named if one is not child for form in one.forms],
            people,
            len(named),
        )
    }
