-- Prevalence from what an imperfect coder finds.
-- Estimate: Rogan, W. J. and Gladen, B. (1978), Am. J. Epidemiol. 107, 71-76.
-- Interval: Lang, Z. and Reiczigel, J. (2014), Prev. Vet. Med. 113, 13-22: delta method with pseudo-counts (z^2 for
-- the prevalence, 2 for sensitivity and specificity) and a shift, since the plain one covers too little at small n.
-- LEAST and GREATEST pass over a null, so each use of them stands in a CASE.

CREATE OR REPLACE MACRO rogan_gladen(p, sensitivity, specificity) AS
    (p + specificity - 1) / NULLIF(sensitivity + specificity - 1, 0);
COMMENT ON MACRO rogan_gladen IS 'True prevalence where a coder of this sensitivity and specificity finds the proportion p; not held to 0 and 1.';

CREATE OR REPLACE MACRO with_pseudo_counts(n, d, extra) AS (n + extra / 2e0) / (d + extra);
COMMENT ON MACRO with_pseudo_counts IS 'Proportion n of d with extra observations added, half of them successes.';

CREATE OR REPLACE MACRO lang_reiczigel_limit(prevalence, p_variance, se_variance, sp_variance, youden, z) AS
    prevalence + 2 * z ** 2 * (prevalence * se_variance - (1 - prevalence) * sp_variance)
    + z * SQRT(p_variance + prevalence ** 2 * se_variance + (1 - prevalence) ** 2 * sp_variance) / youden;
COMMENT ON MACRO lang_reiczigel_limit IS 'Limit of a corrected prevalence, z standard errors away: from the variances of the three proportions, each with its pseudo-counts, and youden = sensitivity + specificity - 1.';

CREATE OR REPLACE MACRO binomial_variance(p, d) AS p * (1 - p) / d;
COMMENT ON MACRO binomial_variance IS 'Variance of a proportion p of d.';

CREATE OR REPLACE MACRO corrected_limit(n, d, n_true, d_true, n_false, d_false, z) AS
    lang_reiczigel_limit(
        rogan_gladen(
            with_pseudo_counts(n, d, z ** 2),
            with_pseudo_counts(n_true, d_true, 2),
            1 - with_pseudo_counts(n_false, d_false, 2)
        ),
        binomial_variance(with_pseudo_counts(n, d, z ** 2), d + z ** 2),
        binomial_variance(with_pseudo_counts(n_true, d_true, 2), d_true + 2),
        binomial_variance(with_pseudo_counts(n_false, d_false, 2), d_false + 2),
        with_pseudo_counts(n_true, d_true, 2) - with_pseudo_counts(n_false, d_false, 2),
        z
    );
COMMENT ON MACRO corrected_limit IS 'Lang and Reiczigel''s limit of a corrected prevalence, not held to 0 and 1; the arguments are those of corrected_prevalence, and z standard errors.';

-- Without the last two conditions the bounds would both be held to 0, or to 1: an interval of no width, where the
-- figures say that the coder errs otherwise here than it did in the gold cases.
CREATE OR REPLACE MACRO corrected_prevalence(n, d, n_true, d_true, n_false, d_false) AS
    CASE WHEN
        d > 0
        AND newcombe_low(n_false, d_false, n_true, d_true) > 0
        AND corrected_limit(n, d, n_true, d_true, n_false, d_false, 1.959963984540054e0) > 0
        AND corrected_limit(n, d, n_true, d_true, n_false, d_false, -1.959963984540054e0) < 1
    THEN GREATEST(0e0, LEAST(1e0,
        rogan_gladen(n::DOUBLE / d, n_true::DOUBLE / d_true, 1 - n_false::DOUBLE / d_false)
    )) END;
COMMENT ON MACRO corrected_prevalence IS 'Rogan and Gladen''s estimate, held to 0 and 1, of a prevalence found as n of d by a coder that finds n_true of d_true who have it and n_false of d_false who have not. Null unless sensitivity + specificity - 1 is above 0 with its whole 95 % Newcombe interval, and where the whole interval of the estimate lies outside 0 and 1.';

CREATE OR REPLACE MACRO corrected_low(n, d, n_true, d_true, n_false, d_false) AS
    CASE WHEN corrected_prevalence(n, d, n_true, d_true, n_false, d_false) IS NOT NULL THEN LEAST(
        corrected_prevalence(n, d, n_true, d_true, n_false, d_false),
        GREATEST(0e0, corrected_limit(n, d, n_true, d_true, n_false, d_false, -1.959963984540054e0))
    ) END;
COMMENT ON MACRO corrected_low IS 'Lower bound of the 95 % interval of corrected_prevalence, with the same arguments: it carries the uncertainty of prevalence, sensitivity and specificity, and always holds the estimate.';

CREATE OR REPLACE MACRO corrected_high(n, d, n_true, d_true, n_false, d_false) AS
    CASE WHEN corrected_prevalence(n, d, n_true, d_true, n_false, d_false) IS NOT NULL THEN GREATEST(
        corrected_prevalence(n, d, n_true, d_true, n_false, d_false),
        LEAST(1e0, corrected_limit(n, d, n_true, d_true, n_false, d_false, 1.959963984540054e0))
    ) END;
COMMENT ON MACRO corrected_high IS 'Upper bound of the 95 % interval of corrected_prevalence, with the same arguments.';
