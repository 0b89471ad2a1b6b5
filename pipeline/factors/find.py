"""The rule layer: finds wordings of the codebook's factors in sentences and qualifies them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from pipeline.codebook import Codebook, Factor, Pattern
from pipeline.factors.incident import IncidentRules, Verdict
from pipeline.factors.index import NEGATORS, PatternIndex
from pipeline.factors.people import Discourse, PeopleFinder
from pipeline.factors.qualify import Context, Qualifier
from pipeline.factors.strangers import unknown_names
from pipeline.factors.text import CueMatcher, Person, Span, clause_bounds, read_lists
from pipeline.patterns import compile_all, tokenize
from pipeline.records import (
    SILENT,
    Assertion,
    CastMember,
    Mention,
    Section,
    Sentence,
    Subject,
    Temporality,
)

_STRENGTH: dict[Assertion, int] = {"affirmed": 3, "negated": 2, "uncertain": 1, "generic": 0}
_PARENTS: frozenset[Subject] = frozenset({"mother", "father", "parents", "partner"})
# Patterns are written with straight apostrophes; one character for one, so that offsets stand.
_APOSTROPHES = str.maketrans("’‘", "''")
_CONTRAST = frozenset(("and", "but", ","))
_NO_NEGATION = frozenset(("only", "just", "merely", "longer", "doubt", "least", "until"))
# How sure a rule is before anything is measured; the case coder replaces it by a calibrated figure.
RULE_PROBABILITY = 1.0


@dataclass(frozen=True, slots=True)
class _Rule:
    factor: Factor
    pattern: Pattern


class FactorRules:
    """All patterns of the codebook, compiled once for a process. ``configs`` is the configs folder."""

    def __init__(self, codebook: Codebook, configs: Path) -> None:
        self._codebook = codebook
        self._wordings = PatternIndex()
        self._unless = PatternIndex()
        self._needs = PatternIndex()
        self._rules: dict[str, _Rule] = {}
        self._qualifier = Qualifier(configs / "qualifiers", codebook.lexicon)
        lists = read_lists(configs / "qualifiers" / "people.toml")
        people = {name: table["match"] for name, table in lists.items() if name != "other_household"}
        self._people = CueMatcher(people, codebook.lexicon)
        self._incident = IncidentRules(configs / "qualifiers", codebook.lexicon)
        for factor in codebook.factors:
            self._add(factor)

    def _add(self, factor: Factor) -> None:
        lexicon = self._codebook.lexicon
        if factor.unless:
            self._unless.add(factor.id, compile_all(factor.unless, lexicon))
        for number, pattern in enumerate(factor.patterns):
            key = f"{factor.id}/{number}"
            self._rules[key] = _Rule(factor, pattern)
            raw = [[dict(token) for token in tokens] for tokens in pattern.matcher]
            self._wordings.add(key, [*compile_all(pattern.match, lexicon), *raw])
            if pattern.unless:
                self._unless.add(key, compile_all(pattern.unless, lexicon))
            if pattern.needs:
                self._needs.add(key, compile_all(pattern.needs, lexicon))

    def mentions(
        self,
        sentences: Iterable[Sentence],
        sections: Sequence[Section],
        cast: Sequence[CastMember] = (),
        child_gender: str | None = None,
    ) -> list[Mention]:
        """Every sentence that bears on a factor, one mention a factor and sentence, in reading order."""
        types = {section.section_no: section.section_type for section in sections}
        sentences = list(sentences)
        strangers = unknown_names((one.text for one in sentences), (member.name for member in cast))
        finder = PeopleFinder(self._people, cast, strangers)
        discourse = Discourse(child_gender=child_gender)
        verdict = Verdict(self._incident)
        found: list[Mention] = []
        for sentence in sentences:
            if sentence.kind in SILENT:
                continue
            doc = tokenize(sentence.text.translate(_APOSTROPHES))
            people = finder.find(doc, discourse)
            left_out = self._incident.factors if verdict.covers(doc) else frozenset()
            matches = list(self._matches(finder.in_roles(doc)))
            if not matches:
                continue
            kind = "glossary" if sentence.kind == "footnote" else types.get(sentence.section_no, "other")
            context = self._qualifier.context(doc, kind, people)
            mentions = self._in_sentence(sentence, context, matches)
            found.extend(mention for mention in mentions if mention.factor_id not in left_out)
        return found

    def _in_sentence(
        self, sentence: Sentence, context: Context, matches: Sequence[tuple[_Rule, Span, bool]]
    ) -> list[Mention]:
        best: dict[str, Mention] = {}
        told: dict[str, list[Span]] = {}
        for rule, span, negated in matches:
            spans = told.setdefault(rule.factor.id, [])
            if any(start <= span[0] and span[1] <= end for start, end in spans):
                continue
            mention = self._qualified(sentence, context, rule, span, negated)
            if mention is None:
                continue
            spans.append(span)
            known = best.get(mention.factor_id)
            if known is None or _STRENGTH[mention.assertion] > _STRENGTH[known.assertion]:
                best[mention.factor_id] = mention
        return [best[factor.id] for factor in self._codebook.factors if factor.id in best]

    def _matches(self, doc: Doc) -> Iterator[tuple[_Rule, Span, bool]]:
        """Rule, token span, and whether a gap of the pattern was filled with a "not"; longest first.

        Longest first because more words say more. Nothing whose `unless` stands in the sentence.
        """
        matches = self._wordings.find(doc)
        if not matches:
            return
        cancelled = {match.key for match in self._unless.find(doc)}
        needed = {match.key for match in self._needs.find(doc)}
        for key, start, end, negative in sorted(matches, key=lambda match: match.start - match.end):
            rule = self._rules[key]
            if key in cancelled or rule.factor.id in cancelled or (rule.pattern.needs and key not in needed):
                continue
            yield rule, (start, end), not negative and _negated_within(doc, (start, end))

    def _qualified(
        self, sentence: Sentence, context: Context, rule: _Rule, span: Span, negated: bool
    ) -> Mention | None:
        """The mention that a match is, or None where it is of somebody or some time that does not count."""
        factor, pattern = rule.factor, rule.pattern
        wording = pattern.assertion or ("negated" if negated else "affirmed")
        if wording == "negated" and (_broken(context, span) or (pattern.assertion and negated)):
            return None
        childhood, before_birth = self._qualifier.historical(context, span)
        if factor.domain == "practice":
            childhood = before_birth = False
        subject = pattern.subject or _subject(context, rule, span)
        fixed = (pattern.temporality, factor.temporality)
        own_childhood = childhood and _about_a_parent(context, span, subject)
        if pattern.temporality != "historical":
            if factor.temporality == "historical" and not own_childhood:
                return None
            if factor.temporality != "historical" and own_childhood and factor.domain != "parent":
                return None
        if factor.temporality == "historical" and subject not in _PARENTS:
            subject = _parent_before(context, span) or factor.default_subject
        if subject is None:
            return None
        if own_childhood and factor.temporality != "historical" and _of_own_parent(context, span):
            return None
        assertion = self._qualifier.assertion(context, span, factor.domain, wording)
        told = own_childhood or before_birth
        historical = pattern.temporality == "historical" or (told and "current" not in fixed)
        temporality: Temporality = "historical" if historical else "current"
        words = context.doc[span[0] : span[1]]
        return Mention(
            sentence.sentence_no, factor.id, assertion, subject, temporality, RULE_PROBABILITY, "rule",
            sentence.char_start + words.start_char, sentence.char_start + words.end_char,
            sentence.text[words.start_char : words.end_char],
        )  # fmt: skip


def _negated_within(doc: Doc, span: Span) -> bool:
    """ "The parents had not separated": a negator between the words of a pattern that has none itself."""
    return any(
        doc[i].lower_ in NEGATORS
        and doc[i + 1].lower_ not in _NO_NEGATION
        and doc[i - 1].lower_ not in _CONTRAST
        for i in range(span[0] + 1, span[1] - 1)
    )


def _broken(context: Context, span: Span) -> bool:
    """Whether the words run over the end of a clause, where a negation stops."""
    return any(span[0] < start and end <= span[1] for start, end in context.breaks)


def _subject(context: Context, rule: _Rule, span: Span) -> Subject | None:
    """Who the match is about: someone in it, named right after it, or the nearest before it."""
    factor = rule.factor
    allowed = rule.pattern.subjects or factor.subjects
    if factor.domain == "maltreatment":
        allowed = tuple(role for role in allowed if role in _VICTIMS) or allowed
        if _suffered_by_another(context, span):
            return None
    passable = _PASSABLE.get(factor.domain, frozenset({"professional", "family"}))
    links = _LINKS - {"by", "from", "between"} if _names_who_did_it(rule) else _LINKS
    for group in _candidates(context, span, links):
        for person in group:
            if factor.domain == "family" and person.owner in allowed:
                return person.owner
            if person.role in allowed:
                return person.role
            # Somebody else inside or after the words does not decide, unless they begin with that one.
            decides = person.start <= span[0] or _linked(context, span, person, links)
            if decides and person.role not in passable:
                return None
    default = factor.default_subject
    if default == "child" and _of_a_stranger(context):
        return None
    return default if default is None or default in allowed else allowed[0]


def _of_a_stranger(context: Context) -> bool:
    """Whether somebody is spoken of whom the report has not introduced, and nobody of the family."""
    roles = {person.role for person in context.people if not person.stranger}
    return any(person.stranger for person in context.people) and roles.isdisjoint(_FAMILY)


_FAMILY: frozenset[Subject] = frozenset({"child", "sibling", "mother", "father", "parents", "partner"})
_ANYBODY: frozenset[Subject] = frozenset(
    {"professional", "family", "child", "sibling", "mother", "father", "parents", "partner", "other_adult"}
)
_VICTIMS: frozenset[Subject] = frozenset({"child", "sibling"})
# Whose mention does not decide the subject: who harms is not who is harmed, who records is neither.
_PASSABLE: dict[str, frozenset[Subject]] = {
    "maltreatment": _ANYBODY - _VICTIMS,
    "family": _ANYBODY,
    "practice": _ANYBODY,
}
_LINKS = frozenset({"of", "by", "in", "for", "from", "between", "on"})
_BE = frozenset("was were is are be been being".split())


def _names_who_did_it(rule: _Rule) -> bool:
    """Whether "by" after the match names the one who harmed, not whom the factor is about."""
    return rule.factor.domain == "maltreatment" or rule.factor.temporality == "historical"


def _suffered_by_another(context: Context, span: Span) -> bool:
    """ "The father's sister had been abused": the passive's subject is nobody of the household."""
    before = [token.lower_ for token in context.doc[max(0, span[0] - 3) : span[1]]]
    if _BE.isdisjoint(before) or not context.doc[span[1] - 1].lower_.endswith("ed"):
        return False
    clause = clause_bounds(context.doc, span, context.breaks)
    people = [person for person in context.people if clause[0] <= person.start and person.end <= span[0]]
    return bool(people) and people[-1].role == "other_adult"


def _candidates(context: Context, span: Span, links: frozenset[str]) -> Iterator[list[Person]]:
    """People in the order in which they are likely to be the subject of the match."""
    start, end = span
    people = context.people
    inside = [person for person in people if person.start < end and start < person.end]
    yield sorted(inside, key=lambda person: person.pronoun)
    following = [person for person in people if person.start >= end]
    yield [person for person in following if _linked(context, span, person, links)][:1]
    clause = clause_bounds(context.doc, span, context.breaks)
    yield [
        person
        for person in reversed(people)
        if person.end <= start
        and not _accompanies(context, person)
        # "There were no sisters, and ...": nobody, for the next clause
        and (person.start >= clause[0] or context.doc[max(0, person.start - 1)].lower_ != "no")
    ]
    yield following


def _accompanies(context: Context, person: Person) -> bool:
    """Whether the person is only there with another: the child in "a family with a young child"."""
    with_at = next((i for i in range(person.start - 1, max(-1, person.start - 4), -1)
                    if context.doc[i].lower_ == "with"), None)  # fmt: skip
    return with_at is not None and any(other.end == with_at for other in context.people)


def _linked(context: Context, span: Span, person: Person, links: frozenset[str]) -> bool:
    """Whether the person follows the match directly by "of", "by" and the like."""
    end = span[1]
    return end < len(context.doc) and context.doc[end].lower_ in links and 0 < person.start - end <= 2


def _about_a_parent(context: Context, span: Span, subject: Subject | None) -> bool:
    """Whether the nearest person before the match is a parent, whatever the factor's own subject is."""
    return subject in _PARENTS or _parent_before(context, span) is not None


def _of_own_parent(context: Context, span: Span) -> bool:
    """Whether the one before the match is a parent's own: "her father drank ... when she was eight"."""
    before = [person for person in context.people if person.start < span[0] and not person.pronoun]
    if not before or before[-1].end - before[-1].start < 2:
        return False
    words = context.doc[before[-1].start : before[-1].end]
    return words[0].lower_ in _POSSESSIVES and words[-1].lower_ in _OWN_PARENTS


_POSSESSIVES = frozenset(("her", "his", "their"))
_OWN_PARENTS = frozenset(("mother", "father", "parents", "stepfather", "stepmother", "mum", "dad"))


def _parent_before(context: Context, span: Span) -> Subject | None:
    for person in reversed(context.people):
        if person.start >= span[1]:
            continue
        if person.role in _PARENTS:
            return person.role
        if person.role in ("child", "sibling") and not person.pronoun:
            words = context.doc[max(0, person.start - 1) : person.end].text.lower()
            if not words.startswith("as "):
                return None
    return None
