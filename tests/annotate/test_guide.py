"""The codebook's page for annotators is what the codebook says, and says all of it."""

from __future__ import annotations

from pathlib import Path

from pipeline.annotate.guide import codebook_markdown
from pipeline.codebook import Codebook

PAGE = Path("annotations/codebook.md")


def test_the_page_is_that_of_the_codebook(book: Codebook) -> None:
    stale = "run `scr annotate guidelines --write annotations/codebook.md`"
    assert PAGE.read_text(encoding="utf-8") == codebook_markdown(book), stale


def test_a_changed_definition_changes_the_page(book: Codebook) -> None:
    first, *others = book.factors
    changed = first.model_copy(update={"definition": "Something else.", "min_age_years": 7})
    page = codebook_markdown(book.model_copy(update={"factors": (changed, *others)}))
    assert f"**{first.name}.** Something else." in page
    assert "only cases with a child of 7 years or more" in page.split(f"### {first.id}\n")[1].split("###")[0]


def test_every_factor_has_its_examples(book: Codebook) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for factor in book.factors:
        part = page.split(f"### {factor.id}\n")[1].split("\n##")[0]
        assert all(line in part for line in (*factor.include, *factor.exclude))
        for kind in {one.expect.split()[0] for one in factor.examples}:
            assert f"- {kind}" in part
