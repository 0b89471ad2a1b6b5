"""The labelled reviews under ``annotations/reviews``: read strictly, checked, compared with one another.

``annotations/FORMAT.md`` describes the files.
"""

from pipeline.corpus.case_record import CaseFile
from pipeline.corpus.check import HARM_CATEGORIES, check_review
from pipeline.corpus.labels import implied_factors
from pipeline.corpus.load import load_corpus, load_review
from pipeline.corpus.model import (
    Block,
    BlockKind,
    CorpusError,
    Label,
    LabelledSentence,
    Recommended,
    Review,
    Row,
)
from pipeline.corpus.overlap import SharedRun, read_allowed, shared_runs

__all__ = [
    "HARM_CATEGORIES",
    "Block",
    "BlockKind",
    "CaseFile",
    "CorpusError",
    "Label",
    "LabelledSentence",
    "Recommended",
    "Review",
    "Row",
    "SharedRun",
    "check_review",
    "implied_factors",
    "load_corpus",
    "load_review",
    "read_allowed",
    "shared_runs",
]
