CREATE OR REPLACE VIEW factor_count_distribution AS
WITH counts AS MATERIALIZED (
    SELECT 'all' AS factors_of, n_present FROM factors_per_case
    UNION ALL
    SELECT
        UNNEST(['maltreatment', 'child', 'parent', 'family', 'practice']),
        UNNEST([n_maltreatment, n_child, n_parent, n_family, n_practice])
    FROM factors_per_case
),
steps AS (
    SELECT factors_of, UNNEST(RANGE(MAX(n_present) + 1)) AS n_present
    FROM counts
    GROUP BY factors_of
),
found AS (
    SELECT factors_of, n_present, COUNT(*) AS n_cases
    FROM counts
    GROUP BY factors_of, n_present
),
filled AS (
    SELECT
        s.factors_of,
        s.n_present,
        COALESCE(f.n_cases, 0) AS n_cases,
        SUM(COALESCE(f.n_cases, 0)) OVER (PARTITION BY s.factors_of ORDER BY s.n_present DESC)::BIGINT
            AS n_cases_or_more,
        SUM(COALESCE(f.n_cases, 0)) OVER (PARTITION BY s.factors_of)::BIGINT AS denominator
    FROM steps AS s
    LEFT JOIN found AS f ON f.factors_of = s.factors_of AND f.n_present = s.n_present
)
SELECT
    *,
    n_cases / denominator::DOUBLE AS proportion,
    wilson_low(n_cases, denominator) AS wilson_low,
    wilson_high(n_cases, denominator) AS wilson_high,
    n_cases_or_more / denominator::DOUBLE AS proportion_or_more,
    wilson_low(n_cases_or_more, denominator) AS wilson_low_or_more,
    wilson_high(n_cases_or_more, denominator) AS wilson_high_or_more
FROM filled;

COMMENT ON VIEW factor_count_distribution IS 'A row is a number of factors, from 0 to the largest in any case: how many cases have just so many, and so many or more, of all factors or of one part of the codebook.';
COMMENT ON COLUMN factor_count_distribution.factors_of IS 'Which factors are counted: all, or those of one domain (maltreatment, child, parent, family, practice).';
COMMENT ON COLUMN factor_count_distribution.n_present IS 'Number of factors present.';
COMMENT ON COLUMN factor_count_distribution.n_cases IS 'Cases with just so many.';
COMMENT ON COLUMN factor_count_distribution.n_cases_or_more IS 'Cases with so many or more.';
COMMENT ON COLUMN factor_count_distribution.denominator IS 'Cases in the store.';
COMMENT ON COLUMN factor_count_distribution.proportion IS 'n_cases / denominator, 0 to 1.';
COMMENT ON COLUMN factor_count_distribution.wilson_low IS 'Lower bound of the 95 % Wilson interval of the proportion.';
COMMENT ON COLUMN factor_count_distribution.wilson_high IS 'Upper bound of the 95 % Wilson interval of the proportion.';
COMMENT ON COLUMN factor_count_distribution.proportion_or_more IS 'n_cases_or_more / denominator, 0 to 1.';
COMMENT ON COLUMN factor_count_distribution.wilson_low_or_more IS 'Lower bound of the 95 % Wilson interval of proportion_or_more.';
COMMENT ON COLUMN factor_count_distribution.wilson_high_or_more IS 'Upper bound of the 95 % Wilson interval of proportion_or_more.';
