"""Labels that were made wrong on purpose come first in the queue of those that look wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pipeline.learn import suspects, versions
from pipeline.learn.suspects import Suspect, _Case, ranked, suspicious
from pipeline.model.factor_model import FactorModel
from pipeline.run import Tools
from pipeline.sealed import ModelError, seal
from tests.learn.test_versions import LINEAGE


def test_a_label_is_suspect_where_the_model_is_as_sure_as_it_usually_is_of_the_other() -> None:
    """By hand: affirmed labels have a mean chance of (0.9 * 5 + 0.1) / 6 = 0.767, the others of being none
    (0.9 * 5 + 0.2 + 0.3) / 7 = 0.714."""
    given = np.array([1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0])
    chances = np.array([0.9, 0.9, 0.9, 0.9, 0.9, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.8, 0.7])
    # Of 5 it is surer (0.9) that it is none than 0.714, of 11 (0.8) that it is affirmed than 0.767; of 12 not.
    assert suspicious(given, chances) == [5, 11]


def test_too_few_of_a_kind_are_not_judged() -> None:
    given, chances = np.array([1] * 4 + [0] * 20), np.array([0.01] * 4 + [0.99] * 20)
    assert suspicious(given, chances) == []
    assert suspicious(np.zeros(0, dtype=np.int64), np.zeros(0)) == []


def test_planted_errors_come_first(rules_only: Tools) -> None:
    generator = np.random.default_rng(3)
    truth = generator.random(400) < 0.2
    chances = np.where(truth, generator.uniform(0.7, 1, 400), generator.uniform(0, 0.3, 400))
    planted = set(map(int, generator.choice(400, 12, replace=False)))
    cases = []
    for at in range(400):
        said = bool(truth[at]) ^ (at in planted)
        likely = float(chances[at] if said else 1 - chances[at])
        suspect = Suspect("doc", 1, at, "neglect", "affirmed" if said else "none", likely, "text")
        cases.append(_Case(suspect, said, float(chances[at])))
    found = ranked(cases, rules_only)
    # A planted error is found where the model is surer than usual; no right label is among them.
    assert {one.sentence_no for one in found} <= planted
    assert len(found) >= 4
    assert [one.likely for one in found] == sorted(one.likely for one in found)


def test_the_judge_never_learned_from_annotations(tmp_path: Path, small_model: FactorModel) -> None:
    def trained(content: str, **fields: object) -> str:
        draft = tmp_path / "draft"
        draft.mkdir()
        (draft / "x").write_text(content)
        return versions.keep(draft, tmp_path, "factors", replace(LINEAGE, **fields))  # type: ignore[arg-type]

    taught = trained("one", gold_sentences=5)
    with pytest.raises(ModelError, match="has learned from annotations"):
        suspects._without_gold(tmp_path)
    (tmp_path / "factors").mkdir()
    (tmp_path / "factors" / "x").write_text("shipped")
    seal(tmp_path / "factors")
    assert suspects._without_gold(tmp_path) == "shipped"
    untaught = trained("two", gold_sentences=0)
    versions.use(tmp_path, taught, ["factors"])
    assert suspects._without_gold(tmp_path) == untaught
