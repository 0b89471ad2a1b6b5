"""Fitting the case coder, and the thresholds of mentions, on reviews the factor model was not trained on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from pipeline.learn.examples import Example
from pipeline.learn.scores import best_f1
from pipeline.learn.targets import Target
from pipeline.model.case_coder import FEATURES, CaseCoder, Floats, case_features
from pipeline.model.factor_model import Decisions
from pipeline.records import ASSERTIONS, VALUES, Mention

# A domain that shows an assertion more rarely than this takes the threshold of all factors together.
FEWEST = 40


def fit_case_coder(
    read: Sequence[tuple[Example, Sequence[Mention]]],
    domains: Sequence[str],
    factor_ids: Sequence[str],
    inverse_regularisation: float,
) -> CaseCoder:
    """The regression over every factor of every review, from the mentions that the factor model gives.

    ``domains``: of each factor. What the mentions weigh may differ from domain to domain and the base rate
    from factor to factor, as far as the reviews bear it out: the differences are drawn towards none. The
    reviews must be new to the factor model, or it would seem surer than it is.
    """
    features = [case_features(mentions, factor_ids) for _, mentions in read]
    scaler = StandardScaler().fit(np.concatenate(features))
    named = list(dict.fromkeys(domains))
    kinds = np.array([[one == name for name in named] for one in domains], dtype=np.float64)
    rows = np.concatenate([_expanded(scaler.transform(one), kinds) for one in features])
    values = [VALUES.index(example.values[factor_id]) for example, _ in read for factor_id in factor_ids]
    model = LogisticRegression(C=inverse_regularisation, max_iter=5000).fit(rows, values)
    if list(model.classes_) != [0, 1, 2]:
        raise ValueError("the reviews have to show all three values")
    weights, intercepts = _of_each_factor(np.asarray(model.coef_), kinds, len(FEATURES))
    return CaseCoder(
        tuple(factor_ids),
        weights,
        intercepts + model.intercept_,
        np.asarray(scaler.mean_),
        np.asarray(scaler.scale_),
    )


def _expanded(features: Floats, kinds: Floats) -> Floats:
    """(f, features) to what the regression sees: the features, these by domain, the domain, the factor."""
    count = len(features)
    by_domain = (features[:, None, :] * kinds[:, :, None]).reshape(count, -1)
    return np.concatenate([features, by_domain, kinds, np.eye(count)], axis=1)


def _of_each_factor(coefficients: Floats, kinds: Floats, width: int) -> tuple[Floats, Floats]:
    """(3, expanded) to the weights (f, 3, features) and intercepts (f, 3) that come to the same."""
    n_domains = kinds.shape[1]
    base, rest = np.split(coefficients, [width], axis=1)
    by_domain, rest = np.split(rest, [width * n_domains], axis=1)
    of_domain, of_factor = np.split(rest, [n_domains], axis=1)
    own = np.einsum("fd,vdw->fvw", kinds, by_domain.reshape(len(VALUES), n_domains, width))
    return base[None] + own, kinds @ of_domain.T + of_factor.T


def fit_thresholds(
    read: Sequence[tuple[Decisions, Target]], domains: Sequence[str]
) -> npt.NDArray[np.float64]:
    """(f, 4): for each factor and assertion the threshold with the best F1 over its domain's factors."""
    joint, likeliest, gold = [], [], []
    for decisions, target in read:
        joint.append(decisions.mention[..., None] * decisions.assertion)
        likeliest.append(decisions.assertion.argmax(-1))
        gold.append(target.assertion.numpy())
    chances, best, wanted = np.concatenate(joint), np.concatenate(likeliest), np.concatenate(gold)
    found = np.zeros((len(domains), len(ASSERTIONS)))
    for assertion in range(len(ASSERTIONS)):
        chosen = np.where(best == assertion, chances[..., assertion], 0.0)
        right = wanted == assertion
        for domain in dict.fromkeys(domains):
            columns = np.array([one == domain for one in domains])
            if right[:, columns].sum() < FEWEST:
                columns = np.ones(len(domains), dtype=bool)
            threshold, _ = best_f1(chosen[:, columns].ravel(), right[:, columns].ravel())
            found[[one == domain for one in domains], assertion] = threshold
    return found
