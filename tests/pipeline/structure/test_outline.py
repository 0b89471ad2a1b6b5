"""Structure: sentence boundaries, headings, section types, and offsets that hold for any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.codebook import read_toml
from pipeline.read.document import read_document
from pipeline.settings import configs_folder, load_settings
from pipeline.structure.headings import HeadingTypes
from pipeline.structure.outline import outline
from pipeline.structure.sentences import split_sentences
from tests.pdfs import write_pdf


@pytest.mark.parametrize(
    "marked",
    [
        "This review concerns Child B.|He was five months old.",
        "Dr. Patel saw the baby.|She was not worried.",
        "See para. 4.3 and No. 7 of the list.|It was not followed.",
        "I am O. Longstaff, the author.",
        'Mother said: "I was frightened."|Nobody asked why.',
        "He was seen at 3.15 p.m. by the nurse.",
        "Was he heard?|The panel thinks not.",
        "The plan ended (see 2.1).|In May the family moved.",
        "The referral was made to Social Worker 3.|Nothing followed.",
        "Agencies, e.g. Housing and the G.P. surgery, were told.",
    ],
)
def test_sentence_boundaries(marked: str) -> None:
    text = marked.replace("|", " ")
    assert [text[start:end] for start, end in split_sentences(text)] == marked.split("|")


@given(st.text(alphabet="AaBb .!?\"')0 1\n", max_size=120))
def test_sentences_cover_everything_but_space(text: str) -> None:
    spans = list(split_sentences(text))
    kept = "".join(text[start:end] for start, end in spans)
    assert kept.replace(" ", "").replace("\n", "") == text.replace(" ", "").replace("\n", "")
    assert all(first[1] <= second[0] for first, second in zip(spans, spans[1:], strict=False))


@pytest.fixture(scope="module")
def types() -> HeadingTypes:
    return HeadingTypes(read_toml(configs_folder() / "sections.toml")["types"])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Terms of Reference", "terms_of_reference"),
        ("3. NARRATIVE OF EVENTS", "narrative"),
        ("Lessons Learned from this Review", "lessons"),
        ("Recommendations for Children's Social Care", "recommendations"),
        ("Appendix A: Glossary", "glossary"),
        ("Genogram", "family"),
        ("March to July 2012", "narrative"),
        ("Serious Case Review: Family T", None),
    ],
)
def test_heading_types(types: HeadingTypes, heading: str, kind: str | None) -> None:
    assert types.type_of(heading) == kind


def test_sections_of_a_report(tmp_path: Path, types: HeadingTypes) -> None:
    pages = [
        ["# Harrowdale Safeguarding Children Board", "# Serious Case Review", "# Child B"],
        [
            "# 1. Introduction",
            "1.1 This review was held because a child died in November.",
            "",
            "# 2. Narrative of Events",
            "2.1 The family moved in May and nobody was told of it.",
            "",
            "# May to July",
            "The nurse called twice in those months and was let in once.",
        ],
    ]
    document = read_document(write_pdf(tmp_path / "a.pdf", pages), load_settings())
    sections, sentences = outline(document, types)
    assert [(section.heading, section.section_type) for section in sections] == [
        ("", "front"),
        ("1 Introduction", "introduction"),
        ("2 Narrative of Events", "narrative"),
        ("May to July", "narrative"),
    ]
    assert all(document.text[one.char_start : one.char_end] == one.text for one in sentences)
    assert {one.page for one in sentences if one.section_no == 0} == {1}
    assert {one.page for one in sentences if one.section_no > 0} == {2}
