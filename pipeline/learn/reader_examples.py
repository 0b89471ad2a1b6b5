"""What the reader of the case record learns from: dates and ages of labelled reports, and which are right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.case.age.left import with_codes
from pipeline.case.age.reading import age_passages, cast_for
from pipeline.case.age.said import ages_told
from pipeline.case.children.children import people_for
from pipeline.case.incident.find import Incident, find_candidates
from pipeline.case.incident.reading import date_passages
from pipeline.case.record import Outset, outset
from pipeline.corpus import Review
from pipeline.corpus.as_document import as_document
from pipeline.learn.case_fields import AGE_TOLERANCE, pair_children
from pipeline.model.reader import ReadPassage, TrainedReader
from pipeline.records import Question
from pipeline.structure.headings import HeadingTypes
from pipeline.structure.outline import outline


@dataclass(frozen=True, slots=True)
class Example:
    """The passages of one report that may answer a question, and which of them do; none may."""

    question: Question
    passages: tuple[ReadPassage, ...]
    right: tuple[bool, ...]


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
    return Example("incident_date", tuple(passages), tuple(one.key == gold for one in mentions))


def _ages(review: Review, at: Outset, reader: TrainedReader) -> Iterator[Example]:
    """Of children whose age is not labelled nothing is learnt: it may be told but not be settled."""
    day, precision = review.case.incident_date, review.case.incident_date_precision
    incident = Incident(day, precision) if day and precision else None
    pairs = pair_children([child.label for child in review.children], [child.name for child in at.named])
    for gold, found in pairs.items():
        child, years = at.named[found], review.children[gold].age_years
        if years is None:
            continue
        people = with_codes(at.source, child.forms or (child.name,), people_for(at.named, child, at.people))
        told = ages_told(at.source, people)
        right = [abs(one.words.years - years) <= AGE_TOLERANCE for one in told]
        passages = reader.encode(age_passages(at.source, told, incident), cast_for(at.cast, child.forms))
        yield Example("age", tuple(passages), tuple(right))
