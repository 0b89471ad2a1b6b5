-- Every way of grouping at once; the views of one way each are this view's rows.
CREATE OR REPLACE VIEW prevalence_by_group AS
WITH groups AS (
    SELECT
        'all' AS grouped_by,
        NULL::VARCHAR AS period_id,
        NULL::age_band AS age_band,
        NULL::VARCHAR AS nation,
        NULL::outcome AS outcome
    UNION ALL
    SELECT 'period', period_id, NULL, NULL, NULL FROM periods
    UNION ALL
    -- ENUM_RANGE gives text, which would not sort by age.
    SELECT 'age_band', NULL, UNNEST(LIST_APPEND(ENUM_RANGE(NULL::age_band), NULL))::age_band, NULL, NULL
    UNION ALL
    SELECT DISTINCT 'nation', NULL, NULL, nation, NULL FROM cases
    UNION ALL
    SELECT 'outcome', NULL, NULL, NULL, UNNEST(ENUM_RANGE(NULL::outcome))::outcome
),
totals AS (
    SELECT
        -- A bit for each column that does not group, the first the highest.
        CASE GROUPING(period_id, age_band, nation, outcome)
            WHEN 7 THEN 'period'
            WHEN 11 THEN 'age_band'
            WHEN 13 THEN 'nation'
            WHEN 14 THEN 'outcome'
            ELSE 'all'
        END AS grouped_by,
        period_id,
        age_band,
        nation,
        outcome,
        factor_id,
        SUM(n_present)::BIGINT AS n_present,
        SUM(n_absent)::BIGINT AS n_absent,
        SUM(n_not_mentioned)::BIGINT AS n_not_mentioned,
        SUM(denominator)::BIGINT AS denominator,
        SUM(n_left_out)::BIGINT AS n_left_out,
        SUM(n_age_unknown)::BIGINT AS n_age_unknown,
        SUM(n_mentions)::BIGINT AS n_mentions,
        SUM(n_reports)::BIGINT AS n_reports
    FROM factor_counts
    GROUP BY GROUPING SETS (
        (factor_id),
        (factor_id, period_id),
        (factor_id, age_band),
        (factor_id, nation),
        (factor_id, outcome)
    )
)
SELECT
    g.grouped_by,
    g.period_id,
    g.age_band,
    g.nation,
    g.outcome,
    f.factor_id,
    f.name,
    f.domain,
    COALESCE(t.n_present, 0) AS n_present,
    COALESCE(t.n_absent, 0) AS n_absent,
    COALESCE(t.n_not_mentioned, 0) AS n_not_mentioned,
    COALESCE(t.denominator, 0) AS denominator,
    t.n_present / NULLIF(t.denominator, 0)::DOUBLE AS proportion,
    wilson_low(t.n_present, t.denominator) AS wilson_low,
    wilson_high(t.n_present, t.denominator) AS wilson_high,
    f.min_age_years,
    COALESCE(t.n_left_out, 0) AS n_left_out,
    COALESCE(t.n_age_unknown, 0) AS n_age_unknown,
    COALESCE(t.n_mentions, 0) AS n_mentions,
    COALESCE(t.n_reports, 0) AS n_reports
FROM groups AS g
CROSS JOIN factors AS f
LEFT JOIN totals AS t
    ON
        t.factor_id = f.factor_id
        AND t.grouped_by = g.grouped_by
        AND t.period_id IS NOT DISTINCT FROM g.period_id
        AND t.age_band IS NOT DISTINCT FROM g.age_band
        AND t.nation IS NOT DISTINCT FROM g.nation
        AND t.outcome IS NOT DISTINCT FROM g.outcome;

COMMENT ON VIEW prevalence_by_group IS 'A row is a factor in a group of cases, for every way of grouping (grouped_by), group and factor, those without a case too (denominator 0). Keep to one grouped_by: each holds all cases again. Views prevalence and prevalence_by_* hold one each.';
COMMENT ON COLUMN prevalence_by_group.grouped_by IS 'What the cases are grouped by: all (one group), period, age_band, nation or outcome.';
COMMENT ON COLUMN prevalence_by_group.period_id IS 'Period: periods.period_id. Null where the cases are not grouped by it.';
COMMENT ON COLUMN prevalence_by_group.age_band IS 'Age band at the incident of the oldest child with a stated age. Null where the cases are not grouped by it, and in grouping age_band those without an age.';
COMMENT ON COLUMN prevalence_by_group.nation IS 'Nation of the board. Null where the cases are not grouped by it, and in grouping nation those whose nation is not known.';
COMMENT ON COLUMN prevalence_by_group.outcome IS 'Outcome of the case. Null where the cases are not grouped by it.';
COMMENT ON COLUMN prevalence_by_group.factor_id IS 'Factor: factors.factor_id.';
COMMENT ON COLUMN prevalence_by_group.name IS 'Name of the factor for people.';
COMMENT ON COLUMN prevalence_by_group.domain IS 'Part of the codebook.';
COMMENT ON COLUMN prevalence_by_group.n_present IS 'Cases in the denominator where the factor is present.';
COMMENT ON COLUMN prevalence_by_group.n_absent IS 'Cases in the denominator where the report says that it did not apply.';
COMMENT ON COLUMN prevalence_by_group.n_not_mentioned IS 'Cases in the denominator of which the report says nothing either way.';
COMMENT ON COLUMN prevalence_by_group.denominator IS 'Cases of the group that count: n_present + n_absent + n_not_mentioned.';
COMMENT ON COLUMN prevalence_by_group.proportion IS 'n_present / denominator, 0 to 1. Null: no case counts.';
COMMENT ON COLUMN prevalence_by_group.wilson_low IS 'Lower bound of the 95 % Wilson interval of the proportion. Null: no case counts.';
COMMENT ON COLUMN prevalence_by_group.wilson_high IS 'Upper bound of the 95 % Wilson interval of the proportion. Null: no case counts.';
COMMENT ON COLUMN prevalence_by_group.min_age_years IS 'Age in years under which a child is left out of the denominator. 0 or null: all ages count.';
COMMENT ON COLUMN prevalence_by_group.n_left_out IS 'Cases left out because all their children with a stated age are younger than min_age_years.';
COMMENT ON COLUMN prevalence_by_group.n_age_unknown IS 'Cases in the denominator although no child''s age is stated; 0 for a factor without a least age.';
COMMENT ON COLUMN prevalence_by_group.n_mentions IS 'Affirmed mentions in reports of the cases in the denominator. Not a prevalence: long reports say a thing more often.';
COMMENT ON COLUMN prevalence_by_group.n_reports IS 'Reports that hold these mentions; a case may have several reports.';
