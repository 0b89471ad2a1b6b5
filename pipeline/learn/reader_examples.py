"""What the reader of the case record learns from: dates and ages of labelled reports, and which are right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.case.age.birth import years_between
from pipeline.case.age.left import with_codes
from pipeline.case.age.mentions import age_mentions
from pipeline.case.age.reading import age_passages, cast_for
from pipeline.case.age.said import AgeTold, ages_told
from pipeline.case.age.time import own_day
from pipeline.case.children.children import people_for
from pipeline.case.incident.find import Incident, find_candidates
from pipeline.case.incident.reading import date_passages
from pipeline.case.incident.signs import Key
from pipeline.case.record import Outset, outset
from pipeline.case.source import Source
from pipeline.corpus import Review
from pipeline.corpus.as_document import as_document
from pipeline.dates import DAYS_A_YEAR, FoundDate
from pipeline.learn.case_fields import AGE_TOLERANCE, pair_children
from pipeline.model.reader import ReadPassage, TrainedReader
from pipeline.records import Beside, Question
from pipeline.structure.headings import HeadingTypes
from pipeline.structure.outline import outline

# By how many years a birth may lie too late and too early for an age: a child is said to be as many months
# old as are full. Of a birth in a month the middle is taken.
LATE, EARLY = 0.02, 0.09
ROUGH_BIRTH = 0.05
# An age in whole years from this on is told for a whole year; below, to the month.
WHOLE_FROM = 2
# Of a month the day is not known: years more by which an age may be off.
ROUGH = 0.1


@dataclass(frozen=True, slots=True)
class Example:
    """The passages of one report that may answer a question, and which of them do; none may.

    ``beside``: the same for what is learnt beside it, None where the labels do not tell.
    """

    question: Question
    passages: tuple[ReadPassage, ...]
    right: tuple[bool, ...]
    beside: Mapping[Beside, tuple[bool | None, ...]] = field(default_factory=dict)


def read_examples(reviews: Iterable[Review], reader: TrainedReader, headings: HeadingTypes) -> list[Example]:
    """The dates of each review and the ages for each of its children, as the program finds them."""
    examples: list[Example] = []
    for review in reviews:
        document, _ = as_document(review)
        at = outset(document, *outline(document, headings))
        examples.extend((_dates(review, at, reader), *_ages(review, at, reader)))
    return [one for one in examples if one.passages]


def _dates(review: Review, at: Outset, reader: TrainedReader) -> Example:
    mentions = find_candidates(at.source, at.rows, at.written, at.people).mentions
    gold = (review.case.incident_date, review.case.incident_date_precision)
    passages = reader.encode(date_passages(at.source, mentions), at.cast)
    keys = [one.key for one in mentions]
    written = review.document.report_date
    beside: dict[Beside, tuple[bool | None, ...]] = {
        "birth_date": births(keys, _incident(review), [child.age_years for child in review.children]),
        "report_date": tuple(value == written and precision != "year" for value, precision in keys),
    }
    return Example("incident_date", tuple(passages), tuple(one == gold for one in keys), beside)


def births(
    keys: Sequence[Key], incident: Incident | None, ages: Sequence[float | None]
) -> tuple[bool | None, ...]:
    """Which dates are births by the children's ages at the incident: for each age the nearest if one is near.

    None where that cannot be known: of years, of an incident in a year, and of all where no date is one and
    an age is in whole years.
    """
    known = [age for age in ages if age is not None]
    if incident is None or incident.precision == "year" or not known:
        return (None,) * len(keys)
    day = FoundDate(0, 0, incident.day, incident.precision)
    passed = {key: years_between(FoundDate(0, 0, *key), day) for key in keys if key[0] < incident.day}
    found: set[Key] = set()
    for age in known:
        near = {
            key: abs(years - age)
            for key, years in passed.items()
            if years is not None and -_rough(key) - LATE <= years - age <= EARLY + _rough(key)
        }
        found.update([min(near, key=near.__getitem__)] if near else ())
    if not found and any(age == int(age) for age in known):
        return (None,) * len(keys)
    return tuple(None if key[1] == "year" else key in found for key in keys)


def _rough(key: Key) -> float:
    return 0.0 if key[1] == "day" else ROUGH_BIRTH


def _ages(review: Review, at: Outset, reader: TrainedReader) -> Iterator[Example]:
    """Of children whose age is not labelled nothing is learnt: it may be told but not be settled."""
    incident = _incident(review)
    pairs = pair_children([child.label for child in review.children], [child.name for child in at.named])
    for gold, found in pairs.items():
        child, years = at.named[found], review.children[gold].age_years
        if years is None:
            continue
        people = with_codes(at.source, child.forms or (child.name,), people_for(at.named, child, at.people))
        told = ages_told(at.source, people)
        mentions = age_mentions(at.source, people, told)
        right = [abs(one.words.years - years) <= AGE_TOLERANCE for one in mentions]
        own = tuple(_is_own(at.source, one, years, incident) for one in mentions)
        shown = age_passages(at.source, mentions, incident, told)
        passages = reader.encode(shown, cast_for(at.cast, child.forms))
        yield Example("age", tuple(passages), tuple(right), {"own_age": own})


def _is_own(source: Source, told: AgeTold, years: float, incident: Incident | None) -> bool | None:
    day = own_day(source, told.sentence, incident) if incident else None
    if day is None or incident is None or "year" in (day.precision, incident.precision):
        return own_age(told.words.years, years, None, 0.0)
    slack = AGE_TOLERANCE + (0.0 if day.precision == incident.precision == "day" else ROUGH)
    return own_age(told.words.years, years, (incident.day - day.value).days / DAYS_A_YEAR, slack)


def own_age(told: float, years: float, before: float | None, slack: float) -> bool | None:
    """Whether an age is the child's, who was so many ``years`` old at the incident.

    ``before``: the years by which the day of its sentence lies before the incident (None: no day is known);
    ``slack``: by how much an age may be off. None where it cannot be known.
    """
    same = abs(told - years) <= AGE_TOLERANCE
    # The day of the birth, or one before it, is not the one on which anybody was so old.
    if before is None or before >= years - slack:
        # Older than ever by then, a year of birthdays after the incident aside.
        return True if same else False if told > years + 2 else None
    least = years - before
    most = least + _breadth(years)
    if told + _breadth(told) + slack < least or told - slack > most:
        return False
    return True if told - slack <= least else None


def _breadth(years: float) -> float:
    return 1.0 if years == int(years) and years >= WHOLE_FROM else 0.0


def _incident(review: Review) -> Incident | None:
    day, precision = review.case.incident_date, review.case.incident_date_precision
    return Incident(day, precision) if day and precision else None
