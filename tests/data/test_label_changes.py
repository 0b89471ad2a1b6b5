"""A factor is added, renamed or split with TOML files alone; old labels follow, or are coded again."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from pipeline.annotate.take_in import Taken
from pipeline.codebook import Codebook, load_codebook
from pipeline.corpus import load_review
from pipeline.corpus.check import check_review
from pipeline.corpus.label_changes import LabelChanges, load_label_changes, relabel
from pipeline.corpus.relabel import ToCode, relabel_corpus
from pipeline.errors import CodebookError
from pipeline.factors.values import case_values
from pipeline.ingest import prepared_store
from pipeline.records import Processed, Versions
from pipeline.run import load_tools, process_document
from pipeline.settings import configs_folder
from tests.annotate.conftest import review, rows_of, write
from tests.annotate.tasks import answered, imported, region, saved, task_of

SLUG = "castlemoor-baby-f"
REVIEW = Path("annotations/reviews") / SLUG
NEW_FACTOR = """
id = "unsafe_sleeping"
name = "Unsafe sleeping"
domain = "family"
definition = "A baby slept in a place that is not safe for a baby."
include = ["asleep beside an adult on a settee"]
exclude = []
subjects = ["child"]
default_subject = "child"

[[patterns]]
name = "beside an adult"
match = ["asleep beside"]

[[examples]]
text = "The baby had been asleep beside Father on the settee."
expect = "affirmed child"
"""


@pytest.fixture
def configs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the folder configs that the program reads from now on."""
    copy = tmp_path / "configs"
    shutil.copytree(configs_folder(), copy)
    monkeypatch.setenv("SCR_CONFIGS", str(copy))
    return copy


@pytest.fixture
def store(tmp_path: Path, codebook: Codebook) -> Path:
    path = tmp_path / "scr.duckdb"
    write(path, [review()], codebook)
    return path


def became(configs: Path, factor: str, how: str, *names: str) -> tuple[Codebook, LabelChanges]:
    """The factor's file is taken away, new ones stand in its place, and label_changes.toml says so."""
    (old,) = (configs / "codebook").rglob(f"{factor}.toml")
    for name in names:
        text = old.read_text().replace(f'id = "{factor}"', f'id = "{name}"')
        old.with_name(f"{name}.toml").write_text(text)
    old.unlink()
    with (configs / "label_changes.toml").open("a") as file:
        file.write(f'\n[[change]]\nfactor = "{factor}"\nhow = "{how}"\nbecame = {list(names)}\n')
    book = load_codebook(configs)
    return book, load_label_changes(configs, ids_of(book))


def ids_of(book: Codebook) -> list[str]:
    return [factor.id for factor in book.factors]


def changes_of(configs: Path, *tables: str) -> LabelChanges:
    """Changes of factors that the codebook has not, into some that it has."""
    text = "\n".join(f"[[change]]\n{table}" for table in tables)
    (configs / "label_changes.toml").write_text(text)
    return load_label_changes(configs, ["neglect", "poverty", "thresholds"])


@pytest.mark.parametrize(
    ("old", "new", "again"),
    [
        ("want affirmed family", "poverty affirmed family", ()),
        ("want", "poverty", ()),
        ("neglect affirmed child; want uncertain family", "neglect affirmed child; poverty uncertain family", ()),
        # Of two labels that are one now the stronger stays, in the place of the first.
        ("poverty uncertain family; debt affirmed mother", "poverty affirmed mother", ()),
        ("debt negated mother; want generic family", "poverty negated mother", ()),
        # hunger became want, which became poverty.
        ("hunger negated child", "poverty negated child", ()),
        ("care affirmed child; thresholds affirmed professional", "thresholds affirmed professional", ("neglect", "poverty")),
        ("luck affirmed child", "", ()),
        ("luck affirmed child; recommendation 3", "recommendation 3", ()),
        ("neglect affirmed child; nonsense", "neglect affirmed child; nonsense", ()),
    ],
)  # fmt: skip
def test_labels_follow_the_changes(configs: Path, old: str, new: str, again: tuple[str, ...]) -> None:
    changes = changes_of(
        configs,
        'factor = "want"\nhow = "renamed"\nbecame = ["poverty"]',
        'factor = "debt"\nhow = "merged"\nbecame = ["poverty"]',
        'factor = "hunger"\nhow = "renamed"\nbecame = ["want"]',
        'factor = "care"\nhow = "split"\nbecame = ["neglect", "hunger"]',
        'factor = "luck"\nhow = "dropped"',
    )
    found = relabel(old, changes)
    assert (found.text, found.again) == (new, again)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('factor = "poverty"\nhow = "dropped"', "still has poverty"),
        ('factor = "old"\nhow = "renamed"\nbecame = ["nothing"]', "became nothing"),
        ('factor = "old"\nhow = "split"\nbecame = ["poverty"]', "two or more different factors"),
        ('factor = "old"\nhow = "split"\nbecame = ["poverty", "poverty"]', "two or more different factors"),
        ('factor = "old"\nhow = "dropped"\nbecame = ["poverty"]', "no factor"),
        ('factor = "old"\nhow = "split"\nbecame = ["old", "poverty"]', "cannot become itself"),
        ('factor = "old"\nhow = "vanished"', "how"),
        ('factor = "a"\nhow = "renamed"\nbecame = ["b"]\n[[change]]\nfactor = "b"\nhow = "renamed"\nbecame = ["a"]', "circle"),
        ('factor = "a"\nhow = "dropped"\n[[change]]\nfactor = "a"\nhow = "dropped"', "has changed already"),
    ],
)  # fmt: skip
def test_a_change_that_cannot_be_is_said(configs: Path, table: str, said: str) -> None:
    with pytest.raises(CodebookError, match=said):
        changes_of(configs, table)


def test_a_corpus_follows_a_renamed_factor(configs: Path, tmp_path: Path) -> None:
    shutil.copytree(REVIEW, tmp_path / "reviews" / SLUG, ignore=shutil.ignore_patterns("*.pdf"))
    before = load_review(tmp_path / "reviews" / SLUG)
    book, changes = became(configs, "domestic_abuse", "renamed", "intimate_abuse")
    found = relabel_corpus(tmp_path, changes, ids_of(book))
    for path, text in found.texts.items():
        path.write_text(text)
    after = load_review(tmp_path / "reviews" / SLUG)
    assert found.again == ()
    assert check_review(after, ids_of(book)) == []
    assert "intimate_abuse" in after.factors.present
    names = [[one.factor_id for one in line.labels] for line in before.labelled()]
    renamed = [[name.replace("domestic_abuse", "intimate_abuse") for name in of] for of in names]
    assert [[one.factor_id for one in line.labels] for line in after.labelled()] == renamed
    assert relabel_corpus(tmp_path, changes, ids_of(book)).texts == {}


def test_a_corpus_lists_what_a_split_leaves_to_be_coded(configs: Path, tmp_path: Path) -> None:
    (tmp_path / "second_coder").mkdir()
    coding = tmp_path / "second_coder" / "a.txt"
    coding.write_text("3: poverty affirmed family\n5: poverty affirmed family; neglect affirmed child\n")
    passages = tmp_path / "passages"
    passages.mkdir()
    (passages / "part.txt").write_text("# one\nThe meter was empty. || poverty affirmed family\nIt rained.\n")
    book, changes = became(configs, "poverty", "split", "debt", "deprivation")
    found = relabel_corpus(tmp_path, changes, ids_of(book))
    assert found.texts == {
        coding: "5: neglect affirmed child\n",
        passages / "part.txt": "# one\nThe meter was empty.\nIt rained.\n",
    }
    both = ("debt", "deprivation")
    assert found.again == (
        ToCode("passages/part.txt", 2, both),
        ToCode("second_coder/a.txt", 1, both),
        ToCode("second_coder/a.txt", 2, both),
    )


def old_export(store: Path, old: Codebook, new: Codebook, folder: Path) -> Taken:
    """An answer given with the old codebook, imported with the new one."""
    task = task_of(store, old, folder / "tasks.json")
    text = task["data"]["text"]
    answer = answered(
        task,
        region(text, "no food", "neglect", "affirmed", "child"),
        region(text, "called twice", "thresholds", "affirmed", "professional", name="s"),
    )
    return imported(store, new, saved(folder / "export.json", answer), also=(old.version,))


SAID = "SELECT sentence_no, factor_id FROM annotations_in_force WHERE kind <> 'entity' ORDER BY 1, 2"


def test_an_old_export_is_imported_under_the_new_name(
    configs: Path, store: Path, tmp_path: Path, codebook: Codebook
) -> None:
    new, _ = became(configs, "neglect", "renamed", "child_neglect")
    assert old_export(store, codebook, new, tmp_path).refused == []
    assert rows_of(store, SAID) == [
        (0, None), (1, None), (2, "thresholds"), (3, "child_neglect"), (4, None), (5, None)
    ]  # fmt: skip


def test_a_sentence_of_a_split_factor_is_neither_coded_nor_empty(
    configs: Path, store: Path, tmp_path: Path, codebook: Codebook
) -> None:
    new, _ = became(configs, "neglect", "split", "medical_neglect", "home_neglect")
    (refused,) = old_export(store, codebook, new, tmp_path).refused
    assert refused.reason == "to_code_again"
    assert "medical_neglect, home_neglect" in refused.detail
    # Sentence 3 has no row at all: that it bears on nothing is not known either.
    assert rows_of(store, SAID) == [(0, None), (1, None), (2, "thresholds"), (4, None), (5, None)]


def test_a_new_factor_is_one_file(configs: Path, tmp_path: Path) -> None:
    (configs / "codebook" / "family" / "unsafe_sleeping.toml").write_text(NEW_FACTOR)
    tools = load_tools(models=False)
    ids = ids_of(tools.codebook)
    assert len(ids) == 41
    found = process_document(REVIEW / f"{SLUG}.pdf", tools)
    assert isinstance(found, Processed)
    (mention, *_) = [one for one in found.mentions if one.factor_id == "unsafe_sleeping"]
    assert (mention.quote, mention.assertion) == ("asleep beside", "affirmed")
    with prepared_store(tmp_path / "new.duckdb", tools.codebook) as writer:
        run_id = writer.start_run(Versions("code", "rules", tools.codebook.version))
        few = replace(found, mentions=tuple(one for one in found.mentions if one == mention))
        assert writer.write_batch(run_id, [few], (), lambda found: case_values(found, ids)) == ()
        writer.finish_run(run_id)
    with duckdb.connect(str(tmp_path / "new.duckdb"), read_only=True) as con:
        rows = con.execute("SELECT factor_id, n_present FROM prevalence WHERE n_present > 0").fetchall()
        assert rows == [("unsafe_sleeping", 1)]
        assert con.execute("SELECT COUNT(*) FROM factors").fetchall() == [(41,)]
