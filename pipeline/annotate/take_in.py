"""Annotated files into the store: every item checked, what is wrong named, the rest stored once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from pipeline.annotate.coding import (
    NONE,
    CodingError,
    Judgement,
    is_entity,
    judgement,
    known_entity,
    known_factor,
    read_label,
)
from pipeline.annotate.formats import FileError, Mark, Parsed, Refused, Submitted, parse
from pipeline.annotate.passages import passage_text, text_hash
from pipeline.annotate.realign import Alignment, align, bare_length
from pipeline.codebook import Codebook
from pipeline.corpus.label_changes import DROPPED, Fate, LabelChanges, load_label_changes
from pipeline.records import SILENT
from pipeline.settings import configs_folder
from pipeline.store.annotations import Annotation, AnnotationWriter, StoredSentence

ID_LENGTH = 16

# A row that says nothing yet, to be filled in.
EMPTY = Annotation(
    annotation_id="",
    submission_id="",
    item_id="",
    kind="none",
    adjudicated=False,
    document_id=None,
    sentence_no=None,
    case_id=None,
    char_start=None,
    char_end=None,
    quote=None,
    factor_id=None,
    assertion=None,
    subject=None,
    temporality=None,
    entity_label=None,
    value=NONE,
    annotator="",
    annotated_at=datetime.min,
    note=None,
    source_tool="scr",
    source_file=None,
    task_id=None,
    codebook_version="",
    text_sha256=None,
)


@dataclass(slots=True)
class Taken:
    """What an import did: rows that were new and known, what was refused, tasks that nobody answered."""

    new: int = 0
    known: int = 0
    unanswered: int = 0
    refused: list[Refused] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Names:
    """Who an annotator of a file is: by what the file calls them, else ``default``."""

    by_id: Mapping[str, str]
    default: str | None

    def of(self, said: str | None) -> str | None:
        """The name, or None where there is none. A number names nobody by itself."""
        if said is not None and said in self.by_id:
            return self.by_id[said]
        return said if said and not said.isdigit() else self.default


@dataclass(frozen=True, slots=True)
class _Source:
    """What all rows of a file share."""

    name: str
    sha256: str
    modified: datetime
    tool: str
    codebook: Codebook
    versions: frozenset[str]
    changes: LabelChanges


def take_in(
    files: Sequence[Path],
    writer: AnnotationWriter,
    codebook: Codebook,
    names: Names,
    also_versions: Collection[str] = (),
) -> Taken:
    """Import files, one transaction each. A file that cannot be used is refused whole, the rest goes in.

    ``also_versions``: codebooks other than the present one that tasks may have been exported with.
    """
    taken = Taken()
    changes = load_label_changes(configs_folder(), codebook.factor_ids)
    for file in files:
        try:
            parsed = parse(file)
            _check_names(parsed, names)
        except FileError as error:
            taken.refused.append(Refused(file.name, "-", "unusable_file", str(error)))
            continue
        modified = datetime.fromtimestamp(file.stat().st_mtime, UTC).replace(tzinfo=None)
        source = _Source(
            file.name,
            hashlib.sha256(file.read_bytes()).hexdigest(),
            modified,
            parsed.tool,
            codebook,
            frozenset({codebook.version, *also_versions}),
            changes,
        )
        rows = _rows(parsed, source, writer, names, taken.refused)
        new = writer.add(rows)
        taken.new += new
        taken.known += len({row.annotation_id for row in rows}) - new
        taken.unanswered += parsed.unanswered
        taken.refused += parsed.refused
    return taken


def _check_names(parsed: Parsed, names: Names) -> None:
    unnamed = {one.annotator for one in parsed.submitted if names.of(one.annotator) in (None, names.default)}
    unnamed -= {None, names.default}
    if len(unnamed) > 1:
        ids = sorted(str(one) for one in unnamed)
        wanted = " ".join(f"--annotator {one}=NAME" for one in ids)
        raise FileError(
            f"the file has {len(ids)} annotators, {', '.join(ids)}: say who they are with {wanted}"
        )


def _rows(
    parsed: Parsed, source: _Source, writer: AnnotationWriter, names: Names, refused: list[Refused]
) -> list[Annotation]:
    documents: dict[str, list[StoredSentence]] = {}
    for sentence in writer.sentences(sorted({one.data.document_id for one in parsed.submitted})):
        documents.setdefault(sentence.document_id, []).append(sentence)
    rows: list[Annotation] = []
    for one in parsed.submitted:
        try:
            rows += _submission(one, source, documents, names, refused)
        except CodingError as error:
            refused.append(Refused(source.name, one.data.task_id, error.reason, str(error)))
    return rows


def _submission(
    one: Submitted,
    source: _Source,
    documents: Mapping[str, list[StoredSentence]],
    names: Names,
    refused: list[Refused],
) -> list[Annotation]:
    """The rows of one passage as one annotator handed it in. Raises CodingError where none can be made."""
    data = one.data
    annotator = names.of(one.annotator)
    if annotator is None:
        raise CodingError("no_annotator", "the file does not say who annotated: give --annotator NAME")
    if data.codebook_version not in source.versions:
        raise CodingError(
            "other_codebook",
            f"it was made with codebook {data.codebook_version}, this is {source.codebook.version}; if its "
            f"factors mean the same, give --codebook {data.codebook_version}",
        )
    if data.document_id not in documents:
        raise CodingError("unknown_document", f"the store has no document {data.document_id}")
    passage = _passage(data.text, data.char_start, documents[data.document_id])
    alignment = align(data.text, passage_text(passage)) if passage else None
    if alignment is None:
        detail = "its text is not the text of the document at that place: export it again"
        raise CodingError("changed_text", detail)
    template = _template(one, annotator, source, alignment.stored)
    return list(_marked(one.marks, template, passage, alignment, source, refused))


def _template(one: Submitted, annotator: str, source: _Source, stored: str) -> Annotation:
    """What all rows of a submission have alike. A file without times is a submission by its content."""
    stated = one.annotated_at.isoformat() if one.annotated_at else source.sha256
    # Marks of factors that have changed make another submission, which replaces the one stored before.
    retired = sorted({_named(mark) for mark in one.marks if source.changes.retired(_named(mark))})
    fates = [str(source.changes.fate(name)) for name in retired]
    return replace(
        EMPTY,
        submission_id=digest(annotator, one.data.task_id, stated, *fates),
        document_id=one.data.document_id,
        annotator=annotator,
        annotated_at=one.annotated_at or source.modified,
        source_tool=source.tool,
        source_file=source.name,
        task_id=one.data.task_id,
        codebook_version=one.data.codebook_version,
        text_sha256=text_hash(stored),
        selected_by=one.data.selected_by or None,
    )


def _passage(text: str, first: int, sentences: Sequence[StoredSentence]) -> list[StoredSentence]:
    """The sentences from a place on that hold as many characters as the text, white space aside."""
    left = bare_length(text)
    found = []
    for sentence in sentences:
        if sentence.char_start >= first and left > 0:
            found.append(sentence)
            left -= bare_length(sentence.text)
    return found if found and found[0].char_start == first and left == 0 else []


def _marked(
    marks: Sequence[Mark],
    template: Annotation,
    passage: Sequence[StoredSentence],
    alignment: Alignment,
    source: _Source,
    refused: list[Refused],
) -> Iterator[Annotation]:
    """A row for every mark that is right, and for every sentence on which no factor was marked.

    A sentence with a mark of a factor that was split since has no row: it is to be coded again, whole.
    """
    spoken: set[int] = set()
    again: set[int | None] = set()
    rows: list[Annotation] = []
    first = passage[0].char_start
    for mark in marks:
        span = alignment.span(mark.start, mark.end, mark.quote)
        place = (span[0] + first, span[1] + first) if span else None
        # A sentence with a mark that is refused is not one without a mark; where no place is left, none is.
        touched = _sentences(passage, *place) if place else list(passage)
        fate = source.changes.fate(_named(mark))
        if fate == DROPPED:
            continue
        if not is_entity(mark.label):
            spoken |= {one.sentence_no for one in touched}
        if not mark.label:
            continue
        try:
            if fate.again:
                again |= {one.sentence_no for one in touched}
            if place is None:
                detail = f"{mark.label} at {mark.start} to {mark.end} marks no words"
                raise CodingError("wrong_offsets", detail)
            words = alignment.stored[place[0] - first : place[1] - first]
            rows += _made(_up_to_date(mark, fate), template, touched, place, words, source)
        except CodingError as error:
            refused.append(Refused(source.name, str(template.task_id), error.reason, str(error)))
    yield from (row for row in rows if row.kind == "entity" or row.sentence_no not in again)
    for sentence in passage:
        if sentence.sentence_no not in spoken and sentence.kind not in SILENT:
            yield _placed(template, sentence, sentence.char_start, sentence.char_end)


def _named(mark: Mark) -> str:
    """The factor that a mark names, whatever stands after it in the label."""
    return mark.label.split(" ")[0]


def _up_to_date(mark: Mark, fate: Fate) -> Mark:
    """The mark with what its factor is called now. CodingError where it is to be coded again."""
    if fate.again:
        what = f"{_named(mark)} at {mark.start} is one of {', '.join(fate.again)} now"
        raise CodingError("to_code_again", f"{what}: export the passage with --again and code it anew")
    return replace(mark, label=" ".join([str(fate.label), *mark.label.split(" ")[1:]]))


def _made(
    mark: Mark,
    template: Annotation,
    touched: Sequence[StoredSentence],
    place: tuple[int, int],
    words: str,
    source: _Source,
) -> Iterator[Annotation]:
    """An entity is one row, as it was marked; a factor one for each sentence that the mark is on."""
    if is_entity(mark.label):
        row = replace(template, kind="entity", entity_label=known_entity(mark.label), value=mark.label)
        row = replace(row, sentence_no=touched[0].sentence_no, quote=words)
        yield identified(replace(row, char_start=place[0], char_end=place[1]))
        return
    judged = _judged(mark, source.codebook)
    for sentence in touched:
        yield _placed(with_judgement(template, judged), sentence, *place)


def _judged(mark: Mark, codebook: Codebook) -> Judgement:
    if mark.attributes is None:
        return read_label(mark.label, codebook)
    factor = known_factor(mark.label, codebook)
    if "assertion" not in mark.attributes:
        detail = f"{factor.id} at {mark.start}: no assertion was chosen for the region"
        raise CodingError("no_assertion", detail)
    said = mark.attributes
    return judgement(factor, said["assertion"], said.get("subject"), said.get("temporality"))


def with_judgement(row: Annotation, judged: Judgement) -> Annotation:
    """The row as a mention with this judgement."""
    return replace(
        row,
        kind="mention",
        factor_id=judged.factor_id,
        assertion=judged.assertion,
        subject=judged.subject,
        temporality=judged.temporality,
        value=judged.value,
    )


def _sentences(passage: Sequence[StoredSentence], start: int, end: int) -> list[StoredSentence]:
    """The sentences that a mark is on: all of which it covers half, else the one it covers most of."""
    covered = [min(end, one.char_end) - max(start, one.char_start) for one in passage]
    half = [one for one, n in zip(passage, covered, strict=True) if 2 * n >= one.char_end - one.char_start]
    return half or [passage[max(range(len(passage)), key=lambda at: covered[at])]]


def _placed(row: Annotation, sentence: StoredSentence, start: int, end: int) -> Annotation:
    """The row on a sentence, with the words that lie in it."""
    start, end = max(start, sentence.char_start), min(end, sentence.char_end)
    quote = sentence.text[start - sentence.char_start : end - sentence.char_start]
    made = replace(row, sentence_no=sentence.sentence_no, char_start=start, char_end=end, quote=quote)
    return identified(made)


def mark_item(row: Annotation) -> str:
    """The item of a mention, an entity, or of a sentence that bears on nothing."""
    if row.kind == "entity":
        return f"{row.document_id}:{row.char_start}-{row.char_end}"
    return f"{row.document_id}:{row.sentence_no}:{row.factor_id or '*'}"


def case_item(case_id: str, factor_id: str) -> str:
    """The item of a factor of a case."""
    return f"case:{case_id}:{factor_id}"


def identified(row: Annotation) -> Annotation:
    """The row with its item, and its id, which hangs on what it says, by whom, in which submission."""
    item = case_item(row.case_id, str(row.factor_id)) if row.case_id else mark_item(row)
    key = (row.submission_id, row.annotator, item, row.kind, row.char_start, row.char_end, row.value)
    return replace(row, item_id=item, annotation_id=digest(*key))


def digest(*parts: object) -> str:
    """The start of the SHA-256 of some values."""
    return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()[:ID_LENGTH]
