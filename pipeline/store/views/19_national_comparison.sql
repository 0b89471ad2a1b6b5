CREATE OR REPLACE VIEW national_comparison AS
WITH figures AS (
    SELECT
        s.*,
        COALESCE(s.n / s.denominator::DOUBLE, s.percent / 100) AS published,
        COALESCE(s.n, ROUND(s.percent / 100 * s.denominator)::INTEGER) AS published_n,
        f.name,
        f.min_age_years,
        p.n_present,
        COALESCE(p.denominator, 0) AS our_denominator,
        p.proportion,
        p.wilson_low,
        p.wilson_high
    FROM national_statistics AS s
    JOIN factors AS f USING (factor_id)
    LEFT JOIN prevalence_by_period AS p ON p.period_id = s.period_id AND p.factor_id = s.factor_id
),
-- What keeps the two apart, and what only has to be known.
judged AS (
    SELECT
        *,
        LIST_FILTER([
            CASE WHEN period_id IS NULL
                THEN 'the published period, ' || published_period || ', is none of periods' END,
            CASE WHEN NOT same_base
                THEN 'the published base is another: ' || COALESCE(denominator_rule, 'see configs') END,
            CASE WHEN same_base AND REGEXP_MATCHES(denominator_rule, '(?i)\bchildren\b')
                THEN 'the published base counts children, this store counts reviews: ' || denominator_rule END,
            CASE WHEN verified = 'approximate' THEN 'the published figure is words or a bound, not a number' END,
            CASE WHEN published IS NULL THEN 'no proportion was published' END,
            CASE WHEN period_id IS NOT NULL AND our_denominator = 0
                THEN 'no case of the period counts in this store' END
        ], LAMBDA reason: reason IS NOT NULL) AS reasons,
        LIST_FILTER([
            CASE WHEN our_denominator BETWEEN 1 AND 19 THEN 'fewer than 20 cases of this store count' END,
            CASE WHEN denominator IS NULL
                THEN 'the published base is not printed, so the interval holds the published figure to be exact' END,
            CASE WHEN denominator IS NOT NULL AND n IS NULL
                THEN 'the published count is worked out from a rounded percentage' END,
            CASE WHEN same_base AND denominator_rule IS NOT NULL
                AND NOT REGEXP_MATCHES(denominator_rule, '(?i)\bchildren\b') THEN 'base: ' || denominator_rule END
        ], LAMBDA remark: remark IS NOT NULL) AS remarks
    FROM figures
)
SELECT
    statistic_no,
    factor_id,
    name,
    period_id,
    published_period,
    published_factor,
    published_n,
    denominator AS published_denominator,
    published AS published_proportion,
    denominator_rule,
    verified,
    source,
    COALESCE(n_present, 0) AS n_present,
    our_denominator AS denominator,
    proportion,
    wilson_low,
    wilson_high,
    proportion - published AS difference,
    CASE
        WHEN denominator IS NULL THEN wilson_low - published
        ELSE newcombe_low(published_n, denominator, n_present, our_denominator)
    END AS difference_low,
    CASE
        WHEN denominator IS NULL THEN wilson_high - published
        ELSE newcombe_high(published_n, denominator, n_present, our_denominator)
    END AS difference_high,
    LEN(reasons) = 0 AS comparable,
    NULLIF(ARRAY_TO_STRING(reasons || remarks, '; '), '') AS caution
FROM judged;

COMMENT ON VIEW national_comparison IS 'A row is a published figure that measures a factor of the codebook, beside this store''s own for the same factor and period. The reviews of this store may be among those that were published on, or a choice of them: the two are then not independent, the interval is too wide rather than too narrow, and a difference may be one of choice or of coding, not of time.';
COMMENT ON COLUMN national_comparison.statistic_no IS 'The published figure: national_statistics.statistic_no.';
COMMENT ON COLUMN national_comparison.factor_id IS 'Factor: factors.factor_id.';
COMMENT ON COLUMN national_comparison.name IS 'Name of the factor for people.';
COMMENT ON COLUMN national_comparison.period_id IS 'Period: periods.period_id. Null: the published period is none of these.';
COMMENT ON COLUMN national_comparison.published_period IS 'Period as published.';
COMMENT ON COLUMN national_comparison.published_factor IS 'Wording of the factor as published.';
COMMENT ON COLUMN national_comparison.published_n IS 'Published count, or the count nearest to the published percentage of the base. Null: neither is known.';
COMMENT ON COLUMN national_comparison.published_denominator IS 'Published base. Null: not printed.';
COMMENT ON COLUMN national_comparison.published_proportion IS 'Published proportion, 0 to 1: from the counts where both are known, else from the percentage.';
COMMENT ON COLUMN national_comparison.denominator_rule IS 'What the published base counts: national_statistics.denominator_rule.';
COMMENT ON COLUMN national_comparison.verified IS 'How sure the published figure is: seen, derived or approximate.';
COMMENT ON COLUMN national_comparison.source IS 'Where the published figure was read.';
COMMENT ON COLUMN national_comparison.n_present IS 'Cases of this store in the period where the factor is present.';
COMMENT ON COLUMN national_comparison.denominator IS 'Cases of this store in the period that count.';
COMMENT ON COLUMN national_comparison.proportion IS 'n_present / denominator, 0 to 1. Null: no case counts.';
COMMENT ON COLUMN national_comparison.wilson_low IS 'Lower bound of the 95 % Wilson interval of the proportion.';
COMMENT ON COLUMN national_comparison.wilson_high IS 'Upper bound of the 95 % Wilson interval of the proportion.';
COMMENT ON COLUMN national_comparison.difference IS 'proportion - published_proportion: above 0 where the factor is more common in this store. Null: one of them is.';
COMMENT ON COLUMN national_comparison.difference_low IS 'Lower bound of the 95 % interval of the difference: Newcombe''s where the published base is known, else Wilson''s of the proportion less the published one.';
COMMENT ON COLUMN national_comparison.difference_high IS 'Upper bound of that interval.';
COMMENT ON COLUMN national_comparison.comparable IS 'True: same period, a number, and nothing says that the base differs from the codebook''s. False: caution begins with the reasons.';
COMMENT ON COLUMN national_comparison.caution IS 'Why the two should not be set beside each other, or what to know before they are. Null: nothing.';
