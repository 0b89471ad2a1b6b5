"""From a store's annotations to a new model in use, or to the reason why the old one stays.

Four steps: gather the labels, train a version, compare it with the one in use, promote it or not. Cut off in
any of them, the old model is in use as before, and the next call goes on: from the last epoch of a training,
or with the comparison where the version is trained already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.errors import ScrError
from pipeline.learn.coded import Coded, gold_coded
from pipeline.learn.crossfit import Progress, untold
from pipeline.learn.evaluate import evaluate
from pipeline.learn.examples import Example, load_examples
from pipeline.learn.gold import NO_GOLD, Gold, labels_fingerprint, load_gold, sample_coded
from pipeline.learn.measure import coded_mentions, model_coded
from pipeline.learn.metrics import Figure
from pipeline.learn.promote import Compared, Verdict, judge
from pipeline.learn.reader_training import train_reader
from pipeline.learn.report import write_accuracy
from pipeline.learn.start import training_settings
from pipeline.learn.train import train_coder, train_recogniser
from pipeline.learn.versions import (
    Lineage,
    Version,
    folder_of,
    keep,
    label_in_use,
    save_verdict,
    trained_on,
    use,
)
from pipeline.model.coder import CodebookCoder, Coder, load_coder
from pipeline.model.division import divide
from pipeline.run import ENTITIES, FACTORS, READER, Tools, current_versions
from pipeline.sealed import SUMS, VERSIONS

Report = Callable[[str], None]
_FIGURES = ("sentence F1", "case F1", "case kappa")


class Retraining:
    """One retraining of the factor coder, step by step; a flow makes each a task of its own.

    ``store``: whose annotations are learned from beside the corpus in ``annotations``; None for the corpus
    alone. ``models``: the folder of the models. ``report`` is given lines that say how far it is,
    ``progress`` the epochs done and all to be done of the training.
    """

    def __init__(
        self,
        store: Path | None,
        annotations: Path,
        models: Path,
        tools: Tools,
        report: Report,
        progress: Progress = untold,
    ) -> None:
        self.annotations, self.models, self.tools, self.report = annotations, models, tools, report
        self._store, self.progress = store, progress
        self.gold = NO_GOLD

    def gather(self) -> str | None:
        """Read the annotations. Returns why there is nothing to do, or None where there is.

        Raises StoreError where the store cannot be read, ScrError where nothing in it can be learned from.
        """
        if self._store is not None:
            self.gold = load_gold(self._store, self.annotations, self.tools)
            self.report(_told(self.gold))
            if not self.gold.n_learn:
                raise ScrError(
                    f"The store {self._store} has no annotated sentence to learn from (passages drawn by "
                    "chance are for measuring): take in what annotators coded with scr annotate import."
                )
        known = self._trained()
        if known is None or known.verdict is None:
            return None
        return f"Nothing new to learn from since {known.label}. {known.verdict}"

    @property
    def labels(self) -> str:
        """The fingerprint of all labels, the corpus's and the store's."""
        return labels_fingerprint(self.annotations, self.gold)

    def train(self) -> str:
        """The label of the version trained on just these labels; trained now unless it is there already."""
        known = self._trained()
        if known is not None:
            self.report(f"{known.label} was trained on just these labels")
            return known.label
        with _alone(self.models):
            draft = self.models / VERSIONS / f"{FACTORS}.draft"
            train_coder(self.annotations, draft, self.tools, self.report, self.gold.documents, self.progress)
            check = load_examples(self.annotations, "development", self.tools)
            figures = _figures(check, _coded(load_coder(draft), check, self.tools), self.tools)
            return keep(draft, self.models, FACTORS, self._lineage(FACTORS, settings_used(), figures))

    def train_entities(self) -> str:
        """Train the entity recogniser on the corpus; returns the label of its version."""
        return self._train_on_corpus(ENTITIES, train_recogniser)

    def train_the_reader(self) -> str:
        """Train the reader of the case record on the corpus; returns the label of its version."""
        return self._train_on_corpus(READER, train_reader)

    def _train_on_corpus(self, name: str, train: Callable[[Path, Path, Tools, Report], str]) -> str:
        with _alone(self.models):
            draft = self.models / VERSIONS / f"{name}.draft"
            train(self.annotations, draft, self.tools, self.report)
            return keep(draft, self.models, name, self._lineage(name, dict(training_settings()[name]), {}))

    def compare(self, label: str) -> Verdict:
        """The version against the one in use, on the test reviews and the annotators' random sample.

        What is measured of it on the test reviews is kept beside it, as the store's correction of
        prevalences wants it.
        """
        now = label_in_use(self.models, FACTORS)
        if now == label:
            return Verdict(True, "Promoted: it is in use already.", ())
        new, old = load_coder(folder_of(self.models, FACTORS, label)), self._old(now)
        tests = load_examples(self.annotations, "test", self.tools)
        coded = _coded(new, tests, self.tools)
        source = f"test reviews, {label}"
        accuracy = folder_of(self.models, FACTORS, label) / "accuracy.csv"
        write_accuracy(evaluate(label, tests, coded, self.tools.codebook), source, accuracy)
        if old is None:
            return Verdict(True, "Promoted: no model that knows this codebook is in use.", ())
        sampled = [one for one in self.gold.documents if one.sample]
        examples = [one.example for one in sampled]
        sides = [
            [
                sample_coded(one, of)
                for one, of in zip(sampled, _coded(coder, examples, self.tools), strict=True)
            ]
            for coder in (old, new)
        ]
        sets = [
            Compared("the test reviews", [*map(gold_coded, tests)], _coded(old, tests, self.tools), coded),
            Compared("the annotators' random sample", [*map(sample_coded, sampled)], *sides),
        ]
        return judge(sets, {factor.id: factor.domain for factor in self.tools.codebook.factors})

    def finish(self, label: str, verdict: Verdict) -> str:
        """Put the version to use if the verdict says so, and keep the verdict; returns it in words."""
        # In this order: cut off between the two, the next run finds it in use.
        if verdict.promote and label_in_use(self.models, FACTORS) != label:
            use(self.models, label, [FACTORS])
        save_verdict(self.models, label, verdict.promote, verdict.words, self.labels)
        return f"{label}: {verdict.words}"

    def _trained(self) -> Version | None:
        """The version that this training would give again, or None."""
        versions = current_versions(self.tools.codebook)
        return trained_on(
            self.models,
            FACTORS,
            labels=self.labels,
            settings=settings_used(),
            codebook_version=versions.codebook,
            code_version=versions.code,
        )

    def _old(self, label: str) -> Coder | None:
        """The coder in use; None where there is none, or one that knows no factor of the codebook."""
        folder = folder_of(self.models, FACTORS, label)
        if not (folder / SUMS).is_file():
            return None
        coder = load_coder(folder)
        shared = divide(self.tools.codebook.factor_ids, coder.model.shape.factor_ids).by_model
        return coder if shared else None

    def _lineage(self, name: str, settings: dict[str, Any], figures: dict[str, tuple[float, ...]]) -> Lineage:
        versions = current_versions(self.tools.codebook)
        return Lineage(
            trained_at=datetime.now(UTC).replace(microsecond=0, tzinfo=None).isoformat(),
            parent=label_in_use(self.models, name),
            labels=self.labels,
            gold_sentences=self.gold.n_learn if name == FACTORS else 0,
            annotators=self.gold.annotators if name == FACTORS else 0,
            codebook_version=versions.codebook,
            code_version=versions.code,
            settings=settings,
            figures=figures,
        )


def settings_used() -> dict[str, Any]:
    """The settings that decide a training of the factor coder."""
    found = training_settings()
    return {name: dict(found[name]) for name in ("factors", "case", "overruled")}


def _told(gold: Gold) -> str:
    left = f"; {len(gold.left_out)} documents are reviews to measure on and left out" if gold.left_out else ""
    sampled = sum(len(one.sample) for one in gold.documents)
    return (
        f"annotations: {gold.n_learn} sentences to learn from, {sampled} drawn by chance to measure on, by "
        f"{gold.annotators} annotators in {len(gold.documents)} documents{left}"
    )


def _coded(coder: Coder, examples: Sequence[Example], tools: Tools) -> list[Coded]:
    fitted = CodebookCoder(coder, tools.codebook.factor_ids)
    return [model_coded(fitted, coded_mentions(fitted, one)) for one in examples]


def _figures(
    examples: Sequence[Example], coded: Sequence[Coded], tools: Tools
) -> dict[str, tuple[float, ...]]:
    whole = evaluate("new", examples, coded, tools.codebook).overall[0].figures
    return {name: _plain(whole[name]) for name in _FIGURES if whole[name].n}


def _plain(figure: Figure) -> tuple[float, ...]:
    return round(figure.value, 4), round(figure.low, 4), round(figure.high, 4), figure.n


@contextmanager
def _alone(models: Path) -> Iterator[None]:
    """Two trainings at once would write over each other. ScrError where another is under way."""
    folder = models / VERSIONS
    folder.mkdir(parents=True, exist_ok=True)
    try:
        import fcntl
    except ImportError:  # Windows: nothing stops a second training there
        yield
        return
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise ScrError(f"Another training is under way in {folder}: wait until it has ended.") from error
        yield
