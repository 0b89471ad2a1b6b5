"""The words that fields may have: the vocabularies of the records, the same as in the store."""

from __future__ import annotations

from typing import Literal, get_args

Assertion = Literal["affirmed", "negated", "uncertain", "generic"]
Subject = Literal[
    "child", "sibling", "mother", "father", "parents", "partner", "family", "other_adult", "professional"
]
Temporality = Literal["current", "historical"]
Value = Literal["present", "absent", "not_mentioned"]
Decider = Literal["model", "annotator"]
Method = Literal["rule", "model", "annotator"]
PageSource = Literal["text_layer", "ocr", "unread"]
TextSource = Literal["text_layer", "ocr", "mixed"]
BlockKind = Literal["paragraph", "heading", "list_item", "table_row", "footnote", "contents"]
TableKind = Literal["family", "chronology", "action_plan", "agencies", "other"]
Outcome = Literal["death", "serious_harm", "not_stated"]
PlanStatus = Literal["current", "previous", "never", "not_stated"]
PlanCategory = Literal["neglect", "physical_abuse", "emotional_abuse", "sexual_abuse"]
LegalStatus = Literal[
    "care_order",
    "supervision_order",
    "voluntary_accommodation",
    "private_law_order",
    "emergency_order",
    "none",
    "not_stated",
]
SiblingRelation = Literal["sibling", "half_sibling", "step_sibling"]
AgencyKind = Literal[
    "police",
    "social_care",
    "health",
    "education",
    "youth_justice",
    "probation",
    "housing",
    "court",
    "voluntary",
    "other",
]
DatePrecision = Literal["day", "month", "year"]
Gender = Literal["male", "female", "not_stated"]
Stage = Literal["read", "structure", "entities", "factors", "case", "store"]

ENTITY_LABELS = (
    "CHILD",
    "SIBLING",
    "MOTHER",
    "FATHER",
    "PARTNER",
    "GRANDPARENT",
    "OTHER_ADULT",
    "PROFESSIONAL",
    "AGE",
    "DATE",
    "AGENCY",
    "PLACE",
    "LEGAL_STATUS",
    "PLAN",
    "CONDITION",
    "SUBSTANCE",
    "INJURY",
    "METHODOLOGY",
)
ASSERTIONS: tuple[Assertion, ...] = get_args(Assertion)
SUBJECTS: tuple[Subject, ...] = get_args(Subject)
TEMPORALITIES: tuple[Temporality, ...] = get_args(Temporality)
VALUES: tuple[Value, ...] = get_args(Value)
# Blocks that state nothing, whatever their words: no coder reads them.
SILENT: tuple[BlockKind, ...] = ("heading", "contents")
EthnicityGroup = Literal["white", "mixed", "asian", "black", "other"]
Confidence = Literal["labelled", "stated", "inferred"]
