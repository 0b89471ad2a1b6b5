"""Documents of the store cut into passages of whole paragraphs, the unit that an annotator is shown."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.records import SILENT
from pipeline.store.annotations import StoredSentence

# Characters of a passage: shorter ones lack context, longer ones are slow in the labelling tools.
SHORTEST, USUAL, LONGEST = 1000, 2000, 4000
# Between sentences of one paragraph stands a space, between paragraphs an empty line.
_PARAGRAPH_GAP = 2


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive sentences of one document, whole paragraphs wherever one fits.

    ``text[i]`` is character ``char_start + i`` of the document, so that offsets go over by adding.
    """

    sentences: tuple[StoredSentence, ...]

    @property
    def document_id(self) -> str:
        """The document."""
        return self.sentences[0].document_id

    @property
    def char_start(self) -> int:
        """The first character, counted from 0 in the text of the document."""
        return self.sentences[0].char_start

    @property
    def char_end(self) -> int:
        """The character after the last."""
        return self.sentences[-1].char_end

    @property
    def task_id(self) -> str:
        """Document and first character: the same passage has the same task, whenever it is exported."""
        return f"{self.document_id}-{self.char_start}"

    @property
    def text(self) -> str:
        """The text, with the white space between sentences made up to its length in the document."""
        return passage_text(self.sentences)


def passage_text(sentences: Sequence[StoredSentence]) -> str:
    """The text from the first sentence to the last. Raises nothing: the store holds them in order."""
    parts = [sentences[0].text]
    for before, after in zip(sentences, sentences[1:], strict=False):
        gap = after.char_start - before.char_end
        parts += [" " if gap == 1 else "\n" * gap, after.text]
    return "".join(parts)


def text_hash(text: str) -> str:
    """SHA-256 of a passage, in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def cut(sentences: Sequence[StoredSentence]) -> list[Passage]:
    """All passages of the documents that these sentences are of, in order.

    Paragraphs are gathered up to about 2,000 characters, up to a heading where one comes after 1,000, and
    never beyond 4,000; a paragraph longer than that is cut at the ends of sentences. Contents lists are
    left out, and what stands between two of them may be shorter than 1,000 characters.
    """
    found = []
    for _, of_document in groupby(sentences, key=lambda one: one.document_id):
        for listed, run in groupby(of_document, key=lambda one: one.kind == "contents"):
            if not listed:
                found += [Passage(tuple(part)) for part in _gather(list(_pieces(list(run))))]
    return [one for one in found if any(sentence.kind not in SILENT for sentence in one.sentences)]


def _pieces(run: Sequence[StoredSentence]) -> Iterator[list[StoredSentence]]:
    """Paragraphs; one that is too long for a passage in parts."""
    piece: list[StoredSentence] = []
    for sentence in run:
        new = piece and sentence.char_start - piece[-1].char_end >= _PARAGRAPH_GAP
        if piece and (new or sentence.char_end - piece[0].char_start > LONGEST):
            yield piece
            piece = []
        piece.append(sentence)
    if piece:
        yield piece


def _gather(pieces: Sequence[list[StoredSentence]]) -> list[list[StoredSentence]]:
    passages: list[list[list[StoredSentence]]] = []
    for piece in pieces:
        if passages and not _full(passages[-1], piece):
            passages[-1].append(piece)
        else:
            passages.append([piece])
    if len(passages) > 1:
        _lengthen_last(passages)
    return [[sentence for piece in passage for sentence in piece] for passage in passages]


def _full(passage: Sequence[list[StoredSentence]], piece: Sequence[StoredSentence]) -> bool:
    """Whether the passage ends before this piece; a heading is never its last line."""
    length = _length(passage)
    if piece[-1].char_end - passage[0][0].char_start > LONGEST:
        return True
    if passage[-1][-1].kind == "heading":
        return False
    return length >= USUAL or (length >= SHORTEST and piece[0].kind == "heading")


def _lengthen_last(passages: list[list[list[StoredSentence]]]) -> None:
    """A short end joins the passage before it, or takes paragraphs from it."""
    last, before = passages[-1], passages[-2]
    if _length(last) >= SHORTEST:
        return
    if last[-1][-1].char_end - before[0][0].char_start <= LONGEST:
        before += last
        passages.pop()
        return
    while _length(last) < SHORTEST and len(before) > 1 and _length(before[:-1]) >= SHORTEST:
        last.insert(0, before.pop())


def _length(passage: Sequence[list[StoredSentence]]) -> int:
    return passage[-1][-1].char_end - passage[0][0].char_start
