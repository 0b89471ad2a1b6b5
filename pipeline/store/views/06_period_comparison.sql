-- Adjusted p: Benjamini, Y. and Hochberg, Y. (1995), J. R. Stat. Soc. B 57, 289-300.
-- Odds ratio: Haldane and Anscombe's 0.5 in every cell where one of the four is 0; Woolf's interval.
CREATE OR REPLACE VIEW period_comparison AS
WITH periods_counted AS MATERIALIZED (
    SELECT * FROM prevalence_by_period
),
pairs AS (
    SELECT
        a.factor_id,
        a.name,
        a.domain,
        a.period_id AS period_a,
        b.period_id AS period_b,
        a.n_present AS n_a,
        a.denominator AS denominator_a,
        a.proportion AS proportion_a,
        a.wilson_low AS wilson_low_a,
        a.wilson_high AS wilson_high_a,
        b.n_present AS n_b,
        b.denominator AS denominator_b,
        b.proportion AS proportion_b,
        b.wilson_low AS wilson_low_b,
        b.wilson_high AS wilson_high_b,
        a.series <> b.series AS series_break,
        -- The 2009-11 analysis coded neglect by a wider definition than those before it.
        a.factor_id = 'neglect'
            AND (a.start_date < DATE '2009-04-01') <> (b.start_date < DATE '2009-04-01') AS definition_changed
    FROM periods_counted AS a
    JOIN periods_counted AS b ON b.factor_id = a.factor_id AND b.period_id <> a.period_id
),
corrected AS (
    SELECT
        *,
        CASE
            WHEN 0 IN (n_a, denominator_a - n_a, n_b, denominator_b - n_b) THEN 0.5e0
            ELSE 0e0
        END AS correction
    FROM pairs
),
odds AS (
    SELECT
        *,
        CASE WHEN denominator_a > 0 AND denominator_b > 0 THEN
            LN(n_b + correction) - LN(denominator_b - n_b + correction)
            - LN(n_a + correction) + LN(denominator_a - n_a + correction)
        END AS log_odds_ratio,
        CASE WHEN denominator_a > 0 AND denominator_b > 0 THEN
            1.959963984540054e0 * SQRT(
                1 / (n_b + correction) + 1 / (denominator_b - n_b + correction)
                + 1 / (n_a + correction) + 1 / (denominator_a - n_a + correction)
            )
        END AS log_odds_margin
    FROM corrected
),
tested AS (
    SELECT *, fisher_p(n_a, denominator_a, n_b, denominator_b) AS p_exact
    FROM odds
),
ranked AS (
    SELECT
        *,
        COUNT(p_exact) OVER (PARTITION BY period_a, period_b) AS n_tests,
        COUNT(p_exact) OVER (PARTITION BY period_a, period_b ORDER BY p_exact NULLS LAST) AS p_rank
    FROM tested
)
SELECT
    factor_id,
    name,
    domain,
    period_a,
    period_b,
    n_a,
    denominator_a,
    proportion_a,
    wilson_low_a,
    wilson_high_a,
    n_b,
    denominator_b,
    proportion_b,
    wilson_low_b,
    wilson_high_b,
    proportion_b - proportion_a AS difference,
    newcombe_low(n_a, denominator_a, n_b, denominator_b) AS difference_low,
    newcombe_high(n_a, denominator_a, n_b, denominator_b) AS difference_high,
    EXP(log_odds_ratio) AS odds_ratio,
    EXP(log_odds_ratio - log_odds_margin) AS odds_ratio_low,
    EXP(log_odds_ratio + log_odds_margin) AS odds_ratio_high,
    two_sided_p(two_proportions_z(n_a, denominator_a, n_b, denominator_b)) AS p_value,
    p_exact,
    -- LEAST passes over a null, and a factor without a test has no adjusted p either.
    CASE WHEN p_exact IS NOT NULL THEN
        LEAST(1e0, MIN(p_exact * n_tests / p_rank) OVER (
            PARTITION BY period_a, period_b ORDER BY p_exact DESC NULLS LAST
        ))
    END AS p_adjusted,
    denominator_a < 20 OR denominator_b < 20 AS few_cases,
    series_break,
    definition_changed
FROM ranked;

COMMENT ON VIEW period_comparison IS 'A row is a factor in an ordered pair of periods: how its prevalence in period_b differs from that in period_a. p_value and p_exact are each a test of one factor alone; p_adjusted allows for looking at all of them.';
COMMENT ON COLUMN period_comparison.factor_id IS 'Factor: factors.factor_id.';
COMMENT ON COLUMN period_comparison.name IS 'Name of the factor for people.';
COMMENT ON COLUMN period_comparison.domain IS 'Part of the codebook.';
COMMENT ON COLUMN period_comparison.period_a IS 'Period that is compared with: periods.period_id.';
COMMENT ON COLUMN period_comparison.period_b IS 'Period that is compared: periods.period_id.';
COMMENT ON COLUMN period_comparison.n_a IS 'Cases of period_a where the factor is present.';
COMMENT ON COLUMN period_comparison.denominator_a IS 'Cases of period_a that count.';
COMMENT ON COLUMN period_comparison.proportion_a IS 'n_a / denominator_a. Null: no case counts.';
COMMENT ON COLUMN period_comparison.wilson_low_a IS 'Lower bound of the 95 % Wilson interval of proportion_a.';
COMMENT ON COLUMN period_comparison.wilson_high_a IS 'Upper bound of the 95 % Wilson interval of proportion_a.';
COMMENT ON COLUMN period_comparison.n_b IS 'Cases of period_b where the factor is present.';
COMMENT ON COLUMN period_comparison.denominator_b IS 'Cases of period_b that count.';
COMMENT ON COLUMN period_comparison.proportion_b IS 'n_b / denominator_b. Null: no case counts.';
COMMENT ON COLUMN period_comparison.wilson_low_b IS 'Lower bound of the 95 % Wilson interval of proportion_b.';
COMMENT ON COLUMN period_comparison.wilson_high_b IS 'Upper bound of the 95 % Wilson interval of proportion_b.';
COMMENT ON COLUMN period_comparison.difference IS 'proportion_b - proportion_a: above 0 where the factor is more common in period_b. Null: one period has no case.';
COMMENT ON COLUMN period_comparison.difference_low IS 'Lower bound of the 95 % Newcombe interval of the difference.';
COMMENT ON COLUMN period_comparison.difference_high IS 'Upper bound of the 95 % Newcombe interval of the difference.';
COMMENT ON COLUMN period_comparison.odds_ratio IS 'Odds in period_b over odds in period_a; 0.5 is added to all four cells where one is 0. Null: one period has no case.';
COMMENT ON COLUMN period_comparison.odds_ratio_low IS 'Lower bound of the 95 % Woolf interval of the odds ratio, with the same correction.';
COMMENT ON COLUMN period_comparison.odds_ratio_high IS 'Upper bound of the 95 % Woolf interval of the odds ratio, with the same correction.';
COMMENT ON COLUMN period_comparison.p_value IS 'Two-sided p value of the z test of two proportions (pooled variance, no continuity correction). It leans on large samples: where few_cases is true, or fewer than five cases are present or not present on a side, use p_exact. Null: no case, or present in all or in none of both periods.';
COMMENT ON COLUMN period_comparison.p_exact IS 'Two-sided p value of Fisher''s exact test, right for any number of cases and a little cautious. Null: one period has no case.';
COMMENT ON COLUMN period_comparison.p_adjusted IS 'p_exact adjusted for the number of factors by Benjamini and Hochberg''s procedure, over all factors with a p_exact in the same ordered pair of periods, whichever of them a query asks for. Of the factors with a p_adjusted below 0.05, at most one in twenty is expected to differ by chance alone. It allows for the factors of one pair, not for looking at several pairs. Null: p_exact is.';
COMMENT ON COLUMN period_comparison.few_cases IS 'True: a denominator is under 20; read the intervals, not the p value.';
COMMENT ON COLUMN period_comparison.series_break IS 'True: one period has serious case reviews and the other local child safeguarding practice reviews (from October 2019), which were chosen by other criteria.';
COMMENT ON COLUMN period_comparison.definition_changed IS 'True: neglect, compared across April 2009, when the national analyses took a wider definition; reports written before may say less of it.';
