"""What comes back is checked item by item, stored once, and never overwritten."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from copy import deepcopy
from datetime import datetime
from pathlib import Path

import pytest

from pipeline.annotate.formats import parse
from pipeline.annotate.take_in import Names, take_in
from pipeline.codebook import Codebook
from pipeline.store.annotations import open_annotations

from .conftest import DOCUMENT, rows_of
from .tasks import EARLY, LATE, answered, exported, imported, region, saved, task_of

DATA = {"text": "a", "task_id": "t", "document_id": "d", "char_start": 0, "codebook_version": "c"}
MENTIONS = (
    "SELECT sentence_no, factor_id, value, quote FROM annotations_in_force WHERE kind = 'mention' "
    "ORDER BY sentence_no, factor_id"
)


def test_suggestions_are_those_of_the_store_and_round_trip(
    real: Path, tmp_path: Path, book: Codebook
) -> None:
    out = exported(real, book, tmp_path / "tasks.json")
    shown = 0
    for task in json.loads(out.read_text()):
        text = task["data"]["text"]
        for part in task["predictions"][0]["result"]:
            value = part["value"]
            assert text[value["start"] : value["end"]] == value["text"]
            shown += part["type"] == "labels" and part["from_name"] == "factor"
    # Each sentence and factor of the passages once: contents lists are in no passage.
    (stored,) = rows_of(real, "SELECT COUNT(DISTINCT (sentence_no, factor_id)) FROM mentions")
    assert 0 < shown == stored[0]
    assert not any(
        task.get("predictions") for task in json.loads(exported(real, book, out, blank=True).read_text())
    )


@pytest.mark.parametrize("tool", ["label-studio", "jsonl", "doccano", "csv"])
def test_what_is_accepted_unchanged_is_what_was_found(
    store: Path, tmp_path: Path, book: Codebook, tool: str
) -> None:
    out = tmp_path / ("tasks.csv" if tool == "csv" else "tasks.jsonl")
    exported(store, book, out, tool)  # type: ignore[arg-type]
    if tool == "label-studio":
        (task,) = json.loads(out.read_text())
        out = saved(tmp_path / "export.json", answered(task, task["predictions"][0]["result"]))
    taken = imported(store, book, out)
    assert taken.refused == []
    whole = tool == "csv"  # A table marks whole sentences.
    assert rows_of(store, MENTIONS) == [
        (1, "parental_alcohol_misuse", "affirmed mother current", "Mother was drinking again by the autumn." if whole else "was drinking"),
        (3, "neglect", "affirmed mother current", "There was no food in the house." if whole else "no food in the house"),
        (4, "invisible_fathers", "affirmed mother current", "Nobody asked Father anything." if whole else "asked Father"),
    ]  # fmt: skip
    assert rows_of(store, "SELECT quote, value FROM annotations WHERE kind = 'entity'") == [
        ("Child A", "CHILD")
    ]
    assert rows_of(store, "SELECT sentence_no FROM annotations WHERE kind = 'none' ORDER BY 1") == [
        (0,),
        (2,),
        (5,),
    ]
    assert rows_of(store, "SELECT DISTINCT annotator, source_tool, codebook_version FROM annotations") == [
        ("ann", tool, book.version)
    ]
    assert rows_of(store, "SELECT COUNT(*) FROM annotations_in_force WHERE NOT text_matches") == [(0,)]
    assert imported(store, book, out).new == 0


def test_a_change_in_the_tool_reaches_the_store(store: Path, tmp_path: Path, book: Codebook) -> None:
    task = task_of(store, book, tmp_path / "t.json")
    text = task["data"]["text"]
    mark = region(text, "drinking", "parental_alcohol_misuse", "negated", "father", "historical")
    imported(
        store,
        book,
        saved(tmp_path / "a.json", answered(task, mark, by={"email": "ann@example.org"})),
        name=None,
    )
    assert rows_of(store, MENTIONS) == [
        (1, "parental_alcohol_misuse", "negated father historical", "drinking")
    ]
    assert rows_of(store, "SELECT DISTINCT annotator, annotated_at FROM annotations") == [
        ("ann@example.org", datetime(2026, 3, 1, 9))
    ]
    assert rows_of(store, "SELECT COUNT(*) FROM annotations WHERE kind = 'none'") == [(5,)]


def test_the_same_file_twice_adds_nothing_and_a_newer_answer_supersedes(
    store: Path, tmp_path: Path, book: Codebook
) -> None:
    task = task_of(store, book, tmp_path / "t.json")
    text = task["data"]["text"]
    first = answered(task, region(text, "no food", "neglect", "affirmed", "child"))
    assert (imported(store, book, saved(tmp_path / "a.json", first))).new == 6
    again = imported(store, book, tmp_path / "a.json")
    assert (again.new, again.known) == (0, 6)
    # The mark on neglect is taken out and another made: the newer answer counts whole, nothing is deleted.
    second = answered(task, region(text, "called twice", "thresholds", "affirmed", "professional"), at=LATE)
    imported(store, book, saved(tmp_path / "b.json", second))
    assert rows_of(store, MENTIONS) == [(2, "thresholds", "affirmed professional current", "called twice")]
    assert rows_of(store, "SELECT COUNT(*) FROM annotations") == [(12,)]
    # The older file once more changes nothing.
    imported(store, book, tmp_path / "a.json")
    assert rows_of(store, MENTIONS)[0][1] == "thresholds"


def test_what_is_wrong_is_refused_and_the_rest_goes_in(store: Path, tmp_path: Path, book: Codebook) -> None:
    task = task_of(store, book, tmp_path / "t.json")
    text = task["data"]["text"]
    outside = deepcopy(region(text, "drinking", "neglect", "affirmed", "child", name="x"))
    for part in outside:
        part["value"] |= {"start": 9000, "end": 9010}
        part["value"].pop("text")
    marks = [
        region(text, "no food", "neglect", "affirmed", "child", name="a"),
        region(text, "drinking", "gambling", "affirmed", "child", name="b"),
        region(text, "closed", "poverty", "perhaps", "family", name="c"),
        region(text, "corner", "poverty", name="d"),
        region(text, "café", "SHOP", name="e"),
        outside,
    ]
    old = answered({"data": {**task["data"], "codebook_version": "0ld"}})
    changed = answered({"data": {**task["data"], "text": text.replace("five weeks", "six weeks")}})
    elsewhere = answered({"data": {**task["data"], "document_id": "f" * 16}})
    stray = {"id": 3, "data": {"text": "Some text."}, "annotations": []}
    file = saved(tmp_path / "a.json", answered(task, *marks), old, changed, elsewhere, stray)
    taken = imported(store, book, file)
    assert sorted(one.reason for one in taken.refused) == [
        "changed_text",
        "no_assertion",
        "no_origin",
        "other_codebook",
        "unknown_assertion",
        "unknown_document",
        "unknown_factor",
        "unknown_label",
        "wrong_offsets",
    ]
    assert {one.file for one in taken.refused} == {"a.json"}
    assert rows_of(store, MENTIONS) == [(3, "neglect", "affirmed child current", "no food")]
    # One mark had no place: no sentence may count as seen and empty.
    assert rows_of(store, "SELECT COUNT(*) FROM annotations WHERE kind = 'none'") == [(0,)]
    assert imported(store, book, saved(tmp_path / "b.json", old), also=("0ld",)).refused == []


def test_a_sentence_with_a_refused_mark_is_not_an_empty_one(
    store: Path, tmp_path: Path, book: Codebook
) -> None:
    task = task_of(store, book, tmp_path / "t.json")
    mark = region(task["data"]["text"], "drinking", "gambling", "affirmed", "child")
    imported(store, book, saved(tmp_path / "a.json", answered(task, mark)))
    assert rows_of(store, "SELECT sentence_no FROM annotations ORDER BY 1") == [(0,), (2,), (3,), (4,), (5,)]


def test_white_space_drift_and_other_ways_of_counting_are_repaired(
    store: Path, tmp_path: Path, book: Codebook
) -> None:
    task = task_of(store, book, tmp_path / "t.json")
    text = task["data"]["text"]
    drifted = "  " + text.replace("\n\n", "\r\n\r\n").replace(" by ", "  by\u00a0")
    moved = {"data": {**task["data"], "text": drifted}}
    # A browser counts the face as two: "that year" is one further on than it is.
    shifted = region(text, "that year", "poverty", "uncertain", "family", name="b")
    for part in shifted:
        part["value"] |= {"start": drifted.index("that year") + 1, "end": drifted.index("that year") + 10}
    marks = [region(drifted, "asked Father", "invisible_fathers", "affirmed", "professional"), shifted]
    assert imported(store, book, saved(tmp_path / "a.json", answered(moved, *marks))).refused == []
    assert rows_of(store, MENTIONS) == [
        (4, "invisible_fathers", "affirmed professional current", "asked Father"),
        (5, "poverty", "uncertain family current", "that year"),
    ]
    assert rows_of(store, "SELECT DISTINCT text_matches FROM annotations_in_force") == [(True,)]


def test_a_mark_over_two_sentences_is_a_mention_of_each(store: Path, tmp_path: Path, book: Codebook) -> None:
    task = task_of(store, book, tmp_path / "t.json")
    text = task["data"]["text"]
    both = region(
        text, "visitor called twice. There was no food in the house", "neglect", "affirmed", "child"
    )
    over = region(
        text,
        "was drinking again by the autumn.\n\nThe",
        "parental_alcohol_misuse",
        "affirmed",
        "mother",
        name="o",
    )
    imported(store, book, saved(tmp_path / "a.json", answered(task, both, over)))
    assert [(row[0], row[1], row[3]) for row in rows_of(store, MENTIONS)] == [
        (1, "parental_alcohol_misuse", "was drinking again by the autumn."),
        (2, "neglect", "visitor called twice."),
        (3, "neglect", "There was no food in the house"),
    ]


def test_labels_without_attributes_take_the_codebooks_subject(
    store: Path, tmp_path: Path, book: Codebook
) -> None:
    out = exported(store, book, tmp_path / "t.jsonl", "doccano", blank=True)
    line = json.loads(out.read_text())
    at = line["text"].index("no food")
    line["label"] = [
        [at, at + 7, "neglect"],
        [at, at + 7, "parental_adverse_childhood uncertain mother"],
        [at, at + 7, "poverty maybe"],
    ]
    out.write_text(json.dumps(line) + "\n")
    assert [one.reason for one in imported(store, book, out).refused] == ["unknown_assertion"]
    assert [row[1:3] for row in rows_of(store, MENTIONS)] == [
        ("neglect", f"affirmed {book.factor('neglect').default_subject} current"),
        ("parental_adverse_childhood", "uncertain mother historical"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("cut.json", None, "not valid JSON at line"),
        ("cut.jsonl", '{"text": "a", "spans": []}\n{"text": "b", "spa', "line 2 is not valid JSON"),
        ("empty.json", "", "the file is empty"),
        ("min.json", '[{"text": "a", "label": []}]', "choose JSON, not JSON_MIN"),
        ("list.json", json.dumps([{"data": DATA, "annotations": 5}]), "built otherwise"),
        ("table.csv", "a,b\n1,2\n", "the table has no column char_start"),
        (
            "short.csv",
            "task_id,document_id,char_start,codebook_version,sentence,labels\nx,y,0\n",
            "not as many fields",
        ),
        ("latin.csv", b"caf\xe9", "not UTF-8 at byte 3"),
    ],
)
def test_a_damaged_file_leaves_nothing(
    store: Path, tmp_path: Path, book: Codebook, name: str, content: str | bytes | None, says: str
) -> None:
    good = saved(tmp_path / "good.json", answered(task_of(store, book, tmp_path / "t.json")))
    bad = tmp_path / name
    if content is None:
        bad.write_text(good.read_text()[:-20])
    else:
        bad.write_bytes(content if isinstance(content, bytes) else content.encode())
    taken = imported(store, book, bad, good)
    assert [(one.file, one.task, one.reason) for one in taken.refused] == [(name, "-", "unusable_file")]
    assert says in taken.refused[0].detail
    assert rows_of(store, "SELECT DISTINCT source_file FROM annotations") == [("good.json",)]


def test_two_annotators_of_one_file_must_be_named(store: Path, tmp_path: Path, book: Codebook) -> None:
    task = task_of(store, book, tmp_path / "t.json")
    file = saved(tmp_path / "a.json", answered(task, by=1), answered(task, by=2))
    assert "--annotator 1=NAME --annotator 2=NAME" in imported(store, book, file).refused[0].detail
    with open_annotations(store) as writer:
        taken = take_in([file], writer, book, Names({"1": "ann", "2": "ben"}, None))
    assert taken.refused == []
    assert rows_of(store, "SELECT DISTINCT annotator FROM annotations ORDER BY 1") == [("ann",), ("ben",)]


def test_skipped_and_unanswered_tasks_are_counted(store: Path, tmp_path: Path, book: Codebook) -> None:
    task = task_of(store, book, tmp_path / "t.json")
    skipped = answered(task)
    skipped["annotations"][0]["was_cancelled"] = True
    taken = imported(
        store, book, saved(tmp_path / "a.json", skipped, {"data": task["data"], "annotations": []})
    )
    assert (taken.new, taken.unanswered, taken.refused) == (0, 2, [])


def test_a_table_keeps_what_looks_like_a_formula(tmp_path: Path, book: Codebook) -> None:
    from .conftest import review, write

    path = tmp_path / "scr.duckdb"
    write(path, [review("two", [("-Mother said no.", "'Quoted' words, and more.", "=1+1 is two.")])], book)
    out = exported(path, book, tmp_path / "t.csv", "csv")
    with out.open(newline="", encoding="utf-8") as file:
        assert [row["sentence"][0] for row in csv.DictReader(file)] == ["'", "'", "'"]
    assert parse(out).submitted[0].data.text == "-Mother said no. 'Quoted' words, and more. =1+1 is two."
    assert imported(path, book, out).refused == []


def test_coded_passages_are_not_chosen_again(store: Path, tmp_path: Path, book: Codebook) -> None:
    from pipeline.errors import ScrError

    imported(store, book, saved(tmp_path / "a.json", answered(task_of(store, book, tmp_path / "t.json"))))
    with pytest.raises(ScrError, match="no passage that nobody has coded; use --again"):
        exported(store, book, tmp_path / "u.json", again=False)


@pytest.mark.slow
def test_two_imports_at_once_lose_and_double_nothing(store: Path, tmp_path: Path, book: Codebook) -> None:
    task = task_of(store, book, tmp_path / "t.json")
    code = (
        "import sys; from pathlib import Path; from pipeline.codebook import load_codebook\n"
        "from pipeline.settings import configs_folder; from pipeline.annotate.take_in import Names, take_in\n"
        "from pipeline.store.annotations import open_annotations\n"
        "with open_annotations(Path(sys.argv[1]), 60) as w:\n"
        "    print(take_in([Path(sys.argv[2])], w, load_codebook(configs_folder()), Names({}, sys.argv[3])).new)"
    )
    files = [saved(tmp_path / f"{name}.json", answered(task, at=EARLY)) for name in ("ann", "ben")]
    with open_annotations(store):
        running = [
            subprocess.Popen(
                [sys.executable, "-c", code, str(store), str(file), file.stem], stdout=subprocess.PIPE
            )
            for file in files
        ]
    assert [one.communicate(timeout=120)[0].strip() for one in running] == [b"6", b"6"]
    assert rows_of(store, "SELECT annotator, COUNT(*) FROM annotations GROUP BY ALL ORDER BY 1") == [
        ("ann", 6),
        ("ben", 6),
    ]


def test_the_document_is_named_in_every_row(store: Path, tmp_path: Path, book: Codebook) -> None:
    imported(store, book, saved(tmp_path / "a.json", answered(task_of(store, book, tmp_path / "t.json"))))
    assert rows_of(store, "SELECT DISTINCT document_id, task_id FROM annotations") == [
        (DOCUMENT, f"{DOCUMENT}-0")
    ]
