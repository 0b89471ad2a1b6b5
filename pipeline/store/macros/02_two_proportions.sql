-- Tests of a difference between n_a out of d_a and n_b out of d_b.

-- DuckDB has no erf. Chebyshev approximation of erfc for x >= 0, relative error below 1.2e-7:
-- Press et al., Numerical Recipes, section on the incomplete gamma function.
CREATE OR REPLACE MACRO chebyshev_erfc(x, t) AS
    t * EXP(-x * x - 1.26551223e0 + t * (1.00002368e0 + t * (0.37409196e0 + t * (0.09678418e0
    + t * (-0.18628806e0 + t * (0.27886807e0 + t * (-1.13520398e0 + t * (1.48851587e0
    + t * (-0.82215223e0 + t * 0.17087277e0)))))))));
COMMENT ON MACRO chebyshev_erfc IS 'Complementary error function of x >= 0, with t = 1 / (1 + x / 2).';

CREATE OR REPLACE MACRO two_sided_p(z) AS
    -- LEAST passes over a null, so a null z needs the CASE.
    CASE WHEN z IS NOT NULL THEN
        LEAST(1e0, chebyshev_erfc(ABS(z) / SQRT(2e0), 1 / (1 + ABS(z) / SQRT(2e0) / 2)))
    END;
COMMENT ON MACRO two_sided_p IS 'Two-sided p value of a standard normal statistic, with a relative error below 1.2e-7.';

CREATE OR REPLACE MACRO two_proportions_z(n_a, d_a, n_b, d_b) AS
    (n_b::DOUBLE / NULLIF(d_b, 0) - n_a::DOUBLE / NULLIF(d_a, 0)) / NULLIF(SQRT(
        (n_a + n_b)::DOUBLE / NULLIF(d_a + d_b, 0) * (1 - (n_a + n_b)::DOUBLE / NULLIF(d_a + d_b, 0))
        * (1e0 / NULLIF(d_a, 0) + 1e0 / NULLIF(d_b, 0))
    ), 0);
COMMENT ON MACRO two_proportions_z IS 'z statistic of two proportions with the pooled variance. Null where a denominator is 0, or where all cases or none are present in both.';

-- Probability that k of the d_a cases are present, where n of all d_a + d_b are.
CREATE OR REPLACE MACRO hypergeometric(k, d_a, d_b, n) AS
    EXP(LGAMMA(d_a + 1) - LGAMMA(k + 1) - LGAMMA(d_a - k + 1)
        + LGAMMA(d_b + 1) - LGAMMA(n - k + 1) - LGAMMA(d_b - n + k + 1)
        - LGAMMA(d_a + d_b + 1) + LGAMMA(n + 1) + LGAMMA(d_a + d_b - n + 1));
COMMENT ON MACRO hypergeometric IS 'Probability of k present out of d_a, where n are present out of d_a + d_b.';

-- Sum over the tables that are no more likely than the one seen, as R and scipy do.
CREATE OR REPLACE MACRO fisher_p(n_a, d_a, n_b, d_b) AS
    CASE WHEN d_a > 0 AND d_b > 0 THEN LEAST(1e0, LIST_SUM(LIST_FILTER(
        LIST_TRANSFORM(
            RANGE(GREATEST(0, n_a + n_b - d_b), LEAST(d_a, n_a + n_b) + 1),
            LAMBDA k: hypergeometric(k, d_a, d_b, n_a + n_b)
        ),
        LAMBDA p: p <= hypergeometric(n_a, d_a, d_b, n_a + n_b) * (1 + 1e-7)
    ))) END;
COMMENT ON MACRO fisher_p IS 'Two-sided p value of Fisher''s exact test. Null where a denominator is 0.';
