-- Cochran, W. G. (1954), Biometrics 10, 417-451; Armitage, P. (1955), Biometrics 11, 375-386. The score of a period is
-- its place in the series. Interval of the slope: White's heteroscedasticity-consistent variance (HC0) of the line
-- through the cases. Adjusted p: Benjamini, Y. and Hochberg, Y. (1995), J. R. Stat. Soc. B 57, 289-300.
CREATE OR REPLACE VIEW trend AS
WITH places AS (
    SELECT period_id, ROW_NUMBER() OVER (PARTITION BY series ORDER BY start_date) AS score
    FROM periods
),
points AS MATERIALIZED (
    SELECT p.*, s.score
    FROM prevalence_by_period AS p
    JOIN places AS s USING (period_id)
    WHERE p.denominator > 0
),
totals AS (
    SELECT
        series,
        factor_id,
        ANY_VALUE(name) AS name,
        ANY_VALUE(domain) AS domain,
        COUNT(*) AS n_periods,
        ARG_MIN(period_id, score) AS first_period,
        ARG_MAX(period_id, score) AS last_period,
        STRING_AGG(period_id || ' ' || n_present || '/' || denominator, ', ' ORDER BY score) AS counts,
        SUM(n_present)::BIGINT AS n_present,
        SUM(denominator)::BIGINT AS denominator,
        MIN(denominator) < 20 AS few_cases,
        factor_id = 'neglect'
            AND MIN(start_date) < DATE '2009-04-01' AND MAX(start_date) >= DATE '2009-04-01' AS definition_changed,
        SUM(n_present) / SUM(denominator)::DOUBLE AS proportion,
        SUM(denominator * score) / SUM(denominator)::DOUBLE AS mean_score
    FROM points
    GROUP BY series, factor_id
),
sums AS (
    SELECT
        p.series,
        p.factor_id,
        SUM((p.score - t.mean_score) * p.n_present) AS covariance,
        NULLIF(SUM(p.denominator * (p.score - t.mean_score) ** 2), 0) AS spread
    FROM points AS p
    JOIN totals AS t USING (series, factor_id)
    GROUP BY p.series, p.factor_id
),
residuals AS (
    SELECT
        p.series,
        p.factor_id,
        SQRT(SUM((p.score - t.mean_score) ** 2 * (
            p.n_present * (1 - t.proportion - s.covariance / s.spread * (p.score - t.mean_score)) ** 2
            + (p.denominator - p.n_present) * (t.proportion + s.covariance / s.spread * (p.score - t.mean_score)) ** 2
        ))) / ANY_VALUE(s.spread) AS slope_error
    FROM points AS p
    JOIN totals AS t USING (series, factor_id)
    JOIN sums AS s USING (series, factor_id)
    GROUP BY p.series, p.factor_id
),
tested AS (
    SELECT
        t.*,
        s.covariance / s.spread AS slope,
        r.slope_error,
        s.covariance / NULLIF(SQRT(t.proportion * (1 - t.proportion) * s.spread), 0) AS z
    FROM totals AS t
    JOIN sums AS s USING (series, factor_id)
    JOIN residuals AS r USING (series, factor_id)
),
ranked AS (
    SELECT
        *,
        two_sided_p(z) AS p_value,
        COUNT(z) OVER (PARTITION BY series) AS n_tests,
        COUNT(z) OVER (PARTITION BY series ORDER BY ABS(z) DESC NULLS LAST) AS p_rank
    FROM tested
)
SELECT
    series,
    factor_id,
    name,
    domain,
    n_periods,
    first_period,
    last_period,
    counts,
    n_present,
    denominator,
    slope,
    slope - 1.959963984540054e0 * slope_error AS slope_low,
    slope + 1.959963984540054e0 * slope_error AS slope_high,
    z,
    p_value,
    CASE WHEN z IS NOT NULL THEN
        LEAST(1e0, MIN(p_value * n_tests / p_rank) OVER (PARTITION BY series ORDER BY ABS(z) NULLS LAST))
    END AS p_adjusted,
    few_cases,
    definition_changed
FROM ranked;

COMMENT ON VIEW trend IS 'A row is a factor over the periods of one series that have cases: whether its prevalence rises or falls from period to period (Cochran and Armitage''s test). Serious case reviews, and the practice reviews that followed them in October 2019, are two series with a trend each. A series without a case has no row.';
COMMENT ON COLUMN trend.series IS 'Kind of review: periods.series.';
COMMENT ON COLUMN trend.factor_id IS 'Factor: factors.factor_id.';
COMMENT ON COLUMN trend.name IS 'Name of the factor for people.';
COMMENT ON COLUMN trend.domain IS 'Part of the codebook.';
COMMENT ON COLUMN trend.n_periods IS 'Periods of the series with a case in the denominator. A trend over two is a comparison of the two.';
COMMENT ON COLUMN trend.first_period IS 'First of these periods.';
COMMENT ON COLUMN trend.last_period IS 'Last of these periods.';
COMMENT ON COLUMN trend.counts IS 'Cases present and denominator of each of these periods, in order: 2009-11 3/10, 2011-14 5/12.';
COMMENT ON COLUMN trend.n_present IS 'Cases where the factor is present, over these periods.';
COMMENT ON COLUMN trend.denominator IS 'Cases that count, over these periods.';
COMMENT ON COLUMN trend.slope IS 'By how much the proportion rises from one period of the series to the next, by the straight line through all cases; 0.05 is five percentage points a period. Periods count by their place, although they last two or three years; an empty one keeps its place. Null: one period only.';
COMMENT ON COLUMN trend.slope_low IS 'Lower bound of the 95 % interval of the slope. It leans on large samples; of no width where all cases lie on the line.';
COMMENT ON COLUMN trend.slope_high IS 'Upper bound of that interval.';
COMMENT ON COLUMN trend.z IS 'Cochran and Armitage''s statistic, standard normal where there is no trend; above 0 where the factor becomes more common. Null: one period only, or present in all cases or in none.';
COMMENT ON COLUMN trend.p_value IS 'Two-sided p value of z. It leans on large samples: be wary where few_cases is true. Null: z is.';
COMMENT ON COLUMN trend.p_adjusted IS 'p_value adjusted for the number of factors by Benjamini and Hochberg''s procedure, over all factors with a p_value in the same series. Null: p_value is.';
COMMENT ON COLUMN trend.few_cases IS 'True: one of these periods has a denominator under 20.';
COMMENT ON COLUMN trend.definition_changed IS 'True: neglect, in periods before and after April 2009, when the national analyses took a wider definition.';
