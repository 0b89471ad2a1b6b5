"""The gold that annotators left in a store: sentences that they looked at, and what they decided of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.errors import StoreError
from pipeline.records import Section, Sentence
from pipeline.store.connect import connect_guarded
from pipeline.store.sql import query_text

Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class StoredGold:
    """What is known of which sentences, by document and sentence number.

    ``by_chance``: of every sentence that was looked at, whether its passage was drawn by chance. ``labels``:
    the factors that were marked in it, as "affirmed mother current", ``none``, or None where annotators
    differ and nobody has settled it. Of the rest of a sentence that was looked at it is known that it bears
    on nothing.
    """

    by_chance: Mapping[Place, bool]
    labels: Mapping[Place, Mapping[str, str | None]]
    sentences: Mapping[str, tuple[Sentence, ...]]
    sections: Mapping[str, tuple[Section, ...]]
    annotators: tuple[str, ...]


def read_gold(store: Path) -> StoredGold:
    """The gold of a store, with the documents that it is of. StoreError where the store cannot be read."""
    with connect_guarded(store) as con:
        try:
            chance = {
                (document_id, number): bool(by)
                for document_id, number, by in con.execute(query_text("gold_sentences")).fetchall()
            }
            labels: defaultdict[Place, dict[str, str | None]] = defaultdict(dict)
            for document_id, number, factor_id, value in con.execute(query_text("gold_labels")).fetchall():
                if (document_id, number) in chance:
                    labels[document_id, number][factor_id] = value
            documents = sorted({document_id for document_id, _ in chance})
            sentences, sections = defaultdict(list), defaultdict(list)
            for document_id, *rest in con.execute(query_text("sentences_read"), [documents]).fetchall():
                sentences[document_id].append(Sentence(*rest))
            for document_id, *rest in con.execute(query_text("sections_read"), [documents]).fetchall():
                sections[document_id].append(Section(*rest))
            names = tuple(str(name) for (name,) in con.execute(query_text("gold_annotators")).fetchall())
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise StoreError(
                f"the store {store} was made by an older version and has no annotations to learn from: "
                "scr run brings it up to date"
            ) from error
    return StoredGold(
        chance,
        dict(labels),
        {name: tuple(of) for name, of in sentences.items()},
        {name: tuple(sections[name]) for name in sentences},
        names,
    )
