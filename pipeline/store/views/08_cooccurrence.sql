-- Adjusted p: Benjamini, Y. and Hochberg, Y. (1995), J. R. Stat. Soc. B 57, 289-300.
CREATE OR REPLACE VIEW cooccurrence AS
WITH counted AS MATERIALIZED (
    SELECT case_id, factor_id, value = 'present' AS present
    FROM case_denominators
    WHERE in_denominator
),
pairs AS (
    SELECT
        a.factor_id AS factor_a,
        b.factor_id AS factor_b,
        COUNT(*) AS denominator,
        COUNT(*) FILTER (a.present) AS n_a,
        COUNT(*) FILTER (b.present) AS n_b,
        COUNT(*) FILTER (a.present AND b.present) AS n_both
    FROM counted AS a
    JOIN counted AS b ON b.case_id = a.case_id AND b.factor_id > a.factor_id
    GROUP BY a.factor_id, b.factor_id
),
tested AS (
    SELECT *, fisher_p(n_both, n_a, n_b - n_both, denominator - n_a) AS p_exact
    FROM pairs
),
ranked AS (
    SELECT *, COUNT(p_exact) OVER () AS n_tests, COUNT(p_exact) OVER (ORDER BY p_exact NULLS LAST) AS p_rank
    FROM tested
)
SELECT
    factor_a,
    factor_b,
    n_both,
    n_a,
    n_b,
    denominator,
    n_both / denominator::DOUBLE AS proportion,
    wilson_low(n_both, denominator) AS wilson_low,
    wilson_high(n_both, denominator) AS wilson_high,
    n_a * n_b / denominator::DOUBLE AS n_expected,
    n_both * denominator / NULLIF(n_a * n_b, 0)::DOUBLE AS lift,
    p_exact,
    CASE WHEN p_exact IS NOT NULL THEN
        LEAST(1e0, MIN(p_exact * n_tests / p_rank) OVER (ORDER BY p_exact DESC NULLS LAST))
    END AS p_adjusted
FROM ranked;

COMMENT ON VIEW cooccurrence IS 'A row is a pair of factors, in alphabetical order: in how many cases both are present, out of the cases in the denominator of both.';
COMMENT ON COLUMN cooccurrence.factor_a IS 'First factor: factors.factor_id.';
COMMENT ON COLUMN cooccurrence.factor_b IS 'Second factor: factors.factor_id.';
COMMENT ON COLUMN cooccurrence.n_both IS 'Cases where both are present.';
COMMENT ON COLUMN cooccurrence.n_a IS 'Cases where factor_a is present, of the same denominator.';
COMMENT ON COLUMN cooccurrence.n_b IS 'Cases where factor_b is present, of the same denominator.';
COMMENT ON COLUMN cooccurrence.denominator IS 'Cases in the denominator of both factors.';
COMMENT ON COLUMN cooccurrence.proportion IS 'n_both / denominator, 0 to 1.';
COMMENT ON COLUMN cooccurrence.wilson_low IS 'Lower bound of the 95 % Wilson interval of the proportion.';
COMMENT ON COLUMN cooccurrence.wilson_high IS 'Upper bound of the 95 % Wilson interval of the proportion.';
COMMENT ON COLUMN cooccurrence.n_expected IS 'Cases where both would be present were they independent: n_a * n_b / denominator.';
COMMENT ON COLUMN cooccurrence.lift IS 'n_both / n_expected: above 1 where the two go together. Null: one of them is never present.';
COMMENT ON COLUMN cooccurrence.p_exact IS 'Two-sided p value of Fisher''s exact test of independence. Null: factor_a is present in all of the cases or in none.';
COMMENT ON COLUMN cooccurrence.p_adjusted IS 'p_exact adjusted for the number of pairs by Benjamini and Hochberg''s procedure, over all pairs with a p_exact, whichever of them a query asks for. Null: p_exact is.';
