"""The shipped coder with a codebook that it was not trained with: more factors, fewer, in another order."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.learn.measure import model_coded
from pipeline.model.coder import CodebookCoder
from pipeline.model.division import Division, divide
from pipeline.read.document import read_document
from pipeline.records import Document, Mention, Processed
from pipeline.run import Tools, code_case, code_document, coded_with, current_versions, division, load_tools
from pipeline.sealed import ModelError
from tests.data.test_label_changes import NEW_FACTOR, configs  # noqa: F401 - a fixture

PDF = Path("annotations/reviews/castlemoor-baby-f/castlemoor-baby-f.pdf")
GONE = "neglect"


@pytest.fixture(scope="module")
def document(tools: Tools) -> Document:
    return read_document(PDF, tools.settings)


@pytest.fixture(scope="module")
def whole(document: Document, tools: Tools) -> Processed:
    return code_document(document, tools)


def factor_file(folder: Path, factor_id: str) -> Path:
    (file,) = (folder / "codebook").rglob(f"{factor_id}.toml")
    return file


def test_a_codebook_is_divided_in_its_own_order() -> None:
    assert divide(["c", "new", "a"], ["a", "b", "c"]) == Division(("c", "a"), ("new",))
    assert divide(["a"], []) == Division((), ("a",))


def test_a_factor_that_is_gone_is_not_coded_and_a_new_definition_changes_nothing(
    configs: Path,  # noqa: F811
    document: Document,
    whole: Processed,
) -> None:
    factor_file(configs, GONE).unlink()
    other = factor_file(configs, "poverty")
    text = other.read_text()
    changed = text.replace('definition = "', 'definition = "Money that does not last: ')
    assert changed != text
    other.write_text(changed)
    tools = load_tools()
    assert division(tools.codebook).by_rules == ()
    coded = code_document(document, tools)
    assert any(one.factor_id == GONE for one in whole.mentions)
    assert coded.mentions == tuple(one for one in whole.mentions if one.factor_id != GONE)
    assert coded.case_factors == tuple(one for one in whole.case_factors if one.factor_id != GONE)
    # What the store codes a case by says the same.
    assert tuple(code_case(tools.codebook)(coded.mentions)) == coded.case_factors


def test_the_order_of_the_codebook_does_not_matter(
    document: Document, whole: Processed, tools: Tools
) -> None:
    assert tools.coder is not None
    turned = tools.codebook.model_copy(update={"factors": tools.codebook.factors[::-1]})
    coder = CodebookCoder(tools.coder.coder, turned.factor_ids)
    coded = code_document(document, replace(tools, codebook=turned, coder=coder))
    assert Counter(coded.mentions) == Counter(whole.mentions)
    assert coded.case_factors == whole.case_factors[::-1]


def test_the_rules_word_on_a_new_factor_is_measured_without_probabilities(
    tools: Tools, whole: Processed
) -> None:
    assert tools.coder is not None
    coder = CodebookCoder(tools.coder.coder, ("unsafe_sleeping", *tools.codebook.factor_ids))
    new = Mention(3, "unsafe_sleeping", "negated", "child", "current", 1.0, "rule", 0, 6, "asleep")
    coded = model_coded(coder, [*whole.mentions, new])
    assert coded.values["unsafe_sleeping"] == "absent"
    assert coded.labels[3, "unsafe_sleeping"].assertion == "negated"
    assert coded.chances.keys() == set(tools.codebook.factor_ids)
    before = model_coded(tools.coder, whole.mentions)
    assert {**before.values, "unsafe_sleeping": "absent"} == coded.values
    assert before.chances == coded.chances


def test_no_factor_in_common_is_an_error_that_training_does_not_meet(configs: Path) -> None:  # noqa: F811
    for file in list((configs / "codebook").rglob("*.toml")):
        file.unlink()
    (configs / "codebook" / "child" / "unsafe_sleeping.toml").write_text(NEW_FACTOR)
    book = load_tools(models=False).codebook
    for use in (load_tools, lambda: code_case(book)):
        with pytest.raises(ModelError, match="knows no factor of the codebook"):
            use()
    # `scr train`, which mends it, has to know the versions.
    assert coded_with(book).endswith(", by rules alone: unsafe_sleeping")
    assert current_versions(book).codebook == book.version
