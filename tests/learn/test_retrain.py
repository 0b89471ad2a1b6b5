"""From annotations to a version in use: trained, compared, promoted or kept out, taken up where it was cut off."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.codebook import Factor
from pipeline.errors import ScrError
from pipeline.learn import promote, retrain
from pipeline.learn.coded import Coded
from pipeline.learn.examples import Example
from pipeline.learn.retrain import Retraining
from pipeline.learn.versions import folder_of, label_in_use, list_versions
from pipeline.model.coder import Coder
from pipeline.model.factor_model import FactorModel
from pipeline.run import Tools
from pipeline.sealed import verify
from tests.learn.small import beginnings, small_corpus, train_small
from tests.learn.test_gold import add, row, store  # noqa: F401 - a fixture

FACTORS = "factors"


class Killed(BaseException):
    """What ends a process in the middle; nothing catches it."""


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory, rules_only: Tools) -> dict[str, list[Example]]:
    return beginnings(small_corpus(tmp_path_factory.mktemp("corpus")), rules_only)


@pytest.fixture
def work(
    tmp_path: Path,
    store: Path,  # noqa: F811
    rules_only: Tools,
    small_model: FactorModel,
    examples: dict[str, list[Example]],
    monkeypatch: pytest.MonkeyPatch,
) -> Retraining:
    train_small(monkeypatch, small_model, examples)
    add(store, row(1, "affirmed mother current", "parental_alcohol_misuse"), row(2, "none"))
    return Retraining(store, small_corpus(tmp_path / "annotations"), tmp_path / "models", rules_only, print)


@pytest.fixture(scope="module")
def finished(
    tmp_path_factory: pytest.TempPathFactory,
    rules_only: Tools,
    new_small_model: Callable[[], FactorModel],
    examples: dict[str, list[Example]],
) -> Path:
    """The folder of a model whose training has ended."""
    folder = tmp_path_factory.mktemp("finished")
    with pytest.MonkeyPatch.context() as patch:
        train_small(patch, new_small_model(), examples)
        retrain.train_coder(small_corpus(folder / "annotations"), folder / "model", rules_only, print)
    return folder / "model"


@pytest.fixture
def copying(work: Retraining, finished: Path, monkeypatch: pytest.MonkeyPatch) -> Retraining:
    """The same, but of the training itself only the result is taken: it is tested by itself."""

    def copy(annotations: Path, into: Path, *_: object) -> str:
        shutil.rmtree(into, ignore_errors=True)
        return shutil.copytree(finished, into).name

    monkeypatch.setattr(retrain, "train_coder", copy)
    return work


def again(work: Retraining) -> Retraining:
    """The next run: nothing of the one before is in memory."""
    return Retraining(work._store, work.annotations, work.models, work.tools, print)


def run(work: Retraining) -> str:
    nothing = work.gather()
    if nothing:
        return nothing
    label = work.train()
    return work.finish(label, work.compare(label))


def test_the_whole_way(work: Retraining, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    # Nothing is in use: the first version is.
    said = run(work)
    (first,) = list_versions(work.models, [FACTORS])
    assert first.in_use
    assert first.label in said
    assert first.lineage is not None
    assert (first.lineage.parent, first.lineage.gold_sentences, first.lineage.annotators) == ("shipped", 2, 1)
    assert first.lineage.settings["factors"]["epochs"] == 1
    assert set(first.lineage.figures) >= {"case F1"}
    verify(first.folder)
    assert "neglect" in (first.folder / "accuracy.csv").read_text()

    # No new label: nothing is done, however often it is asked.
    with monkeypatch.context() as patch:
        patch.setattr(retrain, "train_coder", None)
        assert f"Nothing new to learn from since {first.label}" in run(again(work))
    assert len(list_versions(work.models, [FACTORS])) == 1

    # A new label, but the one test review cannot tell the models apart: the old one stays.
    add(store, row(3, "negated child current", "neglect"))
    said = run(again(work))
    assert "Not promoted: there is nothing to compare the models on." in said
    assert "1 documents, too few" in said
    assert label_in_use(work.models, FACTORS) == first.label
    second = next(one for one in list_versions(work.models, [FACTORS]) if one.label != first.label)
    assert second.lineage is not None
    assert (second.lineage.parent, second.lineage.gold_sentences) == (first.label, 3)
    # What was kept out is not trained again for the same labels.
    assert "Nothing new" in run(again(work))


def test_a_version_that_is_worse_stays_out_and_one_that_is_not_comes_in(
    copying: Retraining,
    store: Path,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    work = copying
    run(work)
    first = label_in_use(work.models, FACTORS)
    monkeypatch.setattr(promote, "FEWEST", 1)
    add(store, row(3, "negated child current", "neglect"))
    second = again(work)
    assert second.gather() is None
    label = second.train()
    honest = retrain._coded

    def without_values(coder: Coder, examples: list, tools: Tools) -> list[Coded]:
        """As if the version now in use were right, and the new one said the opposite of every case."""
        found = []
        for one, of in zip(examples, honest(coder, examples, tools), strict=True):
            turned = {"present": "absent", "absent": "not_mentioned", "not_mentioned": "present"}
            new = coder is coders[0]
            values = {name: turned[value] if new else value for name, value in one.values.items()}
            found.append(replace(of, values=values))
        return found

    coders: list[Coder] = []
    load = retrain.load_coder

    def remembered(folder: Path) -> Coder:
        coders.append(load(folder))
        return coders[-1]

    monkeypatch.setattr(retrain, "load_coder", remembered)
    monkeypatch.setattr(retrain, "_coded", without_values)
    verdict = second.compare(label)
    assert not verdict.promote
    assert "case kappa on the test reviews: 1.00 to" in verdict.words
    second.finish(label, verdict)
    assert label_in_use(work.models, FACTORS) == first
    # The other way about it is promoted.
    turned = replace(verdict, promote=True, words="Promoted.")
    second.finish(label, turned)
    assert label_in_use(work.models, FACTORS) == label
    assert json.loads((folder_of(work.models, FACTORS, label) / "verdict.json").read_text())["promoted"]


def test_a_model_that_knows_part_of_the_codebook_is_compared_and_one_that_knows_none_replaced(
    copying: Retraining,
    store: Path,  # noqa: F811
    examples: dict[str, list[Example]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run(copying)
    add(store, row(3, "negated child current", "neglect"))
    work = again(copying)
    assert work.gather() is None
    label = work.train()
    book = work.tools.codebook
    new = [factor.model_copy(update={"id": f"new_{factor.id}"}) for factor in book.factors]
    values = {factor.id: "not_mentioned" for factor in new}
    tests = [replace(one, values={**one.values, **values}) for one in examples["test"]]
    monkeypatch.setattr(retrain, "load_examples", lambda *_: tests)

    def compared(*factors: Factor) -> str:
        work.tools = replace(work.tools, codebook=book.model_copy(update={"factors": factors}))
        return work.compare(label).words

    assert "1 documents, too few to judge by" in compared(*book.factors[1:], new[0])
    assert compared(*new) == "Promoted: no model that knows this codebook is in use."


@pytest.mark.parametrize("where", ["train_coder", "keep", "write_accuracy", "use", "save_verdict"])
def test_cut_off_anywhere_the_old_model_is_in_use_and_the_next_run_goes_on(
    copying: Retraining, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    work = copying
    (work.models / "versions").mkdir(parents=True)

    def killed(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(retrain, where, killed)
        with pytest.raises(Killed):
            run(work)
    in_use = label_in_use(work.models, FACTORS)
    assert (in_use == "shipped") == (where != "save_verdict")
    trained = {one.label for one in list_versions(work.models, [FACTORS])}
    assert "Promoted" in run(again(work))
    found = list_versions(work.models, [FACTORS])
    # A version that was trained is not trained again, and nothing half done is left.
    assert len(found) == 1
    assert trained <= {found[0].label}
    assert found[0].in_use
    assert sorted(one.name for one in (work.models / "versions").iterdir()) == [".lock", found[0].label]
    verify(found[0].folder)


def test_a_store_without_gold_says_so(tmp_path: Path, work: Retraining, store: Path) -> None:  # noqa: F811
    bare = again(work)
    bare._store = tmp_path / "none.duckdb"
    with pytest.raises(ScrError, match="there is no store"):
        bare.gather()


def test_only_a_random_sample_is_nothing_to_learn_from(
    tmp_path: Path,
    rules_only: Tools,
    store: Path,  # noqa: F811
) -> None:
    add(store, row(2, "none", chosen="random"))
    work = Retraining(store, small_corpus(tmp_path / "annotations"), tmp_path / "models", rules_only, print)
    with pytest.raises(ScrError, match="no annotated sentence to learn from"):
        work.gather()


def test_two_trainings_at_once_are_one(work: Retraining) -> None:
    work.gather()
    with retrain._alone(work.models), pytest.raises(ScrError, match="Another training is under way"):
        work.train()
