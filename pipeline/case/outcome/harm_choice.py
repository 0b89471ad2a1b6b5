"""Which harm category a child's report tells of: the account of each category, and the facts that decide.

The wordings of a category say how it is told; what a court or a coroner found, who did it and how old the
child was say which of several accounts is the right one. ``configs/harm.toml`` holds the facts and their
weights.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pipeline.any_case import AnyCase
from pipeline.case.outcome.killer import Killer
from pipeline.case.people.people import negated
from pipeline.case.people.subject import Subject
from pipeline.errors import SettingsError
from pipeline.records import Sentence
from pipeline.settings import configs_folder

# What counts of the wordings of a category.
ACCOUNT = ("together", "best", "share")
# A sentence tells a fact surely from the weight ``SURE`` on (the event, a verdict), else less so.
SURE, LESS = 4.0, 0.7
# Of a sentence that is far from what befell the child.
FAR, LEAST = 1.0, 0.3
# What each further sentence adds to a fact, and the most that they add together.
FURTHER, MOST = 0.15, 0.45
# Weight against which the sentences that name a killer are measured.
NAMED_KILLER = 1.0
# Harm to an adult: the words that follow an assault or a killing.
_ON_ADULT = re.compile(
    r"\s*(?:on |of |to |against )?(?:the |his |her |child \w+['’]s )?(?:mother|father|wife|husband|"
    r"partner|girlfriend|"
    r"former|previous|ex-|neighbour|police|officer|Mrs?\b|Ms\b|M[HMTF]\b|two (?:former|women)|a woman|a man)",
    re.I,
)
# "... of his wife and of their son": of the child too.
_AND_CHILD = re.compile(
    r"[^.;,]{0,20}?\band (?:of |to |against )?(?:(?:his|her|their|the|two|both|own) )*"
    r"(?:child|son|daughter|step|bab|boys?|girls?|(?-i:(?!M[rs])[A-Z]))",
    re.I,
)
# "His mother had been raped": what an adult suffered.
_ADULT_SUFFERED = re.compile(
    r"\b(?:mother|father|mum|dad|parent|wife|husband|partner|aunt|uncle|grand(?:mother|father))"
    r"(?: herself| himself)? (?:was|were|had been|has been|being) (?:also |\w+ly )*$",
    re.I,
)
# "The mother was convicted of murder": what she did.
_TRIED = re.compile(
    r"charg|convict|sentenc|jail|imprison|arrest|guilty|found|acquitt|cleared|tried|caution|detained|serving|committed",
    re.I,
)
_ADULT_KILLED = re.compile(
    r"\b(?:killing|murder) of (?:his|her|their|the|child \w+['’]s) (?:own )?(?:mother|wife|partner|father)\b|"
    r"\b(?:mother|wife),? (?:who )?(?:was|had been) (?:killed|murdered|stabbed)\b|"
    r"\bkilled (?:his|her|their|the) (?:own )?(?:mother|wife|partner)\b",
    re.I,
)
_MORE_KILLED = re.compile(
    r"\b(?:both|two|three|double|all) (?:\w+ )?(?:murders?|killings?|deaths?|counts|of them)\b", re.I
)
_AGAINST = re.compile(r"\s*against\b", re.I)
# Names and upper limits (years) of the ages.
_AGES = (("age_newborn", 0.02), ("age_infant", 1.0), ("age_toddler", 5.0), ("age_child", 11.0))
_OLDER = "age_older"
# Facts that are reckoned from the killer that is told of.
_RECKONED = ("insider", "outsider", "nobody_killed")
# Words of the years of secondary school; so many show what age the child must be.
_TEENAGE = re.compile(
    r"\b(?:Year (?:7|8|9|10|11)|GCSEs?|secondary school|sixth[ -]form|form tutor|head of year|youth worker|"
    r"[Yy]outh (?:[Oo]ffending|[Jj]ustice)|CAMHS|"
    r"[Aa]dolescents?|[Tt]eenage\w*(?! (?:mothers?|mum|parents?|"
    r"pregnan\w+|fathers?|couple)\b)|[Yy]oung [Pp]erson)\b"
)
_EARLY_YEARS = re.compile(
    r"\b(?:bab(?:y|ies)|infants?|toddler|nursery|health visit\w+|midwi\w+|pre-?school|playgroup|"
    r"reception class|primary school)\b",
    re.I,
)
FEWEST_TEENAGE = 3
# Facts that tell of a death by another's hand.
_KILLED = frozenset(("killed", "murder", "manslaughter", "infanticide", "allowing"))
_OF_KILLING = _KILLED | {"weapon"}


@dataclass(frozen=True, slots=True)
class Fact:
    """What a reader looks for: expressions, whose act it must be, and what it adds to each category."""

    name: str
    words: AnyCase | None
    of_child: bool
    by_child: str | None
    sure: bool
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class HarmChoice:
    """The facts of ``harm.toml`` and how much the wordings count: ``together``, ``best``, ``share``."""

    facts: Mapping[str, Fact]
    account: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Met:
    """A fact that a report holds: how surely (0 to about 1.5), and the span where it says so best."""

    strength: float
    start: int
    end: int


@lru_cache(maxsize=1)
def read_choice() -> HarmChoice:
    """The facts and weights of ``harm.toml``. SettingsError says what is wrong with the file."""
    path = configs_folder() / "harm.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        facts = {name: _fact(name, entry) for name, entry in raw["fact"].items()}
        together, best, share = (float(raw["account"][name][1]) for name in ACCOUNT)
    except (OSError, IndexError, KeyError, TypeError, ValueError, re.error) as error:
        raise SettingsError(f"{path}: {error}; compare it with the file of the distribution.") from error
    if missing := _needed(facts.values()) - facts.keys():
        names = ", ".join(sorted(missing))
        raise SettingsError(f"{path}: no fact {names}; compare it with the file of the distribution.")
    return HarmChoice(facts, (together, best, share))


def _needed(facts: Iterable[Fact]) -> set[str]:
    """The names that must be facts of the file: reckoned, asked for by name, or the child's own act."""
    ages = {name for name, _ in _AGES}
    return {*_RECKONED, *ages, _OLDER, *_HARMS} | {fact.by_child for fact in facts if fact.by_child}


def _fact(name: str, entry: Mapping[str, Any]) -> Fact:
    words = AnyCase("|".join(entry["words"])) if "words" in entry else None
    weights = {category: float(pair[1]) for category, pair in entry.get("for", {}).items()}
    return Fact(
        name, words, bool(entry.get("of_child")), entry.get("by_child"), bool(entry.get("sure")), weights
    )


def facts_met(
    told: Iterable[tuple[Sentence, float]], subject: Subject, categories: Sequence[str]
) -> dict[str, Met]:
    """The facts that bear on one of the ``categories``, found in the sentences with their weights."""
    wanted = [
        fact
        for fact in read_choice().facts.values()
        if fact.words and not fact.weights.keys().isdisjoint(categories)
    ]
    told = list(told)
    adult_killed = any(_ADULT_KILLED.search(sentence.text) for sentence, _ in told)
    met: dict[str, Met] = {}
    often: dict[str, int] = {}
    for sentence, weight in told:
        for fact in wanted:
            match = _first_counting(fact, sentence.text)
            if match is None:
                continue
            name = fact.name
            # Where a parent was killed too, a killing is the child's where the child is named with it.
            if adult_killed and fact.name in _OF_KILLING and not _is_of_child(sentence, subject):
                continue
            if fact.of_child and subject.before(sentence, match.start()) == "other":
                continue
            if fact.by_child and subject.before(sentence, match.end()) in ("named", "pronoun"):
                name = fact.by_child
            often[name] = often.get(name, 0) + (weight > FAR)
            strength = 1.0 if fact.sure or weight >= SURE else LESS if weight > FAR else LEAST
            if name not in met or strength > met[name].strength:
                at = sentence.char_start
                met[name] = Met(strength, at + match.start(), at + match.end())
    return {
        name: Met(one.strength + min(MOST, FURTHER * max(0, often[name] - 1)), one.start, one.end)
        for name, one in met.items()
    }


def _is_of_child(sentence: Sentence, subject: Subject) -> bool:
    """Whether a sentence names the child, or says that more than one was killed."""
    return bool(subject.people.own.search(sentence.text) or _MORE_KILLED.search(sentence.text))


def of_adult(text: str, start: int, end: int) -> bool:
    """Whether the harm told at ``text[start:end]`` was done to an adult, and to no child with them."""
    adult = _ON_ADULT.match(text, end)
    if adult is not None:
        return _AND_CHILD.match(text, adult.end()) is None
    return _ADULT_SUFFERED.search(text, 0, start) is not None and _TRIED.match(text, start) is None


def _first_counting(fact: Fact, text: str) -> re.Match[str] | None:
    """The first words of a fact that are neither denied nor of an adult."""
    for match in fact.words.finditer(text) if fact.words else ():
        # "A finding of murder against the aunt" is of what she did.
        accused = fact.name in _KILLED and _AGAINST.match(text, match.end())
        if not negated(text, *match.span()) and (accused or not of_adult(text, *match.span())):
            return match
    return None


# What only tells of a harm where nothing else is told of it.
_HARMS = (
    "sexual_crime",
    "sexual",
    "night_visits",
    "wounding",
    "self_hurt",
    "height",
    "ill_made",
    "way_of_other",
)


def tells_harm(text: str) -> tuple[int, int] | None:
    """Where a sentence tells a fact of a harm that is survived; None without one."""
    for name in _HARMS:
        match = _first_counting(read_choice().facts[name], text)
        if match:
            return match.span()
    return None


def reckoned(met: Mapping[str, Met], killer: Killer, age: float | None) -> dict[str, float]:
    """The facts that no words tell: who did it, by what the sentences say, and the child's age in years."""
    total = killer.inside + killer.outside + NAMED_KILLER
    facts = {"outsider": killer.outside / total, "insider": killer.inside / total}
    if _KILLED.isdisjoint(met) and not killer.inside and not killer.outside:
        facts["nobody_killed"] = 1.0
    if age is not None:
        facts[next((name for name, limit in _AGES if age < limit), _OLDER)] = 1.0
    return facts


def account(category: str, scores: Mapping[str, float], best: float) -> tuple[float, float, float]:
    """What the wordings say of a category, in the order of ``ACCOUNT``; ``best``: the weight of its best
    sentence.
    """
    score, total = scores.get(category, 0.0), sum(scores.values())
    return math.log1p(score / 3), math.log1p(best / 3), score / total if total else 0.0


def preference(category: str, told: Sequence[float], facts: Mapping[str, float], choice: HarmChoice) -> float:
    """How much speaks for a category: its account (``told``) and the facts."""
    by_words = sum(weight * value for weight, value in zip(choice.account, told, strict=True))
    return by_words + sum(
        choice.facts[name].weights.get(category, 0.0) * strength for name, strength in facts.items()
    )


def is_teenager(text: str) -> bool:
    """Whether the report is plainly about somebody of secondary school, whatever age was read in it.

    A report on a small child whose mother is young has such words too, and more of the early years.
    """
    return len(_TEENAGE.findall(text)) >= max(FEWEST_TEENAGE, 1 + len(_EARLY_YEARS.findall(text)))
