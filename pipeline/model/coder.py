"""The trained coder as a document meets it: mentions from sentences, values from the mentions of a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from pipeline.model.case_coder import CASE_FILE, CaseCoder, load_case_coder
from pipeline.model.division import divide
from pipeline.model.factor_model import Decisions, FactorModel, load_factor_model
from pipeline.records import (
    ASSERTIONS,
    SILENT,
    SUBJECTS,
    CastMember,
    Mention,
    Section,
    Sentence,
    Temporality,
)
from pipeline.sealed import read_json, write_json

DECISION_FILE = "decision.json"
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Coder:
    """The factor model, the case coder, and the probability from which a sentence counts as a mention.

    ``thresholds``: (f, 4), for each factor and assertion.
    """

    model: FactorModel
    cases: CaseCoder
    thresholds: Floats
    overruled: Mapping[str, Sequence[str]]

    def mentions(
        self,
        sentences: Sequence[Sentence],
        sections: Sequence[Section],
        cast: Sequence[CastMember],
        rules: Sequence[Mention],
    ) -> list[Mention]:
        """The mentions of one document. ``rules`` are the rule layer's: evidence, not the last word."""
        read = [sentence for sentence in sentences if sentence.kind not in SILENT]
        if not read:
            return []
        decisions = self.model.decide(self.model.encoding.passage(read, sections, cast, rules))
        ids = self.model.shape.factor_ids
        return mentions_of(read, decisions, rules, ids, self.thresholds, self.overruled)


@dataclass(frozen=True, slots=True)
class CodebookCoder:
    """A coder at work for a codebook: what it was not trained for is left to the rules.

    ``factor_ids``: the codebook's, in any order.
    """

    coder: Coder
    factor_ids: tuple[str, ...]

    def mentions(
        self,
        sentences: Sequence[Sentence],
        sections: Sequence[Section],
        cast: Sequence[CastMember],
        rules: Sequence[Mention],
    ) -> list[Mention]:
        """The mentions of one document in reading order: the coder's, and the rules' of factors new to it."""
        parted = divide(self.factor_ids, self.coder.model.shape.factor_ids)
        by_model, by_rules = frozenset(parted.by_model), frozenset(parted.by_rules)
        found = self.coder.mentions(sentences, sections, cast, rules)
        kept = [one for one in found if one.factor_id in by_model]
        kept += [one for one in rules if one.factor_id in by_rules]
        return sorted(kept, key=lambda one: one.sentence_no)


def mentions_of(
    sentences: Sequence[Sentence],
    decisions: Decisions,
    rules: Sequence[Mention],
    factor_ids: Sequence[str],
    thresholds: Floats,
    overruled: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> list[Mention]:
    """One mention for each sentence and factor whose likeliest assertion passes its threshold.

    Where the rules found the factor in the sentence too, the quote, the person and the time are theirs,
    which can be explained; else the quote is the whole sentence. ``overruled``: where the rules affirm the
    factor that is the key, what they do not find themselves of its list is none: a parent's own childhood
    is told in the words of this child's.
    """
    quoted: Mapping[tuple[int, str], Mention] = {(one.sentence_no, one.factor_id): one for one in rules}
    joint = decisions.mention[..., None] * decisions.assertion
    best = decisions.assertion.argmax(-1)
    needed = np.take_along_axis(thresholds[None], best[..., None], -1)[..., 0]
    passed = np.take_along_axis(joint, best[..., None], -1)[..., 0] >= needed
    barred = {
        (number, name)
        for (number, factor_id), rule in quoted.items()
        if rule.assertion == "affirmed"
        for name in overruled.get(factor_id, ())
    }
    found = []
    for row, column in np.argwhere(passed):
        sentence, factor_id = sentences[row], factor_ids[column]
        rule = quoted.get((sentence.sentence_no, factor_id))
        if rule is None and (sentence.sentence_no, factor_id) in barred:
            continue
        found.append(
            Mention(
                sentence.sentence_no,
                factor_id,
                ASSERTIONS[best[row, column]],
                rule.subject if rule else SUBJECTS[int(decisions.subject[row, column].argmax())],
                rule.temporality if rule else _time(float(decisions.historical[row, column])),
                round(float(joint[row, column, best[row, column]]), 4),
                "model",
                rule.char_start if rule else sentence.char_start,
                rule.char_end if rule else sentence.char_end,
                rule.quote if rule else sentence.text,
            )
        )
    return found


def _time(historical: float) -> Temporality:
    return "historical" if historical > 0.5 else "current"


def save_decision(
    folder: Path, factor_ids: Sequence[str], thresholds: Floats, overruled: Mapping[str, Sequence[str]]
) -> None:
    """Keep beside the model how its probabilities become mentions."""
    named = {
        factor_id: dict(zip(ASSERTIONS, row.round(3).tolist(), strict=True))
        for factor_id, row in zip(factor_ids, thresholds, strict=True)
    }
    write_json(folder / DECISION_FILE, {"thresholds": named, "overruled": dict(overruled)})


def load_coder(folder: Path) -> Coder:
    """The coder in ``folder``, its files checked. ModelError where one is missing or changed."""
    model = load_factor_model(folder)
    decision = read_json(folder / DECISION_FILE)
    named = decision["thresholds"]
    return Coder(
        model,
        load_case_coder(folder / CASE_FILE),
        np.array([[named[factor_id][how] for how in ASSERTIONS] for factor_id in model.shape.factor_ids]),
        decision["overruled"],
    )
