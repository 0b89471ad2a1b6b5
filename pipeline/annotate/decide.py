"""Single decisions: a value for a factor of a case, a difference settled, a judgement withdrawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from pipeline.annotate.coding import NONE, CodingError, judgement, known_entity, known_factor
from pipeline.annotate.take_in import EMPTY, case_item, digest, identified, with_judgement
from pipeline.codebook import Codebook
from pipeline.errors import ScrError
from pipeline.records import VALUES
from pipeline.store.annotations import Annotation, AnnotationWriter, CaseValue, Coding, Found

# So much of an id names an annotation, if no other starts alike.
_ENOUGH = 6


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision: its annotation, whether it is new, what others say of the item, what the case has now."""

    annotation_id: str
    new: bool
    others: dict[str, str]
    now: CaseValue | None = None


def decide(
    writer: AnnotationWriter,
    codebook: Codebook,
    case_id: str,
    factor_id: str,
    value: str,
    *,
    annotator: str,
    note: str | None = None,
) -> Decided:
    """Give a factor of a case a value, which outranks the model until it is withdrawn.

    Said again by the same annotator it adds nothing. Where others have decided otherwise the model's value
    stands until the difference is settled. Raises ScrError for an unknown case, factor or value.
    """
    known_factor(factor_id, codebook)
    _check_value(value)
    if writer.case_value(case_id, factor_id) is None:
        raise ScrError(
            f"The store {writer.path} has no case {case_id!r} with {factor_id}; scr cases lists the cases."
        )
    item = case_item(case_id, factor_id)
    before = {one.annotator: one.value for one in writer.item_codings(item)}
    others = {who: said for who, said in before.items() if who != annotator}
    row = replace(
        _said_now(annotator, note, codebook),
        kind="case_value",
        case_id=case_id,
        factor_id=factor_id,
        value=value,
    )
    row = identified(replace(row, submission_id=digest(annotator, item, row.annotated_at)))
    if before.get(annotator) != value:
        writer.add([row])
    new = before.get(annotator) != value
    return Decided(row.annotation_id if new else "", new, others, writer.case_value(case_id, factor_id))


def settle(
    writer: AnnotationWriter,
    codebook: Codebook,
    item_id: str,
    value: str,
    *,
    annotator: str,
    note: str | None = None,
) -> Decided:
    """Settle an item that somebody has coded; what is settled is gold and outranks all annotators.

    ``value``: ``affirmed mother [historical]`` for a mention, a label for an entity, present, absent or
    not_mentioned for a case; ``none`` where the sentence does not bear on the factor or the words name
    nothing. Raises ScrError for an item that nobody has coded and for a value that it cannot have.
    """
    codings = writer.item_codings(item_id)
    if not codings or codings[0].kind == "none":
        raise ScrError(
            f"Nobody has coded an item {item_id!r}; scr annotate adjudicate lists those that differ."
        )
    # Where the words stand: as somebody marked them.
    marked = next((one for one in codings if one.quote is not None), codings[0])
    row = _valued(_said_now(annotator, note, codebook), marked, value.strip(), codebook)
    row = identified(replace(row, submission_id=digest(annotator, item_id, row.annotated_at)))
    writer.add([row])
    now = writer.case_value(row.case_id, str(row.factor_id)) if row.case_id else None
    return Decided(row.annotation_id, True, {one.annotator: one.value for one in codings}, now)


def _valued(row: Annotation, item: Coding, value: str, codebook: Codebook) -> Annotation:
    row = replace(
        row,
        adjudicated=True,
        document_id=item.document_id,
        sentence_no=item.sentence_no,
        case_id=item.case_id,
        factor_id=item.factor_id,
        char_start=item.char_start,
        char_end=item.char_end,
        quote=item.quote,
        value=value,
    )
    if item.kind == "case_value":
        _check_value(value)
        return replace(row, kind="case_value")
    if item.kind == "entity":
        label = None if value == NONE else known_entity(value)
        return replace(row, kind="entity", entity_label=label)
    if value == NONE:
        return replace(row, kind="none")
    words = value.split()
    if not 0 < len(words) < 4:
        raise CodingError("unknown_label", f"{value!r} is not assertion, subject, and perhaps historical")
    return with_judgement(row, judgement(known_factor(str(item.factor_id), codebook), *words))


def withdraw(writer: AnnotationWriter, start_of_id: str) -> Found:
    """Withdraw the one annotation whose id starts so; it stays in the store, marked.

    Raises ScrError where none or several start so, and where it is withdrawn already.
    """
    found = writer.annotations(start_of_id) if len(start_of_id) >= _ENOUGH else []
    if len(found) != 1:
        what = "several annotations start" if found else "no annotation starts"
        raise ScrError(f"In the store {writer.path} {what} with {start_of_id!r}; give 6 characters or more.")
    if found[0].withdrawn:
        raise ScrError(f"The annotation {found[0].annotation_id} is withdrawn already.")
    writer.withdraw(found[0].annotation_id)
    return found[0]


def _check_value(value: str) -> None:
    if value not in VALUES:
        raise ScrError(f"{value!r} is no value of a factor; it is one of {', '.join(VALUES)}.")


def _said_now(annotator: str, note: str | None, codebook: Codebook) -> Annotation:
    if not annotator.strip():
        raise ScrError("A decision needs a name: give --annotator NAME.")
    now = datetime.now(UTC).replace(tzinfo=None)
    return replace(
        EMPTY, annotator=annotator, annotated_at=now, note=note or None, codebook_version=codebook.version
    )
