"""The shipped coder, asked about a sentence in a small report."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.records import Block, Document, Mention, Page
from pipeline.run import Tools, code_document, load_tools

Ask = Callable[..., dict[str, Mention]]
BEFORE = (
    "This report concerns Child R, a boy of four, who lived with his mother and her partner, Mr D.",
    "The family had moved to the town two years before.",
)
AFTER = "The health visitor next called in the spring and weighed Child R."


@pytest.fixture(scope="session")
def tools() -> Tools:
    tools = load_tools()
    assert tools.coder is not None, (
        "the trained model is not in models/factors: take it from the distribution"
    )
    assert tools.recogniser is not None
    return tools


@pytest.fixture(scope="session")
def ask(tools: Tools) -> Ask:
    """The mentions of one sentence by factor; the report round it is always the same."""

    def asked(
        sentence: str, heading: str = "Narrative of events", called: tuple[str, str] = ("Child R", "Mr D")
    ) -> dict[str, Mention]:
        before = (one.replace("Child R", called[0]).replace("Mr D", called[1]) for one in BEFORE)
        parts = [("heading", "Introduction"), *(("paragraph", one) for one in before)]
        parts += [("heading", heading), ("paragraph", sentence), ("paragraph", AFTER)]
        blocks, position = [], 0
        for kind, text in parts:
            level = int(kind == "heading")
            blocks.append(
                Block(kind, 1, position, position + len(text), level, size=11.0 + 3 * level, bold=bool(level))
            )  # type: ignore[arg-type]
            position += len(text) + 2
        whole = "\n\n".join(text for _, text in parts)
        document = Document(
            "0" * 16, "a.pdf", "0" * 64, whole, (Page(1, 0, len(whole), "text_layer"),), tuple(blocks)
        )
        coded = code_document(document, tools)
        at = whole.index(sentence)
        numbers = {one.sentence_no for one in coded.sentences if at <= one.char_start < at + len(sentence)}
        return {one.factor_id: one for one in coded.mentions if one.sentence_no in numbers}

    return asked
